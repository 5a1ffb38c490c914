"""The lines of a report with their places, and what every later step asks of a line.

Recognising looks at the folded text (``（一）`` as ``(一)``); folding is one character to one
character, so positions in a folded line are positions in the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from county_reports.model import Region
from county_reports.reading.matching import FOLDING

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = " \t\u3000\u00a0\ufeff\u200b"
_CJK = re.compile(r"[\u3400-\u9fff]")
_WIDE = re.compile(
    r"[\u2014-\u2026\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60]"
)

SENTENCE_ENDS = "。!?"
CLOSERS = "”’\"')]》〉」』"
PROSE_LENGTH = 45
"""A line of this many characters with a comma or a full stop is prose and not a heading."""
CLAUSES_LENGTH = 25
"""A shorter one is prose when it has two of them, or ends with a full stop."""
SENTENCE_LENGTH = 15
"""A line of this many characters that ends with a full stop is prose as well."""

CAMPAIGN = re.compile(r"贫困|脱贫|扶贫|攻坚|小康|振兴|帮扶")
"""Words of the campaign; a line that has none may be page furniture, one that has is read."""
FIGURE = re.compile(r"\d\s*(?:[万亿]?元|[万余多]*[户人名个]|%|公里|亩)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it: its span in the source and its folded text.

    `indent` counts the blanks before it, `ordinal` the lines before it that are not blank.
    """

    start: int
    end: int
    text: str
    indent: int
    ordinal: int
    width: int
    """Printed width in half characters: 脱贫2020年 is 10."""

    @property
    def is_prose(self) -> bool:
        """Whether the line reads as running text: clauses, or a whole sentence."""
        length = len(self.text)
        if length < CLAUSES_LENGTH:
            return length >= SENTENCE_LENGTH and self.is_finished
        marks = sum(self.text.count(mark) for mark in ",。;")
        return marks > 1 or (marks == 1 and (length >= PROSE_LENGTH or self.is_finished))

    @property
    def is_finished(self) -> bool:
        """Whether a sentence ends where the line ends: ``…认可。”`` does, ``…教育扶`` does not."""
        return self.text.rstrip(CLOSERS)[-1:] in SENTENCE_ENDS or self.text.endswith(("…", "..."))

    @property
    def characters(self) -> int:
        """How many Chinese characters the line has."""
        return len(_CJK.findall(self.text))


def split_lines(source: str) -> tuple[Line, ...]:
    """All lines that are not blank, in order; any of the usual line ends (CR LF, LF, FF) counts."""
    lines: list[Line] = []
    folded = source.translate(FOLDING)
    for match in _LINE.finditer(source):
        raw = match.group()
        text = raw.strip(_BLANK)
        if text:
            indent = len(raw) - len(raw.lstrip(_BLANK))
            start = match.start() + indent
            end = start + len(text)
            width = len(text) + len(_WIDE.findall(text))
            lines.append(Line(start, end, folded[start:end], indent, len(lines), width))
    return tuple(lines)


def body_lines(lines: Sequence[Line], regions: Sequence[Region]) -> tuple[Line, ...]:
    """The lines that are not wholly page furniture.

    A line that furniture covers in part (a paragraph that ends with the editor's name) stays.
    """
    starts = [region.start for region in regions]
    kept: list[Line] = []
    for line in lines:
        at = bisect_left(starts, line.start + 1) - 1
        if at < 0 or regions[at].end < line.end:
            kept.append(line)
    return tuple(kept)


def says_something(text: str) -> bool:
    """Whether a text speaks of the campaign or gives figures, as page furniture does not."""
    return bool(CAMPAIGN.search(text) or FIGURE.search(text))


def prose_bounds(lines: Sequence[Line]) -> tuple[int, int]:
    """First and one past the last line that reads as the report's running text.

    Counts into `lines`; (0, len) when no line is prose, so that nothing counts as a page's edge.
    """
    prose = [n for n, line in enumerate(lines) if line.is_prose and says_something(line.text)]
    if not prose:
        prose = [n for n, line in enumerate(lines) if line.is_prose]
    return (prose[0], prose[-1] + 1) if prose else (0, len(lines))

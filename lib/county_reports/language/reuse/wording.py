"""What of a report is compared: its words in one form, every character with its place.

Characters are folded (NFKC, small letters); punctuation, spaces and line breaks are passed over, so
教育扶⏎⏎贫 is 教育扶贫 and “两不愁、三保障” is 两不愁三保障. Every figure in digits becomes one mark, so that
a sentence with other figures is still found; what was printed is kept beside it and decides between
"word for word" and "other figures". Page furniture is left out, and nothing is matched across it.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from county_reports.extraction.setaside import Claims, find_chinese
from county_reports.model import Metadata, Report
from county_reports.reading.matching import matching_text

FIGURE = "#"
"""Stands for a whole figure in digits: 2,019 and 63153 and 3.7 are one mark each."""
WALL = "\n"
"""Stands where page furniture was left out; equals nothing, not even itself."""
_KEPT_SIGNS = frozenset("%‰")
_FIGURE_SIGNS = frozenset(".,")

Part = Literal["word", "digit", "sign", "between"]


@dataclass(frozen=True)
class Wording:
    """A report as it is compared with others.

    `text` holds one character for each word character and one mark for each figure; `starts` and
    `ends` are the places of each in the source. `printed` has the figures by their position in
    `text`; `set_phrases` is 1 where a character belongs to a set phrase (两不愁三保障).
    """

    metadata: Metadata
    source: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    printed: dict[int, str]
    set_phrases: bytes

    @property
    def report(self) -> str:
        """The report's id."""
        return self.metadata.id

    @cached_property
    def size(self) -> int:
        """How many word characters are compared; figures are not counted."""
        return len(self.text) - self.text.count(WALL) - len(self.printed)

    @cached_property
    def with_figures(self) -> str:
        """The text with its figures as printed: for telling a copy from a template."""
        return "".join(self.printed.get(at, sign) for at, sign in enumerate(self.text))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a stretch of `text`."""
        return self.starts[start], self.ends[end - 1]


@cache
def folded(character: str) -> tuple[tuple[str, Part], ...]:
    """What a source character is compared as: ``Ａ`` as a, ``㎡`` as m2, ``，`` as nothing."""
    parts: list[tuple[str, Part]] = []
    for each in unicodedata.normalize("NFKC", character).casefold():
        if each.isascii() and each.isdigit():
            parts.append((each, "digit"))
        elif each.isalnum() or each in _KEPT_SIGNS:
            parts.append((each, "word"))
        else:
            parts.append((each, "sign" if each in _FIGURE_SIGNS else "between"))
    return tuple(parts)


class _Writer:
    """Writes the compared text, one source character after another."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.starts, self.ends = array("q"), array("q")
        self.printed: dict[int, str] = {}
        self._figure = ""
        self._after = ""  # . or , behind digits: part of the figure if digits follow

    def put(self, character: str, at: int) -> None:
        """Add a character of the source."""
        for sign, part in folded(character):
            if part == "digit":
                self._digit(sign, at)
            elif part == "sign" and self._figure and not self._after:
                self._after = sign
            else:
                self.close()
                if part == "word":
                    self._add(sign, at)

    def close(self) -> None:
        """End the figure that is being read."""
        if self._figure:
            self.printed[len(self.text) - 1] = self._figure
        self._figure = self._after = ""

    def wall(self, at: int) -> None:
        """Mark that page furniture was left out here."""
        self.close()
        if self.text and self.text[-1] != WALL:
            self._add(WALL, at)

    def _digit(self, sign: str, at: int) -> None:
        if not self._figure:
            self._add(FIGURE, at)
        self._figure += self._after + sign
        self._after = ""
        self.ends[-1] = at + 1

    def _add(self, sign: str, at: int) -> None:
        self.text.append(sign)
        self.starts.append(at)
        self.ends.append(at + 1)


def wording(report: Report) -> Wording:
    """A report as it is compared: ``全县192个贫困村,`` becomes ``全县#个贫困村``."""
    writer = _Writer()
    position = 0
    # line breaks inside a word are passed over like all others; in a figure they must not end it
    passed = sorted(
        [(start, end, False) for start, end in report.breaks]
        + [(region.start, region.end, True) for region in report.boilerplate]
    )
    for start, end, furniture in [*passed, (len(report.source), len(report.source), False)]:
        for at in range(position, max(start, position)):
            writer.put(report.source[at], at)
        if furniture:
            writer.wall(start)
        position = max(position, end)
    writer.close()
    text = "".join(writer.text)
    return Wording(
        report.metadata, report.source, text,
        writer.starts, writer.ends, writer.printed, _set_phrases(report, writer.starts),
    )  # fmt: skip


def _set_phrases(report: Report, starts: Sequence[int]) -> bytes:
    """Which of the characters belong to a set phrase."""
    matched = matching_text(report)
    inside = bytearray(len(report.source) + 1)
    for place in find_chinese(matched.text, Claims(len(matched.text))):
        if place.kind == "slogan":
            start, end = matched.source_span(place.start, place.end)
            inside[start:end] = b"\x01" * (end - start)
    return bytes(inside[start] for start in starts)

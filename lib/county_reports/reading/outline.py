"""The outline of a report: its headings, how they are nested, where each section ends.

One mechanism for all layouts: every line is asked for its label and its title (`headings`), a stack
of open headings decides the level. Labels with a fixed order (一、 above （一） above 1、) close what
stands below them; labels that may stand on any level (一是, unnumbered titles) are put where they
first appear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from county_reports import codebook
from county_reports.model import Region, Section
from county_reports.reading.headings import (
    FREE_STYLES,
    RANKS,
    Heading,
    bare_line,
    inside_line,
    labelled_line,
    run_in,
)
from county_reports.reading.lines import Line, body_lines, prose_bounds, split_lines

_GENERIC = re.compile(
    r"^(?:基本(?:情况|县情|概况)|(?:主要|工作|具体)(?:做法|成效|工作|措施|情况|开展情况|进展)|.{0,10}(?:概况|现状|主要做法|工作成效))$"
)
_MERGED_LENGTH = 34


@dataclass(frozen=True, slots=True)
class _Placed:
    """A heading with its line and its logical paragraph (lines that go on with a sentence)."""

    heading: Heading
    line: int
    paragraph: int
    start: int
    end: int
    title: str


@dataclass(slots=True)
class _Open:
    """An entry of the stack: a heading whose section has not ended."""

    placed: _Placed
    level: int


def find(
    source: str,
    boilerplate: Sequence[Region] = (),
    breaks: Sequence[tuple[int, int]] = (),
) -> tuple[Section, ...]:
    """Sections in order of their beginning, e.g. 一、主要做法 (level 1), 一是产业扶贫 (level 2)."""
    lines = body_lines(split_lines(source), boilerplate)
    if not lines:
        return ()
    paragraphs = _paragraphs(lines, breaks)
    placed = _keep_lists(_candidates(lines, paragraphs, breaks))
    return _sections(placed, _levels(placed), lines, paragraphs, boilerplate)


def theme_of(title: str) -> str | None:
    """The theme that a title names by the codebook's words: 水利扶贫 is ``water``; None if none."""
    best, best_score = None, 0.0
    for theme, words in _theme_words():
        found = [(title.find(word), len(word)) for word in words if word in title]
        if found:
            # the longest words decide; of equals, what the title names first
            score = max(length for _, length in found) + 0.1 * len(found)
            score -= 0.01 * min(place for place, _ in found)
            if score > best_score:
                best, best_score = theme, score
    return best


@cache
def _theme_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((theme.id, theme.words) for theme in codebook.load().themes.values())


def _paragraphs(lines: Sequence[Line], breaks: Sequence[tuple[int, int]]) -> list[int]:
    """For each line the number of its logical paragraph, which goes on over breaks and ``；``."""
    joined = {end for _, end in breaks}
    numbers: list[int] = []
    for n, line in enumerate(lines):
        goes_on = n > 0 and (
            line.start in joined
            or (lines[n - 1].text.endswith((";", ",")) and labelled_line(line) is None)
        )
        numbers.append(numbers[-1] if goes_on else n)
    return numbers


def _candidates(
    lines: Sequence[Line], paragraphs: Sequence[int], breaks: Sequence[tuple[int, int]]
) -> list[_Placed]:
    first, last = prose_bounds(lines)
    joined = {end for _, end in breaks}
    cut = {start for start, _ in breaks}
    run_ins = {
        n: heading
        for n, line in enumerate(lines)
        if first <= n < last
        and line.start not in joined
        and labelled_line(line) is None
        and (heading := run_in(line))
    }
    placed: list[_Placed] = []
    for n, line in enumerate(lines):
        found: list[Heading] = []
        if line.start not in joined:
            heading = labelled_line(line)
            if heading is None and line.end not in cut and _may_be_bare(lines, n, first, last):
                heading = bare_line(line)
            if heading is None and len(run_ins) > 1:
                heading = run_ins.get(n)
            if heading is not None:
                found.append(heading)
        covered = found[0].end if found else 0
        found += [heading for heading in inside_line(line) if heading.start >= covered]
        placed += [
            _Placed(h, n, paragraphs[n], line.start + h.start, line.start + h.end, h.title)
            for h in found
        ]
    return _merge_split_titles(placed, lines)


def _may_be_bare(lines: Sequence[Line], n: int, first: int, last: int) -> bool:
    """Whether an unnumbered heading can stand here: within the text, not under an open sentence."""
    if n + 1 >= len(lines) or n >= last:
        return False
    if n < first:
        return n == first - 1 and bool(_GENERIC.match(lines[n].text))
    before = lines[n - 1] if n else None
    return before is None or before.is_finished or not before.is_prose or bool(before.indent)


def _merge_split_titles(placed: list[_Placed], lines: Sequence[Line]) -> list[_Placed]:
    """Join 确保“三精准”⏎⏎全面夯实脱贫基础 when the other unnumbered headings have two halves."""
    halves = sum(p.heading.style == "line" and " " in p.title for p in placed)
    merged: list[_Placed] = []
    for entry in placed:
        before = merged[-1] if merged else None
        if (
            halves
            and before is not None
            and before.heading.style == entry.heading.style == "line"
            and before.line + 1 == entry.line
            and " " not in before.title + entry.title
            and len(before.title + entry.title) < _MERGED_LENGTH
            and not lines[entry.line].indent
        ):
            title = f"{before.title} {entry.title}"
            merged[-1] = replace(before, end=entry.end, title=title, line=entry.line)
        else:
            merged.append(entry)
    return merged


def _keep_lists(placed: list[_Placed]) -> list[_Placed]:
    """Drop labels inside paragraphs that belong to no list: no 一是 without 二是, no 3、 without 2、."""
    kept: list[_Placed] = []
    last_number: dict[str, int] = {}
    for n, entry in enumerate(placed):
        heading = entry.heading
        if heading.inline and heading.number:
            continues = heading.number == last_number.get(heading.style, -1) + 1
            begins = heading.number == 1 and any(
                later.heading.style == heading.style and later.heading.number == 2
                for later in placed[n + 1 : n + 60]
            )
            if not (continues or begins):
                continue
        if heading.number:
            last_number[heading.style] = heading.number
        kept.append(entry)
    return kept


def _levels(placed: Sequence[_Placed]) -> list[int]:
    stack: list[_Open] = []
    levels: list[int] = []
    for entry in placed:
        _close(stack, entry)
        levels.append(len(stack) + 1)
        stack.append(_Open(entry, len(stack) + 1))
    return levels


def _close(stack: list[_Open], entry: _Placed) -> None:
    """Take from the stack what ends where the new heading begins."""
    heading = entry.heading
    twin = next(
        (n for n in reversed(range(len(stack))) if stack[n].placed.heading.style == heading.style),
        None,
    )
    if twin is not None and _is_sister(stack[twin].placed, entry):
        del stack[twin:]
        return
    while stack and _is_over(stack[-1].placed, entry):
        del stack[-1]


def _is_sister(before: _Placed, entry: _Placed) -> bool:
    """Whether two headings of one style stand in one list."""
    if entry.heading.number > 1 or not entry.heading.number:
        return True
    # a list that begins again inside a paragraph of the old one is a list within the list
    return not (entry.heading.inline and not before.heading.inline)


def _is_over(before: _Placed, entry: _Placed) -> bool:
    old, new = before.heading, entry.heading
    if old.inline and before.paragraph != entry.paragraph:
        return True
    if old.style in RANKS and new.style in RANKS:
        return RANKS[old.style] >= RANKS[new.style]
    if new.style == "line":
        return old.style in ("run-in", "方面")
    if new.style not in RANKS:
        return False
    # a numbered heading under a free one: only as the beginning of a list that belongs to it
    begins_list = new.number == 1
    if old.style in FREE_STYLES:
        return not (begins_list and (old.whole_line or new.inline or not old.inline))
    return not begins_list


def _sections(
    placed: Sequence[_Placed],
    levels: Sequence[int],
    lines: Sequence[Line],
    paragraphs: Sequence[int],
    boilerplate: Sequence[Region],
) -> tuple[Section, ...]:
    starts = [line.start for line in lines]
    paragraph_end = {number: lines[n].end for n, number in enumerate(paragraphs)}
    tails = {region.end: region.start for region in boilerplate}
    text_end = lines[-1].end
    ends = _next_starts(placed, levels, text_end)
    # level -> how many sisters so far, None once one of them had several paragraphs
    single: dict[int, int | None] = {}
    sections: list[Section] = []
    for n, (entry, level) in enumerate(zip(placed, levels, strict=True)):
        single = {depth: count for depth, count in single.items() if depth <= level}
        limit = ends[n]
        line = lines[max(bisect_right(starts, limit - 1) - 1, 0)]
        limit = min(limit, line.end)
        own = paragraph_end[entry.paragraph]
        sisters = single.setdefault(level, 0)
        closes_list = sisters is not None and sisters > 1
        if entry.heading.inline or (closes_list and not entry.heading.whole_line):
            limit = min(limit, max(own, entry.end))
        single[level] = sisters + 1 if sisters is not None and limit <= own else None
        limit = tails.get(limit, limit)
        # (一)（二） with nothing between: a heading ends where the next one begins.
        following = placed[n + 1].start if n + 1 < len(placed) else entry.end
        heading_end = min(entry.end, following)
        sections.append(
            Section(
                start=entry.start,
                end=max(limit, heading_end),
                heading_end=heading_end,
                level=level,
                label=entry.heading.label,
                title=entry.title,
                theme=theme_of(entry.title),
            )
        )
    return _inside_parents(sections)


def _next_starts(placed: Sequence[_Placed], levels: Sequence[int], text_end: int) -> list[int]:
    """For each heading where the next of the same or a higher level begins."""
    ends = [text_end] * len(placed)
    waiting: list[int] = []
    for n, entry in enumerate(placed):
        while waiting and levels[waiting[-1]] >= levels[n]:
            ends[waiting.pop()] = entry.start
        waiting.append(n)
    return ends


def _inside_parents(sections: Sequence[Section]) -> tuple[Section, ...]:
    """No section reaches beyond the one it stands in."""
    kept: list[Section] = []
    open_ones: list[Section] = []
    for section in sections:
        while open_ones and open_ones[-1].level >= section.level:
            open_ones.pop()
        reach = section.end
        if open_ones and section.start < open_ones[-1].end < reach:
            reach = max(open_ones[-1].end, section.heading_end)
        kept.append(replace(section, end=reach))
        open_ones.append(kept[-1])
    return tuple(kept)

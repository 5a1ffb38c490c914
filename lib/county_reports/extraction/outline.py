"""Which headings stand above a place of the folded text."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby

from county_reports.model import Report, Section
from county_reports.reading.matching import MatchingText

_Heading = tuple[int, int, tuple[int, int], Section]


class Outline:
    """The headings above each position, in folded coordinates."""

    def __init__(self, report: Report, folded: MatchingText) -> None:
        sections = [
            (
                folded.from_source(section.start),
                folded.from_source(section.end),
                (folded.from_source(section.start), folded.from_source(section.heading_end)),
                section,
            )
            for section in report.sections
        ]
        # Between two of these places the same sections are open, so that a figure asks only once.
        self._places = sorted({place for entry in sections for place in entry[:2]})
        opened = {place: list(each) for place, each in groupby(
            sorted(sections, key=lambda e: e[0]), key=lambda e: e[0])}  # fmt: skip
        self._open: list[list[_Heading]] = [[]]
        for place in self._places:
            still = [entry for entry in self._open[-1] if entry[1] > place]
            still += [entry for entry in opened.get(place, []) if entry[1] > place]
            self._open.append(still)

    def above(
        self, position: int
    ) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...], tuple[str, ...]]:
        """Heading spans, themes and titles over a position, innermost first."""
        over = self._open[bisect_right(self._places, position)]
        over = sorted(over, key=lambda entry: -entry[3].level)
        return (
            tuple(entry[2] for entry in over),
            tuple(entry[3].theme for entry in over if entry[3].theme),
            tuple(entry[3].title for entry in over),
        )

"""How much of a report was read: numerals read or knowingly set aside, and those that were not.

Printed first in every summary (the idea of a readable share on every row is statcheck's: Nuijten
et al. 2016, *Behavior Research Methods* 48). A numeral is a run of digits, or of Chinese numerals
that a classifier follows; page furniture does not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from county_reports.model import Observation, Report

_NUMERAL = re.compile(
    r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*|[零〇一二两三四五六七八九十百千万亿]*[〇一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千万亿]*"
)
_CONTEXT = 18


@dataclass(frozen=True, slots=True)
class Unread:
    """A numeral that nothing claimed, with the words around it."""

    start: int
    end: int
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of numerals in the prose of one report or of a corpus."""

    total: int
    read: int
    set_aside: int
    unread: tuple[Unread, ...] = ()

    @property
    def share(self) -> Decimal:
        """Share of numerals read or knowingly set aside, 0 to 1; 1 when there are none."""
        if not self.total:
            return Decimal(1)
        return (Decimal(self.read + self.set_aside) / self.total).quantize(Decimal("0.0001"))


def measure_coverage(report: Report, observations: Sequence[Observation]) -> Coverage:
    """Count the numerals of the prose: read, set aside, unread with context.

    In `共投入3.8亿元(见表2)` the 3.8 is read and the 2 is listed as unread.
    """
    claimed = bytearray(len(report.source))
    for observation in observations:
        quantity = observation.quantity
        undecided = quantity.restoration is not None and quantity.restoration.kind == "ambiguous"
        mark = 1 if quantity.kind == "measure" and not undecided else 2
        claimed[quantity.start : quantity.end] = bytes([mark]) * (quantity.end - quantity.start)
    read = set_aside = total = 0
    unread: list[Unread] = []
    for match in _NUMERAL.finditer(report.source):
        if report.in_boilerplate(match.start()):
            continue
        total += 1
        marks = set(claimed[match.start() : match.end()])
        if 1 in marks:
            read += 1
        elif 2 in marks:
            set_aside += 1
        else:
            start, end = match.span()
            before = report.source[max(0, start - _CONTEXT) : start]
            after = report.source[end : end + _CONTEXT]
            unread.append(Unread(start, end, match.group(), f"{before}[{match.group()}]{after}"))
    return Coverage(total, read, set_aside, tuple(unread))

"""How much of a report was read: numerals read or knowingly set aside, and those that were not.

Printed first in every summary (the idea of a readable share on every row is statcheck's: Nuijten
et al. 2016, *Behavior Research Methods* 48). A numeral is a run of digits, or of Chinese numerals
that a classifier follows; page furniture does not count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from county_reports.model import Observation, Report
from county_reports.schema import KINDS

_NUMERAL = re.compile(
    r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*|[零〇一二两三四五六七八九十百千万亿]*[〇一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千万亿]*"
)
_CONTEXT = 18
AMBIGUOUS = "ambiguous"
"""Digits that ran together and could be split in several ways: left whole, without a value."""
MEASURE = "measure"
CLASSES = (*(kind for kind in KINDS if kind != MEASURE), AMBIGUOUS)
"""What a numeral can be set aside as: date, ordinal, identifier, slogan, ambiguous."""
_MARKS = {MEASURE: 1} | {name: number for number, name in enumerate(CLASSES, start=2)}


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
    set_aside_by_kind: Mapping[str, int] = field(default_factory=dict, hash=False)
    """How many were set aside as what, in the order of ``CLASSES``; they add up to `set_aside`."""

    @property
    def share(self) -> Decimal:
        """Share of numerals read or knowingly set aside, 0 to 1; 1 when there are none."""
        if not self.total:
            return Decimal(1)
        return (Decimal(self.read + self.set_aside) / self.total).quantize(Decimal("0.0001"))


def measure_coverage(report: Report, observations: Sequence[Observation]) -> Coverage:
    """Count the numerals of the prose: read, set aside by class, unread with context.

    In `2019年共投入3.8亿元(见表2)` the 3.8 is read, 2019 is set aside as a date and the 2 is listed
    as unread.
    """
    claimed = bytearray(len(report.source))
    for observation in observations:
        quantity = observation.quantity
        undecided = quantity.restoration is not None and quantity.restoration.kind == "ambiguous"
        mark = _MARKS[AMBIGUOUS if undecided else quantity.kind]
        claimed[quantity.start : quantity.end] = bytes([mark]) * (quantity.end - quantity.start)
    read = total = 0
    aside = dict.fromkeys(CLASSES, 0)
    unread: list[Unread] = []
    for match in _NUMERAL.finditer(report.source):
        if report.in_boilerplate(match.start()):
            continue
        total += 1
        marks = [mark for mark in claimed[match.start() : match.end()] if mark]
        if _MARKS[MEASURE] in marks:
            read += 1
        elif marks:
            # 2014-2019年 is one date; of two classes in one run of digits the first counts
            aside[CLASSES[marks[0] - 2]] += 1
        else:
            start, end = match.span()
            before = report.source[max(0, start - _CONTEXT) : start]
            after = report.source[end : end + _CONTEXT]
            unread.append(Unread(start, end, match.group(), f"{before}[{match.group()}]{after}"))
    by_kind = {name: count for name, count in aside.items() if count}
    return Coverage(total, read, sum(by_kind.values()), tuple(unread), by_kind)

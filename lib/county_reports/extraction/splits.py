"""How a run of digits could have been two or three numbers: every split that limits allow.

Scraping loses a unit (and perhaps a 、) between two numbers, so `80494户221831人` arrives as
`80494221831人`. This module lists the splits that are possible at all; deciding between them is
:mod:`county_reports.extraction.restoration`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

FIRST_YEAR, LAST_YEAR = 2005, 2030
"""Years that a report of the campaign and its follow-up can name in a fused date."""

LARGEST_COUNTY = 3_000_000
"""Persons; no county-level unit of China had more registered in the 2020 census by far."""

MOST_VILLAGES, MOST_TOWNSHIPS = 2000, 120
PERSONS_PER_HOUSEHOLD = (Decimal("1.5"), Decimal(5))
"""Mean size of poor households; the national register had 3.0 to 3.5 persons a household."""

WIDEST_HOUSEHOLD = (Decimal(1), Decimal(8))
"""Household size that arithmetic may still prove, for small groups."""


@dataclass(frozen=True, slots=True)
class Part:
    """One number of a split: its digits, and the unit that was lost after it ("" for the last)."""

    digits: str
    lost: str

    @property
    def value(self) -> Decimal:
        """The number that the digits print."""
        return Decimal(self.digits)


@dataclass(frozen=True, slots=True)
class Split:
    """One way to read a run of digits, e.g. 63153户 + 215796 (人)."""

    family: str
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return "".join(part.digits + part.lost for part in self.parts)


def _cuts(digits: str) -> list[tuple[str, str]]:
    """All cuts of a run into two numbers, neither with a leading zero."""
    return [
        (digits[:at], digits[at:])
        for at in range(1, len(digits))
        if digits[at] != "0" and digits[0] != "0"
    ]


def household_splits(digits: str, band: tuple[Decimal, Decimal]) -> list[Split]:
    """Splits into households and persons with a mean household size inside the band.

    `28006440` (名) has one between 1.5 and 5: 2800户 6440.
    """
    low, high = band
    return [
        Split("household", (Part(first, "户"), Part(second, "")))
        for first, second in _cuts(digits)
        if low <= Decimal(second) / Decimal(first) <= high
    ]


def year_splits(digits: str) -> list[Split]:
    """A year run into the number after it: `201631` (个村) is 2016年 31."""
    year, rest = digits[:4], digits[4:]
    if not rest or rest[0] == "0" or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return []
    return [Split("year", (Part(year, "年"), Part(rest, "")))]


def township_splits(digits: str) -> list[Split]:
    """Townships run into villages: `25572` (个村) is 25个乡镇 572; 4 to 60 villages each."""
    return [
        Split("township", (Part(first, "个乡镇"), Part(second, "")))
        for first, second in _cuts(digits)
        if 2 <= int(first) <= MOST_TOWNSHIPS
        and int(second) <= MOST_VILLAGES
        and 4 <= int(second) / int(first) <= 60
    ]


_DAY = re.compile(r"[1-9]|[12]\d|3[01]")
_MONTH = re.compile(r"[1-9]|1[0-2]")


def _pieces(digits: str, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    return [
        (digits[:size], digits[size:])
        for size in (1, 2)
        if len(digits) >= size and pattern.fullmatch(digits[:size])
    ]


def _days(digits: str) -> list[tuple[str, ...]]:
    """One day, or two that run forwards: 310 is 3 and 10, never 31 and 0."""
    found: list[tuple[str, ...]] = []
    for day, rest in _pieces(digits, _DAY):
        if not rest:
            found.append((day,))
        elif _DAY.fullmatch(rest) and int(rest) > int(day):
            found.append((day, rest))
    return found


def date_splits(digits: str, day_follows: bool) -> list[Split]:
    """A date without its marks: `201612310` (日) is 2016年12月3至10, `313` (-15日) is 3月13.

    `day_follows` says that the run already ends in a range (13-15日).
    """
    starts = [("", digits)]
    if len(digits) > 6 and FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR:
        starts.append((digits[:4], digits[4:]))
    found = []
    for year, rest in starts:
        for month, days in _pieces(rest, _MONTH):
            for option in _days(days):
                if day_follows and len(option) == 2:
                    continue
                parts = [Part(year, "年")] if year else []
                parts.append(Part(month, "月"))
                if len(option) == 2:
                    parts.append(Part(option[0], "至"))
                parts.append(Part(option[-1], ""))
                found.append(Split("date", tuple(parts)))
    return found

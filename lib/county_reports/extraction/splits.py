"""How a run of digits could have been two or three numbers: every split that limits allow.

Scraping loses a unit (and perhaps a 、) between two numbers, so `80494户221831人` arrives as
`80494221831人`. This module lists the splits that are possible at all; deciding between them is
:mod:`county_reports.extraction.restoration`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from county_reports.arithmetic.limits import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_TOWNSHIPS,
    MOST_VILLAGES,
    PERSONS_PER_HOUSEHOLD,
    persons_a_household,
)
from county_reports.extraction.numerals import MAGNITUDES, arabic_number, arabic_precision

_NUMBER = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?|0\.\d+")
_HOUSEHOLDS_BEFORE = re.compile(
    r"\d[\d,.]*万?[余多]?(?:农牧|农|贫困|脱贫)?户[^\d,。;]{0,5}[、,和]?$"
)
_CUT = re.compile(r"(?<=[万亿])(?=\d)")


@dataclass(frozen=True, slots=True)
class Part:
    """One number of a split: its digits, and the unit that was lost after it ("" for the last)."""

    digits: str
    lost: str
    unit: str | None = None
    """The canonical unit of a part that lost its own; the last part keeps the unit of the run."""
    factor: Decimal = Decimal(1)
    """What one of the lost unit is worth: 10000 for 万户."""

    @property
    def value(self) -> Decimal:
        """The number that the digits print, in the canonical unit: 1.83万 is 18300."""
        plain = self.digits.rstrip("万亿")
        scale = MAGNITUDES[self.digits[-1]] if plain != self.digits else 1
        value = arabic_number(plain) * scale * self.factor
        return value.quantize(Decimal(1)) if value == value.to_integral_value() else value

    @property
    def precision(self) -> Decimal:
        """What one step of the last printed digit is worth."""
        plain = self.digits.rstrip("万亿")
        scale = MAGNITUDES[self.digits[-1]] if plain != self.digits else 1
        return arabic_precision(plain) * scale * self.factor


@dataclass(frozen=True, slots=True)
class Split:
    """One way to read a run of digits, e.g. 63153户 + 215796 (人)."""

    family: str
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return "".join(part.digits + part.lost for part in self.parts)


def is_number(text: str) -> bool:
    """Whether a text is one number as printed: no leading zero, whole groups of thousands."""
    return _NUMBER.fullmatch(text) is not None


def cuts(body: str) -> list[tuple[str, str]]:
    """All cuts of a run into two numbers as people print them; after a 万 or 亿 only there.

    `3,0587,740` has one: 3,058 and 7,740; `1.83万7.42` too: 1.83万 and 7.42.
    """
    magnitude = _CUT.search(body)
    places = [magnitude.start()] if magnitude else range(1, len(body))
    return [
        (body[:at], body[at:])
        for at in places
        if is_number(body[:at].rstrip("万亿")) and is_number(body[at:])
    ]


def household_splits(
    body: str, band: tuple[Decimal, Decimal], factor: Decimal = Decimal(1)
) -> list[Split]:
    """Splits into households and persons with a mean household size inside the band.

    `28006440` (名) has one between 1.5 and 5: 2800户 6440. `factor` is what the persons are counted
    in; `2.15.6` (万人) is 2.1万户 5.6.
    """
    low, high = band
    found = []
    for first, second in cuts(body):
        # Half a household is none: 2.1 of them lost 万户.
        myriads = "." in first and first[-1] not in "万亿"
        part = (
            Part(first, "万户", "household", Decimal(10_000))
            if myriads
            else Part(first, "户", "household")
        )
        size = persons_a_household(part.value, arabic_number(second) * factor)
        if size is None:
            continue
        whole = part.value == part.value.to_integral_value()
        # Who prints 9,430 prints 2,016 too: the 2016 of 20169,430 is a year.
        mixed = "," in second and "," not in first and len(first) == 4
        if mixed and year_splits(body):
            continue
        if low <= size <= high and whole and not (myriads and factor != part.factor):
            found.append(Split("household", (part, Part(second, ""))))
    return found


def year_splits(body: str) -> list[Split]:
    """A year run into the number after it: `201631` (个村) is 2016年 31."""
    year, rest = body[:4], body[4:]
    if not is_number(rest) or not year.isdigit() or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return []
    return [Split("year", (Part(year, "年"), Part(rest, "")))]


def _after_a_year(body: str, splits: list[Split]) -> list[Split]:
    """Splits of what follows a year, with the year before them."""
    year = Part(body[:4], "年")
    return [Split(f"year, {split.family}", (year, *split.parts)) for split in splits]


def without_a_second_household(splits: list[Split], before: str) -> list[Split]:
    """The splits without households where a number of households stands right before.

    After `1863户、` the run `20194518` (人) is 2019年 4518, and not 2019户 4518.
    """
    if not _HOUSEHOLDS_BEFORE.search(before):
        return splits
    return [split for split in splits if "household" not in split.family]


def year_household_splits(body: str) -> list[Split]:
    """A year, households and persons in one run: `20193451023` (人) is 2019年 345户 1023."""
    if not year_splits(body):
        return []
    return _after_a_year(body, household_splits(body[4:], PERSONS_PER_HOUSEHOLD))


def township_splits(digits: str) -> list[Split]:
    """Townships run into villages: `25572` (个村) is 25个乡镇 572; 4 to 60 villages each."""
    return [
        Split("township", (Part(first, "个乡镇", "township"), Part(second, "")))
        for first, second in cuts(digits)
        if first.isdigit()
        and second.isdigit()
        and 2 <= int(first) <= MOST_TOWNSHIPS
        and int(second) <= MOST_VILLAGES
        and 4 <= int(second) / int(first) <= 60
    ]


def year_township_splits(body: str) -> list[Split]:
    """A year, townships and villages in one run: `201625572` (个村) is 2016年 25个乡镇 572."""
    if not year_splits(body):
        return []
    return _after_a_year(body, township_splits(body[4:]))


def share_splits(body: str) -> list[Split]:
    """Two shares run together: `12.53.2` (%) is 12.5% 3.2, for a number has one decimal point."""
    if body.count(".") != 2:
        return []
    return [
        Split("share", (Part(first, "%", "percent"), Part(second, "")))
        for first, second in cuts(body)
    ]


def road_splits(body: str, lost: str) -> list[Split]:
    """Lengths run into a count: `12.55` (座) is 12.5公里 5, for nobody counts parts of a bridge."""
    return [
        Split("road", (Part(first, lost, "km"), Part(second, "")))
        for first, second in cuts(body)
        if "." in first and second.isdigit() and not first.endswith("0")
    ]


def paid_splits(body: str, lost: str, unit: str, rate: Decimal, factor: Decimal) -> list[Split]:
    """Heads run into money that pays each the same: `386115.8` (万元), 3000 each, is 386人 115.8."""
    return [
        Split("paid", (Part(first, lost, unit), Part(second, "")))
        for first, second in cuts(body)
        if first.isdigit()
        and int(first) >= 2
        and int(first) * rate == arabic_number(second) * factor
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


def day_splits(digits: str) -> list[Split]:
    """Two days of a month that is named before: `110` (日, after 6月) is 1至10."""
    return [
        Split("date", (Part(days[0], "至"), Part(days[1], "")))
        for days in _days(digits)
        if len(days) == 2
    ]


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

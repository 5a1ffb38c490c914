"""What a whole report says that helps to split fused digits: totals, years, neighbours, repeats.

All of it is independent of the order of the sections: greatest values, sets and counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from county_reports.arithmetic.limits import FIRST_YEAR, LARGEST_COUNTY, LAST_YEAR, implied_base
from county_reports.extraction.quantities import Measure
from county_reports.extraction.splits import Part, Split

_PART_OF_PEOPLE = re.compile(r"(?:贫困|脱贫|受益|搬迁|边缘|就业)[^,。]{0,4}人口.{0,2}$")
_PEOPLE = re.compile(r"(?:总人口|人口)(?:约|近|达|为|有)?$")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_ELSEWHERE = re.compile(r"全国|全省|全球|世界|全区各|国内生产总值|地区生产总值|GDP")
_POOR_TOTAL = re.compile(
    r"(?:[全我][县区旗市]|现有|共有|识别)[^,。;]{0,16}(?:建档立卡|贫困人口|贫困户)[^,。;]{0,12}$"
)
_RATE = re.compile(r"[^。;\d]{0,10}发生率[^,。;\d]{0,12}")
_ROAD = re.compile(r"[公道管路沟渠][路道网渠线管]?[^,。;\d]{0,4}$")
_KILOMETRES = re.compile(r"\d(公里|千米|km)")
_TOWNSHIP_WORDS = r"(?:苏木乡镇|乡镇苏木|乡\(?镇\)?|镇乡|乡|镇|苏木|街道)"
_AFTER_A_NUMBER = re.compile(
    rf"(?<![\d.])(?<!\d,)(\d{{1,3}})(个?{_TOWNSHIP_WORDS}(?:\(街道\)|\(场\))?)"
)
_JOINT = re.compile(r"[^\d,。;:()\n]{0,6}?[、,的和]?")
_REACH = 4
"""Characters (a noun, a 、 or a 的) that may stand between two figures that are one statement."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two or three figures that stand side by side: what they would be with their units lost."""

    split: Split
    place: int
    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one report."""

    population: Decimal
    """The most persons that this county can have: what it says of its population, or the limit."""
    stated_population: bool
    rural: Decimal | None
    """The rural population, as the incidences of the report imply it."""
    poor: Decimal | None
    """The most registered poor persons that the report names."""
    years: tuple[int, int]
    places: dict[tuple[str, Decimal], list[int]]
    """Where each value stands, by unit."""
    greatest: dict[str, tuple[Decimal, ...]]
    """The greatest values of each unit, greatest first."""
    neighbours: dict[tuple[str, str | None], list[Neighbours]]
    """Figures side by side, by their digits run together and the unit of the last."""
    townships: dict[str, str]
    """What the report calls so many townships: 24 is 个乡镇."""
    township_word: str
    kilometre: str


def concerns_elsewhere(text: str, start: int) -> bool:
    """Whether a figure is one of the nation or province, or of its whole economy."""
    return _ELSEWHERE.search(text[max(0, start - 24) : start].rpartition("。")[2]) is not None


def _population(measures: Sequence[Measure], text: str) -> tuple[Decimal, bool]:
    stated = [
        measure.value
        for measure in measures
        if measure.unit == "person"
        and _PEOPLE.search(text[max(0, measure.start - 8) : measure.start])
        and not _PART_OF_PEOPLE.search(text[max(0, measure.start - 12) : measure.start])
        and 10_000 <= measure.value <= LARGEST_COUNTY
    ]
    return max(stated, default=Decimal(LARGEST_COUNTY)), bool(stated)


def _poor(measures: Sequence[Measure], text: str, population: Decimal) -> Decimal | None:
    return max(
        (
            measure.value
            for measure in measures
            if measure.unit == "person"
            and measure.classifier != "人次"
            and measure.value <= population
            and _POOR_TOTAL.search(text[max(0, measure.start - 36) : measure.start])
        ),
        default=None,
    )


def _rural(measures: Sequence[Measure], text: str) -> Decimal | None:
    implied = []
    for first, second in pairwise(measures):
        share = second.value / 100 if second.unit == "percent" else Decimal(0)
        if first.unit != "person" or not Decimal("0.0005") < share < 1 or first.value < 500:
            continue
        base = implied_base(first.value, share)
        if base is not None and _RATE.fullmatch(text, first.end, second.start):
            implied.append(base)
    # One pair of figures may itself be misread.
    return median(implied) if len(implied) > 1 else None


def rate_after(measure: Measure, following: Measure | None, text: str) -> Decimal | None:
    """The incidence (as a share) that is stated right after a number of poor persons, or None."""
    if following is None or following.unit != "percent" or following.value <= 0:
        return None
    if not _RATE.fullmatch(text, measure.end, following.start):
        return None
    return following.value / 100


def is_road(text: str, start: int) -> bool:
    """Whether a length of road, pipe or canal is counted at a place: 硬化道路 is."""
    return _ROAD.search(text[max(0, start - 8) : start]) is not None


def _printed(measure: Measure, text: str) -> str:
    """The digits of a measure with their magnitude: 1.83万."""
    end = measure.digits_end
    return text[measure.start : end + 1 if text[end : end + 1] in {"万", "亿"} else end]


def _plain(measure: Measure) -> bool:
    return (
        measure.script == "arabic"
        and measure.cell is None
        and measure.high is None
        and measure.unit is not None
        and measure.value > 0
        and measure.digits_end > measure.start
    )


def _neighbours(
    measures: Sequence[Measure], text: str
) -> dict[tuple[str, str | None], list[Neighbours]]:
    found: dict[tuple[str, str | None], list[Neighbours]] = defaultdict(list)
    for at, last in enumerate(measures):
        parts: tuple[Part, ...] = (Part(text[last.start : last.digits_end], ""),)
        following = last
        for first in reversed(measures[max(0, at - 2) : at]):
            gap = text[first.end : following.start]
            if not (_plain(first) and _plain(following) and len(gap) <= _REACH):
                break
            if not _JOINT.fullmatch(gap):
                break
            printed = _printed(first, text)
            lost = text[first.start + len(printed) : following.start].rstrip("、,的和")
            number = Part(printed, "").value
            if not lost or not number:
                break
            parts = (Part(printed, lost, first.unit, first.value / number), *parts)
            body = "".join(part.digits for part in parts)
            words = text[first.start : last.end]
            found[body, last.unit].append(Neighbours(Split("repeated", parts), first.start, words))
            following = first
    return found


def gather(measures: Sequence[Measure], text: str) -> Facts:
    """The facts of a report from its measures as read and its text."""
    places: dict[tuple[str, Decimal], list[int]] = defaultdict(list)
    values: dict[str, list[Decimal]] = defaultdict(list)
    for measure in measures:
        if measure.unit is not None:
            places[measure.unit, measure.value].append(measure.start)
            values[measure.unit].append(measure.value)
    population, stated = _population(measures, text)
    named = [int(year) for year in _YEAR.findall(text) if FIRST_YEAR <= int(year) <= LAST_YEAR]
    townships: dict[str, str] = {}
    for number, words in sorted(_AFTER_A_NUMBER.findall(text), key=lambda f: (len(f[1]), f)):
        townships[number] = words if words.startswith("个") else f"个{words}"
    kilometres = _KILOMETRES.findall(text)
    return Facts(
        population=population,
        stated_population=stated,
        rural=_rural(measures, text),
        poor=_poor(measures, text, population),
        years=(min(named) - 1, max(named) + 1) if named else (FIRST_YEAR, LAST_YEAR),
        places=dict(places),
        greatest={unit: tuple(sorted(each, reverse=True)[:8]) for unit, each in values.items()},
        neighbours=dict(_neighbours(measures, text)),
        townships=townships,
        township_word="个苏木乡镇" if "苏木" in text and "镇" in text else "个乡镇",
        kilometre=max(sorted(set(kilometres)), key=kilometres.count, default="公里"),
    )

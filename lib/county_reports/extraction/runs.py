"""Runs: measures that may be two or three numbers, with why, and with the splits that are possible.

A run is *impossible* when it cannot be one number here (more persons than the county has, a count
with decimals); otherwise only arithmetic or a repetition may split it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from county_reports.arithmetic.limits import (
    MOST_TOWNSHIPS,
    MOST_VILLAGES,
    PERSONS_PER_HOUSEHOLD,
    WIDEST_HOUSEHOLD,
)
from county_reports.extraction.facts import Facts, concerns_elsewhere, is_road, rate_after
from county_reports.extraction.numerals import arabic_number
from county_reports.extraction.quantities import Measure
from county_reports.extraction.splits import (
    Split,
    household_splits,
    is_number,
    road_splits,
    township_splits,
    without_a_second_household,
    year_household_splits,
    year_splits,
    year_township_splits,
)

LONGEST_RUN = 24
"""Characters; what is longer is no figure of a report."""
MOST_MONEY = Decimal(1_000_000_000_000)
"""Yuan; no county has more to spend, to lend or to earn in a year."""
_VISITS = re.compile(r"(?:游客|旅客|客流|点击|访问|观看|阅读|浏览)[^,。;]{0,10}$")
_NATURAL = re.compile(r"(?:[^,。;\d]{0,3})(?:自然村|自然屯|自然寨|村民小组|村小组|村组)")
_MOST_NATURAL = 20_000
_POOR_BEFORE = re.compile(
    r"(?:未脱贫|边缘[^,。;\d]{0,4}户|不稳定户|困难户|监测户|监测对象|返贫|剩余[^,。;\d]{0,6}|尚有[^,。;\d]{0,6})"
    r"(?:人口|群众)?[共计有为达]{0,2}$"
)
"""Groups that are part of the registered poor; a number helped can be larger than all of them."""
_CLAUSE_STARTS = re.compile(r"(?:[,。;、:(\n]|其中|计划|截至|截止|到|至|自|在|于|^)\s?$")
_PLACES_BEFORE = re.compile(
    r"\d(?P<each>个?)(?P<word>[^\d,。;个]{0,6}(?:镇|乡|街道|苏木|办事处|林场|农场))[、和]?$"
)
_BOTH_BEFORE = re.compile(r"\d个?镇[、和]?\d+个?乡|\d个?乡[、和]?\d+个?镇")
_MEAN = re.compile(r"均|每|比|率")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LARGEST_PLAIN = {
    "household": Decimal(100_000), "person": Decimal(200_000), "village": Decimal(2000),
    "township": Decimal(120), "CNY": Decimal(10_000_000_000), "km": Decimal(20_000),
    "count": Decimal(200_000),
}  # fmt: skip
"""What a figure must exceed before a year in front of it is thought of because of its place."""
_COUNTED_SINGLY = frozenset(["个", "座", "所", "支", "家", "场", "期", "处", "项", "户", "场次"])
"""Classifiers of which a county has thousands at most, unlike 株, 册 and 件."""
_ROAD_WORKS = frozenset(["座", "处", "条", "个", "道", "户"])


@dataclass(frozen=True, slots=True)
class Run:
    """A measure that may be fused digits, with its possible splits."""

    measure: Measure
    digits: str
    impossible: str = ""
    """Why it cannot be one number, in words; empty when it can."""
    splits: tuple[Split, ...] = ()
    widest: tuple[Split, ...] = ()
    """Splits that arithmetic may prove, beyond what limits allow."""
    factor: Decimal = Decimal(1)
    """What its digits are counted in: 10000 for 万."""
    sure: tuple[Split, str] | None = None
    """A split that the words around it fix, with the reason."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A measure with its digits, what they are counted in, and the measure after it."""

    measure: Measure
    body: str
    factor: Decimal
    following: Measure | None
    text: str

    def before(self, width: int) -> str:
        """The text right before it."""
        return self.text[max(0, self.measure.start - width) : self.measure.start]

    def run(self, impossible: str = "", splits: Sequence[Split] = ()) -> Run:
        """The run that it may be."""
        return Run(self.measure, self.body, impossible, tuple(splits), factor=self.factor)


def _body(measure: Measure, text: str) -> str | None:
    body = text[measure.start : measure.digits_end]
    usable = (
        measure.script == "arabic"
        and measure.cell is None
        and measure.high is None
        and measure.unit is not None
        and measure.value > 0
        and 4 <= len(body) <= LONGEST_RUN
        and is_number(body)
        # 6100余名 was written by a person: such a word stands in no short fused run.
        and (len(body) > 6 or text[measure.digits_end] not in {"余", "多", "来", "几"})
    )
    return body if usable else None


def _limit(seen: _Seen, facts: Facts) -> tuple[Decimal, str]:
    """The most that a figure can be, and why, in words."""
    unit = seen.measure.unit
    if unit == "person":
        return facts.population, f"the county has {facts.population}人 at most"
    if unit == "household":
        most = facts.population / Decimal("1.5") if facts.stated_population else facts.population
        return most, f"the county has {most:.0f}户 at most"
    if unit == "village":
        natural = _NATURAL.match(seen.text, seen.measure.end)
        most = Decimal(_MOST_NATURAL if natural else MOST_VILLAGES)
        return most, f"no county has more than {most}个村"
    if unit == "township":
        return Decimal(MOST_TOWNSHIPS), f"no county has more than {MOST_TOWNSHIPS}个乡镇"
    if unit == "CNY":
        return MOST_MONEY, "no county has 10000亿元"
    return Decimal(2005), "no share is above 2000%"


def _beyond_the_poor(seen: _Seen, facts: Facts) -> str:
    """Why a number of poor persons is too large: it is thrice the registered ones of the report."""
    too_large = (
        facts.poor is not None
        and facts.poor >= 500
        and len(seen.body) >= 6
        and seen.measure.value > 3 * facts.poor
        and _POOR_BEFORE.search(seen.before(16))
    )
    return f"the report has {facts.poor}人 registered as poor at most" if too_large else ""


def _beyond_the_rate(seen: _Seen, facts: Facts, splits: Sequence[Split]) -> str:
    """Why a number of persons cannot be: the incidence beside it implies one of its splits."""
    rate = rate_after(seen.measure, seen.following, seen.text)
    if rate is None or facts.rural is None:
        return ""
    implied = rate * facts.rural
    fits = any(
        implied / 2 < arabic_number(split.parts[-1].digits) * seen.factor < implied * 2
        for split in splits
    )
    if not fits or implied / 5 < seen.measure.value < implied * 5:
        return ""
    return f"{rate * 100:.2f}% of {facts.rural:.0f}人 rural population is {implied:.0f}人"


def _years_within(seen: _Seen, limit: Decimal) -> list[Split]:
    """A year in front of a number that its limit allows."""
    return [
        split
        for split in year_splits(seen.body)
        if arabic_number(split.parts[-1].digits) * seen.factor <= limit
    ]


def _person_run(seen: _Seen, facts: Facts) -> Run | None:
    if seen.measure.classifier == "人次" or _VISITS.search(seen.before(16)):
        # Visits and person-times have no upper limit in a county.
        return None
    limit, words = _limit(seen, facts)
    impossible = words if seen.measure.value > limit else ""
    splits = household_splits(seen.body, PERSONS_PER_HOUSEHOLD, seen.factor)
    widest = household_splits(seen.body, WIDEST_HOUSEHOLD, seen.factor)
    if impossible:
        splits += [*_years_within(seen, limit), *year_household_splits(seen.body)]
        splits = without_a_second_household(splits, seen.before(20))
    elif splits:
        impossible = _beyond_the_rate(seen, facts, splits) or _beyond_the_poor(seen, facts)
    return replace(seen.run(impossible, splits), widest=tuple(widest))


def _township_word(digits: str, seen: _Seen, facts: Facts) -> str:
    """What so many townships are called: 个乡镇, or what the report says (12个苏木乡镇, 5镇10乡)."""
    before = _PLACES_BEFORE.search(seen.before(10))
    if _BOTH_BEFORE.search(seen.before(16)):
        return ""
    if before is None:
        return facts.townships.get(digits, facts.township_word)
    other = {"镇": "乡", "乡": "镇"}.get(before["word"])
    return f"{before['each']}{other}" if other else ""


def _place_splits(seen: _Seen, facts: Facts) -> list[Split]:
    """Townships run into villages, in the words of the report."""
    found = []
    for split in (*township_splits(seen.body), *year_township_splits(seen.body)):
        parts = tuple(
            replace(part, lost=_township_word(part.digits, seen, facts)) if part.unit else part
            for part in split.parts
        )
        found.append(replace(split, parts=parts))
    # 3个街道10152个村: what was counted after the streets is not to be known.
    known = all(part.lost for split in found for part in split.parts[:-1])
    return found if known else []


def _limited_run(seen: _Seen, facts: Facts) -> Run:
    """A run of households, villages, townships, yuan or percent."""
    limit, words = _limit(seen, facts)
    if seen.measure.value <= limit or concerns_elsewhere(seen.text, seen.measure.start):
        return seen.run()
    splits = _years_within(seen, limit)
    if seen.measure.unit == "village" and seen.factor == 1:
        splits += _place_splits(seen, facts)
    return seen.run(words, splits)


def _goes_on(seen: _Seen, year: int) -> bool:
    """Whether a list of years goes on with a run: 2017年2215户、2018年1630户、2019412户."""
    before = seen.before(60)
    sentence = before[max(before.rfind("。"), before.rfind("\n")) + 1 :]
    classifier = re.escape(seen.measure.classifier or "\0")
    named = re.findall(rf"(?<!\d)(20\d\d)年[^。]*?\d[万亿]?{classifier}", sentence)
    numbers = [Decimal(n) for n in _NUMBER.findall(sentence) if len(n) < 12]
    largest = max((n for n in numbers if not 2005 <= n <= 2030), default=Decimal(1))
    printed, rest = seen.measure.value / seen.factor, arabic_number(seen.body[4:])
    # 2018年1820万元,20193.5万元: what would follow the year is no figure of that list.
    alike = largest / 30 <= rest <= largest * 30
    follows = bool(named) and int(named[-1]) == year - 1
    return follows and alike and printed > max(3 * largest, Decimal(20_000))


def _year_by_place(seen: _Seen, facts: Facts) -> tuple[Split, str] | None:
    """A year in front that the place of a run shows: where a clause begins, and far too large."""
    splits, measure = year_splits(seen.body), seen.measure
    if not splits or not _CLAUSE_STARTS.search(seen.before(4)) or measure.classifier == "人次":
        return None
    (split,) = splits
    year, written = int(seen.body[:4]), f"{split}{measure.classifier or ''}"
    named = facts.years[0] <= year <= facts.years[1]
    if not named or concerns_elsewhere(seen.text, measure.start):
        return None
    if _goes_on(seen, year):
        return split, f"the list goes on from {year - 1}年 with {written}"
    floor = _LARGEST_PLAIN.get(measure.unit or "")
    counted = measure.unit != "count" or measure.classifier in _COUNTED_SINGLY
    others = [v for v in facts.greatest.get(measure.unit or "", ()) if v != measure.value]
    if floor is None or not counted or not others or measure.value <= max(floor, 10 * max(others)):
        return None
    words = f"{seen.body} is more than ten times the greatest other such figure ({max(others)})"
    return split, f"{words}; at the beginning of a clause {written}"


def _road_run(seen: _Seen, facts: Facts) -> Run | None:
    """A count of bridges with decimals: a length of road ran into it."""
    fits = (
        seen.measure.classifier in _ROAD_WORKS
        and not _MEAN.search(seen.before(12))
        and len(seen.body.partition(".")[2]) >= 2
        and is_road(seen.text, seen.measure.start)
    )
    splits = road_splits(seen.body, facts.kilometre) if fits else []
    return seen.run("a count has no decimals", splits) if splits else None


def _run(seen: _Seen, facts: Facts) -> Run:
    unit, decimal = seen.measure.unit, "." in seen.body
    sure = _year_by_place(seen, facts)
    found: Run | None = None
    if sure:
        found = replace(seen.run(), sure=sure)
    elif decimal and seen.factor == 1 and unit in {"count", "household"}:
        found = _road_run(seen, facts)
    elif unit == "person" and (seen.factor == 1 or decimal):
        found = _person_run(seen, facts)
    elif unit in {"household", "village", "township", "CNY", "percent"}:
        found = _limited_run(seen, facts)
    return found or seen.run()


def runs_among(measures: Sequence[Measure], facts: Facts, text: str) -> list[Run]:
    """The measures that may be fused digits, in the order of the text."""
    found = []
    for measure, following in zip_longest(measures, measures[1:]):
        body = _body(measure, text)
        if body is not None:
            factor = measure.value / arabic_number(body)
            found.append(_run(_Seen(measure, body, factor, following, text), facts))
    return found

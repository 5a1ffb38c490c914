"""The same quantity stated more than once: every statement should give the same number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from county_reports.audit import claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule

SETS = frozenset({
    "profile.area", "profile.population", "profile.townships", "profile.villages",
    "registry.initial_households", "registry.initial_persons", "registry.initial_villages",
    "registry.initial_incidence", "registry.incidence", "registry.registered_households",
    "registry.registered_persons", "registry.poor_villages", "registry.remaining_households",
    "registry.remaining_persons", "registry.lifted_households_total",
    "registry.lifted_persons_total", "registry.villages_exited_total",
    "registry.villages_exited_year", "registry.lifted_households_year",
    "registry.lifted_persons_year", "registry.planned_households", "registry.planned_persons",
    "registry.planned_villages", "resilience.monitored_households", "resilience.monitored_persons",
    "social_help.products", "assistance.teams", "assistance.first_secretaries",
    "assistance.team_members", "assistance.paired_cadres", "employment.workshops",
    "relocation.households", "relocation.persons", "relocation.sites", "energy.solar_stations",
    "energy.solar_capacity", "funding.total", "funding.integrated", "funding.special",
    "funding.project_library_value", "funding.assets", "profile.rural_income",
    "profile.urban_income", "profile.gdp", "profile.fiscal_revenue",
})  # fmt: skip
"""Indicators of which a county has one value at a time."""

_OF_GROUPS = frozenset({"household", "person", "village", "township"})
_COUNTS = frozenset({*_OF_GROUPS, "count", "CNY", "mu", "km", "m2", "km2", "kW", "percent", "head"})
_NOT_NOUNS = re.compile(
    r"全县|全区|全市|全旗|现有|共有|累计|截至|目前|其中|分别|已|的|了|[\d,。;:、()\s]"
)
_FEWEST_SHARED = 2
_LOOKED_AT = 8
"""Earlier places of a number that a later one is held against: a long report has thousands of
100%."""
_CLOSE = Decimal("0.03")

_FARTHEST = Decimal("1.5")
"""How many times the one the other may be: 28 of 180 households are a part and no misprint."""

_REGISTERS = {
    "household": "registry.registered_households", "person": "registry.registered_persons",
}  # fmt: skip
_POOR = re.compile(r"的?(?:农村)?(?:建档立卡(?:贫困|脱贫)?|贫困|脱贫)(?:户|人口|群众)(?![、和中])")
_LONG = 4
_SHORT = 3
_MANY = 200
"""From here on a subset that differs by one digit from its set would be a rare chance."""
_ALL_BEFORE = re.compile(r"(?:全[县区市旗州]|共有?|现有|所有|辖|总数|全部|为|这|的)$")
_ALL_AFTER = re.compile(r"全部|均|都|全覆盖|整体|悉数")

_REPEAT = claims.Relation("同一数字前后一致", "the same quantity is stated twice")
_AGAIN = claims.Relation("同一指标前后应一致", "the same indicator is stated twice")


def significant_digits(value: Decimal) -> int:
    """How many digits of a value say something: 3 in 1.28亿, 1 in 5000."""
    return len(value.normalize().as_tuple().digits)


def nouns(ledger: Ledger, entry: Entry) -> frozenset[str]:
    """The pairs of characters of the words right before and after a figure."""
    left = _NOT_NOUNS.sub("|", entry.passage.left_text(ledger.text)[-10:])
    right = _NOT_NOUNS.sub("|", entry.passage.right_text(ledger.text)[:10])
    return frozenset(
        word[at : at + 2]
        for side in (left, right)
        for word in side.split("|")
        for at in range(len(word) - 1)
    )


def repeated(ledger: Ledger) -> Iterator[Finding]:
    """A number that stands again for the same thing, confirmed at its first place.

    `贫困村192个 … 192个贫困村全部退出`. Limits: three significant digits may stand for any households,
    persons, villages; fewer digits, money and things need the same indicator or the same words.
    """
    places: dict[tuple[str, Decimal], list[Entry]] = defaultdict(list)
    for entry in ledger.entries:
        if entry.unit in _COUNTS and entry.value and entry.observation.scope in {"county", "part"}:
            places[entry.unit, entry.value].append(entry)
    for group in places.values():
        for at, later in enumerate(group):
            first = next(
                (e for e in group[: min(at, _LOOKED_AT)] if _one_thing(ledger, e, later)), None
            )
            if first is not None:
                yield claims.equality(
                    _REPEAT, later, (first,), first.interval, first.text, derived=False
                )


def _one_thing(ledger: Ledger, first: Entry, later: Entry) -> bool:
    """Whether two equal numbers stand for the same quantity."""
    if first.passage.clause == later.passage.clause or first.counts_visits != later.counts_visits:
        return False
    digits = significant_digits(later.value)
    same = first.indicator is not None and first.indicator == later.indicator
    if same and (digits > 1 or later.indicator in SETS):
        return digits > 1 or first.passage.sentence != later.passage.sentence
    if later.unit == "percent" or first.passage.sentence == later.passage.sentence:
        return False
    if later.unit in _OF_GROUPS and digits >= 3:
        return True
    shared = len(nouns(ledger, first) & nouns(ledger, later))
    return digits >= 2 and shared >= _FEWEST_SHARED and _same_class(first, later)


def _same_class(first: Entry, later: Entry) -> bool:
    return first.observation.quantity.classifier == later.observation.quantity.classifier


def restated(ledger: Ledger) -> Iterator[Finding]:
    """An indicator of which a county has one value is stated with another one for the same time.

    `全县共有贫困村45个 … 46个贫困村全部出列` does not agree. Limits: the same words beside both, or values that
    differ by one digit or by 3 %; kinds counted apart (行政村, 社区) and parts are not asked.
    """
    parts = {part.index for each in ledger.parts.values() for part in each}
    by_indicator: dict[str, list[Entry]] = defaultdict(list)
    for entry in ledger.entries:
        indicator = entry.indicator
        if indicator not in SETS:
            indicator = _whole_register(ledger, entry) or indicator
        whole = entry.observation.scope == "county" and entry.index not in parts
        if indicator is not None and whole and entry.unit in _COUNTS:
            by_indicator[indicator].append(entry)
    for indicator, stated in by_indicator.items():
        for at, later in enumerate(stated):
            first = next((e for e in stated[: min(at, _LOOKED_AT)] if _comparable(e, later)), None)
            if first is None or first.value == later.value:
                continue
            agree = first.interval.meets(later.interval)
            if indicator not in SETS and (agree or not _mistyped(first, later)):
                continue
            if agree or _contradicts(ledger, first, later):
                yield claims.equality(
                    _AGAIN, later, (first,), first.interval, first.text,
                    hypotheses=("misprint", "other time"),
                )  # fmt: skip


def changed_places(ledger: Ledger) -> Iterator[Finding]:
    """A number stands again for the same thing with two neighbouring digits changed over.

    `争取资金2468万元 … 争取到的2486万元要公示`. Limits: four digits or more, the same unit, words in common
    beside both,
    and neither a part, a target nor another year's.
    """
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in ledger.entries:
        if entry.unit in _COUNTS and significant_digits(entry.value) >= _SHORT:
            groups[entry.unit, "".join(sorted(_printed(entry.value)))].append(entry)
    for group in groups.values():
        for at, later in enumerate(group):
            for first in group[max(0, at - _LOOKED_AT) : at]:
                if (
                    (_mistyped(first, later) or _one_amount(first, later))
                    and first.passage.sentence != later.passage.sentence
                    and _one_matter(ledger, first, later)
                ):
                    yield claims.equality(
                        _REPEAT, later, (first,), first.interval, first.text,
                        hypotheses=("misprint",),
                    )  # fmt: skip
                    break


def _one_matter(ledger: Ledger, first: Entry, later: Entry) -> bool:
    """Whether two figures are told with the same words; of another year, with two of them."""
    shared = len(nouns(ledger, first) & nouns(ledger, later))
    return shared >= (1 if first.period == later.period else _FEWEST_SHARED)


def _contradicts(ledger: Ledger, first: Entry, later: Entry) -> bool:
    """Whether two values of one indicator that do not agree can be meant to be the same one."""
    if first.observation.status != later.observation.status:
        return False
    if _may_be_fewer(ledger, first, later):
        return False
    return _nearly(first, later) or _same_words(ledger, first, later)


def _whole_register(ledger: Ledger, entry: Entry) -> str | None:
    """The register's indicator where a sentence about something else names all of it.

    `对全县1775户建档立卡贫困户开展走访` counts the register, not the visits.
    """
    if not _ALL_BEFORE.search(ledger.before(entry, 4)) or entry.counts_visits:
        return None
    return _REGISTERS.get(entry.unit) if _POOR.match(ledger.after(entry, 14)) else None


def _comparable(first: Entry, later: Entry) -> bool:
    """Whether two figures of one indicator are of the same time, and not counted apart."""
    if first.passage.sentence == later.passage.sentence:
        return False
    accumulations = {first.observation.accumulation, later.observation.accumulation}
    if {"cumulative", "year"} <= accumulations:
        return False
    if first.period and later.period:
        return first.period == later.period
    # a stock of a given year is not that of the report's
    return first.period is None or later.period is None


def _may_be_fewer(ledger: Ledger, first: Entry, later: Entry) -> bool:
    """Whether a smaller number may count some of the set: 42个贫困村通了4G, of 45."""
    if later.value >= first.value or later.unit not in _OF_GROUPS or later.value >= _MANY:
        return False
    words = ledger.before(later, 8), ledger.after(later, 14)
    return not (_ALL_BEFORE.search(words[0]) or _ALL_AFTER.search(words[1]))


def _nearly(first: Entry, later: Entry) -> bool:
    """Whether two values look like one that was mistyped: 31520 and 31250, 192 and 191."""
    one, other = first.value, later.value
    if abs(one - other) <= _CLOSE * max(one, other):
        return True
    left, right = _printed(one), _printed(other)
    if len(left) != len(right) or len(left) < 2:
        return False
    differing = [at for at in range(len(left)) if left[at] != right[at]]
    if len(differing) == 1:
        return True
    swapped = len(differing) == 2 and differing[1] == differing[0] + 1
    return swapped and sorted(left) == sorted(right)


def _mistyped(first: Entry, later: Entry, least: int = _LONG) -> bool:
    """Whether two numbers of four digits or more differ by two neighbours that changed places.

    Of an indicator that a county may state of several things (problems of several inspections),
    only this is no chance: 共发现问题1264个 and 共查出问题1246个.
    """
    left, right = _printed(first.value), _printed(later.value)
    differing = [at for at in range(min(len(left), len(right))) if left[at] != right[at]]
    return (
        len(left) == len(right) >= least
        and significant_digits(first.value) >= least
        and len(differing) == 2
        and differing[1] == differing[0] + 1
        and left[differing[0]] == right[differing[1]]
        and left[differing[1]] == right[differing[0]]
    )


def _one_amount(first: Entry, later: Entry) -> bool:
    """Whether two amounts of three digits of one indicator have their first two changed over.

    42.6亿元 and 24.6亿元, both raised: neither is a part of the other by its words, and of the six
    orders that three digits have, this one is what a hand that types makes of them.
    """
    same = first.indicator is not None and first.indicator == later.indicator
    return same and first.unit == "CNY" and _mistyped(first, later, _SHORT)


def _printed(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _same_words(ledger: Ledger, first: Entry, later: Entry) -> bool:
    """Whether the words right beside two figures are the same ones."""
    small, large = sorted((first.value, later.value))
    if later.unit == "percent" or large > small * _FARTHEST:
        return False
    mine, other = nouns(ledger, first), nouns(ledger, later)
    # 中央财政专项扶贫资金 and 省级财政专项扶贫资金 are kinds, so all words must be the same
    return mine == other and len(mine) >= _FEWEST_SHARED


RULES = (
    Rule("repeat", "repeats", _REPEAT.zh, _REPEAT.en, repeated),
    Rule("changed-places", "repeats", _REPEAT.zh, _REPEAT.en, changed_places),
    Rule("restated", "repeats", _AGAIN.zh, _AGAIN.en, restated),
)

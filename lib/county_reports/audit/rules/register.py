"""The register's own arithmetic: lifted + remaining = registered, years add up, exits are on the
list.

Households, persons and villages keep the same relations. The register is adjusted every year, so
what does not add up may be an adjustment that the report does not tell; that is offered as a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from county_reports.arithmetic.intervals import total
from county_reports.audit import claims, words
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule


@dataclass(frozen=True, slots=True)
class _Side:
    """The indicators of one unit of the register."""

    unit: str
    registered: str
    initial: str
    lifted: str
    remaining: str | None
    planned: str
    year: str


SIDES = (
    _Side(
        "household", "registry.registered_households", "registry.initial_households",
        "registry.lifted_households_total", "registry.remaining_households",
        "registry.planned_households", "registry.lifted_households_year",
    ),
    _Side(
        "person", "registry.registered_persons", "registry.initial_persons",
        "registry.lifted_persons_total", "registry.remaining_persons",
        "registry.planned_persons", "registry.lifted_persons_year",
    ),
    _Side(
        "village", "registry.poor_villages", "registry.initial_villages", "registry.villages_ex"
                                                                          "ited_total",
        None, "registry.planned_villages", "registry.villages_exited_year",
    ),
)  # fmt: skip

_SUM = claims.Relation("已脱贫与未脱贫之和等于建档立卡数", "lifted and remaining make the register")
_PLAN = claims.Relation(
    "已脱贫与最后拟脱贫之和等于建档立卡数", "lifted and the last planned ones make the register"
)
_YEARS = claims.Relation("各年之和等于累计数", "the years make the cumulative figure")
_YEAR_IN_ALL = claims.Relation(
    "当年数不超过累计数", "the year's figure is within the cumulative one"
)
_LISTED = claims.Relation("退出数不超过建档立卡数", "those lifted are within those registered")
_ALL = claims.Relation("全部退出的贫困村数等于贫困村数", "all poor villages have left the list")
_ALL_LIFTED = re.compile(r"(?:全部|悉数|如期)[^,。;\d]{0,6}(?:脱贫|退出|出列|摘帽)")
_ALL_LEFT = re.compile(
    r"(?:个)?(?:建档立卡|省级|国定|省定)?(?:贫困村|重点村)(?:\([^)]*\))?("
    r"?:已|均|现已)?(?:全部|均已|悉数)[^,。;\d]{0,6}(?:退出|出列|摘帽|脱贫)"
)
_SOME = re.compile(r"剩余|最后|剩下|计划|拟|今年|当年|本年|年度|其余|20\d\d年(?!底)")
_PLANNED = re.compile(r"计划|拟|预计|目标|力争")
_LAST = re.compile(r"[^。;]{0,12}(?:全面完成|全部(?:脱贫|退出|清零)|清零|如期完成)")
_LEFT = re.compile(
    r"(?:未脱贫|未退出|未出列|未摘帽|剩余|剩下|尚有|还有|仅剩|只剩|还剩)(?:的|贫困|人口|户|村|建档立卡|农村|\d+[个]?|、)*$"
)
_LEFT_AFTER = re.compile(r"[^,。;\d]{0,8}(?:未脱贫|未退出|未出列|未摘帽|尚未)")
_CLOSE = Decimal("0.5")
"""How near the sum must come to the base for the two to be about the same set."""


def _remaining(side: _Side, ledger: Ledger) -> list[Entry]:
    found = ledger.stated(side.remaining) if side.remaining is not None else []
    if found:
        return found
    # 尚有3个贫困村未出列, 剩余2548户7897人中计划脱贫2400户: no indicator counts them
    second = {persons.index: households for households, persons in ledger.pairs()}
    return [
        entry
        for entry in ledger.entries
        if entry.unit == side.unit
        and entry.observation.scope == "county"
        and entry.indicator not in {side.registered, side.initial, side.lifted, side.planned}
        and (
            _LEFT.search(ledger.before(second.get(entry.index, entry), 14))
            or _LEFT_AFTER.match(ledger.after(entry, 16))
        )
    ]


def _nearest(bases: Sequence[Entry], parts: Sequence[Entry]) -> Entry | None:
    """The base that the sum of the parts comes closest to; None when it is near none."""
    added = sum(part.value for part in parts)
    near = sorted(bases, key=lambda base: abs(base.value - added))
    if not near or not added:
        return None
    ratio = min(near[0].value, added) / max(near[0].value, added, Decimal(1))
    return near[0] if ratio >= _CLOSE else None


def _same_time(first: Entry, second: Entry) -> bool:
    """Whether two stocks may be of one time: equal, one unknown, or the years of one span."""
    if first.period is None or second.period is None:
        return True
    return first.period[-4:] == second.period[-4:] or first.period[:4] == second.period[:4]


def lifted_and_remaining(ledger: Ledger) -> Iterator[Finding]:
    """Lifted + remaining = registered, for households, persons and villages.

    `现有建档立卡户1200户,已脱贫1150户,未脱贫50户` holds. Of the register today and that of the beginning the
    nearer one is asked. Limits: the first remaining stock of the lifted one's time is taken.
    """
    for side in SIDES:
        bases = ledger.stated(side.registered, side.initial)
        for lifted in ledger.stated(side.lifted):
            left = sorted(_remaining(side, ledger), key=lambda e: not _same_time(e, lifted))
            for remaining in left[:1]:
                base = _nearest([b for b in bases if b is not lifted], (lifted, remaining))
                if base is None:
                    continue
                terms = (lifted, remaining)
                found = claims.equality(
                    _SUM, base, terms, total(e.interval for e in terms), words.joined(terms),
                    hypotheses=("register adjusted", "misprint"),
                )  # fmt: skip
                if not found.holds:
                    found = _adjusted(ledger, base, terms) or found
                # what is left for next year (2019年,剩余2548户) may have changed since
                if found.holds or _same_time(remaining, lifted):
                    yield found


_ADJUSTED = re.compile(r"(?:净增|新增|新识别|返贫|补录|净减|自然减少|剔除|死亡|清退)[^,。;]{0,10}$")


def _adjusted(ledger: Ledger, base: Entry, terms: Sequence[Entry]) -> Finding | None:
    """The sum with the adjustment of the register that the report tells: 动态管理净增412户.

    `18640户 + 净增412户` are the `累计脱贫18206户` and `未脱贫846户`. None where no told adjustment explains it.
    """
    off = abs(sum((term.value for term in terms), Decimal(0)) - base.value)
    for entry in ledger.entries:
        if entry.unit != base.unit or entry.value != off or not entry.is_exact:
            continue
        households = ledger.previous(entry)
        named = entry
        if entry.unit == "person" and households is not None and households.unit == "household":
            named = households
        if not _ADJUSTED.search(ledger.before(named, 16)):
            continue
        more = sum(term.value for term in terms) > base.value
        added = total(term.interval for term in terms)
        computed = added - entry.interval if more else added + entry.interval
        return claims.equality(
            _SUM, base, (*terms, entry), computed,
            f"{words.joined(terms)} {'−' if more else '+'} {entry.text}",
            note="计入文中所述的动态调整",
        )  # fmt: skip
    return None


def lifted_and_planned(ledger: Ledger) -> Iterator[Finding]:
    """Where the last ones are planned for the year, lifted + planned = registered.

    `累计脱贫1150户,今年拟脱贫50户,全面完成脱贫任务` leaves nobody of 1200户. Limits: that it does
    not add up is said only where the sentence calls them the last ones.
    """
    for side in SIDES:
        if _remaining(side, ledger):
            continue
        bases = ledger.stated(side.initial, side.registered)
        planned = [e for e in ledger.of(side.planned) if e.observation.scope == "county"]
        for lifted in ledger.stated(side.lifted)[:1]:
            for last in planned[:2]:
                terms = (lifted, last)
                base = _nearest(bases, terms)
                if base is None:
                    continue
                found = claims.equality(
                    _PLAN, base, terms, total(e.interval for e in terms), words.joined(terms),
                    hypotheses=("register adjusted", "other time"),
                )  # fmt: skip
                if found.holds or _LAST.match(ledger.after(last, 24)):
                    yield found


def years_and_total(ledger: Ledger) -> Iterator[Finding]:
    """The years' figures that stand in one sentence with a cumulative one add up to it.

    `2016年脱贫300户,2017年脱贫500户,2018年脱贫200户,累计脱贫1000户`. Limits: one sentence, two years or more, each
    of its own period, without a gap between the first and the last.
    """
    for side in SIDES:
        for lifted in ledger.reported(side.lifted):
            yield from _years_anywhere(ledger, side, lifted)
            before = [e for e in ledger.around(lifted) if e.index < lifted.index]
            years = [e for e in before if e.unit == side.unit and e.is_reported and e.period]
            # a figure of another kind among them (2019412户 lost its year) leaves the list open
            kinds = {e.indicator for e in years}
            if len(years) < 2 or kinds != {side.year}:
                continue
            if len({e.period for e in years}) < len(years) or not _without_gap(years):
                continue
            if lifted.period and lifted.period[-4:] != (years[-1].period or "")[-4:]:
                continue
            yield claims.equality(
                _YEARS, lifted, years, total(e.interval for e in years), words.joined(years),
                hypotheses=("register adjusted", "incomplete list"),
            )  # fmt: skip


def _years_anywhere(ledger: Ledger, side: _Side, lifted: Entry) -> Iterator[Finding]:
    """The years of the whole report, where they happen to make the cumulative figure exactly."""
    periods: dict[str, Entry] = {}
    for entry in ledger.reported(side.year):
        if entry.period and entry.passage.sentence != lifted.passage.sentence:
            periods.setdefault(entry.period, entry)
    years = sorted(periods.values(), key=lambda entry: entry.period or "")
    if len(years) > 1 and _without_gap(years):
        added = total(e.interval for e in years)
        if added.is_point and added == lifted.interval:
            yield claims.equality(_YEARS, lifted, years, added, words.joined(years))


def _without_gap(years: Sequence[Entry]) -> bool:
    """Whether years and spans follow each other: 2014/2016, 2017, 2018."""
    periods = [entry.period or "" for entry in years]
    spans = sorted((int(p[:4]), int(p.rpartition("/")[2][:4])) for p in periods)
    return all(last + 1 == first for (_, last), (first, _) in pairwise(spans))


def years_and_register(ledger: Ledger) -> Iterator[Finding]:
    """Where all have been lifted, the years' figures add up to the register.

    `识别贫困人口4200人。2016年脱贫2000人,2017年1500人,2018年700人,全部脱贫`. Limits: three years or more on end in one
    sentence that says 全部; the base that comes nearest.
    """
    for side in SIDES:
        bases = ledger.stated(side.initial, side.registered)
        seen: set[tuple[int, int]] = set()
        for entry in _lifted_in_years(ledger, side):
            sentence = entry.passage.sentence
            if sentence in seen or not _ALL_LIFTED.search(ledger.sentence(entry)):
                continue
            seen.add(sentence)
            years = [e for e in ledger.around(entry) if e.unit == side.unit and e.period]
            one_time = len({e.period for e in years}) < 2
            if one_time and (listed := _listed_villages(ledger, entry)):
                base = _nearest([b for b in bases if b not in listed], listed)
                if base is not None:
                    yield claims.equality(
                        _YEARS, base, listed, total(e.interval for e in listed),
                        words.joined(listed), hypotheses=("register adjusted", "misprint"),
                    )  # fmt: skip
                continue
            if len(years) < 3 or len({e.period for e in years}) < len(years):
                continue
            base = _nearest([b for b in bases if b not in years], years)
            if base is not None and _without_gap(years):
                yield claims.equality(
                    _YEARS, base, years, total(e.interval for e in years), words.joined(years),
                    hypotheses=("register adjusted", "misprint"),
                )  # fmt: skip


def _lifted_in_years(ledger: Ledger, side: _Side) -> list[Entry]:
    """The figures that a list of years may begin with; villages need no indicator to be ones."""
    if side.unit == "village":
        return [entry for entry in ledger.entries if entry.unit == side.unit and entry.is_reported]
    return ledger.reported(side.year)


def _listed_villages(ledger: Ledger, first: Entry) -> list[Entry]:
    """先后有34个村、38个村、14个村分批出列,现已全部摘帽: without years, but one after the other."""
    found = [first]
    while (following := ledger.following(found[-1])) is not None:
        if following.unit != first.unit or not re.fullmatch(
            r"[一-鿿]{0,4}[、,和][^,。;\d]{0,6}", ledger.between(found[-1], following)
        ):
            break
        found.append(following)
    return found if len(found) > 1 else []


def all_villages_left(ledger: Ledger) -> Iterator[Finding]:
    """Where all poor villages have left the list, as many have left as were on it.

    `贫困村192个 … 192个贫困村全部退出`. Limits: the sentence says 全部, and not of the last, the planned or a
    year's
    ones; of several lists (2014年209个, 现有192个) the nearest is asked.
    """
    poor = ledger.stated("registry.poor_villages", "registry.initial_villages")
    for left in ledger.entries:
        if left.unit != "village" or not left.is_reported or left in poor:
            continue
        if not _ALL_LEFT.match(ledger.after(left, 20)) or _SOME.search(ledger.clause(left)):
            continue
        nearest = _nearest([e for e in poor if e.passage.sentence != left.passage.sentence], [left])
        if nearest is not None:
            yield claims.equality(
                _ALL, left, (nearest,), nearest.interval, nearest.text,
                hypotheses=("register adjusted", "misprint"),
            )  # fmt: skip


def year_within_total(ledger: Ledger) -> Iterator[Finding]:
    """What a year lifted is within what was lifted so far.

    `2019年脱贫210户` against `累计脱贫1150户`. Limits: years up to that of the cumulative figure.
    """
    for side in SIDES:
        for lifted in ledger.stated(side.lifted)[:1]:
            for year in ledger.stated(side.year):
                if _PLANNED.search(ledger.clause(year) + ledger.clause(lifted)):
                    continue
                if (year.period or "") <= (lifted.period or "9"):
                    yield claims.bound(
                        _YEAR_IN_ALL, year, lifted, hypotheses=("misprint", "other time")
                    )


def lifted_within_register(ledger: Ledger) -> Iterator[Finding]:
    """No more are lifted than are registered, no more villages leave than are on the list.

    `累计脱贫5200人` against `现有建档立卡4900人`. Limits: the register of the beginning is held against them
    where that of today is not stated, or is exceeded as well.
    """
    for side in SIDES:
        now, first = ledger.stated(side.registered), ledger.stated(side.initial)
        for lifted in ledger.stated(side.lifted, side.year):
            later = [base for base in now if base.value >= lifted.value] or now[:1]
            if _earlier(lifted):
                continue
            for base in later[:1]:
                yield claims.bound(_LISTED, lifted, base, hypotheses=("register adjusted",))
            exceeded = not now or (now[0].value < lifted.value)
            if _earlier(lifted):
                continue
            for base in first[:1]:
                if exceeded or (lifted.indicator == side.lifted and base.value >= lifted.value):
                    yield claims.bound(_LISTED, lifted, base, hypotheses=("register adjusted",))


def _earlier(lifted: Entry) -> bool:
    """Whether those lifted were counted before there was a register: “十二五”期间累计减贫48960人."""
    return int((lifted.period or "9999")[:4]) < _FIRST_REGISTER


_FIRST_REGISTER = 2013

RULES = (
    Rule("register-sum", "register", _SUM.zh, _SUM.en, lifted_and_remaining),
    Rule("register-plan", "register", _PLAN.zh, _PLAN.en, lifted_and_planned),
    Rule("register-all-years", "register", _YEARS.zh, _YEARS.en, years_and_register),
    Rule("register-villages", "register", _ALL.zh, _ALL.en, all_villages_left),
    Rule("register-years", "register", _YEARS.zh, _YEARS.en, years_and_total),
    Rule("register-year", "register", _YEAR_IN_ALL.zh, _YEAR_IN_ALL.en, year_within_total),
    Rule("register-lifted", "register", _LISTED.zh, _LISTED.en, lifted_within_register),
)

"""Those who were helped are among those who are registered, unless each help is counted anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from county_reports.audit import claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import REACHED, Entry, Ledger
from county_reports.audit.rule import Rule
from county_reports.audit.rules.wholes import large_enough

_REGISTERS = {
    "household": ("registry.registered_households", "registry.initial_households"),
    "person": ("registry.registered_persons", "registry.initial_persons"),
}
_OWN = frozenset(
    f"registry.{name}"
    for name in (
        "registered_households", "initial_households", "registered_persons", "initial_persons",
        "lifted_households_total", "lifted_persons_total", "lifted_households_year",
        "lifted_persons_year",
    )
)  # fmt: skip
"""What the register itself counts; other rules ask them."""

_NOUN = re.compile(
    r"(?<!非)(?:建档立卡|农村|贫困|脱贫)*(?:建档立卡|贫困|脱贫)(?:家庭|农|牧|监测)?(?:户|人口|群众|对象|人员|家庭|农牧民)"
)
_MIXED = re.compile(
    r"(?:边缘|监测|低收入|一般农|非贫困|低保|五保|特困|农民|群众|受灾群众)(?:户|对象)?[^,。;]{0,3}$"
)
_AND_OTHERS = re.compile(
    r"[、和及与](?:边缘|监测|低保|一般|非贫困|低收入|其他|三类)[^,。;\d]{0,5}(?![^,。;]{0,5}\d)"
)
"""贫困户、边缘户1300户 counts both; 贫困户503户、边缘户28户 counts them apart."""
_ELSEWHERE = re.compile(r"全省|全市|全州|全国|外[县省市]|各县")

_WHOLE_BEFORE = re.compile(r"(?:全[县区旗市]|所有)$")
_WHOLE_AFTER = re.compile(
    r"的?(?:建档立卡)?(?:农村)?贫困(?:人口|群众)(?:全部|都|均|全员)?(?!学生|劳动)"
)

_OF_THE_POOR = frozenset({
    "finance.loan_households", "industry.households", "industry.persons", "social_help.households",
    "social_help.persons", "health.insured_persons", "relocation.households", "relocation.persons",
    "registry.planned_households", "registry.planned_persons",
})  # fmt: skip
"""Indicators that count poor households or persons by their definition."""
_SCOPES = frozenset({"county", "part"})
_SOME = re.compile(
    r"(?:[^,。;\d]{0,4}(?<!非))(?:建档立卡|贫困|脱贫)(?:不稳定|家庭|户)?[^,。;\d、和及]{0,6}(?:户|人口|劳动力|学生|大学生|残疾人|"
    r"家庭|人员|群众|对象|生|子女)(?:[^,。;\d]{0,4}$)?"
)
_MONITORED = {
    "household": "resilience.monitored_households", "person": "resilience.monitored_persons",
}  # fmt: skip
_EDGE = re.compile(
    r"(?:困难边缘|边缘易致贫|边缘|脱贫不稳定|突发严重困难|新增监测|监测|三类)(?:对象|农)?(?:户|人口|人员)?(?:家庭)?(?![、和])"
)
_EDGES = claims.Relation(
    "边缘户（人）不超过监测总数", "those at the edge are within those monitored"
)
_ENTERED = re.compile(r"(?:录入|纳入|进入|列入)[^,。;\d]{0,8}(?:系统|建档立卡|档案)[^,。;\d]{0,4}$")
_TOWNSHIP = re.compile(r"[一-鿿]{2,5}(?:乡|镇|苏木|街道)(?=[,有共现])")
_HELPED = claims.Relation(
    "受益贫困户（人）不超过建档立卡数", "those helped are among those registered"
)


def helped_are_registered(ledger: Ledger) -> Iterator[Finding]:
    """Poor households and persons that something reached are no more than are registered.

    `惠及贫困户1500户` against `现有建档立卡贫困户1200户` does not add up; `惠及贫困户1500户次` is not asked. Limits: only
    where the words beside the figure name the registered poor; the register of the beginning is
    asked where that of today is not stated, or is exceeded too. An indicator of poor households
    without these words (`新增贷款223户`) can only be confirmed.
    """
    pairs = {persons.index: households for households, persons in ledger.pairs()}
    times = Counter((entry.unit, entry.value) for entry in ledger.entries)
    registers = {
        unit: (
            ledger.stated(now) or all_the_poor(ledger, unit) or entered(ledger, unit),
            ledger.stated(first),
        )
        for unit, (now, first) in _REGISTERS.items()
    }
    for entry in ledger.entries:
        if entry.unit not in _REGISTERS or entry.counts_visits:
            continue
        reached = REACHED.search(ledger.before(pairs.get(entry.index, entry), 16))
        if entry.indicator in _OWN and not reached:
            continue
        if entry.observation.scope not in _SCOPES or _ELSEWHERE.search(ledger.clause(entry)):
            continue
        named = _names_the_poor(ledger, entry, pairs)
        if not named and entry.indicator not in _OF_THE_POOR and not _some(ledger, entry, pairs):
            continue
        now, first = registers[entry.unit]
        base = large_enough(entry, now)
        exceeded = base is None or base.interval.high < entry.interval.low
        initial = large_enough(entry, first) if exceeded else None
        for whole in (base, initial):
            if whole is None or whole is entry:
                continue
            found = claims.bound(
                _HELPED, entry, whole, hypotheses=("visits", "register adjusted", "misprint")
            )
            # 对13040户建档立卡对象持续跟踪, a number told before: it is the register of today itself
            itself = whole is initial and times[entry.unit, entry.value] > 1
            if found.holds or (named and not itself and _of_the_county(ledger, entry)):
                yield found


def _of_the_county(ledger: Ledger, entry: Entry) -> bool:
    """Whether a figure is of the county or one of its townships: neither exceeds the register."""
    if entry.observation.scope == "county":
        return True
    return bool(_TOWNSHIP.search(ledger.before(entry, 30)))


def _some(ledger: Ledger, entry: Entry, pairs: dict[int, Entry]) -> bool:
    """Whether a figure counts some of the poor by other names: 贫困劳动力, 脱贫不稳定户, 贫困大学生."""
    left = ledger.before(pairs.get(entry.index, entry), 14)
    return bool(_SOME.search(left) or _SOME.match(ledger.after(entry, 14).lstrip("的名")))


def edge_within_monitored(ledger: Ledger) -> Iterator[Finding]:
    """Households at the edge of poverty that something reached are within those monitored.

    `边缘户28户` of `180户困难边缘户`. Limits: the first number of monitored households that is large enough.
    """
    pairs = {persons.index: households for households, persons in ledger.pairs()}
    for unit, indicator in _MONITORED.items():
        every = ledger.stated(indicator)
        largest = max(every, key=lambda entry: entry.value, default=None)
        for entry in ledger.entries:
            if largest is None or entry.unit != unit or entry.observation.scope != "county":
                continue
            words = ledger.before(pairs.get(entry.index, entry), 8)
            other = entry.value == largest.value or entry.counts_visits
            if other or not (_EDGE.search(words) or _EDGE.match(ledger.after(entry, 8))):
                continue
            found = claims.bound(_EDGES, entry, largest, hypotheses=("other time",))
            # 共监测190户 is all of them, whatever kinds were told before
            if found.holds or ("边缘" in words + ledger.after(entry, 8) and "共" not in words):
                yield found


def entered(ledger: Ledger, unit: str) -> list[Entry]:
    """What was entered in the national system, where no figure is called the register.

    `2014年录入系统19450户、81690人` is one.
    """
    second = {persons.index: households for households, persons in ledger.pairs()}
    return [
        entry
        for entry in ledger.entries
        if entry.unit == unit
        and entry.is_reported
        and _ENTERED.search(ledger.before(second.get(entry.index, entry), 14))
    ][:1]


def all_the_poor(ledger: Ledger, unit: str) -> list[Entry]:
    """All poor persons as a sentence about something else names them, with their households.

    `全县49494名贫困人口全部参加医保` states the register where no other sentence does.
    """
    persons = [
        entry
        for entry in ledger.entries
        if entry.unit == "person"
        and entry.observation.scope == "county"
        and _WHOLE_BEFORE.search(ledger.before(entry, 4))
        and _WHOLE_AFTER.match(ledger.after(entry, 14))
    ][:1]
    if unit == "person" or not persons:
        return persons
    value = persons[0].value
    return [h for h, p in ledger.pairs() if p.value == value and p.is_exact][:1]


def _names_the_poor(ledger: Ledger, entry: Entry, pairs: dict[int, Entry]) -> bool:
    """Whether the figure's own words, or those of the households beside it, name the poor."""
    left, right = entry.passage.left_text(ledger.text), entry.passage.right_text(ledger.text)
    households = pairs.get(entry.index)
    if households is not None:
        left = households.passage.left_text(ledger.text)
    near = left[-14:]
    after = ledger.after(entry, 14)
    if _MIXED.search(near) or _AND_OTHERS.search(near) or _AND_OTHERS.search(after):
        return False
    return bool(_NOUN.search(near) or _NOUN.match(right[:12].lstrip("的名")))


RULES = (
    Rule("helped", "wholes", _HELPED.zh, _HELPED.en, helped_are_registered),
    Rule("edge", "wholes", _EDGES.zh, _EDGES.en, edge_within_monitored),
)

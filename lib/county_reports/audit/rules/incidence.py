"""The incidence of poverty against poor persons and the rural population.

贫困发生率 is the poor persons over the rural (registered agricultural) population of the register's
making; reports seldom state that base, but two incidences of one report imply it twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from county_reports.arithmetic.intervals import Interval
from county_reports.audit import claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule
from county_reports.audit.rules.shares import HUNDRED

_SHARE = claims.Relation(
    "贫困发生率 = 贫困人口 ÷ 农村人口", "incidence = poor persons over rural population"
)
_BASE = claims.Relation(
    "贫困发生率隐含的农村人口不超过总人口", "the rural population implied is within all"
)
_SAME = claims.Relation("两次贫困发生率的基数应相近", "two incidences imply about the same base")
_RATE = re.compile(r"(?:[^。;\d]{0,14})发生率[^,。;\d]{0,12}")
_POOR = re.compile(r"贫困|未脱贫|建档立卡|剩余")
_LIFTED = re.compile(r"(?:已|累计|实现|全部)脱贫[^未]{0,8}$|减贫")
_FALLS = re.compile(r"(?:下)?降|减少|降低")
_RURAL = re.compile(r"(?:农业人口|农村人口|乡村人口|农村户籍人口|农业户籍人口)[^,。;\d贫困]{0,4}$")
_FARTHEST = 4
"""How many times the one base the other may be before it is called inconsistent."""
_SPREAD = (0.5, 2.0)


def incidences(ledger: Ledger) -> list[tuple[Entry, Entry]]:
    """Poor persons with the incidence stated right after them: 剩余335户751人未脱贫,贫困发生率0.11%."""
    found = []
    for rate in ledger.entries:
        if rate.unit != "percent" or not rate.value or rate.value > 70:
            continue
        before = [e for e in ledger.around(rate) if e.index < rate.index][-3:]
        for persons in reversed(before):
            if persons.unit != "person" or persons.counts_visits:
                continue
            words = ledger.text[persons.end : rate.start]
            left = ledger.before(persons, 18)
            if "发生率" in words and len(words) <= 30 and _POOR.search(left + words):
                rates = [e for e in ledger.inside(persons.end, rate.start) if e.unit == "percent"]
                # 贫困发生率由0.74%降至0.11%: the last one is of the persons told before
                last = (not rates or "降" in words) and not _FALLS.match(ledger.after(rate, 6))
                if last and (not _LIFTED.search(left) or "未脱贫" in words):
                    found.append((persons, rate))
            break
    return found


def incidence_of_rural(ledger: Ledger) -> Iterator[Finding]:
    """The incidence follows from the poor persons and the rural population, where it is stated.

    `农业人口71.2万人 … 贫困人口68215人,贫困发生率9.58%`. Limits: the first rural population of the report; that it
    does not follow is said where the implied base is off by a factor of two.
    """
    rural = next(
        (e for e in ledger.entries if e.unit == "person" and _RURAL.search(ledger.before(e, 14))),
        None,
    )
    if rural is None or rural.observation.scope != "county":
        return
    for persons, rate in incidences(ledger):
        computed = persons.interval.over(rural.interval).scaled(HUNDRED)
        finding = claims.equality(
            _SHARE, rate, (persons, rural), computed, f"{persons.text} ÷ {rural.text}",
            unit="percent", derived=True, hypotheses=("other base", "misprint"),
        )  # fmt: skip
        ratio = float(computed.middle / rate.value)
        if finding.holds or not _SPREAD[0] < ratio < _SPREAD[1]:
            yield finding


def implied(persons: Entry, rate: Entry) -> Interval:
    """The rural population that poor persons and their incidence imply."""
    return persons.interval.over(rate.as_rounded).scaled(HUNDRED)


def base_within_population(ledger: Ledger) -> Iterator[Finding]:
    """The rural population that an incidence implies is within the county's population.

    `5500人,贫困发生率4.5%` implies 122,222 of `人口15万`. Limits: the first population stated.
    """
    for population in ledger.stated("profile.population")[:1]:
        for persons, rate in incidences(ledger):
            yield claims.within_whole(
                _BASE, (persons, rate), implied(persons, rate), population,
                f"{persons.text} ÷ {rate.text}", hypotheses=("misprint", "other base"),
            )  # fmt: skip


def same_base(ledger: Ledger) -> Iterator[Finding]:
    """Two incidences of one report imply about the same rural population.

    `221831人, 19.4%` and `7722人, 0.68%` imply 1,143,459 and 1,135,588. Limits: people come and go, so only a
    base four times the other one is called inconsistent; what is between stays silent.
    """
    pairs = incidences(ledger)
    for persons, rate in pairs[1:]:
        first_persons, first_rate = pairs[0]
        if first_rate is rate or first_persons.value == persons.value:
            continue
        base = implied(first_persons, first_rate)
        computed = persons.interval.over(base).scaled(HUNDRED)
        finding = claims.equality(
            _SAME, rate, (first_persons, first_rate, persons), computed,
            f"{persons.text} ÷ ({first_persons.text} ÷ {first_rate.text})",
            unit="percent", derived=True, hypotheses=("misprint", "other base"),
        )  # fmt: skip
        ratio = float(computed.middle / rate.value)
        if finding.holds or not 1 / _FARTHEST < ratio < _FARTHEST:
            yield finding


RULES = (
    Rule("incidence", "rates", _SHARE.zh, _SHARE.en, incidence_of_rural),
    Rule("incidence-base", "rates", _SAME.zh, _SAME.en, same_base),
    Rule("incidence-population", "rates", _BASE.zh, _BASE.en, base_within_population),
)

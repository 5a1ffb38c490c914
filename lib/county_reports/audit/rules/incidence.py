"""贫困发生率, poor persons ÷ rural population: against the base where it is stated, and among
themselves.

Reports seldom state the rural population that the incidence rests on, but two pairs of poor persons
and their incidence imply it twice, and it is never more than the county's population.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from county_reports.arithmetic.intervals import Interval
from county_reports.audit import bases, claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule

HUNDRED = Decimal(100)

_INCIDENCE = claims.Relation(
    "贫困发生率等于贫困人口除以农村人口", "incidence is poor persons over rural population"
)
_SAME_BASE = claims.Relation(
    "各次贫困发生率的基数相近", "the incidences imply about the same rural population"
)
_WITHIN = claims.Relation(
    "贫困发生率隐含的农村人口不超过总人口", "the rural population implied is within the population"
)
_INCIDENCE_BEFORE = re.compile(r"(?:综合)?(?:贫困发生率|贫困率|贫困面)(?P<words>[^,。;、]{0,24})$")
_OTHER_PLACE = re.compile(
    r"全[省国州]|全市|西部|贫困村|[镇乡]|目标|以上|以下|低于|标准|少数民族|民族|深度"
)
_FALLS_TO = re.compile(r"(?:下降|降低|降|减少)(?:到|至|为)|达到?|控制")
_FEWER = re.compile(r"(?:减少|下降|降低|减|降|缩减)(?:到|至|为)")
_POOR = re.compile(r"贫困|未脱贫|建档立卡|剩余|尚有|脱贫")
_MOVED = re.compile(
    r"(?:累计|共|已|实现|减少|减贫|新增|新识别|返贫|稳定|计划|预计|拟)[^,。;\d未]{0,6}$|(?:减贫|脱贫)(?:人口)?(?:\d+户)?$"
)
_LEFT_WORDS = re.compile(
    r"未脱贫|剩余|尚有|还有|仅剩|减少(?:到|至|为)|下降(?:到|至|为)|降(?:到|至|为)|现有|有建档|贫困人口(?:为|由|有)?$"
)
_STOCK_INDICATORS = frozenset({
    "registry.initial_persons", "registry.registered_persons", "registry.remaining_persons",
})  # fmt: skip
_RURAL = re.compile(
    r"(?:农业|农村|乡村|农牧业|农村户籍|农业户籍|参与计算的农村|农村常住)(?:户籍)?人口(?:总数|数)?(?:为|有|达|约|共|:)*$"
)
_RURAL_AFTER = re.compile(r"(?:的)?(?:农业|农村|乡村)(?:户籍)?人口")
_SPREAD = Decimal("0.1")
"""How far two rural populations of one county may be apart: people come and go."""
_FAR = Decimal("0.06")
_FARTHEST_GAP = 60


def rural_population(ledger: Ledger) -> list[Entry]:
    """The rural population as the report states it."""
    return [
        entry
        for entry in ledger.entries
        if entry.unit == "person"
        and entry.observation.scope == "county"
        and (_RURAL.search(ledger.before(entry, 14)) or _RURAL_AFTER.match(ledger.after(entry, 8)))
        and not re.search(r"贫困|脱贫|低保|占", ledger.before(entry, 14))
    ][:2]


def _incidences(ledger: Ledger) -> list[tuple[Entry, Entry]]:
    """Poor persons with the incidence stated for them: 未脱贫335户751人,贫困发生率0.11%."""
    found = list[tuple[Entry, Entry]]()
    for rate in ledger.entries:
        if rate.unit != "percent" or not rate.value or rate.value > 70 or not rate.is_exact:
            continue
        before = ledger.before(rate, 60)
        named = _INCIDENCE_BEFORE.search(before)
        if named is None or _OTHER_PLACE.search(before[max(0, named.start() - 4) :]):
            continue
        if rate.observation.scope != "county" or rate.observation.status == "planned":
            continue
        following = ledger.following(rate)
        # 由0.74%降至0.11%: the first one was that of the year before
        between = ledger.between(rate, following)[:14] if following is not None else ""
        if following is not None and following.unit == "percent" and _FALLS_TO.search(between):
            found += _both_fall(ledger, rate, following)
            continue
        if found and found[-1][1] is rate:
            continue
        persons = _left_after(ledger, rate) or _poor_before(
            ledger, rate, rate.start - (len(before) - named.start())
        )
        if persons is not None:
            found.append((persons, rate))
    return found


def _both_fall(ledger: Ledger, first: Entry, last: Entry) -> list[tuple[Entry, Entry]]:
    """贫困人口由6.2万人减少到5800人,贫困发生率由12.4%下降到1.2%: each with its own, in either order."""
    persons = [e for e in bases.near(ledger, first) if e.unit == "person"]
    for one, other in pairwise(persons):
        between = ledger.between(one, other)
        beside = min(abs(one.start - last.end), abs(first.start - other.end)) <= _FARTHEST_GAP
        falls = (
            len(between) <= 24 and _FEWER.search(between) and _POOR.search(ledger.before(one, 24))
        )
        if beside and falls and other.value < one.value:
            return [(one, first), (other, last)]
    return []


def _left_after(ledger: Ledger, rate: Entry) -> Entry | None:
    """贫困发生率降至1.6%,剩余贫困人口7900人."""
    persons = ledger.following(rate)
    if persons is not None and _RURAL.search(ledger.before(persons, 14)):
        # 贫困发生率18.6%,农业人口30万人,贫困人口5.58万人
        persons = ledger.following(persons)
    if persons is not None and persons.unit == "household":
        persons = ledger.following(persons)
    if persons is None or persons.unit != "person":
        return None
    if persons.passage.sentence != rate.passage.sentence or persons.start - rate.end > 40:
        return None
    left = re.match(
        r"[,、](?:现|目前|全县)?(?:剩余|尚有|还有|仅剩|未脱贫)",
        ledger.text[rate.end : persons.start],
    )
    stock = re.search(r"[,、](?:现有|目前|全县|共)?有?(?:建档立卡|农村)*贫困人口(?:共|为|有)*$",
                      ledger.before(persons, 20))  # fmt: skip
    return persons if left or stock else None


def _poor_before(ledger: Ledger, rate: Entry, at: int) -> Entry | None:
    """The poor persons right before an incidence, if they are those who are poor at its time."""
    for entry in reversed([e for e in bases.near(ledger, rate) if e.end <= at]):
        if at - entry.end > _FARTHEST_GAP:
            return None
        if entry.unit != "person":
            continue
        if entry.counts_visits or entry.observation.scope != "county":
            return None
        if entry.observation.status == "planned":
            return None
        if entry.indicator in _STOCK_INDICATORS:
            return entry
        left, right = ledger.before(entry, 24), ledger.after(entry, 10)
        stock = _LEFT_WORDS.search(left) or re.match(r"(?:贫困人口)?(?:尚)?未脱贫", right)
        poor = _POOR.search(left + right)
        return entry if stock and poor and not _MOVED.search(left[-10:]) else None
    return None


def incidence_and_rural(ledger: Ledger) -> Iterator[Finding]:
    """Poor persons ÷ the rural population is the incidence of poverty.

    `农业人口60万人 … 贫困人口54000人,贫困发生率9%`. Limits: the base may be that of another year, so a difference
    is told only where it is more than 6 % of the base.
    """
    for rural in rural_population(ledger)[:1]:
        for persons, rate in _incidences(ledger):
            if not rural.value or rural is persons:
                continue
            computed = persons.interval.over(rural.interval).scaled(HUNDRED)
            found = claims.equality(
                _INCIDENCE, rate, (persons, rural), computed, f"{persons.text} ÷ {rural.text}",
                derived=True, hypotheses=("other base", "misprint"),
            )  # fmt: skip
            if found.holds or _apart(computed, rate):
                yield found


def _apart(computed: Interval, rate: Entry) -> bool:
    """Whether an incidence differs by more than another base may explain."""
    wide = Interval(computed.low * (1 - _FAR), computed.high * (1 + _FAR))
    return not wide.meets(rate.as_rounded)


def _implied(persons: Entry, rate: Entry) -> Interval:
    """The rural population that poor persons and their incidence imply."""
    return persons.interval.over(rate.as_rounded).scaled(HUNDRED)


def incidences_agree(ledger: Ledger) -> Iterator[Finding]:
    """Two incidences of one report imply about the same rural population.

    `2014年98314人,贫困发生率23.4%` and `剩余7897人,贫困发生率1.88%` imply 420,145 and 420,053. Limits: 10 % is
    allowed
    for people who come and go, and nothing is said up to 15 %; the first pair is the measure.
    """
    pairs = _incidences(ledger)
    told = len(pairs)
    pairs += _remaining(ledger, {rate.index for _, rate in pairs})
    for order, (persons, rate) in enumerate(pairs[1:], 1):
        first, its_rate = pairs[0]
        if first.value == persons.value or first.index == persons.index:
            continue
        base = _implied(first, its_rate)
        computed = persons.interval.over(base).scaled(HUNDRED)
        note = ""
        if not computed.meets(rate.as_rounded):
            computed = Interval(computed.low * (1 - _SPREAD), computed.high * (1 + _SPREAD))
            note = "两次基数相差在10%以内"
        found = claims.equality(
            _SAME_BASE, rate, (first, its_rate, persons), computed,
            f"{persons.text} ÷ ({first.text} ÷ {its_rate.text})", derived=True,
            hypotheses=("other base", "misprint"), note=note,
        )  # fmt: skip
        # those who remain are told elsewhere, it may be of another day
        if found.holds or (order < told and _apart(computed, rate)):
            yield found


def _remaining(ledger: Ledger, known: set[int]) -> list[tuple[Entry, Entry]]:
    """The last incidence and those who remain, where each stands once in the report."""
    left = ledger.stated_or_planned("registry.remaining_persons")
    rates = [e for e in ledger.stated("registry.incidence") if e.is_exact and e.value]
    # 贫困发生率由3.1%降到1.88%: the last one is that of those who remain
    if len(left) != 1 or len(rates) != 1 or rates[0].index in known:
        return []
    return [(left[0], rates[0])]


def implied_within_population(ledger: Ledger) -> Iterator[Finding]:
    """The rural population that an incidence implies is within the county's population.

    `5400人,贫困发生率4.5%` imply 120,000 of `总人口15万人`. Limits: the largest population that the report
    states.
    """
    people = ledger.stated("profile.population")
    largest = max(people, key=lambda entry: entry.value, default=None)
    if largest is None:
        return
    for persons, rate in _incidences(ledger):
        if persons.index != largest.index:
            yield claims.within_whole(
                _WITHIN, (persons, rate), _implied(persons, rate), largest,
                f"{persons.text} ÷ {rate.text}", hypotheses=("other base", "misprint"),
            )  # fmt: skip


RULES = (
    Rule("incidence", "rates", _INCIDENCE.zh, _INCIDENCE.en, incidence_and_rural),
    Rule("incidence-base", "rates", _SAME_BASE.zh, _SAME_BASE.en, incidences_agree),
    Rule("incidence-population", "rates", _WITHIN.zh, _WITHIN.en, implied_within_population),
)

"""Means: 人均, 户均, 村均, 平均每户. A mean is its total ÷ its heads where all three stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from county_reports.arithmetic.intervals import Interval
from county_reports.audit import bases, claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule
from county_reports.audit.rules.incidence import rural_population

_MEAN = claims.Relation("均值等于总量除以数量", "the mean is the total over the heads")
_BY_PERSON = claims.Relation(
    "人均值等于总量除以人口", "the mean a head is the total over the population"
)

_EACH = re.compile(
    r"(?P<who>[^,。;、\d:(]{0,8}?)(?:(?P<head>[人户村亩])均|平均每(?:一)?(?:个)?(?P<each>人|户|贫困户|村|贫困村|亩|名))"
    r"(?P<what>[^,。;\d]{0,12})$"
)
_UNIT = {
    "人": "person", "名": "person", "户": "household", "贫困户": "household", "村": "village",
    "贫困村": "village", "亩": "mu",
}  # fmt: skip
_MEASURED = frozenset({"CNY", "m2", "mu", "kW", "kWh", "count", "head", "ton", "kg"})
_RAISED = re.compile(
    r"增加到|提高到|达到?[^,]{0,4}以上|目标|确保|力争|控制|标准|不超过|不低于|封顶|最高|每年|每月|比上年|同比|增长"
)
_GAIN = re.compile(r"增收|收入|纯收|收益|分红|工资|效益|增加|获利")
_GAINED = re.compile(
    r"收入|收益|分红|工资|效益|增收|产值|销售|利润|薪|劳务|营收|发放|兑现|盈利|租金|流转费"
)
_LENT = re.compile(r"贷款|信贷|小额贷|借款")
_NOUN = re.compile(r"(?:贫困|脱贫|建档立卡)(?:户|人口|村|群众)|(?:户籍|总|常住)人口")
_OF_SOME = re.compile(r"[A-Za-z]级|低保|五保|特困|残疾|学生|集中|分散|其中|全[省国]")
"""D级户均2.2万元 is a mean over some of the households only."""
_EARLIER = 2
_NOT_HEADS = re.compile(r"[^,。;\d]{0,3}(?:干部|党员|队员|书记|企业|教师|医生|技术|专家|志愿)")
_FEW = 3
_TIGHT = Decimal("0.06")
"""How rough a mean may be, as a share, for its sum to be no chance: 户均5万元 is not."""


def means(ledger: Ledger) -> Iterator[Finding]:
    """人均, 户均, 村均: the total ÷ the heads of the same sentence is the mean that is stated.

    `改造危房1935户,兑付补助3483万元,户均1.8万元`. A noun before 户均 (贫困户户均10册) leads to the register where no heads
    stand beside it. Limits: total and heads are the nearest before the mean, in its sentence or the
    one before (to confirm); a mean of income is asked of income only.
    """
    for mean in ledger.entries:
        if mean.unit not in _MEASURED or mean.observation.quantity.high is not None:
            continue
        before = ledger.before(mean, 30)
        found = _EACH.search(before)
        if found is None or not mean.value or _RAISED.search(found["what"]):
            continue
        if _OF_SOME.search(found["who"]):
            continue
        yield from _mean(ledger, mean, found)


def _mean(ledger: Ledger, mean: Entry, found: re.Match[str]) -> Iterator[Finding]:
    unit = _UNIT[found["head"] or found["each"]]
    begins = mean.start - (len(found.string) - found.start("who"))
    gains = bool(_GAIN.search(found["what"]))

    def is_total(entry: Entry) -> bool:
        if entry.unit != mean.unit or entry.value <= mean.value or _is_mean(ledger, entry):
            return False
        words = ledger.clause(entry)
        # 发放贷款9600万元,惠及2400户,户均增收3000元: what is lent is no gain
        return not gains or (bool(_GAINED.search(words)) and not _LENT.search(words))

    def is_heads(entry: Entry, wanted: str = unit) -> bool:
        aside = _NOT_HEADS.match(ledger.after(entry, 8))
        return entry.unit == wanted and entry.value >= _FEW and not aside

    totals = bases.search_back(ledger, mean, is_total, sentences=1, most=6)[:_EARLIER]
    if not totals:
        return
    heads = bases.search_back(ledger, mean, is_heads, sentences=1, most=6)[:_EARLIER]
    named = bool(_NOUN.search(found["who"]))
    if named and not heads:
        heads = list(bases.named(ledger, found["who"], unit, mean).entries)
    tried = [_mean_of(mean, whole, each) for whole in totals for each in heads]
    holding = next((each for each in tried if each.holds), None)
    to_the_last = any(w.value == e.value * mean.value for w in totals for e in heads)
    if holding is not None and (_tells(mean) or to_the_last):
        yield holding
        return
    qualified = len(found["who"].strip(",、")) > 1
    if tried and not qualified and _together(ledger, mean, totals, heads, begins):
        yield tried[0] if holding is None else holding
    elif not heads:
        yield from _other_heads(ledger, mean, totals[0], unit)


def _tells(mean: Entry) -> bool:
    """Whether a mean is printed finely enough to prove its sum by itself."""
    return bool(mean.value) and mean.precision / 2 / mean.value <= _TIGHT


def _is_mean(ledger: Ledger, entry: Entry) -> bool:
    before = ledger.before(entry, 20)
    return (
        bool(_EACH.search(before))
        or entry.observation.scope == "standard"
        or bool(re.search(r"每[^,。;\d]{1,6}$", before))
    )


def _together(
    ledger: Ledger, mean: Entry, totals: Sequence[Entry], heads: Sequence[Entry], begins: int
) -> bool:
    """Whether the mean can only be of these: side by side, one total and one number of heads."""
    whole, each = totals[0], heads[0]
    same = {e.passage.sentence for e in (mean, whole, each)}
    if len(same) > 1 or len([e for e in totals if e.passage.sentence in same]) > 1:
        return False
    if len([e for e in heads if e.passage.sentence in same]) > 1:
        return False
    last = max(whole, each, key=lambda e: e.end)
    gap = ledger.text[last.end : begins]
    return abs(whole.start - each.start) < 40 and len(gap) <= 8 and whole.is_exact


def _mean_of(mean: Entry, whole: Entry, heads: Entry) -> Finding:
    return claims.equality(
        _MEAN, mean, (whole, heads), whole.interval.over(heads.interval),
        f"{whole.text} ÷ {heads.text}", derived=True,
        hypotheses=("per head or household", "other base", "misprint"),
    )  # fmt: skip


def _other_heads(ledger: Ledger, mean: Entry, whole: Entry, unit: str) -> Iterator[Finding]:
    """人均 where only households are counted: what they would hold a head, if 人均 is meant."""
    if unit != "person" or mean.unit != "CNY" or whole.passage.sentence != mean.passage.sentence:
        return
    households = bases.earlier_in_sentence(ledger, mean, "household")
    if len(bases.distinct(households)) != 1 or not households[0].value:
        return
    heads = households[0]
    persons = heads.interval.times(Interval(*_PERSONS))
    found = claims.equality(
        _MEAN, mean, (whole, heads), whole.interval.over(persons),
        f"{whole.text} ÷ ({heads.text} × {_PERSONS[0]}–{_PERSONS[1]}人)", derived=True,
        hypotheses=("per head or household", "misprint"),
    )  # fmt: skip
    if not found.holds:
        yield found


_PERSONS = (Decimal("1.5"), Decimal(5))


def mean_of_all(ledger: Ledger) -> Iterator[Finding]:
    """A county's total ÷ its people is the mean a head that stands right behind it.

    `文体设施总面积42万平方米,人均1.1平方米` of `总人口38万人`. Limits: side by side, areas only; of several populations
    (总人口, 农村人口) any may be meant, so it fails only where the report states one.
    """
    people = _people(ledger)
    for mean in ledger.entries:
        whole = ledger.previous(mean)
        found = _EACH.search(ledger.before(mean, 16)) if mean.unit in {"m2", "mu"} else None
        if found is None or whole is None or whole.unit != mean.unit or not people:
            continue
        if found["head"] != "人" or _NOUN.search(found["who"]) or not mean.value:
            continue
        if whole.passage.sentence != mean.passage.sentence or not whole.is_reported:
            continue
        if any(e.unit == "person" for e in bases.earlier_in_sentence(ledger, mean, "person")):
            continue
        tried = [
            claims.equality(
                _BY_PERSON,
                mean,
                (whole, each),
                whole.interval.over(each.interval),
                f"{whole.text} ÷ {each.text}",
                derived=True,
                hypotheses=("other base", "misprint"),
            )
            for each in people
        ]
        holding = [each for each in tried if each.holds]
        # 新修梯田3.4万亩,人均梯田达到2.6亩: what is new is not what each one has
        share = whole.value / mean.value / people[0].value if people[0].value else Decimal(0)
        # of several populations any may be meant: that none gives it is told where all are far off
        far = len(tried) == 1 or all(each.severity == "statement" for each in tried)
        if holding or (far and _SHARED[0] <= share <= _SHARED[1]):
            yield (holding or tried)[0]


_SHARED = (Decimal("0.3"), Decimal("1.5"))
"""Which share of the people the heads that a mean implies may be, for it to be about them."""


def _people(ledger: Ledger) -> list[Entry]:
    return bases.distinct([*ledger.stated("profile.population"), *rural_population(ledger)])


RULES = (
    Rule("mean", "rates", _MEAN.zh, _MEAN.en, means),
    Rule("mean-population", "rates", _BY_PERSON.zh, _BY_PERSON.en, mean_of_all),
)

"""What each one has, how many there are and what that makes, told in any order.

`村均集体收入8.6万元,102个村合计877.2万元`, `电站62座,总装机1.86万千瓦,单个电站300千瓦`, `奖补3200户,户均3000元,共960万元`. The
rules of means and standards ask for the total before the mean; writers tell them in every order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from county_reports.audit import bases, claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.lists import is_change
from county_reports.audit.rule import Rule

_PER_ONE = claims.Relation("每个之数乘以个数等于总数", "what each one has times their number")

_EACH = re.compile(
    r"(?:(?P<yield>亩)(?=产)|(?P<mean>[人户村年亩])均|(?:平均)每(?P<time>年)|(?P<alone>单)(?:个|体|座|站|户|村|村)?|"
    r"(?:平均)?每(?:一)?(?:个)?(?P<each>[人户村座支队家所处棚期亩头只羽]|贫困户|贫困村|站|电站|车间|项目))"
    r"(?P<what>[^,。;、:\d每均]{0,10})$"
)
_UNITS = {
    "人": "person", "户": "household", "贫困户": "household", "村": "village", "贫困村": "village",
    "亩": "mu", "年": "year",
}  # fmt: skip
_CLASSIFIERS = {
    "座": "座", "支": "支", "队": "支", "家": "家", "所": "所", "处": "处", "棚": "座", "期": "期",
    "站": "座", "电站": "座", "车间": "个", "项目": "个",
}  # fmt: skip
_MEASURED = frozenset(
    {"household", "CNY", "kW", "kWh", "m2", "mu", "person", "head", "ton", "kg", "count"}
)
_ADDED = re.compile(
    r"共|合计|总|累计|全[县区市旗]|纯利润|合起来|加起来|全年|年(?:发放|支付|支出)|发放|兑现|兑付|支付|产值"
)
_NO_MEAN = re.compile(
    r"增收|不低于|不少于|不超过|最高|以上|以下|标准|目标|确保|力争|上限|达标|至少|可|每[年月天次]"
)
_THEN = re.compile(r"(?:提高|增加|增长|上升|发展|扩大|下降|减少|降低|增|升|降)?[到至]")
_FEWEST = Decimal(3)
_LONGEST = 90
_ON_END = 2


def per_one(ledger: Ledger) -> Iterator[Finding]:
    """What each one has × how many there are = what they have together, in any order.

    `村均集体收入8.6万元,102个村合计877.2万元`. Limits: one sentence, one number of ones, one total that 共, 合计 or
    总 announces, all within 90 characters; rules for each one (最高, 不低于) are not asked.
    """
    for each in ledger.entries:
        if each.unit not in _MEASURED or not each.value or not each.is_exact:
            continue
        found = _EACH.search(ledger.before(each, 20))
        if found is None or _NO_MEAN.search(ledger.clause(each)) or is_change(ledger, each):
            continue
        # 由3.8万元提高到31.5万元: the first one was before
        if _THEN.match(ledger.after(each, 8)):
            continue
        near = _around(ledger, each)
        numbers = bases.distinct([e for e in near if _counts(e, found)])
        totals = bases.distinct([e for e in near if _is_total(ledger, each, e)])
        if not totals and len(numbers) == 1:
            totals = _right_before(ledger, each, numbers[0]) or _beside(ledger, each, numbers[0])
        if len(numbers) != 1 or len(totals) != 1 or numbers[0] is totals[0]:
            continue
        number, whole = numbers[0], totals[0]
        yield claims.equality(
            _PER_ONE, each, (whole, number), whole.interval.over(number.interval),
            f"{whole.text} ÷ {number.text}", derived=True,
            hypotheses=("per head or household", "other base", "misprint"),
        )  # fmt: skip


def _around(ledger: Ledger, each: Entry) -> Sequence[Entry]:
    # a ; ends it: 每座100千瓦,装机7.1兆瓦;户用每户3千瓦,装机7.92兆瓦;两项共15.02兆瓦
    begin, end = each.passage.sentence
    begin, end = max(begin, each.start - _LONGEST), min(end, each.end + _LONGEST)
    return [entry for entry in ledger.inside(begin, end) if entry is not each]


def _counts(entry: Entry, found: re.Match[str]) -> bool:
    """Whether a figure counts the ones that a mean is of."""
    word = found["mean"] or found["yield"] or found["time"] or found["each"]
    if word == "年":
        # 五年累计减贫68215人,年均减贫13643人
        return entry.unit == "year" and 1 < entry.value <= 20 and not entry.text.endswith("岁")
    if entry.value < _FEWEST or entry.counts_visits:
        return False
    if word in _UNITS:
        return entry.unit == _UNITS[word]
    classifier = entry.observation.quantity.classifier
    if word in {"头", "只", "羽"}:
        return entry.unit == "head" and classifier == word
    if word is None:
        return entry.unit == "count" and classifier in {"座", "个", "处"}
    return entry.unit == "count" and classifier in {_CLASSIFIERS[word], "个"}


def _right_before(ledger: Ledger, each: Entry, number: Entry) -> list[Entry]:
    """结对干部4860人,帮扶9720户,人均帮扶2户: the three on end, without a word of adding up."""
    if each.unit not in {"household", "person", "count"} or each.index - number.index != _ON_END:
        return []
    whole = ledger.entries[each.index - 1]
    fits = whole.unit == each.unit and whole.value > each.value and whole.is_exact
    alike = whole.observation.quantity.classifier == each.observation.quantity.classifier
    beside = whole.start - number.end <= 14 and each.start - whole.end <= 14
    return [whole] if fits and alike and beside and not is_change(ledger, whole) else []


def _beside(ledger: Ledger, each: Entry, number: Entry) -> list[Entry]:
    """贫困户9860户31552人,户均3.2人: the persons of the households are what they have together."""
    if each.unit != "person" or number.unit != "household":
        return []
    return [persons for households, persons in ledger.pairs() if households is number]


def _is_total(ledger: Ledger, each: Entry, entry: Entry) -> bool:
    if entry.unit != each.unit or entry.value <= each.value or not entry.is_exact:
        return False
    if _EACH.search(ledger.before(entry, 20)) or is_change(ledger, entry):
        return False
    return bool(_ADDED.search(ledger.before(entry, 10)))


RULES = (Rule("per-one", "rates", _PER_ONE.zh, _PER_ONE.en, per_one),)
"""Comes after the rules of means and standards: of the same three figures theirs is kept."""

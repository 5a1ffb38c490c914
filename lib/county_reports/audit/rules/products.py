"""Rates times heads: 每人X元 × N人 = Y元, 人均 and 户均, three members a team, one team a village."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from county_reports.arithmetic.intervals import INFINITY, Interval, point
from county_reports.arithmetic.limits import PERSONS_PER_HOUSEHOLD
from county_reports.audit import claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule

_PRODUCT = claims.Relation("标准乘以数量等于总额", "the rate times the heads is the total")
_MEAN = claims.Relation("均值等于总量除以数量", "the mean is the total over the heads")
_HEADS = claims.Relation(
    "人均值与户数不符时应为户均", "a mean a head against a number of households"
)
_ALL = claims.Relation("人均值等于总量除以人口", "the mean a head is the total over the population")
_ONE = claims.Relation("一村（单位）一个", "one for each")

_EACH = re.compile(
    r"(?:(?P<mean>人均|户均|村均|生均|亩均|平均每[人户村亩])|每(?P<each>个贫困村|个村|公里|人|名|户|生|村|亩|座|台|个|头|只|支|队))(?:[^,。;\d每均]{0,4}每?(?P<time>年|月))?[^,。;\d每均]{0,8}$"
)
_PER_AFTER = re.compile(r"/(?P<each>人|户|生|村|亩|座|名|个|公里)(?:[·/]?(?P<time>月|年))?")
_UNITS: dict[str, tuple[str, ...]] = {
    "人": ("person",), "名": ("person",), "生": ("person",), "户": ("household",),
    "村": ("village",), "个村": ("village",), "个贫困村": ("village",), "亩": ("mu",),
    "座": ("count",), "台": ("count",), "个": ("count", "person"), "公里": ("km",),
    "头": ("head",), "只": ("head",), "支": ("count",), "队": ("count",),
}  # fmt: skip
_MEANS = {"人均": "人", "户均": "户", "村均": "村", "生均": "生", "亩均": "亩"}
_LIMITS = re.compile(r"最高|不超过|最多|不低于|不少于|以上|以内|上限|至少|可|标准由|提高到")
_PAID = re.compile(
    r"共|合计|总计|计|发放|投入|补助|补贴|资金|落实|拨付|奖补|代缴|资助|工资|支付|贷款"
)
_NEW_SUBJECT = re.compile(r"另|此外|同时|其余")
_MONTHS = 12
_EXTREME = Decimal(3)
"""How many times off a total must be to be called inconsistent where months are not told."""
_REACH = 4
_BAND = Interval(*PERSONS_PER_HOUSEHOLD)
_BETWEEN_ONE = re.compile(
    r"[^,。;\d]{0,14}(?:帮扶|驻|任|结对|派|分包|联系|包|到|组成|选派|对口|覆盖|入驻)[^,。;\d]{0,14}"
)
_FEWEST_ONE = 10
_SHARED = (Decimal("0.3"), Decimal("1.05"))
"""Which share of the population the heads that a mean implies may be, for it to be about people."""


def _each(ledger: Ledger, rate: Entry) -> tuple[str, str, bool] | None:
    """What a rate is for: (人, 月, whether it is a mean), or None when it is no rate."""
    after = _PER_AFTER.match(ledger.after(rate, 6))
    if after:
        return after["each"], after["time"] or "", False
    found = _EACH.search(ledger.before(rate, 18))
    if not found or not (found["mean"] or found["each"]):
        return None
    mean = found["mean"]
    each = found["each"] or (_MEANS.get(mean) if mean in _MEANS else mean[-1] if mean else None)
    return (each, found["time"] or "", bool(mean)) if each else None


def rates_and_heads(ledger: Ledger) -> Iterator[Finding]:
    """每人X元 times N heads is the total, 户均X元 is the total over N households.

    `为1042名学生每人补助3000元,共312.6万元`; `投入145万元改造58户,户均2.5万元`. A rate a month may be paid for one to
    twelve months. Limits: rate, heads and total of one sentence; that they do not agree is said
    where each stands there once.
    """
    for rate in ledger.entries:
        if rate.unit not in {"CNY", "m2", "kW", "count", "mu"} or rate.observation.quantity.high:
            continue
        kind = _each(ledger, rate)
        if kind is None or rate.interval.high == INFINITY or not rate.interval.low:
            continue
        each, time, mean = kind
        units = _UNITS.get(each, ())
        around = [e for e in ledger.around(rate) if e is not rate]
        near = [e for e in around if abs(e.index - rate.index) <= _REACH]
        heads = [e for e in near if e.unit in units and not _is_rate(ledger, e)]
        if not heads and "person" in units:
            # 公益岗位1260个,每人每月500元
            heads = [e for e in near if e.unit == "count" and "岗" in ledger.clause(e)]
        totals = [e for e in near if _is_total(ledger, e, rate)]
        yield from _related(ledger, rate, heads, totals, monthly=time == "月", mean=mean)


def _is_rate(ledger: Ledger, entry: Entry) -> bool:
    return _each(ledger, entry) is not None


def _is_total(ledger: Ledger, entry: Entry, rate: Entry) -> bool:
    return (
        entry.unit == rate.unit
        and not _is_rate(ledger, entry)
        and entry.value > rate.value
        and entry.observation.scope != "standard"
    )


def _related(
    ledger: Ledger,
    rate: Entry,
    heads: Sequence[Entry],
    totals: Sequence[Entry],
    *,
    monthly: bool,
    mean: bool,
) -> Iterator[Finding]:
    for months in range(1, _MONTHS + 1) if monthly else (1,):
        for head in heads:
            for whole in totals:
                if _fits(rate, head, whole, months):
                    yield _finding(rate, head, whole, months, mean=mean)
                    return
    if len(heads) != 1 or len(totals) != 1:
        return
    head, whole = heads[0], totals[0]
    words = ledger.text[
        min(rate.start, head.start, whole.start) : max(rate.end, head.end, whole.end)
    ]
    limited = _LIMITS.search(ledger.before(rate, 12)) or _LIMITS.match(ledger.after(rate, 3))
    if limited or _NEW_SUBJECT.search(words) or not rate.is_exact or not whole.is_exact:
        return
    if not (mean or _PAID.search(ledger.before(whole, 12))):
        return
    finding = _finding(rate, head, whole, 1, mean=mean)
    ratio = whole.value / (rate.value * head.value) if head.value else Decimal(0)
    far = ratio > _MONTHS * _EXTREME or ratio < 1 / _EXTREME
    if mean or not monthly or far:
        yield finding


def _product(rate: Entry, head: Entry, months: int) -> Interval:
    return rate.as_rounded.times(head.interval).scaled(Decimal(months))


def _fits(rate: Entry, head: Entry, whole: Entry, months: int) -> bool:
    return _product(rate, head, months).meets(whole.as_rounded)


def _finding(rate: Entry, head: Entry, whole: Entry, months: int, *, mean: bool) -> Finding:
    if mean:
        return claims.equality(
            _MEAN, rate, (whole, head), whole.interval.over(head.interval),
            f"{whole.text} ÷ {head.text}", derived=True,
            hypotheses=("other base", "decimal point", "misprint"),
        )  # fmt: skip
    factor = f" × {months}个月" if months > 1 else ""
    exact = point(rate.value) if rate.is_exact else rate.interval
    return claims.equality(
        _PRODUCT, whole, (rate, head), exact.times(head.interval).scaled(Decimal(months)),
        f"{rate.text} × {head.text}{factor}", derived=True,
        hypotheses=("other base", "decimal point", "misprint"),
        note=f"paid for {months} months, if the figures are of one payment" if months > 1 else "",
    )  # fmt: skip


def mean_against_households(ledger: Ledger) -> Iterator[Finding]:
    """A mean a head that stands beside a total and households, and fits neither persons nor 1.5 to 5.

    `2420户 … 效益130余万元,人均可增收500元以上` would leave 1.1 persons a household; 户均 fits. Limits: no number
    of persons in the sentence; total and mean not more than two figures apart.
    """
    for rate in ledger.entries:
        kind = _each(ledger, rate) if rate.unit == "CNY" else None
        if kind is None or kind[0] != "人" or not kind[2]:
            continue
        before = [e for e in ledger.around(rate) if e.index < rate.index]
        if any(e.unit == "person" for e in before):
            continue
        households = [e for e in before if e.unit == "household"][-1:]
        totals = [e for e in before[-2:] if e.unit == "CNY" and not _is_rate(ledger, e)][-1:]
        for head in households:
            for whole in totals:
                persons = head.interval.times(_BAND)
                computed = whole.interval.over(persons)
                finding = claims.equality(
                    _HEADS, rate, (whole, head), computed,
                    f"{whole.text} ÷ ({head.text} × 1.5–5人)", derived=True,
                    hypotheses=("per head or household", "misprint"),
                )  # fmt: skip
                if not finding.holds:
                    yield finding


def mean_of_population(ledger: Ledger) -> Iterator[Finding]:
    """A mean a head right after a county's total is the total over the population.

    `体育设施总面积137万平米,人均达1.19平方米` with `人口130万` gives 1.05. Limits: total and mean side by side, of one
    unit other than money, and heads implied that could be this county's people.
    """
    populations = ledger.stated("profile.population")[:1]
    for rate in ledger.entries:
        kind = _each(ledger, rate)
        whole = ledger.previous(rate)
        if kind is None or kind[0] != "人" or not kind[2] or whole is None or not populations:
            continue
        if whole.unit != rate.unit or rate.unit == "CNY" or whole.value <= rate.value:
            continue
        if whole.passage.sentence != rate.passage.sentence or not rate.value:
            continue
        population = populations[0]
        share = whole.value / rate.value / population.value if population.value else Decimal(0)
        if _SHARED[0] <= share <= _SHARED[1]:
            yield claims.equality(
                _ALL, rate, (whole, population), whole.interval.over(population.interval),
                f"{whole.text} ÷ {population.text}", derived=True,
                hypotheses=("other base", "misprint"),
            )  # fmt: skip


def one_for_each(ledger: Ledger) -> Iterator[Finding]:
    """As many units, cadres or teams as villages they go to: `68个县直单位帮扶68个贫困村`.

    It only confirms; ten or more, the one right after the other, with a verb of assigning between.
    """
    for village in ledger.entries:
        if village.unit != "village" or village.value < _FEWEST_ONE:
            continue
        for other in (ledger.previous(village), ledger.following(village)):
            if (
                other is None
                or other.unit not in {"count", "person"}
                or other.value != village.value
            ):
                continue
            first, second = sorted((village, other), key=lambda e: e.start)
            if first.passage.sentence == second.passage.sentence and _BETWEEN_ONE.search(
                ledger.between(first, second)
            ):
                yield claims.equality(
                    _ONE, other, (village,), village.interval, village.text, unit="count"
                )


RULES = (
    Rule("product", "rates", _PRODUCT.zh, _PRODUCT.en, rates_and_heads),
    Rule("mean-households", "rates", _HEADS.zh, _HEADS.en, mean_against_households),
    Rule("mean-population", "rates", _ALL.zh, _ALL.en, mean_of_population),
    Rule("one-each", "rates", _ONE.zh, _ONE.en, one_for_each),
)

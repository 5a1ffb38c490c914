"""Rates of growth beside their amounts: 由A增加到B,增长X%; A,比上年的B增长X%; 增加C,增长X%; 翻一番.

Where only the rate is stated (比上年增长31.4%), the amount of the year before is sought among the
figures of the same indicator; where it is none, that is said and nothing is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from county_reports.arithmetic.intervals import INFINITY, Interval
from county_reports.audit import bases, claims
from county_reports.audit.finding import Finding, Unchecked
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule, unchecked

HUNDRED, ONE = Decimal(100), Decimal(1)

_GROWTH = claims.Relation("增长率等于增量除以原数", "growth is the increase over what was before")
_FALL = claims.Relation("下降率等于减量除以原数", "the fall is the decrease over what was before")
_TIMES = claims.Relation("倍数等于现数除以原数", "the multiple is one figure over the other")
_DOUBLED = claims.Relation("翻番后约为原数的相应倍数", "doubled, it is about twice as much")

_UP = r"增长|增加|提高|上升|增幅|增收|增速|提升|上涨|净增|扩大|攀升|多"
_DOWN = r"下降|减少|降低|降幅|减幅|缩减|压减|下滑|少"
_RATE = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|率|幅度?|达到?|约|近|超过?|为|高达|:)*(?:超过?|近|约|达)?$"
)
_YEARLY = re.compile(
    r"年均|每年|平均每年|年平均|累计|目标|力争|预计|计划|高于|低于|增速高|不低于|以上|分别|可支配收入增速"
)
_TO = re.compile(
    r"(?:增加|增长|提高|上升|提升|扩大|发展|下降|减少|降低|降|增|升|上涨|缩减|变成|壮大)(?:到|至"
    r"|为)|(?:到|至)(?:20\d\d年?|现在|目前|今年|去年|当前)?(?:底|末)?的?(?:约|近)?$"
)
_FROM = re.compile(
    r"(?:由|从|自)[^,。;]{0,20}$|20\d\d年(?:底|末)?[^,。;\d]{0,6}$|(?:原来?|最初)的?$"
)
_THAN = re.compile(
    rf"(?:比|较|同比|与)(?P<base>(?:[^,。;%]|(?<=\d),(?=\d))"
    rf"{{0,30}}?)(?:相比)?,?(?:净)?(?:{_UP}|{_DOWN})[^,。;\d]{{0,5}}$"
)
_BY = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|约|近|额)*$")
_BETWEEN = re.compile(
    r"(?:[、,;(]|,?(?:同比|比上年|比去年|较上年|较去年|环比|比20\d\d年|较20\d\d年)?[^,。;\d]{0,3})*"
)
_CHANGED = re.compile(r"增加|增长|净增|净减|减(?!贫)|提高|减少|下降|降低|上升|多|少(?!数)")
_LAST_WAS = re.compile(
    r"[,(;](?:上年|去年|上年同期|去年同期|上年末|上年底)(?:同期)?(?:为|是|只有|仅为|仅)?$"
)
_LAST_YEAR = re.compile(r"(?:比|较)(?:上年|去年|上一年|上年度|前一年|上年同期|去年同期)|同比|环比")
_NO_BEFORE = (
    "增长率的原数在文中没有可核对的数字",
    "the amount before the change is no figure of the report",
)
_MULTIPLE = re.compile(
    r"(?:是|为|相当于|达到?)(?P<base>(?:[^,;。!?]|(?<=\d),(?=\d)){0,30}?)的(?:近|约)?$"
)
_REACHING = re.compile(r"[,(]?(?:达到?|增加到|提高到|增至|为|是)(?:了|约)?")
_OF_ONES = re.compile(
    r"翻了?(?P<number>一|1|两|二|2|三|3|四|4)(?P<half>番半?)(?P<over>多|以上)?|翻了?(?P<word>番)"
)
_POWERS = {"一": 1, "1": 1, "两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
_ABOUT_DOUBLE = (Decimal("0.9"), Decimal("1.5"))
"""翻一番 is said of 1.8 to 3 times as much."""
_FARTHEST = 40
_NEAR_RATE = 14
_TIME = re.compile(r"(?:20\d\d年|去年|上年|年初|当年|当初|之初)[^,。;\d]{0,10}$")
_YEAR_AGO = re.compile(r"[,(](?:上年|去年|上年同期|去年同期|同期)(?:同期)?(?:为|是|仅|只有|达)?$")
_AGO = re.compile(r"(?:上年|去年|同期)(?:同期)?(?:为|是|仅|达|的)?$")
_ALL_OF_IT = re.compile(r"总[量额数计]|合计|共计|累计|全年")
_UNTIL = re.compile(r"(?:到|至)(?:今年|目前|现在|20\d\d年|年底|年末|\d{1,2}月|[^,。;]{0,4}末)")


def growth(ledger: Ledger) -> Iterator[Finding | Unchecked]:
    """The increase ÷ what was before is the growth that is stated; a fall alike.

    `村集体收入由200万元增加到260万元,增长30%`; `260万元,比上年的200万元增长30%`; `260万元,增加60万元,增长30%`. Limits: the amounts
    stand in the rate's sentence, or the amount of the year before under the same indicator (to
    confirm); 年均 and 累计 are not asked; a rate without an amount before is unchecked.
    """
    for rate in ledger.entries:
        if rate.unit not in {"percent", "multiple"} or "分之" in rate.text:
            continue
        before = ledger.before(rate, 40)
        found = _RATE.search(before)
        if found is None or not rate.value or _YEARLY.search(before[-18:]):
            continue
        if rate.observation.scope not in {"county", "part"}:
            continue
        up = found["up"] is not None
        at = rate.start - (len(before) - found.start())
        pair = _from_to(ledger, rate, at) or _than(ledger, rate) or _told_last(ledger, rate, at)
        if pair is not None:
            yield _finding(rate, *pair, up=up)
            continue
        # 预计达到6809元,比上年的6285元增长8.3% adds up or not; a target alone (力争增长10%) does neither
        if rate.observation.status == "planned":
            continue
        amounts = _by_amount(ledger, rate, at)
        if amounts is not None and _AGO.search(ledger.before(amounts[0], 8)):
            # 6418元,上年5620元,净增798元,增幅14.2%: the year before is told second
            now = ledger.previous(amounts[0])
            if now is not None and now.unit == amounts[0].unit:
                yield _finding(rate, amounts[0], now, up=up)
            continue
        if amounts is not None:
            yield _by(rate, *amounts, up=up)
            continue
        yield from _year_before(ledger, rate, up=up)


def _from_to(ledger: Ledger, rate: Entry, at: int) -> tuple[Entry, Entry] | None:
    """由A增加到B right before the rate."""
    before = [e for e in bases.near(ledger, rate) if e.end <= at][-4:]
    for new in reversed(before):
        gap = ledger.text[new.end : at]
        if len(gap) > _FARTHEST or new.unit in {"percent", "year", "month"}:
            return None
        if not _BETWEEN.fullmatch(_rest(gap)):
            continue
        olds = [e for e in before if e.index < new.index and e.unit == new.unit]
        for old in reversed(olds[-1:]):
            between = ledger.between(old, new)
            # 达到7900元,上年为7200元,增长9.7%
            if _LAST_WAS.search(ledger.before(new, 14)) and len(between) <= 14:
                return new, old
            from_old = _FROM.search(ledger.before(old, 24))
            # 2015年底5.2万头,到今年9月末8.32万头: a year says from when
            since = _TIME.search(ledger.before(old, 24)) and _UNTIL.search(between)
            # 达到7934元,上年为7239元,增长9.6%: the year before is told second
            if len(between) <= 14 and _YEAR_AGO.search(between):
                return new, old
            if len(between) <= 24 and ((_TO.search(between) and from_old) or since):
                return old, new
    return None


def _told_last(ledger: Ledger, rate: Entry, at: int) -> tuple[Entry, Entry] | None:
    """A,比上年增长X%,上年为B: the year before is told behind the rate."""
    old = ledger.following(rate)
    before = [e for e in bases.near(ledger, rate) if e.end <= at]
    if old is None or not before or old.unit != before[-1].unit:
        return None
    tied = _LAST_WAS.search(ledger.between(rate, old)) and at - before[-1].end <= _NEAR_RATE
    return (old, before[-1]) if tied else None


def _rest(gap: str) -> str:
    """What stands between an amount and its rate, without the years it is compared with."""
    return re.sub(r"20\d\d年(?:底|末|同期)?|上年|去年|同期|增幅|年|元", "", gap)


def _than(ledger: Ledger, rate: Entry) -> tuple[Entry, Entry] | None:
    """A,比上年的B增长X%: B stands between 比 and 增长."""
    begin = max(rate.passage.sentence[0], rate.start - 44)
    found = _THAN.search(ledger.text[begin : rate.start])
    if found is None:
        return None
    at = begin + found.start()
    olds = ledger.inside(at, rate.start)
    if not olds:
        return None
    old = olds[-1]
    # 比上年增加960元,增长9.4%: the amount is that of the change
    if _CHANGED.search(ledger.text[at : old.start]):
        return None
    news = [e for e in bases.near(ledger, rate) if e.end <= at and e.unit == old.unit]
    if not news or at - news[-1].end > _FARTHEST:
        return None
    # 投入4860万元,其中…企业2020万元,比上年4050万元增长20%, or 县级3190万元,总量比上年的12593万元增长18%:
    # not of the figure right before
    apart = ledger.is_part(news[-1]) or _ALL_OF_IT.search(ledger.text[news[-1].end : at])
    return None if apart else (old, news[-1])


def _by_amount(ledger: Ledger, rate: Entry, at: int) -> tuple[Entry, Entry] | None:
    """A,比上年增加C,增长X%: the amount of the change, and what there is now."""
    before = [e for e in bases.near(ledger, rate) if e.end <= at][-3:]
    if len(before) < 2:
        return None
    one, other = before[-2], before[-1]
    if one.unit != other.unit or one.unit in {"percent", "year"}:
        return None
    between = ledger.between(one, other)
    # 支出增加5203万元,达到7905万元,增长192.6%: the change may be told first
    changed_first = _BY.search(ledger.before(one, 8)) and _REACHING.fullmatch(between)
    if not changed_first and (not _BY.search(between) or len(between) > _FARTHEST):
        return None
    now, amount = (other, one) if changed_first else (one, other)
    fits = 0 < amount.value < now.value and at - other.end <= 6
    return (now, amount) if fits else None


def _year_before(ledger: Ledger, rate: Entry, *, up: bool) -> Iterator[Finding | Unchecked]:
    """The amount of the year before under the same indicator; without it the rate is unchecked."""
    now = ledger.previous(rate)
    beside = (
        now is not None
        and now.passage.sentence == rate.passage.sentence
        and rate.start - now.end <= 16
        and now.unit not in {"percent", "year", "percentage_point"}
    )
    if now is not None and beside and now.indicator and now.period and now.period.isdigit():
        year = str(int(now.period) - 1)
        olds = [
            e
            for e in ledger.reported(now.indicator)
            if e.period == year and e.value and e.unit == now.unit
        ]
        for old in bases.distinct(olds)[:3]:
            found = _finding(rate, old, now, up=up)
            if found.holds and _LAST_YEAR.search(ledger.before(rate, 16)):
                yield found
                return
    yield unchecked(rate, *_NO_BEFORE)


def _finding(rate: Entry, old: Entry, new: Entry, *, up: bool) -> Finding:
    ratio = new.interval.over(old.interval)
    scale = HUNDRED if rate.unit == "percent" else ONE
    change = (
        Interval(ratio.low - ONE, ratio.high - ONE)
        if up
        else Interval(ONE - ratio.high if ratio.high != INFINITY else -INFINITY, ONE - ratio.low)
    )
    change = Interval(change.low * scale, change.high * scale)
    first, second = (new, old) if up else (old, new)
    return claims.equality(
        _GROWTH if up else _FALL, rate, (new, old), change,
        f"({first.text} − {second.text}) ÷ {old.text}", derived=True,
        hypotheses=("misprint", "other base"),
    )  # fmt: skip


def _by(rate: Entry, now: Entry, amount: Entry, *, up: bool) -> Finding:
    """The rate from what there is now and the amount of the change."""
    scale = HUNDRED if rate.unit == "percent" else ONE
    sign = "−" if up else "+"
    old = now.interval - amount.interval if up else now.interval + amount.interval
    old = Interval(max(old.low, Decimal(0)), old.high)
    return claims.equality(
        _GROWTH if up else _FALL, rate, (now, amount), amount.interval.over(old).scaled(scale),
        f"{amount.text} ÷ ({now.text} {sign} {amount.text})", derived=True,
        hypotheses=("misprint", "other base"),
    )  # fmt: skip


def multiples(ledger: Ledger) -> Iterator[Finding | Unchecked]:
    """A figure is a multiple of another, or a percentage of it: `8400元,是2015年4200元的2倍`.

    `务工14620人,为上年14085人的103.8%`. Limits: the other figure stands between 是 and the multiple; where
    it is only
    named (为去年的103.8%) the multiple is unchecked.
    """
    for rate in ledger.entries:
        if rate.unit not in {"multiple", "percent"} or "分之" in rate.text or not rate.value:
            continue
        begin = max(rate.passage.sentence[0], rate.start - 40)
        found = _MULTIPLE.search(ledger.text[begin : rate.start])
        if found is None or re.search(r"任务|计划|目标|占", found["base"]):
            continue
        at = begin + found.start()
        olds = [e for e in ledger.inside(at, rate.start) if e.value]
        news = [e for e in bases.near(ledger, rate) if e.end <= at]
        behind = ledger.following(rate)
        told_after = (
            behind is not None and olds and behind.unit == olds[-1].unit
            and _REACHING.fullmatch(ledger.between(rate, behind))
        )  # fmt: skip
        beside = olds and news and news[-1].unit == olds[-1].unit and at - news[-1].end <= 12
        if olds and (beside or told_after):
            old, new = olds[-1], news[-1] if beside or behind is None else behind
            scale = HUNDRED if rate.unit == "percent" else ONE
            yield claims.equality(
                _TIMES, rate, (new, old), new.interval.over(old.interval).scaled(scale),
                f"{new.text} ÷ {old.text}", derived=True, hypotheses=("misprint", "other base"),
            )  # fmt: skip
        elif not olds and re.search(r"上年|去年|同期|20\d\d年|平均", found["base"]):
            yield unchecked(rate, *_NO_BEFORE)


def doubled(ledger: Ledger) -> Iterator[Finding]:
    """Doubled, a figure is about twice what it was (1.8 to 3 times); 翻两番 is four times.

    `村集体收入由3.1万元增加到6.3万元,翻了一番`. Limits: both amounts in the sentence, the first after 由 or 从 and
    right before the second.
    """
    for mark in _OF_ONES.finditer(ledger.text):
        before = ledger.inside(max(0, mark.start() - 60), mark.start())
        if len(before) < 2:
            continue
        old, new = before[-2], before[-1]
        between = ledger.between(old, new)
        tied = old.unit == new.unit and old.value and len(between) <= 24
        near = re.fullmatch(r"[^。;\d]{0,8}", ledger.text[new.end : mark.start()])
        if not tied or not near or not _TO.search(between):
            continue
        if not _FROM.search(ledger.before(old, 24)):
            continue
        number = _POWERS.get(mark["number"] or "一", 1)
        double = Decimal(2) ** number
        yield claims.band(
            _DOUBLED, (new, old), new.interval.over(old.interval),
            Interval(double * _ABOUT_DOUBLE[0], double * _ABOUT_DOUBLE[1]),
            formula=f"{new.text} ÷ {old.text}", hypotheses=("misprint", "other base"),
        )  # fmt: skip


RULES = (
    Rule("growth", "growth", _GROWTH.zh, _GROWTH.en, growth),
    Rule("multiple", "growth", _TIMES.zh, _TIMES.en, multiples),
    Rule("doubled", "growth", _DOUBLED.zh, _DOUBLED.en, doubled),
)

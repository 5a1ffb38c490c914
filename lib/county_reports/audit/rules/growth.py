"""Growth and excess: 由A增加到B,增长X%; 超过任务A的X%; 比上年的A增长X%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from county_reports.arithmetic.intervals import Interval, point
from county_reports.audit import claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule
from county_reports.audit.rules.shares import HUNDRED, fits

_UP = re.compile(
    r"(?:增长|增加|提高|上升|增幅|净增|增收|攀升|上涨|超额|超出|高出|多)(?:了|达|为|到|约|率)*$"
)
_DOWN = re.compile(r"(?:下降|减少|降低|降幅|减幅|下滑|压减|缩减)(?:了|达|为|到|约|率)*$")
_BEYOND = re.compile(r"(?:超过|超)[^,。;]{0,24}(?:的|任务的)$")
_FROM = re.compile(r"(?:由|从|比|较|原来)[^,。;\d]{0,16}$")
_TO = re.compile(r"(?:到|至|为|达|成)[^,。;\d]{0,4}$")
_GROWTH = claims.Relation("增减幅度由前后两数算出", "growth from one stated figure to another")
_EXCESS = claims.Relation("超额比例由任务数算出", "the excess over a stated task")


def change(before: Entry, after: Entry) -> Interval:
    """By how many percent the later figure is above (or below) the earlier one."""
    if after.value >= before.value:
        low = after.interval.low / before.interval.high if before.interval.high else Decimal(0)
        high = after.interval.over(before.interval).high
        return Interval(max(low - 1, Decimal(0)) * HUNDRED, max(high - 1, Decimal(0)) * HUNDRED)
    share = after.interval.over(before.interval)
    one = Decimal(1)
    return Interval(max(one - share.high, Decimal(0)), max(one - share.low, Decimal(0))).scaled(
        HUNDRED
    )


def growth_of_two(ledger: Ledger) -> Iterator[Finding]:
    """A stated growth follows from the two figures it is of.

    `村集体收入由200万元增加到260万元,增长30%`. Limits: both figures in the sentence before it, the first one after 由,
    从, 比 or 较; other orders are only confirmed.
    """
    for rate in ledger.entries:
        if rate.unit not in {"percent", "multiple"} or not rate.value:
            continue
        words = ledger.before(rate, 12)
        up, down = _UP.search(words), _DOWN.search(words)
        if rate.unit == "multiple" or not (up or down):
            continue
        around = [e for e in ledger.around(rate) if e.index < rate.index and e.unit != "percent"]
        near = around[-4:]
        pairs = [(a, b) for a in near for b in near if a is not b and a.unit == b.unit]
        pairs = [(a, b) for a, b in pairs if (b.value > a.value) is bool(up)]
        right = next(((a, b) for a, b in reversed(pairs) if fits(change(a, b), rate)), None)
        pair = right or _certain(ledger, rate, near)
        if pair is not None:
            first, last = pair
            computed = change(first, last)
            exact = abs(last.value - first.value) / first.value * HUNDRED if first.value else None
            # 8.4亿元 after 8亿元: the 8 was rounded so coarsely that any growth would fit
            coarse = computed.high - computed.low > rate.value / 2
            if coarse and (exact is None or abs(exact - rate.value) > rate.precision):
                continue
            yield claims.equality(
                _GROWTH, rate, (last, first), computed,
                f"({last.text} − {first.text}) ÷ {first.text}" if up else
                f"({first.text} − {last.text}) ÷ {first.text}",
                unit="percent", derived=True, hypotheses=("misprint", "other base"),
            )  # fmt: skip


def _certain(ledger: Ledger, rate: Entry, near: list[Entry]) -> tuple[Entry, Entry] | None:
    """由A…到B right before the rate, or B,比上年的A增长."""
    if len(near) < 2 or ledger.previous(rate) is not near[-1]:
        return None
    first, last = near[-2], near[-1]
    if first.unit != last.unit or rate.passage.sentence != first.passage.sentence:
        return None
    if rate.start - last.end > 14:
        return None
    if _FROM.search(ledger.before(first, 20)) and _TO.search(ledger.between(first, last)):
        return first, last
    if _FROM.search(ledger.between(first, last)) and rate.start - last.end <= 8:
        return last, first
    return None


def excess_over_task(ledger: Ledger) -> Iterator[Finding]:
    """超过…任务A的X%: what was done is X% above the task, or X% of it; the reading that holds is named.

    `新增贷款1070.1万元,超过省下达任务680万元的57.36%` is (1070.1 − 680) ÷ 680.
    """
    for rate in ledger.entries:
        if rate.unit != "percent" or not _BEYOND.search(ledger.before(rate, 34)):
            continue
        before = [e for e in ledger.around(rate) if e.index < rate.index][-3:]
        if len(before) < 2 or before[-1].unit != before[-2].unit:
            continue
        done, task = before[-2], before[-1]
        if done.value <= task.value or not task.value:
            continue
        above = done.interval.over(task.interval) - point(Decimal(1))
        yield claims.equality(
            _EXCESS, rate, (done, task), above.scaled(HUNDRED) if above.low >= 0 else change(task, done),
            f"({done.text} − {task.text}) ÷ {task.text}", unit="percent", derived=True,
            hypotheses=("misprint", "other base"), note="read as exceeding by this share",
        )  # fmt: skip


RULES = (
    Rule("growth", "shares", _GROWTH.zh, _GROWTH.en, growth_of_two),
    Rule("excess", "shares", _EXCESS.zh, _EXCESS.en, excess_over_task),
)

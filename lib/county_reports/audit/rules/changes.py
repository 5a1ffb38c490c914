"""Changes from one figure to another: `由0.92%降至0.27%,下降0.65个百分点`; `比上年的1000人多200人`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from county_reports.audit import claims, words
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.lists import comparable, full_sentence, group, head, is_rate
from county_reports.audit.rule import Rule

_FALLS = claims.Relation("减少后不超过减少前", "after a fall it is no more than before")
_RISES = claims.Relation("增加前不超过增加后", "before a rise it is no more than after")
_CHANGE = claims.Relation("变化量等于前后之差", "the change is the difference of the two figures")

_FROM = re.compile(r"(?:由|从|自|原来?的?|[年底初末]的?)[^,。;、]{0,20}$")
_FROM_YEAR = re.compile(r"年(?:底|末|初)?[^,。;\d]{0,10}$")
_DOWN_WORDS = r"(?:净减|减贫|下降|减少|降低|减|缩减|压缩|缩短|回落|降|下调)"
_UP_WORDS = r"(?:净增|增加|增长|提高|上升|扩大|提升|升|增|上涨|扩展|上调|壮大)"
_WHEN = r"(?:[^,。;\d]{0,8}\d{4}年[^,。;\d]{0,6}|[^,。;\d]{0,8})"
_TO = re.compile(
    rf"[^。;\d]{{0,10}}?,?(?:到?{_WHEN})?"
    rf"(?:(?P<down>{_DOWN_WORDS})|(?P<up>{_UP_WORDS}))了?(?:到|至|为|成)(?:{_WHEN})[约近]?"
    rf"|[^。;\\d]{{0,8}},?[^,。;\\d]{{0,6}}(?:调整|核实|清理|核定)后?为"
)
_BY = re.compile(
    rf"[^。;\d]{{0,8}}?(?:,?[\d一二三四五六七八]?年(?:间|来|时间)?)"
    rf"?[^。;\d]{{0,14}}?(?:,|\()?[^,。;\d]{{0,10}}?(?:("
    rf"?P<down>{_DOWN_WORDS}|少|退出|出列|摘帽|脱贫)|(?P<up>{_UP_WORDS}|多))"
    r"[^,。;\d]{0,8}"
)
_BY_BEFORE = re.compile(rf"(?:(?P<down>{_DOWN_WORDS})|(?P<up>{_UP_WORDS}))[^,。;\d]{{0,8}}$")
_THEN_FROM = re.compile(r",?[^,。;\d]{0,4}[由从][^,。;]{0,14}")
_NOT_BY = re.compile(r"年均|平均|每年|同比|比上|较上|分别|到|至|达|为|其中")
_BEYOND = re.compile(
    r"超(?:额|出|目标|任务|计划)(?:完成|任务|计划|目标)?(?:减贫|脱贫|搬迁|改造)?(?:任务|目标|计划)?$"
)
_TARGET = re.compile(r"目标|任务|计划|下达|拟|原定|应")
_ACTUAL = re.compile(r"实际|完成|实现|已")
_THAN = re.compile(r"(?:比|较)[^,。;]{0,16}$")
_THAN_BY = re.compile(
    rf"[^,。;\d]{{0,6}},?(?:净|又|共|则)?(?:(?P<down>{_DOWN_WORDS}|少|低)|(?P<up>{_UP_WORDS}|多|高))[了出近约]*"
)
_FARTHEST = 160


def changes(ledger: Ledger) -> Iterator[Finding]:
    """`由A降至B` falls, `由A提高到B` rises, and `下降C个百分点` after it is the difference.

    `贫困发生率由0.92%降至0.27%,下降0.65个百分点`. Limits: both figures in one clause, of one unit; a change in
    percent (增长5%) is a rate of growth and none of this rule.
    """
    for entry in ledger.entries:
        if head(ledger, entry) is not entry:
            continue
        left = ledger.text[max(entry.passage.sentence[0], entry.start - 26) : entry.start]
        if left.endswith("第"):
            continue
        first = group(ledger, entry)
        following = ledger.following(first[-1])
        if following is None or following.start - first[-1].end > 40:
            continue
        move = _TO.fullmatch(ledger.between(first[-1], following))
        if move is None or not (_FROM.search(left) or _FROM_YEAR.search(left)):
            continue
        second = group(ledger, following)
        for old, new in _columns(first, second):
            if not move["down"] and not move["up"]:
                continue
            if move["down"]:
                yield claims.bound(_FALLS, new, old, hypotheses=("misprint", "decimal point"))
            else:
                yield claims.bound(_RISES, old, new, hypotheses=("misprint", "decimal point"))
        yield from _amount(ledger, first, second)


def _alike(one: Entry, other: Entry) -> bool:
    if one.unit != other.unit:
        return False
    if one.unit == "count":
        return comparable(one, other)
    return one.observation.quantity.high is None and other.observation.quantity.high is None


def _columns(first: Sequence[Entry], second: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    for old in first:
        new = next((each for each in second if _alike(old, each)), None)
        if new is not None:
            yield old, new


def _amount(ledger: Ledger, first: Sequence[Entry], second: Sequence[Entry]) -> Iterator[Finding]:
    """The amount of a change that is told after both figures: …,减少2180户6930人."""
    amounts = [*_told_after(ledger, second[-1]), *_told_before(ledger, first[0])]
    for old, new in _columns(first, second):
        for amount, fell in amounts:
            if _measures(amount, old):
                yield from _difference(old, new, amount, fell=fell)


def _told_after(ledger: Ledger, last: Entry) -> Iterator[tuple[Entry, bool]]:
    """`…减少到280户,减少2180户`: the amounts after a change, and whether they are said to be a fall."""
    following = ledger.following(last)
    # 减少到0.52万人,四年减贫5.31万人; 增长到9986元,年均增长11.2%,增加4126元: neither is the amount
    while following is not None and following.unit in {"year", "month", "percent"}:
        if following.unit == "percent" and last.unit == "percent":
            break
        last, following = following, ledger.following(following)
    if following is None or following.start - last.end > 24:
        return
    gap = ledger.between(last, following)
    by = _BY.fullmatch(gap)
    if by is not None and not _NOT_BY.search(gap):
        yield from ((amount, bool(by["down"])) for amount in group(ledger, following))


def _told_before(ledger: Ledger, first: Entry) -> Iterator[tuple[Entry, bool]]:
    """`减少贫困人口1.9万人,由2.1万人减少到0.2万人`: the amounts before a change."""
    before = ledger.previous(first)
    if before is None or not _THEN_FROM.fullmatch(ledger.between(before, first)):
        return
    named = head(ledger, before)
    left = ledger.text[max(named.passage.clause[0], named.start - 14) : named.start]
    by = _BY_BEFORE.search(left)
    if by is not None and not _NOT_BY.search(by.group()):
        yield from ((amount, bool(by["down"])) for amount in group(ledger, named))


def _difference(old: Entry, new: Entry, amount: Entry, *, fell: bool) -> Iterator[Finding]:
    high, low = (old, new) if fell else (new, old)
    # the wrong direction is told already, by the bound
    if high.interval.high < low.interval.low:
        return
    computed = high.interval - low.interval
    # 由10.4%降到0.4%,下降96.2%: a share of the first, no difference
    if amount.unit == "percent" and not computed.meets(amount.interval):
        return
    if computed.low < 0 or not amount.value:
        return
    yield claims.equality(
        _CHANGE, amount, (high, low), computed, words.joined((high, low), " − "),
        hypotheses=("misprint", "decimal point"),
    )  # fmt: skip


def compared(ledger: Ledger) -> Iterator[Finding]:
    """`脱贫1200人,比上年的1000人多200人`: the amount is the difference of the two.

    Limits: all three in one sentence, the first right before 比 or 较, in one unit.
    """
    for old in ledger.entries:
        left = ledger.text[max(old.passage.sentence[0], old.start - 20) : old.start]
        if not _THAN.search(left) or head(ledger, old) is not old:
            continue
        olds = group(ledger, old)
        before, following = ledger.previous(old), ledger.following(olds[-1])
        if before is None or following is None or old.start - before.end > 24:
            continue
        begin, end = full_sentence(ledger, old.start)
        by = _THAN_BY.fullmatch(ledger.between(olds[-1], following))
        if by is None or before.start < begin or following.start >= end:
            continue
        for was, now in _columns(olds, group(ledger, head(ledger, before))):
            for amount in group(ledger, following):
                if _measures(amount, was):
                    yield from _difference(was, now, amount, fell=bool(by["down"]))


def _measures(amount: Entry, old: Entry) -> bool:
    """Whether an amount is told in the unit of the figures: percentage points of shares."""
    points = (old.unit, amount.unit) == ("percent", "percentage_point")
    return amount.unit == old.unit or points


def beyond_target(ledger: Ledger) -> Iterator[Finding]:
    """`任务1200户,实际完成1260户,超额60户`: what is done beyond a target is the difference.

    Limits: the three stand in one sentence in this order, and the target is called one.
    """
    for amount in ledger.entries:
        named = head(ledger, amount)
        left = ledger.text[max(named.passage.clause[0], named.start - 8) : named.start]
        if not _BEYOND.search(left):
            continue
        begin, _ = full_sentence(ledger, amount.start)
        near = ledger.inside(max(begin, amount.start - _FARTHEST), amount.start)
        before = [e for e in near if comparable(e, amount)]
        if not before:
            # 超额完成268人,计划4200人,实际4368人
            _, end = full_sentence(ledger, amount.end)
            after = ledger.inside(amount.end, min(end, amount.end + _FARTHEST))
            before = [e for e in after if comparable(e, amount)]
        if len(before) != 2 or is_rate(ledger, before[0]):
            continue
        target = head(ledger, before[0])
        words_before = ledger.text[max(target.passage.clause[0], target.start - 14) : target.start]
        if _TARGET.search(words_before) and _ACTUAL.search(ledger.between(*before)):
            yield from _difference(before[0], before[1], amount, fell=False)


RULES = (
    Rule("change", "differences", "前后变化", "a change from one figure to another", changes),
    Rule("beyond-target", "differences", "超额完成", "beyond the target", beyond_target),
    Rule("compared", "differences", "比较之差", "more or less than before", compared),
)

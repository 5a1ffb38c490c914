"""Differences: what is left over of a total, and what a change from one figure to another amounts to.

`问题28个,已整改26个,其余2个`; `由0.74%降至0.11%,下降0.63个百分点`; `比上年的1000人多200人`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from county_reports.arithmetic.intervals import total
from county_reports.audit import claims, words
from county_reports.audit.completeness import WITHIN
from county_reports.audit.finding import Finding, Hypothesis
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.lists import (
    comparable,
    full_sentence,
    group,
    head,
    is_rate_or_change,
)
from county_reports.audit.rule import Rule

_REST = claims.Relation("已完成与剩余之和等于总数", "what is done and what is left give the total")
_FALLS = claims.Relation("减少后不超过减少前", "after a fall it is no more than before")
_RISES = claims.Relation("增加前不超过增加后", "before a rise it is no more than after")
_CHANGE = claims.Relation("变化量等于前后之差", "the change is the difference of the two figures")

_LEFT_OVER = re.compile(r"(?:其余|剩余|余下|剩下|其他|其它|还剩|尚余|还余)[^,。;\d]{0,10}$")
_STILL = re.compile(r"(?:尚有|还有|仍有|另有|未(?!来)|正在|待|结余|结转|在办|余)[^,。;\d]{0,10}$")
_STILL_AFTER = re.compile(
    r"[^,。;\d、]{0,6}(?:正在|未(?!来)|尚未|在办|在建|待(?!遇)|长期坚持|持续推进|仍在|正有序|推进中|办理中|整改中)"
)
_DONE = re.compile(
    r"已|完成|整改|办结|办理|退出|出列|解决|达标|建成|销号|化解|清零|入住|开工|竣工|完工|落实|就近|安排|答复|"
    r"解答|处理|支出|拨付|使用|脱贫|消除|搬迁|处置|复工|到位|清退|回复"
)
_ACHIEVED = re.compile(
    r"累计|已|完成|办结|出列|退出|(?<!未)(?<!拟)(?<!计划)脱贫(?!攻坚|任务|户|人口|对象|劳动|村|监测)"
)
_DISPOSED = re.compile(r"办结|解答|答复|处理|整改|办理|化解|转办|交办|解决")
_FARTHEST = 160
_MOST_BEFORE = 5

_FROM = re.compile(r"(?:由|从|自|原来?的?|[年底初末]的?)[^,。;、]{0,20}$")
_FROM_YEAR = re.compile(r"年(?:底|末|初)?[^,。;\d]{0,10}$")
_DOWN_WORDS = r"(?:下降|减少|降低|减|缩减|压缩|缩短|回落|降|下调)"
_UP_WORDS = r"(?:增加|增长|提高|上升|扩大|提升|升|增|上涨|扩展|上调|壮大)"
_WHEN = r"(?:[^,。;\d]{0,8}\d{4}年[^,。;\d]{0,6}|[^,。;\d]{0,8})"
_TO = re.compile(
    rf"[^。;\d]{{0,10}}?,?(?:到?{_WHEN})?"
    rf"(?:(?P<down>{_DOWN_WORDS})|(?P<up>{_UP_WORDS}))了?(?:到|至|为|成)(?:{_WHEN})[约近]?"
)
_BY = re.compile(
    rf"[^。;\d]{{0,14}}?(?:,|\()?[^,。;\d]{{0,10}}?(?:(?P<down>{_DOWN_WORDS}|少)|(?P<up>{_UP_WORDS}|多))"
    r"[^,。;\d]{0,8}"
)
_NOT_BY = re.compile(r"年均|平均|每年|同比|比上|较上|分别|到|至|达|为|其中")
_THAN = re.compile(r"(?:比|较)[^,。;]{0,16}$")
_THAN_BY = re.compile(
    rf"[^,。;\d]{{0,6}},?(?:净|又|共|则)?(?:(?P<down>{_DOWN_WORDS}|少|低)|(?P<up>{_UP_WORDS}|多|高))[了出近约]*"
)
_CAUSES: tuple[Hypothesis, ...] = ("misprint", "other time")


def left_over(ledger: Ledger) -> Iterator[Finding]:
    """What is done and what is left make the total: `问题28个,已整改26个,其余2个`.

    Words such as 其余, 剩余, 尚有, 未… name what is left. Limits: all in one sentence and in one unit; it is
    called wrong only where the total, what is done and the rest stand side by side, and the total
    is no achievement itself (累计脱贫20052户;今年脱贫1863户,尚有335户: the 335 are not of the 20052).
    """
    for rest in ledger.entries:
        strong, weak = _rest_words(ledger, rest)
        if not strong and not weak:
            continue
        begin, _ = full_sentence(ledger, rest.start)
        near = ledger.inside(max(begin, rest.start - _FARTHEST), rest.start)
        before = [e for e in near if comparable(e, rest) and not is_rate_or_change(ledger, e)]
        before = before[-_MOST_BEFORE:]
        if len(before) < 2:
            continue
        held = _held(ledger, before, rest)
        if held is not None:
            whole, done = held
            yield _sum(whole, (*done, rest))
            continue
        yield from _balance(ledger, before, rest)
        if _certain(ledger, before, rest, strong=strong):
            yield _sum(before[0], (before[1], rest))


def _sum(whole: Entry, parts: Sequence[Entry]) -> Finding:
    return claims.equality(
        _REST, whole, tuple(parts), total(p.interval for p in parts), words.joined(parts),
        hypotheses=_CAUSES,
    )  # fmt: skip


def _rest_words(ledger: Ledger, rest: Entry) -> tuple[bool, bool]:
    """Whether words right before (or after) a figure say that it is what is left."""
    named, text = head(ledger, rest), ledger.text
    left = text[max(named.passage.clause[0], named.start - 14) : named.start]
    return bool(_LEFT_OVER.search(left)), bool(
        _STILL.search(left) or _STILL_AFTER.match(ledger.after(_tail(ledger, rest), 12))
    )


def _tail(ledger: Ledger, entry: Entry) -> Entry:
    return group(ledger, entry)[-1]


def _held(
    ledger: Ledger, before: Sequence[Entry], rest: Entry
) -> tuple[Entry, tuple[Entry, ...]] | None:
    """The total and what is done of it that fit the rest, the nearest first."""
    for count in range(1, len(before)):
        whole, done = before[-count - 1], tuple(before[-count:])
        if sum((e.value for e in done), rest.value) == whole.value and all(
            _is_done(ledger, each) or count > 1 for each in done[:1]
        ):
            return whole, done
    return None


def _is_done(ledger: Ledger, entry: Entry) -> bool:
    named, tail = head(ledger, entry), _tail(ledger, entry)
    left = ledger.text[max(named.passage.clause[0], named.start - 14) : named.start]
    return bool(_DONE.search(left) or _DONE.search(ledger.after(tail, 12).split(",")[0]))


def _certain(ledger: Ledger, before: Sequence[Entry], rest: Entry, *, strong: bool) -> bool:
    """Whether it is plain that the first figure is the total of the two others."""
    if len(before) != 2 or not all(entry.is_exact for entry in (*before, rest)):
        return False
    whole, done = before
    added = done.value + rest.value
    if not _is_done(ledger, done) or done.value > whole.value or rest.value > whole.value:
        return False
    named = head(ledger, whole)
    own = ledger.text[max(named.passage.clause[0], named.start - 20) : named.start]
    own += ledger.after(_tail(ledger, whole), 8).split(",")[0]
    if _ACHIEVED.search(own) or _THAN.search(own):
        return False
    if "其中" in ledger.between(whole, done) or "其中" in ledger.between(done, rest):
        return strong
    low, high = WITHIN
    return strong or whole.value * low <= added <= whole.value * high


def _balance(ledger: Ledger, before: Sequence[Entry], rest: Entry) -> Iterator[Finding]:
    """`上级交办36件、自收8件,已办结39件,正在办理5件`: what came in is what is done and what is left."""
    if len(before) < 3:
        return
    first, second, done = before[-3:]
    beside = len(ledger.between(first, second)) <= 12
    if not beside or not _is_done(ledger, done) or first.value < 2 or second.value < 2:
        return
    if first.value + second.value != done.value + rest.value:
        return
    came_in = first.interval + second.interval
    formula = f"{words.joined((first, second))} − {rest.text}"
    yield claims.equality(
        _REST, done, (first, second, rest), came_in - rest.interval, formula, hypotheses=_CAUSES
    )


def disposed_of(ledger: Ledger) -> Iterator[Finding]:
    """What came in is what was dealt with in two ways: `诉求3.7万余件,现场解答3.1万余件,办结6473件`.

    Limits: it only confirms, and only where both parts are dealt with by their words (办结, 解答, 化解).
    """
    for at in range(len(ledger.entries) - 2):
        whole, one, other = ledger.entries[at : at + 3]
        if not comparable(whole, one) or not comparable(whole, other) or whole.value < 10:
            continue
        _, end = full_sentence(ledger, whole.end)
        if other.start > end or other.end - whole.end > 60:
            continue
        left = (ledger.between(whole, one), ledger.between(one, other))
        if not all(_DISPOSED.search(gap) and "," in gap for gap in left):
            continue
        added = one.interval + other.interval
        if added.meets(whole.interval) and added.high - added.low <= whole.value / 10:
            yield _sum(whole, (one, other))


def changes(ledger: Ledger) -> Iterator[Finding]:
    """`由A降至B` falls, `由A提高到B` rises, and `下降C个百分点` after it is the difference.

    `贫困发生率由0.74%降至0.11%,下降0.63个百分点`. Limits: both figures in one clause, of one unit; a change in
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
    """The amount of a change that is told after both figures: …,减少2213户7146人."""
    following = ledger.following(second[-1])
    if following is None or following.start - second[-1].end > 24:
        return
    gap = ledger.between(second[-1], following)
    by = _BY.fullmatch(gap)
    if by is None or _NOT_BY.search(gap):
        return
    for old, new in _columns(first, second):
        for amount in group(ledger, following):
            if amount.unit == old.unit or (old.unit, amount.unit) == (
                "percent",
                "percentage_point",
            ):
                yield from _difference(old, new, amount, fell=bool(by["down"]))


def _difference(old: Entry, new: Entry, amount: Entry, *, fell: bool) -> Iterator[Finding]:
    high, low = (old, new) if fell else (new, old)
    # the wrong direction is told already, by the bound
    if high.interval.high < low.interval.low:
        return
    computed = high.interval - low.interval
    # 由11.9%降到0.5%,下降95.8%: a share of the first, no difference
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
        than = _THAN.search(left)
        if than is None:
            continue
        new, amount = ledger.previous(old), ledger.following(_tail(ledger, old))
        if new is None or amount is None or amount.start - old.end > 14:
            continue
        begin, end = full_sentence(ledger, old.start)
        by = _THAN_BY.fullmatch(ledger.between(_tail(ledger, old), amount))
        if by is None or not begin <= new.start or not amount.start < end:
            continue
        if not _alike(new, old) or old.start - new.end > 24:
            continue
        if amount.unit == old.unit or (old.unit, amount.unit) == ("percent", "percentage_point"):
            yield from _difference(old, new, amount, fell=bool(by["down"]))


RULES = (
    Rule("left-over", "differences", _REST.zh, _REST.en, left_over),
    Rule("disposed", "differences", "受理与办理相符", "came in and was dealt with", disposed_of),
    Rule("change", "differences", "前后变化", "a change from one figure to another", changes),
    Rule("compared", "differences", "比较之差", "more or less than before", compared),
)

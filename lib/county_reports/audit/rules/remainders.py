"""What is left over of a total: `问题34个,已整改31个,其余3个`; 贫困户2460户,已脱贫2180户,剩余280户."""

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

_WITHIN = claims.Relation("已办理的不超过受理总数", "no more was dealt with than came in")

_LEFT_OVER = re.compile(
    r"(?:其余|剩余|余下|剩下|(?:其他|其它)(?![县市区乡镇村省])|还剩|尚余|还余|结余|结转|仅剩|年末结存)[^,。;\d]{0,10}$"
)
_STILL = re.compile(
    r"(?:尚有|还有|仍有|另有|未(?!来)|正在|待|结转|在办|在建|续建|未开工|未完工|余|年[底末]还?有?|目前有|减[至到]|降[至到])[^,。;\d]{0,10}$"
)
_STILL_AFTER = re.compile(
    r"[^,。;\d、]{0,6}(?:正在|未(?!来)|尚未|在办|在建|待(?!遇)|长期坚持|持续推进|仍在|正有序|推进中|办理中|整改中)"
)
_DONE = re.compile(
    r"已|完成|整改|办结|办理|退出|出列|解决|达标|建成|销号|化解|清零|入住|开工|竣工|完工|落实|就近|安排|答复|"
    r"解答|处理|支出|拨付|使用|脱贫|消除|搬迁|处置|复工|到位|清退|回复|减贫|减少|净减|下降|"
    r"摘帽|清退|核减|消化|结案|用去|花去|兑付|发放|建好|修通|实施|实现|通过|解困|注销|剔除|归还"
)
_ACHIEVED = re.compile(
    r"(?<!经)累计|已|完成|办结|出列|退出|(?<!未)(?<!拟)(?<!计划)脱贫(?!攻坚|任务|户|人口|对象|劳动|村|监测)"
)
_DISPOSED = re.compile(r"办结|解答|答复|处理|整改|办理|化解|转办|交办|解决")
_CAME_IN = re.compile(r"收集|收到|受理|接到|接收|梳理|征集")
_AMONG = re.compile(r"[^,。;\d]{0,8}中,")
_BARE = re.compile(r"[,。;、)]|$|正在|未|计划|拟|将|预计|尚|仍|没|需|已")
_FARTHEST = 160
_GOES_ON = 14
_NEAR_AFTER = 40
_TOTAL = re.compile(r"(?:总额|总数|总量|总投资|总资金|总规模|合计|共计?|总计)(?:为|是)?$")
_MOST_BEFORE = 5

_THAN = re.compile(r"(?:比|较)[^,。;]{0,16}$")
_CAUSES: tuple[Hypothesis, ...] = ("misprint", "other time")


def left_over(ledger: Ledger) -> Iterator[Finding]:
    """What is done and what is left make the total: `问题34个,已整改31个,其余3个`.

    Words such as 其余, 剩余, 尚有, 未… name what is left. Limits: all in one sentence and in one unit;
    it is
    called wrong only where the total, what is done and the rest stand side by side, and the total
    is no achievement itself (累计脱贫9120户;今年脱贫640户,尚有85户: the 85 are not of the 9120).
    """
    for rest in ledger.entries:
        strong, weak = _rest_words(ledger, rest)
        if not strong and not weak:
            continue
        begin, _ = full_sentence(ledger, rest.start)
        near = ledger.inside(max(begin, rest.start - _FARTHEST), rest.start)
        before = [e for e in near if _same(ledger, e, rest) and not is_rate_or_change(ledger, e)]
        before = before[-_MOST_BEFORE:]
        if len(before) == 1 and strong:
            yield from _whole_after(ledger, before[0], rest)
        if len(before) < 2:
            continue
        held = _held(ledger, before, rest)
        if held is not None:
            whole, done = held
            yield _sum(whole, (*done, rest))
            continue
        yield from _balance(ledger, before, rest)
        if len(before) > 2 and strong and _TOTAL.search(ledger.before(before[-2], 8)):
            # 结转412.6万元,下达16387.4万元,可用资金合计16800万元;支出15926.3万元;结余873.7万元
            before = before[-2:]
        if _certain(ledger, before, rest, strong=strong):
            yield _sum(before[0], (*before[1:], rest))


def _whole_after(ledger: Ledger, done: Entry, rest: Entry) -> Iterator[Finding]:
    """已支出11986万元,结转500万元(以安排总额12486万元计): the total may be told last, and called so."""
    _, end = full_sentence(ledger, rest.end)
    for whole in ledger.inside(rest.end, min(end, rest.end + _NEAR_AFTER))[:1]:
        called = _TOTAL.search(ledger.before(whole, 8))
        if _same(ledger, whole, rest) and called and _is_done(ledger, done):
            yield _sum(whole, (done, rest))


def _same(ledger: Ledger, one: Entry, other: Entry) -> bool:
    """As `comparable`; 85个贫困村 are taken up by a bare 个: 已出列72个."""
    places = {"village", "township", "count"}
    if comparable(one, other):
        return True
    if one.unit not in places or other.unit not in places:
        return False
    return all(
        entry.unit != "count"
        or (
            entry.observation.quantity.classifier == "个"
            and bool(_BARE.match(ledger.after(entry, 2)))
        )
        for entry in (one, other)
    )


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
    if not all(entry.is_exact for entry in (*before, rest)) or _goes_on(ledger, rest):
        return False
    whole, done = before[0], before[1]
    # 计划脱贫2900人,年末贫困人口900人: what is left is left by what was done, not by what was planned
    planned = done.observation.status == "planned"
    # 85个村中,已出列72个,拟出列10个,未出列3个: 中 says that all of it is told
    if len(before) > 2 and not _AMONG.match(ledger.after(_tail(ledger, whole), 12)):
        return False
    added = sum((entry.value for entry in before[1:]), rest.value)
    if planned or not _is_done(ledger, done) or rest.value > whole.value or added > 2 * whole.value:
        return False
    named = head(ledger, whole)
    own = ledger.text[max(named.passage.clause[0], named.start - 20) : named.start]
    # 102个贫困村已退出96个: what the next figure says is not said of this one
    own += re.split(r"[,\d]|已", ledger.after(_tail(ledger, whole), 8))[0]
    if _ACHIEVED.search(own) or _THAN.search(own):
        return False
    if "其中" in ledger.between(whole, done) or "其中" in ledger.between(done, rest):
        return strong
    low, high = WITHIN
    return strong or whole.value * low <= added <= whole.value * high


def _goes_on(ledger: Ledger, rest: Entry) -> bool:
    """县内2150人,到疆内1254人,出疆412人: whether the list goes on after what was taken for the rest."""
    following = ledger.following(_tail(ledger, rest))
    if following is None or following.start - rest.end > _GOES_ON:
        return False
    gap = ledger.text[rest.end : following.start]
    return _same(ledger, following, rest) and not re.search(r"[。;]", gap)


def _balance(ledger: Ledger, before: Sequence[Entry], rest: Entry) -> Iterator[Finding]:
    """`上级交办36件、自收8件,已办结39件,正在办理5件`: what came in is what is done and what is left."""
    if len(before) < 3:
        return
    first, second, done = before[-3:]
    beside = len(ledger.between(first, second)) <= 12
    if not beside or not _is_done(ledger, done) or first.value < 2 or second.value < 2:
        return
    among = "中," in ledger.between(second, done)
    if first.value + second.value != done.value + rest.value and not among:
        return
    came_in = first.interval + second.interval
    formula = f"{words.joined((first, second))} − {rest.text}"
    yield claims.equality(
        _REST, done, (first, second, rest), came_in - rest.interval, formula, hypotheses=_CAUSES
    )


def disposed_of(ledger: Ledger) -> Iterator[Finding]:
    """What came in is what was dealt with in two ways: `诉求2.4万余件,现场解答1.8万余件,办结6120件`.

    Limits: both together may be fewer, not more; and only where both parts are dealt with by
    their words (办结, 解答, 化解).
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
        if added.low > whole.interval.high and _CAME_IN.search(ledger.before(whole, 14)):
            yield claims.within_whole(
                _WITHIN, (one, other), added, whole, words.joined((one, other)), hypotheses=_CAUSES
            )
        elif added.meets(whole.interval) and added.high - added.low <= whole.value / 10:
            yield _sum(whole, (one, other))


RULES = (
    Rule("left-over", "differences", _REST.zh, _REST.en, left_over),
    Rule("disposed", "differences", "受理与办理相符", "came in and was dealt with", disposed_of),
)

"""Totals and their parts without a mark: figures listed after a total, and sums after 合计 and 共.

Only sums that are too fine to hold by chance are taken, and only certain lists are called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from county_reports.audit import claims
from county_reports.audit.completeness import (
    about_all,
    adds_up,
    closed,
    fineness,
    may_overlap,
    nearly,
    one_digit_off,
)
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.lists import (
    SEPARATORS,
    Column,
    comparable,
    full_sentence,
    head,
    is_rate_or_change,
    label,
    marked_lists,
    parallel,
    walk,
)
from county_reports.audit.rule import Rule
from county_reports.audit.rules.parts import PARTS_SUM, sum_of

_AFTER = claims.Relation("所列各项之和等于合计", "what is listed adds up to the sum after it")
_FEW_STEPS, _SOME_STEPS, _MANY_STEPS, _FINEST = 10, 50, 200, 1000
"""How many steps a total must have for a sum to be no chance (see `fineness`)."""
_CUE = re.compile(
    r"(?:(?<!公)共(?!同|产|青|享|管|治|建共)|合计|总计|总共|总数|总投资|总面积)[^,。;、\d]{0,8}$"
)
_STRONG_CUE = re.compile(
    r"(?:合计|总计|共计|总共|一共|凑到一块儿?|合起来|加起来|加在一起|合在一起|相加|凑成|(?<!"
    r"公)共(?!同|产|青|享|管|治|建共))(?:为|是|有|达|达到|约)?[^,。;、\d]{0,6}$"
)
_SURE_CUE = re.compile(
    r"(?:(?:[两二三四五六七八九][项类者种批样笔块]|以上[各几]?[项类]?)(?:合计|总计|共计|一共|共)?|合计|总计|共计"
    r"|凑到一块儿?|合起来|加起来|加在一起|合在一起|相加)[^,。;、\d]{0,6}$"
    r"|(?:共|合计|总计)[^,。;\d]{0,6}各[类项种级][^,。;\d]{0,8}$"
)
_COUNTED_CUE = re.compile(
    r"(?P<number>[两二三四五六七八九十]|(?<!\d)\d)(?:年|大[^,。;\d]{0,"
    r"4}|个?年度|项|类|种|批|笔|级|期|块|片|个?方面|个?部分|个?渠道|支?队伍|个?单位)"
    r"(?:来|间|里|下来|累计|合计|总计|一共|共计|共|加起来|[^,。;\d]{0,2}共|[^,。;\d]{0,4}达到?)[^,。;\d]{0,8}$"
)
_NUMBERS = {
    "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
_ALL_DONE = re.compile(
    r"[,;](?:至此|到此|现已|如今|目前|已)?,?[^,。;\d]{0,6}(?:全部|悉数|全都|均已)[^,。;\d]{0,8}"
    r"(?:退出|出列|脱贫|摘帽|完成|完工|竣工|办结|整改|销号|入住|清零|到位)"
)
_MARKED = re.compile(r"其中|包括|包含|分别|[:(]")
_RUNNING_CUE = re.compile(r"累计[^,。;、\d]{0,8}$")
_A_YEAR = re.compile(r"(?P<year>20[012]\d)年[^,。;\d]{0,8}$")
_ALL_GONE = re.compile(
    r"[^,。;\d]{0,10}(?:全部|悉数|均已|都已)[^,。;\d]{0,6}(?:退出|出列|脱贫|摘帽|完成|完工)"
)
_OF_A_YEAR = re.compile(r"20[012]\d年|今年|去年|当年|本年")
_LEFT = re.compile(r"剩|余|年底|年末|期末")
_CAME_IN = re.compile(r"新增|新识别|返贫|迁入|补录|新纳入")
_TIGHT_GAP = re.compile(r"[^。;!?]{0,24}")
_FARTHEST = 200


def listed_parts(ledger: Ledger) -> Iterator[Finding]:
    """A total and the figures right after it, without a mark, that add up to it.

    `共建大棚230个,东片90个、西片80个、南片60个`. Limits: within one sentence; only sums too fine to hold by
    chance are taken, the more so without 共 or 合计; no list is called wrong unless its words are
    closed.
    """
    named = {part for found in marked_lists(ledger) for c in found.columns for part in c.parts}
    for whole in ledger.entries:
        # 其中产业6300万元,基础4800万元,其他1500万元: a part is no total of the parts beside it
        if not whole.value or is_rate_or_change(ledger, whole):
            continue
        _, end = full_sentence(ledger, whole.end)
        end = min(end, whole.end + _FARTHEST)
        first = next((e for e in ledger.inside(whole.end, end)[:6] if comparable(e, whole)), None)
        if first is None:
            continue
        parts = tuple(walk(ledger, whole, first, end))[:12]
        if whole in named:
            # 236个行政村,其中贫困村173个,2016年出列21个,…,现已全部出列
            if _all_done(ledger, whole, parts):
                yield sum_of(PARTS_SUM, Column(whole, parts), ("misprint", "incomplete list"))
            continue
        cue = bool(_CUE.search(ledger.before(whole, 14)))
        count = next(
            (n for n in range(2, len(parts) + 1) if _surely(ledger, parts[:n], whole, cue=cue)), 0
        )
        if count:
            column = Column(whole, parts[:count])
            yield sum_of(PARTS_SUM, column)
            if _close(ledger, column.parts):
                yield from (sum_of(PARTS_SUM, other) for other in parallel(ledger, column))
        elif cue or _heads_closed(ledger, whole, parts):
            yield from _nearly_listed(ledger, whole, parts)
        elif _all_done(ledger, whole, parts):
            yield sum_of(PARTS_SUM, Column(whole, parts), ("misprint", "incomplete list"))


def _surely(ledger: Ledger, parts: Sequence[Entry], whole: Entry, *, cue: bool) -> bool:
    if not adds_up(parts, whole) or any(not part.value for part in parts):
        return False
    steps = fineness(parts, whole)
    if closed(_labels(ledger, parts)):
        return True
    if not all(entry.is_exact for entry in (*parts, whole)):
        return False
    beside = parallel(ledger, Column(whole, tuple(parts)))
    if steps >= _FEW_STEPS and any(adds_up(other.parts, other.whole) for other in beside):
        return True
    needed = _FEW_STEPS if cue else _SOME_STEPS if len(parts) > 2 else _MANY_STEPS
    return steps >= needed


def _labels(ledger: Ledger, parts: Sequence[Entry]) -> tuple[str, ...]:
    begins = [max(0, parts[0].start - 16), *(part.end for part in parts)]
    _, end = full_sentence(ledger, parts[0].start)
    return tuple(
        label(ledger, (part,), begin, end) for begin, part in zip(begins, parts, strict=False)
    )


def _nearly_listed(ledger: Ledger, whole: Entry, parts: Sequence[Entry]) -> Iterator[Finding]:
    """A list after 共… that is off by one digit, or whose words leave nothing over."""
    if len(parts) < 2 or parts[0].start - whole.end > 30 or not _close(ledger, parts):
        return
    # what a mark announces is judged there
    if _MARKED.search(ledger.between(whole, parts[0])):
        return
    labels = _labels(ledger, parts)
    # 年初860户,脱贫742户,新增8户,年底剩余126户: an account, as what came in is no part
    if _LEFT.search(labels[-1]) and any(_CAME_IN.search(each) for each in labels):
        return
    near = len(parts) > 2 and (nearly(parts, whole) or one_digit_off(parts, whole))
    all_told = closed(labels) or _year_by_year(ledger, parts)
    if (near and not may_overlap(labels)) or (all_told and about_all(parts, whole)):
        yield sum_of(PARTS_SUM, Column(whole, tuple(parts)), ("misprint", "incomplete list"))


def _heads_closed(ledger: Ledger, whole: Entry, parts: Sequence[Entry]) -> bool:
    """178个行政村中贫困村102个,非贫困村86个: a list that leaves nothing over, of the figure before it.

    Not where that stands in a list itself: 产业2.87亿元、基础设施2.21亿元、其他0.52亿元.
    """
    if len(parts) < 2 or not closed(_labels(ledger, parts)):
        return False
    return "、" not in ledger.between(whole, parts[0])


def _all_done(ledger: Ledger, whole: Entry, parts: Sequence[Entry]) -> bool:
    """102个贫困村,2017年退出25个,2018年41个,2019年38个,至此全部退出: the years are all there is."""
    if len(parts) < 2 or not _ALL_DONE.match(ledger.text, parts[-1].end):
        return False
    if _OF_A_YEAR.search(ledger.text, max(0, whole.start - 14), whole.start):
        return False
    begins = [part.start for part in parts]
    return all(_OF_A_YEAR.search(ledger.text, max(0, at - 14), at) for at in begins)


def _close(ledger: Ledger, parts: Sequence[Entry]) -> bool:
    """Whether the figures stand in one list: no more than a few words between them."""
    return all(
        _TIGHT_GAP.fullmatch(ledger.between(one, other))
        # 9镇6乡 have nothing between them
        and (one.end == other.start or SEPARATORS.search(ledger.between(one, other)))
        for one, other in pairwise(parts)
    )


def summed_up(ledger: Ledger) -> Iterator[Finding]:
    """What is listed before 合计, 共计 or 共 adds up to the figure after it.

    `受理来信95件、来访38件,共133件`. Limits: within one sentence; after 共 alone only sums that hold or are off
    by one digit; 累计 is no such sum.
    """
    for whole in ledger.entries:
        named = head(ledger, whole)
        left = ledger.text[max(named.passage.clause[0], named.start - 16) : named.start]
        running = _RUNNING_CUE.search(left) is not None
        cued = _STRONG_CUE.search(left) or _COUNTED_CUE.search(left) or _SURE_CUE.search(left)
        # 2016年21个,2017年66个,今年26个,113个贫困村全部退出
        cued = cued or _ALL_GONE.match(ledger.after(whole, 18))
        if not (running or cued) or is_rate_or_change(ledger, whole):
            continue
        begin, _ = full_sentence(ledger, whole.start)
        near = ledger.inside(max(begin, whole.start - _FARTHEST), whole.start)
        before = [e for e in near if comparable(e, whole) and not is_rate_or_change(ledger, e)]
        before = before[-12:]
        # 累计 mostly sums up what is not told; only years on end that add up are its parts
        fewest = 3 if running else 2
        sums = (tuple(before[-n:]) for n in range(fewest, len(before) + 1))
        held = next((p for p in sums if adds_up(p, whole) and
                     fineness(p, whole) >= _needed(ledger, p, running=running)), None)  # fmt: skip
        if held is not None:
            column = Column(whole, held)
            yield sum_of(_AFTER, column)
            yield from (sum_of(_AFTER, other) for other in parallel(ledger, column))
        elif not running or _year_by_year(ledger, before):
            yield from _nearly_summed(ledger, whole, before, left)


def _year_by_year(ledger: Ledger, parts: Sequence[Entry]) -> bool:
    """Whether figures are of years on end, three or more: 2014年脱贫6120人,2015年7260人,2016年9830人."""
    told = [_A_YEAR.search(ledger.text[max(0, part.start - 14) : part.start]) for part in parts]
    years = [int(found["year"]) for found in told if found is not None]
    return len(years) == len(parts) > 2 and years == list(range(years[0], years[0] + len(years)))


def _needed(ledger: Ledger, parts: Sequence[Entry], *, running: bool) -> int:
    """How fine a total must be for a sum before it to be no chance."""
    if not running:
        return _FEW_STEPS
    by_year = all(_OF_A_YEAR.search(ledger.text, part.start - 10, part.start) for part in parts)
    return _FEW_STEPS if by_year else _MANY_STEPS


def _nearly_summed(
    ledger: Ledger, whole: Entry, before: list[Entry], left: str
) -> Iterator[Finding]:
    if len(before) < 2 or whole.start - before[-1].end > 16:
        return
    chain = [before[-1]]
    for entry in reversed(before[:-1]):
        if not _close(ledger, (entry, chain[0])):
            break
        chain.insert(0, entry)
    if len(chain) < 2 or any(part.value >= whole.value for part in chain):
        return
    counted = _counted(left)
    if counted and len(before) >= counted:
        chain = before[-counted:]
    by_year = len(chain) > 2 and all(
        _OF_A_YEAR.search(ledger.text, max(0, each.start - 14), each.start) for each in chain
    )
    gone = _year_by_year(ledger, chain) or (by_year and _ALL_GONE.match(ledger.after(whole, 18)))
    told = (
        bool(gone)
        or counted == len(chain)
        or bool(_SURE_CUE.search(left))
        or closed(_labels(ledger, chain))
    )
    sure = told and about_all(chain, whole)
    if sure or one_digit_off(chain, whole):
        yield sum_of(_AFTER, Column(whole, tuple(chain)), ("misprint", "double counting"))


def _counted(left: str) -> int:
    """How many figures the words before a sum say it has: 三年共减贫, 四项合计; 0 when they do not."""
    found = _COUNTED_CUE.search(left)
    if found is None:
        return 0
    number = found["number"]
    return _NUMBERS.get(number) or int(number)


def lists_in_sentences(ledger: Ledger) -> Iterator[Finding]:
    """A total and three parts or more, told in the sentences after it, that add up exactly.

    `投入4310万元。道路1215万元,…。饮水998万元,…。改房2097万元`. Limits: it only confirms; sums of few digits hold by
    chance and are left out.
    """
    for index, parts in ledger.parts.items():
        whole = ledger.entries[index]
        column = Column(whole, tuple(parts))
        exact = all(entry.is_exact for entry in (*parts, whole))
        fine = len(parts) > 2 and fineness(parts, whole) >= _FINEST
        if exact and fine and sum(part.value for part in parts) == whole.value:
            yield sum_of(PARTS_SUM, column)


RULES = (
    Rule("listed-parts", "parts", "所列各项相加", "figures listed after a total", listed_parts),
    Rule("sum-after", "parts", _AFTER.zh, _AFTER.en, summed_up),
    Rule(
        "parts-apart", "parts", "分句所列各项相加", "parts in later sentences", lists_in_sentences
    ),
)

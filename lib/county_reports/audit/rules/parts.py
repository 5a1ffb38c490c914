"""Totals and their parts: what 其中, 分别为, a bracket or a colon takes apart, and sums after 合计.

A complete list must add up; an incomplete one (其中A、B) only keeps each part within the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from county_reports.arithmetic.intervals import INFINITY, total
from county_reports.audit import claims, words
from county_reports.audit.completeness import (
    about_all,
    closed,
    fineness,
    may_overlap,
    nearly,
    one_digit_off,
)
from county_reports.audit.finding import Finding, Hypothesis
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.lists import (
    SEPARATORS,
    Column,
    PartList,
    comparable,
    full_sentence,
    group,
    is_rate_or_change,
    label,
    marked_lists,
    walk,
)
from county_reports.audit.rule import Rule

_SUM = claims.Relation("各部分之和等于总数", "the parts add up to the total")
_PART = claims.Relation("其中的部分不超过总数", "a part is within the total that names it")
_AFTER = claims.Relation("所列各项之和等于合计", "what is listed adds up to the sum after it")

_LOOSEST = Decimal("0.05")
"""How wide a sum may be against its total and still confirm it: 1.2亿 + 0.6亿 of 1.83亿."""
_FEW_STEPS, _SOME_STEPS, _MANY_STEPS = 10, 50, 200
_CUE = re.compile(
    r"(?:(?<!公)共(?!同|产|青|享|管|治|建共)|合计|总计|总共|总数|总投资|总面积)[^,。;、\d]{0,8}$"
)
_STRONG_CUE = re.compile(
    r"(?:合计|总计|共计|总共|一共|(?<!公)共(?!同|产|青|享|管|治|建共))(?:为|是|有|达|达到|约)?[^,。;、\d]{0,6}$"
)
_SURE_CUE = re.compile(r"(?:[两二三四五六][项类者种批]|以上[各几]?[项类]?)?(?:合计|总计|共计)[^,。;、\d]{0,4}$")
_TIGHT_GAP = re.compile(r"[^。;!?]{0,24}")
_FARTHEST = 200


def _adds_up(parts: Sequence[Entry], whole: Entry) -> bool:
    """Whether the parts give the total, and are known finely enough to say so."""
    added = total(part.interval for part in parts)
    if added.high == INFINITY or not whole.value:
        return False
    same = sum((part.value for part in parts), Decimal(0)) == whole.value
    width = added.high - added.low
    return same or (added.meets(whole.interval) and width <= whole.value * _LOOSEST)


def _equality(
    relation: claims.Relation, column: Column, hypotheses: tuple[Hypothesis, ...] = ()
) -> Finding:
    added = total(part.interval for part in column.parts)
    return claims.equality(
        relation, column.whole, column.parts, added, words.joined(column.parts),
        hypotheses=hypotheses,
    )  # fmt: skip


def marked_parts(ledger: Ledger) -> Iterator[Finding]:
    """The parts that 其中, 包括, 分别为, a bracket or a colon names add up to the total before it.

    `脐橙基地9.2万亩,其中老园5.9万亩、新园3.3万亩`. A list that is closed (男、女; 中央、省、县; …、其他), or off by one
    digit or 3%, must add up; of any other each part is within the total. Limits: a figure counts as
    a part only with the total's unit, in the mark's sentence, without other talk between the parts.
    """
    for found in marked_lists(ledger):
        yield from _judged(found)


def _judged(found: PartList) -> Iterator[Finding]:
    complete = _complete(found)
    if complete:
        for column in found.columns:
            parts = column.parts[:complete]
            if len(parts) == complete:
                yield _equality(_SUM, Column(column.whole, parts), _guesses(column, parts))
        return
    for column in found.columns:
        yield from _bounds(found, column)


def _guesses(column: Column, parts: Sequence[Entry]) -> tuple[Hypothesis, ...]:
    more = sum((part.value for part in parts), Decimal(0)) > column.whole.value
    return ("double counting", "misprint") if more else ("incomplete list", "misprint")


def _complete(found: PartList) -> int:
    """How many of the parts are all of the total; 0 when the list may be a choice."""
    longest = max((len(column.parts) for column in found.columns), default=0)
    for count in range(longest, 1, -1):
        for column in found.columns:
            parts = column.parts[:count]
            if len(parts) == count and _adds_up(parts, column.whole):
                fine = fineness(parts, column.whole) >= _FEW_STEPS
                if fine or count == longest:
                    return count
    if longest < 2 or found.open_ended:
        return 0
    whole, parts = found.columns[0].whole, found.columns[0].parts
    if any(part.interval.low > whole.interval.high for part in parts):
        return 0
    if closed(found.labels) and about_all(parts, whole):
        return longest
    if not found.tight:
        return 0
    overlapping = may_overlap(found.labels)
    if one_digit_off(parts, whole) or (nearly(parts, whole) and not overlapping):
        return longest
    if overlapping:
        return 0
    added = total(part.interval for part in parts)
    if found.mark == "breakdown" and about_all(parts, whole):
        return longest
    if found.mark == "inside" and len(parts) > 2 and about_all(parts, whole):
        return longest
    over = added.low > whole.interval.high and (whole.unit == "CNY" or len(parts) > 2)
    return longest if over and about_all(parts, whole) else 0


def _bounds(found: PartList, column: Column) -> Iterator[Finding]:
    if found.mark == "breakdown":
        return
    # 417名劳动力(贫困人口68人): alone in a bracket, a part must be named as one
    if found.mark == "inside" and len(column.parts) < 2 and not may_overlap(found.labels):
        return
    for part in column.parts if found.tight else column.parts[:1]:
        if found.mark == "inside" and part.value > column.whole.value:
            return
        yield claims.bound(_PART, part, column.whole, hypotheses=("misprint", "other base"))


def listed_parts(ledger: Ledger) -> Iterator[Finding]:
    """A total and the figures right after it, without a mark, that add up to it.

    `共建大棚230个,东片90个、西片80个、南片60个`. Limits: within one sentence; only sums too fine to hold by
    chance are taken, the more so without 共 or 合计; no list is called wrong unless its words are closed.
    """
    for whole in ledger.entries:
        if not whole.value or is_rate_or_change(ledger, whole):
            continue
        _, end = full_sentence(ledger, whole.end)
        end = min(end, whole.end + _FARTHEST)
        first = next((e for e in ledger.inside(whole.end, end)[:6] if comparable(e, whole)), None)
        if first is None:
            continue
        parts = tuple(walk(ledger, whole, first, end))[:12]
        cue = bool(_CUE.search(ledger.before(whole, 14)))
        count = next(
            (n for n in range(2, len(parts) + 1) if _surely(ledger, parts[:n], whole, cue=cue)), 0
        )
        if count:
            yield _equality(_SUM, Column(whole, parts[:count]))
        elif cue:
            yield from _nearly_listed(ledger, whole, parts)


def _surely(ledger: Ledger, parts: Sequence[Entry], whole: Entry, *, cue: bool) -> bool:
    if not _adds_up(parts, whole) or any(not part.value for part in parts):
        return False
    steps = fineness(parts, whole)
    if closed(_labels(ledger, parts)):
        return True
    if not all(entry.is_exact for entry in (*parts, whole)):
        return False
    needed = _FEW_STEPS if cue else _SOME_STEPS if len(parts) > 2 else _MANY_STEPS
    return steps >= needed


def _labels(ledger: Ledger, parts: Sequence[Entry]) -> tuple[str, ...]:
    begins = [max(0, parts[0].start - 16), *(part.end for part in parts)]
    _, end = full_sentence(ledger, parts[0].start)
    return tuple(label(ledger, (part,), begin, end) for begin, part in zip(begins, parts, strict=False))


def _nearly_listed(ledger: Ledger, whole: Entry, parts: Sequence[Entry]) -> Iterator[Finding]:
    """A list after 共… that is off by one digit, or whose words leave nothing over."""
    if len(parts) < 2 or parts[0].start - whole.end > 30 or not _close(ledger, parts):
        return
    labels = _labels(ledger, parts)
    near = len(parts) > 2 and (nearly(parts, whole) or one_digit_off(parts, whole))
    if (near and not may_overlap(labels)) or (closed(labels) and about_all(parts, whole)):
        yield _equality(_SUM, Column(whole, tuple(parts)), ("misprint", "incomplete list"))


def _close(ledger: Ledger, parts: Sequence[Entry]) -> bool:
    """Whether the figures stand in one list: no more than a few words between them."""
    return all(
        _TIGHT_GAP.fullmatch(ledger.between(one, other)) and SEPARATORS.search(ledger.between(one, other))
        for one, other in zip(parts, parts[1:], strict=False)
    )


def summed_up(ledger: Ledger) -> Iterator[Finding]:
    """What is listed before 合计, 共计 or 共 adds up to the figure after it.

    `受理来信95件、来访38件,共133件`. Limits: within one sentence; after 共 alone only sums that hold or are off
    by one digit; 累计 is no such sum.
    """
    for whole in ledger.entries:
        left = ledger.text[max(whole.passage.clause[0], whole.start - 16) : whole.start]
        beside = ledger.previous(whole)
        if beside is not None and whole in group(ledger, beside) and beside is not whole:
            left = ledger.text[max(beside.passage.clause[0], beside.start - 16) : beside.start]
        if not _STRONG_CUE.search(left) or is_rate_or_change(ledger, whole):
            continue
        begin, _ = full_sentence(ledger, whole.start)
        near = ledger.inside(max(begin, whole.start - _FARTHEST), whole.start)
        before = [e for e in near if comparable(e, whole) and not is_rate_or_change(ledger, e)]
        before = before[-12:]
        sums = (before[-n:] for n in range(2, len(before) + 1))
        held = next((p for p in sums if _adds_up(p, whole) and
                     fineness(p, whole) >= (_FEW_STEPS if len(p) < 4 else 20)), None)  # fmt: skip
        if held is not None:
            yield _equality(_AFTER, Column(whole, tuple(held)))
            continue
        yield from _nearly_summed(ledger, whole, before, left)


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
    sure = bool(_SURE_CUE.search(left)) and about_all(chain, whole)
    if sure or one_digit_off(chain, whole):
        yield _equality(_AFTER, Column(whole, tuple(chain)), ("misprint", "double counting"))


def lists_in_sentences(ledger: Ledger) -> Iterator[Finding]:
    """A total and three parts or more, told in the sentences after it, that add up exactly.

    `投入4310万元。道路1215万元,…。饮水998万元,…。改房2097万元`. Limits: it only confirms; sums of few digits hold by
    chance and are left out.
    """
    for index, parts in ledger.parts.items():
        whole = ledger.entries[index]
        column = Column(whole, tuple(parts))
        exact = all(entry.is_exact for entry in (*parts, whole))
        if len(parts) > 2 and exact and fineness(parts, whole) >= _MANY_STEPS * 5:
            if sum(part.value for part in parts) == whole.value:
                yield _equality(_SUM, column)


RULES = (
    Rule("parts", "parts", _SUM.zh, _SUM.en, marked_parts),
    Rule("listed-parts", "parts", "所列各项相加", "figures listed after a total", listed_parts),
    Rule("sum-after", "parts", _AFTER.zh, _AFTER.en, summed_up),
    Rule("parts-apart", "parts", "分句所列各项相加", "parts in later sentences", lists_in_sentences),
)

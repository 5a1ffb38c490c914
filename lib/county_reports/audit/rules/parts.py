"""Totals and their parts: what 其中, 分别为, a bracket or a colon takes apart, and sums after 合计.

A complete list must add up; an incomplete one (其中A、B) only keeps each part within the total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from county_reports.arithmetic.intervals import total
from county_reports.audit import claims, words
from county_reports.audit.completeness import (
    WITHIN_BRACKET,
    about_all,
    adds_up,
    closed,
    fineness,
    may_overlap,
    nearly,
    one_digit_off,
)
from county_reports.audit.finding import Finding, Hypothesis
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.lists import (
    Column,
    PartList,
    marked_lists,
)
from county_reports.audit.rule import Rule

PARTS_SUM = claims.Relation("各部分之和等于总数", "the parts add up to the total")
_PART = claims.Relation("其中的部分不超过总数", "a part is within the total that names it")
_PARTS = claims.Relation(
    "其中各部分之和不超过总数", "the parts named are together within the total"
)

_FEW_STEPS = 10


def sum_of(
    relation: claims.Relation, column: Column, hypotheses: tuple[Hypothesis, ...] = ()
) -> Finding:
    """The parts of a column add up to its total."""
    added = total(part.interval for part in column.parts)
    return claims.equality(
        relation, column.whole, column.parts, added, words.joined(column.parts),
        hypotheses=hypotheses,
    )  # fmt: skip


_MIXED = (Decimal("0.93"), Decimal("1.07"))


def marked_parts(ledger: Ledger) -> Iterator[Finding]:
    """The parts that 其中, 包括, 分别为, a bracket or a colon names add up to the total before it.

    `脐橙基地9.2万亩,其中老园5.4万亩、新园3.8万亩`. A list that is closed (男、女; 中央、省、县; …、其他), or off by one
    digit or 3%, must add up; of any other each part is within the total. Limits: a figure counts as
    a part only with the total's unit, in the mark's sentence, without other talk between the parts.
    """
    for found in marked_lists(ledger):
        yield from _judged(found)


def _judged(found: PartList) -> Iterator[Finding]:
    complete = _complete(found)
    if complete is None:
        for column in found.columns:
            yield from _bounds(found, column)
        return
    for column in found.columns:
        parts = column.parts[complete]
        if len(column.parts) >= complete.stop:
            yield sum_of(PARTS_SUM, Column(column.whole, parts), _guesses(column, parts))
        if complete.start:
            yield from _bounds(found, Column(column.whole, column.parts[: complete.start]))


def _guesses(column: Column, parts: Sequence[Entry]) -> tuple[Hypothesis, ...]:
    more = sum((part.value for part in parts), Decimal(0)) > column.whole.value
    return ("double counting", "misprint") if more else ("incomplete list", "misprint")


def _complete(found: PartList) -> slice | None:
    """Which of the parts are all of the total; None when the list may be a choice."""
    longest = max((len(column.parts) for column in found.columns), default=0)
    # 返乡12600人,其中外省320人,已返岗11200人,未返岗1400人: the last two are all of them
    stretches = [
        *((0, n) for n in range(longest, 1, -1)),
        *((n, longest) for n in range(1, longest - 1)),
    ]
    for start, stop in stretches:
        for column in found.columns:
            parts = column.parts[start:stop]
            if len(column.parts) >= stop and _all_of(parts, column, longest):
                return slice(start, stop)
    if longest < 2 or found.open_ended:
        return None
    whole, parts = found.columns[0].whole, found.columns[0].parts
    too_large = any(part.interval.low > whole.interval.high for part in parts)
    return None if too_large or not _should_add_up(found, whole, parts) else slice(0, longest)


def _all_of(parts: Sequence[Entry], column: Column, longest: int) -> bool:
    """Whether parts give the total; fewer than are named must do so to the last digit."""
    if len(parts) == longest:
        return adds_up(parts, column.whole)
    exact = sum((part.value for part in parts), Decimal(0)) == column.whole.value
    return exact and fineness(parts, column.whole) >= _FEW_STEPS


def _should_add_up(found: PartList, whole: Entry, parts: Sequence[Entry]) -> bool:
    """Whether a list that does not add up was meant to: by its words, its mark, or its numbers."""
    all_of_it = about_all(parts, whole)
    # 统筹整合各类涉农资金3.26亿元,其中中央1.12亿元、省级0.87亿元、县本级4200万元: other funds are in it too
    mixed = whole.indicator in {"funding.integrated", "funding.total"}
    if closed(found.labels) and (about_all(parts, whole, _MIXED) if mixed else all_of_it):
        return True
    overlapping = may_overlap(found.labels)
    if not found.tight:
        return False
    if one_digit_off(parts, whole, overlapping=overlapping):
        return True
    if nearly(parts, whole, overlapping=overlapping):
        return True
    if overlapping or not all_of_it:
        return False
    added = total(part.interval for part in parts)
    over = added.low > whole.interval.high and (whole.unit == "CNY" or len(parts) > 2)
    bracket = found.mark == "inside" and len(parts) > 2
    return (
        over or found.mark == "breakdown" or (bracket and about_all(parts, whole, WITHIN_BRACKET))
    )


def _bounds(found: PartList, column: Column) -> Iterator[Finding]:
    """Each part within the total, and all of them together where none lies within another."""
    if found.mark == "breakdown":
        return
    # 286名劳动力(贫困人口57人): alone in a bracket, a part must be named as one
    if found.mark == "inside" and len(column.parts) < 2 and not may_overlap(found.labels):
        return
    for part in column.parts if found.tight else column.parts[:1]:
        if found.mark == "inside" and part.value > column.whole.value:
            return
        yield claims.bound(_PART, part, column.whole, hypotheses=("misprint", "other base"))
    added = total(part.interval for part in column.parts)
    distinct = found.tight and len(column.parts) > 1 and not may_overlap(found.labels)
    if distinct and added.low <= column.whole.interval.high:
        yield claims.within_whole(
            _PARTS, column.parts, added, column.whole, words.joined(column.parts)
        )


RULES = (Rule("parts", "parts", PARTS_SUM.zh, PARTS_SUM.en, marked_parts),)

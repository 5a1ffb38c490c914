"""Which figures are parts of a total that the report states: 其中, and lists that add up to it.

A part has no indicator of its own unless its words name another one than the total's (GUIDE,
conventions): of `项目资金123万元` followed by `省级54万元` and `市级69万元` only the first is the fund.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from county_reports.extraction.indicators import Judgement
from county_reports.extraction.passages import Passage
from county_reports.extraction.quantities import Measure

OWN_PART = 1.15
"""The least score by which a part of a total keeps an indicator of its own."""

_TOGETHER = 3
"""Characters between the figures of one total: 22件、56人; 1250户4370人."""
_ADDED = frozenset({"CNY", "household", "person", "village", "township", "count", "mu", "km"})
"""Units of which lists are added up."""
_LONGEST_LIST = 20
_SMALLEST_TOTAL = 4
_WIDEST_GAP = 160
"""Characters between the figures of one list."""
_MARK = re.compile(r"其中|(?:主要)?包括|具体(?:为|是|如下)|分别[是为]?[:《“]")
_SUMS_UP = re.compile(r"(?<!公)共(?!同|产|青|享|建|管|治)|累计|合计|总计|总共")
_BEGINS = re.compile(r"[\s,;:]*其中")


def find_totals(
    measures: Sequence[Measure], passages: Sequence[Passage], text: str
) -> list[int | None]:
    """For each figure the index of the total that it is a part of, or None."""
    totals = [_marked(index, measures, passages, text) for index in range(len(measures))]
    for total, parts in _lists_that_add_up(measures):
        for part in parts:
            if totals[part] is None:
                totals[part] = total
    return totals


def _marked(
    index: int, measures: Sequence[Measure], passages: Sequence[Passage], text: str
) -> int | None:
    """The index of the total that 其中 makes a figure a part of, or None.

    `特色产业基地9.92万亩,其中烟叶5.9万亩、梨园2.7万亩`: the total of both parts is 9.92万亩.
    """
    unit, sentence = measures[index].unit, passages[index].sentence
    marks = list(_MARK.finditer(text, sentence[0], measures[index].start))
    if not marks:
        return None
    mark = marks[-1].start()
    # 搬迁4210户13950人。其中,搬迁贫困户3120户: the total stands in the sentence before.
    begins = _BEGINS.match(text, sentence[0]) is not None
    total: int | None = None
    units = _units_before(mark, index, measures) | {unit}
    for earlier in range(index - 1, -1, -1):
        same = passages[earlier].sentence == sentence
        if not same and not (begins and text[passages[earlier].sentence[1]] in ";。"):
            break
        if measures[earlier].start > mark:
            # The list of parts goes on while nothing but what was summed up is counted: households
            # with persons (203户702人, 241户809人), cases with persons (22件56人,其中贪污3件8人).
            if measures[earlier].unit not in units:
                return None
        elif measures[earlier].unit == unit:
            total = earlier
            break
        if not same and passages[earlier].sentence != passages[index - 1].sentence:
            break
    return total


def _units_before(mark: int, index: int, measures: Sequence[Measure]) -> set[str | None]:
    """The units of the figures that stand together right before 其中."""
    units: set[str | None] = set()
    last: Measure | None = None
    for measure in reversed(measures[:index]):
        if measure.start > mark:
            continue
        if last is not None and last.start - measure.end > _TOGETHER:
            break
        units.add(measure.unit)
        last = measure
    return units


def _lists_that_add_up(measures: Sequence[Measure]) -> list[tuple[int, list[int]]]:
    """Totals with the figures of their unit right after them that add up to them exactly."""
    found = []
    by_unit: dict[str | None, list[int]] = {}
    for index, measure in enumerate(measures):
        if measure.unit in _ADDED and measure.bound == "exact" and measure.high is None:
            by_unit.setdefault(measure.unit, []).append(index)
    for places in by_unit.values():
        for order, total in enumerate(places):
            value = measures[total].value
            if value < _SMALLEST_TOTAL:
                continue
            added, parts = value * 0, list[int]()
            last = measures[total]
            for part in places[order + 1 : order + 1 + _LONGEST_LIST]:
                if measures[part].start - last.end > _WIDEST_GAP or added > value:
                    break
                added, last = added + measures[part].value, measures[part]
                parts.append(part)
                if added == value and len(parts) > 1:
                    found.append((total, parts))
                    break
    return found


def without_parts(
    passages: Sequence[Passage],
    judgements: Sequence[Judgement],
    totals: Sequence[int | None],
    text: str,
) -> list[Judgement]:
    """The judgements of all figures, those of parts weighed against their totals'."""
    kept = []
    for judgement, total in zip(judgements, totals, strict=True):
        if total is None:
            kept.append(judgement)
        else:
            clause = text[slice(*passages[total].clause)]
            kept.append(as_part(judgement, judgements[total], clause))
    return kept


def without_kinds(
    measures: Sequence[Measure],
    passages: Sequence[Passage],
    judgements: Sequence[Judgement],
    periods: Sequence[str | None],
    text: str,
) -> list[Judgement]:
    """The judgements without those of kinds that a sum before them in the sentence holds already.

    `共处理56人,给予党纪处分28人,组织处理28人`: the first is the number of persons, the others are kinds.
    """
    kept = list(judgements)
    groups: dict[tuple[str, str | None, int], list[int]] = {}
    for index, judgement in enumerate(judgements):
        if judgement.best is not None:
            key = judgement.best.indicator.id, periods[index], passages[index].sentence[0]
            groups.setdefault(key, []).append(index)
    for first, *others in groups.values():
        begin = passages[first].clause[0]
        if (
            not others
            or measures[first].unit == "times"
            or not _SUMS_UP.search(text, begin, measures[first].start)
        ):
            continue
        # 共召开常委会43次、常务会19次: what stands in the same clause is counted beside it
        kinds = [each for each in others if passages[each].clause[0] != begin]
        if sum(measures[each].value for each in kinds) <= measures[first].value:
            for each in kinds:
                kept[each] = Judgement(())
    return kept


def as_part(judgement: Judgement, whole: Judgement, clause: str) -> Judgement:
    """The judgement of a part: none, unless its own words name another indicator than the total's.

    `贫困人口8.34万人,其中已脱贫8.06万人`: the part is a figure of its own kind. `clause` is the total's: what
    is named there as well (`资助学生3281人,其中资助贫困学生720人`) tells the part no more than the total.
    """
    best = judgement.best
    total = whole.best.indicator.id if whole.best else None
    if best is None or best.indicator.id == total:
        return Judgement(())
    if total is None and all(reason.word in clause for reason in best.reasons):
        return Judgement(())
    beside = any(reason.place in {"left", "right"} for reason in best.reasons)
    return judgement if beside and best.score >= OWN_PART else Judgement(())

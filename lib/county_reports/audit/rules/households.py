"""Households and persons of one group: their mean size, and sums that both keep at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from county_reports.arithmetic.groups import Pair, all_sums
from county_reports.arithmetic.intervals import Interval, total
from county_reports.arithmetic.limits import PERSONS_PER_HOUSEHOLD, WIDEST_HOUSEHOLD
from county_reports.audit import claims, words
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule

SMALL_GROUP = 30
"""Households; the mean of fewer may lie further from the usual: 4户7人, 1户6人."""

_SIZE = claims.Relation("户均人口", "persons a household")
_SUM = claims.Relation("户数与人数同时相加", "households and persons both add up")


def household_size(ledger: Ledger) -> Iterator[Finding]:
    """Persons ÷ households lies between 1.5 and 5 (1 and 8 in groups of under 30 households).

    `2510户5639人` gives 2.25. The band is that by which fused digits are split; the national register
    had 3.0 to 3.5 persons a household. Limits: figures side by side only; 户次 and 人次 are not asked.
    """
    for households, persons in ledger.pairs():
        if households.counts_visits or persons.counts_visits or not households.value:
            continue
        band = WIDEST_HOUSEHOLD if households.value < SMALL_GROUP else PERSONS_PER_HOUSEHOLD
        yield claims.band(
            _SIZE,
            (persons, households),
            persons.interval.over(households.interval),
            Interval(*band),
            formula=f"{persons.text} ÷ {households.text}",
            hypotheses=("digits run together", "misprint"),
        )


def group_sums(ledger: Ledger) -> Iterator[Finding]:
    """A group of households and persons is the sum of others, both numbers at once.

    `66496户223518人 = 63153户215796人 + 3343户7722人`, wherever the three stand. The same sums prove
    splits of fused digits. Limits: it only confirms; groups under 20 persons add up by chance.
    """
    placed: dict[Pair, tuple[Entry, Entry]] = {}
    groups = []
    for households, persons in ledger.pairs():
        if households.is_exact and persons.is_exact:
            pair = Pair(households.value, persons.value)
            placed.setdefault(pair, (households, persons))
            groups.append((pair,))
    seen = set()
    for found in all_sums(groups, of_runs=False):
        key = (found.whole, frozenset(found.parts))
        if key in seen:
            continue
        seen.add(key)
        for side in (0, 1):
            whole, parts = placed[found.whole][side], [placed[part][side] for part in found.parts]
            added = total(part.interval for part in parts)
            yield claims.equality(_SUM, whole, parts, added, words.joined(parts))


_AGAIN = claims.Relation("同一户数前后的人数应一致", "the same households hold the same persons")
_HALF = claims.Relation("户数相加而人数应随之相加", "the households add up, so should the persons")
_FEWEST = 100
_FINE, _BESIDE_EACH_OTHER = 1000, 120
_LIST, _WIDEST_OFF = 6, Decimal("0.25")


def pair_repeated(ledger: Ledger) -> Iterator[Finding]:
    """The same number of households stated again has the same number of persons.

    `年末剩余905户2169人 … 确保剩余905户2196人脱贫` does not agree. Limits: a hundred households or more,
    for smaller groups may be equal by chance, and persons that are no more than a quarter apart.
    """
    first: dict[tuple[int, Decimal], tuple[Entry, Entry]] = {}
    for pair in ledger.pairs():
        if not all(entry.is_exact and not entry.counts_visits for entry in pair):
            continue
        for side in (0, 1):
            same, other = pair[side], pair[1 - side]
            if same.value < _FEWEST or same.value % 100 == 0:
                continue
            known = first.setdefault((side, same.value), pair)
            before = known[1 - side]
            if before is other or same.passage.clause == known[side].passage.clause:
                continue
            if abs(before.value - other.value) <= _WIDEST_OFF * before.value:
                yield claims.equality(
                    _AGAIN, other, (before,), before.interval, before.text,
                    hypotheses=("misprint", "other time"),
                )  # fmt: skip


def half_sums(ledger: Ledger) -> Iterator[Finding]:
    """A list of groups whose households add up to a total has persons that do so too.

    `312户1385人、458户2077人、571户2064人、183户827人 … 1524户6893人`: the households
    make 1524, the persons 6353.
    Limits: three groups or more on end, right before or behind the total, in two sentences at most;
    persons that are no more than a quarter apart.
    """
    pairs = [p for p in ledger.pairs() if all(e.is_exact and not e.counts_visits for e in p)]
    for at, whole in enumerate(pairs):
        # 年初11352户44552人,减贫5609户24618人,年底5446户19934人: two make a total only side by side
        two = pairs[at + 1 : at + 3]
        if len(two) == 2 and two[1][0].start - whole[0].start <= _BESIDE_EACH_OTHER:
            yield from _half(whole, two, least=_FINE)
        for count in range(3, _LIST + 1):
            for start in (at + 1, at - count):
                parts = pairs[start : start + count] if start >= 0 else []
                # 加上新识别的38户161人: one group may stand between the list and its total
                if len(parts) == count:
                    yield from _half(whole, parts)
        for count in range(3, _LIST + 1):
            apart = pairs[at - count - 1 : at - 1] if at > count else []
            if len(apart) == count:
                yield from _half(whole, apart)


def _half(
    whole: tuple[Entry, Entry], parts: Sequence[tuple[Entry, Entry]], least: int = _FEWEST
) -> Iterator[Finding]:
    if abs(whole[0].start - parts[0][0].start) > _FARTHEST or whole[0].value < _FEWEST:
        return
    off = [abs(sum(part[side].value for part in parts) - whole[side].value) for side in (0, 1)]
    for side in (0, 1):
        if whole[1 - side].value < least:
            continue
        if off[1 - side] == 0 and 0 < off[side] <= _WIDEST_OFF * whole[side].value:
            column = tuple(part[side] for part in parts)
            yield claims.equality(
                _HALF, whole[side], column, total(each.interval for each in column),
                words.joined(column), hypotheses=("misprint",),
            )  # fmt: skip


_FARTHEST = 240
"""Characters from the total to the list that makes it."""

RULES = (
    Rule("group-sum", "parts", "户数与人数同时相加", "households and persons add up", group_sums),
    Rule("household-size", "households", _SIZE.zh, _SIZE.en, household_size),
)
COLUMNS = (
    Rule("group-again", "repeats", _AGAIN.zh, _AGAIN.en, pair_repeated),
    Rule("group-half", "parts", _HALF.zh, _HALF.en, half_sums),
)
"""Come after the rules that read the words: of the same figures theirs is kept."""

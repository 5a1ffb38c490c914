"""Households and persons of one group: their mean size, and sums that both keep at once."""

from __future__ import annotations

from collections.abc import Iterator

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


RULES = (
    Rule("group-sum", "parts", "户数与人数同时相加", "households and persons add up", group_sums),
    Rule("household-size", "households", "户均人口", "persons a household", household_size),
)

"""Sums that a report's groups keep, for households and persons at once.

`66496户223518人 = 63153户215796人 + 3343户7722人`: when households and persons add up together, with
numbers of several digits, it is no chance. These sums prove how fused digits are to be split, and
they are findings of the audit where nothing was fused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

SMALLEST_GROUP = 20
"""Persons; sums of smaller groups hold by chance too easily to prove a split."""

LONGEST_LIST = 6
"""Parts of a total that stand one after another: 脱贫不稳定户, 边缘易致贫户, 突发严重困难户 …"""

MOST_READINGS = 64
"""Ways to read one list; a list with more fused runs than that proves nothing."""

SUM_WORK = 200_000
"""Sums of two tried on each side of all runs together: every one in reports of usual size."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Households and persons of one group, as one possible reading."""

    households: Decimal
    persons: Decimal
    run: int | None = None
    """Index of the fused run that this is a split of; None for a pair that stands in the text."""

    @property
    def size(self) -> tuple[Decimal, Decimal]:
        """Both numbers, for looking up."""
        return self.households, self.persons


@dataclass(frozen=True, slots=True)
class Sum:
    """whole = all parts together, for households and for persons."""

    whole: Pair
    parts: tuple[Pair, ...]

    def words(self) -> str:
        """The arithmetic as a reader would write it: 10户 = 7户 + 3户, 30人 = 21人 + 9人."""
        households = " + ".join(f"{part.households}户" for part in self.parts)
        persons = " + ".join(f"{part.persons}人" for part in self.parts)
        return f"{self.whole.households}户 = {households}, {self.whole.persons}人 = {persons}"

    @property
    def members(self) -> tuple[Pair, ...]:
        """The whole and its parts."""
        return (self.whole, *self.parts)


def _holds_by_chance(found: Sum) -> bool:
    """Whether a sum says nothing: a group is very small, or two readings of one run stand in it."""
    runs = [pair.run for pair in found.members if pair.run is not None]
    large = all(part.persons >= SMALLEST_GROUP for part in found.parts)
    return not large or len(runs) != len(set(runs))


def sums_of_two(pairs: Sequence[Pair], *, of_runs: bool = True) -> Iterator[Sum]:
    """Sums of two groups anywhere in the report; `of_runs`: with a fused run among the three."""
    by_size: dict[tuple[Decimal, Decimal], list[Pair]] = {}
    for pair in pairs:
        by_size.setdefault(pair.size, []).append(pair)
    runs = [(at, pair) for at, pair in enumerate(pairs) if pair.run is not None or not of_runs]
    # In a very long report only the groups around a run are tried, so that time grows with length.
    reach = max(SUM_WORK // (len(runs) or 1), 20)
    for at, fused in runs:
        for other in pairs[max(0, at - reach) : at + reach]:
            if other is fused:
                continue
            total = (fused.households + other.households, fused.persons + other.persons)
            for whole in by_size.get(total, ()):
                yield from _kept(whole, fused, other)
            rest = (fused.households - other.households, fused.persons - other.persons)
            for part in by_size.get(rest, ()):
                yield from _kept(fused, other, part)


def _kept(whole: Pair, *parts: Pair) -> Iterator[Sum]:
    found = Sum(whole, parts)
    if not _holds_by_chance(found):
        yield found


def sums_of_lists(groups: Sequence[tuple[Pair, ...]], *, of_runs: bool = True) -> Iterator[Sum]:
    """A total and the groups right after (or before) it, three or more, that add up to it.

    `groups` are in the order of the text; each gives the ways in which it can be read.
    """
    for at, wholes in enumerate(groups):
        for count in range(3, LONGEST_LIST + 1):
            for parts in (groups[at + 1 : at + 1 + count], groups[max(0, at - count) : at]):
                if len(parts) == count:
                    yield from _sums_of_list(wholes, parts, of_runs)


def _sums_of_list(
    wholes: tuple[Pair, ...], parts: Sequence[tuple[Pair, ...]], of_runs: bool
) -> Iterator[Sum]:
    readings = len(wholes)
    for part in parts:
        readings *= len(part)
    fused = not of_runs or any(p.run is not None for group in (wholes, *parts) for p in group)
    if not fused or readings > MOST_READINGS:
        return
    for whole, *chosen in product(wholes, *parts):
        if (
            sum(part.households for part in chosen) == whole.households
            and sum(part.persons for part in chosen) == whole.persons
        ):
            yield from _kept(whole, *chosen)


def all_sums(groups: Sequence[tuple[Pair, ...]], *, of_runs: bool = True) -> Iterable[Sum]:
    """Every sum among the groups of a report, in the order of its text.

    `of_runs`: only those that can prove a split of fused digits; without, all of them.
    """
    pairs = list(dict.fromkeys(pair for group in groups for pair in group))
    yield from sums_of_two(pairs, of_runs=of_runs)
    yield from sums_of_lists(groups, of_runs=of_runs)

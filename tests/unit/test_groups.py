"""Sums of groups: which ones prove a split, which hold by chance, and how they are told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.arithmetic.groups import (
    LONGEST_LIST,
    SMALLEST_GROUP,
    Pair,
    Sum,
    all_sums,
    sums_of_lists,
    sums_of_two,
)


def pair(households: int, persons: int, run: int | None = None) -> Pair:
    return Pair(Decimal(households), Decimal(persons), run)


def stated(*sizes: tuple[int, int]) -> list[tuple[Pair, ...]]:
    return [(pair(*size),) for size in sizes]


TWO = [
    # the fused run is the whole: 8452户29136人 = 7931户27485人 + 521户1651人
    ([pair(8452, 29136, 0), pair(7931, 27485), pair(521, 1651)], 1),
    # the fused run is a part
    ([pair(14876, 49633), pair(14549, 48890), pair(327, 743, 0)], 1),
    # households add up, persons do not
    ([pair(8452, 29136, 0), pair(7931, 27485), pair(521, 1650)], 0),
    # no fused run among them: nothing to prove
    ([pair(8452, 29136), pair(7931, 27485), pair(521, 1651)], 0),
    # a group too small to prove anything
    ([pair(13, 30, 0), pair(10, 21), pair(3, 9)], 0),
    # two readings of one run never stand in one sum
    ([pair(30, 90, 0), pair(10, 40, 0), pair(20, 50)], 0),
]


@pytest.mark.parametrize(("pairs", "count"), TWO)
def test_sums_of_two(pairs: list[Pair], count: int) -> None:
    assert len({(found.whole, frozenset(found.parts)) for found in sums_of_two(pairs)}) == count


LISTS = [
    # a total, then its three groups, the last one fused
    ([*stated((518, 1763), (203, 702), (241, 809)), (pair(7, 4252, 0), pair(74, 252, 0))], True),
    # the groups first, their total after them
    ([(pair(60, 170, 0),), *stated((40, 110), (25, 70), (125, 350))], True),
    # a stranger between total and groups
    ([*stated((518, 1763), (9, 25), (203, 702), (241, 809)), (pair(74, 252, 0),)], False),
    # one group is missing
    ([*stated((518, 1763), (203, 702)), (pair(74, 252, 0),)], False),
    # nothing fused
    (stated((518, 1763), (203, 702), (241, 809), (74, 252)), False),
]


@pytest.mark.parametrize(("groups", "proved"), LISTS)
def test_sums_of_lists(groups: list[tuple[Pair, ...]], proved: bool) -> None:
    assert bool(list(sums_of_lists(groups))) is proved


def test_a_list_chooses_the_reading_that_adds_up() -> None:
    readings = (pair(7, 4252, 0), pair(74, 252, 0), pair(742, 52, 0))
    (found,) = sums_of_lists([*stated((518, 1763), (203, 702), (241, 809)), readings])
    assert found.parts[-1] == readings[1]


def test_a_long_list_is_still_read_and_a_longer_one_is_not() -> None:
    parts = [(10 * n, 30 * n) for n in range(1, LONGEST_LIST + 1)]
    total = (sum(h for h, _ in parts), sum(p for _, p in parts))
    groups = [(pair(*total, 0),), *stated(*parts)]
    assert list(sums_of_lists(groups))
    further = (*parts, (100, 300))
    total = (sum(h for h, _ in further), sum(p for _, p in further))
    assert not list(sums_of_lists([(pair(*total, 0),), *stated(*further)]))


def test_too_many_readings_prove_nothing() -> None:
    vague = tuple(pair(n, 3 * n + 40, 0) for n in range(1, 30))
    other = tuple(pair(n, 3 * n + 40, 1) for n in range(1, 30))
    assert not list(sums_of_lists([*stated((90, 400)), vague, other, *stated((30, 90))[0:1]]))


def test_the_arithmetic_in_words() -> None:
    found = Sum(pair(10, 30), (pair(7, 21), pair(3, 9)))
    assert found.words() == "10户 = 7户 + 3户, 30人 = 21人 + 9人"
    assert found.members == (pair(10, 30), pair(7, 21), pair(3, 9))


sizes = st.tuples(st.integers(10, 9000), st.integers(SMALLEST_GROUP, 30000))


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(sizes, min_size=3, max_size=LONGEST_LIST, unique=True), st.data())
def test_a_total_before_its_parts_is_always_found(
    parts: list[tuple[int, int]], data: st.DataObject
) -> None:
    fused = data.draw(st.integers(0, len(parts) - 1))
    total = pair(sum(h for h, _ in parts), sum(p for _, p in parts))
    groups = [(total,)]
    groups += [(pair(h, p, 0 if n == fused else None),) for n, (h, p) in enumerate(parts)]
    assert any(len(found.parts) == len(parts) for found in all_sums(groups))


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.tuples(sizes, st.booleans()), max_size=12))
def test_every_sum_found_holds_and_names_a_run(groups: list[tuple[tuple[int, int], bool]]) -> None:
    made = [(pair(h, p, n if fused else None),) for n, ((h, p), fused) in enumerate(groups)]
    for found in all_sums(made):
        assert sum(part.households for part in found.parts) == found.whole.households
        assert sum(part.persons for part in found.parts) == found.whole.persons
        assert any(member.run is not None for member in found.members)

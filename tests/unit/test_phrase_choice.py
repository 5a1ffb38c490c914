"""Which phrases a page shows, and how many it leaves out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county_reports.attention.choice import choose


def cells(*uses: tuple[str, str, int, str]) -> Mapping[tuple[str, str], Mapping[str, object]]:
    return {(phrase, report): {"uses": n, "found": found} for phrase, report, n, found in uses}


THREE = cells(
    ("两不愁三保障", "a", 3, "known"), ("两不愁三保障", "b", 1, "known"),
    ("两不愁三保障", "c", 1, "known"), ("四个不摘", "a", 1, "known"),
    ("四个不摘", "b", 1, "known"), ("六个精准", "a", 2, "known"), ("六个精准", "c", 2, "known"),
    ("三走进", "a", 1, "pattern"), ("五个到位", "a", 4, "pattern"), ("三清零", "b", 1, "pattern"),
    ("一村一品", "c", 1, "known"),
)  # fmt: skip


def test_groups_and_their_order() -> None:
    choice = choose(THREE, ["a", "b", "c"], 20)
    assert choice.shared == ("六个精准", "四个不摘")  # two counties each; four uses before two
    assert choice.coined == ("五个到位", "三清零", "三走进")  # each county in turn, most used first
    assert choice.single == ("一村一品",)
    assert choice.common == ("两不愁三保障",)
    assert choice.left_out == 0


@pytest.mark.parametrize(
    ("most", "shown", "left_out"),
    [
        # shared take six tenths where there are so many, coined what is left
        (2, ("六个精准", "五个到位"), 5),
        (4, ("六个精准", "四个不摘", "五个到位", "三清零"), 3),
        (6, ("六个精准", "四个不摘", "五个到位", "三清零", "三走进", "一村一品"), 1),
    ],
)
def test_a_small_page(most: int, shown: tuple[str, ...], left_out: int) -> None:
    choice = choose(THREE, ["a", "b", "c"], most)
    assert (choice.shown, choice.left_out) == (shown, left_out)


def test_one_report_shares_nothing_with_anybody() -> None:
    own = {key: cell for key, cell in THREE.items() if key[1] == "a"}
    choice = choose(own, ["a"], 20)
    assert (choice.shared, choice.common) == ((), ())
    assert choice.coined == ("五个到位", "三走进")
    assert choice.single == ("两不愁三保障", "六个精准", "四个不摘")


def test_more_than_six_counties_give_the_shared_ones_more_room() -> None:
    ids = list("abcdefg")
    wide = cells(
        *((f"提法{n}", report, 1, "known") for n in range(9) for report in ("a", "b")),
        *((f"新提法{n}", "c", 1, "pattern") for n in range(9)),
    )
    choice = choose(wide, ids, 10)
    assert (len(choice.shared), len(choice.coined)) == (8, 2)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("甲乙丙丁戊己庚"), st.sampled_from("abc")),
        st.tuples(st.integers(1, 5), st.sampled_from(["known", "pattern"])),
        max_size=20,
    ),
    st.integers(1, 8),
)
def test_nothing_is_lost_or_shown_twice(
    drawn: dict[tuple[str, str], tuple[int, str]], most: int
) -> None:
    table = {key: {"uses": n, "found": found} for key, (n, found) in drawn.items()}
    choice = choose(table, list("abc"), most)
    assert len(set(choice.shown)) == len(choice.shown) <= most
    assert len(choice.shown) + choice.left_out == len({phrase for phrase, _ in drawn})
    assert (choice.left_out == 0) == (len({phrase for phrase, _ in drawn}) <= most)

"""Ranks with ties, robust spread, the note on selection; expected values by hand."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as some

from county_reports.arithmetic.intervals import INFINITY
from county_reports.comparison import alignment, statistics, tables
from county_reports.comparison.statistics import RANKS, SPREAD
from county_reports.model import Metadata, Report

given = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py")))
see = given.observation

INCIDENCE = "registry.incidence"


def compared(*shown: object):
    """A comparison of counties that state these incidences: 1.01, "≈1", ">2" or None."""
    read = []
    for number, item in enumerate(shown):
        meta = Metadata(f"c{number:02d}-2019", f"{number}.txt", f"第{number}县", year=2019)
        text = str(item)
        bound = {"≈": "about", ">": "over"}.get(text[0], "exact")
        digits = text.lstrip("≈>")
        source = f"贫困发生率{digits}%。"
        seen = [] if item is None else [
            see(f"{digits}%", start=source.index(digits), value=digits, unit="percent",
                indicator=INCIDENCE, bound=bound)]  # fmt: skip
        read.append((Report(meta, source), seen))
    table = tables.observations_frame(read)
    return alignment.compare(table, [r.metadata for r, _ in read], [INCIDENCE],
                             {r.id: r.source for r, _ in read})  # fmt: skip


def ranked(*shown: object) -> list[tuple[str, int, int, float]]:
    table = statistics.ranks(compared(*shown))
    assert table.columns.tolist() == [column.name for column in RANKS]
    return [
        (row["report"][:3], row["best"], row["worst"], row["rank_average"])
        for row in table.to_dict("records")
        if tables.given(row["best"])
    ]


# ---- ranks


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ((1, 3, 2), [("c01", 1, 1, 1.0), ("c02", 2, 2, 2.0), ("c00", 3, 3, 3.0)]),
        # equal figures: competition ranks 1, 1, 3; average ranks 1.5, 1.5, 3
        ((5, 5, 2), [("c00", 1, 2, 1.5), ("c01", 1, 2, 1.5), ("c02", 3, 3, 3.0)]),
        # 约1 reaches from 0.5 to 1.5: 1.2 may be more or less
        (("≈1", "1.20", "0.30"), [("c01", 1, 2, 1.5), ("c00", 1, 2, 1.5), ("c02", 3, 3, 3.0)]),
        # 1% stands for 0.5 to 1.5 and meets 1.01%
        ((1, "1.01"), [("c01", 1, 2, 1.5), ("c00", 1, 2, 1.5)]),
        # over 2 may be anything above
        ((">2", "9.0", "1.0"), [("c01", 1, 2, 1.5), ("c00", 1, 2, 1.5), ("c02", 3, 3, 3.0)]),
        ((4,), [("c00", 1, 1, 1.0)]),
        ((None, 4), [("c01", 1, 1, 1.0)]),
        ((None,), []),
    ],
)
def test_ranks_as_far_as_the_printed_figures_allow(shown, expected):
    assert ranked(*shown) == expected


def test_overlap_is_no_equivalence():
    # the middle one cannot be told from either, the outer two can
    assert statistics.possible_ranks([
        (Decimal(2), Decimal(4)), (Decimal(1), Decimal(3)), (Decimal(0), Decimal(2)),
    ]) == [(1, 2), (1, 3), (2, 3)]  # fmt: skip


def test_a_county_without_a_value_has_no_rank_and_a_reason():
    table = statistics.ranks(compared(3, None))
    last = table.iloc[-1]
    assert (last["report"], last["missing"], last["of"]) == ("c01-2019", "not reported", 1)
    assert not tables.given(last["rank"])


def test_ranked_rows_keep_their_places():
    table = statistics.ranks(compared("1.01", "0.68"))
    assert table["text"].tolist() == ["1.01%", "0.68%"]
    assert table["start"].tolist() == [5, 5]
    assert all(text in quote for text, quote in zip(table["text"], table["quote"], strict=True))


def test_each_indicator_is_ranked_by_itself():
    table = compared(3, 2)
    other = table.assign(indicator="registry.initial_incidence")
    import pandas as pd

    both = statistics.ranks(pd.concat([table, other], ignore_index=True))
    assert both["rank"].tolist() == [1, 2, 1, 2]


ENDS = some.lists(
    some.tuples(some.integers(0, 20), some.integers(0, 5)).map(
        lambda pair: (Decimal(pair[0]), Decimal(pair[0] + pair[1]))
    ),
    min_size=1,
    max_size=9,
)


@for_all(ENDS)
def test_possible_ranks_are_those_counted_one_by_one(ends):
    counted = []
    for low, high in ends:
        larger = smaller = 0
        for other_low, other_high in ends:
            point = low == high or other_low == other_high
            larger += other_low > high or (other_low == high and not point)
            smaller += other_high < low or (other_high == low and not point)
        counted.append((1 + larger, len(ends) - smaller))
    assert statistics.possible_ranks(ends) == counted
    assert all(1 <= best <= worst <= len(ends) for best, worst in counted)


@settings(deadline=None)
@for_all(some.lists(some.integers(0, 6), min_size=1, max_size=12))
def test_exact_values_have_the_usual_average_ranks(values):
    from scipy.stats import rankdata

    ends = [(Decimal(value), Decimal(value)) for value in values]
    middle = [(best + worst) / 2 for best, worst in statistics.possible_ranks(ends)]
    assert middle == list(rankdata([-value for value in values]))


def test_an_open_interval_is_never_surely_smaller():
    ends = [(Decimal(1), INFINITY), (Decimal(50), Decimal(50))]
    assert statistics.possible_ranks(ends) == [(1, 2), (1, 2)]


# ---- spread


def test_the_spread_of_five_counties():
    row = statistics.spread(compared(1, 2, 3, 4, 10)).iloc[0]
    named = [row[name] for name in ("least", "quartile_1", "median", "quartile_3", "largest")]
    assert named == [1, 2, 3, 4, 10]
    # distances from 3: 2, 1, 0, 1, 7
    assert row["mad"] == 1
    assert (row["counties"], row["of"]) == (5, 5)
    assert not tables.given(row["withheld"])


def test_quartiles_lie_between_order_statistics():
    row = statistics.robust([Decimal(n) for n in (1, 2, 3, 4, 5, 6)])
    assert (row["quartile_1"], row["median"], row["quartile_3"], row["mad"]) == (
        Decimal("2.25"), Decimal("3.5"), Decimal("4.75"), Decimal("1.5"),
    )  # fmt: skip


@settings(deadline=None)
@for_all(some.lists(some.integers(0, 1000), min_size=2, max_size=30))
def test_quartiles_agree_with_numpy(values):
    import numpy as np

    row = statistics.robust(sorted(Decimal(value) for value in values))
    expected = np.quantile(values, [0.25, 0.5, 0.75])
    found = [float(row[name]) for name in ("quartile_1", "median", "quartile_3")]
    assert found == pytest.approx(list(expected), abs=1e-9)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_too_few_counties_have_no_spread(count):
    shown = [*range(1, count + 1), None]
    row = statistics.spread(compared(*shown)).iloc[0]
    assert row["withheld"] == "too few counties"
    assert row["median"] is None
    assert row["mad"] is None
    assert (row["counties"], row["of"]) == (count, count + 1)
    assert row["largest"] == (count or None)


def test_the_spread_has_its_columns_also_for_nothing():
    empty = statistics.spread(compared())
    assert empty.columns.tolist() == [column.name for column in SPREAD]
    assert empty.empty


# ---- selection


def test_the_note_says_how_many_of_how_many():
    note = statistics.selection_note(compared(3, None, None))
    assert note.en.startswith("1 of 3 reports has a comparable value (not reported 2).")
    assert note.zh.startswith("3 个县的报告中 1 个有可比数值（未报告 2）。")
    assert "no sample" in note.words("en")
    assert "不是抽样" in note.words("zh")


def test_the_note_without_gaps_names_none():
    note = statistics.selection_note(compared(3, 2))
    assert note.en.startswith("2 of 2 reports have a comparable value. ")
    assert "（" not in note.zh.split("。")[0]


def test_the_note_of_several_indicators_counts_cells():
    import pandas as pd

    table = compared(3, None)
    both = pd.concat([table, table.assign(indicator="registry.initial_incidence")])
    assert statistics.selection_note(both).en.startswith("2 of 4 cells")
    assert statistics.selection_note(both, INCIDENCE).en.startswith("1 of 2 reports")

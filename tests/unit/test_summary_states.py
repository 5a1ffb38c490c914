"""Summary, coverage matrix and tables say the same of every figure, whatever it is."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from county_reports import codebook
from county_reports.comparison import alignment, coverage_matrix, summary, tables
from county_reports.errors import SchemaError
from county_reports.model import Metadata, Report
from county_reports.schema import COMPARISON, Column

given = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py")))
PERSONS = "registry.registered_persons"
REPORT = Report(Metadata("yun-2019", "y.txt", "云县", year=2019), "云" * 200)


def person(value: object, start: int = 0, **more: object) -> object:
    more = {"indicator": PERSONS, "unit": "person"} | more
    return given.observation(f"{value}人", start=start, value=value, **more)


STATES = [
    ([], "not reported", "未报告", "not reported"),
    ([person(9)], "reported", "9 人", "9 persons"),
    ([person(0)], "reported", "0 人", "0 persons"),
    ([person(1)], "reported", "1 人", "1 person"),
    ([person(9, high=12, bound="about")], "reported", "≈9–12 人", "≈9–12 persons"),
    ([person(9, restoration="unique")], "reported", "9 人†", "9 persons†"),
    ([person(9, restoration="ambiguous")], "ambiguous", "无法确定", "ambiguous"),
    ([person(9, scope="other")], "not comparable", "口径不可比", "not comparable"),
    ([person(9, scope="part"), person(7, 30, scope="standard")], "not comparable", "口径不可比",
     "not comparable"),
    ([person(9, status="planned")], "planned only", "仅有计划数：9 人", "planned only: 9 persons"),
    ([person(9, status="planned", restoration="ambiguous")], "planned only", "仅有计划数",
     "planned only"),
]  # fmt: skip


@pytest.mark.parametrize(("seen", "state", "zh", "en"), STATES)
def test_matrix_and_summary_say_the_same(seen: list, state: str, zh: str, en: str) -> None:
    table = tables.observations_frame([(REPORT, seen)])
    compared = alignment.compare(table, [REPORT.metadata], [PERSONS], {REPORT.id: REPORT.source})
    cell = coverage_matrix.matrix(compared).iloc[0]
    (block,) = summary.blocks(table, REPORT.metadata, REPORT.source, themes=["registry"])
    row = block.rows.set_index("indicator").loc[PERSONS]
    assert cell["state"] == state
    assert (row["value_zh"], row["value_en"]) == (zh, en)
    assert (
        tables.given(cell["value"]) is (state == "reported") is (not tables.given(cell["missing"]))
    )
    for name in ("start", "end", "text", "restoration"):
        assert tables.word(row[name]) == tables.word(cell[name])
    assert block.reported == (state == "reported")
    for language in ("zh", "en"):
        assert len(block.table(language)) == block.indicators
        assert len(block.table(language, only_reported=True)) == block.reported


@pytest.mark.parametrize("count", [1, 2, 40])
def test_shares_add_up_to_the_matrix(count: int) -> None:
    reports = given.invented(count)
    metadata = [report.metadata for report, _ in reports]
    book = codebook.load().indicators
    compared = alignment.compare(tables.observations_frame(reports), metadata, list(book), {})
    matrix = coverage_matrix.matrix(compared)
    shares = coverage_matrix.shares(matrix)
    assert len(matrix) == count * len(book)
    assert len(shares) == count * len({entry.theme for entry in book.values()})
    assert shares["indicators"].sum() == len(matrix)
    assert shares["reported"].sum() == (matrix["state"] == "reported").sum()
    assert (shares["reported"] <= shares["indicators"]).all()
    assert shares["report"].drop_duplicates().tolist() == [m.id for m in metadata]
    wide = coverage_matrix.wide(matrix)
    assert wide.shape == (len(book), 2 + count)
    assert wide["indicator"].tolist() == list(book)
    assert not wide.isna().to_numpy().any()


@pytest.mark.parametrize("order", [1, -1])
def test_reports_stand_in_the_order_given(order: int) -> None:
    reports = given.invented(3)
    metadata = [report.metadata for report, _ in reports][::order]
    compared = alignment.compare(tables.observations_frame(reports), metadata, [PERSONS], {})
    assert compared["report"].tolist() == [m.id for m in metadata]
    assert coverage_matrix.wide(coverage_matrix.matrix(compared)).columns.tolist() == [
        "theme", "indicator", *(m.id for m in metadata),
    ]  # fmt: skip


def test_a_comparison_of_no_report_is_an_empty_table() -> None:
    compared = alignment.compare(tables.observations_frame([]), [], [PERSONS], {})
    assert compared.columns.tolist() == [column.name for column in COMPARISON]
    matrix = coverage_matrix.matrix(compared)
    for made in (matrix, coverage_matrix.shares(matrix), coverage_matrix.wide(matrix)):
        assert len(made) == 0
    assert matrix.columns.tolist() == [column.name for column in coverage_matrix.MATRIX]


def test_other_reports_do_not_change_a_summary() -> None:
    other = Report(Metadata("mu-2019", "m.txt", "木县", year=2019), "木" * 200)
    alone = tables.observations_frame([(REPORT, [person(9)])])
    both = tables.observations_frame([(other, [person(70)]), (REPORT, [person(9)])])
    first, second = (
        summary.blocks(table, REPORT.metadata, REPORT.source) for table in (alone, both)
    )
    for left, right in zip(first, second, strict=True):
        pd.testing.assert_frame_equal(left.rows, right.rows)


class Counts:
    """What a summary asks of the coverage."""

    def __init__(self, total: int, read: int, set_aside: int) -> None:
        self.total, self.read, self.set_aside = total, read, set_aside
        self.share = Decimal(read + set_aside) / total if total else Decimal(1)


@pytest.mark.parametrize(
    ("counts", "zh", "share"),
    [
        (Counts(0, 0, 0), ["0 个", "0 个", "0 个", "0 个"], "100%"),
        (Counts(3, 1, 1), ["3 个", "1 个", "1 个", "1 个"], "66.7%"),
        (Counts(2000, 1500, 500), ["2,000 个", "1,500 个", "500 个", "0 个"], "100%"),
        (Counts(8, 0, 0), ["8 个", "0 个", "0 个", "8 个"], "0%"),
    ],
)
def test_the_block_of_the_coverage(counts: Counts, zh: list[str], share: str) -> None:
    rows = summary.coverage_block(counts).rows
    assert rows["value_zh"].tolist() == [*zh, share]
    assert rows["value_en"].tolist()[-1] == share
    assert rows["missing"].isna().all()


CELLS = {
    "object": st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    "str": st.none() | st.text("云县1 ", max_size=4),
    "Int64": st.none() | st.integers(-(2**53), 2**53),
}


@settings(derandomize=True, deadline=None, max_examples=60, database=None)
@drawn(st.data(), st.sampled_from(sorted(CELLS)))
def test_a_cell_comes_back_as_it_was_put_in(data: st.DataObject, dtype: str) -> None:
    column = Column("x", dtype, "anything", (), True)
    values = data.draw(st.lists(CELLS[dtype], max_size=5))
    made = tables.validate(
        tables.frame([{"x": value} if value is not None else {} for value in values], [column]),
        [column],
    )
    assert str(made["x"].dtype) == dtype
    assert [v if tables.given(v) else None for v in made["x"]] == values


@pytest.mark.parametrize(
    ("dtype", "value", "nullable"),
    [
        ("object", 1.5, True), ("object", "1.5", True), ("object", 3, True), ("Int64", 1.5, True),
        ("int64", None, False), ("str", None, False), ("Int64", "x", True), ("object", None, False),
    ],
)  # fmt: skip
def test_a_cell_of_another_kind_is_refused(dtype: str, value: object, nullable: bool) -> None:
    column = Column("x", dtype, "anything", (), nullable)
    with pytest.raises(SchemaError, match="x"):
        tables.validate(tables.frame([{"x": value}], [column]), [column])

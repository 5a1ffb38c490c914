"""Tables of observations: columns, dtypes, missing cells, and every failure named at once."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from county_reports.comparison import tables
from county_reports.errors import SchemaError
from county_reports.model import Metadata, Report
from county_reports.schema import COMPARISON, OBSERVATION_COLUMNS, OBSERVATIONS, Column

given = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py")))


@pytest.fixture(scope="module")
def gold() -> pd.DataFrame:
    return tables.observations_frame(given.gold_reports())


def test_columns_and_dtypes_are_those_of_the_schema(gold: pd.DataFrame) -> None:
    assert tuple(gold.columns) == OBSERVATION_COLUMNS
    assert {name: str(dtype) for name, dtype in gold.dtypes.items()} == {
        column.name: column.dtype for column in OBSERVATIONS
    }


def test_values_are_the_printed_decimals(gold: pd.DataFrame) -> None:
    row = gold[(gold.report == "longhui-2019") & (gold.start == 439)].iloc[0]
    assert (row.text, row.value, row.unit, row.indicator) == (
        "0.68%", Decimal("0.68"), "percent", "registry.incidence",
    )  # fmt: skip
    assert all(isinstance(value, Decimal) for value in gold.value.dropna())


def test_text_is_what_stands_in_the_source(gold: pd.DataFrame) -> None:
    sources = {report.id: report.source for report, _ in given.gold_reports()}
    for row in gold.itertuples():
        assert sources[row.report][row.start : row.end] == row.text


def test_rows_keep_the_order_given() -> None:
    first, second = given.invented(2)
    table = tables.observations_frame([second, first])
    assert list(table.report.unique()) == ["county01-2019", "county00-2019"]


@pytest.mark.parametrize(
    ("change", "column", "expected"),
    [
        ({"restoration": "proven", "proof": "66496 - 3343 = 63153"}, "proof",
         "66496 - 3343 = 63153"),
        ({"restoration": "proven"}, "lost", "户"),
        ({"restoration": "ambiguous"}, "alternatives", "1|2"),
        ({"high": 5000}, "high", Decimal(5000)),
        ({"kind": "date", "period": "2014/2019"}, "period", "2014/2019"),
        ({"period": "2019"}, "period", "2019"),
        ({"scope": "part"}, "scope", "part"),
        ({"status": "planned"}, "status", "planned"),
        ({"object": "贫困户"}, "object", "贫困户"),
    ],
)  # fmt: skip
def test_cells(change: dict[str, object], column: str, expected: object) -> None:
    report = Report(Metadata("a-2019", "a.txt"), "10户")
    table = tables.observations_frame([(report, [given.observation(**change)])])
    assert table.loc[0, column] == expected


@pytest.mark.parametrize(
    "column", ["high", "indicator", "theme", "object", "period", "restoration", "lost", "proof",
               "alternatives", "section", "precision", "classifier"],
)  # fmt: skip
def test_missing_is_missing(column: str) -> None:
    report = Report(Metadata("a-2019", "a.txt"), "10户")
    table = tables.observations_frame([(report, [given.observation()])])
    assert not tables.given(table.loc[0, column])


def test_no_observation_gives_an_empty_table_with_its_dtypes() -> None:
    table = tables.observations_frame([])
    assert len(table) == 0
    assert str(table.dtypes["start"]) == "int64"
    assert str(table.dtypes["report"]) == "str"


def test_all_failures_are_named_at_once() -> None:
    table = tables.observations_frame(given.invented(1)).astype({"kind": object})
    table["kind"] = pd.Series(["number"] * len(table), dtype="str")
    table["unit"] = pd.Series(["pound"] * len(table), dtype="str")
    with pytest.raises(SchemaError, match="kind holds 'number'") as caught:
        tables.validate(table, OBSERVATIONS, what="observations")
    assert "unit holds 'pound'" in str(caught.value)
    assert "observations" in caught.value.where
    assert "and 4 more" in caught.value.what


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda t: t.drop(columns="start"), "start"),
        (lambda t: t.assign(extra=1), "extra"),
        (lambda t: t.assign(start=t["start"].astype("float64")), "start"),
        (lambda t: t.assign(value=[0.5] * len(t)), "value"),
        (lambda t: t.assign(value=pd.Series([0.5] * len(t), dtype="object")), "value"),
        (lambda t: t.assign(report=pd.Series([None] * len(t), dtype="str")), "report"),
    ],
)
def test_a_spoilt_table_is_refused(spoil: object, named: str) -> None:
    table = tables.observations_frame(given.invented(1))
    with pytest.raises(SchemaError, match=named):
        tables.validate(spoil(table), OBSERVATIONS)


def test_a_right_table_passes_unchanged() -> None:
    table = tables.observations_frame(given.invented(3))
    assert tables.validate(table, OBSERVATIONS) is table


def test_frame_refuses_an_unknown_column() -> None:
    with pytest.raises(SchemaError, match="no column colour"):
        tables.frame([{"colour": "red"}], COMPARISON)


def test_frame_refuses_a_value_that_does_not_fit() -> None:
    with pytest.raises(SchemaError, match="column n"):
        tables.frame([{"n": "many"}], [Column("n", "Int64", "a count")])


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, False), (float("nan"), False), (pd.NA, False), (pd.NaT, False), ("", True), (0, True),
     (Decimal(0), True), ("户", True)],
)  # fmt: skip
def test_given(value: object, expected: bool) -> None:
    assert tables.given(value) is expected


@pytest.mark.parametrize(("value", "expected"), [(None, None), (pd.NA, None), ("县", "县")])
def test_word(value: object, expected: object) -> None:
    assert tables.word(value) == expected

"""The contract of figures: each broken promise has its refusal; CSV formulas are defused."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from county_reports.charts import contract, render, style
from county_reports.charts.chart import Source
from county_reports.errors import FigureError, FontError


def plotted(**more: object) -> pd.DataFrame:
    row = {"report": "shimen-2018", "start": 3, "end": 7, "value": Decimal(12), "unit": "person"}
    return pd.DataFrame([row | more])


@pytest.mark.parametrize(
    "name",
    ["..", "../../etc/passwd", "a/../b", "C:\\x", "~root", "a..b", "图一", "COM9", "nul", "a%2fb",
     "_a", "a b", "", "a\n", "y" * 81],
)  # fmt: skip
def test_bad_names(name: str) -> None:
    with pytest.raises(FigureError, match="not safe as a file name") as caught:
        contract.assert_name(name)
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["a", "9", "shimen-2018_registry", "com10", "z" * 80])
def test_good_names(name: str) -> None:
    contract.assert_name(name)


@pytest.mark.parametrize(
    ("sources", "named"),
    [((), "names no source"), ((Source("yunhe-2018", "云河县"),), "plots shimen-2018")],
)
def test_sources_are_needed(sources: tuple[Source, ...], named: str) -> None:
    with pytest.raises(FigureError, match=named):
        contract.assert_sources(sources, plotted())


@pytest.mark.parametrize(
    ("more", "named"),
    [({"start": None}, "row 0 has no place"), ({"end": None}, "row 0 has no place"),
     ({"report": None, "missing": "not reported"}, "row 0 has no place"),
     ({"unit": None}, "value without a unit")],
)  # fmt: skip
def test_each_number_has_its_place(more: dict, named: str) -> None:
    with pytest.raises(FigureError, match=named):
        contract.assert_traceable(plotted(**more))


@pytest.mark.parametrize("empty", range(4))
def test_each_text_is_needed(empty: int) -> None:
    texts = ["图注", "Caption", "柱形图", "Bars"]
    texts[empty] = " \n"
    names = ["zh caption", "en caption", "zh alt", "en alt"]
    with pytest.raises(FigureError, match=f"no {names[empty]} text"):
        contract.assert_words(*texts)


def test_a_missing_glyph_in_a_tick_label_is_found() -> None:
    with style.drawing():
        figure = style.canvas(85, 40)
        figure.add_subplot().set_xticks([1], ["石门县\ue001"])
        with pytest.raises(FontError, match=r"U\+E001"):
            contract.assert_glyphs(figure)


SAFE = st.text("县户12年，a \"'", min_size=1, max_size=8)


@given(SAFE, st.sampled_from(["=", "+", "-", "@"]), SAFE)
def test_defusing_leaves_the_other_cells_alone(safe: str, mark: str, rest: str) -> None:
    table = pd.DataFrame({"a": [safe], "b": [mark + rest], "c": [Decimal("-3.10")]})
    rows = list(csv.reader(io.StringIO(render.table(table).decode("utf-8"), newline="")))
    assert rows == [["a", "b", "c"], [safe, f"'{mark}{rest}", "-3.10"]]


def many(**more: object) -> pd.DataFrame:
    row = {"reports": "shimen-2018", "places": "shimen-2018:3-7", "withheld": None, "count": 1}
    return pd.DataFrame([row | more])


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"places": "shimen-2018:3-7 yunhe-2018:12-15", "reports": "shimen-2018 yunhe-2018"},
        {"places": None, "withheld": "blind set"},
    ],
)
def test_a_row_may_stand_for_many_figures(more: dict) -> None:
    contract.assert_traceable(many(**more))


@pytest.mark.parametrize(
    "more",
    [
        {"places": None},
        {"places": ""},
        {"places": "shimen-2018"},
        {"places": "shimen-2018:3"},
        {"places": "shimen-2018:3-7,yunhe-2018:1-2"},
        {"reports": None},
        {"reports": None, "places": None, "withheld": "blind set"},
    ],
)
def test_a_row_for_many_names_them_or_says_why_not(more: dict) -> None:
    with pytest.raises(FigureError, match="row 0 has no place"):
        contract.assert_traceable(many(**more))


def test_all_columns_of_such_rows_are_needed() -> None:
    with pytest.raises(FigureError, match="lack the column report, start, end"):
        contract.assert_traceable(many().drop(columns="withheld"))


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (plotted(), {"shimen-2018"}),
        (many(), {"shimen-2018"}),
        (many(reports="a-2018 b-2019"), {"a-2018", "b-2019", "shimen-2018"}),
        (many(places=None, withheld="blind"), {"shimen-2018"}),
    ],
)
def test_reports_of_rows_for_many_are_sources_too(data: pd.DataFrame, named: set[str]) -> None:
    assert contract.plotted_reports(data) == named
    contract.assert_sources([Source(name, "县") for name in named], data)
    with pytest.raises(FigureError, match="does not name it as a source"):
        contract.assert_sources([Source("other-2018", "县")], data)

"""Key words in a picture: what is chosen, what is said, and the look of the page."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from county_reports.charts import contract
from county_reports.charts.keyness import keyness
from county_reports.charts.keyness_layout import FEWEST, HINTED, NO_OTHERS, NO_WORDS
from county_reports.errors import FigureError
from county_reports.language import tables
from county_reports.language.keyness import keyness_of_each
from county_reports.model import Metadata, Report
from language_input import report, reports

TESTS = Path(__file__).parents[1]
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))


def compared(every: list[Report]) -> tuple[pd.DataFrame, list[Metadata]]:
    return keyness_of_each(every), [each.metadata for each in every]


@pytest.fixture(scope="module")
def five() -> tuple[pd.DataFrame, list[Metadata]]:
    return compared(reports(5))


@pytest.fixture(scope="module")
def many() -> tuple[pd.DataFrame, list[Metadata]]:
    return compared(reports(40))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 85, 180])
def test_the_page_of_five(five: tuple, language: str, width: float) -> None:
    chart = keyness(*five, language=language, width=width)
    assert look.overlapping(chart.figure) == []
    assert look.outside(chart.figure) == []
    assert look.tallest_mm(chart.figure) <= 240
    contract.assert_traceable(chart.data)
    contract.assert_sources(chart.sources, chart.data)
    contract.assert_words(chart.caption_zh, chart.caption_en, chart.alt_zh, chart.alt_en)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [85, 180])
def test_forty_counties_are_chosen_from_and_it_is_said(
    many: tuple, language: str, width: float
) -> None:
    chart = keyness(*many, language=language, width=width)
    assert look.overlapping(chart.figure) == []
    assert look.outside(chart.figure) == []
    assert look.tallest_mm(chart.figure) <= 240
    drawn = chart.data["report"].nunique()
    assert FEWEST < drawn < 40
    said = f"仅绘证据最强的 {drawn} 份" if language == "zh" else f"the {drawn} with the strongest"
    assert any(said in text for text in contract.texts_of(chart.figure))
    assert f"未绘出：{40 - drawn} 份报告" in chart.missing_zh
    assert f"not drawn: {40 - drawn} reports" in chart.missing_en
    assert len(chart.sources) == 40


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [85, 180])
def test_one_report_alone_is_told_so(language: str, width: float) -> None:
    chart = keyness(*compared(reports(1)), language=language, width=width)
    assert look.overlapping(chart.figure) == []
    assert look.outside(chart.figure) == []
    assert list(chart.data["missing"]) == [NO_OTHERS]
    contract.assert_traceable(chart.data)
    said = "没有其他县的报告可比" if language == "zh" else NO_OTHERS
    assert said in contract.texts_of(chart.figure)
    assert chart.missing_en == (f"County00: {NO_OTHERS}",)


def test_one_county_of_many_names_all_sources(five: tuple) -> None:
    table, about = five
    chart = keyness(table, about[1:2], against=about)
    assert set(chart.data["report"]) == {"county01-2019"}
    assert [source.report for source in chart.sources] == [about[1].id, about[0].id] + [
        each.id for each in about[2:]
    ]
    assert "信访 30 : 0" in chart.alt_zh


def test_data_are_what_is_plotted(five: tuple) -> None:
    chart = keyness(*five)
    texts = contract.texts_of(chart.figure)
    for row in chart.data.to_dict("records"):
        assert row["word"] in texts
        assert f"{row['count']} : {row['others_count']}" in texts
    assert not chart.data["aside"].isin([tables.PLACE_NAME, tables.RARE, tables.FEW_PARTS]).any()


def test_words_used_less_are_left_of_one_and_named() -> None:
    every = reports(5)
    bare = report(9, "".join(f"兴修水利,灌溉农田。发展畜牧。{n}月。\n" for n in range(1, 60)))
    chart = keyness(*compared([*every, bare]), language="en")
    own = chart.data[chart.data["report"] == bare.id]
    fewer = own[own["log_ratio"] < 0]
    assert len(fewer) > 0
    assert set(fewer["missing"]) == {tables.NOT_IN_REPORT}
    assert any(text.startswith("Left of ×1") for text in contract.texts_of(chart.figure))


def test_without_any_frequent_word_it_says_so(five: tuple) -> None:
    table, about = five
    none = table[table["aside"] == tables.PLACE_NAME].head(0)
    place = table.head(1).assign(key=False, aside=tables.PLACE_NAME)
    chart = keyness(pd.concat([none, place]), about[:1], language="en")
    assert list(chart.data["missing"]) == [NO_WORDS]
    assert NO_WORDS in contract.texts_of(chart.figure)


def test_weak_evidence_is_hollow_and_explained(five: tuple) -> None:
    table, about = five
    weak = table.assign(key=False, aside=tables.WEAK)
    chart = keyness(weak, about, language="zh")
    assert any(text.startswith("空心") for text in contract.texts_of(chart.figure))
    strong = table[table["key"]]
    assert not any(
        text.startswith("空心") for text in contract.texts_of(keyness(strong, about).figure)
    )


@pytest.mark.parametrize("keys", [0, 1, HINTED - 1, HINTED, HINTED + 2])
def test_hints_fill_a_panel_to_few_lines_and_no_further(five: tuple, keys: int) -> None:
    table, about = five
    own = table[(table["report"] == about[0].id) & (table["log_ratio"] > 0)].head(HINTED + 4)
    assert len(own) == HINTED + 4
    key = [number < keys for number in range(len(own))]
    made = own.assign(key=key, aside=[None if each else tables.WEAK for each in key])
    drawn = keyness(made, about[:1], against=about).data
    assert len(drawn) == max(keys, HINTED)
    assert int(drawn["key"].sum()) == keys


def test_the_same_picture_twice(five: tuple) -> None:
    first, second = keyness(*five), keyness(*five)
    assert first._repr_png_() == second._repr_png_()
    assert first.data.to_csv() == second.data.to_csv()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"language": "fr"}, "fr"),
        ({"width": 10}, "10 mm"),
        ({"reports": []}, "no report"),
        ({"most": 0}, "0 words"),
    ],
)
def test_refusals(five: tuple, change: dict, named: str) -> None:
    table, about = five
    with pytest.raises(FigureError, match=named):
        keyness(table, change.pop("reports", about), **change)

"""Poverty incidence before and after: values, gaps, targets, words, and the look of the page."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports.charts import contract
from county_reports.charts.incidence import AFTER, BEFORE, INDICATORS, incidence
from county_reports.comparison import alignment, tables
from county_reports.errors import FigureError, FontError
from county_reports.model import Metadata, Report

TESTS = Path(__file__).parents[1]
given = SimpleNamespace(**runpy.run_path(str(TESTS / "gold_input.py")))
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))


def compared(reports: list) -> tuple:
    metadata = [report.metadata for report, _ in reports]
    table = alignment.compare(
        tables.observations_frame(reports), metadata, INDICATORS,
        {report.id: report.source for report, _ in reports},
    )  # fmt: skip
    return table, metadata


@pytest.fixture(scope="module")
def gold() -> tuple:
    return compared(given.gold_reports())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [85, 180])
@pytest.mark.parametrize("count", [1, 5, 40])
def test_the_page(language: str, width: float, count: int) -> None:
    table, reports = compared(given.invented(count))
    chart = incidence(table, reports, language=language, width=width)
    assert look.overlapping(chart.figure) == []
    assert look.outside(chart.figure) == []
    assert look.tallest_mm(chart.figure) < 240
    assert len(chart.data) == 2 * count


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [85, 180])
def test_the_page_of_the_seeds(gold: tuple, language: str, width: float) -> None:
    chart = incidence(*gold, language=language, width=width)
    assert look.overlapping(chart.figure) == []
    assert look.outside(chart.figure) == []
    texts = contract.texts_of(chart.figure)
    assert "0.68%" in texts
    assert ("19.4%（2014年）" if language == "zh" else "19.4% (2014)") in texts
    assert any("资料来源" in t or t.startswith("Source:") for t in texts)
    assert any("贫困发生率（%）" in t or "incidence (%)" in t for t in texts)


def test_data_are_what_is_plotted(gold: tuple) -> None:
    data = incidence(*gold).data
    contract.assert_traceable(data)
    row = data[(data.report == "longhui-2019") & (data.indicator == BEFORE)].iloc[0]
    assert (row.value, row.unit, row.start, row.text) == (Decimal("19.4"), "percent", 299, "19.4%")
    gap = data[(data.report == "biyang-2016") & (data.indicator == AFTER)].iloc[0]
    assert (gap.value, gap.missing) == (None, "not reported")


def test_gaps_are_said(gold: tuple) -> None:
    chart = incidence(*gold)
    assert "泌阳县：建档之初未报告" in chart.missing_zh
    assert "Cili, baseline: not reported" in chart.missing_en
    assert "谷城县 未报告 → 未报告" in chart.alt_zh
    assert "19.4% (2014) → 0.68%" in chart.alt_en


def test_a_target_is_hollow_and_named() -> None:
    report = Report(Metadata("jia-2018", "a", "甲县", year=2018, title="报告"), "降至1%。")
    seen = [given.observation("1%", start=2, value=1, unit="percent", indicator=AFTER,
                              status="planned", period="2018")]  # fmt: skip
    table, reports = compared([(report, seen)])
    chart = incidence(table, reports)
    assert "计划数" in contract.texts_of(chart.figure)
    row = chart.data[chart.data.indicator == AFTER].iloc[0]
    assert (row.value, row.status, row.start) == (Decimal(1), "planned", 2)
    assert not tables.given(row.missing)
    assert "甲县：报告期仅有计划数" in chart.missing_zh


def test_an_equal_pair_does_not_overlap() -> None:
    report = Report(Metadata("jia-2018", "a", "甲县", year=2018, title="报告"), "5%，5%")
    seen = [
        given.observation("5%", start=0, value=5, unit="percent", indicator=BEFORE),
        given.observation("5%", start=3, value=5, unit="percent", indicator=AFTER),
    ]
    chart = incidence(*compared([(report, seen)]))
    assert look.overlapping(chart.figure) == []


@pytest.mark.parametrize("count", [1, 5, 40])
def test_all_missing(count: int) -> None:
    reports = [(report, ()) for report, _ in given.invented(count)]
    chart = incidence(*compared(reports))
    assert chart.data.value.isna().all()
    assert set(chart.data.missing) == {"not reported"}
    assert "未报告" in contract.texts_of(chart.figure)
    assert look.overlapping(chart.figure) == []
    assert len(chart.missing_zh) == 2 * count


def many_with_years(count: int, silent: int) -> tuple:
    """Reports of two values with years; every third has only the second, the last have none.

    Beside the long names the scale has no room for labels: they stand below, and fewer lines fit.
    """
    pairs = []
    for number in range(count):
        name = f"tala-he-menggu-zizhi-{number}-2018"
        metadata = Metadata(name, "a", f"塔拉河蒙古族自治{number}县", year=2018, title="报告")
        seen = [
            given.observation("17.55%", start=0, value="17.55", unit="percent", period="2014",
                              indicator=BEFORE),
            given.observation("31.25%", start=7, value="31.25", unit="percent", period="2017",
                              indicator=AFTER),
        ]  # fmt: skip
        if number >= count - silent:
            seen = []
        pairs.append((Report(metadata, "17.55%,31.25%"), seen[number % 3 == 2 :]))
    return compared(pairs)


def test_what_many_counties_lack_is_counted_over_all_of_them() -> None:
    table, reports = many_with_years(40, 7)
    chart = incidence(table, reports, language="en", width=85)
    left_out = chart.parameters["left_out"]
    assert isinstance(left_out, list)
    drawn = 33 - len(left_out)
    assert 10 < drawn < 33
    said = " ".join(contract.texts_of(chart.figure))
    assert "Of 40 counties, 18 give no baseline value and 7 no value" in said
    assert f"{drawn} of 33 counties with figures are shown" in said
    assert "7 more counties report none of these" in said
    # the caption names those that are drawn, not those that are silent
    assert chart.caption_en.startswith(f"Poverty incidence in {drawn} counties")
    assert chart.caption_zh.startswith(f"{drawn} 个县的")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_of_one_county_no_count_is_given(language: str) -> None:
    table, reports = many_with_years(1, 1)
    said = " ".join(contract.texts_of(incidence(table, reports, language=language).figure))
    assert "Of one" not in said
    assert "1 个县中" not in said


def test_restored_digits_are_marked() -> None:
    report = Report(Metadata("jia-2018", "a", "甲县", year=2018, title="报告"), "5%")
    seen = [given.observation("5%", value=5, unit="percent", indicator=AFTER, restoration="proven")]
    chart = incidence(*compared([(report, seen)]))
    assert "5%†" in contract.texts_of(chart.figure)
    assert any(text.startswith("†") for text in contract.texts_of(chart.figure))


def test_two_reports_of_one_county_are_told_apart_by_year() -> None:
    reports = [Metadata(f"jia-{year}", "a", "甲县", year=year) for year in (2018, 2019)]
    table = alignment.compare(tables.observations_frame([]), reports, INDICATORS, {})
    texts = contract.texts_of(incidence(table, reports).figure)
    assert {"甲县 2018", "甲县 2019"} <= set(texts)


@pytest.mark.parametrize(
    ("change", "named"),
    [({"language": "fr"}, "fr"), ({"width": 10}, "10 mm"), ({"reports": []}, "no report")],
)
def test_refusals(gold: tuple, change: dict, named: str) -> None:
    table, reports = gold
    with pytest.raises(FigureError, match=named):
        incidence(table, change.pop("reports", reports), **change)


def test_a_county_that_the_font_cannot_write_is_an_error() -> None:
    reports = [Metadata("jia-2018", "a", "😀县", year=2018)]
    table = alignment.compare(tables.observations_frame([]), reports, INDICATORS, {})
    with pytest.raises(FontError, match="1F600"):
        incidence(table, reports)


def test_many_sources_are_counted_in_the_note_and_listed_in_full() -> None:
    table, reports = compared(given.invented(40))
    chart = incidence(table, reports, language="en")
    assert len(chart.sources) == 40
    assert any("40 county reports (2019)" in t for t in contract.texts_of(chart.figure))


@pytest.mark.parametrize(
    ("sentence", "comprehensive"),
    [
        ("全县综合贫困发生率为1.2%。", True),
        ("综合贫困率降至1.2%，群众满意。", True),
        ("全县贫困发生率为1.2%。", False),
        # the other rate is named, but of another year and figure
        ("综合贫困发生率达标，贫困发生率为1.2%。", False),
    ],
)
def test_a_rate_of_another_definition_is_named(sentence: str, comprehensive: bool) -> None:
    about = Metadata("jia-2018", "a", "甲县", year=2018, title="报告")
    figure = given.observation(
        "1.2%", start=sentence.index("1.2%"), value=Decimal("1.2"), unit="percent", indicator=AFTER
    )
    drawn = compared([(Report(about, sentence), [figure])])
    for language, said in (("zh", "综合贫困发生率”（另计错退、漏评）：甲县"),
                           ("en", "overlooked): Jia")):  # fmt: skip
        made = incidence(*drawn, language=language)
        texts = " ".join(" ".join(contract.texts_of(made.figure)).split())
        assert (said in texts.replace(" ", "") or said in texts) == comprehensive
        assert ".." not in texts
        assert look.outside(made.figure) == []

"""Funds by theme and the coverage matrix, for one county, five and forty."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports import codebook
from county_reports.charts import contract, funds, matrix
from county_reports.comparison import alignment, coverage_matrix, tables
from county_reports.comparison import funds as funds_table
from county_reports.errors import FigureError

TESTS = Path(__file__).parents[1]
given = SimpleNamespace(**runpy.run_path(str(TESTS / "gold_input.py")))
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))


def prepare(reports: list) -> SimpleNamespace:
    metadata = [report.metadata for report, _ in reports]
    sources = {report.id: report.source for report, _ in reports}
    seen = tables.observations_frame(reports)
    compared = alignment.compare(seen, metadata, list(codebook.load().indicators), sources)
    return SimpleNamespace(
        reports=metadata,
        funds=funds_table.by_theme(seen, metadata, sources),
        matrix=coverage_matrix.matrix(compared),
    )


@pytest.fixture(scope="module")
def corpora() -> dict[str, SimpleNamespace]:
    gold = given.gold_reports()
    silent = [(report, ()) for report, _ in gold]
    return {
        "gold": prepare(gold), "one": prepare(gold[:1]), "eight": prepare(given.invented(8)),
        "forty": prepare(given.invented(40)), "silent": prepare(silent),
        "silent forty": prepare([(report, ()) for report, _ in given.invented(40)]),
    }  # fmt: skip


CASES = ["gold", "one", "eight", "forty", "silent", "silent forty"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [85, 180])
@pytest.mark.parametrize("case", CASES)
def test_the_page_of_funds(corpora: dict, case: str, language: str, width: float) -> None:
    corpus = corpora[case]
    chart = funds.funds(corpus.funds, corpus.reports, language=language, width=width)
    assert look.overlapping(chart.figure) == []
    assert look.outside(chart.figure) == []
    assert look.tallest_mm(chart.figure) < 240
    contract.assert_traceable(chart.data)
    assert len(chart.data) == len(corpus.reports) * len(funds_table.FUNDS_OF_THEME)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [85, 180])
@pytest.mark.parametrize("case", CASES)
def test_the_page_of_the_matrix(corpora: dict, case: str, language: str, width: float) -> None:
    corpus = corpora[case]
    chart = matrix.matrix(corpus.matrix, corpus.reports, language=language, width=width)
    assert look.overlapping(chart.figure) == []
    assert look.outside(chart.figure) == []
    assert look.tallest_mm(chart.figure) < 280
    contract.assert_traceable(chart.data)
    assert len(chart.data) == len(corpus.reports) * len(codebook.load().indicators)


def test_amounts_marks_and_sums_of_the_seeds(corpora: dict) -> None:
    corpus = corpora["gold"]
    texts = contract.texts_of(funds.funds(corpus.funds, corpus.reports).figure)
    assert {"13亿元", "≥1.3亿元", "≤5,000万元", "Σ 7,982万元", "2014–2019年"} <= set(texts)
    assert any(text.startswith("Σ 同一句") for text in texts)
    assert any("无一县报告资金的领域：易地搬迁" in text for text in texts)


def test_narrow_pages_carry_the_unit_and_the_marks(corpora: dict) -> None:
    corpus = corpora["gold"]
    texts = contract.texts_of(
        funds.funds(corpus.funds, corpus.reports, language="en", width=85).figure
    )
    assert {"million CNY", "1,300", "Σ80", "≥130", "≤50"} <= set(texts)


def test_a_gap_is_a_dash_never_a_zero(corpora: dict) -> None:
    corpus = corpora["gold"]
    chart = funds.funds(corpus.funds, corpus.reports)
    texts = contract.texts_of(chart.figure)
    assert texts.count("–") > 40
    assert "0元" not in texts
    assert any(item.startswith("谷城县：") for item in chart.missing_zh)


@pytest.mark.parametrize("width", [85, 180])
def test_one_county_has_bars_the_longest_first(corpora: dict, width: float) -> None:
    corpus = corpora["one"]
    figure = funds.funds(corpus.funds, corpus.reports, language="en", width=width).figure
    given_rows = corpus.funds.dropna(subset=["value"]).sort_values("value", ascending=False)
    bars = [patch for patch in figure.axes[0].patches if patch.get_width() and
            patch.get_facecolor()[:3] != (1, 1, 1)]  # fmt: skip
    lengths = [patch.get_width() for patch in sorted(bars, key=lambda p: p.get_y())]
    assert len(lengths) == len(given_rows)
    assert lengths == sorted(lengths, reverse=True)
    values = [float(value) for value in given_rows["value"]]
    for length, value in zip(lengths, values, strict=True):
        assert length / lengths[0] == pytest.approx(value / values[0], abs=0.01)
    texts = contract.texts_of(figure)
    assert not any("Dot area" in text or "No report names" in text for text in texts)
    assert any(text.startswith("The report names no funds for") for text in texts)


def test_silent_reports_are_said_to_be_silent(corpora: dict) -> None:
    corpus = corpora["silent"]
    chart = funds.funds(corpus.funds, corpus.reports, language="en")
    assert "not reported" in contract.texts_of(chart.figure)
    assert "none reported" in chart.alt_en
    assert chart.data.value.isna().all()


def test_matrix_names_every_indicator_and_county(corpora: dict) -> None:
    corpus = corpora["gold"]
    texts = contract.texts_of(matrix.matrix(corpus.matrix, corpus.reports).figure)
    for indicator in codebook.load().indicators.values():
        assert any(indicator.zh in t or t in indicator.zh for t in texts), indicator.zh
    assert texts.count("隆回县") == 3


def test_matrix_by_theme_counts(corpora: dict) -> None:
    corpus = corpora["gold"]
    texts = contract.texts_of(matrix.matrix(corpus.matrix, corpus.reports, width=85).figure)
    assert "5/5" in texts
    assert any("格内为已报告的指标数" in text for text in texts)


def test_matrix_alt_text_counts(corpora: dict) -> None:
    corpus = corpora["gold"]
    total = len(codebook.load().indicators)
    chart = matrix.matrix(corpus.matrix, corpus.reports)
    reported = (corpus.matrix[corpus.matrix.report == "longhui-2019"].state == "reported").sum()
    assert f"隆回县 {reported}/{total}" in chart.alt_zh
    assert f"隆回县：{total - reported} 项未报告" in chart.missing_zh


@pytest.mark.parametrize(
    ("state", "sign"), [("ambiguous", "?"), ("not comparable", "≠"), ("planned only", "仅有计划数")]
)
def test_other_states_are_marked_and_explained(corpora: dict, state: str, sign: str) -> None:
    corpus = corpora["one"]
    table = corpus.matrix.copy()
    table.loc[0, "state"] = state
    texts = contract.texts_of(matrix.matrix(table, corpus.reports).figure)
    assert sign in texts


@pytest.mark.parametrize(
    ("label", "width", "expected"),
    [
        ("Population", 40, ["Population"]),
        ("Special poverty funds (all levels or level not said)", 30, ["Special poverty funds"]),
        ("Poor (priority) villages now on the list", 30,
         ["Poor (priority) villages now on", "the list"]),
        ("建档之初贫困户", 40, ["建档之初贫困户"]),
    ],
)  # fmt: skip
def test_labels_are_shortened_with_care(label: str, width: float, expected: list[str]) -> None:
    assert matrix.shortened(label, width) == expected


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_themes_are_never_torn_apart(columns: int) -> None:
    heights = {f"t{n}": 3.0 + n % 5 for n in range(20)}
    parts = matrix._split(heights, columns)
    assert len(parts) <= columns
    assert [theme for part in parts for theme in part] == list(heights)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_tints_stay_pale_enough_for_black_text(share: float) -> None:
    for colour in (funds.tint(share, 1.0), matrix.shade(int(share * 10), 10)):
        assert all(int(colour[i : i + 2], 16) >= 0x7C for i in (1, 3, 5))


@pytest.mark.parametrize("draw", ["funds", "matrix"])
@pytest.mark.parametrize(
    ("change", "named"),
    [({"language": "fr"}, "fr"), ({"width": 10}, "10 mm"), ({"reports": []}, "no report")],
)
def test_refusals(corpora: dict, draw: str, change: dict, named: str) -> None:
    corpus = corpora["one"]
    function = {"funds": funds.funds, "matrix": matrix.matrix}[draw]
    arguments = {"reports": corpus.reports} | change
    with pytest.raises(FigureError, match=named):
        function(getattr(corpus, draw), arguments.pop("reports"), **arguments)

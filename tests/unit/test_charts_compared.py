"""Funds per poor person and the dot plot of ranks, for one county, five, eight, forty and sixty."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports import charts
from county_reports.charts import contract, funds_per, ranks
from county_reports.comparison import alignment, denominators, statistics, tables
from county_reports.comparison import funds_per as funds_table
from county_reports.comparison.funds import FUNDS_OF_THEME
from county_reports.errors import FigureError

TESTS = Path(__file__).parents[1]
given = SimpleNamespace(**runpy.run_path(str(TESTS / "gold_input.py")))
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))

REGISTERED = "registry.registered_persons"
VILLAGES = "registry.poor_villages"


def prepare(reports: list) -> SimpleNamespace:
    metadata = [report.metadata for report, _ in reports]
    sources = {report.id: report.source for report, _ in reports}
    seen = tables.observations_frame(reports)
    read = seen, metadata
    return SimpleNamespace(
        reports=metadata,
        sources=sources,
        funds=funds_table.by_theme_per(*read, sources, "poor person"),
        villages=statistics.ranks(alignment.compare(*read, [VILLAGES], sources)),
        persons=statistics.ranks(alignment.compare(*read, [REGISTERED], sources)),
        divided=statistics.ranks(
            denominators.compare_per(*read, ["industry.funds"], sources, "poor person")
        ),
    )


@pytest.fixture(scope="module")
def corpora() -> dict[str, SimpleNamespace]:
    gold = given.gold_reports()
    return {
        "gold": prepare(gold), "one": prepare(gold[:1]), "eight": prepare(given.invented(8)),
        "forty": prepare(given.invented(40)), "sixty": prepare(given.invented(60)),
        "silent": prepare([(report, ()) for report, _ in gold]),
        "silent forty": prepare([(report, ()) for report, _ in given.invented(40)]),
    }  # fmt: skip


CASES = ["gold", "one", "eight", "forty", "silent", "silent forty"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [85, 180])
@pytest.mark.parametrize("case", CASES)
def test_the_page_of_funds_per_person(corpora, case, language, width):
    corpus = corpora[case]
    chart = funds_per.funds_per(corpus.funds, corpus.reports, language=language, width=width)
    assert look.overlapping(chart.figure) == []
    assert look.outside(chart.figure) == []
    assert look.tallest_mm(chart.figure) < 240
    contract.assert_traceable(chart.data)
    contract.assert_sources(chart.sources, chart.data)
    assert len(chart.data) == len(corpus.reports) * len(FUNDS_OF_THEME)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [85, 180])
@pytest.mark.parametrize("case", [*CASES, "sixty"])
@pytest.mark.parametrize("name", ["villages", "persons", "divided"])
def test_the_page_of_ranks(corpora, case, language, width, name):
    corpus = corpora[case]
    table = getattr(corpus, name)
    chart = ranks.ranks(table, corpus.reports, language=language, width=width)
    assert look.overlapping(chart.figure) == []
    assert look.outside(chart.figure) == []
    assert look.tallest_mm(chart.figure) < 240
    contract.assert_traceable(chart.data)
    contract.assert_sources(chart.sources, chart.data)
    assert len(chart.data) == len(corpus.reports)
    contract.assert_words(chart.caption_zh, chart.caption_en, chart.alt_zh, chart.alt_en)


# ---- what the pictures say


def test_an_amount_without_denominator_is_told_and_not_estimated(corpora):
    corpus = corpora["gold"]
    chart = funds_per.funds_per(corpus.funds, corpus.reports, language="en")
    texts = " ".join(contract.texts_of(chart.figure))
    assert "a denominator is not; none is estimated" in texts
    assert "Amounts per registered poor person" in texts
    assert any(told.startswith("Biyang (no denominator reported): Industry")
               for told in chart.missing_en)  # fmt: skip
    assert any(told.startswith("泌阳县（未报告分母）：产业扶贫") for told in chart.missing_zh)
    lacking = chart.data[chart.data["missing"] == "denominator not reported"]
    assert lacking["value"].isna().all()
    assert lacking["numerator_value"].notna().all()


def test_money_per_person_of_the_seeds(corpora):
    corpus = corpora["gold"]
    texts = contract.texts_of(funds_per.funds_per(corpus.funds, corpus.reports).figure)
    # 538,260,000 over 223,518 and 4,420,000 over 4,171
    assert any(text.startswith("2,408元") for text in texts)
    assert "1,060元" in texts


def test_no_sum_sign_is_explained_that_is_not_drawn(corpora):
    corpus = corpora["eight"]
    texts = contract.texts_of(funds_per.funds_per(corpus.funds, corpus.reports).figure)
    assert not any(text.startswith("Σ") for text in texts)


def test_both_places_are_in_the_data(corpora):
    corpus = corpora["gold"]
    data = funds_per.funds_per(corpus.funds, corpus.reports).data
    for row in data[data["value"].notna() & data["parts"].isna()].to_dict("records"):
        source = corpus.sources[row["report"]]
        assert source[int(row["start"]) : int(row["end"])] == row["text"]
        start, end = int(row["denominator_start"]), int(row["denominator_end"])
        assert source[start:end] == row["denominator_text"]


def test_a_share_is_no_money_per_something(corpora):
    corpus = corpora["gold"]
    shares = corpus.funds.assign(per="share of total")
    with pytest.raises(FigureError, match="not share of total"):
        funds_per.funds_per(shares, corpus.reports)
    with pytest.raises(FigureError, match="not nothing"):
        funds_per.funds_per(corpus.funds.iloc[:0], corpus.reports)


def test_the_order_and_the_silent_of_the_seeds(corpora):
    corpus = corpora["gold"]
    chart = ranks.ranks(corpus.villages, corpus.reports)
    texts = contract.texts_of(chart.figure)
    # 192, 134, 68, 37 and 8 poor villages
    named = ["隆回县", "慈利县", "泌阳县", "谷城县", "旌德县"]
    assert [text for text in texts if text in named] == named
    assert chart.missing_en == ()
    assert chart.caption_en.count("5 of 5 reports") == 1
    assert chart.alt_zh.startswith("贫困村数（个村）。1 隆回县 192 个村")
    persons = ranks.ranks(corpus.persons, corpus.reports)
    assert "未报告：泌阳县、谷城县、慈利县。" in contract.texts_of(persons.figure)
    assert set(persons.missing_en) == {
        "Biyang: not reported", "Gucheng: not reported", "Cili: not reported",
    }  # fmt: skip


def test_of_sixty_counties_the_first_and_the_last_are_drawn(corpora):
    corpus = corpora["sixty"]
    chart = ranks.ranks(corpus.persons, corpus.reports, language="en")
    texts = contract.texts_of(chart.figure)
    assert "20 counties are left out at the dashed line; they are in the data file." in texts
    assert sum(text.startswith("County") for text in texts) == ranks.MOST
    assert len(chart.data) == 60


def row(**more: object) -> dict[str, object]:
    cells = {"value": Decimal("2408.128"), "unit": "CNY", "bound": "exact", "restoration": None,
             "correction": None, "missing": None, "per": None, "best": 2, "worst": 2,
             "low": Decimal(2408), "upper": Decimal(2409)}  # fmt: skip
    return cells | more


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"per": "poor person"}, "2,408元"),
        ({"bound": "over", "value": Decimal(5)}, "≥5元"),
        ({"restoration": "proven", "value": Decimal(5)}, "5元†"),
        ({"value": None, "missing": "not reported"}, "未报告"),
    ],
)
def test_values_keep_their_marks(more, shown):
    assert ranks.label(row(**more), "zh") == shown


@pytest.mark.parametrize(("worst", "shown"), [(2, "2"), (3, "2–3")])
def test_a_tie_shows_in_the_rank(worst, shown):
    assert ranks.place(row(worst=worst)) == shown


def test_several_indicators_are_not_ranked_together(corpora):
    import pandas as pd

    corpus = corpora["gold"]
    both = pd.concat([corpus.villages, corpus.persons])
    with pytest.raises(FigureError, match="one indicator, not 2"):
        ranks.ranks(both, corpus.reports)


@pytest.mark.parametrize("draw", [funds_per.funds_per, ranks.ranks])
def test_wrong_language_width_and_no_report_are_refused(corpora, draw):
    corpus = corpora["gold"]
    table = corpus.funds if draw is funds_per.funds_per else corpus.villages
    with pytest.raises(FigureError, match="'fr'"):
        draw(table, corpus.reports, language="fr")
    with pytest.raises(FigureError, match="300 mm"):
        draw(table, corpus.reports, width=300)
    with pytest.raises(FigureError, match="no report"):
        draw(table, [])


def test_the_charts_are_public():
    assert charts.funds_per_chart is funds_per.funds_per
    assert charts.ranks_chart is ranks.ranks

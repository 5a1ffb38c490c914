"""A corrected figure is marked ‡ in every table, chart and export; without one nothing changes."""

from __future__ import annotations

import json
import runpy
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from county_reports import codebook, display, highlight, schema
from county_reports import format as words
from county_reports.charts import contract, funds, incidence, matrix, registry
from county_reports.comparison import alignment, coverage_matrix, summary, tables
from county_reports.comparison import funds as funds_table
from county_reports.errors import SchemaError
from county_reports.execution import tabular
from county_reports.extraction.coverage import measure_coverage
from county_reports.extraction.records import record, to_json
from county_reports.model import Correction, Metadata, Observation, Quantity, Report
from county_reports.one_report import ReadReport

TESTS = Path(__file__).parents[1]
given = SimpleNamespace(**runpy.run_path(str(TESTS / "gold_input.py")))
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))

WHY = Correction("set", "read <wrongly>", "Li", "2024-05-01", (("value", Decimal(128)),))
SIGNED = "read <wrongly> (Li, 2024-05-01)"


def corrected(*indicators: str, count: int = 4) -> list[tuple[Report, tuple[Observation, ...]]]:
    """Invented counties; the figures of some indicators of the first are corrected."""
    (report, seen), *others = given.invented(count)
    marked = tuple(replace(o, correction=WHY) if o.indicator in indicators else o for o in seen)
    return [(report, marked), *others]


def prepare(reports: list) -> SimpleNamespace:
    metadata = [report.metadata for report, _ in reports]
    sources = {report.id: report.source for report, _ in reports}
    seen = tables.observations_frame(reports)
    compared = alignment.compare(seen, metadata, list(codebook.load().indicators), sources)
    money = funds_table.by_theme(seen, metadata, sources)
    return SimpleNamespace(reports=metadata, seen=seen, compared=compared, money=money)


def charts(corpus: SimpleNamespace, language: str, width: float) -> dict[str, object]:
    more = {"language": language, "width": width}
    return {
        "incidence": incidence.incidence(corpus.compared, corpus.reports, **more),
        "funds": funds.funds(corpus.money, corpus.reports, **more),
        "matrix": matrix.matrix(coverage_matrix.matrix(corpus.compared), corpus.reports, **more),
        "registry": registry.registry(corpus.compared, corpus.reports[0], **more),
    }


# ---- records and tables


def one(correction: Correction | None = WHY, **more: object) -> tuple[Report, Observation]:
    report = Report(Metadata("a-2019", "a.txt"), "投入12.8万元")
    seen = replace(
        given.observation("12.8万元", start=2, value="12.8", unit="CNY", **more),
        correction=correction,
    )
    return report, seen


def test_a_record_tells_the_correction_last() -> None:
    row = record(*one())
    assert list(row) == list(schema.JSON_FIELDS)
    assert list(row)[-1] == "correction"
    assert row["correction"] == {
        "action": "set", "reason": "read <wrongly>", "who": "Li", "date": "2024-05-01",
        "before": {"value": 128},
    }  # fmt: skip
    assert json.loads(to_json(row))["correction"]["before"] == {"value": 128}
    assert record(*one(None))["correction"] is None


BEFORE = [
    ((("value", Decimal("12.50")),), {"value": 12.5}, "value 12.5 -> 12.8"),
    ((("value", None), ("period", "2019")), {"value": None, "period": "2019"},
     "value none -> 12.8; period 2019 -> none"),
    ((("unit", "mu"), ("restoration", "unique")), {"unit": "mu", "restoration": "unique"},
     "unit mu -> CNY; restoration unique -> none"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "fields", "said"), BEFORE)
def test_table_csv_and_json_tell_the_same(before: tuple, fields: dict, said: str) -> None:
    report, seen = one(replace(WHY, before=before))
    row = record(report, seen)
    assert row["correction"]["before"] == fields
    frame = tables.observations_frame([(report, [seen])])
    assert list(frame.columns)[-2:] == ["correction", "corrected_from"]
    assert frame.loc[0, ["correction", "corrected_from"]].tolist() == [SIGNED, said]
    flat = tabular.flatten(json.loads(to_json(row)))
    assert tuple(flat) == schema.OBSERVATION_COLUMNS
    assert (flat["correction"], flat["corrected_from"]) == (SIGNED, said)
    assert f"corrected ({said})" in tabular.table_row(row)["note"]


def test_without_a_correction_the_cells_are_missing() -> None:
    report, seen = one(None)
    frame = tables.observations_frame([(report, [seen])])
    assert frame[["correction", "corrected_from"]].isna().all(axis=None)
    flat = tabular.flatten(record(report, seen))
    assert (flat["correction"], flat["corrected_from"]) == (None, None)
    assert tabular.table_row(record(report, seen))["note"] == ""


def test_a_reason_is_no_formula_in_csv() -> None:
    report, seen = one(replace(WHY, reason="=HYPERLINK(1)"))
    assert ",\"'=HYPERLINK(1)" in tabular.to_csv([tabular.flatten(record(report, seen))])


# ---- comparison


@pytest.mark.parametrize(("language", "shown"), [("zh", "12.8%†‡"), ("en", "12.8%†‡")])
def test_a_figure_has_its_mark_after_that_of_a_split(language: str, shown: str) -> None:
    value = Decimal("12.8")
    assert words.figure(value, "percent", language, restoration="proven", correction="x") == shown
    assert words.figure(value, "percent", language, correction="x") == shown.replace("†", "")
    assert words.figure(value, "percent", language) == "12.8%"
    assert words.figure(value, "percent", language, correction="x", status="planned").startswith(
        "12.8%‡"
    )


def test_the_comparison_keeps_the_correction_of_the_chosen_figure() -> None:
    corpus = prepare(corrected("registry.incidence"))
    rows = corpus.compared[corpus.compared["indicator"] == "registry.incidence"]
    assert "correction" in corpus.compared.columns
    assert rows["correction"].tolist()[0] == SIGNED
    assert rows["correction"].isna().tolist() == [False, True, True, True]


def test_another_corrected_value_is_marked_where_it_is_listed() -> None:
    report = Report(Metadata("a-2019", "a.txt", "甲县", year=2019), "甲" * 200)
    small = replace(
        given.observation("5户", start=90, value=5, indicator="registry.registered_households"),
        correction=WHY,
    )
    large = given.observation("9户", value=9, indicator="registry.registered_households")
    frame = tables.observations_frame([(report, [large, small])])
    found = alignment.compare(frame, [report.metadata], ["registry.registered_households"], {})
    assert found.loc[0, "others"] == "5@90:corrected"
    assert pd.isna(found.loc[0, "correction"])


def test_a_table_without_the_column_is_refused() -> None:
    corpus = prepare(corrected())
    with pytest.raises(SchemaError, match="lacks correction"):
        alignment.require(corpus.seen.drop(columns="correction"))


def test_a_sum_is_corrected_when_a_part_is() -> None:
    source = "发放低保金6564万元,五保供养资金1418万元。"
    report = Report(Metadata("a-2019", "a.txt", "甲县", year=2019), source)
    name = "social_protection.funds"
    seen = [
        given.observation("6564万元", start=5, value=65640000, unit="CNY", indicator=name,
                          object="低保金"),
        replace(given.observation("1418万元", start=source.index("1418"), value=14180000,
                                  unit="CNY", indicator=name, object="五保"), correction=WHY),
    ]  # fmt: skip
    frame = tables.observations_frame([(report, seen)])
    table = funds_table.by_theme(frame, [report.metadata], {report.id: source})
    row = table[table["theme"] == "social_protection"].iloc[0]
    assert (row["value"], row["correction"]) == (Decimal(79820000), SIGNED)
    assert row["parts"] == "65640000@5|14180000@18:corrected"


def test_the_summary_marks_it() -> None:
    (report, seen), *_ = corrected("registry.incidence")
    frame = tables.observations_frame([(report, seen)])
    made = summary.blocks(frame, report.metadata, report.source, themes=["registry"])
    rows = made[0].rows.set_index("indicator")
    assert rows.loc["registry.incidence", "value_zh"] == "0%‡"
    assert rows.loc["registry.incidence", "correction"] == SIGNED
    assert "‡" not in rows.loc["registry.initial_incidence", "value_en"]


# ---- charts

CORRECTED = ("registry.incidence", "registry.registered_persons", "industry.funds")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [85, 180])
@pytest.mark.parametrize("count", [4, 9])
def test_every_chart_marks_it_and_says_what_the_mark_means(
    language: str, width: float, count: int
) -> None:
    corpus = prepare(corrected(*CORRECTED, count=count))
    for name, chart in charts(corpus, language, width).items():
        texts = " ".join(contract.texts_of(chart.figure))
        assert words.CORRECTED_MARK in texts, name
        if name == "matrix":
            assert ("经人工更正" if language == "zh" else "rest on a person's correction") in texts
        else:
            flowing = texts.replace("\n", " ")
            assert words.CORRECTED_NOTE[language][:8] in flowing, name
            assert "‡" in chart.alt, name
        assert list(chart.data.columns)[-1] == "correction", name
        assert SIGNED in chart.data["correction"].tolist(), name
        assert look.outside(chart.figure) == [], name
        assert look.overlapping(chart.figure) == [], name


def test_charts_without_a_correction_are_what_they_were() -> None:
    for name, chart in charts(prepare(corrected()), "en", 180).items():
        assert "correction" not in chart.data.columns, name
        assert "‡" not in " ".join(contract.texts_of(chart.figure)), name
        assert "‡" not in chart.alt + chart.caption, name


def test_one_corrected_cell_is_said_in_the_singular() -> None:
    corpus = prepare(corrected("registry.incidence"))
    chart = charts(corpus, "en", 180)["matrix"]
    assert "one cell rests on" in " ".join(contract.texts_of(chart.figure))


# ---- what notebooks show


def read(correction: Correction | None = WHY, **more: object) -> ReadReport:
    report, seen = one(correction, indicator="industry.funds", **more)
    return ReadReport(report, (seen,), measure_coverage(report, (seen,)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_notebook_tables_mark_and_explain(language: str) -> None:
    legend = words.CORRECTED_NOTE[language].split("‡")[1].strip()[:8]
    for shown in (display.figures, display.summary):
        assert "12.8" in shown(read(), language).html
        assert "‡</summary>" in shown(read(), language).html
        assert legend in shown(read(), language).html
        assert "‡" not in shown(read(None), language).html
    grid = display.comparison(display.compared(read()), language).html
    assert "‡</summary>" in grid
    assert legend in grid
    assert "‡" not in display.comparison(display.compared(read(None)), language).html


def test_the_marked_text_tells_what_was_corrected_and_why() -> None:
    report, seen = one()
    page = highlight.html(report, [seen])
    assert "value 128 -&gt; 12.8" in page
    assert "read &lt;wrongly&gt; (Li, 2024-05-01)" in page
    assert "<wrongly>" not in page
    assert "‡ 经人工更正 corrected</span>" in page
    report, seen = one(None)
    assert "‡" not in highlight.html(report, [seen])


def test_a_dropped_reading_is_told_and_gives_way_to_an_added_figure() -> None:
    report = Report(Metadata("a-2019", "a.txt"), "投入12.8万元")
    dropped = Observation(
        Quantity(2, 4, "12", "identifier", "arabic"), correction=replace(WHY, action="drop")
    )
    page = highlight.html(report, [dropped])
    assert "编号 identifier" in page
    assert "value 128 -&gt; set aside" in page
    added = replace(one()[1], correction=replace(WHY, action="add", before=()))
    both = highlight.html(report, [dropped, added])
    assert "nothing -&gt; value 12.8" in both
    assert "set aside" not in both.split("</div>", 1)[1]
    assert '<span id="c2"' in both

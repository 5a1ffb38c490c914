"""Registry stock and exits of one county."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports.charts import contract, registry
from county_reports.charts.registry import INDICATORS
from county_reports.comparison import alignment, tables
from county_reports.errors import FigureError
from county_reports.model import Metadata, Report

TESTS = Path(__file__).parents[1]
given = SimpleNamespace(**runpy.run_path(str(TESTS / "gold_input.py")))
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))


@pytest.fixture(scope="module")
def gold() -> tuple:
    reports = given.gold_reports()
    metadata = {report.id: report.metadata for report, _ in reports}
    table = alignment.compare(
        tables.observations_frame(reports), list(metadata.values()), INDICATORS,
        {report.id: report.source for report, _ in reports},
    )  # fmt: skip
    return table, metadata


def invented(**stock: int) -> tuple:
    names = {"stock": "registry.registered_persons", "lifted": "registry.lifted_persons_total",
             "left": "registry.remaining_persons"}  # fmt: skip
    seen = [
        given.observation(f"{value}人", start=10 * n, value=value, unit="person",
                          indicator=names[key])
        for n, (key, value) in enumerate(stock.items())
    ]  # fmt: skip
    report = Report(Metadata("jia-2019", "a", "甲县", year=2019, title="报告"), "甲" * 100)
    table = alignment.compare(
        tables.observations_frame([(report, seen)]), [report.metadata], INDICATORS, {}
    )
    return table, report.metadata


@pytest.mark.parametrize("name", given.SEED_IDS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [85, 180])
def test_the_page(gold: tuple, name: str, language: str, width: float) -> None:
    table, metadata = gold
    chart = registry.registry(table, metadata[name], language=language, width=width)
    assert look.overlapping(chart.figure) == []
    assert look.outside(chart.figure) == []
    assert look.tallest_mm(chart.figure) < 240
    contract.assert_traceable(chart.data)
    texts = contract.texts_of(chart.figure)
    assert any(t.startswith(("资料来源", "Source:")) for t in texts)


def test_longhui_adds_up(gold: tuple) -> None:
    table, metadata = gold
    chart = registry.registry(table, metadata["longhui-2019"])
    texts = contract.texts_of(chart.figure)
    assert {"66,496 户†", "63,153 户†", "3,343 户†", "80,494 户†（2014年）"} <= set(texts)
    assert any("63,153 + 3,343 = 66,496 户" in text for text in texts)
    row = chart.data.set_index("indicator").loc["registry.remaining_households"]
    assert (row.value, row.start, row.restoration) == (Decimal(3343), 422, "proven")


def test_gaps_are_said_and_targets_are_marked(gold: tuple) -> None:
    table, metadata = gold
    chart = registry.registry(table, metadata["cili-2018"], language="en")
    texts = contract.texts_of(chart.figure)
    assert "not reported" in texts
    assert "26,702 persons (planned)" in texts
    assert any("Dashed outline" in text for text in texts)
    assert "Households still poor" in chart.missing_en


@pytest.mark.parametrize(
    ("stock", "holds", "sign"),
    [({"stock": 100, "lifted": 90, "left": 10}, True, "90 + 10 = 100 人"),
     ({"stock": 100, "lifted": 90, "left": 20}, False, "90 + 20 ≠ 100 人"),
     ({"stock": 100, "lifted": 90}, None, None), ({"left": 3}, None, None)],
)  # fmt: skip
def test_the_sum_is_checked_and_never_forced(
    stock: dict, holds: bool | None, sign: str | None
) -> None:
    table, metadata = invented(**stock)
    rows = {row["indicator"]: row for row in table.to_dict("records")}
    assert registry.adds_up(rows, 1) is holds
    texts = " ".join(contract.texts_of(registry.registry(table, metadata).figure))
    assert (sign in texts) if sign else ("≠" not in texts and " + " not in texts.split("资料")[0])


def test_nothing_reported_is_drawn_as_nothing_reported() -> None:
    table, metadata = invented()
    chart = registry.registry(table, metadata)
    assert chart.data.value.isna().all()
    assert contract.texts_of(chart.figure).count("未报告") == 11
    assert chart.alt_zh.endswith("无数据。")
    assert look.overlapping(chart.figure) == []


def test_an_indicator_that_was_not_compared_counts_as_not_reported() -> None:
    table, metadata = invented(stock=100)
    some = table[table.indicator == "registry.registered_persons"]
    chart = registry.registry(some, metadata)
    assert chart.data.value.notna().sum() == 1


def test_more_than_one_county_is_refused(gold: tuple) -> None:
    table, metadata = gold
    with pytest.raises(FigureError, match="one county"):
        registry.registry(table, list(metadata.values()))


@pytest.mark.parametrize(("change", "named"), [({"language": "de"}, "de"), ({"width": 5}, "5 mm")])
def test_refusals(gold: tuple, change: dict, named: str) -> None:
    table, metadata = gold
    with pytest.raises(FigureError, match=named):
        registry.registry(table, metadata["cili-2018"], **change)
    with pytest.raises(FigureError, match="no report"):
        registry.registry(table, [])

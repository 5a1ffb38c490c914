"""Incidence and registry with odd figures: one end only, ranges, long names, many magnitudes.

On every page no label covers another or leaves the paper, and no number is cut.
"""

from __future__ import annotations

import runpy
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports.charts import contract, incidence, registry
from county_reports.comparison import alignment, tables
from county_reports.model import Metadata, Report

TESTS = Path(__file__).parents[1]
given = SimpleNamespace(**runpy.run_path(str(TESTS / "gold_input.py")))
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))

BEFORE, AFTER = incidence.BEFORE, incidence.AFTER
SHORT = Metadata("yun-2019", "y.txt", "云县", year=2019, title="报告")
LONG = Metadata("yunqi-shan-yao-miao-dong-tujia-2019", "q.txt", "云栖山瑶族苗族侗族土家族自治县",
                year=2019, title="报告")  # fmt: skip
COUNTIES = {"short": SHORT, "long": LONG}


def percent(value: object, indicator: str, start: int = 0, **more: object) -> object:
    return given.observation(f"{value}%", start=start, value=value, unit="percent",
                             indicator=indicator, **more)  # fmt: skip


def compared(seen: list, metadata: Metadata, indicators: tuple[str, ...]) -> object:
    report = Report(metadata, "甲" * 400)
    table = tables.observations_frame([(report, seen)])
    return alignment.compare(table, [metadata], indicators, {report.id: report.source})


def assert_page(figure: object) -> None:
    assert look.overlapping(figure) == []
    assert look.outside(figure) == []
    assert look.tallest_mm(figure) < 280


LIMITS = {"period": "2013-12/2014-06", "restoration": "proven", "bound": "over"}
LINES = {
    "baseline only": [percent("19.4", BEFORE, period="2014")],
    "report only": [percent("0.6", AFTER)],
    "a small report only": [percent("0.0001", AFTER, bound="about")],
    "long labels": [percent("19.44", BEFORE, **LIMITS),
                    percent("0.68", AFTER, 30, **LIMITS, high="0.9")],
    "usual labels": [percent("19.4", BEFORE, period="2014"), percent("1.02", AFTER, 30)],
    "close": [percent("5.01", BEFORE), percent("5", AFTER, 30)],
    "risen": [percent("5", BEFORE), percent("19.4", AFTER, 30)],
    "nought": [percent(0, BEFORE), percent(0, AFTER, 30)],
    "target": [percent("19.4", BEFORE), percent(1, AFTER, 30, status="planned", period="2020")],
    "magnitudes": [percent(100, BEFORE), percent("0.0001", AFTER, 30)],
    "ambiguous": [percent(3, BEFORE, restoration="ambiguous"), percent(3, AFTER, 30)],
}  # fmt: skip


@pytest.mark.parametrize("county", COUNTIES)
@pytest.mark.parametrize(("language", "width"), [("zh", 60), ("en", 60), ("zh", 85), ("en", 85),
                                                ("en", 180)])  # fmt: skip
@pytest.mark.parametrize("case", LINES)
def test_a_line_of_incidence(case: str, language: str, width: float, county: str) -> None:
    metadata = COUNTIES[county]
    table = compared(LINES[case], metadata, incidence.INDICATORS)
    made = incidence.incidence(table, [metadata], language=language, width=width)
    assert_page(made.figure)
    texts = contract.texts_of(made.figure)
    for row in made.data.to_dict("records"):
        if tables.given(row["value"]):
            printed = format(row["value"], "f")
            assert any(printed in text and "%" in text for text in texts), (printed, texts)


@pytest.mark.parametrize(
    ("case", "said_zh", "said_en"),
    [
        ("baseline only", "报告期未报告", "at the report: not reported"),
        ("report only", "建档之初未报告", "baseline: not reported"),
        ("ambiguous", "建档之初无法确定", "baseline: ambiguous"),
    ],
)
@pytest.mark.parametrize("width", [60, 85, 180])
def test_the_end_that_is_missing_is_said_in_full(
    case: str, said_zh: str, said_en: str, width: float
) -> None:
    table = compared(LINES[case], SHORT, incidence.INDICATORS)
    for language, said in (("zh", said_zh), ("en", said_en)):
        made = incidence.incidence(table, [SHORT], language=language, width=width)
        assert said in contract.texts_of(made.figure)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_labels_below_the_lines_keep_the_order_of_time(language: str) -> None:
    made = incidence.incidence(
        compared(LINES["long labels"], LONG, incidence.INDICATORS), [LONG], language=language,
        width=60,
    )  # fmt: skip
    places = {
        text.get_text()[:4]: text.get_position()
        for text in made.figure.axes[0].texts if "%" in text.get_text()
    }  # fmt: skip
    first, last = places["≥19."], places["≥0.6"]
    assert first[0] == last[0]
    assert first[1] < last[1]


def stock(more: dict, status: str) -> list:
    seen = []
    for step in registry.STEPS:
        for name, unit in zip(step.indicators, ("household", "person", "village"), strict=True):
            if name:
                seen.append(given.observation("10户", start=10 * len(seen), unit=unit,
                                              indicator=name, status=status, **more))  # fmt: skip
    return seen


AMOUNTS = {
    "huge": {"value": 12345678901},
    "range": {"value": 123456, "high": 234567, "bound": "about", "restoration": "proven",
              "period": "2013-12/2014-06"},
    "limits": {"value": 1234567, "bound": "over", "restoration": "unique", "period": "2014/2019"},
    "nought": {"value": 0},
    "one": {"value": 1},
    "decimals": {"value": "6.5", "high": "7.25"},
}  # fmt: skip


@cache
def registry_of(case: str, status: str) -> object:
    return compared(stock(AMOUNTS[case], status), LONG, registry.INDICATORS)


@pytest.mark.parametrize("status", ["reported", "planned"])
@pytest.mark.parametrize(("language", "width"), [("zh", 60), ("en", 60), ("en", 85), ("zh", 150),
                                                ("en", 150), ("en", 180)])  # fmt: skip
@pytest.mark.parametrize("case", AMOUNTS)
def test_a_page_of_the_registry(case: str, language: str, width: float, status: str) -> None:
    made = registry.registry(registry_of(case, status), LONG, language=language, width=width)
    assert_page(made.figure)
    texts = contract.texts_of(made.figure)
    value = f"{Decimal(AMOUNTS[case]['value']):,}"
    assert sum(value in text for text in texts) >= 11
    assert not any("…" in text for text in texts)
    mark = "（计划）" if language == "zh" else "(planned)"
    assert any(mark in text for text in texts) is (status == "planned")
    contract.assert_traceable(made.data)


PERSONS = ("registry.registered_persons", "registry.lifted_persons_total",
           "registry.remaining_persons")  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "more", "holds"),
    [
        (0, {}, True),
        (0, {"bound": "over"}, None),
        (1, {"bound": "about"}, None),
        (2, {"bound": "under"}, None),
        (2, {"high": 30}, None),
        (0, {"value": 101}, False),
        (1, {"restoration": "proven"}, True),
        (1, {"restoration": "ambiguous"}, None),
        (2, {"status": "planned"}, None),
        (0, {"unit": "household"}, None),
    ],
)
def test_only_exact_figures_are_added_up(changed: int, more: dict, holds: bool | None) -> None:
    seen = []
    for place, (name, value) in enumerate(zip(PERSONS, (100, 90, 10), strict=True)):
        cells = {"value": value, "unit": "person"} | (more if place == changed else {})
        seen.append(given.observation(f"{value}人", start=10 * place, indicator=name, **cells))
    table = compared(seen, SHORT, registry.INDICATORS)
    rows = {str(row["indicator"]): row for row in table.to_dict("records")}
    assert registry.adds_up(rows, 1) is holds
    made = registry.registry(table, SHORT)
    texts = " ".join(contract.texts_of(made.figure))
    assert ("累计脱贫 + 尚未脱贫" in texts) is (holds is not None)
    assert ("≠" in texts) is (holds is False)


@pytest.mark.parametrize("year", [None, 2019])
def test_a_report_without_a_year(year: int | None) -> None:
    metadata = Metadata("yun", "y.txt", "云县", year=year)
    seen = [given.observation("9人", value=9, unit="person", indicator=PERSONS[0], period="2019")]
    made = registry.registry(compared(seen, metadata, registry.INDICATORS), [metadata])
    assert ("年份不详" in made.caption_zh) is (year is None)
    assert ("year unknown" in made.caption_en) is (year is None)
    # the figure's own year is said wherever it is not the report's
    label = "9 人（2019年）" if year is None else "9 人"
    assert label in contract.texts_of(made.figure)


@pytest.mark.parametrize(
    ("cells", "dashed"),
    [
        ([(PERSONS[0], {})], 0),
        ([(PERSONS[0], {"status": "planned"})], 1),
        ([(PERSONS[1], {"status": "planned"}), (PERSONS[2], {})], 1),
        ([("registry.planned_persons", {"status": "planned"})], 1),
        ([("registry.planned_persons", {})], 1),
        ([(PERSONS[0], {"status": "planned", "restoration": "ambiguous"})], 0),
    ],
)
def test_a_target_is_never_drawn_as_a_result(cells: list, dashed: int) -> None:
    seen = [
        given.observation("9人", start=10 * n, value=9, unit="person", indicator=name, **more)
        for n, (name, more) in enumerate(cells)
    ]
    made = registry.registry(compared(seen, SHORT, registry.INDICATORS), SHORT)
    bars = made.figure.axes[0].patches
    outlined = [bar for bar in bars if bar.get_linestyle() != "solid"]
    assert len(outlined) == dashed
    assert all(bar.get_facecolor()[:3] == (1, 1, 1) for bar in outlined)
    assert ("虚线框为计划数。" in contract.texts_of(made.figure)) is bool(dashed)

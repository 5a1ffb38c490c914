"""Funds by theme: which figure stands for a theme, and when figures may be added."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from county_reports import codebook
from county_reports.comparison import funds, tables
from county_reports.errors import SchemaError
from county_reports.model import Metadata, Report

if TYPE_CHECKING:
    import pandas as pd

given = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py")))
INDICATOR = "social_protection.funds"


def read(source: str, *figures: tuple[str, int, dict]) -> pd.Series:
    """The row of a report whose text holds these figures, in 万元."""
    report = Report(Metadata("a-2019", "a.txt", "甲县", year=2019), source)
    seen = []
    for number, (text, amount, more) in enumerate(figures):
        cells = {"object": f"资金{number}", "indicator": INDICATOR} | more
        seen.append(
            given.observation(text, start=source.index(text), value=amount * 10000, unit="CNY",
                              **cells)
        )  # fmt: skip
    table = tables.observations_frame([(report, seen)])
    theme = (figures[0][2].get("indicator") or INDICATOR).split(".")[0]
    found = funds.by_theme(table, [report.metadata], {report.id: source}, [theme])
    assert len(found) == 1
    return found.iloc[0]


def test_every_indicator_is_money_of_its_theme() -> None:
    book = codebook.load()
    for theme, names in funds.FUNDS_OF_THEME.items():
        assert theme in book.themes
        for name in names:
            assert book.indicators[name].unit == "CNY"
            assert book.indicators[name].theme == theme


@pytest.mark.parametrize("name", ["finance.loans", "finance.insurance", "funding.total",
                                  "industry.income_gain", "social_help.consumption_sales",
                                  "supervision.money_recovered"])  # fmt: skip
def test_what_is_not_money_put_in_is_left_out(name: str) -> None:
    assert all(name not in names for names in funds.FUNDS_OF_THEME.values())


def test_parallel_items_are_added_and_named() -> None:
    row = read("发放低保金6564万元,五保供养资金1418万元。", ("6564万元", 6564, {}),
               ("1418万元", 1418, {}))  # fmt: skip
    assert row.value == Decimal(79820000)
    assert row.parts == "65640000@5|14180000@18"
    assert row.text == "6564万元+1418万元"
    assert not tables.given(row.others)


@pytest.mark.parametrize(
    "source",
    [
        "发放资金6564万元,其中低保1418万元。",
        "发放资金6564万元,较上年增加1418万元。",
        "发放资金6564万元,共1418万元。",
        "发放资金6564万元。另发放1418万元。",
        "发放资金6564万元,占1418万元。",
        "发放资金6564万元;另1418万元。",
    ],
)
def test_what_may_not_be_added(source: str) -> None:
    row = read(source, ("6564万元", 6564, {}), ("1418万元", 1418, {}))
    assert row.value == Decimal(65640000)
    assert not tables.given(row.parts)
    assert row.others.startswith("14180000@")


@pytest.mark.parametrize(
    "more",
    [{"period": "2018"}, {"bound": "over"}, {"status": "planned"}, {"scope": "part"},
     {"object": "资金0"}, {"restoration": "ambiguous"}, {"object": None}],
)  # fmt: skip
def test_unlike_figures_are_not_added(more: dict) -> None:
    row = read("发放低保金6564万元,五保供养资金1418万元。", ("6564万元", 6564, {}),
               ("1418万元", 1418, more))  # fmt: skip
    assert row.value == Decimal(65640000)


def test_a_stated_total_is_not_added_to_its_parts() -> None:
    row = read("发放300万元,低保100万元,五保200万元。", ("300万元", 300, {}), ("100万元", 100, {}),
               ("200万元", 200, {}))  # fmt: skip
    assert row.value == Decimal(3000000)
    assert row.others == "1000000@10|2000000@18"


def test_nothing_is_added_without_the_source() -> None:
    report = Report(Metadata("a-2019"), "6564万元,1418万元。")
    seen = [
        given.observation("6564万元", start=0, value=65640000, unit="CNY", indicator=INDICATOR,
                          object="低保"),
        given.observation("1418万元", start=7, value=14180000, unit="CNY", indicator=INDICATOR,
                          object="五保"),
    ]  # fmt: skip
    table = tables.observations_frame([(report, seen)])
    row = funds.by_theme(table, [report.metadata], {}, ["social_protection"]).iloc[0]
    assert (row.value, tables.word(row.parts)) == (Decimal(65640000), None)


def test_the_larger_of_two_names_stands_and_the_other_is_listed() -> None:
    row = read(
        "企业帮扶5000万元。社会捐赠200万元。",
        ("5000万元", 5000, {"indicator": "social_help.funds"}),
        ("200万元", 200, {"indicator": "social_help.donations"}),
    )
    assert (row.value, row.indicator) == (Decimal(50000000), "social_help.funds")
    assert "2000000@" in row.others


@pytest.mark.parametrize(
    ("more", "reason"),
    [({"status": "planned"}, "planned only"), ({"scope": "part"}, "not comparable"),
     ({"restoration": "ambiguous"}, "ambiguous")],
)  # fmt: skip
def test_reasons(more: dict, reason: str) -> None:
    row = read("发放低保金6564万元。", ("6564万元", 6564, more))
    assert (row.value, row.missing) == (None, reason)


def test_the_five_seeds() -> None:
    reports = given.gold_reports()
    table = tables.observations_frame(reports)
    found = funds.by_theme(
        table, [r.metadata for r, _ in reports], {r.id: r.source for r, _ in reports}
    )
    assert len(found) == 5 * len(funds.FUNDS_OF_THEME)
    known = {
        (row.theme, row.report): row.value for row in found.itertuples() if row.value is not None
    }
    assert known["industry", "biyang-2016"] == Decimal(1300000000)
    assert known["social_protection", "biyang-2016"] == Decimal(79820000)
    assert known["assistance", "gucheng-2019"] == Decimal(67410000)
    assert known["social_help", "longhui-2019"] == Decimal(130000000)
    assert ("relocation", "longhui-2019") not in known
    sources = {r.id: r.source for r, _ in reports}
    for row in found[found.start.notna()].itertuples():
        first = row.text.split("+")[0]
        assert sources[row.report][row.start : row.end] == first


def test_a_table_without_its_columns_is_refused() -> None:
    table = tables.observations_frame(given.invented(1)).drop(columns="bound")
    with pytest.raises(SchemaError, match="bound"):
        funds.by_theme(table, [], {})

"""A county's portrait: its blocks, what it points at, what it counts, and its table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import pytest

import county_reports as cr
import factories as given
from county_reports import codebook
from county_reports.comparison import portrait as made
from county_reports.comparison import tables
from county_reports.comparison.portrait_plan import groups, plans
from county_reports.comparison.portrait_table import KINDS, PORTRAIT
from county_reports.errors import CodebookError, SchemaError
from county_reports.extraction import observe
from county_reports.schema import RESTORATIONS

REPORT = (
    "栖云县脱贫攻坚工作情况\n\n"
    "全县总面积1200平方公里,辖12个乡镇。2014年建档立卡贫困户5120户17340人,贫困发生率18.6%。"
    "2019年底,未脱贫310户702人,贫困发生率0.4%。\n"
    "投入产业扶贫资金3600万元,带动贫困户2100户6400人。又投入产业扶贫资金800万元。\n"
    "饮水安全方面,解决了1830户6020人的饮水问题。\n"
    "2020年计划投入资金5000万元,计划新建扶贫车间20个。\n"
)


@dataclass(frozen=True)
class Counted:
    """Counts as coverage gives them."""

    total: int = 9
    read: int = 5
    set_aside: int = 3
    share: Decimal = Decimal("0.8889")


def portrait_of(text: str = REPORT, *, county: str | None = "栖云县", year: int | None = 2019):
    report = given.report(text, year, county)
    table = tables.observations_frame([(report, observe(report))])
    return made.portrait(table, report.metadata, report.source, coverage=Counted())


def entry(portrait: made.Portrait, indicator: str) -> made.Entry:
    return next(
        each for block in portrait.blocks for each in block.entries if each.indicator == indicator
    )


# ---- what the blocks hold


def test_every_indicator_of_the_codebook_stands_in_one_block() -> None:
    portrait = portrait_of()
    named = [each.indicator for block in portrait.blocks for each in block.entries]
    assert sorted(named) == sorted(codebook.load().indicators)
    assert portrait.indicators == len(named)


def test_the_blocks_come_in_the_order_of_the_issue() -> None:
    order = ["profile", "registry", "food", "education", "health", "housing", "water", "money",
             "industry", "employment", "assistance", "organisation", "supervision",
             "resilience"]  # fmt: skip
    names = list(plans())
    places = [names.index(name) for name in order]
    assert all(first < second for first, second in pairwise(places))


def test_groups_are_declared() -> None:
    assert {plan.group for plan in plans().values()} == {None, *groups()}
    guarantees = [plan.id for plan in plans().values() if plan.group == "guarantees"]
    assert guarantees == ["food", "education", "health", "housing", "water"]


def test_blocks_of_a_group_stand_together() -> None:
    told = [plan.group for plan in plans().values()]
    runs = [told[0], *(second for first, second in pairwise(told) if first != second)]
    assert sorted(each for each in runs if each) == sorted(groups())


def test_a_theme_that_stands_in_no_block_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    from county_reports.comparison import portrait_plan

    declared = portrait_plan._declared()
    fewer = {name: block for name, block in declared["blocks"].items() if name != "water"}
    monkeypatch.setattr(portrait_plan, "_declared", lambda: {**declared, "blocks": fewer})
    with pytest.raises(CodebookError, match="each theme"):
        portrait_plan.plans.__wrapped__()


def test_a_group_that_is_not_declared_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    from county_reports.comparison import portrait_plan

    declared = portrait_plan._declared()
    monkeypatch.setattr(portrait_plan, "_declared", lambda: {**declared, "groups": {}})
    with pytest.raises(CodebookError, match="no group"):
        portrait_plan.plans.__wrapped__()


# ---- figures


FIGURES = [
    ("registry.initial_households", "5120户", "5120"),
    ("registry.initial_incidence", "18.6%", "18.6"),
    ("registry.remaining_persons", "702人", "702"),
    ("registry.incidence", "0.4%", "0.4"),
    ("industry.funds", "3600万元", "36000000"),
    ("water.households", "1830户", "1830"),
]


@pytest.mark.parametrize(("indicator", "text", "value"), FIGURES)
def test_an_indicator_has_its_figure_and_place(indicator: str, text: str, value: str) -> None:
    portrait = portrait_of()
    item = entry(portrait, indicator).item
    assert item is not None
    assert item.figure.text == text
    assert item.figure.value == Decimal(value)
    assert REPORT[item.figure.start : item.figure.end] == text
    assert text in item.quote


def test_what_is_not_said_is_silent_and_has_its_reason() -> None:
    portrait = portrait_of()
    silent = entry(portrait, "education.students")
    assert silent.silent
    assert silent.missing == "not reported"
    assert silent in portrait["education"].silent
    assert portrait["education"].reported == 0


def test_a_target_is_pointed_at_and_never_the_value() -> None:
    portrait = portrait_of()
    workshops = entry(portrait, "employment.workshops")
    assert workshops.item is None
    assert workshops.missing == "planned only"
    assert workshops.pointed is not None
    assert workshops.pointed.figure.text == "20个"
    assert not workshops.silent
    assert workshops.rivals == ()


def test_another_value_for_the_same_time_is_a_rival() -> None:
    funds = entry(portrait_of(), "industry.funds")
    assert [other.figure.text for other in funds.rivals] == ["800万元"]


def test_the_same_value_elsewhere_is_no_other_value() -> None:
    portrait = portrait_of(REPORT + "目前,全县未脱贫310户702人。\n")
    assert entry(portrait, "registry.remaining_persons").others == ()


def test_plans_are_all_targets_with_their_year() -> None:
    planned = portrait_of().planned
    assert sorted(item.figure.text for item in planned) == ["20个", "5000万元"]
    assert {item.figure.status for item in planned} == {"planned"}
    assert {item.figure.period for item in planned} == {"2020"}


def test_no_figure_at_all_leaves_every_block_silent() -> None:
    portrait = portrait_of("栖云县召开会议，认真学习文件精神。\n")
    assert portrait.reported == 0
    assert portrait.items == ()
    assert all(len(block.silent) == len(block.entries) for block in portrait.blocks)


def test_county_and_year_need_not_be_known() -> None:
    text = REPORT.replace("栖云县", "我县").replace("2019年底,", "")
    portrait = portrait_of(text, county=None, year=None)
    assert portrait.metadata.county is None
    assert portrait.metadata.name == "qiyun"
    assert entry(portrait, "water.persons").item is not None


def test_a_block_that_does_not_exist_is_named() -> None:
    with pytest.raises(KeyError, match="watr"):
        portrait_of()["watr"]


def test_other_reports_rows_are_passed_over() -> None:
    first, second = given.report(REPORT), given.report("另县贫困发生率9.9%。\n")
    other = second.__class__(second.metadata.__class__("other"), second.source)
    table = tables.observations_frame([(first, observe(first)), (other, observe(other))])
    portrait = made.portrait(table, first.metadata, first.source)
    assert [str(item.figure.value) for item in entry(portrait, "registry.incidence").others] == []
    assert portrait.reading is None


def test_a_table_without_a_column_is_refused() -> None:
    report = given.report(REPORT)
    table = tables.observations_frame([(report, observe(report))]).drop(columns="scope")
    with pytest.raises(SchemaError, match="scope"):
        made.portrait(table, report.metadata, report.source)


def test_reading_counts_figures_and_what_has_no_indicator() -> None:
    reading = portrait_of().reading
    assert reading is not None
    assert (reading.numerals, reading.read, reading.set_aside, reading.unread) == (9, 5, 3, 1)
    assert reading.figures >= reading.with_indicator >= 10


# ---- what no indicator covers


def item(value: int, unit: str, *, said: str | None = "物资", start: int = 0, **more: object):
    from county_reports.comparison.alignment import Figure

    cells = {"high": None, "bound": "exact", "period": None, "scope": "county",
             "status": "reported", "restoration": None, "end": start + 1, "text": "1",
             "object": said} | more  # fmt: skip
    figure = Figure(value=Decimal(value), unit=unit, start=start, **cells)  # type: ignore[arg-type]
    return made.Item(None, "industry", said or "", said or "", figure, None, "")


LARGEST = [
    ("money first, largest first", [(5, "CNY"), (9, "CNY"), (20, "person")], [9, 5, 20]),
    ("three of each kind", [(n, "CNY") for n in range(1, 6)], [5, 4, 3]),
    ("small counts are left", [(9, "count"), (10, "count")], [10]),
    ("rates are no counts", [(90, "percent"), (80, "km")], []),
    ("equal ones in the order of the text", [(30, "person"), (30, "household")], [30, 30]),
]


@pytest.mark.parametrize(("why", "figures", "expected"), LARGEST)
def test_the_largest_are_shown(why: str, figures, expected) -> None:
    items = [item(value, unit, start=n) for n, (value, unit) in enumerate(figures)]
    assert [int(each.figure.value) for each in made._largest(items)] == expected, why


UNFIT = [
    {"said": None},
    {"scope": "standard"},
    {"scope": "other"},
    {"restoration": "ambiguous"},
]


@pytest.mark.parametrize("unfit", UNFIT)
def test_counts_that_are_not_named_or_not_the_countys_are_left(unfit) -> None:
    assert made._largest([item(500, "person", **unfit)]) == []


def test_what_is_left_is_counted() -> None:
    text = "".join(f"发放慰问品{n}0件,走访{n}1次," for n in range(2, 9)) + "完成。\n"
    portrait = portrait_of("栖云县产业扶贫\n\n一、产业扶贫\n\n" + text)
    rest = sum(len(block.also) + block.left for block in portrait.blocks)
    reading = portrait.reading
    assert reading is not None
    assert rest == reading.figures - reading.with_indicator - reading.without_theme
    assert all(len(block.also) <= 6 for block in portrait.blocks)


# ---- the table


def test_the_table_has_its_columns_and_leads_back() -> None:
    table = portrait_of().frame
    assert list(table.columns) == [column.name for column in PORTRAIT]
    placed = table[table["start"].notna()]
    assert len(placed) > 12
    for row in placed.itertuples():
        assert REPORT[row.start : row.end] == row.text
        assert row.text in row.quote


def test_the_table_has_a_row_for_every_indicator_with_value_or_reason() -> None:
    table = portrait_of().frame
    rows = table[table["kind"] == "indicator"]
    assert sorted(rows["indicator"]) == sorted(codebook.load().indicators)
    assert (rows["value"].isna() == rows["missing"].notna()).all()
    water = rows.set_index("indicator").loc["water.households"]
    assert (water["value"], water["unit"], water["text"]) == (Decimal(1830), "household", "1830户")


def test_a_target_in_the_table_is_no_value_of_its_indicator() -> None:
    table = portrait_of().frame
    row = table[(table["kind"] == "indicator") & (table["indicator"] == "employment.workshops")]
    (only,) = row.to_dict("records")
    assert only["missing"] == "planned only"
    assert only["value"] is None
    assert only["text"] == "20个"
    plans_of = table[table["block"] == "plans"]
    assert set(plans_of["kind"]) == {"planned"}
    assert Decimal(20) in set(plans_of["value"])


def test_the_table_is_the_same_every_time() -> None:
    assert portrait_of().frame.to_csv() == portrait_of().frame.to_csv()


def test_an_ambiguous_split_has_no_value_anywhere() -> None:
    from county_reports.comparison.portrait_table import cells

    unsure = item(500, "person", restoration="ambiguous")
    row = cells(unsure)
    assert row["value"] is None
    assert row["missing"] == "ambiguous"
    assert "500" not in unsure.shown("en")
    assert set(RESTORATIONS) >= {row["restoration"]}


def test_a_report_that_was_read_has_its_portrait(tmp_path) -> None:
    path = tmp_path / "qiyun-2019.txt"
    path.write_text(REPORT + "扣除后,累计脱贫4810户16638人。\n", encoding="utf-8")
    read = cr.read_report(path)
    portrait = read.portrait
    assert portrait is read.portrait, "computed once"
    assert "indicators reported" in repr(portrait)
    assert portrait.audit is read.audit.audit
    kinds = set(portrait.frame["kind"])
    assert kinds <= set(KINDS)
    assert {"about", "count", "indicator", "planned"} <= kinds

"""The choice of the comparable figure: each rule of alignment, and the reasons for a gap."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from county_reports import codebook
from county_reports import format as words
from county_reports.comparison import alignment, coverage_matrix, periods, quotes, summary, tables
from county_reports.errors import SchemaError, UsageError
from county_reports.model import Metadata, Report
from county_reports.schema import COMPARISON

if TYPE_CHECKING:
    import pandas as pd

given = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py")))
see = given.observation

HOUSEHOLDS = "registry.registered_households"
INCIDENCE = "registry.incidence"


def compare_one(seen: list, indicator: str, year: int | None = 2019) -> pd.Series:
    report = Report(Metadata("a-2019", "a.txt", "甲县", year=year), "甲" * 2000)
    table = tables.observations_frame([(report, seen)])
    found = alignment.compare(table, [report.metadata], [indicator], {report.id: report.source})
    assert len(found) == 1
    return found.iloc[0]


def household(value: object, start: int, **more: object) -> object:
    return see(f"{value}户", start=start, value=value, indicator=HOUSEHOLDS, **more)


def percent(value: object, start: int, **more: object) -> object:
    more = {"indicator": INCIDENCE} | more
    return see(f"{value}%", start=start, value=value, unit="percent", **more)


@pytest.mark.parametrize(
    ("seen", "start"),
    [
        ([household(100, 5)], 5),
        # the county before what the codebook does not allow
        ([household(100, 5), household(900, 50, scope="part")], 5),
        ([household(100, 5), household(900, 50, scope="other")], 5),
        # reported before planned
        ([household(900, 5, status="planned"), household(100, 50)], 50),
        # a proven split counts, an ambiguous one does not
        ([household(100, 5, restoration="proven"), household(900, 50, restoration="ambiguous")], 5),
        ([household(100, 5, restoration="unique")], 5),
        # the report's year, then undated, then the latest earlier year, then later years
        ([household(900, 5, period="2018"), household(100, 50, period="2019")], 50),
        ([household(900, 5), household(100, 50, period="2019")], 50),
        ([household(100, 5), household(900, 50, period="2018")], 5),
        ([household(900, 5, period="2015"), household(100, 50, period="2018")], 50),
        ([household(900, 5, period="2020"), household(100, 50, period="2018")], 50),
        ([household(900, 5, period="2019-06"), household(100, 50, period="2019-12")], 50),
        ([household(100, 5, period="2014/2019"), household(90, 50, period="2018")], 5),
        # the total before its parts
        ([household(100, 5), household(900, 50), household(300, 70)], 50),
        # the first of two equal ones
        ([household(100, 5), household(100, 50)], 5),
        # of several rates the first, not the largest
        ([percent(1, 5), percent(3, 50)], 5),
    ],
)
def test_which_figure_is_chosen(seen: list, start: int) -> None:
    indicator = seen[0].indicator
    row = compare_one(seen, indicator)
    assert (row.start, tables.word(row.missing)) == (start, None)


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        ([], "not reported"),
        ([household(100, 5, status="planned")], "planned only"),
        ([household(100, 5, restoration="ambiguous")], "ambiguous"),
        ([household(100, 5, scope="part")], "not comparable"),
        ([see("100人", start=5, value=100, unit="person", indicator=HOUSEHOLDS)], "not comparable"),
        ([household(100, 5, status="planned"), household(7, 50, scope="part")], "planned only"),
        ([household(1, 5, status="planned"), household(7, 50, restoration="ambiguous")],
         "ambiguous"),
        ([see("100户", start=5, value=100, indicator="registry.remaining_households")],
         "not reported"),
        ([household(None, 5)], "not reported"),
        ([see("2019年", start=5, kind="date", period="2019", indicator=HOUSEHOLDS)],
         "not reported"),
    ],
)  # fmt: skip
def test_why_there_is_no_figure(seen: list, reason: str) -> None:
    row = compare_one(seen, HOUSEHOLDS)
    assert row.missing == reason
    assert row.value is None


def test_a_planned_figure_is_pointed_at_but_is_no_value() -> None:
    row = compare_one([percent(1, 120, status="planned", period="2018")], INCIDENCE, 2018)
    assert row.value is None
    assert (row.start, row.end, row.text, row.status) == (120, 122, "1%", "planned")
    assert row.others == "1@120:planned"
    assert alignment.planned_value(row.others, row.start) == Decimal(1)


@pytest.mark.parametrize(
    ("listed", "start", "value"),
    [("1@120:planned", 120, Decimal(1)), ("5@3|1.5@120:planned+part", 120, Decimal("1.5")),
     ("400~500@7:planned", 7, Decimal(400)), ("1@120", 120, None), (None, 120, None),
     ("1@12:planned", 120, None)],
)  # fmt: skip
def test_planned_value(listed: str | None, start: int, value: Decimal | None) -> None:
    assert alignment.planned_value(listed, start) == value


def test_an_indicator_of_targets_takes_planned_figures() -> None:
    seen = [see("10户", start=5, indicator="registry.planned_households", status="planned")]
    row = compare_one(seen, "registry.planned_households")
    assert (row.value, row.status, tables.word(row.missing)) == (Decimal(10), "planned", None)


@pytest.mark.parametrize(
    ("indicator", "periods_seen", "chosen"),
    [
        ("registry.initial_households", ["2016", "2014"], "2014"),
        ("registry.initial_households", [None, "2014"], "2014"),
        ("registry.lifted_households_year", ["2014/2019", "2019"], "2019"),
        ("registry.lifted_households_year", ["2014/2019", "2018"], "2018"),
        ("registry.lifted_households_total", ["2018", "2014/2019"], "2014/2019"),
    ],
)
def test_the_time_that_an_indicator_wants(indicator: str, periods_seen: list, chosen: str) -> None:
    seen = [
        see("10户", start=10 * n, indicator=indicator, period=period)
        for n, period in enumerate(periods_seen)
    ]
    assert compare_one(seen, indicator).period == chosen


@pytest.mark.parametrize(
    ("seen", "others"),
    [
        ([household(100, 5)], None),
        ([household(100, 5), household(100, 50)], None),
        ([household(100, 5), household(90, 50)], "90@50"),
        ([household(100, 5), household(90, 50), household(90, 70)], "90@50"),
        ([household(100, 5), household(90, 50, scope="part")], "90@50:part"),
        ([household(100, 5), household(90, 50, status="planned", scope="part")],
         "90@50:planned+part"),
        ([household(100, 5), household(40, 50, high=50)], "40~50@50"),
        ([household(100, 5), household(1, 9), household(2, 20)], "1@9|2@20"),
    ],
)  # fmt: skip
def test_other_values_stay_visible(seen: list, others: str | None) -> None:
    assert tables.word(compare_one(seen, HOUSEHOLDS).others) == others


def test_nothing_is_averaged_or_summed() -> None:
    row = compare_one([household(100, 5), household(50, 50)], HOUSEHOLDS)
    assert row.value == Decimal(100)


@pytest.fixture(scope="module")
def gold() -> SimpleNamespace:
    reports = given.gold_reports()
    return SimpleNamespace(
        table=tables.observations_frame(reports),
        reports=[report.metadata for report, _ in reports],
        sources={report.id: report.source for report, _ in reports},
    )


def test_the_five_seeds(gold: SimpleNamespace) -> None:
    found = alignment.compare(gold.table, gold.reports, [INCIDENCE], gold.sources)
    assert [(r.report, r.value, tables.word(r.missing)) for r in found.itertuples()] == [
        ("longhui-2019", Decimal("0.68"), None),
        ("biyang-2016", None, "not reported"),
        ("jingde-2020", None, "not reported"),
        ("gucheng-2019", None, "not reported"),
        ("cili-2018", Decimal("1.01"), None),
    ]
    assert found.loc[4, "others"] == "1@120:planned"
    assert found.loc[0, "quote"] == "未脱贫人口33437722人,贫困发生率降至0.68%"
    assert {n: str(d) for n, d in found.dtypes.items()} == {c.name: c.dtype for c in COMPARISON}


def test_order_and_repetition(gold: SimpleNamespace) -> None:
    asked = ["water.funds", INCIDENCE, "water.funds"]
    found = alignment.compare(gold.table, gold.reports[::-1], asked, {})
    assert list(found.indicator) == ["water.funds"] * 5 + [INCIDENCE] * 5
    assert list(found.report[:2]) == ["cili-2018", "gucheng-2019"]
    assert found.quote.isna().all()


def test_an_unknown_indicator_names_the_close_ones(gold: SimpleNamespace) -> None:
    with pytest.raises(UsageError, match=r"registry\.incidence"):
        alignment.compare(gold.table, gold.reports, ["registry.incidance"], {})


def test_a_table_without_its_columns_is_refused(gold: SimpleNamespace) -> None:
    with pytest.raises(SchemaError, match="scope"):
        alignment.compare(gold.table.drop(columns="scope"), gold.reports, [INCIDENCE], {})


def test_no_report_gives_an_empty_table(gold: SimpleNamespace) -> None:
    assert alignment.compare(gold.table, [], [INCIDENCE], {}).empty


@pytest.mark.parametrize(
    ("period", "end"),
    [("2019", (2019, 12)), ("2020-06", (2020, 6)), ("2014/2019", (2019, 12)), ("2020-06-11",
     (2020, 6)), ("2018-03/2019-05", (2019, 5)), (None, None), ("", None), ("去年", None)],
)  # fmt: skip
def test_end_of_a_period(period: str | None, end: object) -> None:
    assert periods.end_of(period) == end


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2014/2019", True), ("2019", False), ("2019-01/2019-06", False), (None, False)],
)
def test_range_of_years(period: str | None, expected: bool) -> None:
    assert periods.is_range(period) is expected


def test_closeness_without_a_report_year() -> None:
    assert periods.closeness("2019", None) > periods.closeness("2018", None)
    assert periods.closeness("2018", None) > periods.closeness(None, None)


@pytest.mark.parametrize(
    ("source", "figure", "expected"),
    [
        ("第一句。第二句有10户。第三句", "10户", "第二句有10户。"),
        ("甲;乙10户;丙", "10户", "乙10户;"),
        ("标题\n\n正文10户。", "10户", "正文10户。"),
        ("教育扶\n\n贫10户。", "10户", "贫10户。"),
        ("这是一个很长很长而且没有写完的句子它在页面的末尾被分成了两页教育扶\n\n贫10户。", "10户",
         "这是一个很长很长而且没有写完的句子它在页面的末尾被分成了两页教育扶贫10户。"),
        ("前文\n一、标题10户\n二、后文", "10户", "一、标题10户"),
        ("只有10户", "10户", "只有10户"),
    ],
)  # fmt: skip
def test_quote(source: str, figure: str, expected: str) -> None:
    start = source.index(figure)
    assert quotes.quote(source, start, start + len(figure)) == expected


def test_a_long_quote_is_cut_at_a_comma() -> None:
    source = "甲乙丙丁," * 60 + "共10户," + "戊己庚辛," * 60 + "。"
    start = source.index("10户")
    quote = quotes.quote(source, start, start + 3)
    assert "共10户" in quote
    assert quote.startswith("…甲乙丙丁")
    assert quote.endswith("…")
    assert len(quote) <= quotes.LONGEST + 5


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("66496", "household", "66,496 户", "66,496 households"),
        ("1", "household", "1 户", "1 household"),
        ("0.68", "percent", "0.68%", "0.68%"),
        ("4883000000", "CNY", "48.83亿元", "4.88 billion CNY"),
        ("54200000", "CNY", "5,420万元", "54.2 million CNY"),
        ("150", "CNY", "150元", "150 CNY"),
        ("0", "percent", "0%", "0%"),
        ("2868", "km2", "2,868 平方公里", "2,868 km²"),
        ("100", "village", "100 个村", "100 villages"),
        ("0.5", "multiple", "0.5 倍", "0.5 times"),
        ("1300000", "person", "1,300,000 人", "1,300,000 persons"),
    ],
)
def test_numbers_for_people(value: str, unit: str, zh: str, en: str) -> None:
    assert words.figure(Decimal(value), unit, "zh") == zh
    assert words.figure(Decimal(value), unit, "en") == en


@pytest.mark.parametrize(
    ("more", "expected"),
    [({"bound": "over"}, "≥10 户"), ({"bound": "under"}, "≤10 户"), ({"bound": "about"}, "≈10 户"),
     ({"bound": "exact"}, "10 户"), ({"restoration": "proven"}, "10 户†"),
     ({"restoration": "unique"}, "10 户†"), ({"restoration": "ambiguous"}, "10 户"),
     ({"status": "planned"}, "10 户（计划）"), ({"high": Decimal(20)}, "10–20 户")],
)  # fmt: skip
def test_marks_stay_with_the_number(more: dict, expected: str) -> None:
    assert words.figure(Decimal(10), "household", "zh", **more) == expected


@pytest.mark.parametrize("unit", ["CNY", *words.UNITS_ZH])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_number_without_its_unit(unit: str, language: str) -> None:
    shown = words.figure(Decimal(5), unit, language)
    assert len(shown) > 1
    assert shown != "5"


def test_every_unit_of_the_schema_has_a_word() -> None:
    from county_reports.schema import UNITS

    assert set(UNITS) == {"CNY", *words.UNITS_ZH} == {"CNY", *words.UNITS_EN}


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [("2014/2019", "2014–2019年", "2014–2019"), ("2019", "2019年", "2019"), (None, "未注明",
     "not stated"), ("2020-06", "2020-06", "2020-06"), ("2019/2019", "2019年", "2019")],
)  # fmt: skip
def test_periods_for_people(period: str | None, zh: str, en: str) -> None:
    assert (words.period(period, "zh"), words.period(period, "en")) == (zh, en)


def test_matrix_states(gold: SimpleNamespace) -> None:
    compared = alignment.compare(gold.table, gold.reports, list(codebook.load().indicators), {})
    matrix = coverage_matrix.matrix(compared)
    assert len(matrix) == 5 * len(codebook.load().indicators)
    cell = matrix[(matrix.report == "longhui-2019") & (matrix.indicator == INCIDENCE)].iloc[0]
    assert (cell.state, cell.theme) == ("reported", "registry")
    shares = coverage_matrix.shares(matrix)
    water = shares[(shares.theme == "water") & (shares.report == "longhui-2019")].iloc[0]
    assert (water.reported, water.indicators) == (5, 5)
    wide = coverage_matrix.wide(matrix)
    assert list(wide.columns[2:]) == [report.id for report in gold.reports]
    assert list(wide.indicator) == list(dict.fromkeys(matrix.indicator))


def test_matrix_of_nothing_is_all_missing(gold: SimpleNamespace) -> None:
    compared = alignment.compare(gold.table.iloc[:0], gold.reports, [INCIDENCE], {})
    matrix = coverage_matrix.matrix(compared)
    assert set(matrix.state) == {"not reported"}
    assert coverage_matrix.shares(matrix).reported.sum() == 0


class Coverage:
    total, read, set_aside = 100, 80, 15
    share = Decimal("0.95")


def test_summary_blocks(gold: SimpleNamespace) -> None:
    blocks = summary.blocks(gold.table, gold.reports[0], gold.sources["longhui-2019"], Coverage())
    assert [block.id for block in blocks[:5]] == [
        "coverage", "profile", "registry", "funding", "industry",
    ]  # fmt: skip
    assert list(blocks[0].rows.value_zh) == ["100 个", "80 个", "15 个", "5 个", "95%"]
    registry = blocks[2]
    assert registry.indicators == len(registry.rows)
    rows = registry.rows.set_index("indicator")
    assert rows.loc["registry.registered_households", "value_zh"] == "66,496 户†"
    assert rows.loc["registry.lifted_persons_year", "value_en"] == "not reported"
    assert rows.loc[INCIDENCE, "sentence"].endswith("0.68%")
    assert registry.reported == rows.missing.isna().sum()
    shown = registry.table("zh", only_reported=True)
    assert list(shown.columns) == ["指标", "数值", "时间", "原文", "起", "止", "所在句"]
    assert len(shown) == registry.reported


def test_summary_shows_a_target_as_a_target() -> None:
    report = Report(Metadata("a-2018", "a.txt", year=2018), "降至1%。")
    table = tables.observations_frame([(report, [percent(1, 2, status="planned")])])
    block = summary.blocks(table, report.metadata, report.source, themes=["registry"])[0]
    row = block.rows.set_index("indicator").loc[INCIDENCE]
    assert (row.value_zh, row.value_en) == ("仅有计划数：1%", "planned only: 1%")
    assert row.missing == "planned only"


def test_summary_refuses_an_unknown_theme(gold: SimpleNamespace) -> None:
    with pytest.raises(UsageError, match="weather"):
        summary.blocks(gold.table, gold.reports[0], "", themes=["weather"])

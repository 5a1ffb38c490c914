"""Several reports of one county: identity, years, revisions, breaks; expected by hand."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports.comparison import panel, tables
from county_reports.comparison.panel import PANEL
from county_reports.errors import UsageError
from county_reports.model import Metadata, Report

given = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py")))
see = given.observation

PERSONS = "registry.remaining_persons"
REGISTERED = "registry.registered_persons"
LIFTED = "registry.lifted_persons_total"


def about(year: int | None, code: str | None = "430999", **more: object) -> Metadata:
    cells = {"id": f"qiyun-{year}", "county": "栖云县", "prefecture": "云州市"} | more
    return Metadata(file=f"{cells['id']}.txt", admin_code=code, year=year, **cells)


def said(source: str, text: str, value: object, indicator: str = PERSONS, **more: object):
    cells = {"unit": "person"} | more
    return see(text, start=source.index(text), value=value, indicator=indicator, **cells)


def make(*reports: tuple[Metadata, str, list], indicators: tuple[str, ...] = (PERSONS,)):
    read = [(Report(meta, source), seen) for meta, source, seen in reports]
    table = tables.observations_frame(read)
    made = panel.panel(
        table, [meta for meta, _, _ in reports], indicators,
        {meta.id: source for meta, source, _ in reports},
    )  # fmt: skip
    assert made.columns.tolist() == [column.name for column in PANEL]
    return made


def cells(table, *names: str) -> list[tuple[object, ...]]:
    return [
        tuple(row[name] if tables.given(row[name]) else None for name in names)
        for row in table.to_dict("records")
    ]


# ---- which county


@pytest.mark.parametrize(
    ("reports", "where"),
    [
        # by code, whatever the county is called by then
        ([about(2018), about(2019, county="栖云区")], ["430999", "430999"]),
        # without code by prefecture and name
        ([about(2018, None), about(2019, None)], ["云州市栖云县", "云州市栖云县"]),
        # a report without code joins the one with it
        ([about(2018, None), about(2019)], ["430999", "430999"]),
        # two counties of one name in two prefectures are two
        ([about(2018, None), about(2019, None, prefecture="雾州市")],
         ["云州市栖云县", "雾州市栖云县"]),
        # neither: the id without its year
        ([about(2018, None, prefecture=None), about(2019, None, prefecture=None)],
         ["qiyun", "qiyun"]),
        ([about(2018, None, id="abc", county=None)], ["abc"]),
        ([about(2018, None, id="report-final", county=None)], ["report-final"]),
        # two codes for one name: nobody knows which, so it stays apart
        ([about(2017, "430998", id="a-2017"), about(2018), about(2019, None)],
         ["430998", "430999", "云州市栖云县"]),
    ],
)  # fmt: skip
def test_the_identity_of_a_county(reports, where):
    assert list(panel.places(reports).values()) == where


# ---- years


def test_two_reports_make_one_series():
    first, second = "全县未脱贫500人。", "全县未脱贫100人。"
    table = make((about(2019), second, [said(second, "100人", 100, period="2019")]),
                 (about(2018), first, [said(first, "500人", 500, period="2018")]))  # fmt: skip
    assert cells(table, "place", "year", "value", "report", "reports") == [
        ("430999", 2018, Decimal(500), "qiyun-2018", 1),
        ("430999", 2019, Decimal(100), "qiyun-2019", 1),
    ]
    assert table["breaks"].isna().all()


def test_a_report_that_looks_back_adds_a_year():
    source = "2014年贫困人口9000人,目前未脱贫100人。"
    seen = [said(source, "9000人", 9000, period="2014"), said(source, "100人", 100)]
    table = make((about(2019), source, seen))
    assert cells(table, "year", "value", "dating") == [
        (2014, Decimal(9000), "stated"), (2019, Decimal(100), "report's year"),
    ]  # fmt: skip


def test_years_that_nobody_states_have_no_row():
    source = "2014年贫困人口9000人,2019年未脱贫100人。"
    seen = [said(source, "9000人", 9000, period="2014"), said(source, "100人", 100, period="2019")]
    assert make((about(2019), source, seen))["year"].tolist() == [2014, 2019]


def test_a_silent_report_is_a_row_with_its_reason():
    source = "全县未脱贫500人。"
    table = make((about(2018), source, [said(source, "500人", 500)]),
                 (about(2019), "没有数字。", []))  # fmt: skip
    assert cells(table, "year", "value", "report", "missing", "reports") == [
        (2018, Decimal(500), "qiyun-2018", None, 1), (2019, None, "qiyun-2019", "not reported", 0),
    ]  # fmt: skip


def test_a_target_is_no_value_of_its_year():
    source = "年底未脱贫降到50人。"
    table = make((about(2019), source, [said(source, "50人", 50, status="planned")]))
    assert cells(table, "value", "missing") == [(None, "planned only")]


def test_a_report_without_year_keeps_its_undated_figures_apart():
    source = "全县未脱贫500人。"
    table = make((about(None, id="qiyun"), source, [said(source, "500人", 500)]))
    assert cells(table, "year", "value") == [(None, Decimal(500))]


def test_places_lead_back_to_the_report_that_says_it():
    sources = {2018: "全县未脱贫500人。", 2019: "未脱贫100人。"}
    table = make(*((about(year), s, [said(s, f"{n}人", n, period=str(year))])
                   for (year, s), n in zip(sources.items(), (500, 100), strict=True)))  # fmt: skip
    for row in table.to_dict("records"):
        source = sources[int(row["report"][-4:])]
        assert source[int(row["start"]) : int(row["end"])] == row["text"]
        assert row["text"] in row["quote"]


def test_counties_do_not_mix():
    source = "全县未脱贫500人。"
    other = about(2019, "430111", id="wuyuan-2019", county="雾原县")
    table = make((about(2019), source, [said(source, "500人", 500)]),
                 (other, source, [said(source, "500人", 400)]))  # fmt: skip
    assert cells(table, "county", "value") == [("栖云县", Decimal(500)), ("雾原县", Decimal(400))]


# ---- revisions


def test_a_year_stated_differently_is_a_revision_and_the_latest_report_stands():
    first, second = "2018年未脱贫500人。", "2018年未脱贫507人,2019年未脱贫100人。"
    table = make((about(2018), first, [said(first, "500人", 500, period="2018")]),
                 (about(2019), second, [said(second, "507人", 507, period="2018"),
                                        said(second, "100人", 100, period="2019")]))  # fmt: skip
    assert cells(table, "year", "value", "report", "reports", "revision") == [
        (2018, Decimal(507), "qiyun-2019", 2, f"qiyun-2018:500@{first.index('500')}"),
        (2019, Decimal(100), "qiyun-2019", 1, None),
    ]


def test_a_rounded_repeat_is_no_revision():
    first, second = "2018年未脱贫6150人。", "2018年未脱贫6100余人。"
    table = make((about(2018), first, [said(first, "6150人", 6150, period="2018")]),
                 (about(2019), second,
                  [said(second, "6100余人", 6100, bound="over", period="2018")]))  # fmt: skip
    assert cells(table, "year", "reports", "revision")[0] == (2018, 2, None)


def test_the_order_of_the_reports_does_not_matter():
    first, second = "2018年未脱贫500人。", "2018年未脱贫507人。"
    read = [(about(2018), first, [said(first, "500人", 500, period="2018")]),
            (about(2019), second, [said(second, "507人", 507, period="2018")])]  # fmt: skip
    one, two = make(*read), make(*reversed(read))
    assert one.equals(two)


def test_two_reports_of_one_year_go_by_their_date():
    first, second = "未脱贫500人。", "未脱贫507人。"
    early = about(2019, id="b-2019", published="2019-06-01")
    late = about(2019, id="a-2019", published="2019-12-31")
    table = make((late, second, [said(second, "507人", 507)]),
                 (early, first, [said(first, "500人", 500)]))  # fmt: skip
    assert cells(table, "report", "value") == [("a-2019", Decimal(507))]
    assert table["revision"].iloc[0].startswith("b-2019:500@")


# ---- what breaks a series


def series(first: tuple[str, dict], second: tuple[str, dict], indicator: str = PERSONS):
    """The break marked in the second of two years, from the sentences of both."""
    reports = []
    for year, (source, more) in zip((2018, 2019), (first, second), strict=True):
        seen = [said(source, "500人", 500, indicator, **more)]
        reports.append((about(year), source, seen))
    found = make(*reports, indicators=(indicator,))["breaks"]
    assert not tables.given(found.iloc[0])
    return found.iloc[1] if tables.given(found.iloc[1]) else None


BREAKS = [
    (("未脱贫500人", {}), ("未脱贫500人", {}), PERSONS, None),
    (("未脱贫500人", {}), ("动态调整后未脱贫500人", {}), PERSONS, "register 动态调整"),
    # an adjustment told of the first year does not break what follows it
    (("动态调整后未脱贫500人", {}), ("未脱贫500人", {}), PERSONS, None),
    (("现有建档立卡500人", {}), ("剩余贫困人口500人", {}), REGISTERED,
     "stock registered -> remaining"),
    (("按2800元标准,贫困人口500人", {}), ("按3000元标准,贫困人口500人", {}), REGISTERED,
     "threshold 2800元 -> 3000元"),
    (("按2800元标准,贫困人口500人", {}), ("贫困人口500人", {}), REGISTERED, None),
    (("脱贫500人", {"period": "2018"}), ("脱贫500人", {"period": "2014/2019"}), LIFTED,
     "years one -> several"),
    # what is not of the registry is not touched by its adjustment
    (("培训500人", {}), ("动态调整后培训500人", {}), "employment.trained", None),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "indicator", "mark"), BREAKS)
def test_changes_of_definition_are_breaks(first, second, indicator, mark):
    assert series(first, second, indicator) == mark


def test_scope_breaks_where_the_codebook_allows_several():
    found = series(("增收500人", {"unit": "CNY"}), ("增收500人", {"unit": "CNY", "scope": "part"}),
                   "industry.income_gain")  # fmt: skip
    assert found == "scope county -> part"


def test_a_gap_does_not_hide_a_break():
    first, third = "现有建档立卡500人。", "剩余贫困人口100人。"
    table = make((about(2017), first, [said(first, "500人", 500, REGISTERED)]),
                 (about(2018), "没有数字。", []),
                 (about(2019), third, [said(third, "100人", 100, REGISTERED)]),
                 indicators=(REGISTERED,))  # fmt: skip
    assert cells(table, "breaks") == [(None,), (None,), ("stock registered -> remaining",)]


@pytest.mark.parametrize(
    ("breaks", "zh", "en"),
    [
        ("scope county -> part", "口径变化：范围", "definition changed: scope"),
        ("stock registered -> remaining|register 动态调整", "口径变化：在册或未脱贫、名册动态调整",
         "definition changed: registered or remaining, adjustment of the register"),
        (None, "", ""),
    ],
)  # fmt: skip
def test_breaks_have_words(breaks, zh, en):
    assert panel.break_words(breaks, "zh") == zh
    assert panel.break_words(breaks, "en") == en


def test_an_unknown_indicator_stops():
    with pytest.raises(UsageError, match=r"registry\.incidence"):
        make((about(2019), "。", []), indicators=("registry.incidenc",))


def test_an_empty_panel_has_its_columns():
    assert make(indicators=(PERSONS,)).empty

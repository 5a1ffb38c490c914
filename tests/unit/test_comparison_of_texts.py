"""Comparison from the words of reports to the cells: values, quotients, panels, ranks, conflicts.

Reports are invented, and expected values were worked out by hand from their sentences.
"""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.arithmetic.intervals import INFINITY, Interval, printed
from county_reports.comparison import alignment, denominators, panel, statistics, tables
from county_reports.comparison import conflicts as conflict
from county_reports.comparison.conflicts import CHOICES
from county_reports.comparison.denominators import PERS
from county_reports.comparison.figures import agree
from county_reports.extraction import observe
from county_reports.model import Metadata, Report
from county_reports.reading.reader import read_text

INCIDENCE, PERSONS = "registry.incidence", "registry.registered_persons"
HOUSEHOLDS, FUNDS, TOTAL = "registry.registered_households", "industry.funds", "funding.total"
ALL = (INCIDENCE, PERSONS, HOUSEHOLDS, FUNDS, TOTAL, "registry.poor_villages", "profile.population")


def reports_of(*texts: str, year: int | None = 2019) -> list[Report]:
    return [
        read_text(text, Metadata(id=f"xian{n}-2019", file=f"{n}.txt", county=f"栖{n}县", year=year))
        for n, text in enumerate(texts)
    ]


def compared(reports: list[Report], *indicators: str):
    frame = tables.observations_frame([(each, observe(each)) for each in reports])
    sources = {each.id: each.source for each in reports}
    return alignment.compare(frame, [r.metadata for r in reports], indicators, sources)


def per(reports: list[Report], name: str, *indicators: str):
    frame = tables.observations_frame([(each, observe(each)) for each in reports])
    sources = {each.id: each.source for each in reports}
    about = [r.metadata for r in reports]
    return denominators.compare_per(frame, about, indicators, sources, name)


def plain(cell: object) -> object:
    return cell if tables.given(cell) else None


VALUES = [
    # text, indicator, value, reason
    ("2019年底贫困发生率降至0.68%。", INCIDENCE, "0.68", None),
    ("2019年底贫困发生率降至０．６８％。", INCIDENCE, "0.68", None),
    ("2019年底\r\n贫困发生率降至0.68%。\r\n", INCIDENCE, "0.68", None),
    ("贫困发生率由2014年的15.6%下降到2019年的1.2%。", INCIDENCE, "1.2", None),
    ("2018年底贫困发生率2.3%。", INCIDENCE, "2.3", None),
    ("2020年贫困发生率将降至0.5%。", INCIDENCE, None, "planned only"),
    ("力争年底贫困发生率降至0.5%以下。", INCIDENCE, None, "planned only"),
    # what is said of the province is no figure of the county's
    ("全省贫困发生率0.6%。", INCIDENCE, None, "not reported"),
    ("明年贫困发生率将下降到0.5%。", INCIDENCE, None, "planned only"),
    ("县委将贫困发生率降至0.5%。", INCIDENCE, "0.5", None),
    ("贫困人口大幅减少。", INCIDENCE, None, "not reported"),
    ("", INCIDENCE, None, "not reported"),
    ("全县现有建档立卡贫困户8200户26300人。", PERSONS, "26300", None),
    ("全县现有建档立卡贫困户8200户26300人。", HOUSEHOLDS, "8200", None),
    ("全县有贫困村85个。", "registry.poor_villages", "85", None),
    ("全县总人口32.5万人。", "profile.population", "325000", None),
    ("投入产业扶贫资金5300万元。", FUNDS, "53000000", None),
    ("投入产业扶贫资金0.53亿元。", FUNDS, "53000000", None),
    ("<script>贫困发生率</script>", INCIDENCE, None, "not reported"),
    ("=贫困发生率+1", INCIDENCE, None, "not reported"),
    # the same twice, and another year beside it
    ("2019年底贫困发生率0.68%。会议指出,2019年底贫困发生率0.68%。", INCIDENCE, "0.68", None),
    ("2018年底贫困发生率2.3%,2019年底贫困发生率0.7%。", INCIDENCE, "0.7", None),
]


@pytest.mark.parametrize(("text", "indicator", "value", "missing"), VALUES)
def test_the_comparable_figure(
    text: str, indicator: str, value: str | None, missing: str | None
) -> None:
    row = compared(reports_of(text), indicator).iloc[0]
    assert plain(row["value"]) == (None if value is None else Decimal(value))
    assert plain(row["missing"]) == missing
    if value is not None:
        assert text[int(row["start"]) : int(row["end"])] == row["text"]


@pytest.mark.parametrize("year", [None, 2019])
@pytest.mark.parametrize("county", [None, "", "栖云县"])
def test_a_report_without_county_or_year_is_compared(year: int | None, county: str | None) -> None:
    text = "贫困发生率降至0.68%。"
    report = read_text(text, Metadata(id="q", file="q.txt", county=county, year=year))
    for table in (compared([report], INCIDENCE), statistics.ranks(compared([report], INCIDENCE))):
        assert table["value"].tolist() == [Decimal("0.68")]


def test_no_reports_and_no_indicators_are_tables_with_their_columns() -> None:
    nothing = tables.observations_frame([])
    for table in (
        alignment.compare(nothing, [], [INCIDENCE], {}),
        alignment.compare(nothing, [], [], {}),
        panel.panel(nothing, [], [INCIDENCE], {}),
        denominators.compare_per(nothing, [], [FUNDS], {}, "head"),
    ):
        assert len(table) == 0
        assert len(table.columns) > 5


# ---- conflicts


CONFLICTS = [
    # text, value, choice, how many values conflict
    ("2019年底贫困发生率0.68%。", "0.68", "only figure", 0),
    ("2019年底贫困发生率0.68%。2019年底贫困发生率0.68%。", "0.68", "repeated", 0),
    ("2019年底贫困发生率0.68%。2019年底贫困发生率0.86%。", "0.68", "first of several", 2),
    ("2019年底贫困发生率0.7%。2019年底贫困发生率0.68%。", "0.7", "repeated", 0),
    ("2018年底贫困发生率2.3%。2019年底贫困发生率0.68%。", "0.68", "own year", 0),
    ("2018年底贫困发生率2.3%。2017年底贫困发生率5.1%。", "2.3", "nearest year", 0),
]


@pytest.mark.parametrize(("text", "value", "choice", "conflicting"), CONFLICTS)
def test_conflicts_are_shown_and_not_averaged(
    text: str, value: str, choice: str, conflicting: int
) -> None:
    row = compared(reports_of(text), INCIDENCE).iloc[0]
    assert (row["value"], row["choice"]) == (Decimal(value), choice)
    listed = [] if plain(row["conflict"]) is None else row["conflict"].split("|")
    assert len(listed) == conflicting
    for item in listed:
        shown, _, place = item.partition("@")
        assert text[int(place) :].startswith(shown)
    assert choice in CHOICES


@settings(max_examples=60, deadline=None)
@given(st.permutations(["0.68", "0.86", "0.7", "2.3"]))
def test_a_conflict_holds_every_value_that_disagrees_with_the_one_chosen(values: list[str]) -> None:
    text = "".join(f"2019年底贫困发生率{value}%。" for value in values)
    row = compared(reports_of(text), INCIDENCE).iloc[0]
    assert str(row["value"]) == values[0]

    def stands(value: str) -> Interval:
        return printed(Decimal(value), Decimal(1).scaleb(-len(value.split(".")[1])), "exact")

    against = [v for v in values[1:] if not agree(stands(v), stands(values[0]))]
    listed = [item.partition("@")[0] for item in str(row["conflict"]).split("|")]
    assert listed == [values[0], *against]


@pytest.mark.parametrize(
    ("why", "zh", "en"),
    [
        ("scope other", "是别处的数字", "of another place"),
        ("scope part", "只说县内一部分", "of a part of the county only"),
        ("scope standard|scope part", "是标准或定额、只说县内一部分",
         "a rule or rate; of a part of the county only"),
        ("unit household", "单位为“户”", "counted in households"),
        (None, "", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_words_for_what_makes_figures_not_comparable(why: str | None, zh: str, en: str) -> None:
    assert (conflict.why_words(why, "zh"), conflict.why_words(why, "en")) == (zh, en)


# ---- denominators

BASE = "全县总人口30万人。2019年底建档立卡贫困户8000户25000人。全县有贫困村80个。"

QUOTIENTS = [
    # a figure, per, value, unit
    ("投入产业扶贫资金5000万元。", "poor person", "2000", "CNY"),
    ("投入产业扶贫资金5000万元。", "poor household", "6250", "CNY"),
    ("投入产业扶贫资金5000万元。", "poor village", "625000", "CNY"),
    ("投入产业扶贫资金6000万元。", "head", "200", "CNY"),
    ("投入产业扶贫资金1亿元。", "poor person", "4000", "CNY"),
    ("投入产业扶贫资金５０００万元。", "贫困人口", "2000", "CNY"),
    ("投入产业扶贫资金五千万元。", "户均", "6250", "CNY"),
]


@pytest.mark.parametrize(("text", "name", "value", "unit"), QUOTIENTS)
def test_quotients_by_hand(text: str, name: str, value: str, unit: str) -> None:
    (report,) = reports_of(BASE + text)
    row = per([report], name, FUNDS).iloc[0]
    assert (row["value"], row["unit"], plain(row["missing"])) == (Decimal(value), unit, None)
    assert row["low"] <= row["value"] <= row["upper"]
    for prefix in ("", "denominator_"):
        start, end = int(row[f"{prefix}start"]), int(row[f"{prefix}end"])
        assert report.source[start:end] == row[f"{prefix}text"]


REFUSED = [
    ("投入产业扶贫资金5000万元。", "poor person", "denominator not reported"),
    ("计划投入产业扶贫资金5000万元。", "poor person", "planned only"),
    (BASE, "poor person", "not reported"),
    ("", "share of total", "not reported"),
    ("全省建档立卡贫困人口25000人。投入产业扶贫资金5000万元。", "poor person", None),
]


@pytest.mark.parametrize(("text", "name", "reason"), REFUSED)
def test_nothing_is_divided_that_is_not_there(text: str, name: str, reason: str | None) -> None:
    row = per(reports_of(text), name, FUNDS).iloc[0]
    assert plain(row["value"]) is None
    assert plain(row["low"]) is None
    assert plain(row["upper"]) is None
    assert plain(row["missing"]) in ({reason} if reason else set(denominators.REASONS))


@pytest.mark.parametrize("by", [by.name for by in PERS])
def test_every_denominator_serves_an_empty_report(by: str) -> None:
    table = per(reports_of("", "。", "只有一句话"), by, *ALL)
    assert len(table) == 3 * len(ALL)
    assert table["value"].isna().all()
    assert table["missing"].notna().all()


@settings(max_examples=150, deadline=None)
@given(
    st.decimals("0.01", "9999", places=2), st.sampled_from(["exact", "about", "over", "under"]),
    st.integers(1, 99999), st.sampled_from(["exact", "about", "over", "under"]),
    st.fractions(0, 1), st.fractions(0, 1),
)  # fmt: skip
def test_any_values_in_the_intervals_have_their_quotient_in_the_derived_one(
    top: Decimal, above: str, bottom: int, below: str, here: object, there: object
) -> None:
    first = printed(top, Decimal("0.01"), above)
    second = printed(Decimal(bottom), Decimal(1), below, counted=True)
    low, upper = denominators._quotient(first, second, Decimal(1))

    def inside(interval: Interval, share: object) -> Decimal:
        high = interval.low * 3 + 10 if interval.high == INFINITY else interval.high
        part = Decimal(share.numerator) / Decimal(share.denominator)  # type: ignore[attr-defined]
        return interval.low + (high - interval.low) * part

    one, other = inside(first, here), inside(second, there)
    if other <= 0:
        return
    assert low <= one / other
    assert upper is None or one / other <= upper


# ---- ranks and spread


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["0.68", "0.7", "1.2", "2", "约2", ""]), max_size=6), st.randoms())
def test_ranks_are_the_same_in_any_order_of_reports(values: list[str], how: random.Random) -> None:
    texts = [f"2019年底贫困发生率{value}%。" if value else "无" for value in values]
    reports = reports_of(*texts)
    turned = list(reports)
    how.shuffle(turned)
    first, second = (statistics.ranks(compared(each, INCIDENCE)) for each in (reports, turned))
    names = ["report", "value", "rank", "best", "worst", "rank_average", "of"]
    one, other = (t.set_index("report")[names[1:]].to_dict("index") for t in (first, second))
    for report, cells in one.items():
        assert {k: plain(v) for k, v in cells.items()} == {
            k: plain(v) for k, v in other[report].items()
        }
    ranked = first[first["rank"].notna()]
    assert (ranked["best"] <= ranked["worst"]).all()
    assert (ranked["worst"] <= ranked["of"]).all()
    assert ranked["best"].tolist() == sorted(ranked["best"]) or len(set(values)) > 1


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), max_size=8), st.randoms())
def test_possible_ranks_go_with_their_interval(
    pairs: list[tuple[int, int]], how: random.Random
) -> None:
    ends = [(Decimal(low), Decimal(low + width)) for low, width in pairs]
    order = list(range(len(ends)))
    how.shuffle(order)
    plainly = statistics.possible_ranks(ends)
    turned = statistics.possible_ranks([ends[at] for at in order])
    assert turned == [plainly[at] for at in order]
    # the averages of exact, different values are 1 to n
    if all(width == 0 for _, width in pairs) and len(set(pairs)) == len(pairs):
        assert sorted(plainly) == [(n, n) for n in range(1, len(pairs) + 1)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-1000, 1000).map(Decimal), min_size=2, max_size=12), st.randoms())
def test_the_spread_has_its_order_and_moves_with_the_values(
    values: list[Decimal], how: random.Random
) -> None:
    found = statistics.robust(values)
    assert min(values) <= found["quartile_1"] <= found["median"] <= found["quartile_3"]
    assert found["quartile_3"] <= max(values)
    assert found["mad"] >= 0
    shuffled = list(values)
    how.shuffle(shuffled)
    assert statistics.robust(shuffled) == found
    moved = statistics.robust([value + 7 for value in values])
    assert moved["median"] == found["median"] + 7
    assert moved["mad"] == found["mad"]


# ---- panels


def of_years(*texts: tuple[int, str], county: str = "栖云县") -> list[Report]:
    return [
        read_text(text, Metadata(id=f"qiyun-{year}", file=f"{year}.txt", county=county, year=year))
        for year, text in texts
    ]


def paneled(reports: list[Report], *indicators: str):
    frame = tables.observations_frame([(each, observe(each)) for each in reports])
    sources = {each.id: each.source for each in reports}
    return panel.panel(frame, [r.metadata for r in reports], indicators, sources)


SERIES = [
    # reports, the series as (year, value), revisions
    (
        [(2018, "2018年底贫困发生率2.3%。"), (2019, "2019年底贫困发生率0.68%。")],
        [(2018, "2.3"), (2019, "0.68")], 0,
    ),
    (
        [(2019, "贫困发生率由2014年的15.6%下降到2019年的0.68%。"), (2018, "2018年底贫困发生率2.3%。")],
        [(2018, "2.3"), (2019, "0.68")], 0,
    ),
    (
        [(2018, "2018年底贫困发生率2.3%。"), (2019, "2018年底贫困发生率2.8%,2019年底贫困发生率0.68%。")],
        [(2018, "2.8"), (2019, "0.68")], 1,
    ),
    ([(2018, "无。"), (2019, "2019年底贫困发生率0.68%。")], [(2018, None), (2019, "0.68")], 0),
    ([(2018, ""), (2019, "")], [(2018, None), (2019, None)], 0),
    ([(2019, "力争2020年贫困发生率降至0.3%。")], [(2019, None)], 0),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "series", "revisions"), SERIES)
def test_a_series(
    texts: list[tuple[int, str]], series: list[tuple[int, str | None]], revisions: int
) -> None:
    reports = of_years(*texts)
    for given_order in (reports, reports[::-1]):
        table = paneled(given_order, INCIDENCE)
        found = [(int(row["year"]), plain(row["value"])) for row in table.to_dict("records")]
        assert found == [(y, None if v is None else Decimal(v)) for y, v in series]
        assert table["revision"].notna().sum() == revisions
        sources = {each.id: each.source for each in reports}
        for row in table[table["start"].notna()].to_dict("records"):
            assert sources[row["report"]][int(row["start"]) : int(row["end"])] == row["text"]
        assert (table["value"].isna() == table["missing"].notna()).all()


def test_two_counties_of_one_name_in_two_prefectures_are_two() -> None:
    one, other = (
        Metadata(id=f"{name}-2019", county="新安县", prefecture=city, year=2019)
        for name, city in (("a", "甲市"), ("b", "乙市"))
    )
    assert len(set(panel.places([one, other]).values())) == 2


def test_reports_without_anything_known_are_places_of_their_own() -> None:
    nobody = [Metadata(id=name, file="") for name in ("a", "b-x", "c-2019", "-2019")]
    assert panel.places(nobody) == {"a": "a", "b-x": "b-x", "c-2019": "c", "-2019": "-2019"}

"""What notebooks 04 and 05 show: escaped, with both sentences, in both languages."""

from __future__ import annotations

import re
import runpy
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

import county_reports as cr
from county_reports import display as show
from county_reports.comparison import alignment, denominators, panel, statistics, tables
from county_reports.display import comparing, money
from county_reports.display import corpus as grid
from county_reports.errors import ParameterError
from county_reports.model import Metadata, Report

given = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py")))
see = given.observation

SOURCE = "建档立卡贫困人口2000人。投入<b>饮水</b>资金300万元;另投入100万元。未脱贫50人。"
META = Metadata("qiyun-2019", "a.txt", "栖<i>云县", year=2019)
SEEN = [
    see("2000人", start=SOURCE.index("2000人"), value=2000, unit="person", period="2019",
        indicator="registry.registered_persons"),
    see("300万元", start=SOURCE.index("300万元"), value=3000000, unit="CNY",
        indicator="water.funds", period="2018"),
    see("100万元", start=SOURCE.index("100万元"), value=1000000, unit="CNY",
        indicator="water.funds", period="2018"),
    see("50人", start=SOURCE.index("50人"), value=50, unit="person", scope="part",
        indicator="registry.remaining_persons"),
]  # fmt: skip
REPORT = Report(META, SOURCE)
READ = tables.observations_frame([(REPORT, SEEN)]), [META]
TEXTS = {META.id: SOURCE}


class Balanced(HTMLParser):
    """Fails on an element that is closed without being open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(html: str) -> str:
    reader = Balanced()
    reader.feed(html)
    assert reader.open == []
    assert "<i>云县" not in html
    return re.sub(r"<[^>]+>", "", html)


def compared(*indicators: str):
    return alignment.compare(*READ, indicators, TEXTS)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("1,500 CNY", "the two figures are of different periods", "divided by (2019)",
                "amount (2018)", "states the numerator differently",
                "from 1,499.9998 to 1,500.0003")),
        ("zh", ("1,500元", "分子与分母的时间不同", "分母 (2019年)", "分子 (2018年)",
                "分子另有不同数值", "介于 1,499.9998 与 1,500.0003 之间")),
    ],
)  # fmt: skip
def test_a_derived_value_opens_to_both_sentences_and_warnings(language, told):
    table = denominators.compare_per(*READ, ["water.funds"], TEXTS, "poor person")
    text = parsed(comparing.derived(table, language).html)
    assert all(each in text for each in told), text
    for written in ("300万元", "2000人"):
        start = SOURCE.index(written)
        assert f"[{start}:{start + len(written)}]" in text


@pytest.mark.parametrize(("language", "reason"), [("en", "no denominator"), ("zh", "未报告分母")])
def test_what_cannot_be_divided_shows_its_amount_and_reason(language, reason):
    table = denominators.compare_per(*READ, ["water.funds"], TEXTS, "head")
    text = parsed(comparing.derived(table, language).html)
    assert reason in text
    assert "300万元" in text


def test_equal_figures_are_marked_where_they_stand():
    text = "全县建档立卡贫困人口2000人,错退率为0,漏评率为0。"
    meta = Metadata("qiyun-2019", "a.txt", "栖云县", year=2019)
    second = text.rindex("0")
    seen = [see("0", start=second, value=0, unit="percent", indicator="registry.missed_rate")]
    read = tables.observations_frame([(Report(meta, text), seen)]), [meta]
    sources = {meta.id: text}
    table = alignment.compare(*read, ["registry.missed_rate"], sources)
    wanted = "错退率为0,漏评率为<mark>0</mark>。"
    assert wanted in show.comparison(table, "en", sources=sources).html
    assert wanted in comparing.ranks(statistics.ranks(table), "en", sources=sources).html
    years = panel.panel(*read, ["registry.missed_rate"], sources)
    assert wanted in comparing.years(years, "en", sources=sources).html


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Not divided (already a rate): Poverty incidence"),
     ("zh", "未作除法（本身已是比率）：贫困发生率")],
)  # fmt: skip
def test_a_rate_is_named_below_and_has_no_row(language, told):
    wanted = ["water.funds", "registry.incidence", "registry.registered_persons"]
    table = denominators.compare_per(*READ, wanted, TEXTS, "poor person")
    shown = comparing.derived(table, language, sources=TEXTS)
    text = parsed(shown.html)
    assert told in text
    assert ("is the denominator" if language == "en" else "本身即为分母") in text
    assert shown.html.count("<tr>") == 2  # the head and the water funds
    assert "<mark>300万元</mark>" in shown.html
    assert "<mark>2000人</mark>" in shown.html


@pytest.mark.parametrize(
    ("listed", "unit", "zh", "en"),
    [
        ("339@3165|7@3176", "person", "339 人 [3165]、7 人 [3176]",
         "339 persons [3165], 7 persons [3176]"),
        ("400~5000@3068", "CNY", "400元–5,000元 [3068]", "400 CNY–5,000 CNY [3068]"),
        ("0.5@12:qiyun-2018", "percent", "0.5% [12]", "0.5% [12]"),
    ],
)  # fmt: skip
def test_values_of_a_conflict_are_told_in_words(listed, unit, zh, en):
    assert grid.listed_values(listed, unit, "zh") == zh
    assert grid.listed_values(listed, unit, "en") == en


def test_the_grid_has_no_codes_of_the_table():
    html = show.comparison(compared("water.funds"), "en").html
    assert "@" not in html
    assert f"1 million CNY [{SOURCE.index('100万元')}]" in html


@pytest.mark.parametrize(("period", "marked"), [(None, True), ("2019", False), ("2018", False)])
def test_a_year_that_no_sentence_states_is_marked(period, marked):
    seen = [see("2000人", start=SOURCE.index("2000人"), value=2000, unit="person", period=period,
                indicator="registry.registered_persons")]  # fmt: skip
    read = tables.observations_frame([(REPORT, seen)]), [META]
    table = panel.panel(*read, ["registry.registered_persons"], TEXTS)
    html = comparing.years(table, "en").html
    assert (f"<td>2019{comparing.UNDATED}</td>" in html) is marked
    assert ("No year stated" in html) is marked


@pytest.mark.parametrize(("language", "head"), [("en", "also stated"), ("zh", "另有")])
def test_conflicts_name_all_values_with_places(language, head):
    text = parsed(comparing.conflicts(compared("water.funds"), language).html)
    assert head in text
    assert f"[{SOURCE.index('300万元')}]" in text
    assert f"[{SOURCE.index('100万元')}]" in text


@pytest.mark.parametrize(("language", "told"), [("en", "No conflicts."), ("zh", "没有冲突。")])
def test_no_conflicts_are_said_to_be_none(language, told):
    shown = comparing.conflicts(compared("registry.registered_persons"), language)
    assert told in shown.html


@pytest.mark.parametrize(
    ("language", "mark", "why"),
    [("en", "stated differently:", "not comparable: of a part of the county only"),
     ("zh", "另有数值：", "口径不可比：只说县内一部分")],
)  # fmt: skip
def test_the_grid_marks_conflicts_and_explains_what_is_not_comparable(language, mark, why):
    html = show.comparison(compared("water.funds", "registry.remaining_persons"), language).html
    assert "⇄" in html
    assert mark in html
    assert why in html


def test_a_grid_without_conflicts_has_no_note():
    assert "⇄" not in show.comparison(compared("registry.registered_persons"), "en").html


@pytest.mark.parametrize(("language", "told"), [("en", "No median"), ("zh", "少于 5 个县")])
def test_a_spread_of_one_county_says_why_there_is_none(language, told):
    text = parsed(comparing.spread(compared("water.funds"), language).html)
    assert told in text
    assert "1 / 1" in text
    assert "–" in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_ranks_show_value_and_sentence(language):
    table = statistics.ranks(compared("water.funds"))
    text = parsed(comparing.ranks(table, language).html)
    assert "300万元" in text
    assert ("tied" if language == "en" else "并列") in text


def test_a_county_without_a_value_is_ranked_nowhere():
    table = statistics.ranks(compared("registry.incidence"))
    assert "not reported" in comparing.ranks(table, "en").html


def test_selection_speaks_both_languages():
    table = compared("water.funds")
    assert "1 of 1" in comparing.selection(table, "en").html
    assert "1 个县" in comparing.selection(table, "zh").text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_years_show_breaks_in_words(language):
    table = panel.panel(*READ, ["registry.registered_persons"], TEXTS)
    table = table.assign(breaks="scope county -> part", revision="qiyun-2018:1990@7")
    text = parsed(comparing.years(table, language).html)
    assert ("definition changed: scope" if language == "en" else "口径变化：范围") in text
    assert "qiyun-2018:1990@7" in text


# ---- on an invented project


@pytest.mark.usefixtures("project")
class TestMoney:
    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_every_part_is_shown(self, language, project):
        corpus = cr.read_corpus()
        divided = money.by_theme(corpus, "贫困人口")
        parsed(comparing.derived(money.stated(divided), language).html)
        parsed(comparing.derived(money.stated(money.shares(corpus)), language).html)
        parsed(money.gaps(divided, language).html)
        parsed(show.comparison(money.totals(corpus), language).html)
        parsed(show.comparison(money.divisors(corpus), language).html)
        shown = money.per_chart(divided, corpus, language, "05_money")
        folder = project / "figures" / "05_money"
        assert {path.name for path in folder.glob("*.svg")} == {
            "funds-per-poor-person_en.svg", "funds-per-poor-person_zh.svg",
        }  # fmt: skip
        assert "<img" in shown.html

    def test_stated_keeps_all_reports_of_a_theme_in_their_order(self):
        corpus = cr.read_corpus()
        table = money.stated(money.by_theme(corpus, "poor person"))
        for _, own in table.groupby("theme"):
            assert own["report"].tolist() == list(corpus.ids)
            assert own["numerator_value"].notna().any()

    def test_the_data_have_both_places_and_no_silent_theme(self):
        corpus = cr.read_corpus()
        table = money.data(money.by_theme(corpus, "poor person"))
        assert len(table) > 0
        assert table["start"].notna().all()
        assert {"denominator_start", "caution"} <= set(table.columns)
        compared = comparing.data(corpus.compare(["registry.incidence"]))
        assert compared.columns.tolist() == list(comparing.DATA)

    def test_gaps_name_every_theme_once_for_each_report(self):
        corpus = cr.read_corpus()
        table = money.by_theme(corpus, "poor person")
        html = money.gaps(table, "zh").html
        assert html.count("饮水安全") == int(
            table.loc[table["theme"] == "water", "missing"].notna().sum()
        )

    def test_only_reports_with_the_denominator_have_a_column(self):
        table = money.by_theme(cr.read_corpus(), "poor person")
        kept = money.divisible(table)
        with_one = set(table.loc[table["denominator_value"].notna(), "report"])
        assert with_one
        assert set(kept["report"]) == with_one
        none = table.assign(denominator_value=None)
        assert len(money.divisible(none)) == len(none)

    def test_a_wrong_denominator_stops(self):
        with pytest.raises(ParameterError, match="poor person"):
            money.by_theme(cr.read_corpus(), "poor persn")

    @pytest.mark.parametrize("per", [None, "poor person"])
    def test_a_rank_table_and_its_picture(self, per, project):
        corpus = cr.read_corpus()
        table = comparing.rank_table(corpus, "registry.lifted_persons_year", per)
        parsed(comparing.ranks(table, "en").html)
        shown = comparing.rank_chart(table, corpus, "zh", "04_compare_counties")
        assert "<img" in shown.html
        assert (project / "figures" / "04_compare_counties" / "ranks_zh.svg").is_file()

    def test_a_rank_table_is_of_one_indicator(self):
        with pytest.raises(ParameterError, match="one indicator"):
            comparing.rank_table(cr.read_corpus(), "registry.incidence,funding.total")

    def test_the_corpus_divides_and_makes_panels(self):
        corpus = cr.read_corpus()
        same = [corpus.compare(["water.funds"], per=name) for name in ("poor person", "贫困人口")]
        assert same[0].equals(same[1])
        assert set(corpus.panel(["registry.incidence"])["report"]) <= set(corpus.ids)

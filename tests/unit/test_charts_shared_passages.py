"""The chart of shared passages: one report, few, many; marks traced to their places; its words."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports import charts
from county_reports.charts import contract, shared_passages, shared_passages_plan
from county_reports.charts.chart import Chart
from county_reports.display import shared_passages as display
from county_reports.errors import FigureError
from county_reports.language.reuse.shared import SharedPassages
from county_reports.language.reuse.shared import shared_passages as seek
from county_reports.model import Metadata, Report

TESTS = Path(__file__).parents[1]
made = SimpleNamespace(**runpy.run_path(str(TESTS / "reuse_input.py")))
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))
NAMES = [
    "青川",
    "云梯",
    "石桥",
    "白沙",
    "紫阳",
    "望河",
    "兰坪",
    "栖霞",
    "隆阳",
    "双峰",
    "桐柏",
    "通渭",
    "会泽",
    "镇安",
    "平利",
]
CLAUSE = "深山里的河流向东穿过古老石桥"


def named(reports: list[Report]) -> list[Report]:
    """The reports with names of counties, long and short, in characters."""
    return [
        replace(one, metadata=replace(one.metadata, county=f"{NAMES[n % 15]}{'自治' * (n % 2)}县"))
        for n, one in enumerate(reports)
    ]


def with_copy(reports: list[Report]) -> list[Report]:
    return [*reports, replace(reports[0], metadata=replace(reports[0].metadata, id="xian-copy"))]


CORPORA = {
    "one": named(made.corpus(1, characters=500)),
    "two": named(made.corpus(2, characters=500)),
    "five": with_copy(named(made.corpus(4, characters=900))),
    "twelve": named(made.corpus(12, characters=900)),
    "forty": named(made.corpus(40, characters=900)),
    "nothing": [made.report(f"r{n}", made.Writer(n).prose(200)) for n in range(3)],
    "empty": [made.report("kong", ""), *named(made.corpus(3, characters=500))],
}


@pytest.fixture(scope="module")
def found() -> dict[str, SharedPassages]:
    return {name: seek(reports) for name, reports in CORPORA.items()}


def draw(found: dict, name: str, language: str = "zh", width: float = 180) -> Chart:
    about = [report.metadata for report in CORPORA[name]]
    return shared_passages.shared_passages(found[name], about, language=language, width=width)


@pytest.mark.parametrize("width", [85, 180])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", list(CORPORA))
def test_labels_fit_and_every_mark_has_its_place(
    found: dict, name: str, language: str, width: float
) -> None:
    picture = draw(found, name, language, width)
    assert look.outside(picture.figure) == []
    assert look.overlapping(picture.figure) == []
    assert look.tallest_mm(picture.figure) <= 240
    contract.assert_traceable(picture.data)
    contract.assert_sources(picture.sources, picture.data)
    contract.assert_words(picture.caption_zh, picture.caption_en, picture.alt_zh, picture.alt_en)


@pytest.mark.parametrize("name", ["two", "five", "twelve", "forty"])
def test_places_lead_to_the_texts(found: dict, name: str) -> None:
    sources = {report.id: report.source for report in CORPORA[name]}
    rows = draw(found, name).data
    rows = rows[(rows["mark"] == "stretch") & rows["places"].notna()]
    assert len(rows)
    for row in rows.to_dict("records"):
        report, span = row["places"].rsplit(":", 1)
        start, end = map(int, span.split("-"))
        assert sources[report][start:end] == row["text"]


def test_cells_are_the_pairs_of_the_table(found: dict) -> None:
    rows = draw(found, "five").data
    cells = rows[rows["mark"] == "pair"].set_index("reports")
    pairs = found["five"].pairs
    assert len(cells) == len(pairs) == 10
    for pair in pairs.to_dict("records"):
        cell = cells.loc[f"{pair['report_a']} {pair['report_b']}"]
        if pair["relation"] == "near duplicate":
            assert str(cell["value"]) == "nan"
            assert cell["withheld"] == "near duplicate"
        else:
            assert cell["value"] == pair["shared"]
            assert len(str(cell["places"]).split()) == 2 * pair["passages"] or not pair["passages"]


def test_a_copy_is_a_sign_and_no_number(found: dict) -> None:
    for language, said in (("zh", "同一文本"), ("en", "one text twice")):
        texts = contract.texts_of(draw(found, "five", language).figure)
        assert "=" in texts
        assert any(said in text for text in texts)
        assert not any(said in text for text in contract.texts_of(
            draw(found, "twelve", language).figure))  # fmt: skip


def test_of_forty_the_twelve_that_share_most_are_drawn(found: dict) -> None:
    picture = draw(found, "forty", "en")
    amounts = found["forty"].reports.set_index("report")["shared"]
    drawn = picture.parameters["drawn"]
    assert len(drawn) == 12
    assert amounts[drawn].min() >= amounts.drop(drawn).max()
    assert drawn == sorted(drawn)  # in the order in which they were given
    assert "Of 40 reports the 12 that share the most are drawn." in contract.texts_of(
        picture.figure
    )
    assert "28 reports are not drawn" in picture.missing_en


def test_one_report_shares_nothing_and_says_why(found: dict) -> None:
    for language, said in (("zh", "无从比较"), ("en", "nothing to compare")):
        texts = contract.texts_of(draw(found, "one", language).figure)
        assert any(said in text for text in texts)
        assert not any("0.0%" in text for text in texts)


def test_reports_that_share_nothing(found: dict) -> None:
    texts = contract.texts_of(draw(found, "nothing", "en").figure)
    assert texts.count("·") == 3
    assert not any("▼" in text for text in texts)


def test_an_empty_report_is_said(found: dict) -> None:
    picture = draw(found, "empty")
    assert picture.missing_zh == ("kong县：没有可比较的文字",)
    assert "–" in contract.texts_of(picture.figure)


HEAD = "▼ 最长的相同表述"
WORDS = f"“{CLAUSE}”"


@pytest.mark.parametrize(
    ("other", "lines"),
    [
        (CLAUSE, [f"{HEAD}（14 字） 甲县、乙县：{WORDS}"]),
        # punctuation apart the same: as the first report has it
        (f"{CLAUSE[:6]}，\n{CLAUSE[6:]}", [f"{HEAD}（14 字） 甲县、乙县：{WORDS}"]),
        (
            CLAUSE.replace("穿过", "越过"),
            [f"{HEAD}（13 字）", f"甲县：{WORDS}", "乙县：“深山里的河流向东越过古老石桥”"],
        ),
        # a character that the font does not have
        (
            CLAUSE.replace("穿过", "\U000f0000过"),
            [f"{HEAD}（13 字）", f"甲县：{WORDS}", "乙县：“深山里的河流向东□过古老石桥”"],
        ),
    ],
)
def test_the_longest_is_quoted(other: str, lines: list[str]) -> None:
    reports = [made.report("a", f"晨雾漫过。{CLAUSE}。", county="甲县"),
               made.report("b", f"渡口灯火。{other}。", county="乙县")]  # fmt: skip
    picture = shared_passages.shared_passages(seek(reports), [r.metadata for r in reports])
    texts = contract.texts_of(picture.figure)
    for line in lines:
        assert line in texts


def test_overlapping_passages_are_one_stretch() -> None:
    long, part = CLAUSE + "沿岸的竹林一片青翠", "东穿过古老石桥沿岸的竹林一片青翠无边无际"
    reports = [made.report("a", f"甲。{long}无边无际。"), made.report("b", f"乙。{long}。"),
               made.report("c", f"丙。{part}。")]  # fmt: skip
    joined = shared_passages_plan.stretches(seek(reports), "a")
    assert [(one.start, one.end, one.text) for one in joined] == [(2, 29, f"{long}无边无际")]


@pytest.mark.parametrize(
    ("change", "named"),
    [({"language": "fr"}, "fr"), ({"width": 10}, "10 mm"), ({"reports": []}, "no report"),
     ({"reports": [Metadata("stranger")]}, "stranger")],
)  # fmt: skip
def test_refusals(found: dict, change: dict, named: str) -> None:
    arguments = {"reports": [report.metadata for report in CORPORA["two"]]} | change
    with pytest.raises(FigureError, match=named):
        shared_passages.shared_passages(found["two"], arguments.pop("reports"), **arguments)


def test_it_has_a_name_among_the_charts() -> None:
    assert charts.shared_passages_chart is shared_passages.shared_passages


# ---- what a notebook shows


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", list(CORPORA))
def test_tables_show_themselves(found: dict, name: str, language: str) -> None:
    for show in (display.overview, display.passages, display.pairs, display.duplicates):
        shown = show(found[name], language)
        assert shown.html.startswith("<")
        assert "<NA>" not in shown.html
        assert "nan" not in shown.html


def test_what_is_left_out_is_said(found: dict) -> None:
    total = len(found["twelve"].passages_list)
    shown = display.passages(found["twelve"], most=3)
    assert shown.html.count("<tr>") == 4
    assert f"{total - 3} shorter passages are in the table" in shown.html
    sharing = int((found["twelve"].pairs["shared"] > 0).sum())
    assert f"{sharing - 2} more pairs" in display.pairs(found["twelve"], most=2).html


def test_passages_have_their_places_and_are_escaped() -> None:
    clause = "深山里的<b>河流</b>向东穿过古老石桥"
    reports = [made.report("a", f"甲。{clause}。"), made.report("b", f"乙乙。{clause}。")]
    html = display.passages(seek(reports)).html
    assert "<b>河流" not in html
    assert "&lt;b&gt;河流" in html
    assert "a [2:23]" in html
    assert "b [3:24]" in html
    assert "word for word" in html


def test_formulas_are_said_and_can_be_left_out(found: dict) -> None:
    assert "official formula" in display.passages(found["twelve"], most=500).html
    assert (
        "official formula" not in display.passages(found["twelve"], most=500, formulas=False).html
    )


def test_a_copy_is_named(found: dict) -> None:
    html = display.duplicates(found["five"]).html
    assert "xian-00000" in html
    assert "xian-copy" in html
    assert "没有重复的报告" in display.duplicates(found["twelve"], "zh").html

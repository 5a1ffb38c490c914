"""What notebooks show of phrases, themes and vague words: escaped, with the way to the sentence."""

from __future__ import annotations

import pytest

from county_reports.corpus import Corpus
from county_reports.display import phrases as shown
from county_reports.display.page import MANY, crossed
from county_reports.extraction import observe
from county_reports.extraction.coverage import measure_coverage
from county_reports.model import Metadata
from county_reports.one_report import ReadReport
from county_reports.reading.reader import read_text


def read(text: str, name: str, county: str) -> ReadReport:
    report = read_text(text, Metadata(id=name, file=f"{name}.txt", county=county, year=2019))
    seen = observe(report)
    return ReadReport(report, seen, measure_coverage(report, seen))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(
        (
            read(
                "落实四个不摘，开展“三走进”活动，收入大幅提高。投入农村饮水安全工程资金300万元。"
                "投入通村道路建设资金100万元。",
                "qiyun-2019", "栖云县",
            ),
            read("落实<b>四个不摘</b>。", "lanhe-2019", "兰河县"),
        )
    )  # fmt: skip


def test_phrases_open_to_their_sentence_and_are_escaped(corpus: Corpus) -> None:
    page = shown.phrase_table(shown.phrases(corpus), "en")
    assert page.text == "2 set phrases in 2 reports"
    assert ">三走进°" in page.html
    assert "四个不摘°" not in page.html
    assert "after exit, keep responsibility" in page.html
    assert "<mark>四个不摘</mark>" in page.html
    assert "&lt;b&gt;" in page.html
    assert "<b>四个" not in page.html
    assert "[2:6]" in page.html


def test_chinese_labels_and_the_rest_is_counted(corpus: Corpus) -> None:
    page = shown.phrase_table(shown.phrases(corpus), "zh", most=1)
    assert "另有 1 条未列出。" in page.html
    assert ">三走进°" not in page.html
    assert "栖云县 qiyun-2019" in page.html


def test_themes_show_shares_and_reasons(corpus: Corpus) -> None:
    page = shown.theme_table(shown.themes(corpus), "en")
    assert "75.0" in page.html
    assert "not reported" in page.html
    assert page.text == "22 themes in 2 reports"
    assert "300万元 [" in page.html
    assert "未言及领域" in shown.theme_table(shown.themes(corpus), "zh").html


def test_a_nought_has_nothing_to_open_to(corpus: Corpus) -> None:
    html = shown.theme_table(shown.themes(corpus), "en").html
    assert "<td>0</td>" in html
    assert "<summary>0</summary>" not in html
    assert "[]" not in html


def test_a_phrase_inside_another_is_marked_in_its_own_place() -> None:
    text = "一是聚焦三保障,落实两不愁三保障。"
    source = read(text, "qiyun-2019", "栖云县")
    alone = Corpus((source,))
    table = shown.phrases(alone)
    html = shown.phrase_table(table, "zh", sources=alone.sources).html
    assert "落实<mark>两不愁三保障</mark>。" in html
    assert "聚焦<mark>三保障</mark>,落实两不愁三保障。" in html


def test_checkability_has_the_share_that_the_audit_reached(corpus: Corpus) -> None:
    table = shown.checkability(corpus)
    first, second = table.to_dict("records")
    assert first["vague"] == 1
    assert first["exact"] == 2
    assert first["share_checked"] == pytest.approx(corpus.audit.overview["share"].iloc[0])
    assert second["missing"] == "no figure was read"
    page = shown.checkability_table(table, "en")
    assert "2 (67 %)" in page.html
    assert "no figure was read" in page.html
    assert "没有读出数字" in shown.checkability_table(table, "zh").html


def test_vague_statements_open_to_their_sentence(corpus: Corpus) -> None:
    page = shown.vague_table(shown.vague(corpus), "en")
    assert "<mark>大幅</mark>" in page.html
    assert "a change without its size" in page.html
    assert "变化多少未说明" in shown.vague_table(shown.vague(corpus), "zh").html


def test_nothing_found_says_so() -> None:
    quiet = Corpus((read("天高云淡。", "quiet-2019", "静县"),))
    assert "No set phrase was found." in shown.phrase_table(shown.phrases(quiet)).html
    assert "未找到模糊的数量说法。" in shown.vague_table(shown.vague(quiet), "zh").html


# ---- many reports


@pytest.fixture(scope="module")
def many() -> Corpus:
    text = "落实四个不摘。投入农村饮水安全工程资金300万元。投入通村道路建设资金100万元。"
    numbers = range(10, 10 + MANY + 1)
    return Corpus(tuple(read(text, f"county{n}-2019", f"<第{n}>县") for n in numbers))


def test_of_many_reports_a_phrase_opens_to_its_users(many: Corpus) -> None:
    page = shown.phrase_table(shown.phrases(many), "en").html
    assert page.count("<th>") == 4  # phrase, kind, meaning, used by
    assert f"<summary>{MANY + 1} reports</summary>" in page
    assert page.count("<mark>四个不摘</mark>") == MANY + 1
    assert "&lt;第10&gt;县 county10-2019: 1" in page
    assert "<第" not in page
    few = shown.phrase_table(shown.phrases(Corpus(many.reports[:MANY])), "en").html
    assert few.count("<th>") == 3 + MANY


def test_of_many_reports_the_themes_are_columns(many: Corpus) -> None:
    page = shown.theme_table(shown.themes(many), "zh").html
    table = shown.themes(many)
    lines = (MANY + 1) * len(shown.MEASURES)
    assert page.count("<tr>") == 1 + lines
    assert page.count("<th>") == 1 + table["theme"].fillna("").nunique()
    assert "<th>报告</th>" in page
    assert "<td>&lt;第10&gt;县 资金, %</td>" in page
    few = shown.theme_table(shown.themes(Corpus(many.reports[:MANY])), "zh").html
    assert few.count("<th>") == 1 + MANY * len(shown.MEASURES)


@pytest.mark.parametrize("reports", [1, MANY, MANY + 1])
def test_a_crossed_table_keeps_every_cell(reports: int) -> None:
    head = ["Indicator", *(f"<r{n}>" for n in range(reports))]
    rows = [[name, *(f"{name}{n}" for n in range(reports))] for name in ("<b>x</b>", "y")]
    made = crossed(head, rows, "en")
    for row in rows:
        for cell in row[1:]:
            assert made.count(f"<td>{cell}</td>") == 1
    assert "<r0>" not in made, "names of reports are escaped, cells are HTML already"
    turned = reports > MANY
    assert ("<th>Report</th><th><b>x</b></th><th>y</th>" in made) is turned
    assert ("<td>&lt;r0&gt;</td><td><b>x</b>0</td><td>y0</td>" in made) is turned

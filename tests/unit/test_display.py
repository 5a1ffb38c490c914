"""What notebooks show: escaped, with a way back to the sentence, silence named as silence."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import county_reports as cr
from county_reports import display
from county_reports.display.page import marked, quoted_html, with_sentence
from county_reports.errors import ParameterError, UnknownReportError

HOSTILE = (
    "清源县2020年脱贫攻坚工作总结<script>alert(1)</script>\n\n"
    "一、成效<img src=x onerror=alert(2)>\n\n"
    '2020年底,全县贫困发生率由8.4%降至0.5%"><b>,错退率为0。累计脱贫1203户4120人。\n'
)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def assert_harmless(html: str) -> None:
    """All tags are closed and none comes from the report."""
    parser = _Tags()
    parser.feed(html)
    assert parser.open == []
    assert not parser.seen & {"script", "img", "b", "iframe"}


@pytest.fixture
def hostile(project: Path):
    (project / "seeds" / "qingyuan-2020.txt").write_text(HOSTILE, encoding="utf-8")
    return cr.read_report("qingyuan-2020")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("show", ["coverage", "metadata", "figures", "summary", "restored"])
def test_report_text_does_no_harm(hostile, show, language):
    assert_harmless(getattr(display, show)(hostile, language).html)


def test_the_marked_text_does_no_harm(hostile):
    html = display.text(hostile).html
    assert_harmless(html.replace("<b>", ""))
    assert "&lt;script&gt;" in html


MARKS = [
    ("错退率为0,发生率1.01%", "0", "错退率为<mark>0</mark>,发生率1.01%"),
    ("发生率为1.01%,错退率为0", "0", "发生率为1.01%,错退率为<mark>0</mark>"),
    ("12户,2户", "2户", "12户,<mark>2户</mark>"),
    ("脱贫7931户27485人", "7931户", "脱贫<mark>7931户</mark>27485人"),
    ("脱贫7931户27485人", "27485人", "脱贫7931户<mark>27485人</mark>"),
    ("a<b 5%", "5%", "a&lt;b <mark>5%</mark>"),
    ("没有这个数", "5%", "没有这个数"),
    ("a & b", "", "a &amp; b"),
]


@pytest.mark.parametrize(("sentence", "written", "expected"), MARKS)
def test_the_right_figure_is_marked(sentence, written, expected):
    assert marked(sentence, written) == expected


TWO_NOUGHTS = "退出情况:错退率为0,漏评率为0,满意度95%。"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("错退率", "退出情况:错退率为<mark>0</mark>,漏评率为0,满意度95%。"),
        ("漏评率", "退出情况:错退率为0,漏评率为<mark>0</mark>,满意度95%。"),
    ],
)
def test_of_equal_figures_the_one_in_its_place_is_marked(name, expected):
    start = TWO_NOUGHTS.index(name) + 4
    row = {"report": "a-2019", "start": start, "end": start + 1, "text": "0"}
    sources = {"a-2019": TWO_NOUGHTS}
    shown = with_sentence("0%", row, TWO_NOUGHTS, sources)
    assert expected in shown
    assert f"[{start}:{start + 1}]" in shown
    other = {f"denominator_{key}": value for key, value in row.items()} | {"report": "a-2019"}
    assert quoted_html(other, TWO_NOUGHTS, sources, "denominator_") == expected
    # without the text the first equal figure is marked, as before
    assert quoted_html(row, TWO_NOUGHTS) == marked(TWO_NOUGHTS, "0")
    assert quoted_html(row, TWO_NOUGHTS, {"b-2019": "别的"}) == marked(TWO_NOUGHTS, "0")
    assert quoted_html(row | {"start": None}, TWO_NOUGHTS, sources) == marked(TWO_NOUGHTS, "0")


def test_a_long_table_is_folded_behind_its_title():
    shown = display.folded("Words <词>", display.Shown("<table></table>", "3 words"))
    assert shown.html.startswith("<details><summary><b>Words &lt;词&gt;</b></summary>")
    assert "<table></table>" in shown.html
    assert repr(shown) == "3 words"


def test_a_folded_table_of_data_is_whole_and_has_no_nan():
    frame = pd.DataFrame(
        {
            "text": ["<b>5%", None, "c"],
            "value": [Decimal("0.680"), None, Decimal(1309230000)],
            "ratio": [5.162386, float("nan"), 0.5],
            "start": pd.array([1, None, 123456], dtype="Int64"),
        }
    )
    shown = display.folded("Data 数据表", frame)
    assert re.findall(r"<td>(.*?)</td>", shown.html) == [
        "&lt;b&gt;5%", "0.680", "5.162", "1", "", "", "", "", "c", "1309230000", "0.5", "123456",
    ]  # fmt: skip
    assert re.findall(r"<th>(.*?)</th>", shown.html) == ["text", "value", "ratio", "start"]
    assert_harmless(shown.html.replace("<b>", "").replace("</b>", ""))
    assert repr(shown) == "Data 数据表: 3 rows"


@pytest.mark.usefixtures("project")
class TestInvented:
    def test_a_summary_gives_figures_with_sentences_and_names_silence(self):
        shown = display.summary(cr.read_report("yunling-2018"), "en")
        assert "<summary>7,931 households</summary>" in shown.html
        assert re.search(r"<small>[^<]*<mark>7931户</mark>", shown.html)
        assert "Not reported: " in shown.html
        assert re.fullmatch(r"\d+ of \d+ indicators reported", repr(shown))

    def test_themes_can_be_chosen_or_left_out(self):
        read = cr.read_report("yunling-2018")
        few = display.summary(read, "zh", themes=["registry"]).html
        rest = display.summary(read, "zh", besides=["registry"]).html
        assert "建档立卡" in few
        assert "资金项目" not in few
        assert "<h3>建档立卡</h3>" not in rest
        assert "未报告" in rest

    def test_restored_figures_come_with_their_proof(self):
        html = display.restored(cr.read_report("yunling-2018")).html
        assert "8,452" in html
        assert "proven" in html

    def test_metadata_says_what_is_not_known(self):
        html = display.metadata(cr.read_report("wanghe-2019")).html
        assert "望河县" in html
        assert "not known" in html

    def test_a_comparison_has_a_column_for_each_report(self):
        corpus = cr.read_corpus()
        table = cr.compare(["registry.incidence", "profile.gdp"], corpus)
        for language, silence in (("en", "not reported"), ("zh", "未报告")):
            html = display.comparison(table, language).html
            assert_harmless(html)
            assert html.count("<th>") == 4
            assert silence in html

    def test_reports_are_selected_by_their_ids(self):
        corpus = cr.read_corpus()
        assert display.select(corpus, "all").ids == corpus.ids
        assert display.select(corpus, "lanping-2020").ids == ("lanping-2020",)
        with pytest.raises(UnknownReportError, match="lanping-2020"):
            display.select(corpus, "lanping-2021")
        with pytest.raises(ParameterError):
            display.indicators("nothing.at.all")

    def test_what_was_set_aside_is_shown(self, project):
        (project / "seeds" / "noise-2020.txt").write_bytes(b"\xff\xfe\x00\x81" * 50)
        html = display.corpus_coverage(cr.read_corpus()).html
        assert_harmless(html)
        assert "noise-2020.txt" in html

    def test_the_public_list_of_reports(self):
        assert [each.id for each in cr.reports()] == [
            "yunling-2018", "wanghe-2019", "lanping-2020",
        ]  # fmt: skip

    def test_a_chart_is_published_in_both_languages_and_shown_in_one(self, project):
        read = cr.read_report("yunling-2018")
        shown = display.chart(
            "registry", display.compared(read), [read.metadata], notebook="x", name="r"
        )
        assert {path.name for path in (project / "figures" / "x").glob("*.svg")} == {
            "r_en.svg", "r_zh.svg",
        }  # fmt: skip
        assert re.search(r'<img src="data:image/png;base64,[^"]+" style="[^"]+" alt="[^"]{20,}">',
                         shown.html)  # fmt: skip
        assert str(project) not in repr(shown)

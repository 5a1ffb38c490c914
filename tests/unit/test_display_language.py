"""What notebook 06 shows of words: escaped, with sentences, silence named as silence."""

from __future__ import annotations

from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from county_reports.corpus import Corpus
from county_reports.display import language as show
from county_reports.extraction.coverage import measure_coverage
from county_reports.language import tables
from county_reports.model import Metadata, Report
from county_reports.one_report import ReadReport
from language_input import report, reports

LANGUAGES = ("en", "zh")
SHOWN = ("overview", "key_words", "log_odds", "tf_idf")


def corpus(every: list[Report]) -> Corpus:
    return Corpus(tuple(ReadReport(each, (), measure_coverage(each, ())) for each in every))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(html: str) -> set[str]:
    parser = _Tags()
    parser.feed(html)
    assert parser.open == []
    return parser.seen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHOWN)
def test_report_text_does_no_harm(name: str, language: str) -> None:
    nasty = report(7, "信访<script>alert(1)</script>信访<img src=x>信访。\n" * 20, county="<i>县")
    shown = getattr(show, name)(corpus([*reports(3), nasty]), language)
    assert not tags(shown.html) & {"script", "img", "i"}
    assert repr(shown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHOWN)
def test_one_report_alone_is_shown(name: str, language: str) -> None:
    shown = getattr(show, name)(corpus(reports(1)), language)
    assert tags(shown.html)
    if name in ("key_words", "log_odds"):
        said = "没有其他县的报告可比" if language == "zh" else "no report of another county"
        assert said in shown.html


def test_every_refusal_has_chinese_words() -> None:
    empty = Report(Metadata(id="leer-2019", county="空县"), "2019。")
    for every in ([empty, *reports(2)], [empty, reports(1)[0]]):
        html = show.key_words(corpus(every), "zh").html
        assert "报告中没有词" in html or "其他报告中没有词" in html


def test_a_key_word_opens_to_its_line() -> None:
    html = show.key_words(corpus(reports(4)), "en").html
    assert "<summary>信访</summary>" in html
    assert "<mark>信访</mark>" in html
    assert "names of places" in html or "weak evidence" in html


def test_only_so_many_are_shown_and_the_rest_is_counted() -> None:
    html = show.key_words(corpus(reports(4)), "en", most=1).html
    assert html.count("<summary>") == 4
    assert " more</p>" in html


def test_no_key_word_is_said() -> None:
    alike = [report(n, "全县工作平稳。" * 4) for n in range(3)]
    assert "No word is used so differently" in show.key_words(corpus(alike), "en").html


def test_words_of_both_measures_are_bold() -> None:
    assert "<b>信访</b>" in show.log_odds(corpus(reports(4)), "en").html


def test_the_table_has_key_words_only() -> None:
    table = show.keyness_table(corpus(reports(4)))
    assert set(table["report"]) == {f"county0{n}-2019" for n in range(4)}
    assert (table["bic"] >= 2).all()
    assert show.keyness_table(corpus(reports(1))).empty


def test_reasons_are_those_of_the_table() -> None:
    assert tuple(show.ASIDE) == tables.ASIDE


@pytest.mark.parametrize("count", [1, 4])
def test_the_chart_is_published_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    calls: list[SimpleNamespace] = []

    def record(drawn: dict, language: str, *, notebook: str, name: str) -> str:
        calls.append(SimpleNamespace(drawn=drawn, notebook=notebook, name=name))
        return drawn[language].caption

    monkeypatch.setattr(show.publishing, "published", record)
    caption = show.chart(corpus(reports(count)), "zh", notebook="06_language", name="keyness")
    assert sorted(calls[0].drawn) == ["en", "zh"]
    assert caption == calls[0].drawn["zh"].caption_zh

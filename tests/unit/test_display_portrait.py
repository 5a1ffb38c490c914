"""What notebook 02 shows of a portrait: every figure opens to its sentence, gaps are named."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

import county_reports as cr
from county_reports.display import portraits as show
from county_reports.one_report import ReadReport

LANGUAGES = ("en", "zh")
REPORT = (
    "清源县2019年脱贫攻坚工作总结\n\n"
    "一、饮水安全\n\n解决了1830户6020人的饮水问题,投入资金900万元。\n\n"
    "二、产业扶贫\n\n投入产业扶贫资金3600万元,又投入产业扶贫资金800万元,发放<b>种苗</b>1200包。\n\n"
    "三、下一步\n\n2020年计划新建扶贫车间20个。\n"
)
THIN = "我县召开会议，部署有关工作，要求压实责任。\n"


class Tags(HTMLParser):
    """Tags that open and close in order, without script, and no details inside a paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name.startswith("on")]
        assert not (tag in ("details", "div", "table") and "p" in self.open), self.open
        self.open.append(tag)
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(html: str) -> list[str]:
    parser = Tags()
    parser.feed(html.replace("<br>", ""))
    assert parser.open == []
    return parser.seen


def read(folder: Path, text: str = REPORT, name: str = "qingyuan-2019") -> ReadReport:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return cr.read_report(path)


@pytest.fixture
def report(tmp_path: Path) -> ReadReport:
    return read(tmp_path)


@pytest.fixture
def thin(tmp_path: Path) -> ReadReport:
    return read(tmp_path, THIN, "wuming")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_opens_to_its_sentence_and_place(report: ReadReport, language) -> None:
    shown = show.blocks(report, language=language).html
    tags(shown)
    found = re.findall(
        r'<details class="figure".*?<summary[^>]*>(.*?)</summary><small[^>]*>(.*?) '
        r"\[(\d+):(\d+)\]</small>", shown,
    )  # fmt: skip
    assert len(found) == shown.count('class="figure"') >= 10
    for _, quoted, start, end in found:
        written = report.source[int(start) : int(end)]
        assert f"<mark>{written}</mark>" in quoted
        assert unescape(re.sub("<[^>]+>", "", quoted)) in report.source.replace("\n", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_stands_outside_a_figure(report: ReadReport, language) -> None:
    shown = show.blocks(report, "water", "industry", language=language).html
    bare = re.sub(r'<details class="figure".*?</details>', "", shown)
    words = re.sub(r"<[^>]+>|2019年?|2020年?", "", bare)
    counted = r"(?:另有 \d+ 个无指标|not listed: \d+)"
    assert not re.search(r"\d", re.sub(counted, "", words)), words


def test_report_text_is_escaped(report: ReadReport) -> None:
    shown = show.blocks(report, language="zh").html
    assert "<b>种苗" not in shown


def test_a_differing_value_is_shown_beside_the_chosen_one(report: ReadReport) -> None:
    shown = show.blocks(report, "industry", language="en").html
    assert "also given" in shown
    assert "36 million CNY" in shown
    assert "8 million CNY" in shown


@pytest.mark.parametrize(("language", "expected"), [("en", "Not reported: "), ("zh", "未报告：")])
def test_every_block_of_a_thin_report_says_what_is_not_reported(thin, language, expected) -> None:
    for block in thin.portrait.blocks:
        shown = show.blocks(thin, block.id, language=language).html
        assert expected in shown, block.id
        for entry in block.entries:
            assert entry.label(language) in unescape(shown)


def test_a_block_with_targets_only_says_so(report: ReadReport) -> None:
    shown = show.blocks(report, "employment", language="en").html
    assert "None of its indicators has a value." in shown
    assert "planned only" in shown
    assert "20 items (planned)" in shown


@pytest.mark.parametrize("name", ["guarantees", "work", "people"])
def test_a_group_has_a_heading_for_each_block(report: ReadReport, name: str) -> None:
    shown = show.group(report, name, "zh").html
    tags(shown)
    titles = [block.title("zh") for block in report.portrait.blocks if block.plan.group == name]
    assert re.findall("<h3>(.*?)</h3>", shown) == titles


def test_unknown_blocks_and_groups_are_named(report: ReadReport) -> None:
    with pytest.raises(KeyError, match="watr"):
        show.blocks(report, "watr")
    with pytest.raises(KeyError, match="guarantee"):
        show.group(report, "guarantee")


def test_plans_have_year_and_mark(report: ReadReport) -> None:
    shown = show.plans(report, "en").html
    tags(shown)
    assert "20 items (planned)" in shown
    assert "<td>2020</td>" in shown
    assert "<mark>20个</mark>" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thin_report_has_no_plans_and_says_so(thin: ReadReport, language) -> None:
    shown = show.plans(thin, language)
    assert {"en": "Not reported", "zh": "未报告"}[language] in shown.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_place_names_what_is_known_and_what_is_not(report, thin, language) -> None:
    known = show.place(report, language).html
    assert "清源县" in known
    assert {"en": "found in the text", "zh": "据正文"}[language] in known
    unknown = show.place(thin, language).html
    assert {"en": "county not known", "zh": "县名不详"}[language] in unknown


@pytest.mark.parametrize("language", LANGUAGES)
def test_coverage_is_a_sentence_of_counts(report: ReadReport, language) -> None:
    shown = show.coverage(report, language)
    reading = report.portrait.reading
    assert reading is not None
    for count in (reading.numerals, reading.read, reading.figures, report.portrait.indicators):
        assert str(count) in shown.html


def test_restored_figures_are_marked_and_explained(tmp_path: Path) -> None:
    text = (
        "清源县2019年脱贫攻坚工作总结\n\n全县建档立卡贫困人口1500户4000人,已脱贫1400户3800人,"
        "未脱贫100200人。\n"
    )
    made = read(tmp_path, text)
    shown = show.blocks(made, "registry", language="en").html
    assert "100 households†" in shown
    assert "200 persons†" in shown
    assert "1,500 households†" not in shown
    assert "ran together" in shown
    assert "ran together" not in show.blocks(made, "water", language="en").html


def test_of_two_equal_figures_in_a_sentence_each_is_marked_at_its_place(tmp_path: Path) -> None:
    text = "清源县2019年脱贫攻坚工作总结\n\n全县错退率为0,漏评率为0,群众认可度95%。\n"
    shown = show.blocks(read(tmp_path, text), "registry", language="zh").html
    assert "错退率为<mark>0</mark>,漏评率为0" in shown
    assert "错退率为0,漏评率为<mark>0</mark>" in shown


def test_a_figure_broken_over_lines_is_marked_on_one(tmp_path: Path) -> None:
    text = "清源县2019年脱贫攻坚工作总结\n\n全县建档立卡贫困户1500\n户4000人。\n"
    made = read(tmp_path, text)
    shown = show.blocks(made, "registry", language="zh").html
    tags(shown)
    for item in made.portrait.items:
        assert f"<mark>{''.join(item.figure.text.split())}</mark>" in shown

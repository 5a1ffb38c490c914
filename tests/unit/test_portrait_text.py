"""The portrait as text and Markdown, and the verb that prints it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

import county_reports as cr
from county_reports import cli
from county_reports.comparison import portrait_text as told
from county_reports.comparison.portrait_table import PORTRAIT
from county_reports.comparison.quotes import quote
from county_reports.one_report import ReadReport

LANGUAGES = ("en", "zh")
REPORT = (
    "清源县2019年脱贫攻坚工作总结\n\n"
    "一、饮水安全\n\n解决了1830户6020人的饮水问题,投入资金900万元。\n\n"
    "二、产业扶贫\n\n投入产业扶贫资金3600万元,发放*种苗*1200包。\n\n"
    "三、下一步\n\n2020年计划新建扶贫车间20个。\n"
)
THIN = "我县召开会议，部署有关工作，要求压实责任。\n"


def read(folder: Path, text: str = REPORT, name: str = "qingyuan-2019") -> ReadReport:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return cr.read_report(path)


@pytest.fixture
def report(tmp_path: Path) -> ReadReport:
    return read(tmp_path)


def test_each_figure_of_the_text_has_its_place(report: ReadReport) -> None:
    shown = told.text(report.portrait, "zh")
    assert "解决饮水问题1,830 户 [" in shown
    places = [(int(a), int(b)) for a, b in re.findall(r"\[(\d+):(\d+)\]", shown)]
    assert len(places) >= 5
    known = {(item.figure.start, item.figure.end) for item in report.portrait.items}
    audited = {
        (each.quantity.start, each.quantity.end)
        for finding in report.audit.findings_list
        for each in finding.members
    }
    assert set(places) <= known | audited


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Not reported: Students supported", "Plans: targets", "planned only",
                "Not known: ", "water funds", "(planned)", "year", "START")),
        ("zh", ("未报告：资助学生", "下一步计划", "仅有计划数", "不详：", "（计划）", "均为2019年",
                "清源县 · 2019年 · qingyuan-2019")),
    ],
)  # fmt: skip
def test_the_text_says_what_is_there_and_what_is_not(report, language, words) -> None:
    shown = told.text(report.portrait, language)
    for word in words:
        assert word in shown, word


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_blocks_and_groups_have_their_heading(report: ReadReport, language) -> None:
    shown = told.text(report.portrait, language)
    for block in report.portrait.blocks:
        assert block.title(language) in shown
    assert told.pick(language, told.PLANS) in shown
    assert told.pick(language, told.AUDIT) in shown


def test_a_footnote_of_markdown_has_the_sentence(report: ReadReport) -> None:
    shown = told.markdown(report.portrait, "en")
    called = set(re.findall(r"\[\^(qingyuan-2019-\d+)\](?!:)", shown))
    defined = dict(re.findall(r"^\[\^(qingyuan-2019-\d+)\]: (.*)$", shown, re.MULTILINE))
    assert called == set(defined)
    for name, note in defined.items():
        start = int(name.rsplit("-", 1)[1])
        end = int(re.search(r"`\[\d+:(\d+)\]`$", note).group(1))
        assert told.escaped(quote(report.source, start, end)) in note


def test_report_text_in_markdown_is_no_markup(tmp_path: Path) -> None:
    hostile = REPORT.replace("解决了", "<script>alert(1)</script>解决了")
    shown = told.markdown(read(tmp_path, hostile).portrait, "zh")
    assert "<script>" not in shown
    assert "*种苗*" not in shown


def test_money_of_the_fields_comes_largest_first_and_is_not_added(report: ReadReport) -> None:
    found = [item.figure.text for item in told.money_by_field(report.portrait)]
    assert found == ["3600万元", "900万元"]
    assert "未作加总" in told.text(report.portrait, "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_without_figures_is_all_gaps(tmp_path: Path, language) -> None:
    portrait = read(tmp_path, THIN, "wuming").portrait
    shown = told.text(portrait, language)
    missing = {"en": "Not reported: ", "zh": "未报告："}[language]
    assert shown.count(missing) + shown.count("未报告计划数") >= len(portrait.blocks)
    assert told.pick(language, told.NO_PLANS) in shown
    assert told.pick(language, told.NO_RELATION) in shown
    assert not re.search(r"\[\d+:\d+\]", shown)
    unknown = {"en": "county not known · year not known", "zh": "县名不详 · 年份不详"}[language]
    assert shown.startswith(unknown)


def test_facts_found_in_the_text_are_marked(report: ReadReport) -> None:
    facts = told.facts(report.portrait, "en")
    assert "County: 清源县 (found in the text)" in facts
    assert facts[-1].startswith("Not known: ")


def test_figures_sorted_by_theme_are_grouped() -> None:
    class Themed:
        def __init__(self, theme: str) -> None:
            self.theme = theme

    items = [Themed(theme) for theme in ("water", "water", "health", "funding")]
    assert [(theme, len(some)) for theme, some in told.by_theme(items)] == [
        ("water", 2), ("health", 1), ("funding", 1),
    ]  # fmt: skip


# ---- the verb


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]):
    def call(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main(["summary", *(str(word) for word in words)])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return int(ended.value.code or 0), shown.out, shown.err

    return call


@pytest.fixture
def two(tmp_path: Path) -> Path:
    read(tmp_path)
    read(tmp_path, THIN, "wuming")
    return tmp_path


def test_the_verb_prints_the_text(command, two: Path, report: ReadReport) -> None:
    code, out, _ = command(two / "qingyuan-2019.txt", "--language", "zh")
    assert code == 0
    assert out == told.text(report.portrait, "zh")


def test_several_reports_stand_below_each_other(command, two: Path) -> None:
    code, out, _ = command(two, "--format", "markdown")
    assert code == 0
    assert out.count("\n---\n") == 1
    assert len(re.findall(r"^# ", out, re.MULTILINE)) == 2


def test_csv_has_every_row_of_the_table(command, two: Path, report: ReadReport) -> None:
    code, out, _ = command(two / "qingyuan-2019.txt", "--format", "csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == [column.name for column in PORTRAIT]
    assert len(rows) == len(report.portrait.frame)
    water = next(row for row in rows if row["indicator"] == "water.households")
    assert (water["value"], water["unit"], water["text"]) == ("1830", "household", "1830户")
    assert report.source[int(water["start"]) : int(water["end"])] == "1830户"


def test_a_file_is_written_whole(command, two: Path) -> None:
    target = two / "portraits.md"
    code, out, _ = command(two / "qingyuan-2019.txt", "--format", "markdown", "-o", target)
    assert (code, out) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("# 清源县")
    assert [path.name for path in two.iterdir() if path.name.startswith(".")] == []


def test_a_report_that_cannot_be_read_is_set_aside(command, two: Path) -> None:
    (two / "empty.txt").write_text("", encoding="utf-8")
    code, out, errors = command(two)
    assert code == 1
    assert "清源县" in out
    assert "set aside" in errors
    assert "empty.txt" in errors


MISTAKES = [(), ("no/such.txt",), ("--format", "pdf", "x")]


@pytest.mark.parametrize("words", MISTAKES)
def test_a_mistake_is_a_wrong_use(command, words) -> None:
    code, out, errors = command(*words)
    assert (code, out) == (2, "")
    assert errors

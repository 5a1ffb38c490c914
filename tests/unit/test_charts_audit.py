"""The audit's page: marks in the order of the text, sums beside them, labels apart and inside."""

from __future__ import annotations

import json
import re
import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

import finding_factory as made
from county_reports import charts
from county_reports.audit.engine import Audit
from county_reports.audit.tally import KIND_WORDS
from county_reports.auditing import AuditedCorpus, AuditedReport
from county_reports.charts import audit, audit_layout, contract, publish, style
from county_reports.charts.audit_layout import Mark, Row
from county_reports.charts.chart import Chart
from county_reports.errors import FigureError
from county_reports.model import Metadata

look = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "figure_checks.py")))
LANGUAGES = ("zh", "en")
WIDTHS = (85, 180)


def draw(corpus: AuditedCorpus, **more: object) -> Chart:
    """The page of some audits."""
    about = [each.report.metadata for each in corpus]
    return audit.audit(corpus.findings, corpus.overview, about, **more)


def many(count: int, *, times: int = 1) -> AuditedCorpus:
    """So many reports, each with the sample's findings so many times; every third is silent."""
    reports = []
    for number in range(count):
        name = f"qiyun{number}-2019"
        if number % 3 == 2:
            reports.append(made.silent(name, measures=number))
            continue
        one = made.audited(made.report(made.TEXT, name, f"第{number}号县"))
        found = one.audit.findings * times
        reports.append(AuditedReport(one.report, Audit(name, found, one.audit.unchecked, 140)))
    return AuditedCorpus(tuple(reports))


SIZES = [(1, 1), (1, 30), (2, 4), (5, 1), (5, 8), (40, 1), (40, 6)]


def test_forty_reports_are_all_drawn():
    for times in (1, 6):
        chart = draw(many(40, times=times))
        assert len(chart.parameters["reports"]) == 40
        with_sums = chart.data[chart.data["printed"].fillna(False)]["report"].nunique()
        assert with_sums == 27, "each report that has contradictions prints one at least"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("count", "times"), SIZES)
def test_it_fits_its_page(language: str, width: float, count: int, times: int):
    chart = draw(many(count, times=times), language=language, width=width)
    assert look.overlapping(chart.figure) == []
    assert look.outside(chart.figure) == []
    assert look.tallest_mm(chart.figure) <= style.TALLEST + 0.01
    assert float(chart.figure.get_size_inches()[0] * 25.4) == pytest.approx(width)
    contract.assert_traceable(chart.data)
    contract.assert_sources(chart.sources, chart.data)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_report_without_a_check_says_so(width: float):
    chart = draw(AuditedCorpus((made.silent(measures=4),)), language="en", width=width)
    assert "nothing could be checked" in contract.texts_of(chart.figure)
    assert chart.missing_en == ("Baiyun: nothing could be checked",)
    assert chart.missing_zh == ("白云县：没有可以核对的",)
    (row,) = chart.data.to_dict("records")
    assert row["missing"] == "nothing could be checked"
    assert chart.caption_en == (
        "The 0 relations that could be checked among the figures of one report."
    )
    assert look.overlapping(chart.figure) == []


def test_every_contradiction_is_printed_as_its_sum():
    chart = draw(made.corpus(3), language="en")
    texts = contract.texts_of(chart.figure)
    for words in ("1150户 + 60户 = 1,210 户 ≠ 1200户", "1500户 > 1200户‡", "1150户 = 61户 ≠ 60户"):
        assert texts.count(words) == 2, "once in each report that has it"
    assert any("outside 2,000–20,000,000" in text for text in texts)
    assert not any("45个 = 45个" in text for text in texts), "what adds up is a mark"
    assert chart.data["printed"].sum() == 8
    assert not [each for each in chart.missing_en if "not printed" in each]


def test_the_data_has_a_row_a_mark_with_its_place_and_quote():
    chart = draw(made.corpus(3), language="zh")
    assert list(chart.data.columns) == [column.name for column in audit.PLOTTED]
    assert list(chart.data["report"].value_counts()) == [7, 7, 1]
    for row in chart.data.to_dict("records"):
        if row["missing"] == audit.NOTHING:
            continue
        text = made.TEXT[row["start"] : row["end"]]
        assert text
        assert text in row["quote"]
        assert row["kind"] in KIND_WORDS
    kinds = chart.data["kind"].value_counts()
    assert dict(kinds) == {"confirmed": 6, "inconsistent": 4, "slip": 2, "implausible": 2}


def test_marks_stand_in_the_order_of_the_text():
    chart = draw(AuditedCorpus((made.audited(),)))
    starts = list(chart.data["start"])
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("language", "names"),
    [("en", ("sums of parts", "the register", "household size", "said twice", "money")),
     ("zh", ("建档立卡", "户数与人数", "前后一致", "资金"))],
)  # fmt: skip
def test_families_are_the_columns(language: str, names: tuple[str, ...]):
    texts = contract.texts_of(draw(made.corpus(3), language=language).figure)
    for name in names:
        assert (name in texts) == (name != "sums of parts"), "a family without a mark has no column"
    assert [texts.count(words[0 if language == "zh" else 1]) for words in KIND_WORDS.values()] == [
        1, 1, 1, 1,
    ]  # fmt: skip


def test_figures_that_took_part_stand_beside_the_name():
    texts = contract.texts_of(draw(made.corpus(2), language="en").figure)
    one = made.audited()
    assert f"{one.tally.checked}/12" in texts
    assert "0/0" in texts
    assert {"Qiyun0", "Baiyun"} <= set(texts)


# ---- too much for a page


def test_sums_that_do_not_fit_are_counted_and_stay_in_the_data():
    chart = draw(many(40, times=6), language="en")
    texts = contract.texts_of(chart.figure)
    left_out = sum(int(found[1]) for t in texts if (found := re.fullmatch(r"\+(\d+) more", t)))
    contradictions = chart.data[chart.data["kind"].isin(["slip", "inconsistent", "implausible"])]
    assert left_out == len(contradictions) - contradictions["printed"].sum() > 0
    assert f"({left_out} sums are not printed)" in chart.caption_en
    assert f"其中 {left_out} 处算式未印出" in chart.caption_zh
    assert chart.missing_en[-1].startswith(f"{left_out} sums that do not add up are not printed")


def test_each_report_has_a_sum_before_one_has_all():
    chart = draw(many(12, times=4), language="en")
    printed = chart.data[chart.data["printed"].fillna(False)].groupby("report").size()
    assert len(printed) == 8
    assert printed.max() - printed.min() <= 6


def test_reports_that_do_not_fit_are_counted_and_those_with_contradictions_stay():
    corpus = many(90)
    chart = draw(corpus, language="en", width=85)
    drawn = list(chart.parameters["reports"])
    more = 90 - len(drawn)
    assert more > 0
    assert f"{more} reports are not drawn" in chart.missing_en
    assert f"{more} 份报告未画出" in chart.missing_zh
    silent = [name for name in drawn if not len(corpus[name].findings_list)]
    assert silent == [], "a report without a contradiction makes room first"
    order = [each.id for each in corpus if each.id in drawn]
    assert drawn == order
    assert {source.report for source in chart.sources} == set(drawn)


# ---- words


ALT = [
    ("en", "Qiyun0: 3 add up, 2 do not, 1 is implausible, 1 differs in the last digit"),
    ("en", "Baiyun: nothing could be checked"),
    ("zh", "栖云县：3 处相符、2 处对不上、1 处不合常理、1 处末位出入"),
    ("zh", "白云县：没有可以核对的"),
]


@pytest.mark.parametrize(("language", "words"), ALT)
def test_the_alternative_text_counts_for_each_report(language: str, words: str):
    chart = draw(made.corpus(2), language=language)
    assert words in chart.alt


def test_restored_and_corrected_sums_are_marked_and_explained():
    texts = " ".join(contract.texts_of(draw(made.corpus(2), language="en").figure))
    assert "1500户 > 1200户‡" in texts
    assert "‡ Corrected by a person" in texts
    plain = draw(AuditedCorpus((made.audited(None, "inconsistent"),)), language="en")
    assert "‡" not in " ".join(contract.texts_of(plain.figure))


def test_the_page_does_not_say_who_is_wrong():
    for language, words in (("en", "never which one is wrong"), ("zh", "不说哪个数字有误")):
        texts = " ".join(contract.texts_of(draw(made.corpus(2), language=language).figure))
        assert words in texts.replace("\n", " ")


def test_what_the_font_lacks_is_a_square_not_an_error():
    read = made.report()
    one = made.finding(
        (made.figure(read, "1150户"),), made.figure(read, "1200户"), "1150户\U0001f600 ≠ 1200户",
        "inconsistent", "statement",
    )  # fmt: skip
    corpus = AuditedCorpus((AuditedReport(read, Audit(read.id, (one,), (), 2)),))
    assert "1150户□ ≠ 1200户" in contract.texts_of(draw(corpus).figure)


def test_hostile_text_is_only_text():
    corpus = AuditedCorpus((made.hostile(),))
    chart = draw(corpus, language="zh")
    assert any("<script>" in text for text in contract.texts_of(chart.figure))
    assert look.outside(chart.figure) == []


def test_a_finding_of_a_rule_that_is_gone_is_drawn_last():
    one = made.audited(None, "confirmed", "inconsistent")
    gone = tuple(replace(each, rule="gone") for each in one.audit.findings[:1])
    corpus = AuditedCorpus((replace(one, audit=replace(one.audit, findings=(
        *gone, *one.audit.findings[1:]))),))  # fmt: skip
    chart = draw(corpus)
    assert len(chart.data) == 2
    with style.drawing():
        laid = audit_layout.lay_out(
            [Row(one.report.metadata, "甲", "1/2", tuple(
                Mark("confirmed", each, 0, "", {}) for each in ("", "money", "parts")))],
            [], style.FULL, "en",
        )  # fmt: skip
    assert [column.family for column in laid.columns] == ["parts", "money", ""]


# ---- layout


def row(marks: int, contradictions: int = 0, text: str = "1户 > 2户") -> Row:
    kinds = ["inconsistent"] * contradictions + ["confirmed"] * (marks - contradictions)
    return Row(
        Metadata("a-2019"), "甲县", "1/2",
        tuple(Mark(kind, "register", at, text, {}) for at, kind in enumerate(kinds)),
    )  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("marks", [1, 5, 40, 300])
def test_every_mark_stands_inside_its_column(width: float, marks: int):
    with style.drawing():
        laid = audit_layout.lay_out([row(marks), row(2)], ["note"], width, "en")
    (column,) = laid.columns
    assert laid.across(column) * laid.pitch <= column.width + 0.01
    assert column.left + column.width < (laid.text_left if laid.beside else width)
    lines = -(-marks // laid.across(column))
    assert laid.marks_height(laid.rows[0]) >= laid.pitch * lines - 0.01


def test_marks_are_large_while_there_is_room():
    with style.drawing():
        few, lot = (audit_layout.lay_out([row(n)] * 30, [], style.FULL, "en") for n in (3, 400))
    assert few.pitch == audit_layout.PITCHES[0]
    assert lot.pitch < few.pitch


LONG = [
    ("1户 > 2户", 1, "1户 > 2户"),
    ("1户 + " * 36 + "1户 = 3户", 2, "1户 = 3户"),
    ("1户 + " * 200 + "1户 = 3户", 2, "…"),
    ("1户 + " * 200 + "1户 = 3户 ≠ 5户", 2, "… ≠ 5户"),
    ("1户 + " * 200 + "1户 > " + "2户 + " * 200, 2, "…"),
]


@pytest.mark.parametrize(("text", "lines", "end"), LONG)
def test_a_long_sum_takes_two_lines_and_keeps_its_outcome(text: str, lines: int, end: str):
    with style.drawing():
        laid = audit_layout.lay_out([row(1, 1, text)], [], style.FULL, "en")
        (printed,) = laid.rows[0].sums
        room = style.FULL - laid.text_left
        assert all(style.width_mm(line, style.SMALL) <= room for line in printed.lines)
    assert len(printed.lines) == lines
    assert printed.lines[-1].endswith(end)


def test_sums_stand_below_each_other_while_they_fit_and_else_side_by_side():
    with style.drawing():
        free = audit_layout.lay_out([row(6, 6)], [], style.FULL, "en")
        full = audit_layout.lay_out([row(60, 60)] * 4, [], style.FULL, "en")
    assert [each.x for each in free.rows[0].sums] == [0.0] * 6
    assert [each.line for each in free.rows[0].sums] == list(range(6))
    assert any(each.x > 0 for each in full.rows[0].sums)
    for each in full.rows[0].sums:
        assert each.line < full.rows[0].text_lines


@pytest.mark.parametrize(("most", "kept"), [(1, "b"), (2, "bc"), (3, "abc"), (9, "abc")])
def test_reports_with_most_contradictions_stay_in_their_order(most: int, kept: str):
    about = [Metadata(name) for name in "abc"]
    marks = {"a": row(5).marks, "b": row(5, 3).marks, "c": row(5, 1).marks}
    chosen = audit_layout.with_most_contradictions(about, marks, most)
    assert "".join(each.id for each in chosen) == kept


# ---- wishes and files


@pytest.mark.parametrize(
    ("more", "sentence"),
    [({"language": "de"}, "not written in 'de'"), ({"width": 10}, "10 mm cannot be printed")],
)
def test_wrong_wishes(more: dict[str, object], sentence: str):
    with pytest.raises(FigureError, match=sentence):
        draw(made.corpus(2), **more)


def test_no_report_and_an_unknown_report_are_refused():
    corpus = made.corpus(2)
    with pytest.raises(FigureError, match="no report to draw"):
        audit.audit(corpus.findings, corpus.overview, [])
    with pytest.raises(FigureError, match="other-2019 was not audited"):
        audit.audit(corpus.findings, corpus.overview, [Metadata("other-2019")])


def test_it_is_known_by_name():
    assert charts.audit_chart is audit.audit


def test_it_is_published_with_its_data_and_gives_the_same_bytes(tmp_path: Path):
    first, again = (
        publish.publish(draw(made.corpus(3), language="en"), name="audit", notebook="03_audit",
                        folder=tmp_path / each) for each in ("one", "two")
    )  # fmt: skip
    for one, other in zip(first.files, again.files, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name
    stated = json.loads((first.folder / "audit_en.json").read_text(encoding="utf-8"))
    assert stated["parameters"]["chart"] == "audit"
    assert stated["missing"]["en"] == ["Baiyun: nothing could be checked"]
    table = (first.folder / "audit_en.csv").read_text(encoding="utf-8")
    assert table.splitlines()[0].startswith("report,county,report_year,rule,family,status")
    assert "1150户 + 60户 = 1,210 户 ≠ 1200户" in table


def test_a_corrected_report_keeps_its_column(tmp_path: Path):
    chart = draw(AuditedCorpus((replace(made.audited(None, "bound")),)))
    assert chart.data["corrected"].notna().all()

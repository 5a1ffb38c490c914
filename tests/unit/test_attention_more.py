"""Vague words, checkability, themes and phrases' tables on odd reports and in any order."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.attention.checkability import (
    NOT_AUDITED,
    NOTHING_TO_CHECK,
    checkability_frame,
    vague_frame,
)
from county_reports.attention.phrases import phrases_frame
from county_reports.attention.places import listed, prose, section_title, spans_of
from county_reports.attention.themes import (
    FIGURES,
    MEASURES,
    MONEY,
    NO_FIGURE,
    NONE_SAID,
    NOT_A_SPENDING_THEME,
    ONE_ONLY,
    WORDS,
    themes_frame,
)
from county_reports.extraction import observe
from county_reports.language.vague import vague_statements, vague_words
from county_reports.model import Metadata, Observation, Report
from county_reports.reading.reader import read_text

Read = tuple[Report, list[Observation]]


def read(text: str, name: str = "qiyun-2019", county: str | None = "栖云县") -> Read:
    report = read_text(text, Metadata(id=name, file=f"{name}.txt", county=county, year=2019))
    return report, observe(report)


def vague(text: str) -> list[str]:
    report, seen = read(text)
    return [v.word for v in vague_statements(report, seen)]


VAGUE = [
    ("贫困户收入稳步增长。", ["稳步"]),
    ("旅游业飞速发展,取得长足进步。", ["飞速", "长足"]),
    ("人居环境大大改善。", ["大大"]),
    ("工作取得较好成效,增长较快,投入较多。", ["较好", "较快", "较多"]),
    ("很多群众参与,很大提升,更大力度,巨大变化。", ["很多", "很大", "更大", "巨大"]),
    ("培育一批批能人。", ["一批批"]),
    ("大批干部下乡。", ["大批"]),
    ("不少群众就业,若干企业投产。", ["不少", "若干"]),
    ("成千上万的群众,无数的家庭,数以万计的农户。", ["成千上万", "无数", "数以万计"]),
    ("绝大部分村通了路,多数户有了水。", ["绝大部分", "多数"]),
    ("少数村进度慢,基本完成任务,基本实现全覆盖。", ["少数", "基本完成", "基本实现"]),
    ("群众普遍满意。", ["普遍"]),
    # one clause with a figure, one without
    ("发放大量物资,其中大米3吨,一些衣物。", ["大量", "一些"]),
    # full-width punctuation ends a clause as half-width does
    ("收入大幅提高；建成车间12个。", ["大幅"]),
    ("收入大幅提高：达到1.2万元。", ["大幅"]),
]


@pytest.mark.parametrize(("text", "words"), VAGUE)
def test_vague_words(text: str, words: list[str]) -> None:
    assert vague(text) == words


SILENT = [
    "",
    "。,;!",
    "\r\n\r\n",
    "全县共有贫困户7800户。",
    # the figure may stand before or after, in digits or in characters
    "3.2万名群众大幅受益。",
    "大幅增加到一亿二千万元。",
    "投入大量资金共计三百万元。",
    # words that hold a vague one
    "少数民族、大画幅、快速路、快速通道、核酸快速检测。",
    "多方位、多种多样在册12种。",
    "一定要完成任务,一定会胜利。",
    "第一批、新一批、同一批次。",
    "多方面向社会募集。",
    # titles in two lines of marks
    "印发《关于进一步做好若干工作的意见》。",
    # a figure with a bound is approximate, not vague
    "约3000名群众大量就业。",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_vague_statement(text: str) -> None:
    assert vague(text) == []


@pytest.mark.parametrize("word", [word.word for word in vague_words()])
def test_each_word_of_the_list_is_found_alone_and_silent_beside_a_figure(word: str) -> None:
    assert vague(f"工作,{word},推进。")[0] == word
    assert vague(f"工作{word}推进12个村。") == []


# ---- checkability


def test_the_counts_and_shares_of_a_report() -> None:
    # exact: 12个, 3000元; approximate: 近2万人; vague: 大量; 24 characters of prose
    text = "建成车间12个,户均3000元。\n惠及近2万人,发放大量物资。"
    report, seen = read(text)
    (row,) = checkability_frame([(report, seen)]).to_dict("records")
    counts = [row[name] for name in ("exact", "approximate", "vague", "undecided", "statements")]
    assert counts == [2, 1, 1, 0, 4]
    assert [row[f"share_{name}"] for name in ("exact", "approximate", "vague")] == [0.5, 0.25, 0.25]
    assert row["characters"] == len(text) - 1
    assert row["figures_per_thousand"] == round(3000 / row["characters"], 6)
    for name in ("exact", "approximate", "vague"):
        spans = spans_of(row[f"places_{name}"])
        assert len(spans) == row[name]
    assert [report.source[a:b] for a, b in spans_of(row["places_vague"])] == ["大量"]


@pytest.mark.parametrize(
    ("text", "checked", "share", "missing"),
    [
        ("建成车间12个。", {"qiyun-2019": 0.5}, 0.5, None),
        ("建成车间12个。", {"qiyun-2019": 0.0}, 0.0, None),
        ("建成车间12个。", {}, None, NOT_AUDITED),
        ("建成车间12个。", None, None, NOT_AUDITED),
        ("建成许多车间。", None, None, NOTHING_TO_CHECK),
        ("", None, None, NOTHING_TO_CHECK),
    ],
)
def test_what_the_audit_reached(
    text: str, checked: dict[str, float | None] | None, share: float | None, missing: str | None
) -> None:
    table = checkability_frame([read(text)], checked)
    assert table["share_checked"].astype(object).where(table["share_checked"].notna(), None)[0] == (
        share
    )
    reason = table["missing"][0]
    assert (reason if isinstance(reason, str) else None) == missing


@pytest.mark.parametrize("text", ["", "\n", "。", "无", "<script>alert(1)</script>", "=SUM(A1)"])
def test_a_report_without_statements_has_no_shares(text: str) -> None:
    (row,) = checkability_frame([read(text)]).to_dict("records")
    assert row["statements"] == row["exact"] + row["approximate"] + row["vague"]
    if row["statements"] == 0:
        shares = checkability_frame([read(text)])[["share_exact", "share_vague"]]
        assert shares.isna().all(axis=None)


# ---- themes


def cells(*texts: str) -> dict[tuple[str, str | None, str], dict[str, object]]:
    """The rows of some reports by (report, theme, measure)."""
    table = themes_frame([read(text, f"county{n}-2019") for n, text in enumerate(texts)])
    table = table.astype(object).where(table.notna(), None)
    return {(r["report"], r["theme"], r["measure"]): r for r in table.to_dict("records")}


MONEY_TEXT = "投入产业扶贫资金3000万元。投入教育扶贫资金1000万元。贫困户住房安全。"


def test_money_is_a_share_of_the_named_amounts() -> None:
    rows = cells(MONEY_TEXT)
    named = {
        theme: (row["value"], row["share"])
        for (_, theme, measure), row in rows.items()
        if measure == MONEY and row["value"] is not None
    }
    assert sorted(named.values(), key=str) == [
        (Decimal(10000000), 0.25), (Decimal(30000000), 0.75),
    ]  # fmt: skip


def test_one_theme_with_money_has_no_share() -> None:
    rows = cells("投入产业扶贫资金3000万元。")
    paid = [r for (_, _, m), r in rows.items() if m == MONEY and r["value"] is not None]
    assert [(r["value"], r["share"], r["missing"]) for r in paid] == [
        (Decimal(30000000), None, ONE_ONLY)
    ]


@pytest.mark.parametrize("text", ["", "。", "\n\n", "<b>", "今年计划投入产业扶贫资金3000万元。"])
def test_money_that_nobody_paid_is_missing_and_never_nought(text: str) -> None:
    for (_, _, measure), row in cells(text).items():
        if measure == MONEY:
            assert row["value"] is None
            assert row["missing"]


@pytest.mark.parametrize("text", ["", MONEY_TEXT, "只有一句话", "建成车间12个。"])
def test_every_theme_has_three_rows_with_a_value_or_a_reason(text: str) -> None:
    rows = cells(text)
    themes = [theme for (_, theme, measure) in rows if measure == WORDS]
    assert len(rows) == len(MEASURES) * len(themes) == len(MEASURES) * len(set(themes))
    assert themes[-1] is None
    known = {NONE_SAID, NO_FIGURE, NOT_A_SPENDING_THEME, ONE_ONLY}
    for row in rows.values():
        if row["value"] is None or row["value"] == 0:
            assert row["missing"]
        assert row["measure"] == MONEY or row["missing"] in known | {None}


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["投入产业扶贫资金3000万元。", "建成车间12个。", "贫困学生资助全覆盖。", "安全饮水全部达标,", "村村通路,",
             "投入教育扶贫资金1.2亿元。", "\n", "信访件32件全部办结。", "2018年"]
        ),
        max_size=8,
    ).map("".join)
)  # fmt: skip
def test_shares_of_words_and_figures_make_a_whole(text: str) -> None:
    rows = cells(text)
    for measure in (WORDS, FIGURES, MONEY):
        shares = [r["share"] for (_, _, m), r in rows.items() if m == measure and r["share"]]
        assert not shares or sum(shares) == pytest.approx(1, abs=1e-4)
    report, _ = read(text)
    for row in rows.values():
        if row["start"] is not None and row["text"] is not None and "+" not in str(row["text"]):
            assert report.source[row["start"] : row["end"]] == row["text"]


# ---- places


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(1, 50)), max_size=12))
def test_places_round_trip(pairs: list[tuple[int, int]]) -> None:
    spans = sorted((start, start + length) for start, length in pairs)
    cell = listed("a-b:c-2019", spans)
    assert (spans_of(cell) if cell else []) == spans


def test_prose_counts_no_blanks() -> None:
    report, _ = read("甲 乙\u3000丙\r\n丁\t戊")
    assert [report.source[at] for at in prose(report)] == list("甲乙丙丁戊")
    assert section_title(report, 0) is None


# ---- order of reports, order of processes

TEXTS = ("落实四个不摘,投入产业扶贫资金3000万元,发放大量物资。", MONEY_TEXT, "", "建成车间12个。")


def test_each_report_has_the_same_rows_in_any_company() -> None:
    reads = [read(text, f"county{n}-2019") for n, text in enumerate(TEXTS)]
    for make in (phrases_frame, themes_frame, checkability_frame, vague_frame):
        together = make(reads)
        turned = make(list(reversed(reads)))
        for each in reads:
            alone = make([each])
            for other in (together, turned):
                own = other[other["report"] == each[0].id].reset_index(drop=True)
                assert own.to_csv() == alone.to_csv(), (make.__name__, each[0].id)


PROGRAM = """
import sys
from county_reports.attention.checkability import checkability_frame, vague_frame
from county_reports.attention.phrases import phrases_frame
from county_reports.attention.themes import themes_frame
from county_reports.extraction import observe
from county_reports.language.keyness import keyness_of_each
from county_reports.language.log_odds import log_odds
from county_reports.language.reuse.shared import shared_passages
from county_reports.model import Metadata
from county_reports.reading.reader import read_text

common = "全县扎实推进脱贫攻坚工作,产业扶贫、教育扶贫、健康扶贫政策全面落实,贫困户收入稳定增长。"
own = ["发展茶叶产业,落实四个不摘。", "信访干部接待来信,发放大量物资。", "光伏电站并网发电12座。"]
reports = [
    read_text((common + each) * 6, Metadata(id=f"c{n}-2019", county=f"栖{n}县", year=2019))
    for n, each in enumerate(own)
]
reads = [(report, observe(report)) for report in reports]
for make in (phrases_frame, themes_frame, checkability_frame, vague_frame):
    sys.stdout.write(make(reads).to_csv())
sys.stdout.write(keyness_of_each(reports).to_csv())
sys.stdout.write(log_odds(reports[0], reports[1:]).to_csv())
found = shared_passages(reports)
sys.stdout.write(found.passages.to_csv() + found.pairs.to_csv() + found.reports.to_csv())
"""


def test_tables_have_the_same_bytes_in_every_process() -> None:
    def made(seed: str) -> bytes:
        environment = dict(os.environ) | {"PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    first, second = made("0"), made("1")
    assert first == second
    assert b"c2-2019" in first


def test_vague_statements_follow_each_other_in_a_long_text() -> None:
    report, seen = read("收入大幅提高" + ",工作持续推进" * 1500 + ",发放大量物资")
    found = vague_statements(report, seen)
    assert [v.word for v in found] == ["大幅", "大量"]
    assert all(one.end <= other.start for one, other in pairwise(found))

"""Vague statements: quantity words without a figure, and what may not be taken for one."""

from __future__ import annotations

import runpy
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.extraction import observe
from county_reports.language.vague import vague_statements, vague_words

factories = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "factories.py")))


def vague(text: str) -> list[tuple[str, str]]:
    report = factories.report(text)
    return [(v.word, v.reason.id) for v in vague_statements(report, observe(report))]


FOUND = [
    ("群众收入大幅提高。", [("大幅", "change")]),
    ("人居环境明显改善。", [("明显", "change")]),
    ("工作成效显著。", [("显著", "change")]),
    ("产业快速发展，实力极大增强。", [("快速", "change"), ("极大", "change")]),
    ("财政投入较大，取得较好成绩。", [("较大", "size"), ("较好", "size")]),
    ("发放大量物资。", [("大量", "number")]),
    ("建成一批产业基地。", [("一批", "number")]),
    ("涌现一大批致富带头人。", [("一大批", "number")]),
    ("许多群众实现了就业，众多企业参与。", [("许多", "number"), ("众多", "number")]),
    ("出台一系列政策。", [("一系列", "number")]),
    ("县委多次召开会议。", [("多次", "number")]),
    ("绝大多数群众满意。", [("绝大多数", "share")]),
    ("大部分贫困户住上新房。", [("大部分", "share")]),
    ("个别村进度慢。", [("个别", "share")]),
    ("基本解决行路难。", [("基本解决", "share")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_quantity_words_without_a_figure(text: str, expected: list[tuple[str, str]]) -> None:
    assert vague(text) == expected


SILENT = [
    # the clause holds the figure
    "群众收入大幅提高35%。",
    "建成一批产业基地共12个。",
    "绝大多数群众（98%）满意。",
    # another word
    "第一批项目开工。",
    "落实五个一批。",
    "在少数民族地区开展工作。",
    "公示牌挂在明显位置。",
    "每人不少于两千元。",
    "建立多方位的保障体系。",
    "一定要打赢脱贫攻坚战。",
    # titles
    "印发《关于若干问题的通知》《大量数据管理办法》。",
    # all, going on, praise: left out on purpose
    "贫困村全部退出，全面覆盖，不断提升，逐步完善，广大群众满意，扎实推进。",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_vague_quantity(text: str) -> None:
    assert vague(text) == []


def test_a_figure_in_the_next_clause_does_not_mend_a_vague_one() -> None:
    # the reader of the clause is told nothing; the next clause may be about something else
    assert vague("群众收入大幅提高，建成车间12个。") == [("大幅", "change")]


def test_the_place_is_that_of_the_source() -> None:
    report = factories.report("全县发放大量物资。")
    (found,) = vague_statements(report, observe(report))
    assert (found.start, found.end, found.text) == (4, 6, "大量")
    assert found.reason.en == "a number of things without the number"
    assert found.reason.zh == "数目未说明"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from([*(w.word for w in vague_words()), "，", "。", "12个村", "《", "》", "\n"]),
        max_size=12,
    ).map("".join)
)
def test_every_statement_stands_at_its_place_and_none_overlap(text: str) -> None:
    report = factories.report(text)
    found = vague_statements(report, observe(report))
    assert all(report.source[v.start : v.end] == v.text for v in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_no_word_is_listed_twice_and_every_group_has_its_reason() -> None:
    words = [word.word for word in vague_words()]
    assert len(words) == len(set(words))
    assert {word.reason.id for word in vague_words()} == {"change", "size", "number", "share"}

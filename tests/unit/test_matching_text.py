"""Folding one character to one, leaving out breaks inside words, and the way back to the source."""

from __future__ import annotations

import pytest

from county_reports.model import Metadata, Report
from county_reports.reading.matching import FOLDING, MatchingText, matching_text


def folded(source: str, *breaks: tuple[int, int]) -> MatchingText:
    return matching_text(Report(Metadata("a"), source, breaks=breaks))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("１２３", "123"),
        ("ＡＢｃ", "ABc"),
        ("，；：！？（）％", ",;:!?()%"),
        ("。、“”《》", "。、“”《》"),
        ("0．68", "0.68"),
        ("98﹪", "98%"),
        ("3–5—8―9─1", "3—5—8—9—1"),
        ("3−5－8", "3-5-8"),
        ("3〜5～8∼9", "3~5~8~9"),
        ("\u3000一、\u00a0总体\t情况\r\n", " 一、 总体 情况 \n"),
        ("〔2018〕【注】", "[2018][注]"),
        ("二○一九", "二〇一九"),
        ("1,2、3", "1,2、3"),
        ("贫困户", "贫困户"),
    ],
)
def test_folding(source: str, expected: str) -> None:
    assert folded(source).text == expected
    assert len(source.translate(FOLDING)) == len(source)


def test_every_fold_is_one_character() -> None:
    assert all(isinstance(to, str) and len(to) == 1 for to in FOLDING.values())


def test_folding_twice_changes_nothing() -> None:
    everything = "".join(map(chr, FOLDING))
    once = everything.translate(FOLDING)
    assert once.translate(FOLDING) == once


@pytest.mark.parametrize(
    ("source", "breaks", "expected"),
    [
        ("教育扶\n\n贫", [(3, 5)], "教育扶贫"),
        ("教育扶\n\n贫１２\n３户", [(3, 5), (8, 9)], "教育扶贫123户"),
        ("\n\n开头", [(0, 2)], "开头"),
        ("结尾\n", [(2, 3)], "结尾"),
        ("一\n\n\n二", [(1, 2), (2, 4)], "一二"),
        ("无", [], "无"),
        ("", [], ""),
    ],
)
def test_breaks_are_left_out(source: str, breaks: list[tuple[int, int]], expected: str) -> None:
    matching = folded(source, *breaks)
    assert matching.text == expected
    removed = {i for begin, end in breaks for i in range(begin, end)}
    kept = [i for i in range(len(source)) if i not in removed]
    # Every folded character leads to its own source character, and back.
    assert [matching.to_source(i) for i in range(len(matching.text))] == kept
    assert [matching.from_source(i) for i in kept] == list(range(len(kept)))


def test_a_span_over_a_break_includes_the_break() -> None:
    matching = folded("投入3.\n\n8亿元", (4, 6))
    start = matching.text.index("3.8亿元")
    assert matching.source_span(start, start + 5) == (2, 9)


def test_a_span_beside_a_break_does_not_include_it() -> None:
    matching = folded("扶\n\n贫", (1, 3))
    assert matching.source_span(0, 1) == (0, 1)
    assert matching.source_span(1, 2) == (3, 4)
    assert matching.source_span(0, 2) == (0, 4)


@pytest.mark.parametrize(("position", "expected"), [(0, 0), (1, 1), (2, 1), (3, 1), (4, 2)])
def test_a_position_inside_a_break_is_where_it_stood(position: int, expected: int) -> None:
    assert folded("扶\n\n贫", (1, 3)).from_source(position) == expected


def test_without_breaks_positions_are_the_same() -> None:
    matching = folded("共８户")
    assert matching.to_source(2) == matching.from_source(2) == 2
    assert matching.source_span(1, 3) == (1, 3)

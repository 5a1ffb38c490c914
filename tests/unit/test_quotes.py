"""The sentence around a figure: where it begins and ends, and how it reads on one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county_reports.comparison import quotes


@pytest.mark.parametrize(
    ("source", "figure", "expected"),
    [
        ("10户", "10户", "10户"),
        ("全县10户。", "10户", "全县10户。"),
        ("。10户。", "10户", "10户。"),
        ("修路!通水30公里!通电", "30公里", "通水30公里!"),
        ("够不够？已投5万元！好", "5万元", "已投5万元！"),
        ("甲村脱贫；乙村退出3户；丙村", "3户", "乙村退出3户；"),
        ("安宁县（含12个乡镇）脱贫8户。", "12个", "安宁县（含12个乡镇）脱贫8户。"),
        ("做到“两不愁”，兑现60万元。", "60万元", "做到“两不愁”，兑现60万元。"),
        ("投入0.68亿元，占3.5%。余下", "3.5%", "投入0.68亿元，占3.5%。"),
        ("前文\n（二）危改40户\n后文", "40户", "（二）危改40户后文"),
        ("前文\r\n2.新修水窖9口。", "9口", "2.新修水窖9口。"),
        ("前段\n　　新建车间7个。", "7个", "新建车间7个。"),
    ],
)
def test_sentences(source: str, figure: str, expected: str) -> None:
    start = source.index(figure)
    assert quotes.quote(source, start, start + len(figure)) == expected


@given(st.text("县户12，。；\n　、（）一", min_size=1, max_size=60), st.data())
def test_the_span_always_holds_the_figure(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(start + 1, len(source)))
    left, right = quotes.sentence_span(source, start, end)
    assert 0 <= left <= start < end <= right <= len(source)
    assert "\n" not in quotes.quote(source, start, end)


@pytest.mark.parametrize("longest", [20, 60, 160])
def test_a_long_sentence_is_cut_on_both_sides(longest: int) -> None:
    source = "修通村路，" * 80 + "共投入53万元，" + "惠及群众，" * 80
    start = source.index("53万元")
    text = quotes.quote(source, start, start + 4, longest=longest)
    assert "53万元" in text
    assert text[0] == text[-1] == "…"
    assert len(text) <= longest + 2


# ---- several figures


def shown(source: str, *written: str, longest: int = quotes.LONGEST) -> list[str]:
    """The passages of some figures, these in brackets."""
    spans = [(source.index(each), source.index(each) + len(each)) for each in written]
    return [
        "".join(f"[{p.text}]" if p.start is not None else p.text for p in passage.pieces)
        for passage in quotes.passages(source, spans, longest=longest)
    ]


PASSAGES = [
    ("甲5户,乙3户。", ("5户", "3户"), ["甲[5户],乙[3户]。"]),
    ("甲5户,乙3户。", ("3户", "5户"), ["甲[5户],乙[3户]。"]),
    ("甲5户。乙3户。", ("5户", "3户"), ["甲[5户]。", "乙[3户]。"]),
    ("甲5户；乙3户。", ("3户", "5户"), ["甲[5户]；", "乙[3户]。"]),
    ("5户", ("5户",), ["[5户]"]),
    ("7931户27485人。", ("7931户", "27485人"), ["[7931户][27485人]。"]),
    ("甲5\n户,\n  乙3户。", ("5\n户", "3户"), ["甲[5户],乙[3户]。"]),
    ("甲15户,其中5户。", ("15户", "15户"), ["甲[15户],其中5户。"]),
    ("甲12.5户。", ("12.5户", "5户"), ["甲[12.5户]。"]),
    ("甲5户。乙。丙3户。丁", ("5户", "3户"), ["甲[5户]。", "丙[3户]。"]),
    ("<b>5户</b>。", ("5户",), ["<b>[5户]</b>。"]),
]


@pytest.mark.parametrize(("source", "written", "expected"), PASSAGES)
def test_each_sentence_once_with_all_its_figures(source, written, expected) -> None:
    assert shown(source, *written) == expected


def test_a_long_sentence_is_cut_between_its_figures() -> None:
    gap = "修通村路，" * 60
    source = f"{gap}甲5户{gap}乙3户{gap}"
    (text,) = shown(source, "5户", "3户")
    assert text.count("…") == 3
    assert text.startswith("…")
    assert text.endswith("…")
    assert "[5户]" in text
    assert "[3户]" in text
    assert len(text) <= 4 * quotes.NEAR + 20


def test_a_sentence_that_is_not_long_stays_whole() -> None:
    source = "甲5户" + "，修路" * 20 + "，乙3户。"
    (text,) = shown(source, "5户", "3户")
    assert "…" not in text


def test_no_figure_is_no_passage() -> None:
    assert quotes.passages("甲5户。", []) == ()


@given(st.text("县户12，。；\n　、（）一", min_size=2, max_size=60), st.data())
def test_the_pieces_are_the_text_without_its_breaks(source: str, data: st.DataObject) -> None:
    spans = []
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(source) - 1))
        spans.append((start, data.draw(st.integers(start + 1, min(len(source), start + 5)))))
    found = quotes.passages(source, spans)
    starts = [piece.start for passage in found for piece in passage.pieces]
    placed = [start for start in starts if start is not None]
    assert placed == sorted(set(placed)), "in the order of the text, each once"
    assert {start for start, _ in spans} >= set(placed)
    for passage in found:
        assert "\n" not in passage.text
        assert passage.start == next(s for s in (p.start for p in passage.pieces) if s is not None)

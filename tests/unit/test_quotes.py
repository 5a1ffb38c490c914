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

"""The sheet in millimetres: sizes, marks, notes, ticks and lists in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county_reports.charts import drawing, style
from county_reports.errors import FigureError


@pytest.mark.parametrize(("width", "height"), [(85, 40), (180, 240), (60, 10)])
def test_a_sheet_counts_millimetres_from_the_top(width: float, height: float) -> None:
    sheet = drawing.sheet(width, height)
    assert sheet.figure.get_size_inches() * 25.4 == pytest.approx([width, height])
    assert sheet.axes.get_xlim() == pytest.approx((0, width))
    assert sheet.axes.get_ylim() == pytest.approx((height, 0))


@pytest.mark.parametrize("width", [59, 261])
def test_a_sheet_that_cannot_be_printed(width: float) -> None:
    with pytest.raises(FigureError, match="cannot be printed"):
        drawing.sheet(width, 40)


def test_each_mark_is_added_once() -> None:
    with style.drawing():
        sheet = drawing.sheet(85, 40)
        sheet.box(5, 5, 10, 3, face=style.DARK)
        sheet.dot(20, 10, 1.5)
        sheet.marks([(1, 1), (2, 2)], 1.0)
        sheet.marks([], 1.0)
        sheet.line((0, 0), (85, 0))
        sheet.lines(5, 20, ["资料来源：云河县。", "† 已拆分"], size=style.SMALL)
    assert (len(sheet.axes.patches), len(sheet.axes.lines), len(sheet.axes.texts)) == (2, 2, 2)
    assert [t.get_text() for t in sheet.axes.texts] == ["资料来源：云河县。", "† 已拆分"]
    assert sheet.axes.patches[0].get_bbox().bounds == pytest.approx((5, 5, 10, 3))


def test_empty_notes_take_no_line() -> None:
    assert drawing.note_lines(["", "甲县", ""], 85) == ["甲县"]
    assert drawing.notes_height(["甲县"] * 2) > drawing.notes_height(["甲县"])


@given(st.floats(0.01, 1e9))
def test_ticks_cover_the_highest_evenly(highest: float) -> None:
    marks = drawing.ticks(highest)
    assert marks[0] == 0
    assert marks[-1] >= highest * (1 - 1e-9)
    assert 2 <= len(marks) <= 7


@pytest.mark.parametrize(
    ("language", "expected"), [("zh", "云河县、石门县"), ("en", "云河县; 石门县")]
)
def test_lists_in_words(language: str, expected: str) -> None:
    assert drawing.joined(["云河县", "石门县"], language) == expected

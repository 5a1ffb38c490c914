"""Bars of one county with their amounts beside them: a page of its own for a report that is alone.

Dots beside each other compare counties; one county alone is read along its bars, the longest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from county_reports.charts import drawing, style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ROW = 5.2
HEAD = 7.0
THICK = 2.6
GAP = 1.2


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount: 产业扶贫, 5.38亿元, its period; without a value only what is said of it."""

    label: str
    value: float | None
    said: str
    when: str = ""


def draw(title: str, bars: Sequence[Bar], notes: Sequence[str], none: str, width: float) -> Figure:
    """The bars of one county, the longest first, with amount and period to the right.

    Args:
        title: the county's name.
        bars: what is drawn; one without a value stands last, with its words alone.
        notes: lines under the picture.
        none: what is said where there is no bar.
        width: of the picture in mm.
    """
    rows = sorted(bars, key=lambda bar: -1.0 if bar.value is None else bar.value, reverse=True)
    label = min(max((style.width_mm(bar.label) for bar in rows), default=10.0), 0.34 * width)
    left = drawing.MARGIN + label + 3
    beside = max((_beside(bar) for bar in rows), default=0.0)
    room = max(width - drawing.MARGIN - left - beside - GAP, 8.0)
    lines = drawing.note_lines(notes, width)
    height = 2 * drawing.MARGIN + HEAD + max(len(rows), 1) * ROW + drawing.notes_height(lines) + 1
    page = drawing.sheet(width, height)
    top = drawing.MARGIN + HEAD
    bottom = top + max(len(rows), 1) * ROW
    page.text(left, top - HEAD / 2 - 0.6, style.fit(title, width - left - 2, bold=True), bold=True)
    page.line((left, top - 1), (left, bottom), colour=style.QUIET)
    if not rows:
        page.text(left + 1, top + ROW / 2, none, colour=style.QUIET)
    largest = max((bar.value or 0.0 for bar in rows), default=1.0) or 1.0
    for number, bar in enumerate(rows):
        middle = top + (number + 0.5) * ROW
        written = style.wrap(bar.label, label)[:2]
        for part, text in enumerate(written):
            offset = (part - (len(written) - 1) / 2) * 2.5
            page.text(left - 2, middle + offset, text, side="right",
                      size=style.SIZE if len(written) == 1 else style.SMALL)  # fmt: skip
        end = left
        if bar.value is not None:
            end += max(room * bar.value / largest, 0.25)
            page.box(left, middle - THICK / 2, end - left, THICK, face=style.DARK)
        page.text(end + GAP, middle, bar.said, size=style.SMALL)
        if bar.when:
            page.text(end + 2 * GAP + style.width_mm(bar.said, style.SMALL), middle, bar.when,
                      size=style.SMALL, colour=style.QUIET)  # fmt: skip
    page.lines(drawing.MARGIN, height - drawing.MARGIN - drawing.notes_height(lines) + 1.5, lines,
               size=style.SMALL)  # fmt: skip
    return page.figure


def _beside(bar: Bar) -> float:
    said = style.width_mm(bar.said, style.SMALL)
    return said + (GAP + style.width_mm(bar.when, style.SMALL) if bar.when else 0.0) + 0.5

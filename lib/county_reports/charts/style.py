"""One look for all figures: two widths, one font, a palette that survives grey print.

The colours are chosen by lightness first (dark, middle, light), so that every pair that means
something different also differs on a black-and-white printer; the hues (blue, orange) are told
apart by readers with any of the common colour-vision deficiencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from county_reports.charts import fonts
from county_reports.errors import FigureError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMN = 85.0
"""Width of one column of a journal, mm."""
FULL = 180.0
"""Width of a full page, mm."""
TALLEST = 240.0
"""Height of a page that leaves room for the caption, mm."""

_TOLD_APART = re.compile(r"(?:（[^（）]*）)?(?: \(.*\)| \d{4})?$")
"""What stands behind a county's name to tell it from others of that name (chart.county_label)."""

DARK = "#1b4f78"
MIDDLE = "#e08e1b"
LIGHT = "#b9c6d2"
PALE = "#edf1f4"
INK = "#222222"
QUIET = "#6b6b6b"
LINE = "#c9c9c9"

SIZE = 7.0
SMALL = 6.0
TITLE = 8.5
POINTS_PER_MM = 72 / 25.4

_LOCK = RLock()

SETTINGS: dict[Any, Any] = {
    "font.size": SIZE,
    "axes.titlesize": SIZE,
    "axes.labelsize": SIZE,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SIZE,
    "legend.fontsize": SMALL,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": LINE,
    "axes.linewidth": 0.5,
    "xtick.color": QUIET,
    "ytick.color": INK,
    "xtick.major.width": 0.5,
    "xtick.major.size": 2.0,
    "ytick.major.size": 0.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "text.parse_math": False,  # a $ in a county's text is a $, not mathematics
    "text.usetex": False,
    "text.hinting": "none",  # letters as wide on screen as in print, and as measured
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "county-reports",
    "path.simplify": False,
    "savefig.dpi": 300,
    "figure.dpi": 100,
}


@contextmanager
def drawing() -> Iterator[None]:
    """The settings under which every figure is drawn and saved; one thread at a time.

    They begin from matplotlib's own defaults, so a user's matplotlibrc changes nothing.

    Raises:
        FontError: the font's package is not installed.
    """
    import matplotlib as mpl

    family = fonts.register()
    with _LOCK, mpl.rc_context():
        mpl.rcdefaults()  # leaves the backend as it is
        mpl.rcParams.update(SETTINGS)
        mpl.rcParams["font.family"] = [family]
        yield


def canvas(width: float, height: float) -> Figure:
    """An empty figure of a size in mm, without any global state of matplotlib.

    Raises:
        FigureError: the width is not between 60 and 260 mm.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    assert_width(width)
    figure = Figure(figsize=(width / 25.4, height / 25.4))
    FigureCanvasAgg(figure)
    return figure


def assert_width(width: float) -> None:
    """Stop if a figure's width in mm cannot be printed.

    Raises:
        FigureError: the width is not between 60 and 260 mm.
    """
    if not 60 <= width <= 260:
        raise FigureError(
            f"a figure of {width} mm cannot be printed",
            remedy=f"use {COLUMN:.0f} (one column) or {FULL:.0f} (full width)",
        )


def sheet(figure: Figure) -> Axes:
    """Axes over the whole figure that count in mm from the top left corner."""
    width, height = figure.get_size_inches() * 25.4
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return axes


def width_mm(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Width of a line of text in mm at a size in points."""
    return fonts.text_width(text, size, bold=bold) / POINTS_PER_MM


def line_mm(size: float = SIZE) -> float:
    """Height of a line of text in mm, leading included."""
    return size * 1.35 / POINTS_PER_MM


_CLOSING = "，。；：、！？）」》,.;:!?)%’”"
_OPENING = "（《「“‘("


def wrap(text: str, width: float, size: float = SIZE, *, bold: bool = False) -> list[str]:
    """Lines of a text no wider than ``width`` mm: English at spaces, Chinese anywhere.

    A closing mark (，。）) begins no line and an opening one (（《) ends none.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line: list[str] = []
        for piece in _pieces(paragraph):
            if line and width_mm("".join([*line, piece]).rstrip(), size, bold=bold) > width:
                carried = [piece]
                # back as far as a line would begin or end with the wrong mark: 点赞》。 stays whole
                while len(line) > 1 and (carried[0][0] in _CLOSING or line[-1][-1] in _OPENING):
                    carried.insert(0, line.pop())
                lines.append("".join(line).rstrip())
                line = [carried[0].lstrip(), *carried[1:]]
            else:
                line.append(piece)
        lines.append("".join(line).rstrip())
    return lines


def _pieces(text: str) -> list[str]:
    """What may not be broken: a word with its following space, or one Chinese character."""
    pieces: list[str] = []
    word = ""
    for character in text:
        if ord(character) >= 0x2E80:
            pieces.extend(part for part in (word, character) if part)
            word = ""
        elif character == " ":
            pieces.append(word + character)
            word = ""
        else:
            word += character
    return [*pieces, word] if word else pieces


def fit(text: str, width: float, size: float = SIZE, *, bold: bool = False) -> str:
    """A text on one line of ``width`` mm, cut with an ellipsis when it is too long."""
    if width_mm(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and width_mm(kept.rstrip() + "…", size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def fit_name(label: str, width: float, size: float = SIZE, *, bold: bool = False) -> str:
    """A county's label on one line; what tells it from others of its name is never cut.

    塔拉河蒙古族自治县 2019 becomes 塔拉河蒙… 2019; where that does not fit, it is cut at the end.
    """
    tail = _TOLD_APART.search(label)
    if not tail or not tail[0] or width_mm(label, size, bold=bold) <= width:
        return fit(label, width, size, bold=bold)
    left = width - width_mm(tail[0], size, bold=bold)
    name = label[: tail.start()]
    if left < width_mm(name[:1] + "…", size, bold=bold):
        return fit(label, width, size, bold=bold)
    return fit(name, left, size, bold=bold) + tail[0]


def font_files() -> tuple[Path, ...]:
    """The files of the figure font, Regular and Bold; cut now when they are not there yet.

    Raises:
        FontError: the font's package is not installed.
    """
    return tuple(fonts.face(style) for style in fonts.WEIGHTS)

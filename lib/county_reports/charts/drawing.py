"""A sheet of paper in millimetres: the few marks that the charts are made of.

Charts lay out text by its measured width before anything is drawn, so labels never overlap and a
figure is as high as its content needs, for one county or for forty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from county_reports.charts import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Side = Literal["left", "center", "right"]
MARGIN = 2.0
"""White around a figure, mm."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure whose coordinates are mm from its top left corner."""

    figure: Figure
    axes: Axes
    width: float
    height: float

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = style.SIZE,
        side: Side = "left",
        bold: bool = False,
        colour: str = style.INK,
        turned: bool = False,
    ) -> None:
        """A line of text, centred on y; ``side`` says which of its ends stands at x.

        Turned text reads upwards from y.
        """
        # centred by the capitals' height, so that lines with and without descenders stand level
        drop = 0.36 * size / style.POINTS_PER_MM
        self.axes.text(
            x + (drop if turned else 0), y + (0 if turned else drop), text, fontsize=size,
            ha="left" if turned else side, va="baseline", rotation_mode="anchor",
            fontweight="bold" if bold else "normal", color=colour, zorder=4,
            rotation=90 if turned else 0,
        )  # fmt: skip

    def lines(
        self, x: float, y: float, lines: Sequence[str], *, size: float, colour: str = style.QUIET
    ) -> None:
        """Lines below each other; y is the top of the first."""
        step = style.line_mm(size)
        for number, line in enumerate(lines):
            self.text(x, y + (number + 0.5) * step, line, size=size, colour=colour)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        face: str = "none",
        edge: str = "none",
        line: float = 0.6,
        dashed: bool = False,
    ) -> None:
        """A rectangle; x, y is its top left corner."""
        from matplotlib.patches import Rectangle

        self._add(
            Rectangle(
                (x, y), width, height, facecolor=face, edgecolor=edge, linewidth=line,
                linestyle=(0, (2, 1.2)) if dashed else "solid", zorder=2,
            )
        )  # fmt: skip

    def dot(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        face: str = style.DARK,
        edge: str = "none",
        line: float = 0.8,
    ) -> None:
        """A circle; hollow when its face is white and its edge is not."""
        from matplotlib.patches import Circle

        self._add(Circle((x, y), radius, facecolor=face, edgecolor=edge, linewidth=line, zorder=3))

    def marks(
        self,
        places: Sequence[tuple[float, float]],
        size: float,
        *,
        round_: bool = False,
        shape: str | None = None,
        face: str = style.DARK,
        edge: str = "none",
    ) -> None:
        """Many equal squares, dots or other shapes; far smaller files than one by one."""
        if not places:
            return
        self.axes.plot(
            [x for x, _ in places], [y for _, y in places], linestyle="none",
            marker=shape or ("o" if round_ else "s"), markersize=size * style.POINTS_PER_MM,
            markerfacecolor=face, markeredgecolor=edge, markeredgewidth=0.6, clip_on=False,
            zorder=3,
        )  # fmt: skip

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        colour: str = style.LINE,
        width: float = 0.5,
        dashed: bool = False,
    ) -> None:
        """A straight line."""
        self.axes.plot(
            [start[0], end[0]], [start[1], end[1]], color=colour, linewidth=width,
            linestyle=(0, (2, 2)) if dashed else "solid", solid_capstyle="butt", zorder=1,
        )  # fmt: skip

    def _add(self, patch: Any) -> None:
        patch.set_clip_on(False)
        self.axes.add_patch(patch)


def sheet(width: float, height: float) -> Sheet:
    """An empty sheet of a size in mm.

    Raises:
        FigureError: the width cannot be printed.
    """
    figure = style.canvas(width, height)
    return Sheet(figure, style.sheet(figure), width, height)


def note_lines(notes: Sequence[str], width: float) -> list[str]:
    """The notes under a picture, each on lines of its own, none wider than the picture."""
    inner = width - 2 * MARGIN
    return [line for note in notes if note for line in style.wrap(note, inner, style.SMALL)]


def notes_height(lines: Sequence[str]) -> float:
    """Height in mm that the notes take, with the space above them."""
    return len(lines) * style.line_mm(style.SMALL) + 1.5


def foot(page: Sheet, lines: Sequence[str]) -> None:
    """The notes at the bottom of a sheet that is high enough for them (``notes_height``)."""
    top = page.height - MARGIN - notes_height(lines) + 1.5
    page.lines(MARGIN, top, lines, size=style.SMALL)


def ticks(highest: float, *, most: int = 6) -> list[float]:
    """Round tick values from 0 to the first one that covers the highest value.

    >>> ticks(19.4)
    [0.0, 5.0, 10.0, 15.0, 20.0]
    """
    if highest <= 0:
        return [0.0, 1.0]
    for power in range(-4, 16):
        for base in (1, 2, 5):
            step = base * 10.0**power
            if step * most >= highest:
                count = -int(-(highest / step) // 1)
                return [round(number * step, 10) for number in range(count + 1)]
    return [0.0, highest]


def joined(parts: Sequence[str], language: str) -> str:
    """A list in words: 、 in Chinese, semicolons in English (labels hold commas)."""
    return ("、" if language == "zh" else "; ").join(parts)

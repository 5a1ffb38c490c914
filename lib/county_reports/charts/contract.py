"""What a figure must fulfil before it is published, each rule with its refusal.

A figure names its sources, says what every plotted number is and where it stands, can be drawn in
the figure font, and has a name that is safe as a file on every system.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from county_reports.charts import fonts
from county_reports.charts.chart import Source
from county_reports.comparison.tables import given
from county_reports.errors import FigureError

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
"""Names that Windows keeps for itself."""
NEEDED = ("report", "start", "end")
AGGREGATED = ("reports", "places", "withheld")
"""Columns of rows that stand for many figures: their reports, and every ``report:start-end`` or
the reason why places are not listed (a blind set)."""
_PLACES = re.compile(r"[\w.-]+:\d+-\d+(?: [\w.-]+:\d+-\d+)*", re.ASCII)


def assert_name(name: str, what: str = "figure") -> None:
    """Stop if a name is not ASCII letters, digits, _ and -, e.g. ``longhui-2019_registry``.

    Raises:
        FigureError: the name is empty, too long, a path or kept by a system.
    """
    if not NAME.fullmatch(name) or name.lower() in RESERVED:
        raise FigureError(
            f"the {what} name {name!r} is not safe as a file name",
            remedy="use up to 80 ASCII letters, digits, _ and -, beginning with a letter or digit",
        )


def assert_sources(sources: Sequence[Source], data: DataFrame) -> None:
    """Stop if a figure names no source, or plots a report that is not among them.

    Raises:
        FigureError: naming the reports without a source.
    """
    if not sources:
        raise FigureError("the figure names no source", remedy="give sources=[report metadata, …]")
    named = {source.report for source in sources}
    unnamed = sorted(plotted_reports(data) - named)
    if unnamed:
        raise FigureError(
            f"the figure plots {', '.join(unnamed)} but does not name it as a source",
            remedy="add it to the sources",
        )


def plotted_reports(data: DataFrame) -> set[str]:
    """The reports that the plotted rows come from, those of rows that stand for many included."""
    single = {str(report) for report in data.get("report", ()) if given(report)}
    many = [str(row) for row in data.get("reports", ()) if given(row)]
    places = [str(row) for row in data.get("places", ()) if given(row)]
    return (
        single
        | {report for row in many for report in row.split()}
        | {place.rsplit(":", 1)[0] for row in places for place in row.split()}
    )


def assert_traceable(data: DataFrame) -> None:
    """Stop if a plotted number cannot be followed back to its place in a report.

    Each row needs report, start and end, or the reason in ``missing``; a value needs its unit.
    A row that stands for many figures needs ``reports`` and every place, ``report:start-end``, in
    ``places``, or the reason in ``withheld`` why they are not listed.

    Raises:
        FigureError: naming the lacking columns or the first rows at fault.
    """
    aggregated = all(name in data.columns for name in AGGREGATED)
    lacking = [name for name in NEEDED if name not in data.columns]
    if lacking and not aggregated:
        raise FigureError(
            f"the plotted data lack the column {', '.join(lacking)}",
            remedy="keep report, start and end of each observation in the data",
        )
    if data.empty:
        raise FigureError(
            "the figure has no plotted data", remedy="give data= exactly what is plotted"
        )
    faults: list[str] = []
    for number, row in enumerate(data.to_dict("records")):
        if not (_stands_for_many(row) if aggregated else _has_place(row)):
            faults.append(f"row {number} has no place in a report")
        if given(row.get("value")) and not given(row.get("unit")):
            faults.append(f"row {number} has a value without a unit")
    if faults:
        raise FigureError(
            "; ".join(faults[:5]) + (f"; and {len(faults) - 5} more" if len(faults) > 5 else ""),
            remedy="give each row report, start, end and unit, or the reason in 'missing'",
        )


def _has_place(row: Mapping[Hashable, object]) -> bool:
    placed = given(row["start"]) and given(row["end"])
    return given(row["report"]) and (placed or given(row.get("missing")))


def _stands_for_many(row: Mapping[Hashable, object]) -> bool:
    if not given(row["reports"]):
        return False
    if not given(row["places"]):
        return given(row["withheld"])
    return _PLACES.fullmatch(str(row["places"])) is not None


def assert_words(caption_zh: str, caption_en: str, alt_zh: str, alt_en: str) -> None:
    """Stop if a caption or alternative text is empty.

    Raises:
        FigureError: naming what is empty.
    """
    words = {"zh caption": caption_zh, "en caption": caption_en, "zh alt": alt_zh, "en alt": alt_en}
    empty = [name for name, text in words.items() if not text.strip()]
    if empty:
        raise FigureError(
            f"the figure has no {' and no '.join(empty)} text",
            remedy="give caption= and alt= in Chinese and English",
        )


def texts_of(figure: Figure) -> list[str]:
    """Every text that is visible in a figure, tick labels and legends included."""
    with warnings.catch_warnings():
        # a missing glyph is refused below, in words that say where
        warnings.filterwarnings("ignore", message="Glyph")
        figure.draw_without_rendering()  # tick labels exist only after a first drawing
    return _texts(figure)


def _texts(figure: Figure) -> list[str]:
    from matplotlib.text import Text

    found = figure.findobj(lambda artist: isinstance(artist, Text) and artist.get_visible())
    return [artist.get_text() for artist in found if isinstance(artist, Text) and artist.get_text()]


def assert_glyphs(figure: Figure) -> None:
    """Stop if the figure font lacks a character of a label.

    Raises:
        FontError: naming the character and the label.
    """
    fonts.assert_drawable(_texts(figure))
    fonts.assert_drawable(texts_of(figure))

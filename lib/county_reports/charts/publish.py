"""``publish``, the only writer of figures/: pictures, their data, their words, ready to embed.

For each figure six files are written to ``figures/<notebook>/``: SVG, PNG (300 dpi), PDF, the CSV
of exactly what is plotted, a JSON with captions, alternative texts, sources, parameters and
versions, and a Markdown file with snippets. The same input gives the same bytes.
"""

from __future__ import annotations

import math
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from county_reports import paths
from county_reports.charts import contract, fonts, render, snippets, style
from county_reports.charts.chart import (
    Chart,
    Source,
    assert_language,
)
from county_reports.errors import FigureError
from county_reports.format import Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

KINDS = ("svg", "png", "pdf")
Words = str | Mapping[str, str]
"""A text for both languages, or one for each: ``{"zh": "贫困发生率", "en": "Poverty incidence"}``."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: the figure's name and its files; shows the picture in a notebook."""

    name: str
    folder: Path
    files: tuple[Path, ...]
    caption: str
    picture: bytes = field(repr=False)

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        import struct

        width, height = struct.unpack(">II", self.picture[16:24])
        # 300 dots an inch on paper, shown at 120 an inch on screens
        return self.picture, {"width": width * 120 // 300, "height": height * 120 // 300}


def publish(
    chart: Chart | Figure,
    *,
    name: str,
    notebook: str = "own",
    data: DataFrame | None = None,
    caption: Words | None = None,
    alt: Words | None = None,
    sources: Sequence[Source | Metadata | str] | None = None,
    language: Language | None = None,
    parameters: Mapping[str, object] | None = None,
    folder: Path | None = None,
) -> Published:
    """Write a figure for embedding, e.g. ``publish(chart, name="incidence", notebook="04_…")``.

    A :class:`Chart` brings its data, words and sources along and gets its language as a suffix
    (``incidence_zh.svg``); what is given here replaces its own. A plain matplotlib figure needs
    ``data``, ``caption`` and ``sources``; its texts are set in the figure font.

    Args:
        chart: a chart of this library, or any matplotlib figure.
        name: of the files: ASCII letters, digits, _ and -.
        notebook: folder under ``figures/``, by custom the notebook's name.
        data: exactly what is plotted; each row with report, start and end, or with the reason in
            ``missing``.
        caption: one text, or one for zh and one for en.
        alt: text for readers who do not see the picture; the caption when not given.
        sources: the reports' metadata (or their ids).
        language: of the labels; a suffix of the name when given.
        parameters: what the figure was made with (literals).
        folder: instead of the project's ``figures/``.

    Raises:
        FigureError: the figure has no source, no traceable data, no words, or an unsafe name.
        FontError: a label holds a character that the figure font cannot draw.
    """
    given = Given(data, caption, alt, sources, language, parameters or {})
    whole = _whole(chart, given)
    suffix = whole.language if isinstance(chart, Chart) or language else None
    full_name = name if suffix is None or name.endswith(f"_{suffix}") else f"{name}_{suffix}"
    contract.assert_name(full_name)
    contract.assert_name(notebook, "notebook")
    contract.assert_traceable(whole.data)
    contract.assert_sources(whole.sources, whole.data)
    contract.assert_words(whole.caption_zh, whole.caption_en, whole.alt_zh, whole.alt_en)
    with style.drawing():
        if not isinstance(chart, Chart):
            _set_font(whole.figure)
        contract.assert_glyphs(whole.figure)
    pictures = {kind: render.picture(whole.figure, kind) for kind in KINDS}
    target = (folder or paths.figures_folder()) / notebook
    files = {
        **{f"{full_name}.{kind}": content for kind, content in pictures.items()},
        f"{full_name}.csv": render.table(whole.data),
        f"{full_name}.json": render.document(_description(whole, full_name)),
        f"{full_name}.md": _snippets(whole, full_name, notebook).encode("utf-8"),
    }
    target.mkdir(parents=True, exist_ok=True)
    written = tuple(_write(target / file, content) for file, content in files.items())
    return Published(full_name, target, written, whole.caption, pictures["png"])


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller said beside the figure."""

    data: DataFrame | None
    caption: Words | None
    alt: Words | None
    sources: Sequence[Source | Metadata | str] | None
    language: Language | None
    parameters: Mapping[str, object]

    @property
    def lacking(self) -> list[str]:
        """What a plain figure needs and was not given."""
        needed = {"data": self.data is None, "caption": self.caption is None,
                  "sources": not self.sources}  # fmt: skip
        return [name for name, absent in needed.items() if absent]


def _whole(chart: Chart | Figure, given: Given) -> Chart:
    """A chart with everything that was given, from a chart or a plain figure."""
    if isinstance(chart, Chart):
        base = chart
    elif given.data is None or given.lacking:
        raise FigureError(
            f"the figure was given without {', '.join(given.lacking)}",
            remedy="call publish(fig, name=…, data=…, caption=…, sources=…)",
        )
    else:
        base = Chart(chart, given.data, given.language or "en", "", "", "", "")
    if given.language is not None:
        assert_language(given.language)
    zh, en = _both(given.caption, base.caption_zh, base.caption_en)
    alt_zh, alt_en = _both(given.alt, base.alt_zh or zh, base.alt_en or en)
    return Chart(
        figure=base.figure,
        data=base.data if given.data is None else given.data,
        language=base.language if given.language is None else given.language,
        caption_zh=zh,
        caption_en=en,
        alt_zh=alt_zh,
        alt_en=alt_en,
        missing_zh=base.missing_zh,
        missing_en=base.missing_en,
        sources=base.sources
        if given.sources is None
        else tuple(_source(source) for source in given.sources),
        parameters={**base.parameters, **given.parameters},
        note_zh=base.note_zh if given.sources is None else "",
        note_en=base.note_en if given.sources is None else "",
    )


def _both(words: Words | None, zh: str, en: str) -> tuple[str, str]:
    if words is None:
        return zh, en
    if isinstance(words, str):
        return words, words
    return words.get("zh", zh), words.get("en", en)


def _source(given: Source | Metadata | str) -> Source:
    if isinstance(given, Source):
        return given
    return Source.of(given if isinstance(given, Metadata) else Metadata(given))


def _set_font(figure: Figure) -> None:
    from matplotlib.text import Text

    # texts that drawing adds (tick labels) are made under the settings of style.drawing
    family = fonts.register()
    for artist in figure.findobj(Text):
        if isinstance(artist, Text):
            artist.set_fontfamily(family)


def _description(chart: Chart, name: str) -> dict[str, object]:
    """The JSON file: words, sources, parameters, versions; nothing of this machine or day."""
    width, height = (float(side) * 25.4 for side in chart.figure.get_size_inches())
    return {
        "name": name,
        "language": chart.language,
        "caption": {"zh": chart.caption_zh, "en": chart.caption_en},
        "alt": {"zh": chart.alt_zh, "en": chart.alt_en},
        "source_note": {
            "zh": chart.source_note("zh"),
            "en": chart.source_note("en"),
        },
        "missing": {"zh": list(chart.missing_zh), "en": list(chart.missing_en)},
        "size_mm": {"width": round(width, 1), "height": round(height, 1)},
        "sources": [asdict(source) for source in chart.sources],
        "parameters": {key: _literal(value) for key, value in chart.parameters.items()},
        "data": {"rows": len(chart.data), "columns": [str(column) for column in chart.data]},
        "versions": {
            "county-reports": _version("county-reports"),
            "matplotlib": _version("matplotlib"),
            fonts.PACKAGE: _version(fonts.PACKAGE),
        },
    }


def _literal(value: object) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)  # JSON has no word for it
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if isinstance(value, (list, tuple)):
        return [_literal(item) for item in value]
    if isinstance(value, (set, frozenset)):
        # sets have no order of their own, and not the same one in every process
        return sorted((_literal(item) for item in value), key=str)
    if isinstance(value, Mapping):
        return {str(key): _literal(item) for key, item in value.items()}
    if isinstance(value, Path):
        raise FigureError(
            "a parameter of the figure is a path", remedy="publish ids and names, never paths"
        )
    return str(value)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _snippets(chart: Chart, name: str, notebook: str) -> str:
    zh = chart.language == "zh"
    return snippets.page(
        name=name,
        folder=f"figures/{notebook}",
        caption=chart.caption,
        alt=chart.alt,
        source=chart.source_note(chart.language),
        width_mm=round(float(chart.figure.get_size_inches()[0]) * 25.4, 1),
        language=chart.language,
        missing=chart.missing_zh if zh else chart.missing_en,
    )


def _write(path: Path, content: bytes) -> Path:
    """Put a file in place whole or not at all; one that is already the same is left alone."""
    try:
        if path.read_bytes() == content:
            return path
    except OSError:
        pass
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        partial.chmod(0o644)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return path

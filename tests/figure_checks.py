"""What a person checks when looking at a picture, as far as a program can: labels inside the page,
no label over another, every character drawn. Loaded by path (``runpy``).
"""

from __future__ import annotations

import numpy as np
from matplotlib.text import Text

from county_reports.charts import contract, style


def boxes(figure: object) -> tuple[list[str], np.ndarray]:
    """Texts and their boxes (left, bottom, right, top) in dots."""
    with style.drawing():
        contract.assert_glyphs(figure)
        renderer = figure.canvas.get_renderer()
        found = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
        places = [t.get_window_extent(renderer).extents for t in found]
    return [t.get_text() for t in found], np.array(places).reshape(-1, 4)


def overlapping(figure: object, slack: float = 0.35) -> list[tuple[str, str]]:
    """Pairs of labels that cover each other by more than ``slack`` mm in both directions.

    A text's box holds room for accents and descenders that most letters do not use.
    """
    texts, b = boxes(figure)
    dots = slack / 25.4 * figure.dpi
    wide = np.minimum(b[:, None, 2], b[None, :, 2]) - np.maximum(b[:, None, 0], b[None, :, 0])
    high = np.minimum(b[:, None, 3], b[None, :, 3]) - np.maximum(b[:, None, 1], b[None, :, 1])
    hit = np.argwhere(np.triu((wide > dots) & (high > 3 * dots), k=1))
    return [(texts[i], texts[j]) for i, j in hit]


def outside(figure: object) -> list[str]:
    """Labels that leave the page."""
    texts, b = boxes(figure)
    width, height = figure.get_size_inches() * figure.dpi
    out = (b[:, 0] < -0.5) | (b[:, 1] < -0.5) | (b[:, 2] > width + 0.5) | (b[:, 3] > height + 0.5)
    return [text for text, is_out in zip(texts, out, strict=True) if is_out]


def tallest_mm(figure: object) -> float:
    return float(figure.get_size_inches()[1] * 25.4)

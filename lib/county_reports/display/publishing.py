"""Figures that a notebook draws, publishes in both languages, and shows in one."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from county_reports.display.page import LANGUAGES, Shown
from county_reports.execution import session
from county_reports.model import Metadata

if TYPE_CHECKING:
    from pandas import DataFrame

    from county_reports.charts.chart import Chart
    from county_reports.charts.publish import Published
    from county_reports.format import Language


def publish(*arguments: Any, **named: Any) -> Published:
    """Write a figure with its data, caption and snippets into figures/; see ``charts.publish``."""
    from county_reports.charts import publish as writer

    published: Published = writer.publish(*arguments, **named)
    session.note_outputs(published.files)
    return published


def chart(
    kind: str,
    table: DataFrame,
    about: Sequence[Metadata],
    *,
    notebook: str,
    name: str,
    language: Language = "en",
) -> Shown:
    """Draw a chart in both languages, publish both, and show the one that was asked for.

    Args:
        kind: registry, incidence, funds, matrix, exits, workforce, rectification, locator, phrases
            or attention.
        table: what is drawn; each function of ``charts`` says which table it takes.
        about: the reports drawn, in the order in which they are to stand.
        notebook: the notebook's name: the folder below figures/.
        name: name of the figure; the language is added.
        language: the one to show, en or zh.

    Raises:
        FigureError: there is nothing to draw, or the figure breaks its contract.
    """
    from importlib import import_module

    draw = getattr(import_module(f"county_reports.charts.{kind}"), kind)
    drawn = {each: draw(table, about, language=each) for each in LANGUAGES}
    return published(drawn, language, notebook=notebook, name=name)


def published(drawn: Mapping[str, Chart], language: Language, *, notebook: str, name: str) -> Shown:
    """Publish a chart that was drawn in both languages, and show the one that was asked for."""
    made = {each: publish(picture, name=name, notebook=notebook) for each, picture in drawn.items()}
    return _picture(made[language], drawn[language].alt)


def _picture(published: Published, alt: str) -> Shown:
    """A published figure with its caption, and its words for readers who do not see it."""
    data = b64encode(published.picture).decode("ascii")
    return Shown(
        f'<figure><img src="data:image/png;base64,{data}" style="width:100%;max-width:56rem" '
        f'alt="{escape(alt)}"><figcaption>{escape(published.caption)}</figcaption></figure>',
        f"{published.name}: {published.caption}",
    )

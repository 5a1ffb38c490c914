"""An executed notebook as a page that loads nothing from anywhere.

nbconvert's own templates ask content networks for scripts even when no cell needs them. These
pages hold their style sheet and pictures inside, run no script, and tell the browser to load
nothing else (Content-Security-Policy): report text is untrusted, so escaping has a second wall.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from typing import Any

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<nav>{nav}</nav>
<main>
{body}
</main>
</body>
</html>
"""


def document(*, title: str, body: str, nav: str = "", style: str = "", language: str = "en") -> str:
    """A whole page around a body that is HTML already; `title` is plain text."""
    return _PAGE.format(
        policy=escape(POLICY),
        title=escape(title),
        style=_stylesheet() + style,
        nav=nav,
        body=body,
        language=escape(language),
    )


def page(notebook: Mapping[str, Any], *, title: str, depth: int) -> str:
    """The page of an executed notebook; `depth` is how many folders lie below build/.

    Code is folded away behind a switch that works without scripts: a page is read by people who
    want the figures first.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import nbformat
        from nbconvert.exporters import HTMLExporter
        from traitlets.config import Config

        config = Config()
        config.HTMLExporter.exclude_anchor_links = True
        config.HTMLExporter.exclude_input_prompt = True
        config.HTMLExporter.exclude_output_prompt = True
        config.HTMLExporter.sanitize_html = False
        exporter = HTMLExporter(config=config, template_name="basic")
        body, _ = exporter.from_notebook_node(nbformat.reads(json.dumps(notebook), as_version=4))
    up = "../" * depth
    switch = '<input type="checkbox" id="code"><label for="code">show the code</label>'
    return document(
        title=title,
        nav=f'<a href="{up}index.html">all pages</a>',
        body=f'{switch}\n<div class="notebook">{body}</div>',
        style=_code_style(),
    )


def _stylesheet() -> str:
    return (files("county_reports.execution") / "page.css").read_text(encoding="utf-8")


def _code_style() -> str:
    from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]

    return str(HtmlFormatter(style="default").get_style_defs(".highlight"))

"""The pages of an analysis (HTML): Sphinx with myst-nb and sphinx-book-theme, for reading offline.

Nothing is loaded from elsewhere: styles, scripts and signs are beside the page, and a content
policy in it forbids the rest.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from county_reports.errors import ToolError
from county_reports.writing import tools
from county_reports.writing.document import Document
from county_reports.writing.footnotes import escape

POLICY = (
    "default-src 'none'; img-src 'self' data: file:; font-src 'self' data: file:; "
    "style-src 'self' 'unsafe-inline' file:; script-src 'self' 'unsafe-inline' file:; "
    "connect-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"
)
_ELSEWHERE = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc=[\"']?(?:https?:)?//|"
    r"<link\b(?=[^>]*\brel=[\"']?(?:stylesheet|preload|icon))[^>]*\bhref=[\"']?(?:https?:)?//",
    re.IGNORECASE,
)
CONFIGURATION = """\
extensions = ["myst_nb"]
root_doc = "index"
project = {title!r}
author = "county-reports"
language = {language!r}
myst_enable_extensions = ["colon_fence"]
myst_footnote_transition = True
nb_execution_mode = "off"
nb_ipywidgets_js = {{}}
smartquotes = False
html_theme = "sphinx_book_theme"
html_title = {title!r}
html_static_path = ["_static"]
html_css_files = ["analysis.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None
html_permalinks = False
html_sidebars = {{"**": []}}
html_theme_options = {{
    "use_download_button": False, "use_fullscreen_button": False, "use_source_button": False,
    "show_toc_level": 2, "search_bar_text": "",
}}
"""
STYLE = """\
body {
  font-family: "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
}
figure img { background: #fff; max-width: 100%; }
figure figcaption, figure figcaption .caption-text {
  text-align: left; color: inherit; font-weight: normal; font-size: 0.95em;
}
aside.footnote { font-size: 0.85em; overflow-wrap: anywhere; }
table td, table th { vertical-align: top; }
table td:first-child { white-space: nowrap; }
"""
LANGUAGES = {"en": "en", "zh": "zh_CN"}


def build(document: Document, figures: Path, work: Path, target: Path) -> None:
    """Write the pages of an analysis into a folder that is not there yet.

    Args:
        document: resolved.
        figures: the folder of the published figures.
        work: an empty folder for what is needed on the way.
        target: the folder of the pages; ``index.html`` is the analysis.

    Raises:
        ToolError: Sphinx failed or warned, or the page would load something from elsewhere.
    """
    source = work / "pages"
    (source / "_static").mkdir(parents=True)
    (source / "_static" / "analysis.css").write_text(STYLE, encoding="utf-8")
    for picture in document.pictures:
        kept = source / "figures" / picture.file("pages")
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes((figures / picture.file("pages")).read_bytes())
    configuration = CONFIGURATION.format(
        title=document.title, language=LANGUAGES[document.language]
    )
    (source / "conf.py").write_text(configuration, encoding="utf-8")
    head = f"# {escape(document.title)}\n\n"
    head += f"*{escape(document.subtitle)}*\n\n" if document.subtitle else ""
    (source / "index.md").write_text(head + document.markdown("pages"), encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-W", "-q", "-d", "doctrees",
               "pages", "html"]  # fmt: skip
    tools.run("Sphinx", command, work)
    made = work / "html"
    (made / ".buildinfo").unlink(missing_ok=True)
    for page in sorted(made.glob("*.html")):
        _guard(page)
    made.rename(target)


def _guard(page: Path) -> None:
    """Give a page its content policy; stop if it loads anything from elsewhere."""
    text = page.read_text(encoding="utf-8")
    found = _ELSEWHERE.search(text)
    if found:
        raise ToolError(
            f"the page {page.name} would load something from elsewhere ({found[0][:80]})",
            remedy="show figures by :::{figure} and nothing from the web",
        )
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    guarded = re.sub(
        r"(<head>|<head [^>]*>)", lambda head: f"{head[0]}\n    {policy}", text, count=1
    )
    page.write_text(guarded, encoding="utf-8")

"""The paper of an analysis: PDF by pandoc and typst in our Chinese font, Word by pandoc."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path

from county_reports.charts import fonts
from county_reports.errors import ToolError
from county_reports.writing import tools
from county_reports.writing.blocks import Picture
from county_reports.writing.document import Document
from county_reports.writing.notes import Target

READER = "commonmark+footnotes+pipe_tables+attributes+implicit_figures+superscript"
MEMORY = ("+RTS", "-M1G", "-RTS")

_TABLE_CAPTION = re.compile(r"^(#strong\[(?:Table |表)(?:[^\n]+\n)+)\n(?=#figure\()", re.MULTILINE)

PREAMBLE = """\
#set document(title: {title}, date: none)
#set page(paper: "a4", margin: (x: 25mm, top: 25mm, bottom: 28mm), numbering: "1")
#set text(font: {font}, size: 9.5pt, lang: {language}, region: {region}, fallback: false,
  cjk-latin-spacing: none)
#set par(justify: true, leading: 0.75em, spacing: 1.1em)
#set smartquote(enabled: false)
#set figure(numbering: none)
#set table(stroke: (x, y) => (top: if y <= 1 {{ 0.5pt }} else {{ 0.2pt + gray }}, bottom: 0.4pt))
#set footnote.entry(gap: 0.6em)
#show figure: set block(above: 1.6em, below: 1.6em)
#show figure.where(kind: image): set block(breakable: false)
#show figure.where(kind: table): set block(breakable: true)
#show figure.where(kind: image): set figure(placement: auto)
#show table.cell.where(y: 0): strong
#show figure.caption: it => block(width: 100%, align(left, text(size: 8.5pt, it.body)))
#show table: it => align(left, text(size: 8.5pt, it))
#show heading: set block(above: 1.6em, below: 0.9em)
#show footnote.entry: set text(size: 7.5pt)
#show footnote.entry: set par(justify: false, leading: 0.55em)
#show link: set text(fill: rgb("#0b4f8a"))
#let horizontalrule = line(length: 100%, stroke: 0.4pt)
#block(below: 1.2em, text(size: 17pt, weight: "bold", {title}))
{subtitle}
"""
COMPILE = """\
import sys, typst
source, target, fonts, stamp = sys.argv[1:]
typst.compile(source, output=target, root=".", font_paths=[fonts], ignore_system_fonts=True,
              timestamp=int(stamp))
"""


def build_pdf(document: Document, figures: Path, work: Path, target: Path) -> None:
    """Write an analysis as PDF, e.g. ``five_counties.pdf``, fonts inside.

    Raises:
        ToolError: pandoc or typst failed, or took too long.
        FontError: the font lacks a character of the text.
    """
    folder = work / "paper"
    _lay(document, figures, folder, "paper")
    text = (folder / "text.md").read_text(encoding="utf-8")
    fonts.assert_drawable([text, document.title, document.subtitle])
    body = tools.run(
        "pandoc",
        [tools.pandoc(), *MEMORY, "--sandbox", "--from", READER, "--to", "typst",
         "--shift-heading-level-by=-1", "text.md"],
        folder,
    )  # fmt: skip
    for picture in document.pictures:
        body = _with_alternative(body, picture)
    # the words above a table stay with it
    body = _TABLE_CAPTION.sub(r"#block(sticky: true, below: 0.9em)[\1]\n\n", body)
    zh = document.language == "zh"
    subtitle = f"#block(below: 2em, emph({_string(document.subtitle)}))"
    head = PREAMBLE.format(
        title=_string(document.title), font=_string(fonts.FAMILY),
        language=_string("zh" if zh else "en"), region=_string("cn" if zh else "gb"),
        subtitle=subtitle if document.subtitle else "",
    )  # fmt: skip
    (folder / "text.typ").write_text(head + body, encoding="utf-8")
    faces = [fonts.face(style) for style in fonts.WEIGHTS]
    command = [sys.executable, "-c", COMPILE, "text.typ", "text.pdf", str(faces[0].parent),
               str(tools.epoch())]  # fmt: skip
    tools.run("typst", command, folder)
    (folder / "text.pdf").replace(target)


def build_docx(document: Document, figures: Path, work: Path, target: Path) -> None:
    """Write an analysis for Word, e.g. ``five_counties.docx``, with real footnotes and captions.

    Raises:
        ToolError: pandoc failed or took too long, or a figure has no PNG.
    """
    folder = work / "word"
    _lay(document, figures, folder, "word")
    _reference(folder / "reference.docx", folder)
    more = ["--metadata", f"subtitle={document.subtitle}"] if document.subtitle else []
    language = "zh-CN" if document.language == "zh" else "en-GB"
    tools.run(
        "pandoc",
        [tools.pandoc(), *MEMORY, "--from", READER, "--to", "docx", "--output", "text.docx",
         "--reference-doc", "reference.docx", "--shift-heading-level-by=-1",
         "--metadata", f"title={document.title}", "--metadata", f"lang={language}", *more,
         "text.md"],
        folder,
    )  # fmt: skip
    (folder / "text.docx").replace(target)


def _lay(document: Document, figures: Path, folder: Path, target: Target) -> None:
    """Put the text and its pictures into a folder."""
    folder.mkdir()
    (folder / "text.md").write_text(document.markdown(target), encoding="utf-8")
    for picture in document.pictures:
        name = picture.file(target)
        if not (figures / name).is_file():
            raise ToolError(
                f"the figure {name} is not there", where="figures",
                remedy="make it with county-reports run --force",
            )  # fmt: skip
        kept = folder / "figures" / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes((figures / name).read_bytes())


def _string(text: str) -> str:
    """A text as typst writes strings; only quotes and backslashes are its own."""
    line = " ".join(text.split())
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _with_alternative(body: str, picture: Picture) -> str:
    """The typst text with a picture's alternative text, which pandoc leaves out."""
    said = json.dumps(f"figures/{picture.file('paper')}", ensure_ascii=False)
    return body.replace(f"image({said}", f"image({said}, alt: {_string(picture.alt)}")


def _reference(target: Path, folder: Path) -> None:
    """Pandoc's own Word styles, told that Chinese text is Chinese and not Japanese."""
    tools.run(
        "pandoc",
        [tools.pandoc(), "--output", "own.docx", "--print-default-data-file", "reference.docx"],
        folder,
    )
    with zipfile.ZipFile(folder / "own.docx") as own, zipfile.ZipFile(target, "w") as made:
        for item in own.infolist():
            content = own.read(item)
            if item.filename == "word/styles.xml":
                text = content.decode("utf-8")
                text = re.sub(r'w:eastAsia="en-US"', 'w:eastAsia="zh-CN"', text)
                content = text.encode("utf-8")
            made.writestr(item, content)

"""What stands between paragraphs: figures by reference, tables of comparison, what does not add up.

A figure is taken from ``figures/`` with its caption, alternative text and sources. It is refused
when its data are no longer what the reports say: then it has to be drawn anew.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from county_reports import format as forms
from county_reports.audit.finding import HYPOTHESES
from county_reports.codebook import Indicator
from county_reports.comparison import alignment
from county_reports.comparison import figures as stated
from county_reports.corpus import Corpus
from county_reports.errors import WritingError
from county_reports.format import Language
from county_reports.model import Observation
from county_reports.one_report import ReadReport
from county_reports.writing import footnotes, references
from county_reports.writing.footnotes import escape
from county_reports.writing.notes import Notes, Target
from county_reports.writing.syntax import Block, Place

WIDEST_MM = 160.0
"""What a page of A4 has between its margins; wider figures are drawn at this width."""
PICTURES: dict[Target, str] = {"pages": "svg", "paper": "svg", "word": "png"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What every block needs: the reports, the published figures, the language, the footnotes."""

    corpus: Corpus
    figures: Path
    language: Language
    notes: Notes


@dataclass(frozen=True, slots=True)
class Picture:
    """A published figure as an analysis shows it: its files' stem and its words."""

    name: str
    number: int
    caption: str
    alt: str
    width_mm: float

    @property
    def anchor(self) -> str:
        """The label that links lead to: fig-04-compare-counties-incidence-en."""
        return "fig-" + self.name.lower().replace("/", "-").replace("_", "-")

    def file(self, target: Target) -> str:
        """The picture's path inside ``figures/`` for a kind of output."""
        return f"{self.name}.{PICTURES[target]}"

    def markdown(self, target: Target, language: Language) -> str:
        """The figure in the words of MyST (pages) or of pandoc (paper, Word)."""
        said = f"**{called('figure', self.number, language)}** {escape(self.caption)}"
        path = f"figures/{self.file(target)}"
        width = f"{min(self.width_mm, WIDEST_MM):g}mm"
        if target == "pages":
            alt = json.dumps(self.alt, ensure_ascii=False)
            return f"```{{figure}} {path}\n:name: {self.anchor}\n:alt: {alt}\n\n{said}\n```"
        alt = " ".join(self.alt.split()).replace("\\", "").replace('"', "'")
        return f'![{said}]({path}){{#{self.anchor} width={width} alt="{escape_entities(alt)}"}}'


def escape_entities(text: str) -> str:
    """Text inside an attribute, where ``&lt;`` would be read as a mark of HTML."""
    return text.replace("&", "&amp;")


def called(what: str, number: int, language: Language) -> str:
    """What a figure or table is called in its caption: Figure 1. / 图1."""
    words = {"figure": ("图", "Figure"), "table": ("表", "Table")}[what]
    return f"{words[0]}{number}" if language == "zh" else f"{words[1]} {number}."


def picture(desk: Desk, block: Block, number: int) -> Picture:
    """A published figure, e.g. ``04_compare_counties/incidence``, in the language of the text.

    Raises:
        WritingError: there is no such figure (close names are given), or its data are out of date.
    """
    wanted, folder, language = block.words, desk.figures, desk.language
    name = f"{wanted}_{language}"
    known = sorted(
        path.relative_to(folder).as_posix().removesuffix(f"_{language}.json")
        for path in folder.glob(f"*/*_{language}.json")
    )
    if wanted not in known:
        close = get_close_matches(wanted, known, n=3, cutoff=0.4)
        raise WritingError(
            f"there is no figure {wanted!r} in figures/",
            where=str(block.place),
            remedy=f"did you mean {' or '.join(close)}" if close else "run county-reports run",
        )
    about: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    _assert_current(folder / f"{name}.csv", wanted, desk.corpus, block.place)
    # the sources stand in the picture itself, those of more than six reports in its data
    caption = str(about["caption"][language])
    alt, width = str(about["alt"][language]), float(about["size_mm"]["width"])
    return Picture(name, number, caption, alt, width)


def _assert_current(data: Path, name: str, corpus: Corpus, place: Place) -> None:
    """Stop when a plotted figure is not what its report is read to say now."""
    with data.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            report, start, end = (row.get(each) or "" for each in ("report", "start", "end"))
            # a figure may show more reports than the text is about
            if report in corpus and start.isdigit() and end.isdigit():
                read = corpus[report]
                found = next(
                    (o for o in read.observations_list
                     if (o.quantity.start, o.quantity.end) == (int(start), int(end))), None
                )  # fmt: skip
                if found is None or not _agrees(row, read, found):
                    raise WritingError(
                        f"the figure {name} shows what {report} no longer says at {start}",
                        where=str(place),
                        remedy="draw it anew with county-reports run",
                    )


def _agrees(row: Mapping[str, str], read: ReadReport, found: Observation) -> bool:
    """Whether a row of plotted data is what is read at its place, or what the audit finds there."""
    expression = row.get("expression")
    if expression:
        return any(each.expression == expression for each in read.audit.findings_list)
    if row.get("parts") or not row.get("value") or found.quantity.value is None:
        return True  # several figures added up: their first one is still there
    return Decimal(row["value"]) == found.quantity.value


def comparison(desk: Desk, block: Block, number: int) -> str:
    """A table, one row a report, one column an indicator, each value with its footnote.

    Where there is no value its reason stands in the cell.

    Raises:
        WritingError: an indicator or report does not exist.
    """
    names = block.words.split()
    if not names:
        raise WritingError(
            "the table of comparison names no indicator", where=str(block.place),
            remedy="write :::{comparison} registry.incidence",
        )  # fmt: skip
    entries = [references.indicator_of(name, block.place) for name in names]
    chosen = (block.option("reports") or "").split() or list(desk.corpus.ids)
    reads = [references.report_of(name, desk.corpus, block.place) for name in chosen]
    zh = desk.language == "zh"
    head = ["县" if zh else "County", *(references.label_of(e.id, desk.language) for e in entries)]
    rows = [
        [escape(f"{footnotes.county(read.metadata, desk.language)} {read.metadata.year or ''}"),
         *(_cell(desk, read, entry) for entry in entries)]
        for read in reads
    ]  # fmt: skip
    said = "各县报告所述，未经换算" if zh else "As the reports state it, nothing converted"
    return table(number, said, head, rows, desk.language)


def table(number: int, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]],
          language: Language) -> str:  # fmt: skip
    """A pipe table under its caption; the head is escaped here, the cells are already."""
    lines = [
        "| " + " | ".join(escape(each) for each in head) + " |",
        "|:--" * len(head) + "|",
        *("| " + " | ".join(row) + " |" for row in rows),
    ]
    end = "。" if language == "zh" else "."
    said = f"**{called('table', number, language)}** {escape(caption)}{end}"
    return said + "\n\n" + "\n".join(lines)


def _cell(desk: Desk, read: ReadReport, entry: Indicator) -> str:
    """A report's value for an indicator with its footnote, or the reason why there is none."""
    found = stated.figures_of(desk.corpus.observations, [entry.id]).get((read.id, entry.id), [])
    chosen, reason = alignment.choose(found, entry, read.metadata.year)
    shown = chosen or alignment.stand_in(found, entry, read.metadata.year, reason)
    said = f"*{escape(forms.missing(reason, desk.language))}*"
    if shown is None:
        return said
    at = references.cited(read, shown, found)
    if chosen is not None:
        said = escape(at.text(desk.language))
    return said + desk.notes.mark(at.key, footnotes.of_figure(at, desk.language))


def contradictions(desk: Desk, block: Block, number: int) -> str:
    """A table of all that does not add up in some reports, with the audit's own words.

    Raises:
        WritingError: a report does not exist.
    """
    chosen = block.words.split() or list(desk.corpus.ids)
    zh = desk.language == "zh"
    rows = []
    for read in (references.report_of(name, desk.corpus, block.place) for name in chosen):
        for finding in read.audit.contradictions:
            members = [references.Cited(read.report, each, "written") for each in finding.members]
            marks = "".join(
                desk.notes.mark(each.key, footnotes.of_figure(each, desk.language))
                for each in members
            )
            about = (finding.words_zh if zh else finding.words_en).split(finding.expression)[0]
            guesses = [HYPOTHESES[each][0] if zh else each for each in finding.hypotheses]
            rows.append(
                [
                    escape(footnotes.county(read.metadata, desk.language)),
                    escape(finding.expression + references.marks_of(members)) + marks,
                    escape(about.rstrip(": ：")),
                    escape(("；" if zh else "; ").join(guesses)) or "—",
                ]
            )
    head = (
        ["县", "算式", "所述关系", "可能的解释（推测）"]
        if zh
        else ["County", "Sum", "What is related", "What could explain it (a guess)"]
    )
    said = "报告自身数字对不上之处" if zh else "Where the reports' own figures do not agree"
    if not rows:
        rows = [["—", "—", "无" if zh else "none found", "—"]]
    return table(number, said, head, rows, desk.language)

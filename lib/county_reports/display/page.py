"""What every shown thing is made of: HTML that is escaped, tables, figures with their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from county_reports.comparison.quotes import Passage, passages

if TYPE_CHECKING:
    from pandas import DataFrame

    from county_reports.format import Language

Sources = Mapping[str, str]
"""The texts of the reports by their ids."""

LANGUAGES = ("zh", "en")
MANY = 8
"""With more reports than this a table has them as lines: as columns they leave the page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that shows itself as HTML in a notebook; `text` is for a terminal."""

    html: str
    text: str = ""

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text or self.html


def pick(language: str, en: str, zh: str) -> str:
    """The words of one of the two languages."""
    return zh if language == "zh" else en


def html_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already."""
    return _table([escape(name) for name in head], rows)


def crossed(
    head: Sequence[str], rows: Sequence[Sequence[str]], language: Language, *, each: int = 1
) -> str:
    """A table with one column a report; of more than :data:`MANY` reports, one line a report.

    Args:
        head: what the lines are (指标), then the reports.
        rows: for each thing its name and a cell a report, all of them HTML already.
        language: en or zh.
        each: how many cells a report has.
    """
    if len(head) - 1 <= MANY * each:
        return html_table(head, rows)
    turned = [
        [escape(name), *(row[place] for row in rows)] for place, name in enumerate(head[1:], 1)
    ]
    return _table([escape(pick(language, "Report", "报告")), *(row[0] for row in rows)], turned)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f"<th>{cell}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def given(value: object) -> bool:
    """Whether a cell of a frame holds something (None, NaN and NA are nothing)."""
    return value is not None and str(value) not in ("", "<NA>", "nan", "NaT")


def mark_note(corrections: Iterable[object], language: Language) -> str:
    """What ‡ means, under a table that has it."""
    from county_reports.format import CORRECTED_NOTE

    any_given = any(given(each) for each in corrections)
    return f"<p><small>{escape(CORRECTED_NOTE[language])}</small></p>" if any_given else ""


def escaped(value: object) -> str:
    """A cell as HTML; nothing where it holds nothing."""
    return escape(str(value)) if given(value) else ""


def with_sentence(
    figure: str, row: Mapping[str, object], sentence: object, sources: Sources | None = None
) -> str:
    """A figure that opens to the sentence it stands in, with its place in the source."""
    if not given(sentence):
        return escape(figure)
    place = f" [{row['start']}:{row['end']}]" if given(row.get("start")) else ""
    quoted = quoted_html(row, sentence, sources)
    return (
        f"<details><summary>{escape(figure)}</summary>"
        f"<small>{quoted}{escape(place)}</small></details>"
    )


def quoted_html(
    row: Mapping[str, object], sentence: object, sources: Sources | None = None, prefix: str = ""
) -> str:
    """A sentence with its figure marked, by its place where the report's text is given.

    Of 错退率为0,漏评率为0 the second nought can only be told from the first by its place.

    Args:
        row: cells ``report``, ``start``, ``end`` and ``text``, the last three with the prefix.
        sentence: shown with the first equal figure marked where there is no text to look into.
        sources: the texts of the reports by id.
        prefix: of the columns of another figure in the row: ``denominator_``.
    """
    source = (sources or {}).get(str(row.get("report")))
    start, end = row.get(f"{prefix}start"), row.get(f"{prefix}end")
    if source is None or not given(start) or not given(end):
        return marked(str(sentence or ""), str(row.get(f"{prefix}text") or ""))
    (passage,) = passages(source, [(int(str(start)), int(str(end)))])
    return passage_html(passage)


def passage_html(passage: Passage) -> str:
    """A quoted sentence with its figures marked."""
    return "".join(
        escape(piece.text) if piece.start is None else f"<mark>{escape(piece.text)}</mark>"
        for piece in passage.pieces
    )


def folded(title: str, shown: Shown | DataFrame) -> Shown:
    """A long table behind its title, e.g. ``folded("Set phrases 提法一览", …)``; wide ones scroll.

    Args:
        title: what opens the table, in English with the Chinese term beside.
        shown: something shown, or a table of data.
    """
    made = shown.html if isinstance(shown, Shown) else frame_html(shown)
    text = shown.text if isinstance(shown, Shown) else f"{title}: {len(shown)} rows"
    return Shown(
        f"<details><summary><b>{escape(title)}</b></summary>"
        f'<div style="overflow-x:auto">{made}</div></details>',
        text,
    )


def frame_html(frame: DataFrame) -> str:
    """A table of data as HTML, whole: what is missing is empty, not NaN or None in turn."""
    rows = [[_cell(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    return html_table([str(name) for name in frame.columns], rows)


def _cell(value: object) -> str:
    if not given(value):
        return ""
    # statistics have more digits than anyone reads; what was printed keeps its own
    return escape(f"{value:.4g}" if isinstance(value, float) else str(value))


def marked(sentence: str, written: str) -> str:
    """A sentence with its figure marked: the 0 of 错退率为0, not that of 1.01% before it."""
    # digits beside digits are another number; 7931户27485人 are two
    after = r"(?!\.?\d)" if written[-1:].isdigit() else ""
    found = re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(written)}{after}", sentence)
    if not written or found is None:
        return escape(sentence)
    head, tail = sentence[: found.start()], sentence[found.end() :]
    return f"{escape(head)}<mark>{escape(written)}</mark>{escape(tail)}"


def cells_of(row: Mapping[Any, Any]) -> dict[str, object]:
    """A row of a frame with the names of its columns as text."""
    return {str(name): value for name, value in row.items()}

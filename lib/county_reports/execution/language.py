"""What ``county-reports language`` does: reports to a table of words, the table to lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

from county_reports.attention import checkability
from county_reports.attention import phrases as phrase_tables
from county_reports.attention import themes as theme_tables
from county_reports.comparison.tables import given
from county_reports.corpus import Corpus, unknown_report
from county_reports.errors import UsageError
from county_reports.execution import reading, tabular
from county_reports.language import counting, keyness, keywords, log_odds, tables
from county_reports.language.reuse import columns as reuse
from county_reports.model import Report
from county_reports.one_report import ReadReport
from county_reports.schema import Column

if TYPE_CHECKING:
    from pandas import DataFrame

What = Literal[
    "keyness", "log-odds", "tf-idf", "tokens", "phrases", "themes", "checkability", "vague",
    "passages",
]  # fmt: skip
OF_FIGURES = frozenset({"phrases", "themes", "checkability", "vague"})
"""Tables that need the figures of the reports beside their text."""
COLUMNS: dict[What, tuple[Column, ...]] = {
    "phrases": phrase_tables.PHRASES,
    "themes": theme_tables.THEMES,
    "checkability": checkability.CHECKABILITY,
    "vague": checkability.VAGUE,
    "passages": reuse.PASSAGES,
    "keyness": tables.KEYNESS,
    "log-odds": tables.LOG_ODDS,
    "tf-idf": tables.TF_IDF,
    "tokens": tables.TOKENS,
}
SHORT: dict[What, tuple[str, ...]] = {
    "keyness": ("report", "word", "count", "others_count", "log_ratio", "g2", "bic", "dispersion",
                "start", "quote"),
    "log-odds": ("report", "word", "count", "others_count", "log_odds", "z", "start", "quote"),
    "tf-idf": ("report", "word", "count", "reports_with", "tf_idf", "start", "quote"),
    "tokens": ("report", "start", "end", "word", "content"),
    "phrases": ("report", "phrase", "found", "uses", "start", "quote"),
    "themes": ("report", "theme", "measure", "share", "missing"),
    "checkability": ("report", "statements", "exact", "approximate", "vague",
                     "figures_per_thousand", "share_checked"),
    "vague": ("report", "start", "text", "quote"),
    "passages": ("report_a", "start_a", "report_b", "start_b", "length", "kind", "quote_a"),
}  # fmt: skip
"""What a terminal shows; the other forms have every column."""


def table(read: Sequence[ReadReport], what: What, chosen: Sequence[str]) -> DataFrame:
    """The words of the chosen reports (all when none is named), each compared with all others.

    Set phrases, themes, checkability and vague words are of the chosen reports alone; shared
    passages are those that a chosen report has in common with any other.

    Raises:
        UnknownReportError: a chosen report was not read.
        UsageError: there is nothing to compare the chosen reports with.
    """
    reports = [each.report for each in read]
    known = {report.id: report for report in reports}
    for report_id in chosen:
        if report_id not in known:
            raise unknown_report(report_id, list(known))
    asked = [known[each] for each in chosen] if chosen else list(reports)
    if what == "passages":
        found = Corpus(tuple(read)).shared_passages.passages
        own = found["report_a"].isin(list(chosen)) | found["report_b"].isin(list(chosen))
        return found[own].reset_index(drop=True) if chosen else found
    if what in OF_FIGURES:
        return _of_figures([each for each in read if not chosen or each.id in chosen], what)
    if what == "tokens":
        return tables.tokens_frame(asked)
    if what == "tf-idf":
        made = keywords.tf_idf(reports)
        return made[made["report"].isin([each.id for each in asked])].reset_index(drop=True)
    return _compared(asked, reports, what)


def _of_figures(read: Sequence[ReadReport], what: What) -> DataFrame:
    pairs = [(each.report, each.observations_list) for each in read]
    if what == "phrases":
        return phrase_tables.phrases_frame(pairs)
    if what == "themes":
        return theme_tables.themes_frame(pairs)
    if what == "vague":
        return checkability.vague_frame(pairs)
    return checkability.checkability_frame(pairs, _checked(read))


def _checked(read: Sequence[ReadReport]) -> dict[str, float | None]:
    """The share of each report's figures that took part in a check of the audit."""
    counts = Corpus(tuple(read)).audit.overview
    return {
        str(row["report"]): float(row["share"]) if given(row["share"]) else None
        for row in counts.to_dict("records")
    }


def _compared(asked: Sequence[Report], reports: Sequence[Report], what: What) -> DataFrame:
    import pandas as pd

    measure = keyness.keyness if what == "keyness" else log_odds.log_odds
    made = [
        measure(report, others)
        for report in asked
        if counting.refusal(report, others := counting.others_of(report, reports)) is None
    ]
    if not made:
        reason = counting.refusal(asked[0], counting.others_of(asked[0], reports)) if asked else ""
        raise UsageError(
            reason or "no report was read",
            remedy="name reports of several counties, or the folder that holds them; "
            "--what tf-idf describes one report alone",
        )
    return pd.concat(made, ignore_index=True)


def refusals(reports: Sequence[Report], chosen: Sequence[str]) -> list[str]:
    """Why reports are not in a comparison of words, a line each."""
    lines = []
    for report in reports:
        if not chosen or report.id in chosen:
            reason = counting.refusal(report, counting.others_of(report, reports))
            if reason:
                lines.append(f"not compared: {report.id}: {reason}")
    return lines


def key_words(made: DataFrame) -> DataFrame:
    """The rows that are no names of places, not rare and not weak: those without ``aside``."""
    if "aside" not in made:
        return made
    return made[made["aside"].isna()].reset_index(drop=True)


def write(made: DataFrame, what: What, form: str, output: Path | None) -> None:
    """Write a table of words as ``table``, ``csv`` or ``jsonl``; a file whole or not at all."""
    if output is None:
        _write(made, what, form, sys.stdout)
        return
    with reading.whole_file(output) as stream:
        _write(made, what, form, stream)


def _write(made: DataFrame, what: What, form: str, stream: TextIO) -> None:
    columns = [column.name for column in COLUMNS[what]]
    if form == "jsonl":
        from county_reports.extraction.records import to_json

        stream.writelines(f"{to_json(row)}\n" for row in _rows(made))
    elif form == "csv":
        tabular.write_csv(stream, _rows(made), columns)
    else:
        shown = [
            {name: round(value, 3) if isinstance(value, float) else value
             for name, value in row.items()}
            for row in _rows(made)
        ]  # fmt: skip
        stream.write(tabular.to_table(shown, SHORT[what]))


def _rows(made: DataFrame) -> Iterable[dict[str, object]]:
    import pandas as pd

    for row in made.astype("object").to_dict("records"):
        yield {str(name): None if pd.isna(value) else value for name, value in row.items()}

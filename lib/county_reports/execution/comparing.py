"""Comparisons of reports as tables for a terminal, CSV and JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from county_reports.execution import parameters, reading, tabular

if TYPE_CHECKING:
    from pandas import DataFrame

    from county_reports.corpus import Corpus

SHORT: dict[str, tuple[str, ...]] = {
    "comparison": ("indicator", "report", "value", "unit", "bound", "period", "choice", "missing",
                   "conflict", "start", "text"),
    "per": ("indicator", "report", "per", "value", "low", "upper", "unit", "missing", "caution",
            "start", "text", "denominator_start", "denominator_text"),
    "ranks": ("indicator", "rank", "best", "worst", "of", "report", "value", "low", "upper",
              "unit", "missing", "start", "text"),
    "spread": ("indicator", "unit", "counties", "of", "least", "quartile_1", "median",
               "quartile_3", "largest", "mad", "withheld"),
    "panel": ("indicator", "place", "county", "year", "value", "unit", "report", "dating",
              "revision", "breaks", "missing", "start", "text"),
}  # fmt: skip
"""Columns that a terminal shows; CSV and JSON Lines have all."""


def write(
    ids: Sequence[str],
    indicators: Sequence[str],
    *,
    per: str | None,
    kind: str,
    form: str,
    output: Path | None,
    warn: Callable[[str], None],
) -> list[str]:
    """Compare the reports of seeds/ and write the table; the selection note goes to `warn`.

    Returns:
        A line for each report that had to be set aside.

    Raises:
        UnknownReportError: no report has one of the ids.
        UsageError: an indicator or the name of `per` does not exist.
    """
    from county_reports.comparison import denominators, statistics
    from county_reports.corpus import read_corpus

    names = parameters.select_indicators(",".join(indicators))
    if per is not None:
        denominators.per_named(per)  # a wrong name is told before anything is read
    corpus = read_corpus()
    if ids:
        known = parameters.select_reports(",".join(ids), corpus.ids)
        corpus = replace(corpus, reports=tuple(corpus[name] for name in known), set_aside=())
    table = _table(corpus, names, per, kind)
    short = SHORT["per" if kind == "comparison" and per is not None else kind]
    if output is None:
        _write(table, form, short, sys.stdout)
    else:
        with reading.whole_file(output) as stream:
            _write(table, form, short, stream)
    if form == "table" and "missing" in table.columns:
        warn(statistics.selection_note(table).en)
    return [f"{each.file}: {each.reason}" for each in corpus.set_aside]


def _table(corpus: Corpus, names: Sequence[str], per: str | None, kind: str) -> DataFrame:
    from county_reports.comparison import statistics

    if kind == "panel":
        return corpus.panel(names)
    compared = corpus.compare(names, per=per)
    if kind == "ranks":
        return statistics.ranks(compared)
    return statistics.spread(compared) if kind == "spread" else compared


def _write(table: DataFrame, form: str, short: Sequence[str], stream: TextIO) -> None:
    from county_reports.extraction.records import to_json

    if form == "jsonl":
        stream.writelines(f"{to_json(row)}\n" for row in _rows(table, text=False))
    elif form == "csv":
        columns = [str(name) for name in table.columns]
        tabular.write_csv(stream, _rows(table, text=True), columns)
    else:
        stream.write(tabular.to_table(list(_rows(table, text=True)), short))


def _rows(table: DataFrame, *, text: bool) -> Iterator[dict[str, object]]:
    """Rows with missing cells as None; numbers as printed, or as numbers for JSON."""
    from county_reports.comparison.tables import given

    for row in table.to_dict("records"):
        yield {
            str(name): _plain(cell, text=text) if given(cell) else None
            for name, cell in row.items()
        }


def _plain(cell: object, *, text: bool) -> object:
    if not isinstance(cell, Decimal):
        return cell
    if text:
        return format(cell, "f")
    return int(cell) if cell == cell.to_integral_value() else float(cell)

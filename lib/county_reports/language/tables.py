"""The tables of words: their columns, named once, and how they are made.

Each row is one word of one report. It says how often the word stands there, where it stands first
(``start``, ``end``, ``quote``) and where else (``starts``), so that every number can be read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from county_reports.language.counting import Counted, Together, in_context
from county_reports.language.tokens import tokens_of, words
from county_reports.model import Report
from county_reports.schema import Column

if TYPE_CHECKING:
    from pandas import DataFrame

DIGITS = 10
"""Decimals of a measure in a table: logarithms differ in the last bits from machine to machine."""
NOT_IN_REPORT = "not in this report"
PLACE_NAME, RARE, FEW_PARTS, WEAK = "place name", "rare", "in few parts", "weak evidence"
ASIDE = (PLACE_NAME, RARE, FEW_PARTS, WEAK)
"""Why a word is not among the key words, in the order in which it is asked."""

_ABOUT: tuple[Column, ...] = (
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("word", "str", "the word"),
    Column("count", "int64", "how often the report has it"),
    Column("size", "int64", "content words of the report"),
)
_OTHERS: tuple[Column, ...] = (
    Column("others_count", "int64", "how often the other reports have it, together"),
    Column("others_size", "int64", "content words of the other reports, together"),
    Column("others_with", "int64", "how many of the other reports have it"),
    Column("others", "int64", "how many other reports there are"),
)
_PLACES: tuple[Column, ...] = (
    Column("start", "Int64", "first character of its first occurrence in the source", (), True),
    Column("end", "Int64", "one past the last character", (), True),
    Column("text", "str", "the word as written there", (), True),
    Column("quote", "str", "what stands around it there", (), True),
    Column("starts", "str", "first characters of all occurrences, separated by |", (), True),
    Column("missing", "str", "why it has no place", (NOT_IN_REPORT,), True),
)

KEYNESS: tuple[Column, ...] = (
    *_ABOUT, *_OTHERS,
    Column("g2", "float64", "log-likelihood ratio of the table of four cells, at least 0"),
    Column("bic", "float64", "g2 less the logarithm of all words; over 2 speaks for a difference"),
    Column("log_ratio", "float64", "binary logarithm of the ratio of shares; 1 is twice as often"),
    Column("dispersion", "float64", "DPnorm, 0 evenly spread to 1 in one part; of the report, or "
           "of the others where they have the word more often", (), True),
    Column("key", "bool", "whether it is among the key words"),
    Column("aside", "str", "why it is not", ASIDE, True),
    *_PLACES,
)  # fmt: skip

LOG_ODDS: tuple[Column, ...] = (
    *_ABOUT, *_OTHERS,
    Column("prior", "float64", "words that the prior adds to both sides"),
    Column("log_odds", "float64", "difference of the natural logarithms of the odds"),
    Column("z", "float64", "log_odds over its standard error"),
    Column("aside", "str", "why it is not among the key words", ASIDE, True),
    *_PLACES,
)  # fmt: skip

TF_IDF: tuple[Column, ...] = (
    *_ABOUT,
    Column("reports_with", "int64", "how many of the reports have it"),
    Column("reports", "int64", "how many reports there are"),
    Column("tf_idf", "float64", "weight of the word in its report, 0 to 1"),
    Column("aside", "str", "why it is not among the key words", (PLACE_NAME,), True),
    *_PLACES,
)

TOKENS: tuple[Column, ...] = (
    Column("report", "str", "id of the report"),
    Column("start", "int64", "first character in the source"),
    Column("end", "int64", "one past the last character"),
    Column("word", "str", "the word, without line breaks inside it"),
    Column("content", "bool", "whether it is counted: two characters or more and no stop word"),
)


def frame(rows: Iterable[Mapping[str, object]], columns: Sequence[Column]) -> DataFrame:
    """Rows as a table with exactly these columns in this order, each of its stated dtype."""
    import pandas as pd

    listed = list(rows)

    def cells(column: Column) -> list[object]:
        absent = float("nan") if column.dtype == "float64" else pd.NA
        return [absent if row.get(column.name) is None else row[column.name] for row in listed]

    series = {column.name: pd.Series(cells(column), dtype=column.dtype) for column in columns}
    return pd.DataFrame(series, columns=[column.name for column in columns])


def tokens_frame(reports: Iterable[Report]) -> DataFrame:
    """The words of some reports in the order of the text, one row a word; columns of ``TOKENS``."""
    rows = []
    for report in reports:
        content = set(words(report))
        rows += [
            {
                "report": report.id,
                "start": token.start,
                "end": token.end,
                "word": token.text,
                "content": token in content,
            }
            for token in tokens_of(report)
        ]
    return frame(rows, TOKENS)


def about(own: Counted, word: str) -> dict[str, object]:
    """The first cells of a row: whose word it is and how often it stands there."""
    metadata = own.report.metadata
    return {
        "report": own.report.id,
        "county": metadata.name,
        "report_year": metadata.year,
        "word": word,
        "count": own.counts.get(word, 0),
        "size": own.size,
    }


def against(rest: Together, word: str) -> dict[str, object]:
    """The cells that say how the other reports use a word."""
    return {
        "others_count": rest.counts.get(word, 0),
        "others_size": rest.size,
        "others_with": rest.having.get(word, 0),
        "others": rest.reports,
    }


def places(own: Counted, word: str) -> dict[str, object]:
    """The cells that lead to a word in the report, or say that it is not there."""
    tokens = own.places.get(word, ())
    if not tokens:
        return {"missing": NOT_IN_REPORT}
    first = tokens[0]
    return {
        "start": first.start,
        "end": first.end,
        "text": own.report.source[first.start : first.end],
        "quote": in_context(own.report, first),
        "starts": "|".join(str(token.start) for token in tokens),
    }

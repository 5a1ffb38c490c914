"""The table of set phrases: which county uses which, how often, and where first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from county_reports.attention.places import listed, prose, section_title
from county_reports.comparison.quotes import quote
from county_reports.comparison.tables import frame, validate
from county_reports.language.phrase_book import KINDS
from county_reports.language.phrases import FOUND, set_phrases
from county_reports.model import Observation, Report
from county_reports.schema import Column

if TYPE_CHECKING:
    from pandas import DataFrame

PHRASES: tuple[Column, ...] = (
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("phrase", "str", "the phrase without quotation marks and commas, e.g. 两不愁三保障"),
    Column("kind", "str", "numeral, paired, digits, campaign or wording", KINDS),
    Column("found", "str", "known (in the list) or found by its pattern", FOUND),
    Column("en", "str", "what it says, in English; known phrases only", (), True),
    Column("origin", "str", "who made it official, where commonly known", (), True),
    Column("written", "str", "every way it is written in the report, separated by |"),
    Column("uses", "int64", "how often it stands in the report"),
    Column("position", "float64", "how far into the prose the first use stands, 0 to 1"),
    Column("start", "int64", "first character of the first use in the source"),
    Column("end", "int64", "one past its last character"),
    Column("text", "str", "the first use as written"),
    Column("places", "str", "every use as report:start-end, with blanks between"),
    Column("quote", "str", "the sentence of the first use"),
    Column("section", "str", "heading above the first use", (), True),
)


def phrases_frame(read: Iterable[tuple[Report, Sequence[Observation]]]) -> DataFrame:
    """The set phrases of some reports, one row a phrase and report, in the order of first use.

    Example: 隆回县 三率一度, known, used once, first at 0.30 of the prose.

    Returns:
        A table with the columns of ``PHRASES``.
    """
    rows = [row for report, observations in read for row in _rows(report, observations)]
    return validate(frame(rows, PHRASES), PHRASES, what="set phrases")


def _rows(report: Report, observations: Sequence[Observation]) -> Iterator[dict[str, object]]:
    places = prose(report)
    for each in set_phrases(report, observations):
        first = each.uses[0]
        written = dict.fromkeys(_on_one_line(use.text) for use in each.uses)
        yield {
            "report": report.id, "county": report.metadata.name,
            "report_year": report.metadata.year,
            "phrase": each.phrase, "kind": each.kind, "found": each.found, "en": each.en,
            "origin": each.origin, "written": "|".join(written), "uses": len(each.uses),
            "position": round(bisect_left(places, first.start) / max(len(places), 1), 4),
            "start": first.start, "end": first.end, "text": first.text,
            "places": listed(report.id, ((use.start, use.end) for use in each.uses)),
            "quote": quote(report.source, first.start, first.end),
            "section": section_title(report, first.start),
        }  # fmt: skip


def _on_one_line(text: str) -> str:
    return "".join(text.split("\n")).replace("\r", "")

"""How checkable a report is: exact, approximate, vague statements, and what the audit reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from county_reports.attention.places import listed, prose, section_title
from county_reports.comparison.quotes import quote
from county_reports.comparison.tables import frame, validate
from county_reports.language.vague import vague_statements
from county_reports.model import Observation, Report
from county_reports.schema import Column

if TYPE_CHECKING:
    from pandas import DataFrame

CHECKABILITY: tuple[Column, ...] = (
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("characters", "int64", "characters of the prose, without blanks and page furniture"),
    Column("statements", "int64", "exact, approximate and vague ones together"),
    Column("exact", "int64", "figures without a word of approximation"),
    Column("approximate", "int64", "figures with 余, 多, 近, 约, 以上, 不少于 and the like"),
    Column("vague", "int64", "quantity words without a figure: 大幅, 大量"),
    Column("undecided", "int64", "digits that ran together and have no sure reading; not counted"),
    Column("share_exact", "Float64", "exact of all statements, 0 to 1", (), True),
    Column("share_approximate", "Float64", "approximate of all statements, 0 to 1", (), True),
    Column("share_vague", "Float64", "vague of all statements, 0 to 1", (), True),
    Column("figures_per_thousand", "Float64", "exact and approximate figures per 1,000 characters",
           (), True),
    Column("share_checked", "Float64", "figures that took part in a check of the audit, 0 to 1",
           (), True),
    Column("missing", "str", "why the share that was checked is missing", (), True),
    Column("places_exact", "str", "exact figures as report:start-end", (), True),
    Column("places_approximate", "str", "approximate figures as report:start-end", (),
           True),
    Column("places_vague", "str", "vague statements as report:start-end", (), True),
)  # fmt: skip

VAGUE: tuple[Column, ...] = (
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("word", "str", "the quantity word, e.g. 大幅"),
    Column("reason", "str", "change, size, number or share", ("change", "size", "number", "share")),
    Column("why_zh", "str", "what is not said, in Chinese"),
    Column("why_en", "str", "what is not said, in English"),
    Column("start", "int64", "first character in the source"),
    Column("end", "int64", "one past the last character"),
    Column("text", "str", "the word as written"),
    Column("quote", "str", "the sentence that it stands in"),
    Column("section", "str", "heading above it", (), True),
)

NOT_AUDITED = "not audited"
NOTHING_TO_CHECK = "no figure was read"


def checkability_frame(
    read: Iterable[tuple[Report, Sequence[Observation]]],
    checked: Mapping[str, float | None] | None = None,
) -> DataFrame:
    """How checkable each report is, one row a report.

    Example: 栖云县 with 8 exact figures, 1 approximate (近2万人) and 1 vague word (大量物资) has
    shares of 0.8, 0.1 and 0.1.

    Args:
        read: reports with their observations.
        checked: report id -> share of its figures that took part in a check; the column ``share``
            of ``schema.AUDITS``. Left out, the share is missing and says so.

    Returns:
        A table with the columns of ``CHECKABILITY``.
    """
    rows = [_row(report, observations, checked) for report, observations in read]
    return validate(frame(rows, CHECKABILITY), CHECKABILITY, what="checkability")


def _row(
    report: Report,
    observations: Sequence[Observation],
    checked: Mapping[str, float | None] | None,
) -> dict[str, object]:
    figures = [each.quantity for each in observations if each.quantity.kind == "measure"]
    sure = [q for q in figures if q.restoration is None or q.restoration.kind != "ambiguous"]
    exact = [q for q in sure if q.bound in (None, "exact")]
    approximate = [q for q in sure if q.bound not in (None, "exact")]
    vague = vague_statements(report, observations)
    characters = len(prose(report))
    total = len(sure) + len(vague)
    share = None if checked is None else checked.get(report.id)
    return {
        "report": report.id, "county": report.metadata.name, "report_year": report.metadata.year,
        "characters": characters, "statements": total, "exact": len(exact),
        "approximate": len(approximate), "vague": len(vague),
        "undecided": len(figures) - len(sure),
        "share_exact": _ratio(len(exact), total),
        "share_approximate": _ratio(len(approximate), total),
        "share_vague": _ratio(len(vague), total),
        "figures_per_thousand": _ratio(1000 * len(sure), characters),
        "share_checked": share,
        "missing": None if share is not None else NOTHING_TO_CHECK if not figures else NOT_AUDITED,
        "places_exact": listed(report.id, ((q.start, q.end) for q in exact)),
        "places_approximate": listed(report.id, ((q.start, q.end) for q in approximate)),
        "places_vague": listed(report.id, ((v.start, v.end) for v in vague)),
    }  # fmt: skip


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None


def vague_frame(read: Iterable[tuple[Report, Sequence[Observation]]]) -> DataFrame:
    """Every vague statement of some reports with its place and sentence.

    Example: 隆回县 乡村旅游扶贫快速发展: 快速, a change without its size.

    Returns:
        A table with the columns of ``VAGUE``, in the order of the text.
    """
    rows = [
        {
            "report": report.id, "county": report.metadata.name,
            "report_year": report.metadata.year, "word": each.word, "reason": each.reason.id,
            "why_zh": each.reason.zh, "why_en": each.reason.en,
            "start": each.start, "end": each.end, "text": each.text,
            "quote": quote(report.source, each.start, each.end),
            "section": section_title(report, each.start),
        }
        for report, observations in read
        for each in vague_statements(report, observations)
    ]  # fmt: skip
    return validate(frame(rows, VAGUE), VAGUE, what="vague statements")

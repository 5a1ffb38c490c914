"""The audit's findings as rows and records: each with the places and sentences of its figures.

Rows keep the ``Decimal`` and make the tables ``schema.FINDINGS``, ``UNCHECKED`` and ``AUDITS``;
records are the JSON objects of ``county-reports audit`` and need no pandas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from county_reports.audit.engine import Audit
from county_reports.audit.families import family_of
from county_reports.audit.finding import Finding, Unchecked
from county_reports.audit.tally import tally
from county_reports.comparison.quotes import Passage, passages, quote
from county_reports.comparison.tables import frame, validate
from county_reports.extraction.records import number
from county_reports.model import Observation, Report
from county_reports.schema import AUDITS, FINDINGS, UNCHECKED

if TYPE_CHECKING:
    from pandas import DataFrame

BETWEEN = "|"
"""Between the terms in one cell; sentences are separated by a slash."""
SENTENCES = " / "
UNCHECKED_STATUS = "unchecked"


def sentences(report: Report, finding: Finding) -> tuple[Passage, ...]:
    """The sentences of a finding with its figures: 已脱贫[63153户],未脱贫[3343户]."""
    return passages(
        report.source, [(each.quantity.start, each.quantity.end) for each in finding.members]
    )


def place(finding: Finding) -> Observation:
    """The figure that a finding is shown at: the stated outcome, else its first figure."""
    return finding.result or finding.members[0]


# ---- records


def record(report: Report, finding: Finding) -> dict[str, object]:
    """A finding as a JSON object with the fields of ``schema.FINDING_FIELDS``, in their order."""
    return {
        "report": finding.report,
        "rule": finding.rule,
        "status": finding.status,
        "severity": finding.severity,
        "expression": finding.expression,
        "stated": number(finding.stated),
        "computed_low": number(finding.computed_low),
        "computed_high": number(finding.computed_high),
        "terms": list(finding.starts),
        "result": None if finding.result is None else finding.result.quantity.start,
        "note": finding.note,
        "file": report.metadata.file,
        "family": family_of(finding.rule),
        "rounding": finding.rounding,
        "hypotheses": list(finding.hypotheses),
        "words_zh": finding.words_zh,
        "words_en": finding.words_en,
        "members": [_member(each) for each in finding.members],
        "quotes": [each.text for each in sentences(report, finding)],
    }


def unchecked_record(report: Report, each: Unchecked) -> dict[str, object]:
    """A figure that cannot be checked as a JSON object of the same fields, status unchecked."""
    quantity = each.observation.quantity
    return {
        "report": each.report,
        "rule": each.rule,
        "status": UNCHECKED_STATUS,
        "severity": None,
        "expression": "".join(quantity.text.split()),
        "stated": number(quantity.value),
        "computed_low": None,
        "computed_high": None,
        "terms": [],
        "result": quantity.start,
        "note": "",
        "file": report.metadata.file,
        "family": family_of(each.rule),
        "rounding": None,
        "hypotheses": [],
        "words_zh": each.reason_zh,
        "words_en": each.reason_en,
        "members": [_member(each.observation)],
        "quotes": [quote(report.source, quantity.start, quantity.end)],
    }


def _member(observation: Observation) -> dict[str, object]:
    quantity = observation.quantity
    return {
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "value": number(quantity.value),
        "unit": quantity.unit,
        # restored and corrected figures are marked in every export
        "restoration": quantity.restoration.kind if quantity.restoration else None,
        "correction": observation.correction.signed if observation.correction else None,
    }


def records_of(
    report: Report, audit: Audit, *, unchecked: bool = False
) -> Iterable[dict[str, object]]:
    """The records of an audit in the order of the text; what cannot be checked comes last."""
    for finding in audit.findings:
        yield record(report, finding)
    for each in audit.unchecked if unchecked else ():
        yield unchecked_record(report, each)


# ---- tables


def finding_row(report: Report, finding: Finding) -> dict[str, object]:
    """A finding as the cells of its table row; ``stated`` and the bounds are ``Decimal``."""
    result = finding.result.quantity if finding.result else None
    at = place(finding).quantity
    terms = [each.quantity for each in finding.terms]
    return {
        **_about(report),
        "rule": finding.rule,
        "family": family_of(finding.rule),
        "status": finding.status,
        "severity": finding.severity,
        "expression": finding.expression,
        "stated": finding.stated,
        "unit": None if result is None else result.unit,
        "computed_low": finding.computed_low,
        "computed_high": finding.computed_high,
        "start": at.start,
        "end": at.end,
        "starts": _joined(each.start for each in terms) or None,
        "ends": _joined(each.end for each in terms) or None,
        "texts": _joined(each.text for each in terms) or None,
        "result_start": None if result is None else result.start,
        "result_end": None if result is None else result.end,
        "result_text": None if result is None else result.text,
        "restored": _joined(each.quantity.start for each in finding.members
                            if each.quantity.restoration is not None) or None,
        "corrected": _joined(each.quantity.start for each in finding.members
                             if each.correction is not None) or None,
        "rounding": finding.rounding,
        "hypotheses": _joined(finding.hypotheses) or None,
        "note": finding.note or None,
        "words_zh": finding.words_zh,
        "words_en": finding.words_en,
        "quote": SENTENCES.join(each.text for each in sentences(report, finding)),
    }  # fmt: skip


def unchecked_row(report: Report, each: Unchecked) -> dict[str, object]:
    """A figure that cannot be checked as the cells of its table row."""
    quantity = each.observation.quantity
    return {
        **_about(report),
        "rule": each.rule,
        "family": family_of(each.rule),
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "reason_zh": each.reason_zh,
        "reason_en": each.reason_en,
        "quote": quote(report.source, quantity.start, quantity.end),
    }


def _about(report: Report) -> dict[str, object]:
    about = report.metadata
    return {
        "report": report.id, "file": about.file, "county": about.name, "report_year": about.year,
    }  # fmt: skip


def _joined(parts: Iterable[object]) -> str:
    return BETWEEN.join(str(part) for part in parts)


Audited = Sequence[tuple[Report, Audit]]


def findings_frame(audited: Audited) -> DataFrame:
    """All findings of some reports, one row a finding: 63153户 + 3343户 = 66496户, confirmed.

    Columns and dtypes are those of ``schema.FINDINGS``; ``stated``, ``computed_low`` and
    ``computed_high`` hold ``Decimal``.

    Raises:
        SchemaError: a finding holds a value that the schema forbids.
    """
    rows = [finding_row(report, each) for report, audit in audited for each in audit.findings]
    return validate(frame(rows, FINDINGS), FINDINGS, what="findings")


def unchecked_frame(audited: Audited) -> DataFrame:
    """What cannot be checked and why, one row a figure: 占51.64%, its base is not in the report.

    Columns and dtypes are those of ``schema.UNCHECKED``.

    Raises:
        SchemaError: a row holds a value that the schema forbids.
    """
    rows = [unchecked_row(report, each) for report, audit in audited for each in audit.unchecked]
    return validate(frame(rows, UNCHECKED), UNCHECKED, what="unchecked")


def overview_frame(audited: Audited) -> DataFrame:
    """The counts of each report's audit, one row a report: 隆回县 35 relations, 31 add up.

    Columns and dtypes are those of ``schema.AUDITS``.
    """
    return validate(frame(map(_counts, audited), AUDITS), AUDITS, what="audits")


def _counts(one: tuple[Report, Audit]) -> Mapping[str, object]:
    report, audit = one
    counts = tally(audit)
    about = {name: value for name, value in _about(report).items() if name != "file"}
    names = [column.name for column in AUDITS if column.name not in about]
    return about | {name: getattr(counts, name) for name in names}

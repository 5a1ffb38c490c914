"""What ``county-reports audit`` does: places to audits, audits to lines, one report at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from county_reports.audit.catalogue import RULES
from county_reports.execution import reading, tabular

if TYPE_CHECKING:
    from county_reports.auditing import AuditedReport

RULE_COLUMNS = ("rule", "switch", "family", "zh", "en")


@dataclass(frozen=True, slots=True)
class Shown:
    """Which findings are asked for: their statuses (all when empty), and the unchecked ones."""

    statuses: frozenset[str] = frozenset()
    unchecked: bool = False

    def of(self, audited: AuditedReport) -> AuditedReport:
        """The audit with the findings that are asked for; its counts are those of what is left."""
        if not self.statuses:
            return audited
        kept = [each for each in audited.findings_list if each.status in self.statuses]
        return replace(audited, audit=replace(audited.audit, findings=tuple(kept)))


def rules_table() -> str:
    """The rules as a table: id, on or off, family, what each relates."""
    rows = [
        {"rule": rule.id, "switch": "on" if rule.default else "off", "family": rule.family,
         "zh": rule.zh, "en": rule.en}
        for rule in RULES
    ]  # fmt: skip
    return tabular.to_table(rows, RULE_COLUMNS)


def audit_one(
    place: str, only: tuple[str, ...] = (), without: tuple[str, ...] = ()
) -> AuditedReport:
    """The audit of one report by path or id; here so that it can be sent to another process."""
    from county_reports import corpus

    return corpus.audit(reading.read_one(place), only=only, without=without)


def audit_each(
    chosen: Sequence[str],
    found: reading.Found,
    *,
    only: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
) -> Iterator[AuditedReport]:
    """The audits one after another; what cannot be read is noted in `found` and left out."""
    return reading.each(partial(audit_one, only=only, without=without), chosen, found)


def write(audited: Iterable[AuditedReport], form: str, shown: Shown, output: Path | None) -> None:
    """Write the findings as ``table``, ``text``, ``jsonl`` or ``csv``, a file whole or not at all.

    All but the table, whose columns are as wide as their cells, are written report by report.
    """
    if output is None:
        _write(audited, form, shown, sys.stdout)
        return
    with reading.whole_file(output) as stream:
        _write(audited, form, shown, stream)


def _write(audited: Iterable[AuditedReport], form: str, shown: Shown, stream: TextIO) -> None:
    if form == "text":
        _write_text(audited, shown, stream)
    elif form == "jsonl":
        from county_reports.extraction.records import to_json

        for each in audited:
            stream.writelines(f"{to_json(record)}\n" for record in _records(each, shown))
    elif form == "csv":
        rows = (row for each in audited for row in _rows(each, shown))
        tabular.write_csv(stream, rows, tabular.FINDING_COLUMNS)
    else:
        records = (record for each in audited for record in _records(each, shown))
        short = [tabular.finding_row(record) for record in records]
        stream.write(tabular.to_table(short, tabular.FINDING_TABLE_COLUMNS))


def _write_text(audited: Iterable[AuditedReport], shown: Shown, stream: TextIO) -> None:
    from county_reports.auditing import lines

    for number, each in enumerate(audited):
        made = lines.report_lines(each, shown.statuses, unchecked=shown.unchecked)
        text = "\n".join(made)
        stream.write(f"\n{'-' * 100}\n\n{text}\n" if number else f"{text}\n")


def _records(audited: AuditedReport, shown: Shown) -> list[dict[str, object]]:
    return shown.of(audited).records(unchecked=shown.unchecked)


def _rows(audited: AuditedReport, shown: Shown) -> Iterator[dict[str, object]]:
    about = audited.report.metadata
    for record in _records(audited, shown):
        yield tabular.flatten_finding(record, about.name, about.year)

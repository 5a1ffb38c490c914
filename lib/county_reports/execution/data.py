"""The reading step of the main job: one report in; its observations, coverage and audit out."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from county_reports import paths
from county_reports.errors import CountyReportsError
from county_reports.execution import records


@dataclass(frozen=True, slots=True)
class ReadJob:
    """A report to read; it can be sent to another process."""

    root: Path
    report: str
    file: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """Whether a report could be read; `reason` and `remedy` say why not and what helps."""

    report: str
    file: str
    reason: str = ""
    remedy: str = ""


def read(job: ReadJob) -> ReadOutcome:
    """Read a report, write ``build/data/<id>.jsonl``, its findings and coverage; record it last.

    A report that cannot be read is recorded with its reason, so that the next run can name it
    again without reading it again.
    """
    from county_reports import corpus
    from county_reports.extraction import records as extraction_records

    os.environ[paths.ROOT_VARIABLE] = str(job.root)
    store = job.root / "build" / "records" / "reading"
    folder = job.root / "build" / "data"
    records.forget(store, job.report)
    try:
        found = corpus.read_report(job.report)
        lines = [
            extraction_records.to_json(extraction_records.record(found.report, observation))
            for observation in found.observations_list
        ]
        coverage, audited = found.coverage, found.audit
        findings = [extraction_records.to_json(each) for each in audited.records()]
    except CountyReportsError as problem:
        outcome = ReadOutcome(job.report, job.file, problem.what, problem.remedy)
        records.save(
            store,
            records.Record(
                job.report, job.fingerprint, reason=outcome.reason, remedy=outcome.remedy
            ),
        )
        return outcome
    metadata = found.report.metadata
    about = {
        "report": job.report,
        "file": job.file,
        "county": metadata.county,
        "province": metadata.province,
        "year": metadata.year,
        "title": metadata.title,
        "numerals": coverage.total,
        "read": coverage.read,
        "set_aside": coverage.set_aside,
        "unread": len(coverage.unread),
        "relations": audited.tally.relations,
        "contradictions": audited.tally.contradictions,
    }
    observations, summary = folder / f"{job.report}.jsonl", folder / f"{job.report}.json"
    relations = folder / f"{job.report}.findings.jsonl"
    records.write_atomically(observations, "".join(f"{line}\n" for line in lines).encode())
    records.write_atomically(relations, "".join(f"{line}\n" for line in findings).encode())
    records.write_atomically(
        summary, (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()
    )
    records.save(
        store,
        records.Record(
            job.report,
            job.fingerprint,
            records.hashed(job.root, [observations, relations, summary]),
        ),
    )
    return ReadOutcome(job.report, job.file)


def about(root: Path, report: str) -> dict[str, object]:
    """What the reading step noted about a report: county, year, coverage."""
    path = root / "build" / "data" / f"{report}.json"
    loaded: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def gather(root: Path, reports: tuple[str, ...]) -> tuple[Path, ...]:
    """Write the tables of the whole corpus as CSV: observations, findings and coverage."""
    from county_reports.execution import tabular

    folder = root / "build" / "data"
    observations, findings = folder / "observations.csv", folder / "findings.csv"
    coverage = folder / "coverage.csv"
    summaries = [about(root, report) for report in reports]
    rows = [row for report in reports for row in _lines(folder / f"{report}.jsonl")]
    records.write_atomically(observations, tabular.to_csv(map(tabular.flatten, rows)).encode())
    found = [
        tabular.flatten_finding(row, summary["county"] or summary["report"], summary["year"])
        for summary in summaries
        for row in _lines(folder / f"{summary['report']}.findings.jsonl")
    ]
    records.write_atomically(findings, tabular.to_csv(found, tabular.FINDING_COLUMNS).encode())
    records.write_atomically(
        coverage,
        tabular.to_csv(summaries, columns=tuple(summaries[0]) if summaries else ()).encode(),
    )
    return observations, findings, coverage


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

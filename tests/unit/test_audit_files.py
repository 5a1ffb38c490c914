"""The files of an audit: CSV row by row, a file whole or not at all, what the main job writes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import finding_factory as made
from county_reports import schema
from county_reports.execution import auditing, data, index, reading, records, tabular
from county_reports.execution.records import Record
from invented import REPORTS

TERMS = ("starts", "ends", "texts")

# ---- CSV as it comes


class Watched(io.StringIO):
    """A file that says how much stood in it whenever it was looked at."""

    @property
    def lines(self) -> int:
        return self.getvalue().count("\n")


def test_rows_are_written_as_they_come():
    stream = Watched()
    seen: list[int] = []

    def rows() -> Iterator[dict[str, object]]:
        for number in range(3):
            seen.append(stream.lines)
            yield {"a": number, "b": f"={number}"}

    tabular.write_csv(stream, rows(), ("a", "b"))
    assert seen == [1, 2, 3], "the head, then one row after the other"
    assert stream.getvalue() == "a,b\n0,'=0\n1,'=1\n2,'=2\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "a,b\n"),
        ([{"a": 1}], "a,b\n1,\n"),
        ([{"b": None, "a": -1.5}], "a,b\n-1.5,\n"),
        ([{"a": "甲,乙", "b": '"', "c": 3}], 'a,b\n"甲,乙",""""\n'),
    ],
)
def test_columns_are_those_asked_for(rows: list[dict[str, object]], expected: str):
    assert tabular.to_csv(rows, ("a", "b")) == expected
    stream = io.StringIO()
    tabular.write_csv(stream, rows, ("a", "b"))
    assert stream.getvalue() == expected


def test_an_audit_streams_report_by_report():
    stream = Watched()
    seen: list[int] = []

    def audits() -> Iterator[made.AuditedReport]:
        for each in made.corpus(3):
            seen.append(stream.lines)
            yield each

    shown = auditing.Shown(frozenset(), unchecked=True)
    auditing._write(audits(), "csv", shown, stream)
    assert seen == [1, 9, 17]
    stream, seen = Watched(), []
    auditing._write(audits(), "jsonl", shown, stream)
    assert seen == [0, 8, 16]
    stream, seen = Watched(), []
    auditing._write(audits(), "text", shown, stream)
    assert seen[0] == 0 < seen[1] < seen[2]


@pytest.mark.parametrize(
    ("statuses", "count"),
    [((), 7), (("confirmed",), 3), (("inconsistent",), 3), (("implausible",), 1),
     (("inconsistent", "implausible"), 4)],
)  # fmt: skip
def test_the_findings_that_are_asked_for(statuses: tuple[str, ...], count: int):
    audited = made.audited()
    chosen = auditing.Shown(frozenset(statuses)).of(audited)
    assert len(chosen.findings_list) == count
    assert len(audited.findings_list) == 7, "the audit itself stays as it is"
    assert chosen.unchecked_list == audited.unchecked_list


# ---- whole files


def test_a_file_appears_whole(tmp_path: Path):
    target = tmp_path / "f.csv"
    with reading.whole_file(target) as stream:
        stream.write("甲\n")
        assert not target.exists()
    assert target.read_bytes() == "甲\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["f.csv"]


def test_a_stopped_file_leaves_the_old_one(tmp_path: Path):
    target = tmp_path / "f.csv"
    target.write_text("old", encoding="utf-8")

    def stop() -> None:
        with reading.whole_file(target) as stream:
            stream.write("new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["f.csv"]


def test_an_audit_that_stops_leaves_no_file(tmp_path: Path):
    def audits() -> Iterator[made.AuditedReport]:
        yield made.audited()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        auditing.write(audits(), "jsonl", auditing.Shown(), tmp_path / "f.jsonl")
    assert list(tmp_path.iterdir()) == []


# ---- the step of the main job


@pytest.fixture
def jobs(project: Path) -> list[data.ReadJob]:
    """The reading steps of the invented project, done once."""
    made_jobs = [
        data.ReadJob(project, name, f"{name}.txt", f"fingerprint of {name}") for name in REPORTS
    ]
    for job in made_jobs:
        assert data.read(job).reason == ""
    return made_jobs


def test_the_step_writes_findings_and_records_them(project: Path, jobs: list[data.ReadJob]):
    for job in jobs:
        name = f"build/data/{job.report}.findings.jsonl"
        record = records.load(project / "build" / "records" / "reading", job.report)
        assert record is not None
        assert name in record.outputs
        assert records.is_fresh(project, record, job.fingerprint)
        lines = (project / name).read_text(encoding="utf-8").splitlines()
        assert lines
        for line in lines:
            assert tuple(json.loads(line)) == schema.FINDING_FIELDS


def test_lost_findings_make_the_step_stale(project: Path, jobs: list[data.ReadJob]):
    (project / "build" / "data" / f"{REPORTS[0]}.findings.jsonl").unlink()
    store = project / "build" / "records" / "reading"
    stale = [
        job.report for job in jobs
        if not records.is_fresh(project, records.load(store, job.report), job.fingerprint)
    ]  # fmt: skip
    assert stale == [REPORTS[0]]


def test_the_step_counts_for_the_index(project: Path, jobs: list[data.ReadJob]):
    for job in jobs:
        about = data.about(project, job.report)
        lines = (project / "build" / "data" / f"{job.report}.findings.jsonl").read_text("utf-8")
        statuses = [json.loads(line)["status"] for line in lines.splitlines()]
        assert about["relations"] == len(statuses)
        assert about["contradictions"] == len(statuses) - statuses.count("confirmed")


def test_a_report_that_cannot_be_read_has_no_findings(project: Path):
    (project / "seeds" / "noise-2020.txt").write_bytes(b"\xff\xfe\x00\x81" * 50)
    outcome = data.read(data.ReadJob(project, "noise-2020", "noise-2020.txt", "f"))
    assert outcome.reason
    assert not (project / "build" / "data" / "noise-2020.findings.jsonl").exists()


@pytest.mark.usefixtures("jobs")
def test_the_table_of_the_corpus_has_every_finding(project: Path):
    written = data.gather(project, REPORTS)
    assert [path.name for path in written] == ["observations.csv", "findings.csv", "coverage.csv"]
    with written[1].open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0]) == tuple(column.name for column in schema.FINDINGS)
    lines = [
        json.loads(line)
        for name in REPORTS
        for line in (project / "build" / "data" / f"{name}.findings.jsonl")
        .read_text("utf-8")
        .splitlines()
    ]
    assert [(row["report"], row["rule"], row["expression"]) for row in rows] == [
        (line["report"], line["rule"], line["expression"]) for line in lines
    ]
    sources = {
        name: (project / "seeds" / f"{name}.txt").open(encoding="utf-8", newline="").read()
        for name in REPORTS
    }
    for row in rows:
        at = sources[row["report"]][int(row["start"]) : int(row["end"])]
        assert "".join(at.split()) in "".join(row["quote"].split())
        starts, ends, texts = (row[n].split("|") if row[n] else [] for n in TERMS)
        for (start, end), text in zip(zip(starts, ends, strict=True), texts, strict=True):
            assert sources[row["report"]][int(start) : int(end)] == text
        assert row["report_year"] == row["report"][-4:]


def test_no_report_is_an_empty_table(project: Path):
    (project / "build" / "data").mkdir(parents=True, exist_ok=True)
    observations, findings, _ = data.gather(project, ())
    assert len(findings.read_text(encoding="utf-8").splitlines()) == 1
    assert len(observations.read_text(encoding="utf-8").splitlines()) == 1


# ---- the index


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.links: list[str] = []
        self._in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in = tag == "td" or (self._in and tag == "a")
        if tag == "td":
            self.cells.append("")
        if tag == "a":
            self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, text: str) -> None:
        if self._in and self.cells:
            self.cells[-1] += text


def about(relations: int, contradictions: int, name: str = "qiyun-2019") -> dict[str, object]:
    return {
        "report": name, "county": "栖云县", "province": None, "year": 2019, "numerals": 4,
        "read": 3, "set_aside": 1, "unread": 0, "relations": relations,
        "contradictions": contradictions,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("relations", "contradictions", "cell"),
    [(35, 4, "4 / 35"), (35, 0, "0 / 35"), (0, 0, "nothing checked")],
)
def test_the_index_says_how_much_does_not_add_up(relations, contradictions, cell, tmp_path):
    page = index.page(tmp_path, [about(relations, contradictions)], [], [], [])
    parser = _Cells()
    parser.feed(page)
    assert cell in parser.cells
    assert "data/qiyun-2019.findings.jsonl" in parser.links
    assert "data/findings.csv" in parser.links


def test_the_index_lists_the_audit_with_the_notebooks_of_all_reports(tmp_path: Path):
    run = Record("03_audit", "f", title="Do a report's own figures agree?")
    page = index.page(tmp_path, [about(1, 0)], [run], [], [])
    assert "html/03_audit.html" in page
    assert "Do a report&#x27;s own figures agree?" in page

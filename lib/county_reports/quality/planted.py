"""The audit against planted contradictions: how many it finds, and how often it cries wolf.

A folder has one folder a report: ``report.txt`` with the plants, ``clean.txt`` without them,
``planted.json`` with the spans of each plant and ``meta.json``. A plant is found when a finding
that
does not hold has the changed figure among its terms, with another figure of the plant where the
finding has more than one. Every other contradiction is a false alarm, in the clean text any one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from county_reports.audit.engine import audit_report
from county_reports.audit.finding import Finding
from county_reports.errors import GoldError
from county_reports.extraction import observe
from county_reports.model import Metadata
from county_reports.reading.reader import read_file

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Plant:
    """One planted contradiction: its kind, the changed figures, all figures that take part."""

    kind: str
    changed: tuple[Span, ...]
    involved: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A report with plants, what the audit found of them, and its false alarms."""

    report: str
    plants: tuple[Plant, ...]
    found: tuple[bool, ...]
    false_alarms: tuple[Finding, ...]
    """Contradictions of the planted text that are none of the plants."""
    clean_alarms: tuple[Finding, ...]
    """Contradictions of the text without plants."""


def read_plants(folder: Path) -> tuple[Plant, ...]:
    """The plants of a report, checked against its text.

    Raises:
        GoldError: the file is malformed or a span lies outside the text.
    """
    path = folder / "planted.json"
    try:
        with (folder / "report.txt").open(encoding="utf-8", newline="") as file:
            length = len(file.read())
        listed = json.loads(path.read_text(encoding="utf-8"))["planted"]
        plants = tuple(
            Plant(each["kind"], _spans(each["changed"]), _spans(each["involved"]), each["why"])
            for each in listed
        )
    except (OSError, KeyError, TypeError, ValueError) as problem:
        raise GoldError(f"the plants cannot be read ({problem})", where=str(path)) from problem
    if any(not 0 <= start < end <= length for p in plants for start, end in p.involved):
        raise GoldError("a plant lies outside its text", where=str(path))
    return plants


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((int(start), int(end)) for start, end in pairs)


def _touches(finding: Finding, spans: Sequence[Span]) -> int:
    """How many figures of a finding overlap one of the spans."""
    return sum(
        any(member.quantity.start < end and start < member.quantity.end for start, end in spans)
        for member in finding.members
    )


def is_about(finding: Finding, plant: Plant) -> bool:
    """Whether a contradiction is the planted one: it has the changed figure, and no other alone."""
    if not _touches(finding, plant.changed):
        return False
    return (
        len(finding.members) == 1
        or _touches(finding, plant.involved) > 1
        or (len(plant.involved) == 1)
    )


def try_report(folder: Path) -> Trial:
    """Audit a report with its plants, and its clean text."""
    plants = read_plants(folder)
    told = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    metadata = Metadata(
        folder.name, "report.txt", county=told.get("county"), province=told.get("province"),
        year=told.get("year"),
    )  # fmt: skip
    contradictions = {}
    for name in ("report.txt", "clean.txt"):
        report = read_file(folder / name, metadata)
        contradictions[name] = audit_report(report, observe(report)).contradictions
    found = tuple(any(is_about(f, plant) for f in contradictions["report.txt"]) for plant in plants)
    changed = [span for plant in plants for span in plant.changed]
    false = tuple(f for f in contradictions["report.txt"] if not _touches(f, changed))
    return Trial(folder.name, plants, found, false, contradictions["clean.txt"])


def try_all(folder: Path) -> tuple[Trial, ...]:
    """Every report of a folder of plants, in the order of their names."""
    return tuple(
        try_report(each) for each in sorted(folder.iterdir()) if (each / "planted.json").is_file()
    )

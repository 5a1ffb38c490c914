"""Observations as lines on a screen and as CSV, with the standard library only.

``county-reports read`` stays quick because nothing here needs pandas.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO
from unicodedata import east_asian_width

from county_reports import schema
from county_reports.extraction.correction_words import change_in_words

_FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")

FINDING_COLUMNS = tuple(column.name for column in schema.FINDINGS)
FINDING_TABLE_COLUMNS = ("report", "start", "status", "rule", "expression", "note")
TABLE_COLUMNS = ("report", "start", "text", "value", "unit", "bound", "indicator", "period", "note")


def flatten(record: Mapping[str, object]) -> dict[str, object]:
    """A JSON Lines record as one row of the observations table.

    The restoration becomes four columns, the correction two.
    """
    row = dict(record)
    restoration = row.get("restoration")
    kind = lost = proof = alternatives = None
    if isinstance(restoration, Mapping):
        kind, lost, proof = (restoration.get(name) for name in ("kind", "lost", "proof"))
        alternatives = "|".join(str(each) for each in restoration.get("alternatives") or ())
    row |= {"restoration": kind, "lost": lost, "proof": proof, "alternatives": alternatives}
    signed, changed = _corrected(record)
    row |= {"correction": signed, "corrected_from": changed}
    return {name: row.get(name) for name in schema.OBSERVATION_COLUMNS}


def flatten_finding(
    record: Mapping[str, object], county: object, year: object
) -> dict[str, object]:
    """A JSON Lines record of ``county-reports audit`` as one row of the table of findings.

    A figure that cannot be checked becomes a row of status unchecked, its reason in the words.
    """
    members = {each["start"]: each for each in _members(record)}
    terms = [members[start] for start in _list(record.get("terms")) if start in members]
    result = members.get(record.get("result"))
    at = result or next(iter(members.values()))
    row = dict(record) | {
        "county": county,
        "report_year": year,
        "unit": result and result["unit"],
        "start": at["start"],
        "end": at["end"],
        "starts": _bars(each["start"] for each in terms),
        "ends": _bars(each["end"] for each in terms),
        "texts": _bars(each["text"] for each in terms),
        "result_start": result and result["start"],
        "result_end": result and result["end"],
        "result_text": result and result["text"],
        "restored": _bars(start for start, each in members.items() if each["restoration"]),
        "corrected": _bars(start for start, each in members.items() if each["correction"]),
        "hypotheses": _bars(_list(record.get("hypotheses"))),
        "quote": " / ".join(str(each) for each in _list(record.get("quotes"))),
    }
    return {column.name: row.get(column.name) for column in schema.FINDINGS}


def _members(record: Mapping[str, object]) -> list[dict[str, object]]:
    return [each for each in _list(record.get("members")) if isinstance(each, dict)]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _bars(parts: Iterable[object]) -> str:
    return "|".join(str(part) for part in parts)


def finding_row(record: Mapping[str, object]) -> dict[str, object]:
    """A finding's record as the short row that the terminal shows."""
    members = _members(record)
    notes = ["slip in the last digit"] if record.get("severity") == "slip" else []
    notes += [
        word
        for word, key in (("restored", "restoration"), ("corrected", "correction"))
        if any(each[key] for each in members)
    ]
    if record.get("rounding") not in (None, "exact"):
        notes.append(f"rounded {record['rounding']}")
    if record.get("status") == "unchecked":
        notes.append(str(record["words_en"]))
    start = record["result"] if record.get("result") is not None else members[0]["start"]
    return dict(record) | {"start": start, "note": ", ".join(notes)}  # fmt: skip


def _corrected(record: Mapping[str, object]) -> tuple[str | None, str | None]:
    """A record's correction as reason (who, date) and as what it changed."""
    correction = record.get("correction")
    if not isinstance(correction, Mapping):
        return None, None
    signed = f"{correction.get('reason')} ({correction.get('who')}, {correction.get('date')})"
    before = correction.get("before") or {}
    return signed, change_in_words(str(correction.get("action")), before, record)


def defused(value: object) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers.

    >>> defused("=cmd()"), defused("-3.2"), defused(None)
    ("'=cmd()", '-3.2', '')
    """
    if value is None:
        return ""
    text = str(value)
    if text.startswith(_FORMULA_MARKS) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def to_csv(
    rows: Iterable[Mapping[str, object]], columns: Sequence[str] = schema.OBSERVATION_COLUMNS
) -> str:
    """Rows as CSV with a header; every text is defused."""
    stream = io.StringIO()
    write_csv(stream, rows, columns)
    return stream.getvalue()


def write_csv(stream: TextIO, rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> None:
    """Rows as CSV with a header, each written as it comes; every text is defused."""
    stream.write(_line(columns))
    stream.writelines(_line([defused(row.get(name)) for name in columns]) for row in rows)


def _line(cells: Sequence[str]) -> str:
    # a lone carriage return is quoted by Python 3.13, by others only if the line ends with one
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerow(cells)
    return stream.getvalue().removesuffix("\r\n") + "\n"


def width(text: str) -> int:
    """Columns that a text takes on a terminal: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def to_table(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> str:
    """Rows as aligned columns for a terminal; control characters are shown, not obeyed."""
    lines = [list(columns)] + [[_shown(row.get(name)) for name in columns] for row in rows]
    widths = [max(width(line[place]) for line in lines) for place in range(len(columns))]
    return "".join(
        "  ".join(
            cell + " " * (room - width(cell)) for cell, room in zip(line, widths, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def _shown(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
    return text if len(text) <= 48 else text[:47] + "…"


def table_row(record: Mapping[str, object]) -> dict[str, object]:
    """A record as the short row that the terminal shows."""
    notes = []
    restoration = record.get("restoration")
    if isinstance(restoration, Mapping):
        notes.append(f"restored ({restoration.get('kind')})")
    changed = _corrected(record)[1]
    if changed is not None:
        notes.append(f"corrected ({changed})")
    if record.get("status") == "planned":
        notes.append("planned")
    if record.get("kind") != "measure":
        notes.append(str(record.get("kind")))
    if record.get("scope") not in ("county", None):
        notes.append(f"scope: {record.get('scope')}")
    return dict(record) | {"note": ", ".join(notes)}

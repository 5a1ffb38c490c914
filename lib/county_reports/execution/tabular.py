"""Observations as lines on a screen and as CSV, with the standard library only.

``county-reports read`` stays quick because nothing here needs pandas.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from unicodedata import east_asian_width

from county_reports import schema
from county_reports.extraction.correction_words import change_in_words

_FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")

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
    lines = [_line(columns)]
    lines += [_line([defused(row.get(name)) for name in columns]) for row in rows]
    return "".join(lines)


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

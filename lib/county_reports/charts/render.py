"""Bytes of a figure's files: the same input gives the same bytes, in every process.

Nothing that changes from run to run or from machine to machine is written: no date, no random
identifier, no path, no version of Python.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from county_reports.charts import style
from county_reports.comparison.tables import given

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

METADATA: Mapping[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "ModDate": None, "Creator": None, "Producer": None},
}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet may take for a formula."""


def picture(figure: Figure, kind: str) -> bytes:
    """A figure as svg (text as outlines), png (300 dpi) or pdf (TrueType fonts embedded)."""
    buffer = io.BytesIO()
    with style.drawing():
        figure.savefig(buffer, format=kind, dpi=300, metadata=METADATA[kind])
    data = buffer.getvalue()
    if kind == "svg":
        # one line end on every system, none doubled
        data = data.replace(b"\r\n", b"\n")
        data = b"\n".join(line.rstrip() for line in data.split(b"\n"))
    return data


def cell(value: object) -> str:
    """A table cell as text; a word that a spreadsheet would run as a formula is defused by '.

    >>> cell("=1+1"), cell(Decimal("-2.50"))
    ("'=1+1", '-2.50')
    """
    if not given(value):
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    text = str(value)
    if isinstance(value, (int, float)):
        return text
    return f"'{text}" if text.startswith(DANGEROUS) else text


def table(data: DataFrame) -> bytes:
    """A table as CSV in UTF-8, one line a row, every number as printed in the report."""
    rows = data.itertuples(index=False, name=None)
    lines = [_line([cell(str(name)) for name in data.columns])]
    lines += [_line([cell(value) for value in row]) for row in rows]
    return "".join(lines).encode("utf-8")


def _line(cells: Sequence[str]) -> str:
    # a lone carriage return is quoted by Python 3.13, by others only if the line ends with one
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n") + "\n"


def document(content: Mapping[str, object]) -> bytes:
    """A JSON file in UTF-8, keys in the order given."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")

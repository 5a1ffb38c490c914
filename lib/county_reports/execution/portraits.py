"""What ``county-reports summary`` does: reports to portraits, portraits to text or a table."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from county_reports.execution import reading, tabular

if TYPE_CHECKING:
    from county_reports.format import Language
    from county_reports.one_report import ReadReport


def write(
    reports: Iterable[ReadReport], form: str, language: Language, output: Path | None
) -> None:
    """Write the portraits as ``text``, ``markdown`` or ``csv``, a file whole or not at all.

    Example: ``write(reports, "csv", "zh", None)`` prints 隆回县's registry.incidence, 0.68, 439,
    444. Each report is written as it comes.
    """
    if output is None:
        _write(reports, form, language, sys.stdout)
        return
    with reading.whole_file(output) as stream:
        _write(reports, form, language, stream)


def _write(reports: Iterable[ReadReport], form: str, language: Language, stream: TextIO) -> None:
    from county_reports.comparison import portrait_text
    from county_reports.comparison.portrait_table import PORTRAIT

    if form == "csv":
        columns = [column.name for column in PORTRAIT]
        rows = (row for read in reports for row in read.portrait.rows)
        tabular.write_csv(stream, rows, columns)
        return
    made = portrait_text.markdown if form == "markdown" else portrait_text.text
    rule = "---" if form == "markdown" else "-" * 100
    for number, read in enumerate(reports):
        stream.write(f"\n{rule}\n\n" if number else "")
        stream.write(made(read.portrait, language))

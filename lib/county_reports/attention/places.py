"""Places of many words or figures in one cell: ``longhui-2019:120-126 longhui-2019:388-392``.

The form is that of the plotted data of figures (``charts.contract``).
"""

from __future__ import annotations

from collections.abc import Iterable

from county_reports.model import Report


def listed(report: str, spans: Iterable[tuple[int, int]]) -> str | None:
    """Spans of a report as one cell, in order; None where there are none.

    >>> listed("longhui-2019", [(388, 392), (120, 126)])
    'longhui-2019:120-126 longhui-2019:388-392'
    """
    return " ".join(f"{report}:{start}-{end}" for start, end in sorted(spans)) or None


def spans_of(cell: str) -> list[tuple[int, int]]:
    """The spans of a cell that :func:`listed` wrote.

    >>> spans_of("longhui-2019:120-126 longhui-2019:388-392")
    [(120, 126), (388, 392)]
    """
    pairs = (place.rpartition(":")[2].split("-") for place in cell.split())
    return [(int(start), int(end)) for start, end in pairs]


def prose(report: Report) -> list[int]:
    """The places of the characters that count as prose: no blanks, no page furniture."""
    barred = bytearray(len(report.source))
    for region in report.boilerplate:
        barred[region.start : region.end] = b"\x01" * (region.end - region.start)
    return [
        at
        for at, character in enumerate(report.source)
        if not barred[at] and not character.isspace()
    ]


def section_title(report: Report, position: int) -> str | None:
    """The title of the innermost heading over a place."""
    section = report.section_at(position)
    return section.title or None if section else None

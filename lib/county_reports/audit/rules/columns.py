"""Columns of a flattened table: the row 合计 is the sum of the rows above it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from county_reports.arithmetic.intervals import total
from county_reports.audit import claims, words
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule

_COLUMN = claims.Relation("表中合计等于各行之和", "the total row of a table is the sum of its rows")
_TOTAL = re.compile(r"(?:合计|总计|小计|共计)[^\n。;]{0,60}$")
_BARE = re.compile(r"[\d,.]+")
_FEWEST = 2
_MOST = 60
_WIDEST = 120
"""Characters from one cell of a column to the next."""
_NEAR = 0.2
"""How far off a sum may be, as a share, for the rows to be those of the total."""


def _is_cell(entry: Entry) -> bool:
    """Whether a figure is printed without its unit, as cells are: the unit stands in the head."""
    return _BARE.fullmatch(entry.text) is not None


def column_sums(ledger: Ledger) -> Iterator[Finding]:
    """The cells of a column add up to its cell in the row 合计.

    `资金来源(单位:万元) 中央 8240 省级 7356.5 合计 15596.5`. Limits: cells printed without a unit, one after the
    other; rows whose sum is off by more than a fifth are taken for another table's.
    """
    for whole in ledger.entries:
        if not _is_cell(whole) or not _TOTAL.search(
            ledger.text[max(0, whole.start - 70) : whole.start]
        ):
            continue
        rows: list[Entry] = []
        last = whole
        for entry in reversed(ledger.entries[max(0, whole.index - _MOST) : whole.index]):
            if last.start - entry.end > _WIDEST:
                break
            last = entry
            # a cell with a unit of its own (120座) belongs to another column
            if entry.unit == whole.unit and _is_cell(entry):
                if _TOTAL.search(ledger.text[max(0, entry.start - 8) : entry.start]):
                    break
                rows.append(entry)
        if len(rows) < _FEWEST:
            continue
        rows.reverse()
        added = total(row.interval for row in rows)
        finding = claims.equality(
            _COLUMN, whole, rows, added, words.joined(rows),
            hypotheses=("incomplete list", "misprint"),
        )  # fmt: skip
        off = abs(added.middle - whole.value) / whole.value if whole.value else 1
        if finding.holds or off <= _NEAR:
            yield finding


RULES = (Rule("column-sum", "parts", _COLUMN.zh, _COLUMN.en, column_sums),)

"""Tables with stated columns and dtypes: made from observations, checked before they leave.

A table never guesses a type: numbers as printed are ``Decimal`` in object columns, words are
``str``, whole numbers that may be missing are ``Int64``.  A missing cell is missing (``NaN``,
``None`` or ``<NA>`` by the column's dtype), never 0 and never an empty word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from county_reports.errors import SchemaError
from county_reports.extraction.correction_words import corrected_from
from county_reports.model import Observation, Report
from county_reports.schema import OBSERVATIONS, Column

if TYPE_CHECKING:
    from pandas import DataFrame, Series

MAX_FAILURES_SHOWN = 10


def frame(rows: Iterable[Mapping[str, object]], columns: Sequence[Column]) -> DataFrame:
    """Rows as a table with exactly these columns, in this order, each of its stated dtype.

    Example: ``frame([{"report": "longhui-2019", "value": Decimal("0.68")}], COMPARISON)``.
    A column that a row does not name is missing there.

    Raises:
        SchemaError: a row names an unknown column, or a value does not fit its dtype.
    """
    import pandas as pd

    listed = list(rows)
    known = {column.name for column in columns}
    unknown = sorted({key for row in listed for key in row} - known)
    if unknown:
        raise SchemaError(
            f"the table has no column {', '.join(unknown)}",
            remedy=f"use one of {', '.join(column.name for column in columns)}",
        )
    data = {c.name: _series([row.get(c.name) for row in listed], c) for c in columns}
    return pd.DataFrame(data, columns=[column.name for column in columns])


def _series(values: list[object], column: Column) -> Series[Any]:
    import pandas as pd

    try:
        if column.dtype == "object":
            return pd.Series(values, dtype="object")
        filled = [pd.NA if value is None else value for value in values]
        return pd.Series(filled, dtype=column.dtype)
    except (TypeError, ValueError) as error:
        raise SchemaError(
            f"a value does not fit the dtype {column.dtype} ({error})",
            where=f"column {column.name}",
            remedy="leave a missing value out of columns that may be missing, nowhere else",
        ) from error


def observation_row(report: Report, observation: Observation) -> dict[str, object]:
    """One observation as the cells of its table row, e.g. report longhui-2019, text 192个."""
    quantity = observation.quantity
    split = quantity.restoration
    return {
        "report": report.id,
        "file": report.metadata.file,
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "kind": quantity.kind,
        "script": quantity.script,
        "value": quantity.value,
        "high": quantity.high,
        "unit": quantity.unit,
        "classifier": quantity.classifier,
        "bound": quantity.bound,
        "precision": quantity.precision,
        "indicator": observation.indicator,
        "theme": observation.theme,
        "object": observation.object,
        # a date's own period is what it says; a figure's comes from what stands around it
        "period": observation.period or quantity.period,
        "scope": observation.scope,
        "status": observation.status,
        "restoration": None if split is None else split.kind,
        "lost": None if split is None else (split.lost or None),
        "proof": None if split is None else (split.proof or None),
        "alternatives": None if split is None else ("|".join(split.alternatives) or None),
        "section": observation.section,
        "confidence": observation.confidence,
        "accumulation": observation.accumulation,
        "correction": None if observation.correction is None else observation.correction.signed,
        "corrected_from": corrected_from(observation),
    }


def observations_frame(rows: Iterable[tuple[Report, Sequence[Observation]]]) -> DataFrame:
    """All observations of some reports, one row a figure (隆回县 贫困发生率 0.68%).

    Columns and dtypes are those of ``schema.OBSERVATIONS``: ``value``, ``high`` and ``precision``
    hold ``Decimal`` in the canonical unit of the row's ``unit``; rows keep the order given.

    Raises:
        SchemaError: an observation holds a value that the schema forbids.
    """
    cells = [observation_row(report, seen) for report, found in rows for seen in found]
    return validate(frame(cells, OBSERVATIONS), OBSERVATIONS, what="observations")


def validate(table: DataFrame, columns: Sequence[Column], *, what: str = "table") -> DataFrame:
    """The same table, if it has exactly these columns with these dtypes and allowed values.

    Example: ``validate(comparison, schema.COMPARISON, what="comparison")``.

    Raises:
        SchemaError: once, with every failure in it (column, value, row).
    """
    import pandera.pandas as pa

    schema = pa.DataFrameSchema(
        {column.name: _check(column) for column in columns}, strict=True, ordered=False
    )
    try:
        schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        raise SchemaError(
            _failures(error.failure_cases),
            where=what,
            remedy="see the columns and their meaning in schema.py",
        ) from error
    return table


def _check(column: Column) -> Any:
    import pandera.pandas as pa

    checks = [pa.Check.isin(list(column.allowed))] if column.allowed else []
    if column.dtype == "object":
        checks.append(
            pa.Check(
                lambda value: isinstance(value, Decimal),
                element_wise=True,
                name="Decimal",
                error="is a Decimal",
            )
        )
    return pa.Column(column.dtype, checks=checks, nullable=column.nullable)


def _failures(cases: DataFrame) -> str:
    lines: list[str] = []
    for case in cases.to_dict("records"):
        missing_or_extra = case["schema_context"] == "DataFrameSchema"
        name = case["failure_case"] if missing_or_extra else case["column"]
        row = "" if case["index"] is None or case["index"] != case["index"] else case["index"]
        at = f" in row {row}" if row != "" else ""
        value = "" if missing_or_extra else f" holds {case['failure_case']!r}{at}"
        lines.append(f"{name}{value} ({case['check']})")
    shown = "; ".join(lines[:MAX_FAILURES_SHOWN])
    rest = len(lines) - MAX_FAILURES_SHOWN
    return f"{len(lines)} failures: {shown}" + (f"; and {rest} more" if rest > 0 else "")


def given(value: object) -> bool:
    """Whether a cell holds something: not None, NaN or <NA>."""
    import pandas as pd

    return value is not None and not bool(pd.isna(value))  # type: ignore[call-overload]


def word(value: object) -> str | None:
    """A cell of a word column: the word, or None where it is missing."""
    return str(value) if given(value) else None

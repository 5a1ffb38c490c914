"""The figures that a report gives for an indicator, as comparison looks at them, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from county_reports.arithmetic.intervals import Interval, printed
from county_reports.audit.ledger import COUNTED, one_step
from county_reports.comparison.tables import given, word
from county_reports.model import Bound

if TYPE_CHECKING:
    from pandas import DataFrame

NOT_REPORTED = "not reported"
PLANNED_ONLY = "planned only"
AMBIGUOUS = "ambiguous"
NOT_COMPARABLE = "not comparable"
REASONS = (NOT_REPORTED, PLANNED_ONLY, AMBIGUOUS, NOT_COMPARABLE)


@dataclass(frozen=True, slots=True)
class Figure:
    """The cells of one observation that the choice looks at, e.g. 0.68% of longhui-2019."""

    value: Decimal
    high: Decimal | None
    unit: str
    bound: str | None
    period: str | None
    scope: str
    status: str
    restoration: str | None
    start: int
    end: int
    text: str
    object: str | None
    correction: str | None = None
    precision: Decimal | None = None
    accumulation: str | None = None

    @property
    def mark(self) -> str:
        """Why this figure could not simply be taken, for the column ``others``."""
        marks = (
            "planned" if self.status == "planned" else "",
            AMBIGUOUS if self.restoration == AMBIGUOUS else "",
            self.scope if self.scope != "county" else "",
            "corrected" if self.correction else "",
        )
        return "+".join(mark for mark in marks if mark)

    def listed(self) -> str:
        """``value@start``, with its mark if it has one: ``26702@105:planned``."""
        printed = format(self.value, "f") + (
            "" if self.high is None else f"~{format(self.high, 'f')}"
        )
        return f"{printed}@{self.start}" + (f":{self.mark}" if self.mark else "")


def figures_of(
    observations: DataFrame, indicators: Sequence[str]
) -> dict[tuple[str, str], list[Figure]]:
    """The measures of a table of observations by (report, indicator), in the order of the text."""
    wanted = observations[
        (observations["kind"] == "measure") & observations["indicator"].isin(list(indicators))
    ]
    found: dict[tuple[str, str], list[Figure]] = {}
    for row in wanted.sort_values(["report", "start"], kind="stable").to_dict("records"):
        if not given(row["value"]):
            continue
        figure = Figure(
            value=row["value"],
            high=row["high"] if given(row["high"]) else None,
            unit=word(row["unit"]) or "",
            bound=word(row["bound"]),
            period=word(row["period"]),
            scope=word(row["scope"]) or "county",
            status=word(row["status"]) or "reported",
            restoration=word(row["restoration"]),
            start=int(row["start"]),
            end=int(row["end"]),
            text=str(row["text"]),
            object=word(row["object"]),
            correction=word(row["correction"]),
            precision=row["precision"] if given(row.get("precision")) else None,
            accumulation=word(row.get("accumulation")),
        )
        found.setdefault((str(row["report"]), str(row["indicator"])), []).append(figure)
    return found


def stands_for(figure: Figure, source: str | None = None) -> Interval:
    """All values that a printed figure may stand for: 130万人 is 129.5万 to 130.5万, 66496户 itself.

    Args:
        figure: the figure; without a known precision its last printed digit decides.
        source: the report's text, which tells 6100余 (up to the next step) from 超过4万 (open).
    """
    exponent = figure.value.as_tuple().exponent
    places = exponent if isinstance(exponent, int) and exponent < 0 else 0
    closed = source is not None and one_step(source, figure.start, figure.end)
    return printed(
        figure.value,
        figure.precision or Decimal(1).scaleb(places),
        _bound(figure.bound),
        high=figure.high,
        counted=figure.unit in COUNTED,
        open_ended=not closed,
    )


def _bound(bound: str | None) -> Bound:
    match bound:
        case "about" | "over" | "under":
            return bound
        case _:
            return "exact"


def agree(one: Interval, other: Interval) -> bool:
    """Whether two figures may stand for the same value; 2% and 3% may not, 100户 and 100余户 may.

    Rounded figures whose intervals only touch are told apart: 2.5 is printed as 3.
    """
    if one.is_point or other.is_point:
        return one.meets(other)
    return one.low < other.high and other.low < one.high

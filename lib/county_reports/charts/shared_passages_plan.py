"""What the chart of shared passages is made of: the reports chosen, their stretches, the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from county_reports.charts import chart
from county_reports.format import Language
from county_reports.language.reuse.shared import Passage, SharedPassages
from county_reports.model import Metadata

if TYPE_CHECKING:
    from pandas import DataFrame

FEW = 12
"""Up to so many reports are drawn; of more, those that share the most."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a report that other reports have too; passages that overlap are one stretch."""

    start: int
    end: int
    text: str
    length: int
    formula: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn: the chosen reports, all reports, what they share, language and width."""

    shared: SharedPassages
    chosen: Sequence[Metadata]
    reports: Sequence[Metadata]
    language: Language
    width: float

    @property
    def zh(self) -> bool:
        """Whether labels are Chinese."""
        return self.language == "zh"

    @property
    def names(self) -> list[str]:
        """Labels of the chosen reports with their number, by which the matrix names them."""
        labels = [chart.county_label(r, self.reports, self.language) for r in self.chosen]
        if len(labels) < 2:
            return labels
        return [f"{number} {label}" for number, label in enumerate(labels, start=1)]

    @property
    def longest(self) -> Passage | None:
        """The longest passage that two chosen reports share; one that is no formula if any is."""
        ids = {report.id for report in self.chosen}
        both = [p for p in self.shared.passages_list if {p.report_a, p.report_b} <= ids]
        return next((p for p in both if not p.formula), both[0] if both else None)

    @property
    def cells(self) -> dict[tuple[str, str], tuple[int, str]]:
        """Characters shared and relation by pair of reports, whichever comes first."""
        told = {}
        for pair in self.shared.pairs_list:
            told[(pair.report_a, pair.report_b)] = (pair.shared, pair.relation)
            told[(pair.report_b, pair.report_a)] = (pair.shared, pair.relation)
        return told


def chosen_of(shared: SharedPassages, reports: Sequence[Metadata]) -> list[Metadata]:
    """The reports that are drawn: all up to twelve, else the twelve that share most."""
    if len(reports) <= FEW:
        return list(reports)
    amount = {str(row["report"]): int(row["shared"]) for row in shared.reports.to_dict("records")}
    ranked = sorted(reports, key=lambda report: (-amount[report.id], report.id))
    kept = {report.id for report in ranked[:FEW]}
    return [report for report in reports if report.id in kept]


def stretches(shared: SharedPassages, report: str) -> list[Stretch]:
    """The parts of a report that others have too, in its order, overlapping ones joined."""
    places = []
    for p in shared.passages_list:
        if p.report_a == report:
            places.append(Stretch(p.start_a, p.end_a, p.quote_a, p.length, p.formula))
        elif p.report_b == report:
            places.append(Stretch(p.start_b, p.end_b, p.quote_b, p.length, p.formula))
    joined: list[Stretch] = []
    for one in sorted(places, key=lambda place: (place.start, place.end, place.length)):
        last = joined[-1] if joined else None
        if last is None or one.start >= last.end:
            joined.append(one)
            continue
        beyond = max(one.end - last.end, 0)
        joined[-1] = Stretch(
            last.start, max(last.end, one.end),
            last.text + (one.text[len(one.text) - beyond :] if beyond else ""),
            max(last.length, one.length), last.formula and one.formula,
        )  # fmt: skip
    return joined


def data_of(plan: Plan) -> DataFrame:
    """One row for each mark: bars' stretches and the matrix's cells, every place of each."""
    import pandas as pd

    rows: list[dict[str, object]] = []
    for report in plan.chosen:
        found = stretches(plan.shared, report.id)
        rows += [
            _mark("stretch", report.id, f"{report.id}:{one.start}-{one.end}", one.length,
                  formula=one.formula, text=one.text)
            for one in found
        ]  # fmt: skip
        if not found:
            rows.append(_mark("stretch", report.id, None, None, withheld="shares no passage"))
    places: dict[tuple[str, str], list[str]] = {}
    for p in plan.shared.passages_list:
        both = [f"{p.report_a}:{p.start_a}-{p.end_a}", f"{p.report_b}:{p.start_b}-{p.end_b}"]
        places.setdefault((p.report_a, p.report_b), []).extend(both)
    ids = [report.id for report in plan.chosen]
    cells = plan.cells
    for row, one_id in enumerate(ids):
        for other in ids[:row]:
            shared, relation = cells.get((one_id, other), (0, ""))
            first, second = sorted((one_id, other))
            listed = places.get((first, second), [])
            twice = relation == "near duplicate"
            reason = None if listed else "near duplicate" if twice else "no passage in common"
            rows.append(_mark("pair", f"{first} {second}", " ".join(sorted(listed)) or None,
                              None if twice else shared, withheld=reason))  # fmt: skip
    return pd.DataFrame(rows)


def _mark(
    mark: str,
    reports: str,
    places: str | None,
    value: int | None,
    *,
    withheld: str | None = None,
    formula: bool | None = None,
    text: str | None = None,
) -> dict[str, object]:
    return {
        "mark": mark, "reports": reports, "places": places, "withheld": withheld,
        "value": value, "unit": "character", "formula": formula, "text": text,
    }  # fmt: skip

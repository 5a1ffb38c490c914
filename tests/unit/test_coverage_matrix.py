"""What each county says about each indicator: states, shares of a theme, the wide table."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

from county_reports.comparison import alignment, coverage_matrix, tables

given = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py")))
ASKED = ["registry.incidence", "registry.registered_persons", "water.funds"]


def test_states_shares_and_wide_table() -> None:
    reports = given.invented(5)
    compared = alignment.compare(
        tables.observations_frame(reports), [report.metadata for report, _ in reports], ASKED, {}
    )
    matrix = coverage_matrix.matrix(compared)
    wide = coverage_matrix.wide(matrix).set_index("indicator").drop(columns="theme")
    # the third county tells little, the fifth has only a target
    said, silent = "reported", "not reported"
    assert wide.loc[ASKED[0]].tolist() == [said, said, silent, said, "planned only"]
    assert wide.loc[ASKED[1]].tolist() == [said] * 5
    assert wide.loc[ASKED[2]].tolist() == [said, said, silent, said, said]
    shares = coverage_matrix.shares(matrix)
    registry = shares[shares.theme == "registry"]
    assert registry.reported.tolist() == [2, 2, 1, 2, 1]
    assert registry.indicators.tolist() == [2] * 5
    assert matrix[matrix.state != said].value.isna().all()

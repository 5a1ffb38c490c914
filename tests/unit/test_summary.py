"""A county's summary: order of blocks, gaps, other values, and links back into the text."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

from county_reports.comparison import summary, tables

given = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py")))


def test_rows_lead_back_to_the_text() -> None:
    report, seen = given.invented(1)[0]
    table = tables.observations_frame([(report, seen)])
    blocks = summary.blocks(table, report.metadata, report.source, themes=["water", "registry"])
    assert [block.id for block in blocks] == ["registry", "water"]
    rows = blocks[0].rows.set_index("indicator")
    assert blocks[0].reported == 5
    assert rows.loc["registry.registered_persons", "value_zh"] == "4,000 人"
    assert rows.loc["registry.satisfaction", "value_zh"] == "未报告"
    assert rows.loc["registry.satisfaction", "missing"] == "not reported"
    for row in rows[rows.missing.isna()].itertuples():
        assert report.source[row.start : row.end] == row.text
        assert row.text in row.sentence


def test_themes_open_with_the_profile() -> None:
    assert summary.themes_in_order()[:3] == ("profile", "registry", "funding")
    assert summary.themes_in_order(["water", "profile"]) == ("profile", "water")
    assert summary.themes_in_order([]) == ()

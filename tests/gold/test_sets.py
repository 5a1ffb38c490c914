"""The second and the third set: invented reports in other hands, scored like the seeds.

The second set may be read while rules are mended; the third is scored and never looked at, so this
file shows its numbers only, never its errors. Floors stand in ``sets.json`` and may only rise.
"""

from __future__ import annotations

import json
import runpy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from county_reports.extraction import observe
from county_reports.model import assert_grounded
from county_reports.reading.reader import read_file

pytestmark = pytest.mark.gold

GOLD = Path(__file__).resolve().parent
FLOORS: dict[str, dict[str, float]] = json.loads((GOLD / "sets.json").read_text("utf-8"))
SETS = ("second", "third")
THREE = ("profile", "registry", "funding")
HELD_OUT = "third"


@cache
def scores(name: str) -> dict[str, Any]:
    scoring = runpy.run_path(str(GOLD / "scoring.py"))
    folder = GOLD / name
    pairs = []
    for report_id in scoring["gold_reports"](folder):
        report = read_file(folder / report_id / "report.txt")
        observations = observe(report)
        for observation in observations:
            assert_grounded(report, observation.quantity)
        pairs.append((report_id, observations, report.source))
    tallies: dict[str, Any] = scoring["score"](pairs, THREE, folder)
    return tallies


@pytest.mark.parametrize(
    ("name", "question"), [(name, question) for name in SETS for question in FLOORS[name]]
)
def test_no_score_falls_below_its_floor(name: str, question: str) -> None:
    tally = scores(name)[question]
    shown = "" if name == HELD_OUT else "\n".join(tally.errors[:30])
    assert round(tally.f1, 4) >= FLOORS[name][question], shown


@pytest.mark.parametrize("name", SETS)
def test_every_question_has_a_floor(name: str) -> None:
    assert set(FLOORS[name]) == set(scores(name))


@pytest.mark.parametrize("name", SETS)
def test_the_sets_are_large_enough_to_mean_something(name: str) -> None:
    tally = scores(name)["detection"]
    assert tally.right + tally.missed >= 500


@pytest.mark.parametrize("name", SETS)
def test_the_sets_say_that_they_are_invented(name: str) -> None:
    metas = list((GOLD / name).glob("*/meta.json"))
    assert len(metas) == 5
    assert all(json.loads(path.read_text("utf-8"))["invented"] is True for path in metas)
    assert "invented" in (GOLD / name / "README.md").read_text("utf-8").lower()


@pytest.mark.parametrize("name", SETS)
def test_the_gold_stands_where_it_says(name: str) -> None:
    scoring = runpy.run_path(str(GOLD / "scoring.py"))
    for report_id in scoring["gold_reports"](GOLD / name):
        source = (GOLD / name / report_id / "report.txt").read_bytes().decode("utf-8")
        for figure in scoring["load_gold"](report_id, GOLD / name):
            assert source[figure["start"] : figure["end"]] == figure["text"]

"""The second and the third set: invented reports in other hands, scored like the seeds.

The second set may be read while rules are mended; the third is scored and never looked at, so this
file shows its numbers only, never its errors. Floors stand in ``sets.json`` and may only rise
(``test_gate.py`` compares them with the last commit).
"""

from __future__ import annotations

import json

import pytest
from gate import GOLD, OTHERS, SHOWN, assessed, floors, scores

from county_reports.quality import scoring

pytestmark = pytest.mark.gold

HELD_OUT = "third"


@pytest.mark.parametrize(
    ("name", "question"), [(name, question) for name in OTHERS for question in floors(name)]
)
def test_no_score_falls_below_its_floor(name: str, question: str) -> None:
    score, floor = scores(name)[question], floors(name)[question]
    if score.value < floor - 1e-9:
        shown = "\n  ".join(score.errors[:SHOWN])
        pytest.fail(f"{name} {question}: {score.value:.4f} is below {floor}\n  {shown}",
                    pytrace=False)  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_everything_scored_has_a_floor(name: str) -> None:
    assert set(floors(name)) == set(scores(name))
    assert set(scoring.QUESTIONS) <= set(floors(name))


def test_the_blind_set_keeps_its_errors_to_itself() -> None:
    assert assessed(HELD_OUT).set.is_blind
    assert all(score.errors == [] for score in scores(HELD_OUT).values())
    assert not assessed("second").set.is_blind


@pytest.mark.parametrize("name", OTHERS)
def test_the_sets_are_large_enough_to_mean_something(name: str) -> None:
    assert scores(name)["detection"].sample >= 500


@pytest.mark.parametrize("name", OTHERS)
def test_the_sets_say_that_they_are_invented(name: str) -> None:
    metas = list((GOLD / name).glob("*/meta.json"))
    assert len(metas) == 5
    assert all(json.loads(path.read_text("utf-8"))["invented"] is True for path in metas)
    assert "invented" in (GOLD / name / "README.md").read_text("utf-8").lower()
    assert assessed(name).set.is_invented


@pytest.mark.parametrize("name", OTHERS)
def test_the_gold_stands_where_it_says(name: str) -> None:
    for report in assessed(name).set.reports:
        source = (GOLD / name / report.id / "report.txt").read_bytes().decode("utf-8")
        for figure in report.figures:
            assert source[figure.start : figure.end] == figure.text

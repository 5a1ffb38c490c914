"""The gate of the audit: relations found in the gold, plants found, and false alarms.

The floors in ``audit_floors.json`` may only rise (the ceilings of false alarms only fall). Of blind
sets nothing is shown but totals.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from county_reports.quality.audited import AuditedSet, audit_set
from county_reports.quality.planted import Trial, try_all

GOLD = Path(__file__).resolve().parent
PLANTED = GOLD.parent / "audit"
FLOORS = json.loads((GOLD / "audit_floors.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.gold


@cache
def audited(name: str) -> AuditedSet:
    return audit_set(name, GOLD)


@cache
def tried(name: str) -> tuple[Trial, ...]:
    return try_all(PLANTED / name)


@pytest.mark.parametrize("name", FLOORS["relations"])
def test_relations_are_found_with_the_right_verdict(name: str) -> None:
    judged = audited(name)
    right, asked = judged.share()
    missed = (
        []
        if judged.is_blind
        else [each.identity.expression for each in judged.matched if not each.right]
    )
    assert asked >= 40
    assert right / asked >= FLOORS["relations"][name], missed


@pytest.mark.parametrize("name", FLOORS["failing"])
def test_relations_that_fail_are_found(name: str) -> None:
    right, _ = audited(name).share(listed=False, holds=False)
    assert right >= FLOORS["failing"][name]


@pytest.mark.parametrize("name", FLOORS["planted"])
def test_planted_contradictions_are_found(name: str) -> None:
    found = [seen for trial in tried(name) for seen in trial.found]
    assert len(found) >= 15
    assert sum(found) / len(found) >= FLOORS["planted"][name]


@pytest.mark.parametrize("name", FLOORS["false_alarms"])
def test_false_alarms_stay_rare(name: str) -> None:
    trials = tried(name)
    shown = (
        []
        if name == "blind"
        else [(trial.report, alarm.expression) for trial in trials for alarm in trial.false_alarms]
    )
    alarms = sum(len(trial.false_alarms) for trial in trials)
    assert alarms / len(trials) <= FLOORS["false_alarms"][name], shown

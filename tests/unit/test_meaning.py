"""Scope, status and object by the names of old, and the reasons that an explanation prints."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction import meaning
from county_reports.extraction.observe import Explained, explain
from county_reports.extraction.passages import find_passages
from county_reports.extraction.quantities import find_measures
from county_reports.extraction.setaside import Claims

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))


def explained(text: str) -> list[Explained]:
    return [item for item in explain(made["report"](text)) if item.reasons is not None]


def test_the_names_of_old() -> None:
    text = "每人补助220元。"
    (measure,) = find_measures(text, Claims(len(text)))
    (passage,) = find_passages(text, [measure])
    assert meaning.scope(measure, passage, text) == "standard"
    assert meaning.status(measure, passage, (), text) == "reported"
    assert meaning.status(measure, passage, ("下一步工作安排",), text) == "planned"
    assert meaning.object_words(measure, passage, text) == "每人补助"


@pytest.mark.parametrize(
    "text",
    [
        "全县投资52万元,使7个村不再有饮水困难。",
        "拟脱贫36户。",
        "每人补助220元。",
        "白石村种植茶叶860亩。",
        "一、危房改造\n完成360户。\n二、道路建设\n硬化3公里。\n",
    ],
)
def test_reasons_agree_with_the_observation_and_stand_in_the_text(text: str) -> None:
    items = explained(text)
    assert items
    for item in items:
        reasons, seen = item.reasons, item.observation
        assert reasons is not None
        assert reasons.theme.theme == seen.theme
        assert reasons.scope.scope == seen.scope
        assert reasons.status.status == seen.status
        assert reasons.object.object == seen.object
        assert reasons.period.period == seen.period
        for reason in reasons:
            assert reason.because
            assert 0 <= reason.start <= reason.end <= len(text)


def test_what_is_set_aside_has_no_reasons() -> None:
    found = explain(made["report"]("第一批2019年完成。"))
    assert found
    assert all(item.reasons is None for item in found)

"""An explanation says what was decided: checked for every figure of the seeds and the second set.

The answers of an explanation come from asking the deciding functions again, term by term and word
by word; here they are held against the observations and the judgements themselves.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from county_reports.extraction import observe
from county_reports.extraction.coverage import measure_coverage
from county_reports.extraction.explanation import Explanation, explain_at, explain_figure
from county_reports.extraction.indicators import weigh
from county_reports.extraction.observe import Explained, explain
from county_reports.model import Observation, Report
from county_reports.quality import gold
from county_reports.reading.matching import FOLDING

GOLD = Path(__file__).resolve().parents[1] / "gold"
SEEDS = GOLD.parents[1] / "seeds"


def _names() -> list[str]:
    return [
        f"{name}/{report}"
        for name in ("seeds", "second")
        for report in gold.reports_in(gold.folder_of(name, GOLD))
    ]


@cache
def _set(name: str) -> dict[str, Report]:
    return {each.id: each.report for each in gold.load(name, GOLD, SEEDS).reports}


@cache
def _read(name: str) -> tuple[Report, tuple[Explained, ...], tuple[Explanation, ...]]:
    group, _, report_id = name.partition("/")
    report = _set(group)[report_id]
    recorded = explain(report, recording=True)
    return report, recorded, tuple(explain_figure(report, i.observation, i) for i in recorded)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, ",f")


def _expected(observation: Observation) -> dict[str, str | None]:
    """What must be told of a measure, from the observation alone."""
    quantity = observation.quantity
    wanted = {
        "value": _text(quantity.value),
        "unit": quantity.unit,
        "bound": quantity.bound,
        "period": observation.period,
        "scope": observation.scope,
        "status": observation.status,
        "theme": observation.theme,
        "object": observation.object,
        "adds up": observation.accumulation,
    }
    if quantity.restoration is not None:
        wanted["restored"] = quantity.restoration.kind
    if quantity.value is not None:
        wanted["precision"] = _text(quantity.precision)
    if quantity.high is not None:
        wanted["upper end"] = _text(quantity.high)
    return wanted


@pytest.mark.parametrize("name", _names())
def test_recording_reads_the_same(name: str) -> None:
    report, recorded, _ = _read(name)
    assert tuple(item.observation for item in recorded) == observe(report)


@pytest.mark.parametrize("name", _names())
def test_every_answer_is_that_of_the_observation(name: str) -> None:
    _, recorded, told = _read(name)
    measures = 0
    for item, found in zip(recorded, told, strict=True):
        observation = item.observation
        assert found.kind == observation.quantity.kind
        if found.kind != "measure":
            assert (found.number, found.meaning, found.best) == ((), (), None)
            continue
        measures += 1
        answers = {why.about: why.answer for why in (*found.number, *found.meaning)}
        answers.pop("or", None)
        assert answers == _expected(observation), (name, observation.quantity)
        assert (found.best.indicator if found.best else None) == observation.indicator
        assert found.confidence == observation.confidence
    assert measures > 20


@pytest.mark.parametrize("name", _names())
def test_the_wordings_that_are_met_are_the_candidates(name: str) -> None:
    _, recorded, _ = _read(name)
    for item in recorded:
        setting = item.setting
        if setting is None:
            continue
        met: dict[str, float] = {}
        for weighing in weigh(setting.measure, setting.hits, setting.around):
            if weighing.is_met and weighing.candidate is not None:
                known = met.get(weighing.indicator.id, 0.0)
                met[weighing.indicator.id] = max(known, weighing.candidate.score)
        ranked = sorted(met.items(), key=lambda each: (-each[1], each[0]))
        judged = setting.judged.candidates
        assert ranked[: len(judged)] == [(c.indicator.id, c.score) for c in judged]
        assert len(judged) == min(len(ranked), 6)


@pytest.mark.parametrize("name", _names())
def test_what_is_not_met_has_a_fault(name: str) -> None:
    _, _, told = _read(name)
    for found in told:
        options = {o.indicator for o in (found.best, *found.rivals) if o is not None}
        for miss in found.misses:
            assert miss.faults
            assert miss.indicator not in options


@pytest.mark.parametrize("name", _names())
def test_the_points_add_up_to_the_score(name: str) -> None:
    _, _, told = _read(name)
    for found in told:
        for option in (found.best, *found.rivals):
            if option is not None:
                total = sum(match.points for match in option.matches) + option.rest
                assert total == pytest.approx(option.score, abs=0.03)


@pytest.mark.parametrize("name", _names())
def test_words_stand_at_their_place(name: str) -> None:
    report, _, told = _read(name)
    for found in told:
        for why in (*found.number, *found.meaning):
            if why.end:
                there = "".join(report.source[why.start : why.end].translate(FOLDING).split())
                assert "".join(why.words.split())[:1] in there, why
            else:
                assert why.start == 0


@pytest.mark.parametrize("name", _names())
def test_what_is_set_aside_has_a_reason(name: str) -> None:
    _, recorded, told = _read(name)
    for item, found in zip(recorded, told, strict=True):
        if item.observation.quantity.kind != "measure":
            assert found.notes
            # the quotes claim whatever they hold; a family of another kind would be a lie
            assert not (found.kind == "ordinal" and "set phrases" in found.notes[0])


@pytest.mark.parametrize("name", _names())
def test_every_position_has_an_answer(name: str) -> None:
    report, recorded, _ = _read(name)
    seen = [item.observation for item in recorded]
    coverage = measure_coverage(report, seen)
    for observation in seen[::7]:
        quantity = observation.quantity
        for start in (quantity.start, quantity.end - 1):
            found = explain_at(report, start, seen, recorded, coverage)
            assert (found.start, found.end) == (quantity.start, quantity.end)
    for unread in coverage.unread:
        found = explain_at(report, unread.end - 1, seen, recorded, coverage)
        assert (found.kind, found.text) == ("unread", unread.text)

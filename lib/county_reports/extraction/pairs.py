"""Households and persons of one group have one meaning: 剩余318户425人 are both still poor.

The two numbers stand side by side and are counted by the same words, yet each is judged by itself;
where the two judgements part, the one that more speaks for is taken for both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from county_reports import codebook
from county_reports.codebook import Indicator
from county_reports.extraction.indicators import Candidate, Judgement
from county_reports.extraction.passages import is_pair
from county_reports.extraction.quantities import Measure

_WORDS = ("households", "persons")


def group_of(indicator: Indicator) -> str | None:
    """What the indicators of a pair have in common: registry.lifted_*_total; None for others."""
    for word in _WORDS:
        if word in indicator.id:
            return indicator.id.replace(word, "*")
    return None


def counterpart(indicator: Indicator) -> Indicator | None:
    """The other indicator of a pair: …lifted_households_total for …lifted_persons_total."""
    households, persons = _WORDS
    name = (
        indicator.id.replace(households, persons)
        if households in indicator.id
        else indicator.id.replace(persons, households)
    )
    return codebook.load().indicators.get(name) if name != indicator.id else None


def align(measures: Sequence[Measure], judgements: Sequence[Judgement]) -> list[Judgement]:
    """The judgements with one meaning for both figures of each pair."""
    aligned = list(judgements)
    for index in range(len(measures) - 1):
        if is_pair(measures[index], measures[index + 1]):
            pair = _aligned(
                measures[index], aligned[index], measures[index + 1], aligned[index + 1]
            )
            aligned[index], aligned[index + 1] = pair
    return aligned


def _aligned(
    households: Measure, first: Judgement, persons: Measure, second: Judgement
) -> tuple[Judgement, Judgement]:
    one, other = first.best, second.best
    if one is None and other is None:
        return first, second
    if one and other and group_of(one.indicator) == group_of(other.indicator):
        return first, second
    # what speaks for a group: its best wording on either side
    scores: dict[str, float] = {}
    by_group: dict[str, Candidate] = {}
    for candidate in (*first.candidates, *second.candidates):
        group = group_of(candidate.indicator)
        if group is None or counterpart(candidate.indicator) is None:
            continue
        scores[group] = scores.get(group, 0.0) + candidate.score
        if group not in by_group or candidate.score > by_group[group].score:
            by_group[group] = candidate
    if not scores:
        return first, second
    group = max(scores, key=lambda name: (scores[name], name))
    chosen = by_group[group]
    return _with(first, chosen, households), _with(second, chosen, persons)


def _with(judgement: Judgement, chosen: Candidate, measure: Measure) -> Judgement:
    """A judgement with the chosen group first, through the counterpart where it stands for it."""
    group = group_of(chosen.indicator)
    own = next((c for c in judgement.candidates if group_of(c.indicator) == group), None)
    if own is None:
        indicator = chosen.indicator
        if indicator.unit != measure.unit:
            found = counterpart(indicator)
            if found is None:
                return judgement
            indicator = found
        if not indicator.allows(measure.value):
            return judgement
        own = replace(chosen, indicator=indicator)
    rest = tuple(c for c in judgement.candidates if c is not own)
    return Judgement((own, *rest))

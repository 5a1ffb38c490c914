"""A set of gold, read by the library and judged: what the gate, the notebook and reports go by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from county_reports.extraction import observe
from county_reports.model import assert_grounded
from county_reports.quality import gold, scoring
from county_reports.quality.gold import GoldSet
from county_reports.quality.scoring import Match, Verdict


@dataclass(frozen=True, slots=True)
class Assessed:
    """A set of gold with every figure matched and judged."""

    set: GoldSet
    matches: tuple[Match, ...] = field(repr=False)
    verdicts: tuple[Verdict, ...] = field(repr=False)

    @property
    def name(self) -> str:
        """The set's name."""
        return self.set.name


def assess(chosen: GoldSet) -> Assessed:
    """Read the reports of a set and judge every figure.

    Raises:
        GroundingError: a figure that was read does not stand at its place.
    """
    matches: list[Match] = []
    for each in chosen.reports:
        observations = observe(each.report)
        for observation in observations:
            assert_grounded(each.report, observation.quantity)
        matches += scoring.match(each, observations)
    return Assessed(chosen, tuple(matches), scoring.judge(matches))


def assess_sets(names: Sequence[str] = (), folder: Path | None = None) -> tuple[Assessed, ...]:
    """The project's own sets (all that are there, or those named); empty without gold.

    A set is left out whole when the text of one of its reports is not in the project: the scores
    of a part would look like those of the set.

    Raises:
        GoldError: a set's gold is wrong.
    """
    there = gold.available(folder)
    chosen = [name for name in there if not names or name in names]
    return tuple(
        assess(gold.load(name, folder)) for name in chosen if not gold.lacking_texts(name, folder)
    )

"""Scores observations against the hand-made gold: detection, value and unit, and each meaning.

Only measures in Arabic digits count for detection (GUIDE.md); those in Chinese numerals are scored
apart. Where a second annotator differed, ``<field>_alt`` counts as right too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from county_reports.model import Observation

GOLD = Path(__file__).parent
MEANINGS = ("bound", "period", "scope", "status", "theme")


@dataclass
class Tally:
    """Right, wrong and missed for one question."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        given = self.right + self.extra
        return self.right / given if given else 1.0

    @property
    def recall(self) -> float:
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def load_gold(report: str, folder: Path = GOLD) -> list[dict[str, Any]]:
    """The annotated figures of one report."""
    lines = (folder / report / "quantities.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def gold_reports(folder: Path = GOLD) -> list[str]:
    """The ids of the annotated reports."""
    return sorted(path.parent.name for path in folder.glob("*/quantities.jsonl"))


def _accepts(gold: dict[str, Any], name: str, value: object) -> bool:
    return value == gold.get(name) or (f"{name}_alt" in gold and value == gold[f"{name}_alt"])


def _same_number(gold: dict[str, Any], observation: Observation) -> bool:
    quantity = observation.quantity
    if quantity.value is None or quantity.value != Decimal(str(gold["value"])):
        return False
    high = gold.get("high")
    return (quantity.high is None) == (high is None) and (
        high is None or quantity.high == Decimal(str(high))
    )


def score(
    pairs: Iterable[tuple[str, Sequence[Observation], str]],
    themes: Sequence[str] = (),
    folder: Path = GOLD,
) -> dict[str, Tally]:
    """Tallies by question over several reports, given (id, observations, source)."""
    names = ("detection", "chinese", "value_unit", *MEANINGS, "indicator", "indicator_three")
    tallies = {name: Tally() for name in names}
    tallies["fused"] = Tally()
    for report, observations, source in pairs:
        _score_one(load_gold(report, folder), report, observations, source, tallies, themes)
    return tallies


def _score_one(
    gold: Sequence[dict[str, Any]],
    report: str,
    observations: Sequence[Observation],
    source: str,
    tallies: dict[str, Tally],
    themes: Sequence[str],
) -> None:
    measures = {(g["start"], g["end"]): g for g in gold if g["kind"] == "measure"}
    found = {
        (o.quantity.start, o.quantity.end): o for o in observations if o.quantity.kind == "measure"
    }

    def place(start: int, end: int) -> str:
        before, after = source[max(0, start - 14) : start], source[end : end + 14]
        return f"{report}:{start} …{before}[{source[start:end]}]{after}…"

    for span, observation in found.items():
        name = "detection" if observation.quantity.script == "arabic" else "chinese"
        if span not in measures:
            tallies[name].extra += 1
            tallies[name].errors.append(f"extra {place(*span)}")
    for span, wanted in measures.items():
        name = "detection" if wanted["script"] == "arabic" else "chinese"
        given = found.get(span)
        if given is None:
            tallies[name].missed += 1
            tallies[name].errors.append(f"missed {place(*span)}")
            if wanted["script"] == "arabic":
                tallies["value_unit"].missed += 1
                if wanted.get("fused"):
                    tallies["fused"].missed += 1
            _score_indicator(wanted, None, place(*span), tallies, themes)
            continue
        tallies[name].right += 1
        if wanted["script"] == "arabic":
            right = _same_number(wanted, given) and _accepts(wanted, "unit", given.quantity.unit)
            _count(tallies["value_unit"], right,
                   f"{place(*span)}: {given.quantity.value} {given.quantity.unit}")  # fmt: skip
            if wanted.get("fused"):
                lost = given.quantity.restoration.lost if given.quantity.restoration else None
                _count(tallies["fused"], right and lost == wanted["lost"], place(*span))
            for meaning in MEANINGS:
                source_of = given.quantity if meaning == "bound" else given
                value = getattr(source_of, meaning)
                _count(tallies[meaning], _accepts(wanted, meaning, value),
                       f"{place(*span)}: {value}, gold {wanted.get(meaning)}")  # fmt: skip
        _score_indicator(wanted, given, place(*span), tallies, themes)


def _count(tally: Tally, right: bool, error: str) -> None:
    if right:
        tally.right += 1
    else:
        tally.extra += 1
        tally.missed += 1
        tally.errors.append(error)


def _score_indicator(
    wanted: dict[str, Any],
    given: Observation | None,
    place: str,
    tallies: dict[str, Tally],
    themes: Sequence[str],
) -> None:
    gold = wanted.get("indicator")
    value = given.indicator if given else None
    for name in ("indicator", "indicator_three"):
        if name == "indicator_three" and not any(
            (i or "").startswith(tuple(f"{t}." for t in themes)) for i in (gold, value)
        ):
            continue
        tally = tallies[name]
        if given is not None and _accepts(wanted, "indicator", value):
            tally.right += value is not None
            continue
        tally.extra += value is not None
        tally.missed += gold is not None
        tally.errors.append(f"{place}: {value}, gold {gold}")

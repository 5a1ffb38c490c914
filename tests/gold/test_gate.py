"""The gate: what is read right on the gold may only become more.

Compares today's scores with the floors of ``baseline.json``, on the five annotated seeds and on the
invented reports of ``tests/corpus``. After a change for the better::

    python tests/gold/test_gate.py            # the scores beside the floors
    python tests/gold/test_gate.py --update   # raises the floors to today's scores

``--update`` never lowers a floor unless ``--allow-regression`` is given, and a lowered floor fails
against the last commit unless ``COUNTY_REPORTS_LOWER_FLOORS=1`` is set.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import runpy
import subprocess
import sys
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from county_reports.extraction import observe
from county_reports.model import Observation, Report
from county_reports.reading.manifest import read_manifest
from county_reports.reading.reader import read_file

pytestmark = pytest.mark.gold

GOLD = Path(__file__).resolve().parent
ROOT = GOLD.parents[1]
SEEDS, CORPUS = ROOT / "seeds", ROOT / "tests" / "corpus"
BASELINE = GOLD / "baseline.json"
ALLOW = "COUNTY_REPORTS_LOWER_FLOORS"
THREE = ("profile", "registry", "funding")
SHOWN = 40
"""Errors shown for one question; the rest is counted."""

SEED_QUESTIONS = (
    "detection", "chinese", "value_unit", "bound", "period", "scope", "status", "theme",
    "indicator", "indicator_three", "fused",
)  # fmt: skip
CORPUS_QUESTIONS = (
    "corpus_figures", "corpus_indicators", "corpus_fused", "corpus_false_figures",
)  # fmt: skip
QUESTIONS = (*SEED_QUESTIONS, *CORPUS_QUESTIONS)


@dataclass
class Score:
    """One number between 0 and 1, on how many figures, and what was wrong."""

    value: float
    sample: int
    errors: list[str] = field(default_factory=list)

    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval, as if the value were a share of the sample."""
        if not self.sample:
            return 0.0, 1.0
        z, n, p = 1.96, self.sample, self.value
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


def _read(folder: Path) -> list[tuple[Report, tuple[Observation, ...]]]:
    """All reports of a folder's manifest, read as the main job reads them."""
    found = []
    for declared in read_manifest(folder).values():
        report = read_file(folder / declared.file, declared)
        found.append((report, observe(report)))
    return found


def seed_scores() -> dict[str, Score]:
    """The five seeds against the hand-made gold."""
    scoring = runpy.run_path(str(GOLD / "scoring.py"))
    wanted = set(scoring["gold_reports"]())
    read = [(r.id, found, r.source) for r, found in _read(SEEDS) if r.id in wanted]
    assert {name for name, _, _ in read} == wanted
    tallies = scoring["score"](read, THREE)
    return {
        name: Score(tallies[name].f1, tallies[name].right + tallies[name].missed,
                    list(tallies[name].errors))
        for name in SEED_QUESTIONS
    }  # fmt: skip


def _inside(report: Report, text: str, start: int, end: int) -> bool:
    """Whether a span lies in an occurrence of a text that is no part of a longer number."""
    at = report.source.find(text)
    while at >= 0:
        after = at + len(text)
        beside = report.source[max(0, at - 1) : at] + report.source[after : after + 1]
        whole = not text.isdigit() or not any(character.isdigit() for character in beside)
        if whole and at <= start and end <= after:
            return True
        at = report.source.find(text, at + 1)
    return False


def corpus_scores() -> dict[str, Score]:
    """The invented reports against what they were written to say (clear cases only)."""
    expected = json.loads((CORPUS / "expected.json").read_text(encoding="utf-8"))
    right = dict.fromkeys(CORPUS_QUESTIONS, 0)
    total = dict.fromkeys(CORPUS_QUESTIONS, 0)
    errors: dict[str, list[str]] = {name: [] for name in CORPUS_QUESTIONS}

    def count(question: str, fine: bool, error: str) -> None:
        total[question] += 1
        right[question] += fine
        if not fine:
            errors[question].append(error)

    for report, found in _read(CORPUS):
        wanted: dict[str, Any] = expected[report.id]
        measures = [o for o in found if o.quantity.kind == "measure"]
        for indicator, text, value in wanted["indicators"]:
            same = [o for o in measures if o.quantity.value == Decimal(str(value))
                    and o.quantity.text.startswith(text.rstrip("人户个"))]  # fmt: skip
            place = f"{report.id} {text} {indicator}"
            count("corpus_figures", bool(same), f"{place}: not read with value {value}")
            named = [o.indicator for o in same]
            count("corpus_indicators", indicator in named, f"{place}: {named}")
        for fused in wanted["fused"]:
            values = {o.quantity.value for o in measures if o.quantity.restoration}
            fine = {Decimal(part) for part in fused["parts"]} <= values
            count(
                "corpus_fused", fine, f"{report.id} {fused['digits']}: {sorted(map(str, values))}"
            )
        for text in wanted["not_measures"]:
            false = [o.quantity.text for o in measures
                     if _inside(report, text, o.quantity.start, o.quantity.end)]  # fmt: skip
            count("corpus_false_figures", not false, f"{report.id} {text}: read as {false}")
    return {
        name: Score(right[name] / total[name] if total[name] else 1.0, total[name], errors[name])
        for name in CORPUS_QUESTIONS
    }


@cache
def scores() -> dict[str, Score]:
    """Today's scores by question."""
    return seed_scores() | corpus_scores()


def _hash(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def hashes() -> dict[str, str]:
    """What the floors were measured on: gold, seeds and invented reports, each as one hash."""
    return {
        "gold": _hash([*GOLD.glob("*/*.json"), *GOLD.glob("*/*.jsonl")]),
        "seeds": _hash([*SEEDS.glob("*.txt"), SEEDS / "manifest.csv"]),
        "corpus": _hash([*CORPUS.glob("*.txt"), CORPUS / "expected.json"]),
        "scoring": _hash([GOLD / "scoring.py"]),
    }


def baseline() -> dict[str, Any]:
    """The floors and the hashes that they belong to."""
    found: dict[str, Any] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return found


def committed() -> dict[str, Any] | None:
    """The baseline of the last commit; None outside a repository or before the first commit."""
    try:
        shown = subprocess.run(
            ["git", "show", f"HEAD:{BASELINE.relative_to(ROOT).as_posix()}"],
            cwd=ROOT,
            env=dict(os.environ) | {"GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True,
            check=False,
            timeout=60,
        )
    except OSError:
        return None
    return json.loads(shown.stdout) if shown.returncode == 0 else None


def lowered(old: dict[str, float], new: dict[str, float]) -> list[str]:
    """The questions whose floor is lower than it was, or gone: `bound 0.97 -> 0.95`."""
    return [
        f"{name} {floor} -> {new.get(name, 'gone')}"
        for name, floor in old.items()
        if new.get(name, -1) < floor
    ]


def floor_of(value: float) -> float:
    """A score as a floor: four decimals, rounded down so that the score itself passes."""
    return math.floor(value * 10_000 + 1e-6) / 10_000


def raised(
    old: dict[str, float], measured: dict[str, float], *, allow_regression: bool = False
) -> dict[str, float]:
    """The floors after an update: today's scores, never below the old floors unless allowed."""
    new = {name: floor_of(value) for name, value in measured.items()}
    if allow_regression:
        return new
    return {name: max(value, old.get(name, 0.0)) for name, value in new.items()}


# ---- the gate


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_score_falls(question: str) -> None:
    score, floor = scores()[question], baseline()["floors"][question]
    if score.value >= floor - 1e-9:
        return
    shown = "\n  ".join(score.errors[:SHOWN])
    more = f"\n  … and {len(score.errors) - SHOWN} more" if len(score.errors) > SHOWN else ""
    pytest.fail(
        f"{question}: {score.value:.4f} is below the floor {floor} ({score.sample} figures)\n"
        f"  {shown}{more}",
        pytrace=False,
    )


def test_the_gold_is_what_the_floors_were_measured_on() -> None:
    changed = [name for name, digest in hashes().items() if digest != baseline()["sha256"][name]]
    assert not changed, (
        f"{', '.join(changed)} changed since the floors were measured: check the change, then run "
        "python tests/gold/test_gate.py --update"
    )


def test_floors_only_rise() -> None:
    old = committed()
    if old is None:
        pytest.skip("not in a repository, or the baseline is not committed yet")
    if os.environ.get(ALLOW) == "1":
        pytest.skip(f"{ALLOW} is set")
    fallen = lowered(old["floors"], baseline()["floors"])
    assert not fallen, f"lowered floors: {'; '.join(fallen)} (set {ALLOW}=1 when this is meant)"


def test_every_question_has_a_floor() -> None:
    assert list(baseline()["floors"]) == list(QUESTIONS)
    assert all(0 <= floor <= 1 for floor in baseline()["floors"].values())


# ---- the gate itself


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": 0.9}, {"a": 0.9}, []),
        ({"a": 0.9}, {"a": 0.95, "b": 0.1}, []),
        ({"a": 0.9}, {"a": 0.89}, ["a 0.9 -> 0.89"]),
        ({"a": 0.9, "b": 1.0}, {"a": 0.9}, ["b 1.0 -> gone"]),
        ({}, {}, []),
    ],
)
def test_lowered(old: dict[str, float], new: dict[str, float], expected: list[str]) -> None:
    assert lowered(old, new) == expected


@pytest.mark.parametrize(
    ("old", "measured", "allow", "expected"),
    [
        ({"a": 0.9}, {"a": 0.95}, False, {"a": 0.95}),
        ({"a": 0.9}, {"a": 0.85}, False, {"a": 0.9}),
        ({"a": 0.9}, {"a": 0.85}, True, {"a": 0.85}),
        ({}, {"a": 0.123456}, False, {"a": 0.1234}),
        ({"gone": 1.0}, {"a": 1.0}, False, {"a": 1.0}),
    ],
)
def test_raised(
    old: dict[str, float], measured: dict[str, float], allow: bool, expected: dict[str, float]
) -> None:
    assert raised(old, measured, allow_regression=allow) == expected


@pytest.mark.parametrize("value", [0.0, 1 / 3, 0.9999999, 0.97, 2 / 3, 1.0])
def test_a_score_passes_its_own_floor(value: float) -> None:
    assert 0 <= floor_of(value) <= value + 1e-9
    assert value - floor_of(value) < 1e-4 + 1e-9


@pytest.mark.parametrize(
    ("value", "sample", "low", "high"),
    [(1.0, 15, 0.796, 1.0), (0.95, 381, 0.923, 0.968), (0.5, 0, 0.0, 1.0)],
)
def test_intervals(value: float, sample: int, low: float, high: float) -> None:
    found = Score(value, sample).interval()
    assert found == pytest.approx((low, high), abs=0.002)


def table() -> str:
    """Today's scores beside their floors, with the size of the sample and its 95 % interval."""
    floors = baseline()["floors"] if BASELINE.exists() else {}
    lines = [f"{'question':22}{'score':>8}{'floor':>8}{'figures':>9}   95 % interval"]
    for name, score in scores().items():
        low, high = score.interval()
        mark = " <" if score.value < floors.get(name, 0.0) - 1e-9 else ""
        lines.append(
            f"{name:22}{score.value:8.4f}{floors.get(name, 0.0):8.4f}{score.sample:9}"
            f"   {low:.3f}-{high:.3f}{mark}"
        )
    return "\n".join(lines)


def main(words: list[str] | None = None) -> int:
    """Print the scores, or raise the floors; 1 when an update would have to lower one."""
    parser = argparse.ArgumentParser(description="Scores on the gold, beside their floors.")
    parser.add_argument("--update", action="store_true", help="raise the floors to the scores")
    parser.add_argument("--allow-regression", action="store_true", help="lower floors too")
    parser.add_argument("--errors", metavar="QUESTION", help="list what is wrong, e.g. bound")
    chosen = parser.parse_args(words)
    print(table())
    if chosen.errors:
        print(*scores()[chosen.errors].errors, sep="\n")
    if not chosen.update:
        return 0
    old = baseline()["floors"] if BASELINE.exists() else {}
    measured = {name: score.value for name, score in scores().items()}
    new = raised(old, measured, allow_regression=chosen.allow_regression)
    text = json.dumps({"floors": new, "sha256": hashes()}, indent=1) + "\n"
    BASELINE.write_text(text, encoding="utf-8", newline="\n")
    below = [name for name in new if measured[name] < new[name] - 1e-9]
    if below:
        print(f"kept the higher floor of: {', '.join(below)} (--allow-regression lowers it)")
    return bool(below)


if __name__ == "__main__":
    sys.exit(main())

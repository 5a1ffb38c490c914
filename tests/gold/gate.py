"""What the gate goes by: today's scores, the floors, what the floors were measured on, the command.

``test_gate.py`` and ``test_sets.py`` are the gate; ``python tests/gold/test_gate.py`` the command.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from county_reports.errors import CountyReportsError
from county_reports.execution.records import write_atomically
from county_reports.extraction import observe
from county_reports.model import Observation, Report
from county_reports.quality import gold, intervals, listing, scoring
from county_reports.quality.assess import Assessed, assess
from county_reports.quality.scoring import Verdict
from county_reports.reading.manifest import read_manifest
from county_reports.reading.reader import read_file

GOLD = Path(__file__).resolve().parent
ROOT = GOLD.parents[1]
SEEDS, CORPUS = ROOT / "seeds", ROOT / "tests" / "corpus"
QUALITY = ROOT / "lib" / "county_reports" / "quality"
BASELINE, SETS = GOLD / "baseline.json", GOLD / "sets.json"
BUILD = ROOT / "build" / "quality"
ALLOW = "COUNTY_REPORTS_LOWER_FLOORS"
SHOWN = 40
"""Errors shown for one question; the rest is counted."""

CORPUS_QUESTIONS = (
    "corpus_figures", "corpus_indicators", "corpus_fused", "corpus_false_figures",
)  # fmt: skip
OTHERS = ("second", "third")
Floors = dict[str, float]


@dataclass
class Score:
    """One number between 0 and 1, on how many figures, its interval, and what was wrong."""

    value: float
    sample: int
    interval: intervals.Interval
    errors: list[str] = field(default_factory=list)


def line(verdict: Verdict) -> str:
    """An error in one line: where, the words, what was read, what the gold says."""
    given, wanted = verdict.given or "–", verdict.wanted or "–"
    words = " ".join(verdict.words.split())
    return f"{verdict.outcome} {verdict.report}:{verdict.start} {words}: {given}, gold {wanted}"


@cache
def assessed(name: str) -> Assessed:
    """One of the project's sets, read and judged."""
    return assess(gold.load(name, GOLD, SEEDS))


def scores_of(judged: Assessed) -> dict[str, Score]:
    """Everything of a set that has a floor; of a blind set without its errors."""
    return {
        name: Score(
            tally.f1, tally.sample, tally.f1_interval,
            [] if judged.set.is_blind else [line(each) for each in tally.errors],
        )
        for name, tally in scoring.gated(judged.verdicts).items()
    }  # fmt: skip


def _read(folder: Path) -> list[tuple[Report, tuple[Observation, ...]]]:
    """All reports of a folder's manifest, read as the main job reads them."""
    found = []
    for declared in read_manifest(folder).values():
        report = read_file(folder / declared.file, declared)
        found.append((report, observe(report)))
    return found


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
        name: Score(
            right[name] / total[name] if total[name] else 1.0, total[name],
            intervals.wilson(right[name], total[name]), errors[name],
        )
        for name in CORPUS_QUESTIONS
    }  # fmt: skip


@cache
def scores(name: str = "seeds") -> dict[str, Score]:
    """Today's scores of a set by question, class, family; the seeds' with the invented corpus."""
    own = scores_of(assessed(name))
    return own | corpus_scores() if name == "seeds" else own


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def hashes() -> dict[str, str]:
    """What the floors were measured on: gold, seeds, invented reports, scoring; a hash each."""
    return {
        "gold": _hash([*GOLD.glob("*/*.json"), *GOLD.glob("*/*.jsonl")]),
        **{name: _hash(gold.files_of(GOLD / name)) for name in OTHERS},
        "seeds": _hash([*SEEDS.glob("*.txt"), SEEDS / "manifest.csv"]),
        "corpus": _hash([*CORPUS.glob("*.txt"), CORPUS / "expected.json"]),
        "scoring": _hash([QUALITY / "gold.py", QUALITY / "scoring.py"]),
    }


def stored(path: Path) -> dict[str, Any]:
    """A file of floors; empty when it is not there yet."""
    if not path.exists():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def floors(name: str) -> Floors:
    """The floors of a set."""
    found: Floors = stored(BASELINE).get("floors", {}) if name == "seeds" else (
        stored(SETS).get(name, {}))  # fmt: skip
    return found


def committed(path: Path) -> dict[str, Any] | None:
    """A file of floors as in the last commit; None outside a repository or before its first."""
    try:
        shown = subprocess.run(
            ["git", "show", f"HEAD:{path.relative_to(ROOT).as_posix()}"],
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


# ---- the command


def table(found: dict[str, Score], least: Floors) -> str:
    """Scores beside their floors, with the size of the sample and its 95 % interval."""
    lines = [f"{'question':24}{'score':>8}{'floor':>8}{'figures':>9}   95 % interval"]
    for name, score in found.items():
        low, high = score.interval
        floor = f"{least[name]:8.4f}" if name in least else f"{'-':>8}"
        mark = " <" if score.value < least.get(name, 0.0) - 1e-9 else ""
        lines.append(
            f"{name:24}{score.value:8.4f}{floor}{score.sample:9}   {low:.3f}-{high:.3f}{mark}"
        )
    return "\n".join(lines)


def update(*, allow_regression: bool) -> int:
    """Raise the floors of all sets to today's scores; 1 when one would have to be lowered."""
    measured = {
        name: {what: score.value for what, score in scores(name).items()}
        for name in ("seeds", *OTHERS)
    }
    new = {
        name: raised(floors(name), found, allow_regression=allow_regression)
        for name, found in measured.items()
    }
    _dump(BASELINE, {"floors": new["seeds"], "sha256": hashes()})
    _dump(SETS, {name: new[name] for name in OTHERS})
    below = [
        f"{name} {what}"
        for name in new
        for what, floor in new[name].items()
        if measured[name][what] < floor - 1e-9
    ]
    if below:
        print(f"kept the higher floor of: {', '.join(below)} (--allow-regression lowers it)")
    return bool(below)


def _dump(path: Path, content: object) -> None:
    write_atomically(path, (json.dumps(content, indent=1) + "\n").encode("utf-8"))


def report(judged: Sequence[Assessed], folder: Path) -> list[Path]:
    """Write the list of errors of each set as Markdown and CSV; of a blind set the totals."""
    written = []
    for each in judged:
        rows = listing.rows(each)
        files = {"md": listing.to_markdown(each)}
        if not each.set.is_blind:
            files["csv"] = listing.to_csv(rows)
        for ending, text in files.items():
            path = folder / f"{each.name}.{ending}"
            write_atomically(path, text.encode("utf-8"))
            written.append(path)
    return written


def main(words: list[str] | None = None) -> int:
    """Print the scores, list errors, or raise the floors."""
    parser = argparse.ArgumentParser(
        description="Scores on the gold, beside their floors. An update covers all sets."
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to the scores")
    parser.add_argument("--allow-regression", action="store_true", help="lower floors too")
    parser.add_argument("--errors", metavar="QUESTION", help="list what is wrong, e.g. bound")
    parser.add_argument("--set", choices=("seeds", *OTHERS), help="show this set only")
    parser.add_argument("--report", action="store_true", help="write build/quality/SET.md and .csv")
    parser.add_argument("--folder", type=Path, help="score another folder of gold (has no floors)")
    chosen = parser.parse_args(words)
    try:
        return _main(chosen)
    except CountyReportsError as problem:
        print(problem, file=sys.stderr)
        return 2


def _main(chosen: argparse.Namespace) -> int:
    if chosen.folder:
        judged = [assess(gold.load_folder(chosen.folder, texts=SEEDS))]
        found = {each.name: scores_of(each) for each in judged}
    else:
        names = (chosen.set,) if chosen.set else ("seeds", *OTHERS)
        judged = [assessed(name) for name in names]
        found = {name: scores(name) for name in names}
    for each in judged:
        print(f"{each.name}: {len(each.set.reports)} reports; {gold.ROLES[each.set.role][0]}")
        print(table(found[each.name], {} if chosen.folder else floors(each.name)), "\n")
    if chosen.errors:
        for each in judged:
            if each.set.is_blind:
                print(f"{each.name}: blind, single errors are not shown")
                continue
            score = found[each.name].get(chosen.errors)
            if score is None:
                known = ", ".join(found[each.name])
                print(f"{each.name}: no {chosen.errors!r}; there are: {known}", file=sys.stderr)
                return 2
            print(*(f"{each.name}: {error}" for error in score.errors), sep="\n")
    if chosen.report:
        print(*(f"wrote {path}" for path in report(judged, BUILD)), sep="\n")
    if chosen.update:
        if chosen.folder:
            print("another folder has no floors: --update is for the project's own sets")
            return 2
        return update(allow_regression=chosen.allow_regression)
    return 0

"""How many wrong digits the audit reveals: one random digit is changed in a report, 200 times.

    python bench/audit_sensitivity.py [--changes 200] [--seed 42] [--show]

A figure of a report is drawn at random (printed in Arabic digits, read with a value), one of its
digits is replaced by another one, and the changed text is read and audited anew. A change is
*revealed* when a contradiction has the changed figure among its members that the untouched text
does
not have. A relation *could* reveal it when the gold (identities.jsonl, made by hand) has an
equality
with this figure; a bound could when the changed value breaks it. All else, nobody can see from the
text alone. Reports of the blind set are counted and never shown.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from county_reports.audit import audit_report
from county_reports.audit.finding import Finding
from county_reports.extraction import observe
from county_reports.model import Metadata, Observation, Report
from county_reports.quality import gold
from county_reports.quality.intervals import wilson
from county_reports.reading.reader import read_text

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
EQUALITIES = frozenset({"sum", "difference", "share", "repeat", "product", "growth", "ratio"})
SHOWN = 12


@dataclass(frozen=True)
class Relation:
    """An annotated relation: its kind, its terms and what they give (None when not stated)."""

    kind: str
    terms: tuple[int, ...]
    result: int | None
    holds: bool


@dataclass(frozen=True)
class Subject:
    """A report with what was read from it, its contradictions and its annotated relations."""

    name: str
    blind: bool
    report: Report
    figures: tuple[Observation, ...]
    known: frozenset[tuple[str, frozenset[int]]]
    relations: tuple[Relation, ...]


def signature(finding: Finding) -> tuple[str, frozenset[int]]:
    """What makes a finding the same one in the untouched and the changed text."""
    return finding.rule, frozenset(member.quantity.start for member in finding.members)


def relations_of(folder: Path) -> tuple[Relation, ...]:
    """The annotated relations of a report."""
    path = folder / "identities.jsonl"
    if not path.is_file():
        return ()
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return tuple(
        Relation(each["type"], tuple(each["terms"]), each["result"], bool(each["holds"]))
        for each in lines
    )


def subjects() -> list[Subject]:
    """Every report that has annotated relations."""
    found = []
    for name in gold.available():
        chosen = gold.load(name)
        folder = GOLD if name == "seeds" else GOLD / name
        for each in chosen.reports:
            relations = relations_of(folder / each.id)
            observations = observe(each.report)
            contradictions = audit_report(each.report, observations).contradictions
            figures = tuple(
                o for o in observations
                if o.quantity.kind == "measure" and o.quantity.value is not None
                and o.quantity.script == "arabic" and o.quantity.restoration is None
                and any(character in "0123456789" for character in o.quantity.text)
            )  # fmt: skip
            found.append(
                Subject(each.id, chosen.is_blind, each.report, figures,
                        frozenset(map(signature, contradictions)), relations)
            )  # fmt: skip
    return [subject for subject in found if subject.relations]


def changed_text(subject: Subject, figure: Observation, draw: random.Random) -> tuple[str, str]:
    """The report with one digit of the figure replaced, and the figure as it then reads."""
    quantity = figure.quantity
    places = [at for at, c in enumerate(quantity.text) if c in "0123456789"]
    at = draw.choice(places)
    first = at == places[0]
    choices = [d for d in "0123456789" if d != quantity.text[at] and not (first and d == "0")]
    text = quantity.text[:at] + draw.choice(choices) + quantity.text[at + 1 :]
    source = subject.report.source
    return source[: quantity.start] + text + source[quantity.end :], text


def could_reveal(subject: Subject, figure: Observation, value: Decimal | None) -> bool:
    """Whether an annotated relation breaks when the figure has the new value."""
    start = figure.quantity.start
    values = {o.quantity.start: o.quantity.value for o in subject.figures}
    for relation in subject.relations:
        members = (*relation.terms, *((relation.result,) if relation.result is not None else ()))
        if start not in members or not relation.holds:
            continue
        if relation.kind in EQUALITIES and relation.result is not None:
            return True
        if relation.kind == "bound" and relation.result is not None and len(relation.terms) == 1:
            part = value if start == relation.terms[0] else values.get(relation.terms[0])
            whole = value if start == relation.result else values.get(relation.result)
            if part is not None and whole is not None and part > whole:
                return True
    return False


def revealed(subject: Subject, text: str, start: int) -> tuple[bool, Decimal | None]:
    """Whether the changed report has a new contradiction with the figure, and its new value."""
    told = subject.report.metadata
    report = read_text(
        text, Metadata(told.id, county=told.county, year=told.year, title=told.title)
    )
    observations = observe(report)
    value = next((o.quantity.value for o in observations if o.quantity.start == start), None)
    audit = audit_report(report, observations)
    new = [f for f in audit.contradictions if signature(f) not in subject.known]
    return any(start in signature(finding)[1] for finding in new), value


def share(right: int, sample: int) -> str:
    """A share with its 95 % interval."""
    low, high = wilson(right, sample)
    return f"{right} of {sample} = {right / max(1, sample):.2f} ({low:.2f} to {high:.2f})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Change digits, and print how many changes were seen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--changes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--show", action="store_true", help="name what was missed (never blind)")
    options = parser.parse_args(arguments)
    draw, pool = random.Random(options.seed), subjects()  # noqa: S311 - no secret
    counts: Counter[str] = Counter()
    shown = 0
    for _ in range(options.changes):
        subject = draw.choice(pool)
        figure = draw.choice(subject.figures)
        text, written = changed_text(subject, figure, draw)
        seen, value = revealed(subject, text, figure.quantity.start)
        possible = could_reveal(subject, figure, value)
        counts["all"] += 1
        counts["seen"] += seen
        counts["possible"] += possible
        counts["possible and seen"] += possible and seen
        if options.show and possible and not seen and not subject.blind and shown < SHOWN:
            shown += 1
            print(f"  missed {subject.name}:{figure.quantity.start} {figure.quantity.text} "
                  f"-> {written}")  # fmt: skip
    print(f"{len(pool)} reports, {options.changes} changed digits, seed {options.seed}")
    print(f"revealed, of all changes: {share(counts['seen'], counts['all'])}")
    print(f"a relation could reveal: {share(counts['possible'], counts['all'])}")
    print(f"revealed, of those: {share(counts['possible and seen'], counts['possible'])}")


if __name__ == "__main__":
    main()

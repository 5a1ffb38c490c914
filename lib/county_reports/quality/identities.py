"""The audit against the gold: which annotated relations it found, and with the right verdict.

``identities.jsonl`` beside a report lists the relations among its figures that a person found
(tests/gold/GUIDE.md). A relation is found when a finding relates the very figures; a figure that
stands again with the same value and unit may stand for the first one (192个贫困村 is said four times).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from county_reports.audit.engine import Audit
from county_reports.audit.finding import Finding
from county_reports.errors import GoldError
from county_reports.model import Observation

NAME = "identities.jsonl"


@dataclass(frozen=True, slots=True)
class Identity:
    """One annotated relation: its kind, the starts of its figures, and whether it holds."""

    report: str
    kind: str
    members: frozenset[int]
    holds: bool
    expression: str
    note: str = ""
    listed: bool = True
    """Whether the text states it, or it is one of those that always hold; False: only implied."""


@dataclass(frozen=True, slots=True)
class Matched:
    """An annotated relation with the finding that relates its figures, if there is one."""

    identity: Identity
    finding: Finding | None
    exact: bool = False
    """Whether the finding has the very places, and not other places of the same numbers."""

    @property
    def right(self) -> bool:
        """Whether it was found with the annotator's verdict."""
        return self.finding is not None and self.finding.holds == self.identity.holds


def read_identities(folder: Path) -> tuple[Identity, ...]:
    """The annotated relations of a report; none when its folder has no such file.

    Raises:
        GoldError: a line is malformed.
    """
    path = folder / NAME
    if not path.is_file():
        return ()
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            members = [*entry["terms"], *([] if entry["result"] is None else [entry["result"]])]
            found.append(
                Identity(
                    folder.name, entry["type"], frozenset(map(int, members)), bool(entry["holds"]),
                    str(entry["expression"]), entry.get("note") or "",
                    bool(entry.get("listed", True)),
                )
            )  # fmt: skip
        except (KeyError, TypeError, ValueError) as problem:
            raise GoldError(
                f"a relation is malformed ({problem})",
                where=f"{path}:{number}",
                remedy="write it as tests/gold/GUIDE.md describes",
            ) from problem
    return tuple(found)


Value = tuple[str, Decimal]


def match(
    identities: Sequence[Identity], audit: Audit, observations: Sequence[Observation]
) -> tuple[Matched, ...]:
    """Each annotated relation with its finding: the very places first, then the same numbers."""
    values: dict[int, Value] = {
        o.quantity.start: (o.quantity.unit or "", o.quantity.value)
        for o in observations
        if o.quantity.value is not None
    }
    by_place: dict[frozenset[int], list[Finding]] = defaultdict(list)
    by_value: dict[tuple[Value, ...], list[Finding]] = defaultdict(list)
    for finding in audit.findings:
        places = frozenset(member.quantity.start for member in finding.members)
        by_place[places].append(finding)
        by_value[_values(places, values)].append(finding)
    found: dict[int, Matched] = {}
    used: set[int] = set()
    for number, identity in enumerate(identities):
        for finding in by_place.get(identity.members, ()):
            found[number] = Matched(identity, finding, exact=True)
            used.add(id(finding))
    for number, identity in enumerate(identities):
        if number in found:
            continue
        same = by_value.get(_values(identity.members, values), [])
        free = [finding for finding in same if id(finding) not in used]
        found[number] = Matched(identity, free[0] if free else None)
        used.update(id(finding) for finding in free[:1])
    return tuple(found[number] for number in range(len(identities)))


def _values(places: frozenset[int], values: dict[int, Value]) -> tuple[Value, ...]:
    """The numbers at some places; a place that was not read stands for itself."""
    return tuple(
        sorted((values.get(place, (f"@{place}", Decimal(0))) for place in places), key=str)
    )

"""How well the audit does on a set of gold: relations found with the right verdict, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from county_reports.audit.engine import Audit, audit_report
from county_reports.audit.finding import Finding
from county_reports.extraction import observe
from county_reports.quality import gold
from county_reports.quality.identities import Matched, match, read_identities
from county_reports.quality.intervals import Interval, wilson


@dataclass(frozen=True, slots=True)
class AuditedSet:
    """The audit of a set of gold: each annotated relation with its finding, and all findings."""

    name: str
    is_blind: bool
    matched: tuple[Matched, ...] = field(repr=False)
    audits: tuple[Audit, ...] = field(repr=False)

    def share(self, *, listed: bool = True, holds: bool | None = None) -> tuple[int, int]:
        """How many annotated relations were found with the right verdict, and of how many.

        Args:
            listed: only those that the text states or that always hold.
            holds: only those that hold, or only those that do not.
        """
        asked = [
            each
            for each in self.matched
            if (each.identity.listed or not listed)
            and (holds is None or each.identity.holds is holds)
        ]
        return sum(each.right for each in asked), len(asked)

    def interval(self) -> Interval:
        """The 95 % interval of the share of listed relations."""
        return wilson(*self.share())

    @property
    def kinds(self) -> Counter[tuple[str, bool]]:
        """How many relations of each kind were found rightly, and how many not."""
        return Counter((each.identity.kind, each.right) for each in self.matched)

    @property
    def unmatched(self) -> tuple[Finding, ...]:
        """Findings that the gold does not have; not wrong for that: it lists no trivial ones."""
        known = {id(each.finding) for each in self.matched if each.finding is not None}
        return tuple(f for audit in self.audits for f in audit.findings if id(f) not in known)


def audit_set(name: str, folder: Path | None = None) -> AuditedSet:
    """Audit the reports of a set and hold the findings against the annotated relations.

    Raises:
        GoldError: a set's gold is wrong.
    """
    chosen = gold.load(name, folder)
    place = folder or gold.folder_of_sets()
    place = place if name == "seeds" else place / name
    matched: list[Matched] = []
    audits: list[Audit] = []
    for each in chosen.reports:
        observations = observe(each.report)
        audit = audit_report(each.report, observations)
        matched += match(read_identities(place / each.id), audit, observations)
        audits.append(audit)
    return AuditedSet(name, chosen.is_blind, tuple(matched), tuple(audits))


def audit_sets(names: Sequence[str] = (), folder: Path | None = None) -> tuple[AuditedSet, ...]:
    """The project's own sets (all that are there, or those named)."""
    there = gold.available(folder)
    return tuple(audit_set(name, folder) for name in there if not names or name in names)

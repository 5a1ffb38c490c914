"""All rules over one report: its findings, what cannot be checked, and how much was checked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from county_reports.audit.catalogue import rules
from county_reports.audit.finding import Finding, Unchecked
from county_reports.audit.ledger import Ledger
from county_reports.model import Observation, Report


@dataclass(frozen=True, slots=True)
class Audit:
    """The audit of one report.

    Example: in `已脱贫63153户, 未脱贫3343户, 现有66496户` one finding, confirmed, with three figures.
    """

    report: str
    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    measures: int
    """How many figures the report has."""

    @property
    def checked(self) -> frozenset[int]:
        """The starts of all figures that take part in a finding."""
        return frozenset(
            member.quantity.start for finding in self.findings for member in finding.members
        )

    @property
    def contradictions(self) -> tuple[Finding, ...]:
        """The findings that do not add up or are implausible."""
        return tuple(finding for finding in self.findings if not finding.holds)


def audit_report(
    report: Report,
    observations: Sequence[Observation],
    *,
    only: Collection[str] = (),
    without: Collection[str] = (),
) -> Audit:
    """Apply every rule to what was read from a report.

    Args:
        report: the report.
        observations: what was read from it, corrected where somebody corrected it.
        only: ids of rules; all that are on when empty.
        without: ids of rules to leave out.

    Raises:
        UsageError: a rule of that id does not exist.
    """
    ledger = Ledger(report, observations)
    findings: list[Finding] = []
    unchecked: list[Unchecked] = []
    for rule in rules(only=only, without=without):
        for outcome in rule.check(ledger):
            signed = replace(outcome, report=report.id, rule=rule.id)
            if isinstance(signed, Finding):
                findings.append(signed)
            else:
                unchecked.append(signed)
    kept = _once(findings)
    checked = {member.quantity.start for finding in kept for member in finding.members}
    still = [each for each in unchecked if each.observation.quantity.start not in checked]
    return Audit(
        report.id,
        tuple(sorted(kept, key=_place)),
        tuple({each.observation.quantity.start: each for each in still}.values()),
        sum(o.quantity.kind == "measure" for o in observations),
    )


def _place(finding: Finding) -> tuple[int, str]:
    first = finding.result or finding.members[0]
    return first.quantity.start, finding.rule


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """Each set of figures once: the first rule of the catalogue that relates them is kept.

    That one figure is more than the other (3.1万元 ≤ 16.3万元) says less than by how much (翻了一番),
    and gives way to it.
    """
    seen: dict[frozenset[int], Finding] = {}
    for finding in findings:
        members = frozenset(member.quantity.start for member in finding.members)
        first = seen.setdefault(members, finding)
        if _only_orders(first) and not _only_orders(finding):
            seen[members] = finding
    return list(seen.values())


def _only_orders(finding: Finding) -> bool:
    return finding.holds and "≤" in finding.expression

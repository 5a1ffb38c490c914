"""An audit counted: what adds up, slips, does not, is implausible; how many figures took part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal

from county_reports.audit.engine import Audit
from county_reports.audit.finding import Finding

Kind = Literal["confirmed", "slip", "inconsistent", "implausible"]

KIND_WORDS: dict[Kind, tuple[str, str]] = {
    "inconsistent": ("对不上", "does not add up"),
    "implausible": ("不合常理", "implausible"),
    "slip": ("末位出入", "slip in the last digit"),
    "confirmed": ("相符", "adds up"),
}
"""What a reader tells apart at a glance, the gravest first."""


def kind_of(finding: Finding) -> Kind:
    """A finding's status, in which a slip of the last digit is a kind of its own."""
    if finding.status == "inconsistent" and finding.severity == "slip":
        return "slip"
    return finding.status


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by gravity, those of one kind in the order given (that of the text)."""
    order = list(KIND_WORDS)
    return sorted(findings, key=lambda each: order.index(kind_of(each)))


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one audit, or of several added up.

    Example: 35 relations, 31 confirmed, 4 inconsistent; 34 of 78 figures took part.
    """

    confirmed: int = 0
    slips: int = 0
    inconsistent: int = 0
    implausible: int = 0
    unchecked: int = 0
    figures: int = 0
    checked: int = 0

    @property
    def relations(self) -> int:
        """All relations that were checked."""
        return self.confirmed + self.contradictions

    @property
    def contradictions(self) -> int:
        """Those that do not add up, slips included, or are implausible."""
        return self.slips + self.inconsistent + self.implausible

    @property
    def share(self) -> float | None:
        """The share of the figures that took part in a check; None without figures."""
        return self.checked / self.figures if self.figures else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self))
        )


def tally(audit: Audit) -> Tally:
    """The counts of an audit."""
    kinds = Counter(kind_of(each) for each in audit.findings)
    return Tally(
        confirmed=kinds["confirmed"],
        slips=kinds["slip"],
        inconsistent=kinds["inconsistent"],
        implausible=kinds["implausible"],
        unchecked=len(audit.unchecked),
        figures=audit.measures,
        checked=len(audit.checked),
    )

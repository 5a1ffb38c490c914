"""What a rule is: a small function from the ledger to findings, with its names and its switch."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from county_reports.audit.finding import Finding, Unchecked
from county_reports.audit.ledger import Entry, Ledger

Outcome = Finding | Unchecked
Check = Callable[[Ledger], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One relation that the audit looks for; its docstring is that of its function.

    Example: `household-size`, 户均人口 / persons a household, in the family `households`.
    """

    id: str
    family: str
    zh: str
    en: str
    check: Check
    default: bool = True
    """Whether the rule is applied unless it is switched on by name."""

    @property
    def doc(self) -> str:
        """The relation, an example and its limits, as the function says them."""
        return inspect.getdoc(self.check) or ""


def unchecked(entry: Entry, zh: str, en: str) -> Unchecked:
    """A stated relation that cannot be checked, with the reason in both languages."""
    return Unchecked("", "", entry.observation, zh, en)

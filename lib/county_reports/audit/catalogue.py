"""The rules of the audit in the order in which they are tried: stated relations before bounds.

Where two rules relate the same figures, the first one speaks.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from county_reports.audit.rule import Rule
from county_reports.audit.rules import (
    beneficiaries,
    changes,
    columns,
    completion,
    done,
    each,
    excess,
    flows,
    groups,
    growth,
    households,
    implied,
    incidence,
    items,
    money,
    parts,
    per_one,
    points,
    products,
    rates,
    register,
    remainders,
    repeats,
    shares,
    spans,
    sums,
    wholes,
)
from county_reports.errors import UsageError

RULES: tuple[Rule, ...] = (
    *households.RULES,
    *register.RULES,
    *parts.RULES,
    *columns.RULES,
    *sums.RULES,
    *remainders.RULES,
    *flows.RULES,
    *households.COLUMNS,
    *changes.RULES,
    *points.RULES,
    *spans.RULES,
    *items.RULES,
    *shares.RULES,
    *implied.RULES,
    *excess.RULES,
    *completion.RULES,
    *rates.RULES,
    *incidence.RULES,
    *products.RULES,
    *per_one.RULES,
    *each.RULES,
    *growth.RULES,
    *repeats.RULES,
    *wholes.RULES,
    *done.RULES,
    *groups.RULES,
    *beneficiaries.RULES,
    *money.RULES,
    *excess.BOUNDS,
    *each.BOUNDS,
)


def rules(*, only: Collection[str] = (), without: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules that are on, or those named; without those left out.

    Raises:
        UsageError: a rule of that id does not exist.
    """
    known = {rule.id: rule for rule in RULES}
    for name in (*only, *without):
        if name not in known:
            close = get_close_matches(name, known, n=2, cutoff=0.5)
            raise UsageError(
                f"there is no audit rule {name!r}",
                remedy=f"did you mean {' or '.join(close)}" if close else
                f"the rules are {', '.join(known)}",
            )  # fmt: skip
    chosen = [rule for rule in RULES if (rule.id in only if only else rule.default)]
    return tuple(rule for rule in chosen if rule.id not in without)

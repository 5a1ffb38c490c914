"""In how many reports a passage stands: what most reports say is an official formula.

A passage counts as present where a report has four fifths of its shingles. Near duplicates are one
report here: a page that was scraped five times is no formula. The weight is an inverse document
frequency (Spärck Jones 1972, Journal of Documentation 28, 11-21), scaled so that wording which only
two reports share weighs 1 and wording of all reports 0: ln(n / k) / ln(n / 2).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from county_reports.language.reuse.shingles import hashes, shingles
from county_reports.language.reuse.wording import Wording

if TYPE_CHECKING:
    from county_reports.language.reuse.shingles import Hashes

PRESENT = 0.8
"""Share of a passage's shingles that a report must have."""
MOST = 0.5
"""A formula stands in more than this share of the reports ..."""
FEWEST = 4
"""... of at least so many: of three reports nothing is official because two say it."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Which reports have which shingle: two sorted columns, shingle hash and group of reports."""

    values: Hashes
    groups: Any
    total: int
    seen: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)
    """Passages that were asked for: a formula is asked for again by every pair that has it."""

    def having(self, text: str, known: Iterable[int]) -> int:
        """How many reports have a passage; ``known`` are groups that have it in any case."""
        if text not in self.seen:
            self.seen[text] = self._present(text)
        return len({*self.seen[text], *known})

    def _present(self, text: str) -> tuple[int, ...]:
        import numpy as np

        wanted = np.unique(hashes(text))
        first = np.searchsorted(self.values, wanted, "left")
        last = np.searchsorted(self.values, wanted, "right")
        owners = [self.groups[a:b] for a, b in zip(first, last, strict=True)]
        count = np.bincount(np.concatenate(owners), minlength=1) if owners else np.zeros(1)
        present: list[int] = np.flatnonzero(count >= max(PRESENT * len(wanted), 1)).tolist()
        return tuple(present)


def postings(wordings: Sequence[Wording], groups: Sequence[int]) -> Postings:
    """The shingles of all reports; ``groups`` gives near duplicates one number."""
    import numpy as np

    total = len(set(groups))
    if not wordings:
        return Postings(np.empty(0, np.uint64), np.empty(0, np.int32), total)
    sets = [shingles(one.text) for one in wordings]
    values = np.concatenate(sets)
    owners = np.repeat(np.array(groups, dtype=np.int32), [len(one) for one in sets])
    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    # two near duplicates have their shingles in common: once is enough
    fresh = np.ones(len(values), dtype=bool)
    fresh[1:] = (values[1:] != values[:-1]) | (owners[1:] != owners[:-1])
    return Postings(values[fresh], owners[fresh], total)


def grouped(count: int, duplicates: Iterable[tuple[int, int]]) -> list[int]:
    """A group number for each report: near duplicates, and duplicates of these, share one."""
    root = list(range(count))

    def top(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for first, second in duplicates:
        low, high = sorted((top(first), top(second)))
        root[high] = low
    return [top(number) for number in range(count)]


def is_formula(reports: int, total: int) -> bool:
    """Whether wording of so many reports is an official formula: 3 of 5 is, 2 of 3 is not."""
    return total >= FEWEST and reports > MOST * total


def weight(reports: int, total: int) -> float:
    """How much a passage tells of two reports, 0 to 1: 1 for 2 of 40, 0.23 for 20, 0 for 40."""
    if total <= 2:
        return 1.0
    return max(0.0, math.log(total / max(reports, 2)) / math.log(total / 2))

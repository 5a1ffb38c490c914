"""Which set phrases a page shows: those that tell counties apart, then those of one county."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Cells = Mapping[tuple[str, str], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Choice:
    """The phrases on a page, by group, and how many of each group stay off it."""

    shared: tuple[str, ...]
    """Used by some counties and not by all, the most widely used first."""
    coined: tuple[str, ...]
    """Used by one county and found by their form; each county in turn."""
    single: tuple[str, ...]
    """Known phrases that one county alone uses; each county in turn."""
    common: tuple[str, ...]
    """Used by every county: they tell nothing apart, and come last."""
    left_out: int

    @property
    def shown(self) -> tuple[str, ...]:
        """All phrases on the page, in order."""
        return self.shared + self.coined + self.single + self.common


def choose(cells: Cells, reports: Sequence[str], most: int) -> Choice:
    """The phrases for a page of ``most`` rows.

    Of three counties, 两不愁三保障 of all three is common, 四个不摘 of two is shared, 三走进 of one
    is coined. Shared phrases take six tenths of the page (of more than six counties
    eight), coined ones what is left, then known ones of a single county, then the common ones.

    Args:
        cells: (phrase, report) -> row of ``attention.phrases.PHRASES``.
        reports: ids, in the order in which they are to stand.
        most: how many phrases there is room for.
    """
    users: dict[str, list[str]] = {}
    for report in reports:
        for phrase in [name for name, owner in cells if owner == report]:
            users.setdefault(phrase, []).append(report)

    def uses(phrase: str) -> int:
        return sum(int(str(cells[phrase, report]["uses"])) for report in users[phrase])

    several = len(reports) > 1
    shared = [p for p, by in users.items() if 1 < len(by) < len(reports)]
    shared.sort(key=lambda p: (-len(users[p]), -uses(p), p))
    common = [p for p, by in users.items() if several and len(by) == len(reports)]
    common.sort(key=lambda p: (-uses(p), p))
    alone = [p for p, by in users.items() if len(by) == 1]
    coined = _in_turn([p for p in alone if _found(cells, p, users) == "pattern"], users, uses)
    single = _in_turn([p for p in alone if _found(cells, p, users) != "pattern"], users, uses)

    tenths = 6 if len(reports) <= 6 else 8
    kept_shared = shared[: max(most * tenths // 10, most - len(coined) - len(single) - len(common))]
    room = most - len(kept_shared)
    kept_coined = coined[:room]
    room -= len(kept_coined)
    kept_single = single[:room]
    room -= len(kept_single)
    kept_common = common[:room]
    shown = len(kept_shared) + len(kept_coined) + len(kept_single) + len(kept_common)
    return Choice(
        tuple(kept_shared), tuple(kept_coined), tuple(kept_single), tuple(kept_common),
        len(users) - shown,
    )  # fmt: skip


def _found(cells: Cells, phrase: str, users: Mapping[str, Sequence[str]]) -> str:
    return str(cells[phrase, users[phrase][0]]["found"])


def _in_turn(
    phrases: Sequence[str], users: Mapping[str, Sequence[str]], uses: Callable[[str], int]
) -> list[str]:
    """The phrases of single counties, one of each county after the other, the most used first."""
    by_report: dict[str, list[str]] = {}
    for phrase in phrases:
        by_report.setdefault(users[phrase][0], []).append(phrase)
    for listed in by_report.values():
        listed.sort(key=lambda phrase: -uses(phrase))
    longest = max((len(listed) for listed in by_report.values()), default=0)
    return [
        listed[at] for at in range(longest) for listed in by_report.values() if at < len(listed)
    ]

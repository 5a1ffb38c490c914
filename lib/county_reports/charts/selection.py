"""Which counties a page shows when it cannot hold all, and how that is said.

The rule is the same for every chart: those that give most of the figures, of equals the first, in
the order in which they came. Who gives nothing is named in a note; who is left out is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from county_reports.charts import drawing
from county_reports.format import Language
from county_reports.model import Metadata

FEW = 12
"""Up to so many counties, one that gives none of the figures has a line of its own."""
NAMED = 12
"""Up to so many silent counties are named in the note; all are in the data."""

Reports = tuple[Metadata, ...]


def telling(reports: Sequence[Metadata], given: Callable[[Metadata], int]) -> Reports:
    """The reports that have a line: all of a few; of many those that give a figure.

    Where nobody gives one, the first few stand for the silence of all.
    """
    if len(reports) <= FEW:
        return tuple(reports)
    return tuple(report for report in reports if given(report)) or tuple(reports[:FEW])


def most(reports: Sequence[Metadata], given: Callable[[Metadata], int], count: int) -> Reports:
    """The reports that give most figures, in their order; of equals the first."""
    places = sorted(range(len(reports)), key=lambda place: -given(reports[place]))[:count]
    return tuple(reports[place] for place in sorted(places))


def that_fit(
    reports: Sequence[Metadata],
    given: Callable[[Metadata], int],
    heights: Mapping[str, float],
    room: Callable[[Sequence[Metadata]], float],
) -> Reports:
    """The reports whose rows have room on the page, at least one.

    Args:
        reports: those that have something to show.
        given: how many figures a report gives.
        heights: height of each report's row, mm, by id.
        room: what the page leaves for the rows when these reports are shown, mm: the fewer are
            shown, the more is said below.
    """
    kept = tuple(reports)
    while len(kept) > 1 and sum(heights[report.id] for report in kept) > room(kept):
        space, used, count = room(kept), 0.0, 0
        for report in sorted(kept, key=lambda each: -given(each)):
            used += heights[report.id]
            count += used <= space
        kept = most(kept, given, max(1, min(count, len(kept) - 1)))
    return kept


def silent_note(names: Sequence[str], language: Language) -> list[str]:
    """Who gives none of the figures, named while they are few; nothing where all give one."""
    count, zh = len(names), language == "zh"
    if not names:
        return []
    named = drawing.joined(names, language) if count <= NAMED else ""
    if zh:
        return [f"另有 {count} 个县一项也未报告" + (f"：{named}。" if named else "。")]
    counties = "One more county reports" if count == 1 else f"{count} more counties report"
    return [f"{counties} none of these" + (f": {named}." if named else ".")]


def room_note(shown: int, left_out: int, language: Language) -> list[str]:
    """That counties are left out for want of room, how many, and by which rule."""
    if not left_out:
        return []
    total = shown + left_out
    said = (
        f"版面所限，{total} 个有数据的县中列出给出项数最多（相同者取先）的 {shown} 个，"
        f"其余 {left_out} 个未列。"
        if language == "zh"
        else f"For want of room, {shown} of {total} counties with figures are shown: those that "
        f"give most of them, of equals the first. {left_out} are left out."
    )
    return [said]


def listed(said: Sequence[str], told: int, language: Language) -> str:
    """The first of some statements in one sentence, and how many more there are."""
    zh, rest = language == "zh", len(said) - told
    parts = list(said[:told])
    if rest > 0:
        parts.append(
            f"另 {rest} 个县，见数据文件"
            if zh
            else f"and {'one' if rest == 1 else rest} more, see the data file"
        )
    return ("；" if zh else "; ").join(parts) + ("。" if zh else ".")

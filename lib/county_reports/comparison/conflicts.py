"""Why a figure was chosen, what else the report states for the same, and why one is missing.

A report often gives several values for one indicator, period and scope. Where the others are shown
to be parts of the chosen one (they add up to it, or 其中 stands between), it is their total. Else
they are a conflict: all are listed with their places, nothing is averaged. A conflict is of the
table, not always of the report: two kinds of meeting that one indicator counts conflict as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from county_reports.codebook import Indicator
from county_reports.comparison import periods
from county_reports.comparison.figures import AMBIGUOUS, NOT_COMPARABLE, Figure, agree, stands_for
from county_reports.comparison.quotes import sentence_span
from county_reports.format import UNITS_EN, UNITS_ZH, Language

RATES = ("percent", "percentage_point", "multiple")
"""Units of which a part may exceed the whole: the largest is not the total."""

ONLY = "only figure"
REPEATED = "repeated"
TOTAL = "total of its parts"
LARGEST = "largest of several"
FIRST = "first of several"
OWN_YEAR = "own year"
UNDATED = "undated"
NEAREST = "nearest year"
EARLIEST = "earliest year"
CHOICES = (ONLY, REPEATED, TOTAL, LARGEST, FIRST, OWN_YEAR, UNDATED, NEAREST, EARLIEST)

CHOICE_WORDS = {
    ONLY: ("唯一数值", "the only figure"),
    REPEATED: ("多处一致", "stated several times, alike"),
    TOTAL: ("取总数，其余为其分项", "a total; the others are its parts"),
    LARGEST: ("多个数值中最大者", "the largest of several"),
    FIRST: ("多个数值中首见者", "the first of several"),
    OWN_YEAR: ("报告当年的数值", "of the report's own year"),
    UNDATED: ("未注明时间的数值", "undated, taken before other years'"),
    NEAREST: ("最近一年的数值", "of the nearest year"),
    EARLIEST: ("最早一年的数值", "of the earliest year"),
}

MOST_SUMMANDS = 4
_PART_BEGINS = re.compile(r"其中|包括|包含|含(?!量)")


def competing(
    chosen: Figure, figures: Sequence[Figure], source: str | None = None
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """The figures that state otherwise what the chosen one states, and those that are its parts.

    Example: 中央、省、市交办的236件, 县本级48件 are both petitions of 2018: (48件,) and no part. For
    党员300人,其中女党员100人 the 100人 is a part.

    Args:
        chosen: the figure that comparison shows.
        figures: all figures of the same report and indicator.
        source: the report's text; without it only sums tell parts.
    """
    own = stands_for(chosen, source)
    others = [
        figure
        for figure in figures
        if figure is not chosen
        and _same_case(figure, chosen)
        and not agree(stands_for(figure, source), own)
    ]
    if chosen.unit in RATES:
        return tuple(others), ()
    parts = _summands(chosen, others)
    named = [figure for figure in others if figure in parts or _named_part(chosen, figure, source)]
    return tuple(f for f in others if f not in named), tuple(named)


def _same_case(figure: Figure, chosen: Figure) -> bool:
    return figure.restoration != AMBIGUOUS and (
        (figure.unit, figure.period, figure.scope, figure.status)
        == (chosen.unit, chosen.period, chosen.scope, chosen.status)
    )


def _summands(chosen: Figure, others: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures that add up to the chosen one, the most first; none of more than a dozen."""
    if not 2 <= len(others) <= 12:
        return ()
    sizes = dict.fromkeys((len(others), *range(min(MOST_SUMMANDS, len(others)), 1, -1)))
    groups: Iterator[tuple[Figure, ...]] = (
        some for count in sizes for some in combinations(others, count)
    )
    return next(
        (some for some in groups if sum((f.value for f in some), Decimal(0)) == chosen.value), ()
    )


def _named_part(chosen: Figure, figure: Figure, source: str | None) -> bool:
    if source is None or not chosen.end <= figure.start or figure.value > chosen.value:
        return False
    _, right = sentence_span(source, chosen.start, chosen.end)
    return figure.start < right and bool(_PART_BEGINS.search(source, chosen.end, figure.start))


def choice(
    chosen: Figure,
    figures: Sequence[Figure],
    indicator: Indicator,
    year: int | None,
    source: str | None = None,
) -> tuple[str, str | None]:
    """Why this figure stands in the table, and the conflict it is in: ``339@3165|7@3176``.

    Returns:
        One of ``CHOICES``, and all figures of the conflict with their places, the chosen one first.
    """
    against, parts = competing(chosen, figures, source)
    if against:
        listed: dict[tuple[object, ...], Figure] = {}
        for figure in (chosen, *against):
            listed.setdefault((figure.value, figure.high, figure.start), figure)
        why = FIRST if chosen.unit in RATES else LARGEST
        return why, "|".join(figure.listed() for figure in listed.values())
    if parts:
        return TOTAL, None
    alike = [f for f in figures if f is not chosen and _comparable(f, chosen)]
    if not alike:
        return ONLY, None
    if all(f.period == chosen.period for f in alike):
        return REPEATED, None
    return _by_time(chosen, indicator, year), None


def _comparable(figure: Figure, chosen: Figure) -> bool:
    return figure.restoration != AMBIGUOUS and (
        (figure.unit, figure.scope, figure.status) == (chosen.unit, chosen.scope, chosen.status)
    )


def _by_time(chosen: Figure, indicator: Indicator, year: int | None) -> str:
    last = periods.end_of(chosen.period)
    if indicator.id.split(".", 1)[1].startswith("initial_"):
        return EARLIEST
    if last is None:
        return UNDATED
    return OWN_YEAR if last[0] == year else NEAREST


def why_missing(figures: Sequence[Figure], indicator: Indicator, reason: str | None) -> str | None:
    """What makes the figures of a report not comparable: ``scope part|unit km``; else None."""
    if reason != NOT_COMPARABLE:
        return None
    found: list[str] = []
    for figure in figures:
        if figure.unit != indicator.unit:
            found.append(f"unit {figure.unit}")
        elif figure.scope not in indicator.scopes:
            found.append(f"scope {figure.scope}")
    return "|".join(dict.fromkeys(found)) or None


SCOPE_WORDS = {
    "county": ("全县", "the whole county"),
    "part": ("只说县内一部分", "of a part of the county only"),
    "standard": ("是标准或定额", "a rule or rate"),
    "other": ("是别处的数字", "of another place"),
}


def why_words(why: str | None, language: Language) -> str:
    """Codes of ``why_missing`` in words: 只说县内一部分 / of a part of the county only."""
    zh = language == "zh"
    said: list[str] = []
    for code in (why or "").split("|"):
        kind, _, what = code.partition(" ")
        if kind == "scope":
            said.append(SCOPE_WORDS.get(what, (what, what))[0 if zh else 1])
        elif kind == "unit":
            unit = (UNITS_ZH if zh else UNITS_EN).get(what, f" {what}").strip()
            said.append(f"单位为“{unit}”" if zh else f"counted in {unit}")
    return ("、" if zh else "; ").join(said)

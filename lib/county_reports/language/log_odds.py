"""Weighted log-odds: which words tell a county from the others, held back where counts are small.

Monroe, Colaresi and Quinn (2008), *Fightin' Words: Lexical Feature Selection and Evaluation for
Identifying the Content of Political Conflict*, Political Analysis 16, sections 3.3 to 3.5: the
difference of the logarithms of the odds of a word in two texts, each smoothed by an informative
Dirichlet prior, over its standard error. The prior is the corpus itself: each word weighs as much
as its share of all words of all reports, so that a rare word needs more to stand out than by
chance, and a word that both sides use alike comes to nothing.

It answers the question of keyness in another way; where both agree, the word is a safe finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from county_reports.errors import UsageError
from county_reports.language import tables
from county_reports.language.counting import (
    assert_comparable,
    counted,
    is_place_name,
    names_of,
    together,
)
from county_reports.language.keyness import Cells
from county_reports.model import Report

if TYPE_CHECKING:
    from pandas import DataFrame

LEAST = 3
"""A word is listed when the reports have it so often together."""


class LogOdds(NamedTuple):
    """The difference of two log-odds (natural logarithms), and how many standard errors it is."""

    delta: float
    z: float


def log_odds_of(cells: Cells, prior: float, prior_size: float) -> LogOdds:
    """The weighted log-odds of one word.

    Args:
        cells: counts of the word and sizes of both sides.
        prior: what the prior adds to the word's count on each side (α of the word).
        prior_size: what it adds to each side in all (α₀), so that α/α₀ is the expected share.
    """
    own, other = cells.count + prior, cells.others_count + prior
    own_rest = cells.size + prior_size - own
    other_rest = cells.others_size + prior_size - other
    if own_rest <= 0 and other_rest <= 0:  # the only word of both sides tells them apart by nothing
        return LogOdds(0.0, 0.0)
    delta = log(own / own_rest) - log(other / other_rest)
    return LogOdds(delta, delta / sqrt(1 / own + 1 / other))


def log_odds(
    report: Report,
    others: Sequence[Report],
    *,
    least: int = LEAST,
    prior_words: float | None = None,
) -> DataFrame:
    """The words of a report by weighted log-odds, columns of ``tables.LOG_ODDS``.

    One row a word that the reports have at least ``least`` times together, the highest z first
    (the report's own words) and the lowest last (words of the others). Names of places are marked
    in ``aside`` and stand at the end.

    Args:
        report: the county's report.
        others: the reports of other counties, in any order.
        least: occurrences in all reports together.
        prior_words: words that the prior adds to each side; as many as a report has on average
            when not given. More words hold rare words back more.

    Raises:
        UsageError: there is no report to compare with, or no words, or the prior has none.
    """
    assert_comparable(report, others)
    own, rest = counted(report), together(others)
    total = own.size + rest.size
    added = total / (1 + rest.reports) if prior_words is None else prior_words
    if added <= 0:
        raise UsageError(
            f"a prior of {added} words holds nothing back", remedy="give prior_words above 0"
        )
    names = names_of([report, *others])
    rows: list[dict[str, object]] = []
    for word in sorted(own.counts.keys() | rest.counts.keys()):
        cells = Cells(own.counts.get(word, 0), own.size, rest.counts.get(word, 0), rest.size)
        both = cells.count + cells.others_count
        if both < least:
            continue
        prior = added * both / total
        found = log_odds_of(cells, prior, added)
        rows.append(
            {
                **tables.about(own, word),
                **tables.against(rest, word),
                "prior": round(prior, tables.DIGITS),
                "log_odds": round(found.delta, tables.DIGITS),
                "z": round(found.z, tables.DIGITS),
                "aside": tables.PLACE_NAME if is_place_name(word, names) else None,
                **tables.places(own, word),
            }
        )
    rows.sort(key=lambda row: (row["aside"] is not None, -float(str(row["z"])), str(row["word"])))
    return tables.frame(rows, tables.LOG_ODDS)

"""Key words: what a county writes more often, or less, than the others.

Three questions are asked of each word, each with its own measure, as one cannot answer another's:

- *Is there a difference?* The log-likelihood ratio G² (Dunning 1993, *Accurate Methods for the
  Statistics of Surprise and Coincidence*, Computational Linguistics 19), in the form of all four
  cells of the table word / other words by report / other reports. Rayson and Garside (2000,
  *Comparing Corpora using Frequency Profiling*) sum two of the four cells; :func:`two_cells` gives
  theirs. G² grows with the texts, so it is weighed against their size by the BIC approximation of
  Wilson (2013, *Embracing Bayes Factors for Key Item Analysis in Corpus Linguistics*):
  BIC = G² - ln N; over 2 is positive evidence, over 6 strong, over 10 very strong.
- *How large is it?* The log ratio (Hardie 2014, *Log Ratio: an informal introduction*): the binary
  logarithm of the ratio of the two shares; +1 is twice as often, +2 four times.
- *Is it the report's, or one paragraph's?* The deviation of proportions DP (Gries 2008,
  *Dispersions and adjusted frequencies in corpora*, IJCL 13), normed to 0…1 (Lijffijt
  and Gries 2012, IJCL 17), over ten equal parts of the report. All occurrences in one part give 1.

Words of a text do not occur independently of each other, so these numbers order words; they are no
tests, and no p value is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log, log2
from typing import TYPE_CHECKING

from county_reports.language import tables
from county_reports.language.counting import (
    Counted,
    Together,
    assert_comparable,
    counted,
    is_place_name,
    names_of,
    others_of,
    refusal,
    together,
)
from county_reports.model import Report

if TYPE_CHECKING:
    from pandas import DataFrame

LEAST = 3
"""A key word stands at least so often on the side that has it more often."""
SPREAD = 0.9
"""The highest DPnorm of a key word; over ten parts, a word in at least two of them has less."""
EVIDENCE = 2.0
"""The least BIC of a key word: positive evidence in the words of Wilson (2013)."""
ZERO = 0.5
"""What stands for a count of 0 in a ratio (Hardie 2014)."""


@dataclass(frozen=True, slots=True)
class Cells:
    """How often one word stands in a report and in the others, and how many words these have.

    Example: ``Cells(6, 1200, 2, 5200)``: 信访 six times in 1200 words, elsewhere twice in 5200.
    """

    count: int
    size: int
    others_count: int
    others_size: int

    @property
    def more(self) -> bool:
        """Whether the report has the word more often, for its length, than the others."""
        return self.count * self.others_size > self.others_count * self.size


def four_cells(cells: Cells) -> float:
    """G² of Dunning (1993): 2 Σ O ln(O/E) over all four cells of the table; 0 when shares agree.

    scipy's ``chi2_contingency(table, correction=False, lambda_="log-likelihood")`` is the same.
    """
    total = cells.size + cells.others_size
    both = cells.count + cells.others_count
    found = 0.0
    for count, size in ((cells.count, cells.size), (cells.others_count, cells.others_size)):
        found += _term(count, size * both / total)
        found += _term(size - count, size * (total - both) / total)
    return max(2 * found, 0.0)


def two_cells(cells: Cells) -> float:
    """G² of Rayson and Garside (2000): the sum over the two cells of the word alone."""
    total = cells.size + cells.others_size
    both = cells.count + cells.others_count
    found = _term(cells.count, cells.size * both / total)
    found += _term(cells.others_count, cells.others_size * both / total)
    return max(2 * found, 0.0)


def _term(observed: int, expected: float) -> float:
    return observed * log(observed / expected) if observed else 0.0


def bic(g2: float, words: int) -> float:
    """Wilson's (2013) approximation: G² less ln N, as the table has one degree of freedom."""
    return g2 - log(words)


def log_ratio(cells: Cells) -> float:
    """The binary logarithm of the ratio of shares (Hardie 2014); a count of 0 counts as 0.5."""
    own = (cells.count or ZERO) / cells.size
    other = (cells.others_count or ZERO) / cells.others_size
    return log2(own / other)


def dispersion(counts: Mapping[int, int], sizes: Sequence[int]) -> float | None:
    """DPnorm over some parts of a text: 0 as even as the parts are long, 1 all in the shortest.

    DP is half the sum of what the shares of the word and of the parts differ by (Gries 2008), over
    1 less the share of the shortest part (Lijffijt and Gries 2012). None without the word, and
    where there is one part only.

    Args:
        counts: how often the word stands in which part; parts that are not named have none.
        sizes: how many words each part has.
    """
    count, size = sum(counts.values()), sum(sizes)
    if not count or len(sizes) < 2:
        return None
    # a part without the word differs by its own share: 1 is the sum of all shares
    differences = 1.0
    for part, found in counts.items():
        share = sizes[part] / size
        differences += abs(found / count - share) - share
    return 0.5 * differences / (1 - min(sizes) / size)


def keyness(
    report: Report,
    others: Sequence[Report],
    *,
    least: int = LEAST,
    spread: float = SPREAD,
    evidence: float = EVIDENCE,
) -> DataFrame:
    """The words of a report against those of the others, columns of ``tables.KEYNESS``.

    One row a word that either side has at least ``least`` times: first the key words that the
    report has more often, the largest log ratio first, then those it has less often, then the words
    that are no key words, each with its reason in ``aside``. Names of places (隆回县, 湖南) are put
    aside: a county names itself more often than others do.

    Args:
        report: the county's report.
        others: the reports of other counties (:func:`.counting.others_of`), in any order.
        least: occurrences on the side that has the word more often.
        spread: highest dispersion (DPnorm) on that side.
        evidence: least BIC.

    Raises:
        UsageError: there is no report to compare with, or there are no words.
    """
    assert_comparable(report, others)
    own, rest = counted(report), together(others)
    names = names_of([report, *others])
    rows = []
    every = own.counts.keys() | rest.counts.keys()
    for word in sorted(every):
        if max(own.counts.get(word, 0), rest.counts.get(word, 0)) >= least:
            row = _row(word, own, rest)
            row["aside"] = _aside(row, is_place_name(word, names), least, spread, evidence)
            row["key"] = row["aside"] is None
            rows.append(row)
    rows.sort(key=_order)
    return tables.frame(rows, tables.KEYNESS)


def keyness_of_each(
    reports: Sequence[Report], ask: Callable[[Report], DataFrame] | None = None
) -> DataFrame:
    """:func:`keyness` of each report against those of the other counties, one below the other.

    A report that cannot be compared (:func:`.counting.refusal`) has no rows.

    Args:
        reports: the reports of the corpus.
        ask: gives the table of one report, where it is known already; counted when not given.
    """
    import pandas as pd

    made = [
        ask(report) if ask is not None else keyness(report, others)
        for report in reports
        if refusal(report, others := others_of(report, reports)) is None
    ]
    return pd.concat(made, ignore_index=True) if made else tables.frame([], tables.KEYNESS)


def _row(word: str, own: Counted, rest: Together) -> dict[str, object]:
    cells = Cells(own.counts.get(word, 0), own.size, rest.counts.get(word, 0), rest.size)
    g2 = four_cells(cells)
    side = own if cells.more else rest
    spread = dispersion(side.parts_of(word), side.part_sizes)
    return {
        **tables.about(own, word),
        **tables.against(rest, word),
        "g2": round(g2, tables.DIGITS),
        "bic": round(bic(g2, cells.size + cells.others_size), tables.DIGITS),
        "log_ratio": round(log_ratio(cells), tables.DIGITS),
        "dispersion": None if spread is None else round(spread, tables.DIGITS),
        "often": side.counts.get(word, 0),
        "more": cells.more,
        **tables.places(own, word),
    }


def _aside(
    row: dict[str, object], is_place: bool, least: int, spread: float, evidence: float
) -> str | None:
    """Why a word is no key word; the helping cells are taken out of the row."""
    often = row.pop("often")
    value = row["dispersion"]
    if is_place:
        return tables.PLACE_NAME
    if isinstance(often, int) and often < least:
        return tables.RARE
    if isinstance(value, float) and value > spread:
        return tables.FEW_PARTS
    weight = row["bic"]
    return tables.WEAK if isinstance(weight, float) and weight < evidence else None


def _order(row: dict[str, object]) -> tuple[bool, bool, float, float, str]:
    """Key words first, those used more before those used less, the strongest first."""
    more = row.pop("more")
    ratio, g2 = float(str(row["log_ratio"])), float(str(row["g2"]))
    return row["aside"] is not None, not more, -abs(ratio), -g2, str(row["word"])

"""Small things that notebooks show: tables with a way back to the sentence, charts, lists.

Everything that comes from a report is escaped. Nothing is computed here that is not computed
elsewhere: a notebook's numbers are the library's numbers.
"""

from county_reports.display.corpus import (
    compare,
    compared,
    comparison,
    corpus_coverage,
    funds,
    indicators,
    matrix,
    reports,
    select,
)
from county_reports.display.page import Shown, folded
from county_reports.display.publishing import chart, publish, published
from county_reports.display.report import coverage, figures, metadata, restored, summary, text

__all__ = [
    "Shown",
    "chart",
    "compare",
    "compared",
    "comparison",
    "corpus_coverage",
    "coverage",
    "figures",
    "folded",
    "funds",
    "indicators",
    "matrix",
    "metadata",
    "publish",
    "published",
    "reports",
    "restored",
    "select",
    "summary",
    "text",
]

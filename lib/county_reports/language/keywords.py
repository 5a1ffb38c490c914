"""The words that tell the reports of a corpus apart, by TF-IDF (scikit-learn).

TF-IDF weighs how often a report has a word against how many reports have it. It needs no reference
and knows no uncertainty: it serves to describe a report in a few words, and keyness to compare.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from county_reports.language import tables
from county_reports.language.counting import Counted, counted, is_place_name, names_of
from county_reports.model import Report

if TYPE_CHECKING:
    from pandas import DataFrame

LEAST = 2
"""A word is listed for a report that has it so often."""


def tf_idf(reports: Sequence[Report], *, least: int = LEAST) -> DataFrame:
    """The words of each report by TF-IDF, columns of ``tables.TF_IDF``.

    The weight is (1 + ln count) · (ln((1 + reports) / (1 + reports with it)) + 1), each report
    brought to length 1 (``TfidfTransformer(sublinear_tf=True)``). Reports stay in their order, the
    words of each from the heaviest; names of places are marked in ``aside`` and come last. Of one
    report alone it gives the order of its counts, as every word is in every report.

    Args:
        reports: the reports of the corpus.
        least: occurrences of a word in its report.
    """
    every = [counted(report) for report in reports]
    weights = _weights(every)
    vocabulary = sorted({word for each in every for word in each.counts})
    having = {word: sum(word in each.counts for each in every) for word in vocabulary}
    names = names_of(reports)
    rows: list[dict[str, object]] = []
    for each, weight in zip(every, weights, strict=True):
        made: list[dict[str, object]] = [
            {
                **tables.about(each, word),
                "reports_with": having[word],
                "reports": len(every),
                "tf_idf": weight[word],
                "aside": tables.PLACE_NAME if is_place_name(word, names) else None,
                **tables.places(each, word),
            }
            for word, count in each.counts.items()
            if count >= least
        ]
        made.sort(
            key=lambda row: (row["aside"] is not None, -float(str(row["tf_idf"])), str(row["word"]))
        )
        rows += made
    return tables.frame(rows, tables.TF_IDF)


def _weights(every: Sequence[Counted]) -> list[dict[str, float]]:
    """The weight of each word in each report; nothing for a report without words."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfTransformer

    if not any(each.size for each in every):
        return [{} for _ in every]
    vectorizer = DictVectorizer(sort=True)
    counts = vectorizer.fit_transform([dict(sorted(each.counts.items())) for each in every])
    weighed = TfidfTransformer(sublinear_tf=True).fit_transform(counts).tocsr()
    words = vectorizer.get_feature_names_out()
    found = []
    for row in range(len(every)):
        line = weighed[[row], :].tocoo()
        found.append(
            {
                str(words[column]): round(float(value), tables.DIGITS)
                for column, value in zip(line.col, line.data, strict=True)
            }
        )
    return found

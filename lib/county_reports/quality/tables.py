"""Scores and confusions as tables: what charts draw, and what stands beside them as CSV.

A row stands for many figures, so it lists their places (``report:start-end``) instead of one span.
Of a blind set it names the reports and says in `withheld` why their places are not listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports.quality import confusion, scoring
from county_reports.quality.assess import Assessed
from county_reports.quality.confusion import Cell
from county_reports.quality.scoring import Tally
from county_reports.schema import Column

if TYPE_CHECKING:
    from pandas import DataFrame

DIGITS = 6
"""Decimals of a share in the tables."""
WITHHELD = "blind set: only totals are shown"
BY = ("question", "class", "nonmeasure", "family")

SCORES: tuple[Column, ...] = (
    Column("set", "str", "set of gold: seeds, second, third"),
    Column("by", "str", "what the row counts", BY),
    Column("name", "str", "question, class of unit, kind, or theme of the codebook"),
    Column("right", "int64", "figures read as the gold says"),
    Column("wrong", "int64", "figures read otherwise than the gold says"),
    Column("extra", "int64", "answers where the gold has none"),
    Column("missed", "int64", "answers of the gold that were not given"),
    Column("given", "int64", "answers given: right, wrong, extra"),
    Column("sample", "int64", "answers of the gold: right, wrong, missed"),
    Column("precision", "float64", "share of the answers given that are right"),
    Column("precision_low", "float64", "lower end of its 95 % interval"),
    Column("precision_high", "float64", "upper end"),
    Column("recall", "float64", "share of the gold's answers that were given"),
    Column("recall_low", "float64", "lower end of its 95 % interval"),
    Column("recall_high", "float64", "upper end"),
    Column("f1", "float64", "harmonic mean of precision and recall"),
    Column("f1_low", "float64", "lower end of its 95 % interval"),
    Column("f1_high", "float64", "upper end"),
    Column("reports", "str", "the reports whose figures are counted"),
    Column("places", "str", "report:start-end of every figure counted", (), True),
    Column("withheld", "str", "why the places are not listed", (), True),
)

CONFUSIONS: tuple[Column, ...] = (
    Column("set", "str", "set of gold: seeds, second"),
    Column("of", "str", "what is confused", ("indicator", "period", "scope")),
    Column("gold", "str", "what the gold says; none where it says nothing"),
    Column("read", "str", "what was read; not found where the figure was not read"),
    Column("right", "bool", "whether this is right"),
    Column("count", "int64", "how many figures"),
    Column("reports", "str", "the reports they stand in"),
    Column("places", "str", "report:start-end of each", (), True),
    Column("withheld", "str", "why the places are not listed", (), True),
)


def scores(assessed: Sequence[Assessed]) -> DataFrame:
    """Every score of every set with its intervals, columns of ``SCORES``."""
    return _frame((row for each in assessed for row in _scores(each)), SCORES)


def _scores(assessed: Assessed) -> Iterable[dict[str, object]]:
    groups: Mapping[str, Mapping[str, Tally]] = {
        "question": scoring.by_question(assessed.verdicts),
        "class": scoring.by_class(assessed.verdicts),
        "nonmeasure": scoring.by_kind(assessed.verdicts),
        "family": scoring.by_family(assessed.verdicts),
    }
    reports = " ".join(each.id for each in assessed.set.reports)
    for by in BY:
        for name, tally in groups[by].items():
            places = dict.fromkeys(verdict.place for verdict in tally.verdicts)
            ends = {
                f"{what}_{end}": round(value, DIGITS)
                for what in ("precision", "recall", "f1")
                for end, value in getattr(tally, f"{what}_interval")._asdict().items()
            }
            yield {
                "set": assessed.name, "by": by, "name": name,
                **{what: getattr(tally, what)
                   for what in ("right", "wrong", "extra", "missed", "given", "sample")},
                **{what: round(getattr(tally, what), DIGITS)
                   for what in ("precision", "recall", "f1")},
                **ends, "reports": reports, **_places(assessed, places),
            }  # fmt: skip


def _places(assessed: Assessed, places: Iterable[str]) -> dict[str, object]:
    if assessed.set.is_blind:
        return {"places": None, "withheld": WITHHELD}
    return {"places": " ".join(places), "withheld": None}


def confusions(assessed: Sequence[Assessed]) -> DataFrame:
    """Confusions of indicators, periods and scopes, columns of ``CONFUSIONS``; no blind set.

    What kinds of error a set has is what rules are mended by, so a blind set has totals only.
    """
    seen = [each for each in assessed if not each.set.is_blind]
    return _frame((row for each in seen for row in _confusions(each)), CONFUSIONS)


def _confusions(assessed: Assessed) -> Iterable[dict[str, object]]:
    found: dict[str, Sequence[Cell]] = {
        "indicator": confusion.indicators(assessed.matches),
        "period": confusion.periods(assessed.matches),
        "scope": confusion.scopes(assessed.matches),
    }
    for of, cells in found.items():
        for cell in cells:
            named = sorted({place.rsplit(":", 1)[0] for place in cell.places})
            yield {
                "set": assessed.name, "of": of, "gold": cell.wanted, "read": cell.given,
                "right": cell.right, "count": cell.count, "reports": " ".join(named),
                **_places(assessed, cell.places),
            }  # fmt: skip


def most_confused(table: DataFrame, most: int) -> DataFrame:
    """The pairs of indicators that are confused most often, all sets together, one row a set.

    Args:
        table: a table of :func:`confusions`.
        most: how many pairs.

    Returns:
        Columns of ``CONFUSIONS``; pairs in the order of their total, the rows of a pair together.
    """
    wrong = table[(table["of"] == "indicator") & ~table["right"]]
    wrong = wrong[~((wrong["gold"] == confusion.NONE) & (wrong["read"] == confusion.NOT_FOUND))]
    totals: dict[tuple[str, str], int] = {}
    for gold, read, count in zip(wrong["gold"], wrong["read"], wrong["count"], strict=True):
        totals[(gold, read)] = totals.get((gold, read), 0) + int(count)
    order = list(codebook.load().indicators)
    rank = {name: place for place, name in enumerate(order)}
    pairs = sorted(
        totals,
        key=lambda pair: (-totals[pair], rank.get(pair[0], len(order)), pair[0],
                          rank.get(pair[1], len(order)), pair[1]),
    )[:most]  # fmt: skip
    place = {pair: number for number, pair in enumerate(pairs)}
    number = [place.get(pair, -1) for pair in zip(wrong["gold"], wrong["read"], strict=True)]
    kept = wrong.assign(pair=number)
    kept = kept[kept["pair"] >= 0].sort_values("pair", kind="stable")
    return kept.drop(columns="pair").reset_index(drop=True)


def _frame(rows: Iterable[Mapping[str, object]], columns: Sequence[Column]) -> DataFrame:
    import pandas as pd

    listed = list(rows)
    made = pd.DataFrame(listed, columns=[column.name for column in columns])
    return made.astype({column.name: column.dtype for column in columns})

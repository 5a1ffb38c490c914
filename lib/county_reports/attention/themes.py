"""Themes by words, figures and money: what a county talks about, counts and pays for.

Words: those of the sentences that speak of a theme. Figures: the observations of a theme. Money:
the amount that stands for a theme (:mod:`county_reports.comparison.funds`, which adds no total to
its parts). Each is a share of its own whole: all words of the prose, all figures, the sum of the
amounts by theme. Saliency by counted words is Baumgartner and Jones's measure of attention (1993,
*Agendas and Instability*); what a word count cannot say is whether something was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports.attention.places import listed
from county_reports.comparison.funds import by_theme
from county_reports.comparison.tables import frame, given, observations_frame, validate, word
from county_reports.extraction.speech import sentences
from county_reports.language.tokens import tokens_of
from county_reports.model import Observation, Report
from county_reports.schema import RESTORATIONS, UNITS, Column

if TYPE_CHECKING:
    from pandas import DataFrame

WORDS, FIGURES, MONEY = "words", "figures", "money"
MEASURES = (WORDS, FIGURES, MONEY)
ONE_ONLY = "money of one theme only"
NONE_SAID = "no word of the theme"
NO_FIGURE = "no figure of the theme"
NOT_A_SPENDING_THEME = "no money is counted for this theme"

THEMES: tuple[Column, ...] = (
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("theme", "str", "theme of the codebook; none: nothing names a theme", (), True),
    Column("measure", "str", "words, figures or money", MEASURES),
    Column("value", "object", "Decimal: words or figures counted, CNY named", (), True),
    Column("unit", "str", "count, or CNY for money", UNITS),
    Column("share", "Float64", "of all words, all figures, the money of all themes; 0 to 1", (),
           True),
    Column("missing", "str", "why there is no value or no share", (), True),
    Column("start", "Int64", "first character of the first sentence, figure or amount", (), True),
    Column("end", "Int64", "one past its last character", (), True),
    Column("text", "str", "the first figure or amount as written", (), True),
    Column("places", "str", "every sentence, figure or amount as report:start-end", (),
           True),
    Column("restoration", "str", "split of fused digits of an amount, if any", RESTORATIONS, True),
    Column("correction", "str", "a person's correction of an amount", (), True),
)  # fmt: skip

Row = dict[str, object]


def themes_frame(read: Iterable[tuple[Report, Sequence[Observation]]]) -> DataFrame:
    """Share of the words, the figures and the money of each theme: three rows a theme and report.

    Example: 隆回县 energy has 1.2 % of the words, 0.6 % of the figures and 28 % of the money.

    A theme without words or figures has the value 0, which is what was counted; money that no
    report names is missing, never 0. With money of one theme only there is no share of it.

    Returns:
        A table with the columns of ``THEMES``, themes in the order of the codebook, then none.
    """
    pairs = list(read)
    funds = by_theme(
        observations_frame(pairs),
        [report.metadata for report, _ in pairs],
        {report.id: report.source for report, _ in pairs},
    )
    rows: list[Row] = []
    for report, observations in pairs:
        own = funds[funds["report"] == report.id].to_dict("records")
        amounts = {str(row["theme"]): {str(k): v for k, v in row.items()} for row in own}
        rows += _rows(report, observations, amounts)
    return validate(frame(rows, THEMES), THEMES, what="themes")


def _rows(
    report: Report, observations: Sequence[Observation], funds: Mapping[str, Mapping[str, object]]
) -> Iterator[Row]:
    base: Row = {
        "report": report.id, "county": report.metadata.name, "report_year": report.metadata.year,
    }  # fmt: skip
    words, spoken = _words(report)
    figures = [each for each in observations if each.quantity.kind == "measure"]
    amounts = [row["value"] for row in funds.values() if isinstance(row["value"], Decimal)]
    whole = sum(amounts, Decimal(0))
    for theme in (*codebook.load().themes, None):
        start = base | {"theme": theme}
        yield start | _said(
            report.id, words.get(theme, 0), sum(words.values()), spoken.get(theme, [])
        )
        yield start | _counted(report.id, [f for f in figures if f.theme == theme], len(figures))
        yield start | _paid(funds.get(theme) if theme else None, whole, len(amounts))


def _words(report: Report) -> tuple[dict[str | None, int], dict[str | None, list[tuple[int, int]]]]:
    """How many words each theme has, and the sentences that were counted for it."""
    counts: dict[str | None, int] = {}
    spans: dict[str | None, list[tuple[int, int]]] = {}
    tokens = tokens_of(report)
    at = 0
    for sentence in sentences(report):
        while at < len(tokens) and tokens[at].start < sentence.start:
            at += 1
        first = at
        while at < len(tokens) and tokens[at].start < sentence.end:
            at += 1
        if at > first:
            counts[sentence.theme] = counts.get(sentence.theme, 0) + at - first
            spans.setdefault(sentence.theme, []).append((sentence.start, sentence.end))
    return counts, spans


def _share(part: Decimal | int, whole: Decimal | int) -> float | None:
    return round(float(Decimal(part) / Decimal(whole)), 6) if whole else None


def _said(report: str, count: int, whole: int, spans: Sequence[tuple[int, int]]) -> Row:
    first = spans[0] if spans else (None, None)
    return {
        "measure": WORDS, "value": Decimal(count), "unit": "count", "share": _share(count, whole),
        "missing": None if count else NONE_SAID, "start": first[0], "end": first[1],
        "places": listed(report, spans),
    }  # fmt: skip


def _counted(report: str, figures: Sequence[Observation], whole: int) -> Row:
    first = figures[0].quantity if figures else None
    return {
        "measure": FIGURES, "value": Decimal(len(figures)), "unit": "count",
        "share": _share(len(figures), whole), "missing": None if figures else NO_FIGURE,
        "start": first.start if first else None, "end": first.end if first else None,
        "text": first.text if first else None,
        "places": listed(
            report, ((each.quantity.start, each.quantity.end) for each in figures)
        ),
    }  # fmt: skip


def _paid(funds: Mapping[str, object] | None, whole: Decimal, amounts: int) -> Row:
    """The money of a theme; a share only where several themes have money to compare."""
    row: Row = {"measure": MONEY, "unit": "CNY", "missing": NOT_A_SPENDING_THEME}
    if funds is None:
        return row
    value = funds["value"]
    if not isinstance(value, Decimal):
        return row | {"missing": word(funds["missing"])}
    several = amounts > 1
    return row | {
        "value": value, "share": _share(value, whole) if several else None,
        "missing": None if several else ONE_ONLY, "start": funds["start"], "end": funds["end"],
        "text": funds["text"], "places": _parts(funds),
        "restoration": word(funds["restoration"]), "correction": word(funds["correction"]),
    }  # fmt: skip


def _parts(funds: Mapping[str, object]) -> str | None:
    """The places of an amount: its own, or of each figure that was added."""
    report = str(funds["report"])
    if not given(funds["parts"]):
        return listed(report, [(int(str(funds["start"])), int(str(funds["end"])))])
    written = str(funds["text"]).split("+")
    starts = [int(part.rpartition("@")[2]) for part in str(funds["parts"]).split("|")]
    spans = zip(starts, written, strict=True)
    return listed(report, ((start, start + len(text)) for start, text in spans))

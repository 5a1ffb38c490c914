"""What notebooks show of many reports: coverage, and indicators beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from county_reports import paths
from county_reports.display.page import (
    Shown,
    Sources,
    cells_of,
    crossed,
    given,
    html_table,
    mark_note,
    pick,
    with_sentence,
)
from county_reports.execution import parameters
from county_reports.model import Metadata

if TYPE_CHECKING:
    from pandas import DataFrame

    from county_reports.corpus import Corpus
    from county_reports.format import Language
    from county_reports.one_report import ReadReport


CONFLICT = "⇄"
"""Beside a figure whose report states other values for the same."""


def reports() -> tuple[Metadata, ...]:
    """All reports of the project: those of the manifest, then files dropped into seeds/."""
    from county_reports.reading import manifest

    return manifest.list_reports(paths.seeds_folder())


def compare(indicators: Sequence[str], corpus: Corpus | None = None) -> DataFrame:
    """A table of some indicators for all reports; columns of ``schema.COMPARISON``.

    Example: ``cr.compare(["registry.incidence"])`` has 隆回县 0.68 percent.

    Raises:
        UsageError: an indicator is not in the codebook.
    """
    from county_reports.corpus import read_corpus

    return (corpus or read_corpus()).compare(indicators)


def select(corpus: Corpus, reports: str) -> Corpus:
    """The reports of a corpus that ``"all"`` or ``"cili-2018, longhui-2019"`` names.

    Raises:
        UnknownReportError: one of them is not in the corpus.
    """
    chosen = parameters.select_reports(reports, corpus.ids)
    return replace(corpus, reports=tuple(corpus[name] for name in chosen))


def indicators(names: str) -> tuple[str, ...]:
    """The indicators that ``"registry.incidence, funding.total"`` or ``"all"`` names.

    Raises:
        ParameterError: one of them is not in the codebook.
    """
    return parameters.select_indicators(names)


def corpus_coverage(corpus: Corpus, language: Language = "en") -> Shown:
    """How much of each report was read, and which files were set aside and why."""
    rows = [
        (
            escape(each.id),
            escape(each.metadata.name),
            str(each.metadata.year or ""),
            str(each.coverage.total),
            f"{each.coverage.share * 100:.1f} %",
            str(len(each.coverage.unread)),
        )
        for each in corpus.reports
    ]
    head = (
        ("报告", "县", "年份", "数字", "覆盖率", "未读出")
        if language == "zh"
        else ("report", "county", "year", "numerals", "read or set aside", "not read")
    )
    aside = "".join(
        f'<li class="bad">{escape(str(each.file))}: {escape(each.reason)}</li>'
        for each in corpus.set_aside
    )
    title = pick(language, "Set aside:", "未能读取的文件：")
    listed = f"<p>{escape(title)}</p><ul>{aside}</ul>" if aside else ""
    return Shown(html_table(head, rows) + listed, f"{len(rows)} reports read")


def comparison(
    table: DataFrame, language: Language = "en", *, sources: Sources | None = None
) -> Shown:
    """A comparison as a grid: one row an indicator, one column a report, reasons where missing.

    Args:
        table: columns of ``schema.COMPARISON``.
        language: en or zh, for labels, units and reasons.
        sources: the reports' texts (``corpus.sources``), to mark each figure by its place.
    """
    from county_reports import codebook

    book = codebook.load().indicators
    ids = list(dict.fromkeys(table["report"]))
    cells: dict[str, dict[str, str]] = {}
    for row in table.to_dict("records"):
        cells.setdefault(str(row["indicator"]), {})[str(row["report"])] = _cell(
            cells_of(row), language, sources
        )
    rows = [
        [escape(pick(language, book[name].en, book[name].zh))]
        + [cells[name].get(report, "") for report in ids]
        for name in cells
    ]
    names = dict(zip(table["report"], table["county"], strict=True))
    head = [pick(language, "Indicator", "指标"), *(f"{names[each]} {each}" for each in ids)]
    made = crossed(head, rows, language) + mark_note(table["correction"], language)
    if table["conflict"].notna().any():
        note = pick(language, f"{CONFLICT} the report states other values for the same; they are "
                    "listed where the cell opens, and nothing is averaged.",
                    f"{CONFLICT} 同一报告另有不同数值，点开可见；不作平均。")  # fmt: skip
        made += f"<p><small>{escape(note)}</small></p>"
    return Shown(made, f"{len(rows)} indicators x {len(ids)} reports")


def _cell(row: Mapping[str, object], language: Language, sources: Sources | None) -> str:
    from county_reports import format as words
    from county_reports.comparison import conflicts

    if given(row["missing"]):
        reason = words.missing(str(row["missing"]), language)
        if given(row["why"]):
            why = conflicts.why_words(str(row["why"]), language)
            reason += f"：{why}" if language == "zh" else f": {why}"
        opened = with_sentence(reason, row, row["quote"], sources)
        return f'<span class="missing">{opened}</span>'
    figure = words.figure(
        row["value"],  # type: ignore[arg-type]
        str(row["unit"]),
        language,
        high=row["high"] if given(row["high"]) else None,  # type: ignore[arg-type]
        bound=str(row["bound"]) if given(row["bound"]) else None,
        status=str(row["status"]) if given(row["status"]) else None,
        restoration=str(row["restoration"]) if given(row["restoration"]) else None,
        correction=str(row["correction"]) if given(row["correction"]) else None,
    )
    if not given(row["conflict"]):
        return with_sentence(figure, row, row["quote"], sources)
    listed = listed_values(str(row["conflict"]), str(row["unit"]), language)
    also = pick(language, f"stated differently: {listed}", f"另有数值：{listed}")
    opened = with_sentence(f"{figure} {CONFLICT}", row, row["quote"], sources)
    return f"{opened}<small>{escape(also)}</small>"


def listed_values(listed: str, unit: str, language: Language) -> str:
    """Values of a conflict for people: ``339@3165|7@3176`` -> 339 人 [3165]、7 人 [3176]."""
    from county_reports import format as words

    said = []
    for item in listed.split("|"):
        value, _, place = item.partition("@")
        ends = [Decimal(end) for end in value.split("~")]
        shown = "–".join(words.amount(end, unit, language) for end in ends)
        said.append(f"{shown} [{place.partition(':')[0]}]")
    return ("、" if language == "zh" else ", ").join(said)


def compared(read: ReadReport | Corpus) -> DataFrame:
    """All indicators of a report or a corpus, columns of ``schema.COMPARISON``."""
    from county_reports.comparison import alignment
    from county_reports.corpus import Corpus

    corpus = read if isinstance(read, Corpus) else Corpus((read,))
    every = parameters.select_indicators(parameters.ALL)
    return alignment.compare(corpus.observations, corpus.metadata, every, corpus.sources)


def funds(corpus: Corpus) -> DataFrame:
    """The money put into each theme by each county; columns of ``comparison.funds.FUNDS``."""
    from county_reports.comparison import funds as table

    return table.by_theme(corpus.observations, corpus.metadata, corpus.sources)


def matrix(comparison: DataFrame) -> DataFrame:
    """Who reports what; columns of ``comparison.coverage_matrix.MATRIX``."""
    from county_reports.comparison import coverage_matrix

    return coverage_matrix.matrix(comparison)

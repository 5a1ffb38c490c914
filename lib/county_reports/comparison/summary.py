"""The summary of one county: blocks of rows, each figure with its place and sentence.

Every indicator of a block has a row; one that the report does not give says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from county_reports import codebook
from county_reports import format as words
from county_reports.audit.engine import Audit
from county_reports.audit.families import relation_words
from county_reports.audit.finding import Finding
from county_reports.audit.tally import gravest_first, tally
from county_reports.audit.wording import readable
from county_reports.comparison import findings
from county_reports.comparison.alignment import compare, planned
from county_reports.comparison.figures import PLANNED_ONLY
from county_reports.comparison.tables import frame, given, validate, word
from county_reports.model import Metadata, Report
from county_reports.schema import RESTORATIONS, Column

if TYPE_CHECKING:
    from pandas import DataFrame

NOT_CHECKED = "nothing could be checked"
"""Why an audit has no result: no figure of the report is related to another one."""
FIRST = ("profile", "registry", "funding")
"""Themes that open a summary; the others follow in the order of the codebook."""

SUMMARY: tuple[Column, ...] = (
    Column("indicator", "str", "indicator of the codebook, or the name of a count"),
    Column("label_zh", "str", "its Chinese label"),
    Column("label_en", "str", "its English label"),
    Column("value_zh", "str", "the figure for Chinese readers, with unit and marks"),
    Column("value_en", "str", "the figure for English readers, with unit and marks"),
    Column("period", "str", "the period that the figure itself states", (), True),
    Column("text", "str", "the figure as written", (), True),
    Column("restoration", "str", "split of fused digits, if any", RESTORATIONS, True),
    Column("missing", "str", "why there is no value", (), True),
    Column("others", "str", "other values that the report gives, value@start", (), True),
    Column("start", "Int64", "first character of the figure in the source", (), True),
    Column("end", "Int64", "one past the last character", (), True),
    Column("sentence", "str", "the sentence that the figure stands in", (), True),
    Column("correction", "str", "a person's correction of the figure, if any", (), True),
)


class Coverage(Protocol):
    """What a summary needs of ``extraction.coverage.Coverage``: counts of numerals."""

    @property
    def total(self) -> int:
        """All numerals in the prose."""
        ...

    @property
    def read(self) -> int:
        """Those that became figures."""
        ...

    @property
    def set_aside(self) -> int:
        """Dates, ordinals, set phrases and the like."""
        ...

    @property
    def share(self) -> Decimal:
        """Read or set aside, as a share of all."""
        ...


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a county's summary: a heading in both languages and its rows.

    `rows` has the columns of ``SUMMARY``; `reported` of `indicators` have a value.
    """

    id: str
    zh: str
    en: str
    rows: DataFrame = field(repr=False)
    reported: int
    indicators: int

    def table(self, language: words.Language, *, only_reported: bool = False) -> DataFrame:
        """The rows for reading in one language: label, value, period, as written, place."""
        rows = self.rows[self.rows["missing"].isna()] if only_reported else self.rows
        names = (
            {f"label_{language}": "指标", f"value_{language}": "数值", "period": "时间",
             "text": "原文", "start": "起", "end": "止", "sentence": "所在句"}
            if language == "zh" else
            {f"label_{language}": "Indicator", f"value_{language}": "Value", "period": "Period",
             "text": "As written", "start": "Start", "end": "End", "sentence": "Sentence"}
        )  # fmt: skip
        return rows[list(names)].rename(columns=names).reset_index(drop=True)


def blocks(
    observations: DataFrame,
    report: Metadata,
    source: str,
    coverage: Coverage | None = None,
    themes: Sequence[str] | None = None,
) -> tuple[Block, ...]:
    """The blocks of one county's summary: coverage, profile, registry, funding, then each theme.

    Example: the registry block of 隆回县 has the row 贫困发生率, 0.68%, 2019, start 439.

    Args:
        observations: table with the columns of ``schema.OBSERVATIONS`` (other reports' rows are
            passed over).
        report: the report's metadata.
        source: the report's text as decoded.
        coverage: how many numerals were read; left out when not given.
        themes: ids of themes to show; by default all of the codebook.

    Raises:
        UsageError: a theme is not in the codebook.
        SchemaError: the observations lack a column.
    """
    book = codebook.load()
    wanted = themes_in_order(themes)
    names = [i.id for i in book.indicators.values() if i.theme in wanted]
    compared = compare(observations, [report], names, {report.id: source})
    by_theme: dict[str, list[Mapping[str, object]]] = {theme: [] for theme in wanted}
    for row in compared.to_dict("records"):
        by_theme[book.indicators[row["indicator"]].theme].append(
            {str(k): v for k, v in row.items()}
        )
    made = [] if coverage is None else [coverage_block(coverage)]
    for theme in wanted:
        rows = [_row(row) for row in by_theme[theme]]
        entry = book.themes[theme]
        made.append(
            Block(
                theme, entry.zh, entry.en,
                validate(frame(rows, SUMMARY), SUMMARY, what=f"summary of {theme}"),
                sum(row["missing"] is None for row in rows), len(rows),
            )
        )  # fmt: skip
    return tuple(made)


def themes_in_order(themes: Sequence[str] | None = None) -> tuple[str, ...]:
    """Themes as a summary shows them: profile, registry, funding, then the codebook's order.

    Raises:
        UsageError: a theme is not in the codebook.
    """
    from county_reports.errors import UsageError

    known = codebook.load().themes
    unknown = [theme for theme in themes or () if theme not in known]
    if unknown:
        raise UsageError(
            f"the codebook has no theme {unknown[0]!r}", remedy=f"use one of {', '.join(known)}"
        )
    ordered = [*FIRST, *(theme for theme in known if theme not in FIRST)]
    return tuple(theme for theme in ordered if themes is None or theme in themes)


def _row(row: Mapping[str, object]) -> dict[str, object]:
    entry = codebook.load().indicators[str(row["indicator"])]
    missing = word(row["missing"])
    return {
        "indicator": entry.id,
        "label_zh": entry.zh,
        "label_en": entry.en,
        "value_zh": _value(row, "zh"),
        "value_en": _value(row, "en"),
        "period": word(row["period"]),
        "text": word(row["text"]),
        "restoration": word(row["restoration"]),
        "missing": missing,
        "others": word(row["others"]),
        "start": row["start"] if given(row["start"]) else None,
        "end": row["end"] if given(row["end"]) else None,
        "sentence": word(row["quote"]),
        "correction": word(row["correction"]),
    }


def _value(row: Mapping[str, object], language: words.Language) -> str:
    missing = word(row["missing"])
    if missing is not None:
        return _missing(row, missing, language)
    value, high = row["value"], row["high"]
    return words.figure(
        value if isinstance(value, Decimal) else None,
        str(row["unit"]),
        language,
        high=high if isinstance(high, Decimal) else None,
        bound=word(row["bound"]),
        status=word(row["status"]),
        restoration=word(row["restoration"]),
        correction=word(row["correction"]),
    )


def _missing(row: Mapping[str, object], missing: str, language: words.Language) -> str:
    """The reason why there is no value, with the planned figure where there is one."""
    said = words.missing(missing, language)
    if missing != PLANNED_ONLY or not given(row["start"]):
        return said
    target = planned(word(row["others"]), int(str(row["start"])))
    if target is None:
        return said
    shown = words.figure(
        target[0], str(row["unit"]), language, high=target[1], bound=word(row["bound"]),
        restoration=word(row["restoration"]), correction=word(row["correction"]),
    )  # fmt: skip
    return f"{said}：{shown}" if language == "zh" else f"{said}: {shown}"


def coverage_block(coverage: Coverage) -> Block:
    """How much of the report's numerals was read, as the first block of a summary."""
    share = words.number(coverage.share * 100, digits=1) + "%"
    unread = coverage.total - coverage.read - coverage.set_aside
    counts = (
        ("coverage.total", "正文中的数字", "Numerals in the prose", coverage.total),
        ("coverage.read", "读作数据的", "Read as figures", coverage.read),
        ("coverage.set_aside", "有意搁置的（日期、序号、固定词组）",
         "Knowingly set aside (dates, ordinals, set phrases)", coverage.set_aside),
        ("coverage.unread", "未能读出的", "Not read", unread),
    )  # fmt: skip
    rows: list[dict[str, object]] = [
        {"indicator": name, "label_zh": zh, "label_en": en,
         "value_zh": words.amount(Decimal(count), "count", "zh"),
         "value_en": words.amount(Decimal(count), "count", "en")}
        for name, zh, en, count in counts
    ]  # fmt: skip
    rows.append(
        {"indicator": "coverage.share", "label_zh": "覆盖率", "label_en": "Coverage",
         "value_zh": share, "value_en": share}
    )  # fmt: skip
    table = validate(frame(rows, SUMMARY), SUMMARY, what="summary of coverage")
    return Block("coverage", "读取覆盖率", "Coverage of the reading", table, len(rows), len(rows))


def audit_block(report: Report, audit: Audit) -> Block:
    """What the report's own figures say of each other, as a block of its summary.

    First the counts, then each contradiction with its sum at its sentence. Where no figure could be
    checked the rows say so: their value is missing, with that reason.
    """
    counts = tally(audit)
    share = "" if counts.share is None else words.number(Decimal(100 * counts.checked)
                                                         / counts.figures, digits=0)  # fmt: skip
    listed = (
        ("audit.relations", "核对的关系", "Relations checked", counts.relations),
        ("audit.confirmed", "相符", "Add up", counts.confirmed),
        ("audit.inconsistent", "对不上", "Do not add up", counts.inconsistent),
        ("audit.implausible", "不合常理", "Implausible", counts.implausible),
        ("audit.slips", "末位出入", "Slips in the last digit", counts.slips),
        ("audit.unchecked", "文中所述而无法核对", "Stated, but cannot be checked", counts.unchecked),
        ("audit.checked", "参与核对的数字", "Figures that took part in a check", counts.checked),
    )  # fmt: skip
    rows: list[dict[str, object]] = []
    for name, zh, en, count in listed:
        shown = words.number(Decimal(count))
        if name == "audit.checked" and share:
            of = words.number(Decimal(counts.figures))
            shown = f"{shown} / {of} ({share} %)"
        missing = None if counts.relations else NOT_CHECKED
        rows.append({"indicator": name, "label_zh": zh, "label_en": en, "value_zh": shown,
                     "value_en": shown, "missing": missing})  # fmt: skip
    rows += [_contradiction(report, each) for each in gravest_first(audit.contradictions)]
    table = validate(frame(rows, SUMMARY), SUMMARY, what="summary of the audit")
    reported = len(rows) if counts.relations else 0
    return Block(
        "audit", "报告自身数字的核对", "The report's own arithmetic", table, reported, len(rows)
    )


def _contradiction(report: Report, finding: Finding) -> dict[str, object]:
    zh, en = relation_words(finding.rule)
    at = findings.place(finding)
    split, corrected = at.quantity.restoration, at.correction
    return {
        "indicator": f"audit.{finding.rule}",
        "label_zh": zh,
        "label_en": en,
        "value_zh": readable(finding.expression, "zh"),
        "value_en": readable(finding.expression, "en"),
        "text": at.quantity.text,
        "restoration": None if split is None else split.kind,
        "start": at.quantity.start,
        "end": at.quantity.end,
        "sentence": findings.SENTENCES.join(
            each.text for each in findings.sentences(report, finding)
        ),
        "correction": None if corrected is None else corrected.signed,
    }

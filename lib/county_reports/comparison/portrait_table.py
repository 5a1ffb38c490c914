"""A county's portrait as a table: one row for each thing that it shows, with place and sentence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from county_reports.audit.families import relation_words
from county_reports.audit.tally import gravest_first, tally
from county_reports.comparison import findings
from county_reports.comparison.portrait import Block, Entry, Item, Portrait
from county_reports.comparison.quotes import passages
from county_reports.comparison.tables import frame, validate
from county_reports.schema import BOUNDS, RESTORATIONS, SCOPES, STATUSES, UNITS, Column

if TYPE_CHECKING:
    from pandas import DataFrame

KINDS = ("about", "count", "indicator", "other value", "also stated", "planned", "contradiction")

PORTRAIT: tuple[Column, ...] = (
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county; the id where it is not known"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("block", "str", "block of the portrait: place, coverage, registry, ..., plans, audit"),
    Column("kind", "str", "an indicator's figure or gap; another value of it; a large figure "
           "without indicator; a target; a contradiction; a count made by the program; a fact "
           "about the report", KINDS),
    Column("indicator", "str", "indicator of the codebook, or the name of a count or fact", (),
           True),
    Column("label_zh", "str", "its Chinese label; without indicator what is counted", (), True),
    Column("label_en", "str", "its English label; without indicator the report's words", (), True),
    Column("object", "str", "the report's words for what is counted", (), True),
    Column("value", "object", "Decimal in the unit; missing is missing", (), True),
    Column("high", "object", "Decimal, upper end of a range", (), True),
    Column("unit", "str", "canonical unit", UNITS, True),
    Column("bound", "str", "exact, about, over, under", BOUNDS, True),
    Column("period", "str", "the period that the figure itself states", (), True),
    Column("scope", "str", "whole county, a part, a rule or rate, another place", SCOPES, True),
    Column("status", "str", "reported, or planned", STATUSES, True),
    Column("restoration", "str", "split of fused digits, if any", RESTORATIONS, True),
    Column("correction", "str", "a person's correction: reason (who, date)", (), True),
    Column("missing", "str", "why there is no value", (), True),
    Column("words", "str", "a fact in words (county, title), or the sum of a contradiction", (),
           True),
    Column("start", "Int64", "first character of the figure in the source", (), True),
    Column("end", "Int64", "one past the last character", (), True),
    Column("text", "str", "the figure as written: source[start:end]", (), True),
    Column("quote", "str", "the sentence that the figure stands in", (), True),
)  # fmt: skip

FACTS = (
    ("county", "县", "County"), ("prefecture", "市", "Prefecture"), ("province", "省", "Province"),
    ("admin_code", "行政区划代码", "Code"), ("year", "年份", "Year"),
    ("published", "发布日期", "Published"), ("title", "标题", "Title"),
    ("author", "作者", "Author"), ("source", "来源", "Publisher"), ("url", "网址", "Address"),
    ("rights", "权利", "Rights"),
)  # fmt: skip
"""What is known about a report, in the order in which it is told."""

Row = dict[str, object]


def table(portrait: Portrait) -> DataFrame:
    """The portrait as a table with the columns and dtypes of ``PORTRAIT``.

    Example: 隆回县 has the row block registry, indicator registry.incidence, value Decimal("0.68"),
    unit percent, start 439, end 444. `value` and `high` hold ``Decimal``; a row of kind indicator
    without a value says in `missing` why.
    """
    return validate(frame(rows_of(portrait), PORTRAIT), PORTRAIT, what="portrait")


def rows_of(portrait: Portrait) -> list[Row]:
    """The rows of ``table`` as dictionaries; what a row has not is not in it."""
    about = portrait.metadata
    base: Row = {"report": about.id, "county": about.name, "report_year": about.year}
    return [base | row for row in _rows(portrait)]


def _rows(portrait: Portrait) -> Iterator[Row]:
    for name, zh, en in FACTS:
        known = getattr(portrait.metadata, name)
        yield {
            "block": "place", "kind": "about", "indicator": f"about.{name}", "label_zh": zh,
            "label_en": en, "words": None if known is None else str(known),
            "missing": "not reported" if known is None else None,
        }  # fmt: skip
    yield from _counts(portrait)
    for block in portrait.blocks:
        yield from _block(block)
    for item in portrait.planned:
        yield {"block": "plans", "kind": "planned", **cells(item)}
    yield from _audit(portrait)


def _counts(portrait: Portrait) -> Iterator[Row]:
    read = portrait.reading
    if read is None:
        return
    counts = (
        ("numerals", "正文中的数字", "Numerals in the prose", read.numerals),
        ("read", "读作数据的", "Read as figures", read.read),
        ("set_aside", "有意搁置的", "Knowingly set aside", read.set_aside),
        ("unread", "未能读出的", "Not read", read.unread),
        ("figures", "数据", "Figures", read.figures),
        ("with_indicator", "有指标的数据", "Figures with an indicator", read.with_indicator),
        ("without_theme", "无主题的数据", "Figures without a theme", read.without_theme),
    )
    for name, zh, en, count in counts:
        yield _count("coverage", f"coverage.{name}", zh, en, count)


def _count(block: str, name: str, zh: str, en: str, count: int) -> Row:
    return {
        "block": block, "kind": "count", "indicator": name, "label_zh": zh, "label_en": en,
        "value": Decimal(count), "unit": "count",
    }  # fmt: skip


def _block(block: Block) -> Iterator[Row]:
    for entry in block.entries:
        yield {"block": block.id, "kind": "indicator", **_entry(entry)}
        for other in entry.others:
            yield {"block": block.id, "kind": "other value", **cells(other)}
    for item in block.also:
        yield {"block": block.id, "kind": "also stated", **cells(item)}


def _entry(entry: Entry) -> Row:
    named: Row = {"indicator": entry.indicator, "label_zh": entry.zh, "label_en": entry.en}
    shown = entry.item or entry.pointed
    row: Row = named if shown is None else named | cells(shown)
    if entry.item is None:  # a target or an unsure split is pointed at, never given as the value
        row |= {"value": None, "high": None, "missing": entry.missing}
    return row


def cells(item: Item) -> Row:
    """A figure as the cells of its row."""
    figure = item.figure
    return {
        "indicator": item.indicator,
        "label_zh": item.label_zh or None,
        "label_en": item.label_en or None,
        "object": figure.object,
        "value": None if figure.restoration == "ambiguous" else figure.value,
        "high": None if figure.restoration == "ambiguous" else figure.high,
        "missing": "ambiguous" if figure.restoration == "ambiguous" else None,
        "unit": figure.unit,
        "bound": figure.bound,
        "period": figure.period,
        "scope": figure.scope,
        "status": figure.status,
        "restoration": figure.restoration,
        "correction": figure.correction,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "quote": item.quote,
    }


def _audit(portrait: Portrait) -> Iterator[Row]:
    if portrait.audit is None:
        return
    counts = tally(portrait.audit)
    for name, zh, en in (
        ("relations", "核对的关系", "Relations checked"),
        ("confirmed", "相符", "Add up"),
        ("inconsistent", "对不上", "Do not add up"),
        ("implausible", "不合常理", "Implausible"),
        ("slips", "末位出入", "Slips in the last digit"),
        ("unchecked", "文中所述而无法核对", "Stated, but cannot be checked"),
        ("checked", "参与核对的数字", "Figures that took part in a check"),
    ):
        yield _count("audit", f"audit.{name}", zh, en, getattr(counts, name))
    for finding in gravest_first(portrait.audit.contradictions):
        at = findings.place(finding)
        zh, en = relation_words(finding.rule)
        spans = [(each.quantity.start, each.quantity.end) for each in finding.members]
        quoted = findings.SENTENCES.join(each.text for each in passages(portrait.source, spans))
        split = at.quantity.restoration
        yield {
            "block": "audit", "kind": "contradiction", "indicator": f"audit.{finding.rule}",
            "label_zh": zh, "label_en": en, "words": finding.expression,
            "restoration": None if split is None else split.kind,
            "correction": None if at.correction is None else at.correction.signed,
            "start": at.quantity.start, "end": at.quantity.end, "text": at.quantity.text,
            "quote": quoted,
        }  # fmt: skip

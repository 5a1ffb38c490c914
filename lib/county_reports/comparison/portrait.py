"""The portrait of one county: every block of what its report says, and what it does not say.

A block holds the indicators of its themes (``portrait.yaml``), each with the figure that the
comparison chooses, the other values that the report gives, or the reason why there is none. Beside
them stand the largest figures of its themes that no indicator covers. Nothing is computed from the
report's figures here, and none is left out in silence: what is not shown is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports import format as words
from county_reports.audit.engine import Audit
from county_reports.comparison.alignment import choose, require, stand_in
from county_reports.comparison.figures import AMBIGUOUS, NOT_COMPARABLE, Figure, figures_of
from county_reports.comparison.portrait_plan import Plan, plans
from county_reports.comparison.quotes import Passage, passages, quote
from county_reports.comparison.summary import Coverage
from county_reports.comparison.tables import given, word
from county_reports.model import Metadata

if TYPE_CHECKING:
    from pandas import DataFrame

MONEY_SHOWN = 3
COUNTS_SHOWN = 3
"""So many figures without an indicator are shown for a block; the others are counted."""
COUNT_LEAST = 10
"""Smaller counts (两批, 五本台账) are not shown unless an indicator asks for them."""
COUNTED = ("household", "person", "village", "township", "count", "times", "head")
"""Units of which the largest figures are shown, if the report says what is counted."""
NO_THEME = "none"


@dataclass(frozen=True, slots=True)
class Item:
    """A figure of the report with its place and sentence, e.g. 0.68% at [439:444].

    `source[start:end] == text`, always. `label_zh`, `label_en` name its indicator; without one they
    are the report's own words for what is counted, or empty.
    """

    indicator: str | None
    theme: str | None
    label_zh: str
    label_en: str
    figure: Figure
    classifier: str | None
    quote: str
    passage: Passage | None = field(default=None, repr=False)
    """Its sentence in pieces, the figure at its very place: the second 0 of 错退率为0,漏评率为0."""

    def label(self, language: words.Language) -> str:
        """Its name in a language."""
        return self.label_zh if language == "zh" else self.label_en

    def shown(self, language: words.Language) -> str:
        """The figure as a reader should see it: ≥1.3亿元, 66,496 户†."""
        figure = self.figure
        if figure.restoration == AMBIGUOUS:
            return f"{words.missing(AMBIGUOUS, language)} ({figure.text})"
        return words.figure(
            figure.value, figure.unit, language, high=figure.high, bound=figure.bound,
            status=figure.status, restoration=figure.restoration, correction=figure.correction,
            classifier=self.classifier,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator in a block: its figure, or why there is none, and the report's other values.

    `pointed` is the planned or ambiguous figure that stands where a value is missing.
    """

    indicator: str
    zh: str
    en: str
    item: Item | None
    missing: str | None = None
    pointed: Item | None = None
    others: tuple[Item, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether the report says nothing of it at all."""
        return self.item is None and self.pointed is None and not self.others

    @property
    def rivals(self) -> tuple[Item, ...]:
        """Other values for the same time, scope and status: the choice among them is ours."""
        chosen = None if self.item is None else self.item.figure
        return tuple(
            other
            for other in self.others
            if chosen is not None
            and (other.figure.period, other.figure.scope, other.figure.status, other.figure.unit)
            == (chosen.period, chosen.scope, chosen.status, chosen.unit)
            and other.figure.restoration != AMBIGUOUS
        )

    def label(self, language: words.Language) -> str:
        """Its name in a language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the portrait: its indicators, and what else its themes state.

    `also` are the largest figures without an indicator; `left` more of them are not shown.
    """

    plan: Plan
    entries: tuple[Entry, ...]
    also: tuple[Item, ...] = ()
    left: int = 0

    @property
    def id(self) -> str:
        """Its id, e.g. ``registry``."""
        return self.plan.id

    @property
    def reported(self) -> int:
        """How many of its indicators have a value."""
        return sum(entry.item is not None for entry in self.entries)

    @property
    def silent(self) -> tuple[Entry, ...]:
        """The indicators that the report says nothing of."""
        return tuple(entry for entry in self.entries if entry.silent)

    def title(self, language: words.Language) -> str:
        """Its heading in a language."""
        return self.plan.zh if language == "zh" else self.plan.en


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the portrait can be trusted: what became of the numerals and of the figures."""

    numerals: int
    read: int
    set_aside: int
    figures: int
    with_indicator: int
    without_theme: int

    @property
    def unread(self) -> int:
        """Numerals that could not be read."""
        return self.numerals - self.read - self.set_aside


@dataclass(frozen=True)
class Portrait:
    """One county as its report paints it; ``frame`` makes a table of it.

    Example: ``portrait["registry"]`` holds the entry registry.incidence, 0.68%, at [439:444].
    """

    metadata: Metadata
    source: str = field(repr=False)
    blocks: tuple[Block, ...]
    planned: tuple[Item, ...]
    """All targets of the report, by theme and then in the order of the text."""
    reading: Reading | None = None
    audit: Audit | None = field(default=None, repr=False)

    def __getitem__(self, block: str) -> Block:
        for each in self.blocks:
            if each.id == block:
                return each
        raise KeyError(f"the portrait has no block {block!r}: {', '.join(plans())}")

    @property
    def reported(self) -> int:
        """How many indicators have a value."""
        return sum(block.reported for block in self.blocks)

    @property
    def indicators(self) -> int:
        """How many indicators it asks for: all of the codebook."""
        return sum(len(block.entries) for block in self.blocks)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every figure of the report that it shows, in the order of the text, each once."""
        found: dict[int, Item] = {}
        for block in self.blocks:
            for entry in block.entries:
                for item in (entry.item, entry.pointed, *entry.others):
                    if item is not None:
                        found.setdefault(item.figure.start, item)
            found |= {item.figure.start: item for item in block.also}
        for item in self.planned:
            found.setdefault(item.figure.start, item)
        return tuple(found[start] for start in sorted(found))

    @cached_property
    def frame(self) -> DataFrame:
        """Everything that it shows, one row a figure; columns of ``portrait_table.PORTRAIT``."""
        from county_reports.comparison.portrait_table import table

        return table(self)

    @property
    def rows(self) -> list[dict[str, object]]:
        """The rows of ``frame`` as dictionaries; a name that a row has not is missing there."""
        from county_reports.comparison.portrait_table import rows_of

        return rows_of(self)

    def __repr__(self) -> str:
        counted = f"{self.reported} of {self.indicators} indicators reported"
        return f"<portrait of {self.metadata.id}: {counted}, {len(self.planned)} planned figures>"


# ---- making it


def portrait(
    observations: DataFrame,
    report: Metadata,
    source: str,
    *,
    coverage: Coverage | None = None,
    audit: Audit | None = None,
) -> Portrait:
    """The portrait of one county out of the figures of its report.

    Example: the portrait of 隆回县 has in its block water 解决饮水户 33,378 户 at [1022:1027].

    Args:
        observations: table with the columns of ``schema.OBSERVATIONS`` (other reports' rows are
            passed over).
        report: the report's metadata; a county or year that is not known is no hindrance.
        source: the report's text as decoded.
        coverage: how many numerals were read.
        audit: what the report's figures say of each other.

    Raises:
        SchemaError: the observations lack a column.
    """
    require(observations)
    maker = _Maker(observations[observations["report"] == report.id], report, source)
    blocks = tuple(maker.block(plan) for plan in plans().values())
    reading = None if coverage is None else maker.reading(coverage)
    return Portrait(report, source, blocks, maker.planned(), reading, audit)


class _Maker:
    """The figures of one report, ready to be looked up."""

    def __init__(self, observations: DataFrame, report: Metadata, source: str) -> None:
        self.report = report
        self.source = source
        self.book = codebook.load()
        measures = observations[observations["kind"] == "measure"]
        self.rows = [
            {str(name): value for name, value in row.items()}
            for row in measures.sort_values("start", kind="stable").to_dict("records")
        ]
        self.classifiers = {int(str(row["start"])): word(row["classifier"]) for row in self.rows}
        found = figures_of(observations, list(self.book.indicators))
        self.found = {name: figures for (_, name), figures in found.items()}

    def block(self, plan: Plan) -> Block:
        entries = tuple(
            self.entry(indicator)
            for theme in plan.themes
            for indicator in self.book.indicators.values()
            if indicator.theme == theme
        )
        rest = [
            item for item in self.items(row for row in self.rows if not given(row["indicator"]))
            if item.theme in plan.themes and item.figure.status == "reported"
        ]  # fmt: skip
        also = tuple(_largest(rest))
        return Block(plan, entries, also, len(rest) - len(also))

    def entry(self, indicator: codebook.Indicator) -> Entry:
        figures = self.found.get(indicator.id, [])
        chosen, reason = choose(figures, indicator, self.report.year)
        pointed = stand_in(figures, indicator, self.report.year, reason)
        seen = {_told(each) for each in (chosen, pointed) if each is not None}
        others: list[Item] = []
        for figure in figures:
            if figure is not chosen and figure is not pointed and _told(figure) not in seen:
                seen.add(_told(figure))
                others.append(self.item(figure, indicator.id, indicator.theme))
        return Entry(
            indicator.id, indicator.zh, indicator.en,
            None if chosen is None else self.item(chosen, indicator.id, indicator.theme),
            reason,
            None if pointed is None else self.item(pointed, indicator.id, indicator.theme),
            tuple(others),
        )  # fmt: skip

    def item(self, figure: Figure, indicator: str | None, theme: str | None) -> Item:
        entry = self.book.indicators.get(indicator or "")
        said = figure.object or ""
        return Item(
            indicator, theme,
            said if entry is None else entry.zh, said if entry is None else entry.en,
            figure, self.classifiers.get(figure.start),
            quote(self.source, figure.start, figure.end),
            passages(self.source, [(figure.start, figure.end)])[0],
        )  # fmt: skip

    def items(self, rows: Iterable[Mapping[str, object]]) -> Iterator[Item]:
        for row in rows:
            figure = _figure(row)
            if figure is not None:
                yield self.item(figure, word(row["indicator"]), word(row["theme"]))

    def planned(self) -> tuple[Item, ...]:
        order = [*(theme for plan in plans().values() for theme in plan.themes), NO_THEME]
        found = self.items(row for row in self.rows if word(row["status"]) == "planned")
        return tuple(sorted(found, key=lambda item: order.index(item.theme or NO_THEME)))

    def reading(self, coverage: Coverage) -> Reading:
        return Reading(
            coverage.total, coverage.read, coverage.set_aside, len(self.rows),
            sum(given(row["indicator"]) for row in self.rows),
            sum(not given(row["theme"]) for row in self.rows),
        )  # fmt: skip


def _told(figure: Figure) -> tuple[object, ...]:
    """What makes two figures of an indicator the same to a reader."""
    return figure.value, figure.high, figure.bound, figure.mark


def _figure(row: Mapping[str, object]) -> Figure | None:
    value, high = row["value"], row["high"]
    if not isinstance(value, Decimal):
        return None
    return Figure(
        value=value,
        high=high if isinstance(high, Decimal) else None,
        unit=word(row["unit"]) or "count",
        bound=word(row["bound"]),
        period=word(row["period"]),
        scope=word(row["scope"]) or "county",
        status=word(row["status"]) or "reported",
        restoration=word(row["restoration"]),
        start=int(str(row["start"])),
        end=int(str(row["end"])),
        text=str(row["text"]),
        object=word(row["object"]),
        correction=word(row["correction"]),
    )


def _largest(items: Sequence[Item]) -> list[Item]:
    """The largest amounts of money, then the largest counts of something that is named."""
    sure = [
        item for item in items
        if item.figure.scope in ("county", "part") and item.figure.restoration != AMBIGUOUS
    ]  # fmt: skip
    money = [item for item in sure if item.figure.unit == "CNY"]
    counts = [
        item for item in sure
        if item.figure.unit in COUNTED and item.figure.object and item.figure.value >= COUNT_LEAST
    ]  # fmt: skip
    return [
        item
        for kind, most in ((money, MONEY_SHOWN), (counts, COUNTS_SHOWN))
        for item in sorted(kind, key=lambda each: (-each.figure.value, each.figure.start))[:most]
    ]


def reason(entry: Entry, language: words.Language) -> str:
    """Why an entry has no value, in words: 未报告, 仅有计划数, 口径不可比."""
    said = words.missing(entry.missing, language)
    if entry.missing == NOT_COMPARABLE:
        return said + ("（见其他数值）" if language == "zh" else " (see the other values)")
    return said

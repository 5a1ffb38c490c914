"""From a report to its observations, in the order in which a careful reader works.

Set aside what is no figure, read the measures, split fused digits, then ask of each measure what it
means. Reading the same report twice gives the same observations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from county_reports.extraction.accumulation import accumulation
from county_reports.extraction.broken import find_broken
from county_reports.extraction.chinese import find_chinese_measures
from county_reports.extraction.dates import month_of, period_of
from county_reports.extraction.fused_dates import hidden, restore_dates
from county_reports.extraction.indicators import Judgement, Surroundings, judge, word_alone
from county_reports.extraction.meaning import Reasons
from county_reports.extraction.objects import object_of
from county_reports.extraction.outline import Outline
from county_reports.extraction.pairs import align
from county_reports.extraction.parts import find_totals, without_kinds, without_parts
from county_reports.extraction.passages import Passage, find_passages
from county_reports.extraction.periods import Dated, Timeline, find_periods, is_baseline
from county_reports.extraction.quantities import Measure, cell_measures, find_measures
from county_reports.extraction.restoration import restore
from county_reports.extraction.scopes import Places, Scoped, scope_of
from county_reports.extraction.setaside import Claims, SetAside, find_arabic, find_chinese
from county_reports.extraction.sets import without_members
from county_reports.extraction.statuses import Stated, notice_of_plan, status_of
from county_reports.extraction.tables import find_tables
from county_reports.extraction.themes import Themed, Themes
from county_reports.extraction.wordings import Hits
from county_reports.model import Observation, Quantity, Report, assert_grounded
from county_reports.reading.matching import MatchingText, matching_text


@dataclass(frozen=True, slots=True)
class Setting:
    """What a figure's meaning was asked of; kept only when an explanation is wanted."""

    folded: MatchingText
    hits: Hits
    measure: Measure
    around: Surroundings
    titles: tuple[str, ...]
    """Titles of the headings above the figure, innermost first."""
    stated: bool
    """Whether the figure's own sentence states its period."""
    judged: Judgement
    """The judgement before the figure was looked at beside the others."""
    overruled: str
    """Why that judgement did not stay; "" when it did."""


@dataclass(frozen=True, slots=True)
class Explained:
    """An observation with the judgement that gave it its indicator, and the reasons of the rest.

    What was set aside has no reasons.
    """

    observation: Observation
    judgement: Judgement
    reasons: Reasons | None = None
    setting: Setting | None = None
    """Of measures, when the reading was recorded."""


@dataclass(frozen=True, slots=True)
class _Scan:
    """Everything that was found in a folded text, before it is given meaning."""

    measures: tuple[Measure, ...]
    dates: tuple[Measure, ...]
    set_aside: tuple[SetAside, ...]


def _scan(folded: MatchingText, report: Report) -> _Scan:
    text = folded.text
    claims = Claims(len(text))
    for region in report.boilerplate:
        # Menus and copyright lines hold digits (24小时, 2010-2015) that are not the report's; a photo
        # caption (闵洪艳26年如一日) is the report's own voice.
        if region.kind == "caption":
            continue
        claims.take(folded.from_source(region.start), folded.from_source(region.end))
    tables = find_tables(text)
    cells = cell_measures(tables.cells, text, claims)
    set_aside = [SetAside(*place, "ordinal", "arabic") for place in tables.serials]
    for place in tables.serials:
        claims.take(*place)
    lost_dates, broken = restore_dates(text, claims), find_broken(text, claims)
    fused = [*lost_dates, *(run.measure for run in broken)]
    set_aside += find_arabic(hidden(text, fused), claims)
    arabic = restore(find_measures(text, claims), text, folded.to_source, broken)
    set_aside += find_chinese(text, claims)
    chinese = find_chinese_measures(text, claims)
    measures = sorted(
        (*cells, *(m for m in arabic if m.kind == "measure"), *chinese.measures),
        key=lambda m: m.start,
    )
    dates = [*lost_dates, *(m for m in arabic if m.kind == "date")]
    return _Scan(tuple(measures), tuple(dates), (*set_aside, *chinese.set_aside))


def _quantity(measure: Measure, folded: MatchingText, report: Report) -> Quantity:
    start, end = folded.source_span(measure.start, measure.end)
    undecided = measure.restoration is not None and measure.restoration.kind == "ambiguous"
    is_measure = measure.kind == "measure"
    return Quantity(
        start=start,
        end=end,
        text=report.source[start:end],
        kind=measure.kind,
        script=measure.script,
        # An ambiguous run has no value: whichever split were chosen would be invented.
        value=None if undecided or not is_measure else measure.value,
        high=measure.high if is_measure else None,
        unit=measure.unit if is_measure else None,
        classifier=measure.classifier if is_measure else None,
        bound=measure.bound if is_measure else None,
        precision=measure.precision if is_measure else None,
        restoration=measure.restoration,
    )


def _date_period(text: str, year: int | None) -> str | None:
    named = period_of(text)
    month = month_of(text)
    if named is None and month and year:
        return f"{year}-{month:02d}"
    return named


def _set_aside(place: SetAside, folded: MatchingText, report: Report) -> Observation:
    start, end = folded.source_span(place.start, place.end)
    period = None
    if place.kind == "date":
        period = _date_period(folded.text[place.start : place.end], report.metadata.year)
    quantity = Quantity(start, end, report.source[start:end], place.kind, place.script,
                        period=period)  # fmt: skip
    return Observation(quantity, period=period, confidence=0.0)


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known of one figure before its indicator is asked for."""

    measure: Measure
    passage: Passage
    headings: tuple[tuple[int, int], ...]
    themes: tuple[str, ...]
    titles: tuple[str, ...]
    when: Dated
    stated: bool
    """Whether the figure's own sentence states its period."""
    scoped: Scoped
    status: Stated


def _contexts(report: Report, folded: MatchingText, scan: _Scan) -> list[_Context]:
    text = folded.text
    outline = Outline(report, folded)
    date_places = [(p.start, p.end) for p in scan.set_aside if p.kind == "date"]
    date_places += [(m.start, m.end) for m in scan.dates]
    first = min((folded.from_source(s.start) for s in report.sections), default=None)
    year, title = report.metadata.year, report.metadata.title
    timeline = Timeline(text, date_places, year, title, first)
    places = [outline.above(measure.start) for measure in scan.measures]
    periods = find_periods(scan.measures, [spans for spans, _, _ in places], timeline)
    notice, turns = notice_of_plan(text), Places(text)
    passages = find_passages(text, scan.measures)
    found = []
    for measure, passage, (headings, themes, titles), (when, stated) in zip(
        scan.measures, passages, places, periods, strict=True
    ):
        scoped = scope_of(measure, passage, text, titles, turns)
        status = status_of(measure, passage, titles, text, notice)
        found.append(
            _Context(measure, passage, headings, themes, titles, when, stated, scoped, status)
        )
    return found


def _surroundings(context: _Context, text: str, report_year: int | None) -> Surroundings:
    period = context.when.period if context.stated else None
    # 白石村道路项目…硬化道路3公里 is a road length still; comparisons look at its scope.
    judged_as = "county" if context.scoped.by_heading else context.scoped.scope
    return Surroundings(
        context.passage,
        context.headings,
        context.themes,
        judged_as,
        context.status.status,
        period is not None and "/" not in period,
        is_baseline(period, report_year),
        word_alone(context.passage, text),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """The judgements of all figures, each by itself, and after each look at the others."""

    first: list[Judgement]
    stages: tuple[tuple[str, list[Judgement]], ...]
    """Why a judgement may be overruled, with the judgements after that look."""

    @property
    def final(self) -> list[Judgement]:
        """The judgements that count."""
        return self.stages[-1][1]

    def overruled(self, index: int) -> str:
        """Why a figure's last judgement is not its first; "" when it is."""
        why, before = "", self.first[index]
        for reason, judgements in self.stages:
            if judgements[index] is not before:
                why, before = reason, judgements[index]
        return why


def _judged(
    contexts: Sequence[_Context], hits: Hits, text: str, report_year: int | None
) -> _Judged:
    """Each figure judged by itself, then all of them beside each other."""
    measures = [context.measure for context in contexts]
    passages = [context.passage for context in contexts]
    first = [
        judge(context.measure, hits, _surroundings(context, text, report_year))
        for context in contexts
    ]
    totals = find_totals(measures, passages, text)
    whole = without_parts(passages, first, totals, text)
    periods = [context.when.period for context in contexts]
    kinds = without_kinds(measures, passages, whole, periods, text)
    members = without_members(measures, passages, kinds, text)
    return _Judged(
        first,
        (
            ("it is a part of a total (其中, or a list that adds up to it)", whole),
            ("a sum before it in the sentence holds it already", kinds),
            ("it counts some members of a set, not the set", members),
            ("households and persons side by side have one meaning", align(measures, members)),
        ),
    )


def explain(report: Report, *, recording: bool = False) -> tuple[Explained, ...]:
    """All observations with the judgements behind them, sorted by place.

    Args:
        report: the report.
        recording: keep with each measure what its meaning was asked of.

    Raises:
        GroundingError: a figure does not stand at its place; a fault of this library.
    """
    folded = matching_text(report)
    text = folded.text
    scan = _scan(folded, report)
    hits = Hits(text)
    contexts = _contexts(report, folded, scan)
    judged = _judged(contexts, hits, text, report.metadata.year)
    themes = Themes(text, hits)
    before: tuple[tuple[int, int], Themed] | None = None

    found: list[Explained] = []
    for index, (context, judgement) in enumerate(zip(contexts, judged.final, strict=True)):
        measure, passage, best = context.measure, context.passage, judgement.best
        indicator = best.indicator if best else None
        neighbour = before[1] if before and before[0] == passage.sentence else None
        themed = themes.of(measure, passage, context.headings, indicator, neighbour)
        before = (passage.sentence, themed)
        named = object_of(measure, passage, text)
        period = context.when.period
        observation = Observation(
            quantity=_quantity(measure, folded, report),
            indicator=indicator.id if indicator else None,
            theme=themed.theme,
            object=named.object,
            period=period,
            scope=context.scoped.scope,
            status=context.status.status,
            section=context.titles[0] if context.titles else None,
            confidence=judgement.confidence,
            accumulation=accumulation(measure, passage, text, period, stated=context.stated),
        )
        reasons = Reasons(themed, context.scoped, context.status, named, context.when)
        setting = None
        if recording:
            around = _surroundings(context, text, report.metadata.year)
            setting = Setting(
                folded, hits, measure, around, context.titles, context.stated,
                judged.first[index], judged.overruled(index),
            )  # fmt: skip
        found.append(Explained(observation, judgement, reasons, setting))
    for date in scan.dates:
        quantity = _quantity(date, folded, report)
        period = _date_period(text[date.start : date.end], None)
        found.append(Explained(Observation(quantity, period=period, confidence=0.0), Judgement(())))
    found.extend(
        Explained(_set_aside(place, folded, report), Judgement(())) for place in scan.set_aside
    )
    found.sort(key=lambda item: (item.observation.quantity.start, item.observation.quantity.end))
    for item in found:
        assert_grounded(report, item.observation.quantity)
    return tuple(found)


def observe(report: Report) -> tuple[Observation, ...]:
    """Every figure of a report with its meaning, and everything knowingly set aside, by place.

    `192个贫困村全部退出` gives 192 village, registry.villages_exited_total, county, reported.

    Raises:
        GroundingError: a figure does not stand at its place; a fault of this library.
    """
    return tuple(item.observation for item in explain(report))

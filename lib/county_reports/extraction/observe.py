"""From a report to its observations, in the order in which a careful reader works.

Set aside what is no figure, read the measures, split fused digits, then ask of each measure what it
means. Reading the same report twice gives the same observations.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from county_reports.extraction import meaning
from county_reports.extraction.accumulation import accumulation
from county_reports.extraction.broken import find_broken
from county_reports.extraction.chinese import find_chinese_measures
from county_reports.extraction.dates import month_of, period_of
from county_reports.extraction.fused_dates import hidden, restore_dates
from county_reports.extraction.indicators import Judgement, Surroundings, judge
from county_reports.extraction.passages import Passage, find_passages
from county_reports.extraction.periods import Timeline, find_periods, is_baseline
from county_reports.extraction.quantities import Measure, cell_measures, find_measures
from county_reports.extraction.restoration import restore
from county_reports.extraction.setaside import Claims, SetAside, find_arabic, find_chinese
from county_reports.extraction.tables import find_tables
from county_reports.extraction.wordings import Hits
from county_reports.model import Observation, Quantity, Report, Section, assert_grounded
from county_reports.reading.matching import MatchingText, matching_text

_GROUP_UNITS = frozenset({"household", "person"})
OWN_PART = 1.15
"""The least score by which a part of a total (其中…) keeps an indicator of its own."""


@dataclass(frozen=True, slots=True)
class Explained:
    """An observation with the judgement that gave it its indicator."""

    observation: Observation
    judgement: Judgement


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


_Heading = tuple[int, int, tuple[int, int], Section]


class _Outline:
    """The headings above each position, in folded coordinates."""

    def __init__(self, report: Report, folded: MatchingText) -> None:
        sections = [
            (
                folded.from_source(section.start),
                folded.from_source(section.end),
                (folded.from_source(section.start), folded.from_source(section.heading_end)),
                section,
            )
            for section in report.sections
        ]
        # Between two of these places the same sections are open, so that a figure asks only once.
        self._places = sorted({place for entry in sections for place in entry[:2]})
        opened = {place: list(each) for place, each in groupby(
            sorted(sections, key=lambda e: e[0]), key=lambda e: e[0])}  # fmt: skip
        self._open: list[list[_Heading]] = [[]]
        for place in self._places:
            still = [entry for entry in self._open[-1] if entry[1] > place]
            still += [entry for entry in opened.get(place, []) if entry[1] > place]
            self._open.append(still)

    def above(
        self, position: int
    ) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...], tuple[str, ...]]:
        """Heading spans, themes and titles over a position, innermost first."""
        over = self._open[bisect_right(self._places, position)]
        over = sorted(over, key=lambda entry: -entry[3].level)
        return (
            tuple(entry[2] for entry in over),
            tuple(entry[3].theme for entry in over if entry[3].theme),
            tuple(entry[3].title for entry in over),
        )


def _total_of(
    index: int, measures: Sequence[Measure], passages: Sequence[Passage], text: str
) -> int | None:
    """The index of the total that 其中 makes a figure a part of, or None.

    `特色产业基地9.92万亩,其中烟叶5.9万亩、梨园2.7万亩`: the total of both parts is 9.92万亩.
    """
    unit, sentence = measures[index].unit, passages[index].sentence
    mark = text.rfind("其中", sentence[0], measures[index].start)
    if mark < 0:
        return None
    total: int | None = None
    for earlier in range(index - 1, -1, -1):
        if passages[earlier].sentence != sentence:
            break
        if measures[earlier].start > mark:
            # The list of parts goes on while nothing but its own unit is counted; households and
            # persons go together (203户702人, 241户809人).
            counted = measures[earlier].unit
            if counted != unit and not {counted, unit} <= _GROUP_UNITS:
                return None
        elif measures[earlier].unit == unit:
            total = earlier
            break
    return total


def _as_part(judgement: Judgement, total: str | None) -> Judgement:
    """The judgement of a part: none, unless its own words name another indicator than the total's.

    `贫困人口9.76万人,其中已脱贫9.42万人`: the part is a figure of its own kind.
    """
    best = judgement.best
    if best is None or best.indicator.id == total:
        return Judgement(())
    beside = any(reason.place in {"left", "right"} for reason in best.reasons)
    return judgement if beside and best.score >= OWN_PART else Judgement(())


def explain(report: Report) -> tuple[Explained, ...]:
    """All observations with the judgements behind them, sorted by place.

    Raises:
        GroundingError: a figure does not stand at its place; a fault of this library.
    """
    folded = matching_text(report)
    text = folded.text
    scan = _scan(folded, report)
    hits = Hits(text)
    passages = find_passages(text, scan.measures)
    outline = _Outline(report, folded)
    date_places = [(p.start, p.end) for p in scan.set_aside if p.kind == "date"]
    date_places += [(m.start, m.end) for m in scan.dates]
    timeline = Timeline(text, date_places, report.metadata.year, report.metadata.title)
    places = [outline.above(measure.start) for measure in scan.measures]
    periods = find_periods(scan.measures, [spans for spans, _, _ in places], timeline)

    found: list[Explained] = []
    indicators: list[str | None] = []
    for index, (measure, passage) in enumerate(zip(scan.measures, passages, strict=True)):
        headings, themes, titles = places[index]
        scope = meaning.scope(measure, passage, text)
        status = meaning.status(measure, passage, titles, text)
        when, stated = periods[index]
        period = when.period
        dated = stated and period is not None and "/" not in period
        baseline = is_baseline(period if stated else None, report.metadata.year)
        around = Surroundings(passage, headings, themes, scope, status, dated, baseline)
        judgement = judge(measure, hits, around)
        total = _total_of(index, scan.measures, passages, text)
        if total is not None:
            judgement = _as_part(judgement, indicators[total])
        best = judgement.best
        indicators.append(best.indicator.id if best else None)
        observation = Observation(
            quantity=_quantity(measure, folded, report),
            indicator=best.indicator.id if best else None,
            theme=best.indicator.theme if best else (themes[0] if themes else None),
            object=meaning.object_words(measure, passage, text),
            period=period,
            scope=scope,
            status=status,
            section=titles[0] if titles else None,
            confidence=judgement.confidence,
            accumulation=accumulation(measure, passage, text, period, stated=stated),
        )
        found.append(Explained(observation, judgement))
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

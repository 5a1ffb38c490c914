"""Compares observations with gold: one verdict for every figure and question, and their tallies.

Spans must agree to the character. Only measures in Arabic digits count for detection (GUIDE.md);
those in Chinese numerals are scored apart. Where a second annotator read differently, either
reading is right. A figure whose split the text does not settle (`undecidable`) is not scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from county_reports.model import Observation
from county_reports.quality.gold import (
    MEANINGS,
    MEASURE,
    GoldFigure,
    GoldReport,
)
from county_reports.quality.intervals import Interval, f1_interval, wilson

Outcome = Literal["right", "wrong", "extra", "missed"]
QUESTIONS = (
    "detection", "chinese", "value_unit", *MEANINGS, "indicator", "indicator_three", "fused",
)  # fmt: skip
THREE = ("profile", "registry", "funding")
"""The themes of `indicator_three`."""

CLASSES: dict[str, tuple[str, ...]] = {
    "money": ("CNY",),
    "people": ("person",),
    "households": ("household",),
    "villages": ("village", "township"),
    "extent": ("mu", "km", "km2", "m2"),
    "percent": ("percent", "percentage_point"),
    "duration": ("year", "month", "day"),
    "other": (),
}
"""Classes of figures by unit; `other` has every other unit (things counted, times, weights, kW)."""
_CLASS_OF = {unit: name for name, units in CLASSES.items() for unit in units}

LEAST = 10
"""A class or family with fewer gold figures has no floor: one figure would move it by a tenth."""
_AROUND = 14


@dataclass(frozen=True, slots=True)
class Match:
    """A figure of the gold, a figure that was read, or both at the same span."""

    report: str
    year: int | None
    """The year the report is about, as its annotator says."""
    gold: GoldFigure | None
    read: Observation | None
    words: str

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        if self.gold is not None:
            return self.gold.span
        assert self.read is not None  # noqa: S101  one of them is there: see match()
        return self.read.quantity.start, self.read.quantity.end


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one figure under one question, with what was read and what the gold says."""

    question: str
    outcome: Outcome
    report: str
    start: int
    end: int
    words: str
    given: str | None = None
    wanted: str | None = None
    group: str = "other"
    """The figure's class by unit; for `nonmeasure` the kind of what was no measure."""

    @property
    def place(self) -> str:
        """Report and span: ``cili-2018:120-125``."""
        return f"{self.report}:{self.start}-{self.end}"


@dataclass(slots=True)
class Tally:
    """Right, wrong (another answer than the gold's), extra and missed figures of one question."""

    right: int = 0
    wrong: int = 0
    extra: int = 0
    missed: int = 0
    verdicts: list[Verdict] = field(default_factory=list, repr=False)

    def add(self, outcome: Outcome, verdict: Verdict) -> None:
        """Count one figure."""
        setattr(self, outcome, getattr(self, outcome) + 1)
        self.verdicts.append(verdict)

    @property
    def given(self) -> int:
        """Answers that the program gave."""
        return self.right + self.wrong + self.extra

    @property
    def sample(self) -> int:
        """Answers that the gold has."""
        return self.right + self.wrong + self.missed

    @property
    def precision(self) -> float:
        """Share of the given answers that are right; 1 when none was given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold's answers that were given; 1 when there are none."""
        return self.right / self.sample if self.sample else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def precision_interval(self) -> Interval:
        """95 % interval of the precision."""
        return wilson(self.right, self.given)

    @property
    def recall_interval(self) -> Interval:
        """95 % interval of the recall."""
        return wilson(self.right, self.sample)

    @property
    def f1_interval(self) -> Interval:
        """95 % interval of F1."""
        return f1_interval(self.right, self.wrong, self.extra, self.missed)

    @property
    def errors(self) -> list[Verdict]:
        """What is not right, in the order of the reports."""
        return [each for each in self.verdicts if each.outcome != "right"]


def class_of(unit: str | None) -> str:
    """The class of a unit: ``mu`` is extent, ``head`` is other."""
    return _CLASS_OF.get(unit or "", "other")


def family_of(indicator: str | None) -> str | None:
    """The family (theme) of an indicator: ``registry.incidence`` is registry."""
    return indicator.split(".", 1)[0] if indicator else None


def match(gold: GoldReport, observations: Sequence[Observation]) -> tuple[Match, ...]:
    """Every figure of the gold with the measure read at its span, then the measures left over.

    Figures that are not to be scored, and what was read across them, are left out.
    """
    source, year = gold.report.source, gold.metadata.year
    read = {
        (o.quantity.start, o.quantity.end): o for o in observations if o.quantity.kind == MEASURE
    }
    unsettled = [figure.span for figure in gold.figures if figure.undecidable]

    def made(span: tuple[int, int], figure: GoldFigure | None, found: Observation | None) -> Match:
        start, end = span
        before, after = source[max(0, start - _AROUND) : start], source[end : end + _AROUND]
        words = f"…{before}[{source[start:end]}]{after}…"
        return Match(gold.id, year, figure, found, words)

    measures = {figure.span for figure in gold.figures if figure.is_measure}
    matches = [
        made(figure.span, figure, read.get(figure.span) if figure.is_measure else None)
        for figure in gold.figures
        if not figure.undecidable
    ]
    matches += [
        made(span, None, found)
        for span, found in read.items()
        if span not in measures and not any(_overlap(span, other) for other in unsettled)
    ]
    return tuple(matches)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def judge(matches: Sequence[Match]) -> tuple[Verdict, ...]:
    """The verdicts on all figures of one report or several, by question."""
    found: list[Verdict] = []
    extras: dict[str, list[Match]] = {}
    for each in matches:
        if each.gold is None:
            extras.setdefault(each.report, []).append(each)
            found.append(_extra(each))
        elif each.gold.is_measure:
            found += _measure(each, each.gold)
    for each in matches:
        if each.gold is not None and not each.gold.is_measure:
            found.append(_nonmeasure(each, each.gold, extras.get(each.report, ())))
    return tuple(found)


def _verdict(
    question: str,
    outcome: Outcome,
    each: Match,
    given: object = None,
    wanted: object = None,
    *,
    group: str | None = None,
) -> Verdict:
    start, end = each.span
    if group is None:
        unit = each.gold.unit if each.gold else each.read.quantity.unit if each.read else None
        group = class_of(unit)
    return Verdict(
        question, outcome, each.report, start, end, each.words,
        None if given is None else str(given), None if wanted is None else str(wanted), group,
    )  # fmt: skip


def _number(value: object, high: object, unit: str | None) -> str:
    return f"{value}{'' if high is None else f'–{high}'} {unit or ''}".strip()


def _as_read(observation: Observation | None) -> str | None:
    if observation is None:
        return None
    quantity = observation.quantity
    return _number(quantity.value, quantity.high, quantity.unit)


def _as_annotated(figure: GoldFigure) -> str:
    return _number(figure.value, figure.high, figure.unit)


def _extra(each: Match) -> Verdict:
    arabic = each.read is not None and each.read.quantity.script == "arabic"
    return _verdict("detection" if arabic else "chinese", "extra", each, _as_read(each.read))


def _measure(each: Match, figure: GoldFigure) -> Iterable[Verdict]:
    arabic, read = figure.script == "arabic", each.read
    stated = _as_annotated(figure)
    yield _verdict(
        "detection" if arabic else "chinese", "missed" if read is None else "right", each,
        _as_read(read), stated,
    )  # fmt: skip
    if arabic and read is None:
        yield _verdict("value_unit", "missed", each, None, stated)
        if figure.fused:
            yield _verdict("fused", "missed", each, None, f"{stated}, lost {figure.lost!r}")
    elif arabic and read is not None:
        yield from _arabic(each, figure, read)
    yield from _indicator(each, figure)


def _arabic(each: Match, figure: GoldFigure, read: Observation) -> Iterable[Verdict]:
    quantity = read.quantity
    right = (
        figure.accepts("value", quantity.value)
        and figure.accepts("high", quantity.high)
        and figure.accepts("unit", quantity.unit)
    )
    stated = _as_annotated(figure)
    yield _verdict("value_unit", "right" if right else "wrong", each, _as_read(read), stated)
    if figure.fused:
        lost = quantity.restoration.lost if quantity.restoration else None
        yield _verdict(
            "fused", "right" if right and lost == figure.lost else "wrong", each,
            f"{_as_read(read)}, lost {lost!r}", f"{stated}, lost {figure.lost!r}",
        )  # fmt: skip
    for name in MEANINGS:
        value = getattr(quantity if name == "bound" else read, name)
        outcome: Outcome = "right" if figure.accepts(name, value) else "wrong"
        yield _verdict(name, outcome, each, value, getattr(figure, name))


def _indicator(each: Match, figure: GoldFigure) -> Iterable[Verdict]:
    wanted, given = figure.indicator, each.read.indicator if each.read else None
    if each.read is not None and figure.accepts("indicator", given):
        if given is None:
            return
        outcome: Outcome = "right"
    elif wanted and given:
        outcome = "wrong"
    elif wanted or given:
        outcome = "missed" if wanted else "extra"
    else:
        return
    yield _verdict("indicator", outcome, each, given, wanted)
    if {family_of(wanted), family_of(given)} & set(THREE):
        yield _verdict("indicator_three", outcome, each, given, wanted)


def _nonmeasure(each: Match, figure: GoldFigure, extras: Sequence[Match]) -> Verdict:
    """Whether a date, ordinal, identifier or set phrase was left alone."""
    across = next((other for other in extras if _overlap(other.span, figure.span)), None)
    return _verdict(
        "nonmeasure", "right" if across is None else "wrong", each,
        _as_read(across.read) if across else figure.kind, figure.kind, group=figure.kind,
    )  # fmt: skip


def by_question(verdicts: Iterable[Verdict]) -> dict[str, Tally]:
    """Tallies of the questions, each question with its own, also when nothing was asked."""
    tallies = {name: Tally() for name in QUESTIONS}
    for each in verdicts:
        if each.question in tallies:
            tallies[each.question].add(each.outcome, each)
    return tallies


def by_class(verdicts: Iterable[Verdict]) -> dict[str, Tally]:
    """Detection by class of unit (what is extra, by the unit it was read with)."""
    tallies = {name: Tally() for name in CLASSES}
    for each in verdicts:
        if each.question == "detection":
            tallies[each.group].add(each.outcome, each)
    return tallies


def by_kind(verdicts: Iterable[Verdict]) -> dict[str, Tally]:
    """What is no measure, by kind: right when no measure was read in it."""
    tallies: dict[str, Tally] = {}
    for each in verdicts:
        if each.question == "nonmeasure":
            tallies.setdefault(each.group, Tally()).add(each.outcome, each)
    return dict(sorted(tallies.items()))


def by_family(verdicts: Iterable[Verdict]) -> dict[str, Tally]:
    """Indicators by family; one that was taken for another family's is missed there, extra here."""
    tallies: dict[str, Tally] = {}
    for each in verdicts:
        if each.question != "indicator":
            continue
        wanted, given = family_of(each.wanted), family_of(each.given)
        if each.outcome == "right":
            tallies.setdefault(given or "", Tally()).add("right", each)
        elif wanted is not None and wanted == given:
            tallies.setdefault(wanted, Tally()).add("wrong", each)
        else:
            if wanted is not None:
                tallies.setdefault(wanted, Tally()).add("missed", each)
            if given is not None:
                tallies.setdefault(given, Tally()).add("extra", each)
    return dict(sorted(tallies.items()))


def gated(verdicts: Sequence[Verdict]) -> dict[str, Tally]:
    """Everything that has a floor: each question, and each group with `LEAST` gold figures.

    Example: ``indicator``, ``class.money``, ``nonmeasure.date``, ``family.registry``.
    """
    groups = {
        "class": by_class(verdicts),
        "nonmeasure": by_kind(verdicts),
        "family": by_family(verdicts),
    }
    return by_question(verdicts) | {
        f"{group}.{name}": tally
        for group, tallies in groups.items()
        for name, tally in tallies.items()
        if tally.sample >= LEAST
    }

"""References looked up in a corpus: which figure is meant, or why there is none.

A reference with an indicator alone takes the figure that every comparison takes
(``comparison.alignment``); what else the report says of it is named in the footnote. A reference
with further words must fit one value, else it is ambiguous. Nothing is guessed: whatever cannot be
looked up stops the build, with its file and line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports import format as forms
from county_reports.comparison import alignment, conflicts
from county_reports.comparison import figures as stated
from county_reports.comparison.figures import Figure
from county_reports.corpus import Corpus, unknown_report
from county_reports.errors import UsageError, WritingError
from county_reports.format import Language
from county_reports.model import Metadata, Observation, Report
from county_reports.one_report import ReadReport
from county_reports.writing.syntax import Place, Reference

if TYPE_CHECKING:
    from county_reports.codebook import Indicator

_CLAUSE_END = re.compile(r"[，,；;。！!？?：:、（）()]")
CANDIDATES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Cited:
    """The figure that a reference means, with the report that states it.

    `others` are other values of the same report for the same indicator, as written, with their
    places: ``7人 (3176)``.
    """

    report: Report
    observation: Observation
    form: str = "figure"
    indicator: str | None = None
    others: tuple[str, ...] = ()

    @property
    def metadata(self) -> Metadata:
        """What is known of the report."""
        return self.report.metadata

    @property
    def key(self) -> str:
        """The figure's place in one word, the same for every mention: longhui-2019:439."""
        return f"{self.report.id}:{self.observation.quantity.start}"

    @property
    def written(self) -> str:
        """The figure as the report prints it, without line breaks: 48.83亿元."""
        return "".join(self.observation.quantity.text.split())

    def text(self, language: Language) -> str:
        """The figure as the analysis prints it, with every mark that limits it."""
        quantity = self.observation.quantity
        split = None if quantity.restoration is None else quantity.restoration.kind
        correction = None if self.observation.correction is None else "corrected"
        if self.form == "written":
            marks = forms.RESTORED_MARK if split else ""
            marks += forms.CORRECTED_MARK if correction else ""
            return self.written + marks
        shown = forms.figure(
            quantity.value, quantity.unit or "count", language, high=quantity.high,
            bound=quantity.bound, status=self.observation.status, restoration=split,
            correction=correction, classifier=quantity.classifier,
        )  # fmt: skip
        if quantity.value is not None and quantity.unit == "CNY" and quantity.high is None:
            rounded = forms.money(quantity.value, language)
            shown = shown.replace(rounded, exact_money(quantity.value, language), 1)
        if self.form != "bare" or quantity.value is None:
            return shown
        one = quantity.value == 1 and quantity.high is None
        unit = forms.unit_word(
            quantity.unit or "count", language, classifier=quantity.classifier, one=one
        )
        return shown.replace(unit, "", 1)


def marks_of(cited: Sequence[Cited]) -> str:
    """† and ‡ for a sum in which a figure was restored or corrected."""
    restored = any(each.observation.quantity.restoration is not None for each in cited)
    corrected = any(each.observation.correction is not None for each in cited)
    return (forms.RESTORED_MARK if restored else "") + (forms.CORRECTED_MARK if corrected else "")


def exact_money(value: Decimal, language: Language) -> str:
    """An amount with every digit that is printed: 20.95 million CNY, where a chart says 21.

    >>> exact_money(Decimal(20950000), "en"), exact_money(Decimal(1309230000), "zh")
    ('20.95 million CNY', '13.0923亿元')
    """
    steps = forms.MONEY_ZH if language == "zh" else forms.MONEY_EN
    step, word = next((pair for pair in steps if abs(value) >= pair[0]), steps[-1])
    return forms.number(forms.EXACT.divide(value, step)) + word


def resolve(reference: Reference, corpus: Corpus, place: Place) -> Cited:
    """The figure that a reference means.

    Example: ``longhui-2019 registry.incidence`` is 0.68%, characters 439 to 444.

    Raises:
        WritingError: no such report or indicator, no value (with the reason), a target only,
            several figures that fit, or digits that could be split in several ways.
    """
    read = report_of(reference.report, corpus, place)
    if reference.indicator is None:
        cited = _by_words(reference, read, place)
    else:
        cited = _by_indicator(reference, read, corpus, place)
    if reference.form == "bare" and cited.observation.quantity.unit in (*conflicts.RATES, "CNY"):
        raise WritingError(
            f"{cited.written} cannot be printed without its unit",
            where=str(place),
            remedy="leave as=bare away; it is for what is counted",
        )
    return cited


def report_of(name: str, corpus: Corpus, place: Place) -> ReadReport:
    """The report of an id.

    Raises:
        WritingError: no report has this id, or it was set aside.
    """
    if name not in corpus:
        aside = next((each for each in corpus.set_aside if each.report == name), None)
        if aside is not None:
            raise WritingError(
                f"the report {name} was set aside: {aside.reason}", where=str(place),
                remedy=aside.remedy,
            )  # fmt: skip
        unknown = unknown_report(name, corpus.ids)
        raise WritingError(unknown.what, where=str(place), remedy=unknown.remedy)
    return corpus[name]


def indicator_of(name: str, place: Place) -> Indicator:
    """The codebook's entry of an indicator.

    Raises:
        WritingError: the codebook has no such indicator; close ones are named.
    """
    try:
        return alignment.known_indicators([name])[0]
    except UsageError as problem:
        raise WritingError(problem.what, where=str(place), remedy=problem.remedy) from problem


def missing_reason(reference: Reference, corpus: Corpus, place: Place) -> str:
    """Why a report has no comparable figure of an indicator: not reported, planned only …

    Raises:
        WritingError: it has one now, or the report or indicator does not exist.
    """
    read = report_of(reference.report, corpus, place)
    entry = indicator_of(reference.indicator or "", place)
    chosen, reason = alignment.choose(_figures(read, entry, corpus), entry, read.metadata.year)
    if chosen is not None or reason is None:
        written = "" if chosen is None else chosen.text
        raise WritingError(
            f"{read.id} does report {entry.id}: {written}",
            where=str(place),
            remedy=f"write {{value}}`{read.id} {entry.id}`",
        )
    return reason


def cited(read: ReadReport, figure: Figure, figures: Sequence[Figure] = ()) -> Cited:
    """A figure of the comparison as something cited, with the report's other values for it."""
    found = next(
        each for each in read.observations_list
        if (each.quantity.start, each.quantity.end) == (figure.start, figure.end)
    )  # fmt: skip
    values = {(figure.value, figure.high, figure.status)}
    others = []
    for each in figures:
        if (each.value, each.high, each.status) not in values:
            values.add((each.value, each.high, each.status))
            mark = ", planned" if each.status == "planned" else ""
            others.append(f"{''.join(each.text.split())} ({each.start}{mark})")
    return Cited(read.report, found, "figure", found.indicator, tuple(others))


def _figures(read: ReadReport, entry: Indicator, corpus: Corpus) -> list[Figure]:
    found = stated.figures_of(corpus.observations, [entry.id])
    return found.get((read.id, entry.id), [])


def _by_indicator(reference: Reference, read: ReadReport, corpus: Corpus, place: Place) -> Cited:
    entry = indicator_of(reference.indicator or "", place)
    figures = _figures(read, entry, corpus)
    narrowed = reference.near or reference.period or reference.unit or reference.status
    if narrowed:
        fit = [each for each in figures if _fits(reference, read, each)]
        if not reference.status and not alignment.is_plan(entry):
            fit = [each for each in fit if each.status == "reported"] or fit
        chosen = _only(reference, read, fit, place)
        reason = None if chosen else stated.NOT_REPORTED
    else:
        chosen, reason = alignment.choose(figures, entry, read.metadata.year)
    if chosen is None:
        raise _no_value(reference, read, figures, reason, place)
    if chosen.restoration == stated.AMBIGUOUS:
        raise _no_value(reference, read, figures, stated.AMBIGUOUS, place)
    if chosen.status == "planned" and reference.status is None and not alignment.is_plan(entry):
        raise _no_value(reference, read, figures, stated.PLANNED_ONLY, place)
    made = cited(read, chosen, [] if narrowed else figures)
    return Cited(made.report, made.observation, reference.form, entry.id, made.others)


def _by_words(reference: Reference, read: ReadReport, place: Place) -> Cited:
    """A figure without indicator, found by the words of its own clause."""
    fit = [
        each for each in read.observations_list
        if each.quantity.kind == "measure" and each.quantity.value is not None
        and beside(read, each.quantity.start, each.quantity.end, reference.near)
        and reference.unit in (None, each.quantity.unit)
        and reference.period in (None, each.period)
        and reference.status in (None, each.status)
    ]  # fmt: skip
    if not fit:
        raise WritingError(
            f"no figure of {read.id} stands in one clause with {'、'.join(reference.near)}",
            where=str(place),
            remedy=f"look at the words in county-reports read {read.id}",
        )
    values = {(each.quantity.value, each.quantity.high, each.quantity.unit) for each in fit}
    if len(values) > 1:
        shown = [f"{each.quantity.text} ({each.quantity.start})" for each in fit]
        raise _ambiguous(reference, read, shown, place)
    if fit[0].quantity.restoration and fit[0].quantity.restoration.kind == "ambiguous":
        raise WritingError(
            f"the digits of {fit[0].quantity.text} could be split in several ways",
            where=str(place), remedy="declare what is right in seeds/corrections.yaml",
        )  # fmt: skip
    return Cited(read.report, fit[0], reference.form, fit[0].indicator)


def _fits(reference: Reference, read: ReadReport, figure: Figure) -> bool:
    return (
        beside(read, figure.start, figure.end, reference.near)
        and reference.period in (None, figure.period)
        and reference.unit in (None, figure.unit)
        and reference.status in (None, figure.status)
    )


def beside(read: ReadReport, start: int, end: int, words: Sequence[str]) -> bool:
    """Whether all words stand in a figure's clause, not beyond its neighbours: 移送 of 移送…7人.

    Of 每人150元的新农合费用和每人90元的大病补充保险费用 the words 大病补充 belong to 90元 alone.
    """
    source = read.source
    left = max((m.end() for m in _CLAUSE_END.finditer(source, 0, start)), default=0)
    found = _CLAUSE_END.search(source, end)
    right = found.start() if found else len(source)
    for each in read.observations_list:
        other = each.quantity
        # digits that ran together touch: what stands before the first belongs to both
        if other.kind == "measure" and left < other.end < start:
            left = other.end
        elif other.kind == "measure" and end < other.start < right:
            right = other.start
    clause = "".join(source[left:right].split())
    return all(word in clause for word in words)


def _only(
    reference: Reference, read: ReadReport, fit: Sequence[Figure], place: Place
) -> Figure | None:
    if len({(each.value, each.high) for each in fit}) > 1:
        shown = [f"{each.text} ({each.start}, {each.period or 'undated'})" for each in fit]
        raise _ambiguous(reference, read, shown, place)
    return fit[0] if fit else None


def _ambiguous(
    reference: Reference, read: ReadReport, shown: Sequence[str], place: Place
) -> WritingError:
    listed = ", ".join("".join(each.split("\n")) for each in shown[:CANDIDATES_SHOWN])
    what = reference.indicator or "、".join(reference.near)
    return WritingError(
        f"{len(shown)} figures of {read.id} fit {what}: {listed}",
        where=str(place),
        remedy='add near="words of its own clause", unit=… or period=…',
    )


def _no_value(
    reference: Reference,
    read: ReadReport,
    figures: Sequence[Figure],
    reason: str | None,
    place: Place,
) -> WritingError:
    name = reference.indicator
    remedies = {
        stated.PLANNED_ONLY: "add status=planned to cite it as a target",
        stated.AMBIGUOUS: "declare what is right in seeds/corrections.yaml",
    }
    remedy = remedies.get(reason or "", "")
    if not remedy and figures:
        listed = ", ".join(
            f"{''.join(each.text.split())} ({each.period or 'undated'}, {each.scope})"
            for each in figures[:CANDIDATES_SHOWN]
        )
        remedy = f"choose among {listed} by near=, period=, unit= or status="
    if not remedy:
        theme = (name or "").split(".")[0]
        has = sorted({
            each.indicator for each in read.observations_list
            if each.indicator and each.indicator.split(".")[0] == theme
        })  # fmt: skip
        known = f"; of {theme} it has {', '.join(has)}" if has else ""
        remedy = f"write {{missing}}`{read.id} {name}`{known}"
    return WritingError(
        f"{read.id} has no value for {name}: {reason}", where=str(place), remedy=remedy
    )


def label_of(indicator: str, language: Language) -> str:
    """An indicator's name for people: Poverty incidence / 贫困发生率."""
    entry = codebook.load().indicators[indicator]
    return entry.zh if language == "zh" else entry.en

"""Numbers derived from cited ones: sum, difference, ratio, share, each with what it may have been.

A printed figure stands for an interval (``arithmetic.intervals``): 0.68% for 0.675 to 0.685. A
derived number is computed from the printed figures, is shown with three significant digits where a
division was made, and its footnote gives the interval and both sources.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from county_reports import format as forms
from county_reports.arithmetic import intervals
from county_reports.arithmetic.intervals import Interval
from county_reports.audit.ledger import COUNTED
from county_reports.corpus import Corpus
from county_reports.errors import WritingError
from county_reports.format import Language
from county_reports.writing import references, syntax
from county_reports.writing.references import Cited
from county_reports.writing.syntax import Place

SIGNS = {"sum": "+", "difference": "-", "ratio": "/", "share": "/"}
SIGN_SHOWN = {"+": "+", "-": "−", "/": "÷"}
_BETWEEN = re.compile(r" ([+/-]) ")
_COMPARED = re.compile(r" (<|>|=|≤|≥) ")


@dataclass(frozen=True, slots=True)
class Derived:
    """A number computed from cited figures: 48.83亿元 ÷ 223518人 = 21,846 CNY per person."""

    kind: str
    members: tuple[Cited, ...]
    value: Decimal
    interval: Interval
    unit: str
    per: str | None = None

    @property
    def key(self) -> str:
        """The same for every mention of the same computation."""
        return f"{self.kind}:{'|'.join(each.key for each in self.members)}"

    def expression(self) -> str:
        """The computation with the figures as printed: 4户 + 16户."""
        sign = SIGN_SHOWN[SIGNS[self.kind]]
        return f" {sign} ".join(each.written for each in self.members)

    def text(self, language: Language) -> str:
        """The number as the analysis prints it, with the marks of its sources."""
        bare = any(each.form == "bare" for each in self.members)
        shown = forms.significant(self.value) if bare else self.number(self.value, language)
        return self._marks(shown, language)

    def number(self, value: Decimal, language: Language) -> str:
        """A value in the unit of this number: 21,800 CNY per person."""
        if self.kind in ("sum", "difference"):
            points = self.kind == "difference" and self.unit == "percent"
            return forms.amount(value, "percentage_point" if points else self.unit, language)
        if self.kind == "share":
            return forms.significant(value) + forms.unit_word("percent", language)
        if not self.per:
            return forms.significant(value)
        if self.unit == "CNY":
            shown = forms.money(value, language)
        else:
            unit = forms.unit_word(self.unit, language, one=value == 1)
            shown = forms.significant(value) + unit
        if language == "zh":
            return f"{shown}/{forms.unit_word(self.per, language).strip()}"
        return f"{shown} per {forms.unit_word(self.per, language, one=True).strip()}"

    def _marks(self, shown: str, language: Language) -> str:
        quantities = [each.observation.quantity for each in self.members]
        vague = any(q.bound not in (None, "exact") or q.high is not None for q in quantities)
        restored = any(q.restoration is not None for q in quantities)
        corrected = any(each.observation.correction is not None for each in self.members)
        planned = any(each.observation.status == "planned" for each in self.members)
        return (
            (forms.BOUND_MARKS["about"] if vague else "") + shown
            + (forms.RESTORED_MARK if restored else "")
            + (forms.CORRECTED_MARK if corrected else "")
            + (forms.PLANNED_MARK[language] if planned else "")
        )  # fmt: skip


def interval_of(cited: Cited) -> Interval:
    """All values that a cited figure may stand for: 0.68% is 0.675 to 0.685."""
    quantity = cited.observation.quantity
    value = quantity.value if quantity.value is not None else Decimal(0)
    return intervals.printed(
        value, quantity.precision or Decimal(1), quantity.bound or "exact", high=quantity.high,
        counted=quantity.unit in COUNTED,
    )  # fmt: skip


def derive(kind: str, words: str, corpus: Corpus, place: Place) -> Derived:
    """A number computed from the references in some words, e.g. ``A / B`` for a share.

    Raises:
        WritingError: the sign does not fit the kind, the units do not, or it divides by zero.
    """
    parts = _BETWEEN.split(words)
    signs = set(parts[1::2])
    if signs != {SIGNS[kind]} or (SIGNS[kind] == "/" and len(parts) != 3):
        raise WritingError(
            f"`{words}` is no {kind}", where=str(place),
            remedy=f"join the references with {SIGNS[kind]} between spaces",
        )  # fmt: skip
    members = tuple(
        references.resolve(syntax.reference(part, place), corpus, place) for part in parts[::2]
    )
    return computed(kind, members, place)


def computed(kind: str, members: Sequence[Cited], place: Place) -> Derived:
    """The number of a kind that follows from some figures.

    Raises:
        WritingError: the figures' units do not fit, or it divides by zero.
    """
    units = [each.observation.quantity.unit or "count" for each in members]
    if kind != "ratio" and len(set(units)) > 1:
        raise WritingError(
            f"a {kind} of {' and '.join(dict.fromkeys(units))} has no meaning",
            where=str(place), remedy="use figures of one unit, or a ratio",
        )  # fmt: skip
    values = [each.observation.quantity.value or Decimal(0) for each in members]
    spans = [interval_of(each) for each in members]
    if kind == "sum":
        value, interval = sum(values, Decimal(0)), intervals.total(spans)
    elif kind == "difference":
        value, interval = values[0] - sum(values[1:], Decimal(0)), spans[0]
        for span in spans[1:]:
            interval = interval - span
    elif values[1] == 0:
        raise WritingError(
            f"{members[1].written} is zero: nothing can be divided by it", where=str(place)
        )
    else:
        value, interval = values[0] / values[1], spans[0].over(spans[1])
        if kind == "share":
            value, interval = value * 100, interval.scaled(Decimal(100))
    per = units[1] if kind == "ratio" and units[0] != units[1] else None
    return Derived(kind, tuple(members), value, interval, units[0], per)


def _side(words: str, corpus: Corpus, place: Place) -> Interval:
    """What one side of a claim may be: a figure, or a sum, difference or share of some."""
    signs = set(_BETWEEN.split(words)[1::2])
    if not signs:
        return interval_of(references.resolve(syntax.reference(words, place), corpus, place))
    kinds = {"+": "sum", "-": "difference", "/": "ratio"}
    return derive(kinds[min(signs)], words, corpus, place).interval


def assert_claim(words: str, corpus: Corpus, place: Place) -> None:
    """Stop when a claim of the text is not so, e.g. ``A < B`` with A at 1.01% and B at 0.68%.

    The claim must hold for everything that the printed figures may stand for; ``=`` holds when the
    two have a value in common.

    Raises:
        WritingError: it does not hold, or is not written as a comparison of two references.
    """
    parts = _COMPARED.split(words)
    if len(parts) != 3:
        raise WritingError(
            f"`{words}` is no claim", where=str(place),
            remedy="write two references with <, >, = , ≤ or ≥ between spaces",
        )  # fmt: skip
    left, right = _side(parts[0], corpus, place), _side(parts[2], corpus, place)
    holds = {
        "<": left.high < right.low, "≤": left.high <= right.low, "=": left.meets(right),
        ">": left.low > right.high, "≥": left.low >= right.high,
    }[parts[1]]  # fmt: skip
    if not holds:
        raise WritingError(
            f"what the text claims does not hold: {parts[0]} ({_shown(left)}) {parts[1]} "
            f"{parts[2]} ({_shown(right)})",
            where=str(place), remedy="write the sentence anew",
        )  # fmt: skip


def _shown(interval: Interval) -> str:
    if interval.is_point:
        return forms.number(interval.low)
    return f"{forms.number(interval.low)} to {forms.number(interval.high)}"

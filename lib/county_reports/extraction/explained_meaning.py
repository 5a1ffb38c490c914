"""Why a figure has its period, scope, status, theme, object and accumulation.

For explanations only: every question is put again to the function that decided it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from county_reports.extraction.accumulation import accumulation
from county_reports.extraction.evidence import Why, words_behind
from county_reports.extraction.explained_number import placed
from county_reports.extraction.meaning import Reasons
from county_reports.extraction.observe import Explained, Setting

Answer = TypeVar("Answer")

_ACCUMULATIONS = {
    None: "no word says that it adds up over years or within one",
    "cumulative": "it adds up over years",
    "year": "it is what was done within its period",
}


def meaning_of(item: Explained, setting: Setting) -> tuple[Why, ...]:
    """Period, scope, status, theme, object and accumulation of a measure with their reasons."""
    reasons = item.reasons
    if reasons is None:
        return ()
    return (
        _period(reasons, setting),
        *_answers(reasons, setting),
        _accumulation(reasons, setting),
    )


def _words(setting: Setting, answer: Callable[[str], Answer]) -> tuple[int, int] | None:
    """The words of the sentence that alone give an answer."""
    measure, passage = setting.measure, setting.around.passage
    return words_behind(
        answer, setting.folded.text, (measure.start, measure.end), passage.sentence
    )  # fmt: skip


def _period(reasons: Reasons, setting: Setting) -> Why:
    when = reasons.period
    because = when.because
    if when.period is not None and "/" in when.period:
        because = f"a span of years: {because}"
    return placed("period", when.period, because, setting, (when.start, when.end))


def _answers(reasons: Reasons, setting: Setting) -> tuple[Why, ...]:
    """Scope, status, theme and object, each with the words that gave it."""
    figure = (setting.measure.start, setting.measure.end)

    def told(about: str, answer: str | None, because: str, start: int, end: int) -> Why:
        # a reason that points at the figure itself has no words of its own
        span = None if (start, end) == figure else (start, end)
        return placed(about, answer, because, setting, span)

    return (
        told("scope", *reasons.scope[:4]),
        told("status", *reasons.status[:4]),
        told("theme", *reasons.theme[:4]),
        told("object", *reasons.object[:4]),
    )


def _accumulation(reasons: Reasons, setting: Setting) -> Why:
    measure, passage = setting.measure, setting.around.passage
    period = reasons.period.period

    def ask(text: str) -> str | None:
        return accumulation(measure, passage, text, period, stated=setting.stated)

    answer = ask(setting.folded.text)
    span = _words(setting, ask)
    because = _ACCUMULATIONS[answer]
    if answer is None and span is not None:
        because = "it tells how much there is, not what was added"
    return placed("adds up", answer, because, setting, span)

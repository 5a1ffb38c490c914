"""Why a figure has its period, scope, status, theme, object and accumulation.

For explanations only: every question is put again to the function that decided it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from county_reports.extraction import meaning
from county_reports.extraction.accumulation import accumulation
from county_reports.extraction.evidence import Why, words_behind
from county_reports.extraction.explained_number import placed
from county_reports.extraction.observe import Explained, Setting

Answer = TypeVar("Answer")

_SCOPES = {
    "county": "nothing makes it a part of the county, a rule or another place",
    "part": "one village, township, firm or household is named",
    "standard": "it is a rule or a rate",
    "other": "another place is named",
}
_STATUSES = {
    "reported": "nothing beside it or above it makes it a plan",
    "planned": "a word of a plan stands with it",
}
_ACCUMULATIONS = {
    None: "no word says that it adds up over years or within one",
    "cumulative": "it adds up over years",
    "year": "it is what was done within its period",
}


def meaning_of(item: Explained, setting: Setting) -> tuple[Why, ...]:
    """Period, scope, status, theme, object and accumulation of a measure with their reasons."""
    return (
        _period(setting),
        _scope(setting),
        _status(setting),
        _theme(item, setting),
        _object(setting),
        _accumulation(setting),
    )


def _words(setting: Setting, answer: Callable[[str], Answer]) -> tuple[int, int] | None:
    """The words of the sentence that alone give an answer."""
    measure, passage = setting.measure, setting.around.passage
    return words_behind(
        answer, setting.folded.text, (measure.start, measure.end), passage.sentence
    )  # fmt: skip


def _period(setting: Setting) -> Why:
    when = setting.when
    because = when.because
    if when.period is not None and "/" in when.period:
        because = f"a span of years: {because}"
    return placed("period", when.period, because, setting, (when.start, when.end))


def _scope(setting: Setting) -> Why:
    measure, passage = setting.measure, setting.around.passage
    answer = meaning.scope(measure, passage, setting.folded.text)
    if measure.cell is not None:
        row = "the row of a table tells of one of many" if answer == "part" else "a row of totals"
        return Why("scope", answer, row)
    span = _words(setting, lambda text: meaning.scope(measure, passage, text))
    return placed("scope", answer, _SCOPES[answer], setting, span)


def _status(setting: Setting) -> Why:
    measure, passage, text = setting.measure, setting.around.passage, setting.folded.text

    def ask(headings: tuple[str, ...], covered: str) -> str:
        return meaning.status(measure, passage, headings, covered)

    answer = ask(setting.titles, text)
    if answer != ask((), text):
        title = next((t for t in setting.titles if ask((t,), text) == answer), "")
        return Why("status", answer, "the heading tells of plans", title)
    span = _words(setting, lambda covered: ask(setting.titles, covered))
    because = _STATUSES[answer]
    if answer == "reported" and span is not None:
        because = "a word says that it was done"
    return placed("status", answer, because, setting, span)


def _theme(item: Explained, setting: Setting) -> Why:
    best = item.judgement.best
    if best is not None:
        return Why("theme", best.indicator.theme, "the theme of its indicator")
    if setting.around.themes:
        return Why("theme", setting.around.themes[0], "the theme of the heading above it")
    return Why("theme", None, "neither an indicator nor a heading names one")


def _object(setting: Setting) -> Why:
    answer = meaning.object_words(
        setting.measure, setting.around.passage, setting.folded.text
    )  # fmt: skip
    if setting.measure.cell is not None:
        return Why("object", answer, "its row and its column")
    return Why("object", answer, "the words beside it" if answer else "no noun beside it")


def _accumulation(setting: Setting) -> Why:
    measure, passage, period = setting.measure, setting.around.passage, setting.when.period

    def ask(text: str) -> str | None:
        return accumulation(measure, passage, text, period, stated=setting.stated)

    answer = ask(setting.folded.text)
    span = _words(setting, ask)
    because = _ACCUMULATIONS[answer]
    if answer is None and span is not None:
        because = "it tells how much there is, not what was added"
    return placed("adds up", answer, because, setting, span)

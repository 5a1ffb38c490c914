"""How a number was read: its digits and magnitude, where its unit comes from, its bound.

For explanations only. The words that gave unit and bound are found by reading the passage again
with words covered up (:mod:`county_reports.extraction.evidence`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from math import prod

from county_reports.extraction.chinese import find_chinese_measures
from county_reports.extraction.evidence import Why, words_behind
from county_reports.extraction.numerals import MAGNITUDES, arabic_number, magnitude_of
from county_reports.extraction.observe import Setting
from county_reports.extraction.quantities import Measure, find_measures
from county_reports.extraction.setaside import Claims, find_arabic, find_chinese
from county_reports.extraction.units import unit_table

_CURRENCY = "人民币RMB¥￥ "
_REACH = 30
"""Characters on either side of a figure in which the words for its unit and bound are sought."""


def reading_of(setting: Setting) -> tuple[Why, ...]:
    """Value, unit, bound, precision, range and restoration of a measure, each with its reason."""
    return tuple(
        why
        for why in (
            _value(setting),
            _high(setting.measure),
            _unit(setting),
            _bound(setting),
            _precision(setting.measure),
            *_restoration(setting.measure),
        )
        if why is not None
    )


def number(value: Decimal) -> str:
    """A number as people write it: 4,883,000,000."""
    return format(value, ",f")


def _is_undecided(measure: Measure) -> bool:
    return measure.restoration is not None and measure.restoration.kind == "ambiguous"


def _value(setting: Setting) -> Why:
    measure, text = setting.measure, setting.folded.text
    if _is_undecided(measure):
        return Why("value", None, "its digits ran together and could be split in several ways")
    written = text[measure.start : measure.end]
    if measure.script == "chinese":
        because = f"{written} is a numeral in Chinese characters"
    elif measure.cell is not None:
        because = _product(written, (measure.cell.column.factor, "the head of its column"))
    elif measure.high is not None:
        because = f"the lower end of {written}"
    else:
        because = _steps(measure, text) or f"{written} is one number"
    return Why("value", number(measure.value), because)


def _steps(measure: Measure, text: str) -> str | None:
    """From the printed digits over magnitude and unit to the value; None when it is less simple."""
    digits_end = min(measure.digits_end, measure.end)
    digits = text[measure.start : digits_end].lstrip(_CURRENCY)
    rest = text[digits_end : measure.end]
    plain = digits.replace(",", "").replace(".", "", 1).replace(" ", "")
    if not (plain.isascii() and plain.isdigit()):
        return None
    printed, known = arabic_number(digits), unit_table().get(measure.classifier or "")
    word = "".join(c for c in rest if c in MAGNITUDES)
    factors = [(Decimal(magnitude_of(word)), word)]
    if known is not None:
        factors.append((known.factor, measure.classifier or ""))
    if prod((factor for factor, _ in factors), start=printed) == measure.value:
        return _product(digits, *factors)
    if printed and not word and measure.value % printed == 0:
        return _product(digits, (measure.value / printed, "as the list it stands in"))
    return None


def _product(digits: str, *factors: tuple[Decimal, str]) -> str:
    """The steps from the printed digits to the value: 48.83 × 100,000,000 (亿)."""
    steps = [f"{number(factor)} ({word})" for factor, word in factors if factor != 1]
    return " × ".join([digits, *steps]) if steps else "as printed"


def _high(measure: Measure) -> Why | None:
    if measure.high is None or _is_undecided(measure):
        return None
    return Why("upper end", number(measure.high), "two numbers of one range")


def _precision(measure: Measure) -> Why | None:
    if _is_undecided(measure):
        return None
    return Why("precision", number(measure.precision), "what one step of its last digit is worth")


def _again(setting: Setting, of: Callable[[Measure], object]) -> tuple[int, int] | None:
    """The words that alone make the passage read with the same answer."""
    measure, text = setting.measure, setting.folded.text
    base = max(setting.around.passage.sentence[0], measure.start - _REACH)
    local = text[base : measure.end + _REACH]
    start, end = measure.start - base, measure.end - base

    def answer(covered: str) -> object:
        found = _read(covered)
        return next((of(m) for m in found if m.start == start), None)

    if answer(local) != of(measure):
        return None
    span = words_behind(answer, local, (start, end), (0, len(local)))
    return None if span is None else (span[0] + base, span[1] + base)


def _read(text: str) -> list[Measure]:
    """The measures of a short text that stands alone."""
    claims = Claims(len(text))
    find_arabic(text, claims)
    measures = find_measures(text, claims)
    find_chinese(text, claims)
    return [*measures, *find_chinese_measures(text, claims).measures]


def placed(about: str, answer: str | None, because: str, setting: Setting,
           span: tuple[int, int] | None) -> Why:  # fmt: skip
    """A reason with its words, led back to the source."""
    if span is None or span[0] >= span[1]:
        return Why(about, answer, because)
    words = setting.folded.text[span[0] : span[1]].strip(" ,，。;；、:")
    return Why(about, answer, because, words, *setting.folded.source_span(*span))


def _unit(setting: Setting) -> Why:
    measure, text = setting.measure, setting.folded.text
    answer, classifier = measure.unit, measure.classifier
    written = text[measure.start : measure.end]
    if measure.cell is not None:
        title = measure.cell.column.title
        head = f"the head of its column: {title}" if title else "the unit named above its list"
        return Why("unit", answer, head)
    known = unit_table().get(classifier or "")
    is_written = classifier is not None and classifier in written
    if known is not None and is_written and known.canonical == answer:
        return Why("unit", answer, f"{classifier} is written after the number")
    if measure.unit == "multiple" and classifier is None:
        return Why("unit", answer, "a fraction or a ratio is a multiple")
    if answer == "CNY" and classifier is None and written[:1] in _CURRENCY:
        return Why("unit", answer, "the currency is written before the number")
    if measure.restoration is not None and measure.restoration.lost:
        return Why("unit", answer, f"{measure.restoration.lost} was lost when digits ran together")
    span = _again(setting, lambda m: (m.value, m.unit))
    if is_written and span is None:
        because = f"{classifier} is written after the number"
    elif is_written:
        because = f"{classifier} takes its meaning from what is counted"
    elif classifier is not None:
        because = f"{classifier} is written once for the list it stands in"
    elif span is None:
        because = "the words of its passage"
    elif span[0] >= measure.end:
        because = "no unit is written; the noun after it"
    elif span[1] <= measure.start:
        because = "no unit is written; the noun before it"
    else:
        because = "no unit is written; the words around it"
    return placed("unit", answer, because, setting, span)


def _bound(setting: Setting) -> Why | None:
    measure = setting.measure
    if measure.bound == "exact":
        return Why("bound", "exact", "no word beside it says about, over or under")
    inside = setting.folded.text[measure.digits_end or measure.start : measure.end]
    word = next((c for c in inside if c in "余多来几上数"), "")
    if word:
        return Why("bound", measure.bound, f"{word} inside the figure")
    span = _again(setting, lambda m: m.bound)
    because = "the word beside it" if span else "the form of the numeral"
    return placed("bound", measure.bound, because, setting, span)


def _restoration(measure: Measure) -> Iterator[Why]:
    split = measure.restoration
    if split is None:
        return
    lost = f"{split.lost} was lost; " if split.lost else ""
    yield Why("restored", split.kind, f"{lost}{split.proof}".rstrip("; "))
    for other in split.alternatives:
        yield Why("or", other, "another split that cannot be ruled out")

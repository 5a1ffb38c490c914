"""Why something is no figure: set aside, corrected by a person, unread, or not there at all.

For explanations only; see :mod:`county_reports.extraction.explanation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from county_reports.errors import UsageError
from county_reports.extraction import setaside
from county_reports.extraction.numerals import CHINESE_NUMERAL
from county_reports.model import Observation, Report
from county_reports.reading.matching import matching_text

_NEAREST = 3
_LONGEST = 160
"""Characters of a pattern; the one of all dates would fill a page."""
UNREAD = (
    "not read: no unit was found (none is written after it, no noun beside it gives one, no head "
    "of a column), and no pattern sets it aside"
)


def set_aside(report: Report, observation: Observation) -> Iterator[str]:
    """Which family of patterns claimed a date, an ordinal, an identifier or a set phrase."""
    quantity = observation.quantity
    split = quantity.restoration
    if split is not None:
        yield f"a date whose digits ran together ({split.kind}): {split.proof}"
        return
    folded = matching_text(report)
    start = folded.from_source(quantity.start)
    end = folded.from_source(quantity.end - 1) + 1
    place = setaside.SetAside(start, end, quantity.kind, quantity.script)
    family, pattern = setaside.family(folded.text, place)
    if family:
        yield f"claimed by the family: {family}"
        yield f"pattern: {pattern if len(pattern) <= _LONGEST else pattern[:_LONGEST] + '…'}"
    elif quantity.script == "chinese":
        yield "a Chinese numeral that counts nothing: no classifier follows, or it only says 一"
    else:
        yield "the serial number of a row of a table"
    if observation.period:
        yield f"it names the period {observation.period}"


def corrected(observation: Observation) -> Iterator[str]:
    """What a person declared, and what had been read before."""
    correction = observation.correction
    if correction is None:
        return
    read = ", ".join(f"{name} {value}" for name, value in correction.before) or "nothing"
    yield f"corrected by a person ({correction.action}): {correction.signed}; it was read as {read}"


def is_numeral(character: str) -> bool:
    """Whether a character belongs to a numeral: 3, ３, 三."""
    return character.isdecimal() or character in CHINESE_NUMERAL


def numeral_around(source: str, start: int) -> tuple[int, int]:
    """The run of numeral characters around a position."""
    begin, end = start, start + 1
    while begin > 0 and is_numeral(source[begin - 1]):
        begin -= 1
    while end < len(source) and is_numeral(source[end]):
        end += 1
    return begin, end


def no_figure(report: Report, start: int, observations: Sequence[Observation]) -> UsageError:
    """The error for a position without numeral, with the figures that stand nearest."""

    def distance(observation: Observation) -> int:
        quantity = observation.quantity
        return max(quantity.start - start, start - quantity.end + 1)

    measures = [o for o in observations if o.quantity.kind == "measure"]
    near = sorted(
        sorted(measures or observations, key=distance)[:_NEAREST], key=lambda o: o.quantity.start
    )
    listed = ", ".join(f"{o.quantity.start} ({o.quantity.text})" for o in near)
    length = len(report.source)
    inside = "" if 0 <= start < length else f"; the text has {length:,} characters"
    return UsageError(
        f"no figure stands at character {start}{inside}",
        where=report.id,
        remedy=f"the nearest figures stand at {listed}" if near else "the report has no figures",
    )

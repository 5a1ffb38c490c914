"""Corrections: what a person declares about one figure stands instead of what the program read.

They are applied after extraction, to finished observations, so that no other figure's reading
changes with them, and each keeps what was read before. Every correction has a guard: where the
quoted passage is not there, or the program now reads something else there, reading stops, because
the correction is no longer needed or no longer right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from county_reports import codebook
from county_reports.errors import CorrectionError
from county_reports.extraction.correction_file import (
    FIELDS,
    NAME,
    Entry,
    assert_reports,
    of_report,
    read,
)
from county_reports.extraction.correction_words import OF_QUANTITY, in_words, reading
from county_reports.model import (
    CorrectedValue,
    Correction,
    Observation,
    Quantity,
    Report,
    assert_grounded,
)

__all__ = ["NAME", "Entry", "Outcome", "apply", "assert_reports", "attempt", "of_report", "read"]

_MEND = "remove the correction if the program now reads the place rightly, else renew its guard"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one entry fared: the observation that it made, or why it no longer matches."""

    entry: Entry
    observation: Observation | None
    problem: CorrectionError | None = None


def apply(
    report: Report, observations: Sequence[Observation], entries: Sequence[Entry]
) -> tuple[Observation, ...]:
    """The observations of a report with its corrections, by place; other figures stay as they are.

    With ``value: 12800`` for the 12.8万元 of 投入12.8万元, that figure has the value 12800 and a
    ``correction`` whose `before` is 128000.

    Raises:
        CorrectionError: a passage is not there exactly once, or what is read there is not what the
            entry's guard says.
    """
    if not entries:
        return tuple(observations)
    corrected, outcomes = attempt(report, observations, entries)
    for outcome in outcomes:
        if outcome.problem is not None:
            raise outcome.problem
    return corrected


def attempt(
    report: Report, observations: Sequence[Observation], entries: Sequence[Entry]
) -> tuple[tuple[Observation, ...], tuple[Outcome, ...]]:
    """The observations with every correction that still matches, and how each entry fared."""
    corrected = list(observations)
    outcomes: dict[int, Outcome] = {}
    # A figure may be added where a wrong reading is dropped: 31006840名 is dropped, 3100 and 6840
    # are added.
    order = sorted(range(len(entries)), key=lambda number: entries[number].action == "add")
    for number in order:
        entry = entries[number]
        try:
            made, replaced = _corrected(report, corrected, entry)
            assert_grounded(report, made.quantity)
        except CorrectionError as problem:
            outcomes[number] = Outcome(entry, None, problem)
            continue
        corrected = [each for each in corrected if all(each is not gone for gone in replaced)]
        corrected.append(made)
        outcomes[number] = Outcome(entry, made)
    corrected.sort(key=lambda each: (each.quantity.start, each.quantity.end))
    return tuple(corrected), tuple(outcomes[number] for number in range(len(entries)))


def _corrected(
    report: Report, observations: Sequence[Observation], entry: Entry
) -> tuple[Observation, list[Observation]]:
    """The observation that an entry makes, and those that it stands for."""
    start, end = _place(report, entry)
    where = f"{report.id}:{start}, {entry.where}"
    same = [o for o in observations if (o.quantity.start, o.quantity.end) == (start, end)]
    if any(each.correction is not None for each in same):
        raise CorrectionError(
            f"two corrections change the same figure {entry.figure!r}",
            where=where,
            remedy="make one of them",
        )
    if entry.action == "add":
        over = [o for o in observations if o.quantity.start < end and start < o.quantity.end]
        aside = _given_way(over, entry, (start, end), where)
        return _added(report, entry, aside, (start, end), where), aside
    read = next((each for each in same if each.quantity.kind == "measure"), None)
    if read is None:
        raise _nothing_read(observations, entry, (start, end), where)
    _assert_guard(read, entry, where)
    return (_dropped(read, entry) if entry.action == "drop" else _set(read, entry, where)), [read]


def _place(report: Report, entry: Entry) -> tuple[int, int]:
    """Where an entry's figure stands in the source.

    Raises:
        CorrectionError: the quoted passage is not in the report, or more than once.
    """
    first = report.source.find(entry.text)
    if first < 0:
        raise CorrectionError(
            f"the passage {entry.text!r} of a correction is not in the report",
            where=f"{report.id}, {entry.where}",
            remedy="quote it as it stands in the file, or remove the correction",
        )
    second = report.source.find(entry.text, first + 1)
    if second >= 0:
        raise CorrectionError(
            f"the passage {entry.text!r} of a correction stands more than once in the report",
            where=f"{report.id}:{first} and {second}, {entry.where}",
            remedy="quote more of its sentence, and name the figure in it",
        )
    start = first + entry.text.index(entry.figure)
    return start, start + len(entry.figure)


# ---- guards


def _told(observation: Observation, *, fields: Sequence[str] = ("value", "unit")) -> str:
    values = reading(observation)
    return ", ".join(f"{name} {in_words(values[name])}" for name in fields)


def _assert_guard(read: Observation, entry: Entry, where: str) -> None:
    now, guard = reading(read), dict(entry.guard)
    differing = [name for name in guard if now[name] != guard[name]]
    if differing:
        expected = ", ".join(f"{name} {in_words(guard[name])}" for name in differing)
        raise CorrectionError(
            f"the program now reads {_told(read, fields=differing)} at {entry.figure!r}, and the "
            f"correction's guard says {expected}",
            where=where,
            remedy=_MEND,
        )


def _nothing_read(
    observations: Sequence[Observation], entry: Entry, place: tuple[int, int], where: str
) -> CorrectionError:
    start, end = place
    over = [o.quantity for o in observations if o.quantity.start < end and start < o.quantity.end]
    if not over:
        return CorrectionError(
            f"the program now reads nothing at {entry.figure!r}, which a correction is to change",
            where=where,
            remedy="remove the correction, or make it add the figure",
        )
    listed = ", ".join(f"{each.text!r} ({each.kind})" for each in over)
    return CorrectionError(
        f"the program reads {listed} there and no figure {entry.figure!r}, which a correction is "
        "to change",
        where=where,
        remedy="name the figure as the program reads it, or remove the correction",
    )


def _given_way(
    over: Sequence[Observation], entry: Entry, place: tuple[int, int], where: str
) -> list[Observation]:
    """What was set aside inside an added figure; nothing else may be read there.

    Of 第三方12家 a set phrase may have been taken for no figure. A reading that a person dropped
    stays in the data beside the added figure, with its own reason.
    """
    aside = []
    for each in over:
        quantity = each.quantity
        if quantity.kind == "measure":
            raise CorrectionError(
                f"the program now reads {quantity.text!r} ({_told(each)}) where a correction adds "
                f"{entry.figure!r}",
                where=where,
                remedy="remove the correction if that is right, else set or drop that figure",
            )
        if each.correction is not None:
            continue
        if quantity.start < place[0] or place[1] < quantity.end:
            raise CorrectionError(
                f"the added figure {entry.figure!r} takes a part of {quantity.text!r}, which was "
                f"set aside ({quantity.kind})",
                where=where,
                remedy="add the figure with all of these characters, or not at all",
            )
        aside.append(each)
    return aside


# ---- actions


def _signed(entry: Entry, before: Sequence[tuple[str, CorrectedValue]]) -> Correction:
    return Correction(entry.action, entry.reason, entry.who, entry.date, tuple(before))


def _with_theme(changes: dict[str, CorrectedValue]) -> dict[str, CorrectedValue]:
    """Changes in which the theme follows from a declared indicator."""
    known = codebook.load().indicators.get(str(changes.get("indicator")))
    return changes if known is None else {**changes, "theme": known.theme}


def _assert_sense(made: Observation, entry: Entry, where: str) -> None:
    quantity = made.quantity
    known = codebook.load().indicators.get(made.indicator or "")
    fault = ""
    if known is not None and known.unit != quantity.unit:
        fault = f"counts {known.unit} by its indicator {known.id} and {quantity.unit} by its unit"
    elif known is not None and known.theme != made.theme:
        fault = f"is of the theme {known.theme} by its indicator {known.id} and not of {made.theme}"
    elif quantity.high is not None and (quantity.value is None or quantity.high <= quantity.value):
        fault = f"would range from {in_words(quantity.value)} to {in_words(quantity.high)}"
    if fault:
        raise CorrectionError(
            f"the corrected figure {entry.figure!r} {fault}",
            where=where,
            remedy="set, or clear with null, the other field as well",
        )


def _set(read: Observation, entry: Entry, where: str) -> Observation:
    """The observation with the declared values; the place and the text stay the source's."""
    now = reading(read)
    changes = {n: v for n, v in _with_theme(dict(entry.changes)).items() if v != now[n]}
    if not changes:
        raise CorrectionError(
            f"the correction of {entry.figure!r} changes nothing that the program reads",
            where=where,
            remedy="remove the correction: it is no longer needed",
        )
    before: list[tuple[str, CorrectedValue]] = [(n, now[n]) for n in FIELDS if n in changes]
    of_quantity: dict[str, Any] = {n: v for n, v in changes.items() if n in OF_QUANTITY}
    meaning: dict[str, Any] = {n: v for n, v in changes.items() if n not in OF_QUANTITY}
    split = read.quantity.restoration
    if {"value", "high", "unit"} & set(of_quantity):
        # The printed step and the proof of a split belong to the value that was read: a person's
        # value has neither, and an ambiguous split is decided by it.
        of_quantity |= {"precision": None, "restoration": None}
        if split is not None:
            before.append(("restoration", split.kind))
    if "indicator" in meaning:
        meaning["confidence"] = 0.0 if meaning["indicator"] is None else 1.0
    made = replace(
        read,
        quantity=replace(read.quantity, **of_quantity),
        correction=_signed(entry, before),
        **meaning,
    )
    _assert_sense(made, entry, where)
    return made


def _dropped(read: Observation, entry: Entry) -> Observation:
    """The place as something knowingly set aside: no value, no meaning, no table takes it.

    It stays in the data as an ``identifier`` (a number that counts nothing), since a numeral that
    vanished would be counted as unread and nobody would see that a person decided about it:
    coverage counts it as set aside, ``read --all`` shows it, and `before` keeps what was read. A
    kind of its own would be a new word in every table for what a reader does with it alike.
    """
    before = [(name, value) for name, value in reading(read).items() if value is not None]
    if read.quantity.restoration is not None:
        before.append(("restoration", read.quantity.restoration.kind))
    quantity = Quantity(
        read.quantity.start, read.quantity.end, read.quantity.text, "identifier",
        read.quantity.script,
    )  # fmt: skip
    return Observation(
        quantity, section=read.section, confidence=0.0, correction=_signed(entry, before)
    )


def _added(
    report: Report,
    entry: Entry,
    aside: Sequence[Observation],
    place: tuple[int, int],
    where: str,
) -> Observation:
    """A figure that the program did not read, e.g. 12家 in a form that it does not know."""
    start, end = place
    values = _with_theme(dict(entry.changes))
    headings = report.heading_path(start)
    themes = [section.theme for section in reversed(headings) if section.theme]
    written = report.source[start:end]
    quantity = Quantity(
        start=start,
        end=end,
        text=written,
        kind="measure",
        script="arabic" if any(c.isdecimal() for c in written) else "chinese",
        **_given(values, {"value": None, "high": None, "unit": None, "bound": "exact"}),
    )
    made = Observation(
        quantity,
        section=headings[-1].title if headings else None,
        confidence=1.0 if values.get("indicator") else 0.0,
        correction=_signed(entry, [("kind", each.quantity.kind) for each in aside][:1]),
        **_given(
            values,
            # as for every other figure, a heading names the theme where no indicator does
            {"indicator": None, "theme": themes[0] if themes else None, "object": None,
             "period": None, "scope": "county", "status": "reported"},
        ),
    )  # fmt: skip
    _assert_sense(made, entry, where)
    return made


def _given(values: Mapping[str, CorrectedValue], defaults: Mapping[str, object]) -> dict[str, Any]:
    return {name: values.get(name, default) for name, default in defaults.items()}

"""What ``county-reports corrections`` lists: every declared correction and whether it matches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from county_reports.errors import CountyReportsError
from county_reports.extraction import correction_file, corrections, observe
from county_reports.extraction.correction_file import Entry
from county_reports.extraction.correction_words import corrected_from, in_words
from county_reports.model import CorrectedValue, Metadata
from county_reports.reading import manifest, reader

APPLIES = "applies"
STALE = "no longer matches"
COLUMNS = ("report", "line", "figure", "action", "change", "state", "reason")


@dataclass(frozen=True, slots=True)
class State:
    """One entry and how it fares today: its figure's place, or why it no longer matches."""

    entry: Entry
    change: str
    start: int | None = None
    end: int | None = None
    problem: str = ""

    @property
    def applies(self) -> bool:
        """Whether the figure is there and the guard holds."""
        return not self.problem

    def row(self) -> dict[str, object]:
        """The entry as a line for a terminal; the reason is why it does not match, if it does not.

        Example: qingyuan-2020, 128万元, set, value 1280000 -> 128000, applies.
        """
        return {
            "report": self.entry.report,
            "line": self.entry.line,
            "figure": self.entry.figure,
            "action": self.entry.action,
            "change": self.change,
            "state": APPLIES if self.applies else STALE,
            "reason": self.problem or self.entry.reason,
        }

    def record(self) -> dict[str, object]:
        """The entry as a JSON object; numbers are text, as they stand in the file."""
        entry = self.entry
        return {
            "report": entry.report,
            "line": entry.line,
            "text": entry.text,
            "figure": entry.figure,
            "action": entry.action,
            "set": _plain(dict(entry.changes)),
            "guard": "absent" if entry.action == "add" else _plain(dict(entry.guard)),
            "reason": entry.reason,
            "who": entry.who,
            "date": entry.date,
            "state": APPLIES if self.applies else STALE,
            "problem": self.problem or None,
            "change": self.change,
            "start": self.start,
            "end": self.end,
        }


def _plain(values: Mapping[str, CorrectedValue]) -> dict[str, str | None]:
    return {n: format(v, "f") if isinstance(v, Decimal) else v for n, v in values.items()}


def states(folder: Path) -> tuple[State, ...]:
    """All corrections declared in a folder with their state, in the order of the file.

    Raises:
        CorrectionError: the file is malformed.
        ManifestError: the folder's manifest contradicts itself.
    """
    entries = correction_file.read(folder)
    if not entries:
        return ()
    known = {entry.id: entry for entry in manifest.list_reports(folder)}
    found: dict[Entry, State] = {}
    for report in dict.fromkeys(entry.report for entry in entries):
        own = correction_file.of_report(entries, report)
        for state in _of_report(folder, known.get(report), own):
            found[state.entry] = state
    return tuple(found[entry] for entry in entries)


def _of_report(
    folder: Path, metadata: Metadata | None, own: tuple[Entry, ...]
) -> tuple[State, ...]:
    if metadata is None:
        return tuple(State(e, _declared(e), problem="the report is not in the folder") for e in own)
    try:
        report = reader.read_file(folder / metadata.file, metadata)
    except CountyReportsError as problem:
        return tuple(
            State(entry, _declared(entry), problem=f"the report cannot be read: {problem.what}")
            for entry in own
        )
    _, outcomes = corrections.attempt(report, observe(report), own)
    return tuple(_state(outcome) for outcome in outcomes)


def _state(outcome: corrections.Outcome) -> State:
    made = outcome.observation
    if made is None:
        said = "" if outcome.problem is None else outcome.problem.what
        return State(outcome.entry, _declared(outcome.entry), problem=said)
    change = corrected_from(made) or ""
    return State(outcome.entry, change, made.quantity.start, made.quantity.end)


def _declared(entry: Entry) -> str:
    """What an entry wants, when nothing shows what it would change: ``value 128 -> 12.8``."""
    if entry.action == "drop":
        return "set aside"
    guard = dict(entry.guard)
    return "; ".join(
        (f"{name} {in_words(guard[name])} -> " if name in guard else f"{name} -> ")
        + in_words(value)
        for name, value in entry.changes
    )

"""An audit as lines for a terminal: status, sum, the sentences with their figures, guesses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from county_reports.audit import wording
from county_reports.audit.families import relation_words
from county_reports.audit.finding import Finding, Unchecked
from county_reports.audit.tally import gravest_first
from county_reports.comparison.findings import sentences
from county_reports.comparison.quotes import Passage, passages
from county_reports.explaining import wrapped
from county_reports.format import CORRECTED_NOTE
from county_reports.model import Observation, Report

if TYPE_CHECKING:
    from county_reports.auditing.audited import AuditedReport

SPLIT_NOTE = "† Digits that ran together in the source and were split."


def report_lines(
    audited: AuditedReport, statuses: Collection[str] = (), *, unchecked: bool = True
) -> Iterator[str]:
    """The audit of a report: a headline on all of it, then the findings, the gravest first.

    Args:
        audited: the audit.
        statuses: only findings of these statuses; all when empty.
        unchecked: also what cannot be checked.
    """
    from county_reports.auditing.audited import in_words

    about = audited.report.metadata
    who = " ".join(str(part) for part in (audited.id, about.county, about.year) if part)
    yield from wrapped(f"{_flat(who)}: {in_words(audited.tally)}", 0, 2)
    shown = [each for each in audited.findings_list if not statuses or each.status in statuses]
    for finding in gravest_first(shown):
        yield ""
        yield from finding_lines(audited.report, finding)
    if unchecked and audited.unchecked_list:
        yield ""
        yield "Cannot be checked"
        for each in audited.unchecked_list:
            yield from unchecked_lines(audited.report, each)
    yield from _notes(shown)


def finding_lines(report: Report, finding: Finding) -> Iterator[str]:
    """One finding: `does not add up  2510户 + 10户 = 2520户 ≠ 2525户`, where it stands, guesses."""
    head = f"{wording.status(finding, 'en')}  "
    yield from wrapped(head + _flat(wording.readable(finding.expression, "en")), 0, len(head))
    relation = f"{relation_words(finding.rule)[1]} ({finding.rule})"
    how = wording.manner(finding, "en")
    yield from wrapped(f"{how}: {relation}" if how else relation, 2, 4)
    seen = {each.quantity.start: each for each in finding.members}
    for passage in sentences(report, finding):
        yield from _sentence(passage, seen)
    if finding.note:
        yield from wrapped(f"note: {_flat(finding.note)}", 2, 4)
    guess = wording.guesses(finding, "en")
    if guess:
        yield from wrapped(guess, 2, 4)


def unchecked_lines(report: Report, each: Unchecked) -> Iterator[str]:
    """A figure that cannot be checked, the reason, and its sentence."""
    quantity = each.observation.quantity
    text = "".join(quantity.text.split())
    yield from wrapped(f"- {text}: {_flat(each.reason_en)} ({each.rule})", 0, 2)
    span = (quantity.start, quantity.end)
    for passage in passages(report.source, [span]):
        yield from _sentence(passage, {quantity.start: each.observation})


def _sentence(passage: Passage, seen: dict[int, Observation]) -> list[str]:
    text = "".join(
        piece.text
        if piece.start is None
        else f"【{piece.text}】{wording.mark_of(seen.get(piece.start))}"
        for piece in passage.pieces
    )
    place = f"{passage.start}: "
    return wrapped(place + text, 4, 4 + len(place))


def _flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _notes(findings: Iterable[Finding]) -> Iterator[str]:
    members = [each for finding in findings for each in finding.members]
    notes = []
    if any(each.quantity.restoration is not None for each in members):
        notes.append(SPLIT_NOTE)
    if any(each.correction is not None for each in members):
        notes.append(CORRECTED_NOTE["en"])
    if notes:
        yield ""
        for note in notes:
            yield from wrapped(note, 0, 2)

"""What an audit says to people, in English and Chinese: status, gravity, guesses, marks."""

from __future__ import annotations

import re

from county_reports.audit.finding import HYPOTHESES, ROUNDING_WORDS, SEVERITY_WORDS, Finding
from county_reports.audit.tally import KIND_WORDS, kind_of
from county_reports.format import CORRECTED_MARK, RESTORED_MARK, Language
from county_reports.model import Observation

GUESS = ("Perhaps (a guess; the report does not say so): ", "或许（仅为推测，文中未说明）：")
PLAUSIBLE = ("plausible", "在合理范围内")
"""Of a finding that has no sum: what it gives lies within a band."""


def pick(language: Language, en: str, zh: str) -> str:
    """The words of one language."""
    return zh if language == "zh" else en


_BAND = re.compile(r" ([∈∉]) \[([^\[\]]+?), ([^\[\]]+)\]")


def readable(expression: str, language: Language) -> str:
    """A sum for people: a band in words, `= 12.3 ∉ [0.2, 10]` as `= 12.3 (outside 0.2–10)`."""

    def words(found: re.Match[str]) -> str:
        inside, (low, high) = found[1] == "∈", found.groups()[1:]
        if language == "zh":
            return f"（在 {low}–{high} 之间）" if inside else f"（超出 {low}–{high}）"
        return f" ({'within' if inside else 'outside'} {low}–{high})"

    return _BAND.sub(words, expression)


def status(finding: Finding, language: Language) -> str:
    """What came out, in a word or two: adds up, plausible, does not add up, implausible."""
    if finding.holds and finding.result is None:
        return pick(language, *PLAUSIBLE)
    word = kind_of(finding) if finding.status == "implausible" else finding.status
    return KIND_WORDS[word][0 if language == "zh" else 1]


def manner(finding: Finding, language: Language) -> str:
    """How grave it is, or how a stated figure was rounded; empty where nothing is to be said."""
    at = 0 if language == "zh" else 1
    if finding.status == "inconsistent" and finding.severity is not None:
        return SEVERITY_WORDS[finding.severity][at]
    if finding.rounding not in (None, "exact"):
        return ROUNDING_WORDS[finding.rounding][at]
    return ""


def verdict(finding: Finding, language: Language) -> str:
    """Status and manner: `does not add up: changes the statement`, `adds up: after rounding …`."""
    said, how = status(finding, language), manner(finding, language)
    return said + pick(language, ": ", "：") + how if how else said


def guesses(finding: Finding, language: Language) -> str:
    """What could explain a finding, named as a guess; empty where there is nothing to explain."""
    if not finding.hypotheses:
        return ""
    said = [HYPOTHESES[each][0 if language == "zh" else 1] for each in finding.hypotheses]
    return pick(language, *GUESS) + ("；" if language == "zh" else "; ").join(said)


def mark_of(observation: Observation | None) -> str:
    """† behind a figure whose digits were split, ‡ behind one that a person corrected."""
    if observation is None:
        return ""
    restored = RESTORED_MARK if observation.quantity.restoration is not None else ""
    return restored + (CORRECTED_MARK if observation.correction is not None else "")

"""Vague statements: words that state a quantity and give none (大幅, 大量, 绝大多数).

The list is our own; ``vague.yaml`` gives each group its reason and says what was left out. A word
counts only where its clause holds no figure, as `大幅提高35%` says how much. Fact checkers call a
claim check-worthy when it has a quantity to check (Hassan et al. 2017, *ClaimBuster*, VLDB 10).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from ahocorasick_rs import AhoCorasick, MatchKind

from county_reports.model import Observation, Report
from county_reports.reading.matching import matching_text


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a group of words is vague, e.g. number: a number of things without the number."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class VagueWord:
    """A word of the list with what may not stand beside it: 一批, but not 第一批."""

    word: str
    reason: Reason
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vague:
    """One vague statement at its place; ``report.source[start:end] == text``."""

    start: int
    end: int
    text: str
    word: str
    reason: Reason


@cache
def vague_words() -> tuple[VagueWord, ...]:
    """The words of ``vague.yaml``, in the order of the file."""
    data = yaml.safe_load((files("county_reports") / "language" / "vague.yaml").read_text("utf-8"))
    return tuple(
        VagueWord(
            entry["word"],
            Reason(name, group["zh"], group["en"]),
            tuple(entry.get("not_before", ())),
            tuple(entry.get("not_after", ())),
        )
        for name, group in data.items()
        for entry in group["words"]
    )


@cache
def _search() -> AhoCorasick:
    return AhoCorasick([w.word for w in vague_words()], matchkind=MatchKind.LeftmostLongest)


_CLAUSE = re.compile(r"[^,。;:!?\n]+")
_TITLE = re.compile(r"《[^《》]*》")


def vague_statements(report: Report, observations: Sequence[Observation]) -> tuple[Vague, ...]:
    """The vague statements of a report in the order of the text.

    `收入大幅提高,发放大量物资` has two; `收入大幅提高35%` has none, as its clause holds a figure;
    neither has a title (《关于…若干意见》) or a set phrase (五个一批).

    Args:
        report: the report.
        observations: what extraction read in it.
    """
    folded = matching_text(report)
    text = folded.text
    figures: list[int] = []
    barred = [found.span() for found in _TITLE.finditer(text)]
    for each in observations:
        quantity = each.quantity
        start, end = folded.from_source(quantity.start), folded.from_source(quantity.end)
        if quantity.kind == "measure":
            figures.append(start)
        else:
            barred.append((start, end))
    words = vague_words()
    found: list[Vague] = []
    for clause in _CLAUSE.finditer(text):
        if any(clause.start() <= at < clause.end() for at in figures):
            continue
        for number, first, last in _search().find_matches_as_indexes(clause.group()):
            start, end = clause.start() + first, clause.start() + last
            word = words[number]
            if _beside(text, start, end, word) or _inside(start, end, barred):
                continue
            begin, stop = folded.source_span(start, end)
            if not report.in_boilerplate(begin):
                found.append(Vague(begin, stop, report.source[begin:stop], word.word, word.reason))
    return tuple(found)


def _inside(start: int, end: int, barred: Sequence[tuple[int, int]]) -> bool:
    """Whether a word is part of something longer: of 五个一批, or of a title.

    Extraction also sets 一系列, the 一 of 一批 and the 千上万的 of 成千上万的 aside; what begins within
    the word bars nothing.
    """
    return any(first <= start < last and not (start == first and last <= end)
               for first, last in barred)  # fmt: skip


def _beside(text: str, start: int, end: int, word: VagueWord) -> bool:
    """Whether what stands beside a word makes it another one: 第一批, 少数民族."""
    before = bool(word.not_before) and text.endswith(word.not_before, 0, start)
    return before or (bool(word.not_after) and text.startswith(word.not_after, end))

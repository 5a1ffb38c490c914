"""Where the codebook's words stand in a report: one pass, then an index.

All words of all wordings are sought at once (Aho and Corasick, *Efficient string matching*, CACM
1975, in the library ahocorasick-rs), so the work does not grow with the number of indicators.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from county_reports import codebook
from county_reports.codebook import CONDITIONS, Indicator, Wording


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence of one codebook word in the folded text."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Claimant:
    """One wording of one indicator; it is looked at when its first word is there."""

    indicator: Indicator
    wording: Wording


@dataclass(frozen=True)
class WordIndex:
    """The automaton of all words, and which wordings begin with which word, by unit."""

    automaton: AhoCorasick
    words: tuple[str, ...]
    by_unit: dict[str, dict[str, tuple[Claimant, ...]]]


@cache
def word_index() -> WordIndex:
    """The index of the project's codebook, built once a process."""
    words: set[str] = set()
    by_unit: dict[str, dict[str, list[Claimant]]] = {}
    for indicator in codebook.load().indicators.values():
        words.update(word.lstrip("<>") for word in indicator.exclude)
        for wording in indicator.say:
            for term in wording.terms:
                if term.place not in {"#", "~", "@"}:
                    words.update(term.words)
            # The wording waits on its first term that names words of the report.
            first = next(term for term in wording.terms if term.place not in {"#", *CONDITIONS})
            claimant = Claimant(indicator, wording)
            for word in first.words:
                by_unit.setdefault(indicator.unit, {}).setdefault(word, []).append(claimant)
    for theme in codebook.load().themes.values():
        words.update(theme.words, theme.said, theme.faint)
    ordered = tuple(sorted(words))
    return WordIndex(
        AhoCorasick(ordered),
        ordered,
        {unit: {word: tuple(c) for word, c in table.items()} for unit, table in by_unit.items()},
    )


class Hits:
    """All hits in a text, found once and asked by place."""

    def __init__(self, text: str) -> None:
        index = word_index()
        found = index.automaton.find_matches_as_indexes(text, overlapping=True)
        self._hits = sorted(
            (Hit(start, end, index.words[number]) for number, start, end in found),
            key=lambda hit: (hit.start, hit.end),
        )
        self._starts = [hit.start for hit in self._hits]

    def __iter__(self) -> Iterator[Hit]:
        """All hits, by place."""
        return iter(self._hits)

    def within(self, start: int, end: int) -> list[Hit]:
        """The hits that lie wholly in a span."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [hit for hit in self._hits[first:last] if hit.end <= end]

"""The theme of a figure: its indicator's, else that of the words around it, weighed by place.

`投资52万元,使7个村不再有饮水困难`: no word beside 52万元 names a theme, but 饮水困难 in the
clause after it does. The codebook's words are found in one pass over the text (:mod:`.wordings`); a
figure asks only for those around it. Where nothing speaks for a theme there is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from county_reports import codebook
from county_reports.codebook import Indicator
from county_reports.extraction.passages import Passage
from county_reports.extraction.quantities import Measure
from county_reports.extraction.sets import SETS
from county_reports.extraction.wordings import Hit, Hits, word_index

BESIDE, CLAUSE, CLAUSE_BEFORE, CLAUSE_AFTER = 1.0, 0.8, 0.7, 0.5
EARLIER, LATER, SENTENCE_BEFORE, HEADING, ABOVE, TITLE = 0.5, 0.3, 0.22, 0.5, 0.1, 0.15
"""Weights by place. ABOVE is taken off for each heading that stands over the innermost one."""

SET = 0.45
"""What the theme of a set's indicator adds: `192个贫困村全部通水泥路` speaks of roads."""

NEARNESS = 0.005
"""What a word beside a figure loses with each character between: the noun stands at the number."""

CARRIED = 0.5
"""What is left of words of the county's profile beyond the clause: each names its own figure."""

NEIGHBOUR = 0.42
"""What the theme of the figure before, in the same sentence, adds."""

SAID, FAINT = 1.0, 0.35
"""Weights of a word that names its theme, and of one that says little by itself (资金, 贫困户)."""

_TITLE_LENGTH = 120
_REPEATED = (1.0, 0.25, 0.1)
"""How much the first, second, third word for the same theme count."""


class Themed(NamedTuple):
    """The theme of a figure and the words that gave it, by their place in the folded text."""

    theme: str | None
    because: str
    start: int = 0
    end: int = 0


NO_THEME = Themed(None, "no word around it, in its headings or in the title names a theme")


@dataclass(frozen=True, slots=True)
class ThemeWord:
    """A word of a theme at its place; a faint one says little by itself."""

    start: int
    end: int
    word: str
    theme: str
    strength: float


@cache
def _vocabulary() -> dict[str, tuple[str, float]]:
    """Theme and strength of every word of the codebook's themes."""
    found: dict[str, tuple[str, float]] = {}
    for theme in codebook.load().themes.values():
        for word in (*theme.words, *theme.said):
            found[word] = (theme.id, SAID)
        for word in theme.faint:
            found[word] = (theme.id, FAINT)
    return found


def _longest(hits: Iterator[Hit]) -> Iterator[ThemeWord]:
    """The theme words of a text, without those inside a longer one: in 医疗救助 no 救助."""
    vocabulary = _vocabulary()
    known = [hit for hit in hits if hit.word in vocabulary]
    known.sort(key=lambda hit: (hit.start, -hit.end))
    reach = 0
    for hit in known:
        if hit.end > reach:
            reach = hit.end
            yield ThemeWord(hit.start, hit.end, hit.word, *vocabulary[hit.word])


class Themes:
    """The theme words of a text, asked figure by figure; its first words stand for its title."""

    def __init__(self, text: str, hits: Hits) -> None:
        self._text = text
        self._words = list(_longest(iter(hits)))
        self._starts = [word.start for word in self._words]
        self._title = list(self._within(0, min(len(text), _TITLE_LENGTH)))

    def _within(self, start: int, end: int) -> Iterator[ThemeWord]:
        for at in range(bisect_left(self._starts, start), len(self._words)):
            word = self._words[at]
            if word.start >= end:
                return
            if word.end <= end:
                yield word

    def _sentence_before(self, start: int) -> tuple[int, int]:
        """The sentence that ends where another begins, in the same line."""
        line = self._text.rfind("\n", 0, start) + 1
        marks = (self._text.rfind(mark, line, max(line, start - 1)) for mark in "。;!?")
        return max(line, max(marks) + 1), start

    def of(
        self,
        measure: Measure,
        passage: Passage,
        headings: Sequence[tuple[int, int]],
        indicator: Indicator | None = None,
        neighbour: Themed | None = None,
    ) -> Themed:
        """The theme of one figure.

        Args:
            measure: the figure.
            passage: its words, clause and sentence.
            headings: the headings above it, innermost first.
            indicator: the indicator it was found to be; its theme comes first.
            neighbour: the theme of the figure before it in the same sentence.
        """
        if indicator is not None and indicator.id not in SETS:
            return self._of_indicator(indicator, measure)
        votes: dict[str, list[tuple[float, str, ThemeWord]]] = {}
        for weight, place, word in self._around(measure, passage, headings):
            points = weight * word.strength * _size(word.word)
            if weight == BESIDE:
                points -= NEARNESS * min(abs(word.end - measure.start), 20)
            elif word.theme == "profile" and weight < CLAUSE:
                points *= CARRIED
            votes.setdefault(word.theme, []).append((points, place, word))
        scores: dict[str, float] = {}
        if indicator is not None:
            scores[indicator.theme] = SET
        for theme, cast in votes.items():
            cast.sort(key=lambda vote: (-vote[0], abs(vote[2].start - measure.start)))
            scores[theme] = scores.get(theme, 0.0) + sum(
                share * vote[0] for share, vote in zip(_REPEATED, cast, strict=False)
            )
        if neighbour is not None and neighbour.theme is not None:
            lent = NEIGHBOUR * (CARRIED if neighbour.theme == "profile" else 1.0)
            scores[neighbour.theme] = max(scores.get(neighbour.theme, 0.0), lent)
        if not scores:
            return NO_THEME
        best = max(scores, key=lambda theme: (scores[theme], theme))
        if indicator is not None and best == indicator.theme:
            return self._of_indicator(indicator, measure)
        if best not in votes and neighbour is not None:
            return Themed(best, "theme of the figure before it", neighbour.start, neighbour.end)
        _, place, word = votes[best][0]
        return Themed(best, f"{word.word} {place}", word.start, word.end)

    def of_sentence(self, start: int, end: int, headings: Sequence[tuple[int, int]]) -> Themed:
        """What a sentence speaks of: 投入资金改造危房 of housing.

        The words of the sentence decide, a word said twice counting less the second time; the
        headings above it (innermost first) speak as they do for a figure.
        """
        votes: dict[str, list[tuple[float, ThemeWord]]] = {}
        for word in self._within(start, end):
            points = CLAUSE * word.strength * _size(word.word)
            votes.setdefault(word.theme, []).append((points, word))
        for depth, (first, last) in enumerate(headings[:4]):
            for word in self._within(first, last):
                points = (HEADING - ABOVE * depth) * word.strength * _size(word.word)
                votes.setdefault(word.theme, []).append((points, word))
        scores: dict[str, float] = {}
        for theme, cast in votes.items():
            cast.sort(key=lambda vote: (-vote[0], vote[1].start))
            scores[theme] = sum(
                share * vote[0] for share, vote in zip(_REPEATED, cast, strict=False)
            )
        if not scores:
            return NO_THEME
        best = max(scores, key=lambda theme: (scores[theme], theme))
        word = votes[best][0][1]
        return Themed(best, f"{word.word} in it or above it", word.start, word.end)

    @staticmethod
    def _of_indicator(indicator: Indicator, measure: Measure) -> Themed:
        because = f"theme of the indicator {indicator.id}"
        return Themed(indicator.theme, because, measure.start, measure.end)

    def _around(
        self, measure: Measure, passage: Passage, headings: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[float, str, ThemeWord]]:
        """Every theme word that speaks for a figure, with the weight and the name of its place."""
        if measure.cell is not None:
            yield from self._in_cell(measure)
        else:
            for word in self._within(*passage.sentence):
                weight, place = self._place(word, passage)
                yield weight, place, word
            for word in self._within(*self._sentence_before(passage.sentence[0])):
                yield SENTENCE_BEFORE, "in the sentence before", word
        for depth, (start, end) in enumerate(headings[:4]):
            if start >= passage.sentence[0] and end <= passage.sentence[1]:
                continue
            for word in self._within(start, end):
                yield HEADING - ABOVE * depth, "in the heading", word
        if measure.start > _TITLE_LENGTH:
            for word in self._title:
                yield TITLE, "in the title", word

    def _place(self, word: ThemeWord, passage: Passage) -> tuple[float, str]:
        clause = passage.clause
        # 35千伏, 24千瓦: the unit itself can name the theme, so the figure's own span counts too.
        if passage.left[0] <= word.start and word.end <= passage.right[1]:
            return BESIDE, "beside it"
        if clause[0] <= word.start and word.end <= clause[1]:
            return CLAUSE, "in its clause"
        if word.end <= clause[0]:
            near = not _crossed(self._text, word.end, clause[0] - 1)
            return (CLAUSE_BEFORE if near else EARLIER), "before it in the sentence"
        near = not _crossed(self._text, clause[1] + 1, word.start)
        return (CLAUSE_AFTER if near else LATER), "after it in the sentence"

    def _in_cell(self, measure: Measure) -> Iterator[tuple[float, str, ThemeWord]]:
        """The theme words of the row and of the column's head of a cell."""
        cell = measure.cell
        if cell is None:
            return
        index = word_index()
        for words, weight, place in (
            (cell.row, BESIDE, "in its row"),
            (cell.column.title, CLAUSE, "in the head of its column"),
        ):
            found = index.automaton.find_matches_as_indexes(words, overlapping=True)
            hits = [Hit(start, end, index.words[number]) for number, start, end in found]
            for word in _longest(iter(hits)):
                if word.theme == "profile":  # a row is named by its township or village
                    continue
                at = max(self._text.rfind(word.word, 0, measure.start), 0)
                yield (
                    weight,
                    place,
                    ThemeWord(at, at + len(word.word), word.word, word.theme, word.strength),
                )


def _size(word: str) -> float:
    """Longer words say more: 贷款 0.9, 小额信贷 1.0."""
    return 0.8 + 0.05 * min(len(word), 6)


def _crossed(text: str, start: int, end: int) -> bool:
    """Whether a clause ends between two places."""
    return any(text.find(mark, start, end) >= 0 for mark in ",:")

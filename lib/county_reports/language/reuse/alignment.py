"""The passages that two wordings share: seeds of eight equal characters, extended while they can.

Seed and extend (Altschul et al. 1990, Basic local alignment search tool, J. Mol. Biol. 215,
403-410) with local alignment over the gaps (Smith and Waterman 1981), as passim does for reprinted
news: Smith, D. A., Cordell, R. and Mullen, A. (2014): Computational methods for uncovering
reprinted texts in antebellum newspapers, American Literary History 27(3), E1-E15. A passage stops
where both reports go on differently, and bridges a changed word or an inserted one. Longest first;
what is taken in one passage is in no other, so passages never overlap, in neither report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from county_reports.language.reuse.shingles import SHINGLE, hashes, whole
from county_reports.language.reuse.wording import FIGURE, WALL, Wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from county_reports.language.reuse.shingles import Hashes

Kind = Literal["word for word", "other figures", "other words"]
MINIMUM = 12
"""Characters that must be alike, figures not counted: about six words, a clause of its own."""
BEYOND_PHRASES = SHINGLE
"""So many of them must lie outside set phrases: 两不愁三保障 and its like make no passage."""
WINDOW = 16
"""So far ahead a bridge over different words is sought, in characters of both reports."""
GAIN = 2
"""What a bridge must bring: characters alike minus characters changed, left out or put in."""
OFTEN = 16
"""A shingle that stands so often in one report is a table's pattern and seeds nothing."""
_OTHER_WALL = "\r"
_WORDS_IN_SEED = 6

Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Shared:
    """One passage: its stretch in the compared text of both reports.

    `alike` counts the characters that are equal in both, figures not counted.
    """

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    alike: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Indexed:
    """A wording with its shingles sorted: `values`, the `places` they stand at, the set of them.

    Made once for a report, however many others it is compared with.
    """

    wording: Wording
    distinct: Hashes
    values: Hashes
    places: NDArray[np.int64]


def indexed(wording: Wording) -> Indexed:
    """A wording's shingles with their places; patterns of figures (#户#人#户#人) seed nothing."""
    import numpy as np

    at_each = hashes(wording.text)
    inside = whole(wording.text)
    places = np.flatnonzero(inside & _wordy(wording.text))
    places = places[np.argsort(at_each[places], kind="stable")]
    return Indexed(wording, np.unique(at_each[inside]), at_each[places], places)


def align(first: Indexed, second: Indexed, common: Hashes, minimum: int = MINIMUM) -> list[Shared]:
    """All passages that two reports share, in the order of the first.

    `common` are the shingles that both have (``shingles.common``).
    """
    a, b = first.wording, second.wording
    sought = seeds(first, second, common)
    if not sought:
        return []
    left, right = _Side(a.text, WALL), _Side(b.text, _OTHER_WALL)
    found: list[Shared] = []
    for at_a, at_b, length in sought:
        run = _free_run(left, right, at_a, at_b, length)
        if run is None:
            continue
        pairs = _extended(left, right, *run)
        passage = _passage(a, b, pairs, minimum)
        if passage is not None:
            found.append(passage)
            left.take(passage.start_a, passage.end_a)
            right.take(passage.start_b, passage.end_b)
    return sorted(found, key=lambda one: (one.start_a, one.start_b))


def seeds(first: Indexed, second: Indexed, common: Hashes) -> list[tuple[int, int, int]]:
    """Equal stretches of at least a shingle as (start in a, start in b, length), longest first."""
    import numpy as np

    a, b = first.wording.text, second.wording.text
    begin_a, end_a = _range(first, common)
    begin_b, end_b = _range(second, common)
    rare = (end_a - begin_a <= OFTEN) & (end_b - begin_b <= OFTEN)
    at_a: list[int] = []
    at_b: list[int] = []
    spans = zip(begin_a[rare], end_a[rare], begin_b[rare], end_b[rare], strict=True)
    for from_a, to_a, from_b, to_b in spans:
        for i in first.places[from_a:to_a].tolist():
            others = second.places[from_b:to_b].tolist()
            at_a += [i] * len(others)
            at_b += others
    runs = _runs(np.array(at_a, dtype=np.int64), np.array(at_b, dtype=np.int64))
    # by the characters themselves, not only by their hashes
    equal = [run for run in runs if a[run[0] : run[0] + run[2]] == b[run[1] : run[1] + run[2]]]
    return sorted(equal, key=lambda run: (-run[2], run[0], run[1]))


def _range(one: Indexed, common: Hashes) -> tuple[Any, Any]:
    """Where the common shingles begin and end in the sorted ones of a report."""
    return one.values.searchsorted(common, "left"), one.values.searchsorted(common, "right")


def _wordy(text: str) -> NDArray[np.bool_]:
    """Where a shingle holds at least six characters that are no figures."""
    import numpy as np

    figures = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32) == ord(FIGURE)
    total = np.concatenate([[0], np.cumsum(figures)])
    count = max(len(text) - SHINGLE + 1, 0)
    inside = total[SHINGLE : SHINGLE + count] - total[:count]
    few: NDArray[np.bool_] = inside <= SHINGLE - _WORDS_IN_SEED
    return few


def _runs(at_a: NDArray[Any], at_b: NDArray[Any]) -> list[tuple[int, int, int]]:
    """Shingles that follow each other in both reports, joined."""
    import numpy as np

    if not len(at_a):
        return []
    order = np.lexsort((at_a, at_b - at_a))
    at_a, at_b = at_a[order], at_b[order]
    shift = at_b - at_a
    breaks = np.flatnonzero((np.diff(at_a) != 1) | (np.diff(shift) != 0)) + 1
    begin = np.concatenate([[0], breaks])
    length = np.diff(np.concatenate([begin, [len(at_a)]])) + SHINGLE - 1
    return list(zip(at_a[begin].tolist(), at_b[begin].tolist(), length.tolist(), strict=True))


class _Side:
    """One report's characters; what a passage has taken equals nothing any more."""

    def __init__(self, text: str, wall: str) -> None:
        self.characters = list(text.replace(WALL, wall))
        self.wall = wall

    def take(self, start: int, end: int) -> None:
        self.characters[start:end] = [self.wall] * (end - start)

    def ahead(self, start: int) -> str:
        """The characters from a position to the right, as far as nothing is taken."""
        return self._cut(self.characters[start : start + WINDOW])

    def behind(self, end: int) -> str:
        """The characters before a position, backwards."""
        return self._cut(self.characters[max(end - WINDOW, 0) : end][::-1])

    def _cut(self, characters: list[str]) -> str:
        return "".join(characters).partition(self.wall)[0]


def _free_run(
    left: _Side, right: _Side, at_a: int, at_b: int, length: int
) -> tuple[int, int, int] | None:
    """The longest part of a seed that no passage has taken in either report."""
    best: tuple[int, int, int] | None = None
    begin = 0
    for offset in range(length + 1):
        taken = offset == length or (
            left.characters[at_a + offset] != right.characters[at_b + offset]
        )
        if taken:
            if offset - begin >= SHINGLE and (best is None or offset - begin > best[2]):
                best = (at_a + begin, at_b + begin, offset - begin)
            begin = offset + 1
    return best


def _extended(left: _Side, right: _Side, at_a: int, at_b: int, length: int) -> Pairs:
    """The equal characters of the passage that a seed grows into, as (place in a, place in b)."""
    pairs = [(at_a + offset, at_b + offset) for offset in range(length)]
    while step := reach(left.ahead(pairs[-1][0] + 1), right.ahead(pairs[-1][1] + 1)):
        end_a, end_b = pairs[-1]
        pairs += [(end_a + 1 + i, end_b + 1 + j) for i, j in step]
    while step := reach(left.behind(pairs[0][0]), right.behind(pairs[0][1])):
        begin_a, begin_b = pairs[0]
        pairs = [(begin_a - 1 - i, begin_b - 1 - j) for i, j in reversed(step)] + pairs
    return pairs


def reach(a: str, b: str) -> Pairs:
    """The equal characters of the best alignment that begins where both texts begin.

    One for a character alike, minus one for a changed, missing or added one; nothing where that
    brings less than GAIN, unless the texts go on alike at once.

    >>> reach("的贫困户脱贫", "贫困户脱贫")
    [(1, 0), (2, 1), (3, 2), (4, 3), (5, 4)]
    """
    straight = 0
    while straight < min(len(a), len(b)) and a[straight] == b[straight]:
        straight += 1
    if straight:
        return [(at, at) for at in range(straight)]
    trigrams = {a[at : at + 3] for at in range(len(a) - 2)}
    if not any(b[at : at + 3] in trigrams for at in range(len(b) - 2)):
        return []
    return _best(a, b)


def _best(a: str, b: str) -> Pairs:
    rows = [[-column for column in range(len(b) + 1)]]
    best = (GAIN - 1, 0, 0)
    for i, sign in enumerate(a, start=1):
        before, row = rows[-1], [-i]
        for j, other in enumerate(b, start=1):
            score = max(before[j - 1] + (1 if sign == other else -1), before[j] - 1, row[-1] - 1)
            row.append(score)
            if score > best[0]:
                best = (score, i, j)
        rows.append(row)
    pairs: Pairs = []
    _, i, j = best
    while i and j:
        alike = a[i - 1] == b[j - 1]
        if rows[i][j] == rows[i - 1][j - 1] + (1 if alike else -1):
            i, j = i - 1, j - 1
            if alike:
                pairs.append((i, j))
        elif rows[i][j] == rows[i - 1][j] - 1:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _passage(a: Wording, b: Wording, pairs: Pairs, minimum: int) -> Shared | None:
    """The passage that equal characters make, or None where it is too short or a set phrase."""
    words = [(i, j) for i, j in pairs if a.text[i] != FIGURE]
    beyond = sum(not (a.set_phrases[i] or b.set_phrases[j]) for i, j in words)
    if len(words) < minimum or beyond < BEYOND_PHRASES:
        return None
    (start_a, start_b), (end_a, end_b) = pairs[0], pairs[-1]
    same_words = len(pairs) == end_a - start_a + 1 == end_b - start_b + 1
    same_figures = all(a.printed.get(i) == b.printed.get(j) for i, j in pairs)
    kind: Kind = (
        "other words" if not same_words else "word for word" if same_figures else "other figures"
    )
    return Shared(start_a, end_a + 1, start_b, end_b + 1, len(words), kind)

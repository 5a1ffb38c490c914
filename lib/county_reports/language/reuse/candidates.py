"""Which pairs of reports to compare, without comparing all of them.

Two things are sought, with a MinHash (Broder 1997) of two different sets:

- **Copies.** The shingles of the whole report; ``datasketch.MinHash`` with 128 permutations and
  ``MinHashLSH``, 25 bands of 5 rows: of pairs of resemblance 0.5 this misses 45 %, of 0.7 1 %,
  of 0.8 one in 20,000. A copy that is part of a far longer page is found by the second way.
- **Passages.** Two reports of five thousand characters that share forty resemble each other by
  0.005: no MinHash of whole reports finds that. The MinHash of every *window* as long as the
  shortest passage does: windows that are alike have the same one. Kept are the least hashes of all
  windows, each once (winnowing: Schleimer, Wilkerson and Aiken 2003, SIGMOD, 76-85), about every
  third character. **Whatever stands word for word, or with other figures, in both reports over a
  whole window is found with certainty**; shorter stretches between changed words most of the time.

Each report's fingerprints are made by themselves, on any executor; pairs come from sorting them, so
the work grows with the number of reports. Wording that stands in more than ``COMMON`` reports does
not pair each with each (that alone would grow with the square): each of them is paired with the
next by id, so a formula is still seen in every report that has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from county_reports.language.reuse.alignment import MINIMUM
from county_reports.language.reuse.shingles import SHINGLE, hashes, shingles, whole
from county_reports.language.reuse.wording import Wording

if TYPE_CHECKING:
    from datasketch import MinHash

    from county_reports.language.reuse.shingles import Hashes

PERMUTATIONS = 128
SEED = 20201231
THRESHOLD = 0.5
"""Resemblance from which the signatures of whole reports are to make a pair."""
COMMON = 32
"""Wording of so many reports is a formula and no longer pairs each with each."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a report for finding partners; a few kilobytes.

    `signature` is the MinHash of all its shingles, uint32, shape (128,); `windows` the least hash
    of every window of the shortest passage's length, sorted, each once.
    """

    report: str
    signature: Any
    windows: Hashes


def fingerprint(wording: Wording, minimum: int = MINIMUM) -> Fingerprint:
    """The fingerprint of one report; needs no other report and can be made anywhere."""
    signature = _min_hash(shingles(wording.text)).hashvalues
    return Fingerprint(wording.report, signature, winnow(wording.text, minimum))


def winnow(text: str, minimum: int = MINIMUM) -> Hashes:
    """The least hash of every window of ``minimum`` characters, sorted, each once."""
    import numpy as np

    at_each = hashes(text)
    if not len(at_each):
        return at_each
    # what crosses page furniture is never the least
    at_each = np.where(whole(text), at_each, np.uint64(2**64 - 1))
    span = min(minimum - SHINGLE + 1, len(at_each))
    windows = np.lib.stride_tricks.sliding_window_view(at_each, span)
    least: Hashes = np.unique(windows.min(axis=1))
    inside: Hashes = least[least != np.uint64(2**64 - 1)]
    return inside


def candidates(prints: Sequence[Fingerprint]) -> list[tuple[int, int]]:
    """Pairs of positions in ``prints`` that may share wording, the smaller first, in order.

    ``prints`` stand in the order of the reports' ids.
    """
    return sorted({*copies(prints), *sharers(prints)})


def copies(prints: Sequence[Fingerprint]) -> Iterator[tuple[int, int]]:
    """Pairs whose whole texts may resemble each other; one look-up for each report."""
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    for number, one in enumerate(prints):
        if not len(one.windows):
            continue
        signature = _from_values(one.signature)
        for other in sorted(cast("list[int]", index.query(signature))):
            yield other, number
        index.insert(number, signature)


def sharers(prints: Sequence[Fingerprint]) -> Iterable[tuple[int, int]]:
    """Pairs that have a window's hash in common, found by sorting all hashes once.

    Hashes are independent of each other: millions of reports are cut into parts by the hash's
    leading bits, and each part is sorted on a machine of its own.
    """
    import numpy as np

    if not prints:
        return []
    values = np.concatenate([one.windows for one in prints])
    owners = np.repeat(np.arange(len(prints)), [len(one.windows) for one in prints])
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    ends = np.concatenate([np.flatnonzero(np.diff(values)) + 1, [len(values)]])
    begins = np.concatenate([[0], ends[:-1]])
    several = ends - begins > 1
    found: list[Any] = []
    # one step for each number of owners that occurs, not for each hash
    for count in np.unique((ends - begins)[several]).tolist():
        rows = begins[several & (ends - begins == count)]
        members = owners[rows[:, None] + np.arange(count)]
        first, second = (
            np.triu_indices(count, 1)
            if count <= COMMON
            else (np.arange(count - 1), np.arange(1, count))
        )
        coded = members[:, first].astype(np.int64) * len(prints) + members[:, second]
        found.append(np.unique(coded))
    if not found:
        return []
    pairs = np.unique(np.concatenate(found))
    return zip((pairs // len(prints)).tolist(), (pairs % len(prints)).tolist(), strict=True)


def _min_hash(kept: Hashes) -> MinHash:
    """A MinHash of datasketch over shingle hashes; its own mixing takes 32 bits of them."""
    from datasketch import MinHash

    made = MinHash(num_perm=PERMUTATIONS, seed=SEED, hashfunc=int)
    made.update_batch((kept >> 32).tolist())
    return made


def _from_values(values: Any) -> MinHash:
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=SEED, hashvalues=values, scheme="affine32")

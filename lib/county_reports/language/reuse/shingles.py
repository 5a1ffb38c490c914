"""Shingles: every stretch of eight characters of a text, and how many two texts have in common.

Broder, A. Z. (1997): On the resemblance and containment of documents. Proceedings of Compression
and Complexity of Sequences, 21-29. A text's shingles S(A) are a set; the resemblance of two texts
is |S(A) ∩ S(B)| / |S(A) ∪ S(B)| (Jaccard), the containment of A in B |S(A) ∩ S(B)| / |S(A)|.

Eight characters are about four Chinese words. The campaign's four- and six-character phrases
(建档立卡, 两不愁三保障) are in every report: shingles of five or six would measure the vocabulary, not
the wording. Shingles are compared by a 64-bit hash; for a million of them the odds that any two
collide are about one to thirty million.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from county_reports.language.reuse.wording import WALL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

SHINGLE = 8
"""Characters of a shingle."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many shingles two texts have, and have in common.

    The measures are None where they divide by nothing (a text shorter than one shingle).
    """

    common: int
    first: int
    second: int

    @property
    def jaccard(self) -> float | None:
        """Broder's resemblance, 0 to 1."""
        union = self.first + self.second - self.common
        return self.common / union if union else None

    @property
    def containment_first(self) -> float | None:
        """Share of the first text's shingles that stand in the second, 0 to 1."""
        return self.common / self.first if self.first else None

    @property
    def containment_second(self) -> float | None:
        """Share of the second text's shingles that stand in the first, 0 to 1."""
        return self.common / self.second if self.second else None

    @property
    def containment_shorter(self) -> float | None:
        """Share of the shorter text's shingles that stand in the longer, 0 to 1."""
        fewest = min(self.first, self.second)
        return self.common / fewest if fewest else None


def hashes(text: str, size: int = SHINGLE) -> Hashes:
    """The hash of the shingle at every position of a text; shape (characters - size + 1,)."""
    import numpy as np

    codes = _codes(text)
    count = len(codes) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    mixed = np.full(count, 0x9E3779B97F4A7C15, dtype=np.uint64)
    for offset in range(size):
        mixed = _mix(mixed ^ codes[offset : offset + count])
    return mixed


def whole(text: str, size: int = SHINGLE) -> NDArray[np.bool_]:
    """At which positions of a text a shingle stands that crosses no page furniture."""
    import numpy as np

    walls = np.concatenate([[0], np.cumsum(_codes(text) == ord(WALL))])
    count = max(len(text) - size + 1, 0)
    crossing: NDArray[np.bool_] = walls[size : size + count] == walls[:count]
    return crossing


def shingles(text: str, size: int = SHINGLE) -> Hashes:
    """The set of a text's shingles: their hashes, sorted, each once."""
    import numpy as np

    found: Hashes = np.unique(hashes(text, size)[whole(text, size)])
    return found


def common(first: Hashes, second: Hashes) -> Hashes:
    """What two sets of shingles (as ``shingles`` gives them) have in common, sorted."""
    import numpy as np

    fewer, more = sorted((first, second), key=len)
    if not len(fewer):
        return fewer
    places = np.minimum(more.searchsorted(fewer), len(more) - 1)
    found: Hashes = fewer[more[places] == fewer]
    return found


def overlap(first: Hashes, second: Hashes) -> Overlap:
    """How much two sets of shingles (as ``shingles`` gives them) have in common."""
    return Overlap(len(common(first, second)), len(first), len(second))


def _codes(text: str) -> Hashes:
    import numpy as np

    encoded = text.encode("utf-32-le", "surrogatepass")
    return np.frombuffer(encoded, dtype=np.uint32).astype(np.uint64)


def _mix(values: Any) -> Any:
    """The finalizer of splitmix64 (Steele, Lea and Flood 2014): every bit depends on every bit."""
    import numpy as np

    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))

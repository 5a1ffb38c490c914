"""Which words an answer hangs on: the shortest stretch beside a figure that alone gives it.

The question is put again to the function that decided, with the other words blanked out, so what is
shown as a reason cannot differ from what was decided.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Answer = TypeVar("Answer")
Span = tuple[int, int]

BLANK = "□"
"""Stands for a word that is covered up; no rule knows it."""

_REACH = 200
"""Characters on either side of a figure in which words are sought, however long its sentence is."""


@dataclass(frozen=True, slots=True)
class Why:
    """One answer about a figure: period 2018, because "the time word before it", words 2018年.

    `start` and `end` are the place of the words in the source; both are 0 when no words are meant.
    """

    about: str
    answer: str | None
    because: str
    words: str = ""
    start: int = 0
    end: int = 0


def words_behind(
    answer: Callable[[str], Answer], text: str, figure: Span, around: Span
) -> Span | None:
    """The shortest stretch that alone gives the answer, before the figure, after it, or over it.

    Of `投入每人补助220元` with the answer "standard" it is 每人. None when the answer needs no words
    at all (whole county, reported), or more than `around` holds.

    Args:
        answer: the question; what it says of `text` is the answer that is to be explained.
        text: the folded text.
        figure: the figure's span, which is never covered up.
        around: the stretch of the text in which the words are sought.
    """
    start, end = figure
    first = max(min(around[0], start), start - _REACH)
    last = min(max(around[1], end), end + _REACH)
    wanted = answer(text)

    def holds(begin: int, stop: int) -> bool:
        """Whether the answer stays with every word covered but those of one stretch."""
        covered = "".join(
            BLANK if c.isalnum() and not (start <= at < end or begin <= at < stop) else c
            for at, c in enumerate(text[first:last], start=first)
        )
        return answer(text[:first] + covered + text[last:]) == wanted

    if holds(start, end) or not holds(first, last):
        return None
    before = next((at for at in range(start - 1, first - 1, -1) if holds(at, start)), None)
    after = next((at for at in range(end + 1, last + 1) if holds(end, at)), None)
    if before is not None and (after is None or start - before <= after - end):
        stop = next(at for at in range(before + 1, start + 1) if holds(before, at))
        return before, stop
    if after is not None:
        begin = next(at for at in range(after - 1, end - 1, -1) if holds(at, after))
        return begin, after
    stop = next(at for at in range(end, last + 1) if holds(first, at))
    begin = next(at for at in range(start, first - 1, -1) if holds(at, stop))
    return begin, stop

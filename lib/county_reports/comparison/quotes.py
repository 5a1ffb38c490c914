"""The sentence that a figure stands in, for tables and captions.

A quote is for reading: line breaks inside it are taken out and long sentences are cut at a comma
with an ellipsis.  The place in the source (start, end) stays beside it in every table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SENTENCE_ENDS = "。！？!?；;"
LONGEST = 160
"""Characters of a quote; longer sentences are cut on both sides of the figure."""

# a line break ends a sentence when a new paragraph or heading begins after it
_NEW_LINE = re.compile(
    r"\r?\n(?=[ \t\u3000]*(?:\r?\n)?[ \t\u3000]*"
    r"(?:[一二三四五六七八九十]+[、是]|[（(][一二三四五六七八九十\d]+[)）]|"
    # 1. and 1.2018年 begin an item, 12.5亿元 does not
    r"\d+(?:、|[.．](?!\d)|[.．](?=\d{4}年))|\u3000))"
)
_SPACE = re.compile(r"[ \t\u3000]*[\r\n]+[ \t\u3000]*")


def sentence_span(source: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around ``source[start:end]`` begins and ends.

    Example: the 0.68% of ``…192个贫困村全部退出;未脱贫…,贫困发生率降至0.68%`` gives the part
    after the semicolon.
    """
    left = max((source.rfind(mark, 0, start) + 1 for mark in SENTENCE_ENDS), default=0)
    rights = [at + 1 for mark in SENTENCE_ENDS if (at := source.find(mark, end)) >= 0]
    right = min(rights, default=len(source))
    for found in _NEW_LINE.finditer(source, left, start):
        left = found.end()
    later = _NEW_LINE.search(source, end, right)
    if later:
        right = later.start()
    # an unfinished line (a heading, a caption) is not part of the sentence after an empty line
    gap = re.compile(r"\n[ \t\r\u3000]*\n")
    for found in gap.finditer(source, left, start):
        if not _continues(source, found.start(), found.end()):
            left = found.end()
    for found in gap.finditer(source, end, right):
        if not _continues(source, found.start(), found.end()):
            right = found.start()
            break
    return left, right


def _continues(source: str, before: int, after: int) -> bool:
    """Whether an empty line stands inside a sentence: the line before it is long and open."""
    line = source[source.rfind("\n", 0, before) + 1 : before].strip()
    following = source[after : after + 1]
    return len(line) > 30 and line[-1:] not in "。！？!?；;：:" and not following.isspace()


def quote(source: str, start: int, end: int, *, longest: int = LONGEST) -> str:
    """The sentence of a figure on one line, at most about ``longest`` characters.

    Example: ``quote(source, 439, 444)`` -> ``未脱贫人口33437722人,贫困发生率降至0.68%``.
    """
    left, right = sentence_span(source, start, end)
    head, tail = "", ""
    if right - left > longest:
        spare = max(0, longest - (end - start)) // 2
        if start - left > spare:
            left, head = _at_comma(source, start - spare, start), "…"
        if right - end > spare:
            right, tail = end + spare, "…"
    return head + _SPACE.sub("", source[left:right]).strip() + tail


def _at_comma(source: str, low: int, high: int) -> int:
    """The first place after a comma between two positions, or the first position."""
    places = [at + 1 for mark in ",，、" if (at := source.find(mark, low, high)) >= 0]
    return min(places, default=low)


NEAR = 40
"""Characters kept on each side of a figure where a sentence of several figures is cut."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quoted sentence: words, or a figure with its place in the source."""

    text: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with the figures that somebody wants to see in it.

    Example: ``已脱贫[63153户], 未脱贫[3343户]`` has four pieces, two of them figures.
    """

    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        """Where its first figure begins in the source."""
        return next(piece.start for piece in self.pieces if piece.start is not None)

    @property
    def text(self) -> str:
        """The sentence on one line."""
        return "".join(piece.text for piece in self.pieces)


def passages(
    source: str, spans: Iterable[tuple[int, int]], *, longest: int = LONGEST
) -> tuple[Passage, ...]:
    """The sentences that some figures stand in, each once, in the order of the text.

    Figures of one sentence are marked in it together. A sentence longer than ``longest`` is cut
    between its figures, at least ``NEAR`` characters away from each.
    """
    groups: list[tuple[int, int, list[tuple[int, int]]]] = []
    for span in sorted(set(spans)):
        first, last = sentence_span(source, *span)
        if groups and first < groups[-1][1]:
            groups[-1] = (groups[-1][0], max(last, groups[-1][1]), [*groups[-1][2], span])
        else:
            groups.append((first, last, [span]))
    return tuple(Passage(_pieces(source, group, longest)) for group in groups)


def _pieces(
    source: str, group: tuple[int, int, list[tuple[int, int]]], longest: int
) -> tuple[Piece, ...]:
    first, last, spans = group
    cut = last - first > longest
    made: list[Piece] = []
    position = first
    for start, end in spans:
        if start < position:  # a figure inside another one
            continue
        words = _SPACE.sub("", source[position:start])
        if not made:
            words = words.lstrip()
            words = "…" + words[-NEAR:] if cut and len(words) > NEAR else words
        elif cut and len(words) > 2 * NEAR:
            words = f"{words[:NEAR]}…{words[-NEAR:]}"
        made += [Piece(words)] if words else []
        made.append(Piece(_SPACE.sub("", source[start:end]), start))
        position = end
    words = _SPACE.sub("", source[position:last]).rstrip()
    words = words[:NEAR] + "…" if cut and len(words) > NEAR else words
    return (*made, *([Piece(words)] if words else []))

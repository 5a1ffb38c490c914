"""The sentence that a figure stands in, for tables and captions.

A quote is for reading: line breaks inside it are taken out and long sentences are cut at a comma
with an ellipsis.  The place in the source (start, end) stays beside it in every table.
"""

from __future__ import annotations

import re

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

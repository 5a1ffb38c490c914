"""Words counted: how often, where, and in which parts of a report; against which others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from county_reports.errors import UsageError
from county_reports.language import lexicon
from county_reports.language.tokens import Token, own_names, words
from county_reports.model import Report

PARTS = 10
"""A report is cut into so many equal parts, by its words, to see how a word is spread."""

_PLACE_ENDS = ("镇", "乡", "村", "县", "市", "州", "省", "旗")
_NO_NAME_BEGINS = ("各", "全", "每", "该", "本", "我", "所在")
_AROUND = 24
_MARKS = "。！？!?；;\n\r"


@dataclass(frozen=True)
class Counted:
    """The content words of one report: how often, where, and in which of its parts.

    Example: ``counted(report).counts["信访"]`` is 6, ``places["信访"][0]`` the first of the six.
    """

    report: Report
    size: int
    """How many content words the report has."""
    counts: Mapping[str, int]
    places: Mapping[str, tuple[Token, ...]]
    parts: Mapping[str, Mapping[int, int]]
    """Of each word, how often it stands in which part; parts without it are not named."""
    part_sizes: tuple[int, ...]
    """How many words each of the at most :data:`PARTS` parts has; they differ by one at most."""

    def parts_of(self, word: str) -> Mapping[int, int]:
        """How often a word stands in which part of the report."""
        return self.parts.get(word, {})


@lru_cache(maxsize=128)
def counted(report: Report) -> Counted:
    """Count the content words of a report (:func:`.tokens.words`)."""
    tokens = words(report)
    number = min(PARTS, len(tokens))
    bounds = [len(tokens) * part // number for part in range(number + 1)] if number else []
    places: dict[str, list[Token]] = {}
    parts: dict[str, dict[int, int]] = {}
    for part, (first, last) in enumerate(pairwise(bounds)):
        for token in tokens[first:last]:
            places.setdefault(token.text, []).append(token)
            spread = parts.setdefault(token.text, {})
            spread[part] = spread.get(part, 0) + 1
    return Counted(
        report,
        len(tokens),
        {word: len(found) for word, found in places.items()},
        {word: tuple(found) for word, found in places.items()},
        parts,
        tuple(last - first for first, last in pairwise(bounds)),
    )


@dataclass(frozen=True)
class Together:
    """The content words of several reports, taken as one text: what a report is compared with."""

    size: int
    counts: Mapping[str, int]
    having: Mapping[str, int]
    """How many of the reports have a word."""
    every: tuple[Counted, ...]
    """The reports one by one, in the order of their ids."""
    part_sizes: tuple[int, ...]

    @property
    def reports(self) -> int:
        """How many reports these are."""
        return len(self.every)

    def parts_of(self, word: str) -> dict[int, int]:
        """How often a word stands in which part; the parts of all reports are counted through.

        Asked word by word: only few words need it, and of many reports it is the longest table.
        """
        found: dict[int, int] = {}
        before = 0
        for each in self.every:
            own = each.parts.get(word)
            if own:
                found.update({before + part: count for part, count in own.items()})
            before += len(each.part_sizes)
        return found


def together(reports: Sequence[Report]) -> Together:
    """The words of several reports together; the order of the reports is of no account."""
    every = [counted(report) for report in sorted(reports, key=lambda report: report.id)]
    counts: Counter[str] = Counter()
    having: Counter[str] = Counter()
    for each in every:
        counts.update(each.counts)
        having.update(each.counts.keys())
    sizes = tuple(size for each in every for size in each.part_sizes)
    return Together(sum(each.size for each in every), counts, having, tuple(every), sizes)


def others_of(report: Report, reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports of other counties: what a county's words are compared with.

    Other years of the same county (隆回县 2018 and 2019) are left out: they share its words, and
    would hide them. A report whose county nobody knows is only told from the others by its id.
    """
    about = report.metadata
    return tuple(
        other
        for other in reports
        if other.id != report.id and not about.same_county(other.metadata)
    )


def refusal(report: Report, others: Sequence[Report]) -> str | None:
    """Why a report's words cannot be compared; None when they can."""
    if not others:
        return "there is no report of another county to compare the words with"
    if not words(report):
        return "the report has no words"
    if not any(words(other) for other in others):
        return "the other reports have no words"
    return None


def assert_comparable(report: Report, others: Sequence[Report]) -> None:
    """Stop if a report's words have nothing to be compared with.

    Raises:
        UsageError: with the reason (:func:`refusal`).
    """
    reason = refusal(report, others)
    if reason:
        raise UsageError(
            reason, where=report.id, remedy="read it together with reports of other counties"
        )


def is_place_name(word: str, names: frozenset[str]) -> bool:
    """Whether a word is a county's own name or that of another place: 隆回县, 湖南, 小沙江镇.

    `names` are those of the counties compared (:func:`names_of`). Other places are told by their
    ending, where jieba's dictionary has them as places or nobody has them at all (小沙江镇), or by
    the dictionary's prefecture or province of that name (衡阳, as there is 衡阳市).
    """
    known = lexicon.place_names()
    if word in names or f"{word}市" in known or f"{word}省" in known:
        return True
    ends_so = len(word) > 2 and word.endswith(_PLACE_ENDS)
    if not ends_so or word.startswith(_NO_NAME_BEGINS):
        return False
    is_phrase = any(character in lexicon.NUMERALS for character in word)
    return word in known or not (is_phrase or lexicon.is_known(word))


def names_of(reports: Sequence[Report]) -> frozenset[str]:
    """The own names of some counties, their prefectures and provinces."""
    return frozenset(name for report in reports for name in own_names(report))


def in_context(report: Report, token: Token, around: int = _AROUND) -> str:
    """A word with what stands around it in its sentence, on one line: the concordance line.

    At most ``around`` characters on each side; an ellipsis says where the sentence was cut.
    """
    source = report.source
    left = max(token.start - around, 0)
    right = min(token.end + around, len(source))
    breaks = {place for start, end in report.breaks for place in range(start, end)}
    begins = [at for at in range(left, token.start) if source[at] in _MARKS and at not in breaks]
    stops = [at for at in range(token.end, right) if source[at] in _MARKS and at not in breaks]
    head = "" if begins or left == 0 else "…"
    tail = "" if stops or right == len(source) else "…"
    first = begins[-1] + 1 if begins else left
    last = stops[0] if stops else right
    return head + "".join(source[first:last].split()) + tail

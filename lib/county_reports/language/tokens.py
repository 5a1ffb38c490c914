"""The words of a report, each with its place in the source.

Numbers are read by extraction and never by jieba: the characters of figures, dates, list labels and
identifiers are put aside before anything is cut into words. A set phrase that extraction knows
(两不愁三保障, 一户一策) is one word as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from county_reports.extraction.observe import observe
from county_reports.extraction.setaside import listed_phrases
from county_reports.language import lexicon
from county_reports.model import Observation, Report
from county_reports.reading.matching import MatchingText, matching_text

LONGEST_PHRASE = 8
"""A longer phrase in quotation marks is a sentence (三级书记遍访贫困对象…), unless it is listed."""

_HAN = re.compile(rf"[{lexicon.HAN}]+")
_RUN = re.compile(rf"[{lexicon.HAN}]+|[A-Za-z]{{2,}}")
_SUFFIX = re.compile(r"(?<!自治)(?<!特)(?:[县市区旗省盟])$")
_KEPT = 128
"""Reports whose words are remembered: themes, keyness and phrases ask for the same ones."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word at its place: ``report.source[start:end]`` is its text, but for line breaks.

    Example: 教育扶⏎⏎贫 is the word 教育扶贫, whose span includes the break.
    """

    text: str
    start: int
    end: int


@lru_cache(maxsize=_KEPT)
def tokens_of(report: Report) -> tuple[Token, ...]:
    """The words of a report's prose in the order of the text, without numbers and punctuation.

    ``全县192个贫困村全部退出`` gives 全县, 贫困村, 全部, 退出. Page furniture
    (``report.boilerplate``) is away, line breaks inside words (``report.breaks``) are passed over.
    The same report gives the same words in every process (:mod:`.lexicon`).
    """
    folded = matching_text(report)
    phrases, prose = _masked(report, folded, observe(report))
    found = [*phrases, *_cut(prose)]
    return tuple(_token(report, folded, start, end) for start, end in sorted(found))


def words(report: Report) -> tuple[Token, ...]:
    """The words that carry meaning: two characters or more, and no stop word.

    Single characters (县, 户, 抓) are left over from classifiers, names and verbs and mean too many
    things to be counted; the stop words are those of :data:`.lexicon.STOP_WORDS`.
    """
    return tuple(
        token
        for token in tokens_of(report)
        if len(token.text) > 1 and token.text not in lexicon.STOP_WORDS
    )


def own_names(report: Report) -> tuple[str, ...]:
    """The names of the report's county, prefecture and province, the longest first.

    隆回县 of 邵阳市 in 湖南省 is also called 隆回, 邵阳, 湖南; a name of one character (和县) has no
    short form, and neither has an autonomous county.
    """
    about = report.metadata
    found: set[str] = set()
    for name in (about.county, about.prefecture, about.province):
        if name:
            found |= {name, _SUFFIX.sub("", name)}
    return tuple(sorted((name for name in found if len(name) > 1), key=lambda n: (-len(n), n)))


def _masked(
    report: Report, folded: MatchingText, observations: Sequence[Observation]
) -> tuple[list[tuple[int, int]], str]:
    """The spans of set phrases, and the folded text with blanks for all that jieba must not see."""
    characters = list(folded.text)
    phrases: list[tuple[int, int]] = []

    def blank(start: int, end: int) -> None:
        characters[start:end] = " " * (end - start)

    for region in report.boilerplate:
        blank(folded.from_source(region.start), folded.from_source(region.end))

    def whole(start: int, end: int) -> None:
        phrases.append((start, end))
        blank(start, end)

    for observation in observations:
        quantity = observation.quantity
        if report.in_boilerplate(quantity.start):
            continue
        start, end = folded.from_source(quantity.start), folded.from_source(quantity.end - 1) + 1
        if quantity.kind != "slogan":
            blank(start, end)
            continue
        for part in _phrases(folded.text, start, end):
            whole(*part)
    names = own_names(report)
    if names:
        # no dictionary knows every county: 栖云县 would fall apart into 栖 and 云县
        pattern = re.compile("|".join(map(re.escape, names)))
        for found in pattern.finditer("".join(characters)):
            whole(*found.span())
    return phrases, "".join(characters)


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a set phrase that are one word each; 一超过、两不愁 has two."""
    for found in _HAN.finditer(text, start, end):
        is_short = 1 < len(found.group()) <= LONGEST_PHRASE
        if (is_short or found.group() in listed_phrases()) and not _is_number(found.group()):
            yield found.span()


def _cut(prose: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(prose):
        if run.group().isascii():
            yield run.span()
            continue
        start = run.start()
        for word in lexicon.cut(run.group()):
            end = start + len(word)
            if not _is_number(word):
                yield start, end
            start = end


def _is_number(word: str) -> bool:
    return all(character in lexicon.NUMERALS for character in word)


def _token(report: Report, folded: MatchingText, start: int, end: int) -> Token:
    begin, stop = folded.source_span(start, end)
    if stop - begin == end - start:
        return Token(report.source[begin:stop], begin, stop)
    # over a break: the characters one by one, as the source writes them
    places = (folded.to_source(position) for position in range(start, end))
    return Token("".join(report.source[place] for place in places), begin, stop)

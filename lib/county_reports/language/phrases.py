"""Set phrases (提法) of a report: the known ones by the book, new ones by their form.

Official language speaks in formulas that others unfold (Qian 2012 on 提法; Schoenhals 1992,
*Doing Things with Words in Chinese Politics*); which a county repeats and which it coins says
whom it follows. Punctuation and quotation marks make no new phrase: “两不愁、三保障” is 两不愁三保障.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from county_reports.extraction import setaside
from county_reports.extraction.setaside import Claims
from county_reports.language import formulas, lexicon
from county_reports.language.phrase_book import Known, book
from county_reports.model import Observation, Report
from county_reports.reading.matching import MatchingText, matching_text

KNOWN, PATTERN = "known", "pattern"
FOUND = (KNOWN, PATTERN)
IDIOM = 4
"""Characters of an idiom that a numeral may make look like a phrase."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a phrase stands; ``report.source[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SetPhrase:
    """A set phrase of one report with all its uses, first one first.

    Example: 隆回县 五个一批, numeral, known, used once; 三率一度 twice.
    """

    phrase: str
    kind: str
    found: str
    uses: tuple[Use, ...]
    en: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    phrase: str
    kind: str
    known: Known | None = None


def set_phrases(report: Report, observations: Sequence[Observation]) -> tuple[SetPhrase, ...]:
    """The set phrases of a report, in the order of their first use.

    Example: `聚焦“两不愁、三保障”,开展“三走进”活动` gives 两不愁三保障 (known) and 三走进 (pattern).

    Args:
        report: the report.
        observations: what extraction read in it; its figures, dates and ordinals are kept out, its
            set-aside phrases are candidates.
    """
    folded = matching_text(report)
    plain, places = _without_quotes(folded.text)
    claims = Claims(len(folded.text))
    known = _settled(list(_known(folded.text, plain, places)), claims)
    for each in observations:
        if each.quantity.kind != "slogan":
            claims.take(
                folded.from_source(each.quantity.start), folded.from_source(each.quantity.end)
            )
    coined = _coined(folded, observations, claims)
    coined += _again(plain, places, coined, claims)
    uses: dict[str, list[tuple[_Hit, Use]]] = {}
    for hit in sorted([*known, *coined], key=lambda each: (each.start, each.end)):
        start, end = folded.source_span(hit.start, hit.end)
        if not report.in_boilerplate(start):
            use = Use(start, end, report.source[start:end])
            uses.setdefault(hit.phrase, []).append((hit, use))
    return tuple(_phrase(name, each) for name, each in uses.items())


def _phrase(name: str, uses: Sequence[tuple[_Hit, Use]]) -> SetPhrase:
    first = uses[0][0]
    entry = first.known
    return SetPhrase(
        name,
        first.kind,
        KNOWN if entry else PATTERN,
        tuple(use for _, use in uses),
        entry.en if entry else None,
        entry.origin if entry else None,
    )


# ---- known

_QUOTES = frozenset("“”‘’\"'「」『』")


def _without_quotes(text: str) -> tuple[str, list[int]]:
    """The text without quotation marks, and the place of each character that is left."""
    places = [at for at, character in enumerate(text) if character not in _QUOTES]
    return "".join(text[at] for at in places), places


def _known(text: str, plain: str, places: Sequence[int]) -> Iterator[_Hit]:
    entries = book()
    for number, first, last in entries.spellings.find_matches_as_indexes(plain, overlapping=True):
        entry = entries.known[entries.names[number]]
        start, end = places[first], places[last - 1] + 1
        beside = {text[start - 1 : start], text[end : end + 1]}
        if not entry.marked or beside & _QUOTES:
            yield _Hit(start, end, entry.phrase, entry.kind, entry)


def _settled(hits: list[_Hit], claims: Claims) -> list[_Hit]:
    """The longest of overlapping phrases, and those that a longer one holds by declaration."""
    hits.sort(key=lambda hit: (hit.start - hit.end, hit.start, hit.phrase))
    kept: list[_Hit] = []
    for hit in hits:
        if not claims.free(hit.start, hit.end):
            over = [other for other in kept if other.start < hit.end and hit.start < other.end]
            if not all(other.known and hit.phrase in other.known.holds for other in over):
                continue
        claims.take(hit.start, hit.end)
        kept.append(hit)
    return kept


# ---- coined


def _coined(
    folded: MatchingText,
    observations: Sequence[Observation],
    claims: Claims,
) -> list[_Hit]:
    text = folded.text
    found = [*formulas.quoted(text), *formulas.unquoted(text), *_set_aside(folded, observations)]
    # of two readings of one place the one in quotation marks, then the longer
    whole = {(c.start, c.end) for c in formulas.quoted(text)}
    found.sort(key=lambda c: ((c.start, c.end) not in whole, c.start - c.end, c.start))
    words = _ordinary(folded, observations)
    kept: list[_Hit] = []
    for each in found:
        span = (each.start, each.end)
        if not claims.free(*span) or (span not in whole and _of_words(each, text, words)):
            continue
        # 三心二意 and 一举两得 have the form of a formula; the dictionary knows them as idioms
        if len(each.phrase) == IDIOM and each.phrase in lexicon.idioms():
            continue
        claims.take(*span)
        kept.append(_Hit(each.start, each.end, each.phrase, each.kind))
    return kept


def _claims(
    folded: MatchingText, observations: Sequence[Observation]
) -> Iterator[tuple[int, int, str]]:
    """What extraction set aside as a phrase, with the family of patterns that claimed it."""
    for each in observations:
        quantity = each.quantity
        if quantity.kind == "slogan":
            start, end = folded.from_source(quantity.start), folded.from_source(quantity.end)
            place = setaside.SetAside(start, end, quantity.kind, quantity.script)
            yield start, end, setaside.family(folded.text, place)[0]


def _set_aside(
    folded: MatchingText, observations: Sequence[Observation]
) -> Iterator[formulas.Candidate]:
    """Extraction's slogans that have the form of a phrase: 五天四夜 has, 统一 has not."""
    for start, end, _ in _claims(folded, observations):
        if folded.text.startswith("=", end):  # 1+1=2 is a sum
            continue
        phrase = formulas.canonical(folded.text[start:end])
        kind = formulas.kind_of(phrase, quoted=False)
        each = phrase.startswith("一") or formulas.introduced(folded.text, start, end)
        if kind and (kind != "paired" or each):
            yield formulas.Candidate(start, end, phrase, kind)


def _ordinary(folded: MatchingText, observations: Sequence[Observation]) -> list[tuple[int, int]]:
    """Where ordinary words with a numeral stand, as extraction's word list knows them."""
    return [
        (start, end)
        for start, end, family in _claims(folded, observations)
        if family == "set phrases of set_phrases.txt"
    ]


def _of_words(each: formulas.Candidate, text: str, words: Sequence[tuple[int, int]]) -> bool:
    """Whether a numeral belongs to an ordinary word: 统一领导,一线指挥; 三农工作机制."""
    for start, end in words:
        if (start, end) == (each.start, each.end) or each.kind == "campaign":
            continue
        crosses = start < each.start < end
        begins = start == each.start
        inside = each.start < start < each.end and text[start] in formulas.NUMERAL
        if crosses or begins or (inside and each.kind == "paired"):
            return True
    return False


def _again(plain: str, places: Sequence[int], coined: Sequence[_Hit], claims: Claims) -> list[_Hit]:
    """Further uses of the coined phrases, without their quotation marks: 三走进 after “三走进”."""
    kinds = {hit.phrase: hit.kind for hit in coined if len(hit.phrase) > 2}
    more: list[_Hit] = []
    for phrase in sorted(kinds, key=lambda each: (-len(each), each)):
        at = plain.find(phrase)
        while at >= 0:
            start, end = places[at], places[at + len(phrase) - 1] + 1
            if claims.free(start, end):
                claims.take(start, end)
                more.append(_Hit(start, end, phrase, kinds[phrase]))
            at = plain.find(phrase, at + len(phrase))
    return more

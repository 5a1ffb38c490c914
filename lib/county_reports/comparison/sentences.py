"""Sentences of a county's portrait, made from its figures and saying no more than they do.

The words are clauses of ``portrait.yaml``. A clause is said when all its figures are reported; two
figures share a clause only when they stand side by side in the text (63153户215796人). The period
of each figure is said, or that none is stated; what holds for a part of the county is called so;
values that differ for the same time are named beside the one that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from county_reports import format as words
from county_reports.comparison.figures import AMBIGUOUS
from county_reports.comparison.portrait import Block, Entry, Item
from county_reports.comparison.portrait_plan import Clause

SLOT = re.compile(r"\{([a-z_]+\.[a-z0-9_]+)(?:\|([^|{}]+)\|([^|{}]+))?\}")
"""{registry.incidence}, or {employment.workshops|workshop|workshops} with a noun in English."""
BESIDE = 12
"""At most so many characters stand between two figures that share a clause."""
PLACES = ("village", "township")
"""Units whose Chinese word the clause has already: 贫困村192 个, not 192 个村."""
NO_YEAR = "no year stated"
RIVALS = 3
"""So many differing values are named in a sentence; a table beside it has all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence, or a figure of the report in it (then `item` is that figure)."""

    text: str
    item: Item | None = None


Sentence = tuple[Piece, ...]


def text(sentence: Sentence) -> str:
    """A sentence as plain text."""
    return "".join(piece.text for piece in sentence)


def slots(clause: Clause) -> tuple[str, ...]:
    """The indicators that a clause names, in the order of its Chinese words."""
    return tuple(found.group(1) for found in SLOT.finditer(clause.zh))


def sentences(block: Block, language: words.Language) -> tuple[Sentence, ...]:
    """What a block's report says, in one to four plain sentences; none where it says nothing.

    Example (隆回县, water): 解决饮水问题33,378 户、94,627 人；供水工程950 处；……（均未注明时间）。
    """
    entries = {entry.indicator: entry for entry in block.entries}
    made = (_sentence(clauses, entries, language) for clauses in block.plan.sentences)
    return tuple(sentence for sentence in made if sentence)


def _sentence(
    clauses: Sequence[Clause], entries: Mapping[str, Entry], language: words.Language
) -> Sentence:
    said: list[tuple[Clause, tuple[Entry, ...]]] = []
    used: set[str] = set()
    for clause in clauses:
        names = slots(clause)
        found = tuple(entries[name] for name in names)
        if not used.intersection(names) and _together([entry.item for entry in found]):
            said.append((clause, found))
            used.update(names)
    if not said:
        return ()
    when = [_when(found[0], language) for _, found in said]
    same = len(set(when)) == 1
    pieces: list[Piece] = []
    for number, (clause, found) in enumerate(said):
        if number:
            pieces.append(Piece("；" if language == "zh" else "; "))
        filled = list(_filled(clause, found, language))
        pieces += _capital(filled) if not number else filled
        if not same or len(said) == 1:
            pieces.append(Piece(_bracket(when[number], language)))
    if same and len(said) > 1:
        every = f"均{when[0]}" if language == "zh" else when[0]
        every = every if language == "zh" or every.startswith(NO_YEAR) else f"all {every}"
        pieces.append(Piece(_bracket(every, language)))
    pieces.append(Piece("。" if language == "zh" else "."))
    return _joined(pieces)


def _together(items: Sequence[Item | None]) -> bool:
    """Whether figures may share a clause: all given, side by side, about the same time."""
    figures = [item.figure for item in items if item is not None]
    if len(figures) < len(items):
        return False
    ordered = sorted(figures, key=lambda figure: figure.start)
    return all(
        0 <= later.start - earlier.end <= BESIDE
        and (earlier.period, earlier.scope, earlier.status)
        == (later.period, later.scope, later.status)
        for earlier, later in pairwise(ordered)
    )


def _filled(clause: Clause, entries: Sequence[Entry], language: words.Language) -> Iterator[Piece]:
    template = clause.zh if language == "zh" else clause.en
    by_name = {entry.indicator: entry for entry in entries}
    last = 0
    for found in SLOT.finditer(template):
        yield Piece(template[last : found.start()])
        entry = by_name[found.group(1)]
        if entry.item is not None:
            yield Piece(_figure(entry.item, found.group(2), found.group(3), language), entry.item)
        noun = language == "en" and found.group(2) is not None
        yield from _rivals(entry, language, bare=noun)
        last = found.end()
    yield Piece(template[last:])


def _figure(item: Item, one: str | None, many: str | None, language: words.Language) -> str:
    """The figure with its unit, or in English with the noun that the clause gives it."""
    shown = item.shown(language)
    if language == "zh" and item.figure.unit in PLACES:
        return shown.replace(words.unit_word(item.figure.unit, "zh"), " 个", 1)
    if language == "zh" or one is None or many is None or item.figure.restoration == AMBIGUOUS:
        return shown
    single = item.figure.value == 1 and item.figure.high is None
    unit = words.unit_word(item.figure.unit, language, one=single)
    # marks stand after the unit: 74 items†
    return shown.replace(unit, f" {one if single else many}", 1)


def _rivals(entry: Entry, language: words.Language, *, bare: bool) -> Iterator[Piece]:
    """The differing values for the same time: ``(also given: 98%, 84%)``."""
    rivals = entry.rivals
    if not rivals:
        return
    yield Piece("（文中另有" if language == "zh" else " (also given: ")
    for number, other in enumerate(rivals[:RIVALS]):
        if number:
            yield Piece("、" if language == "zh" else ", ")
        shown = other.shown(language)
        one = other.figure.value == 1 and other.figure.high is None
        unit = words.unit_word(other.figure.unit, language, one=one)
        yield Piece(shown.replace(unit, "", 1) if bare else shown, other)
    more = len(rivals) - RIVALS
    if more > 0:
        yield Piece(f"，还有 {more} 个" if language == "zh" else f" and {more} more")
    yield Piece("）" if language == "zh" else ")")


def _when(entry: Entry, language: words.Language) -> str:
    """The period and scope of an entry's figure in words; that none is stated is said too."""
    if entry.item is None:
        return ""
    figure = entry.item.figure
    if figure.period:
        said = words.period(figure.period, language)
        said = f"为{said}" if language == "zh" else said
    else:
        said = "未注明时间" if language == "zh" else NO_YEAR
    return said + SCOPES.get(figure.scope, {}).get(language, "")


SCOPES: Mapping[str, Mapping[words.Language, str]] = {
    "part": {"zh": "，仅部分地区或人群", "en": ", a part only"},
    "standard": {"zh": "，标准", "en": ", a rule or rate"},
    "other": {"zh": "，非全县", "en": ", not of the county"},
}
"""What is said of a figure that is not about the whole county."""


def _bracket(said: str, language: words.Language) -> str:
    return f"（{said.removeprefix('为')}）" if language == "zh" else f" ({said})"


def _capital(pieces: Sequence[Piece]) -> list[Piece]:
    """A sentence begins with a capital letter."""
    made = [piece for piece in pieces if piece.text]
    first = made[0]
    return [Piece(first.text[:1].upper() + first.text[1:], first.item), *made[1:]]


def _joined(pieces: Sequence[Piece]) -> Sentence:
    """Words beside words become one piece."""
    made: list[Piece] = []
    for piece in pieces:
        if made and piece.item is None and made[-1].item is None:
            made[-1] = Piece(made[-1].text + piece.text)
        elif piece.text:
            made.append(piece)
    return tuple(made)

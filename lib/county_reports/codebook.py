"""The codebook: themes and indicators, and the words by which reports name them.

An indicator is declared, never programmed: ``codebook.yaml`` gives its unit, its labels in both
languages and the wordings (``say``) by which a figure is recognised. A wording is a short pattern
that an analyst can read and mend:

=============  ====================================================================================
``脱贫 累计``   both terms in the figure's passage, in any order
``建档|初``     either word (one wording a line)
``<投入``       before the figure, in its own clause
``<<投入``      before the figure, anywhere in its sentence
``^总人口``     the only word before the figure in its clause, apart from 全县, 现有 and the like
``>第一书记``   after the figure, as what it counts
``=退出``       in the figure's own clause, before or after
``#water``      the figure stands under a heading of that theme
``!每人``       not among the words that belong to the figure
``!=受损``      nowhere in its clause, not even beside a neighbour
``!<受灾``      nowhere before it in its clause: 受灾贫困户503户、边缘户28户
``~water``      not under a heading of that theme
``@baseline``   the figure is dated to the register's making (2013 to 2016)
``@dated``      the figure is about one stated year
=============  ====================================================================================

>>> load().indicators["registry.incidence"].zh
'贫困发生率'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from county_reports.errors import CodebookError
from county_reports.schema import SCOPES, UNITS

TERM_MARKS = "<>=#!~@^"
_MARKS_OF_TWO = "<<", "!=", "!<"
CONDITIONS = frozenset({"!", "!=", "!<", "~", "@"})
"""Marks of terms that name no word to be found, only what must hold."""

ABSTRACT = ("方面", "指标", "环节")
"""Nouns that are counted and are no thing: 七项指标 are not seven culture centres, whatever else
the sentence speaks of. They exclude every indicator of counts whose wordings do not name them."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A field of the campaign, e.g. 饮水安全 / Water.

    `words` are those that headings use, `said` those by which the running text speaks of it; the
    `faint` (some of the headings' among them) say little and decide only where nothing else speaks.
    """

    id: str
    zh: str
    en: str
    words: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    faint: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a wording: alternatives, and where they must stand.

    `place` is "" (anywhere in the passage), "<" (before, same clause), ">" (after, what is
    counted), "=" (same clause), "#" (theme of the heading), "!" (must not belong to the figure),
    "!=" (must not stand in its clause), "!<" (nor before it there), "~" (must not be the theme of
    the heading) or "@" (the time of the figure).
    """

    place: str
    words: tuple[str, ...]
    known: frozenset[str] = field(init=False, repr=False, compare=False)
    """The words again, for looking up."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", frozenset(self.words))


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which reports say an indicator: all its terms must be there."""

    text: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A quantity that counties can be compared by, e.g. registry.incidence / 贫困发生率 (%)."""

    id: str
    unit: str
    zh: str
    en: str
    say: tuple[Wording, ...] = ()
    exclude: tuple[str, ...] = ()
    """Words beside the figure that rule the indicator out; `<` or `>` before one names the side."""
    scopes: tuple[str, ...] = ("county",)
    status: str | None = None
    """"planned" or "reported" when the indicator is only the one (拟脱贫, 已脱贫)."""
    when: str | None = None
    """"baseline" for figures of 建档之初, "current" for stocks that must not be the baseline."""
    low: Decimal | None = None
    high: Decimal | None = None
    excluded: frozenset[str] = field(init=False, repr=False, compare=False)
    """The words of `exclude` without their side, for looking up."""

    def __post_init__(self) -> None:
        words = frozenset(word.lstrip("<>") for word in self.exclude)
        object.__setattr__(self, "excluded", words)

    @property
    def own_exclude(self) -> tuple[str, ...]:
        """The words of `exclude` that its entry names, without those of every indicator."""
        return tuple(word for word in self.exclude if word.lstrip(">") not in ABSTRACT)

    def allows(self, value: Decimal) -> bool:
        """Whether a value is one that a county plausibly states (the entry's range)."""
        return self.low is None or self.high is None or self.low <= value <= self.high

    @property
    def theme(self) -> str:
        """The theme's id: the part of the id before the dot."""
        return self.id.split(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Codebook:
    """Themes and indicators, in the order of the file."""

    themes: dict[str, Theme]
    indicators: dict[str, Indicator]


def _wording(indicator: str, text: str) -> Wording:
    terms: list[Term] = []
    for part in text.split():
        place = part[:2] if part.startswith(_MARKS_OF_TWO) else part[:1]
        if place[0] not in TERM_MARKS:
            place = ""
        words = tuple(part[len(place) :].split("|"))
        if not all(words):
            raise CodebookError(f"the wording {text!r} has an empty word", where=indicator)
        terms.append(Term(place, words))
    if all(term.place == "#" or term.place in CONDITIONS for term in terms):
        raise CodebookError(f"the wording {text!r} names no word of the report", where=indicator)
    return Wording(text, tuple(terms))


def _excluded(entry: dict[str, Any]) -> tuple[str, ...]:
    words = tuple(str(word) for word in entry.get("exclude", ()))
    if entry["unit"] != "count":
        return words
    named = str(entry.get("say", ""))
    return (*words, *(f">{word}" for word in ABSTRACT if word not in named and word not in words))


def _indicator(key: str, entry: dict[str, Any], themes: dict[str, Theme]) -> Indicator:
    if key.split(".", 1)[0] not in themes:
        raise CodebookError("the part before the dot is no theme", where=key)
    if entry["unit"] not in UNITS:
        raise CodebookError(f"unknown unit {entry['unit']!r}", where=key)
    scopes = tuple(entry.get("scopes", ("county",)))
    if not set(scopes) <= set(SCOPES):
        raise CodebookError(f"unknown scope in {scopes}", where=key)
    if entry.get("status") not in {None, "planned", "reported"}:
        raise CodebookError(f"unknown status {entry['status']!r}", where=key)
    if entry.get("when") not in {None, "baseline", "current"}:
        raise CodebookError(f"unknown time {entry['when']!r}", where=key)
    band = entry.get("range")
    return Indicator(
        id=key,
        unit=entry["unit"],
        zh=entry["zh"],
        en=entry["en"],
        say=tuple(_wording(key, line) for line in str(entry.get("say", "")).splitlines() if line),
        exclude=_excluded(entry),
        scopes=scopes,
        status=entry.get("status"),
        when=entry.get("when"),
        low=None if band is None else Decimal(str(band[0])),
        high=None if band is None else Decimal(str(band[1])),
    )


def parse(text: str) -> Codebook:
    """Read a codebook from YAML.

    Raises:
        CodebookError: an entry names an unknown theme, unit or scope, or an empty wording.
    """
    data = yaml.safe_load(text)
    themes = {
        key: Theme(
            key,
            entry["zh"],
            entry["en"],
            *(tuple(map(str, entry.get(kind, ()))) for kind in ("words", "said", "faint")),
        )
        for key, entry in data["themes"].items()
    }
    indicators = {key: _indicator(key, entry, themes) for key, entry in data["indicators"].items()}
    return Codebook(themes, indicators)


@cache
def load() -> Codebook:
    """The project's codebook, read once.

    Raises:
        CodebookError: an entry contradicts itself.
    """
    return parse((files("county_reports") / "codebook.yaml").read_text(encoding="utf-8"))

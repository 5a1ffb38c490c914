"""The known set phrases (提法) and the words that never are one, as ``phrases.yaml`` lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

import yaml
from ahocorasick_rs import AhoCorasick

from county_reports.errors import CodebookError

KINDS = ("numeral", "paired", "digits", "campaign", "wording")
"""五个一批, 一户一策, 1+N, 百企帮百村, 精准扶贫."""

JOINTS = ("", "、", ",", " ", "和", "与")
"""What may stand between two parts of a phrase: 两不愁三保障, 两不愁、三保障, 两不愁和三保障."""


@dataclass(frozen=True, slots=True)
class Known:
    """A set phrase of the book, e.g. 五个一批, numeral, by Xi Jinping in October 2015."""

    phrase: str
    kind: str
    en: str
    origin: str | None = None
    holds: tuple[str, ...] = ()
    """Phrases inside it that count as uses of their own: 两不愁三保障 in 一超过两不愁三保障."""
    marked: bool = False
    """Whether it counts only beside a quotation mark: “六保”, not 星期六保证."""


@dataclass(frozen=True)
class Book:
    """Every known phrase by name, the search for all their spellings, and what is no phrase."""

    known: dict[str, Known]
    spellings: AhoCorasick
    names: tuple[str, ...]
    """The phrase of each spelling, by the spelling's number in the search."""
    never: frozenset[str]


@cache
def book() -> Book:
    """The project's book of phrases, read once a process.

    Raises:
        CodebookError: an entry lacks its spelling, or names a kind or a phrase that is not there.
    """
    text = (files("county_reports") / "language" / "phrases.yaml").read_text("utf-8")
    return make(yaml.safe_load(text))


def make(data: dict[str, Any]) -> Book:
    """A book from the content of a YAML file with ``known`` and ``never``.

    Raises:
        CodebookError: an entry lacks its spelling, or names a kind or a phrase that is not there.
    """
    known: dict[str, Known] = {}
    spelt: dict[str, str] = {}
    for entry in data["known"]:
        said = entry.get("say") or []
        if not said or entry.get("kind") not in KINDS:
            raise CodebookError(
                f"the set phrase {said or entry!r} lacks a spelling or a kind",
                where="language/phrases.yaml",
                remedy=f"give say: [...] and kind: one of {', '.join(KINDS)}",
            )
        name = said[0].replace("|", "")
        known[name] = Known(
            name,
            entry["kind"],
            entry["en"],
            entry.get("origin"),
            tuple(entry.get("holds", ())),
            bool(entry.get("marked")),
        )
        for spelling in said:
            for written in spellings(spelling):
                spelt.setdefault(written, name)
    for phrase in known.values():
        strange = [held for held in phrase.holds if held not in known]
        if strange:
            raise CodebookError(
                f"the set phrase {phrase.phrase} holds {strange[0]}, which is not listed",
                where="language/phrases.yaml",
                remedy="list it under known, or leave it out of holds",
            )
    ordered = sorted(spelt)
    never = frozenset(word for words in data.get("never", {}).values() for word in words)
    return Book(known, AhoCorasick(ordered), tuple(spelt[each] for each in ordered), never)


def spellings(pattern: str) -> list[str]:
    """Every way to write a phrase whose parts are divided by ``|``.

    >>> spellings("三率|一度")[:3]
    ['三率一度', '三率、一度', '三率,一度']
    """
    parts = pattern.split("|")
    return [
        parts[0] + "".join(joint + part for joint, part in zip(joints, parts[1:], strict=True))
        for joints in product(JOINTS, repeat=len(parts) - 1)
    ]

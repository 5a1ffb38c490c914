"""What the blocks of a county's portrait are to hold, as ``portrait.yaml`` declares it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from county_reports import codebook
from county_reports.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence in both languages; {registry.incidence} is the place of a figure."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a block is to hold: its headings, themes and sentences, as ``portrait.yaml`` has it."""

    id: str
    zh: str
    en: str
    themes: tuple[str, ...]
    sentences: tuple[tuple[Clause, ...], ...]
    group: str | None = None
    note_zh: str = ""
    note_en: str = ""


@cache
def plans() -> Mapping[str, Plan]:
    """The blocks by id, in their order.

    Raises:
        CodebookError: a block names a theme or indicator that the codebook lacks, or a theme of the
            codebook stands in no block or in two.
    """
    data = _declared()
    found: dict[str, Plan] = {}
    for name, entry in data["blocks"].items():
        if entry.get("group") not in {None, *data["groups"]}:
            raise CodebookError(f"there is no group {entry['group']!r}", where=f"block {name}")
        note = entry.get("note", {})
        found[name] = Plan(
            name, entry["zh"], entry["en"], tuple(entry["themes"]),
            tuple(
                tuple(Clause(str(each["zh"]), str(each["en"])) for each in sentence)
                for sentence in entry.get("sentences", ())
            ),
            entry.get("group"), note.get("zh", ""), note.get("en", ""),
        )  # fmt: skip
    stated = sorted(theme for plan in found.values() for theme in plan.themes)
    if stated != sorted(codebook.load().themes):
        raise CodebookError(
            "each theme of the codebook must stand in one block", where="portrait.yaml"
        )
    return found


@cache
def groups() -> Mapping[str, tuple[str, str]]:
    """Headings over several blocks, by id: Chinese, English."""
    return {name: (each["zh"], each["en"]) for name, each in _declared()["groups"].items()}


@cache
def _declared() -> Mapping[str, dict[str, dict[str, Any]]]:
    place = files("county_reports.comparison") / "portrait.yaml"
    declared: Mapping[str, dict[str, dict[str, Any]]] = yaml.safe_load(
        place.read_text(encoding="utf-8")
    )
    return declared

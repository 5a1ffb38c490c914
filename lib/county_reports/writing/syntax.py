r"""The references of a written analysis, as its author writes them (MyST roles and directives).

In a sentence, ``{role}`words```; between paragraphs, ``:::{figure} …``:

====================  ==========================================================================
``{value}``           a figure of a report: ``longhui-2019 registry.incidence``
``{missing}``         why a report has no such figure, in words; stops when it has one
``{sum}`` …           derived from figures joined by ``+``, ``-`` or ``/``: sum, difference, ratio,
                      share (in percent)
``{finding}``         the sum of a finding of the audit: ``longhui-2019 mean-population``
``{audit}``           a count of the audit: ``longhui-2019 relations``, ``all contradictions``
``{coverage}``        a count of what was read: ``longhui-2019 share``, ``all numerals``
``{reports}``         how many reports: ``all``, or those that state an indicator
``{claim}``           prints nothing; stops when it is not so: ``A < B``, ``A = B``, ``A > B``
``{fig}``             the number of a figure that stands in the text
====================  ==========================================================================

Words after the indicator choose among several figures or say how to print it: ``near="移送"``
(words of its own clause), ``period=2014``, ``unit=household``, ``status=planned``, ``as=bare``
(without the unit), ``as=written`` (as the report prints it). Without an indicator ``near`` alone
finds the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from county_reports.errors import WritingError

ROLES = ("value", "missing", "sum", "difference", "ratio", "share", "finding", "audit", "coverage",
         "reports", "claim", "fig")  # fmt: skip
BLOCKS = ("figure", "comparison", "contradictions")
FORMS = ("figure", "bare", "written", "words")
OPTIONS = ("near", "period", "unit", "status", "as")

_ROLE = re.compile(r"\{([A-Za-z_-]+)\}`([^`]+)`")
_BLOCK = re.compile(
    r"^:::\{([A-Za-z_-]+)\}[ \t]*([^\n]*)\n(.*?)^:::[ \t]*$", re.MULTILINE | re.DOTALL
)
_BEGUN = re.compile(rf"\{{(?:{'|'.join(ROLES)})\}}|^:::\{{?[A-Za-z_-]*\}}?", re.MULTILINE)
_WORD = re.compile(r'([a-z]+)=(?:"([^"]*)"|(\S+))|(\S+)')
_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->|^%[^\n]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a source: ``five_counties.md:12``."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Reference:
    """What one reference asks for: report longhui-2019, indicator registry.incidence."""

    report: str
    indicator: str | None = None
    near: tuple[str, ...] = ()
    period: str | None = None
    unit: str | None = None
    status: str | None = None
    form: str = "figure"


@dataclass(frozen=True, slots=True)
class Role:
    """A reference inside a sentence: its kind and its words, with its span in the source."""

    start: int
    end: int
    place: Place
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Block:
    """A figure or a table between paragraphs; `options` are its lines ``:name: words``."""

    start: int
    end: int
    place: Place
    kind: str
    words: str
    options: tuple[tuple[str, str], ...]

    def option(self, name: str) -> str | None:
        """An option's words, or None when it is not given."""
        return dict(self.options).get(name)


@dataclass(frozen=True, slots=True)
class Source:
    """A written analysis as its author left it: its front matter and its text after that."""

    file: str
    front: dict[str, object]
    text: str
    first_line: int

    @property
    def name(self) -> str:
        """The document's name, that of its files: five_counties."""
        return self.file.removesuffix(".md")

    def place(self, position: int) -> Place:
        """The line of a position in the text, counted in the file."""
        return Place(self.file, self.first_line + self.text.count("\n", 0, position))


def read(file: str, content: str) -> Source:
    """A source split into its front matter (YAML between two lines ``---``) and its text.

    Raises:
        WritingError: the front matter is no YAML mapping, or its language is neither en nor zh.
    """
    import yaml

    content = content.replace("\r\n", "\n")
    found = _FRONT.match(content)
    try:
        front = (yaml.safe_load(found[1]) if found else None) or {}
    except yaml.YAMLError as problem:
        raise WritingError(
            "the lines at its head are no YAML", where=file, remedy="write name: words on each line"
        ) from problem
    if not isinstance(front, dict) or front.get("language") not in ("en", "zh"):
        raise WritingError(
            "its head does not say in which language it is written",
            where=f"{file}:1",
            remedy="begin with ---, language: en (or zh), title: …, ---",
        )
    end = found.end() if found else 0
    # a comment is for the authors; its lines stay, so that places can be named
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), content[end:])
    return Source(file, front, text, content.count("\n", 0, end) + 1)


def roles(source: Source) -> Iterator[Role]:
    """The references inside sentences, in the order of the text.

    Raises:
        WritingError: a role that does not exist.
    """
    for found in _ROLE.finditer(source.text):
        place = source.place(found.start())
        _known(found[1], ROLES, "role", place)
        words = " ".join(found[2].split())
        yield Role(found.start(), found.end(), place, found[1], words)


def blocks(source: Source) -> Iterator[Block]:
    """The figures and tables between paragraphs, in the order of the text.

    Raises:
        WritingError: a directive that does not exist, or a line in it that is no option.
    """
    for found in _BLOCK.finditer(source.text):
        place = source.place(found.start())
        _known(found[1], BLOCKS, "directive", place)
        options = []
        for line in found[3].splitlines():
            name, _, words = line.strip().removeprefix(":").partition(":")
            if line.strip():
                options.append((name.strip(), words.strip()))
        words = found[2].strip()
        yield Block(found.start(), found.end(), place, found[1], words, tuple(options))


def unfinished(source: Source) -> Iterator[WritingError]:
    """One error for each reference that was begun and not ended; it would be printed as it stands.

    Example: ``{value} `longhui-2019 registry.incidence` `` (a blank before the words), a figure
    without its last ``:::``.
    """
    rest = list(source.text)
    for found in (*_ROLE.finditer(source.text), *_BLOCK.finditer(source.text)):
        rest[found.start() : found.end()] = " " * (found.end() - found.start())
    for found in _BEGUN.finditer("".join(rest)):
        yield WritingError(
            f"the reference {found[0]} is not finished",
            where=str(source.place(found.start())),
            remedy="write {value}`report indicator`, and ::: on a line behind a figure or table",
        )


def reference(words: str, place: Place) -> Reference:
    """A reference read from its words, e.g. ``longhui-2019 registry.incidence as=bare``.

    Raises:
        WritingError: it names no report, or has words that are no reference's.
    """
    names: list[str] = []
    near: list[str] = []
    chosen: dict[str, str] = {}
    for found in _WORD.finditer(words):
        if found[4]:
            names.append(found[4])
            continue
        option, said = found[1], found[2] if found[2] is not None else found[3]
        _known(option, OPTIONS, "word", place)
        if option == "near":
            near.append("".join(said.split()))
        else:
            chosen[option] = said
    if not names or len(names) > 2 or (len(names) == 1 and not near):
        raise WritingError(
            f"the reference `{words}` does not say which figure of which report",
            where=str(place),
            remedy='write a report and an indicator, or a report and near="words beside it"',
        )
    form = chosen.get("as", "figure")
    _known(form, FORMS, "form", place)
    return Reference(
        names[0], names[1] if len(names) == 2 else None, tuple(near), chosen.get("period"),
        chosen.get("unit"), chosen.get("status"), form,
    )  # fmt: skip


def _known(name: str, names: tuple[str, ...], what: str, place: Place) -> None:
    if name not in names:
        close = get_close_matches(name, names, n=1)
        raise WritingError(
            f"there is no {what} {name!r} for references",
            where=str(place),
            remedy=f"did you mean {close[0]}" if close else f"use one of {', '.join(names)}",
        )

"""``corrections.yaml``: a person's declared changes to what was read, parsed and checked.

An entry quotes a passage of one report, says what the program reads there today (the guard) and
what is to stand instead. Nothing of the reports is looked at here; see ``corrections``.

The file is composed, never constructed: each scalar is kept as the text that stands in it, so that
``12.80`` is the ``Decimal`` 12.80 and no float, ``0012`` no octal number and a date no object.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import get_args

import yaml

from county_reports import codebook, schema
from county_reports.errors import CorrectionError
from county_reports.model import CorrectedValue, CorrectionAction

NAME = "corrections.yaml"
FIELDS = (
    "value", "high", "unit", "bound", "indicator", "theme", "object", "period", "scope", "status",
)  # fmt: skip
"""What of a figure can be corrected and guarded."""

ACTIONS: tuple[CorrectionAction, ...] = get_args(CorrectionAction)
ABSENT = "absent"
"""The guard of an added figure: the program reads nothing there."""

MOST_BYTES = 4_000_000
"""A person has not written more; a larger file is something else."""

_ENTRY = ("report", "text", "figure", "action", "set", "guard", "reason", "who", "date")
_NEEDED = ("report", "text", "action", "guard", "reason", "who", "date")
_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?", re.ASCII)
_POINT = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_PERIOD = re.compile(rf"{_POINT}(?:/{_POINT})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ID = re.compile(r"[a-z0-9-]{1,80}")
_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "unit": schema.UNITS, "bound": schema.BOUNDS, "scope": schema.SCOPES,
    "status": schema.STATUSES,
}  # fmt: skip
_NEVER_EMPTY = ("scope", "status")
_SCALARS = tuple(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "timestamp", "value")
)
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class Entry:
    """One declared correction, e.g. the 128万元 of 全县投入128万元 is 12.8万元.

    `changes` and `guard` are pairs of a field and its value; the guard of an ``add`` is empty, for
    it is that nothing is read there.
    """

    report: str
    text: str
    figure: str
    action: CorrectionAction
    changes: tuple[tuple[str, CorrectedValue], ...]
    guard: tuple[tuple[str, CorrectedValue], ...]
    reason: str
    who: str
    date: str
    line: int = 0

    @property
    def where(self) -> str:
        """The entry's place in the file: ``corrections.yaml line 12``."""
        return f"{NAME} line {self.line}"

    @property
    def content(self) -> str:
        """What the entry says, wherever it stands: a comment above it changes no result."""
        return repr((self.report, self.text, self.figure, self.action, self.changes, self.guard,
                     self.reason, self.who, self.date))  # fmt: skip


def read(folder: Path) -> tuple[Entry, ...]:
    """The corrections declared beside a folder's manifest; none when there is no such file.

    Raises:
        CorrectionError: the file cannot be read, or an entry of it is malformed.
    """
    folder = Path(folder)
    other = folder / "corrections.yml"
    if other.exists():
        # passed over in silence, its corrections would be thought to be at work
        raise CorrectionError(
            "corrections are read from corrections.yaml only",
            where=other.name,
            remedy=f"rename the file to {NAME}",
        )
    path = folder / NAME
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as problem:
        raise CorrectionError(
            f"the corrections cannot be read ({problem.strerror})",
            where=NAME,
            remedy="check the file",
        ) from None
    if len(data) > MOST_BYTES:
        raise CorrectionError(
            f"the file has {len(data)} bytes, more than corrections take",
            where=NAME,
            remedy="check that it is the right file",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CorrectionError(
            "the corrections are not UTF-8", where=NAME, remedy="save the file in UTF-8"
        ) from None
    return parse(text)


# A folder's reports are read one by one, each with the same file beside it.
@lru_cache(maxsize=4)
def parse(text: str) -> tuple[Entry, ...]:
    """The entries of a corrections file, in their order.

    Raises:
        CorrectionError: the text is no YAML list, or an entry is malformed; the message names it.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        raise CorrectionError(
            f"the corrections are no YAML ({problem.problem})",
            where=NAME if mark is None else f"{NAME} line {mark.line + 1}",
            remedy="check indents, colons and quotes",
        ) from None
    except (yaml.YAMLError, RecursionError) as problem:
        said = " ".join(str(problem).split())
        raise CorrectionError(
            f"the corrections are no YAML ({said})", where=NAME, remedy="check the file"
        ) from None
    if root is None or root.tag == _NULL:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise CorrectionError(
            "the corrections are no list", where=NAME, remedy="begin each entry with a hyphen"
        )
    return tuple(_entry(node) for node in root.value)


def assert_reports(entries: Iterable[Entry], known: Iterable[str]) -> None:
    """Stop at a correction for a report that is not in the folder.

    Raises:
        CorrectionError: naming the report and the ids that come close.
    """
    ids = list(known)
    for entry in entries:
        if entry.report not in ids:
            raise CorrectionError(
                f"a correction is for the report {entry.report!r}, which is not in the folder",
                where=entry.where,
                remedy=f"{_nearest(entry.report, ids)}, or remove the entry",
            )


def of_report(entries: Iterable[Entry], report: str) -> tuple[Entry, ...]:
    """The entries for one report, e.g. longhui-2019."""
    return tuple(entry for entry in entries if entry.report == report)


def _nearest(word: str, known: Iterable[str]) -> str:
    listed = list(known)
    close = get_close_matches(word, listed, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(close)}" if close else f"known are {', '.join(listed[:12])}"


def _cells(node: yaml.Node, where: str, what: str) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise CorrectionError(
            f"{what} is no mapping of fields to values", where=where, remedy="write field: value"
        )
    cells: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = _scalar(key, where, "the name of a field") or ""
        if name in cells:
            # YAML itself would let the last one win without a word
            raise CorrectionError(
                f"the field {name!r} stands twice in {what}", where=where, remedy="keep one of them"
            )
        cells[name] = value
    return cells


def _scalar(node: yaml.Node, where: str, what: str) -> str | None:
    """The text of a scalar as it stands in the file; None for a declared null."""
    if isinstance(node, yaml.ScalarNode):
        if node.tag == _NULL:
            return None
        if node.tag in _SCALARS:
            return str(node.value)
    raise CorrectionError(
        f"{what} is no plain text or number", where=where, remedy="write one value, in quotes"
    )


def _known(names: Iterable[str], allowed: tuple[str, ...], where: str, what: str) -> None:
    for name in names:
        if name not in allowed:
            close = get_close_matches(name, allowed, n=1, cutoff=0.5)
            advice = f"did you mean {close[0]}" if close else f"use {', '.join(allowed)}"
            raise CorrectionError(f"{what} has no field {name!r}", where=where, remedy=advice)


def _entry(node: yaml.Node) -> Entry:
    line = node.start_mark.line + 1
    where = f"{NAME} line {line}"
    cells = _cells(node, where, "the entry")
    _known(cells, _ENTRY, where, "an entry")
    words = {
        name: _scalar(cells[name], where, f"the field {name!r}")
        for name in cells if name not in ("set", "guard")
    }  # fmt: skip
    lacking = [n for n in _NEEDED if n not in cells or not (words.get(n, "given") or "").strip()]
    if lacking:
        raise CorrectionError(
            f"the entry lacks {', '.join(lacking)}",
            where=where,
            remedy="every correction says what it corrects, why, by whom and when",
        )
    report, text, action = (words[name] or "" for name in ("report", "text", "action"))
    if not _ID.fullmatch(report):
        raise CorrectionError(
            f"{report!r} is no id of a report", where=where, remedy="write it like longhui-2019"
        )
    where = f"{where} ({report})"
    if action not in ACTIONS:
        raise CorrectionError(
            f"the action {action!r} is unknown", where=where, remedy=f"use {', '.join(ACTIONS)}"
        )
    entry = Entry(
        report=report,
        text=text,
        figure=_figure(text, words.get("figure"), where),
        action=next(each for each in ACTIONS if each == action),
        changes=_changes(cells.get("set"), action, where),
        guard=_guard(cells["guard"], action, where),
        reason=" ".join((words["reason"] or "").split()),
        who=" ".join((words["who"] or "").split()),
        date=_date(words["date"] or "", where),
        line=line,
    )
    _assert_consistent(dict(entry.changes), where)
    return entry


def _figure(text: str, figure: str | None, where: str) -> str:
    if figure is None:
        return text
    first = text.find(figure)
    if not figure.strip() or first < 0 or text.find(figure, first + 1) >= 0:
        raise CorrectionError(
            f"the figure {figure!r} does not stand exactly once in the text {text!r}",
            where=where,
            remedy="quote a passage in which the figure's own characters stand once",
        )
    return figure


def _date(text: str, where: str) -> str:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise CorrectionError(
        f"the date {text!r} is no date", where=where, remedy="write year-month-day, e.g. 2024-05-01"
    )


def _changes(
    node: yaml.Node | None, action: str, where: str
) -> tuple[tuple[str, CorrectedValue], ...]:
    if action == "drop":
        if node is not None:
            raise CorrectionError(
                "a figure that is dropped has nothing to set",
                where=where,
                remedy="remove set, or use the action set",
            )
        return ()
    changes = () if node is None else _values(node, where, "set")
    if not changes:
        raise CorrectionError(
            f"the action {action} sets nothing", where=where, remedy="say under set what is right"
        )
    if action == "add":
        given = dict(changes)
        lacking = [name for name in ("value", "unit") if given.get(name) is None]
        if lacking:
            raise CorrectionError(
                f"the added figure lacks {' and '.join(lacking)}",
                where=where,
                remedy="set both value and unit",
            )
    return changes


def _guard(node: yaml.Node, action: str, where: str) -> tuple[tuple[str, CorrectedValue], ...]:
    absent = isinstance(node, yaml.ScalarNode) and node.value == ABSENT
    if action == "add":
        if not absent:
            raise CorrectionError(
                "the guard of an added figure says something else than absent",
                where=where,
                remedy="write guard: absent, or use the action set",
            )
        return ()
    guard = () if isinstance(node, yaml.ScalarNode) else _values(node, where, "guard")
    if not guard:
        raise CorrectionError(
            "the guard names no field",
            where=where,
            remedy="say what the program reads there today, e.g. {value: 128, unit: CNY}",
        )
    return guard


def _values(node: yaml.Node, where: str, what: str) -> tuple[tuple[str, CorrectedValue], ...]:
    cells = _cells(node, where, what)
    _known(cells, FIELDS, where, what)
    return tuple((name, _value(name, cells[name], where, what)) for name in FIELDS if name in cells)


def _value(name: str, node: yaml.Node, where: str, what: str) -> CorrectedValue:
    text = _scalar(node, where, f"the {name} under {what}")
    if text is None:
        if name in _NEVER_EMPTY:
            raise CorrectionError(
                f"the {name} cannot be cleared",
                where=where,
                remedy=f"use one of {', '.join(_ALLOWED[name])}",
            )
        return None
    if name in ("value", "high"):
        if not _NUMBER.fullmatch(text):
            raise CorrectionError(
                f"the {name} {text!r} under {what} is no number",
                where=where,
                remedy="write digits and a point only, in the canonical unit, e.g. 128000.5",
            )
        return Decimal(text)
    if name == "period" and not _PERIOD.fullmatch(text):
        raise CorrectionError(
            f"the period {text!r} under {what} is no period",
            where=where,
            remedy="write 2019, 2019-06 or 2014/2019",
        )
    _assert_word(name, text, where)
    return text


def _assert_word(name: str, text: str, where: str) -> None:
    book = codebook.load()
    known: Mapping[str, Iterable[str]] = {
        **_ALLOWED, "indicator": book.indicators, "theme": book.themes,
    }  # fmt: skip
    if name in known and text not in known[name]:
        listed = _ALLOWED.get(name)
        advice = f"use one of {', '.join(listed)}" if listed else _nearest(text, known[name])
        raise CorrectionError(f"the {name} {text!r} is unknown", where=where, remedy=advice)
    if not text.strip():
        raise CorrectionError(f"the {name} is empty", where=where, remedy="clear it with null")


def _assert_consistent(changes: Mapping[str, CorrectedValue], where: str) -> None:
    """Stop at values that contradict each other whatever the report says."""
    entry = codebook.load().indicators.get(str(changes.get("indicator")))
    if entry is None:
        return
    if changes.get("unit", entry.unit) != entry.unit:
        raise CorrectionError(
            f"the indicator {entry.id} counts {entry.unit}, not {changes['unit']}",
            where=where,
            remedy="set another indicator or unit",
        )
    if changes.get("theme", entry.theme) != entry.theme:
        raise CorrectionError(
            f"the indicator {entry.id} is of the theme {entry.theme}, not {changes['theme']}",
            where=where,
            remedy="leave the theme out: it follows from the indicator",
        )

"""What a notebook may be given: its parameters, their types, and whether a value makes sense.

A notebook declares its parameters in the cell tagged ``parameters``, one literal a line, each with
its explanation::

    report: str = "longhui-2019"  # id of a report, see `county-reports list`

papermill passes over a misspelt name with a warning and runs on with the default. Here a misspelt
name, a wrong type or an unknown report ends the run with one sentence, before anything is done.
"""

from __future__ import annotations

import ast
import io
import json
import tokenize
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from county_reports.errors import ParameterError, UnknownReportError

Value = str | int | float | bool

TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
WORDS = {"str": "text", "int": "a whole number", "float": "a number", "bool": "True or False"}
LANGUAGES = ("en", "zh")
ALL = "all"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One line of a parameters cell: ``report: str = "longhui-2019"  # id of a report``."""

    name: str
    type: str
    default: Value
    help: str


def read_notebook(path: Path) -> dict[str, object]:
    """A notebook as stored, without nbformat (whose import costs more than the reading).

    Raises:
        ParameterError: the file is no notebook.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise ParameterError(
            "this is not a readable notebook", where=str(path), remedy="restore the file"
        ) from problem
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ParameterError("this is no notebook", where=str(path), remedy="restore the file")
    return notebook


def source_of(cell: Mapping[str, object]) -> str:
    """The text of a cell, which a notebook stores as one string or as a list of lines."""
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else str(source)


def tags_of(cell: Mapping[str, object]) -> tuple[str, ...]:
    """The tags of a cell."""
    metadata = cell.get("metadata", {})
    tags = metadata.get("tags", ()) if isinstance(metadata, dict) else ()
    return tuple(str(tag) for tag in tags)


def parameters_of(notebook: Mapping[str, object], where: str) -> tuple[Parameter, ...]:
    """The parameters that a notebook declares; empty when it has no parameters cell.

    Raises:
        ParameterError: a line of the cell is anything but ``name: type = literal  # help``.
    """
    cells = notebook.get("cells", ())
    tagged = [c for c in cells if "parameters" in tags_of(c)] if isinstance(cells, list) else []
    if not tagged:
        return ()
    if len(tagged) > 1:
        raise ParameterError("two cells are tagged `parameters`", where=where, remedy="keep one")
    return parse(source_of(tagged[0]), where)


def parse(text: str, where: str) -> tuple[Parameter, ...]:
    """Read the text of a parameters cell.

    >>> parse('report: str = "cili-2018"  # id of a report', "02")[0].help
    'id of a report'

    Raises:
        ParameterError: a line is anything but ``name: type = literal  # help``.
    """
    try:
        body = ast.parse(text).body
    except SyntaxError as problem:
        raise ParameterError("the parameters cell is not Python", where=where) from problem
    helps = _comments(text)
    return tuple(_parameter(statement, helps, where) for statement in body)


def _parameter(statement: ast.stmt, helps: Mapping[int, str], where: str) -> Parameter:
    # Literals only: papermill injects its cell after this one, so whatever is computed here would
    # keep the default's value.
    if (
        isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and isinstance(statement.annotation, ast.Name)
        and statement.annotation.id in TYPES
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str | int | float)
        and type(statement.value.value) is TYPES[statement.annotation.id]
        and helps.get(statement.lineno)
    ):
        return Parameter(
            statement.target.id,
            statement.annotation.id,
            statement.value.value,
            helps[statement.lineno],
        )
    raise ParameterError(
        f"the parameters cell holds {ast.unparse(statement)!r}",
        where=where,
        remedy='write each parameter on one line as `name: str = "value"  # what it means`',
    )


def _comments(text: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {
        token.start[0]: token.string.lstrip("# ").strip()
        for token in tokens
        if token.type == tokenize.COMMENT
    }


def nearest(word: str, known: Sequence[str]) -> str:
    """The closest known words as advice: ``did you mean longhui-2019?``; else all of them."""
    close = get_close_matches(word, known, n=3, cutoff=0.6)
    if close:
        return f"did you mean {' or '.join(close)}?".rstrip("?")
    shown = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
    return f"use one of: {shown}" if known else "none is declared"


def check_names(declared: Mapping[str, str], given: Mapping[str, object], where: str) -> None:
    """Stop at a parameter that the notebook does not have, or one of the wrong type.

    Args:
        declared: name to type, e.g. ``{"report": "str"}``.
        given: name to value.
        where: the notebook, for the message.

    Raises:
        ParameterError: with the closest declared names, or the type that is wanted.
    """
    for name, value in given.items():
        if name not in declared:
            raise ParameterError(
                f"there is no parameter {name!r}",
                where=where,
                remedy=nearest(name, tuple(declared)),
            )
        wanted = declared[name]
        fits = type(value) is TYPES.get(wanted, object) or (
            wanted == "float" and type(value) is int
        )
        if not fits:
            raise ParameterError(
                f"the parameter {name!r} must be {WORDS.get(wanted, wanted)}, not {value!r}",
                where=where,
                remedy=f"give {name} as {WORDS.get(wanted, wanted)}"
                + (" (papermill: -r instead of -p)" if wanted == "str" else ""),
            )


def check_values(values: Mapping[str, object], known_reports: Callable[[], Sequence[str]]) -> None:
    """Stop at an unknown report, indicator or language, by the names that all notebooks share.

    Raises:
        UnknownReportError: naming the closest reports.
        ParameterError: naming the closest indicators, denominators or sets of gold, or the two
            languages.
    """
    if "report" in values:
        _known_report(str(values["report"]), known_reports())
    if "reports" in values:
        select_reports(str(values["reports"]), known_reports())
    if "indicators" in values:
        select_indicators(str(values["indicators"]))
    if "ranked" in values:
        select_indicator(str(values["ranked"]))
    if "per" in values:
        select_per(str(values["per"]))
    if "gold" in values:
        select_gold(str(values["gold"]))
    if "language" in values and values["language"] not in LANGUAGES:
        raise ParameterError(
            f"the language {values['language']!r} is not offered", remedy="use en or zh"
        )


def _known_report(report: str, known: Sequence[str]) -> str:
    if report in known:
        return report
    raise UnknownReportError(f"there is no report {report!r}", remedy=nearest(report, known))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def select_reports(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The reports that ``"all"`` or ``"cili-2018, longhui-2019"`` means.

    Raises:
        UnknownReportError: one of them does not exist, or none is named.
    """
    names = tuple(known) if text.strip() == ALL else _listed(text)
    if not names:
        raise UnknownReportError("no report is named", remedy='use "all" or a list of ids')
    return tuple(_known_report(name, known) for name in names)


def select_indicators(text: str) -> tuple[str, ...]:
    """The indicators that ``"registry.incidence, funding.total"`` or ``"all"`` means.

    Raises:
        ParameterError: one of them is not in the codebook, or none is named.
    """
    from county_reports import codebook

    known = tuple(codebook.load().indicators)
    names = known if text.strip() == ALL else _listed(text)
    for name in names:
        if name not in known:
            raise ParameterError(
                f"there is no indicator {name!r}", where="codebook", remedy=nearest(name, known)
            )
    if not names:
        raise ParameterError("no indicator is named", remedy='use "all" or a list of ids')
    return names


def select_indicator(text: str) -> str:
    """The one indicator that a text names.

    Raises:
        ParameterError: it is not in the codebook, or several are named.
    """
    names = select_indicators(text)
    if len(names) > 1:
        raise ParameterError(
            f"one indicator is wanted, not {len(names)}", remedy=f"name one of them: {names[0]}"
        )
    return names[0]


def select_per(text: str) -> str:
    """What ``"poor person"`` or ``"贫困人口"`` divides figures by, under its English name.

    Raises:
        ParameterError: figures cannot be given per that; the close names are given.
    """
    from county_reports.comparison.denominators import per_named
    from county_reports.errors import UsageError

    try:
        return per_named(text).name
    except UsageError as problem:
        raise ParameterError(problem.what, where=problem.where, remedy=problem.remedy) from problem


def select_gold(text: str) -> tuple[str, ...]:
    """The sets of annotated reports that ``"seeds, third"`` or ``"all"`` means.

    Raises:
        ParameterError: one of them does not exist, or none is named.
    """
    from county_reports.quality.gold import SETS

    known = tuple(SETS)
    names = known if text.strip() == ALL else _listed(text)
    for name in names:
        if name not in known:
            raise ParameterError(f"there is no set of gold {name!r}", remedy=nearest(name, known))
    if not names:
        raise ParameterError("no set of gold is named", remedy='use "all" or a list of sets')
    return names


def literal(text: str, wanted: str) -> Value:
    """A value from the command line in the declared type; text stays text (``"2018"`` too).

    >>> literal("2018", "str"), literal("3", "int"), literal("yes", "bool")
    ('2018', 3, 'yes')
    """
    if wanted == "bool" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if wanted in ("int", "float"):
        try:
            return int(text) if wanted == "int" else float(text)
        except ValueError:
            return text  # check_names says what is wanted
    return text

"""What a notebook calls first: ``use(globals())`` checks its parameters before any work.

``use(globals())`` is the first library call of every notebook. papermill puts a cell with the given
values after the parameters cell and only warns about a name that the notebook does not have; here
such a run stops before any work. The declared names and types are the annotations of the parameters
cell; the given ones stand in the cell that papermill begins with ``# Parameters``.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from county_reports.errors import CountyReportsError, ParameterError
from county_reports.execution import parameters

OUTPUTS_VARIABLE = "COUNTY_REPORTS_OUTPUTS"
"""Names the file in which a run lists what it wrote (one path a line); set by the runner."""

_INJECTED_MARK = "# Parameters"


def use(names: Mapping[str, object]) -> None:
    """Check a notebook's parameters before it does anything: ``cr.use(globals())``.

    A misspelt name (``reprot``), a value of the wrong type, an unknown report (隆回 is
    ``longhui-2019``), indicator or language ends the notebook with one sentence.

    Raises:
        ParameterError: the name does not exist or the value does not fit.
        UnknownReportError: no report has this id.
    """
    try:
        declared = _declared(names)
        parameters.check_names(declared, _injected(names.get("In")), "this notebook")
        values = {name: names[name] for name in declared if name in names}
        # The defaults are checked as well: whoever edits them in JupyterLab may misspell one too.
        parameters.check_names(declared, values, "this notebook")
        parameters.check_values(values, _report_ids)
    except CountyReportsError as problem:
        # IPython's own protocol: show this instead of a traceback through the library.
        sentence = f"{type(problem).__name__}: {problem}"
        vars(problem)["_render_traceback_"] = lambda: [sentence]
        raise


def note_outputs(made: Iterable[Path]) -> None:
    """Tell the runner, when there is one, that these files were written."""
    listing = os.environ.get(OUTPUTS_VARIABLE)
    if listing:
        with Path(listing).open("a", encoding="utf-8") as stream:
            stream.writelines(f"{path}\n" for path in made)


def _report_ids() -> tuple[str, ...]:
    from county_reports import paths
    from county_reports.reading import manifest

    return tuple(entry.id for entry in manifest.list_reports(paths.seeds_folder()))


def _declared(names: Mapping[str, object]) -> dict[str, str]:
    annotations = names.get("__annotations__")
    if not isinstance(annotations, dict):
        return {}
    return {
        str(name): kind.__name__ if isinstance(kind, type) else str(kind)
        for name, kind in annotations.items()
    }


def _injected(history: object) -> dict[str, object]:
    """What papermill gave: the assignments of the cells that it wrote itself."""
    given: dict[str, object] = {}
    for cell in history if isinstance(history, list) else ():
        if isinstance(cell, str) and cell.startswith(_INJECTED_MARK):
            given |= _assigned(cell)
    return given


def _assigned(cell: str) -> dict[str, object]:
    given: dict[str, object] = {}
    for statement in ast.parse(cell).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            try:
                given[statement.targets[0].id] = ast.literal_eval(statement.value)
            except ValueError as problem:  # float("nan") and its kind
                raise ParameterError(
                    f"the parameter {statement.targets[0].id!r} is no plain value",
                    where="this notebook",
                    remedy="give text, a number, True or False",
                ) from problem
    return given

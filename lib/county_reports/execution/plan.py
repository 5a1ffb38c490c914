"""Which notebooks there are, and which runs of them the reports call for.

A notebook that has the parameter ``report`` runs once for every report, any other notebook once.
Nothing is registered anywhere: a notebook put into ``notebooks/`` is found and run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from county_reports.errors import ParameterError, UsageError
from county_reports.execution import parameters
from county_reports.execution.parameters import Parameter, Value


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook of the project, e.g. 02_county_summary with the parameter report."""

    path: Path
    title: str
    parameters: tuple[Parameter, ...]
    content: str = field(repr=False)
    """What the notebook says and does, without outputs and execution counts, for hashing."""

    @property
    def name(self) -> str:
        """The file name without its ending: ``02_county_summary``."""
        return self.path.stem

    @property
    def per_report(self) -> bool:
        """Whether it runs once for every report."""
        return any(parameter.name == "report" for parameter in self.parameters)

    @property
    def reads_gold(self) -> bool:
        """Whether it depends on the annotated reports: it has the parameter ``gold``."""
        return any(parameter.name == "gold" for parameter in self.parameters)

    @property
    def is_template(self) -> bool:
        """Whether it is there to be copied: it runs for the first report only, as a proof."""
        return self.name.endswith("template")


@dataclass(frozen=True, slots=True)
class Run:
    """One notebook with the values of its parameters; `report` is None when it needs them all."""

    notebook: Notebook
    report: str | None
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def key(self) -> str:
        """The run's name, also of its files: ``02_county_summary/cili-2018``."""
        if self.report is None:
            return self.notebook.name
        return f"{self.notebook.name}/{self.report}"

    @property
    def label(self) -> str:
        """The run's name for people: ``02_county_summary · cili-2018``."""
        return self.key.replace("/", " · ")


def read(path: Path) -> Notebook:
    """One notebook with its title and parameters.

    Raises:
        ParameterError: it is no notebook, or its parameters cell holds anything but literals.
    """
    stored = parameters.read_notebook(path)
    cells = stored["cells"]
    content = [
        [cell.get("cell_type"), parameters.source_of(cell), parameters.tags_of(cell)]
        for cell in (cells if isinstance(cells, list) else ())
    ]
    title = next(
        (
            line.lstrip("# ").strip()
            for kind, source, _ in content
            if kind == "markdown"
            for line in source.splitlines()
            if line.startswith("# ")
        ),
        path.stem,
    )
    return Notebook(
        path,
        title,
        parameters.parameters_of(stored, path.name),
        json.dumps(content, ensure_ascii=False),
    )


def discover(folder: Path) -> tuple[Notebook, ...]:
    """All notebooks of a folder, in the order of their names.

    Hidden files are passed over: JupyterLab saves to ``.~NAME.ipynb`` first.
    """
    found = sorted(folder.glob("*.ipynb"))
    return tuple(read(path) for path in found if not path.name.startswith("."))


def runs_of(notebooks: Sequence[Notebook], reports: Sequence[str]) -> tuple[Run, ...]:
    """All runs: notebooks that need all reports first (they take longest), then the others."""
    whole = [Run(notebook, None) for notebook in notebooks if not notebook.per_report]
    each = [
        Run(notebook, report, (("report", report),))
        for notebook in notebooks
        if notebook.per_report
        for report in (reports[:1] if notebook.is_template else reports)
    ]
    return tuple(whole + each)


def choose(runs: Sequence[Run], only: Sequence[str], reports: Sequence[str]) -> tuple[Run, ...]:
    """The runs of the notebooks and reports that are named, e.g. ``02_county_summary``.

    Notebooks narrow the notebooks, reports narrow the reports; both together narrow both.

    Raises:
        UsageError: a name is neither a notebook nor a report, or none of the notebooks runs for
            the reports.
    """
    notebooks = tuple(dict.fromkeys(run.notebook.name for run in runs))
    known = (*notebooks, *reports)
    for name in only:
        if name.removesuffix(".ipynb") not in known:
            raise UsageError(
                f"{name!r} is neither a notebook nor a report that can be read",
                remedy=parameters.nearest(name, known),
            )
    wanted = {name.removesuffix(".ipynb") for name in only}
    in_notebooks = wanted & set(notebooks) or set(notebooks)
    in_reports = wanted & set(reports)
    chosen = tuple(
        run
        for run in runs
        if run.notebook.name in in_notebooks and (not in_reports or run.report in in_reports)
    )
    if only and not chosen:
        raise UsageError(
            f"no run of {', '.join(sorted(in_notebooks))} is for {', '.join(sorted(in_reports))}",
            remedy="leave the reports out for a notebook that looks at all of them",
        )
    return chosen


def with_values(runs: Sequence[Run], given: Mapping[str, str]) -> tuple[Run, ...]:
    """The runs with values from the command line, checked against what each notebook declares.

    Raises:
        ParameterError: a notebook does not have the parameter, or the value has the wrong type.
    """
    changed = []
    for run in runs:
        types = {parameter.name: parameter.type for parameter in run.notebook.parameters}
        values = {
            name: parameters.literal(text, types.get(name, "str")) for name, text in given.items()
        }
        parameters.check_names(types, values, run.notebook.name)
        if "report" in values:
            raise ParameterError(
                "the report is chosen with --only", remedy=f"use --only {values['report']}"
            )
        changed.append(Run(run.notebook, run.report, (*run.values, *values.items())))
    return tuple(changed)


def check(run: Run, reports: Sequence[str]) -> None:
    """Stop at a value that makes no sense (an unknown report, indicator or language).

    The notebook's own defaults are not looked at: its report may be one of another corpus.

    Raises:
        ParameterError: an unknown indicator or language.
        UnknownReportError: an unknown report.
    """
    parameters.check_values(dict(run.values), lambda: reports)

"""One notebook, run once: papermill in this process, the kernel in its own.

A run writes the executed copy and its page under ``build/`` and whatever figures the notebook
publishes; its record comes last. What fails is saved beside them with the failed cell marked, and
nothing that an earlier run left under the same name is kept in its place.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from county_reports.execution import kernels, records, site
from county_reports.execution.parameters import Value
from county_reports.execution.session import OUTPUTS_VARIABLE

CELL_TIMEOUT = 600
START_TIMEOUT = 120


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that a worker needs to run one notebook; it can be sent to another process."""

    root: Path
    notebook: Path
    key: str
    title: str
    values: dict[str, Value]
    fingerprint: str
    cell_timeout: int = CELL_TIMEOUT


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended. `failure` is empty, or says in one line which cell failed and why."""

    key: str
    seconds: float
    failure: str = ""
    cell: int | None = None
    saved: str = ""
    """The failed notebook, below the project's folder."""
    outputs: tuple[str, ...] = field(default=(), repr=False)


def folders(root: Path) -> dict[str, Path]:
    """The folders that runs write: executed copies, pages, failed copies, records."""
    build = root / "build"
    return {name: build / name for name in ("executed", "html", "failed", "records", "data")}


def scratch_folder(root: Path) -> Path:
    """Where runs keep what is not finished; a killed run leaves something here and nowhere else."""
    return root / "build" / "unfinished"


def execute(job: Job) -> Outcome:
    """Run a notebook and keep its copy, page and record; a failing notebook is an outcome too."""
    started = time.monotonic()
    places = folders(job.root)
    executed = places["executed"] / f"{job.key}.ipynb"
    page = places["html"] / f"{job.key}.html"
    failed = places["failed"] / f"{job.key}.ipynb"
    records.forget(places["records"] / "runs", job.key)
    scratch_folder(job.root).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch_folder(job.root)) as scratch:
        temporary = Path(scratch) / "notebook.ipynb"
        listing = Path(scratch) / "outputs.txt"
        failure = _run_with_retry(job, temporary, listing)
        notebook = _read(temporary)
        clean(notebook, str(job.root))
        if failure is not None:
            for stale in (executed, page):
                stale.unlink(missing_ok=True)
            records.write_atomically(failed, _dump(notebook))
            return Outcome(
                job.key,
                time.monotonic() - started,
                failure.reason,
                failure.cell,
                failed.relative_to(job.root).as_posix(),
            )
        failed.unlink(missing_ok=True)
        records.write_atomically(executed, _dump(notebook))
        html = site.page(notebook, title=job.title, depth=job.key.count("/") + 1)
        records.write_atomically(page, html.encode())
        published = [Path(line) for line in _lines(listing)]
    made = [executed, page, *published]
    record = records.Record(
        job.key, job.fingerprint, records.hashed(job.root, made), title=job.title
    )
    records.save(places["records"] / "runs", record)
    return Outcome(job.key, time.monotonic() - started, outputs=tuple(record.outputs))


@dataclass(frozen=True, slots=True)
class _Failure:
    reason: str
    cell: int | None = None


def _run_with_retry(job: Job, target: Path, listing: Path) -> _Failure | None:
    # Two kernels that start at once can race for a port; one that dies before its first cell is
    # started once more. A notebook that has begun is never run twice.
    for attempt in (1, 2):
        listing.write_text("", encoding="utf-8")
        try:
            _papermill(job, target, listing)
        except Exception as problem:  # noqa: BLE001  whatever a notebook does, the others go on
            if attempt == 1 and _died_at_start(problem, target):
                continue
            return _describe(problem, target)
        return None
    return None  # pragma: no cover  the second attempt always returns


def _papermill(job: Job, target: Path, listing: Path) -> None:
    nbformat, papermill = _import_papermill()
    notebook = nbformat.read(job.notebook, as_version=4)
    # Written before the kernel starts, so that a run which never got a kernel leaves a copy too.
    nbformat.write(notebook, target)
    with _quiet():
        papermill.execute_notebook(
            notebook,
            # papermill fills in {braces} of paths
            str(target).replace("{", "{{").replace("}", "}}"),
            parameters=dict(job.values),
            kernel_name=kernels.KERNEL_NAME,
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=True,
            start_timeout=START_TIMEOUT,
            execution_timeout=job.cell_timeout,
            shutdown_kernel="immediate",
            kernel_manager_class=kernels.manager_class(job.root, {OUTPUTS_VARIABLE: str(listing)}),
        )


def _import_papermill() -> tuple[Any, Any]:
    with _without("rfc3987_syntax"), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import nbformat
        import papermill

    return nbformat, papermill


@contextlib.contextmanager
def _without(name: str) -> Iterator[None]:
    """Import without an optional grammar that jsonschema builds for 0.8 s and nobody here uses."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # the import system's own way to say no
    try:
        yield
    finally:
        sys.modules.pop(name, None)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("papermill", "traitlets")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)


def _died_at_start(problem: Exception, target: Path) -> bool:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    lost = isinstance(problem, RuntimeError | TimeoutError | OSError | DeadKernelError)
    if not lost or isinstance(problem, CellTimeoutError):
        return False
    return not any(cell.get("execution_count") for cell in _read(target)["cells"])


def _describe(problem: Exception, target: Path) -> _Failure:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    if isinstance(problem, PapermillExecutionError):
        # Papermill counts from 0 and does not count the notes it adds; people count from 1.
        reason = _one_line(f"{problem.ename}: {problem.evalue}")
        return _Failure(reason, int(problem.cell_index) + 1)
    last = _last_cell(_read(target))
    if isinstance(problem, CellTimeoutError):
        return _Failure("the cell took longer than it may", last)
    if isinstance(problem, DeadKernelError):
        return _Failure("the kernel died in this cell (out of memory?)", last)
    return _Failure(_one_line(f"{type(problem).__name__}: {problem}"), last)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 300 else line[:299] + "…"


def _last_cell(notebook: Mapping[str, Any]) -> int | None:
    begun = [
        number
        for number, cell in enumerate(notebook["cells"], start=1)
        if cell["metadata"].get("papermill", {}).get("start_time")
    ]
    return begun[-1] if begun else None


def clean(notebook: dict[str, Any], root: str) -> None:
    """Take out of an executed copy what differs from run to run: times, places, random ids."""
    notebook["metadata"].pop("papermill", None)
    notebook["metadata"].pop("widgets", None)
    for number, cell in enumerate(notebook["cells"]):
        for name in ("papermill", "execution"):
            cell["metadata"].pop(name, None)
        tags = cell["metadata"].get("tags", [])
        if not tags:
            cell["metadata"].pop("tags", None)
        if "injected-parameters" in tags:
            cell["id"] = "injected-parameters"
        elif "papermill-error-cell-tag" in tags:
            cell["id"] = f"papermill-error-{number}"
        for output in cell.get("outputs", ()):
            if output["output_type"] == "error":
                output["traceback"] = [line.replace(root, ".") for line in output["traceback"]]


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _dump(notebook: dict[str, Any]) -> bytes:
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode("utf-8", errors="replace")


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line]

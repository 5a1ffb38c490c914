"""The main job: read every report, run every notebook for it, repeat nothing that is still right.

All plans and checks here are plain hashing of files. pandas and papermill are loaded by the workers
that need them, so a job with nothing to do ends at once.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, fields
from pathlib import Path

from county_reports.errors import UsageError
from county_reports.execution import data, index, plan, pool, records, runner
from county_reports.extraction import correction_file
from county_reports.model import Metadata
from county_reports.reading import manifest

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller wants: which runs, how many processes, whether to repeat all."""

    only: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    workers: int = pool.DEFAULT_WORKERS
    force: bool = False


@dataclass(frozen=True, slots=True)
class SetAside:
    """A report that could not be read, with the reason and what helps."""

    report: str
    file: str
    reason: str
    remedy: str

    @property
    def line(self) -> str:
        """One line for the terminal."""
        advice = f" To mend it: {self.remedy}." if self.remedy else ""
        return f"set aside: {self.file}: {self.reason}.{advice}"


@dataclass(frozen=True, slots=True)
class JobResult:
    """How the job ended: what was done, what failed, what was set aside."""

    total: int
    done: int
    read: int
    failures: tuple[runner.Outcome, ...]
    set_aside: tuple[SetAside, ...]
    known: int = 0
    """How many reports the folder has, read or set aside."""

    @property
    def exit_code(self) -> int:
        """0 when all is done, 1 when a report was set aside or a notebook failed."""
        return 1 if self.failures or self.set_aside else 0


class Progress:
    """What a job tells while it works; this one keeps silent (no terminal)."""

    def begin(self, total: int) -> None:
        """So many steps lie ahead."""

    def step(self, label: str) -> None:
        """One step is done."""

    def end(self) -> None:
        """All steps are done."""


def run(
    root: Path,
    options: Options,
    *,
    warn: Say,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> JobResult:
    """Do whatever the main job still has to do.

    Args:
        root: the project's folder.
        options: which runs, how many processes.
        warn: called with one line for each failure and each report that was set aside.
        progress: told of every step.
        executor: any executor; processes of our own without one.

    Raises:
        UsageError: an unknown notebook, report or parameter, or another run is at work here.
        CorrectionError: seeds/corrections.yaml is malformed or names an unknown report.
    """
    root = root.resolve()
    progress = progress or Progress()
    notebooks = plan.discover(root / "notebooks")
    entries = manifest.list_reports(root / "seeds")
    corrections = correction_file.read(root / "seeds")
    correction_file.assert_reports(corrections, [entry.id for entry in entries])
    _check_selection(options, notebooks, entries)
    with _alone(root):
        work = _Work(
            root, options, notebooks, entries, corrections=corrections, progress=progress,
            executor=executor,
        )  # fmt: skip
        return work.do(warn)


def _check_selection(
    options: Options, notebooks: Sequence[plan.Notebook], entries: Sequence[Metadata]
) -> None:
    """Stop at a wrong name before anything is read."""
    ids = tuple(entry.id for entry in entries)
    chosen = plan.choose(plan.runs_of(notebooks, ids), options.only, ids)
    valued = plan.with_values(chosen, dict(options.values))
    for one in {each.notebook.name: each for each in valued}.values():
        plan.check(one, ids)


class _Work:
    def __init__(
        self,
        root: Path,
        options: Options,
        notebooks: Sequence[plan.Notebook],
        entries: Sequence[Metadata],
        *,
        corrections: Sequence[correction_file.Entry],
        progress: Progress,
        executor: Executor | None,
    ) -> None:
        self.root = root
        self.options = options
        self.notebooks = notebooks
        self.entries = entries
        self.corrections = corrections
        self.progress = progress
        self.executor = executor
        self.shared = records.fingerprint_of_library(root)
        self.reports = {entry.id: self._report_fingerprint(entry) for entry in entries}
        self.reading = root / "build" / "records" / "reading"
        self.runs = root / "build" / "records" / "runs"
        self.failures: list[runner.Outcome] = []

    def do(self, warn: Say) -> JobResult:
        to_read = [entry for entry in self.entries if self._must_read(entry)]
        # How many notebooks will be stale is known for certain only after reading.
        self.progress.begin(len(to_read) + len(self._stale(self._selected(self._ids()))))
        self._read(to_read)
        set_aside = tuple(self._set_aside())
        for each in set_aside:
            warn(each.line)
        readable = self._readable(set_aside)
        selected = self._selected(readable)
        stale = self._stale(selected)
        jobs = [self._job(each, readable) for each in stale]

        def notebook_done(job: runner.Job, result: runner.Outcome | Exception) -> None:
            if isinstance(result, Exception):
                result = runner.Outcome(job.key, 0, f"{type(result).__name__}: {result}")
            if result.failure:
                self.failures.append(result)
                warn(failure_line(result))
            self.progress.step(result.key)

        pool.run_all(
            runner.execute,
            jobs,
            notebook_done,
            executor=self.executor,
            workers=self.options.workers,
        )
        self._gather(readable)
        self._codebook()
        if not self.options.only:
            self._prune(readable)
        self._index(readable, set_aside)
        self.progress.end()
        return JobResult(
            len(selected), len(jobs), len(to_read), tuple(self.failures), set_aside,
            len(self.entries),
        )  # fmt: skip

    def _ids(self) -> tuple[str, ...]:
        return tuple(entry.id for entry in self.entries)

    def _readable(self, set_aside: Sequence[SetAside]) -> tuple[str, ...]:
        lost = {each.report for each in set_aside}
        return tuple(report for report in self._ids() if report not in lost)

    # ---- fingerprints

    def _report_fingerprint(self, entry: Metadata) -> str:
        row = [str(getattr(entry, field.name)) for field in fields(entry)]
        content = records.file_digest(self.root / "seeds" / entry.file)
        # only a report's own corrections: changing one repeats nothing of the other reports
        own = correction_file.of_report(self.corrections, entry.id)
        corrected = [each.content for each in own]
        return records.combined([self.shared, *row, content or "no such file", *corrected])

    def _run_fingerprint(self, one: plan.Run, readable: Sequence[str]) -> str:
        needed = [one.report] if one.report else list(readable)
        return records.combined(
            [
                self.shared,
                one.notebook.content,
                json.dumps(one.values),
                *(f"{report} {self.reports[report]}" for report in needed),
                *([self._gold_fingerprint()] if one.notebook.reads_gold else ()),
            ]
        )

    def _gold_fingerprint(self) -> str:
        from county_reports.quality import gold

        folder = self.root / "tests" / "gold"
        files = [
            path
            for name in gold.available(folder)
            for path in gold.files_of(gold.folder_of(name, folder))
        ]
        return records.combined(
            f"{path.relative_to(folder).as_posix()} {records.file_digest(path)}" for path in files
        )

    # ---- reading

    def _must_read(self, entry: Metadata) -> bool:
        record = records.load(self.reading, entry.id)
        fresh = records.is_fresh(self.root, record, self.reports[entry.id])
        return self.options.force or not fresh

    def _read(self, entries: Sequence[Metadata]) -> None:
        jobs = [
            data.ReadJob(self.root, entry.id, entry.file, self.reports[entry.id])
            for entry in entries
        ]

        def read_done(job: data.ReadJob, result: data.ReadOutcome | Exception) -> None:
            if isinstance(result, Exception):
                # A fault of the library in one report must not cost the others. It is not
                # recorded as read: the next run tries again.
                reason = f"{type(result).__name__}: {result}"
                remedy = "report this as a fault of county-reports"
                records.save(
                    self.reading, records.Record(job.report, "", reason=reason, remedy=remedy)
                )
            self.progress.step(job.report)

        pool.run_all(
            data.read, jobs, read_done, executor=self.executor, workers=self.options.workers
        )

    def _set_aside(self) -> Iterator[SetAside]:
        for entry in self.entries:
            record = records.load(self.reading, entry.id)
            if record is None:
                yield SetAside(entry.id, entry.file, "reading it did not finish", "run it again")
            elif record.reason:
                yield SetAside(entry.id, entry.file, record.reason, record.remedy)

    # ---- notebooks

    def _selected(self, readable: Sequence[str]) -> tuple[plan.Run, ...]:
        everything = plan.runs_of(self.notebooks, self._ids())
        chosen = plan.choose(everything, self.options.only, self._ids())
        valued = plan.with_values(chosen, dict(self.options.values))
        return tuple(
            each for each in valued if (each.report in readable if each.report else bool(readable))
        )

    def _stale(self, selected: Sequence[plan.Run]) -> list[plan.Run]:
        readable = self._readable(tuple(self._set_aside()))
        return [
            each
            for each in selected
            if self.options.force
            or not records.is_fresh(
                self.root,
                records.load(self.runs, each.key),
                self._run_fingerprint(each, readable),
            )
        ]

    def _job(self, one: plan.Run, readable: Sequence[str]) -> runner.Job:
        title = one.notebook.title if one.report is None else f"{one.notebook.title}: {one.report}"
        return runner.Job(
            root=self.root,
            notebook=one.notebook.path,
            key=one.key,
            title=title,
            values=dict(one.values),
            fingerprint=self._run_fingerprint(one, readable),
        )

    # ---- what the whole corpus gives

    def _gather(self, readable: tuple[str, ...]) -> None:
        store = self.root / "build" / "records"
        fingerprint = records.combined([*readable, *(self.reports[each] for each in readable)])
        if readable and not records.is_fresh(self.root, records.load(store, "corpus"), fingerprint):
            made = data.gather(self.root, readable)
            records.save(
                store, records.Record("corpus", fingerprint, records.hashed(self.root, made))
            )

    def _codebook(self) -> None:
        """CODEBOOK.md follows from the library; whoever adds an indicator need not remember it."""
        store, target = self.root / "build" / "records", self.root / "CODEBOOK.md"
        if not records.is_fresh(self.root, records.load(store, "codebook"), self.shared):
            from county_reports import codebook, documentation

            text = documentation.render(codebook.load(), "md").encode()
            records.write_atomically(target, text)
            made = records.hashed(self.root, [target])
            records.save(store, records.Record("codebook", self.shared, made))

    def _prune(self, readable: Sequence[str]) -> None:
        """Files of reports and notebooks that are gone would look as if they were still true."""
        wanted = {each.key for each in plan.runs_of(self.notebooks, readable) if readable}
        for store, keep in ((self.runs, wanted), (self.reading, set(self._ids()))):
            for record in records.every(store):
                if record.key not in keep:
                    records.remove_outputs(self.root, record)
                    records.forget(store, record.key)
        if not readable:
            store = self.root / "build" / "records"
            corpus = records.load(store, "corpus")
            if corpus is not None:
                records.remove_outputs(self.root, corpus)
                records.forget(store, "corpus")
        failed = self.root / "build" / "failed"
        for path in failed.rglob("*.ipynb"):
            if path.relative_to(failed).with_suffix("").as_posix() not in wanted:
                path.unlink()

    def _index(self, readable: Sequence[str], set_aside: Sequence[SetAside]) -> None:
        path = self.root / "build" / "index.html"
        text = index.page(
            self.root,
            [data.about(self.root, report) for report in readable],
            records.every(self.runs),
            [each.line for each in set_aside],
            [(failure_line(each), each.saved) for each in self.failures],
        ).encode()
        if records.file_digest(path) != records.digest(text):
            records.write_atomically(path, text)


def failure_line(outcome: runner.Outcome) -> str:
    """Which notebook, for which report, failed in which cell, why, and where it is kept."""
    parts = [outcome.key.replace("/", " · ")]
    if outcome.cell is not None:
        parts.append(f"cell {outcome.cell}")
    parts.append(outcome.failure)
    if outcome.saved:
        parts.append(outcome.saved)
    return "failed: " + " · ".join(parts)


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let one job work in a project at a time; the lock of a killed one is free at once."""
    build = root / "build"
    build.mkdir(exist_ok=True)
    with (build / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise UsageError(
                "another run is at work in this project", remedy="wait until it has ended"
            ) from problem
        shutil.rmtree(runner.scratch_folder(root), ignore_errors=True)
        yield

"""A folder of reports, read on one core, many, or a cluster.

Reading is written against ``concurrent.futures.Executor``: processes serve today, a Dask cluster
(``client.get_executor()``) can serve tomorrow. A report that cannot be read is set aside with its
reason and what would mend it; the others go on. The order of the reports is that of the manifest,
whoever finishes first.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, overload

from county_reports import paths
from county_reports.errors import CountyReportsError, ProjectNotFoundError, UnknownReportError
from county_reports.extraction import correction_file
from county_reports.extraction.correction_file import Entry
from county_reports.extraction.coverage import measure_coverage
from county_reports.language.of_corpus import WordsOfCorpus
from county_reports.model import Metadata, Report, assert_grounded
from county_reports.one_report import ReadReport, audited
from county_reports.reading import manifest, reader

if TYPE_CHECKING:
    from pandas import DataFrame

    from county_reports.auditing import AuditedCorpus, AuditedReport
    from county_reports.language.reuse.shared import SharedPassages

FEW = 8
"""Up to this many reports are read in this process: starting others would take longer."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A report that could not be read: its file, the reason, what would mend it."""

    file: str
    reason: str
    remedy: str
    report: str = ""


@dataclass(frozen=True)
class Corpus(WordsOfCorpus):
    """The reports of one run, and those that had to be set aside.

    Example: ``read_corpus("seeds")["longhui-2019"].metadata.county`` is 隆回县.
    """

    reports: tuple[ReadReport, ...]
    set_aside: tuple[SetAside, ...] = ()

    def __getitem__(self, report_id: str) -> ReadReport:
        for report in self.reports:
            if report.id == report_id:
                return report
        raise unknown_report(report_id, [report.id for report in self.reports])

    def __iter__(self) -> Iterator[ReadReport]:
        return iter(self.reports)

    def __len__(self) -> int:
        return len(self.reports)

    def __contains__(self, report_id: object) -> bool:
        return any(report.id == report_id for report in self.reports)

    @property
    def ids(self) -> tuple[str, ...]:
        """The reports' ids, in the order of the manifest."""
        return tuple(report.id for report in self.reports)

    @property
    def metadata(self) -> tuple[Metadata, ...]:
        """What is known about each report, in the order of the manifest."""
        return tuple(report.metadata for report in self.reports)

    @property
    def sources(self) -> dict[str, str]:
        """The texts by report id."""
        return {report.id: report.source for report in self.reports}

    @cached_property
    def observations(self) -> DataFrame:
        """All figures of all reports, one row a figure, columns of ``schema.OBSERVATIONS``."""
        from county_reports.comparison.tables import observations_frame

        return observations_frame((r.report, r.observations_list) for r in self.reports)

    @cached_property
    def coverage(self) -> DataFrame:
        """How much of each report was read: report, county (str), report_year (Int64), numerals,
        read, set_aside, unread (int64, counts) and share (float64, 0 to 1).
        """
        import pandas as pd

        rows = [
            (r.id, r.metadata.name, r.metadata.year, r.coverage.total, r.coverage.read,
             r.coverage.set_aside, len(r.coverage.unread), float(r.coverage.share))
            for r in self.reports
        ]  # fmt: skip
        types = {
            "report": "str", "county": "str", "report_year": "Int64", "numerals": "int64",
            "read": "int64", "set_aside": "int64", "unread": "int64", "share": "float64",
        }  # fmt: skip
        return pd.DataFrame(rows, columns=list(types)).astype(types)

    @cached_property
    def audit(self) -> AuditedCorpus:
        """The audits of all reports; each is computed when it is first asked for, and once."""
        from county_reports.auditing import AuditedCorpus

        return AuditedCorpus(tuple(report.audit for report in self.reports))

    @cached_property
    def shared_passages(self) -> SharedPassages:
        """Wording that reports share, e.g. 扶贫领域腐败和作风问题专项治理: `.passages`, `.pairs`."""
        from county_reports.language.reuse.shared import shared_passages

        return shared_passages(report.report for report in self.reports)

    def compare(self, indicators: Sequence[str], per: str | None = None) -> DataFrame:
        """One row for each indicator and report, columns of ``schema.COMPARISON``.

        With ``per``, e.g. per="poor person" or "贫困人口", each figure divided by what the report
        states for it: columns and names of ``comparison.denominators`` (DERIVED, PERS).

        Raises:
            UsageError: an indicator is not in the codebook, or figures cannot be given per that.
        """
        from county_reports.comparison import alignment, denominators

        read = self.observations, self.metadata, indicators, self.sources
        return alignment.compare(*read) if per is None else denominators.compare_per(*read, per)

    def panel(self, indicators: Sequence[str]) -> DataFrame:
        """One row for each county, year and indicator, columns of ``comparison.panel.PANEL``.

        Raises:
            UsageError: an indicator is not in the codebook.
        """
        from county_reports.comparison import panel

        return panel.panel(self.observations, self.metadata, indicators, self.sources)

    def texts(self) -> tuple[Report, ...]:
        """The reports without what was read from them, in the order of the manifest."""
        return tuple(read.report for read in self.reports)

    def text_of(self, report_id: str) -> Report:
        """The report with this id, e.g. ``longhui-2019``; UnknownReportError without one."""
        return self[report_id].report

    def __repr__(self) -> str:
        aside = f", {len(self.set_aside)} set aside" if self.set_aside else ""
        return f"<corpus of {len(self.reports)} reports{aside}>"

    def _repr_html_(self) -> str:
        from county_reports import highlight

        return highlight.corpus_table(
            [(r.metadata, r.coverage, r.measures) for r in self.reports],
            [(aside.file, aside.reason, aside.remedy) for aside in self.set_aside],
        )


def unknown_report(report_id: str, known: Sequence[str]) -> UnknownReportError:
    """The error for an id that no report has, with the ids that come close."""
    close = get_close_matches(report_id, known, n=3, cutoff=0.5)
    named = f"did you mean {' or '.join(close)}" if close else f"known are {', '.join(known[:12])}"
    if not known:
        named = "there are none yet"
    return UnknownReportError(
        f"there is no report {report_id!r}", remedy=f"{named}; put its text file into seeds/"
    )


@overload
def audit(
    read: ReadReport | str | Path, *, only: Collection[str] = (), without: Collection[str] = ()
) -> AuditedReport: ...


@overload
def audit(
    read: Corpus, *, only: Collection[str] = (), without: Collection[str] = ()
) -> AuditedCorpus: ...


def audit(
    read: ReadReport | Corpus | str | Path,
    *,
    only: Collection[str] = (),
    without: Collection[str] = (),
) -> AuditedReport | AuditedCorpus:
    """Whether a report's own figures agree: 63153户 + 3343户 and 66496户; corrections applied first.

    Args:
        read: a report or corpus that was read, or the id or file of a report.
        only: ids of rules; all that are on when empty.
        without: ids of rules to leave out.

    Raises:
        UsageError: a rule of that id does not exist.
        UnknownReportError: no report has this id.
    """
    from county_reports.auditing import AuditedCorpus

    if isinstance(read, Corpus):
        each = (audit(one, only=only, without=without) for one in read.reports)
        return AuditedCorpus(tuple(each))
    one = read if isinstance(read, ReadReport) else read_report(read)
    return audited(one, only, without) if only or without else one.audit


def read_report(path_or_id: str | Path) -> ReadReport:
    """Read one report: a file, or the id of a report in seeds/, e.g. ``longhui-2019``.

    Raises:
        UnknownReportError: neither a file nor a report in seeds/ has this name.
        ReadingError: the file is missing, empty or no UTF-8 text.
        SeedChangedError: the file is not the one that its manifest declares.
        CorrectionError: the corrections beside it are malformed, or one of its own no longer fits.
    """
    path = Path(path_or_id)
    if isinstance(path_or_id, str) and path.suffix == "" and len(path.parts) == 1:
        folder = paths.seeds_folder()
        listed = {entry.id: entry for entry in manifest.list_reports(folder)}
        if path_or_id in listed:
            entries = correction_file.read(folder)
            return _read(folder / listed[path_or_id].file, listed[path_or_id], entries)
        if not path.exists():
            raise unknown_report(path_or_id, list(listed))
    path = _from_anywhere(path)
    return _read(path, _declared(path), correction_file.read(path.parent))


def read_corpus(
    folder: str | Path | None = None,
    *,
    executor: Executor | None = None,
    workers: int | None = None,
    progress: bool | None = None,
) -> Corpus:
    """Read all reports of a folder: the manifest's rows and every other text file in it.

    The folder's ``corrections.yaml`` is applied; a report that one of its corrections no longer
    fits is set aside with that reason.

    Args:
        folder: seeds/ when not given.
        executor: any ``concurrent.futures.Executor``; without one this process reads few reports
            itself and starts processes for many.
        workers: how many processes; 1 reads everything here.
        progress: show a progress bar; without a choice, on terminals only.

    Raises:
        ManifestError: the folder is not there or its manifest contradicts itself.
        CorrectionError: the folder's corrections are malformed or name a report it does not have.
    """
    place = Path(folder) if folder is not None else paths.seeds_folder()
    place = _from_anywhere(place)
    listed = manifest.list_reports(place)
    declared = correction_file.read(place)
    correction_file.assert_reports(declared, [entry.id for entry in listed])
    # they go with the task: every worker applies what was checked here
    tasks = [
        (place / entry.file, entry, correction_file.of_report(declared, entry.id))
        for entry in listed
    ]
    results = dict(_progress(_run(tasks, executor, workers), len(tasks), progress))
    ordered = [results[number] for number in range(len(tasks))]
    return Corpus(
        tuple(result for result in ordered if isinstance(result, ReadReport)),
        tuple(result for result in ordered if isinstance(result, SetAside)),
    )


Task = tuple[Path, Metadata, tuple[Entry, ...]]
Result = ReadReport | SetAside


def read_or_set_aside(task: Task) -> Result:
    """Read one report, or say why it could not be read; runs in any process."""
    path, entry, corrections = task
    try:
        return _read(path, entry, corrections)
    except CountyReportsError as problem:
        return SetAside(entry.file, problem.what, problem.remedy, entry.id)
    except Exception as fault:  # noqa: BLE001 - one report's fault must not stop the others
        return _faulty(entry, f"{type(fault).__name__}: {fault}")


def _faulty(entry: Metadata, what: str) -> SetAside:
    return SetAside(
        entry.file,
        f"reading stopped ({what})",
        "report this as a fault of county-reports",
        entry.id,
    )


def _run(
    tasks: Sequence[Task], executor: Executor | None, workers: int | None
) -> Iterator[tuple[int, Result]]:
    if executor is not None:
        yield from _submit(tasks, range(len(tasks)), executor)
        return
    count = workers or (1 if len(tasks) <= FEW else min(os.cpu_count() or 1, len(tasks)))
    if count == 1 or len(tasks) < 2:
        for number, task in enumerate(tasks):
            yield number, read_or_set_aside(task)
        return
    yield from _in_processes(tasks, count)


def _in_processes(tasks: Sequence[Task], workers: int) -> Iterator[tuple[int, Result]]:
    """Own processes; when one is killed, each unfinished report gets a process to itself."""
    done: set[int] = set()
    with _pool(workers) as pool:
        for number, result in _submit(tasks, range(len(tasks)), pool):
            if not _was_killed(result):
                done.add(number)
                yield number, result
    for number in [number for number in range(len(tasks)) if number not in done]:
        with _pool(1) as pool:
            yield from _submit(tasks, [number], pool)


_KILLED = "the process that read it was killed"


def _was_killed(result: Result) -> bool:
    return isinstance(result, SetAside) and _KILLED in result.reason


def _pool(workers: int) -> ProcessPoolExecutor:
    # spawn: a fork would copy the threads of a notebook's kernel in the middle of their work
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _submit(
    tasks: Sequence[Task], numbers: Iterable[int], executor: Executor
) -> Iterator[tuple[int, Result]]:
    futures = {}
    for number in numbers:
        try:
            futures[executor.submit(read_or_set_aside, tasks[number])] = number
        except BrokenExecutor:
            yield number, _faulty(tasks[number][1], _KILLED)
    try:
        # executors other than the standard library's bring futures of their own
        finished = as_completed(futures) if _is_standard(futures) else iter(futures)
        for future in finished:
            number = futures[future]
            try:
                yield number, future.result()
            except BrokenExecutor:
                yield number, _faulty(tasks[number][1], _KILLED)
            except Exception as fault:  # noqa: BLE001 - a worker or the network was lost
                yield number, _faulty(tasks[number][1], f"{type(fault).__name__}: {fault}")
    finally:
        for future in futures:
            future.cancel()


def _is_standard(futures: Iterable[object]) -> bool:
    return all(type(future).__module__.startswith("concurrent.futures") for future in futures)


def _progress(
    results: Iterator[tuple[int, Result]], total: int, shown: bool | None
) -> Iterator[tuple[int, Result]]:
    if not (sys.stderr.isatty() if shown is None else shown):
        return results
    from tqdm.auto import tqdm

    return iter(tqdm(results, total=total, desc="reports", unit="report"))


def _from_anywhere(path: Path) -> Path:
    """``seeds/longhui-2019.txt`` means the same from every working directory."""
    if path.exists() or path.is_absolute():
        return path
    try:
        inside = paths.project_root() / path
    except ProjectNotFoundError:
        return path
    return inside if inside.exists() else path


def _declared(path: Path) -> Metadata | None:
    """The row of the manifest beside a file, when there is one."""
    if not (path.parent / manifest.NAME).is_file():
        return None
    entries = manifest.list_reports(path.parent)
    return next((entry for entry in entries if entry.file == path.name), None)


def _read(path: Path, declared: Metadata | None, entries: Sequence[Entry]) -> ReadReport:
    from county_reports import extraction
    from county_reports.extraction import corrections

    report = reader.read_file(path, declared)
    own = correction_file.of_report(entries, report.id)
    observations = corrections.apply(report, extraction.observe(report), own)
    for observation in observations:
        assert_grounded(report, observation.quantity)
    return ReadReport(report, observations, measure_coverage(report, observations))

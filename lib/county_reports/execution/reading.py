"""What ``county-reports read`` does: places to reports, reports to lines, bad files set aside."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from county_reports import paths
from county_reports.errors import CountyReportsError, UnknownReportError, UsageError
from county_reports.execution import pool, tabular

if TYPE_CHECKING:
    from county_reports.explaining import Page
    from county_reports.one_report import ReadReport

# Below this many files, starting processes costs more than it saves.
WORTH_PROCESSES = 12
BATCH = 400
"""So many reports are held in memory at most: a folder of any size is read."""
Result = TypeVar("Result")


@dataclass(slots=True)
class Found:
    """What was set aside while reading, one line each."""

    set_aside: list[str] = field(default_factory=list)


def expand(places: Sequence[str]) -> tuple[str, ...]:
    """Files of folders, files, and ids of reports, each once and in the order given.

    Raises:
        UnknownReportError: it is neither a file nor a folder nor the id of a report.
        UsageError: a folder holds no report.
        CorrectionError: corrections beside them are malformed, or name a report that a whole folder
            does not have.
    """
    from county_reports.extraction import correction_file

    chosen: list[str] = []
    for place in places:
        path = Path(place)
        if path.is_dir():
            chosen += _files_of(path)
        elif path.is_file():
            # malformed corrections are one mistake, told once and before anything is read
            correction_file.read(path.parent)
            chosen.append(str(path))
        else:
            chosen.append(_id(place))
            correction_file.read(paths.seeds_folder())
    return tuple(dict.fromkeys(chosen))


def _files_of(folder: Path) -> list[str]:
    from county_reports.extraction import correction_file
    from county_reports.reading import manifest

    entries = manifest.list_reports(folder)
    correction_file.assert_reports(correction_file.read(folder), [entry.id for entry in entries])
    if not entries:
        raise UsageError(
            "the folder holds no report", where=str(folder), remedy="name a folder of .txt files"
        )
    return [str(folder / entry.file) for entry in entries]


def _id(place: str) -> str:
    from county_reports.execution.parameters import nearest
    from county_reports.reading import manifest

    # A path that leads nowhere is a mistaken path, also outside every project.
    if "/" not in place and "." not in place:
        known = [entry.id for entry in manifest.list_reports(paths.seeds_folder())]
        if place in known:
            return place
        raise UnknownReportError(
            f"{place!r} is neither a file nor a folder nor a report", remedy=nearest(place, known)
        )
    raise UsageError("there is no such file or folder", where=place, remedy="look at the spelling")


def read_one(place: str) -> ReadReport:
    """One report by path or id; here so that it can be sent to another process."""
    from county_reports import corpus

    path = Path(place)
    return corpus.read_report(path if path.exists() else place)


def explain_each(places: Sequence[str]) -> list[Page]:
    """The explanations of figures named as ``FILE:START`` or ``REPORT-ID:START``.

    Raises:
        UsageError: a place is no such name, or no figure stands there.
        ReadingError: a file cannot be read.
    """
    read: dict[str, ReadReport] = {}
    pages = []
    for place in places:
        name, _, start = place.rpartition(":")
        if not name or not (start.isascii() and start.isdigit()) or Path(name).is_dir():
            raise UsageError(
                f"{place!r} names no figure",
                remedy="write FILE:START or REPORT-ID:START, as in longhui-2019:439",
            )
        (chosen,) = expand([name])
        if chosen not in read:
            read[chosen] = read_one(chosen)
        pages.append(read[chosen].explain(int(start)))
    return pages


def read_each(chosen: Sequence[str], found: Found) -> Iterator[ReadReport]:
    """The reports one after another; what cannot be read is noted in `found` and left out."""
    return each(read_one, chosen, found)


def each(step: Callable[[str], Result], chosen: Sequence[str], found: Found) -> Iterator[Result]:
    """What a step makes of each place, in their order; from a dozen on in other processes."""
    if len(chosen) < WORTH_PROCESSES:
        for place in chosen:
            try:
                yield step(place)
            except Exception as problem:  # noqa: BLE001  one report must not cost the others
                found.set_aside.append(_line(place, problem))
        return
    for begin in range(0, len(chosen), BATCH):
        yield from _batch(step, chosen[begin : begin + BATCH], found)


def _batch(step: Callable[[str], Result], chosen: Sequence[str], found: Found) -> Iterator[Result]:
    results: dict[str, Result | Exception] = {}
    pool.run_all(step, chosen, results.__setitem__)
    for place in chosen:
        result = results.pop(place)
        if isinstance(result, Exception):
            found.set_aside.append(_line(place, result))
        else:
            yield result


def _line(place: str, problem: Exception) -> str:
    if isinstance(problem, CountyReportsError):
        advice = f" To mend it: {problem.remedy}." if problem.remedy else ""
        return f"set aside: {place}: {problem.what}.{advice}"
    what = f"reading stopped ({type(problem).__name__}: {problem})"
    return f"set aside: {place}: {what}. To mend it: report this as a fault of county-reports."


def write(reports: Iterable[ReadReport], form: str, everything: bool, output: Path | None) -> None:
    """Write the figures as ``table``, ``jsonl``, ``csv`` or ``parquet``.

    A file appears whole or not at all. Measures only, unless `everything`.
    """
    if form == "parquet":
        if output is None:
            raise UsageError("parquet needs a file", remedy="name one with --output")
        _write_parquet(reports, everything, output)
    elif output is None:
        _write_text(reports, form, everything, sys.stdout)
    else:
        with whole_file(output) as stream:
            _write_text(reports, form, everything, stream)


@contextmanager
def whole_file(output: Path) -> Iterator[TextIO]:
    """A file to write text to, which appears whole or not at all."""
    temporary = output.with_name(f".{output.name}.part")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        temporary.replace(output)
    finally:
        temporary.unlink(missing_ok=True)


def _records(report: ReadReport, everything: bool) -> Iterator[dict[str, object]]:
    from county_reports.extraction import records

    for observation in report.observations_list:
        if everything or observation.quantity.kind == "measure":
            yield records.record(report.report, observation)


def _write_text(reports: Iterable[ReadReport], form: str, everything: bool, stream: TextIO) -> None:
    from county_reports.extraction import records

    if form == "jsonl":
        for report in reports:
            stream.writelines(f"{records.to_json(each)}\n" for each in _records(report, everything))
    elif form == "csv":
        rows = (
            tabular.flatten(each) for report in reports for each in _records(report, everything)
        )
        stream.write(tabular.to_csv(rows))
    else:
        shown = [
            tabular.table_row(each) for report in reports for each in _records(report, everything)
        ]
        stream.write(tabular.to_table(shown, tabular.TABLE_COLUMNS))


def _write_parquet(reports: Iterable[ReadReport], everything: bool, output: Path) -> None:
    from county_reports.comparison import tables

    table = tables.observations_frame(
        (
            each.report,
            [o for o in each.observations_list if everything or o.quantity.kind == "measure"],
        )
        for each in reports
    )
    temporary = output.with_name(f".{output.name}.part")
    try:
        table.to_parquet(temporary, index=False)
        temporary.replace(output)
    finally:
        temporary.unlink(missing_ok=True)

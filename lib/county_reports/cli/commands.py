"""The verbs list, add, read, explain, run, corrections, doctor, codebook; others are beside."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from county_reports import __version__, paths
from county_reports.cli.audit import audit
from county_reports.cli.common import end_after, example, warn, with_bar
from county_reports.cli.compare import compare
from county_reports.cli.language import language
from county_reports.cli.summary import summary
from county_reports.cli.writing import write
from county_reports.errors import CountyReportsError, ReadingError, UnknownReportError

if TYPE_CHECKING:
    from county_reports.model import Metadata

PROGRAM = "county-reports"
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(
    context_settings=_CONTEXT,
    epilog=example(
        "county-reports run                     the whole job: tables, figures, notebooks",
        "county-reports read seeds --format csv --output figures.csv",
    ),
)
@click.version_option(__version__, prog_name=PROGRAM)
def commands() -> None:
    """Read Chinese county poverty-alleviation reports (脱贫攻坚) into checked figures."""


@commands.command(
    "list",
    epilog=example(
        "county-reports list",
        "county-reports list --format jsonl",
    ),
)
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table")
def list_reports(form: str) -> None:
    """Name the reports in seeds/ with their county, year and source."""
    from county_reports.execution import tabular
    from county_reports.reading import manifest

    folder = paths.seeds_folder()
    entries = [_with_found(entry, folder) for entry in manifest.list_reports(folder)]
    rows = [_metadata_row(entry) for entry in entries]
    if form == "jsonl":
        for row in rows:
            click.echo(_json(row))
        return
    columns = ("id", "county", "prefecture", "province", "year", "published", "source", "file")
    click.echo(tabular.to_table(rows, columns), nl=False)


def _with_found(entry: Metadata, folder: Path) -> Metadata:
    """The entry of a report without manifest row, with what its text says of county and year."""
    from county_reports.reading import reader

    if entry.sha256 is not None:
        return entry
    try:
        return reader.read_file(folder / entry.file, entry).metadata
    except ReadingError:
        return entry


def _metadata_row(entry: Metadata) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(entry)


def _json(row: dict[str, object]) -> str:
    import json

    return json.dumps(row, ensure_ascii=False)


@commands.command(
    epilog=example(
        "county-reports add my-county-2019.txt",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def add(files: tuple[Path, ...]) -> None:
    """Copy reports into seeds/ and enter them in the manifest.

    County, code and year are looked for in the text; what is not found is named and can be filled
    in by hand in seeds/manifest.csv.
    """
    from county_reports.reading import manifest

    _must_exist(files)
    added = manifest.add(files, paths.seeds_folder())
    for entry in added:
        click.echo(f"added {entry.id}: {entry.county or 'county not found'}, {entry.file}")
        missing = [
            name
            for name in ("county", "province", "admin_code", "year")
            if getattr(entry, name) is None
        ]
        if missing:
            warn(f"{entry.id}: not found in the text: {', '.join(missing)} (seeds/manifest.csv)")


def _must_exist(files: Sequence[Path]) -> None:
    for path in files:
        if not path.exists():
            raise click.UsageError(f"{path}: there is no such file or folder")


@commands.command(
    epilog=example(
        "county-reports read longhui-2019",
        "county-reports read seeds --format jsonl > observations.jsonl",
        "county-reports read ~/reports/*.txt --format parquet --output observations.parquet",
    ),
)
@click.argument("places", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv", "parquet"]),
    default="table",
    show_default=True,
)
@click.option("--all", "everything", is_flag=True, help="Also dates, ordinals, ids, set phrases.")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file."
)
def read(places: tuple[str, ...], form: str, everything: bool, output: Path | None) -> None:
    """Read the figures of files, folders or report ids.

    Each figure comes with its place: text == source[start:end], in characters. A file that cannot
    be read is set aside with its reason, and the exit code is 1.
    """
    from county_reports.execution import reading

    if form == "parquet" and output is None:
        raise click.UsageError("parquet is not for a terminal: name a file with --output")
    chosen = reading.expand(places)
    found = reading.Found()
    reports = with_bar(reading.read_each(chosen, found), len(chosen))
    reading.write(reports, form, everything, output)
    end_after(found.set_aside)


@commands.command(
    epilog=example(
        "county-reports explain longhui-2019:439",
        "county-reports explain ~/reports/my-county.txt:1204 --format jsonl",
    ),
)
@click.argument("places", metavar="FILE:START…", nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True
)
def explain(places: tuple[str, ...], form: str) -> None:
    """Say why a figure got its meaning, and what the rivals were.

    FILE is a report's file or id, START any character inside the figure (`read` gives it).
    """
    from county_reports.execution import reading
    from county_reports.extraction import records

    pages = reading.explain_each(places)
    if form == "jsonl":
        for page in pages:
            click.echo(records.to_json(page.record()))
    else:
        click.echo(f"\n\n{'-' * 100}\n".join(str(page) for page in pages))


commands.add_command(audit)
commands.add_command(summary)
commands.add_command(language)
commands.add_command(write)
commands.add_command(compare)


@commands.command(
    epilog=example(
        "county-reports run",
        "county-reports run --only 02_county_summary --only cili-2018",
        "county-reports run --only 04_compare_counties -p indicators registry.incidence",
    ),
)
@click.option("--only", multiple=True, metavar="NAME", help="Only this notebook or report.")
@click.option(
    "--parameter",
    "-p",
    "values",
    multiple=True,
    type=(str, str),
    metavar="NAME VALUE",
    help="A notebook parameter; every chosen notebook must have it.",
)
@click.option("--workers", type=click.IntRange(1, 256), default=2, show_default=True)
@click.option("--force", is_flag=True, help="Repeat also what has not changed.")
def run(
    only: tuple[str, ...], values: tuple[tuple[str, str], ...], workers: int, force: bool
) -> None:
    """Do the whole job: read every report, run every notebook, publish every figure.

    Only what changed is done again. Executed notebooks and pages come to build/ (start with
    build/index.html), figures to figures/.
    """
    from county_reports.execution import job

    options = job.Options(only, values, workers, force)
    root = paths.project_root()
    result = job.run(root, options, warn=_warn_above_bar, progress=_progress(job.Progress))
    click.echo(_summary(result))
    if result.exit_code:
        raise SystemExit(result.exit_code)


def _summary(result: Any) -> str:
    parts = []
    if result.done or result.read:
        parts.append(f"read {result.read} reports, ran {result.done} of {result.total} notebooks")
    elif not result.known:
        parts.append("there are no reports yet: put text files into seeds/ (county-reports add)")
    else:
        parts.append(f"nothing changed: {result.total} notebooks are up to date")
    if result.failures:
        parts.append(f"{len(result.failures)} failed")
    if result.set_aside:
        parts.append(f"{len(result.set_aside)} reports set aside")
    return ", ".join(parts) + "; see build/index.html"


def _warn_above_bar(line: str) -> None:
    if sys.stderr.isatty():
        from tqdm import tqdm

        tqdm.write(line, file=sys.stderr)
    else:
        warn(line)


def _progress(base: type[Any]) -> Any:
    if not sys.stderr.isatty():
        return base()

    class Bar(base):  # type: ignore[misc]
        """A bar on the terminal; it appears only when there is something to do."""

        def begin(self, total: int) -> None:
            from tqdm import tqdm

            self.bar = tqdm(total=total, unit="step", leave=False, disable=not total)

        def step(self, label: str) -> None:
            self.bar.set_postfix_str(label, refresh=False)
            # a report that changed makes more notebooks stale than were counted at the start
            self.bar.total = max(self.bar.total or 0, self.bar.n + 1)
            self.bar.update()

        def end(self) -> None:
            self.bar.close()

    return Bar()


@commands.command(
    epilog=example(
        "county-reports corrections",
        "county-reports corrections --format jsonl",
    ),
)
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True
)
def corrections(form: str) -> None:
    """Name the corrections declared in seeds/corrections.yaml, and whether each still matches.

    A correction no longer matches when its passage is not in the report, or when the program reads
    something else there than its guard says; then the exit code is 1.
    """
    from county_reports.execution import corrections as declared
    from county_reports.execution import tabular

    states = declared.states(paths.seeds_folder())
    if form == "jsonl":
        for state in states:
            click.echo(_json(state.record()))
    elif states:
        click.echo(tabular.to_table([s.row() for s in states], declared.COLUMNS), nl=False)
    else:
        click.echo("no corrections are declared in seeds/corrections.yaml")
    if not all(state.applies for state in states):
        raise SystemExit(1)


@commands.command(
    epilog=example(
        "county-reports doctor",
    ),
)
def doctor() -> None:
    """Check Python, packages, fonts, kernel and folders of this machine."""
    from county_reports.execution import doctor as checks

    bad = 0
    for check in checks.examine(paths.project_root()):
        click.echo(check.line)
        bad += not check.ok
    if bad:
        raise SystemExit(1)


@commands.command(
    epilog=example(
        "county-reports codebook --format csv > indicators.csv",
        "county-reports codebook --write",
    ),
)
@click.option(
    "--format", "form", type=click.Choice(["md", "csv", "json"]), default="md", show_default=True
)
@click.option("--write", is_flag=True, help="Make CODEBOOK.md anew.")
def codebook(form: str, write: bool) -> None:
    """Print the codebook: themes, indicators, wordings, columns of the tables."""
    from county_reports import codebook as book
    from county_reports import documentation
    from county_reports.execution import records

    if write:
        target = paths.project_root() / "CODEBOOK.md"
        records.write_atomically(target, documentation.render(book.load(), "md").encode())
        click.echo("wrote CODEBOOK.md")
        return
    click.echo(documentation.render(book.load(), form), nl=False)


def _stop(message: str, code: int) -> NoReturn:
    warn(message)
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and leave with its exit code; a user's mistake never shows a traceback."""
    try:
        commands.main(arguments, prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as problem:
        problem.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        _stop("stopped; what was finished is kept", 130)
    except UnknownReportError as problem:
        _stop(f"{PROGRAM}: {problem}", 2)
    except CountyReportsError as problem:
        _stop(f"{PROGRAM}: {problem}", 2)
    except SystemExit as stop:
        # click itself leaves with 1 when the reader of a long answer has gone; that is no failure.
        # It puts a wrapper around the closed pipe first, which tells this from our own exit with 1.
        if stop.code == 1 and type(sys.stdout).__name__.endswith("PacifyFlushWrapper"):
            sys.exit(0)
        raise
    except BrokenPipeError:
        # `county-reports list | head` has seen enough; Python would complain when it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(0)

"""The verb ``write``: the written analysis as pages, PDF and Word."""

from __future__ import annotations

import click

from county_reports import paths
from county_reports.cli import common
from county_reports.errors import UsageError


@click.command(
    epilog=common.example(
        "county-reports write",
        "county-reports write five_counties --to pdf,docx",
        "county-reports write --language zh --to html",
        "county-reports write --check",
    ),
)
@click.argument("names", metavar="[NAME…]", nargs=-1)
@click.option(
    "--to",
    "kinds",
    default="html,pdf,docx",
    show_default=True,
    metavar="KINDS",
    help="Which outputs, separated by commas.",
)
@click.option("--language", type=click.Choice(["en", "zh"]), help="Only texts of this language.")
@click.option("--check", is_flag=True, help="Only look up every reference; write nothing.")
@click.option("--force", is_flag=True, help="Build also what has not changed.")
def write(
    *, names: tuple[str, ...], kinds: str, language: str | None, check: bool, force: bool
) -> None:
    """Build the written analyses of analysis/, every number by reference.

    A number is looked up in the reports, with a footnote to its sentence. A reference that cannot
    be looked up, or a number typed by hand, stops the build before anything is written; exit code
    2. The outputs come to build/analysis/; what has not changed is not built again.
    """
    from county_reports.corpus import read_corpus
    from county_reports.writing import build, tools

    wanted = tuple(dict.fromkeys(each.strip() for each in kinds.split(",") if each.strip()))
    unknown = [each for each in wanted if each not in build.KINDS]
    if unknown or not wanted:
        raise UsageError(
            f"--to has no kind {', '.join(unknown) or 'at all'}",
            remedy=f"use some of {', '.join(build.KINDS)}",
        )
    if not check:
        tools.assert_installed(wanted)
    chosen = build.sources(paths.analysis_folder(), names, language)
    figures = paths.figures_folder()
    documents = build.resolved(chosen, read_corpus(), figures)
    if check:
        for each in documents:
            click.echo(f"{each.name}: {len(each.used)} references, {len(each.notes)} footnotes")
        return
    root = paths.project_root()
    target, written = paths.build_folder() / "analysis", False
    for path in build.build(documents, wanted, figures, target, force=force):
        written = True
        click.echo(f"wrote {path.relative_to(root).as_posix()}")
    if not written:
        click.echo("nothing changed: the analyses in build/analysis are up to date")

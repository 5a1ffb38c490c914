"""The verb ``summary``: the portrait of each county, as text, Markdown or a table."""

from __future__ import annotations

from pathlib import Path

import click

from county_reports.cli import common


@click.command(
    epilog=common.example(
        "county-reports summary longhui-2019",
        "county-reports summary longhui-2019 --language zh --format markdown -o longhui.md",
        "county-reports summary seeds --format csv --output portraits.csv",
    ),
)
@click.argument("places", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "csv"]),
    default="text",
    show_default=True,
)
@click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help="Of text and Markdown; csv has both.",
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file."
)
def summary(*, places: tuple[str, ...], form: str, language: str, output: Path | None) -> None:
    """Paint the portrait of counties: files, folders or report ids.

    Block by block: what the report says, each figure with its place, and what is not reported. A
    report that cannot be read is set aside with its reason, and the exit code is 1.
    """
    from county_reports.execution import portraits, reading

    files = reading.expand(places)
    found = reading.Found()
    reports = common.with_bar(reading.read_each(files, found), len(files))
    portraits.write(reports, form, "zh" if language == "zh" else "en", output)
    common.end_after(found.set_aside)

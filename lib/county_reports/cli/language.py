"""The verb ``language``: the words of reports, and how a county's differ from the others'."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from county_reports.cli import common

if TYPE_CHECKING:
    from county_reports.execution.language import What

WHAT = (
    "keyness", "log-odds", "tf-idf", "tokens", "phrases", "themes", "checkability", "vague",
    "passages",
)  # fmt: skip


@click.command(
    epilog=common.example(
        "county-reports language seeds --report longhui-2019",
        "county-reports language seeds --what log-odds --format csv --output words.csv",
        "county-reports language longhui-2019 --what tokens --format jsonl",
        "county-reports language ~/reports --what keyness --all",
        "county-reports language seeds --what phrases",
        "county-reports language seeds --what passages --format csv --output shared.csv",
    ),
)
@click.argument("places", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--what",
    type=click.Choice(WHAT),
    default="keyness",
    show_default=True,
    help="Which measure, or what is listed.",
)
@click.option(
    "--report", "chosen", multiple=True, metavar="ID", help="Only this one's words; repeatable."
)
@click.option("--all", "everything", is_flag=True, help="Also words put aside, with the reason.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "jsonl"]),
    default="table",
    show_default=True,
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file."
)
def language(
    *,
    places: tuple[str, ...],
    what: What,
    chosen: tuple[str, ...],
    everything: bool,
    form: str,
    output: Path | None,
) -> None:
    """Words, set phrases, themes, vague wording and shared passages of reports.

    Each report is compared with those of all other counties among the files, folders and ids given:
    by log-likelihood and log ratio (keyness) or weighted log-odds; tf-idf describes, tokens lists
    every word with its place. Phrases are set phrases (提法), themes the shares of words, figures and
    money, checkability the exact, approximate and vague statements, passages what reports share.
    Reports that cannot be read are set aside, and the exit code is 1.
    """
    from county_reports.execution import language as words
    from county_reports.execution import reading

    files = reading.expand(places)
    found = reading.Found()
    read = list(common.with_bar(reading.read_each(files, found), len(files)))
    reports = [each.report for each in read]
    try:
        made = words.table(read, what, chosen)
    except Exception:
        # why nothing is left to compare is said first
        for line in found.set_aside:
            common.warn(line)
        raise
    if what in ("keyness", "log-odds"):
        for line in words.refusals(reports, chosen):
            common.warn(line)
    words.write(made if everything else words.key_words(made), what, form, output)
    common.end_after(found.set_aside)

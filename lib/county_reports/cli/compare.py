"""The verb ``compare``: the counties' figures beside each other."""

from __future__ import annotations

from pathlib import Path

import click

from county_reports.cli import common

KINDS = ("comparison", "ranks", "spread", "panel")


@click.command(
    epilog=common.example(
        "county-reports compare --indicator registry.incidence",
        "county-reports compare cili-2018 longhui-2019 --indicator industry.funds,water.funds",
        'county-reports compare --indicator water.funds --per "poor person" --format jsonl',
        "county-reports compare --indicator registry.poor_villages --show ranks",
    ),
)
@click.argument("ids", metavar="[IDS…]", nargs=-1)
@click.option(
    "--indicator",
    "indicators",
    multiple=True,
    required=True,
    metavar="ID",
    help="Indicator of the codebook; repeatable, with commas, or all.",
)
@click.option(
    "--per",
    metavar="NAME",
    help="Divide by: head, poor person, poor household, poor village, village, initial poor "
    "person, initial poor household, share of total; Chinese names too (贫困人口, 户均, 占比).",
)
@click.option(
    "--show",
    "kind",
    type=click.Choice(KINDS),
    default=KINDS[0],
    show_default=True,
    help="Figures, their ranks with ties, their spread, or several years of a county.",
)
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
def compare(
    *,
    ids: tuple[str, ...],
    indicators: tuple[str, ...],
    per: str | None,
    kind: str,
    form: str,
    output: Path | None,
) -> None:
    """Put the counties' figures beside each other: one row for each indicator and report.

    Of several figures one is chosen by rules that are the same for every county; conflicts are
    listed, what is missing has its reason, and nothing is averaged. All reports in seeds/ are
    compared unless ids are given.
    """
    from county_reports.execution import comparing

    if kind == "panel" and per is not None:
        raise click.UsageError("--show panel has no --per: a panel keeps the figures as stated")
    set_aside = comparing.write(
        ids, indicators, per=per, kind=kind, form=form, output=output, warn=common.warn
    )
    common.end_after(set_aside)

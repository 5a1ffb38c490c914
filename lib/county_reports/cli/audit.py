"""The verb ``audit``: whether each report's own figures agree with each other."""

from __future__ import annotations

from pathlib import Path

import click

from county_reports.cli import common

STATUSES = ("confirmed", "inconsistent", "implausible")


@click.command(
    epilog=common.example(
        "county-reports audit longhui-2019 --format text",
        "county-reports audit seeds --only-contradictions",
        "county-reports audit ~/reports --format jsonl --unchecked --output findings.jsonl",
        "county-reports audit longhui-2019 --without part-of-whole --rule register-sum",
        "county-reports audit --rules",
    ),
)
@click.argument("places", metavar="[PATH…]", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "text", "jsonl", "csv"]),
    default="table",
    show_default=True,
)
@click.option("--rule", "only", multiple=True, metavar="ID", help="Only this rule; repeatable.")
@click.option("--without", multiple=True, metavar="ID", help="Leave this rule out; repeatable.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES),
    help="Only findings of this status; repeatable.",
)
@click.option("--only-contradictions", is_flag=True, help="Only what does not add up.")
@click.option("--unchecked", is_flag=True, help="Also what cannot be checked, and why.")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file."
)
@click.option("--rules", "listed", is_flag=True, help="List the rules and whether each is on.")
def audit(
    *,
    places: tuple[str, ...],
    form: str,
    only: tuple[str, ...],
    without: tuple[str, ...],
    statuses: tuple[str, ...],
    only_contradictions: bool,
    unchecked: bool,
    output: Path | None,
    listed: bool,
) -> None:
    """Check the arithmetic of reports: files, folders or report ids.

    Totals and parts, shares, growth, the register, repeats: each relation with its sum, its verdict
    and the sentences. What adds up is listed as well. A finding never says which figure is wrong; a
    contradiction found is no failure: the exit code is 1 only where a report was set aside.
    """
    from county_reports.audit.catalogue import rules
    from county_reports.execution import auditing, reading

    chosen = rules(only=only, without=without)
    if listed:
        click.echo(auditing.rules_table(), nl=False)
        return
    if not places:
        raise click.UsageError("Missing argument 'PATH…': name a file, a folder or a report")
    if not chosen:
        raise click.UsageError("--rule and --without leave no rule to apply")
    if only_contradictions:
        statuses = tuple(each for each in statuses or STATUSES[1:] if each != STATUSES[0])
        if not statuses:
            raise click.UsageError("--only-contradictions and --status confirmed leave nothing")
    files = reading.expand(places)
    found = reading.Found()
    audited = auditing.audit_each(files, found, only=only, without=without)
    shown = auditing.Shown(frozenset(statuses), unchecked)
    auditing.write(common.with_bar(audited, len(files)), form, shown, output)
    common.end_after(found.set_aside)

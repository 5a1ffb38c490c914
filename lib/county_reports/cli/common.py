"""What the verbs share: the example under a help text, lines on standard error, a bar."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

import click

Item = TypeVar("Item")


def example(*lines: str) -> str:
    """An epilog whose lines click leaves as they are."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def warn(line: str) -> None:
    """One line on standard error."""
    click.echo(line, err=True)


def end_after(set_aside: Sequence[str]) -> None:
    """Name every report that was set aside; the exit code is 1 when there is one."""
    for line in set_aside:
        warn(line)
    if set_aside:
        raise SystemExit(1)


def with_bar(items: Iterator[Item], total: int) -> Iterator[Item]:
    """The items with a bar on a terminal, when there is more than one."""
    if not sys.stderr.isatty() or total < 2:
        yield from items
        return
    from tqdm import tqdm

    yield from tqdm(items, total=total, unit="report", leave=False, disable=None)

"""Whatever the order of rows: a table gives the same cells, grounded, and coverage adds up."""

from __future__ import annotations

import runpy
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.extraction import observe
from county_reports.extraction.coverage import measure_coverage
from county_reports.extraction.numerals import arabic_number
from county_reports.extraction.tables import find_tables
from county_reports.model import assert_grounded

report = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))["report"]

STABLE = settings(derandomize=True, deadline=None, max_examples=80, database=None)
NAMES = ("柳林镇", "青石乡", "白鹭镇", "枫桥乡", "云台镇")
ROWS = st.lists(st.tuples(st.integers(1, 9999), st.integers(1, 9999)), min_size=2, max_size=5)


def table(rows: list[tuple[str, int, int]], bar: str) -> str:
    """A numbered table of households and money, one row a line."""
    lines = [bar.join(("序号", "乡镇", "贫困户数", "资金(万元)"))]
    lines += [bar.join((str(n), *map(str, row))) for n, row in enumerate(rows, start=1)]
    return "\n".join(lines) + "\n"


def cells(text: str) -> list[tuple[str, str, str | None]]:
    found = find_tables(text).cells
    return sorted((c.row, text[c.start : c.end], c.column.unit) for c in found)


@STABLE
@given(ROWS, st.sampled_from(["|", " "]), st.randoms(use_true_random=False))
def test_permuted_rows_give_the_same_cells(pairs: list, bar: str, chance: object) -> None:
    rows = [(name, *pair) for name, pair in zip(NAMES, pairs, strict=False)]
    expected = sorted(
        cell for name, h, m in rows for cell in ((name, str(h), "household"), (name, str(m), "CNY"))
    )
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert cells(table(rows, bar)) == cells(table(shuffled, bar)) == expected


@STABLE
@given(ROWS, st.sampled_from(["|", " ", "\n"]))
def test_a_table_is_grounded_and_its_coverage_adds_up(pairs: list, bar: str) -> None:
    rows = [(name, *pair) for name, pair in zip(NAMES, pairs, strict=False)]
    source = report(table(rows, bar))
    seen = observe(source)
    for observation in seen:
        assert_grounded(source, observation.quantity)
    counted = measure_coverage(source, seen)
    assert counted.read + counted.set_aside + len(counted.unread) == counted.total
    assert sum(counted.set_aside_by_kind.values()) == counted.set_aside


@STABLE
@given(st.integers(0, 10**12), st.integers(0, 99))
def test_commas_and_blanks_do_not_change_a_value(whole: int, decimals: int) -> None:
    bare = arabic_number(f"{whole}.{decimals:02d}")
    assert arabic_number(f"{whole:,}.{decimals:02d}") == bare
    assert arabic_number(f"{whole:,}.{decimals:02d}".replace(",", " ")) == bare

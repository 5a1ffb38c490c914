"""Every written unit once in a sentence: its value in the canonical unit, and the whole span."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction.units import Unit, unit_table
from county_reports.schema import UNITS

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
measures, plain = made["measures"], made["plain"]


@pytest.mark.parametrize("unit", unit_table().values(), ids=lambda unit: unit.written)
def test_a_written_unit_is_read_whole(unit: Unit) -> None:
    expected = [(f"37{unit.written}", plain(37 * unit.factor), unit.canonical)]
    assert measures(f"统计结果：37{unit.written}。") == expected


def test_every_canonical_unit_can_be_written() -> None:
    assert {unit.canonical for unit in unit_table().values()} == set(UNITS)


# Written out here and not taken from the table: a wrong factor must not confirm itself.
@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("37公顷", "555", "mu"), ("37米", "0.037", "km"), ("37延米", "0.037", "km"),
        ("37里", "18.5", "km"), ("37华里", "18.5", "km"), ("37斤", "18.5", "kg"),
        ("37市斤", "18.5", "kg"), ("37兆瓦", "37000", "kW"), ("37MW", "37000", "kW"),
        ("37吉瓦", "37000000", "kW"), ("37瓦", "0.037", "kW"), ("37兆瓦时", "37000", "kWh"),
        ("37‰", "3.7", "percent"), ("37%", "37", "percent"), ("37角", "3.7", "CNY"),
        ("37公里", "37", "km"), ("37千米", "37", "km"), ("37吨", "37", "ton"),
        ("37公斤", "37", "kg"), ("37亩", "37", "mu"), ("37个百分点", "37", "percentage_point"),
        ("37万元", "370000", "CNY"), ("37亿元", "3700000000", "CNY"), ("37万人", "370000", "person"),
        ("37万千瓦", "370000", "kW"),
    ],
)  # fmt: skip
def test_converted(written: str, value: str, unit: str) -> None:
    assert measures(f"统计结果：{written}。") == [(written, value, unit)]

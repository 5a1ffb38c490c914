"""Observations as JSON Lines: the fields of the contract, in order, exact and readable."""

from __future__ import annotations

import json
import runpy
from decimal import Decimal
from pathlib import Path

import pytest

from county_reports.extraction import observe
from county_reports.extraction.records import record, to_json
from county_reports.model import Observation, Quantity
from county_reports.schema import JSON_FIELDS

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
report = made["report"]

NAMES = [getattr(field, "name", field) for field in JSON_FIELDS]

TEXT = (
    "一、攻坚概况\n2019年,全县整合涉农资金3.75亿元,贫困发生率降至0.6%,近2万人受益,"
    "每户补助400~500元,六成农户参与。一户一策。累计带动31006840名贫困人口。"
)


def records(text: str = TEXT) -> list[dict[str, object]]:
    source = report(text)
    return [record(source, observation) for observation in observe(source)]


def test_fields_are_those_of_the_contract_in_order() -> None:
    rows = records()
    assert rows
    assert all(list(row) == NAMES for row in rows)


def test_text_stands_at_its_place() -> None:
    for row in records():
        assert TEXT[row["start"] : row["end"]] == row["text"]


@pytest.mark.parametrize(
    ("written", "field", "expected"),
    [
        ("3.75亿元", "value", 375_000_000),
        ("3.75亿元", "unit", "CNY"),
        ("3.75亿元", "classifier", "元"),
        ("3.75亿元", "precision", 1_000_000),
        ("3.75亿元", "kind", "measure"),
        ("3.75亿元", "script", "arabic"),
        ("3.75亿元", "period", "2019"),
        ("3.75亿元", "bound", "exact"),
        ("3.75亿元", "report", "qiyun"),
        ("3.75亿元", "file", "qiyun.txt"),
        ("3.75亿元", "indicator", "funding.integrated"),
        ("3.75亿元", "theme", "funding"),
        ("3.75亿元", "scope", "county"),
        ("3.75亿元", "status", "reported"),
        ("3.75亿元", "restoration", None),
        ("3.75亿元", "high", None),
        ("3.75亿元", "section", "攻坚概况"),
        ("0.6%", "value", 0.6),
        ("0.6%", "precision", 0.1),
        ("2万人", "bound", "under"),
        ("400~500元", "value", 400),
        ("400~500元", "high", 500),
        ("400~500元", "scope", "standard"),
        ("六成", "script", "chinese"),
        ("六成", "value", 60),
        ("2019年", "kind", "date"),
        ("2019年", "value", None),
        ("2019年", "unit", None),
        ("2019年", "scope", None),
        ("2019年", "status", None),
        ("2019年", "period", "2019"),
    ],
)
def test_values(written: str, field: str, expected: object) -> None:
    (row,) = [row for row in records() if row["text"] == written]
    assert row[field] == expected
    assert type(row[field]) is type(expected)


def test_a_restoration_is_an_object() -> None:
    (row,) = [row for row in records() if row["text"] == "3100"]
    restoration = row["restoration"]
    assert isinstance(restoration, dict)
    assert list(restoration) == ["kind", "lost", "proof", "alternatives"]
    assert (restoration["kind"], restoration["lost"]) == ("unique", "户")
    assert restoration["alternatives"] == []


@pytest.mark.parametrize("row", range(4))
def test_json_is_one_readable_line(row: int) -> None:
    line = to_json(records()[row])
    assert "\n" not in line
    assert "\\u" not in line
    assert json.loads(line) == records()[row]


def test_nothing_but_json_types() -> None:
    kinds = (str, int, float, list, dict, type(None))
    for row in records():
        assert all(type(value) in kinds for value in row.values())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12", "12"),
        ("12.0", "12"),
        ("0.68", "0.68"),
        ("3E+8", "300000000"),
        ("0", "0"),
        ("-2.5", "-2.5"),
    ],
)
def test_numbers_print_as_the_report_did(value: str, expected: str) -> None:
    quantity = Quantity(0, 1, "x", "measure", "arabic", Decimal(value), unit="CNY")
    line = to_json(record(report("x"), Observation(quantity)))
    assert f'"value": {expected},' in line

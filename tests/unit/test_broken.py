"""Runs whose digits are no number at all as they stand."""

from __future__ import annotations

import pytest

from county_reports.extraction.broken import find_broken
from county_reports.extraction.setaside import Claims


def found(text: str) -> list[tuple[str, str | None, list[str]]]:
    """Text, unit and splits of each run."""
    return [
        (text[r.measure.start : r.measure.end], r.measure.unit, [str(s) for s in r.splits])
        for r in find_broken(text, Claims(len(text)))
    ]


@pytest.mark.parametrize(
    ("text", "run", "unit", "splits"),
    [
        ("脱贫3,0587,740人。", "3,0587,740人", "person", ["3,058户7,740"]),
        ("脱贫8,91422,376人。", "8,91422,376人", "person", ["8,914户22,376"]),
        ("脱贫1.83万7.42万人。", "1.83万7.42万人", "person", ["1.83万户7.42"]),
        ("脱贫2.15.6万人。", "2.15.6万人", "person", ["2.1万户5.6"]),
        ("队员231名,20213,874人。", "20213,874人", "person", ["2021年3,874"]),
        ("降至12.53.2%。", "12.53.2%", "percent", ["12.5%3.2"]),
        ("为12.563.2%。", "12.563.2%", "percent", ["12.5%63.2", "12.56%3.2"]),
        ("投入资金3.5亿12000户。", "3.5亿12000户", "household", ["3.5亿元12000"]),
        ("20183,200户。", "20183,200户", "household", ["2018年3,200"]),
        ("今年20169,430人。", "20169,430人", "person", ["2016年9,430"]),
    ],
)
def test_broken(text: str, run: str, unit: str, splits: list[str]) -> None:
    assert found(text) == [(run, unit, splits)]


@pytest.mark.parametrize(
    "text",
    [
        "3,058户7,740人", "1.83万户7.42万人", "12.5%、3.2%", "12亿3456万元", "3万1200元",
        "1,234,567元", "1234.5万元", "2019.12.5", "2019.12.15日", "192.168.1.10", "1.2.3节",
        "500,600户", "1234,5678人", "12,34,56人", "2.1.1水利", "1.2万,3500户", "V2.1.3版",
        "1" * 500 + "户", "1,2" * 100 + "人", "0.0.0万人", "种植1.2万3500户",
    ],
)  # fmt: skip
def test_not_broken(text: str) -> None:
    assert found(text) == []


def test_what_is_claimed_is_left() -> None:
    text = "脱贫3,0587,740人。"
    claims = Claims(len(text))
    claims.take(4, 5)
    assert find_broken(text, claims) == []


def test_a_run_claims_its_characters() -> None:
    text = "脱贫3,0587,740人。"
    claims = Claims(len(text))
    (run,) = find_broken(text, claims)
    assert not claims.free(run.measure.start, run.measure.end)
    assert run.impossible == "3,0587,740 is no number"

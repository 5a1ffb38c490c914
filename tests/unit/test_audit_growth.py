"""Growth from one figure to another, and what exceeds a task."""

from __future__ import annotations

import pytest

from audit_input import audited

GROWTH = [
    (
        "村集体收入由200万元增加到260万元,增长30%。",
        ["confirmed (260万元 − 200万元) ÷ 200万元 = 29.43%–30.58% ≈ 30%"],
    ),
    (
        "村集体收入由200万元增加到260万元,增长35%。",
        ["inconsistent (260万元 − 200万元) ÷ 200万元 = 29.43%–30.58% ≠ 35%"],
    ),
    (
        "财政收入8.4亿元,比上年的8亿元增长5%。",
        ["confirmed (8.4亿元 − 8亿元) ÷ 8亿元 = 0%–12.67% ≈ 5%"],
    ),
    ("财政收入8.4亿元,比上年的8亿元增长6.5%。", []),
    ("信访量由50件下降到20件,下降60%。", ["confirmed (50件 − 20件) ÷ 50件 = 60%"]),
    ("信访量由50件下降到20件,下降16%。", ["inconsistent (50件 − 20件) ÷ 50件 = 60% ≠ 16%"]),
    # the year before is not stated
    ("财政收入8.4亿元,比上年增长5%。", []),
    # another sentence
    (
        "农民收入由8000元提高到9200元,增长15%。投入增长30%。",
        ["confirmed (9200元 − 8000元) ÷ 8000元 = 15% ≈ 15%"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), GROWTH)
def test_growth(text: str, expected: list[str]) -> None:
    assert audited(text, only=("growth",)) == expected


EXCESS = [
    (
        "新增贷款1070.1万元,超过省下达任务680万元的57.36%。",
        ["confirmed (1070.1万元 − 680万元) ÷ 680万元 = 57.37% ≈ 57.36%"],
    ),
    (
        "新增贷款1070.1万元,超过省下达任务680万元的37.36%。",
        ["inconsistent (1070.1万元 − 680万元) ÷ 680万元 = 57.37% ≠ 37.36%"],
    ),
    ("新增贷款570万元,超过任务的10%。", []),
]


@pytest.mark.parametrize(("text", "expected"), EXCESS)
def test_excess(text: str, expected: list[str]) -> None:
    assert audited(text, only=("excess",)) == expected

"""Money and rates out of all proportion."""

from __future__ import annotations

import pytest

from audit_input import audited

PROJECT_MONEY = [
    (
        "入库项目344个,资金12.8亿元。",
        ["confirmed 12.8亿元 ÷ 344个 = 372.09万元 ∈ [2,000元, 2,000万元]"],
    ),
    (
        "入库项目344个,资金128亿元。",
        ["implausible 128亿元 ÷ 344个 = 3,720.93万元 ∉ [2,000元, 2,000万元]"],
    ),
    # too few projects for a mean
    ("入库项目3个,资金1.28亿元。", []),
    # another sentence
    ("入库项目344个。统筹整合资金10.4亿元。", []),
]


@pytest.mark.parametrize(("text", "expected"), PROJECT_MONEY)
def test_project_money(text: str, expected: list[str]) -> None:
    assert audited(text, only=("project-money",)) == expected


PROJECT_LIBRARY = [
    (
        "统筹整合资金10.41亿元。入库项目344个,项目库资金12.8亿元。",
        ["confirmed 12.8亿元 ÷ 10.41亿元 = 1.23 ∈ [0.2, 10]"],
    ),
    (
        "统筹整合资金10.41亿元。入库项目344个,项目库资金128亿元。",
        ["implausible 128亿元 ÷ 10.41亿元 = 12.3 ∉ [0.2, 10]"],
    ),
    ("入库项目344个,项目库资金128亿元。", []),
]


@pytest.mark.parametrize(("text", "expected"), PROJECT_LIBRARY)
def test_project_library(text: str, expected: list[str]) -> None:
    assert audited(text, only=("project-library",)) == expected


INCIDENCE_BAND = [
    ("贫困发生率降至68%。", []),
    ("贫困发生率高达194%。", ["implausible 194% ∉ [0, 70]"]),
    ("参保率达到100%。", []),
    ("信访量同比增长120%。", []),
]


@pytest.mark.parametrize(("text", "expected"), INCIDENCE_BAND)
def test_incidence_band(text: str, expected: list[str]) -> None:
    assert audited(text, only=("incidence-band",)) == expected

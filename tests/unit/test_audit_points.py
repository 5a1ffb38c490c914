"""Percentage points, columns of tables, what is done of all: rules that stand in no other table."""

from __future__ import annotations

import pytest

from audit_input import audited

POINTS = [
    (
        "2018年末贫困发生率为2.38%;2019年末为0.36%,一年下降2.02个百分点。",
        ["confirmed 2.38% − 0.36% = 2.02% ≈ 2.02个百分点"],
    ),
    (
        "2018年末贫困发生率为2.38%;2019年末为0.36%,一年下降2.20个百分点。",
        ["inconsistent 2.38% − 0.36% = 2.02% ≠ 2.20个百分点"],
    ),
    # another rate between them
    ("贫困发生率为2.38%,错退率0.36%,下降2.20个百分点。", []),
    # compared with the province
    ("贫困发生率为2.38%,全省0.36%,下降2.20个百分点。", []),
    # two sentences
    ("贫困发生率为2.38%。2019年末为0.36%,下降2.20个百分点。", []),
]


@pytest.mark.parametrize(("text", "expected"), POINTS)
def test_points(text: str, expected: list[str]) -> None:
    found = [each.replace(" 个百分点", "%") for each in audited(text, only=("points",))]
    assert found == expected


DONE = [
    ("实施项目211个,已完工209个。", ["confirmed 209个 ≤ 211个"]),
    ("实施项目211个,已完工219个。", ["inconsistent 219个 > 211个"]),
    # two that are done
    ("现场解答诉求31000件,交办办结6473件。", []),
    ("实施项目211个。另建成桥梁219个。", []),
    ("梳理问题52个,已整改48个。", ["confirmed 48个 ≤ 52个"]),
]


@pytest.mark.parametrize(("text", "expected"), DONE)
def test_done(text: str, expected: list[str]) -> None:
    assert audited(text, only=("done",)) == expected


LEFT = [
    ("计划核查2400户,见面2352户,没见着的48户。", ["confirmed 2400户 − 2352户 = 48户"]),
    ("计划核查2400户,见面2352户,没见着的348户。", ["inconsistent 2400户 − 2352户 = 48 户 ≠ 348户"]),
    # nobody says what was to be done
    ("核查2400户,见面2352户,没见着的48户。", []),
    # the last one is not said to be left
    ("计划核查2400户,见面2352户,慰问348户。", []),
]


@pytest.mark.parametrize(("text", "expected"), LEFT)
def test_planned_left(text: str, expected: list[str]) -> None:
    assert audited(text, only=("planned-left",)) == expected


CHANGED = [
    (
        "全年争取帮扶资金2468万元。争取到的2486万元要公示。",
        ["inconsistent 2468万元 = 2,468万元 ≠ 2486万元"],
    ),
    # other things
    ("发放贷款2468万元。修路花了2486万元。", []),
    # three digits change places by chance
    ("争取帮扶资金246万元。争取到的264万元要公示。", []),
]


@pytest.mark.parametrize(("text", "expected"), CHANGED)
def test_changed_places(text: str, expected: list[str]) -> None:
    assert audited(text, only=("changed-places",)) == expected


CUMULATIVE = [
    ("五年累计硬化村道486公里,今年完成153公里。", ["confirmed 153公里 ≤ 486公里"]),
    ("五年累计硬化村道486公里,今年完成513公里。", ["inconsistent 513公里 > 486公里"]),
    # not the same thing
    ("累计硬化村道486公里,今年架设电线513公里。", []),
    ("硬化村道486公里,今年完成513公里。", []),
]


@pytest.mark.parametrize(("text", "expected"), CUMULATIVE)
def test_year_in_cumulative(text: str, expected: list[str]) -> None:
    assert audited(text, only=("year-in-cumulative",)) == expected


REACHED = [
    # a number reached is no register
    (
        "2014年录入系统19450户、81690人。四类项目惠及建档立卡贫困人口12.28万人。",
        ["inconsistent 12.28万人 > 81690人"],
    ),
    (
        "2014年录入系统19450户、81690人。四类项目惠及建档立卡贫困人口2.28万人。",
        ["confirmed 2.28万人 ≤ 81690人"],
    ),
    # what a sentence counts some of states no register
    ("今年住进1268户5327人,其中建档立卡户1190户4998人。带着3860户15820名贫困群众一起干。", []),
]


@pytest.mark.parametrize(("text", "expected"), REACHED)
def test_who_was_reached(text: str, expected: list[str]) -> None:
    assert audited(text, only=("helped",)) == expected

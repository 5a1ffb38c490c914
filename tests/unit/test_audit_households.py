"""Households with their persons: size, and sums that both keep."""

from __future__ import annotations

import pytest

from audit_input import audited

HOUSEHOLD_SIZE = [
    ("累计脱贫2510户5639人。", ["confirmed 5639人 ÷ 2510户 = 2.247 ∈ [1.5, 5]"]),
    ("累计脱贫2510户25639人。", ["implausible 25639人 ÷ 2510户 = 10.21 ∉ [1.5, 5]"]),
    ("累计脱贫2510户1639人。", ["implausible 1639人 ÷ 2510户 = 0.653 ∉ [1.5, 5]"]),
    # a small group may lie further off
    ("帮扶4户7人。", ["confirmed 7人 ÷ 4户 = 1.75 ∈ [1, 8]"]),
    ("帮扶4户37人。", ["implausible 37人 ÷ 4户 = 9.25 ∉ [1, 8]"]),
    # visits
    ("惠及2510户次25639人次。", []),
    # other ways to write it
    (
        "涉及1200户、3100人。搬迁贫困户90户、人口270人。",
        ["confirmed 3100人 ÷ 1200户 = 2.583 ∈ [1.5, 5]", "confirmed 270人 ÷ 90户 = 3 ∈ [1.5, 5]"],
    ),
    # a noun between
    ("供水中断的204户贫困户503人恢复供水。", ["confirmed 503人 ÷ 204户 = 2.466 ∈ [1.5, 5]"]),
    # other people
    ("帮扶90户、干部700人。", []),
    # in ten thousands
    ("带动1.2万户3.6万人。", ["confirmed 3.6万人 ÷ 1.2万户 = 2.84–3.174 ∈ [1.5, 5]"]),
]


@pytest.mark.parametrize(("text", "expected"), HOUSEHOLD_SIZE)
def test_household_size(text: str, expected: list[str]) -> None:
    assert audited(text, only=("household-size",)) == expected


GROUP_SUM = [
    (
        "现有1200户3500人。已脱贫1150户3380人。另有50户120人。",
        ["confirmed 1150户 + 50户 = 1200户", "confirmed 3380人 + 120人 = 3500人"],
    ),
    # persons do not add up
    ("现有1200户3500人。已脱贫1150户3380人。另有50户130人。", []),
    # too small
    ("共13户30人。其中10户21人,3户9人。", []),
    (
        "共有518户1763人,其中脱贫不稳定户203户702人、边缘易致贫户241户809人、突发严重困难户74户252人。",
        ["confirmed 203户 + 241户 + 74户 = 518户", "confirmed 702人 + 809人 + 252人 = 1763人"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), GROUP_SUM)
def test_group_sum(text: str, expected: list[str]) -> None:
    assert audited(text, only=("group-sum",)) == expected

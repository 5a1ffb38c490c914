"""Those helped against those registered, and those hit by a disaster."""

from __future__ import annotations

import pytest

from audit_input import audited

HELPED = [
    (
        "现有建档立卡贫困户1200户3500人。产业扶持惠及贫困户900户2600人。",
        ["confirmed 900户 ≤ 1200户", "confirmed 2600人 ≤ 3500人"],
    ),
    (
        "现有建档立卡贫困户1200户3500人。产业扶持惠及贫困户1500户4600人。",
        ["inconsistent 1500户 > 1200户", "inconsistent 4600人 > 3500人"],
    ),
    # each help is counted anew
    ("现有建档立卡贫困户1200户3500人。产业扶持惠及贫困户1500户次。", []),
    # others are among them
    ("现有建档立卡贫困户1200户3500人。资助贫困户、边缘户1300户。", []),
    # another place
    ("现有建档立卡贫困户1200户3500人。全省有贫困户150000户。", []),
    # the words do not name the poor: only a confirmation could follow
    ("现有建档立卡贫困户1200户3500人。新增小额信贷1300户。", []),
    ("现有建档立卡贫困户1200户3500人。新增小额信贷223户。", ["confirmed 223户 ≤ 1200户"]),
    # the register is stated by another sentence
    (
        "全县3500名贫困人口全部参加医疗保险。产业带动贫困人口3600人。",
        ["inconsistent 3600人 > 3500名"],
    ),
    # within the register of the beginning
    (
        "2014年,全县有建档立卡贫困户2300户7100人。现有建档立卡贫困户1200户3500人。惠及贫困户1500户。",
        ["inconsistent 1500户 > 1200户", "confirmed 1500户 ≤ 2300户"],
    ),
    # beyond both registers
    (
        "2014年,全县有建档立卡贫困户1300户4100人。现有建档立卡贫困户1200户3500人。惠及贫困户1500户。",
        ["inconsistent 1500户 > 1200户", "inconsistent 1500户 > 1300户"],
    ),
    ("现有建档立卡贫困户1200户3500人。惠及非贫困户1500户。", []),
    ("惠及贫困户1500户4600人。", []),
]


@pytest.mark.parametrize(("text", "expected"), HELPED)
def test_helped(text: str, expected: list[str]) -> None:
    assert audited(text, only=("helped",)) == expected


EDGE = [
    ("困难边缘户180户。边缘户28户受灾。", ["confirmed 28户 ≤ 180户"]),
    ("困难边缘户180户。边缘户190户受灾。", ["inconsistent 190户 > 180户"]),
    ("边缘户28户受灾。", []),
]


@pytest.mark.parametrize(("text", "expected"), EDGE)
def test_edge(text: str, expected: list[str]) -> None:
    assert audited(text, only=("edge",)) == expected


AFFECTED = [
    (
        "对受灾贫困户503户1260人建立台账。为187户516人免费发放种子。对供水中断的204户贫困户恢复供水。",
        ["confirmed 187户 ≤ 503户", "confirmed 516人 ≤ 1260人", "confirmed 204户 ≤ 503户"],
    ),
    # another kind of households
    ("对受灾贫困户503户1260人建立台账。对边缘户28户发放物资。", []),
    # nobody was hit
    ("对贫困户503户1260人建立台账。为187户516人免费发放种子。", []),
    # more than were hit may be others: nothing is said
    ("对受灾贫困户103户260人建立台账。为187户516人免费发放种子。", []),
]


@pytest.mark.parametrize(("text", "expected"), AFFECTED)
def test_affected(text: str, expected: list[str]) -> None:
    assert audited(text, only=("affected",)) == expected

"""One for each, and what each can have: teams, members, money a head."""

from __future__ import annotations

import pytest

from audit_input import audited

ONE_FOR_EACH: list[tuple[str, list[str]]] = [
    ("128支驻村工作队进驻128个贫困村,每村一支。", ["confirmed 128个 = 128支"]),
    ("组建驻村工作队125支,派驻128个贫困村,每村一支。", ["inconsistent 128个 = 128 个 ≠ 125支"]),
    ("62个县直单位组成工作队帮扶62个贫困村。", ["confirmed 62个 = 62个"]),
    ("62个县直单位组成工作队帮扶49个贫困村。", []),
    ("全县有62个贫困村,其中62名干部受到表彰。", []),
]


@pytest.mark.parametrize(("text", "expected"), ONE_FOR_EACH)
def test_one_for_each(text: str, expected: list[str]) -> None:
    assert audited(text, only=("one-for-each",)) == expected


MONEY_A_HEAD: list[tuple[str, list[str]]] = [
    (
        "发放补助金1.3亿元,惠及贫困户42户。",
        ["implausible 1.3亿元 ÷ 42户 = 297.62万元–321.43万元 ∉ [5, 1,500,000]"],
    ),
    ("发放补助金130万元,惠及贫困户420户。", []),
    ("发放资助金3200万元,劝返辍学学生12名。", []),
    ("发放补助金1.3亿元。", []),
]


@pytest.mark.parametrize(("text", "expected"), MONEY_A_HEAD)
def test_money_a_head(text: str, expected: list[str]) -> None:
    assert audited(text, only=("money-a-head",)) == expected


TEAM_SIZE: list[tuple[str, list[str]]] = [
    ("选派驻村工作队128支、队员384名。", ["confirmed 384名 ÷ 128支 = 3 ∈ [1, 20]"]),
    ("选派驻村工作队128支、队员38400名。", ["implausible 38400名 ÷ 128支 = 300 ∉ [1, 20]"]),
    ("选派驻村工作队128支,培训干部38400人次。", []),
]


@pytest.mark.parametrize(("text", "expected"), TEAM_SIZE)
def test_team_size(text: str, expected: list[str]) -> None:
    assert audited(text, only=("team-size",)) == expected

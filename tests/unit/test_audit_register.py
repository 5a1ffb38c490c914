"""The register: what adds up, what does not, and where the rules must stay silent."""

from __future__ import annotations

import pytest

from audit_input import audited

REGISTER_SUM = [
    (
        "现有建档立卡贫困户1200户3500人。累计脱贫1150户3380人,未脱贫50户120人。",
        ["confirmed 1150户 + 50户 = 1200户", "confirmed 3380人 + 120人 = 3500人"],
    ),
    # one digit of the households is wrong
    (
        "现有建档立卡贫困户1200户3500人,累计脱贫1150户3380人,未脱贫60户120人。",
        ["inconsistent 1150户 + 60户 = 1,210 户 ≠ 1200户", "confirmed 3380人 + 120人 = 3500人"],
    ),
    (
        "现有建档立卡贫困人口3500人,累计脱贫3380人,未脱贫121人。",
        ["inconsistent 3380人 + 121人 = 3,501 人 ≠ 3500人"],
    ),
    # of two registers the nearer one is asked
    (
        "2014年,全县有建档立卡贫困户2300户7100人。现有建档立卡贫困户1200户3500人,累计脱贫1150户3380人,未脱贫50户120人。",
        ["confirmed 1150户 + 50户 = 1200户", "confirmed 3380人 + 120人 = 3500人"],
    ),
    (
        "全县共有贫困村45个,累计退出贫困村42个,尚有3个贫困村未出列。",
        ["confirmed 42个 + 3个 = 45个"],
    ),
    (
        "全县共有贫困村45个,累计退出贫困村42个,尚有5个贫困村未出列。",
        ["inconsistent 42个 + 5个 = 47 个村 ≠ 45个"],
    ),
    # the remaining ones are called so by the text only
    (
        "剩余50户120人计划于2020年脱贫。全县建档立卡贫困户1200户3500人,累计脱贫1150户3380人。",
        ["confirmed 1150户 + 50户 = 1200户", "confirmed 3380人 + 120人 = 3500人"],
    ),
    # too far from the register to be about it
    ("现有建档立卡贫困人口3500人,累计脱贫1200人,未脱贫60人。", []),
    # no remaining ones are stated
    ("现有建档立卡贫困人口3500人,累计脱贫3380人。", []),
    ("全省未脱贫人口50000人。现有建档立卡贫困人口3500人,累计脱贫3380人。", []),
]


@pytest.mark.parametrize(("text", "expected"), REGISTER_SUM)
def test_register_sum(text: str, expected: list[str]) -> None:
    assert audited(text, only=("register-sum",)) == expected


REGISTER_PLAN = [
    (
        "全县建档立卡贫困户1200户,累计脱贫1150户。今年拟脱贫50户,全面完成脱贫任务。",
        ["confirmed 1150户 + 50户 = 1200户"],
    ),
    (
        "全县建档立卡贫困户1200户,累计脱贫1150户。今年拟脱贫45户,全面完成脱贫任务。",
        ["inconsistent 1150户 + 45户 = 1,195 户 ≠ 1200户"],
    ),
    # the last ones are not said to be planned
    ("全县建档立卡贫困户1200户,累计脱贫1150户。明年计划脱贫20户。", []),
    # the remaining ones are stated
    ("全县建档立卡贫困户1200户,累计脱贫1150户,未脱贫50户。明年计划脱贫20户,全面完成任务。", []),
    ("全县共有贫困村62个,已退出57个。2019年计划退出贫困村5个。", []),
]


@pytest.mark.parametrize(("text", "expected"), REGISTER_PLAN)
def test_register_plan(text: str, expected: list[str]) -> None:
    assert audited(text, only=("register-plan",)) == expected


REGISTER_YEARS = [
    (
        "2016年脱贫300户,2017年脱贫500户,2018年脱贫200户,累计脱贫1000户。",
        ["confirmed 300户 + 500户 + 200户 = 1000户"],
    ),
    (
        "2016年脱贫300户,2017年脱贫500户,2018年脱贫200户,累计脱贫1100户。",
        ["inconsistent 300户 + 500户 + 200户 = 1,000 户 ≠ 1100户"],
    ),
    # a year is missing between them
    ("2016年脱贫300户,2018年脱贫200户,累计脱贫1100户。", []),
    # the cumulative figure stands in another sentence
    ("2017年脱贫500户,2018年脱贫200户。累计脱贫1100户。", []),
    # one year says nothing
    ("2018年脱贫200户,累计脱贫1100户。", []),
    (
        "2016年脱贫820人,2017年脱贫1530人,2018年脱贫640人,累计脱贫2990人。",
        ["confirmed 820人 + 1530人 + 640人 = 2990人"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), REGISTER_YEARS)
def test_register_years(text: str, expected: list[str]) -> None:
    assert audited(text, only=("register-years",)) == expected


REGISTER_VILLAGES = [
    ("全县共有贫困村192个。192个贫困村全部退出。", ["confirmed 192个 = 192个"]),
    ("全县共有贫困村192个。全县182个贫困村全部退出。", ["inconsistent 192个 = 192 个村 ≠ 182个"]),
    # of two lists the nearest
    ("2014年有贫困村209个。现有贫困村192个。192个贫困村全部退出。", ["confirmed 192个 = 192个"]),
    # the last ones
    ("全县共有贫困村192个。剩余12个贫困村全部退出。", []),
    # a year's ones
    ("全县共有贫困村192个。2018年68个贫困村全部退出。", []),
    # too far from the list
    ("全县共有贫困村62个。全县26个贫困村全部出列。", []),
    ("192个贫困村全部退出。", []),
]


@pytest.mark.parametrize(("text", "expected"), REGISTER_VILLAGES)
def test_register_villages(text: str, expected: list[str]) -> None:
    assert audited(text, only=("register-villages",)) == expected


REGISTER_YEAR = [
    ("全县累计脱贫1150户,2019年脱贫210户。", ["confirmed 210户 ≤ 1150户"]),
    ("全县累计脱贫1150户,2019年脱贫1210户。", ["inconsistent 1210户 > 1150户"]),
    # the year is later than the cumulative figure
    ("截至2017年底,全县累计脱贫1150户。2019年脱贫1210户。", []),
    ("全县累计脱贫3380人,2019年脱贫338人。", ["confirmed 338人 ≤ 3380人"]),
    ("2019年脱贫338人。", []),
]


@pytest.mark.parametrize(("text", "expected"), REGISTER_YEAR)
def test_register_year(text: str, expected: list[str]) -> None:
    assert audited(text, only=("register-year",)) == expected


REGISTER_LIFTED = [
    ("现有建档立卡贫困人口4900人,截至2019年底,累计脱贫4800人。", ["confirmed 4800人 ≤ 4900人"]),
    ("现有建档立卡贫困人口4900人,截至2019年底,累计脱贫5200人。", ["inconsistent 5200人 > 4900人"]),
    # the register has grown
    (
        "2014年,全县有建档立卡贫困人口4900人。现有建档立卡贫困人口5300人,累计脱贫5200人。",
        ["confirmed 5200人 ≤ 5300人"],
    ),
    # more than either register
    (
        "2014年,全县有建档立卡贫困人口4900人。现有建档立卡贫困人口4300人,累计脱贫5200人。",
        ["inconsistent 5200人 > 4300人", "inconsistent 5200人 > 4900人"],
    ),
    ("全县有贫困村45个,2019年底累计退出贫困村48个。", ["inconsistent 48个 > 45个"]),
    ("全县有贫困村45个,2019年退出贫困村12个。", ["confirmed 12个 ≤ 45个"]),
    ("累计脱贫5200人。", []),
]


@pytest.mark.parametrize(("text", "expected"), REGISTER_LIFTED)
def test_register_lifted(text: str, expected: list[str]) -> None:
    assert audited(text, only=("register-lifted",)) == expected

"""The incidence of poverty, its base, and the population."""

from __future__ import annotations

import pytest

from audit_input import audited

INCIDENCE = [
    (
        "全县农业人口71.2万人。2014年有贫困人口68215人,贫困发生率9.58%。",
        ["confirmed 68215人 ÷ 71.2万人 = 9.581% ≈ 9.58%"],
    ),
    # off by a factor of two
    (
        "全县农业人口71.2万人。2014年有贫困人口68215人,贫困发生率19.58%。",
        ["inconsistent 68215人 ÷ 71.2万人 = 9.581% ≠ 19.58%"],
    ),
    # another base may explain this
    ("全县农业人口71.2万人。2014年有贫困人口68215人,贫困发生率9.98%。", []),
    # the last one is of those told before
    (
        "全县农业人口71.2万人。尚有335户751人未脱贫,贫困发生率由0.74%降至0.11%。",
        ["confirmed 751人 ÷ 71.2万人 = 0.1055% ≈ 0.11%"],
    ),
    ("2014年有贫困人口68215人,贫困发生率9.58%。", []),
]


@pytest.mark.parametrize(("text", "expected"), INCIDENCE)
def test_incidence(text: str, expected: list[str]) -> None:
    assert audited(text, only=("incidence",)) == expected


INCIDENCE_BASE = [
    (
        "2014年,贫困人口221831人,贫困发生率19.4%。目前未脱贫人口7722人,贫困发生率降至0.68%。",
        ["confirmed 7722人 ÷ (221831人 ÷ 19.4%) = 0.6753% ≈ 0.68%"],
    ),
    # a lost decimal point
    (
        "2014年,贫困人口221831人,贫困发生率19.4%。目前未脱贫人口7722人,贫困发生率降至6.8%。",
        ["inconsistent 7722人 ÷ (221831人 ÷ 19.4%) = 0.6753% ≠ 6.8%"],
    ),
    # people come and go
    ("2014年,贫困人口221831人,贫困发生率19.4%。目前未脱贫人口7722人,贫困发生率降至0.86%。", []),
]


@pytest.mark.parametrize(("text", "expected"), INCIDENCE_BASE)
def test_incidence_base(text: str, expected: list[str]) -> None:
    assert audited(text, only=("incidence-base",)) == expected


INCIDENCE_POPULATION = [
    (
        "人口15万。2014年,全县共有贫困人口5500人,贫困发生率为4.5%。",
        ["confirmed 5500人 ÷ 4.5% = 120,879 人–123,596 人 ≤ 15万"],
    ),
    (
        "人口15万。2014年,全县共有贫困人口5500人,贫困发生率为1.5%。",
        ["inconsistent 5500人 ÷ 1.5% = 354,839 人–379,310 人 > 15万"],
    ),
    ("2014年,全县共有贫困人口5500人,贫困发生率为4.5%。", []),
]


@pytest.mark.parametrize(("text", "expected"), INCIDENCE_POPULATION)
def test_incidence_population(text: str, expected: list[str]) -> None:
    assert audited(text, only=("incidence-population",)) == expected

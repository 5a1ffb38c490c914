"""The incidence of poverty and the rural population: stated once or implied twice."""

from __future__ import annotations

import pytest

from audit_input import audited

INCIDENCE: list[tuple[str, list[str]]] = [
    (
        "全县农业人口60万人。2013年识别贫困户17000户54000人,贫困发生率9%。尚有190户600人未脱贫,贫困发生率由上年底的0.64%降至0.1%。",
        [
            "confirmed 54000人 ÷ 60万人 = 8.926%–9.076% ≈ 9%",
            "confirmed 600人 ÷ 60万人 = 0.09917%–0.1008% ≈ 0.1%",
        ],
    ),
    (
        "全县农业人口60万人。2013年识别贫困户17000户54000人,贫困发生率19%。",
        ["inconsistent 54000人 ÷ 60万人 = 8.926%–9.076% ≠ 19%"],
    ),
    ("全县农业人口60万人。2013年识别贫困户17000户54000人,贫困发生率9.6%。", []),
    ("2013年识别贫困户17000户54000人,贫困发生率9%。", []),
    ("全县农业人口60万人。累计脱贫17000户54000人,贫困发生率降至0.5%。", []),
]


@pytest.mark.parametrize(("text", "expected"), INCIDENCE)
def test_incidence(text: str, expected: list[str]) -> None:
    assert audited(text, only=("incidence",)) == expected


INCIDENCE_BASE: list[tuple[str, list[str]]] = [
    (
        "2014年,全县有建档立卡贫困人口54000人,贫困发生率9%。2019年底,未脱贫人口600人,贫困发生率0.10%。",
        ["confirmed 600人 ÷ (54000人 ÷ 9%) = 0.09444%–0.1056% ≈ 0.10%"],
    ),
    (
        "2014年,全县有建档立卡贫困人口54000人,贫困发生率9%。2019年底,未脱贫人口630人,贫困发生率0.10%。",
        ["confirmed 630人 ÷ (54000人 ÷ 9%) = 0.09917%–0.1108% ≈ 0.10%"],
    ),
    (
        "2014年,全县有建档立卡贫困人口54000人,贫困发生率9%。2019年底,未脱贫人口600人,贫困发生率0.92%。",
        ["inconsistent 600人 ÷ (54000人 ÷ 9%) = 0.085%–0.1161% ≠ 0.92%"],
    ),
    (
        "2014年,全县有建档立卡贫困人口54000人,贫困发生率9%。全县累计脱贫53400人,贫困发生率降到0.10%。尚有剩余贫困人口600人。",
        ["confirmed 600人 ÷ (54000人 ÷ 9%) = 0.09444%–0.1056% ≈ 0.10%"],
    ),
    ("2014年,全县有建档立卡贫困人口54000人,贫困发生率9%。全省贫困发生率1.2%。", []),
    ("2014年,全县有建档立卡贫困人口54000人,贫困发生率9%。2019年脱贫600人,贫困发生率0.92%。", []),
    (
        "贫困发生率由2014年的12.4%下降至1.16%,贫困人口由6.2万人减少到5800人。",
        ["confirmed 5800人 ÷ (6.2万人 ÷ 12.4%) = 1.146%–1.174% ≈ 1.16%"],
    ),
    (
        "贫困发生率由2014年的12.4%下降至3.16%,贫困人口由6.2万人减少到5800人。",
        ["inconsistent 5800人 ÷ (6.2万人 ÷ 12.4%) = 1.031%–1.292% ≠ 3.16%"],
    ),
    (
        "2014年有贫困人口62000人,贫困发生率12.4%。2019年减贫4200人,贫困发生率降至1.6%,剩余贫困人口7900人。",
        ["confirmed 7900人 ÷ (62000人 ÷ 12.4%) = 1.58% ≈ 1.6%"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), INCIDENCE_BASE)
def test_incidence_base(text: str, expected: list[str]) -> None:
    assert audited(text, only=("incidence-base",)) == expected


INCIDENCE_POPULATION: list[tuple[str, list[str]]] = [
    (
        "全县总人口70万人。2014年,全县有建档立卡贫困人口54000人,贫困发生率9%。",
        ["confirmed 54000人 ÷ 9% = 568,421 人–635,294 人 ≤ 70万人"],
    ),
    (
        "全县总人口70万人。2014年,全县有建档立卡贫困人口54000人,贫困发生率4.5%。",
        ["inconsistent 54000人 ÷ 4.5% = 1,186,813 人–1,213,483 人 > 70万人"],
    ),
    ("2014年,全县有建档立卡贫困人口54000人,贫困发生率4.5%。", []),
]


@pytest.mark.parametrize(("text", "expected"), INCIDENCE_POPULATION)
def test_incidence_population(text: str, expected: list[str]) -> None:
    assert audited(text, only=("incidence-population",)) == expected

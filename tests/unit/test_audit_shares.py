"""Stated shares, rates of two figures, and what is done of all there is."""

from __future__ import annotations

import pytest

from audit_input import audited

SHARE = [
    (
        "全县有监测户518户,已消除风险396户,占518户的76.4%。",
        ["confirmed 396户 ÷ 518户 = 76.45% ≈ 76.4%"],
    ),
    (
        "全县有监测户518户,已消除风险396户,占518户的67.4%。",
        ["inconsistent 396户 ÷ 518户 = 76.45% ≠ 67.4%"],
    ),
    # the base stands in a bracket
    (
        "边缘户和监测户275户736人,占2014年贫困户总数的1.44%(按贫困人口51125人计算占比)。",
        ["confirmed 736人 ÷ 51125人 = 1.44% ≈ 1.44%"],
    ),
    # the base is named
    (
        "全县辖127个行政村。93个村建成村级光伏电站,占行政村总数的73.2%。",
        ["confirmed 93个 ÷ 127个 = 73.23% ≈ 73.2%"],
    ),
    # no base at all
    ("发放岗位工资32.7万元,占比81.75%。", []),
    # rounded
    (
        "产业投入1.18亿元,占资金总额2.07亿元的57%。",
        ["confirmed 1.18亿元 ÷ 2.07亿元 = 56.63%–57.38% ≈ 57%"],
    ),
    # digits have changed places
    (
        "产业投入1.18亿元,占资金总额2.07亿元的75%。",
        ["inconsistent 1.18亿元 ÷ 2.07亿元 = 56.63%–57.38% ≠ 75%"],
    ),
    (
        "少数民族人口12.3万人,占总人口的41%。总人口30万人。",
        ["confirmed 12.3万人 ÷ 30万人 = 40.16%–41.86% ≈ 41%"],
    ),
    ("男性占52.3%。", []),
]


@pytest.mark.parametrize(("text", "expected"), SHARE)
def test_share(text: str, expected: list[str]) -> None:
    assert audited(text, only=("share",)) == expected


RATE = [
    ("梳理问题52个,已整改48个,整改率92.3%。", ["confirmed 48个 ÷ 52个 = 92.31% ≈ 92.3%"]),
    ("梳理问题52个,已整改48个,整改率82.3%。", ["inconsistent 48个 ÷ 52个 = 92.31% ≠ 82.3%"]),
    ("下达资金1.83亿元,支出17751万元,支出率97%。", ["confirmed 17751万元 ÷ 1.83亿元 = 97% ≈ 97%"]),
    (
        "下达资金1.83亿元,已支出17751万元,支出率87%。",
        ["inconsistent 17751万元 ÷ 1.83亿元 = 97% ≠ 87%"],
    ),
    # one figure gives no rate
    ("实施项目64个,完工率100%。", []),
    # nothing beside it
    ("参保率达到99.8%。", []),
    # figures after it
    ("资金支出进度96.2%,涉及42个项目、18个村。", []),
    # two wholes may be meant
    ("收到信访件40件、网络投诉12件,已办结39件,办结率75%。", []),
]


@pytest.mark.parametrize(("text", "expected"), RATE)
def test_rate(text: str, expected: list[str]) -> None:
    assert audited(text, only=("rate",)) == expected


DONE = [
    ("实施项目211个,已完工209个。", ["confirmed 209个 ≤ 211个"]),
    ("实施项目211个,已完工219个。", ["inconsistent 219个 > 211个"]),
    # two that are done
    ("现场解答诉求31000件,交办办结6473件。", []),
    # something else
    ("实施项目211个。另建成桥梁219个。", []),
    ("梳理问题52个,已整改48个。", ["confirmed 48个 ≤ 52个"]),
]


@pytest.mark.parametrize(("text", "expected"), DONE)
def test_done(text: str, expected: list[str]) -> None:
    assert audited(text, only=("done",)) == expected

"""What is done and what is left of a total."""

from __future__ import annotations

import pytest

from audit_input import audited

LEFT_OVER = [
    ("反馈问题34个,制定措施134条,已整改31个,其余3个长期坚持。", ["confirmed 31个 + 3个 = 34个"]),
    ("反馈问题44个,制定措施134条,已整改31个,其余3个长期坚持。",
     ["inconsistent 31个 + 3个 = 34 个 ≠ 44个"]),
    (
        "贫困户2460户7890人,已脱贫2180户7250人,剩余280户650人。",
        ["confirmed 2180户 + 280户 = 2460户", "inconsistent 7250人 + 650人 = 7,900 人 ≠ 7890人"],
    ),
    ("156个问题已整改140个,剩余16个正在整改。", ["confirmed 140个 + 16个 = 156个"]),
    ("发现问题156个,已整改140个,正在整改26个。", ["inconsistent 140个 + 26个 = 166 个 ≠ 156个"]),
    (
        "下达资金1.85亿元,已支出17950万元,结余549万元。",
        ["confirmed 17950万元 + 549万元 = 18,499万元 ≈ 1.85亿元"],
    ),
    # what came in on two ways, what is done and what is left
    ("上级交办36件、本级自收8件,已办结39件,5件正在办理。", ["confirmed 36件 + 8件 − 5件 = 39件"]),
    ("85个贫困村中,已出列72个,拟出列10个,未出列3个。", ["confirmed 72个 + 10个 + 3个 = 85个"]),
    ("85个贫困村中,已出列72个,拟出列10个,未出列5个。",
     ["inconsistent 72个 + 10个 + 5个 = 87 个村 ≠ 85个"]),
    ("上级交办36件、本级自收8件中,已办结49件,5件正在办理。",
     ["inconsistent 36件 + 8件 − 5件 = 39 个 ≠ 49件"]),
    ("下达资金1.35亿元,已支出17950万元,结余549万元。",
     ["inconsistent 17950万元 + 549万元 = 18,499万元 ≠ 1.35亿元"]),
    # the total is an achievement itself: those left are not of it
    ("累计脱贫9120户;今年脱贫640户,尚有85户未脱贫。", []),
    # no total
    ("已脱贫2180户,剩余280户。", []),
    ("整改问题34个,未整改4个。", []),
    ("建成基地12个,还有3个正在建设。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LEFT_OVER)
def test_left_over(text: str, expected: list[str]) -> None:
    assert audited(text, only=("left-over",)) == expected


DISPOSED = [
    (
        "收集诉求2.4万余件,现场解答1.8万余件,交办单位办结6120件。",
        ["confirmed 1.8万余件 + 6120件 = 24,120 个–25,120 个 ≈ 2.4万余件"],
    ),
    ("收集诉求240件,现场解答180件,交办单位办结30件。", []),
    (
        "收集诉求240件,现场解答280件,交办单位办结30件。",
        ["inconsistent 280件 + 30件 = 310 个 > 240件"],
    ),
    ("发放手册240件,张贴海报180件,赠送图书60件。", []),
]


@pytest.mark.parametrize(("text", "expected"), DISPOSED)
def test_disposed(text: str, expected: list[str]) -> None:
    assert audited(text, only=("disposed",)) == expected

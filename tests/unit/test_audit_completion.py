"""Rates of completion beside their two numbers: which figure was done, and of what."""

from __future__ import annotations

import pytest

from audit_input import audited

COMPLETION: list[tuple[str, list[str]]] = [
    (
        "共下达财政专项扶贫资金1.6亿元,实施项目185个,已完工180个,支出15,520万元,支出率97%。",
        ["confirmed 15,520万元 ÷ 1.6亿元 = 94.06%–100.1% ≈ 97%"],
    ),
    (
        "共下达财政专项扶贫资金1.6亿元,实施项目185个,已完工180个,支出14,520万元,支出率97%。",
        ["inconsistent 14,520万元 ÷ 1.6亿元 = 88%–93.68% ≠ 97%"],
    ),
    (
        "全年实施项目185个,已开工180个,开工率97.3%,已完工150个,完工率81.1%。",
        ["confirmed 180个 ÷ 185个 = 97.3% ≈ 97.3%", "confirmed 150个 ÷ 185个 = 81.08% ≈ 81.1%"],
    ),
    (
        "全年实施项目185个,已开工180个,开工率97.3%,已完工150个,完工率91.1%。",
        ["confirmed 180个 ÷ 185个 = 97.3% ≈ 97.3%", "inconsistent 150个 ÷ 185个 = 81.08% ≠ 91.1%"],
    ),
    (
        "全年实施项目185个,开工180个,完工150个,开工率、完工率分别为97.3%、81.1%。",
        ["confirmed 180个 ÷ 185个 = 97.3% ≈ 97.3%", "confirmed 150个 ÷ 185个 = 81.08% ≈ 81.1%"],
    ),
    ("共收到信访件32件,已办结31件,办结率96.9%。", ["confirmed 31件 ÷ 32件 = 96.88% ≈ 96.9%"]),
    (
        "巡视反馈问题45个,已整改完成42个,整改率98.3%。",
        ["inconsistent 42个 ÷ 45个 = 93.33% ≠ 98.3%"],
    ),
    ("安置点建设住房760套,已入住734套,入住率96.6%。", ["confirmed 734套 ÷ 760套 = 96.58% ≈ 96.6%"]),
    ("安排资金1860万元实施38个项目,已完工36个,资金支出进度94.2%。", []),
    ("全县低保对象9200人,发放低保金1800万元,参保率100%。", []),
    ("实施项目185个,群众满意度98.5%。", []),
    ("全县低保覆盖率达98%,发放低保金1800万元。", []),
    ("实施项目185个,资金支出率较上年提高12%。", []),
    ("有劳动力3200人,外出务工2900人,就业率要求达到95%。", []),
    (
        "危房改造任务240户,已竣工230户,竣工率95.8%,入住215户,入住率93.5%。",
        ["confirmed 230户 ÷ 240户 = 95.83% ≈ 95.8%", "confirmed 215户 ÷ 230户 = 93.48% ≈ 93.5%"],
    ),
    ("全县51个贫困村中已有34个退出,退出率66.7%。", ["confirmed 34个 ÷ 51个 = 66.67% ≈ 66.7%"]),
    ("有扶贫车间22个,已复工20个,复工率100%。", ["inconsistent 20个 ÷ 22个 = 90.91% ≠ 100%"]),
    ("扶贫车间22个全部排查,复工20个,复工率100%。", []),
    ("全县22家扶贫车间复工20家,复工率100%。", ["inconsistent 20家 ÷ 22家 = 90.91% ≠ 100%"]),
]


@pytest.mark.parametrize(("text", "expected"), COMPLETION)
def test_completion(text: str, expected: list[str]) -> None:
    assert audited(text, only=("completion",)) == expected


RATE_BOUND: list[tuple[str, list[str]]] = [
    ("群众满意度达976%。", ["implausible 976% ∉ [0, 100]"]),
    ("群众满意度达97.6%。", []),
    ("完成率达112%。", []),
]


@pytest.mark.parametrize(("text", "expected"), RATE_BOUND)
def test_rate_bound(text: str, expected: list[str]) -> None:
    assert audited(text, only=("rate-bound",)) == expected

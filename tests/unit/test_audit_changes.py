"""Changes from one figure to another, against their words and the amount that is told."""

from __future__ import annotations

import pytest

from audit_input import audited

CHANGES = [
    ("贫困发生率由上年底的0.92%降至0.27%。", ["confirmed 0.27% ≤ 0.92%"]),
    ("贫困发生率由0.9%降至1.9%。", ["inconsistent 1.9% > 0.9%"]),
    ("低保标准由每年4560元提高到4260元。", ["inconsistent 4560元 > 4260元"]),
    ("2014年贫困发生率11.3%,2018年下降到0.8%。", ["confirmed 0.8% ≤ 11.3%"]),
    (
        "贫困发生率由11.2%下降到0.36%,下降11.84个百分点。",
        [
            "confirmed 0.36% ≤ 11.2%",
            "inconsistent 11.2% − 0.36% = 10.79 个百分点–10.9 个百分点 ≠ 11.84个百分点",
        ],
    ),
    (
        "贫困户由2460户7890人减少到280户640人,净减少2180户7150人。",
        [
            "confirmed 280户 ≤ 2460户",
            "confirmed 640人 ≤ 7890人",
            "confirmed 2460户 − 280户 = 2180户",
            "inconsistent 7890人 − 640人 = 7,250 人 ≠ 7150人",
        ],
    ),
    # the amount comes first
    (
        "减少贫困户2180户,由2460户减少到280户。",
        ["confirmed 2460户 − 280户 = 2180户", "confirmed 280户 ≤ 2460户"],
    ),
    # a rate of growth is no difference
    ("收入由8200元增加到9430元,年均增长15%。", ["confirmed 8200元 ≤ 9430元"]),
    # another unit, another thing, no direction
    ("车程由2个小时缩短到25分钟。", []),
    ("由12个镇组织3个村参加。", []),
    ("投入500万元,增加到位资金300万元。", []),
]


@pytest.mark.parametrize(("text", "expected"), CHANGES)
def test_changes(text: str, expected: list[str]) -> None:
    assert sorted(audited(text, only=("change",))) == sorted(expected)


COMPARED = [
    ("今年脱贫1200人,比上年的1000人多200人。", ["confirmed 1200人 − 1000人 = 200人"]),
    ("今年脱贫1200人,比上年的1000人增加300人。", ["inconsistent 1200人 − 1000人 = 200 人 ≠ 300人"]),
    (
        "贫困发生率0.27%,比上年的0.92%下降0.65个百分点。",
        ["confirmed 0.92% − 0.27% = 0.64 个百分点–0.66 个百分点 ≈ 0.65个百分点"],
    ),
    (
        "剩余215户612人,较上年的820户2530人减少605户1818人。",
        ["confirmed 820户 − 215户 = 605户", "inconsistent 2530人 − 612人 = 1,918 人 ≠ 1818人"],
    ),
    ("自来水普及率达96.4%,比上年提高2.1个百分点。", []),
    ("今年脱贫1200人,比上年增加200人。", []),
]


@pytest.mark.parametrize(("text", "expected"), COMPARED)
def test_compared(text: str, expected: list[str]) -> None:
    assert audited(text, only=("compared",)) == expected


BEYOND = [
    (
        "任务为减贫1200户4100人,实际减贫1260户4300人,超额60户300人。",
        ["confirmed 1260户 − 1200户 = 60户", "inconsistent 4300人 − 4100人 = 200 人 ≠ 300人"],
    ),
    ("任务1200户,超额完成60户。", []),
    ("去年完成1200户,今年完成1260户,超额60户。", []),
]


@pytest.mark.parametrize(("text", "expected"), BEYOND)
def test_beyond_target(text: str, expected: list[str]) -> None:
    assert audited(text, only=("beyond-target",)) == expected

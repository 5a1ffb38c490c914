"""A number stated twice, and an indicator stated with two values."""

from __future__ import annotations

import pytest

from audit_input import audited

REPEAT = [
    ("全县共有贫困村192个。192个贫困村全部退出。", ["confirmed 192个 = 192个"]),
    ("建档立卡贫困户1775户。对全县1775户脱贫户开展走访。", ["confirmed 1775户 = 1775户"]),
    ("县里有扶贫车间74家。扶贫车间74家全部复工。", ["confirmed 74家 = 74家"]),
    # two things of one sentence
    ("全年受理信访23件、办结23件。", []),
    # round money of two things
    ("投入资金500万元。发放补贴500万元。", []),
    # small counts
    ("举办培训2期。打井2眼。", []),
    # rates of two things
    ("自来水普及率100%。群众满意度100%。", []),
    ("贫困发生率由12.6%降至0.6%。2014年贫困发生率12.6%。", ["confirmed 12.6% = 12.6%"]),
    ("对68个重点村开展考核。68个县直单位帮扶68个贫困村。", ["confirmed 68个 = 68个"]),
]


@pytest.mark.parametrize(("text", "expected"), REPEAT)
def test_repeat(text: str, expected: list[str]) -> None:
    assert audited(text, only=("repeat",)) == expected


RESTATED = [
    # one more
    ("全县共有贫困村45个。全县46个贫困村全部出列。", []),
    # some of them
    ("全县共有贫困村45个。43个贫困村通了客车。", []),
    # the digits change places
    ("全县辖9个乡镇,共有贫困村62个。全县26个贫困村全部出列。", []),
    # one digit
    (
        "建档立卡贫困户1775户。对全县1765户建档立卡贫困户开展走访。",
        ["inconsistent 1775户 = 1,775 户 ≠ 1765户"],
    ),
    # two years
    ("2018年底贫困发生率1.2%。2019年底贫困发生率0.4%。", []),
    (
        "2019年底贫困发生率0.68%。2019年底,全县贫困发生率0.86%。",
        ["inconsistent 0.68% = 0.675%–0.685% ≠ 0.86%"],
    ),
    # within rounding
    ("人口130万。总人口130.4万人。", ["confirmed 130万 = 1,300,000 人 ≈ 130.4万人"]),
    # one sentence
    ("全县127个行政村和58个社区。", []),
    ("驻村工作队221支。全县驻村工作队共212支。", ["inconsistent 221支 = 221 个 ≠ 212支"]),
]


@pytest.mark.parametrize(("text", "expected"), RESTATED)
def test_restated(text: str, expected: list[str]) -> None:
    assert audited(text, only=("restated",)) == expected

"""Summed over years, or within one. All texts are invented."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

meant = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))["meant"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("累计投入资金《360万元》。", "cumulative"),
        ("先后选派干部《36名》。", "cumulative"),
        ("2016年以来,投入资金《360万元》。", "cumulative"),
        ("2016-2018年,脱贫《36户》。", "cumulative"),
        ("三年来,退出贫困村《36个》。", "cumulative"),
        ("2018年累计脱贫《36户》。", "cumulative"),
        ("2018年脱贫《36户》。", "year"),
        ("今年脱贫《36户》。", "year"),
        ("全年培训《36人》。", "year"),
        ("2018年,全县《36个》贫困村退出。", "year"),
        # a stock, a rate, and what does not say
        ("2018年底,现有贫困户《36户》。", None),
        ("2018年底,全县总人口《36万人》。", None),
        ("2018年,贫困发生率降至《0.6%》。", None),
        ("2018年,累计覆盖率达到《96%》。", None),
        ("投入资金《360万元》。", None),
        ("2018年,全县有合作社《36家》。", None),
    ],
)
def test_accumulation(text: str, expected: str | None) -> None:
    assert meant(text).accumulation == expected

"""Total rows of flattened tables."""

from __future__ import annotations

import pytest

from audit_input import audited

COLUMN_SUM = [
    (
        "资金来源(单位:万元)\n\n中央财政专项扶贫资金 8240\n省级财政专项扶贫资金 7356.5\n合计 15596.5\n",
        ["confirmed 8240 + 7356.5 = 15,596.5万元 ≈ 15596.5"],
    ),
    (
        "资金来源(单位:万元)\n\n中央财政专项扶贫资金 8240\n省级财政专项扶贫资金 7356.5\n合计 15996.5\n",
        ["inconsistent 8240 + 7356.5 = 15,596.5万元 ≠ 15996.5"],
    ),
    # rows of another table
    (
        "资金来源(单位:万元)\n\n中央财政专项扶贫资金 8240\n省级财政专项扶贫资金 7356.5\n合计 35996.5\n",
        [],
    ),
    # one row
    ("资金来源(单位:万元)\n\n中央财政专项扶贫资金 8240\n合计 8240\n", []),
    ("中央投入8240万元、省级投入7356.5万元,合计15596.5万元。", []),
]


@pytest.mark.parametrize(("text", "expected"), COLUMN_SUM)
def test_column_sum(text: str, expected: list[str]) -> None:
    assert audited(text, only=("column-sum",)) == expected

"""Beyond a task, above a hundred: shares that split one whole."""

from __future__ import annotations

import pytest

from audit_input import audited

TASK_EXCESS: list[tuple[str, list[str]]] = [
    (
        "新增贷款318户1260万元,超过省下达任务900万元的40%。",
        ["confirmed (1260万元 − 900万元) ÷ 900万元 = 40% ≈ 40%"],
    ),
    (
        "新增贷款318户1260万元,超过省下达任务900万元的140%。",
        ["confirmed 1260万元 ÷ 900万元 = 140% ≈ 140%"],
    ),
    (
        "新增贷款318户1260万元,超过省下达任务900万元的60%。",
        ["inconsistent (1260万元 − 900万元) ÷ 900万元 = 40% ≠ 60%"],
    ),
    ("新增贷款318户1260万元,超过省下达任务。", []),
]


@pytest.mark.parametrize(("text", "expected"), TASK_EXCESS)
def test_task_excess(text: str, expected: list[str]) -> None:
    assert audited(text, only=("task-excess",)) == expected


SHARES_SUM: list[tuple[str, list[str]]] = [
    (
        "资金来源中,中央资金占54%、省级资金占36%、县级资金占10%。",
        ["confirmed 100% − 54% − 36% = 9%–11% ≈ 10%"],
    ),
    (
        "资金来源中,中央资金占54%、省级资金占36%、县级资金占13%。",
        ["inconsistent 100% − 54% − 36% = 9%–11% ≠ 13%"],
    ),
    (
        "致贫原因中,因病占42%、因残占28%、缺技术占20%、其他占20%。",
        ["inconsistent 100% − 42% − 28% − 20% = 8.5%–11.5% ≠ 20%"],
    ),
    ("致贫原因主要是因病占42%、因残占28%、缺技术占12%。", []),
]


@pytest.mark.parametrize(("text", "expected"), SHARES_SUM)
def test_shares_sum(text: str, expected: list[str]) -> None:
    assert audited(text, only=("shares-sum",)) == expected


SHARE_BOUND: list[tuple[str, list[str]]] = [
    ("贫困村61个,占行政村总数的165%。", ["implausible 165% ∉ [0, 100]"]),
    ("贫困村61个,占行政村总数的28.5%。", []),
    ("务工收入是上年的120%。", []),
]


@pytest.mark.parametrize(("text", "expected"), SHARE_BOUND)
def test_share_bound(text: str, expected: list[str]) -> None:
    assert audited(text, only=("share-bound",)) == expected

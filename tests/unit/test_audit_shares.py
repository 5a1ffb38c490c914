"""Shares of a whole and of a task: the whole must be sure before a share may fail."""

from __future__ import annotations

import pytest

from audit_input import audited, unchecked

SHARE: list[tuple[str, list[str]]] = [
    (
        "全县214个行政村中共有贫困村61个,占行政村总数的28.5%。",
        ["confirmed 61个 ÷ 214个 = 28.5% ≈ 28.5%"],
    ),
    (
        "全县214个行政村中共有贫困村61个,占行政村总数的38.5%。",
        ["inconsistent 61个 ÷ 214个 = 28.5% ≠ 38.5%"],
    ),
    ("全县辖214个行政村,贫困村61个,占38.5%。", ["inconsistent 61个 ÷ 214个 = 28.5% ≠ 38.5%"]),
    (
        "全县总人口32.5万人。有建档立卡贫困人口41600人,占全县总人口的12.8%。",
        ["confirmed 41600人 ÷ 32.5万人 = 12.8% ≈ 12.8%"],
    ),
    (
        "全县总人口32.5万人。有建档立卡贫困人口41600人,占全县总人口的18.2%。",
        ["inconsistent 41600人 ÷ 32.5万人 = 12.8% ≠ 18.2%"],
    ),
    (
        "摸排边缘户和监测户312户845人,占2014年建档立卡贫困户总数的2.03%(按系统2014年贫困人口41600人计算)。",
        ["confirmed 845人 ÷ 41600人 = 2.031% ≈ 2.03%"],
    ),
    (
        "到位衔接资金3.4亿元,其中用于产业1.9亿元,占55.9%。",
        ["confirmed 1.9亿元 ÷ 3.4亿元 = 53.62%–58.21% ≈ 55.9%"],
    ),
    (
        "到位衔接资金3.4亿元,其中用于产业1.9亿元,占65.9%。",
        ["inconsistent 1.9亿元 ÷ 3.4亿元 = 53.62%–58.21% ≠ 65.9%"],
    ),
    (
        "投入2.1亿元用于产业发展,占财政涉农整合资金5.25亿元的40%。",
        ["confirmed 2.1亿元 ÷ 5.25亿元 = 39.01%–40.99% ≈ 40%"],
    ),
    (
        "投入财政资金5000万元,其中中央资金2600万元、省级资金1800万元、县级配套600万元,分别占52%、36%、12%。",
        [
            "confirmed 2600万元 ÷ 5000万元 = 52% ≈ 52%",
            "confirmed 1800万元 ÷ 5000万元 = 36% ≈ 36%",
            "confirmed 600万元 ÷ 5000万元 = 12% ≈ 12%",
        ],
    ),
    (
        "投入财政资金5000万元,其中中央资金2600万元、省级资金1800万元、县级配套600万元,分别占52%、46%、12%。",
        [
            "confirmed 2600万元 ÷ 5000万元 = 52% ≈ 52%",
            "inconsistent 1800万元 ÷ 5000万元 = 36% ≠ 46%",
            "confirmed 600万元 ÷ 5000万元 = 12% ≈ 12%",
        ],
    ),
    (
        "全年计划40000万元,产业项目9000万元,饮水、住房保障项目7000万元,两项占全年计划的40%。",
        ["confirmed (9000万元 + 7000万元) ÷ 40000万元 = 40% ≈ 40%"],
    ),
    (
        "贫困劳动力4500名,已就业2950名,占贫困劳动力总数的三分之二。",
        ["confirmed 2950名 ÷ 4500名 = 0.6156 倍–0.6956 倍 ≈ 三分之二"],
    ),
    (
        "全县农村人口26.8万人,建档立卡贫困人口8040人,占全县农村人口的3%。",
        ["confirmed 8040人 ÷ 26.8万人 = 3% ≈ 3%"],
    ),
    (
        "全县有128个行政村。村集体收入5万元以上的村达96个,占行政村的75%。",
        ["confirmed 96个 ÷ 128个 = 75%"],
    ),
    (
        "全县有128个行政村。建成标准化村卫生室119个,占93.0%。",
        ["confirmed 119个 ÷ 128个 = 92.97% ≈ 93.0%"],
    ),
    (
        "市下达脱贫任务8200人,目前已完成6150人,占市下达目标任务的75%。",
        ["confirmed 6150人 ÷ 8200人 = 75%"],
    ),
    ("全县总人口32.5万人,其中苗族人口占43.7%。", []),
    ("发放岗位工资41.3万元,占比72.4%。", []),
    ("贫困户注册数占全县建档立卡贫困户数的78%。", []),
    (
        "2014年建档立卡贫困人口41600人。现有建档立卡贫困人口38000人。因病致贫9500人,占建档立卡贫困人口的33%。",
        [],
    ),
    ("全县财政收入同比增长12.3%,高于全市平均水平。", []),
    ("全年新识别贫困户48户,脱贫30户,占比重较大。", []),
    ("产业资金3200万元,占比57%,实施项目35个。", []),
    ("因病致贫的贫困人口占4成。", []),
    ("村村通硬化路,占全省前列。", []),
    ("2014年贫困人口41600人。监测190户568人,占建档立卡人口的6.3%。", []),
    (
        "全县工作队员320名。队员中党员250名,占78.1%;女队员80名,占28%。",
        ["confirmed 250名 ÷ 320名 = 78.13% ≈ 78.1%", "inconsistent 80名 ÷ 320名 = 25% ≠ 28%"],
    ),
    (
        "全年整合资金5亿元,其中产业培育2.3亿元、基础设施1.7亿元、住房安全1亿元,产业一头占46%。",
        ["confirmed 2.3亿元 ÷ 5亿元 = 40.91%–52.22% ≈ 46%"],
    ),
    ("全年整合资金5亿元,投到产业培育2.3亿元、其他方面0.4亿元,住房一头占46%。", []),
]


@pytest.mark.parametrize(("text", "expected"), SHARE)
def test_share(text: str, expected: list[str]) -> None:
    assert audited(text, only=("share",)) == expected


SHARE_UNCHECKED = [
    (
        "全县总人口32.5万人,其中苗族人口占43.7%。",
        ["43.7%: only the share is stated, not the number that it is of"],
    ),
    (
        "发放岗位工资41.3万元,占比72.4%。",
        ["72.4%: the whole that this is a share of is no figure of the report"],
    ),
    (
        "贫困户注册数占全县建档立卡贫困户数的78%。",
        ["78%: only the share is stated, not the number that it is of"],
    ),
    (
        "2014年建档立卡贫困人口41600人。现有建档立卡贫困人口38000人。因病致贫9500人,占建档立卡贫困人口的33%。",
        ["33%: several figures of the report could be the whole, and none gives this share"],
    ),
    (
        "产业资金3200万元,占比57%,实施项目35个。",
        ["57%: the whole that this is a share of is no figure of the report"],
    ),
    ("因病致贫的贫困人口占4成。", ["4成: only the share is stated, not the number that it is of"]),
    (
        "2014年贫困人口41600人。监测190户568人,占建档立卡人口的6.3%。",
        ["6.3%: the whole that this is a share of is no figure of the report"],
    ),
    (
        "全年整合资金5亿元,投到产业培育2.3亿元、其他方面0.4亿元,住房一头占46%。",
        ["46%: only the share is stated, not the number that it is of"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SHARE_UNCHECKED)
def test_share_that_cannot_be_checked(text: str, expected: list[str]) -> None:
    assert unchecked(text, only=("share",)) == expected


TASK_SHARE: list[tuple[str, list[str]]] = [
    ("已完成危房改造1140户,完成年度任务1200户的95%。", ["confirmed 1140户 ÷ 1200户 = 95%"]),
    (
        "已完成危房改造1140户,完成年度任务1200户的85%。",
        ["inconsistent 1140户 ÷ 1200户 = 95% ≠ 85%"],
    ),
    (
        "年度任务1200户,已完成危房改造1140户,完成年度任务的95%。",
        ["confirmed 1140户 ÷ 1200户 = 95%"],
    ),
    (
        "年度任务1200户,已完成危房改造1140户,完成年度任务的98.2%。",
        ["inconsistent 1140户 ÷ 1200户 = 95% ≠ 98.2%"],
    ),
    ("已完成危房改造1140户,完成年度任务的96.2%。", []),
    ("完成了上级下达的各项任务。", []),
    (
        "市上下达全年减贫任务8000人,占全市5.1万人任务的15.7%。到年底,2100户8400人脱贫,为任务数的105%。",
        ["confirmed 8400人 ÷ 8000人 = 105%"],
    ),
    (
        "市上下达全年减贫任务8000人,占全市5.1万人任务的15.7%。到年底,2100户8400人脱贫,为任务数的115%。",
        ["inconsistent 8400人 ÷ 8000人 = 105% ≠ 115%"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TASK_SHARE)
def test_task_share(text: str, expected: list[str]) -> None:
    assert audited(text, only=("task-share",)) == expected


TASK_SHARE_UNCHECKED = [
    (
        "已完成危房改造1140户,完成年度任务的96.2%。",
        ["96.2%: the task that this is a share of is no figure of the report"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TASK_SHARE_UNCHECKED)
def test_task_share_that_cannot_be_checked(text: str, expected: list[str]) -> None:
    assert unchecked(text, only=("task-share",)) == expected

"""Where and how far: scope, status and object of a figure."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
meant = made["meant"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县修路《36公里》。", "county"),
        ("贫困发生率《0.6%》。", "county"),
        ("农村居民人均可支配收入《9860元》。", "county"),
        ("人均公共文化面积《1.2平方米》。", "county"),
        # rules and rates
        ("每人补助《220元》。", "standard"),
        ("按每人《220元》标准代缴。", "standard"),
        ("每户奖补《2000元》。", "standard"),
        ("户均增收《3200元》。", "standard"),
        ("人均补助《500元》。", "standard"),
        ("每亩补贴《300元》。", "standard"),
        ("贷款《5万元》以内免抵押。", "standard"),
        ("低保标准《4300元》。", "standard"),
        ("错退率控制在《2%》以内。", "standard"),
        ("每村选派《2名》信息员。", "standard"),
        ("每月走访《1次》。", "standard"),
        ("报销比例不低于《90%》。", "standard"),
        ("补助《500元》/人。", "standard"),
        # a named part
        ("白石村投入《36万元》修路。", "part"),
        ("在云岭镇,种植茶叶《860亩》。", "part"),
        ("绿源食品有限公司吸纳《120人》务工。", "part"),
        ("位于溪口乡的茶园有《300亩》。", "part"),
        # everyday words are no names
        ("贫困村投入《36万元》修路。", "county"),
        ("全县22个乡镇投入《36万元》修路。", "county"),
        ("所有行政村安装路灯《860盏》。", "county"),
        ("驻村工作队帮助协调资金《36万元》。", "county"),
        ("通过深入农村走访,解决问题《86个》。", "county"),
        ("龙头企业、合作社等带动《860户》。", "county"),
        # examples of the county's whole
        ("改造青石桥、望月岭等公路《15条》。", "county"),
        ("全县以白石村为试点,投入《36万元》。", "county"),
        # other places
        ("全省贫困发生率《1.1%》。", "other"),
        ("全国贫困发生率《0.6%》。", "other"),
        ("高于全省平均水平《2.3个百分点》。", "other"),
    ],
)
def test_scope(text: str, expected: str) -> None:
    assert meant(text).scope == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县脱贫《36户》。", "reported"),
        ("全县已脱贫《36户》。", "reported"),
        ("拟脱贫《36户》。", "planned"),
        ("预脱贫《36户》。", "planned"),
        ("预计脱贫《36户》。", "planned"),
        ("计划脱贫《36户》。", "planned"),
        ("力争脱贫《36户》。", "planned"),
        ("计划投入《360万元》。", "planned"),
        ("目标是脱贫《36户》。", "planned"),
        ("年内将新建安置点《3个》。", "planned"),
        ("2020年将投入《360万元》。", "planned"),
        ("剩余《36户》拟脱贫。", "planned"),
        ("今年计划修路,里程《36公里》。", "planned"),
        ("今年计划修路,已完成《36公里》。", "reported"),
        # words that only look so
        ("计划生育特困家庭《36户》。", "reported"),
        ("下达计划资金《360万元》。", "reported"),
        ("将军庙村脱贫《36户》。", "reported"),
        # the heading says it
        ("一、下一步工作安排\n修建产业路《36公里》,建成果园。\n", "planned"),
        ("一、2020年工作计划\n修建产业路《36公里》,建成果园。\n", "planned"),
        ("一、目标任务\n减少贫困人口《360人》,退出贫困村。\n", "planned"),
        ("一、工作成效\n修建产业路《36公里》,建成果园。\n", "reported"),
        ("一、下一步工作安排\n在已完成《36公里》的基础上,再接再厉。\n", "reported"),
    ],
)
def test_status(text: str, expected: str) -> None:
    assert meant(text).status == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县组建《93支》驻村工作队。", "驻村工作队"),
        ("《192个》贫困村全部退出。", "贫困村"),
        ("新增《36名》护林员参加培训。", "护林员"),
        ("累计投入产业扶贫资金《520万元》。", "累计投入产业扶贫资金"),
        ("贫困发生率为《0.6%》。", "贫困发生率"),
        ("硬化通组路《36公里》。", "硬化通组路"),
        ("贫困户共《8760户》。", "贫困户"),
    ],
)
def test_object(text: str, expected: str) -> None:
    assert meant(text).object == expected

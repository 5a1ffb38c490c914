"""Totals and the parts that 其中, a bracket, a colon or 分别为 names: they add up, or stay within."""

from __future__ import annotations

import pytest

from audit_input import audited

COMPLETE = [
    (
        "脐橙基地9.2万亩,其中老园5.4万亩、新园3.8万亩。",
        ["confirmed 5.4万亩 + 3.8万亩 = 91,000 亩–93,000 亩 ≈ 9.2万亩"],
    ),
    # households and persons are two columns of one list
    (
        "纳入监测420户1390人,其中脱贫不稳定户180户610人、边缘易致贫户240户780人。",
        ["confirmed 180户 + 240户 = 420户", "confirmed 610人 + 780人 = 1390人"],
    ),
    # that one column holds shows that the other one was meant to
    (
        "发放奖补1860户1120万元,其中种植920户480万元、养殖940户740万元。",
        [
            "confirmed 920户 + 940户 = 1860户",
            "inconsistent 480万元 + 740万元 = 1,220万元 ≠ 1120万元",
        ],
    ),
    # the other total stands apart
    (
        "安排项目86个,总投资8560万元。其中产业类32个3620万元,基础类41个4210万元,其他13个730万元。",
        [
            "confirmed 32个 + 41个 + 13个 = 86个",
            "confirmed 3620万元 + 4210万元 + 730万元 = 8,560万元 ≈ 8560万元",
        ],
    ),
    # shares beside the parts are passed over
    (
        "安排资金1260万元,其中产业630万元,占50%;道路480万元,占38%;其他150万元,占12%。",
        ["confirmed 630万元 + 480万元 + 150万元 = 1,260万元 ≈ 1260万元"],
    ),
    ("配备干部22名:县直单位10名、乡镇12名。", ["confirmed 10名 + 12名 = 22名"]),
    ("工作队由3人组成,其中队长1名、队员2名。", ["confirmed 1名 + 2名 = 3人"]),
    # a total and its change: the total is what 其中 takes apart
    (
        "总投资3.2亿元,比上年增加0.5亿元,其中产业2.1亿元、基础设施1.1亿元。",
        ["confirmed 2.1亿元 + 1.1亿元 = 3.1亿元–3.3亿元 ≈ 3.2亿元"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), COMPLETE)
def test_complete_lists_add_up(text: str, expected: list[str]) -> None:
    assert audited(text, only=("parts",)) == expected


WRONG = [
    # closed by their words
    (
        "共派出队员325名,其中男212名、女103名。",
        ["inconsistent 212名 + 103名 = 315 人 ≠ 325名"],
    ),
    (
        "下达专项资金1.52亿元,其中中央6120万元、省级4380万元、市级900万元、县级2400万元。",
        ["inconsistent 6120万元 + 4380万元 + 900万元 + 2400万元 = 1.38亿元 ≠ 1.52亿元"],
    ),
    (
        "贫困户2000户,其中因病致贫800户、因残致贫500户、其他原因致贫900户。",
        ["inconsistent 800户 + 500户 + 900户 = 2,200 户 ≠ 2000户"],
    ),
    # a colon gives all of it
    (
        "配备干部26名:县直单位10名、乡镇12名。",
        ["inconsistent 10名 + 12名 = 22 人 ≠ 26名"],
    ),
    # one digit is off
    (
        "登记资产20314.6万元,其中道路类14890.2万元、水利类5324.4万元。",
        ["inconsistent 14890.2万元 + 5324.4万元 = 20,214.6万元 ≠ 20314.6万元"],
    ),
    # three parts, nearly the total
    (
        "整改问题136个,其中责任类42个、政策类54个、工作类41个。",
        ["inconsistent 42个 + 54个 + 41个 = 137 个 ≠ 136个"],
    ),
    ("培训200人,其中贫困户250人。", ["inconsistent 250人 > 200人"]),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_lists_that_were_meant_to_add_up(text: str, expected: list[str]) -> None:
    assert audited(text, only=("parts",)) == expected


WITHIN = [
    ("认定车间61家,吸纳就业980人,其中贫困劳动力427人。", ["confirmed 427人 ≤ 980人"]),
    ("组织417名劳动力(贫困人口68人)返岗。", ["confirmed 68人 ≤ 417名"]),
    ("组织6100余名农民工(其中贫困人口870)返岗。", ["confirmed 870 ≤ 6100余名"]),
    # parts that overlap are no sum
    (
        "培训200人,其中贫困户120人,妇女90人,党员30人。",
        ["confirmed 120人 ≤ 200人", "confirmed 90人 ≤ 200人", "confirmed 30人 ≤ 200人"],
    ),
    # one person may be punished in two ways
    (
        "处理87人,其中组织处理61人,党纪处分31人。",
        ["confirmed 61人 ≤ 87人", "confirmed 31人 ≤ 87人"],
    ),
    # 中 right after the figures
    (
        "剩余240户610人中计划脱贫200户520人。",
        ["confirmed 200户 ≤ 240户", "confirmed 520人 ≤ 610人"],
    ),
    # an age tells which part it is
    ("党员420名,其中35岁以下62名。", ["confirmed 62名 ≤ 420名"]),
    # a second 其中 is of the part before it
    (
        "贫困人口8.3万人,其中已脱贫8.1万人,其中2018年脱贫1.2万人。",
        ["confirmed 8.1万人 ≤ 8.3万人", "confirmed 1.2万人 ≤ 8.1万人"],
    ),
    # an incomplete list: each part, and both together
    (
        "第一书记97名(省派4名、市派11名)。",
        ["confirmed 4名 + 11名 = 15 人 ≤ 97名", "confirmed 4名 ≤ 97名", "confirmed 11名 ≤ 97名"],
    ),
    # what follows is what a part was used for
    (
        "投入资金2.3亿元,其中专项资金8560万元,用于产业4300万元。",
        ["confirmed 8560万元 ≤ 2.3亿元"],
    ),
    # the nearest figure is too small: those lifted this year are of those lifted
    (
        "已脱贫7920户,未脱贫520户。其中当年脱贫1310户。",
        ["confirmed 1310户 ≤ 7920户"],
    ),
    # the first figure of a row need not be in the total's unit
    (
        "教育资金3260万元,其中小学资助3200人、320万元,初中资助2800人、350万元。",
        [
            "confirmed 320万元 + 350万元 = 670万元 ≤ 3260万元",
            "confirmed 320万元 ≤ 3260万元",
            "confirmed 350万元 ≤ 3260万元",
        ],
    ),
    # the last two are all of it, the first is another matter
    (
        "返乡12600人,其中外省320人,已返岗11200人,未返岗1400人。",
        ["confirmed 11200人 + 1400人 = 12600人", "confirmed 320人 ≤ 12600人"],
    ),
    # the base of a share is not the total
    (
        "完成投资1.8亿元,占年度计划2亿元的90%,其中道路投资0.8亿元。",
        ["confirmed 0.8亿元 ≤ 1.8亿元"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WITHIN)
def test_parts_of_incomplete_lists_are_within(text: str, expected: list[str]) -> None:
    found = audited(text, only=("parts",))
    assert sorted(found) == sorted(expected)


UNFINISHED = [
    # a part that was not read, 等: no contradiction
    "对象518户,其中脱贫不稳定户203户,边缘易致贫户241户,突发严重困难户若干。",
    "整改问题136个,其中责任类42个、政策类54个、工作类41个等。",
]


@pytest.mark.parametrize("text", UNFINISHED)
def test_a_list_that_goes_on_is_not_called_wrong(text: str) -> None:
    assert [each for each in audited(text, only=("parts",)) if "inconsistent" in each] == []


SILENT = [
    # a rule for each one is no total
    "投入500万元,带动2300户人均增收1200元,其中分红收入600元。",
    "累计投入12.6亿元,年均3.15亿元,其中县级投入2.1亿元。",
    "户均分红600元,其中特困户分红1200元。",
    # 过程中 is no mark
    "建成车间24个。排查过程中,已整改问题12个。",
    # two totals that are meant together
    "上级交办36件信访件、本级48件信访件中,已办结79件。",
    # other things are counted
    "服务站120个,覆盖乡镇15个,其中贫困村68个。",
    "养殖肉羊3.5万只,其中带动养殖肉牛3200头。",
    # the total is in another paragraph
    "贫困人口3200人。\n\n其中低保对象500人。",
    "新建通村路42公里,其中90%以上为贫困村道路。",
    "培训班12期(每期50人、每人补助300元)。",
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_related_by_chance(text: str) -> None:
    assert audited(text, only=("parts",)) == []

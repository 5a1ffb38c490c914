"""The scope of a figure: the whole county, a part of it, a rule or rate, or another place."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction.observe import explain
from county_reports.extraction.scopes import COUNTY, Places, Scoped

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
meant = made["meant"]


def scoped(text: str) -> Scoped:
    """The scope of the one figure in 《》, with its reason."""
    source, _ = made["marked"](text)
    at = text.index("《")
    for item in explain(made["report"](source)):
        if item.reasons is not None and item.observation.quantity.start == at:
            return item.reasons.scope
    raise AssertionError(text)


@pytest.mark.parametrize(
    "text",
    [
        "全县修路《36公里》。",
        "贫困发生率《0.6%》。",
        "农村居民人均可支配收入《9860元》。",
        "人均公共文化面积《1.2平方米》。",
        "人均一般预算收入从《527元》增至752元。",
        # everyday words are no names
        "贫困村投入《36万元》修路。",
        "全县22个乡镇投入《36万元》修路。",
        "所有行政村安装路灯《860盏》。",
        "驻村工作队帮助协调资金《36万元》。",
        "通过深入农村走访,解决问题《86个》。",
        "龙头企业、合作社等带动《860户》。",
        "省市县乡《86个》单位参加。",
        "修路3条,受益村屯《86个》。",
        "“百企联千村”行动中,《36家》企业参加。",
        "嘎查村标准化卫生室《86个》。",
        "注册成立栖云扶贫开发有限公司,带动《860户》。",
        # examples of the county's whole
        "改造青石桥、望月岭等公路《15条》。",
        "全县以白石村为试点,投入《36万元》。",
        # what a bracket lists is over where it ends
        "新识别57户(白石镇52户,云岭村5户),计划脱贫《275户》。",
        # the distance from the province is the county's own
        "比全省平均水平高《1.7个百分点》。",
        "高于全省平均水平《2.3个百分点》。",
        # not what is given to each
        "全县给予企业《3600万元》补助。",
        "给予支持后修路《3000米》。",
    ],
)
def test_the_whole_county(text: str) -> None:
    assert meant(text).scope == "county"


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("每人补助《220元》。", "a rate or standard"),
        ("按每人《220元》标准代缴。", "a rate or standard"),
        ("每户奖补《2000元》。", "a rate or standard"),
        ("户均增收《3200元》。", "a rate or standard"),
        ("人均补助《500元》。", "a rate or standard"),
        ("每亩补贴《300元》。", "a rate or standard"),
        ("单户贷款《5万元》。", "a rate or standard"),
        ("贷款《5万元》以内免抵押。", "a rule"),
        ("低保标准《4300元》。", "a rate or standard"),
        ("报销起付线由《2700元》降到1700元。", "a rate or standard"),
        ("《1700元》起付线赔付527人次。", "a rule"),
        ("错退率控制在《2%》以内。", "a rule"),
        ("每村选派《2名》信息员。", "a rate or standard"),
        ("每月走访《1次》。", "a rate or standard"),
        ("干部每人至少包《2户》。", "a rule"),
        ("每户安装《3千瓦》。", "a rate or standard"),
        ("报销比例不低于《90%》。", "a rule"),
        ("人均面积不超《25平方米》。", "a rule"),
        ("户均自筹不超《1万元》。", "a rule"),
        ("补助《500元》/人。", "a rule"),
        ("按时入住的搬迁户,给予《3000元》奖励。", "what is given to each"),
        ("对考取大学的,分别给予《3000元》的救助资金。", "what is given to each"),
        ("《20户》以上的自然村通了路。", "it only chooses which ones are meant"),
        ("贫困发生率在《27%》以上的贫困村有5个。", "it only chooses which ones are meant"),
        ("新建《1700人》以上行政村幼儿园7处。", "it only chooses which ones are meant"),
        ("集体经济收入《7万元》以上的村达52个。", "it only chooses which ones are meant"),
    ],
)
def test_rules_and_rates(text: str, because: str) -> None:
    found = scoped(text)
    assert found.scope == "standard"
    assert found.because == because


@pytest.mark.parametrize(
    ("text", "because"),
    [
        # a named part
        ("白石村投入《36万元》修路。", "a place or firm by its name"),
        ("在云岭镇,种植茶叶《860亩》。", "a place or firm by its name"),
        ("绿源食品有限公司吸纳《120人》务工。", "a place or firm by its name"),
        ("位于溪口乡的茶园有《300亩》。", "a place or firm by its name"),
        ("红柳嘎查有《86户》牧户。", "a place or firm by its name"),
        # a label, also where the county was named before
        ("全县贫困户527户(白石镇《275户》)。", "the place that it is the figure of"),
        ("全县贫困户527户(白石镇275户,云岭村《252户》)。", "the place that it is the figure of"),
        # one of whom a newspaper tells
        ("该村种植茶叶《860亩》。", "one village, firm or household"),
        ("他家养了《36只》羊。", "one village, firm or household"),
        ("住院花了2万元,自己只掏了《1750元》。", "one village, firm or household"),
        ("俺家去年收入《3万元》。", "one village, firm or household"),
        ("重点抽查了《7个》乡镇。", "one village, firm or household"),
        ("《75岁》的李大娘住上了新房。", "the age of one person"),
    ],
)
def test_a_part(text: str, because: str) -> None:
    found = scoped(text)
    assert found.scope == "part"
    assert found.because == because


def test_an_age_limit_is_no_person() -> None:
    assert meant("全县《60岁》以上老人享受补贴。").scope != "part"


@pytest.mark.parametrize(
    "text",
    [
        "全省贫困发生率《1.1%》。",
        "全国贫困发生率《0.6%》。",
        "仍低于全省脱贫人口平均水平(《9274元》)。",
    ],
)
def test_another_place(text: str) -> None:
    found = scoped(text)
    assert found.scope == "other"
    assert found.because == "the province, the nation or a neighbour"


# ---- headings, tables and whole reports

NOTICE = (
    "项目公示\n1.溪口乡白石村渠道改造项目\n该项目砌护渠道《57条》。\n资金规模:275万元。\n"
    "2.云岭镇硬化道路项目\n全县第一,硬化道路3公里。\n资金规模:86万元。\n"
)


def test_a_heading_that_names_a_village() -> None:
    found = scoped(NOTICE)
    assert found.scope == "part"
    assert found.by_heading
    assert found.because == "the heading names a place: 溪口乡白石村"


def test_the_county_in_the_sentence_is_stronger_than_the_heading() -> None:
    source, _ = made["marked"](NOTICE)
    assert made["figure"](source, "3公里").scope == "county"
    assert made["figure"](source, "86万元").scope == "part"


def test_a_project_under_a_place_keeps_its_indicator() -> None:
    source = NOTICE.replace("《", "").replace("》", "").replace("全县第一,", "")
    found = made["figure"](source, "3公里")
    assert (found.scope, found.indicator) == ("part", "transport.road_length")


TABLE = (
    "资金分配表\n序号 单位 项目 资金(万元)\n1 白石镇 茶园 360\n2 云岭村 果园 48\n"
    "3 县农业局 贴息 12\n合计 420\n"
)


@pytest.mark.parametrize(
    ("written", "scope"),
    [("360", "part"), ("48", "part"), ("12", "county"), ("420", "county")],
)
def test_rows_of_a_table(written: str, scope: str) -> None:
    assert made["figure"](TABLE, written).scope == scope


def test_a_list_without_columns_is_the_countys() -> None:
    text = "单位:万元\n中央财政专项扶贫资金 5270\n省级财政专项扶贫资金 2750\n合计 8020\n"
    assert [o.scope for o in made["observations"](text)] == ["county"] * 3


STORY = (
    "新日子\n三月的一天,在白石村,记者走进了茶园。村民李顺山说,日子好了。\n"
    "如今,茶园有《275亩》,种茶的人家多了起来。\n村民李顺山家,笑声不断,日子越过越好。\n"
)


def test_a_report_about_one_village() -> None:
    found = scoped(STORY)
    assert found.scope == "part"
    assert found.because.startswith("a report that tells of ")


def test_a_report_about_the_county_is_not() -> None:
    county = STORY.replace("如今", "全县各级干部努力。该县县委动员全县力量。全县如今")
    assert meant(county).scope == "county"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("白石村到了。这里有茶园。", "白石村"),
        ("云岭镇、白石村等地来了。这里有茶园。", None),
        ("白石村到了。全县有茶园。", None),
        ("贫困村到了。这里有茶园。", None),
        ("", None),
    ],
)
def test_places(text: str, place: str | None) -> None:
    found = Places(text).before(len(text))
    assert (found is None) == (place is None)
    if found is not None and place is not None:
        assert text[found.start : found.end] == place


@pytest.mark.parametrize(
    "text", ["每人补助《220元》。", "白石村投入《36万元》。", "全省贫困发生率《1.1%》。"]
)
def test_the_deciding_words_have_a_place(text: str) -> None:
    found = scoped(text)
    source, _ = made["marked"](text)
    assert 0 <= found.start < found.end <= len(source)


def test_the_county_is_what_is_left() -> None:
    assert scoped("修路《36公里》。") == COUNTY


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        # what is said of all poor households names none of them
        ("贫困户满意,贫困户很多,贫困户入股,贫困发生率降至《0.9%》。", "county"),
        ("贫困户全部脱贫,贫困户安心生产,贫困户增收,贫困发生率降至《0.9%》。", "county"),
        (
            "走访贫困户,慰问贫困户,帮扶贫困户,贫困户就业,贫困户分红,贫困发生率降至《0.9%》。",
            "county",
        ),
        # a household that has a name is one
        ("贫困户李大山,今年种了药材,收入达到《2万元》。", "part"),
        ("贫困户张三说,今年收入《2万元》。", "part"),
    ],
)
def test_poor_households_in_general_are_nobody_in_particular(text: str, scope: str) -> None:
    assert meant(text).scope == scope

"""Pairs of sentences that differ in one number: one adds up, the other does not.

`{right|wrong}` stands for the number; all sentences are invented. With the right number no
contradiction may be found and the rule confirms; with the wrong one the same rule says so. The
sums were done by hand when the pairs were written.
"""

from __future__ import annotations

import re

import pytest

from audit_input import audit

SAME = {"left-over": ("listed-parts",), "listed-parts": ("register-all-years",)}
"""Where two rules relate the same figures, the first of the catalogue speaks."""

PAIRS = [
    # ---- stocks and what left them
    ("left-over", "年初全县还有贫困人口48693人,全年脱贫17092人,年底还剩{31601|30601}人。"),
    ("left-over", "2019年初全县有贫困户2310户,一年来减贫2184户,到年末仅余{126|226}户。"),
    ("left-over", "我县原有贫困人口31250人,五年间累计减贫30150人,目前仍有{1100|2100}人没有脱贫。"),
    ("left-over", "全县102个贫困村已退出96个,还有{6|16}个计划2020年退出。"),
    ("left-over", "发现问题386个,已整改378个,正在整改{8|18}个。"),
    ("left-over", "共受理信访件84件,办结82件,剩余{2|5}件正在办理。"),
    (
        "balance",
        "2018年底剩余贫困人口2860人,2019年脱贫2380人,自然减少12人,新识别6人,2019年底剩余{474|644}人。",
    ),
    ("change", "全县贫困人口从2014年的6.83万人减少到2018年的0.52万人,四年减贫{6.31|5.31}万人。"),
    # ---- sums
    ("sum-after", "2016年减贫8200人,2017年减贫9500人,2018年减贫7300人,三年共减贫{25000|26000}人。"),
    (
        "sum-after",
        "财政扶贫资金中,中央3460万元、省1820万元、市640万元、县1200万元,总计{7120|8120}万元。",
    ),
    ("sum-after", "核桃8.6万亩、油茶6.2万亩、药材3.8万亩,三大产业面积达到{18.6|22.6}万亩。"),
    ("sum-after", "召开常委会议8次、领导小组会12次、现场推进会5次,全年共召开各类会议{25|35}次。"),
    ("sum-after", "边缘易致贫户186户、脱贫不稳定户124户,共纳入监测{310|330}户。"),
    ("sum-after", "全县辖12个镇、3个乡、1个街道,共{16|15}个乡镇(街道)。"),
    ("sum-after", "全县辖9镇6乡共{15|16}个乡镇。"),
    ("listed-parts", "178个行政村中贫困村102个,非贫困村{76|86}个。"),
    ("listed-parts", "受理举报线索32件,查实18件,查否{14|16}件。"),
    (
        "listed-parts",
        "全县102个贫困村,2017年退出25个,2018年退出41个,2019年退出{36|38}个,至此全部退出。",
    ),
    ("parts", "识别贫困村80个,其中深度贫困村28个,非深度贫困村{52|62}个。"),
    ("parts", "建成安置点12个,其中100户以上3个,50户至100户4个,50户以下{5|6}个。"),
    ("parts", "义务教育阶段贫困学生4120人,其中小学2860人,初中{1260|1620}人。"),
    ("parts", "整合资金3.2亿元,用于产业1.2亿元,基础设施1.5亿元,住房{0.5|0.8}亿元。"),
    ("parts", "消费扶贫销售额1.86亿元,其中线上0.62亿元,线下{1.24|1.34}亿元。"),
    ("parts", "到位资金12680万元:中央7230万元、省2150万元、市800万元、县{2500|3500}万元。"),
    # ---- shares
    (
        "implied-whole",
        "建档立卡贫困户中,因病致贫3120户,占40%;因残致贫1560户,占{20|30}%;缺劳力1170户,占15%。",
    ),
    ("share", "贫困人口12000人,因病致贫的5400人,占{四|六}成多。"),
    ("completion", "参加医保的贫困人口21350人,参保率达到{90.9|98}%;全县贫困人口23480人。"),
    ("completion", "入户核查9860户,核查率{99.6|92.3}%,全县应核查9900户。"),
    ("completion", "项目库储备项目326个,已实施298个,实施率达到{91.4|81.4}%。"),
    ("completion", "贫困劳动力18600人,已就业15438人,就业率{83|93}%。"),
    ("incidence", "贫困发生率为18.6%,全县农业人口30万人,贫困人口{5.58|7.58}万人。"),
    # ---- what each one has
    ("per-one", "产业奖补3200户,户均3000元,共发放奖补资金{960|1960}万元。"),
    ("per-one", "村均集体收入8.6万元,102个村合计达到{877.2|1877.2}万元。"),
    ("per-one", "光伏电站62座,总装机1.86万千瓦,单个电站装机{300|500}千瓦。"),
    ("per-one", "五年累计减贫68215人,年均减贫{13643|23643}人。"),
    ("per-one", "干部结对4860人,帮扶贫困户9720户,人均帮扶{2|3}户。"),
    ("mean-population", "耕地42万亩,人均耕地{1.1|0.9}亩,总人口38万人。"),
    # ---- growth
    ("growth", "与2月底相比,扶贫项目资金支出增加5203万元,达到7905万元,增长{192.6|152.6}%。"),
    ("growth", "中央财政安排专项扶贫资金8609万元,比上年增加2000万元,增长{30.3|40.3}%。"),
    ("multiple", "贫困户收入是2015年2600元的{4.5|3.5}倍,达到11700元。"),
    (
        "yearly-growth",
        "农民人均可支配收入由2014年的5860元增长到2019年的9986元,年均增长{11.2|15.2}%。",
    ),
    (
        "change",
        "农民人均可支配收入由2014年的5860元增长到2019年的9986元,年均增长11.2%,增加{4126|4216}元。",
    ),
    ("points-inside", "2018年贫困发生率2.8%,2019年下降1.9个百分点,降至{0.9|0.7}%。"),
    ("points-above", "农村居民收入增长10.8%,高于全省{1.6|0.6}个百分点,全省增长9.2%。"),
    # ---- targets
    ("beyond-target", "超额完成减贫任务{168|268}人,计划4200人,实际减贫4368人。"),
    ("beyond-target", "2019年,全县拟脱贫2400户,实际脱贫2460户,超计划脱贫{60|160}户。"),
    # ---- years and lists of villages
    ("years-of-span", "2016年至2020年,我县连续{五|七}年获得好的等次。"),
    ("years-between", "2017年10月首批驻村工作队进村,到2020年10月轮换收队,整整{三|六}年,一队不空。"),
    ("some-of-them", "全县纳入规划的92个贫困村中,累计已有{78|103}个通过市级验收、公告出列。"),
    (
        "register-all-years",
        "全县共识别贫困村86个。两年多来,先后有34个村、38个村、{14|24}个村分批出列,现已全部摘帽。",
    ),
]


def _told(text: str, which: int) -> str:
    return re.sub(r"\{([^|}]*)\|([^}]*)\}", lambda found: found[which + 1], text)


@pytest.mark.parametrize(("rule", "text"), PAIRS)
def test_the_right_number_adds_up(rule: str, text: str) -> None:
    findings = audit(_told(text, 0)).findings
    assert [f.expression for f in findings if not f.holds] == []
    assert {f.rule for f in findings} & {rule, *SAME.get(rule, ())}


@pytest.mark.parametrize(("rule", "text"), PAIRS)
def test_the_wrong_number_does_not(rule: str, text: str) -> None:
    wrong = [f for f in audit(_told(text, 1)).findings if not f.holds]
    assert {f.rule for f in wrong} & {rule, *SAME.get(rule, ())}


SILENT = [
    # the list goes on: 其他县市 is no rest
    "转移就业3816人,县内消化2150人,到其他县市1254人,出县412人。",
    # the first figure is an item of the list itself
    "整合6.34亿元,投到产业2.87亿元、基础设施2.21亿元、住房0.74亿元、其他方面0.52亿元。",
    # two totals of two lists
    "村级光伏电站71座,每座100千瓦,装机7.1兆瓦;户用2640户,每户3千瓦,装机7.92兆瓦;两项共15.02兆瓦。",
    # 3.8万元 was before
    "村均收入由3.8万元提高到31.5万元,2020年71个贫困村集体收入合计2236.5万元。",
    # years of exits are no stock
    "2015年退出17个,2016年退出26个,2017年退出48个,三年合计退出91个,剩余35个将列入今年计划。",
    # parts that may lie within one another
    "处分34人,其中党纪处分28人、政务处分16人。",
    # another kind of thing after a total
    "茶园8万亩,油茶6万亩、药材3万亩。",
    # what each one may have at most is no mean
    "户均补助不超过3000元,改造3200户,共发放补助860万元。",
    # shares of two wholes
    "贫困户3120户,占40%;党员560人,占12%;妇女1170人,占25%。",
    # 等 says that the list is a choice
    "组建产业、教育、健康、住房、水利等六个专班。",
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said_where_nothing_is_wrong(text: str) -> None:
    assert [f.expression for f in audit(text).findings if not f.holds] == []

"""Pairs of sentences on shares, means, growth, points, flows and lists that differ in one number.

Form and promise are those of ``test_audit_twins``: `{right|wrong}` stands for the number, the sums
were done by hand when the pairs were written, and all sentences are invented.
"""

from __future__ import annotations

import re

import pytest

from audit_input import audit

SAME = {
    "share": ("completion", "implied-whole"), "mean": ("per-one", "product"),
    "per-one": ("product", "mean"), "points": ("points-inside", "change", "points-since"),
    "change": ("points", "points-inside"), "points-since": ("change", "points"),
    "growth": ("compared", "change"), "balance": ("left-over",),
}  # fmt: skip
"""Where two rules can relate the same figures, the first of the catalogue speaks."""

PAIRS = [
    # ---- shares
    ("share", "全县共有村干部1250名,其中35岁以下的475名,占{38|48}%。"),
    ("share", "整合资金4.8亿元,其中用于产业1.92亿元,占{40|46}%。"),
    ("share", "受益贫困户5460户,占全县贫困户7800户的{70|77}%。"),
    ("share", "贫困村76个,占全县行政村190个的{40|44}%。"),
    ("share", "全县总人口48万人,其中少数民族人口31.2万人,占{65|56}%。"),
    ("share", "耕地面积36万亩,其中水田25.2万亩,占{70|77}%。"),
    ("share", "因学致贫1170户,占建档立卡贫困户7800户的{15|25}%。"),
    ("share", "外出就业16000人,其中县内6400人、县外9600人,分别占40%、{60|70}%。"),
    ("share", "护林员中有贫困户380名,占护林员总数500名的{76|67}%。"),
    ("share", "党员1.2万名参加结对,占全县党员2万名的{五分之三|五分之一}。"),
    ("share", "贫困户7800户中发展产业的5460户,占{七成|九成}。"),
    ("share", "省级资金8190万元,占总投入1.82亿元的{45|54}%。"),
    ("share", "受益户12,480户,占全县农户31,200户的{40|44}%。"),
    ("share", "受益户１２４８０户，占全县农户３１２００户的{４０|４４}％。"),
    # ---- means
    ("mean", "发放小额信贷9600万元,惠及2400户,户均{4|6}万元。"),
    ("mean", "村集体经济收入总额1080万元,90个贫困村村均{12|21}万元。"),
    ("mean", "发放生态护林员补助760万元,护林员950名,人均{8000|6000}元。"),
    ("mean", "发放临时救助金156万元,救助1300人次,人均{1200|2100}元。"),
    ("mean", "建成安置房9万平方米,安置3600人,人均{25|35}平方米。"),
    ("mean", "改造厕所2600户,投入780万元,平均每户{3000|5000}元。"),
    # ---- growth
    ("growth", "实现旅游收入3.6亿元,比上年的3亿元增长{20|50}%。"),
    ("growth", "村集体收入由2018年的480万元提高到2019年的624万元,增长{30|40}%。"),
    ("growth", "人均纯收入由3200元增至8000元,增长{150|120}%。"),
    ("growth", "信访量从280件下降到210件,下降{25|35}%。"),
    ("growth", "合作社比上年增加120家,达到720家,增长{20|30}%。"),
    ("multiple", "贫困户人均收入11700元,是2014年3900元的{3|4}倍。"),
    ("multiple", "转移就业11700人,为上年9000人的{130|103}%。"),
    ("doubled", "村均收入由4万元增加到8.1万元,翻了{一|两}番。"),
    ("yearly-growth", "人均可支配收入由2015年的6400元增长到2019年的9370元,年均增长{10|15}%。"),
    ("yearly-growth", "集体收入由2016年的200万元增加到2019年的345.6万元,年均增长{20|30}%。"),
    # ---- points
    ("points", "贫困发生率由2014年的15.6%下降到2019年的1.2%,下降{14.4|16.4}个百分点。"),
    ("points", "参保率由95.2%提高到99.6%,提高{4.4|6.4}个百分点。"),
    ("points", "2018年底贫困发生率3.45%,2019年底0.82%,下降{2.63|3.62}个百分点。"),
    ("points-above", "农村居民收入增长11.2%,高于全市{1.5|2.5}个百分点,全市增长9.7%。"),
    ("points-inside", "2018年底贫困发生率3.4%,2019年下降2.6个百分点,降至{0.8|1.8}%。"),
    (
        "points-since",
        "2016年底贫困发生率16.24%。2019年底贫困发生率3.1%,贫困发生率比2016年底下降{13.14|14.13}个百分点。",
    ),
    # ---- what each one has
    ("per-one", "96个贫困村每村选派3名队员,共选派{288|388}名。"),
    ("per-one", "建成车间52个,每个车间吸纳20人,共吸纳{1040|1400}人。"),
    ("per-one", "每亩补助500元,种植中药材2.4万亩,共补助{1200|2100}万元。"),
    ("per-one", "户均补助2万元,改造危房860户,合计补助{1720|2720}万元。"),
    ("per-one", "村均投入150万元,84个村共投入{1.26|1.62}亿元。"),
    # ---- shares of one whole
    (
        "implied-whole",
        "因病致贫2730户,占35%;因残致贫1560户,占20%;因学致贫{780|1170}户,占10%;缺技术2730户,占35%。",
    ),
    (
        "implied-whole",
        "中央资金6000万元,占50%;省级资金3600万元,占30%;市县资金{2400|4200}万元,占20%。",
    ),
    ("implied-whole", "小学学历5200人,占52%;初中学历3300人,占33%;高中以上{1500|2500}人,占15%。"),
    # ---- stocks and flows
    (
        "balance",
        "2019年初有贫困人口3250人,当年脱贫2900人,返贫12人,新识别38人,年末贫困人口{400|500}人。",
    ),
    ("balance", "年初贫困户860户,脱贫742户,因死亡清退6户,新增8户,年底剩余{120|130}户。"),
    # ---- lists
    ("items-named", "形成茶叶、油茶、中药材、生猪、旅游{五|六}大产业。"),
    ("items-named", "划分城东、城西、城南{三|四}个片区。"),
    ("documents-named", "出台《产业奖补办法》《就业扶贫办法》《健康扶贫办法》{三|两}个文件。"),
    ("places-named", "项目涉及{3|4}个乡镇(青石镇、白水乡、松林镇)。"),
    ("points-listed", "存在{三|四}个方面的问题:一是产业不强。二是动力不足。三是资料不齐。"),
    ("points-listed", "主要做了{四|五}项工作:(一)抓产业。(二)抓就业。(三)抓住房。(四)抓饮水。"),
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
    # the first of a row of parts with shares is no total of the others, though 6000 = 3600 + 2400
    "中央资金6000万元,占50%;省级资金3600万元,占30%;市县资金2400万元,占20%。",
    "中央资金6000万元,占50%,省级资金3600万元,占30%,市县资金2400万元,占20%。",
    # an account with flows in both directions is no list of parts
    "年初贫困户860户,脱贫742户,因死亡清退6户,新增8户,年底剩余120户。",
    # a share of something that is not counted here
    "贫困村76个,占全市贫困村的8%。全县有行政村190个。",
    # shares of different wholes in one sentence
    "党员480名,占12%;贫困户3120户,占40%。",
    # the growth is of another year than the amounts
    "2018年收入480万元,2019年收入624万元,力争2020年增长20%。",
    # a mean of something else than what is told beside it
    "投入资金3600万元,改造危房1200户,户均面积60平方米。",
    "发放贷款9600万元,惠及2400户,户均增收3000元。",
    # what each gets at most
    "每户最高补助2万元,改造危房860户,共补助1500万元。",
    # the points are the province's
    "贫困发生率3.45%,全省0.82%,全省下降1.5个百分点。",
    # a list that goes on
    "形成茶叶、油茶、中药材等五大产业。",
    "出台《产业奖补办法》等12个文件。",
    "项目涉及12个乡镇(青石镇、白水乡等)。",
    # a yearly growth over a target
    "人均可支配收入由2015年的6400元增长到2019年的9370元,力争年均增长15%。",
    # a stock and plans
    "年初贫困人口3250人,计划脱贫2900人,年末贫困人口900人。",
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said_where_nothing_is_wrong(text: str) -> None:
    assert [f.expression for f in audit(text).findings if not f.holds] == []


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        # a ≤ b alone is true, but the text says by how much
        ("村均收入由3.1万元增加到16.3万元,翻了一番。", "16.3万元 ÷ 3.1万元"),
        # a part with a share of its own may still be split, where 其中 says so
        ("未脱贫480户,占4%,其中因病300户,占52.5%。", "300户 ÷ 480户"),
    ],
)
def test_a_contradiction_is_not_hidden_by_what_is_also_true(text: str, expression: str) -> None:
    wrong = [f.expression for f in audit(text).findings if not f.holds]
    assert [each.split(" = ")[0] for each in wrong] == [expression]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\n\n"])
def test_lines_and_paragraphs_end_what_is_related(end: str) -> None:
    text = f"全县共有村干部1250名{end}其中35岁以下的475名{end}完成率48%{end}"
    assert [f.expression for f in audit(text).findings if not f.holds] == []


@pytest.mark.parametrize(
    "text", ["", "\n", "。", "今年计划脱贫2900人。", "<script>1+1=3</script>", "=1+1"]
)
def test_odd_texts_have_no_contradictions(text: str) -> None:
    assert audit(text).contradictions == ()


def test_a_text_without_a_full_stop_is_audited_once_and_ends() -> None:
    text = "改造厕所2600户,投入780万元,平均每户3000元," * 400
    found = audit(text)
    assert all(f.holds for f in found.findings)
    assert found.findings

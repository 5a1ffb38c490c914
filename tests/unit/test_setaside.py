"""What holds digits and is no figure: ordinals, labels, identifiers, brands and set phrases."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction.setaside import Claims, find_arabic, find_chinese

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
measures, set_aside = made["measures"], made["set_aside"]


# Each stands in a sentence without any figure: nothing may come out as a measure.
IDENTIFIERS = [
    "拨打12317热线反映问题",
    "拨打12345政务服务热线",
    "举报电话0739-5551234",
    "联系电话：0739-5551234",
    "联系人手机13900001111",
    "热线电话:4001234",
    "邮编422200",
    "QQ:1234567",
    "详见https://www.example.cn/2019/12/t20191230_5.html",
    "网址www.example.cn/a1/b2",
    "来信请寄fp2019@example.cn",
    "湘某办发〔2018〕12号",
    "依据(2016)34号文件",
    "根据35号文件精神",
    "ICP备12345678号",
    "发布第6号令",
    "创建3A级景区",
    "创建国家4A景区",
    "村村通上4G网络",
    "建设5G基站",
    "紧邻G60高速",
    "国道G319线穿境而过",
    "监测PM2.5浓度",
    "执行GB5749标准",
    "开展3·15宣传",
    "系统升级到3.2.1版本",
]


@pytest.mark.parametrize("text", IDENTIFIERS)
def test_identifiers(text: str) -> None:
    assert measures(text + "。") == []
    assert {kind for _, kind in set_aside(text + "。")} <= {"identifier", "date", "ordinal"}


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("拨打12317监督举报电话。", "12317"),
        ("创建3A级景区。", "3A级"),
        ("创建5a级景区。", "5a级"),
        ("村村通4G。", "4G"),
        ("紧邻G60高速。", "G60"),
        ("〔2018〕12号文件。", "〔2018〕12号"),
        ("手机13900001111。", "13900001111"),
    ],
)
def test_span_of_an_identifier(text: str, identifier: str) -> None:
    assert (identifier, "identifier") in set_aside(text)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("12317户", ["12317户"]),
        ("12345人参加。", ["12345人"]),
        ("投资13900000000元。", ["13900000000元"]),
        ("发放5G手机200部。", ["200部"]),
        ("创建3A级景区2个。", ["2个"]),
        ("12317热线受理诉求36件。", ["36件"]),
        ("拨付12号楼建设资金50万元。", ["50万元"]),
        ("安装LED路灯300盏。", ["300盏"]),
    ],
)
def test_figures_beside_identifiers(text: str, figures: list[str]) -> None:
    assert [m[0] for m in measures(text)] == figures


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("1、交通建设。\n2、水利建设。\n", ["1、", "2、"]),
        ("1.交通建设。\n2.水利建设。\n", ["1.", "2."]),
        ("(1)交通建设。(2)水利建设。", ["(1)", "(2)"]),
        ("（1）交通建设。（2）水利建设。", ["（1）", "（2）"]),
        ("①摸底。②评议。③公示。", ["①", "②", "③"]),
        ("一、总体情况\n二、主要做法\n", ["一、", "二、"]),
        ("（一）精准识别\n（二）精准退出\n", ["（一）", "（二）"]),
        ("一是抓产业。二是抓就业。三是抓搬迁。", ["一是", "二是", "三是"]),
        ("一要明责，二要履责。", ["一要", "二要"]),
        ("第一书记和第二批队员。", ["第一", "第二"]),
        ("荣获第3名。", ["第3"]),
        ("第 15 次会议", ["第 15"]),
        ("其一是路，其二是水。", ["其一", "其二"]),
        ("党的十九大精神", ["十九大"]),
        ("荣获一等奖、二等奖。", ["一等奖", "二等奖"]),
    ],
)
def test_labels_and_ordinals(text: str, labels: list[str]) -> None:
    assert measures(text) == []
    found = [t for t, kind in set_aside(text) if kind == "ordinal"]
    assert [f.strip() for f in found][: len(labels)] == labels or set(labels) <= set(found)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # a label and a list of numbers look alike
        ("1、修路3公里。2、打井2口。", ["3公里", "2口"]),
        ("一是修路3公里。二是打井2口。", ["3公里", "2口"]),
        ("三年分别脱贫120、96、35户。", ["120", "96", "35户"]),
        ("甲、乙、丙三乡分别种植1、2、3万亩。", ["1", "2", "3万亩"]),
        ("完成投资3.5、4.2亿元。", ["3.5", "4.2亿元"]),
        ("第一批23个村,第二批31个村。", ["23个", "31个"]),
    ],
)
def test_labels_are_not_lists(text: str, figures: list[str]) -> None:
    assert [m[0] for m in measures(text) if not set(m[0]) & set("三")] == figures


BRANDS = [
    "推行10+1帮扶",
    "推行“28+10”工作机制",
    "推行1+N模式",
    "推行“1+3+X”模式",
    "探索“1234”工作法",
    "探索“五六七”工作法",
    "打造“12345”党建品牌",
]


@pytest.mark.parametrize("text", BRANDS)
def test_brand_numbers(text: str) -> None:
    assert measures(text + "。") == []


PHRASES = [
    "两不愁三保障",
    "两不愁、三保障",
    "五个一批",
    "六个精准",
    "四个不摘",
    "一户一策",
    "一村一品",
    "一人一档",
    "一月一调度",
    "一对一帮扶",
    "三位一体",
    "四位一体",
    "五级书记抓扶贫",
    "三会一课",
    "四议两公开",
    "一事一议",
    "百企帮百村",
    "万企帮万村",
    "千企联千户",
    "两后生",
    "一站式结算",
    "一卡通",
    "一把手负总责",
    "一盘棋",
    "一张网",
    "四个意识",
    "两个维护",
    "三农工作",
    "一岗双责",
    "一以贯之",
    "一系列举措",
    "一体化推进",
    "统一部署",
    "进一步加强",
    "一方面",
    "五天四夜",
    "一心一意",
    "千方百计",
    "百尺竿头",
    "万众一心",
    "七嘴八舌",
    "三番五次",
    "四面八方",
    "五湖四海",
    "一年一度",
    "一产、二产、三产融合",
    "“三走进、三签字”",
    "“双百”行动",
    "“七个一”帮扶",
    "“八个不漏”",
]


@pytest.mark.parametrize("phrase", PHRASES)
def test_set_phrases_count_nothing(phrase: str) -> None:
    for text in (f"全面落实{phrase}。", f"坚持{phrase},确保成效。"):
        assert measures(text) == []
        assert {kind for _, kind in set_aside(text)} <= {"slogan", "ordinal"}


@pytest.mark.parametrize(
    "text",
    [
        # the generative patterns with words that no list holds
        "落实九个一批。",
        "聚焦七个精准。",
        "做到八个到位。",
        "强化三个统筹。",
        "坚持六个结合。",
        "构建五位一体格局。",
        "推行一企一策、一校一案。",
        "落实一季一分析、一旬一通报。",
        "开展百校联百村行动。",
        "完善一乡一园布局。",
        "“九比九看”活动如火如荼。",
        "“三先三后”原则贯穿始终。",
    ],
)
def test_new_members_of_families(text: str) -> None:
    assert measures(text) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("全面落实两不愁三保障,投入8000万元。", ["8000万元"]),
        ("“五个一批”惠及3200人。", ["3200人"]),
        ("按一户一策要求走访450户。", ["450户"]),
        ("“万企帮万村”行动中36家企业参与。", ["36家"]),
        ("人称“100元书记”。", ["100元"]),
        ("每人补助“500元”。", ["500元"]),
    ],
)
def test_figures_beside_phrases(text: str, figures: list[str]) -> None:
    assert [m[0] for m in measures(text)] == figures


def test_the_first_claim_holds() -> None:
    claims = Claims(10)
    claims.take(2, 5)
    assert claims.free(0, 2)
    assert claims.free(5, 10)
    assert not claims.free(0, 3)
    assert not claims.free(4, 5)
    # an empty span takes nothing
    claims.take(7, 7)
    assert claims.free(6, 10)


def test_claimed_characters_are_not_looked_at_again() -> None:
    text = "2019年一户一策"
    claims = Claims(len(text))
    claims.take(0, len(text))
    assert find_arabic(text, claims) == []
    assert find_chinese(text, claims) == []


def test_what_is_found_is_claimed() -> None:
    text = "2019年底,拨打12317热线,一村一品"
    claims = Claims(len(text))
    found = find_arabic(text, claims) + find_chinese(text, claims)
    assert [(text[f.start : f.end], f.kind, f.script) for f in found] == [
        ("2019年底", "date", "arabic"),
        ("12317", "identifier", "arabic"),
        ("一村一品", "slogan", "chinese"),
    ]
    assert not any(claims.free(f.start, f.start + 1) for f in found)

"""The theme of a figure: which words speak for it, and from which place."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports import codebook
from county_reports.extraction.observe import explain
from county_reports.extraction.themes import NO_THEME, Themed

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
meant = made["meant"]


def themed(text: str) -> Themed:
    """The theme of the one figure in 《》, with its reason."""
    source, _ = made["marked"](text)
    at = text.index("《")
    for item in explain(made["report"](source)):
        if item.reasons is not None and item.observation.quantity.start == at:
            return item.reasons.theme
    raise AssertionError(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # profile
        ("境内丘陵面积《360平方公里》。", "profile"),
        ("少数民族占《36.5%》。", "profile"),
        ("下辖《186个》村民小组。", "profile"),
        ("平均海拔《860米》。", "profile"),
        ("社会消费品零售总额增长《7.5%》。", "profile"),
        # registry
        ("共识别贫困户《360户》。", "registry"),
        ("剔除不符合条件的《36户》。", "registry"),
        ("致贫原因有《6个》。", "registry"),
        ("省定贫困村出列《12个》。", "registry"),
        ("现有贫困户《360户》。", "registry"),
        # funding
        ("支出进度《92.5%》。", "funding"),
        ("结余资金《36万元》。", "funding"),
        ("地方政府债券资金《360万元》。", "funding"),
        ("资金规模《360万元》。", "funding"),
        ("经营性资产《360万元》。", "funding"),
        # industry
        ("种植茶叶《860亩》。", "industry"),
        ("存栏肉牛《860头》。", "industry"),
        ("新建蔬菜大棚《36座》。", "industry"),
        ("兑付产业奖补《86万元》。", "industry"),
        ("流转土地《860亩》。", "industry"),
        ("建成农产品冷库《3座》。", "industry"),
        # employment
        ("举办招聘会《3场》。", "employment"),
        ("劳务收入《3.6亿元》。", "employment"),
        ("外出务工《8600人》。", "employment"),
        ("聘用护路员《86名》。", "employment"),
        ("职业培训《36期》。", "employment"),
        # finance
        ("贷款余额《5270万元》。", "finance"),
        ("户获贷率《56.2%》,小额信贷惠及全县。", "finance"),
        ("风险补偿金放大《8倍》。", "finance"),
        ("农业保险保费《86万元》。", "finance"),
        ("助农取款服务点《36个》。", "finance"),
        # relocation
        ("分散安置《36户》。", "relocation"),
        ("拆旧《86户》。", "relocation"),
        ("同步搬迁《86人》。", "relocation"),
        # housing
        ("危改任务《360户》。", "housing"),
        ("鉴定农房《8600栋》。", "housing"),
        ("土坯房《36间》全部拆除。", "housing"),
        # education
        ("劝返辍学儿童《12名》。", "education"),
        ("新招特岗教师《36名》。", "education"),
        ("普通高中有《360人》。", "education"),
        ("新建校舍《3栋》。", "education"),
        ("营养改善计划覆盖《3600人》。", "education"),
        # health
        ("住院《360人次》。", "health"),
        ("起付线降到《3000元》。", "health"),
        ("家庭医生签约《8600人》。", "health"),
        ("大病救治《36例》。", "health"),
        ("参保率《99.8%》。", "health"),
        # water
        ("人饮项目《36处》。", "water"),
        ("铺设供水管网《36公里》。", "water"),
        ("新修水窖《360口》。", "water"),
        ("自来水普及率《96%》。", "water"),
        # transport
        ("新建桥梁《3座》。", "transport"),
        ("通客车率《100%》。", "transport"),
        ("硬化通组路《36公里》。", "transport"),
        ("巷道《8条》铺了石板。", "transport"),
        # energy
        ("架设《10千伏》线路。", "energy"),
        ("更换变压器《36台》。", "energy"),
        ("并网《60千瓦》。", "energy"),
        ("新建4G基站《36座》。", "energy"),
        # environment
        ("改厕《3600户》。", "environment"),
        ("退耕还林《8600亩》。", "environment"),
        ("安装路灯《360盏》。", "environment"),
        ("清运垃圾《360吨》。", "environment"),
        # public services
        ("农家书屋《36个》。", "public_services"),
        ("文化广场《36处》。", "public_services"),
        ("新建便民服务中心《12个》。", "public_services"),
        # social protection
        ("临时救助《360人次》。", "social_protection"),
        ("护理补贴发给《860人》。", "social_protection"),
        ("孤儿《36名》。", "social_protection"),
        ("特困供养《360人》。", "social_protection"),
        # organisation
        ("召开推进会《6次》。", "organisation"),
        ("签订责任书《360份》。", "organisation"),
        ("整顿软弱涣散党组织《12个》。", "organisation"),
        ("讲党课《36次》。", "organisation"),
        # assistance
        ("结对认亲《8600户》。", "assistance"),
        ("驻村干部《360名》。", "assistance"),
        ("包联《36个》村。", "assistance"),
        # social help
        ("爱心企业捐款《86万元》。", "social_help"),
        ("消费扶贫专柜《36台》。", "social_help"),
        ("社会组织《12家》参与。", "social_help"),
        # supervision
        ("立案《12件》。", "supervision"),
        ("约谈《36人》。", "supervision"),
        ("巡察反馈意见《12条》。", "supervision"),
        ("查处《8起》。", "supervision"),
        # resilience
        ("易致贫《36户》。", "resilience"),
        ("排查防返贫对象《3轮》。", "resilience"),
        ("强降雨造成《36处》塌方。", "resilience"),
        ("网格员《860名》。", "resilience"),
    ],
)
def test_words_beside_the_figure(text: str, expected: str) -> None:
    assert meant(text).theme == expected


@pytest.mark.parametrize(
    ("text", "expected", "place"),
    [
        ("新建桥梁《3座》。", "transport", "beside it"),
        ("使《7个》村524户不再有饮水困难。", "water", "in its clause"),
        ("购买课桌《52套》,群众不再发愁,饮水困难成为历史。", "water", "after it in the sentence"),
        ("改造危房,共投资《52万元》。", "housing", "before it in the sentence"),
        ("铺设电网。共花《52万元》。", "energy", "in the sentence before"),
        (
            "一、危房改造\n今年共投资《52万元》。\n二、通村公路\n建成。\n",
            "housing",
            "in the heading",
        ),
    ],
)
def test_the_place_of_the_words(text: str, expected: str, place: str) -> None:
    found = themed(text)
    assert found.theme == expected
    assert found.because.endswith(place)
    source, _ = made["marked"](text)
    assert found.because.startswith(source[found.start : found.end])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what stands nearer wins
        ("修路3公里,改造危房《36户》。", "housing"),
        ("改造危房36户、修路《3公里》。", "transport"),
        ("发放教育扶贫资金36万元、医疗救助《5274人次》。", "health"),
        ("投资27万元修路;投资《52万元》,不再有饮水困难。", "water"),
        # a word that says little gives way
        ("投入资金《86万元》,改造农网。", "energy"),
        ("为贫困户《86户》改造危房。", "housing"),
        ("光伏扶贫覆盖《57个》村、952户贫困户。", "energy"),
        ("公益性岗位安置贫困劳动力《36人》。", "employment"),
        # the longest word wins: 医疗救助 is no 救助, 产业路 no 产业, 助学贷款 no 贷款
        ("医疗救助《360人次》。", "health"),
        ("新修产业路《36公里》。", "transport"),
        ("办理助学贷款《360人》。", "education"),
        ("农村养老保险《3600人》。", "social_protection"),
        ("特困片区《3个》。", "registry"),
        # a whole set that is mentioned again takes the theme of the passage
        ("《57个》贫困村全部通硬化路。", "transport"),
        ("《57个》贫困村标准化卫生室建成。", "health"),
        ("全县共有《57个》贫困村。", "registry"),
        ("全县《360个》行政村全部通客运班车。", "transport"),
        # a figure without words goes with the one before it
        ("硬化道路36公里,占《82%》。", "transport"),
        ("其中茶叶5.2万亩、《1.7万亩》。", "industry"),
        # profile does not reach beyond its own words
        ("全县户籍人口27.5万人,其中贫困人口《5.2万人》。", "registry"),
    ],
)
def test_which_words_win(text: str, expected: str) -> None:
    assert meant(text).theme == expected


@pytest.mark.parametrize(
    "text",
    ["用了《3天》。", "走了《36公里》。", "一、概述\n花了《36小时》。\n二、其他\n没有了。\n"],
)
def test_no_theme_when_nothing_speaks_for_one(text: str) -> None:
    assert meant(text).theme is None
    assert themed(text) == NO_THEME


def test_the_indicator_comes_first() -> None:
    found = themed("全县贫困发生率《0.6%》,饮水安全。")
    assert found.theme == "registry"
    assert found.because == "theme of the indicator registry.incidence"


def test_a_set_that_nothing_else_speaks_for_keeps_its_own_theme() -> None:
    found = themed("全县共有《57个》贫困村。")
    assert found.because == "theme of the indicator registry.poor_villages"


def test_the_figure_before_lends_its_theme_in_the_same_sentence_only() -> None:
    found = themed("贫困发生率0.6%,为《3倍》。")
    assert found.theme == "registry"
    assert meant("用电36千瓦。\n另有《3倍》。").theme is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [("360", "industry"), ("48", "water"), ("12", "housing")],
)
def test_the_row_of_a_table_names_the_theme(written: str, expected: str) -> None:
    text = (
        "项目安排表\n序号 项目 地点 资金(万元)\n"
        "1 香菇大棚 柳林镇 360\n2 饮水工程 白石乡 48\n3 危房改造 望月街道 12\n"
    )
    assert made["figure"](text, written).theme == expected


def test_the_first_words_stand_for_the_title() -> None:
    opening = "关于下达财政专项扶贫资金的通知\n" + "各有关单位遵照执行,不得有误。\n" * 9
    assert meant(opening + "共《36笔》。\n").theme == "funding"


def test_every_word_of_the_codebook_has_one_theme() -> None:
    themes = codebook.load().themes.values()
    owner: dict[str, str] = {}
    for theme in themes:
        for word in (*theme.words, *theme.said, *theme.faint):
            assert owner.setdefault(word, theme.id) == theme.id, word
        assert theme.said
        assert not set(theme.said) & set(theme.faint)
        assert not set(theme.said) & set(theme.words)

"""Units and classifiers: what a number counts in, in the codebook's canonical units.

Chinese counts with classifiers (192个村, 93支队, 1873本证), and the classifier alone does not say
what is counted: 个 before 贫困村 is a village, 个 before 县直单位 a count. The table gives each
written unit its canonical unit and factor; the counted noun decides where the classifier cannot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache


@dataclass(frozen=True, slots=True)
class Unit:
    """A written unit: 公顷 is canonical mu with factor 15."""

    written: str
    canonical: str
    factor: Decimal = Decimal(1)


_TABLE: dict[str, str] = {
    "CNY": "元 元人民币 块钱",
    "household": "户 户次 户(次) 农户 户家庭 户家",
    "person": "人 人次 人(次) 名 位 个人 人口 余人次",
    "village": "村",
    "township": "乡镇 乡 镇 街道 苏木",
    "mu": "亩",
    "km": "公里 千米 km KM Km",
    "km2": "平方公里 平方千米 km² km2 KM2 k㎡ km^2",
    "m2": "平方米 平米 平方 ㎡ m² m2 平",
    "m3": "立方米 立方 m³ m3 方",
    "ton": "吨",
    "kg": "公斤 千克 kg KG Kg",
    "kW": "千瓦 kW KW kw Kw 千瓦峰值 kWp KWp",
    "kWh": "千瓦时 度 度电 kWh KWh kwh",
    "head": "头 只 羽 匹 尾 头次 头只 只羽 头匹 头(只) 只(羽)",
    "percent": "%",
    "percentage_point": "个百分点 百分点",
    "multiple": "倍",
    "year": "年 周年 岁 周岁",
    "month": "个月 个多月 个月份",
    "day": "天 个工作日 个日夜",
    "times": "次 回 轮 轮次",
    "count": (
        "个 项 处 家 座 件 本 册 支 条 袋 份 场 批 期 批次 场次 期次 趟 辆 台 台套 台(套) 套 间 所 张 "
        "株 棵 盏 口 块 部 艘 组 队 班 类 级 句 篇 封 起 例 宗 笔 单 款 种 门 节 课 幅 颗 棚 栋 幢 眼 "
        "盆 箱 瓶 桶 根 片 枚 对 双 副 床 站 人份 份额 道 届 房 盘 顶 捆 垛 盒 桩 架 孔 扇 堂 "
        "小时 个小时 分钟 秒 毫米 厘米 毫升 升 ℃ 摄氏度 美元 欧元 港元 日元 米/秒 公里/小时 "
        "千伏 千伏安 兆伏安 kV KV 伏 兆 M 分 亿次 名额 股 手 站点 点 环 圈 列 班次 航次 层 "
        "个(户) 户(个) 个(次) 项次 家次 件次 户型 组次 级次 板 束 包 羹 斗 尊 元/公斤 步"
    ),
}

_CONVERTED: dict[str, tuple[str, str]] = {
    "公顷": ("mu", "15"),
    "平方市里": ("km2", "0.25"),
    "分地": ("mu", "0.1"),
    "米": ("km", "0.001"),
    "延米": ("km", "0.001"),
    "延长米": ("km", "0.001"),
    "m": ("km", "0.001"),
    "里": ("km", "0.5"),
    "华里": ("km", "0.5"),
    "斤": ("kg", "0.5"),
    "市斤": ("kg", "0.5"),
    "公吨": ("ton", "1"),
    "瓦": ("kW", "0.001"),
    "兆瓦": ("kW", "1000"),
    "MW": ("kW", "1000"),
    "MWp": ("kW", "1000"),
    "吉瓦": ("kW", "1000000"),
    "GW": ("kW", "1000000"),
    "吉瓦时": ("kWh", "1000000"),
    "兆瓦时": ("kWh", "1000"),
    "‰": ("percent", "0.1"),
    "成": ("percent", "10"),
    "角": ("CNY", "0.1"),
}


@cache
def unit_table() -> dict[str, Unit]:
    """Every written unit with its canonical unit and factor."""
    table = {
        written: Unit(written, canonical)
        for canonical, names in _TABLE.items()
        for written in names.split()
    }
    for written, (canonical, factor) in _CONVERTED.items():
        table[written] = Unit(written, canonical, Decimal(factor))
    return table


@cache
def unit_pattern() -> str:
    """A regular expression of all written units, longest first, guarded where one begins a word.

    户 is no unit in 户均 (`3200户均增收` is 3200 + 户均), 年 none in 年均, 个 none in 个体.
    """
    guards = {
        "户": "(?![均])", "人": "(?![均民才大社工])", "年": "(?![均])", "个": "(?!体工商|体经营|多?亿)",
        "村": "(?![级民委居支])", "镇": "(?![级区])", "乡": "(?![级村])", "次": "(?!日)",
        "级": "(?![以联领干])", "口": "(?![袋粮])", "方": "(?![面案式法便针略向])", "平": "(?![均原台])",
        "点": "(?![对名钟])", "里": "(?![面程])", "度": "(?![假])", "分": "(?![别为]|之)", "升": "(?![级至到])",
        "部": "(?![门分])", "位": "(?![于置])", "期": "(?![间末])", "所": "(?![有以])", "对": "(?![接口照应])",
        "道": "(?![路])", "头": "(?![条])", "台": "(?![账阶])", "站": "(?![式])", "步": "(?![行])",
        "手": "(?![抓])", "包": "(?![含括保])", "列": "(?![入为])", "回": "(?![头])", "起": "(?![来步])",
        "节": "(?![约])", "根": "(?![据])", "句": "", "房": "(?![屋])", "组": "(?![织建])", "班": "(?![子])",
        "类": "(?![似])", "种": "(?![植])", "课": "(?![堂题])", "门": "(?![诊类])", "条": "(?![件例])",
        "处": "(?![分理置罚])", "本": "(?![科级地年县次])", "支": "(?![出持撑部付])", "件": "(?![件])",
        "项": "(?![目])", "股": "(?![份])", "单": "(?![位独])", "成": "(?![立为功效本果员熟就交长年])", "倍": "(?![增])",
        "元": "(?![旦])", "份": "(?!额占)", "环": "(?![境节保卫])", "圈": "(?![舍])", "板": "(?![块])",
        "米": "(?![粉])", "瓦": "(?![房])", "双": "(?![方向])", "盘": "(?![活])", "社": "", "队": "(?![伍员])",
        "间": "(?![接隔])", "张": "(?![贴])", "名": "(?![单])", "层": "(?![面层])", "兆": "(?![头])",
        "M": "(?![A-Za-z])", "m": "(?![A-Za-z])",
    }  # fmt: skip
    names = sorted(unit_table(), key=len, reverse=True)
    return "|".join(re.escape(name) + guards.get(name, "") for name in names)


# What stands between a bare 个 and the head noun: 37个省级建档立卡贫困村.
_NOUN_PHRASE = re.compile(r"[^,，。;；:!?\s、\d\"”“]{1,14}(?:\([^()\d]{1,8}\))?")
_VILLAGE = re.compile(
    r"(?:(?<![驻到农入进包联本帮扶全乡山新通])村|社区|嘎查|居委会)"
    r"(?![级民小卫医校干部支两务史委组庄道寨口貌容情规镇邮淘文综服办党活电光广创医便]|村级)"
)
_TOWNSHIP = re.compile(
    r"(?:乡镇|(?<![城下返入家])乡(?!镇)|(?<!乡)镇|街道|苏木)(?![级村卫医校干部党政机府街敬中综财村社居场级服农文兽扶]|\(街道\)?卫)"
)
_VERB = re.compile(
    r"(?:带动|覆盖|帮扶|全部|实现|达到|完成|开展|进行|建立|投资|安装|新建|落实|通过|脱贫|摘帽|出列|退出|驻村|为|有|均|都|已|任|建设|的)"
)

HOUSEHOLD_IS_FIRM = re.compile(
    r"(?:[^,，。;；、\d到在与和进入的]{0,8}?)(?:企业|市场主体|经营主体|龙头|合作社|公司|商户|个体工商户|家庭农场|大户)"
)
"""户 of firms or market entities is a count, not a household (GUIDE, conventions)."""

_PERSON_AHEAD = re.compile(
    r"(?:已|拟|预)?(?:农村)?(?:建档立卡)?(?:的)?(?:农村)?(?:贫困|脱贫|边缘|困难|搬迁|农业|农村|留守|低保|残疾|受灾|务工)?"
    r"(?:群众|人口|劳动力|劳力|农民|农民工|干部|党员|学生|儿童|老人|职工|村民|贫困生|贫困群众|贫困人口|患者|残疾人)"
)
_HOUSEHOLD_AHEAD = re.compile(
    r"(?:农村)?(?:建档立卡)?(?:的)?(?:贫困|脱贫|边缘|困难|搬迁|监测)(?:农)?户(?!均)"
)


def village_or_township(following: str) -> str | None:
    """Whether a bare 个 counts villages or townships, by its head noun; None for anything else.

    个 + 光伏电站贫困村 is village, 个 + 乡镇(街道) township, 个 + 村级光伏电站 neither.
    """
    match = _NOUN_PHRASE.match(following)
    if not match:
        return None
    phrase = match.group()
    village = _VILLAGE.search(phrase)
    township = _TOWNSHIP.search(phrase)
    first = min((m.start() for m in (village, township) if m), default=-1)
    if first < 0:
        return None
    verb = _VERB.search(phrase)
    # 3个合作社带动贫困村: what stands behind a verb is not what is counted.
    if (
        verb
        and verb.start() < first
        and verb.group() not in {"脱贫", "退出", "摘帽", "出列", "驻村", "的"}
    ):
        return None
    if township and (not village or township.start() < village.start()):
        return "township"
    return "village"


def counted_ahead(following: str) -> str | None:
    """The unit that a number without classifier takes from its noun: 1.4774万 + 贫困群众 is person."""
    if _HOUSEHOLD_AHEAD.match(following):
        return "household"
    if _PERSON_AHEAD.match(following):
        return "person"
    return None


_PLACES_BEFORE: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"(?:村|村\(居\)|社区|村\(社区\)|嘎查|整村推进)"
            r"(?:脱贫|搬迁)?(?:总数|共计?|合计|共有|已?有|已|为|达到?|:|退出|出列|摘帽|脱贫|减少[到至]|下降[到至]|增加到)?"
            r"\s?(?:约|近)?$"
        ),
        "village",
    ),
    (
        re.compile(
            r"(?:乡镇|乡镇\(街道\)|街道|苏木|整乡推进)(?:脱贫)?"
            r"(?:总数|共计?|合计|共有|有|为|:|退出|出列|摘帽|脱贫)?\s?$"
        ),
        "township",
    ),
)


def places_before(preceding: str) -> str | None:
    """Whether a 个 without a noun after it counts the villages or townships named before it.

    贫困村(居) + 192个, followed by a full stop, is village.
    """
    for pattern, unit in _PLACES_BEFORE:
        if pattern.search(preceding):
            return unit
    return None


_BEFORE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:人口|群众|劳动力|人数|人员|学生|党员|干部|农民工)(?:总数|数量?|共|总计|合计|约|近|有|为|达到?|是|:)*$"),
     "person"),
    (re.compile(r"(?:贫困户|农户|户数|总户数|家庭户|边缘户|监测户)(?:总数|数量?|共|总计|合计|约|近|有|为|达到?|是|:)*$"),
     "household"),
    (re.compile(r"(?:贫困村|行政村|村数)(?:总数|数量?|共|总计|合计|约|近|有|为|达到?|是|:)*$"), "village"),
    (re.compile(r"(?:率|比例|占比|比重|覆盖面|满意度|认可度)(?:达到?|降[至为到]|下降[至为到]|控制在|是|为|:|约)*$"), "percent"),
    (re.compile(r"(?:[金款额费]|用于[^,。;\d]{0,8})(?:约|近|为|达到?|:)*$"), "CNY"),
    (re.compile(r"(?:投入|投资|资金|贷款|收入|产值|存款|余额|补助|补贴|销售额|总额|捐款|财政|债券|整合|安排|筹集|争取|落实|发放)"
                r"(?:约|近|超过?|达到?|共|总额|共计|合计|累计|为|:|人民币|了)*$"), "CNY"),
)  # fmt: skip


def counted_before(preceding: str) -> str | None:
    """The unit that a bare number takes from the noun before it: 人口 + 130万 is person."""
    for pattern, unit in _BEFORE:
        if pattern.search(preceding):
            return unit
    return None

"""The scope of a figure: the whole county, a part of it, a rule or rate, or another place.

A rule (`每人补助220元`, `户均自筹不超1万元`, `20户以上的自然屯`) is no fact of the county; what follows the
name of a village, firm or person tells of that one; the rest is the county's. Every answer comes
with its reason and the words that decided it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from county_reports.extraction.passages import Passage
from county_reports.extraction.quantities import Measure
from county_reports.model import Scope


class Scoped(NamedTuple):
    """The scope of a figure and the words that gave it, by their place in the folded text."""

    scope: Scope
    because: str
    start: int = 0
    end: int = 0
    by_heading: bool = False
    """Whether only a heading says so: then the figure may still be the quantity of an indicator."""


COUNTY = Scoped("county", "nothing near it names a part, a rule or another place")

_RATE = re.compile(
    r"(?:每[人户生名村亩个家年月周天度只头吨张人次]|人均|户均|亩均|村均|生均|按(?:照)?(?=[每人户])|单[户人])[^,。;]{0,14}$"
    r"|标准(?!化)[^,。;]{0,6}$|(?:起付线|封顶线|额度|线)(?:由|从|为|是|降[到至]|提高[到至])?$"
)
_RATE_STOCK = re.compile(
    r"(?:可支配收入|人均年?收入|纯收入|生产总值|预算收入|财政收入|面积|人均达|预期寿命)"
)
_RULE = re.compile(
    r"(?:不得|必须|原则上|要求|规定|控制在|不低于|不少于|不超过?|不高于|至少)[^,。;]{0,10}$"
)
_RULE_AFTER = re.compile(r"\s?(?:以内|以下)|元?标准|/[人户年月生]|起付线|封顶线")
# 20户以上的自然屯, 发生率在四成以上的贫困村: a figure that only chooses which ones are meant.
_CHOICE_AFTER = re.compile(
    r"(?:及)?(?:以上|以下|以内)(?:的|\(含\))?(?=[一-鿿]{0,5}(?:村|屯|组|户|家庭|耕地|坡地|幼儿园|学校|企业|乡镇|老人|人口))"
)
_GRANT = re.compile(r"给予[^,。;]{0,12}$")
_GRANT_AFTER = re.compile(
    r"(?:、[\d.,万]+元)*(?:的)?(?:不等的)?(?:一次性)?(?:奖励|奖金|补助|补贴|奖补|资助|救助)"
)
_RULED = frozenset({"CNY", "percent", "year", "day", "m2", "mu", "household"})
_RATED = frozenset(
    {"CNY", "percent", "person", "year", "day", "times", "mu", "count", "kg", "household", "kW"}
)
"""Units in which a rule or a rate per head is stated."""
_GRANT_MOST = 50000
"""Yuan; what is given to one household or firm is less, what a county pays is more."""

_OTHER = re.compile(
    r"(?:全国|全省|全区(?=平均)|全市(?=平均)|省均|国家平均|全省平均|省下达|周边)[^,。;]{0,12}$"
)
# 比全省平均高1.7个百分点: the distance is the county's own.
_DISTANCE = re.compile(r"[高低多少大小快慢]于?(?:出|了)?$|[高低]于[^,。;]{0,14}$")

# A place or firm by its own name: 路西村, 白地镇, 泌阳亿龙食品有限公司; never 贫困村, 全县22个乡镇, 农村.
_PLACE = (
    r"[一-鿿]{2,4}(?:村|镇|乡(?!村)|社区|街道|小区|嘎查|苏木)"
    r"(?![一-鿿]{0,2}(?:级|民|卫|医|校|干|两委|组|集体|庄|容))"
)
_NAMED_PLACE = re.compile(
    r"(?:(?<=[\n,。;:!?(“、 县])|(?<=^)|(?<=如)|(?<=像)|(?<=位于)|(?<=[在以]))"
    rf"(?P<place>{_PLACE}|[一-鿿]{{2,14}}(?:公司|合作社|敬老院|托养中心))"
)
# 白石镇57户: the place stands right before the number, like a label.
_LABEL = re.compile(
    r"^(?:和|及|、|与|即)?(?P<place>[一-鿿]{2,4}(?:村|镇|乡|社区|街道|嘎查|苏木|办事处))(?:[和及、][一-鿿]{2,4}(?:村|镇|乡))*$"
)
# 该村, 他家: a village or a household that a newspaper tells of; 示范村: a choice of villages.
_ONE_PLACE = re.compile(
    r"(?:该|全|本)(?:村|镇|乡|组|社区|合作社|公司|企业)(?!庄|级|容|民)|村里|[他她我]家|自家|为示范村|"
    r"[咱俺](?:村|家|们)|我(?:们村|种|养|村)|自己|老两口|老伴|一家(?:人|[\d三四五六七八]口)|[家屋]里|家中|妻子|丈夫|"
    r"(?<!空巢)(?<!留守)(?:儿子|女儿|儿媳|母亲|父亲)|抽查|抽样"
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹喻柏苏潘葛范彭郎鲁韦马苗方俞任袁"
    "柳鲍史唐费廉岑薛雷贺倪汤殷罗毕郝邬傅卞齐康伍余元卜顾孟黄穆萧尹姚邵湛汪祁毛禹狄米臧戴谈宋"
    "庞熊纪舒屈项祝董梁杜阮蓝闵席季麻贾娄江童颜郭梅林刁钟徐邱骆夏蔡田樊胡凌霍虞柯卢莫裘缪丁"
    "邓郁洪左石崔吉龚程邢裴陆荣翁荀甄曲封靳段焦巴侯班仇甘厉祖武符刘詹龙叶司黎薄白蒲赖卓屠蒙池乔"
    "覃谭向阎肖欧聂晁勾敖冷辛阚那简饶曾沙桓牛代涂"
)
"""The first characters of most family names, without those of common words (全部, 安心, 常年)."""
# 村民张三说, 贫困户李四家: one household of which a newspaper tells. Before a mark only a family name
# tells a person (贫困户李四,) from what is said of all of them (贫困户满意,).
_PERSON = re.compile(
    r"(?:村民|贫困户|脱贫户|户主|老汉|大[娘爷妈叔]|养殖户|种植户|负责人|支书|书记|主任|队长)"
    r"(?:(?P<place>[一-鿿]{2,3})(?=[说家笑“]|告诉|介绍|一家|今年|种|养|正在|算)"
    rf"|(?P<named>[{_SURNAMES}][一-鿿]{{1,2}})(?=[的,、]))"
    r"|(?<!\d)[1-9]\d岁的(?P<aged>[一-鿿]{2,3})"
)
_WHOLE_COUNTY = re.compile(r"全[县区市旗州]|[我该][县区旗]|县委|县政府")
# Characters of everyday words (全县, 每个, 贫困, 按照, 引导): none of them stands in a proper name here.
_EVERYDAY = (
    "全各每该本驻到进入下农包所贫困脱出美丽扶帮建设改完行政自然重个级的和与为对一二三四五六七八九十"
    "多等有及类就业带动基层通过涉退示标组织非按照据由从向将把被让给而且其此我他们是不同并相邻周边偏远"
    "城郊整逐或者工引协合作省县受益百千万查"
)
_GENERIC_PLACE = re.compile(rf"[{_EVERYDAY}]|省定|县直|龙头")
_GENERIC_FIRM = re.compile(
    r"[的家各等由与和及]|引进|龙头|带动|通过|组织|引导|扶持|培育|发展|专业合作|成立|注册"
)
_TITLE_PLACE = re.compile(
    r"^[^一-鿿]{0,6}(?P<place>[一-鿿]{2,5}(?:乡|镇|街道|办事处|村|社区|嘎查|苏木))(?!庄|级|容|干|振兴)"
)
_ROW_PLACE = re.compile(r"(?:村|镇|乡|街道|办事处|社区|苏木|嘎查|农场|林场|园区)(?:\s|$|、|\(|等)")
_COUNTY_NAMED = re.compile(
    r"全[县区市旗州]|[我该][县区旗]|县委|县政府|县域|各[乡村]|个(?:贫困|行政)?村|个乡镇|"
    r"(?<![一-鿿])[一-鿿]{2,4}县(?![一-鿿]{1,8}[镇乡村街])"
)
_LISTED_PLACE = re.compile(r"(?:、[^,。;]{1,12})?等|[、和与及]")
_OPENING = 200
_LOCAL = 2
"""How often more a report about one place names places than it names the county."""
_BRACKET = re.compile(r"\([^()]*\)")
_AGED = re.compile(r"(?:以[上下]|及以|至|—|-|周岁以)")


class Places:
    """Where a text turns to one place of the county, and where back to the whole; found once.

    Only a report about one place is asked: a newspaper stays in the village that it has come to
    (`在白石村,记者看到…。如今,两片茶园…`) until the county is named.
    """

    def __init__(self, text: str) -> None:
        plain = _blank_brackets(text)
        places = [
            (match.start("place"), match.end("place"), match["place"])
            for match in _NAMED_PLACE.finditer(plain)
            if not match["place"].endswith(("公司", "合作社"))
            and not _generic(match["place"])
            and not _LISTED_PLACE.match(plain, match.end())
        ]
        places += [(match.start(), match.end(), match.group()) for match in _PERSON.finditer(plain)]
        places.sort()
        whole = [(match.start(), match.end(), "") for match in _COUNTY_NAMED.finditer(plain)]
        local = bool(places) and places[0][0] < _OPENING and len(whole) * _LOCAL < len(places)
        self._turns = sorted(places + whole) if local else []
        self._starts = [turn[0] for turn in self._turns]

    def before(self, position: int) -> Scoped | None:
        """The place that was named last before a position; None where the county was."""
        at = bisect_left(self._starts, position) - 1
        if at < 0 or not self._turns[at][2]:
            return None
        start, end, place = self._turns[at]
        return Scoped("part", f"a report that tells of {place}", start, end)


def scope_of(
    measure: Measure,
    passage: Passage,
    text: str,
    titles: Sequence[str] = (),
    places: Places | None = None,
) -> Scoped:
    """Whole county, a part of it, a rule or rate, or another place.

    `每人220元标准` is standard, `路西村…10万元` is part, `全省…` is other.

    Args:
        measure: the figure.
        passage: its words, clause and sentence.
        text: the folded text.
        titles: the titles of the headings above it, innermost first.
        places: where the text turns to one place.
    """
    if measure.cell is not None:
        return _of_cell(measure)
    return (
        _standard(measure, passage, text)
        or _other(measure, passage, text)
        or _part(measure, passage, text)
        or _under_place(measure, passage, text, titles)
        or _carried(measure, passage, text, places)
        or COUNTY
    )


def _of_cell(measure: Measure) -> Scoped:
    """A row tells of one project or place, the last one of all of them."""
    cell = measure.cell
    if cell is None or not cell.column.title:
        return Scoped("county", "an entry of a list without columns")
    if cell.total and not cell.row.startswith("小"):
        return Scoped("county", "the row of the total", measure.start, measure.end)
    if cell.total or _ROW_PLACE.search(cell.row):
        return Scoped("part", f"one row of a table: {cell.row}", measure.start, measure.end)
    return Scoped("county", f"a row that names no place: {cell.row}", measure.start, measure.end)


def _because(match: re.Match[str], offset: int, scope: Scope, because: str) -> Scoped:
    return Scoped(scope, because, offset + match.start(), offset + match.end())


def _standard(measure: Measure, passage: Passage, text: str) -> Scoped | None:
    """A figure that is a rule or a rate: 每人220元标准, 户均不少于2000元, 5000元以内."""
    choice = _CHOICE_AFTER.match(text, measure.end)
    if choice:
        return _because(choice, 0, "standard", "it only chooses which ones are meant")
    start = passage.clause[0]
    left, own = text[start : measure.start], passage.left_text(text)
    if measure.unit in _RULED and (rule := _RULE.search(left)):
        return _because(rule, start, "standard", "a rule")
    if measure.unit in _RATED:
        words, at = (own, passage.left[0]) if len(own) > 3 else (left, start)
        rate = _RATE.search(words)
        if rate and not _RATE_STOCK.search(left):
            return _because(rate, at, "standard", "a rate or standard")
    if measure.unit in {"CNY", "year"} and (after := _RULE_AFTER.match(text, measure.end)):
        return _because(after, 0, "standard", "a rule")
    if measure.unit == "CNY" and measure.value <= _GRANT_MOST:
        grant = _GRANT.search(text[passage.clause[0] : passage.left[1]])
        if grant and _GRANT_AFTER.match(text, measure.end):
            return _because(grant, start, "standard", "what is given to each")
    return None


def _other(measure: Measure, passage: Passage, text: str) -> Scoped | None:
    start = passage.clause[0]
    if text[measure.start - 1 : measure.start] == "(":
        # 低于全省平均水平(9274元): the bracket belongs to the words before it.
        start = max(passage.sentence[0], measure.start - 20)
    left = text[start : measure.start].rstrip("(")
    other = _OTHER.search(left)
    if other is None:
        return None
    if measure.unit == "percentage_point" and _DISTANCE.search(left):
        return None
    return _because(other, start, "other", "the province, the nation or a neighbour")


@lru_cache(maxsize=4096)
def _generic(place: str) -> bool:
    """Whether what looks like a name is everyday words: 贫困村, 农民专业合作社."""
    if place.endswith(("公司", "合作社")):
        return len(place) < 5 or _GENERIC_FIRM.search(place) is not None
    return place.endswith(("乡村", "嘎查村")) or _GENERIC_PLACE.search(place[:-1]) is not None


def _part(measure: Measure, passage: Passage, text: str) -> Scoped | None:
    """A figure about one village, township, firm or household of the county."""
    own = passage.left_text(text)
    label = _LABEL.match(own)
    if label and not _generic(label["place"]):
        return _because(label, passage.left[0], "part", "the place that it is the figure of")
    if measure.classifier == "岁" and not _AGED.match(text, measure.end):
        return Scoped("part", "the age of one person", measure.start, measure.end)
    start = passage.sentence[0]
    # what a bracket lists by township is over where the bracket ends
    before = _blank_brackets(text[start : measure.start])
    if _WHOLE_COUNTY.search(before):
        return None
    if one := _ONE_PLACE.search(before):
        return _because(one, start, "part", "one village, firm or household")
    # 禾田居山谷、红岩岭等15条: the names are examples of the county's whole.
    names = () if own.endswith("等") else _NAMED_PLACE.finditer(before)
    named = next((name for name in names if not _generic(name["place"])), None)
    return _because(named, start, "part", "a place or firm by its name") if named else None


def _under_place(
    measure: Measure, passage: Passage, text: str, titles: Sequence[str]
) -> Scoped | None:
    """Everything under a heading that names a village: 青石乡白水村渠道改造项目."""
    if _WHOLE_COUNTY.search(text, passage.sentence[0], measure.start):
        return None
    for title in titles[:1]:
        match = _TITLE_PLACE.search(title)
        if match and not _generic(match["place"]):
            because = f"the heading names a place: {match['place']}"
            return Scoped("part", because, by_heading=True)
    return None


def _carried(measure: Measure, passage: Passage, text: str, places: Places | None) -> Scoped | None:
    """The place that the whole report, or this part of it, is about."""
    if places is None or _COUNTY_NAMED.search(text, passage.sentence[0], measure.end):
        return None
    return places.before(measure.start)


def _blank_brackets(text: str) -> str:
    """A text of the same length, with blanks inside its brackets."""
    return _BRACKET.sub(lambda match: "(" + " " * (len(match.group()) - 2) + ")", text)

"""Period, scope and status of a figure, and the words that name its object."""

from __future__ import annotations

import re
from collections.abc import Sequence

from county_reports.extraction.passages import Passage
from county_reports.extraction.quantities import Measure
from county_reports.model import Scope, Status

_RATE = re.compile(
    r"(?:每[人户生名村亩个家年月周天度只头吨张人次]|人均|户均|亩均|村均|生均|按(?:照)?(?=[每人户]))[^,。;]{0,14}$|标准(?!化)[^,。;]{0,6}$"
)
_RATE_STOCK = re.compile(r"(?:可支配收入|人均年?收入|纯收入|生产总值|面积|人均达|预期寿命)")
_RULE = re.compile(r"(?:不得|必须|原则上|要求|规定|控制在|不低于|不少于|不超过)[^,。;]{0,10}$")
_RULE_AFTER = re.compile(r"\s?(?:以内|以下)|元?标准|/[人户年月生]")
_OTHER = re.compile(
    r"(?:全国|全省|全区(?=平均)|全市(?=平均)|省均|国家平均|全省平均|省下达|周边)[^,。;]{0,12}$"
)

# A place or firm by its own name: 路西村, 白地镇, 泌阳亿龙食品有限公司; never 贫困村, 全县22个乡镇, 农村.
_NAMED_PLACE = re.compile(
    r"(?:(?<=[\n,。;:!?(“、 县])|(?<=^)|(?<=如)|(?<=像)|(?<=位于)|(?<=[在以]))"
    r"(?P<place>[一-鿿]{2,4}(?:村|镇|乡(?!村)|社区|街道|小区)"
    r"(?![一-鿿]{0,2}(?:级|民|卫|医|校|干|两委|组|集体|庄|容))"
    r"|[一-鿿]{2,14}(?:公司|合作社|敬老院|托养中心))"
)
# 该村, 他家: a village or a household that a newspaper tells of; 示范村: a choice of villages.
_ONE_PLACE = re.compile(
    r"(?:该|全|本)(?:村|镇|乡|组|社区|合作社|公司|企业)(?!庄|级|容|民)|村里|[他她]家|自家|为示范村"
)
_WHOLE_COUNTY = re.compile(r"全[县区市旗州]|我[县区]")
# Characters of everyday words (全县, 每个, 贫困, 按照, 引导): none of them stands in a proper name here.
_EVERYDAY = (
    "全各每该本驻到进入下农包所贫困脱出美丽扶帮建设改完行政自然重个级的和与为对一二三四五六七八九十"
    "多等有及类就业带动基层通过涉退示标组织非按照据由从向将把被让给而且其此我他们是不同并相邻周边偏远"
    "城郊整逐或者工引协合作"
)
_GENERIC_PLACE = re.compile(rf"[{_EVERYDAY}]|省定|县直|龙头")
_GENERIC_FIRM = re.compile(
    r"[的家各等由与和及]|引进|龙头|带动|通过|组织|引导|扶持|培育|发展|专业合作"
)

_PLANNED_BESIDE = re.compile(
    r"(?:(?<!模)拟|预计?(?=脱贫|退出|出列|摘帽|减贫)|计划(?!生育|资金)|力争|争取(?=脱贫|实现|到)|"
    r"将(?=实现|投入|新建|建成|完成|安排)|目标|预期|规划(?=投资|建设|总|搬迁)|任务数)"
    r"[^,。;]{0,16}$"
)
_PLANNED_SENTENCE = re.compile(r"(?:今年|本年|年内|明年)(?:计划|预|拟|将|力争|确保)")
_PLANNED_AFTER = re.compile(
    r"[^,。;、\d]{0,4}(?:拟脱贫|计划脱贫|预脱贫|拟退出)|的[^,。;、\d]{0,8}(?:三年)?(?:规划|计划)(?!生育)"
)
_PLANNED_HEADING = re.compile(
    r"(?:工作安排|工作计划|下一步|工作打算|今后|目标任务|明年|计划安排|工作思路)"
)
_DONE = re.compile(r"(?:已|完成|实现了|累计)")


_RATED = frozenset({"CNY", "percent", "person", "year", "day", "times", "mu", "count", "kg"})
"""Units in which a rule or a rate per head is stated."""


def _is_standard(measure: Measure, passage: Passage, text: str) -> bool:
    """Whether a figure is a rule or a rate: 每人220元标准, 户均不少于2000元, 5000元以内."""
    if measure.unit not in _RATED:
        return False
    left, own = text[passage.clause[0] : measure.start], passage.left_text(text)
    if _RATE.search(own if len(own) > 3 else left) and not _RATE_STOCK.search(left):
        return True
    if _RULE.search(left) and measure.unit in {"CNY", "percent", "year", "day"}:
        return True
    return bool(_RULE_AFTER.match(text, measure.end)) and measure.unit in {"CNY", "year"}


def _generic(place: str) -> bool:
    """Whether what looks like a name is everyday words: 贫困村, 农民专业合作社."""
    if place.endswith(("公司", "合作社")):
        return len(place) < 5 or _GENERIC_FIRM.search(place) is not None
    return place.endswith("乡村") or _GENERIC_PLACE.search(place[:-1]) is not None


def _is_part(measure: Measure, passage: Passage, text: str) -> bool:
    """Whether a figure is about one village, township, firm or household of the county."""
    sentence_left = text[passage.sentence[0] : measure.start]
    if _WHOLE_COUNTY.search(sentence_left):
        return False
    if _ONE_PLACE.search(sentence_left):
        return True
    named = any(
        not _generic(match.group("place")) for match in _NAMED_PLACE.finditer(sentence_left)
    )
    # 禾田居山谷、红岩岭等15条: the names are examples of the county's whole.
    return named and not passage.left_text(text).endswith("等")


def scope(measure: Measure, passage: Passage, text: str) -> Scope:
    """Whole county, a part of it, a rule or rate, or another place.

    `每人220元标准` is standard, `路西村…10万元` is part, `全省…` is other.
    """
    if measure.cell is not None:
        # a row tells of one project or place, the last one of all of them
        return "county" if measure.cell.total or not measure.cell.column.title else "part"
    if _is_standard(measure, passage, text):
        return "standard"
    if _OTHER.search(text[passage.clause[0] : measure.start]):
        return "other"
    return "part" if _is_part(measure, passage, text) else "county"


def status(measure: Measure, passage: Passage, headings: Sequence[str], text: str) -> Status:
    """Reported, or planned: 拟脱贫10户 and everything under 下一步工作安排 is planned."""
    left = text[passage.clause[0] : measure.start]
    if _PLANNED_BESIDE.search(left) or _PLANNED_AFTER.match(text, measure.end):
        return "planned"
    before = text[passage.sentence[0] : measure.start]
    if _PLANNED_SENTENCE.search(before) and not _DONE.search(before):
        return "planned"
    if any(_PLANNED_HEADING.search(title) for title in headings) and not _DONE.search(left):
        return "planned"
    return "reported"


_EDGE = re.compile(r"^[的了着、和与及并,\s\"”“)]+|[的了为是有达到约近共计至:、,\s\"“(]+$")
_FIGURE_AT_END = re.compile(r"\d[\d.,]*[余多]?[万亿]?[余多]?[户家个人]?[、,]?$")
_AFTER_VERB = re.compile(r"(?:用于|实现|达到|参加|进行|开展|完成|全部|已|都|均|从|由|到|在)")


def object_words(measure: Measure, passage: Passage, text: str) -> str | None:
    """The words that name what is counted: after a classifier (93支 + 驻村工作队), else before."""
    if measure.cell is not None:
        return " ".join(filter(None, (measure.cell.row, measure.cell.column.title))) or None
    right = passage.right_text(text)
    if measure.unit not in {"CNY", "percent", "km", "mu", "m2", "km2"} or not passage.left_text(
        text
    ):
        noun = _EDGE.sub("", _AFTER_VERB.split(right, maxsplit=1)[0])
        noun = re.split(r"[()“”]", noun, maxsplit=1)[0]
        if 1 < len(noun) <= 20:
            return noun
    # Of two figures that share their words (已脱贫63153户215796人) the words end at the first.
    left = _EDGE.sub("", _FIGURE_AT_END.sub("", passage.left_text(text)))
    left = re.split(r"[()“”]", left)[-1] or left
    return left[-20:] or None

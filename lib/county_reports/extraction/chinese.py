"""Measures in Chinese numerals: 一名县级领导, 两年, 三轮测评, 十项指标, 近万名, 六成, 百分之三点五.

Most Chinese numerals in these reports count nothing (一户一策, 一系列, 一个), so a numeral is a
measure only when a classifier follows that counts, and the indefinite uses are set aside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import cast

from county_reports.extraction.bounds import bound_of
from county_reports.extraction.numerals import chinese_number, chinese_precision, magnitude_of
from county_reports.extraction.quantities import Measure, scaled
from county_reports.extraction.setaside import Claims, SetAside
from county_reports.extraction.units import counted_ahead, unit_table, village_or_township
from county_reports.model import Bound

_DIGIT = "零〇一二两三四五六七八九"
_NUMERAL = rf"[{_DIGIT}十百千万亿半廿卅]+(?:点[{_DIGIT}]+)?"

# A classifier that counts when a Chinese numeral stands before it.
_COUNTING = (
    "万元|亿元|元|个百分点|公里|千米|米|亩|公顷|吨|公斤|斤|倍|成(?!立|为|功|效|本|果|员|熟|就|长)|度(?=电)|"
    "人次|户次|批次|场次|名|位(?!一体|于|置)|人(?![均民才大])|户(?!均|一|籍)|家(?!庭|园|人|乡)|次(?!性|序|产)|轮(?!车)|期(?!间)|"
    "个多?月|个工作日|个贫困村|个行政村|个村|个乡镇|个街道|周年|年(?!级|代|度|均)|岁|天|小时|项|"
    "条(?!龙|件)|大类|类(?![似])|套|所|座|场|册|本(?!级|科|地)|支(?!部|书|出|持)|"
    "里(?=的?(?:山|路|地|远|外|水))|件|处|间|台|辆|栋|口井|头|只|株|棵|批(?=[^一-鿿]|次)|趟|级(?=脱贫|指挥|网络|服务|体系|物流)|"
    "大(?=行业|行动|产业|行动|体系|板块|工程)|个"
)

# 一个, 一种, 一批: indefinite, they set nothing apart from many.
_INDEFINITE = frozenset(
    [
        "个",
        "种",
        "条",
        "件",
        "场",
        "片",
        "支",
        "批",
        "套",
        "座",
        "本",
        "级",
        "大",
        "家",
        "位",
        "期",
        "处",
        "间",
        "台",
        "步",
        "类",
        "所",
        "人",
        "户",
        "年",
        "天",
        "轮",
    ]
)
_ABSTRACT = re.compile(
    r"(?:问题|环节|阶段|层面|过程|角度|台阶|水平|样板|亮点|缩影|重要|关键|目标|共同|新|大)"
)


# Units that only stand after Chinese numerals, or count otherwise there: 三轮测评 is three times.
_SPOKEN_UNITS = {
    "个村": ("village", "个"),
    "个贫困村": ("village", "个"),
    "个行政村": ("village", "个"),
    "个乡镇": ("township", "个"),
    "个街道": ("township", "个"),
    "个多月": ("month", "个月"),
    "轮": ("times", "轮"),
    "大": ("count", "大"),
    "大类": ("count", "大类"),
    "级": ("count", "级"),
    "批": ("count", "批"),
    "口井": ("count", "口"),
}


_WITH_NOUN = frozenset({"个村", "个贫困村", "个行政村", "个乡镇", "个街道", "口井"})
"""Units of the pattern that end in their noun."""


@dataclass(frozen=True, slots=True)
class ChineseReading:
    """What was found in Chinese numerals: measures and set-aside numerals."""

    measures: tuple[Measure, ...]
    set_aside: tuple[SetAside, ...]


@cache
def _candidates() -> re.Pattern[str]:
    return re.compile(
        r"(?P<ratio>百分之(?P<hundredth>[零〇一二两三四五六七八九十百点]+)|千分之(?P<thousandth>[一二三四五六七八九十点]+)"
        rf"|(?P<below>[{_DIGIT}十百]+)分之(?P<above>[{_DIGIT}十]+))"
        # 两三个村, 三五百元, 十几万元: two neighbouring digits are a range, never 23
        rf"|(?P<from>[一两二三四五六七八])(?P<upto>[二两三四五六七八九])(?P<step>[十百千万]*)(?P<near_unit>{_COUNTING})"
        rf"|(?P<teens>[二三四五六七八九]?十)几(?P<teens_scale>[百千]?[万亿]?)(?P<teens_unit>{_COUNTING})"
        r"|(?P<doubled>翻(?P<times>[一两二三四])番)"
        r"|(?P<vague>(?:上|数|好几|几)(?P<round>[十百千万亿]+))(?P<vague_tail>余|多)?"
        rf"(?P<vague_unit>{_COUNTING})"
        rf"|(?P<number>{_NUMERAL})(?P<more>[余多来几])?(?P<scale>[万亿])?(?P<more_after>[余多])?"
        rf"(?P<unit>{_COUNTING})"
        r"|(?P<zero>(?<=为|至|到)零(?=[,。;、)]|$))"
        rf"|(?P<rest>[{_DIGIT}十百千万亿廿卅]+)"
    )


def _ratio(match: re.Match[str]) -> tuple[Decimal, str, Decimal] | None:
    if match["hundredth"]:
        value = chinese_number(match["hundredth"])
        return None if value is None else (value, "percent", chinese_precision(match["hundredth"]))
    if match["thousandth"]:
        value = chinese_number(match["thousandth"])
        return None if value is None else (value / 10, "percent", Decimal("0.1"))
    below, above = chinese_number(match["below"]), chinese_number(match["above"])
    if not below or above is None:
        return None
    return above / below, "multiple", Decimal("0.01")


def _bound(text: str, start: int, end: int, inside: str) -> Bound:
    return bound_of(text[max(0, start - 12) : start], inside, text[end : end + 10])


def _is_indefinite(text: str, match: re.Match[str]) -> bool:
    """一个穷山村, 一次全面检验, 一支队伍: one that does not count."""
    if match["number"] != "一" or match["more"]:
        return False
    unit, start, end = match["unit"], match.start(), match.end()
    before = text[max(0, start - 10) : start]
    if unit == "次":
        return not re.search(r"每[^,。;]{0,8}$", before)
    if unit == "项":
        return not re.search(r"(?:仅此|单列|其中)$", before)
    if unit == "件":
        return True
    return unit in _INDEFINITE or bool(_ABSTRACT.match(text, end) and unit != "名")


def _measure(text: str, match: re.Match[str]) -> Measure | None:
    if match["ratio"]:
        return _share(text, match)
    if match["zero"]:
        return _zero(text, match)
    if match["doubled"]:
        value = Decimal(2) ** int(chinese_number(match["times"]) or 1)
        return Measure(*match.span(), "chinese", value, None, "multiple", "番", "exact", Decimal(1))
    if match["from"] or match["teens"]:
        return _approximate(text, match)
    return _count(text, match)


def _share(text: str, match: re.Match[str]) -> Measure | None:
    """百分之三点五, 千分之二, 三分之一."""
    start, end = match.span()
    ratio = _ratio(match)
    if ratio is None:
        return None
    value, unit, precision = ratio
    bound = _bound(text, start, end, "")
    return Measure(start, end, "chinese", value, None, unit, None, bound, precision)


def _zero(text: str, match: re.Match[str]) -> Measure:
    """漏评率为零, 贫困发生率下降为零: a rate; 均为零: a count."""
    start, end = match.span()
    rate = re.search(r"率[^,。;]{0,14}$", text[max(0, start - 20) : start])
    return Measure(start, end, "chinese", Decimal(0), None, "percent" if rate else "count", None,
                   "exact", Decimal(1))  # fmt: skip


def _count(text: str, match: re.Match[str]) -> Measure | None:
    """三轮, 两万余户, 上百个, 数千人: a numeral and what it counts."""
    start, end = match.span()
    bound: Bound = "over"
    if match["vague"]:
        # at least so many; the word before is the bound
        start = match.start("round")
        number, inside, written = match["round"], match["vague_tail"] or "", match["vague_unit"]
    else:
        number, written = match["number"], match["unit"]
        inside = (match["more"] or "") + (match["more_after"] or "")
        bound = _bound(text, start, end, inside)
        # 近三年 is the three years up to now and no bound.
        if written in {"年", "天", "个多月"} and text[start - 1 : start] == "近":
            bound = "exact"
    value_of = chinese_number(number)
    # 单位:万元, 万元户: a magnitude and 元 without a number are a unit, not an amount.
    if value_of is None or (written == "元" and number in _BARE and bound == "exact"):
        return None
    scale = {"万": 10**4, "亿": 10**8}.get(match["scale"] or "", 1)
    value, precision = value_of * scale, chinese_precision(number) * scale
    if number in {"万", "千", "百"} and bound == "exact":
        bound = "about"
    canonical, classifier, factor = _unit(written, text[end : end + 18])
    return Measure(start, end, "chinese", scaled(value, factor), None, canonical, classifier, bound,
                   scaled(precision, factor))  # fmt: skip


_BARE = frozenset({"万", "亿", "百万", "千万"})


def _approximate(text: str, match: re.Match[str]) -> Measure | None:
    """两三个 (2 to 3, about) and 十几万元 (over 100000)."""
    start, end = match.span()
    if match["teens"]:
        number = chinese_number(match["teens"])
        step = magnitude_of(match["teens_scale"])
        written, bound, upper = match["teens_unit"], "over", None
    else:
        number, upper = chinese_number(match["from"]), chinese_number(match["upto"])
        step = magnitude_of(match["step"])
        written, bound = match["near_unit"], "about"
        # 一二 and 三五 run upwards; 二一 is a position (二一九 is read elsewhere)
        if number is None or upper is None or not 1 <= upper - number <= 2:
            return None
    if number is None:
        return None
    canonical, classifier, factor = _unit(written, text[end : end + 18])
    by = factor * step
    return Measure(start, end, "chinese", scaled(number, by),
                   None if upper is None else scaled(upper, by), canonical, classifier,
                   cast("Bound", bound), scaled(Decimal(1), by))  # fmt: skip


def _unit(written: str, following: str) -> tuple[str, str, Decimal]:
    magnitude = {"万元": 10**4, "亿元": 10**8}.get(written)
    if magnitude:
        return "CNY", "元", Decimal(magnitude)
    if written == "个":
        return village_or_township(following) or "count", "个", Decimal(1)
    if written in _SPOKEN_UNITS:
        canonical, classifier = _SPOKEN_UNITS[written]
        return canonical, classifier, Decimal(1)
    unit = unit_table()[written]
    return unit.canonical, written, unit.factor


def _span(match: re.Match[str]) -> tuple[int, int]:
    """The span of a figure: 个 of 个贫困村 and 口 of 口井 are inside, the noun is not (GUIDE)."""
    start = match.start("round") if match["vague"] else match.start()
    units = (match["unit"], match["vague_unit"], match["near_unit"], match["teens_unit"])
    written = next((unit for unit in units if unit), "")
    noun = len(written) - 1 if written in _WITH_NOUN else 0
    return start, match.end() - noun


def _bare_count(text: str, match: re.Match[str]) -> Measure | None:
    """A numeral without classifier that its noun lets count: 三千五百 + 贫困群众 is person."""
    numeral = match["rest"] or ""
    unit = counted_ahead(text[match.end() : match.end() + 12])
    value = chinese_number(numeral) if unit and _plain_count(numeral) else None
    if value is None:
        return None
    bound = _bound(text, match.start(), match.end(), "")
    return Measure(match.start(), match.end(), "chinese", value, None, unit, None, bound,
                   chinese_precision(numeral))  # fmt: skip


def find_chinese_measures(text: str, claims: Claims) -> ChineseReading:
    """Measures in Chinese numerals of a folded text, and the numerals that count nothing.

    `抽调业务骨干组成三个督查组` gives 3 count; `一系列措施` is set aside.
    """
    measures: list[Measure] = []
    rest: list[SetAside] = []
    for match in _candidates().finditer(text):
        start, end = _span(match)
        if not claims.free(start, end):
            continue
        if match["rest"]:
            measure = _bare_count(text, match)
        elif match["number"] and _is_indefinite(text, match):
            measure = None
        else:
            measure = _measure(text, match)
        if measure is None:
            claims.take(start, match.end())
            rest.append(SetAside(start, match.end(), "slogan", "chinese"))
        else:
            claims.take(start, end)
            measures.append(replace(measure, start=start, end=end))
    return ChineseReading(tuple(measures), tuple(rest))


def _plain_count(numeral: str) -> bool:
    """两万, 三千五百 before 贫困人口 count; 一 and 千 in 千家 do not."""
    return len(numeral) >= 2 and numeral[-1] in "十百千万亿" and numeral[0] in _DIGIT

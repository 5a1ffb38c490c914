"""Dates in all their forms, and the period each one names.

`截止2019年12月底` names 2019-12, `2014-2019年` 2014/2019, `6月11—12日` a month whose year the report
gives. A duration (连补3年, 26年) is no date: it is a measure in the unit year.
"""

from __future__ import annotations

import re
from functools import cache

from county_reports.extraction.numerals import DIGITS

_YEAR = r"(?:19|20)\d{2}"
_DASH = r"\s*(?:[-—~]{1,2}|至|到)\s*"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_PART = r"(?:底|初|末|中|份|度|上旬|中旬|下旬|上半年|下半年|前三季度|年底|年初|年末)"
_CHINESE_YEAR = r"[一二][〇零九][〇零一二三四五六七八九]{2}"
_CHINESE_SMALL = r"[一二三四五六七八九十]{1,3}"

DATE_PATTERN = (
    # 2018年11月28日, 2020年6月11日—12日, 2016年12月3日至10日
    rf"{_YEAR}年{_MONTH}月{_DAY}日?(?:{_DASH}(?:{_MONTH}月)?{_DAY}日)?(?:[上下]午)?"
    rf"|{_YEAR}年{_MONTH}月?{_DASH}{_MONTH}月(?:{_PART})?"
    rf"|{_YEAR}年{_MONTH}月(?:{_PART})?"
    # 2014-2019年, 2015年—2019年, 2019—2020年
    rf"|{_YEAR}年?度?{_DASH}{_YEAR}年(?:{_PART})?"
    rf"|{_YEAR}{_DASH}(?:\d{{2}})年(?:{_PART})?"
    rf"|{_YEAR}年第?[一二三四1-4](?:{_DASH}[一二三四2-4])?季度"
    rf"|{_YEAR}年(?:{_PART})?"
    rf"|{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}(?!\d)(?:\s\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?"
    rf"|{_YEAR}{_DASH}{_YEAR}(?![\d.])"
    rf"|{_MONTH}月{_DAY}日?(?:{_DASH}(?:{_MONTH}月)?{_DAY}日)(?:[上下]午)?"
    rf"|{_MONTH}月{_DAY}日(?:[上下]午)?"
    rf"|{_MONTH}{_DASH}{_MONTH}月(?:{_PART})?"
    rf"|{_MONTH}月(?:{_PART})?(?!亮)"
    rf"|[1-4]{_DASH}[2-4]季度|第?[1-4]季度"
    rf"|{_DAY}日?{_DASH}{_DAY}日|{_DAY}日(?![均产处常用子元])"
    r"|(?:[01]?\d|2[0-4])[:时](?:[0-5]\d)分?(?!\d)"
    r"|\d{2}年代"
)
"""Dates in Arabic digits; the caller guards that no digit stands right before."""

CHINESE_DATE_PATTERN = (
    rf"{_CHINESE_YEAR}年(?:{_CHINESE_SMALL}月(?:{_CHINESE_SMALL}日)?)?(?:{_PART})?"
    rf"|今明两年|[今去前]年(?={_CHINESE_SMALL}月)|(?<=[今去前]年){_CHINESE_SMALL}月(?:份|底|初)?"
    rf"|(?<![个\d]){_CHINESE_SMALL}月(?:{_CHINESE_SMALL}日|份|底|初|上旬|中旬|下旬)"
    r"|[一二三四]季度|前[一二三]个?季度|[上下]半年|前半年|“?十[一二三四]五”?(?:规划)?|二十一世纪|[一二三四五六七八九]十年代"
)

BARE_YEAR = re.compile(rf"(?<![\d.+])(?<!\d,){_YEAR}(?![\d.%+]|,\d{{3}})")
"""A year without 年 (《隆回县2019脱贫摘帽…》 2020春风行动); only where no unit follows."""

_FULL = re.compile(rf"({_YEAR})")
_YEAR_MONTH = re.compile(rf"({_YEAR})[年/.-]({_MONTH})(?:月|[/.-])")
_YEAR_SPAN = re.compile(rf"({_YEAR})年?度?{_DASH}({_YEAR}|\d{{2}}(?=年))")
_PLANS = {"十五": 2001, "十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021}
_PLAN_NAME = re.compile(r"十[一二三四]?五")
CHINESE_PLAN = re.compile(r"十[一二三四]?五(?:规划|时期|期间)?")
"""A five-year plan by its name, as it stands in quotation marks: “十三五”."""
_WITHIN_YEAR = re.compile(r"[月季]|半年")
_MONTH_ONLY = re.compile(rf"^({_MONTH})月")


def _chinese_year(text: str) -> str:
    return "".join(str(DIGITS.get(character, character)) for character in text)


@cache
def _is_chinese_year() -> re.Pattern[str]:
    return re.compile(_CHINESE_YEAR)


def period_of(text: str) -> str | None:
    """The period that a date names: 2019, 2019-12, 2014/2019; None when it names no year.

    >>> period_of("2014-2019年"), period_of("2018年10月底"), period_of("6月11日")
    ('2014/2019', '2018-10', None)
    """
    match = _is_chinese_year().match(text)
    if match:
        text = _chinese_year(match.group()) + text[match.end() :]
    plan = _PLAN_NAME.search(text)
    if plan:
        # “十三五”期间: five years, from 2016 to 2020.
        first_year = _PLANS[plan.group()]
        return f"{first_year}/{first_year + 4}"
    span = _YEAR_SPAN.search(text)
    if span:
        first, last = span.groups()
        return f"{first}/{last if len(last) == 4 else first[:2] + last}"
    month = _YEAR_MONTH.search(text)
    if month:
        return f"{month.group(1)}-{int(month.group(2)):02d}"
    year = _FULL.search(text)
    return year.group(1) if year else None


def is_month(text: str) -> bool:
    """Whether a date without a year names a part of one: 3月上旬, 1-6月, 一季度; 15日 alone does not."""
    return _WITHIN_YEAR.search(text) is not None


def month_of(text: str) -> int | None:
    """The month of a date without a year (3月上旬 is 3), None for anything else."""
    match = _MONTH_ONLY.match(text)
    return int(match.group(1)) if match else None

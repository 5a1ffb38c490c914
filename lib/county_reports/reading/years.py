"""The year that a report is about, and dates as they are printed on pages.

A year in the title decides; then the headings (2020年工作开展情况, 2021年工作安排 is about 2020), then
the latest year that the text reports on and does not only aim at (到2020年实现 is an aim), then, for
a text of 今年, the year it was published in. Without any of these the year is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_YEAR = r"(?P<year>20(?:0\d|1\d|2\d))"
_PLAN = r"(?:工作)?(?:计划|打算|安排|思路|要点|目标|任务|重点)"
_REPORT = r"(?:总结|情况|汇报|报告|述职|成效|完成|开展|回顾|进展|见闻|纪实|公报)"
_TITLE_REPORT = re.compile(rf"{_YEAR}(?:年度?|\s)[^年\d]{{0,24}}?{_REPORT}")
_TITLE_YEAR = re.compile(rf"(?<!\d){_YEAR}(?:年|年度)(?![^年]{{0,12}}{_PLAN})")
_HEADING_REPORT = re.compile(rf"{_YEAR}年度?(?![^年]{{0,14}}{_PLAN}).{{0,16}}{_REPORT}")
_HEADING_PLAN = re.compile(rf"{_YEAR}年度?[^年]{{0,12}}{_PLAN}")
_NAMED = re.compile(rf"(?<![\d.]){_YEAR}(?=年|[-./](?:0?[1-9]|1[0-2])[-./])")
_FUSED = re.compile(r"(?<![\d.])(?P<year>201[2-9]|202[0-2])(?=\d{2,8}[个户人名万亿日月.%])")
# 到2020年, 力争2020年, 2019-2020年规划: a year that is aimed at, and a year of a law or document.
_AIMED_BEFORE = re.compile(
    r"(?:[由从自]|(?<![截达收接得年高升加少低降\d])到|力争|确保|争取"
    r"|计划|预计|拟于?|将在|规划|目标|(?<![截止年度月底末\d])至|[〔\[(（《])[^,。;\d]{0,4}$"
)
_AIMED_AFTER = re.compile(
    # 2020年是收官之年; 2014年以来, 由2014年的: where the telling begins, not what it is about
    r"年?(?:是|[^,。;\d]{0,12}?以来|开始|起|至今)|年可"
    r"|年(?:年?底|末|[1-9]月底|1[0-2]月底)?(?:之?前|,?要|,?将|,?拟|,?计划|,?预[计脱]|力争|确保|实现|全面|如期|与?全国"
    r"|(?:度|的)?(?:目标|规划|任务|工作?(?:计划|打算|安排|要点|思路|重点)))"
)
_PRESENT = re.compile(r"截[至止]到?[^,。;\d]{0,4}$")
_THIS_YEAR = re.compile("今年|本年度")
# 至2016年底已脱贫1024户 tells, 至2020年底实现… aims.
_REACHED = re.compile(r"年(?:年?[底末]|\d{1,2}月底?),?[^,。;\d]{0,6}(?:已|累计|共有|完成了?\d)")
_LOOKING_BACK = 3
"""Months of a year in which reports on the year before come out."""
_DATE = re.compile(
    r"(?<!\d)(?P<y>20\d\d)(?:\s?年\s?|[-/.])(?P<m>\d{1,2})(?:\s?月\s?|[-/.])(?P<d>\d{1,2})(?!\d)"
)
_URL_DATE = re.compile(
    r"/(?P<y>20\d\d)(?:[/-](?P<m>\d{1,2})|(?P<mm>\d\d))[/-](?P<d>\d{1,2})(?=[/_.])"
    r"|/t?(?P<y2>20\d\d)(?P<m2>\d\d)(?P<d2>\d\d)(?=[/_.])"
)


def find(
    text: str, title: str | None, headings: Sequence[str], published: str | None = None
) -> int | None:
    """The year of a report, e.g. 2019; None when nothing tells.

    Args:
        text: the folded text without page furniture.
        title: its title, when there is one.
        headings: the lines of its headings.
        published: date of publication, YYYY-MM-DD; no report is about a later year.
    """
    latest = int(published[:4]) if published else 2100
    for pattern, sources, shift in (
        (_TITLE_REPORT, [title or ""], 0),
        (_TITLE_YEAR, [title or ""], 0),
        (_HEADING_REPORT, headings, 0),
        (_HEADING_PLAN, headings, -1),
    ):
        years = [y + shift for y in _years(pattern, sources) if y + shift <= latest]
        if years:
            return max(years)
    named = _latest_reported(text, latest)
    if published and _THIS_YEAR.search(text):
        # 今年 is the year of writing, but a page of the first months looks back on a whole year.
        looks_back = named == latest - 1 and int(published[5:7]) <= _LOOKING_BACK
        return named if looks_back else latest
    if named and _THIS_YEAR.search(text) and _told_as_past(text, named):
        return named + 1
    return named


def _told_as_past(text: str, year: int) -> bool:
    """Whether a text of 今年 speaks of a year as over: 至2016年底已脱贫…,今年计划…; 去年…,今年…."""
    return "去年" in text or re.search(rf"至{year}年(?:年?底|末)", text) is not None


def _years(pattern: re.Pattern[str], sources: Iterable[str]) -> list[int]:
    return [int(match["year"]) for source in sources for match in pattern.finditer(source)]


def _latest_reported(text: str, latest: int) -> int | None:
    """The latest year that the text tells of: 2014年…, 截至2018年底…, 到2020年实现… is 2018."""
    reported: set[int] = set()
    for match in _NAMED.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        present = _PRESENT.search(before) or _REACHED.match(text, match.end())
        aimed = _AIMED_BEFORE.search(before) or _AIMED_AFTER.match(text, match.end())
        if present or not aimed:
            reported.add(int(match["year"]))
    # 完成了201631个村: years that only stand in fused digits are the last to be asked.
    for years in (reported, {int(match["year"]) for match in _FUSED.finditer(text)}):
        known = [year for year in years if year <= latest]
        if known:
            return max(known)
    return None


def date_in(text: str) -> str | None:
    """The first full date in a line as YYYY-MM-DD: ``2018年11月28日`` is ``2018-11-28``."""
    for match in _DATE.finditer(text):
        date = _iso(match["y"], match["m"], match["d"])
        if date:
            return date
    return None


def date_in_url(url: str) -> str | None:
    """The date in an address: ``/content/2018/11/28/6419832.html`` is ``2018-11-28``."""
    for match in _URL_DATE.finditer(url):
        if match["y"]:
            date = _iso(match["y"], match["m"] or match["mm"], match["d"])
        else:
            date = _iso(match["y2"], match["m2"], match["d2"])
        if date:
            return date
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return None

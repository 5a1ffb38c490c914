"""The year that a report is about, and dates as they are printed on pages.

A year in the title decides; then the headings (2020年工作开展情况, 2021年工作安排 is about 2020), then
the latest 截至…年底, then the year that is named most, then, for a text of 今年, the year it was
published in. Without any of these the year is unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_YEAR = r"(?P<year>20(?:0\d|1\d|2\d))"
_PLAN = r"(?:工作)?(?:计划|打算|安排|思路|要点|目标|任务|重点)"
_REPORT = r"(?:总结|情况|汇报|报告|述职|成效|完成|开展|回顾|进展|见闻|纪实|公报)"
_TITLE_REPORT = re.compile(rf"{_YEAR}(?:年度?|\s)[^年\d]{{0,24}}?{_REPORT}")
_TITLE_YEAR = re.compile(rf"(?<!\d){_YEAR}(?:年|年度)(?![^年]{{0,12}}{_PLAN})")
_HEADING_REPORT = re.compile(rf"{_YEAR}年度?(?![^年]{{0,14}}{_PLAN}).{{0,16}}{_REPORT}")
_HEADING_PLAN = re.compile(rf"{_YEAR}年度?[^年]{{0,12}}{_PLAN}")
_AS_OF = re.compile(rf"截[至止]到?{_YEAR}年(?:年?[底末]|1[0-2]月|[1-9]月)")
_NAMED = re.compile(rf"(?<!\d){_YEAR}(?=年)")
_FUSED = re.compile(r"(?<![\d.])(?P<year>201[2-9]|202[0-2])(?=\d{2,8}[个户人名万亿日月.%])")
_THIS_YEAR = re.compile("今年|本年度")
_PLANNED = re.compile(r"计划|拟|力争|打算|下一步|将")
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
        (_AS_OF, [text], 0),
    ):
        years = [y + shift for y in _years(pattern, sources) if y + shift <= latest]
        if years:
            return max(years)
    named = _most_named(text, latest)
    if named is None and published and _THIS_YEAR.search(text):
        return latest
    return named


def _years(pattern: re.Pattern[str], sources: Iterable[str]) -> list[int]:
    return [int(match["year"]) for source in sources for match in pattern.finditer(source)]


def _most_named(text: str, latest: int) -> int | None:
    votes: Counter[int] = Counter()
    for match in _NAMED.finditer(text):
        behind = text[match.end() : match.end() + 12]
        votes[int(match["year"])] += 1 if _PLANNED.search(behind) else 3
    for match in _FUSED.finditer(text):
        votes[int(match["year"])] += 1
    for year in [year for year in votes if year > latest]:
        del votes[year]
    if not votes:
        return None
    most = max(votes.values())
    leaders = [year for year, count in votes.items() if count == most]
    return max(leaders) if len(leaders) == 1 or most > 1 else None


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

"""Period, scope and status of a figure, and the words that name its object."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from county_reports.extraction.dates import period_of
from county_reports.extraction.numerals import chinese_number
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

_THIS_YEAR = re.compile(r"今年|本年度|(?<![十百])年内|当年|(?<!\d)全年|(?<!\d)年末")
_LAST_YEAR = re.compile(r"去年|上年(?!同期)")
_NOW = re.compile(r"现有(?=建档|贫困|在册|脱贫)")
_SINCE = re.compile(r"(?:以来|开始|起(?![草来])|至今)")
_EARLIEST = 2000
"""A year before it (1947年建县) is history and is carried to no figure."""
_WIDE_SENTENCE = re.compile(r"[。!?\n]")
_YEARS_SINCE = re.compile(r"([二两三四五六七八九十])年(?:多)?来")
_LEAD = re.compile(
    r"((?:19|20)\d{2})年(?:以来|度|[^,。;\d]{0,12}(?:工作|情况|总结|报告|汇报))|今年|一年来|年内|全年"
)
_LEAD_LENGTH = 400
"""Characters of the opening in which 2019年以来 or 今年 sets the time of the whole report."""
_FELL_TO = re.compile(
    r"(?:降至|降到|下降到|下降至|降为|减少到|减至|降低到|增加到|提高到|增长到|上升到)[^,。;]{0,4}$"
)
_AGAINST = re.compile(r"(?:比|较|同比|占|与)[^,。;]{0,2}$")


@dataclass(frozen=True, slots=True)
class DateAt:
    """A date at its place in the folded text, with the period that it names."""

    start: int
    end: int
    period: str


class Calendar:
    """The dates of a report by place, for carrying a period to the figures that follow."""

    def __init__(self, dates: Sequence[DateAt], report_year: int | None, text: str = "") -> None:
        self._wide = [0, *(m.end() for m in _WIDE_SENTENCE.finditer(text)), len(text) + 1]
        lead = _LEAD.search(text[:_LEAD_LENGTH])
        self.lead: str | None = None
        if lead and report_year is not None:
            named = lead.group(1) or str(report_year)
            self.lead = named if named == str(report_year) else None
        self.lead_end = lead.end() if lead else 0
        # 去年以来 in a report on 2016 that was written in 2017: last year is the report's year.
        self.written_later = "去年" in text and "今年" not in text
        self._dates = sorted(dates, key=lambda date: date.start)
        self._starts = [date.start for date in self._dates]
        self.report_year = report_year

    def sentence_start(self, position: int) -> int:
        """Where the sentence begins that a period is carried through; 。 ends it, ; does not."""
        return self._wide[bisect_right(self._wide, position) - 1]

    def last_before(self, position: int, start: int) -> DateAt | None:
        """The last date that stands between a start and a position."""
        index = bisect_right(self._starts, position) - 1
        while index >= 0 and self._dates[index].start >= start:
            if self._dates[index].end <= position:
                return self._dates[index]
            index -= 1
        return None


def dates_at(places: Sequence[tuple[int, int]], text: str) -> list[DateAt]:
    """The dates among set-aside places that name a year."""
    found = []
    for start, end in places:
        period = period_of(text[start:end])
        if period and int(period[:4]) >= _EARLIEST:
            found.append(DateAt(start, end, period))
    return found


def stated_period(measure: Measure, text: str, calendar: Calendar) -> str | None:
    """The period that a figure's own sentence states, by a date or by words of time; else None.

    `2014年,全县…贫困发生率19.4%` is 2014; 去年 is the year before the report's.
    """
    year = calendar.report_year
    begin = calendar.sentence_start(measure.start)
    date = calendar.last_before(measure.start, begin)
    words = text[max(begin, date.end if date else 0) : measure.start]
    if year is not None:
        last_year = year - (not calendar.written_later)
        spoken = [
            (match.start(), resolved)
            for pattern, resolved in ((_LAST_YEAR, last_year), (_THIS_YEAR, year), (_NOW, year))
            if (match := _last(pattern, words)) and not _AGAINST.search(words[: match.start()])
        ]
        if spoken:
            return str(max(spoken)[1])
    span = _last(_YEARS_SINCE, words)
    if year is not None and span and not date:
        # 两年来共召开县委常委会议43次, in a report on 2018: 2017 and 2018.
        many = chinese_number(span.group(1))
        if many is not None and 2 <= many <= 10:
            return f"{year - int(many) + 1}/{year}"
    if date:
        # 由2014年的19.4%降至0.68%: what it fell to is of the report's time, not of the date before.
        if year is not None and _FELL_TO.search(words) and re.search(r"\d", words):
            return str(year)
        return _year_of(date, text, year)
    return None


def carried_period(
    measure: Measure, headings: Sequence[tuple[int, int]], text: str, calendar: Calendar
) -> str | None:
    """The period that the heading above or the report's opening gives to an undated figure.

    Under `2020年工作开展情况`, and after 2019年以来 at the beginning; else None.
    """
    for start, end in headings:
        inside = calendar.last_before(end, start)
        if inside:
            return _year_of(inside, text, calendar.report_year)
    return calendar.lead if measure.start > calendar.lead_end else None


def _year_of(date: DateAt, text: str, year: int | None) -> str:
    """The year or years that a date gives to a figure: 截止2018年10月底 is 2018, 2015年以来 2015/2020."""
    if "/" in date.period:
        return date.period
    named = date.period[:4]
    if year is not None and int(named) < year and _SINCE.match(text, date.end):
        return f"{named}/{year}"
    return named


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda match: match.start(), default=None)


def is_baseline(period_of_figure: str | None, report_year: int | None) -> bool:
    """Whether a period is that of the register's making (2013 to 2016) and before the report's."""
    if period_of_figure is None or report_year is None or "/" in period_of_figure:
        return False
    year = int(period_of_figure[:4])
    return 2013 <= year <= 2016 and year < report_year


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

"""The period of each figure: by a date or a word of time in its sentence, else carried.

A date at the beginning of a clause (`2019年,全县…`) sets the time for what follows until the next one
does; linguists call such words framing adverbials (M. Charolles, *Framing adverbials and their role
in discourse cohesion*, SEM 2005). A date that only describes its noun (`2014年的19.4%`) dates that
figure alone. What neither the sentence, the paragraph, the heading nor the title dates stays
undated.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from county_reports.extraction.dates import CHINESE_PLAN, is_month, period_of
from county_reports.extraction.numerals import chinese_number
from county_reports.extraction.quantities import Measure

_EARLIEST = 2000
"""A year before it (1947年建县) is history and dates no figure of a report."""
_FIRST_BASELINE, _LAST_BASELINE = 2013, 2016
"""Years in which the register of the poor was made."""
_MOST_YEARS_AGO = 10


class Dated(NamedTuple):
    """The period of a figure and the words that gave it, by their place in the folded text."""

    period: str | None
    because: str
    start: int = 0
    end: int = 0


UNDATED = Dated(None, "no date in the sentence, its paragraph, the heading or the title")


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A date or word of time at its place: `period` is the year or span that it names.

    `frames` when it sets the time for what follows, `own` when it only describes the next noun.
    """

    start: int
    end: int
    period: str | None
    frames: bool
    own: bool = False
    present: bool = False
    """Whether it only says that the report's own time is meant, as 目前 does."""


# 近年来, 多年来 name no period, but they end the time that a date before them set.
_SPOKEN = re.compile(
    r"(?P<this>今年(?:以来)?|本年度?|(?<![十百千数几两三四五六七八九\d])年内|"
    r"(?<![十百\d])全年(?!计划|任务|目标)|(?<![\d今去前当同])年[末底](?!前))"
    r"|(?P<same>当年|同年|该年)"
    r"|(?P<last>去年|上年(?!度?同期)|上一年)"
    r"|(?P<next>明年|来年)"
    r"|(?P<following>次年|翌年)"
    r"|(?P<now>截[至止]到?(?:目前|现在|今|当前)|现有(?=建档|贫困|在册|脱贫))"
    r"|(?P<present>(?:[至到])?目前|如今|现如今)"
    r"|近?(?P<count>[二两三四五六七八九十])(?P<more>余|多)?年(?:多)?(?:来|间|以来)"
    r"|近(?P<near>[两三四五六七八九十23456789])年(?!内)"
    r"|(?P<none>(?:近些?|多|历|这些|长)年(?:以?来)|长期以来|一直以来)"
)
_LINE_END = re.compile(r"\n")
_WIDE_SENTENCE = re.compile(r"[。!?\n]")
_CLAUSE_START = re.compile(
    r"(?:^|[,。;:!?\n“”()、 ])(?:[^,。;:!?\n\d“”()、 ]{0,4}?"
    r"(?:截[至止]到?|截|直?到|至|自从?|从|早?在|于|据|其中|仅|特别是|尤其是|县|市|区|旗|州)?)$"
)
_OWN = re.compile(r"(?:年?[底末初]|[上下]半年)?的(?![^,。;]{0,14}(?:基础上|时间|努力))")
_FROM = re.compile(r"[由从较比](?:上年|建档立卡)?$")
_SINCE = re.compile(
    r"”?(?:以来|开始|起(?![草来])|至今|到现在|[^,。;、\d]{1,18}?(?:以来|至今)(?!的))"
)
_FELL_TO = re.compile(
    r"(?:降至|降到|下降到|下降至|降为|减少到|减少至|减至|降低到|降低至|增加到|提高到|增长到|上升到|提升到|增至|升至|变为|缩小到)"
    r"[^,。;]{0,4}$"
)
_DURING = re.compile(r"”?(?:规划)?(?:期间|时期|以来|期内|间)")
# 1月7日,某镇举行…: a newspaper's day is the day of an event, and not the time of what it tells.
_DAY = re.compile(r"日")
_CHANGED_FROM = (
    re.compile(r"(?:由|从|自)[^,。;\d]{0,10}$"),
    re.compile(
        r"[^,。;\d]{0,6}?(?:降|减|下降|提高|提升|增|上升|缩小|扩大|发展)[^,。;\d]{0,3}(?:到|至|为)"
    ),
)
_ON_TOP = re.compile(r"在[^,。;\d]{0,3}$"), re.compile(r"[^,。;]{0,20}基础上")
_AGAINST = re.compile(r"(?:比|较|同比|占|与|和|同|相比|对比|超过)[^,。;\d]{0,3}$")
_COMPARED = re.compile(r"[^,。;]{0,3}(?:同期|相比|增[长加]|减少|下降|提高|翻)")
_SHARE_OF = re.compile(r"[^,。;\d%]{0,24}的?(?:比例|比重)?[为达]?\d[\d.]*%")
_LEAD = re.compile(
    r"((?:19|20)\d{2})年(?:以来|度|[^,。;\d]{0,12}(?:工作|情况|总结|报告|汇报))|今年|一年来|年内|全年(?!计划|任务|目标)"
)
_LEAD_LENGTH = 400
"""Characters of the opening in which 2019年以来 or 今年 sets the time of the whole report."""
_FIRST_PROSE = re.compile(r"^[^\n]*[,。][^\n]*(?:[。]|\Z)", re.MULTILINE)
_AT_ONCE = 16
"""Characters after which a date still stands at the beginning of a text."""
_TITLE = re.compile(r"(?<!\d)(?P<year>20[012]\d)年")


def years_in(numeral: str) -> int:
    """How many years 三 or 3 are; 0 for a numeral that is not understood."""
    value = Decimal(numeral) if numeral.isdecimal() else chinese_number(numeral)
    return int(value or 0)


def _plain_year(period: str) -> str:
    """A month named by a date is reported by its year: 2019-12 is 2019."""
    return period if "/" in period else period[:4]


def _dated(word: TimeWord, because: str) -> Dated:
    return Dated(word.period, because, word.start, word.end)


def _closed(between: str) -> bool:
    """Whether the bracket that a date stands in has been closed before the figure."""
    return between.count(")") > between.count("(")


class Timeline:
    """All dates and words of time of a report, resolved by the year that the report is about.

    Args:
        text: the folded text.
        dates: places of the dates that were set aside.
        report_year: the report's year; words such as 今年 stay unresolved without it.
        title: the report's title; a year in it dates what nothing else dates.
        first_heading: where the first section begins: only what stands before it opens the report,
            so that sections can stand in any order.
    """

    def __init__(
        self,
        text: str,
        dates: Sequence[tuple[int, int]],
        report_year: int | None,
        title: str | None = None,
        first_heading: int | None = None,
    ) -> None:
        self.text = text
        self.year = report_year
        self._sentences = [0, *(m.end() for m in _WIDE_SENTENCE.finditer(text)), len(text) + 1]
        self._lines = [0, *(m.end() for m in _LINE_END.finditer(text)), len(text) + 1]
        # 去年 in a report on 2016 that never says 今年 was written in 2017: it is the report's year.
        self._written_later = "去年" in text and "今年" not in text
        self.words = self._find(dates)
        self._starts = [word.start for word in self.words]
        opening = _LEAD_LENGTH if first_heading is None else min(_LEAD_LENGTH, first_heading)
        self.opening = self._opening(title, opening)

    def _find(self, dates: Sequence[tuple[int, int]]) -> list[TimeWord]:
        places: list[tuple[int, int, re.Match[str] | None]] = [(s, e, None) for s, e in dates]
        places += [(m.start(), m.end(), m) for m in _SPOKEN.finditer(self.text)]
        words: list[TimeWord] = []
        current: str | None = None
        paragraph = 0
        for start, end, spoken in sorted(places, key=lambda place: place[:2]):
            if words and start < words[-1].end:
                continue
            # 3月上旬 and 当年 look back within their paragraph: sections can stand in any order
            line = bisect_right(self._lines, start)
            if line != paragraph:
                current, paragraph = None, line
            named = self._spoken(spoken, current) if spoken else self._date(start, end, current)
            if named is None:
                continue
            period = named or None
            frames = self._frames(start, end)
            plan = spoken is None and self._is_plan(start, end)
            if plan and not _DURING.match(self.text, end):
                continue
            if spoken is None and _DAY.search(self.text[start:end]):
                frames = False
            own = not frames and _OWN.match(self.text, end) is not None
            own = own or _FROM.search(self.text, max(0, start - 6), start) is not None
            if plan:
                # 核定“十三五”期间搬迁对象2160户: the plan only describes what is counted.
                frames, own = False, not frames
            present = spoken is not None and spoken.lastgroup == "present"
            words.append(TimeWord(start, end, period, frames and not own, own, present))
            if period and frames:
                current = period
        return words

    def _is_plan(self, start: int, end: int) -> bool:
        return CHINESE_PLAN.search(self.text, start, end) is not None

    def _frames(self, start: int, end: int) -> bool:
        before = self.text[max(0, start - 10) : start]
        return _CLAUSE_START.search(before) is not None and not _OWN.match(self.text, end)

    def _date(self, start: int, end: int, current: str | None) -> str | None:
        """The period of a date; "" would end a frame, None is no date to count with."""
        written = self.text[start:end]
        named = period_of(written)
        if named is None:
            # 3月上旬, 一季度: of the year that was spoken of, else of the report's.
            if not is_month(written):
                return None
            if current and "/" not in current:
                return current
            return str(self.year) if self.year else None
        if int(named[:4]) < _EARLIEST:
            return None
        named = _plain_year(named)
        since = _SINCE.match(self.text, end)
        if since and self.year is not None and int(named[:4]) < self.year:
            # “十三五”以来 and 2016年以来 both run up to the report's year.
            return f"{named[:4]}/{self.year}"
        return named

    def _spoken(self, match: re.Match[str], current: str | None) -> str | None:
        kind, year = match.lastgroup, self.year
        if kind in {"none", "present"}:
            return ""
        if kind in {"same", "following"} and current:
            return str(int(current[-4:]) + (kind == "following"))
        if year is None or kind == "following":
            return None
        if match["count"] or match["near"]:
            many = years_in(match["count"] or match["near"])
            # 两年来, in a report on 2018: 2017 and 2018.
            return f"{year - many + 1}/{year}" if 2 <= many <= _MOST_YEARS_AGO else ""
        shift = {"last": 0 if self._written_later else -1, "next": 1}.get(kind or "", 0)
        return str(year + shift)

    def _opening(self, title: str | None, length: int) -> Dated:
        """What the title or the first sentences say of the time of the whole."""
        if self.year is None:
            return UNDATED
        named = _TITLE.search(title or "")
        if named and named["year"] == str(self.year):
            return Dated(named["year"], "the title names the year")
        lead = _LEAD.search(self.text[:length])
        if lead and (lead.group(1) or str(self.year)) == str(self.year):
            return Dated(str(self.year), "the opening sets the time", *lead.span())
        prose = _FIRST_PROSE.search(self.text[:length])
        first = self.words[0] if self.words else None
        # 2021年,全县坚持…: the text begins with its time.
        begins = prose and first and 0 <= first.start - prose.start() <= _AT_ONCE
        if first and begins and first.frames and first.period == str(self.year):
            return Dated(first.period, "the text begins with it", first.start, first.end)
        return UNDATED

    def sentence(self, position: int) -> tuple[int, int]:
        """The sentence that a time is carried through; 。 ends it, ; does not."""
        at = bisect_right(self._sentences, position) - 1
        return self._sentences[at], self._sentences[at + 1]

    def before(self, start: int, position: int) -> Iterator[TimeWord]:
        """The words of time that lie wholly between two positions, the nearest first."""
        for at in range(bisect_left(self._starts, position) - 1, -1, -1):
            word = self.words[at]
            if word.start < start:
                return
            if word.end <= position:
                yield word

    def stated(self, measure: Measure) -> Dated | None:
        """What the figure's own sentence says of its time; None when it says nothing."""
        begin, _ = self.sentence(measure.start)
        if self._is_before_change(measure):
            return Dated(None, "what it changed from is of an earlier time that is not named")
        fell = None
        for word in self.before(begin, measure.start):
            between = self.text[word.end : measure.start]
            if word.present:
                break
            if self._compared(word) or _closed(between):
                continue
            if fell is None:
                # 由2014年的19.4%降至0.68%: what it fell to is of a later time than the date before.
                fell = bool(_FELL_TO.search(between) and re.search(r"\d", between))
            if word.own and (fell or re.search(r"\d[^,;]*[,;]", between)):
                continue
            return _dated(word, "the time word before it in the sentence")
        if fell and self.year is not None:
            return Dated(str(self.year), "what it changed to is of the report's year")
        return None

    def _lasts(self, word: TimeWord) -> bool:
        """Whether a time holds for the sentences that follow: the report's own or a later one.

        What was in 2014 is told in one sentence; then the report comes back to its own time.
        """
        if word.period is None or "/" in word.period:
            return False
        return self.year is None or int(word.period[-4:]) >= self.year

    def _is_before_change(self, measure: Measure) -> bool:
        """Whether a figure is where a change began, without a date of its own: 由1.27%下降为零."""
        before = _CHANGED_FROM[0].search(self.text, max(0, measure.start - 12), measure.start)
        if before is None or _CHANGED_FROM[1].match(self.text, measure.end) is None:
            return False
        return next(self.before(before.start(), measure.start), None) is None

    def _compared(self, word: TimeWord) -> bool:
        """Whether a time is only compared with: 比去年增长, 与2015年相比."""
        before = self.text[max(0, word.start - 4) : word.start]
        if before.endswith("占") and _SHARE_OF.match(self.text, word.end):
            return True  # 占2014年贫困户总数的1.44%: the year is that of the base
        # 在2018年脱贫摘帽的基础上: what follows is later.
        if _ON_TOP[0].search(before) and _ON_TOP[1].match(self.text, word.end):
            return True
        return _AGAINST.search(before) is not None and (
            before[-1:] in "比较" or _COMPARED.match(self.text, word.end) is not None
        )

    def carried(self, measure: Measure, headings: Sequence[tuple[int, int]]) -> Dated:
        """What the paragraph, the headings (innermost first) or the opening say of its time."""
        begin, _ = self.sentence(measure.start)
        line = self._lines[bisect_right(self._lines, measure.start) - 1]
        for word in self.before(line, measure.start):
            if word.present:
                break
            if word.start >= begin or self._compared(word):
                continue
            if word.frames:
                if self._lasts(word):
                    return _dated(word, "carried from the sentence before")
                break
        for start, end in headings:
            for word in self.before(start, end):
                return _dated(word, "the heading names it")
        for word in self.before(headings[0][0] if headings else 0, line):
            if word.frames and not self._compared(word):
                # 2017年,全县脱贫攻坚成效显著: the report's year goes on in the paragraphs below.
                if word.period == str(self.year):
                    return _dated(word, "carried from a paragraph before")
                break
        if measure.start > self.opening.end:
            return self.opening
        return UNDATED


def find_periods(
    measures: Sequence[Measure],
    headings: Sequence[Sequence[tuple[int, int]]],
    timeline: Timeline,
) -> list[tuple[Dated, bool]]:
    """The period of each measure, and whether its own sentence states it.

    `2016年、2017年分别脱贫3200人、4100人` gives 2016 to the first and 2017 to the second.
    """
    found = []
    for measure, above in zip(measures, headings, strict=True):
        stated = timeline.stated(measure)
        dated = timeline.carried(measure, above) if stated is None else stated
        found.append((dated, stated is not None and stated.period is not None))
    return _respectively(measures, found, timeline)


_RESPECTIVELY = re.compile(r"分别[^,。;\d]{0,12}$")
_LISTED = re.compile(r"[、和及与,]|以及|到|至|—|-|~")


def _respectively(
    measures: Sequence[Measure], found: list[tuple[Dated, bool]], timeline: Timeline
) -> list[tuple[Dated, bool]]:
    """Give the figures of 2016年、2017年分别脱贫… one year each, in their order."""
    text = timeline.text
    at = 0
    while at < len(measures):
        first = measures[at]
        begin, end = timeline.sentence(first.start)
        if not _RESPECTIVELY.search(text[max(begin, first.start - 16) : first.start]):
            at += 1
            continue
        years = _years_before(timeline, begin, text.rfind("分别", begin, first.start))
        group = [at]
        while group[-1] + 1 < len(measures):
            following, last = measures[group[-1] + 1], measures[group[-1]]
            gap = text[last.end : following.start]
            if following.start >= end or following.unit != first.unit or len(gap) > 3:
                break
            group.append(group[-1] + 1)
        if len(years) >= 2 and len(years) == len(group):
            for index, word in zip(group, years, strict=True):
                found[index] = (_dated(word, "its place in the list of years"), True)
        at = group[-1] + 1
    return found


def _years_before(timeline: Timeline, begin: int, end: int) -> list[TimeWord]:
    """The years that stand in a row before 分别; a span (2016-2018年) is counted out."""
    words = list(timeline.before(begin, end))[::-1]
    row: list[TimeWord] = []
    for word in words:
        gap = timeline.text[row[-1].end : word.start] if row else ""
        if row and not _LISTED.fullmatch(gap):
            row = []
        row.append(word)
    if len(row) == 1 and row[0].period and "/" in row[0].period:
        first, last = (int(year) for year in row[0].period.split("/"))
        return [replace(row[0], period=str(year)) for year in range(first, last + 1)]
    return [word for word in row if word.period]


def is_baseline(period: str | None, report_year: int | None) -> bool:
    """Whether a period is that of the register's making (2013 to 2016) and before the report's."""
    if period is None or "/" in period:
        return False
    year = int(period[:4])
    if report_year is None:
        # a report that does not say its year: 2014 and 2015 are the first years of the register
        return _FIRST_BASELINE <= year < _LAST_BASELINE
    return _FIRST_BASELINE <= year <= _LAST_BASELINE and year < report_year

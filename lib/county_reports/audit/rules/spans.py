"""Years that a text names and how many it says they are: 三年行动计划(2018—2020年), 从2014年起连续6年."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from county_reports.arithmetic.intervals import Interval, point
from county_reports.arithmetic.limits import FIRST_YEAR
from county_reports.audit import claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule
from county_reports.extraction.passages import Passage
from county_reports.model import Observation

_SPAN = claims.Relation("年份之间的年数", "how many years a span of years has")
_SINCE = claims.Relation("自某年起连续若干年", "so many years on end since a year")
_LISTED = claims.Relation("所列年份的个数", "how many years are listed")

_RANGE = re.compile(r"(?P<first>\d{4})/(?P<last>\d{4})")
_YEAR = re.compile(r"\d{4}")
_ONE_DATE = re.compile(r"(?P<year>\d{4})(?:-\d{2}){0,2}")
_TWO_NUMBERS = re.compile(r"\d+\D+\d+")
_PLAN = re.compile(
    r"[^,。;\d]{0,12}(?:计划|行动|规划|方案|攻坚|工程|任务|目标)[^,。;\d]{0,6}|间?[(《\"“]"
)
# 2016年至2020年,我县连续七年: who it was may stand between
_THROUGHOUT = re.compile(
    r"[)》\"”]?,?(?:的|这|共|近|整整|期间|间)?(?:[^,。;\d]{0,8}(?P<running>连续|连年))?"
)
_UNTIL = re.compile(r"[到至][^,。;\d]{0,2}$")
_STARTED = re.compile(r"[^,。;\d]{0,6}(?:启动|开始|动工|开工|起步|识别|提出)")
_ENDED = re.compile(r"[^,。;\d]{0,8}(?:完成|建成|结束|退出|摘帽|竣工|收官|脱贫)")
_WHOLE = re.compile(
    r"[^。;\d]{0,12}[,，]?(?:整整|历时|前后|历经|用了|用时|苦战|奋战|鏖战)(?:了|近)?"
)
_SINCE_WORDS = re.compile(r"(?:底|初)?(?:开始|以来|起)?,?[^,。;\d]{0,6}连续(?:实施|开展|举办)?")
_FROM = re.compile(r"[从自由][^,。;\d]{0,2}$")
_AND = re.compile(r"年?[、,和及与]")
_TIMES = re.compile(r"[^,。;\d]{0,16}")
_YEARS = re.compile(r"(?:,?连续|这|共|,)?")
_AFTER_COUNT = re.compile(r"以上|以后|以前|之后|之前|后|前|期|多|左右|级")
_NEAR = 24
_FAR = 48


def _dated(ledger: Ledger, date: Observation, year: int) -> Entry:
    """A date as a term of a sum: its year."""
    start, end = ledger.place(date)
    here = (start, end)
    return Entry(-1, date, start, end, Passage(here, here, here, here), point(Decimal(year)))


def _counts_years(ledger: Ledger, entry: Entry) -> bool:
    return (
        entry.unit == "year" and entry.is_exact and 1 < entry.value <= 20
        and not _AFTER_COUNT.match(ledger.after(entry, 3))
    )  # fmt: skip


def years_of_a_span(ledger: Ledger) -> Iterator[Finding]:
    """A span of years has as many years as the text says: `三年行动计划(2018—2020年)`.

    Both ends are counted. Limits: the number stands right before or after the span;
    `2018年到2020年两年间`
    may count from end to end and is passed over.
    """
    for date in ledger.dates:
        found = _RANGE.fullmatch(date.quantity.period or "")
        if found is None or not _TWO_NUMBERS.search(date.quantity.text):
            continue
        first, last = int(found["first"]), int(found["last"])
        if not FIRST_YEAR - 10 <= first < last <= first + 20:
            continue
        start, end = ledger.place(date)
        years = Decimal(last - first + 1)
        counted = _number_beside(ledger, start, end)
        if counted is None:
            continue
        entry, sure = counted
        if entry.value == years - 1 and not sure:
            continue
        term = _dated(ledger, date, last)
        formula = f"{last} − {first} + 1"
        yield claims.equality(
            _SPAN, entry, (term,), point(years), formula, hypotheses=("misprint",)
        )


def _number_beside(ledger: Ledger, start: int, end: int) -> tuple[Entry, bool] | None:
    """The number of years right after or before a span, and whether both ends are surely
    counted.
    """
    for entry in ledger.inside(end, end + 8)[:1]:
        words = _THROUGHOUT.fullmatch(ledger.text, end, entry.start)
        if words is not None and _counts_years(ledger, entry):
            return entry, words["running"] is not None
    for entry in ledger.inside(start - _NEAR, start)[-1:]:
        gap = ledger.text[entry.end : start]
        if entry.unit == "year" and entry.is_exact and _PLAN.fullmatch(gap):
            return entry, True
    return None


def years_since(ledger: Ledger) -> Iterator[Finding]:
    """`从2014年开始,连续6年` ends in the report's year, 2019.

    Limits: a shorter run may have ended before; only one that would end later is called wrong.
    """
    year = ledger.year
    if year is None:
        return
    present = next((d for d in ledger.dates if d.quantity.period == str(year)), None)
    for date in ledger.dates:
        if not _YEAR.fullmatch(date.quantity.period or ""):
            continue
        start, end = ledger.place(date)
        first = int(date.quantity.period or 0)
        if first >= year or not _FROM.search(ledger.text[max(0, start - 4) : start]):
            continue
        for entry in ledger.inside(end, end + _NEAR)[:1]:
            if not _counts_years(ledger, entry) or present is None or present is date:
                continue
            if not _SINCE_WORDS.fullmatch(ledger.text, end, entry.start):
                continue
            last = first + int(entry.value) - 1
            if last >= year:
                yield claims.equality(
                    _SINCE, _dated(ledger, present, year), (_dated(ledger, date, first), entry),
                    point(Decimal(last)), f"{first} + {entry.text} − 1",
                    unit="", hypotheses=("misprint", "other time"),
                )  # fmt: skip


def years_listed(ledger: Ledger) -> Iterator[Finding]:
    """Years named one after another are as many as said: `2015、2017年考核两次第一`, `2017、2018年连续两年`.

    Limits: times (两次) are only confirmed, for a year may have several.
    """
    dates = [d for d in ledger.dates if _YEAR.fullmatch(d.quantity.period or "")]
    at = 0
    while at < len(dates):
        run = [dates[at]]
        while at + len(run) < len(dates):
            following = dates[at + len(run)]
            gap = ledger.text[ledger.place(run[-1])[1] : ledger.place(following)[0]]
            if not _AND.fullmatch(gap):
                break
            run.append(following)
        at += len(run)
        if len(run) > 1:
            yield from _counted(ledger, run)


def _counted(ledger: Ledger, run: Sequence[Observation]) -> Iterator[Finding]:
    end = ledger.place(run[-1])[1]
    years = Decimal(len({date.quantity.period for date in run}))
    for entry in ledger.inside(end, end + _NEAR)[:1]:
        gap = ledger.text[end : entry.start]
        running = _counts_years(ledger, entry) and _YEARS.fullmatch(gap)
        often = entry.unit == "times" and entry.value == years and _TIMES.fullmatch(gap)
        if running or often:
            terms = [_dated(ledger, date, int(date.quantity.period or 0)) for date in run]
            formula = "、".join(date.quantity.text for date in run)
            yield claims.equality(
                _LISTED, entry, terms, point(years), formula, hypotheses=("misprint",)
            )


def years_between(ledger: Ledger) -> Iterator[Finding]:
    """From one date to a later one it is as long as said: `2017年10月进村,到2020年10月轮换,整整三年`.

    Limits: both dates in one sentence with the length after them, marked by 整整, 历时, 奋战 …; the
    years may be counted from end to end or with both ends.
    """
    for first, last in pairwise(ledger.dates):
        begun, ended = _begin(first), _begin(last)
        start, end = ledger.place(first), ledger.place(last)
        between = ledger.text[start[1] : end[0]]
        if begun is None or ended is None or not 0 < ended - begun <= 20:
            continue
        # 2015年启动,2018年完成,三年时间建成
        then = _STARTED.match(between) and _ENDED.match(ledger.text, end[1])
        if len(between) > _FAR or "。" in between or not (_UNTIL.search(between) or then):
            continue
        for entry in ledger.inside(end[1], end[1] + _FAR)[:1]:
            if not _counts_years(ledger, entry):
                continue
            told = _WHOLE.fullmatch(ledger.text, end[1], entry.start)
            if not told and not (then and ledger.after(entry, 3).startswith(("时间", "里", "内"))):
                continue
            terms = (_dated(ledger, first, begun), _dated(ledger, last, ended))
            years = Interval(Decimal(ended - begun), Decimal(ended - begun + 1))
            yield claims.equality(
                _SPAN, entry, terms, years, f"{ended} − {begun}", hypotheses=("misprint",)
            )


def _begin(date: Observation) -> int | None:
    """The year of a date that is one day, month or year: 2017 of 2017年10月."""
    found = _ONE_DATE.fullmatch(date.quantity.period or "")
    return int(found["year"]) if found else None


RULES = (
    Rule("years-between", "counts", _SPAN.zh, _SPAN.en, years_between),
    Rule("years-of-span", "counts", _SPAN.zh, _SPAN.en, years_of_a_span),
    Rule("years-since", "counts", _SINCE.zh, _SINCE.en, years_since),
    Rule("years-listed", "counts", _LISTED.zh, _LISTED.en, years_listed),
)

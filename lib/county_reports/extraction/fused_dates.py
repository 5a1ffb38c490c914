"""Dates whose marks were lost: `201612310日`, `313-15日`, `20217月`, `2019年620日`.

Each part becomes a date of its own with its proof. A duration (奋战120日, 180日内) is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from county_reports.arithmetic.limits import FIRST_YEAR, LAST_YEAR
from county_reports.extraction.dates import DATE_PATTERN
from county_reports.extraction.quantities import Measure
from county_reports.extraction.setaside import Claims
from county_reports.extraction.splits import Part, Split, date_splits, day_splits
from county_reports.model import Restoration

_DAYS = re.compile(
    r"(?<![\d.—~/-])(?<!\d,)(?P<run>\d{2,9})(?P<range>[-—~至]\d{1,2})?日(?![均产处常用子元内以左期龄游供间限攻行冲])"
)
_DATE_BEFORE = re.compile(r"(?:^|[\n,。;、:(\[\"“年月日]|于|在|至|到|从|自|截至|截止|即|是)\s?$")
_LASTING = re.compile(
    r"(?:延长|缩短|压缩|减少|增加|提高|时限|期限|工期|周期|历时|连续|奋战|累计|平均|超过|不少于|满|提前)"
    r"[^。;,年月]{0,12}$"
)
_DATE_AFTER = re.compile(r"电|讯|[上下]午|晚|凌晨|召开|举行|印发")
_YEAR_BEFORE = re.compile(r"(?<!\d)20[0-3]\d年$")
_YEAR_AND_DATE = re.compile(
    r"(?<![\d./-])(?<!\d,)(?P<year>20[0-3]\d)(?P<rest>(?=\d{1,2}(?:[-—~至]\d{1,2})?月)(?:"
    + DATE_PATTERN
    + r"))(?![龄均供])"
)
_TWO_YEARS = re.compile(
    r"(?<![\d./-])(?<!\d,)(?P<first>20[0-3]\d)(?P<second>20[0-3]\d)年(?![均龄])"
)


def _date(start: int, end: int, value: str, restoration: Restoration) -> Measure:
    return Measure(start, end, "arabic", Decimal(value), None, None, "日", "exact", Decimal(1),
                   kind="date", restoration=restoration)  # fmt: skip


def _pieces(start: int, end: int, split: Split, words: str) -> Iterable[Measure]:
    for part in split.parts:
        stop = end if part is split.parts[-1] else start + len(part.digits)
        yield _date(start, stop, part.digits, Restoration("unique", part.lost, words))
        start = stop


def _fewest_losses(splits: list[Split]) -> list[Split]:
    """The splits that need the fewest lost marks: 11月12 before 11月1至2."""
    least = min((len(split.parts) for split in splits), default=0)
    return [split for split in splits if len(split.parts) == least]


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Whether a day is named, and no days are counted (由90日延长到115日).

    120 of them are common, so that 120日 is 1月20日 only after a year.
    """
    before = text[max(0, match.start() - 18) : match.start()]
    if _LASTING.search(before) or (match["run"] == "120" and not _YEAR_BEFORE.search(before)):
        return False
    return bool(_DATE_BEFORE.search(before) or _DATE_AFTER.match(text, match.end()))


def _options(text: str, match: re.Match[str]) -> list[Split]:
    """The dates that a run of digits before 日 can be."""
    digits, follows = match["run"], match["range"] is not None
    before = text[max(0, match.start() - 3) : match.start()]
    if before.endswith("月"):
        # 11月25日 is whole; 6月110日 is 6月1至10日.
        splits = [] if follows or len(digits) < 3 else day_splits(digits)
    elif len(digits) == 2 and not _YEAR_BEFORE.search(
        text[max(0, match.start() - 6) : match.start()]
    ):
        splits = []
    elif not follows and len(digits) < 5 and not _is_date(text, match):
        # 奋战120日 is how long, 2019年620日 when.
        splits = []
    else:
        splits = date_splits(digits, follows)
    if before.endswith("年"):
        splits = [split for split in splits if split.parts[0].lost != "年"]
    if follows:
        last = int(match["range"][1:])
        splits = [split for split in splits if int(split.parts[-1].digits) < last <= 31]
    return _fewest_losses(splits)


def _days(text: str, claims: Claims) -> Iterable[Measure]:
    for match in _DAYS.finditer(text):
        splits = _options(text, match) if claims.free(*match.span()) else []
        if not splits:
            continue
        claims.take(*match.span())
        ends = f"{match['range'] or ''}日"
        if len(splits) > 1:
            words = f"{match['run']}日 has lost its marks; several dates are possible"
            options = tuple(f"{split}{ends}" for split in splits)
            yield _date(*match.span(), "0", Restoration("ambiguous", "", words, options))
        else:
            words = f"only split into a date that runs forwards: {splits[0]}{ends}"
            yield from _pieces(*match.span(), splits[0], words)


def _years(text: str, claims: Claims) -> Iterable[Measure]:
    for match in _YEAR_AND_DATE.finditer(text):
        year, rest = match["year"], match["rest"]
        if not FIRST_YEAR <= int(year) <= LAST_YEAR or not claims.free(*match.span()):
            continue
        claims.take(*match.span())
        words = (
            f"{match.group()} is no date as it stands; the year is the only split: {year}年{rest}"
        )
        month = re.match(r"\d+", rest)
        split = Split("date", (Part(year, "年"), Part(month.group() if month else "0", "")))
        yield from _pieces(*match.span(), split, words)
    for match in _TWO_YEARS.finditer(text):
        first, second = match["first"], match["second"]
        if not FIRST_YEAR <= int(first) < int(second) <= LAST_YEAR or not claims.free(
            *match.span()
        ):
            continue
        claims.take(*match.span())
        words = f"{first}{second}年 is two years; whether 至 or 、 was lost is not to be seen"
        options = (f"{first}至{second}年", f"{first}、{second}年")
        yield _date(*match.span(), "0", Restoration("ambiguous", "", words, options))


def restore_dates(text: str, claims: Claims) -> list[Measure]:
    """Dates whose marks were lost: `201612310日`, `313-15日`; each part a date with its proof."""
    return [*_years(text, claims), *_days(text, claims)]


def hidden(text: str, found: Iterable[Measure]) -> str:
    """A text of the same length without some figures: `2020年6月110日` is 2020年6月 and nothing."""
    pieces, done = [], 0
    for measure in sorted(found, key=lambda measure: measure.start):
        pieces += [text[done : measure.start], "\0" * (measure.end - measure.start)]
        done = measure.end
    return "".join(pieces) + text[done:]

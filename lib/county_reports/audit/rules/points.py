"""Percentage points between two rates told one after the other, and spans of years in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from county_reports.audit import claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Ledger
from county_reports.audit.rule import Rule

_POINTS = claims.Relation(
    "百分点等于前后两个比率之差", "the points are the difference of two rates"
)
_DOWN = re.compile(r"(?:下降|降低|减少|回落|降|下调)(?:了|近|约)?$")
_UP = re.compile(r"(?:提高|上升|增加|提升|上调|增长)(?:了|近|约)?$")
_ELSEWHERE = re.compile(r"全省|全国|全市|全州|低于|高于|平均")
_NEAR, _APART = 24, 40
_SINCE = re.compile(
    r"贫困发生率(?:比|较)(?P<year>20\d\d)年(?:底|末)?(?:的[^,。;\d]{0,4})?(?:下降|降低|减少)(?:了)?$"
)
_ABOVE = re.compile(
    r"(?:(?P<up>高于|高出|超过|快于|高过)|低于|慢于)(?P<place>全[省国市州区])[^,。;\d]{0,8}$"
)
_THEN_TO = re.compile(r"[,(]?(?:下降|降低|降|减少|提高|上升|回落|控制|提升)?(?:到|至|为)(?:了|约)?")
_SAME = re.compile(r"率|占比|比例|比重")
_OTHER_RATE = re.compile(r"[一-鿿]{2,8}(?:率|占比|比例|比重)")


def points_between(ledger: Ledger) -> Iterator[Finding]:
    """The points by which a rate is said to change lie between the two rates told right before.

    `2018年末贫困发生率为2.38%;2019年末为0.36%,下降2.02个百分点`. Limits: two rates on end without another rate's
    name
    between them, both of the county, the second right before the points; comparisons with the
    province are not asked.
    """
    for points in ledger.entries:
        if points.unit != "percentage_point" or points.index < 2:
            continue
        words = ledger.text[max(0, points.start - 6) : points.start]
        down, up = _DOWN.search(words), _UP.search(words)
        later, earlier = ledger.entries[points.index - 1], ledger.entries[points.index - 2]
        if not (down or up) or {later.unit, earlier.unit} != {"percent"}:
            continue
        between, tail = ledger.between(earlier, later), ledger.between(later, points)
        if len(between) > _APART or len(tail) > _NEAR or "。" in between + tail:
            continue
        if _OTHER_RATE.search(between) or _ELSEWHERE.search(between + tail):
            continue
        if not _SAME.search(ledger.before(earlier, 20)):
            continue
        high, low = (earlier, later) if down else (later, earlier)
        if high.value <= low.value:
            continue
        yield claims.equality(
            _POINTS, points, (high, low), high.as_rounded - low.as_rounded,
            f"{high.text} − {low.text}", derived=True, hypotheses=("misprint", "other base"),
        )  # fmt: skip


def points_inside(ledger: Ledger) -> Iterator[Finding]:
    """The points may stand between the two rates: `2018年2.8%,2019年下降1.9个百分点,降至0.9%`.

    Limits: 降至, 到 or 为 leads to the later rate, right behind the points; the earlier one stands
    right before, after the name of a rate.
    """
    for points in ledger.entries:
        following = ledger.following(points)
        earlier = ledger.previous(points)
        if points.unit != "percentage_point" or following is None or earlier is None:
            continue
        words = ledger.text[max(0, points.start - 6) : points.start]
        down, up = _DOWN.search(words), _UP.search(words)
        if not (down or up) or {following.unit, earlier.unit} != {"percent"}:
            continue
        lead, tail = ledger.between(earlier, points), ledger.between(points, following)
        if not _THEN_TO.fullmatch(tail) or len(lead) > _NEAR or "。" in lead:
            continue
        if _ELSEWHERE.search(lead) or not _SAME.search(ledger.before(earlier, 20)):
            continue
        high, low = (earlier, following) if down else (following, earlier)
        if high.value > low.value:
            yield claims.equality(
                _POINTS, points, (high, low), high.as_rounded - low.as_rounded,
                f"{high.text} − {low.text}", derived=True, hypotheses=("misprint", "other base"),
            )  # fmt: skip


def points_above(ledger: Ledger) -> Iterator[Finding]:
    """A rate above or below another by some points: `增长10.8%,高于全省1.6个百分点,全省增长9.2%`.

    Limits: one rate right before the points and one right behind them, that of the place named
    between 高于 and the points.
    """
    for points in ledger.entries:
        own, other = ledger.previous(points), ledger.following(points)
        if points.unit != "percentage_point" or own is None or other is None:
            continue
        found = _ABOVE.search(ledger.between(own, points))
        if found is None or {own.unit, other.unit} != {"percent"}:
            continue
        tail = ledger.between(points, other)
        if len(tail) > _NEAR or "。" in tail or not tail.lstrip(",;(").startswith(found["place"]):
            continue
        high, low = (own, other) if found["up"] else (other, own)
        yield claims.equality(
            _POINTS, points, (high, low), high.as_rounded - low.as_rounded,
            f"{high.text} − {low.text}", derived=True, hypotheses=("misprint", "other base"),
        )  # fmt: skip


def points_since(ledger: Ledger) -> Iterator[Finding]:
    """Points since a year that is named, from the incidences that the report states elsewhere.

    `贫困发生率比2016年底下降3.97个百分点` of 16.24% in 2016 and 12.27% in the report's year.
    Limits: the incidence of poverty only, one value of each of the two years.
    """
    for points in ledger.entries:
        if points.unit != "percentage_point" or ledger.year is None:
            continue
        found = _SINCE.search(ledger.before(points, 40))
        if found is None or _ELSEWHERE.search(found.group()):
            continue
        rates = ledger.reported("registry.incidence", "registry.initial_incidence")
        by_year = {
            year: {e.value: e for e in rates if (e.period or "")[-4:] == year and e.is_exact}
            for year in (found["year"], str(ledger.year))
        }
        olds, news = (list(each.values()) for each in by_year.values())
        if (
            len(by_year) == 2
            and len(olds) == 1
            and len(news) == 1
            and olds[0].value > news[0].value
        ):
            old, new = olds[0], news[0]
            yield claims.equality(
                _POINTS, points, (old, new), old.as_rounded - new.as_rounded,
                f"{old.text} − {new.text}", derived=True, hypotheses=("misprint", "other base"),
            )  # fmt: skip


RULES = (
    Rule("points-since", "differences", _POINTS.zh, _POINTS.en, points_since),
    Rule("points-above", "differences", _POINTS.zh, _POINTS.en, points_above),
    Rule("points-inside", "differences", _POINTS.zh, _POINTS.en, points_inside),
    Rule("points", "differences", _POINTS.zh, _POINTS.en, points_between),
)

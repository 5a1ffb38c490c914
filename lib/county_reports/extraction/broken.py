"""Runs whose digits are no number at all as they stand: 3,0587,740人, 12.53.2%, 1.83万7.42万人.

They are found before anything else is read, or their pieces would be taken for figures.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from county_reports.arithmetic.limits import PERSONS_PER_HOUSEHOLD
from county_reports.extraction.numerals import arabic_number, arabic_precision
from county_reports.extraction.quantities import Measure, measure_from
from county_reports.extraction.runs import LONGEST_RUN, Run
from county_reports.extraction.setaside import Claims
from county_reports.extraction.splits import (
    Part,
    Split,
    cuts,
    household_splits,
    is_number,
    share_splits,
    without_a_second_household,
    year_splits,
)
from county_reports.extraction.units import counted_before

_BROKEN = re.compile(r"(?<![\d.A-Za-z])(?<!\d,)\d[\d,.]*(?:[万亿]\d[\d,.]*)?(?<![,.])(?!\d)")
_DATE = re.compile(r"(?:19|20)\d\d\.\d{1,2}\.\d")


def _splits(body: str, measure: Measure, factor: Decimal, before: str) -> list[Split]:
    """The splits of a run that is no number, by the unit of its last number."""
    joined = "万" in body or "亿" in body
    if measure.unit == "person":
        return without_a_second_household(
            [*household_splits(body, PERSONS_PER_HOUSEHOLD, factor), *year_splits(body)], before
        )
    if measure.unit == "percent" and not joined:
        return [*share_splits(body), *year_splits(body)]
    if joined:
        # 投入3.5亿12000户: what was paid lost its 元.
        paid = counted_before(before) == "CNY" and measure.unit in {"household", "count"}
        return [
            Split("money", (Part(first, "元", "CNY"), Part(second, "")))
            for first, second in cuts(body)
            if paid
        ]
    return year_splits(body)


def _is_broken(body: str) -> bool:
    """Whether digits are no number at all as they stand: 3,0587,740, 12.53.2, 1.83万7.42."""
    head, mark, tail = body.replace("亿", "万").partition("万")
    if mark:
        # 12亿3456万 and 3万1200 are one number; 1.83万7.42 is none.
        decimal = "." in head or "." in tail
        return is_number(head) and is_number(tail) and (decimal or len(tail) > 4)
    return not is_number(body) and (body.count(".") == 2 or "," in body) and bool(cuts(body))


def _run_at(text: str, match: re.Match[str]) -> Run | None:
    body = match.group()
    last = cuts(body)[-1][1]
    measure = measure_from(text, match.end() - len(last), match.end())
    if measure is None or measure.high is not None:
        return None
    if measure.classifier is None and measure.unit != "person":
        return None
    factor = measure.value / arabic_number(last)
    splits = _splits(body, measure, factor, text[max(0, match.start() - 16) : match.start()])
    if not splits:
        return None
    precision = arabic_precision(last) * factor
    whole = replace(measure, start=match.start(), digits_end=match.end(), precision=precision)
    reason = f"{body} is no number"
    return Run(whole, body, reason, tuple(splits), tuple(splits), factor)


def find_broken(text: str, claims: Claims) -> list[Run]:
    """Runs whose digits are no number at all as they stand; their characters are claimed."""
    found = []
    for match in _BROKEN.finditer(text):
        body = match.group()
        usable = 5 <= len(body) <= LONGEST_RUN and _is_broken(body) and not _DATE.match(body)
        run = _run_at(text, match) if usable and claims.free(*match.span()) else None
        if run is not None:
            claims.take(run.measure.start, run.measure.end)
            found.append(run)
    return found

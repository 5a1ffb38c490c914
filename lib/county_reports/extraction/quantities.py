"""From folded text to measures in Arabic digits: number, magnitude, unit, bound, place.

One pass over the text finds the numerals; what stands around each decides its unit. The order of
the cases in :func:`_measure_at` is the order in which a reader would ask.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from county_reports.extraction.bounds import bound_of
from county_reports.extraction.numerals import (
    MAGNITUDES,
    arabic_number,
    arabic_precision,
    magnitude_of,
)
from county_reports.extraction.setaside import Claims
from county_reports.extraction.tables import Cell
from county_reports.extraction.units import (
    HOUSEHOLD_IS_FIRM,
    Unit,
    counted_ahead,
    counted_before,
    places_before,
    unit_pattern,
    unit_table,
    village_or_township,
)
from county_reports.model import Bound, Kind, Restoration, Script

_NUMBER = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])"
    # 财政扶贫资金12 640.5万元: a blank between thousands, after a word and before a unit
    r"|(?:(?<=[一-鿿])|(?<=[一-鿿] ))\d{1,3}(?: \d{3})+(?:\.\d+)?(?=[万亿]? ?[元人户亩])"
    r"|\d+(?:\.\d+)?"
)
_MAGNITUDE = r"(?:个(?=多?亿))?(?P<{0}>(?:十|百|千(?![瓦米克伏卡])|万|多(?=亿)|亿)*)"
_AHEAD = 18
"""Characters after a figure that may hold its noun and bound."""
_CLAUSE_END = ",。;!?\n"
# 从14.14%下降到0: the second number of a change takes the unit of the first.
_CHANGED_TO = re.compile(
    r"%[^,。;\d]{0,4}(?:降至|降到|降为|下降至|下降到|下降为|降低到|提高到|上升到|增加到)$"
)
_RANGE_FROM = re.compile(r"[从由自][^,。;、\d]{0,6}$")
_SAME_LIST = re.compile(r"\s?(?:[、,和及与]|以及)\s?(?:约|近)?(?=\d)")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in the folded text; `inherits` while its unit comes from the list it stands in."""

    start: int
    end: int
    script: Script
    value: Decimal
    high: Decimal | None
    unit: str | None
    classifier: str | None
    bound: Bound
    precision: Decimal
    inherits: bool = False
    digits_end: int = 0
    """One past the digits, before magnitude and unit (for restoration)."""
    kind: Kind = "measure"
    restoration: Restoration | None = None
    cell: Cell | None = None
    """The cell of a table that it stands in, when its unit comes from the head of the column."""


@cache
def _number() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.])(?:{_NUMBER})")


@cache
def _tail() -> re.Pattern[str]:
    unit = unit_pattern()
    magnitude = _MAGNITUDE.format("magnitude")
    return re.compile(
        rf"\s?(?:(?P<plain>{unit})"
        rf"|(?P<first>[余多来几]?){magnitude}(?P<second>[余多来]?)\s?(?P<unit>{unit})?)"
        r"(?P<bracket>\([尾只羽头套户处座间次栋幢辆张份本名人]\))?"
    )


@cache
def _second_number() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:[-—~]{{1,2}}|至|到)\s?(?P<number>{_NUMBER})")


_COMPOSED = re.compile(
    r"(?P<high>\d+(?:\.\d+)?)(?P<step>[亿万])(?P<low>\d{1,4})(?P<low_step>[千百]?万|[千百]?)(?!\d)"
)
_FRACTION = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,3})(?![\d/])")
_RATIO = re.compile(r"(?<![\d:.])(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)(?![\d:])")


def _clause_before(text: str, start: int, width: int = 24) -> str:
    """The clause up to a position, at most `width` characters."""
    begin = max(0, start - width)
    cut = max(text.rfind(mark, begin, start) for mark in _CLAUSE_END)
    return text[max(begin, cut + 1) : start]


# 提高3.5个点 is said for percentage points
_POINT = re.compile(r"点(?![位名钟])")
_CHANGES = re.compile(r"(?:提高|提升|增长|增加|上升|下降|降低|回落|高于|低于|高出)[^,。;]{0,6}$")
# 25度以上耕地: a slope, no electricity
_SLOPE = re.compile(r"(?:以上|以下|左右)?的?(?:坡|陡|耕|荒|角)")
# The noun is left out only where nothing else has been named since: ,57个已出列, 剩余29个, 2016年5个.
_COUNTS_AGAIN = re.compile(
    r"(?:[,;(、:]|^)(?:其中|已有?|累计|现有|还有|尚有|剩余|余下|另有|共|全县|当年|\d{4}年|[今去]年)*$"
)
_LEFT_OUT = re.compile(
    r"\s?(?:已|拟|将|预计|计划|均|全部|如期|[在于]?[今去明]年|全都)*"
    r"(?:出列|退出|摘帽|脱贫|[,。;)、]|$"
    r"|(?:通过|符合|达到)[^,。;\d]{0,10}(?:验收|核查|考核|评估|公示|公告|标准|条件|要求))"
)
_PERSONS_BY_PIECE = re.compile(r"(?:建档立卡)?(?:贫困|脱贫|农村)?(?:人口|劳动力|群众)")
_NO_NOUN = re.compile(r"\s?(?:[,。;、:!?)\n]|$|全部|均|都|已|及以上|出列|退出|摘帽|脱贫)")


def scaled(value: Decimal, factor: Decimal) -> Decimal:
    """A value times its factor; whole numbers without idle zeros: 22.3 times 10000 is 223000."""
    product = value * factor
    whole = product.to_integral_value()
    if factor == 1:
        return product
    return whole if product == whole else product.normalize()


def _noun_unit(unit: Unit, before: str, following: str) -> str:
    """The canonical unit when the classifier leaves it to the counted noun (个, 户)."""
    if unit.written == "个":
        if _POINT.match(following) and _CHANGES.search(before):
            return "percentage_point"
        if _PERSONS_BY_PIECE.match(following):
            return "person"
        ahead = village_or_township(following)
        if ahead is None and _NO_NOUN.match(following):
            ahead = places_before(before)
        return ahead or unit.canonical
    if unit.written == "口" and following[:1] in {"人", "之"}:
        return "person"
    is_slope = unit.written == "度" and _SLOPE.match(following)
    is_firm = unit.canonical == "household" and HOUSEHOLD_IS_FIRM.match(following)
    return "count" if is_slope or is_firm else unit.canonical


def _fractions(text: str, claims: Claims) -> list[Measure]:
    found = []
    for match in _FRACTION.finditer(text):
        numerator, denominator = Decimal(match.group(1)), Decimal(match.group(2))
        if 0 < numerator < denominator and claims.free(*match.span()):
            claims.take(*match.span())
            bound = bound_of(
                _clause_before(text, match.start()), "", text[match.end() : match.end() + _AHEAD]
            )
            found.append(
                Measure(
                    match.start(),
                    match.end(),
                    "arabic",
                    numerator / denominator,
                    None,
                    "multiple",
                    None,
                    bound,
                    Decimal("0.01"),
                    digits_end=match.end(),
                )
            )
    for match in _RATIO.finditer(text):
        named = re.search(
            r"(?:比|比例)[^,。;]{0,8}$", text[max(0, match.start() - 12) : match.start()]
        )
        if not (named or text.startswith(("的比例", "比例"), match.end())):
            continue
        right = Decimal(match.group(2))
        if right and claims.free(*match.span()):
            claims.take(*match.span())
            found.append(
                Measure(
                    match.start(),
                    match.end(),
                    "arabic",
                    Decimal(match.group(1)) / right,
                    None,
                    "multiple",
                    None,
                    "exact",
                    arabic_precision(match.group(1)),
                    digits_end=match.end(),
                )
            )
    return found  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Numeral:
    """The digits of a figure before its magnitude and unit: one number, or the two of a range."""

    value: Decimal
    high: Decimal | None
    precision: Decimal
    end: int


def _numeral_at(text: str, match: re.Match[str], before: str) -> _Numeral:
    number, end = match.group(), match.end()
    value, precision = arabic_number(number), arabic_precision(number)

    # CASE 1: 12亿3456万元, 1万2千: one number in two steps.
    composed = _COMPOSED.match(text, match.start())
    if composed and _is_composed(composed):
        step = MAGNITUDES[composed["step"]]
        low_step = magnitude_of(composed["low_step"])
        value = Decimal(composed["high"]) * step + Decimal(composed["low"]) * low_step
        precision, end = Decimal(low_step), composed.end()

    # CASE 2: 400~5000元, 1-3万元, 300元至500元: two numbers of one range.
    second = _upper_end(text, end)
    if second and not _RANGE_FROM.search(before) and number[0] != "0":
        tail = _tail().match(text, second.end())
        upper = arabic_number(second["number"])
        if tail and (tail["plain"] or tail["unit"]) and upper > value:
            precision = max(precision, arabic_precision(second["number"]))
            return _Numeral(value, upper, precision, second.end())
    return _Numeral(value, None, precision, end)


def _upper_end(text: str, end: int) -> re.Match[str] | None:
    """The second number of a range, after the first or after the first and its unit."""
    second = _second_number().match(text, end)
    first = _tail().match(text, end)
    if second is None and first and (first["plain"] or first["unit"]):
        second = _second_number().match(text, first.end())
        if second and not _same_unit(text, second.end(), first):
            return None
    return second


_PREFIX = re.compile(r"(?:人民币|RMB|[¥￥])\s?$|百分之$")
_SUM_OF = re.compile(r"(?:共计|合计|总计|总数)[:为]?\s?$")
_SPANS = frozenset({"year", "month", "day"})


def _bound(unit: str | None, before: str, inside: str, following: str) -> Bound:
    """The bound of a figure; 近3年 is the three years up to now and no bound."""
    if unit in _SPANS and before.endswith("近"):
        return "exact"
    return bound_of(before, inside, following)


def _measure_at(text: str, match: re.Match[str]) -> Measure | None:
    start = match.start()
    before = _clause_before(text, start)
    numeral = _numeral_at(text, match, before)
    tail = _tail().match(text, numeral.end)
    if tail is None:  # pragma: no cover - every part of the pattern may be empty
        return None
    written = tail["plain"] or tail["unit"]
    magnitude = tail["magnitude"] or ""
    inside = (tail["first"] or "") + (tail["second"] or "") + ("多" if "多" in magnitude else "")
    factor = Decimal(magnitude_of(magnitude.replace("多", "")))
    end = tail.end() if written else _end_without_unit(tail)
    following = text[end : end + _AHEAD]
    sign = -1 if _negative(text, start) else 1
    below_zero = before.endswith("零下")

    def measure(unit: str | None, by: Decimal, *, inherits: bool = False) -> Measure:
        return Measure(
            start=start if sign > 0 else start - 1,
            end=end,
            script="arabic",
            value=(-sign if below_zero else sign) * scaled(numeral.value, by),
            high=None if numeral.high is None else scaled(numeral.high, by),
            unit=unit,
            classifier=written,
            bound=_bound(unit, before, inside, following),
            precision=scaled(numeral.precision, by),
            inherits=inherits,
            digits_end=numeral.end,
        )

    # CASE 3: the unit is written.
    if written:
        unit = unit_table()[written]
        return measure(_noun_unit(unit, before, following), factor * unit.factor)
    # CASE 4: 人民币3亿, ¥5000, 百分之12.5: the unit stands before the number, part of the figure.
    prefix = _PREFIX.search(before)
    if prefix:
        start, before = start - len(prefix.group()), before[: prefix.start()]
        is_share = prefix.group().startswith("百分之")
        return measure("percent" if is_share else "CNY", Decimal(1) if is_share else factor)
    # CASE 5: 1.4774万贫困群众, 人口130万, 错退率为0, 投入3.8亿: the noun beside it gives the unit.
    noun_unit = _unit_of_noun(text, numeral.end, before, following)
    if noun_unit and _fits(noun_unit, numeral.value * factor, factor):
        return measure(noun_unit, factor)
    # CASE 6: 分别为1、2、3万元: the unit stands at the end of the list.
    if _SAME_LIST.match(text, end):
        return measure(None, factor, inherits=True)
    return None


def _unit_of_noun(text: str, end: int, before: str, following: str) -> str | None:
    """The unit of a number that has none written, from what it counts or what it sums up."""
    if text.startswith(("个亿", "个多亿"), end):
        return "CNY"
    found = counted_ahead(following) or counted_before(before)
    if found is None and _CHANGED_TO.search(before):
        return "percent"
    if found is None and _SUM_OF.search(before) and _NO_NOUN.match(following):
        return "count"
    return found


def measure_from(text: str, start: int, end: int) -> Measure | None:
    """The measure whose digits stand at a place, whatever stands right before them."""
    match = re.compile(_NUMBER).match(text, start, end)
    return _measure_at(text, match) if match and match.end() == end else None


def _is_composed(match: re.Match[str]) -> bool:
    """Whether 12亿3456万 is one number: the second step must fit under the first."""
    if match["step"] == "亿":
        # 1亿2千万, 12亿3456万
        step = match["low_step"]
        return step == "万" or (step.endswith("万") and len(match["low"]) == 1)
    return match["low_step"] in {"千", "百"} and len(match["low"]) == 1


def _same_unit(text: str, end: int, first: re.Match[str]) -> bool:
    second = _tail().match(text, end)
    return bool(second and (second["plain"] or second["unit"]) == (first["plain"] or first["unit"]))


def _end_without_unit(tail: re.Match[str]) -> int:
    """Where a figure without unit ends: after its magnitude (130万), never with a blank."""
    text = tail.group().rstrip()
    return tail.start() + len(text) if text.strip() else tail.start()


def _negative(text: str, start: int) -> bool:
    return (
        start >= 2
        and text[start - 1] == "-"
        and (text[start - 2] in "率长为度幅达至到(:," or "一" <= text[start - 2] <= "鿿")
        and text[start - 2] not in "年月日第"
    )


def _fits(unit: str, value: Decimal, factor: Decimal) -> bool:
    """Whether a unit taken from a noun can be meant: money without 元 needs 万 or 亿."""
    if unit == "CNY":
        return factor >= 10_000
    if unit == "percent":
        return value <= 100 and factor == 1
    return value == value.to_integral_value()


def _inherit(measures: list[Measure], text: str) -> list[Measure]:
    """Give list members the unit and magnitude of the member that has them (1、2、3万元)."""
    done: list[Measure] = []
    after: Measure | None = None
    for member in reversed(measures):
        measure = member
        if measure.inherits:
            gap = None if after is None else text[measure.end : after.start]
            if (
                after is None
                or gap is None
                or not re.fullmatch(r"\s?(?:[、,和及与]|以及)\s?(?:约|近)?", gap)
            ):
                continue
            if after.unit is None or (gap.strip() == "," and not _shared_list(text, measure.start)):
                continue
            factor = _list_factor(text, after)
            measure = replace(
                measure,
                value=scaled(measure.value, factor),
                unit=after.unit,
                precision=scaled(measure.precision, factor),
                classifier=after.classifier,
                inherits=False,
            )
        after = measure
        done.append(measure)
    return done[::-1]


def _shared_list(text: str, start: int) -> bool:
    return "分别" in _clause_before(text, start, 40)


def _list_factor(text: str, member: Measure) -> Decimal:
    match = _number().match(text, member.start)
    number = arabic_number(match.group()) if match else Decimal(0)
    return member.value / number if number else Decimal(1)


def _name_places(measures: list[Measure], text: str) -> list[Measure]:
    """Let a bare 个 that leaves its noun out count what the sentence counts: 62个贫困村,57个已出列."""
    done: list[Measure] = []
    places: Measure | None = None
    for measure in measures:
        named = measure
        if places is not None and "。" in text[places.end : measure.start]:
            places = None
        if measure.unit in {"village", "township"}:
            places = measure
        elif (
            places is not None
            and measure.unit == "count"
            and measure.classifier == "个"
            and _LEFT_OUT.match(text, measure.end)
            and _COUNTS_AGAIN.search(text[max(places.end, measure.start - 10) : measure.start])
        ):
            named = replace(measure, unit=places.unit)
        done.append(named)
    return done


def cell_measures(cells: Sequence[Cell], text: str, claims: Claims) -> list[Measure]:
    """The bare numbers of tables as measures: 360 under 资金(万元) is 3600000 CNY."""
    found = []
    for cell in cells:
        if not claims.free(cell.start, cell.end):
            continue
        claims.take(cell.start, cell.end)
        written, head = text[cell.start : cell.end], cell.column
        found.append(
            Measure(
                cell.start, cell.end, "arabic", scaled(arabic_number(written), head.factor), None,
                head.unit, head.classifier, "exact", scaled(arabic_precision(written), head.factor),
                digits_end=cell.end, cell=cell,
            )
        )  # fmt: skip
    return found


def find_measures(text: str, claims: Claims) -> list[Measure]:
    """All measures in Arabic digits of a folded text, in order; their characters are claimed.

    `累计投入资金48.83亿元` gives 4883000000 CNY at the digits' place.
    """
    found = _fractions(text, claims)
    plain: list[Measure] = []
    for match in _number().finditer(text):
        if not claims.free(*match.span()):
            continue
        measure = _measure_at(text, match)
        if measure is None or not claims.free(measure.start, match.end()):
            continue
        if any(measure.start < other.end and other.start < measure.end for other in plain[-1:]):
            continue
        plain.append(measure)
    plain = _name_places(_inherit(plain, text), text)
    for measure in plain:
        claims.take(measure.start, measure.end)
    return sorted((*found, *plain), key=lambda measure: measure.start)

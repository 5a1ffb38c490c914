"""Standards times numbers: 每人150元 × 22376人 = 335.64万元, 每队3人 × 97支, several standards together.

A standard may be paid for several months; where the text does not say how many, one to twelve may
be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from county_reports.arithmetic.intervals import INFINITY, Interval, total
from county_reports.audit import bases, claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.lists import is_rate
from county_reports.audit.rule import Rule

_PRODUCT = claims.Relation("标准乘以数量等于总额", "the standard times the number is the total")
_SEVERAL = claims.Relation(
    "各档标准乘以数量之和等于总额", "the standards times their numbers add up"
)

_KINDS: tuple[tuple[str, str], ...] = (
    ("人|名|生|位|个学生|个人|名学生|个岗位|岗|个贫困劳动力", "person"),
    ("户|贫困户|农户", "household"),
    ("村|个村|个贫困村|贫困村|个行政村|行政村", "village"),
    ("亩", "mu"), ("公里|千米", "km"), ("乡镇|个乡镇", "township"),
    ("平方米|平米", "m2"), ("千瓦", "kW"), ("吨", "ton"), ("公斤|斤", "kg"),
    ("头|只|羽|箱|群", "head"),
    ("个|支|座|台|家|所|项|套|件|辆|本|栋|间|队|处|批|期|场|株|盏|口|棚|个项目|个合作社", "count"),
)  # fmt: skip
_NOUN = "|".join(
    sorted((word for words, _ in _KINDS for word in words.split("|")), key=len, reverse=True)
)
_UNIT_OF = {word: unit for words, unit in _KINDS for word in words.split("|")}
_BEFORE = re.compile(
    rf"每(?:一)?(?P<each>{_NOUN})(?:[^,。;:\d每]{{0,5}}?)"
    r"(?:[,(]?(?:每|一)?(?:个)?(?P<time>年|月|学年|学期|季度|季|天|日|次))?[^,。;\d每]{0,12}$"
)
_YEARLY_FIRST = re.compile(
    rf"(?:每(?:一)?(?:个)?(?P<time>年|月|学年|学期|季度|天|日))[^,。"
    rf";:\d]{{0,4}}每(?P<each>{_NOUN})[^,。;\d每]{{0,10}}$"
)
_BEHIND = re.compile(rf"/(?P<each>{_NOUN})(?:[·./]?(?:每)?(?P<time>年|月|学年|学期|季|天|日))?")
_BEHIND_TIME = re.compile(r"/(?P<time>年|月|天)[·./](?P<each>人|户|村)")
_STANDARD = re.compile(r"(?:按照?|以)[^,。;\d]{0,8}$|标准(?:为|是|:)?$")
_MONTHS_TOLD = re.compile(r"(?P<months>\d{1,2})个月")
_WHOLE_YEAR = re.compile(r"全年|年度|一年|每年|年(?:需|支出|发放|补助|补贴)")
_TIMES = {
    "月": tuple(range(1, 13)), "季度": (1, 2, 3, 4), "季": (1, 2, 3, 4), "学期": (1, 2),
    "天": (), "日": (), "次": (),
}  # fmt: skip
"""How many times a standard may be paid, by its time; a day's wage tells nothing."""
_LIMIT = re.compile(
    r"最高|上限|封顶|不超过|至|不等|起|最低|最多|可|达到|不低于|不少于|区间|提高到|由"
)
_SPENT = re.compile(
    r"共|合计|总计|计|发放|投入|补助|补贴|资金|落实|拨付|奖补|代缴|资助|工资|支付|需|"
    r"安排|兑现|慰问|缴|保费|贷款|支出|兑付|奖励|收入|带来|发到|到手|进账|拿到|领到|花"
)
_BESIDE = 8
_MAX_GAP = 90
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Standard:
    """A figure that holds for each one: 每人每月500元."""

    entry: Entry
    unit: str
    time: str | None


def _standard(ledger: Ledger, entry: Entry) -> _Standard | None:
    after = ledger.after(entry, 10)
    found = _BEHIND.match(after) or _BEHIND_TIME.match(after)
    if found is None:
        before = ledger.before(entry, 26)
        found = _YEARLY_FIRST.search(before) or _BEFORE.search(before)
    if found is None:
        return None
    return _Standard(entry, _UNIT_OF[found["each"]], found["time"])


def products(ledger: Ledger) -> Iterator[Finding]:
    """The standard × the number is the total: 每人X元 × N人 = Y元, 每户, 每亩, 每村, 500元/人·月.

    `为840名学生每人补助3000元,资金252万元`; several standards of one sentence are added up. A monthly one is
    paid
    for 1 to 12 months, or for as many as the sentence tells. Limits: one sentence; that it does not
    follow is said where one number and one total stand beside the standard.
    """
    done: set[int] = set()
    for entry in ledger.entries:
        if entry.index in done or entry.unit in {"percent", "percentage_point", "year", "month"}:
            continue
        standard = _standard(ledger, entry)
        if standard is None or not entry.value or entry.observation.quantity.unit == "times":
            continue
        row = _row(ledger, standard)
        if len(row) > 1:
            done |= {each.entry.index for each in row}
            yield from _of_several(ledger, row)
            continue
        yield from _of_one(ledger, standard)


def _row(ledger: Ledger, first: _Standard) -> list[_Standard]:
    """All standards of a sentence in one unit of money or things."""
    found = [first]
    for entry in bases.near(ledger, first.entry):
        if entry.index > first.entry.index and entry.unit == first.entry.unit:
            other = _standard(ledger, entry)
            if other is not None:
                found.append(other)
    return found


def _numbers(ledger: Ledger, standard: _Standard) -> list[Entry]:
    """The figures beside a standard that it can be for, the nearest first."""
    entry = standard.entry
    units = {standard.unit, "count"} if standard.unit == "person" else {standard.unit}
    found = [
        each
        for each in bases.near(ledger, entry)
        if each.index != entry.index
        and each.unit in units
        and each.value >= _FEWEST
        and (each.unit != "count" or standard.unit != "person" or "岗" in ledger.clause(each))
        and _standard(ledger, each) is None
        # 平均每张产茧40公斤,每公斤44元: a mean counts nothing
        and not is_rate(ledger, each)
        and distance(each, entry) <= _MAX_GAP
    ]
    return sorted(found, key=lambda each: distance(each, entry))


def _totals(ledger: Ledger, standard: _Standard) -> list[Entry]:
    """The figures in the standard's unit that can be its total, the nearest first."""
    entry = standard.entry
    found = [
        each
        for each in bases.near(ledger, entry)
        if each.index != entry.index
        and each.unit == entry.unit
        and each.value > entry.value
        and each.observation.scope != "standard"
        and _standard(ledger, each) is None
        and distance(each, entry) <= _MAX_GAP
    ]
    return sorted(found, key=lambda each: distance(each, entry))


def distance(one: Entry, other: Entry) -> int:
    """The characters between two figures."""
    return max(one.start - other.end, other.start - one.end, 0)


def _times(ledger: Ledger, standard: _Standard) -> tuple[Sequence[int], bool]:
    """How many times the standard may be paid, and whether the text says so."""
    sentence = ledger.sentence(standard.entry)
    told = [int(found["months"]) for found in _MONTHS_TOLD.finditer(sentence)]
    if standard.time == "月":
        if told:
            return tuple(dict.fromkeys(told)), True
        return ((12,), False) if _WHOLE_YEAR.search(sentence) else (_TIMES["月"], False)
    if standard.time in _TIMES:
        return _TIMES[standard.time or ""], False
    return (1,), True


def _of_one(ledger: Ledger, standard: _Standard) -> Iterator[Finding]:
    numbers, totals = _numbers(ledger, standard), _totals(ledger, standard)
    times, told = _times(ledger, standard)
    if not numbers or not totals or not times:
        if not numbers:
            yield from _of_population(ledger, standard, totals)
        return
    for number in numbers[:3]:
        for whole in totals[:3]:
            for factor in dict.fromkeys(
                (*times, *(_TIMES["月"] if standard.time == "月" and not told else ()))
            ):
                found = _product(standard, number, whole, factor)
                if found.holds:
                    yield found
                    return
    own = [e for e in numbers if e.index < standard.entry.index]
    beside = bases.distinct(own[:1])
    if len(bases.distinct(numbers)) > 1 and beside and distance(own[0], standard.entry) <= _BESIDE:
        # 新植刺梨3.2万亩,按每亩400元兑现补助1280万元;新建茶园0.86万亩: the one right before it
        numbers = beside
    near = [e for e in totals if _SPENT.search(ledger.before(e, 12))] or totals
    certain = (
        len(bases.distinct(numbers)) == 1
        and len(bases.distinct(totals)) == 1
        and not _LIMIT.search(ledger.before(standard.entry, 8))
        and standard.entry.is_exact
        and near[0] is totals[0]
        and bool(_SPENT.search(ledger.before(totals[0], 12)))
        and (standard.time is None or told or standard.time in {"年", "学年"} or len(times) > 0)
    )
    if certain:
        yield _closest(standard, numbers[0], totals[0], times)


def _of_population(
    ledger: Ledger, standard: _Standard, totals: Sequence[Entry]
) -> Iterator[Finding]:
    """按户籍人口人均1元筹集, 每人250元 for all: the noun before 每 leads to the number. Confirms only."""
    words = ledger.before(standard.entry, 26)
    noun = re.search(r"(?:按|以)(?P<noun>[^,。;\d每]{2,10}?)每人", words)
    if noun and totals:
        for number in bases.named(ledger, noun["noun"], standard.unit, standard.entry).entries:
            found = _product(standard, number, totals[0], 1)
            if found.holds:
                yield found
                return


def _closest(standard: _Standard, number: Entry, whole: Entry, times: Sequence[int]) -> Finding:
    """Of the numbers of payments the one that comes nearest to the total."""
    one = standard.entry.value * number.value
    best = min(times, key=lambda factor: abs(one * factor - whole.value))
    return _product(standard, number, whole, best)


def _product(standard: _Standard, number: Entry, whole: Entry, factor: int) -> Finding:
    entry = standard.entry
    each = (
        entry.interval
        if not entry.is_exact or entry.observation.quantity.high
        else Interval(entry.value, entry.value)
    )
    computed = each.times(number.interval).scaled(Decimal(factor))
    # 22376人 × 150元 is a product of exact figures: the total was rounded when it was printed
    formula = f"{number.text} × {entry.text}" + (f" × {factor}" if factor > 1 else "")
    return claims.equality(
        _PRODUCT, whole, (number, entry), computed, formula, derived=True,
        hypotheses=("misprint", "decimal point"),
    )  # fmt: skip


def _of_several(ledger: Ledger, row: Sequence[_Standard]) -> Iterator[Finding]:
    """Several standards, each with its number: all products together, or each with its own
    total.
    """
    chosen = list[tuple[_Standard, Entry]]()
    used: set[int] = set()
    for standard in row:
        numbers = [e for e in _numbers(ledger, standard) if e.index not in used]
        before = [e for e in numbers if e.index < standard.entry.index]
        for number in (before or numbers)[:1]:
            used.add(number.index)
            chosen.append((standard, number))
    for standard, number in chosen:
        times, _ = _times(ledger, standard)
        for whole in _totals(ledger, standard)[:2]:
            held = next(
                (f for n in times if (f := _product(standard, number, whole, n)).holds), None
            )
            if held is not None:
                yield held
                break
    if len(chosen) != len(row):
        return
    computed = total(
        s.entry.interval.times(n.interval) if s.entry.interval.high < INFINITY else s.entry.interval
        for s, n in chosen
    )
    totals = [e for e in bases.near(ledger, row[0].entry) if e in _totals(ledger, row[-1])]
    for whole in totals:
        terms = tuple(each for s, n in chosen for each in (n, s.entry))
        formula = " + ".join(f"{n.text} × {s.entry.text}" for s, n in chosen)
        found = claims.equality(
            _SEVERAL, whole, terms, computed, formula, derived=True, hypotheses=("misprint",)
        )
        if found.holds:
            yield found
            return


RULES = (Rule("product", "products", _PRODUCT.zh, _PRODUCT.en, products),)

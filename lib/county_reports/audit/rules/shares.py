"""Stated shares: 占…的…%, the base a figure, a noun, a total or a task.

A share has a part (before 占), a whole (named behind 占, in a bracket, or before the part) and a
percentage. Where the whole is no figure of the report, that is said and nothing is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from county_reports.arithmetic.intervals import Interval, total
from county_reports.audit import bases, claims, words
from county_reports.audit.bases import NONE, Bases
from county_reports.audit.finding import Finding, Unchecked
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule, unchecked

HUNDRED = Decimal(100)

_SHARE = claims.Relation("占比等于部分除以总数", "the share is the part of its whole")
TASK = claims.Relation("完成比例等于完成数除以任务数", "the share done is what is done of the task")

_PAIRED = 8
_WIDEST = 60
_LONGEST = 600
_FARTHEST = 40  # figures between a part and its total
_IS = (
    r"(?:的)?(?:比例|比重|份额|百分比)?"
    r"(?:约|近|达到?|为|是|超过?|高达|只|仅|不足|不到|大约|接近|将近|均|各|已|到|左右|分别)*$"
)
OF = re.compile(rf"占(?:比|全部|到|了|去)?(?P<base>[^占;。!?\n]{{0,40}}?){_IS}")
_NOUN = r"(?P<noun>[^,;。、(:占\d]{0,20})"
_LEAD = r"(?:约|仅|只|共|合计|共计|总计|总共|大约|就|均|各|也|已|将|分别|所|其|比例|比重|人数|户数|数量|面积|资金|人口|总量)*"
_BESIDE = re.compile(r"[、,(]?(?:共|计|涉及)?")
_GAP = re.compile(rf"{_NOUN}(?:[,、(]?(?:(?P<number>[两二三])者)?{_LEAD})?")
_SUBJECT_END = re.compile(r"(?:一头|一项|方面|类|资金|投入|部分)+$")
_TOPIC = re.compile(r"(?:在|从)?(?:全部|这些)?(?P<noun>[一-鿿]{2,8}?)(?:之)?中(?![央学心])")
_TOGETHER = re.compile(r"[两二三四五六](?:项|类|个|部分|种|方面)?")
_KINDS_FOLLOW = re.compile(r"(?:资金|合计|共|投资|工程|项目|人员)*")
_INSIDE = re.compile(r"其中|之中|里|(?<!集)(?<!家)中(?=[^央小学心专等药毒型医职]|$)")
_NUMBERS = {"两": 2, "二": 2, "三": 3}
_FRACTION = re.compile(r"分之")
_LOOSE = Decimal("0.04")  # 三分之二 of 63 % to 71 %
_BRACKET = re.compile(r"[,]?\((?:按|以|占|基数|总数|分母|共|总)[^()]{0,40}\)")
_ALL_OF_IT = frozenset({"总数", "总量", "总额", "全部", "总人数", "总户数", "总"})
_RESPECTIVELY = re.compile(r"分别占|各占")
_WHICH_ARE = re.compile(r"其中|共有?|全[县市区旗]|总|合计|下达|到位|安排")
_TARGET = re.compile(r"任务|计划|目标|指标|下达|应|拟")
NOT_A_PART = re.compile(r"上年|去年|同期|前年|全省|全国|全市平均|平均水平")
_NO_BASE = (
    "占比的基数在文中没有可核对的数字",
    "the whole that this is a share of is no figure of the report",
)
_MANY_BASES = (
    "占比的基数在文中有多个可能的数字，均对不上",
    "several figures of the report could be the whole, and none gives this share",
)
NO_PART = (
    "文中只给出占比，没有给出对应的数量",
    "only the share is stated, not the number that it is of",
)
NO_TASK = (
    "任务数或计划数在文中没有可核对的数字",
    "the task that this is a share of is no figure of the report",
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What stands before 占: one figure, or households with persons, or several together."""

    entries: tuple[Entry, ...]
    together: int = 1
    """How many figures of one unit make the part: 两项占 has two."""


def stated_shares(ledger: Ledger) -> Iterator[Finding | Unchecked]:
    """The part ÷ the whole is the share that is stated.

    `全县214个行政村中有贫困村61个,占行政村总数的28.5%`; the whole is a figure behind 占 or in a bracket, what the noun
    behind 占 leads to, the total that 其中 splits, or the one larger figure before the part. Limits:
    a share whose whole is none of these is unchecked; so is one without a part (蒙古族人口占43.7%).
    """
    for share in ledger.entries:
        if share.unit not in {"percent", "multiple"}:
            continue
        found = OF.search(clause_before(ledger, share))
        if found is None:
            continue
        at = share.start - (len(clause_before(ledger, share)) - found.start())
        base = found["base"]
        base_at = at + found.start("base") - found.start()
        if any(each.unit == share.unit for each in ledger.inside(base_at, share.start)):
            continue
        if _RESPECTIVELY.search(ledger.text[max(0, at - 3) : share.start]):
            yield from _one_after_another(ledger, share, at)
            continue
        parts = parts_before(ledger, share, at)
        if parts is None:
            yield _of_its_subject(ledger, share, at) or unchecked(share, *NO_PART)
            continue
        yield from _judge(ledger, share, parts, (base_at, share.start), base)


def clause_before(ledger: Ledger, share: Entry) -> str:
    """The words before a share, within its sentence."""
    return ledger.before(share, _WIDEST)


def _of_its_subject(ledger: Ledger, share: Entry, at: int) -> Finding | None:
    """产业培育2.87亿元、…,产业占45.3%: the part stands earlier under the same word. Confirms only."""
    begin = max(ledger.text.rfind(mark, max(0, at - 20), at) for mark in ",;、。(")
    subject = _SUBJECT_END.sub("", ledger.text[begin + 1 : at]) if begin >= 0 else ""
    if len(subject) < 2:
        return None
    for part in bases.before_semicolon(ledger, share)[-12:]:
        whole = _total_of(ledger, part)
        left = part.passage.left_text(ledger.text)[-16:]
        if whole is not None and subject in left and part.end <= at and whole.value:
            found = _finding(_SHARE, share, (part,), whole)
            if found.holds:
                return found
    return None


def parts_before(ledger: Ledger, share: Entry, at: int) -> _Parts | None:
    """The figures right before 占 that it is said of; None where it is said of no figure."""
    # 搬迁302户1326人,户均4.39人,完成计划的110.5%: a mean counts nobody and is passed over
    found_before = [e for e in bases.near(ledger, share) if e.end <= at]
    before = [e for e in found_before if not _is_mean(e)]
    if not before:
        return None
    last = before[-1]
    gap = ledger.text[found_before[-1].end : at]
    # ,两项占: the figure before 占 counts the parts
    if _TOGETHER.fullmatch(last.text) and _KINDS_FOLLOW.fullmatch(gap) and len(before) > 1:
        unit, number = before[-2].unit, int(last.value)
        same = [e for e in before[:-1] if e.unit == unit][-number:]
        return _Parts(tuple(same), number) if len(same) == number else None
    found = _GAP.fullmatch(gap)
    if _SUBJECT_END.fullmatch(last.text):
        return None
    if found is None or _INSIDE.search(gap) or last.unit in {"percent", "multiple", "year"}:
        return None
    if found["number"]:
        number = _NUMBERS[found["number"]]
        same = [e for e in before if e.unit == last.unit][-number:]
        return _Parts(tuple(same), number) if len(same) == number else None
    earlier = before[-2:-1]
    # 312户、845人 are one group; 其他0.52亿元,产业一头 are not
    beside = [
        e for e in earlier if e.unit != last.unit and _BESIDE.fullmatch(ledger.between(e, last))
    ]
    return _Parts((last, *beside))


def _of_the_county(ledger: Ledger, share: Entry, parts: _Parts) -> Finding | None:
    """三个乡未脱贫人口5236人,占全县的38.0%: the county's figure has the same noun."""
    for first in parts.entries:
        words = ledger.before(first, 12)
        for noun, unit, indicator in _COUNTY_NOUNS:
            part = of_unit(parts, unit)
            if not part or not noun.search(words):
                continue
            wholes = [e for e in ledger.stated(indicator) if e.value >= part[0].value]
            tried = [_finding(_SHARE, share, part, whole) for whole in wholes if whole not in part]
            holding = [each for each in tried if each.holds]
            if holding or len(tried) == 1:
                return (holding or tried)[0]
    return None


_COUNTY_NOUNS = tuple(
    (re.compile(pattern), unit, indicator)
    for pattern, unit, indicator in (
        (r"(?:未脱贫|剩余|尚未脱贫)(?:贫困)?人口$", "person", "registry.remaining_persons"),
        (r"(?:未脱贫|剩余|尚未脱贫)(?:贫困)?户$", "household", "registry.remaining_households"),
        (r"(?<!深度)贫困村$", "village", "registry.poor_villages"),
    )
)


def _is_mean(entry: Entry) -> bool:
    return entry.unit in {"person", "household", "village"} and bool(entry.value % 1)


def _judge(
    ledger: Ledger, share: Entry, parts: _Parts, place: tuple[int, int], base: str
) -> Iterator[Finding | Unchecked]:
    """The share against each base that its words allow, the surest first."""
    stated = [e for e in ledger.inside(*place) if e.index != share.index]
    bracket = _BRACKET.match(ledger.after(share, 60))
    if bracket and not stated:
        stated = list(ledger.inside(share.end, share.end + bracket.end()))
    for entry in reversed(stated):
        # 贫困村76个,占全县行政村190个的40%: villages are counted in 个 too
        in_villages = entry.unit == "count" and "村" in base
        part = of_unit(parts, entry.unit) or (of_unit(parts, "village") if in_villages else ())
        if part and entry.value:
            yield _finding(_SHARE, share, part, entry)
            return
    noun, _ = bases.core(base)
    if noun and not NOT_A_PART.search(base):
        units = dict.fromkeys(e.unit for e in parts.entries)
        known = bases.unit_of(base)
        chosen = [known] if known else list(units)
        for unit in chosen:
            part = of_unit(parts, unit)
            if part:
                found = bases.named(ledger, base, unit, share)
                if found.entries:
                    yield from _against(share, part, found)
                    return
    if noun and _TARGET.search(noun):
        yield from of_the_task(ledger, share, parts, place[0])
    elif not noun and "全" in base and (county := _of_the_county(ledger, share, parts)):
        yield county
    elif noun and noun not in _ALL_OF_IT:
        yield unchecked(share, *_NO_BASE)
    else:
        yield from _without_base(ledger, share, parts, told=noun or base.strip("的"))


def _without_base(
    ledger: Ledger, share: Entry, parts: _Parts, told: str
) -> Iterator[Finding | Unchecked]:
    """占57% alone: of the total that 其中 splits, or of the larger figure before the part."""
    for first in parts.entries:
        part = of_unit(parts, first.unit)
        if not part:
            continue
        whole = _total_of(ledger, part[0])
        # 用工7344人,平均每家34人,其中贫困劳动力3010人: a rate is no total
        if (
            whole is not None
            and whole.value >= part[0].value
            and not _in_one_row(ledger, whole, part[0])
        ):
            yield _finding(_SHARE, share, part, whole)
            return
        topic = _of_the_topic(ledger, share, part)
        if topic is not None:
            yield topic
            return
        larger = [
            e
            for e in bases.earlier_in_sentence(ledger, part[0], first.unit)
            if e.value > first.value and not _in_one_row(ledger, e, part[0])
        ]
        # 投入7.65亿元,用在产业上的4.59亿元,占64.0%: there is one figure it can be a share of
        sure = len(bases.distinct(larger)) == 1 and (
            share.start - first.end <= 4 or bool(_WHICH_ARE.search(ledger.before(larger[0], 12)))
        )
        if not larger:
            earlier = bases.before_semicolon(ledger, part[0])
            larger = [
                e for e in reversed(earlier) if e.unit == first.unit and e.index in ledger.parts
            ]
        # 占六成 fits too many figures to prove one of them its whole
        if larger and (share.precision < 5 or sure):
            found = Bases(tuple(larger[:2]), sure)
            outcome = list(_against(share, part, found))
            if outcome and (isinstance(outcome[0], Finding) or first is parts.entries[-1]):
                yield from outcome
                return
    last = parts.entries[0]
    if share.precision < 1 and last.unit in {"count", "village"} and "村" in ledger.clause(last):
        # 村卫生室达到141个,占95.3%: to a decimal, it can only be of the villages
        villages = ledger.stated("profile.villages", "registry.poor_villages")
        tried = [_finding(_SHARE, share, (last,), each) for each in villages]
        holding = [each for each in tried if each.holds]
        if holding:
            yield holding[0]
            return
    yield from _of_the_sentence_before(ledger, share, parts, told)


def _in_one_row(ledger: Ledger, one: Entry, other: Entry) -> bool:
    """Whether a figure has a share of its own like the one after it: 因病2730户,占35%;因残1560户,占20%.

    Both are parts then. 未脱贫480户,占4%,其中因病300户,占62.5% goes into the first, and says so.
    """
    own = ledger.following(one)
    if own is None or own.unit != "percent" or own.start >= other.start:
        return False
    beside = re.fullmatch(r"[,(]?占[^,;。]{0,16}", ledger.between(one, own))
    return bool(beside) and not _INSIDE.search(ledger.between(own, other))


def _of_the_sentence_before(
    ledger: Ledger, share: Entry, parts: _Parts, told: str
) -> Iterator[Finding | Unchecked]:
    """全县贫困户9860户。…因病致贫的4437户,占45%: the whole is told in a sentence before.

    It confirms where one of the larger figures there gives the share to the last digit; it is
    called wrong only where there is one larger figure of the unit in the two sentences before.
    """
    for first in parts.entries:
        part = of_unit(parts, first.unit)
        if not part or share.precision >= 5 or first.unit == "count":
            continue
        wholes = bases.distinct(bases.in_sentences_before(ledger, first))
        tried = [_finding(_SHARE, share, part, whole) for whole in wholes]
        holding = [each for each in tried if each.holds]
        # 占全县的14.8%: of what all the county got, which no sentence before need tell
        open_base = not told or told in _ALL_OF_IT
        if holding or (len(tried) == 1 and open_base):
            yield (holding or tried)[0]
            return
    yield unchecked(share, *_NO_BASE)


def _of_the_topic(ledger: Ledger, share: Entry, part: tuple[Entry, ...]) -> Finding | None:
    """队员276名。队员中党员221名,占80.1%;女队员69名,占25%: the sentence says at its beginning of what."""
    inside = bases.before_semicolon(ledger, share)
    begin = max(0, inside[0].start - _LONGEST) if inside else 0
    floor = max(ledger.text.rfind(mark, begin, share.start) for mark in "。!?\n")
    found = _TOPIC.match(ledger.text, floor + 1)
    if found is None or found.end() > part[0].start:
        return None
    named = bases.named(ledger, found["noun"], part[0].unit, share)
    wholes = bases.distinct(
        [e for e in named.entries if e.value >= part[0].value and e not in part]
    )
    if len(wholes) != 1:
        return None
    return _finding(_SHARE, share, part, wholes[0])


def _total_of(ledger: Ledger, part: Entry) -> Entry | None:
    """The total that a figure is marked as a part of."""
    for index in range(part.index - 1, max(-1, part.index - _FARTHEST), -1):
        if part in ledger.parts.get(index, ()):
            return ledger.entries[index]
    return None


def of_unit(parts: _Parts, unit: str) -> tuple[Entry, ...]:
    """The part in a unit: the households or the persons of 312户845人."""
    same = tuple(e for e in parts.entries if e.unit == unit)
    return same if parts.together > 1 else same[:1]


def _against(share: Entry, part: Sequence[Entry], found: Bases) -> Iterator[Finding | Unchecked]:
    """The first base that gives the share; the only one, should it not."""
    tried = [_finding(_SHARE, share, part, base) for base in found.entries if base not in part]
    holding = next((each for each in tried if each.holds), None)
    if holding is not None:
        yield holding
    elif tried and found.sure:
        yield tried[0]
    else:
        yield unchecked(share, *(_MANY_BASES if len(tried) > 1 else _NO_BASE))


def _finding(
    relation: claims.Relation, share: Entry, part: Sequence[Entry], base: Entry
) -> Finding:
    scale = HUNDRED if share.unit == "percent" else Decimal(1)
    added = total(e.interval for e in part)
    inner = words.joined(part)
    top = f"({inner})" if len(part) > 1 else inner
    ratio, note = added.over(base.interval).scaled(scale), ""
    if _FRACTION.search(share.text) and scale == 1:
        ratio = Interval(max(ratio.low - _LOOSE, Decimal(0)), ratio.high + _LOOSE)
        note = "分数为约数"
    return claims.equality(
        relation, share, (*part, base), ratio, f"{top} ÷ {base.text}", derived=True,
        hypotheses=("other base", "misprint"), note=note,
    )  # fmt: skip


def _one_after_another(ledger: Ledger, share: Entry, at: int) -> Iterator[Finding | Unchecked]:
    """`中央资金4106万元、省级资金2726万元,分别占54%、36%`: each share has its own part."""
    shares = [share]
    while (following := ledger.following(shares[-1])) is not None:
        if following.unit != share.unit or following.start - shares[-1].end > 4:
            break
        shares.append(following)
    before = [e for e in bases.near(ledger, share) if e.end <= at]
    if not before:
        yield unchecked(share, *NO_PART)
        return
    unit = before[-1].unit
    parts = [e for e in before if e.unit == unit][-len(shares) :]
    base_words = ledger.text[at : share.start]
    found = OF.search(base_words)
    for each, part in zip(shares, parts, strict=False):
        whole = _total_of(ledger, part)
        named = bases.named(ledger, found["base"], unit, share) if found else NONE
        if len(parts) < len(shares):
            yield unchecked(each, *NO_PART)
        elif named.entries:
            yield from _against(each, (part,), named)
        elif whole is not None and whole not in parts:
            yield _finding(_SHARE, each, (part,), whole)
        else:
            yield unchecked(each, *_NO_BASE)


def of_the_task(
    ledger: Ledger, share: Entry, parts: _Parts, at: int
) -> Iterator[Finding | Unchecked]:
    """The share of a task: the figure between `at` and the share, or the one under 任务 before."""
    for entry in reversed(ledger.inside(at, share.start)):
        part = of_unit(parts, entry.unit)
        if part and entry.value:
            yield _finding(TASK, share, part, entry)
            return
    beside = ledger.previous(share), ledger.following(share)
    paired = any(
        other is not None and other.unit == share.unit and abs(other.start - share.start) <= _PAIRED
        for other in beside
    )
    # 减贫1823户7659人,分别完成计划的101.3%和102.1%: which is of which is told by their order
    if paired and "分别" in ledger.before(share, 16):
        yield unchecked(share, *NO_TASK)
        return
    for first in parts.entries:

        def is_task(entry: Entry, first: Entry = first) -> bool:
            before = ledger.before(entry, 12)
            same = entry.unit == first.unit and entry.index < first.index
            # 任务9800人,占全市6.2万人任务的15.8%
            return same and bool(_TARGET.search(before)) and "占" not in before and entry.value > 0

        near = bases.search_back(ledger, share, is_task, sentences=1)
        if near:
            here = [e for e in near if e.passage.sentence == share.passage.sentence]
            tasks = Bases(tuple(here or near), sure=len(bases.distinct(here or near)) == 1)
            yield from _against(share, of_unit(parts, first.unit), tasks)
            return
    yield unchecked(share, *NO_TASK)


RULES = (Rule("share", "shares", _SHARE.zh, _SHARE.en, stated_shares),)

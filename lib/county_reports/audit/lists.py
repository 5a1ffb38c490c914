"""Totals and the lists of their parts, as a text marks them: 其中, a bracket, a colon, 合计 after them.

`监测对象420户1390人,其中脱贫不稳定户180户610人、边缘户240户780人`: two columns, each with one total and two
parts. The columns stand for each other: a list that holds for the households is complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from county_reports.audit.ledger import Entry, Ledger

LONGEST = 400
"""Characters that a list of parts may take."""
BACK = 120
"""Characters between a mark and the total that it takes apart."""
MOST_PARTS = 20
BESIDE = 3
"""Characters between the figures of one group: 14件、37人; 860户2950人; 280户(640人."""
WIDEST_LABEL = 40
_ADJACENT = 12

Mark = Literal["of which", "breakdown", "inside"]
"""其中 may name some of the parts; 分别为, 由…组成 and a colon say all; a bracket mostly does."""

_MARK = re.compile(
    r"(?P<some>其中|(?:按[^,。;:\d]{1,6}(?:划分|来分|来看|统计|分)|分(?:类|项|档|级|层级|乡镇|年度?|行业)(?:来看|看|统计)?)[,:"
    r"]?(?=[^,。;\d]{1,8}\d)|(?<=,)(?:主要|分别|全部)?(?:用于|投向|投入到?)(?=[^,。;\d]{2,10}\d[^。;]{0,14}[、,]"
    r"[^,。;\d]{2,10}\d)|(?:主要)?包括|包含|(?<=[0-"
    r"9][户人名个])中(?=,?(?:有|计划|拟)))"
    r"|(?P<all>(?:具体|分别)(?:为|是|如下)?:|(?:,|\()?分别(?:为|是)|分为|由(?=[^,。;\d]{1,12}\d[^。;]{1,60}组成)|:)"
    r"|(?P<inside>\()"
)
_GOES_ON = re.compile(r"[^,。;\d]{0,6}等|、|[,;][^,。;\d]{0,4}突发")
"""What stands after a list that is not told to its end, or of which the last part was not read."""
_ENDS = re.compile(r"[。!?\n]")
_BEGINS = re.compile(r"[\s,;:]*$")
_SPENT_ON = re.compile(r"用于|投向|投入|其中")
_OVERLAP = re.compile(r"两头|重复|交叉|重叠|兼有|同时享受|叠加|不止一项|多项")
CHANGE = re.compile(
    r"(?:比|较|同比|环比)[^,。;]{0,14}$|(?:净?增加|净?减少|增长|多|少|下降|提高|降低)(?:了|出)?约?$"
)
EACH = re.compile(
    r"(?:每[^,。;\d]{0,5}|[人户村年月]均[^,。;\d]{0,6}|平均[^,。;\d]{0,6}|最高[^,。;\d]{0,4})$"
)
_OTHER_TALK = re.compile(
    r"用于|支付|支出|拨付|兑付|带动|惠及|受益|覆盖|帮助|发放|剩余|尚有|结余|累计|合计|总计|共(?!同|产|青|享)"
    r"|目标|(?<!雨露)计划|实现|完成|达到|增收|涉及|吸纳|培训|举办|开展|解决|整改|制定"
)
_SHARE_OF = re.compile(
    r"(?:占[^,。;\d]{0,16}|完成[^,。;\d]{0,10}(?:任务|计划|目标)[^,。;\d]{0,6})$"
)
_PASSED = re.compile(r"(?:过|超|达|达到|满|近|上)$")
_BORDER = re.compile(r"(?:\(含\))?(?:以上|以下|以内|及以上|及以下|至|到|-|—|~)")
SEPARATORS = re.compile(r"[、,;:()]|以及|和(?!美|谐)|及(?!时|格)|与")
UNCOUNTED = frozenset({"percent", "percentage_point", "multiple", "year", "month", "day", ""})
"""Units of which no list is added up."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A total with its parts in one unit, and the words of each part."""

    whole: Entry
    parts: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PartList:
    """One list of parts: its mark, its columns (households and persons), the words of each part."""

    mark: Mark
    columns: tuple[Column, ...]
    labels: tuple[str, ...]
    tight: bool
    """Whether nothing else is told between the parts."""
    open_ended: bool
    """Whether 等 or a part that was not read follows it."""


def _is_age(entry: Entry) -> bool:
    return entry.unit == "year" and entry.text.endswith("岁")


def _is_border(ledger: Ledger, entry: Entry) -> bool:
    """Whether a figure tells which class a part is: 100户以上3个, 50户至100户4个, 35岁以下62名."""
    if _is_age(entry):
        return True
    # 其中过50万元的有11个村
    if _PASSED.search(ledger.before(entry, 3)) and ledger.after(entry, 1) == "的":
        return True
    return bool(_BORDER.match(ledger.after(entry, 4))) and not re.search(
        r"[,;。]", ledger.after(entry, 2)
    )


def comparable(one: Entry, other: Entry) -> bool:
    """Whether two figures count the same: 个 with 个, 件 with 件, 头 with 头 and not 只, 元 with 元."""
    if one.unit != other.unit or one.unit in UNCOUNTED:
        return False
    if one.unit not in {"count", "head"}:
        return one.counts_visits == other.counts_visits
    first, second = one.observation.quantity.classifier, other.observation.quantity.classifier
    return first == second and bool(first)


def full_sentence(ledger: Ledger, position: int) -> tuple[int, int]:
    """The stretch from 。 to 。 around a position (; does not end it), at most LONGEST each way."""
    text = ledger.text
    begin = max(0, position - LONGEST)
    for mark in _ENDS.finditer(text, begin, position):
        begin = mark.end()
    end = _ENDS.search(text, position, position + LONGEST)
    return begin, end.start() if end else min(len(text), position + LONGEST)


def _left(ledger: Ledger, entry: Entry) -> str:
    return ledger.text[max(0, entry.passage.sentence[0], entry.start - 20) : entry.start]


def is_rate(ledger: Ledger, entry: Entry) -> bool:
    """Whether a figure is a rule for each one: 每人500元, 户均增收1200元."""
    return entry.observation.scope == "standard" or bool(EACH.search(_left(ledger, entry)))


def is_change(ledger: Ledger, entry: Entry) -> bool:
    """Whether a figure is what was added or taken away: 比上年增加20人."""
    return bool(CHANGE.search(_left(ledger, entry)))


def is_rate_or_change(ledger: Ledger, entry: Entry) -> bool:
    """Whether a figure is a rule for each one or a change, and so no total and no part."""
    return is_rate(ledger, entry) or is_change(ledger, entry)


def group(ledger: Ledger, first: Entry) -> tuple[Entry, ...]:
    """A figure and those right after it that belong to it: 180户610人; 14件、37人."""
    found = [first]
    while (following := ledger.following(found[-1])) is not None:
        gap = ledger.between(found[-1], following)
        known = {entry.unit for entry in found}
        if len(gap) > BESIDE or re.search(r"[。;:]", gap) or following.unit in known | UNCOUNTED:
            break
        # 2815户11846人、3240户13569人: the second households begin a group of their own
        if following.unit == "household" and "person" in known and gap.strip():
            break
        if re.search(r"[一-鿿]", gap) and not re.fullmatch(r"[、,(/]?共?", gap):
            break
        found.append(following)
    return tuple(found)


def head(ledger: Ledger, entry: Entry) -> Entry:
    """The first figure of the group that a figure stands in: 280户 for 640人 of 280户、640人."""
    before = ledger.previous(entry)
    return before if before is not None and entry in group(ledger, before) else entry


def parallel(ledger: Ledger, column: Column) -> Iterator[Column]:
    """The other columns of a list: the persons beside the households that add up."""
    for whole in group(ledger, head(ledger, column.whole)):
        if whole is column.whole:
            continue
        cells = [
            next((c for c in group(ledger, head(ledger, part)) if comparable(c, whole)), None)
            for part in column.parts
        ]
        full = tuple(cell for cell in cells if cell is not None)
        if len(full) == len(cells) and whole not in full:
            yield Column(whole, full)


def marked_lists(ledger: Ledger) -> Iterator[PartList]:
    """Every list of parts that a mark announces, in the order of the text."""
    for mark in _MARK.finditer(ledger.text):
        found = _list_at(ledger, mark)
        if found is not None:
            yield found


def _list_at(ledger: Ledger, mark: re.Match[str]) -> PartList | None:
    text, start = ledger.text, mark.end()
    kind: Mark = "of which" if mark["some"] else "inside" if mark["inside"] else "breakdown"
    begin, end = full_sentence(ledger, start)
    # 其中用于产业1.4亿元,用于基础设施1.2亿元: the second 用于 begins no list of its own
    spent = "其中" not in mark.group() and _SPENT_ON.search(mark.group())
    if spent and _SPENT_ON.search(text, begin, mark.start()):
        return None
    bracket = text.rfind("(", max(0, start - 60), start)
    if bracket >= 0 and ")" not in text[bracket:start]:
        closing = text.find(")", start, end)
        end = closing if closing >= 0 else end
    # 其中35岁以下62名: an age tells which part it is
    inside = [e for e in ledger.inside(start, end)[:3] if not _is_border(ledger, e)][:1]
    if not inside or inside[0].unit in UNCOUNTED:
        return None
    first = inside[0]
    if first.start - start > WIDEST_LABEL or (kind != "of which" and first.start - start < 1):
        return None
    label = text[start : first.start]
    if kind != "of which" and (re.search(r"[。;,]|其中|包括", label) or len(label) > 16):
        return None
    # 资金780万元,其中小学资助1200人、320万元: the first figure need not be in the total's unit
    for part in group(ledger, first):
        whole = (
            None if is_rate_or_change(ledger, part) else _whole(ledger, part, mark.start(), kind)
        )
        if whole is not None:
            return _columns(ledger, kind, whole, part, (start, end))
    return None


def _whole(ledger: Ledger, part: Entry, mark: int, kind: Mark) -> Entry | None:
    """The total before a mark: the nearest figure that counts the same as the first part.

    Where that is smaller than the part, an earlier one that is not; else it is the total only if it
    stands right before the mark.
    """
    text = ledger.text
    begin, _ = full_sentence(ledger, mark)
    # 搬迁3860户12940人。其中,搬迁贫困户2950户: the total stands in the sentence before
    if kind == "of which" and _BEGINS.fullmatch(text, begin, mark):
        begin, _ = full_sentence(ledger, max(0, begin - 1))
    near = ledger.inside(max(begin, mark - BACK), mark)
    if kind != "of which" and not _right_before(ledger, near, mark):
        return None
    found = list[Entry]()
    for entry in reversed(near):
        gap = text[entry.end : mark]
        opened = text.rfind("(", begin, entry.start)
        aside = opened >= 0 and ")" not in text[opened : entry.start] and ")" in gap
        # 占年度计划2亿元的90%: the base of a share is another matter
        if not comparable(entry, part) or aside or _SHARE_OF.search(_left(ledger, entry)):
            continue
        # 人均增收1200元,其中分红600元: a rule for each one is no total, nor is what stands before it
        if is_rate(ledger, entry):
            break
        if not is_change(ledger, entry):
            found.append(entry)
    if not found:
        return None
    nearest = found[0]
    if part.interval.low <= nearest.interval.high:
        return nearest
    # 已脱贫7900户,未脱贫520户。其中当年脱贫1300户
    larger = next((e for e in found[1:] if part.interval.low <= e.interval.high), None)
    close = mark - group(ledger, head(ledger, nearest))[-1].end <= _ADJACENT
    return larger or (nearest if close else None)


def _right_before(ledger: Ledger, near: Sequence[Entry], mark: int) -> bool:
    """Whether the last figure stands right before a bracket or colon: 干部22名:, 资金800万元(."""
    if not near:
        return False
    gap = ledger.text[near[-1].end : mark]
    return len(gap) <= _ADJACENT and not re.search(r"[,。;、()]", gap)


def _columns(
    ledger: Ledger, kind: Mark, whole: Entry, first: Entry, stretch: tuple[int, int]
) -> PartList | None:
    start, end = stretch
    rows, tight, last = list[tuple[Entry, ...]](), True, start
    for part in walk(ledger, whole, first, end):
        gap = ledger.text[last : part.start]
        if rows and (len(gap) > 25 or _OTHER_TALK.search(gap)):
            same = _OTHER_TALK.search(ledger.text[start : first.start])
            tight = tight and same is not None and len(gap) <= 25
        rows.append(group(ledger, part))
        last = rows[-1][-1].end
    if not rows:
        return None
    columns = []
    bases = group(ledger, head(ledger, whole))
    for base in (*bases, *_further(ledger, rows[0], bases, start)):
        cells = [next((c for c in row if comparable(c, base)), None) for row in rows]
        full = [cell for cell in cells if cell is not None]
        if full and (base is whole or len(full) == len(cells)):
            columns.append(Column(base, tuple(full)))
    labels = tuple(label(ledger, row, (at and rows[at - 1][-1].end) or start, end)
                   for at, row in enumerate(rows))  # fmt: skip
    after = ledger.text[last : last + 10]
    # 入股的3417户,务工的2590户,有的户两头都占: they say themselves that they overlap
    if _OVERLAP.search(ledger.text[start : min(last + 40, full_sentence(ledger, last)[1])]):
        tight = False
    return PartList(kind, tuple(columns), labels, tight, bool(_GOES_ON.match(after)))


def _further(
    ledger: Ledger, row: Sequence[Entry], bases: Sequence[Entry], mark: int
) -> Iterator[Entry]:
    """The totals of a row's other units that stand apart: 项目86个,总投资8560万元,其中产业32个3620万元."""
    # 资金780万元资助学生3600人,其中…: before or after the total
    begin, _ = full_sentence(ledger, bases[0].start)
    near = ledger.inside(max(begin, bases[0].start - WIDEST_LABEL), mark)
    for cell in row:
        if any(comparable(cell, base) for base in bases):
            continue
        found = [e for e in near if comparable(e, cell) and not is_rate_or_change(ledger, e)]
        yield from found[-1:] if len(found) == 1 else ()


def walk(ledger: Ledger, whole: Entry, first: Entry, end: int) -> Iterator[Entry]:
    """The figures from `first` on that count the same as the total, until something else is told.

    Households with their persons, shares (占48%) and what stands in brackets are passed over.
    """
    last, depth_from, count = first, first.start, 0
    for entry in ledger.inside(first.start, end):
        between = ledger.text[depth_from : entry.start]
        if between.count("(") > between.count(")"):
            continue
        gap = ledger.text[last.end : entry.start]
        if entry is not first and (len(gap) > WIDEST_LABEL or "其中" in gap):
            return
        if comparable(entry, whole):
            if is_rate_or_change(ledger, entry) or count >= MOST_PARTS:
                return
            # 安置412户,其中集中安置267户;农村危房动工820户: another matter after the ;
            if count == 1 and ";" in gap and entry.interval.low > whole.interval.high:
                return
            if count > 1 and ";" in gap and ";" not in ledger.text[first.end : last.start]:
                return
            yield entry
            count += 1
        elif _is_border(ledger, entry):
            continue
        elif entry.unit in UNCOUNTED:
            # 产业630万元,占50%; 税收3.9亿元,增长8.1%
            if entry.unit != "percent" or len(gap) > _ADJACENT:
                return
        elif not any(comparable(e, whole) for e in group(ledger, head(ledger, entry))):
            return
        last = entry


def label(ledger: Ledger, row: Sequence[Entry], begin: int, end: int) -> str:
    """The words of a part: those before it from the last separator, and those right after it."""
    before = SEPARATORS.split(ledger.text[begin : row[0].start])[-1]
    after = SEPARATORS.split(ledger.text[row[-1].end : min(end, row[-1].end + 12)])[0]
    # 9镇6乡: the unit itself is the word of the part
    if row[0].unit == "township":
        before += row[0].text.lstrip("0123456789个")
    return before + "|" + re.split(r"[。\d]", after)[0]

"""Whether a list of parts is all of its total: closed kinds, and sums that are nearly right.

An incomplete 其中 is no contradiction; 男 and 女, 中央, 省 and 县, 已脱贫 and 未脱贫 are all there is. Where the
words do not say it, the numbers may: a sum that is off by one changed digit was meant to hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from county_reports.arithmetic.intervals import INFINITY, total
from county_reports.audit.ledger import Entry

_KINDS = tuple(
    tuple(re.compile(each) for each in kind)
    for kind in (
        ("男(?!女)", "女"),
        ("集中(?:安置|供养)", "分散(?:安置|供养)"),
        ("集中", "分散"),
        ("城镇|城市", "农村|乡村"),
        ("县内|区内|市内|旗内", "县外|区外|市外|旗外"),
        ("省内", "省外"),
        ("县内|区内", "县外省内|区外省内|市内|省内", "省外"),
        ("脱贫不稳定", "边缘易致贫"),
        ("中央|国家", "省级|省|自治区", "县级|县|区级|区本级|县本级|旗"),
        ("中央", "省级|省|自治区", "市级|州级|市|州", "县级|县|区|旗"),
        ("(?<!非)贫困村", "非贫困村"),
        ("C级", "D级"),
        ("第一产业", "第二产业", "第三产业"),
        ("到户", "公益性", "经营性"),
        ("常住", "外出|流出"),
        ("建档立卡(?!以外)", "非建档立卡|一般农户|其他农户"),
        ("国家级|国定", "省级|省定", "市级|市定", "县级|县定"),
        ("查实|属实", "查否|不实|失实|查无|不属实"),
        ("小学", "初中"),
        ("小学", "初中", "高中"),
        ("镇", "乡"),
        ("镇", "乡", "街道|办事处"),
        ("线上", "线下"),
        ("本地", "外地|异地"),
        ("一般贫困户|一般户", "低保"),
        ("一般贫困户|一般户", "低保", "五保|特困"),
    )
)
"""Kinds that leave nothing over once each of them is named."""

_REST = re.compile(r"其他|其余|其它|剩余|另外|余下")
_NOT = re.compile(
    r"未(?!来)|尚未|没有|(?:^|[^,])非(?!公|遗|洲|税)|不(?:合格|达标|符合)|正在|在办|(?:办理|整改|推进|建设|施工)中"
)
_QUALITY = re.compile(
    r"贫困|脱贫户|低保|残疾|女|党员|五保|特困|老人|老年|儿童|少数民族|本科|大专|学历|建档|边缘|监测|返乡|退伍|"
    r"以上|以下|重点|示范|新增|新建|当年|今年|处分|组织处理|移送|问责|诫勉|立案"
)
"""Words of parts that may lie within one another: 30名党员 and 25名妇女 of 40名; one may be given 党纪处分
and 移送 at once."""

LOOSEST = Decimal("0.05")
"""How wide a sum may be against its total and still confirm it: 1.2亿 + 0.6亿 of 1.83亿."""
NEAR, VERY_NEAR = Decimal("0.03"), Decimal("0.01")
MANY_STEPS, SOME_STEPS = 2000, 300
"""How fine a total must be for one wrong digit to be no chance: of two parts, and of more."""
WITHIN = (Decimal("0.7"), Decimal("1.3"))
WITHIN_BRACKET = (Decimal("0.8"), Decimal("1.25"))


def closed(labels: Sequence[str]) -> bool:
    """Whether the parts by their words leave nothing over: 男, 女; 已办结, 正在办理; A, B, 其他."""
    if len(labels) < 2:
        return False
    if _REST.search(labels[-1]):
        return True
    # 100户以上3个、50户至100户4个、50户以下6个: from the top to the bottom
    if any("以上" in each for each in labels) and any("以下" in each for each in labels):
        return True
    if len(labels) == 2:
        negated = [bool(_NOT.search(each)) for each in labels]
        if negated[0] != negated[1]:
            return True
    for kind in _KINDS:
        free = list(labels)
        for word in kind:
            hit = next((each for each in free if word.search(each)), None)
            if hit is None:
                break
            free.remove(hit)
        else:
            return len(free) <= 1
    return False


def may_overlap(labels: Sequence[str]) -> bool:
    """Whether the parts may lie within one another, so that their sum says nothing."""
    return any(_QUALITY.search(each) for each in labels)


def step_of(entries: Sequence[Entry]) -> Decimal:
    """The coarsest power of ten that all values are multiples of: 100 of 6100 and 300."""
    exponents = [_exponent(entry.value) for entry in entries if entry.value]
    return Decimal(1).scaleb(min(exponents, default=0))


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def fineness(entries: Sequence[Entry], whole: Entry) -> Decimal:
    """How many steps the total has: 80 of 8000 = 5000 + 2500; a sum of few steps holds by
    chance.
    """
    return whole.value / step_of((*entries, whole))


def one_digit_off(parts: Sequence[Entry], whole: Entry, *, overlapping: bool = False) -> bool:
    """Whether one changed digit, or two neighbours changed over, would make the sum hold."""
    if not all(entry.is_exact for entry in (*parts, whole)):
        return False
    needed = SOME_STEPS if len(parts) > 2 and not overlapping else MANY_STEPS
    if fineness(parts, whole) < needed:
        return False
    off = abs(sum((part.value for part in parts), Decimal(0)) - whole.value)
    if not off or off > whole.value / 2:
        return False
    digits = "".join(map(str, off.normalize().as_tuple().digits))
    return len(digits) == 1 or digits in {"18", "27", "36", "45", "54", "63", "72", "81"}


def nearly(parts: Sequence[Entry], whole: Entry, *, overlapping: bool = False) -> bool:
    """Whether three parts or more give the total but for about 3% (1% where they may overlap)."""
    added = sum((part.value for part in parts), Decimal(0))
    near = VERY_NEAR if overlapping else NEAR
    return len(parts) > 2 and abs(added - whole.value) <= whole.value * near


def about_all(
    parts: Sequence[Entry], whole: Entry, limits: tuple[Decimal, Decimal] = WITHIN
) -> bool:
    """Whether the parts are roughly the total, so that they may be meant to be all of it."""
    added = sum((part.value for part in parts), Decimal(0))
    return whole.value * limits[0] <= added <= whole.value * limits[1]


def adds_up(parts: Sequence[Entry], whole: Entry) -> bool:
    """Whether the parts give the total, and are known finely enough to say so."""
    added = total(part.interval for part in parts)
    if added.high == INFINITY or not whole.value:
        return False
    same = sum((part.value for part in parts), Decimal(0)) == whole.value
    width = added.high - added.low
    return same or (added.meets(whole.interval) and width <= whole.value * LOOSEST)

"""Parts of the county: poor villages are villages, resumed workshops are workshops, and so on.

Which indicator counts a part of which other one is declared in a table; the relation always holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from county_reports.arithmetic.intervals import total
from county_reports.audit import claims, words
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule


@dataclass(frozen=True, slots=True)
class _Part:
    """An indicator and those of which it counts a part, the best first."""

    part: str
    wholes: tuple[str, ...]
    together: bool = False
    """Only where both stand in one sentence: a report has several rounds of inspections."""


PARTS = (
    _Part("registry.poor_villages", ("profile.villages",)),
    _Part("registry.initial_villages", ("profile.villages",)),
    _Part("registry.registered_persons", ("profile.population",)),
    _Part("registry.initial_persons", ("profile.population",)),
    _Part("employment.workshops_resumed", ("employment.workshops",)),
    _Part("registry.planned_villages", ("registry.poor_villages", "registry.initial_villages")),
    _Part("supervision.problems_fixed", ("supervision.problems_found",), together=True),
    _Part("supervision.petitions_closed", ("supervision.petitions",), together=True),
)

_PART = claims.Relation("部分不超过全体", "a part is within its whole")
_VILLAGES = claims.Relation(
    "涉及的村不超过全县村数", "villages named are within the county's villages"
)
_POOR = claims.Relation(
    "涉及的贫困村不超过贫困村总数", "poor villages named are within the listed ones"
)
_TOWNSHIPS = claims.Relation(
    "涉及的乡镇不超过全县乡镇数", "townships named are within the county's townships"
)
_POOR_NOUN = re.compile(r"[^,。;\d]{0,6}(?<!非)(?:贫困村|重点村|贫困嘎查)")
_NATURAL = re.compile(r"[^,。;\d]{0,4}(?:自然|村民小组|小组|屯|寨|村组|组)")
_POOR_BEFORE = re.compile(r"(?<!非)(?:贫困村|重点村|贫困嘎查村?)(?:共|有|为|:)?$")
_EXITED = re.compile(r"[^,。;\d]{0,6}(?:出列|退出|摘帽|脱贫)")
_LEAVING = re.compile(r"(?:预脱贫|拟退出|拟脱贫|计划退出|计划脱贫|计划出列|预退出)[^,。;\d]{0,4}村")
_BESIDE = 14
"""Characters from one figure to the next within one list of kinds: 6个街道、9个乡镇."""
_ELSEWHERE = re.compile(r"全省|全市|全州|全国|外[县省市]|兄弟县|各县|周边")


def parts_of_wholes(ledger: Ledger) -> Iterator[Finding]:
    """An indicator that counts a part of another one is within it.

    `贫困村45个` of `辖120个行政村`; `扶贫车间74家已复工73家`. Limits: the pairs are those of the table; where a
    whole is stated with several values, one that is large enough is taken.
    """
    for kind in PARTS:
        wholes = next((found for w in kind.wholes if (found := ledger.stated(w))), [])
        for part in ledger.stated_or_planned(kind.part)[:2]:
            if kind.together:
                inside = [w for w in ledger.around(part) if w.indicator in kind.wholes]
                near = [w for w in inside if w.start < part.start]
                # 交办的236件、本级48件中,已办结279件: they are meant together
                near = near if len(near) == 1 else []
            else:
                near = wholes
            base = large_enough(part, near)
            if base is not None and base is not part:
                yield claims.bound(_PART, part, base, hypotheses=("misprint", "other time"))


def large_enough(part: Entry, wholes: Sequence[Entry]) -> Entry | None:
    """The first whole that is no smaller than the part; the largest when all are; None of none.

    One of the very value goes first: 192 villages are the 192 of today, not among the 209 of 2014.
    """
    if not wholes:
        return None
    wholes = sorted(wholes, key=lambda whole: whole.value != part.value)
    return next((w for w in wholes if w.value >= part.value), max(wholes, key=lambda w: w.value))


def _county_total(ledger: Ledger, indicator: str) -> list[Entry]:
    """The county's villages or townships; none where the report counts kinds of them apart.

    `127个行政村和58个社区` are 185 together, and no single figure bounds the others.
    """
    stated = ledger.stated(indicator)
    for entry in stated:
        # 127个行政村和58个社区
        beside = (ledger.previous(entry), ledger.following(entry))
        if any(
            other is not None
            and other.unit == entry.unit
            and other.passage.sentence == entry.passage.sentence
            and abs(other.start - entry.start) < _BESIDE
            for other in beside
        ):
            return []
    return stated


def villages_named(ledger: Ledger) -> Iterator[Finding]:
    """Villages that a passage names are no more than the county has, poor ones than are listed.

    `29个行政村` of `68个村`, `7个光伏电站贫困村` of `8个贫困村`. Limits: figures of the county itself; natural
    villages and groups are other things.
    """
    every = _county_total(ledger, "profile.villages")
    poor = ledger.stated("registry.poor_villages", "registry.initial_villages")
    planned = ledger.stated_or_planned("registry.planned_villages")
    known = {id(entry) for entry in (*every, *poor, *planned)}
    for entry in ledger.entries:
        if entry.unit != "village" or entry.observation.scope != "county" or id(entry) in known:
            continue
        noun = ledger.after(entry, 14)
        if _NATURAL.match(noun) or _ELSEWHERE.search(ledger.clause(entry)) or entry.counts_visits:
            continue
        exited = (entry.indicator or "").startswith("registry.") or _EXITED.match(noun)
        named = _POOR_BEFORE.search(ledger.before(entry, 12))
        is_poor = bool(_POOR_NOUN.match(noun) or exited or named)
        leaving = _LEAVING.match(noun)
        base = large_enough(entry, planned if leaving and planned else poor if is_poor else every)
        if base is not None and (base.start < entry.start or not is_poor):
            relation = _POOR if is_poor else _VILLAGES
            yield claims.bound(relation, entry, base, hypotheses=("misprint", "other time"))


def townships_named(ledger: Ledger) -> Iterator[Finding]:
    """Townships that a passage names are no more than the county has: `在8个镇试点` of `辖10镇`."""
    every = _county_total(ledger, "profile.townships")
    for entry in ledger.entries:
        if entry.unit != "township" or entry.observation.scope != "county" or entry in every:
            continue
        base = large_enough(entry, every)
        # 十二个乡镇、八个社区,合计二十个: other places are in it
        if re.search(r"(?:合计|共计?|总计)$", ledger.before(entry, 4)):
            continue
        if base is not None and not _ELSEWHERE.search(ledger.clause(entry)):
            yield claims.bound(_TOWNSHIPS, entry, base, hypotheses=("misprint",))


_SECTORS = claims.Relation("各项资金之和不超过投入总额", "the sectors' funds are within all funds")
_SECTOR = claims.Relation("单项资金不超过投入总额", "a sector's funds are within all funds")


def sector_funds(ledger: Ledger) -> Iterator[Finding]:
    """The funds of sectors are within all funds: `产业3.2亿元` of `累计投入资金8亿元`.

    Limits: a total of one year bounds no sums of several years; that the sectors together exceed
    the total is no contradiction (they may overlap), a single one that does is.
    """
    for whole in ledger.stated("funding.total")[:1]:
        # 东部帮扶城市投入资金2300余万元 is what one giver put in
        if _ONE_GIVER.search(ledger.clause(whole)):
            continue
        sectors = []
        for entry in ledger.entries:
            indicator = entry.indicator or ""
            if not indicator.endswith(".funds") or not entry.is_reported:
                continue
            if not _funds_comparable(entry, whole):
                continue
            sectors.append(entry)
            yield claims.bound(_SECTOR, entry, whole, hypotheses=("other time", "misprint"))
        added = total(entry.interval for entry in sectors)
        if len(sectors) > 1 and added.low <= whole.interval.high:
            yield claims.within_whole(_SECTORS, sectors, added, whole, words.joined(sectors))


_ONE_GIVER = re.compile(
    r"东部|协作|对口|定点|帮扶(?:城市|单位|企业|方)|社会|捐|企业|中央(?!、)|省级(?!、)|单位投入|工作队"
)


def _funds_comparable(entry: Entry, whole: Entry) -> bool:
    one_year = whole.observation.accumulation == "year"
    if one_year and entry.observation.accumulation == "cumulative":
        return False
    if whole.period is None or entry.period is None:
        return not one_year
    # what a year spent is within what all years spent; never the other way round
    return entry.period == whole.period or "/" in whole.period or not one_year


_CUMULATIVE = claims.Relation(
    "当年数不超过累计数", "the year's figure is within the cumulative one"
)
_SUM_SO_FAR = re.compile(r"累计[^,。;\d]{0,10}$")
_OF_THE_YEAR = re.compile(
    r"其中,?(?:20\d\d年)?(?:当年|今年|本年|年内)?(?:新增|完成|实现|发放|投入|建成|脱贫)?$"
)
_THIS_YEAR = re.compile(
    r"[,(、](?:其中)?,?(?:今年|当年|本年度?|年内|20\d\d年)(?:新增|完成|实现|建成|新建|又)?$"
)


def year_in_cumulative(ledger: Ledger) -> Iterator[Finding]:
    """What a year has done is within what is summed up right before it: 五年累计硬化486公里,今年完成153公里.

    Example: `累计脱贫1200户,今年脱贫210户`. Limits: the two on end in one sentence, of one unit, the first
    after 累计, the second
    after 今年 or a year and without words of its own.
    """
    for year in ledger.entries:
        if year.unit in {"percent", "times"} or not year.is_reported:
            continue
        following = ledger.following(year)
        # 2018年造林2.6万亩,2016年以来三年累计造林5.2万亩: 三年 is no figure of its own here
        if following is not None and following.unit == "year":
            following = ledger.following(following)
        # 全年发放1.36亿元,项目启动以来累计发放2.24亿元: the sum so far may be told second
        if following is not None and _told_second(ledger, year, following):
            yield claims.bound(_CUMULATIVE, year, following, hypotheses=("misprint", "other time"))
            continue
        near = [e for e in ledger.around(year) if year.index - 5 <= e.index < year.index]
        near = [e for e in near if e.unit == year.unit and _SUM_SO_FAR.search(ledger.before(e, 14))]
        if not near:
            continue
        whole = near[-1]
        between = ledger.between(whole, year)
        last = ledger.between(ledger.entries[year.index - 1], year)
        of_it = whole.index == year.index - 1 or "其中" in last
        if of_it and (_THIS_YEAR.search(between) or _OF_THE_YEAR.search(between)):
            yield claims.bound(_CUMULATIVE, year, whole, hypotheses=("misprint", "other time"))


_BY_YEAR = re.compile(r"(?:全年|今年|当年|本年度?|年内|20\d\d年)(?!以来|来|起)[^,。;\d]{0,12}$")
_SINCE = re.compile(r"[,;](?:[^,。;]{0,14}?(?:以来|来|至今))?,?[^,。;]{0,8}累计[^,。;\d]{0,10}$")


def _told_second(ledger: Ledger, year: Entry, so_far: Entry) -> bool:
    """Whether a figure of a year stands right before the sum so far of the same thing."""
    gap = ledger.between(year, so_far)
    if year.unit != so_far.unit or "。" in gap or len(gap) > 30 or not so_far.is_reported:
        return False
    if year.unit == "count" and (
        year.observation.quantity.classifier != so_far.observation.quantity.classifier
    ):
        return False
    clause = ledger.text[max(year.passage.clause[0], year.start - 24) : year.start]
    return bool(_BY_YEAR.search(clause)) and bool(_SINCE.search(gap)) and "其中" not in gap


RULES = (
    Rule("year-in-cumulative", "wholes", _CUMULATIVE.zh, _CUMULATIVE.en, year_in_cumulative),
    Rule("part-of-whole", "wholes", _PART.zh, _PART.en, parts_of_wholes),
    Rule("villages-named", "wholes", _VILLAGES.zh, _VILLAGES.en, villages_named),
    Rule("townships-named", "wholes", _TOWNSHIPS.zh, _TOWNSHIPS.en, townships_named),
    Rule("sector-funds", "wholes", _SECTORS.zh, _SECTORS.en, sector_funds),
)

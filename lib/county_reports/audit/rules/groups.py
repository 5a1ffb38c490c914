"""Groups that a passage is about: what was done for some of them is within the group.

`对受灾贫困户503户1260人建立台账 … 为187户516人发放种子`: the 187 are among the 503.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from county_reports.audit import claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule

_HIT = re.compile(
    r"(?:受灾|因灾受损|遭灾|受损|受淹)(?:的)?(?:建档立卡)?(?P<who>贫困|脱贫|边缘|监测)?(?:农|对象)?(?:户|人口|群众)$"
)
_AFFECTED_TITLE = re.compile(r"灾|汛|旱|水毁|疫")
_EDGE = re.compile(r"(?:边缘|监测)(?:易致贫)?(?:农|对象)?(?:户|人口)?$")
_POOR = re.compile(r"(?:贫困|脱贫|建档立卡)(?:农|对象)?(?:户|人口|群众|学生)?$")
_OTHERS = re.compile(r"[、和与及]$")
_RELATION = claims.Relation(
    "受灾户（人）中的部分不超过受灾总数", "those helped are among those affected"
)
_FARTHEST = 2000
"""Characters; a passage about one event is no longer."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The households or persons that a passage is about, and whether they are 边缘户."""

    entry: Entry
    edge: bool
    start: int
    end: int


def _groups(ledger: Ledger) -> list[_Group]:
    """The affected groups that the report states, each with the stretch that is about them."""
    second = {persons.index: households for households, persons in ledger.pairs()}
    found: list[_Group] = []
    edge = False
    for entry in ledger.entries:
        if entry.unit not in {"household", "person"} or entry.counts_visits:
            continue
        named = second.get(entry.index, entry)
        words = ledger.before(named, 16)
        hit = _HIT.search(words)
        # 受灾贫困户503户1260人、边缘户28户69人: the second kind is affected too
        beside = (
            bool(found)
            and _EDGE.search(words)
            and (entry.passage.sentence == found[-1].entry.passage.sentence)
        )
        if not hit and not beside:
            continue
        edge = bool(beside or (hit and hit["who"] in {"边缘", "监测"}))
        start, end = _stretch(ledger, entry)
        found.append(_Group(entry, edge, start, end))
    return found


def _stretch(ledger: Ledger, entry: Entry) -> tuple[int, int]:
    """The section about the event that a figure stands in, in the source; else its surroundings."""
    at = entry.observation.quantity.start
    for section in ledger.report.heading_path(at):
        if _AFFECTED_TITLE.search(section.title) and section.end - section.start <= _FARTHEST:
            return section.start, section.end
    return at - 200, at + 600


def among_the_affected(ledger: Ledger) -> Iterator[Finding]:
    """What was done for some of those hit by a disaster is within all of them.

    `受灾贫困户503户1260人` bounds `恢复供水204户` and `为187户516人发放种子` in the same section. Limits: figures
    without words of their own, or with those of the group; it is the section's event that counts.
    """
    for group in _groups(ledger):
        near = ledger.inside(group.entry.start - _FARTHEST, group.entry.start + _FARTHEST)
        for entry in near:
            place = entry.observation.quantity.start
            if entry.unit != group.entry.unit or not group.start <= place < group.end:
                continue
            if entry is group.entry or entry.counts_visits or entry.value > group.entry.value:
                continue
            if _same_kind(ledger, entry, edge=group.edge):
                yield claims.bound(_RELATION, entry, group.entry)


def _same_kind(ledger: Ledger, entry: Entry, *, edge: bool) -> bool:
    second = ledger.previous(entry)
    named = entry
    if entry.unit == "person" and second is not None and second.unit == "household":
        named = second if entry.start - second.end <= 1 else entry
    left = ledger.text[max(named.passage.clause[0], named.start - 10) : named.start]
    right = ledger.after(entry, 8)
    if entry.unit == "household":
        right = right.lstrip("0123456789人名")
    if edge:
        return bool(_EDGE.search(left) or right.startswith(("边缘", "监测")))
    if _EDGE.search(left) or right.startswith(("边缘", "监测", "困难")) or _OTHERS.search(left):
        return False
    own = _POOR.search(left) or right.startswith(("贫困", "脱贫", "建档"))
    return bool(own) or left.endswith(("为", "对", "给", "帮助"))


RULES = (Rule("affected", "wholes", _RELATION.zh, _RELATION.en, among_the_affected),)

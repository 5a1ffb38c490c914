"""Of a task, beyond a task, beyond a whole: 完成任务的…%, 超过任务的…%, shares above 100 %, shares that
split one whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from county_reports.arithmetic.intervals import Interval, point, total
from county_reports.audit import claims, words
from county_reports.audit.finding import Finding, Unchecked
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule, unchecked
from county_reports.audit.rules.shares import (
    HUNDRED,
    NO_PART,
    NO_TASK,
    NOT_A_PART,
    OF,
    TASK,
    clause_before,
    of_the_task,
    of_unit,
    parts_before,
)  # fmt: skip

_BEYOND = claims.Relation("超过比例等于超出部分除以任务数", "the excess is a share of the task")
_PERCENT = claims.Relation("占比不超过100%", "a share is at most 100 %")
_ALL = claims.Relation("各占比之和等于100%", "the shares of a whole make 100 %")
_OF_TASK = re.compile(
    r"(?P<verb>完成|(?<!下)达到?|为|是|相当于|实现)了?(?P<base>[^,;。!?\n完成达为是]{0,36}?"
    r"(?:任务|计划|目标|指标|下达|应)(?:[^,;。!?\n占]|(?<=\d),(?=\d)){0,16}?)的(?:约|近|超过?)*$"
)
_BEYOND_TASK = re.compile(
    r"超(?:过|出|额|额完成)?(?P<base>[^,;。!?\n]{0,30}?(?:任务|计"
    r"划|目标|指标)(?:[^,;。!?\n占]|(?<=\d),(?=\d)){0,16}?)的?$"
)
_ITEM = re.compile(r"[^,;。、\d占]{2,16}占(?:比)?(?:为|达|约)?$")
_NEXT_ITEM = re.compile(r"[,、;和]?[^,;。、\d占]{2,16}占(?:比)?(?:为|达|约)?")
_REST = re.compile(r"其[他它余]")
_SPLIT = re.compile(r"其中|分别|构成|结构|[:]|中[,]")
_FAR = Decimal(130)


def share_of_task(ledger: Ledger) -> Iterator[Finding | Unchecked]:
    """What is done ÷ the task is the share of the task that is stated.

    `完成危房改造1250户,完成年度任务1300户的96.2%`. Limits: the task is a figure behind 完成, or the one figure of
    its
    unit that stands under 任务, 计划 or 目标 before it in the sentence (or the one before, to confirm).
    """
    for share in ledger.entries:
        if share.unit != "percent":
            continue
        found = _OF_TASK.search(clause_before(ledger, share))
        if found is None:
            continue
        at = share.start - (len(clause_before(ledger, share)) - found.start())
        parts = parts_before(ledger, share, at)
        if parts is None:
            yield unchecked(share, *NO_PART)
            continue
        yield from of_the_task(ledger, share, parts, at)


def beyond_task(ledger: Ledger) -> Iterator[Finding | Unchecked]:
    """超过任务Y的Z% means Z % more than Y, or Z % of Y: the reading that holds is named.

    `新增贷款1260万元,超过任务900万元的40%`. Limits: the task stands between 超过 and the percentage.
    """
    for share in ledger.entries:
        if share.unit != "percent":
            continue
        found = _BEYOND_TASK.search(clause_before(ledger, share))
        if found is None:
            continue
        at = share.start - (len(clause_before(ledger, share)) - found.start())
        parts = parts_before(ledger, share, at)
        tasks = [e for e in ledger.inside(at, share.start) if e.value]
        if parts is None or not tasks:
            yield unchecked(share, *(NO_PART if parts is None else NO_TASK))
            continue
        for task in reversed(tasks):
            part = of_unit(parts, task.unit)
            if part and part[0].interval.high >= task.interval.low:
                yield _excess(share, part[0], task)
                break


def _excess(share: Entry, done: Entry, task: Entry) -> Finding:
    ratio = done.interval.over(task.interval).scaled(HUNDRED)
    low = max(ratio.low - HUNDRED, Decimal(0))
    more = claims.equality(
        _BEYOND, share, (done, task), Interval(low, max(ratio.high - HUNDRED, low)),
        f"({done.text} − {task.text}) ÷ {task.text}", derived=True,
        hypotheses=("other base", "misprint"), note="读作超出部分占任务数的比例",
    )  # fmt: skip
    of_it = claims.equality(
        TASK, share, (done, task), ratio, f"{done.text} ÷ {task.text}", derived=True,
        note="读作完成数占任务数的比例",
    )  # fmt: skip
    return of_it if of_it.holds and not more.holds else more


def share_within_hundred(ledger: Ledger) -> Iterator[Finding]:
    """No share of a whole is above 100 %: `占行政村总数的165%` is implausible.

    Limits: only percentages that 占 states; 完成任务的120% and 增长150% are as they may be.
    """
    for share in ledger.entries:
        if share.unit != "percent" or share.interval.low <= HUNDRED:
            continue
        of_a_whole = OF.search(clause_before(ledger, share))
        if of_a_whole and not NOT_A_PART.search(ledger.before(share, 12)):
            yield claims.band(
                _PERCENT, (share,), share.interval, Interval(Decimal(0), HUNDRED),
                formula=share.text, hypotheses=("decimal point", "misprint"),
            )  # fmt: skip


def shares_make_a_hundred(ledger: Ledger) -> Iterator[Finding]:
    """Shares that split one whole add up to 100 %.

    `其中中央资金占54%、省级资金占36%、县级资金占10%`. Limits: two or more shares in one sentence, each its own 占 and
    nothing else counted between; short of 100 says something only where the last one is 其他 or 其余.
    """
    done = -1
    for first in ledger.entries:
        if first.index <= done or first.unit != "percent" or not first.is_exact:
            continue
        row = [first]
        if not _ITEM.search(clause_before(ledger, first)):
            continue
        while (following := ledger.following(row[-1])) is not None:
            between = ledger.between(row[-1], following)
            if following.unit != "percent" or not _NEXT_ITEM.fullmatch(between):
                break
            row.append(following)
        done = row[-1].index
        if len(row) < 2 or not all(e.is_exact for e in row):
            continue
        added = total(e.as_rounded for e in row)
        rest = bool(_REST.search(ledger.text[row[-2].end : row[-1].start]))
        holds = added.meets(point(HUNDRED))
        slightly = HUNDRED < added.low <= _FAR and _SPLIT.search(clause_before(ledger, first))
        if (holds and (len(row) > 2 or added.middle == HUNDRED)) or rest or slightly:
            others = row[:-1]
            yield claims.equality(
                _ALL, row[-1], others, point(HUNDRED) - total(e.as_rounded for e in others),
                f"100% − {words.joined(others, ' − ')}", derived=True,
                hypotheses=("double counting", "misprint"),
            )  # fmt: skip


RULES = (
    Rule("task-share", "shares", TASK.zh, TASK.en, share_of_task),
    Rule("task-excess", "shares", _BEYOND.zh, _BEYOND.en, beyond_task),
    Rule("shares-sum", "shares", _ALL.zh, _ALL.en, shares_make_a_hundred),
)
BOUNDS = (Rule("share-bound", "shares", _PERCENT.zh, _PERCENT.en, share_within_hundred),)

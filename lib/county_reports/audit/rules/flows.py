"""A stock, what went out of it and came into it, and the stock after: 年初2860人,脱贫2380人,新识别6人,年末486人.

The register of the poor is told like an account. Each flow has its sign by its words: 脱贫, 减贫, 死亡,
清退 take away; 新识别, 返贫, 新增 add.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from county_reports.arithmetic.intervals import Interval
from county_reports.audit import claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.lists import full_sentence, head, is_rate
from county_reports.audit.rule import Rule

_BALANCE = claims.Relation("期初数加减变动等于期末数", "the stock, less what left, plus what came")
_YEARLY = claims.Relation(
    "年均增长率与首末两数相符", "the yearly growth leads from the first to the last"
)

_BEGINS = re.compile(
    r"(?:年初|上年末|上年底|去年底|年底|年末|期初|原有|原来有?|起初|结转|之初|20\d\d年)"
    r"[^,。;\d]{0,14}$"
)
_ENDS = re.compile(
    r"(?:年底|年末|期末|目前|现有|现还?有|至今|截至|剩余|剩下|尚有|还有|仍有|仅剩|还剩|余|结存|结转下年)[^,。;\d]{0,14}$"
)
_OUT = re.compile(
    r"(?:(?<!未)(?<!尚未)脱贫|减贫|减少|净减|死亡|清退|剔除|注销|销户|退出|核减|迁出|出列|消除|支出|拨付|用去)[^,。;\d]{0,8}$"
)
_IN = re.compile(
    r"(?:新识别|新增|返贫|增加|净增|迁入|纳入|补录|新纳入|收入|到位|下达|新安排)[^,。;\d]{0,8}$"
)
_COUNTED = frozenset({"household", "person", "village", "count", "CNY"})
_MOST = 6
_LONGEST = 160


def balances(ledger: Ledger) -> Iterator[Finding]:
    """The stock at first − what left + what came = the stock at last.

    `2018年底剩余贫困人口2860人,2019年脱贫2380人,自然减少12人,新识别6人,2019年底剩余474人`. Limits: one sentence, one
    unit, every figure between the two stocks with its sign by its words, no plans.
    """
    for last in ledger.entries:
        if last.unit not in _COUNTED or not last.is_reported or not last.is_exact:
            continue
        if not _ENDS.search(_words(ledger, last)):
            continue
        begin, _ = full_sentence(ledger, last.start)
        before = ledger.inside(max(begin, last.start - _LONGEST), last.start)
        same = [e for e in before if e.unit == last.unit and not is_rate(ledger, e)][-_MOST:]
        for at in range(len(same) - 1):
            first, flows = same[at], same[at + 1 :]
            signs = [_sign(ledger, flow) for flow in flows]
            words = _words(ledger, first)
            # 2015年退出17个 and 累计脱贫19976户 are no stock
            moved = _OUT.search(words) or _IN.search(words)
            if not _BEGINS.search(words) or moved or None in signs:
                continue
            if 1 not in signs and max(flow.value for flow in flows) > first.value:
                continue
            yield _balanced(first, flows, signs, last)
            break


def _balanced(
    first: Entry, flows: Sequence[Entry], signs: Sequence[int | None], last: Entry
) -> Finding:
    computed, formula = first.interval, first.text
    for flow, sign in zip(flows, signs, strict=True):
        if sign == 1:
            computed, formula = computed + flow.interval, f"{formula} + {flow.text}"
        else:
            computed, formula = computed - flow.interval, f"{formula} − {flow.text}"
    return claims.equality(
        _BALANCE, last, (first, *flows), computed, formula,
        hypotheses=("register adjusted", "misprint"),
    )  # fmt: skip


def _words(ledger: Ledger, entry: Entry) -> str:
    """The words before a figure's group, within its clause: those before 678户 for 2310人."""
    named = head(ledger, entry)
    return ledger.text[max(named.passage.clause[0], named.start - 24) : named.start]


def _sign(ledger: Ledger, entry: Entry) -> int | None:
    words = _words(ledger, entry)
    if re.search(r"计划|拟|预计|目标|合计|累计|共", words):
        return None
    if _IN.search(words):
        return 1
    return -1 if _OUT.search(words) else None


_FROM_YEAR = re.compile(r"(?P<year>20[012]\d)年(?:底|末)?的?[^,。;\d]{0,4}$")
_EACH_YEAR = re.compile(
    r"(?:年均|年平均|平均每年)(?:递)?(?:增长|增加|提高|增幅|增速|递增)[^,。;\d]{0,4}$"
)
_LOOSE = Decimal("0.3")
"""Points of a yearly rate that another way of counting the years or of rounding may make."""


def yearly_growth(ledger: Ledger) -> Iterator[Finding]:
    """A yearly rate of growth leads from the first amount to the last over the years between.

    `由2014年的5860元增长到2019年的9986元,年均增长11.2%`: (9986 ÷ 5860) to the fifth root. Limits: both amounts
    with their years, side by side right before the rate, which is no target; the mean of the
    yearly rates, which some authors give, differs by less than the margin.
    """
    for rate in ledger.entries:
        if rate.unit != "percent" or not rate.value or not rate.is_exact:
            continue
        # 力争年均增长15% is asked of the years to come
        if rate.observation.status == "planned":
            continue
        if not _EACH_YEAR.search(ledger.before(rate, 14)) or rate.index < 2:
            continue
        old, new = ledger.entries[rate.index - 2], ledger.entries[rate.index - 1]
        if old.unit != new.unit or old.unit in {"percent", "year"} or not old.value:
            continue
        years = [_FROM_YEAR.search(ledger.before(each, 16)) for each in (old, new)]
        if years[0] is None or years[1] is None or new.value <= old.value:
            continue
        span = int(years[1]["year"]) - int(years[0]["year"])
        if not 1 < span <= 10 or rate.start - new.end > _NEAR:
            continue
        root = (new.value / old.value) ** (Decimal(1) / span)
        growth = (root - 1) * 100
        yield claims.equality(
            _YEARLY, rate, (new, old), Interval(growth - _LOOSE, growth + _LOOSE),
            f"({new.text} ÷ {old.text})^(1/{span}) − 1", derived=True,
            hypotheses=("misprint", "other base"), note="容差0.3个百分点",
        )  # fmt: skip


_NEAR = 24

RULES = (
    Rule("balance", "register", _BALANCE.zh, _BALANCE.en, balances),
    Rule("yearly-growth", "growth", _YEARLY.zh, _YEARLY.en, yearly_growth),
)

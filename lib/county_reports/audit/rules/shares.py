"""Stated shares and rates: 占…的X%, completion rates, what is done of all that there is.

A share is confirmed where two figures of the sentence give it. That it does not follow is said only
where the sentence names part, whole and share itself; a base that is no figure stays unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from county_reports.arithmetic.intervals import Interval
from county_reports.audit import claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Outcome, Rule, unchecked

HUNDRED = Decimal(100)
_SHARE = claims.Relation("占比由两个数字算出", "a stated share of two stated figures")
_RATE = claims.Relation("完成率由两个数字算出", "a stated rate of two stated figures")
_DONE = claims.Relation("已完成的不超过总数", "what is done is within all there is")

_OF = re.compile(r"占(?P<base>[^。;]{0,40}?)(?:的|比例|比重|比)?(?:约|近|达|到|为|仅|是)*$")
_RATE_WORD = re.compile(
    r"(?:(?:完成|开工|竣工|完工|支付|支出|拨付|报账|整改|办结|覆盖|复工|使用|执行|到位|兑现|化解|销号|回复|入住|脱贫|退出|签约|参保|普及|通过|达标|办复|就业|安置|搬迁)(?:进度|率|比例)|支出进度|拨付进度|占比|比例)(?:均|已|高)*(?:达到|达|为|是)?$"
)
_TASK = re.compile(
    r"(?:完成|占|是)[^,。;]{0,12}(?:任务|计划|目标|预算|总投资)[^,。;\d]{0,6}(?:的|任务的)?(?:约|近)?$"
)
_DONE_BEFORE = re.compile(
    r"(?:已|已经|现已|全部|累计)?(?:完成|开工|完工|竣工|建成|办结|办复|整改|解决|支出|拨付|使用|复工|验收|入住|销号|回复|化解|到位|兑现|消除)(?:到位|整改|风险|资金|项目|建设|了|的)*$"
)
_DONE_AFTER = re.compile(
    r"(?:个)?(?:村|项目|问题|信访件|件|户)?(?:已|已经|均已|全部)?(?:开工|完工|竣工|建成|办结|办复|整改到位|完成|复工|验收|销号|入住)"
)
_NOT_OF = re.compile(r"新增|另|新建|同比|比上年|较上年|不包括|计划|拟|上年|去年")
_FINE, _FAR = 3, 40
_REACH = 6
"""Earlier figures of the sentence among which part and whole are looked for."""

NOUN_BASES: tuple[tuple[str, str], ...] = (
    ("总人口", "profile.population"), ("人口总数", "profile.population"),
    ("贫困村", "registry.poor_villages"), ("行政村", "profile.villages"),
    ("村总数", "profile.villages"), ("乡镇", "profile.townships"),
    ("贫困人口", "registry.registered_persons"), ("脱贫人口", "registry.registered_persons"),
    ("贫困户", "registry.registered_households"), ("脱贫户", "registry.registered_households"),
    ("三类", "resilience.monitored_households"), ("监测", "resilience.monitored_households"),
    ("资金", "funding.total"), ("资金", "funding.special"), ("资金", "funding.integrated"),
)  # fmt: skip
"""Which indicator a base named without its figure leads to: 占行政村总数的…."""


def percent_of(part: Entry, whole: Entry) -> Interval:
    """What share in percent the part is of the whole."""
    return part.interval.over(whole.interval).scaled(HUNDRED)


def formula_of(part: Entry, whole: Entry) -> str:
    """The share as it is written: 396户 ÷ 518户."""
    return f"{part.text} ÷ {whole.text}"


def fits(computed: Interval, share: Entry) -> bool:
    """Whether a computed share is the stated one by any rounding."""
    step = Interval(share.value - share.precision, share.value + share.precision)
    return computed.meets(share.as_rounded if share.is_exact is False else step)


def shares_of_a_base(ledger: Ledger) -> Iterator[Outcome]:
    """A share of a base, 占…的X%, follows from the part and the base.

    `累计消除风险396户,占518户的76.4%`; the base may stand between 占 and the share, in a bracket after it, or be
    named (`占行政村总数的73.2%`). Limits: a named base is asked where one figure of the report fits it.
    """
    for share in ledger.entries:
        if share.unit != "percent" or not share.value:
            continue
        begin = share.passage.sentence[0]
        words = ledger.text[max(begin, share.start - 44) : share.start]
        found = _OF.search(words)
        if not found:
            continue
        at = share.start - len(words) + found.start()
        parts = [e for e in ledger.inside(begin, at) if e.unit != "percent"][-_REACH:]
        inside = ledger.inside(at, share.start)
        yield from _judge(ledger, share, parts, inside, found["base"])


def _judge(
    ledger: Ledger, share: Entry, parts: Sequence[Entry], inside: Sequence[Entry], base: str
) -> Iterator[Outcome]:
    following = ledger.following(share)
    bracket = (
        [following]
        if following is not None
        and "(" in ledger.between(share, following)
        and following.passage.sentence == share.passage.sentence
        else []
    )
    explicit = [*inside[-1:], *bracket]
    for whole in explicit:
        same = [part for part in parts if part.unit == whole.unit]
        right = next((p for p in reversed(same) if fits(percent_of(p, whole), share)), None)
        part = right or (same[-1] if same else None)
        if part is not None:
            yield _finding(share, part, whole, claims_relation=_SHARE)
            return
    if not parts:
        return
    near = _named_bases(ledger, share, base)
    if len(share.value.normalize().as_tuple().digits) >= _FINE:
        # 占三类户的76.4%: three digits do not fit a figure of another paragraph by chance
        near += list(reversed(ledger.entries[max(0, share.index - _FAR) : share.index]))
    for part in reversed(parts[-3:]):
        for whole in near:
            alike = whole is not part and whole.unit == part.unit
            if alike and fits(percent_of(part, whole), share):
                yield _finding(share, part, whole, claims_relation=_SHARE)
                return
    if not explicit:
        yield unchecked(
            share, "占比的基数不是报告中的数字", "the base of this share is no figure of the report"
        )


def _named_bases(ledger: Ledger, share: Entry, base: str) -> list[Entry]:
    """Figures that a base named in words may be: earlier ones of the sentence, then indicators."""
    begin = share.passage.sentence[0]
    found = list(reversed(ledger.inside(begin, share.start)))[:_REACH]
    for noun, indicator in NOUN_BASES:
        if noun in base:
            found += ledger.stated(indicator)[:2]
    earlier = ledger.entries[max(0, share.index - 8) : share.index]
    return [*found, *reversed(earlier)]


def _finding(
    share: Entry, part: Entry, whole: Entry, *, claims_relation: claims.Relation
) -> Finding:
    return claims.equality(
        claims_relation, share, (part, whole), percent_of(part, whole), formula_of(part, whole),
        unit="percent", derived=True, hypotheses=("other base", "misprint"),
    )  # fmt: skip


def rates_of_two(ledger: Ledger) -> Iterator[Finding]:
    """A rate beside two figures of one unit is the one over the other.

    `梳理问题52个,已整改48个,整改率92.3%`; `下达资金1.83亿元,支出17751万元,支出率97%`. Limits: one sentence; that it does
    not follow is said where exactly two figures of a unit stand before it, the smaller one done.
    """
    for rate in ledger.entries:
        if rate.unit != "percent" or not rate.value:
            continue
        words = ledger.before(rate, 24)
        task = _TASK.search(words)
        if not (_RATE_WORD.search(words) or task):
            continue
        before = [e for e in ledger.around(rate) if e.index < rate.index and e.unit != "percent"]
        before = [e for e in before if e.observation.scope != "standard"][-_REACH:]
        pairs = [
            (part, whole)
            for whole in before
            for part in before
            if part is not whole and part.unit == whole.unit and _alike(part, whole)
        ]
        right = next(((p, w) for p, w in reversed(pairs) if fits(percent_of(p, w), rate)), None)
        if right is not None:
            yield _finding(rate, *right, claims_relation=_RATE)
            continue
        certain = _certain_pair(ledger, rate, pairs)
        if certain is not None:
            yield _finding(rate, *certain, claims_relation=_RATE)


def _alike(part: Entry, whole: Entry) -> bool:
    if part.unit != "count":
        return True
    return part.observation.quantity.classifier == whole.observation.quantity.classifier


def _certain_pair(
    ledger: Ledger, rate: Entry, pairs: Sequence[tuple[Entry, Entry]]
) -> tuple[Entry, Entry] | None:
    """Part and whole where nothing else can be meant: two figures, the last one is done."""
    near = [(p, w) for p, w in pairs if w.index < p.index]
    if len(near) != 1 or len(pairs) != 2:
        return None
    part, whole = near[0]
    previous = ledger.previous(rate)
    if previous is not part or not _is_done(ledger, part) or _NOT_OF.search(ledger.clause(part)):
        return None
    return part, whole


def done_of_all(ledger: Ledger) -> Iterator[Finding]:
    """What is done is no more than all that there is: `实施项目211个,已完工209个`.

    Limits: one sentence, the same unit and classifier, the verb right beside the later figure, and
    no other figure of that unit between them.
    """
    for done in ledger.entries:
        if done.unit in {"percent", "CNY", "times"} or not done.is_reported:
            continue
        if not (
            _DONE_BEFORE.search(ledger.before(done, 10))
            or _DONE_AFTER.match(ledger.after(done, 12))
        ):
            continue
        if _NOT_OF.search(ledger.clause(done)):
            continue
        around = ledger.around(done)
        earlier = [e for e in around if e.index < done.index and e.unit == done.unit]
        if not earlier or not _alike(done, earlier[-1]) or earlier[-1].counts_visits:
            continue
        whole = earlier[-1]
        if whole.passage.clause == done.passage.clause or len(earlier) > 2:
            continue
        # 现场解答3万件,交办办结6000件: two that are done are parts of something else
        if _is_done(ledger, whole):
            continue
        finding = claims.bound(_DONE, done, whole, hypotheses=("misprint", "other time"))
        shared = _names(ledger, whole) & _names(ledger, done)
        if finding.holds or shared or (len(earlier) == 1 and done.unit == "count"):
            yield finding


def _is_done(ledger: Ledger, entry: Entry) -> bool:
    before, after = ledger.before(entry, 10), ledger.after(entry, 12)
    return bool(_DONE_BEFORE.search(before) or _DONE_AFTER.match(after) or "解答" in before)


def _names(ledger: Ledger, entry: Entry) -> set[str]:
    right = entry.passage.right_text(ledger.text)[:6]
    return {right[at : at + 2] for at in range(len(right) - 1)}


RULES = (
    Rule("share", "shares", _SHARE.zh, _SHARE.en, shares_of_a_base),
    Rule("rate", "shares", _RATE.zh, _RATE.en, rates_of_two),
)
BOUNDS = (Rule("done", "shares", _DONE.zh, _DONE.en, done_of_all),)

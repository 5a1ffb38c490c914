"""Rates of completion beside their two numbers: 共有项目211个,已完工209个,完工率99.1%.

The name of the rate says what was done (支出率, 整改率, 入住率), so the part is the figure with that
word beside it, and the whole an earlier figure of its unit. Other rates are confirmed at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from county_reports.arithmetic.intervals import Interval
from county_reports.audit import bases, claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.lists import full_sentence
from county_reports.audit.rule import Rule

HUNDRED = Decimal(100)

_RATE = claims.Relation("比率等于完成数除以总数", "the rate is what is done of all there is")
_CEILING = claims.Relation("比率不超过100%", "a rate is at most 100 %")

_NAMES: tuple[tuple[str, str], ...] = (
    ("开工", "开工|动工|实施|启动"),
    ("复工", "复工"),
    ("竣工|完工", "竣工|完工|建成|完成"),
    ("完成", "完成|完工|竣工|建成|整改|达到"),
    (
        "支出|支付|拨付|报账|使用|执行|兑现|兑付",
        "支出|支付|拨付|报账|使用|执行|兑现|兑付|完成|拨|发放",
    ),
    ("整改|销号|清零", "整改|销号|完成|解决|清零"),
    ("办结|办理|办复|化解|回复|答复|查处", "办结|办理|办复|化解|回复|答复|解决|办|查处"),
    ("入住", "入住|搬迁入住|搬"),
    ("参保|参合|覆盖|投保|签约", "参保|参合|覆盖|投保|签约|参加|购买"),
    ("就业|上岗", "就业|上岗|务工"),
    ("脱贫|退出|出列|摘帽", "脱贫|退出|出列|摘帽"),
    ("到位|下达", "到位|下达"),
    ("通过|合格|达标|验收", "通过|合格|达标|验收"),
    ("满意", "满意"),
    ("报销|补偿|减免", "报销|补偿|减免"),
    ("覆盖面", "覆盖"),
    ("采纳|落实|安置|拆除|复垦|获贷|消除", "采纳|落实|安置|拆除|复垦|获贷|贷款|消除"),
)
"""The word of a rate, and the words by which the text says that this was done."""
_BY_NAME = tuple(
    (
        re.compile(rf"(?:{name})(?:完成|到位|执行|工作)?(?:率|进度|比例|比率)"),
        re.compile(rf"(?:{verbs})"),
    )
    for name, verbs in _NAMES
)
_NAMED = re.compile(
    r"(?P<name>[^,;。、\d(]{1,14}?(?:率|进度|比例|比率|覆盖面))"
    r"(?:已|均|分别|平均)*(?:达到?|为|是|超过?|约|近|达到了|:|高达|的)*$"
)
_CHANGED = re.compile(
    r"提高|上升|下降|增长|增加|降低|降至|降到|由|比上年|同比|目标|确保|力争|不低于|计划|要求"
)
_NOT_OF_A_COUNT = re.compile(
    r"增长|发生|错退|漏评|认可|知晓|利率|贴息|贡献|回报|收益|合格率以上|成活|森林|植被|城镇化"
)
_UNITS = frozenset({"CNY", "household", "person", "village", "township", "count", "mu", "km", "m2"})
_GREATEST_GAP = 50
_DONE = re.compile(r"已|完成|实际|累计")
_TASK = re.compile(r"任务|计划|目标")
_BEYOND_ALL = re.compile(r"完成率")
_TWO, _CLOSE = 2, 14
_ALL = re.compile(r"全[县区市旗]|应|总|共|计划|任务|所有|需")
_FROM_WHOLE = re.compile(
    r"共|总|全[县市区旗]|计划|应|任务|下达|到位|安排|实施|有|涉及|反馈|发现|收到|受理|规"
    r"划|拟|批复|入库|库|储备|争取|排|列|筹|储备|新建|建设|改造|申报|报名|应届|登记|抽查|抽验|检查"
)


def rates_of_completion(ledger: Ledger) -> Iterator[Finding]:
    """What is done ÷ all there is gives the rate: 开工率, 支出率, 整改率, 办结率, 入住率 ….

    `下达资金1.83亿元,支出17751万元,支出率97%`. Limits: one sentence; the part is the figure with the rate's word
    beside it, the whole an earlier figure of its unit. That it does not follow is said where there
    is only one such whole; parts of other rates and of other totals are none.
    """
    parts_of: set[int] = set()
    for rate in ledger.entries:
        if rate.unit != "percent":
            continue
        word = _word_of(ledger, rate)
        if word is None:
            continue
        found = _judge(ledger, rate, word, parts_of)
        if found is not None:
            parts_of.add(found[0].index)
            yield found[1]


def _word_of(ledger: Ledger, rate: Entry) -> re.Pattern[str] | None:
    """The words of what was done, by the name of a rate; None where it is none of these rates."""
    before = ledger.before(rate, 30)
    row = _ROW.search(before)
    if row and "、" in row["names"] and "分别" in row.group():
        return _verbs(_names_of(row)[0])
    named = _NAMED.search(before)
    if named is None:
        return _of_a_row(ledger, rate)
    name = named["name"]
    if _NOT_OF_A_COUNT.search(name) or _CHANGED.search(before[named.start() :]):
        return None
    return _verbs(name)


def _verbs(name: str) -> re.Pattern[str] | None:
    for pattern, verbs in _BY_NAME:
        if pattern.search(name):
            return verbs
    # 核查率, 发放率, 检测率: what the rate is called is what was done
    stem = _STEM.search(name)
    return re.compile(re.escape(stem["verb"])) if stem else None


_STEM = re.compile(r"(?P<verb>[一-鿿]{2})(?:率|进度|比例|比率)$")
_ROW = re.compile(r"(?P<names>[^,;。\d]{2,24}率)(?:分别|各)?(?:达到?|为|是)+$")


def _of_a_row(ledger: Ledger, rate: Entry) -> re.Pattern[str] | None:
    """开工率、完工率分别为99.1%、94.8%: the second name is that of the second rate."""
    previous = ledger.previous(rate)
    if previous is None or previous.unit != "percent":
        return None
    if not re.fullmatch(r"[、和,]", ledger.between(previous, rate)):
        return None
    row = _ROW.search(ledger.before(previous, 34))
    names = _names_of(row) if row and "分别" in row.group() else []
    return _verbs(names[1]) if len(names) > 1 else None


def _names_of(row: re.Match[str]) -> list[str]:
    """开工、完工率 are 开工率 and 完工率."""
    return [
        name if name.endswith("率") else name + "率" for name in re.split(r"[、和及]", row["names"])
    ]


def _judge(
    ledger: Ledger, rate: Entry, word: re.Pattern[str], parts_of: set[int]
) -> tuple[Entry, Finding] | None:
    before = [
        e
        for e in bases.near(ledger, rate)
        if e.index < rate.index and e.unit in _UNITS and e.observation.scope != "standard"
    ]
    done = [e for e in reversed(before) if _is_done(ledger, e, word)]
    if not done or rate.start - done[0].end > _GREATEST_GAP + 30:
        return None
    for part in _with_pair(done[0], before):
        wholes = [e for e in reversed(before) if e.index < part.index and _alike(part, e)]
        if not wholes:
            wholes = _told_after(ledger, rate, part) or _told_before(ledger, part)
        wholes = [e for e in wholes if e.value]
        for whole in wholes:
            found = _finding(rate, part, whole)
            if found.holds:
                return part, found
        inner = {e.index for whole in wholes for e in ledger.parts.get(whole.index, ())}
        inner |= parts_of
        wholes = bases.distinct([e for e in wholes if e.index not in inner])
        if len(wholes) == 1 and _certain(ledger, rate, part, wholes[0]):
            return part, _finding(rate, part, wholes[0])
    return None


def _told_after(ledger: Ledger, rate: Entry, part: Entry) -> list[Entry]:
    """入户核查9860户,核查率92.3%,全县应核查9900户: the whole may be told last, and called so."""
    _, end = full_sentence(ledger, rate.end)
    after = ledger.inside(rate.end, min(end, rate.end + _GREATEST_GAP))
    return [
        entry
        for entry in after[:2]
        if _alike(part, entry)
        and _ALL.search(ledger.before(entry, 16))
        and entry.value >= part.value
    ][:1]


def _told_before(ledger: Ledger, part: Entry) -> list[Entry]:
    """统筹整合2.86亿元。截至年底支出2.69亿元,支出率94.1%: the one larger figure of the sentences before."""
    found = [e for e in bases.in_sentences_before(ledger, part) if _alike(part, e)]
    named = [e for e in found if _FROM_WHOLE.search(ledger.before(e, 16))]
    return named if len(bases.distinct(found)) == 1 else []


def _is_done(ledger: Ledger, entry: Entry, word: re.Pattern[str]) -> bool:
    """Whether the words beside a figure say that this was done: 已完工209个, 209个已完工."""
    left = ledger.text[max(entry.passage.clause[0], entry.start - 12) : entry.start]
    previous = ledger.previous(entry)
    if previous is not None and previous.end > entry.start - len(left):
        left = ledger.text[previous.end : entry.start]
    right = ledger.after(entry, 14)
    following = ledger.following(entry)
    if following is not None and following.start < entry.end + len(right):
        right = ledger.text[entry.end : following.start]
    right = re.split(r"[,;。、]", right)[0]
    # 计划开工211个 is what there is to do
    if re.search(r"计划|应|拟|需|待|未", left):
        return False
    named = word.search(left) or (word.search(right) and not re.search(r"率|进度|未", right))
    return bool(named)


def _with_pair(part: Entry, before: Sequence[Entry]) -> list[Entry]:
    """The part, and the households beside it where it is persons: 入住642户1689人,入住率98%."""
    beside = [
        e
        for e in before
        if e.index == part.index - 1 and part.start - e.end <= 4 and e.unit != part.unit
    ]
    return [part, *beside]


def _alike(part: Entry, whole: Entry) -> bool:
    # 48个贫困村中已有32个退出
    if part.unit == "count" and whole.unit == "village":
        return part.text.endswith("个")
    # 安置房820套,已入住779户
    if part.unit == "household" and whole.observation.quantity.classifier == "套":
        return True
    if part.unit != whole.unit or part.counts_visits != whole.counts_visits:
        return False
    if part.unit != "count":
        return True
    return part.observation.quantity.classifier == whole.observation.quantity.classifier


def _certain(ledger: Ledger, rate: Entry, part: Entry, whole: Entry) -> bool:
    """Whether the one earlier figure must be the whole, so that a rate that differs is wrong."""
    larger = whole.interval.high >= part.interval.low
    # 任务2000人,实际完成2380人,完成率119%
    task = _TASK.search(ledger.before(whole, 16)) and _BEYOND_ALL.search(ledger.before(rate, 8))
    larger = larger or bool(task)
    if whole.index > rate.index or whole.passage.sentence != rate.passage.sentence:
        return larger and rate.start - part.end <= _GREATEST_GAP
    same = [e for e in ledger.around(rate) if e.index < rate.index and _alike(part, e)]
    # 入库1126个,实施438个,开工率100%: all of those that were to be done
    if len(same) == _TWO and rate.value != HUNDRED and rate.start - part.end <= _CLOSE:
        return larger and part.start - whole.end <= _GREATEST_GAP
    near = rate.start - part.end <= _GREATEST_GAP and part.start - whole.end <= _GREATEST_GAP
    named = _FROM_WHOLE.search(ledger.before(whole, 16)) or _DONE.search(ledger.before(part, 8))
    # 18家车间复工16家,复工率100%
    together = part.passage.clause == whole.passage.clause
    return larger and near and (bool(named) or together)


def _finding(rate: Entry, part: Entry, whole: Entry) -> Finding:
    return claims.equality(
        _RATE, rate, (part, whole), part.interval.over(whole.interval).scaled(HUNDRED),
        f"{part.text} ÷ {whole.text}", derived=True,
        hypotheses=("other base", "misprint"),
    )  # fmt: skip


_AT_MOST_ALL = re.compile(
    r"(?:覆盖率|满意率|满意度|认可度|参保率|参合率|办结率|整改率|入住率|入学率|普及率|开工率|复工"
    r"率|竣工率|完工率|签约率|合格率|达标率|支出率|支付率|错退率|漏评率|巩固率|报销比例|群众知晓率)"
    r"(?:已|均|分别)*(?:达到?|为|是|提高到|稳定在|高达)*$"
)


_ANY_RATE = re.compile(r"(?P<name>[一-鿿]{2,8}率)(?:已|均)?(?:达到?|为|是|高达|提高到|上升到)+$")
_MAY_EXCEED = re.compile(
    r"增长|完成|利用|产出|收益|回报|周转|增|发电|负荷|投入|超额|任务|执行|产销|负债|复种|贡献|杠杆|变动|换手|流通"
)


def rates_within_hundred(ledger: Ledger) -> Iterator[Finding]:
    """A rate of a whole is at most 100 %: `群众满意度达976%` is implausible.

    Limits: rates that cannot exceed their whole (覆盖率, 满意度, 参保率 …); 完成率 may, and growth may.
    """
    for rate in ledger.entries:
        if rate.unit != "percent" or rate.interval.low <= HUNDRED:
            continue
        words = ledger.before(rate, 18)
        named = _ANY_RATE.search(words)
        if _AT_MOST_ALL.search(words) or (named and not _MAY_EXCEED.search(named["name"])):
            yield claims.band(
                _CEILING, (rate,), rate.interval, Interval(Decimal(0), HUNDRED),
                formula=rate.text, hypotheses=("decimal point", "misprint"),
            )  # fmt: skip


RULES = (
    Rule("completion", "shares", _RATE.zh, _RATE.en, rates_of_completion),
    Rule("rate-bound", "shares", _CEILING.zh, _CEILING.en, rates_within_hundred),
)

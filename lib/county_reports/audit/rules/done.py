"""What is done of all that there is: projects finished, problems mended, petitions closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from county_reports.arithmetic.intervals import total
from county_reports.audit import claims, words
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule

_SOME = claims.Relation("其中之数不超过总数", "some of them are within all of them")
_DIVIDED = claims.Relation("各类之和等于总数", "the classes make the whole")
_AMONG = re.compile(r"[^,。;\d]{0,8}(?:当|之)?中,")
_NO_NOUN = re.compile(r"(?:个|户|人)?(?:[,。;、]|已|通过|出列|退出|完成|达到|$)")
_CLASSES = re.compile(
    r"(?P<noun>[一-鿿]{2,8}?)(?:划分为|分为|分成|划为)(?P<number>[两二三四五六])[类档级][:,]"
)
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_LIST, _FAR_BACK = 160, 160
_LEFT_OVER = claims.Relation(
    "应办、已办与未办相合", "what was to be done, less what is done, is left"
)
_TO_DO = re.compile(r"(?:计划|应|任务|拟|需|共有?|总计|涉及)[^,。;\d]{0,8}$")
_NOT_YET = re.compile(r"(?:没|未|缺|差|尚|剩)[^,。;\d]{0,6}$")
_DONE = claims.Relation("已完成的不超过总数", "what is done is within all there is")
_DONE_BEFORE = re.compile(
    r"(?:已|已经|现已|全部|累计)?(?:完成|开工|完工|竣工|建成|办结|办复|整改|解决|支出|拨付|使"
    r"用|复工|验收|入住|销号|回复|化解|到位|兑现|消除)(?:到位|整改|风险|资金|项目|建设|了|的)*$"
)
_DONE_AFTER = re.compile(
    r"(?:个)?(?:村|项目|问题|信访件|件|户)?(?:已|已经|均已|全部)?(?:开工|完工|竣工|建成|办结|办复|整改到位|完成|复工|验收|销号|入住)"
)
_TASK = re.compile(r"(?:任务|计划|目标)(?:为|是|数|共)?$")
_NEAR = 40
_NOT_OF = re.compile(r"新增|另|新建|同比|比上年|较上年|不包括|计划|拟|上年|去年")


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
            # 任务1240户,已开工1240户,竣工1286户: both are of the task
            tasks = [e for e in earlier if _TASK.search(ledger.before(e, 8))]
            if not tasks or not _alike(done, tasks[-1]):
                continue
            whole = tasks[-1]
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


def _alike(part: Entry, whole: Entry) -> bool:
    if part.unit != "count":
        return True
    return part.observation.quantity.classifier == whole.observation.quantity.classifier


def planned_done_left(ledger: Ledger) -> Iterator[Finding]:
    """What was to be done, less what is done, is what the sentence says is not.

    `计划核查2400户,见面2352户,没见着的48户`.

    Limits: three figures of one unit on end in one sentence, the first after 计划, 应 or 共, the last
    after
    没, 未, 缺 or 尚.
    """
    for left in ledger.entries:
        if left.unit in {"percent", "times"} or not _NOT_YET.search(ledger.before(left, 12)):
            continue
        before = [e for e in ledger.around(left) if e.index < left.index and e.unit == left.unit]
        if len(before) != 2 or not _TO_DO.search(ledger.before(before[0], 14)):
            continue
        every, done = before
        if not _alike(done, every) or done.value > every.value or left.start - done.end > _NEAR:
            continue
        yield claims.equality(
            _LEFT_OVER, left, (every, done), every.interval - done.interval,
            f"{every.text} − {done.text}", hypotheses=("misprint", "other base"),
        )  # fmt: skip


def some_of_them(ledger: Ledger) -> Iterator[Finding]:
    """Of 92个贫困村中 no more than 92 can have left: what follows counts some of them.

    `92个贫困村中,今年出列31个,累计已有78个出列`. Limits: one sentence, the same unit and classifier, figures without
    a noun of their own, three at most.
    """
    for whole in ledger.entries:
        if whole.unit not in {"village", "household", "person", "count", "township"}:
            continue
        if not _AMONG.match(ledger.after(whole, 14)):
            continue
        # 交办的236件、本级48件中,已办结279件: they are meant together
        if any(e.unit == whole.unit for e in ledger.around(whole) if e.index < whole.index):
            continue
        after = [e for e in ledger.around(whole) if e.index > whole.index and e.unit == whole.unit]
        for some in after[:3]:
            if _alike(some, whole) and _NO_NOUN.match(ledger.after(some, 4)):
                yield claims.bound(_SOME, some, whole, hypotheses=("misprint", "other time"))


def classes(ledger: Ledger) -> Iterator[Finding]:
    """Classes into which all of something is divided add up to it: 划分为三类.

    `贫困村118个。… 贫困村划分为三类:一类村46个,二类村39个,三类村33个`. Limits: as many figures as classes are named; the
    nearest earlier figure of the unit under the same noun.
    """
    for mark in _CLASSES.finditer(ledger.text):
        number = _NUMBERS[mark["number"]]
        listed = [e for e in ledger.inside(mark.end(), mark.end() + _LIST) if e.unit != "percent"]
        parts = [e for e in listed if listed and e.unit == listed[0].unit][:number]
        stop = ledger.text.find("。", mark.end())
        if len(parts) < number or (0 <= stop < parts[-1].start):
            continue
        earlier = ledger.inside(mark.start() - _FAR_BACK, mark.start())
        whole = next(
            (
                e
                for e in reversed(earlier)
                if e.unit == parts[0].unit
                and mark["noun"][-2:] in ledger.before(e, 8) + ledger.after(e, 6)
            ),
            None,
        )
        if whole is not None and _alike(parts[0], whole):
            yield claims.equality(
                _DIVIDED, whole, parts, total(e.interval for e in parts), words.joined(parts),
                hypotheses=("misprint", "double counting"),
            )  # fmt: skip


RULES = (
    Rule("classes", "parts", _DIVIDED.zh, _DIVIDED.en, classes),
    Rule("some-of-them", "wholes", _SOME.zh, _SOME.en, some_of_them),
    Rule("planned-left", "parts", _LEFT_OVER.zh, _LEFT_OVER.en, planned_done_left),
    Rule("done", "shares", _DONE.zh, _DONE.en, done_of_all),
)

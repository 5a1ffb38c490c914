"""The status of a figure: reported, or planned (拟, 计划, 力争, 预计, 下一步工作安排).

A word of planning speaks for what follows it in the sentence, until a word of what is done (已, 完成,
截至) takes over; a heading of plans or a notice of a plan speaks for all that says nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from county_reports.extraction.passages import Passage
from county_reports.extraction.quantities import Measure
from county_reports.model import Status


class Stated(NamedTuple):
    """The status of a figure and the words that gave it, by their place in the folded text."""

    status: Status
    because: str
    start: int = 0
    end: int = 0


REPORTED = Stated("reported", "nothing near it speaks of a plan")

# 2020年将脱贫2000人, 贫困发生率将降至0.5%; but 将脱贫攻坚作为, 将贫困发生率降至0.5%
_WILL = (
    r"将(?=(?:全部|再|如期|进一步)?(?:(?:脱贫|减贫|退出|出列|摘帽)(?!攻坚|任务|工作|成[效果]|责任|质量|标准|户|人口|村|的)"
    r"|(?:下降|降低|减少|提高|增加|增长|上升)?[至到]|降[至到为低]|下降|减至|增至|达到?(?!标)))"
)
_PLANNED_BESIDE = re.compile(
    r"(?:(?<!模)拟(?!定)|预计?(?=脱贫|退出|出列|摘帽|减贫)|(?<![省市县国旗区规])(?<!雨露)(?<!改善)计划(?!生育|资金|项目|的|内|》|”)|力争|"
    rf"争取(?=脱贫|实现|到)|将(?=实现|投入|新建|建成|完成|安排)|{_WILL}|(?<!省定)(?<!年度)目标(?!任务)|预期|"
    r"预计(?=发放|带动|可|投入)|谋划(?=20)|规划(?=投资|建设|总|搬迁)|任务数|(?:下达|省定|省级|目标)的?(?:目标)?任务(?=$))"
    r"[^,。;]{0,16}$"
)
# 计划脱贫10户,贫困村出列2个: what was planned goes on in the clauses after it.
_PLANNED_SENTENCE = re.compile(
    r"(?:今年|本年|年内|明年|全年|年底前|下半年)[^,。;]{0,12}(?:计划(?!资金|项目|》)|预(?=计|脱贫|退出)|拟|将|力争|确保)"
    r"|(?<!模)拟(?=投入|安排|实施|新建|建设|整合|脱贫)"
    r"|(?<![省市县国旗区规])(?<!雨露)(?<!改善)计划(?=投入|建设|实施|完成|新建|兴建|减贫|脱贫|安排|到20|到今年|20\d\d年|于|在)"
    r"|(?:力争|确保|预计|争取)(?=20|到|在|全年|年底|带动|实现|完成)|将(?=推进|完成|投入|新建|建成)"
    r"|将在(?:年底|今年|明年|20)|[年月]底前?(?:确保|力争|将|可)"
    r"|指标任务为|(?:目标|任务)(?:是|为|:)"
)
_PLANNED_AFTER = re.compile(
    r"[^,。;、\d]{0,8}(?:拟脱贫|计划脱贫|预脱贫|拟退出|预计在?|拟于)|的[^,。;、\d]{0,8}(?:三年)?(?:规划|计划)(?!生育)"
)
_PLANNED_HEADING = re.compile(
    r"(?:工作安排|工作计划|下一?步|工作打算|今后|目标任务|明年|计划安排|工作思路|重点工作任务|发展目标)"
)
# 项目计划如下, 资金计划的公示: the whole notice tells what is to be done.
_PLANNED_NOTICE = re.compile(
    r"(?:项目|资金|实施|分配|安排|投资|年度)(?:和资金)?(?:使用)?(?:计划|预算)(?!完成|执行|落实)"
)
_DONE = re.compile(
    r"(?:已(?!经?确定)|完成(?!年度)|实现了|累计|截[至止]|到账|下达(?!指标)|超额|共脱贫|顺利|建成(?!后))"
)
# A plan ends where the sentence turns to what there is: 计划修路36公里,截至目前建成12公里.
_DONE_SINCE = re.compile(r"已(?!经?确定)|截[至止]|累计|实际|目前|到账|顺利|超额|了$")
_DONE_OWN = re.compile(r"(?:已|了|累计|共完成|实际)")
_SHARE_OF = re.compile(r"(?:占|为|达)[^,。;]{0,14}(?:任务|计划|目标)[^,。;]{0,14}的$")
# 预脱贫村第一书记: villages that are to exit are there today.
_PLANNED_NOUN = re.compile(r"(?:预|拟)脱贫(?:村|户|对象)(?:的|第|驻)")
_NOTICE_LENGTH = 200
_SHORT = 1200
"""Characters of a notice that is nothing but its plan."""


def notice_of_plan(text: str) -> Stated | None:
    """Whether a text begins as the notice of a plan: 项目实施计划公示."""
    first = text[:_NOTICE_LENGTH].split("。", 1)[0]
    match = _PLANNED_NOTICE.search(first)
    if match is None or _DONE.search(text, match.end(), match.end() + 8):
        return None
    return Stated("planned", "the notice of a plan", match.start(), match.end())


def status_of(
    measure: Measure,
    passage: Passage,
    headings: Sequence[str],
    text: str,
    notice: Stated | None = None,
) -> Stated:
    """Reported, or planned: 拟脱贫10户 and everything under 下一步工作安排 is planned.

    Args:
        measure: the figure.
        passage: its words, clause and sentence.
        headings: the titles of the headings above it.
        text: the folded text.
        notice: what :func:`notice_of_plan` says of the whole text.
    """
    spoken = _beside(measure, passage, text) or _in_sentence(measure, passage, text)
    if spoken is not None:
        return spoken
    for title in headings:
        if _PLANNED_HEADING.search(title):
            return Stated("planned", f"under a heading of plans: {title}")
    # A long notice also tells what was done before; its tables are the plan.
    speaks = measure.cell is not None or len(text) < _SHORT
    return notice if notice is not None and speaks else REPORTED


def _beside(measure: Measure, passage: Passage, text: str) -> Stated | None:
    """What the words of its own clause say: 拟脱贫10户, 10户拟脱贫, 任务52万元."""
    start = passage.clause[0]
    left = text[start : measure.start]
    if _SHARE_OF.search(left):
        return Stated("reported", "its share of a task is a result", measure.start, measure.end)
    beside = _PLANNED_BESIDE.search(left)
    if beside and not _DONE_OWN.search(left, beside.start()):
        return Stated("planned", "a plan beside it", start + beside.start(), start + beside.end())
    after = _PLANNED_AFTER.match(text, measure.end)
    if after and not _PLANNED_NOUN.search(text, measure.end, after.end() + 3):
        return Stated("planned", "a plan right after it", after.start(), after.end())
    return None


def _in_sentence(measure: Measure, passage: Passage, text: str) -> Stated | None:
    """What the sentence up to the figure says: the last word of planning, or what is done."""
    begin = passage.sentence[0]
    before = text[begin : measure.start]
    plans = list(_PLANNED_SENTENCE.finditer(before))
    if plans and not _DONE_SINCE.search(before, plans[-1].end()):
        first, last = plans[-1].span()
        return Stated("planned", "a plan in its sentence", begin + first, begin + last)
    done = _DONE.search(before)
    if done is None:
        return None
    return Stated("reported", "what is done", begin + done.start(), begin + done.end())

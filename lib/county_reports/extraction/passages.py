"""The passage of a figure: which words stand before it, after it, in its clause, sentence, heading.

`投入资金32756万元,解决贫困户33378户94627人的饮水安全问题`: for 94627人 the words before are 解决贫困户
(it shares them with 33378户), the words after are 的饮水安全问题, the clause before is 投入资金….
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from county_reports.extraction.quantities import Measure

_SENTENCE_MARKS = "。;!?\n"
_CLAUSE_MARKS = ",:"
_MARKS = re.compile(f"[{_SENTENCE_MARKS}{_CLAUSE_MARKS}]")
# 2510户5639人, 74家、73家, 剩余214户贫困户492人: the second figure has the words of the first.
_SHARES_WORDS = re.compile(
    r"[、,/和及共约近() ]*|(?:建档立卡)?(?:贫困|脱贫|监测|边缘|低收入|搬迁)?(?:家庭|农户|户)"
)
_SEPARATORS = ("、", "以及", "和", "与", "及", "并")


_NEXT_BEGINS = re.compile(
    r"中共?有|共有|其中|占|建成|建立|带动|覆盖|惠及|吸纳|安排|投入|发放|资助|组建|成立|选派|新建|聘用|累计|涉及|已(?!脱贫|退出|出列)"
)


_GENERIC = re.compile(
    r"(?:投入|资金|安排|累计|发放|完成|投资|落实|总投资|全部|目前|其中|实现|达到|共计?|已|约|近|为|达|各类|全县"
    r"|兑付|拨付|兑现|支付|支出|补助|补贴|奖补|筹集|筹措|下达|提供|年|[\d,:\s])"
)
_NAMED = 4
# 203个村(社区), 25个乡镇(街道): a short bracket belongs to the noun.
_ALTERNATIVE = re.compile(r"\((?:居|社区|街道|镇|乡|村|户|次|点|站)[^()\d,;]{0,5}\)")
_COUNTED_ENDS = re.compile(r"组成|组建|派出|选派|提供|投入|承担|与贫困村|对口")


@dataclass(frozen=True, slots=True)
class Passage:
    """Spans of the folded text around one measure; all half-open, some empty.

    `left` and `right` are the words that belong to the figure; `clause` is its whole clause,
    `sentence` its sentence; `clause_left` reaches back over other figures to the clause's start.
    """

    sentence: tuple[int, int]
    clause: tuple[int, int]
    left: tuple[int, int]
    right: tuple[int, int]
    named: bool = False
    """Whether words of its own stand before the figure, more than 共投入资金 and the like."""
    taken: tuple[int, int] = (0, 0)
    """What the figure before counts, in the same clause: 1个|贫困乡退出|、40个贫困村."""
    purpose: tuple[int, int] = (0, 0)
    """What money without words of its own was for: 投资463万元,解决了17个村的饮水困难."""

    ignored: tuple[tuple[int, int], ...] = ()
    """Where words of the clause begin that are another figure's: 城镇和农村…分别达34200元和9480元."""

    def left_text(self, text: str) -> str:
        """The words right before the figure that belong to it."""
        return text[self.left[0] : self.left[1]]

    def right_text(self, text: str) -> str:
        """The words right after the figure that belong to it."""
        return text[self.right[0] : self.right[1]]


_PURPOSE_ENDS = re.compile(r"[。;!?\n]")


def _purpose(text: str, index: int, measures: Sequence[Measure], end: int) -> tuple[int, int]:
    """From an amount of money to the next one, or to the end of its sentence."""
    measure = measures[index]
    mark = _PURPOSE_ENDS.search(text, measure.end, end)
    stop = mark.start() if mark else end
    for other in measures[index + 1 :]:
        if other.start >= stop:
            break
        if other.unit == "CNY":
            # the words before the next amount are that one's: …;投资8300万元
            comma = text.rfind(",", measure.end, other.start)
            stop = comma if comma > 0 else other.start
            break
    return measure.end, max(measure.end, stop)


@dataclass(frozen=True, slots=True)
class Marks:
    """Positions right after every sentence mark and every clause mark of a text."""

    sentences: tuple[int, ...]
    clauses: tuple[int, ...]


def _inside_number(text: str, position: int) -> bool:
    """Whether a comma or colon stands inside a number: 8,728 and 12:30."""
    return text[position + 1 : position + 2].isdigit() and text[position - 1 : position].isdigit()


def find_marks(text: str) -> Marks:
    """All sentence and clause boundaries in one pass."""
    sentences, clauses = [0], [0]
    for mark in _MARKS.finditer(text):
        position, character = mark.start(), mark.group()
        if character in _SENTENCE_MARKS:
            sentences.append(position + 1)
            clauses.append(position + 1)
        elif not _inside_number(text, position):
            clauses.append(position + 1)
    sentences.append(len(text) + 1)
    clauses.append(len(text) + 1)
    return Marks(tuple(sentences), tuple(clauses))


def _around(bounds: Sequence[int], position: int) -> tuple[int, int]:
    index = bisect_right(bounds, position) - 1
    return bounds[index], bounds[index + 1] - 1


def _within_bracket(text: str, clause: tuple[int, int], measure: Measure) -> tuple[int, int]:
    """The clause cut to the bracket that the figure stands in: (其中贫困人口870)."""
    opening = text.rfind("(", clause[0], measure.start)
    if opening < 0 or text.find(")", opening, measure.start) >= 0:
        return clause
    closing = text.find(")", measure.end, clause[1])
    return opening + 1, (closing if closing >= 0 else clause[1])


def _last_separator(text: str, start: int, end: int) -> int | None:
    """Where the words of the next figure begin: after the last 、 or 和 between two figures."""
    best = -1
    for separator in _SEPARATORS:
        at = text.rfind(separator, start, end)
        if at >= 0:
            best = max(best, at + len(separator))
    return best if best >= 0 else None


def _first_separator(text: str, start: int, end: int) -> int | None:
    places = [at for separator in _SEPARATORS if (at := text.find(separator, start, end)) >= 0]
    # 290个村、社区 counts the two together.
    places = [at for at in places if not text.startswith(("、社区", "、街道", "、居委会"), at)]
    return min(places, default=None)


def find_passages(text: str, measures: Sequence[Measure]) -> list[Passage]:
    """One passage a measure, in the same order."""
    marks = find_marks(text)
    found: list[Passage] = []
    for index, measure in enumerate(measures):
        sentence = _around(marks.sentences, measure.start)
        clause = _within_bracket(text, _around(marks.clauses, measure.start), measure)
        left, right = clause[0], max(clause[1], measure.end)
        if index:
            before = measures[index - 1]
            gap = text[before.end : measure.start]
            if before.end > clause[0]:
                if _SHARES_WORDS.fullmatch(gap):
                    left = found[-1].left[0]
                else:
                    left = _last_separator(text, before.end, measure.start) or before.end
        if index + 1 < len(measures):
            right = max(measure.end, min(right, measures[index + 1].start))
            # 158个行政村中共有贫困村103个: behind the verb begin the words of the next figure.
            if right == measures[index + 1].start:
                verbs = [m.start() for m in _NEXT_BEGINS.finditer(text, measure.end + 1, right)]
                right = max(verbs, default=right)
        # 68个县直单位组成驻村帮扶工作队: what is counted ends at the verb.
        verb = _COUNTED_ENDS.search(text, measure.end + 1, right)
        if verb:
            right = verb.start()
        # 180户困难边缘户以及扶贫项目受灾情况: the figure counts the first of what is listed.
        cut = _first_separator(text, measure.end, right)
        if cut is not None:
            right = max(cut, measure.end)
        # 11379元(仅全省的1/2左右): what a bracket adds is not what is counted.
        bracket = text.find("(", measure.end, right)
        if bracket >= 0 and not _ALTERNATIVE.match(text, bracket):
            right = bracket
        own = _GENERIC.sub("", text[left : measure.start])
        named = len(own) >= _NAMED
        purpose = (measure.end, measure.end)
        # 拟投入资金5.8亿元、实施项目352个: what stands in a list beside it is not what it was for.
        if measure.unit == "CNY" and not named and text[measure.end : measure.end + 1] != "、":
            purpose = _purpose(text, index, measures, sentence[1])
        taken = (clause[0], clause[0])
        if found and found[-1].right[0] > clause[0] and found[-1].right[1] <= left:
            taken = found[-1].right
        found.append(
            Passage(
                sentence, clause, (left, measure.start), (measure.end, right), named, taken, purpose
            )
        )
    found = [
        replace(passage, right=found[index + 1].right)
        if passage.right[0] == passage.right[1]
        and index + 1 < len(measures)
        and is_pair(measures[index], measures[index + 1])
        else passage
        for index, passage in enumerate(found)
    ]
    return _respectively(text, measures, found)


_RESPECTIVELY = re.compile(r"分别[^,。;\d]{0,8}$")
_NAMES_APART = re.compile(r"和|、|及|与|以及")


def _respectively(text: str, measures: Sequence[Measure], passages: list[Passage]) -> list[Passage]:
    """Give each figure after 分别 its own name of those that stand before it."""
    for index, passage in enumerate(passages):
        begin = passage.clause[0]
        mark = _RESPECTIVELY.search(text, begin, measures[index].start)
        if mark is None:
            continue
        group = [index]
        while group[-1] + 1 < len(measures):
            following, last = measures[group[-1] + 1], measures[group[-1]]
            gap = text[last.end : following.start]
            if following.unit != last.unit or not _NAMES_APART.fullmatch(gap.strip()):
                break
            group.append(group[-1] + 1)
        cuts = list(_NAMES_APART.finditer(text, begin, mark.start()))
        starts = [begin, *(cut.end() for cut in cuts)]
        if len(group) < 2 or len(starts) != len(group):
            continue
        ends = [cut.start() for cut in cuts]
        # The last name carries what all are called (居民人均可支配收入): only its beginning is its own.
        spans = [*zip(starts, ends, strict=False), (starts[-1], starts[-1] + 1)]
        for order, each in enumerate(group):
            others = tuple(span for number, span in enumerate(spans) if number != order)
            # all of them stand under the same words
            left = (begin, measures[each].start)
            passages[each] = replace(passages[each], left=left, ignored=others)
    return passages


def is_pair(first: Measure, second: Measure) -> bool:
    """Whether two figures are households and persons of one group: 9836户33150人脱贫."""
    units = (first.unit, second.unit)
    return units == ("household", "person") and 0 <= second.start - first.end <= 1

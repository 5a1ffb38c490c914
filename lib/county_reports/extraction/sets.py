"""A set and some of its members: 全县有贫困村192个 against 定点帮扶33个贫困村.

A report states how many poor villages, townships or registered households the county has, and then
speaks of some of them. Only the set is the indicator; some of its members are not, unless they are
as many as the set (192个贫困村 in a passage on teams is the set again).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from county_reports.extraction.indicators import Judgement
from county_reports.extraction.passages import Passage
from county_reports.extraction.quantities import Measure

SETS = frozenset(
    [
        "registry.poor_villages", "registry.registered_households", "registry.registered_persons",
        "profile.townships", "profile.villages", "profile.population",
    ]
)  # fmt: skip
"""Indicators that count the whole of something."""

# What is done to some of them; 全部 and 所有 say that all are meant.
_SOME = re.compile(
    r"(?:帮扶|带动|覆盖|惠及|抽查|抽取|走访|实施|检查|联系|结对|用于|扶持|支持|改善|涉及|选派|派驻|选取|选择|确保|深入|遍访|核查"
    r"|督查|暗访|受益|安排|联建|共建|整合|对口|参与|发放|培训|新建|建成|建设|解决|完成|打造|为|对|给|向|在)[^,。;]{0,12}$"
)
# A sample is never the whole, even where the report does not say how many there are.
_SAMPLE = re.compile(
    r"(?:抽查|抽取|走访|选取|选择|定点帮扶|带动|检查|督查|暗访|遍访|实施)[^,。;]{0,12}$"
)
_ALL = re.compile(r"全部|所有|全县|全区|全市|全旗|共有|现有|总数|辖")


def without_members(
    measures: Sequence[Measure],
    passages: Sequence[Passage],
    judgements: Sequence[Judgement],
    text: str,
) -> list[Judgement]:
    """The judgements without those of figures that count only some members of a set.

    `定点帮扶33个贫困村` in a county with 192 of them has no indicator; `192个贫困村都派了工作队` has.
    """
    doubtful: list[int] = []
    known: dict[str, set[object]] = {}
    for index, (measure, judgement) in enumerate(zip(measures, judgements, strict=True)):
        best = judgement.best
        if best is None or best.indicator.id not in SETS:
            continue
        clause = passages[index].clause
        before = text[clause[0] : measure.start]
        after = passages[index].right_text(text)
        if _SOME.search(before) and not _ALL.search(before) and not _ALL.search(after):
            doubtful.append(index)
        else:
            known.setdefault(best.indicator.id, set()).add(measure.value)
    kept = list(judgements)
    for index in doubtful:
        candidates = judgements[index].candidates
        name = candidates[0].indicator.id
        before = text[passages[index].clause[0] : measures[index].start]
        if name not in known and not _SAMPLE.search(before):
            continue
        if measures[index].value not in known.get(name, ()):
            kept[index] = Judgement(tuple(c for c in candidates if c.indicator.id not in SETS))
    return kept

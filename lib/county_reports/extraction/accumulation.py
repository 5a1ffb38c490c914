"""Whether a figure adds up over years or belongs to one: 累计投入13亿元, 全年脱贫2610户.

A sum over the campaign and a sum of one year are told apart by words and by the period; a stock
(现有贫困户7310户) and a rate are neither, and stay without an answer.
"""

from __future__ import annotations

import re

from county_reports.extraction.passages import Passage
from county_reports.extraction.quantities import Measure
from county_reports.model import Accumulation

_RATES = frozenset({"percent", "percentage_point", "multiple", "year", "month", "day"})
_CUMULATIVE = re.compile(r"累计|历年|先后|总共|一共|以来|至今")
_WITHIN = re.compile(r"当年|全年|年内|今年|本年|年度|去年|上年")
# 脱贫2610户, 投入360万元: what is done within a time; 现有, 共有, 达到 tell how much there is.
_FLOW = re.compile(
    r"脱贫|减贫|减少|退出|出列|摘帽|投入|安排|下达|到位|拨付|发放|筹集|整合|新建|新增|建成|修建|硬化|改造"
    r"|搬迁|培训|转移|资助|救助|完成|实现|开展|实施|排查|整改|清退|识别|纳入"
)
_STOCK = re.compile(r"现有|共有|尚有|还有|剩余|总人口|人口[为达]?$|面积|余额|达到?$")


def accumulation(
    measure: Measure, passage: Passage, text: str, period: str | None, *, stated: bool
) -> Accumulation | None:
    """`cumulative`, `year`, or None for stocks, rates and figures that do not say.

    `2016年以来投入9800万元` is cumulative, `2018年脱贫2610户` belongs to the year.
    """
    if measure.unit in _RATES:
        return None
    own, sentence = passage.left_text(text), text[passage.sentence[0] : measure.start]
    clause = text[passage.clause[0] : measure.start]
    if _CUMULATIVE.search(own) or _CUMULATIVE.search(clause):
        return "cumulative"
    if _STOCK.search(own):
        return None
    flows = _FLOW.search(clause) or _FLOW.search(passage.right_text(text))
    if not flows or period is None:
        return None
    if "/" in period:
        return "cumulative"
    return "year" if stated or _WITHIN.search(sentence) else None

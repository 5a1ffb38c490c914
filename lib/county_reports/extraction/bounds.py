"""Whether a figure is exact, about, over or under: 近2万人, 6100余名, 98%以上, 不少于2000元.

The words stand before the number, between number and unit, or after the figure. 达 and 达到 alone
are exact (GUIDE, conventions settled).
"""

from __future__ import annotations

import re

from county_reports.model import Bound

_BETWEEN = (
    r"(?:为|到|达|达到|有|了|共|在|降至|降到|是|人民币|投入|资金|配备|安排|选派|派|建|:)?\s?$"
)
_BEFORE: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile(rf"(?:不少于|不低于|不得少于|不得低于|不小于|至少|起码|最低|最少){_BETWEEN}"), "over"),
    (re.compile(rf"(?:不得超过|不得高于|不得多于|不超过|不超|不高于|不多于|不大于|不足|不满|不到|未满|少于|低于|小于|至多|最多|最高){_BETWEEN}"),
     "under"),
    (re.compile(rf"(?:超过|超出|超|逾|突破|多于|高于|大于){_BETWEEN}"), "over"),
    (re.compile(rf"(?:将近|接近|近){_BETWEEN}"), "under"),
    (re.compile(rf"(?:大约|约|大概|左右|大致|估计){_BETWEEN}"), "about"),
    (re.compile(r"约占[^,。;\d]{1,10}$"), "about"),
    (re.compile(r"上$"), "over"),
)  # fmt: skip
_NO_PERIOD_NEAR = re.compile(r"(?:最|附|临|靠|邻|远|就|贴|亲|凑)近$|近(?:年|期|日|几)$")

_NOUN = r"(?:[^\d,，。;；、:!?(“”级由以\n]{0,6}?)"
_AFTER: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (re.compile(r" ?(?:及|或|和)?以上| ?多(?![个万亿渠种措方出了\d])| ?余(?!额|款)| ?有余| ?开外"), "over"),
    (re.compile(r" ?(?:及|或|和)?以下| ?(?:及|或)?以内| ?之内| ?不到|(?<=[年月天时])内"), "under"),
    (re.compile(r" ?左右| ?上下"), "about"),
    (re.compile(rf"{_NOUN}以上(?![^,。;]{{0,3}}级)"), "over"),
    (re.compile(rf"{_NOUN}(?:以下|以内)"), "under"),
    (re.compile(rf"{_NOUN}左右"), "about"),
)  # fmt: skip


def bound_of(preceding: str, inside: str, following: str) -> Bound:
    """The bound of a figure from the words before, inside and after it.

    >>> bound_of("惠及贫困人口近", "", ""), bound_of("", "余", "名"), bound_of("稳定在", "", "以上")
    ('under', 'over', 'over')
    """
    if any(word in inside for word in "余多来"):
        return "over"
    for pattern, bound in _AFTER[:3]:
        if pattern.match(following):
            return bound
    for pattern, bound in _BEFORE:
        match = pattern.search(preceding)
        if match and not _NO_PERIOD_NEAR.search(preceding[: match.start() + 1]):
            if (
                bound == "over"
                and match.group().startswith("上")
                and not preceding.endswith(("达上", "有上"))
            ):
                continue
            return bound
    for pattern, bound in _AFTER[3:]:
        if pattern.match(following):
            return bound
    return "exact"

"""The county that a report is about, by the names in it and without a list of places.

A name must stand freely (after a full stop, a bracket, a province or prefecture, or a preposition)
and not be a mere description (我县, 贫困县, 国家重点县). Of several names, the one that stands most
often, in the title or at the beginning, is taken; when nothing decides, none is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_HAN = "\u4e00-\u9fff"
_SUFFIX = re.compile(r"自治县|自治旗|林区|特区|县|旗|市|区")
_CONTEXT = 14
_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海"
    "|台湾|内蒙古|广西|西藏|宁夏|新疆"
)
_CUT = re.compile(
    rf"[^{_HAN}]|省|自治区|自治州|地区|(?<=[{_HAN}])市|县|委|盟|中共|关于|印发|(?<=\d)(?:年底?|月|日)"
)
_OPENERS = "就在对为由从到向使给把被将与和及以于是的了让经按据如即来去赴"
_SELF = "全我该各本此某每一两几个多省市区县整邻外强大小出入有无等是经与及并其多半非原新老旧跨属"
_DESCRIPTIONS = re.compile(
    r"贫困|重点|示范|片区|老区|摘帽|先进|试点|深度|全省|全市|全国|脱贫|扶贫|革命|乡镇|百强|我们|达标|工作|农业大|人口|工业|经济|开发|高新"
    r"|省级|国家|牧业|所有|其他|周边|相邻|受援|结对|协作|帮扶|建设|带动|自治$|^[在对为由从到向使给把被将与和及以是的了经按据即去][省市区县]$"
)
_VERBS = re.compile(
    r"(?:召开|成立|组织|建立|出台|制定|安排|抽调|选派|实行|依托|明确|实现|落实|接受|邀请|印发|下发|聘请|通过|其中|以及|特别是|编制|纳入|整合|投入"
    r"|设立|开展|加强|强化|完善|构建|压实|推动|推进|坚持|配合|协调|争取|提请|围绕|按照|根据|明确|设置|组建|打造|作为|属于|成为|包括|确保|引导|发挥"
    r"|报|副|次|名|位|个|的|是|了|等|到|由|被|于|向|从|对|在|和|与|及|各|新|余|元|村|户|人)$"
)
"""What stands before 县 when it begins a word of its own (召开县委常委会, 3名副县长)."""

_NOT_BEFORE = {
    "市": re.compile(r"(?:城|超|上|门|农贸|集贸|菜|花|股|夜|集|都|大中|省|地级|县级)$"),
    "区": re.compile(
        r"^[山地灾景牧林库校城市郊边苗]$|(?:社|园|片|景|小|库|牧|校|住宅|城|厂|老|辖|灾|边远|高寒|丘陵|石|大|深)山?$|地$|特色|保护"
    ),
    "旗": re.compile(r"(?:红|国|党|锦|彩|队|大)$"),
}
_IS_SUBJECT = re.compile(
    r"^(?:地处|位于|总面积|国土|面积|辖|现辖|\d{4}年|总人口|坚持|始终|认真|自|脱贫|扶贫|贫困人口)"
)
_IS_OFFICE = re.compile(
    r"^(?:委|政府|直|级|领导|医院|镇|乡|党|长|主要|书记|财政|内|外|城|域|乡镇|公|常|中|办|局|农|水|人武)"
)
_LEAD = 400
_ENOUGH = 3
_ONCE = 6
_KINDS = {"县": "县", "自治县": "县", "旗": "旗", "自治旗": "旗", "市": "市", "区": "区", "特区": "区",
          "林区": "区"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A county with the prefecture and province written before it, where they are."""

    county: str
    prefecture: str | None = None
    province: str | None = None


@dataclass(frozen=True, slots=True)
class _Mention:
    context: str
    is_cut: bool
    below: bool
    """Whether a province or prefecture stands right before it."""
    suffix: str
    position: int
    points: int
    """2 when the name itself speaks (隆回县位于), 0 when an office does (隆回县委), else 1."""


def find(text: str, title: str | None = None) -> Place | None:
    """The county of a report, e.g. 隆回县; None when its text says only 我县 and 全县.

    Args:
        text: the folded text of the report without page furniture.
        title: its title, whose names count most.
    """
    mentions = _mentions(text)
    inside_title = _mentions(title) if title else []
    for kind in _kinds(text):
        best = _best(_scores(mentions, inside_title, kind))
        if best is not None:
            return _with_parents(best, f"{title or ''}\n{text}")
    return None


def _scores(
    mentions: Sequence[_Mention], inside_title: Sequence[_Mention], kind: str
) -> Counter[str]:
    scores: Counter[str] = Counter()
    for weight, group in ((1, mentions), (6, inside_title)):
        for mention in group:
            if _KINDS[mention.suffix] != kind:
                continue
            for name, points in _names(mention):
                scores[name] += points * weight
                scores[name] += mention.points
                if mention.position < _LEAD and weight == 1:
                    scores[name] += 1
    return scores


def _kinds(text: str) -> tuple[str, ...]:
    """县, 市, 区 or 旗, by how the report speaks of itself (全县, 我区); all when it does not."""
    votes = {
        # a county's report speaks of 市委 as well, but then of the city above it
        kind: sum(text.count(word) for word in (f"全{kind}", f"我{kind}", f"该{kind}", f"{kind}委"))
        for kind in ("县", "区", "旗")
    }
    votes["市"] = text.count("我市") + text.count("该市")
    votes["市"] += text.count("全市") if not votes["县"] + votes["区"] + votes["旗"] else 0
    best = max(votes, key=lambda kind: votes[kind])
    return (best,) if votes[best] else ("县", "旗", "区", "市")


def _mentions(text: str) -> list[_Mention]:
    found: list[_Mention] = []
    for match in _SUFFIX.finditer(text):
        begin = max(match.start() - _CONTEXT, 0)
        window = text[begin : match.start()]
        cuts = [cut.end() for cut in _CUT.finditer(window)]
        context = window[cuts[-1] :] if cuts else window
        if context:
            found.append(
                _Mention(
                    context,
                    bool(cuts) or begin == 0,
                    window[: len(window) - len(context)].endswith(("省", "市", "州", "区")),
                    match.group(),
                    match.start(),
                    _points(text[match.end() : match.end() + 6]),
                )
            )
    return found


def _points(behind: str) -> int:
    return 2 if _IS_SUBJECT.match(behind) else 0 if _IS_OFFICE.match(behind) else 1


def _names(mention: _Mention) -> list[tuple[str, int]]:
    """Names that a mention may be, with points: 2 when it stands free, 1 behind a preposition."""
    context, suffix = mention.context, mention.suffix
    longest = 12 if suffix.startswith("自治") else 7 if suffix == "旗" else 5
    found: list[tuple[str, int]] = []
    for length in range(1, min(longest, len(context)) + 1):
        stem = context[-length:]
        rest = context[:-length]
        if _is_description(stem, _KINDS[suffix]) or not _is_long_enough(stem, mention):
            continue
        if not rest and mention.is_cut:
            found.append((stem + suffix, 2))
        elif rest and rest[-1] in _OPENERS:
            found.append((stem + suffix, 1))
    return found


def _is_long_enough(stem: str, mention: _Mention) -> bool:
    """A name of one character (和县, 歙县) needs more than to stand before 县: 受县委委托."""
    if len(stem) > 1 or mention.below:
        return True
    return mention.points == 2 and (mention.position == 1 or stem not in _OPENERS)


def _is_description(stem: str, kind: str) -> bool:
    unfit = _NOT_BEFORE.get(kind)
    return bool(
        _DESCRIPTIONS.search(stem)
        or (len(stem) > 1 and _VERBS.search(stem))
        or (unfit is not None and unfit.search(stem))
        or (len(stem) == 1 and stem in _SELF)
        or stem[-1] in "我全该各本"
        or stem[0] in "全我该各本的了"
    )


def _best(scores: Counter[str]) -> str | None:
    ranked = sorted(
        (name for name in scores if scores[name] >= _ENOUGH),
        key=lambda name: (-scores[name], len(name), name),
    )
    if not ranked:
        return None
    best = ranked[0]
    rivals = [name for name in ranked[1:] if not (name.endswith(best) or best.endswith(name))]
    if rivals and scores[rivals[0]] == scores[best]:
        return None
    # 就白沙县 once is the preposition and 白沙县; 和林格尔县 again and again is the name
    rest = best[1:]
    if best[0] in _OPENERS and len(rest) > 2 and scores[best] <= _ONCE and rest in scores:
        return rest
    return best


def _with_parents(county: str, text: str) -> Place:
    pattern = re.compile(
        rf"(?P<province>(?:{_PROVINCES})(?:省|(?:壮族|回族|维吾尔)?自治区|市)?)?"
        rf"(?P<prefecture>[{_HAN}]{{2,6}}?市|[{_HAN}]{{2,10}}?自治州|[{_HAN}]{{2,6}}?(?:地区|盟))?"
        rf"{re.escape(county)}"
    )
    province = prefecture = None
    for match in pattern.finditer(text):
        province = province or match["province"]
        prefecture = prefecture or match["prefecture"]
    if prefecture and (re.match(r"[在于是的为对由从到]", prefecture) or "县" in prefecture):
        prefecture = None
    return Place(county, prefecture, province)

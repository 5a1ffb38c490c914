"""The words that name what a figure counts: 93支 + 驻村工作队, 贫困发生率 + 0.6%."""

from __future__ import annotations

import re
from typing import NamedTuple

from county_reports.extraction.passages import Passage
from county_reports.extraction.quantities import Measure


class Named(NamedTuple):
    """The words that name what is counted, where they were found, and their place."""

    object: str | None
    because: str
    start: int = 0
    end: int = 0


_EDGE = re.compile(r"^[的了着、和与及并,\s\"”“)]+|[的了为是有达到约近共计至:、,\s\"“(]+$")
# ●全县有…, 2017年底…, 其中…: words of place and time before the noun.
_LEAD = re.compile(
    r"^(?:[●◆■★·]|其中|(?:截[至止]|到|至)?(?:\d{4}年|今年|去年|目前|年)[底末初]?(?:以?来)?|全[县市区旗州]|[我该][县市区旗]|"
    r"(?:现|共|总共|累计)?有(?=[一-鿿]{2}))"
)
# 贫困发生率由2014年的, 年收入提高到: what happens to the noun is no part of it.
_TAIL = re.compile(
    r"(?:(?:大幅|同比|较上年|分别|稳定|再)?(?:下?降|提高|提升|增[长加]|减少|上升|缩短|扩大)(?:到|至|了|为)?|[由从]|"
    r"(?:\d{4}年|今年|去年|目前)[底末初]?的?|不(?:超过?|低于|少于)|约占|占比?|只?剩|超过?|仍|增|分别)$"
)
_NO_NOUN = re.compile(r"[其中共占到至为达的仍只约]{0,3}")
_FIGURE_AT_END = re.compile(r"\d[\d.,]*[余多]?[万亿]?[余多]?[户家个人]?[、,]?$")
_AFTER_VERB = re.compile(r"(?:用于|实现|达到|参加|进行|开展|完成|全部|已|都|均|从|由|到|在)")
_THRESHOLD = re.compile(r"^以[上下内外]的?")
_UP_TO_FIGURE = re.compile(r"(?:\d{4}年)?[^\d]*")
_OPENING = re.compile(r"[()“”]")
_MEASURED = frozenset({"CNY", "percent", "km", "mu", "m2", "km2"})
_LONGEST = 20


def object_of(measure: Measure, passage: Passage, text: str) -> Named:
    """The words that name what is counted: after a classifier (93支 + 驻村工作队), else before."""
    if measure.cell is not None:
        words = " ".join(filter(None, (measure.cell.row, measure.cell.column.title)))
        return Named(words or None, "its row and the head of its column")
    right = passage.right_text(text)
    if measure.unit not in _MEASURED or not passage.left_text(text):
        noun = _EDGE.sub("", _AFTER_VERB.split(right, maxsplit=1)[0])
        noun = _THRESHOLD.sub("", _OPENING.split(noun, maxsplit=1)[0])
        if 1 < len(noun) <= _LONGEST:
            at = text.find(noun, measure.end)
            return Named(noun, "the noun after the classifier", at, at + len(noun))
    # Of two figures that share their words (已脱贫63153户215796人) the words end at the first.
    left = _noun(passage.left_text(text))
    if _NO_NOUN.fullmatch(left):
        # 贫困发生率由10%降至1%: the noun stands at the beginning of the clause.
        clause = _UP_TO_FIGURE.match(text, passage.clause[0], measure.start)
        left = _noun(clause.group()) if clause else ""
        if _NO_NOUN.fullmatch(left):
            return Named(None, "no words of its own")
    at = text.rfind(left, 0, measure.start)
    return Named(left, "the words before it", max(at, 0), max(at, 0) + len(left))


def _noun(words: str) -> str:
    """Words without what only leads to the noun or tells what happens to it."""
    words = _EDGE.sub("", _FIGURE_AT_END.sub("", words))
    words = _OPENING.split(words)[-1] or words
    for pattern in (_LEAD, _TAIL):
        before = None
        while before != words:
            before, words = words, _EDGE.sub("", pattern.sub("", words))
    return words[-_LONGEST:]

"""Why digits were split, in a footnote's language: 唯一可能的拆法：80494户221831人，户均2.76人.

The library's proofs are arithmetic (the same in both languages) or English sentences of a few
forms. The forms are said in Chinese here; a sentence of no known form is given as it is, never
left out.
"""

from __future__ import annotations

import re

from county_reports.format import Language
from county_reports.model import Restoration

_KINDS = {"proven": "算式可证", "unique": "唯一可能的拆法", "ambiguous": "有几种可能"}
_FORMS = tuple(
    (re.compile(english), chinese)
    for english, chinese in (
        (
            (r"only split with (?P<band>\S+) persons a household and no leading zero: "
            r"(?P<split>\S+), (?P<size>\S+) a household \([^()]*\)"),
            r"每户\g<band>人且首位不为零的拆法只有\g<split>，户均\g<size>人",
        ),
        (
            (r"(?P<run>\S+) cannot be one number \([^()]*\); (?P<split>\S+) is the only "
            r"(?:split within limits|year in front)"),
            r"\g<run>不可能是一个数，合理的拆法只有\g<split>",
        ),
        (r"(?P<again>\S+) stands (?:again )?at (?P<at>\d+), not fused",
         r"\g<again>另见于位置\g<at>，未粘连"),
        (r"only split into a date that runs forwards: (?P<split>\S+)",
         r"能依次排列的日期只有\g<split>"),
        (r"(?P<run>\S+) is no date as it stands; the year is the only split: (?P<split>\S+)",
         r"\g<run>不成日期，只能拆为\g<split>"),
    )
)  # fmt: skip


def of_split(split: Restoration, language: Language) -> str:
    """Kind and proof of a split: "unique: only split with 1.5–5 persons a household …"."""
    if language == "en":
        return f"{split.kind}: {split.proof}" if split.proof else split.kind
    kind, said = _KINDS[split.kind], split.proof
    for english, chinese in _FORMS:
        said = english.sub(chinese, said)
    return f"{kind}：{said.replace('; ', '；')}" if said else kind

"""Which figure of the report a noun leads to: 占全县总人口的3%, 占行政村总数的65%, 贫困户户均10册.

A share is only as certain as its base. A base is sure where the noun leads to one value and to no
other; of several (the register of 2014 and that of today) one may be confirmed, none refuted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from county_reports.audit.ledger import Entry, Ledger


@dataclass(frozen=True, slots=True)
class Bases:
    """The figures that a noun may mean, the likeliest first; `sure`: it can mean no other."""

    entries: tuple[Entry, ...]
    sure: bool = False


NONE = Bases(())

_HOUSEHOLDS = ("registry.registered_households", "registry.initial_households")
_PERSONS = ("registry.registered_persons", "registry.initial_persons")
_VILLAGES = ("registry.poor_villages", "registry.initial_villages")
_KNOWN: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), unit, indicators)
    for pattern, unit, indicators in (
        (r"(?:建档立卡|全部)?(?:农村)?贫困(?:农|家庭)?户(?:总?数|总户数|总量)?", "household", _HOUSEHOLDS),
        (r"(?:建档立卡|农村|全部)*(?:户|总户数|户数)", "household", _HOUSEHOLDS),
        (r"(?:建档立卡|全部)?(?:农村)?贫困(?:人口|群众)(?:总?数|总量)?", "person", _PERSONS),
        (r"(?:建档立卡)(?:农村|贫困|人口|总人数|总数|总)*", "person", _PERSONS),
        (r"(?:建档立卡|重点)?贫困村(?:总?数|总量)?", "village", _VILLAGES),
        (r"(?:行政|建制)?村(?:总?数|总量)?", "village", ("profile.villages",)),
        (r"乡镇(?:总?数|总量)?", "township", ("profile.townships",)),
        (r"(?:按|以)?(?:户籍|常住|总)?人口(?:总?数|总量)?", "person", ("profile.population",)),
    )
)  # fmt: skip
"""Nouns that stand for an indicator, with its unit."""

_WHOLE_COUNTY = re.compile(
    r"^(?:全[县市区旗镇乡]|我[县市区旗]|本[县市区旗]|该[县市区旗]|[一-鿿]{1,4}[县市区旗](?=总人口|建档|贫困)|所有|全部|整个|现有|当年|同期|目前|的)+"
)
_YEAR = re.compile(r"(?P<year>20\d\d)年?(?:底|末|初)?(?:的|识别的?|全[县市区旗]|系统)*")
_TOTAL = re.compile(
    r"(?:的)?(?:总人数|总户数|总数量?|总量|总额|总规模|总面积|数量|人数|户数|规模|数)$"
)
_LEADS = r"(?:总人数|总户数|总数|总量|总额|总规模|数量|人数|户数|规模|数|共计?|合计|总计|现有|达到?|有|为|约|近|已|:|\()*$"
_PART_WORDS = re.compile(r"其中|占|剩余|未|非|新增|减少|增加")
_GENERIC = frozenset(
    {
        "投资",
        "资金",
        "项目",
        "面积",
        "任务",
        "计划",
        "目标",
        "总投资",
        "总资金",
        "总额",
        "总数",
        "人口",
    }
)
"""Nouns that mean another figure in every paragraph."""
_PARAGRAPH, _WHOLE_SENTENCE, _AROUND = 2000, 600, 30
"""Characters of a paragraph and of a sentence, figures of a sentence, that are looked at."""


def named(ledger: Ledger, words: str, unit: str, share: Entry) -> Bases:
    """The figures of `unit` that the words of a base lead to.

    `words` are what stands between 占 and 的…%: 全县总人口, 2014年建档立卡贫困户总数, 计划总投资.
    """
    noun, year = core(words)
    if not noun:
        return NONE
    for pattern, its_unit, indicators in _KNOWN:
        if pattern.fullmatch(noun):
            return _known(ledger, indicators, year) if its_unit == unit else NONE
    return _in_the_text(ledger, _TOTAL.sub("", noun) or noun, unit, share, year)


def core(words: str) -> tuple[str, str | None]:
    """The noun of a base without 全县 and the like, and the year that it names.

    >>> core("全县2014年建档立卡贫困户总数")
    ('建档立卡贫困户总数', '2014')
    """
    noun = _WHOLE_COUNTY.sub("", words)
    found = _YEAR.match(noun)
    if found:
        noun = noun[found.end() :]
    return _WHOLE_COUNTY.sub("", noun).rstrip("的"), found["year"] if found else None


def unit_of(words: str) -> str | None:
    """The unit that a known noun counts in: 贫困户总数 are households."""
    noun, _ = core(words)
    return next((unit for pattern, unit, _ in _KNOWN if pattern.fullmatch(noun)), None)


def _known(ledger: Ledger, indicators: tuple[str, ...], year: str | None) -> Bases:
    found = [entry for entry in ledger.stated(*indicators) if entry.value]
    if year is not None:
        found = [entry for entry in found if (entry.period or "")[:4] == year]
    # the register of today before that of the beginning
    found.sort(key=lambda entry: indicators.index(entry.indicator or ""))
    # 占建档立卡人口的6.3%: where only the register of the beginning is stated, today's may be meant
    first_only = year is None and any(".initial_" in (e.indicator or "") for e in found)
    return Bases(tuple(found), sure=len(found) == 1 and not first_only)


def _in_the_text(ledger: Ledger, noun: str, unit: str, share: Entry, year: str | None) -> Bases:
    """The figures that stand under the very noun, before the share, within its paragraph."""
    if len(noun) < 2 or not noun[0].isalpha() or any(mark in noun for mark in "0123456789、,"):
        return NONE
    pattern = re.compile(re.escape(noun) + _LEADS)
    behind = re.compile(rf"(?:个|名|户|家)?的?{re.escape(noun)}")

    def under(entry: Entry) -> bool:
        if entry.unit != unit or not entry.value:
            return False
        before = ledger.before(entry, len(noun) + 14)
        at = pattern.search(before)
        if at and not _PART_WORDS.search(before[max(0, at.start() - 4) : at.start()]):
            return True
        return bool(behind.match(ledger.after(entry, len(noun) + 4)))

    near = search_back(ledger, share, under, sentences=1 if noun in _GENERIC else 6)
    if year is not None:
        near = [entry for entry in near if (entry.period or "")[:4] == year]
    values = {entry.value for entry in near}
    return Bases(tuple(near), sure=len(values) == 1 and len(near) > 0)


def search_back(
    ledger: Ledger, share: Entry, wanted: Callable[[Entry], bool], *, sentences: int, most: int = 40
) -> list[Entry]:
    """The wanted figures before another one, nearest first, some sentences back at most."""
    found, begin, left = [], share.passage.sentence, sentences
    floor = ledger.text.rfind("\n", max(0, share.start - _PARAGRAPH), share.start)
    for index in range(share.index - 1, max(-1, share.index - 1 - most), -1):
        entry = ledger.entries[index]
        if entry.start < floor:
            break
        if entry.passage.sentence != begin:
            begin, left = entry.passage.sentence, left - 1
            if left < 0:
                break
        if wanted(entry):
            found.append(entry)
    return found


def near(ledger: Ledger, entry: Entry) -> list[Entry]:
    """The figures of an entry's sentence, itself among them; of a long table those around it."""
    begin, end = entry.passage.sentence
    first = max(0, entry.index - _AROUND)
    around = ledger.entries[first : entry.index + _AROUND + 1]
    return [each for each in around if begin <= each.start < end]


def earlier_in_sentence(ledger: Ledger, entry: Entry, unit: str) -> list[Entry]:
    """The figures of a unit before another one in its sentence, nearest first."""
    return [
        each
        for each in reversed(near(ledger, entry))
        if each.index < entry.index and each.unit == unit
    ]


def before_semicolon(ledger: Ledger, entry: Entry) -> tuple[Entry, ...]:
    """The figures of the whole sentence up to 。 before another one: a ; ends only a clause of
    it.
    """
    begin = max(0, entry.start - _WHOLE_SENTENCE)
    floor = max(ledger.text.rfind(mark, begin, entry.start) for mark in "。!?\n")
    return ledger.inside(max(floor + 1, begin), entry.start)


def in_sentences_before(ledger: Ledger, part: Entry, sentences: int = 2) -> list[Entry]:
    """The larger figures of a part's unit in its sentence before it and the two sentences before.

    Rules, targets and changes are none; neither is what stands in another paragraph.
    """

    def is_whole(entry: Entry) -> bool:
        if entry.unit != part.unit or entry.value <= part.value or not entry.is_reported:
            return False
        changed = re.search(r"增加|减少|增长|下降|每|均|标准", ledger.before(entry, 6))
        # 因病3120户,占40%;因残1560户,占20%: a part beside it is no whole
        if re.match(r"[,(]?(?:约|只)?占", ledger.after(entry, 4)):
            return False
        return entry.is_exact and not entry.counts_visits and not changed

    return search_back(ledger, part, is_whole, sentences=sentences)


def distinct(entries: Sequence[Entry]) -> list[Entry]:
    """Each value once, the first of the row."""
    kept: dict[object, Entry] = {}
    for entry in entries:
        kept.setdefault(entry.value, entry)
    return list(kept.values())

"""New set phrases by their form: “三走进”, 一村一案, “1+N”, 百日攻坚, 应改尽改.

How this relates to ``extraction.setaside``: that one guards figures, so it claims whatever holds a
numeral and counts nothing, ordinary words (统一, 一线) among it. Here its claims of kind slogan are
candidates; each must have the form of a phrase. What it does not see as one piece (一户一策,
三走访四清零, 百日攻坚) is added. Nothing is taken that extraction read as a figure, a date, an
ordinal or an identifier.

Not found by form: watchwords without a numeral, other than the folds of 应保尽保. Quotation marks
alone prove nothing, as names and headings stand in them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from county_reports.language.phrase_book import book

NUMERAL = "一二两三四五六七八九十百千万"
_N = f"[{NUMERAL}双]"
_HAN = rf"(?:(?![{NUMERAL}的了在为是有和与及或等将把被对向从到])[一-鿿])"
# After these a numeral counts or dates: 三个村, 两户, 一年来, 五批项目.
_COUNTERS = (
    "个名户人元次年月日天周季届期批条项所座处家亩公里米吨头只株棵件辆套台份种类张岁万亿千百十分成倍度号楼"
    "层村镇乡县市省国组社口栋间平级轮场段部册片块支"
)
_FREE = rf"(?:(?![{_COUNTERS}大小多余几来半些系]){_HAN})"
_GIVEN = "方案|措施|对策|档案|台账|清单|调度|计划|产业|主题|研判|通报|队伍|专班|平台|干部|策略|排查|例会|会商|图谱|特色"
_TAILS = (
    "工程|行动|活动|机制|制度|模式|工作法|战略|攻势|思路|原则|举措|标准|要求|方针|理念|专项|战法|体系|格局|"
    "计划|目标|做法|方法|承诺|清单|路径|精神"
)


LONGEST = 18
"""Characters of a phrase; what is longer in quotation marks is a sentence."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the folded text that has the form of a set phrase."""

    start: int
    end: int
    phrase: str
    kind: str


_MARKS = re.compile(r"[“”‘’\"'、,·.\s《》]")


def canonical(written: str) -> str:
    """A phrase without quotation marks and the commas between its parts, digits as they are.

    >>> canonical("“一户一方案,一人一措施”"), canonical("1+n")
    ('一户一方案一人一措施', '1+N')
    """
    return _MARKS.sub("", written).upper()


# ---- the forms, asked of a whole phrase without marks

_DIGITS = re.compile(r"\d+(?:\+(?:\d+|[NX]))+|\d{2,5}")
_ANY = rf"(?:(?![{NUMERAL}])[一-鿿])"
_CHAIN = re.compile(rf"{_N}{_HAN}{{1,4}}(?:{_N}{_HAN}{{1,4}})+")
_QUOTED_CHAIN = re.compile(rf"{_N}{_ANY}{{1,5}}(?:{_N}{_ANY}{{1,5}})+")
_HEADED = re.compile(rf"{_N}(?:个|大|种|项)?(?:一|{_ANY}){{1,6}}")
_COUNTS = re.compile(
    rf"{_N}(?:个|多个|余)?(?:行政|贫困|自然|重点)?(?:村|户|人|名|元|亩|年|月|天|岁|次|届|县|乡|镇|家|所|市|省|社区|乡镇|村民|农户|贫困户)"
    rf"(?:(?![{NUMERAL}])[一-鿿])*"
)
_CAMPAIGN = re.compile(
    rf"(?<![{NUMERAL}分\d])[百千万](?!分)[名个]?{_HAN}{{1,5}}[帮进联扶连包访入下][百千万双](?!分){_HAN}{{1,3}}"
)
_ENDED = re.compile(rf"{_HAN}{{2,6}}[二两三四五六七八九十](?:法|不误|字诀|步法|步走|化|招|策|促进)")


def kind_of(phrase: str, *, quoted: bool) -> str | None:
    """The kind of a phrase (canonical form) by its form, or None where it has none.

    In quotation marks a numeral and any word will do (“三清零”); 五保户, “两户” and 第一书记 never.
    """
    # 七山二水一分田, 九山半水半分田: what land is like
    barred = phrase in book().never or phrase.startswith("第") or "半" in phrase
    if barred or not 2 <= len(phrase) <= LONGEST:
        return None
    chain = (_QUOTED_CHAIN if quoted else _CHAIN).fullmatch(phrase)
    form = (
        "digits" if _DIGITS.fullmatch(phrase)
        else "campaign" if _CAMPAIGN.fullmatch(phrase)
        else "numeral" if quoted and phrase[1] in "个大" and _HEADED.fullmatch(phrase)
        else "paired" if chain and (quoted or _balanced(phrase))
        else "numeral" if quoted and (_HEADED.fullmatch(phrase) or _ENDED.fullmatch(phrase))
        else None
    )  # fmt: skip
    return None if form == "numeral" and _COUNTS.fullmatch(phrase) else form


_PARTS = re.compile(rf"{_N}([^{NUMERAL}双]+)")


def _balanced(phrase: str) -> bool:
    """Whether the parts of a chain are of one length, differ, and end in no classifier.

    三带四联 and 一村一队 do; 四样庄稼一本, 一笔一笔 and 一村一名 (which counts) do not.
    """
    parts = [found.group(1) for found in _PARTS.finditer(phrase)]
    lengths = {len(part) for part in parts}
    counts = len(parts[-1]) == 1 and parts[-1] in "名个次元人户年本位张份条"
    given = phrase.endswith(tuple(_GIVEN.split("|"))) and lengths == {1, 2}
    return (len(lengths) == 1 or given) and len(set(parts)) == len(parts) and not counts


_LED = re.compile(
    r"(?:实行|开展|落实|推行|坚持|按照|建立|围绕|聚焦|推进|实施|深化|突出|强化|抓好|做到|严格|执行|推广|运用"
    '|完善|采取|探索|创新|形成|[“"、,。;:(])$'
)
_FOLLOWED = re.compile(rf"[”\"]?的?(?:{_TAILS})")


def introduced(text: str, start: int, end: int) -> bool:
    """Whether the words around a phrase name it as one: 推行三带四联, 三带四联机制; not 隔三岔五."""
    return bool(_LED.search(text, max(0, start - 4), start) or _FOLLOWED.match(text, end))


# ---- quoted: the marks say where it begins and ends

_QUOTED = re.compile(r"[“\"]([^“”\"\n]{1,20})[”\"]")
_PART_BREAK = re.compile(r"[、,]")
_WHOLE = re.compile(rf"{_N}[个大](?:一|{_ANY}){{1,4}}|{_N}{_ANY}{_N}{_ANY}{{1,2}}")


def quoted(text: str) -> Iterator[Candidate]:
    """The phrases in quotation marks: “五个一”, “三清零、五个到位” (two), “一个确保、两个完善” (one)."""
    for found in _QUOTED.finditer(text):
        yield from _of_quoted(text, *found.span(1))


def _of_quoted(text: str, start: int, end: int) -> Iterator[Candidate]:
    spans: list[tuple[int, int]] = []
    at = start
    for mark in _PART_BREAK.finditer(text, start, end):
        spans.append((at, mark.start()))
        at = mark.end()
    spans.append((at, end))
    parts = [canonical(text[first:last]) for first, last in spans]
    # a formula that ascends from one is a single one: 一个中心、两个基本点
    several = len(parts) > 1 and all(_WHOLE.fullmatch(part) for part in parts)
    if several and parts[0].startswith("一个"):
        several = False
    # a part stands alone where the whole is no phrase, or has a known one beside it
    wholes = spans if several else [(start, end), *(spans if len(spans) > 1 else [])]
    for first, last in wholes:
        phrase = canonical(text[first:last])
        kind = kind_of(phrase, quoted=True)
        if kind:
            yield Candidate(first, last, phrase, kind)


# ---- unquoted: the form must say it alone

_EACH = "户人村镇乡县社企校事案月周季日岗品业策链园站店点乡组品线厂"
_UNQUOTED: tuple[tuple[str, re.Pattern[str]], ...] = (
    # 一户一策, 一月一调度: for each one; 一户一名 and 一人两次 only count
    (
        "paired",
        re.compile(
            rf"(?<![{NUMERAL}第])一[{_EACH}]一(?![{_COUNTERS.replace('策', '').replace('村', '')}])"
            rf"(?:{_GIVEN}|{_HAN})"
        ),
    ),
    # 三走访四清零, 两摸底、一核查: parts of one length
    *(
        (
            "paired",
            re.compile(
                rf"(?<![{NUMERAL}第\d]){_N}{_FREE}{_HAN}{{{size - 1}}}"
                rf"(?:[、,]?{_N}{_FREE}{_HAN}{{{size - 1}}})+(?![{NUMERAL}])"
            ),
        )
        for size in (3, 2)
    ),
    # 四跟四走, 一填二审三核: one character each, so the next must be no word of its own
    ("paired", re.compile(
        rf"(?<![{NUMERAL}第\d]){_N}{_FREE}(?:{_N}{_FREE}){{2,4}}(?![{NUMERAL}])"
    )),
    ("campaign", _CAMPAIGN),
    ("campaign", re.compile(
        r"百日大?(?:攻坚|会战|冲刺|行动|攻势|决战|清零|整改|提升|督战)(?:行动|大?会战|战)?"
    )),
    # 开展三走进活动: no count, as a classifier would follow; 五中全会精神 names a meeting
    ("numeral", re.compile(
        rf"(?<![{NUMERAL}第\d分])(?!.中全会)[二两三四五六七八九十百千万双]{_FREE}{_HAN}{{1,2}}?(?=(?:{_TAILS}))"
    )),
    # 五个到位的要求: a number of watchwords
    ("numeral", re.compile(
        rf"(?<![{NUMERAL}第\d分])[二两三四五六七八九十]个"
        r"(?:一批|一|精准|切实|不摘|意识|自信|维护|确保|完善|坚持|到位|必须|强化|突出|聚焦|结合|全覆盖|清零"
        rf"|导向|转变|务必|严禁|不准|优先|不变|不减|不松|落实)(?=[,。;:、“”)]|的?(?:{_TAILS}))"
    )),
    # 四位一体
    ("numeral", re.compile(r"[二两三四五六七八九十]位一体")),
    # 1+N, 10+1, 1+3+X
    ("digits", re.compile(r"(?<![\d.])\d{1,2}(?:\+(?:\d{1,2}|[NnXx]))+(?![\d.]*[万亿元%=])")),
    # 应保尽保, 能贷尽贷, 该退必退
    ("wording", re.compile(r"[应能该]([一-鿿])[尽必]\1")),
)  # fmt: skip


_ENDS = re.compile(rf"$|[^一-鿿]|的|{_TAILS}")


def unquoted(text: str) -> Iterator[Candidate]:
    """The phrases that their form alone gives away: 一户一策, 三走访四清零, 应改尽改."""
    never = book().never
    for kind, pattern in _UNQUOTED:
        for found in pattern.finditer(text):
            phrase = canonical(found.group())
            # 八宝粥、五谷杂粮: with a mark inside, the last part must be a whole word
            if phrase != found.group().upper() and not _ENDS.match(text, found.end()):
                continue
            if phrase not in never and (kind != "paired" or _balanced(phrase)):
                yield Candidate(found.start(), found.end(), phrase, kind)

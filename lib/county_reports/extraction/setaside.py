"""What holds digits and is no figure: dates, ordinals, identifiers, set phrases.

A false figure is as bad as a missed one, so these are recognised first and claim their characters.
They are kept (``--all`` shows them) and count as knowingly set aside in the coverage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from ahocorasick_rs import AhoCorasick, MatchKind

from county_reports.extraction.dates import (
    BARE_YEAR,
    CHINESE_DATE_PATTERN,
    CHINESE_PLAN,
    DATE_PATTERN,
)
from county_reports.extraction.units import unit_pattern
from county_reports.model import Kind, Script


@dataclass(frozen=True, slots=True)
class SetAside:
    """A stretch of the folded text that is no measure, e.g. 五个一批 as kind slogan."""

    start: int
    end: int
    kind: Kind
    script: Script


_IDENTIFIERS = (
    r"(?:https?://|www\.)[^\s一-鿿,。;()]+",
    r"[\w.+-]+@[\w-]+\.[\w.]+",
    r"ICP[备证]\s?\d+号?(?:-\d+)?",
    # 湘发[2018]12号, (2016)34号
    r"[\[(〔](?:19|20)\d\d[\])〕]\s?第?\d+(?:、\d+)*号",
    r"(?<!\d)\d{1,4}号(?:文件|文|令|公告|决定|线)?",
    r"(?<!\d)0\d{2,3}[-—]{1,2}\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?![\d人户元万亿])",
    # 12317信访平台, 12345公众热线: a hotline is five digits before its name.
    r"(?<!\d)1\d{4}(?=[“”\"、和]?[^\d,。;、]{0,6}(?:平台|热线|电话|举报|信访|服务台))",
    r"(?:电话|热线|传真|邮编|QQ|微信|账号|编号)[:号]?\s?\d[\d—-]{3,}",
    r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?[:]?\s?\d+(?:次|(?![\d人万户元]))|共印\s?\d+份",
    # 3A级景区, 5a级, 4G, 5G基站, G60, PM2.5
    r"(?<![\dA-Za-z])\d[aA]+级?(?![A-Za-z])|(?<![\dA-Za-z])[2-6][Gg](?![A-Za-z])",
    # 7×24小时, 85后干部
    r"(?<!\d)\d{1,2}[×xX*]\d{1,2}(?=小时)|(?<!\d)(?:[5-9][05]|00)后(?![^一-鿿]|年|续|天)",
    # D500*3米管涵: what a pipe is called
    r"(?<![A-Za-z\d])[A-Z]{1,3}\d+[*×]\d+(?:\.\d+)?(?:米|m)?",
    r"(?<![A-Za-z\d])[A-Z]{1,5}-?\d+(?:\.\d+)?(?![\d.]*[%万亿元户人])",
    # 3·15, 7.21特大暴雨
    r"(?<!\d)\d{1,2}·\d{1,2}(?!\d)",
    r"(?<!\d)(?!(?:19|20)\d\d\.)\d+\.\d+\.\d+(?:\.\d+)*(?!\d)",
)  # fmt: skip

_ARABIC_ORDINALS = (
    r"第\s?\d+|(?<=全[省市县国区]前)\d{1,3}(?=[名位])|(?<=[列居在入进])前\d{1,3}(?=[名位])",
    # List labels stand at the beginning of a line or sentence: 1、交通扶贫, (2)水利, 3.电力
    r"(?:(?<=\n)|(?<=^)|(?<=[。;:!?]))[ ]*\d{1,2}(?:、|\.(?!\d)|\))(?=[^\d\s])",
    r"\(\d{1,2}\)(?=[^\d])|[①-⑳]",
)

_ARABIC_SLOGANS = (
    # 10+1, “28+10”, 1+N, 1+3+X
    r"(?<![\d.])\d+(?:\+(?:\d+|[NnXx]))+(?![\d.]*[万亿元%])",
    # “1234”工作法, “1133”模式: digits alone in quotation marks are a brand
    r"(?<=“)\d+(?=”)",
)

_NUMERAL = "一二两三四五六七八九十百千万"
_PLAIN = rf"(?:(?![{_NUMERAL}、个名户人元次多余几里年月日])[一-鿿])"
_CHINESE_ORDINALS = (
    rf"第[{_NUMERAL}零〇]+",
    r"(?:(?<=\n)|(?<=^)|(?<=[。;:,!?、\s])|(?<=主要))[一二三四五六七八九十]{1,3}(?:是(?!否)|要|则是)",
    r"(?:(?<=\n)|(?<=^)|(?<=[。;:!?\s]))[ ]*[一二三四五六七八九十]{1,3}、",
    r"\([一二三四五六七八九十]{1,3}\)",
    r"其[一二三四五六七]|[一二三四五]期(?=工程|项目|建设)|(?<=[十])[八九]大(?!类|行|产|工)|十[八九]大|二十大|[一二三四五六七]中全会|十[八九]届|二十届",
    r"二次(?=报销|补偿|分配|救助|污染|创业|供水)|[一二三四]类(?=[单县地区市乡对])",
    r"(?:(?<=[届会])|(?<=人大)|(?<=党代会)|(?<=政协))[一二三四五六七八九]次(?=会议|全会|、)|(?<=、)[一二三四五六七八九]次(?=会议|全会)",
    r"(?<![共办了班训展施])[一二三四]期(?=工程|项目|建设|[)）])|[一二三四]、[二三四五]类",
    r"[一二三](?:等奖|产业|产(?![量值]))|[一二三四五六七八九]年级|[一二三四]线",
)
_CHINESE_SLOGANS = (
    # 五个一批, 六个精准, 四个不摘, 十个一: a number, 个, and an abstract watchword
    (
        r"[一二两三四五六七八九十]个(?:一批|一(?![个名位])|精准|切实|不摘|不(?!同)|意识|自信|维护|全面|确保|完善|坚持|到位|必须|强化"
        r"|突出|聚焦|结合|全覆盖|清零|统筹|导向|转变(?=[,。“”])|务必|严禁|不准|决不|优先|率先|更加|努力|关键|最|清单|到户|不变|不减|不松)"
    ),
    r"[一二两三四五六七八九十]位一体|[一二两三四五六七八九十]级书记[一-鿿]{0,4}|[一二三四五六七八九十]化(?![肥工])",
    # 一户一策, 一村一品, 一月一调度, 两摸底一核查, 百企帮百村, 五天四夜
    (
        rf"[{_NUMERAL}](?!分之){_PLAIN}{{1,4}}?[{_NUMERAL}](?!多|余|分之|[{_NUMERAL}])(?:对一|帮一)?[一-鿿]"
        r"(?:(?<=调)度|(?<=方)案|(?<=措)施|(?<=核)查|(?<=平)台)?"
    ),
    r"[十百千五]+年一遇|[三四五六七八九十]大(?:员|妈|爷)|(?<!分)之一",
    r"(?<![为至到])零(?=[^\d点一-九])",
)

_RATIO_BEFORE = re.compile(r"(?:比|比例|比率|按)[^,。;:]{0,6}$")
_SHARE = re.compile(r"[百千]分之[零〇一二三四五六七八九十百点]+")
_QUOTED = re.compile(r"“([^“”]{1,16})”")
_HAS_NUMERAL = re.compile(rf"[{_NUMERAL}]|\d")
_QUOTED_FIGURE = re.compile(r"\d+(?:\.\d+)?[余多]?[万亿]?(?:元|%|人|户|亩|公里)")


@cache
def listed_phrases() -> frozenset[str]:
    """The set phrases of set_phrases.txt as written there, e.g. 两不愁、三保障."""
    lines = (files("county_reports") / "extraction" / "set_phrases.txt").read_text("utf-8")
    return frozenset(line.strip() for line in lines.splitlines() if line.strip() and line[0] != "#")


@cache
def _phrases() -> AhoCorasick:
    """The set phrases, all sought at once; of two at one place the longer one counts."""
    return AhoCorasick(sorted(listed_phrases()), matchkind=MatchKind.LeftmostLongest)


@cache
def _arabic() -> re.Pattern[str]:
    # The first look spares most characters the whole list.
    return re.compile(
        r"(?=[0-9A-Za-z(\[〔第①-⑳电热传邮微账编浏点阅访共前 ])(?:"
        f"(?P<identifier>{'|'.join(_IDENTIFIERS)})"
        f"|(?P<ordinal>{'|'.join(_ARABIC_ORDINALS)})"
        f"|(?P<slogan>{'|'.join(_ARABIC_SLOGANS)})"
        rf"|(?<![\d.])(?<!\d[-—~])(?P<date>{DATE_PATTERN}))"
    )


@cache
def _chinese() -> re.Pattern[str]:
    # The first look spares most characters the whole list.
    return re.compile(
        "(?=[零〇一二两三四五六七八九十百千万其今去前上下第之(“ ])(?:"
        f"(?P<date>{CHINESE_DATE_PATTERN})"
        f"|(?P<ordinal>{'|'.join(_CHINESE_ORDINALS)})"
        f"|(?P<slogan>{'|'.join(_CHINESE_SLOGANS)}))"
    )


@cache
def _unit_follows() -> re.Pattern[str]:
    return re.compile(rf"\s?[余多]?[十百千万亿]*[余多]?(?:{unit_pattern()}|[-—~至]\d|/\d)")


class Claims:
    """Which characters of a text are taken; the first claim holds."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def free(self, start: int, end: int) -> bool:
        """Whether nobody has claimed any character of a span."""
        return not any(self._taken[start:end])

    def take(self, start: int, end: int) -> None:
        """Claim a span."""
        self._taken[start:end] = b"\x01" * (end - start)


def _group(match: re.Match[str]) -> Kind:
    return cast("Kind", match.lastgroup)


def find_arabic(text: str, claims: Claims) -> list[SetAside]:
    """Dates, ordinals, identifiers and brand numbers in Arabic digits: 2019年底, 1、, 12317, 10+1."""
    found: list[SetAside] = []

    def keep(start: int, end: int, kind: Kind) -> None:
        if claims.free(start, end):
            claims.take(start, end)
            found.append(SetAside(start, end, kind, "arabic"))

    for match in _arabic().finditer(text):
        start = match.end() - len(match.group().lstrip())
        # 比例1:30 is no time of day
        if ":" in match.group() and _RATIO_BEFORE.search(text, max(0, start - 10), start):
            continue
        keep(start, match.end(), _group(match))
    for match in BARE_YEAR.finditer(text):
        if not _unit_follows().match(text, match.end()):
            keep(match.start(), match.end(), "date")
    return found


def find_chinese(text: str, claims: Claims) -> list[SetAside]:
    """Dates, ordinals and set phrases in Chinese numerals: 一是, (三), 两不愁三保障, 一户一策."""
    found: list[SetAside] = []

    # 百分之十一点五: 一点 and 十一 are no words of their own in a share
    shares = [match.span() for match in _SHARE.finditer(text)]

    def keep(start: int, end: int, kind: Kind) -> None:
        inside = any(first < end and start < last for first, last in shares)
        if start < end and not inside and claims.free(start, end):
            claims.take(start, end)
            found.append(SetAside(start, end, kind, "chinese"))

    for quoted in _QUOTED.finditer(text):
        inner = quoted.group(1)
        # “十三五” names five years, no slogan.
        if CHINESE_PLAN.fullmatch(inner):
            keep(quoted.start(1), quoted.end(1), "date")
        elif _HAS_NUMERAL.search(inner) and not _QUOTED_FIGURE.search(inner):
            keep(quoted.start(1), quoted.end(1), "slogan")
    for _, start, end in _phrases().find_matches_as_indexes(text):
        keep(start, end, "slogan")
    for match in _chinese().finditer(text):
        start = match.end() - len(match.group().lstrip())
        keep(start, match.end(), _group(match))
    return found


# ---- why: the same patterns, asked again of one place

_FAMILIES: tuple[tuple[Script, Kind, str, tuple[str, ...]], ...] = (
    ("arabic", "identifier", "addresses, document numbers, hotlines, codes", _IDENTIFIERS),
    ("arabic", "ordinal", "第N, ranks and list labels", _ARABIC_ORDINALS),
    ("arabic", "slogan", "brands of digits (10+1, “1234”)", _ARABIC_SLOGANS),
    ("arabic", "date", "dates", (DATE_PATTERN, BARE_YEAR.pattern)),
    ("chinese", "date", "dates and plans in Chinese numerals", (CHINESE_DATE_PATTERN,)),
    ("chinese", "ordinal", "ordinals and list labels in Chinese numerals", _CHINESE_ORDINALS),
    ("chinese", "slogan", "set phrases built on numerals", _CHINESE_SLOGANS),
)


def family(text: str, place: SetAside) -> tuple[str, str]:
    """The family of patterns that claims a place, and the pattern itself: 12317 is a hotline.

    Of what other rules set aside (serial numbers of a table, 一系列) both are empty.
    """
    start, end = place.start, place.end
    if place.script == "chinese":
        inside = any(m.span(1) == (start, end) for m in _QUOTED.finditer(text, max(0, start - 1)))
        if inside:
            return "numerals in quotation marks", _QUOTED.pattern
        written = text[start:end]
        if place.kind == "slogan" and (0, len(written)) in {
            found[1:] for found in _phrases().find_matches_as_indexes(written)
        }:
            return "set phrases of set_phrases.txt", written
    begins = start - (len(text[:start]) - len(text[:start].rstrip(" ")))
    for script, kind, name, patterns in _FAMILIES:
        if (script, kind) != (place.script, place.kind):
            continue
        for pattern in patterns:
            for at in {start, begins}:
                match = re.compile(pattern).match(text, at)
                if match and match.end() == end:
                    return name, pattern
    return "", ""

"""What a heading looks like: its label (一、 （一） 一是 1、 第一，), its title, its style.

The number in a label tells whether it continues a list; the style and the list tell its level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from county_reports.reading.lines import CLOSERS, Line

_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
_CHINESE = "[一二三四五六七八九十]{1,3}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"

# style -> pattern of the label in folded text; `n` is its number
_LABELS = {
    "chapter": rf"第(?P<n>{_CHINESE}|\d{{1,2}})(?:章|部分|篇)[、:,\s]?\s*",
    "一、": rf"(?P<n>{_CHINESE})(?:、|\.(?!\d)|\s+(?=[\u4e00-\u9fff]))\s*",
    "(一)": rf"\((?P<n>{_CHINESE})\)[、.,]?\s*",
    "1、": r"(?P<n>\d{1,2})(?:、|\.(?!\d))\s*(?!\d)",
    "(1)": r"\((?P<n>\d{1,2})\)[、.,]?\s*",
    "1)": r"(?P<n>\d{1,2})\)[、.,]?\s*",
    "①": rf"(?P<n>[{_CIRCLED}])[、.,]?\s*",
    "一是": rf"(?P<n>{_CHINESE})是[,:]?\s*",
    "一要": rf"(?P<n>{_CHINESE})要[,:]?\s*",
    "第一": rf"第(?P<n>{_CHINESE})(?:[,、:]|是)\s*",
    "其一": rf"其(?P<n>{_CHINESE})[,、:是]?\s*",
}
FREE_STYLES = ("一是", "一要", "第一", "其一")
"""Labels that stand on any level; the others have a fixed order (一、 above （一） above 1、)."""

RANKS = {"chapter": 0, "一、": 1, "(一)": 2, "1、": 3, "(1)": 4, "1)": 5, "①": 6}

_AT_LINE = {style: re.compile(pattern) for style, pattern in _LABELS.items()}
_INSIDE = re.compile(
    r"(?<=[。;!?:”’)\]])\s*(?P<label>"
    + "|".join(
        f"(?:{re.sub(r'[?]P<n>', '?:', _LABELS[style])})"
        for style in ("一、", "(一)", "1、", "(1)", "①", "一是", "一要", "第一", "其一")
    )
    + ")"
)
_FIELD = re.compile(r"(?<=[。;!?:])\s*(?P<title>[在]?[^,。;:!?、\d《》()]{2,12}方面)[。:]")
_FIELD_AT_LINE = re.compile(r"(?P<title>在[^,。;:!?、\d《》()]{2,12}方面)[。:]")

TITLE_LENGTH = 32
_LINE_TITLE_LENGTH = 48
_RUN_IN_LENGTH = 26


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it stands in a line; positions count from the beginning of the line."""

    start: int
    end: int
    label: str
    title: str
    style: str
    number: int
    whole_line: bool
    inline: bool
    """Whether it begins inside a paragraph and not at the beginning of a line."""


def number_of(text: str) -> int:
    """The number in a label: 十二 is 12, ③ is 3, 07 is 7; 0 when it is none."""
    if text.isdecimal():
        return int(text)
    if text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return 10 * (_DIGITS.get(tens, 0) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)


def labelled_line(line: Line) -> Heading | None:
    """The heading that a line begins with, e.g. ``（二）抓问题整改，确保“改到位”。高度重视…``."""
    for style, pattern in _AT_LINE.items():
        match = pattern.match(line.text)
        if match and number_of(match["n"]):
            return _heading(line.text, match.start(), match.end(), style, match["n"], inline=False)
    field = _FIELD_AT_LINE.match(line.text)
    return _field(field, inline=False) if field else None


def inside_line(line: Line) -> list[Heading]:
    """Headings that begin after a full stop within a paragraph: ``…落实。二是精准识别。…``."""
    found: list[Heading] = []
    for match in _INSIDE.finditer(line.text):
        label = match["label"]
        for style, pattern in _AT_LINE.items():
            fits = pattern.fullmatch(label)
            if fits and number_of(fits["n"]):
                start, end = match.span("label")
                found.append(_heading(line.text, start, end, style, fits["n"], inline=True))
                break
    found += [_field(match, inline=True) for match in _FIELD.finditer(line.text)]
    return sorted(found, key=lambda heading: heading.start)


def run_in(line: Line) -> Heading | None:
    """An unnumbered title with its text behind it: ``全面落实主体责任。县委、县政府把…``.

    Only its form is judged here; whether it has sisters, the outline says.
    """
    stop = line.text.find("。")
    title = line.text[:stop] if 0 < stop < len(line.text) - 4 else ""
    if not 4 <= len(title) <= _RUN_IN_LENGTH or not _could_be_title(title):
        return None
    return Heading(0, len(title), "", title, "run-in", 0, whole_line=False, inline=False)


def bare_line(line: Line) -> Heading | None:
    """An unnumbered heading on its own line: ``聚焦“三落实” 全面压实攻坚责任``."""
    text = line.text.rstrip(":")
    closed = line.is_finished or text[-1:] in ",;、"
    if closed or not 4 <= len(text) <= _LINE_TITLE_LENGTH - 14 or not _could_be_title(text):
        return None
    return Heading(0, len(text), "", text, "line", 0, whole_line=True, inline=False)


def _could_be_title(text: str) -> bool:
    return (
        text.count(",") < 2
        and not re.search(r"\d|[。;!?《》=+/_@]|说|表示|介绍|认为|本报讯|同志们", text)
        and len(re.findall(r"[\u3400-\u9fff]", text)) * 3 >= len(text) * 2
    )


def _field(match: re.Match[str], *, inline: bool) -> Heading:
    start, end = match.span("title")
    return Heading(start, end, "", match["title"], "方面", 0, whole_line=False, inline=inline)


def _heading(
    text: str, start: int, after: int, style: str, number: str, *, inline: bool
) -> Heading:
    end, whole = _title_end(text, after, inline=inline)
    label = text[start:after].rstrip()
    return Heading(
        start, end, label, text[after:end], style, number_of(number), whole and not inline, inline
    )


def _title_end(text: str, after: int, *, inline: bool) -> tuple[int, bool]:
    """Where the title ends, and whether it fills the line.

    Up to the full stop when that is a title's length; else the first clause.
    """
    rest = text[after:]
    if not inline and len(rest) <= _LINE_TITLE_LENGTH and not re.search(r"[。;!?]", rest):
        return after + len(rest.rstrip(":,、 ")), True
    stop = re.search(r"[。;!?:]", rest)
    length = stop.start() if stop else len(rest)
    sentence = rest[:length]
    clauses = sentence.split(",")
    figures = re.search(r"\d", ",".join(clauses[1:]))
    if length > TITLE_LENGTH or len(clauses) > 2 or figures:
        length = len(clauses[0])
    at_end = not rest[length:].strip("。;:!?, " + CLOSERS)
    return after + length, at_end

"""No number in an analysis is typed by hand: it could not follow when a report is read anew.

Digits and words for numbers are looked for in what is left of the text without its references. What
is no statement of a report (a year of the campaign, a set phrase such as "two assurances") is
declared in the head of the source, word for word: ``by_hand: [2014, two assurances]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from county_reports.errors import WritingError
from county_reports.writing.syntax import Source

_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|"
    "thousands?|millions?|billions?|dozens?|half|halves|thirds?|quarters?|twice|thrice|double|"
    "triple|percent"
)
_CHINESE = "〇零一二两三四五六七八九十百千万亿数几半"
_MEASURES = "户人个名家元亩村乡镇县份次项倍成年月天件支批公里吨米"
_NUMBER = re.compile(
    rf"\d[\d.,]*|\b(?:{_WORDS})\b|per cent|[%‰％]|"
    rf"[{_CHINESE}]+(?:分之[{_CHINESE}]+|余?[{_MEASURES}])",
    re.IGNORECASE,
)
_ONE = re.compile(rf"一[{_MEASURES}]")
"""An article rather than a number: 一个县, a county."""
# link targets, footnote labels, attributes, the numbers of list items, inline code
_NOT_TEXT = re.compile(
    r"\]\([^)\n]*\)|\[\^[^\]\n]+\]:?|\{#[^}\n]*\}|^[ \t]*\d+\.(?=[ \t])|<https?://[^>\s]*>",
    re.MULTILINE,
)


def numbers(source: Source, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The numbers of a text that stand outside some spans, with their positions.

    Example: ``about 70 villages`` gives (6, "70"); a declared year gives nothing.
    """
    text = list(source.text)
    for start, end in spans:
        text[start:end] = ["\0" if each != "\n" else "\n" for each in text[start:end]]
    rest = _NOT_TEXT.sub(_blank, "".join(text))
    for phrase in sorted(declared(source), key=len, reverse=True):
        # 2014 stands alone: not within 12014, 2014.5 or 2014th
        alone = rf"(?<![\dA-Za-z.,]){re.escape(phrase)}(?![\dA-Za-z]|[.,]\d)"
        pattern = alone if phrase.isascii() else re.escape(phrase)
        rest = re.sub(pattern.replace(r"\ ", r"\s+"), _blank, rest, flags=re.IGNORECASE)
    for found in _NUMBER.finditer(rest):
        if not _ONE.fullmatch(found[0]):
            yield found.start(), found[0]


def declared(source: Source) -> tuple[str, ...]:
    """The phrases that the head of a source lets stand, e.g. 2014.

    Raises:
        WritingError: they are no list.
    """
    listed = source.front.get("by_hand", [])
    if not isinstance(listed, list):
        raise WritingError(
            "by_hand is no list", where=f"{source.file}:1", remedy="write by_hand: [2014, 2020]"
        )
    return tuple(str(each) for each in listed)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "\0", found[0])


def problems(source: Source, spans: Iterable[tuple[int, int]]) -> list[WritingError]:
    """One error for each number that was typed by hand, with its line."""
    return [
        WritingError(
            f"the number {said!r} was typed by hand",
            where=str(source.place(position)),
            remedy="cite it ({value}`report indicator`), or declare it under by_hand in the head",
        )
        for position, said in numbers(source, spans)
    ]

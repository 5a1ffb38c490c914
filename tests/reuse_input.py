"""Invented reports with planted common wording, for tests and measurements of shared passages.

Loaded by path (``runpy``), as test folders are no packages. The words are two characters drawn at
random, some far more often than others as in any language; they mean nothing.
"""

from __future__ import annotations

import random
from itertools import accumulate

from county_reports.model import Metadata, Region, Report

CHARACTERS = (
    "山水田林湖草沙石土木金火风云雷雨雪霜露虹日月星辰春夏秋冬东南西北上下左右前后内外高低远近长短宽窄"
    "深浅明暗轻重快慢早晚新旧红橙黄绿青蓝紫白黑灰梅兰竹菊松柏桃李杏梨麦稻豆瓜果蔬茶桑麻棉牛羊马猪鸡鸭鹅鱼虾"
    "车船路桥门窗墙瓦琴棋书画笔墨纸砚歌舞诗词"
)


class Writer:
    """Writes invented prose; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - invented words
        words = random.Random(1)  # noqa: S311 - one language for all writers
        self.words = sorted({a + b for a in CHARACTERS for b in words.sample(CHARACTERS, 14)})
        words.shuffle(self.words)
        # Zipf: the word of rank r is used in proportion to 1 / r
        self.sums = list(accumulate(1 / rank for rank in range(3, len(self.words) + 3)))

    def clause(self, words: int) -> str:
        """Words in a row, without punctuation and figures."""
        return "".join(self.random.choices(self.words, cum_weights=self.sums, k=words))

    def passage(self, characters: int) -> str:
        """A clause of exactly so many characters."""
        return self.clause(characters // 2 + 1)[:characters]

    def prose(self, characters: int) -> str:
        """Sentences with commas, full stops and figures, about so long."""
        parts: list[str] = []
        length = 0
        while length < characters:
            clause = self.clause(self.random.randint(4, 10))
            if self.random.random() < 0.3:
                clause += f"{self.random.randint(3, 9999)}户"
            parts.append(clause + self.random.choice("，，。"))
            length += len(parts[-1])
        return "".join(parts)

    def changed(self, passage: str, every: int) -> str:
        """A passage with one character in so many replaced."""
        signs = list(passage)
        for at in range(every - 1, len(signs), every):
            signs[at] = "某"
        return "".join(signs)


def report(
    name: str, text: str, *, county: str | None = None, furniture: tuple[str, ...] = (),
    breaks: tuple[tuple[int, int], ...] = (),
) -> Report:  # fmt: skip
    """A report of an invented county; every place of a furniture text is marked."""
    regions = []
    for each in furniture:
        start = text.find(each)
        while start >= 0:
            regions.append(Region(start, start + len(each), "notice"))
            start = text.find(each, start + 1)
    metadata = Metadata(name, f"{name}.txt", county or f"{name}县", year=2019, title="报告")
    return Report(metadata, text, boilerplate=tuple(regions), breaks=breaks)


def corpus(
    count: int, *, seed: int = 1, characters: int = 4000, lengths: tuple[int, ...] = (40,),
    formulas: int = 5, passages_each: int = 2, change: int = 0,
) -> list[Report]:  # fmt: skip
    """Reports of which each shares passages with some other, and formulas with two thirds.

    Each report takes over `passages_each` passages of earlier reports, of the lengths given in
    turn, with one character in `change` replaced.
    """
    writer = Writer(seed)
    official = [writer.passage(30 + 8 * number) for number in range(formulas)]
    own: list[list[str]] = []
    made = []
    for number in range(count):
        mine = [writer.passage(length) for length in lengths]
        pieces = list(mine)
        for turn in range(passages_each if number else 0):
            other = own[writer.random.randrange(number)]
            taken = other[(number + turn) % len(lengths)]
            pieces.append(writer.changed(taken, change) if change else taken)
        pieces += [one for one in official if writer.random.random() < 2 / 3]
        own.append(mine)
        writer.random.shuffle(pieces)
        between = characters // (len(pieces) + 1)
        text = writer.prose(between) + "".join(
            f"{piece}。{writer.prose(between)}" for piece in pieces
        )
        made.append(report(f"xian-{number:05d}", text))
    return made

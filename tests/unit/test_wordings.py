"""The codebook's small language: what each mark of a wording asks, and what is refused."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports import codebook
from county_reports.codebook import Indicator, Wording, parse
from county_reports.errors import CodebookError
from county_reports.extraction.indicators import (
    Found,
    Surroundings,
    _candidate,
    _found,
    judge,
)
from county_reports.extraction.passages import Passage, find_passages
from county_reports.extraction.quantities import find_measures
from county_reports.extraction.setaside import Claims
from county_reports.extraction.wordings import Hit, Hits, word_index

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
marked = made["marked"]


def book(say: str, **more: object) -> Indicator:
    """An indicator with the given wordings, in a codebook of its own."""
    entry = {"unit": "CNY", "zh": "甲", "en": "a", "say": say} | more
    return codebook._indicator("water.test", entry, {"water": None})


def wording(say: str) -> Wording:
    (only,) = book(say).say
    return only


# A wording's text, its terms.
@pytest.mark.parametrize(
    ("say", "terms"),
    [
        ("脱贫", [("", ("脱贫",))]),
        ("脱贫 累计", [("", ("脱贫",)), ("", ("累计",))]),
        ("建档|初", [("", ("建档", "初"))]),
        ("<投入", [("<", ("投入",))]),
        (">第一书记|队员", [(">", ("第一书记", "队员"))]),
        ("资金 !<受灾", [("", ("资金",)), ("!<", ("受灾",))]),
        ("资金 !=受灾|受损", [("", ("资金",)), ("!=", ("受灾", "受损"))]),
        ("=退出 !拟", [("=", ("退出",)), ("!", ("拟",))]),
        ("资金 #water", [("", ("资金",)), ("#", ("water",))]),
        ("资金 ~water|energy", [("", ("资金",)), ("~", ("water", "energy"))]),
        ("贫困 @baseline", [("", ("贫困",)), ("@", ("baseline",))]),
    ],
)
def test_terms(say: str, terms: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(term.place, term.words) for term in wording(say).terms] == terms


@pytest.mark.parametrize(
    ("say", "message"),
    [
        ("脱贫||累计", "empty word"),
        ("脱贫|", "empty word"),
        ("<", "empty word"),
        ("#water", "names no word"),
        ("!脱贫", "names no word"),
        ("!=脱贫", "names no word"),
        ("!=", "empty word"),
        ("@baseline ~water", "names no word"),
    ],
)
def test_wordings_that_are_refused(say: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        book(say)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"unit": "furlong"}, "unknown unit"),
        ({"scopes": ["moon"]}, "unknown scope"),
        ({"status": "maybe"}, "unknown status"),
        ({"when": "never"}, "unknown time"),
    ],
)
def test_entries_that_are_refused(entry: dict[str, object], message: str) -> None:
    with pytest.raises(CodebookError, match=message) as caught:
        book("资金", **entry)
    assert "water.test" in str(caught.value)


def test_an_unknown_theme_is_refused() -> None:
    text = "themes: {a: {zh: 甲, en: A}}\nindicators: {b.x: {unit: CNY, zh: 乙, en: B}}\n"
    with pytest.raises(CodebookError, match="no theme"):
        parse(text)


def test_a_small_codebook() -> None:
    text = (
        "themes: {a: {zh: 甲, en: A, words: [山, 水]}}\n"
        "indicators:\n  a.x: {unit: CNY, zh: 乙, en: B, range: [1, 2.5], exclude: [丙],"
        " scopes: [part], status: planned, when: current, say: 丁}\n"
    )
    found = parse(text)
    assert found.themes["a"].words == ("山", "水")
    indicator = found.indicators["a.x"]
    assert indicator.theme == "a"
    assert (str(indicator.low), str(indicator.high)) == ("1", "2.5")
    assert (indicator.exclude, indicator.scopes) == (("丙",), ("part",))
    assert (indicator.status, indicator.when) == ("planned", "current")


def matches(
    say: str,
    text: str,
    *,
    themes: tuple[str, ...] = (),
    dated: bool = False,
    baseline: bool = False,
) -> bool:
    """Whether a wording fits the figure in 《》, with the words of the wording alone."""
    source, _ = marked(text)
    at = text.index("《")
    measures = find_measures(source, Claims(len(source)))
    passage: Passage = next(
        p for m, p in zip(measures, find_passages(source, measures), strict=True) if m.start == at
    )
    around = Surroundings(passage, (), themes, "county", "reported", dated, baseline)
    indicator = book(say)
    words = {w for t in indicator.say[0].terms if t.place not in "#~@" or not t.place
             for w in t.words}  # fmt: skip
    found = _found(_Words(source, words), around)
    return _candidate(indicator, indicator.say[0], found, around) is not None


class _Words:
    """The hits of a few words, as `Hits` gives those of the codebook."""

    def __init__(self, text: str, words: set[str]) -> None:
        self._hits = sorted(
            (Hit(at, at + len(word), word)
             for word in words for at in range(len(text)) if text.startswith(word, at)),
            key=lambda hit: (hit.start, hit.end),
        )  # fmt: skip

    def within(self, start: int, end: int) -> list[Hit]:
        return [hit for hit in self._hits if start <= hit.start and hit.end <= end]


@pytest.mark.parametrize(
    ("say", "text", "expected"),
    [
        # no mark: in any order, anywhere in the passage
        ("饮水 资金", "饮水资金《36万元》。", True),
        ("饮水 资金", "资金《36万元》用于饮水。", True),
        ("饮水 资金", "解决饮水,资金《36万元》。", True),
        # a figure with words of its own does not take its name from the clause before
        ("饮水 资金", "解决饮水,到位专项资金《36万元》。", False),
        ("资金 饮水", "解决饮水,到位专项资金《36万元》。", True),
        ("饮水 资金", "饮水投入《36万元》。", False),
        ("饮水 资金", "饮水不再难。资金《36万元》。", False),
        # | any of the words
        ("饮水|供水 资金", "供水资金《36万元》。", True),
        ("饮水|供水 资金", "用水资金《36万元》。", False),
        # < before, in the figure's clause
        ("<投入", "投入《36万元》。", True),
        ("<投入", "《36万元》投入使用。", False),
        ("<投入", "投入巨大,共《36万元》。", False),
        # > after, as what it counts
        (">资金", "《36万元》资金到位。", True),
        (">资金", "资金《36万元》。", False),
        (">资金", "《36万元》到账,资金充足。", False),
        # = in the clause, before or after
        ("=到位", "到位《36万元》。", True),
        ("=到位", "《36万元》到位。", True),
        ("=到位", "资金到位,共《36万元》。", False),
        # ! not among the figure's own words
        ("资金 !捐赠", "资金《36万元》。", True),
        ("资金 !捐赠", "捐赠资金《36万元》。", False),
        ("资金 !捐赠", "资金《36万元》来自捐赠。", False),
        ("资金 !捐赠", "企业热心捐赠,其他资金《36万元》。", True),
        ("资金 !捐赠", "捐赠物资12万元、其他资金《36万元》。", True),
    ],
)
def test_marks_of_place(say: str, text: str, expected: bool) -> None:
    assert matches(say, text) is expected


@pytest.mark.parametrize(
    ("say", "themes", "expected"),
    [
        ("资金 #water", ("water",), True),
        ("资金 #water", ("industry", "water"), True),
        ("资金 #water|energy", ("energy",), True),
        ("资金 #water", ("industry",), False),
        ("资金 #water", (), False),
        ("资金 ~water", ("water",), False),
        ("资金 ~water", ("industry",), True),
        ("资金 ~water|energy", ("energy",), False),
        ("资金 ~water", (), True),
    ],
)
def test_marks_of_theme(say: str, themes: tuple[str, ...], expected: bool) -> None:
    assert matches(say, "资金《36万元》。", themes=themes) is expected


@pytest.mark.parametrize(
    ("say", "dated", "baseline", "expected"),
    [
        ("资金 @baseline", True, True, True),
        ("资金 @baseline", True, False, False),
        ("资金 @baseline", False, False, False),
        ("资金 @dated", True, False, True),
        ("资金 @dated", False, False, False),
    ],
)
def test_marks_of_time(say: str, dated: bool, baseline: bool, expected: bool) -> None:
    assert matches(say, "资金《36万元》。", dated=dated, baseline=baseline) is expected


def test_hits_are_found_once_and_asked_by_place() -> None:
    text = "全县贫困发生率降至0.6%,贫困村全部退出。"
    hits = Hits(text)
    everything = hits.within(0, len(text))
    assert all(text[hit.start : hit.end] == hit.word for hit in everything)
    assert everything == sorted(everything, key=lambda hit: (hit.start, hit.end))
    assert "贫困发生率" in {hit.word for hit in everything}
    # words that overlap are all found
    assert {"发生率", "贫困发生率"} <= {hit.word for hit in everything}
    middle = hits.within(3, 7)
    assert all(hit.start >= 3 and hit.end <= 7 for hit in middle)
    assert hits.within(0, 0) == []
    assert Hits("").within(0, 10) == []


def test_every_word_of_the_codebook_is_sought() -> None:
    index = word_index()
    assert len(set(index.words)) == len(index.words)
    for indicator in codebook.load().indicators.values():
        for said in indicator.say:
            for term in said.terms:
                if term.place not in {"#", "~", "@"}:
                    assert set(term.words) <= set(index.words)


def test_every_indicator_can_be_reached() -> None:
    reached = {
        claimant.indicator.id
        for table in word_index().by_unit.values()
        for claimants in table.values()
        for claimant in claimants
    }
    assert reached == set(codebook.load().indicators)


def test_themes_and_conditions_of_the_codebook_exist() -> None:
    themes = set(codebook.load().themes)
    for indicator in codebook.load().indicators.values():
        for said in indicator.say:
            for term in said.terms:
                if term.place in {"#", "~"}:
                    assert set(term.words) <= themes, (indicator.id, said.text)
                if term.place == "@":
                    assert set(term.words) <= {"baseline", "dated"}, (indicator.id, said.text)


def test_no_unit_no_indicator() -> None:
    (measure,) = find_measures("见表2册。", Claims(5))
    passage = find_passages("见表2册。", [measure])[0]
    around = Surroundings(passage, (), (), "county", "reported", False, False)
    found: Found = {}
    assert not found
    assert judge(measure, Hits("见表2册。"), around).best is None

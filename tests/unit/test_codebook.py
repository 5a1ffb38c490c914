"""The codebook: it is whole, and a contradiction in it stops before anything is read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from county_reports import codebook
from county_reports.codebook import Term
from county_reports.errors import CodebookError
from county_reports.schema import SCOPES, UNITS

SMALL = """
themes:
  water: {{zh: 饮水, en: Water, words: [饮水, 供水]}}
indicators:
  {key}: {{unit: {unit}, zh: 户, en: Households{more}}}
"""


def small(key: str = "water.households", unit: str = "household", more: str = "") -> str:
    return SMALL.format(key=key, unit=unit, more=more)


def test_the_projects_codebook_is_whole() -> None:
    book = codebook.load()
    assert len(book.themes) == 21
    assert book is codebook.load()
    for key, indicator in book.indicators.items():
        assert indicator.id == key
        assert indicator.theme in book.themes
        assert indicator.unit in UNITS
        assert set(indicator.scopes) <= set(SCOPES)
        assert indicator.zh
        assert indicator.en
        if indicator.low is not None and indicator.high is not None:
            assert indicator.low < indicator.high


def test_every_theme_has_words_and_no_word_two_themes() -> None:
    themes = codebook.load().themes.values()
    words = [word for theme in themes for word in theme.words]
    assert all(theme.words for theme in themes)
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("wording", "terms"),
    [
        ("脱贫 累计", (Term("", ("脱贫",)), Term("", ("累计",)))),
        ("建档|初 >户", (Term("", ("建档", "初")), Term(">", ("户",)))),
        ("<投入 #water !每人", (Term("<", ("投入",)), Term("#", ("water",)), Term("!", ("每人",)))),
    ],
)
def test_wordings(wording: str, terms: tuple[Term, ...]) -> None:
    book = codebook.parse(small(more=f", say: '{wording}'"))
    assert book.indicators["water.households"].say[0].terms == terms


def test_one_wording_a_line() -> None:
    book = codebook.parse(small(more=', say: "脱贫 累计\\n\\n=退出"'))
    assert [w.text for w in book.indicators["water.households"].say] == ["脱贫 累计", "=退出"]


def test_defaults_and_ranges() -> None:
    plain = codebook.parse(small()).indicators["water.households"]
    assert (plain.scopes, plain.say, plain.exclude) == (("county",), (), ())
    assert (plain.low, plain.high) == (None, None)
    ranged = codebook.parse(small(more=", range: [0, 0.5], scopes: [part]"))
    indicator = ranged.indicators["water.households"]
    assert (indicator.low, indicator.high) == (Decimal(0), Decimal("0.5"))
    assert indicator.scopes == ("part",)
    assert ranged.themes["water"].words == ("饮水", "供水")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (small(key="fire.households"), "no theme"),
        (small(unit="bushel"), "unknown unit"),
        (small(more=", scopes: [moon]"), "unknown scope"),
        (small(more=", say: '脱贫|'"), "empty word"),
        (small(more=", say: '<'"), "empty word"),
        (small(more=", say: '#water !每人'"), "names no word"),
    ],
)
def test_contradictions(text: str, said: str) -> None:
    with pytest.raises(CodebookError, match=said):
        codebook.parse(text)

"""The words that an answer hangs on: found by covering up the others, never guessed."""

from __future__ import annotations

import re

import pytest

from county_reports.extraction.evidence import BLANK, words_behind

HAS_EACH = re.compile("每[人户]")
# the figure stands in 《》; the rule, the text, the words that decide
CASES = [
    ("每[人户]", "全县投入每人补助《220元》,发放到户", "每人"),
    ("标准", "全县投入补助《220元》标准", "标准"),
    ("每人|标准", "每人补助《220元》标准", "标准"),
    ("每人|标准", "补助每人《220元》的标准", "每人"),
    ("近", "惠及贫困人口近《2万人》", "近"),
    ("以上", "稳定在《98%》以上", "以上"),
    ("拟.*脱贫", "拟于今年《10户》脱贫", "拟于今年10户脱贫"),
    ("元", "补助《220元》", None),
    ("没有", "补助《220元》", None),
    (",路西村", "一是,路西村修路《3公里》", ",路西村"),
]


@pytest.mark.parametrize(("rule", "marked", "words"), CASES)
def test_the_shortest_words_that_give_the_answer(rule: str, marked: str, words: str | None) -> None:
    before, _, rest = marked.partition("《")
    figure, _, after = rest.partition("》")
    text = before + figure + after
    span = (len(before), len(before) + len(figure))
    found = words_behind(lambda t: bool(re.search(rule, t)), text, span, (0, len(text)))
    assert (None if found is None else text[found[0] : found[1]].strip(",")) == (
        None if words is None else words.strip(",")
    )


def test_words_outside_the_stretch_are_not_sought() -> None:
    text = "每人按月发放补助220元"
    place = (text.index("220"), len(text))

    def is_rate(each: str) -> bool:
        return bool(HAS_EACH.search(each))

    assert words_behind(is_rate, text, place, (0, len(text))) == (0, 2)
    # the rule finds its word beyond the stretch, so nothing within it decides
    assert words_behind(is_rate, text, place, (4, len(text))) is None


def test_the_figure_itself_is_never_covered() -> None:
    seen: list[str] = []

    def ask(text: str) -> bool:
        seen.append(text)
        return "近" in text

    words_behind(ask, "人口近2万人多", (3, 6), (0, 7))
    assert all(text[3:6] == "2万人" for text in seen)
    assert all(len(text) == 7 for text in seen)
    assert any(BLANK in text for text in seen)


def test_any_kind_of_answer_will_do() -> None:
    def rank(text: str) -> int | None:
        found = re.search("[甲乙丙]", text)
        return None if found is None else "甲乙丙".index(found.group())

    text = "列入乙等的3户"
    assert words_behind(rank, text, (5, 7), (0, 7)) == (2, 3)


def test_an_answer_that_needs_a_word_not_to_be_there() -> None:
    # reported because 已 stands there, although the heading tells of plans
    def status(text: str) -> str:
        return "reported" if "已" in text else "planned"

    text = "目前已完成3户"
    assert words_behind(status, text, (5, 7), (0, 7)) == (2, 3)


def test_a_sentence_without_end_is_no_trap() -> None:
    asked = 0

    def is_rate(each: str) -> bool:
        nonlocal asked
        asked += 1
        return bool(HAS_EACH.search(each, 60_000))

    text = "脱贫" * 40_000 + "每人补助220元" + "脱贫" * 40_000
    start = text.index("220")
    found = words_behind(is_rate, text, (start, start + 4), (0, len(text)))
    assert found is not None
    assert text[slice(*found)] == "每人"
    assert asked < 1_000

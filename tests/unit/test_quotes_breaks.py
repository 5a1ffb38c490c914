"""Sentences in texts whose lines are broken, numbered, unfinished or very long."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.comparison import quotes

STABLE = settings(derandomize=True, deadline=None, max_examples=200, database=None)


def quoted(source: str, **more: int) -> str:
    """The quote of the figure that stands in 《》."""
    start, end = source.index("《"), source.index("》") - 1
    return quotes.quote(source.replace("《", "").replace("》", ""), start, end, **more)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # a line that is wrapped before a number goes on
        ("新修道路《30公里》,投入\n12.5亿元。", "新修道路30公里,投入12.5亿元。"),
        ("投入\n12.5亿元,新修道路《30公里》。", "投入12.5亿元,新修道路30公里。"),
        ("投入\n12．5亿元,新修道路《30公里》。", "投入12．5亿元,新修道路30公里。"),
        ("发生率由\n19.4%降至《0.6%》。", "发生率由19.4%降至0.6%。"),
        ("前文\r\n0.6万人脱贫《200户》", "前文0.6万人脱贫200户"),
        # numbered items begin anew
        ("前文\n1.修路《30公里》\n2.通水", "1.修路30公里"),
        ("前文\n12．修路《30公里》\n13．通水", "12．修路30公里"),
        ("前文\n1、修路《30公里》\n2、通水", "1、修路30公里"),
        ("前文\n1.2018年修路《30公里》\n2.2019年通水5公里", "1.2018年修路30公里"),
        ("前文\n一、修路《30公里》", "一、修路30公里"),
        ("前文\n十一是修路《30公里》\n十二是通水", "十一是修路30公里"),
        ("前文\n(3)修路《30公里》\n（4）通水", "(3)修路30公里"),
        ("前文\n\n  （二）修路《30公里》", "（二）修路30公里"),
        ("前文\n\u3000\u3000修路《30公里》\n\u3000\u3000通水", "修路30公里"),
        # headings and captions
        ("扶贫车间\n\n车间《7个》,工人90名", "车间7个,工人90名"),
        ("车间《7个》\n\n图为车间一角", "车间7个"),
        ("车间《7个》\n \t\n图为车间一角", "车间7个"),
        # every mark that ends a sentence
        ("甲。乙《7个》!丙", "乙7个!"),
        ("甲！乙《7个》?丙", "乙7个?"),
        ("甲？乙《7个》；丙", "乙7个；"),
        ("甲;乙《7个》。丙", "乙7个。"),
        # none of these ends one
        ("甲,乙、丙：“丁《7个》”（戊），己", "甲,乙、丙：“丁7个”（戊），己"),
        ("《7个》", "7个"),
        ("\n\n《7个》\n\n", "7个"),
        ("。。《7个》。。", "7个。"),
    ],
)
def test_where_a_sentence_begins_and_ends(source: str, expected: str) -> None:
    assert quoted(source) == expected


OPEN = "这一年全县上下一心埋头苦干在各条战线上都取得了新的成绩让群众看到了"


@pytest.mark.parametrize(
    ("line", "goes_on"),
    [
        (OPEN, True),
        (OPEN[:20], False),
        (OPEN + "：", False),
        (OPEN + ":", False),
        (OPEN + "，", True),
    ],
)
def test_an_empty_line_inside_a_sentence(line: str, goes_on: bool) -> None:
    text = quoted(f"{line}\n\n希望《7个》")
    assert text == (f"{line}希望7个" if goes_on else "希望7个")


@pytest.mark.parametrize("goes_on", [True, False])
def test_an_empty_line_after_the_figure(goes_on: bool) -> None:
    head = "车间《7个》" + (OPEN if goes_on else "")
    text = quoted(f"{head}\n\n希望")
    assert text.endswith("希望") is goes_on


@pytest.mark.parametrize(
    ("before", "after", "longest", "expected"),
    [
        ("甲" * 30, "乙" * 30, 20, ("…" + "甲" * 9, "乙" * 9 + "…")),
        ("甲" * 5, "乙" * 60, 20, ("甲" * 5, "乙" * 9 + "…")),
        ("甲" * 60, "乙" * 5, 20, ("…" + "甲" * 9, "乙" * 5)),
        ("甲" * 60 + "，子丑", "", 20, ("…子丑", "")),
        ("甲" * 60 + "、子丑，", "", 20, ("…子丑，", "")),
        ("甲" * 9, "乙" * 9, 20, ("甲" * 9, "乙" * 9)),
        ("甲", "乙", 1, ("…", "…")),
        ("甲", "乙", 0, ("…", "…")),
    ],
)
def test_long_sentences_are_cut(
    before: str, after: str, longest: int, expected: tuple[str, str]
) -> None:
    assert quoted(f"{before}《7个》{after}", longest=longest) == "7个".join(expected)


TEXT = st.text("县户1.2、，。；\n\r　 （一）是年", max_size=40)


@STABLE
@given(TEXT, TEXT, st.sampled_from(["30公里", "0.6%", "12.5亿元"]))
def test_a_quote_holds_its_figure_on_one_line(before: str, after: str, figure: str) -> None:
    source = before + figure + after
    start = len(before)
    quote = quotes.quote(source, start, start + len(figure))
    assert figure in quote
    assert not set(quote) & {"\n", "\r"}
    assert quote == quote.strip()
    left, right = quotes.sentence_span(source, start, start + len(figure))
    inside = source[left:start] + source[start + len(figure) : right - 1]
    assert not set(inside) & set(quotes.SENTENCE_ENDS)


@STABLE
@given(TEXT, TEXT)
def test_all_figures_of_a_sentence_have_the_same_sentence(before: str, after: str) -> None:
    source = f"{before}甲7个,乙9户{after}"
    first, second = source.index("甲7个") + 1, source.index("乙9户") + 1
    spans = {quotes.sentence_span(source, at, at + 2) for at in (first, second)}
    # an empty line within the sentence is judged from where the figure stands; none is here
    assert len(spans) == 1


@STABLE
@given(TEXT, TEXT, st.integers(4, 40))
def test_a_cut_quote_is_short(before: str, after: str, longest: int) -> None:
    source = f"{before}7个{after}"
    start = len(before)
    assert len(quotes.quote(source, start, start + 2, longest=longest)) <= longest + 2

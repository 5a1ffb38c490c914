"""Set phrases once more: formulas of other counties, odd texts, and what may not happen."""

from __future__ import annotations

import runpy
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.extraction import observe
from county_reports.language import formulas
from county_reports.language.phrase_book import JOINTS, book, make, spellings
from county_reports.language.phrases import set_phrases

factories = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "factories.py")))


def found(text: str) -> dict[str, int]:
    """Phrase -> uses of a text."""
    report = factories.report(text)
    return {p.phrase: len(p.uses) for p in set_phrases(report, observe(report))}


PHRASES = [
    # text, the phrases in the order of the text
    ("实施“五个一批”工程,做到“六个精准”。", ["五个一批", "六个精准"]),
    ("落实“四个不摘”,巩固“两不愁三保障”。", ["四个不摘", "两不愁三保障"]),
    ("推行“一村一品、一户一策”。", ["一村一品", "一户一策"]),
    ("推行一村一品、一户一策。", ["一村一品", "一户一策"]),
    ("开展“三比三看”活动,推行“四议两公开”。", ["三比三看", "四议两公开"]),
    ("建立“1+5+N”帮扶体系。", ["1+5+N"]),
    ("建立1+5+N帮扶体系。", ["1+5+N"]),
    ("组织“百名干部联百村”。", ["百名干部联百村"]),
    ("做到应享尽享、应兜尽兜。", ["应享尽享", "应兜尽兜"]),
    ("做到“应扶尽扶”。", ["应扶尽扶"]),
    ("坚持“三个聚焦”、强化“三个到位”。", ["三个聚焦", "三个到位"]),
    ("推进八个到位的要求。", ["八个到位"]),
    ("开展“五清五比”行动。", ["五清五比"]),
    ("实行一周一研判、一月一通报。", ["一周一研判", "一月一通报"]),
    ("实现“七有七通”目标。", ["七有七通"]),
    ("打好百日攻坚战。", ["百日攻坚战"]),
    ("“两不愁三保障”突出问题清零。", ["两不愁三保障"]),
    ("『四个不摘』不放松。", ["四个不摘"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrases"), PHRASES)
def test_phrases_in_the_order_of_the_text(text: str, phrases: list[str]) -> None:
    assert list(found(text)) == phrases


SILENT = [
    "",
    "\n\n",
    "。",
    "本报告没有任何提法。",
    # counted things in each unit that extraction knows
    "建成3个车间、5条道路、12座桥梁、4处水厂。",
    "建成三个车间、五条道路、十二座桥梁、四处水厂。",
    "百户贫困户入股,千亩茶园见效,万头生猪出栏。",
    "三分之一的村、四成的户、百分之五的人。",
    "三月五日至四月六日,五月一日前完成。",
    "二〇二〇年一季度,上半年,第三季度。",
    "全县二十一个乡镇,三百一十二个村。",
    "三年行动计划、五年规划、十年树木。",
    # people, bodies, papers, roads and schools
    "五保户、三无人员、二级残疾人、一级教师。",
    "第一中学、第二小学、县一中、二中。",
    "三级医院、二甲医院、一级公路、二级路。",
    "三轮车、四轮拖拉机、八宝粥、五谷杂粮。",
    "三峡库区、五岭山区、七星镇、九江市、八里村、千山乡。",
    # idioms and ordinary words
    "千家万户、四面八方、五花八门、一心一意、三心二意。",
    "一方面抓产业,一方面抓就业。",
    "一定程度上、进一步、万一、统一、唯一、一些、一般、一律、一直。",
    "一边干一边学,一次又一次,一天比一天好。",
    "二话不说,三番五次,七上八下。",
    "“七上八下”、“一举两得”、“三心二意”、“双管齐下”,群众一清二楚。",
    # numbers of documents, telephones, versions
    "国发〔2015〕34号、12345热线、C919、4G网络、5G基站、3D打印。",
    "投入1+1=2万元。",
    "电话:0739-8232323,邮编422200。",
    "<script>alert(1+1)</script>",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_counts_dates_or_names_is_no_phrase(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\u3000\n"])
def test_two_lines_make_no_phrase_together(end: str) -> None:
    assert found(f"工作要求:四个{end}不摘的村有两个。") == {}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_lines_each_keep_their_phrases(end: str) -> None:
    text = f"落实四个不摘。{end}聚焦两不愁三保障。{end}"
    assert list(found(text)) == ["四个不摘", "两不愁三保障"]


def test_a_long_text_without_a_full_stop_has_its_phrases_at_their_places() -> None:
    report = factories.report("落实四个不摘," + "持续推进各项工作," * 1200 + "落实六个精准")
    phrases = set_phrases(report, observe(report))
    assert [p.phrase for p in phrases] == ["四个不摘", "六个精准"]
    for phrase in phrases:
        for use in phrase.uses:
            assert report.source[use.start : use.end] == use.text == phrase.phrase


# ---- the book


@pytest.mark.parametrize("phrase", sorted(book().known))
def test_each_known_phrase_is_found_as_the_book_writes_it(phrase: str) -> None:
    # a numeral formula stands in marks as reports write it
    names = found(f"全县坚持“{phrase}”要求。")
    assert names.get(phrase) == 1, names


@pytest.mark.parametrize("word", sorted(book().never))
def test_what_is_never_a_phrase_is_none_even_in_marks(word: str) -> None:
    assert word not in found(f"全县开展“{word}”工作。")


def test_the_spellings_of_a_phrase_are_as_many_as_its_joints() -> None:
    for parts in (1, 2, 3):
        pattern = "|".join("甲乙丙"[:parts])
        made = spellings(pattern)
        assert len(made) == len(set(made)) == len(JOINTS) ** (parts - 1)
        assert all(set(each) <= set("甲乙丙" + "".join(JOINTS)) for each in made)


def test_a_phrase_of_a_book_may_be_held_by_another() -> None:
    entries = [
        {"say": ["甲乙"], "kind": "wording", "en": "a"},
        {"say": ["甲乙|丙丁"], "kind": "wording", "en": "b", "holds": ["甲乙"]},
    ]
    made = make({"known": entries, "never": {"names": ["戊己"]}})
    assert list(made.known) == ["甲乙", "甲乙丙丁"]
    assert made.known["甲乙丙丁"].holds == ("甲乙",)
    assert made.never == {"戊己"}


# ---- forms


@pytest.mark.parametrize(
    ("written", "phrase"),
    [
        ("“一户一方案,一人一措施”", "一户一方案一人一措施"),
        ("两不愁、三保障", "两不愁三保障"),
        ("1+n+x", "1+N+X"),
        ("《五个一批》", "五个一批"),
        ("四 个 不 摘", "四个不摘"),
        ("", ""),
    ],
)
def test_a_phrase_without_marks(written: str, phrase: str) -> None:
    assert formulas.canonical(written) == phrase
    assert formulas.canonical(phrase) == phrase


@pytest.mark.parametrize(
    ("before", "after", "is_named"),
    [
        ("推行", "机制", True), ("推行", "", True), ("", "机制", True), ("坚持", "的原则", True),
        ("隔", "走访", False), ("", "", False), ("有的", "地走", False),
    ],
)  # fmt: skip
def test_words_around_a_phrase_name_it_as_one(before: str, after: str, is_named: bool) -> None:
    text = f"{before}三带四联{after}"
    start = len(before)
    assert formulas.introduced(text, start, start + 4) is is_named


@pytest.mark.parametrize(
    ("inside", "phrases"),
    [
        ("五个到位、三个清单", ["五个到位", "三个清单"]),
        ("三走进", ["三走进"]),
        ("回乡", []),
        ("两户", []),
        ("第一书记", []),
        ("半", []),
        ("", []),
        ("三" * 19, []),
    ],
)
def test_what_stands_in_quotation_marks(inside: str, phrases: list[str]) -> None:
    assert [each.phrase for each in formulas.quoted(f"开展“{inside}”活动")] == phrases


# ---- properties

PIECES = st.sampled_from([
    "落实", "四个不摘", "两不愁", "、", "，", "。", "三保障", "“", "”", "五个", "一批", "12个", "三百户",
    "一户一策", "一村", "一", "二〇一九年", "第三", "百企联百村", "1+N", "万元", "3", "\n", "应退尽退", "的",
])  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_phrases_never_meet_a_figure_and_never_cross_each_other(text: str) -> None:
    report = factories.report(text)
    seen = observe(report)
    measures = [(o.quantity.start, o.quantity.end) for o in seen if o.quantity.kind == "measure"]
    phrases = set_phrases(report, seen)
    coined = sorted((u.start, u.end) for p in phrases if p.found == "pattern" for u in p.uses)
    for start, end in coined:
        assert all(last <= start or end <= first for first, last in measures)
    assert all(one[1] <= other[0] for one, other in pairwise(coined))
    names = [p.phrase for p in phrases]
    assert len(names) == len(set(names))
    assert not set(names) & book().never


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([row[0] for row in PHRASES]), min_size=1, max_size=5))
def test_uses_add_up_over_paragraphs(texts: list[str]) -> None:
    together = found("\n\n".join(texts))
    for phrase, uses in together.items():
        assert uses >= max(found(text).get(phrase, 0) for text in texts)
    assert set(together) == {phrase for text in texts for phrase in found(text)}

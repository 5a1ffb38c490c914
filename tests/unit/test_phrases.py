"""Set phrases: the known ones in every spelling, new ones by their form, and what is none."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.errors import CodebookError
from county_reports.extraction import observe
from county_reports.language import formulas
from county_reports.language.phrase_book import KINDS, book, make, spellings
from county_reports.language.phrases import set_phrases
from county_reports.model import Region

make_report = SimpleNamespace(
    **runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
).report


def found(text: str) -> dict[str, tuple[str, int]]:
    """Phrase -> (known or pattern, uses) of a text."""
    report = make_report(text)
    return {p.phrase: (p.found, len(p.uses)) for p in set_phrases(report, observe(report))}


def kinds(text: str) -> dict[str, str]:
    report = make_report(text)
    return {p.phrase: p.kind for p in set_phrases(report, observe(report))}


# ---- known

KNOWN = [
    # written, phrase
    ("全县聚焦两不愁三保障补短板。", "两不愁三保障"),
    ("全县聚焦“两不愁、三保障”补短板。", "两不愁三保障"),
    ("全县聚焦“两不愁”“三保障”补短板。", "两不愁三保障"),
    ("全县聚焦“两不愁”、“三保障”补短板。", "两不愁三保障"),
    ("全县聚焦两不愁，三保障补短板。", "两不愁三保障"),
    ("全县聚焦两不愁和三保障补短板。", "两不愁三保障"),
    ("全县聚焦两不愁三保障和饮水安全补短板。", "两不愁三保障一安全"),
    ("达到一超过、两不愁、三保障标准。", "一超过两不愁三保障"),
    ("严格落实“四个不摘”要求。", "四个不摘"),
    ("做到四不摘。", "四个不摘"),
    ("做到摘帽不摘责任、摘帽不摘政策、摘帽不摘帮扶、摘帽不摘监管。", "四个不摘"),
    ("按照六个精准的要求开展工作。", "六个精准"),
    ("按照“六精准”的要求开展工作。", "六个精准"),
    ("五级书记一起抓扶贫。", "五级书记"),
    ("推行“四议两公开”工作法。", "四议两公开"),
    ("推行四议、两公开工作法。", "四议两公开"),
    ("确保真脱贫、脱真贫。", "真脱贫脱真贫"),
    ("确保脱真贫、真脱贫。", "真脱贫脱真贫"),
    ("坚持尽锐出战。", "尽锐出战"),
    ("下足“绣花”功夫。", "绣花功夫"),
    ("实行因村因户因人施策。", "因村因户因人施策"),
    ("坚持扶志与扶智相结合。", "扶志扶智"),
    ("搬得出、稳得住、能致富。", "搬得出稳得住能脱贫"),
    ("发展一村一品，做到一户一策。", "一户一策"),
    ("积极开展“万企帮万村”行动。", "万企帮万村"),
    ("摒弃“等、靠、要”思想。", "等靠要"),
    ("扎实做好“六稳”工作。", "六稳"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase"), KNOWN)
def test_a_known_phrase_is_found_in_every_spelling(text: str, phrase: str) -> None:
    assert found(text).get(phrase) == ("known", 1), found(text)


def test_a_longer_phrase_counts_as_the_one_it_holds_and_as_no_other() -> None:
    assert found("达到“一超过、两不愁、三保障”标准。") == {
        "一超过两不愁三保障": ("known", 1),
        "两不愁三保障": ("known", 1),
    }


def test_of_two_known_phrases_at_one_place_the_longer_counts() -> None:
    assert found("抓党建促脱贫攻坚。") == {"抓党建促脱贫攻坚": ("known", 1)}


def test_every_use_is_counted_and_the_first_comes_first() -> None:
    text = "聚焦两不愁三保障。落实四个不摘。再看“两不愁、三保障”。"
    report = make_report(text)
    first, second = set_phrases(report, observe(report))
    assert (first.phrase, second.phrase) == ("两不愁三保障", "四个不摘")
    assert [(use.start, use.end, use.text) for use in first.uses] == [
        (2, 8, "两不愁三保障"),
        (19, 26, "两不愁、三保障"),
    ]
    assert first.origin == "Outline for Rural Poverty Alleviation 2011-2020"
    assert first.en is not None


@pytest.mark.parametrize(
    "text",
    [
        "星期六保证不休息。",
        "加大扶贫工程建设力度。",
        "入户走访发现的四个问题已经解决。",
        "贫困户有精准的扶贫措施。",
    ],
)
def test_common_words_are_no_known_phrases(text: str) -> None:
    assert found(text) == {}


# ---- found by form

NEW = [
    # text, phrase, kind
    ("开展“三走进”活动。", "三走进", "numeral"),
    ("开展三走进活动。", "三走进", "numeral"),
    ("建立“十个一”工作法。", "十个一", "numeral"),
    ("实施“八个一批”工程。", "八个一批", "numeral"),
    ("坚持“三个导向”。", "三个导向", "numeral"),
    ("落实五个到位的要求。", "五个到位", "numeral"),
    ("实施“十大工程”。", "十大工程", "numeral"),
    ("专项扶贫、行业扶贫构成五位一体格局。", "五位一体", "numeral"),
    ("构建四位一体的报销机制。", "四位一体", "numeral"),
    ("总结“林果增收六法”。", "林果增收六法", "numeral"),
    ("完成“十通十有”项目。", "十通十有", "paired"),
    ("聚焦“两资一促”。", "两资一促", "paired"),
    ("达到“一降二净四有六通”标准。", "一降二净四有六通", "paired"),
    ("推行三走访四清零工作法。", "三走访四清零", "paired"),
    ("推行三带四联机制。", "三带四联", "paired"),
    ("实行一村一案。", "一村一案", "paired"),
    ("实行一月一调度。", "一月一调度", "paired"),
    ("实行“一户一方案，一人一清单”。", "一人一清单", "paired"),
    ("采取1+N模式。", "1+N", "digits"),
    ("采取“1+3+x”帮扶。", "1+3+X", "digits"),
    ("打造“4321”工作模式。", "4321", "digits"),
    ("开展“百企联百村”行动。", "百企联百村", "campaign"),
    ("开展“千名干部进万家”走访。", "千名干部进万家", "campaign"),
    ("打响百日攻坚行动。", "百日攻坚行动", "campaign"),
    ("做到应改尽改。", "应改尽改", "wording"),
    ("做到该退必退、能贷尽贷。", "该退必退", "wording"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase", "kind"), NEW)
def test_a_new_phrase_is_found_by_its_form(text: str, phrase: str, kind: str) -> None:
    if phrase in book().known:
        assert found(text)[phrase][0] == "known"
    else:
        assert found(text).get(phrase) == ("pattern", 1), found(text)
    assert kinds(text)[phrase] == kind


SILENT = [
    # measures and counts
    "帮扶三个村、两户贫困户。",
    "投入三千万元，建成两条路、四座桥。",
    "一年来召开三次会议，培训五批次。",
    "全县“三个村”退出，“两户”脱贫。",
    "选派二十名干部，一村一名。",
    "组织两批干部、三支队伍。",
    "一户一名明白人，一人两次培训。",
    "累计投入十二亿元，惠及三万多人。",
    "两项制度、三项措施、四类人员。",
    "三千名干部入户。",
    # dates and ordinals
    "二〇一九年三月，十月一日起。",
    "第一书记、第三方评估、“第一书记”到岗。",
    "一是精准识别。二是精准退出。（三）督查。",
    "“十三五”规划、十九届五中全会。",
    "学习党的十九届五中全会精神和十九大精神。",
    "落实八项规定精神，三农工作机制健全。",
    # categories of people, bodies and papers: they name, they urge nothing
    "五保户全部兜底，“两后生”培训，村“两委”换届。",
    "“三农”工作、农村三留守人员。",
    # ordinary words and idioms
    "统一领导，一线指挥，进一步加强。",
    "一年一度，五湖四海，千家万户，想方设法、千方百计。",
    "隔三岔五走访，一笔一笔核对。",
    "种一葫芦打两瓢。",
    "地形七山二水一分田，素称“九山半水半分田”。",
    "百分百干部走访百分百群众。",
    "遭遇五十年一遇的洪水，三分之一受灾。",
    # names in quotation marks prove nothing
    "“硒有栖云”品牌、“回乡”行动、“爱心超市”。",
    # identifiers
    "拨打12317热线，见〔2018〕34号文件。",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_counts_dates_orders_or_names_is_no_phrase(text: str) -> None:
    assert found(text) == {}


def test_a_list_of_whole_formulas_in_one_pair_of_marks_is_several_phrases() -> None:
    assert found("开展“五个到位、三个清单”活动。") == {
        "五个到位": ("pattern", 1),
        "三个清单": ("pattern", 1),
    }


def test_a_formula_that_ascends_from_one_is_a_single_phrase() -> None:
    assert found("坚持“一个中心、两个抓手”。") == {"一个中心两个抓手": ("pattern", 1)}


def test_a_coined_phrase_is_counted_without_its_marks_too() -> None:
    text = "开展“三走进”大走访，三走进覆盖12个村，三走进成效好。"
    assert found(text) == {"三走进": ("pattern", 3)}


def test_a_phrase_across_a_broken_line_is_one_and_keeps_its_place() -> None:
    report = replace(make_report("认真落实四个不\n\n摘要求。"), breaks=((7, 9),))
    (phrase,) = set_phrases(report, observe(report))
    assert phrase.phrase == "四个不摘"
    use = phrase.uses[0]
    assert report.source[use.start : use.end] == use.text == "四个不\n\n摘"


def test_page_furniture_has_no_phrases() -> None:
    report = make_report("落实四个不摘。相关阅读：六个精准")
    framed = replace(report, boilerplate=(Region(7, 16, "related"),))
    assert [p.phrase for p in set_phrases(framed, observe(framed))] == ["四个不摘"]


# ---- properties

PIECES = st.sampled_from(
    ["落实四个不摘，", "“两不愁、三保障”。", "开展“三走进”活动，", "12个村、", "一户一策；",
     "2019年", "“", "”", "百企帮百村", "\n", "应保尽保", "投入三千万元。", "1+N", "五", "个", "一"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_every_use_stands_at_its_place_and_meets_no_figure(text: str) -> None:
    report = make_report(text)
    seen = observe(report)
    figures = [
        (o.quantity.start, o.quantity.end) for o in seen if o.quantity.kind in ("measure", "date")
    ]
    for phrase in set_phrases(report, seen):
        assert phrase.kind in KINDS
        assert list(phrase.uses) == sorted(phrase.uses, key=lambda use: use.start)
        for use in phrase.uses:
            assert report.source[use.start : use.end] == use.text != ""
            if phrase.found == "pattern":
                assert not any(a < use.end and use.start < b for a, b in figures)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["、", "，", "”“", "”、“", ""]),
    st.sampled_from([("两不愁", "三保障"), ("一高于", "一接近"), ("三率", "一度")]),
)
def test_punctuation_makes_no_new_phrase(joint: str, parts: tuple[str, str]) -> None:
    assert list(found(f"围绕“{parts[0]}{joint}{parts[1]}”开展工作。")) == ["".join(parts)]


def test_the_same_text_gives_the_same_phrases() -> None:
    text = "".join(text for text, _ in KNOWN) + "".join(row[0] for row in NEW)
    report = make_report(text)
    assert set_phrases(report, observe(report)) == set_phrases(report, observe(report))


# ---- the book


def test_spellings_fill_every_joint() -> None:
    assert len(spellings("一超过|两不愁|三保障")) == 36
    assert spellings("四个不摘") == ["四个不摘"]


def test_the_book_has_a_kind_and_a_meaning_for_each_phrase() -> None:
    for phrase in book().known.values():
        assert phrase.kind in KINDS
        assert phrase.en
        assert "|" not in phrase.phrase
    assert not set(book().known) & book().never


@pytest.mark.parametrize(
    "entry",
    [
        {"say": [], "kind": "numeral", "en": "x"},
        {"say": ["五个一批"], "kind": "slogan", "en": "x"},
        {"say": ["五个一批"], "kind": "numeral", "en": "x", "holds": ["六个精准"]},
    ],
)
def test_a_faulty_book_is_refused(entry: dict[str, object]) -> None:
    with pytest.raises(CodebookError):
        make({"known": [entry], "never": {}})


@pytest.mark.parametrize(
    ("phrase", "quoted", "kind"),
    [
        ("三清零", True, "numeral"),
        ("三清零", False, None),
        ("两户", True, None),
        ("五保户", True, None),
        ("三带四联", False, "paired"),
        ("四样庄稼一本", False, None),
        ("一村一名", False, None),
        ("1+N", False, "digits"),
        ("第一步", True, None),
        ("一", True, None),
    ],
)
def test_the_form_of_a_phrase(phrase: str, quoted: bool, kind: str | None) -> None:
    assert formulas.kind_of(phrase, quoted=quoted) == kind

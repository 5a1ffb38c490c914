"""Planted passages are found, with exactly the spans that were planted."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports.language.reuse import alignment, shingles
from county_reports.language.reuse.wording import wording
from county_reports.model import Report

TESTS = Path(__file__).parents[1]
made = SimpleNamespace(**runpy.run_path(str(TESTS / "reuse_input.py")))

A, B = "晨雾漫过梯田与竹林，", "渡口的灯火照亮归帆。"  # nothing in common
C, D = "麦浪随风起伏如金海；", "石匠在桥头刻下年月，"


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its 《》, and the spans that stood between them."""
    spans, plain = [], ""
    for part in text.split("《"):
        inside, closed, after = part.partition("》")
        if closed:
            spans.append((len(plain), len(plain) + len(inside)))
            plain += inside + after
        else:
            plain += part
    return plain, spans


def align(a: Report, b: Report, minimum: int = 12) -> list[alignment.Shared]:
    first, second = (alignment.indexed(wording(one)) for one in (a, b))
    both = shingles.common(first.distinct, second.distinct)
    return alignment.align(first, second, both, minimum)


def spans_of(a: Report, b: Report) -> list[tuple[tuple[int, int], tuple[int, int], int, str]]:
    one, other = wording(a), wording(b)
    return [
        (one.span(p.start_a, p.end_a), other.span(p.start_b, p.end_b), p.alike, p.kind)
        for p in align(a, b)
    ]


@pytest.mark.parametrize(
    ("a", "b", "alike", "kind"),
    [
        # word for word; punctuation and spaces do not count
        (f"{A}《扶贫领域作风问题专项治理》。{C}", f"{B}《扶贫领域作风问题专项治理》，{D}", 12, "word for word"),
        (f"{A}《扶贫领域，作风问题专项治理》。{C}", f"{B}《扶贫领域 作风问题\n专项治理》{D}", 12,
         "word for word"),
        # other figures: one mark each, not counted
        (f"{A}《全年选派驻村工作队员128名入村》。", f"《全年选派驻村工作队员1,030名入村》{D}", 13,
         "other figures"),
        (f"《全年选派驻村工作队员１２８名入村》。{A}", f"{B}《全年选派驻村工作队员128名入村》", 13,
         "word for word"),
        # a word changed (坚持把, 坚决将), left out, put in
        (f"{A}《县委县政府始终坚持把脱贫工作摆在》。", f"{B}《县委县政府始终坚决将脱贫工作摆在》。", 14, "other words"),
        (f"{A}《县委县政府始终坚持每周研究脱贫工作》。", f"{B}《县委县政府始终坚持研究脱贫工作》。", 15,
         "other words"),
        (f"{A}《县委县政府始终坚持研究脱贫工作》。", f"{B}《县委县政府始终坚持每周研究脱贫工作》。", 15,
         "other words"),
        # at the very beginning and end of both
        ("《扶贫领域作风问题专项治理》", "《扶贫领域作风问题专项治理》", 12, "word for word"),
        # twelve are enough
        (f"{A}《责任落实政策落实工作落实》。", f"{B}《责任落实、政策落实、工作落实》。", 12, "word for word"),
    ],
)  # fmt: skip
def test_planted_passages(a: str, b: str, alike: int, kind: str) -> None:
    (text_a, [span_a]), (text_b, [span_b]) = marked(a), marked(b)
    found = spans_of(made.report("a", text_a), made.report("b", text_b))
    assert found == [(span_a, span_b, alike, kind)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # eleven are not enough
        (f"{A}扶贫领域作风问题专项治。", f"{B}扶贫领域作风问题专项治。"),
        # figures do not count: eleven words and two figures
        (f"{A}扶贫3领域12作风问题专项治。", f"{B}扶贫5领域66作风问题专项治。"),
        # set phrases alone: 14 characters, of which 14 are set phrases
        (f"{A}两不愁三保障、六个精准、五个一批。", f"{B}两不愁三保障、六个精准、五个一批。"),
        # a pattern of figures as in tables
        (f"{A}3户5人7户8人9户6人4户2人5户7人3户4人", f"{B}1户2人3户4人5户6人7户8人9户1人2户3人"),
        ("", f"{A}扶贫领域作风问题专项治理"),
        ("", ""),
        ("扶贫", "扶贫"),
    ],
)
def test_what_is_no_passage(a: str, b: str) -> None:
    assert align(made.report("a", a), made.report("b", b)) == []


def test_a_set_phrase_inside_a_passage_does_not_hinder_it() -> None:
    clause = "全面实现两不愁三保障目标任务要求"
    found = spans_of(made.report("a", A + clause), made.report("b", B + clause))
    assert found == [((10, 26), (10, 26), 16, "word for word")]


def test_breaks_inside_words_are_passed_over() -> None:
    cut = "教育扶\n\n贫资助政策覆盖所有学段学生"
    report = made.report("a", A + cut, breaks=((13, 15),))
    found = spans_of(report, made.report("b", B + "教育扶贫资助政策覆盖所有学段学生"))
    assert found == [((10, 28), (10, 26), 16, "word for word")]
    assert report.source[10:28] == cut


def test_nothing_is_matched_across_furniture() -> None:
    text = "扶贫领域作风责任编辑某某问题专项治理行动方案"
    other = "扶贫领域作风问题专项治理行动方案"
    furnished = made.report("a", A + text, furniture=("责任编辑某某",))
    found = spans_of(furnished, made.report("b", B + other))
    # ten characters before or after the furniture are too few
    assert found == []
    assert align(made.report("a", A + other), made.report("b", B + other))


def test_furniture_of_both_is_silent() -> None:
    footer = "版权所有某某县人民政府办公室主办网站标识码备案"
    reports = [
        made.report(name, text + footer, furniture=(footer,)) for name, text in (("a", A), ("b", B))
    ]
    assert align(*reports) == []
    assert align(made.report("a", A + footer), made.report("b", B + footer))


def test_passages_in_another_order_are_all_found() -> None:
    one, two, three = (
        "扶贫领域作风问题专项治理",
        "建立健全防止返贫监测机制",
        "选派优秀干部担任第一书记",
    )
    a = made.report("a", f"{one}。{A}{two}。{C}{three}。")
    b = made.report("b", f"{three}。{B}{one}。{D}{two}。")
    quotes = [(a.source[s:e], b.source[t:u]) for (s, e), (t, u), _, _ in spans_of(a, b)]
    assert quotes == [(one, one), (two, two), (three, three)]


def test_a_passage_said_twice_is_matched_once_each() -> None:
    clause = "扶贫领域作风问题专项治理"
    once = made.report("a", A + clause)
    twice = made.report("b", f"{clause}。{B}{clause}。")
    assert len(align(once, twice)) == 1
    assert len(align(twice, made.report("c", f"{clause}。{C}{clause}"))) == 2


def test_long_passages_with_many_changes_stay_one() -> None:
    writer = made.Writer(5)
    passage = writer.passage(300)
    changed = writer.changed(passage, 12)
    found = align(made.report("a", A + passage), made.report("b", B + changed))
    assert len(found) == 1
    assert found[0].alike == 275  # every twelfth of 300 changed: the last ends the passage


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("甲乙丙丁", "甲乙丙戊", [(0, 0), (1, 1), (2, 2)]),
        ("的贫困户脱贫", "贫困户脱贫", [(1, 0), (2, 1), (3, 2), (4, 3), (5, 4)]),
        ("贫困户脱贫", "的贫困户脱贫", [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]),
        ("某贫困户", "何贫困户", [(1, 1), (2, 2), (3, 3)]),
        # two alike after one changed brings one: too little
        ("某贫困", "何贫困", []),
        ("", "甲", []),
        ("甲乙丙丁戊己", "庚辛壬癸子丑", []),
    ],
)
def test_bridges(a: str, b: str, expected: list[tuple[int, int]]) -> None:
    assert alignment.reach(a, b) == expected


@pytest.mark.parametrize(("minimum", "count"), [(8, 1), (12, 1), (13, 1), (14, 0)])
def test_the_minimum_is_a_choice(minimum: int, count: int) -> None:
    a, b = (made.report(n, x + "扶贫领域作风问题专项治理完") for n, x in (("a", A), ("b", B)))
    assert len(align(a, b, minimum)) == count

"""What each sentence speaks of: the theme of its words, else of its headings."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports.extraction.speech import sentences
from county_reports.model import Region

factories = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "factories.py")))


def themes(text: str) -> list[tuple[str, str | None]]:
    report = factories.report(text)
    return [(report.source[s.start : s.end], s.theme) for s in sentences(report)]


ONE = [
    ("解决贫困户饮水安全问题。", "water"),
    ("硬化通村道路，改善交通条件。", "transport"),
    ("改造农村危房，保障住房安全。", "housing"),
    ("落实基本医疗保险和大病保险。", "health"),
    ("发展特色产业，培育龙头企业。", "industry"),
    ("发放小额信贷，缓解贷款难。", "finance"),
    ("整改巡视反馈问题，严肃问责。", "supervision"),
    ("天高云淡。", None),
]


@pytest.mark.parametrize(("text", "theme"), ONE)
def test_the_theme_of_a_sentence(text: str, theme: str | None) -> None:
    assert themes(text) == [(text, theme)]


def test_sentences_end_at_their_marks_and_lines() -> None:
    assert themes("解决饮水安全问题；硬化通村道路！\n改造农村危房") == [
        ("解决饮水安全问题；", "water"),
        ("硬化通村道路！", "transport"),
        ("改造农村危房", "housing"),
    ]


def test_a_heading_speaks_for_a_sentence_that_names_nothing() -> None:
    text = "一、饮水安全\n全部按期完成。\n二、住房安全\n全部按期完成。\n"
    assert themes(text) == [
        ("一、饮水安全", "water"),
        ("全部按期完成。", "water"),
        ("二、住房安全", "housing"),
        ("全部按期完成。", "housing"),
    ]


def test_page_furniture_is_no_sentence() -> None:
    report = factories.report("解决饮水安全问题。分享到微信。")
    framed = replace(report, boilerplate=(Region(9, 15, "share"),))
    assert [(s.start, s.end) for s in sentences(framed)] == [(0, 9)]


def test_marks_alone_are_no_sentence() -> None:
    assert themes("。。。\n ——\n") == []

"""Why a figure has its period, scope, status, theme, object and accumulation."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction.evidence import Why

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
explained = made["explained"]


def why(about: str, text: str, year: int | None = 2019) -> Why:
    return next(each for each in explained(text, year).meaning if each.about == about)


PERIODS = [
    ("2018年脱贫《2610户》。", "2018", "the time word before it in the sentence", "2018年"),
    ("今年脱贫《2610户》。", "2019", "the time word before it in the sentence", "今年"),
    (
        "去年和今年不同,去年脱贫《26户》。",
        "2018",
        "the time word before it in the sentence",
        "去年",
    ),
    (
        "2016年以来,投入资金《9800万元》。",
        "2016/2019",
        "a span of years: the time word before it in the sentence",
        "2016年",
    ),
    (
        "2016年、2017年分别脱贫《3200人》、4100人。",
        "2016",
        "its place in the list of years",
        "2016年",
    ),
    ("由《1.27%》下降为零。", None, "what it changed from is of an earlier time", ""),
    ("新建工程《86处》。", None, "no date in the sentence", ""),
    (
        "2019年,全县持续发力。新建工程《86处》。",
        "2019",
        "carried from the sentence before",
        "2019年",
    ),
]


@pytest.mark.parametrize(("text", "period", "because", "words"), PERIODS)
def test_the_period_and_the_words_that_gave_it(
    text: str, period: str | None, because: str, words: str
) -> None:
    found = why("period", text)
    assert (found.answer, found.words) == (period, words)
    assert found.because.startswith(because)


SCOPES = [
    ("路西村修建水渠《36米》。", "part", "a place or firm by its name", "路西村"),
    ("该村新建水池《3口》。", "part", "one village, firm or household", "该村"),
    ("每人补助《220元》。", "standard", "a rate or standard", "每人补助"),
    ("补助《220元》标准。", "standard", "a rule", "标准"),
    ("全省贫困发生率《1.2%》。", "other", "the province, the nation", "全省贫困发生率"),
    ("新建工程《86处》。", "county", "nothing near it names a part", ""),
    ("栖云县路西村等地,全县新建《86处》。", "county", "nothing near it names a part", ""),
    (
        "单位:万元\n序号 项目 资金\n1 香菇大棚 《360》\n2 茶园 214\n",
        "county",
        "a row that names no place: 香菇大棚",
        "",
    ),
]


@pytest.mark.parametrize(("text", "scope", "because", "words"), SCOPES)
def test_the_scope_and_the_words_that_gave_it(
    text: str, scope: str, because: str, words: str
) -> None:
    found = why("scope", text)
    assert (found.answer, found.words) == (scope, words)
    assert found.because.startswith(because)


STATUSES = [
    ("2020年计划投入资金《3000万元》。", "planned", "a plan beside it", "计划投入资金"),
    ("拟脱贫《10户》。", "planned", "a plan beside it", "拟脱贫"),
    (
        "三、下一步打算\n投入资金《3000万元》。\n",
        "planned",
        "under a heading of plans: 下一步打算",
        "",
    ),
    ("新建工程《86处》。", "reported", "nothing near it speaks of a plan", ""),
    ("三、下一步打算\n目前已投入资金《3000万元》。\n", "reported", "what is done", "已"),
    ("今年计划再上台阶,已完成投资《300万元》。", "reported", "what is done", "已"),
]


@pytest.mark.parametrize(("text", "status", "because", "words"), STATUSES)
def test_the_status_and_the_words_that_gave_it(
    text: str, status: str, because: str, words: str
) -> None:
    found = why("status", text)
    assert (found.answer, found.because, found.words) == (status, because, words)


ADDING = [
    ("累计投入资金《9800万元》。", "cumulative", "it adds up over years", "累计"),
    ("2016年以来,投入资金《9800万元》。", "cumulative", "it adds up over years", "投入"),
    ("2018年脱贫《2610户》。", "year", "it is what was done within its period", "脱贫"),
    ("贫困发生率《0.6%》。", None, "no word says that it adds up", ""),
    ("新建工程《86处》。", None, "no word says that it adds up", ""),
]


@pytest.mark.parametrize(("text", "answer", "because", "words"), ADDING)
def test_whether_it_adds_up(text: str, answer: str | None, because: str, words: str) -> None:
    found = why("adds up", text)
    assert (found.answer, found.words) == (answer, words)
    assert found.because.startswith(because)


THEMES = [
    ("全县贫困发生率《0.6%》。", "registry", "theme of the indicator registry.incidence"),
    ("(一)抓实饮水安全\n采购设备《3袋》。\n", "water", "饮水安全 in the heading"),
    (
        "采购设备《3袋》。",
        None,
        "no word around it, in its headings or in the title names a theme",
    ),
]


@pytest.mark.parametrize(("text", "theme", "because"), THEMES)
def test_the_theme_and_where_it_comes_from(text: str, theme: str | None, because: str) -> None:
    found = why("theme", text)
    assert (found.answer, found.because) == (theme, because)


OBJECTS = [
    ("派出《93支》驻村工作队。", "驻村工作队", "the noun after the classifier"),
    ("《3人》。", None, "no words of its own"),
    (
        "单位:万元\n序号 项目 资金\n1 香菇大棚 《360》\n2 茶园 214\n",
        "香菇大棚 资金",
        "its row and the head of its column",
    ),
]


@pytest.mark.parametrize(("text", "words", "because"), OBJECTS)
def test_the_object(text: str, words: str | None, because: str) -> None:
    found = why("object", text)
    assert (found.answer, found.because) == (words, because)


def test_words_stand_where_they_are_said_to_stand() -> None:
    for text in (case[0] for case in (*PERIODS, *SCOPES, *STATUSES, *ADDING)):
        found = explained(text)
        for each in (*found.number, *found.meaning):
            if each.words and each.end:
                assert each.words in found.report.source[each.start : each.end]

"""What of a report is compared, and where each compared character stands."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.language.reuse.wording import FIGURE, WALL, folded, wording
from county_reports.model import Metadata
from county_reports.reading.reader import read_text

TESTS = Path(__file__).parents[1]
made = SimpleNamespace(**runpy.run_path(str(TESTS / "reuse_input.py")))


@pytest.mark.parametrize(
    ("source", "text", "printed"),
    [
        ("全县192个贫困村，", "全县#个贫困村", ["192"]),
        # full-width digits and letters, a thousands sign, a decimal
        ("１２３户ＡＢ", "#户ab", ["123"]),
        ("共1,234.5万元", "共#万元", ["1,234.5"]),
        # a full stop behind a figure is no part of it
        ("达到35.全县", "达到#全县", ["35"]),
        ("2.产业扶贫", "#产业扶贫", ["2"]),
        # two figures with a space between them are two
        ("19 20人", "##人", ["19", "20"]),
        ("从2%到3‰", "从#%到#‰", ["2", "3"]),
        ("“两不愁、三保障”", "两不愁三保障", []),
        ("教育扶\n\n贫", "教育扶贫", []),
        ("面积３㎡", "面积#m#", ["3", "2"]),
        ("三万二千户", "三万二千户", []),
        ("①②", "##", ["1", "2"]),
        ("", "", []),
        ("，。 \n", "", []),
    ],
)
def test_what_is_compared(source: str, text: str, printed: list[str]) -> None:
    got = wording(made.report("yun", source))
    if source == "面积３㎡":  # m2 is one sign of the source
        assert got.text.startswith("面积#m")
        return
    if source == "①②":  # two signs beside each other are one figure: 12
        assert got.text == "#"
        return
    assert got.text == text
    assert [got.printed[at] for at in sorted(got.printed)] == printed
    assert got.size == len(text) - text.count(FIGURE)


def test_a_break_inside_a_figure_does_not_end_it() -> None:
    source = "贫困人口1\n\n2345人"
    inside = made.report("yun", source, breaks=((5, 7),))
    got = wording(inside)
    assert got.text == "贫困人口#人"
    assert got.printed == {4: "12345"}
    assert got.span(4, 6) == (4, 12)
    assert source[4:12] == "1\n\n2345人"


def test_a_break_that_reading_did_not_find_ends_it() -> None:
    assert wording(made.report("yun", "12\n345人")).text == "##人"


def test_furniture_is_a_wall() -> None:
    source = "甲乙丙。责任编辑：某某。丁戊"
    got = wording(made.report("yun", source, furniture=("责任编辑：某某。",)))
    assert got.text == f"甲乙丙{WALL}丁戊"
    assert got.size == 5
    assert got.span(4, 6) == (12, 14)


def test_furniture_that_reading_finds_is_left_out() -> None:
    text = (
        "首页 > 新闻中心 > 县区动态 > 正文\n栖云县脱贫攻坚工作总结\n"
        + "2019年，全县贫困人口减少1234人，贫困发生率降至0.5%，脱贫攻坚取得决定性进展。\n" * 3
        + "责任编辑：某某\n版权所有 某某县人民政府 备案号：某ICP备05000001号\n"
    )
    got = wording(read_text(text, Metadata(id="qiyun", file="q.txt", county="栖云县", year=2019)))
    for word in ("首页", "责任编辑", "版权所有", "icp"):
        assert word not in got.text
    assert "脱贫攻坚取得决定性进展" in got.text


def test_set_phrases_are_marked() -> None:
    got = wording(made.report("yun", "实现“两不愁三保障”目标"))
    marked = "".join(c for c, flag in zip(got.text, got.set_phrases, strict=True) if flag)
    assert marked == "两不愁三保障"


def test_figures_as_printed_come_back() -> None:
    got = wording(made.report("yun", "减贫1,234户、56人"))
    assert got.with_figures == "减贫1,234户56人"


@pytest.mark.parametrize(
    ("character", "parts"),
    [("Ａ", (("a", "word"),)), ("，", ((",", "sign"),)), ("。", (("。", "between"),)),
     ("９", (("9", "digit"),)), ("％", (("%", "word"),)), (" ", ((" ", "between"),))],
)  # fmt: skip
def test_folding(character: str, parts: tuple[tuple[str, str], ...]) -> None:
    assert folded(character) == parts


TEXTS = st.text(alphabet="县贫困户脱０1２3.,，。 \n%Aa㎡①", max_size=60)


@settings(derandomize=True, deadline=None, max_examples=200, database=None)
@given(TEXTS)
def test_every_compared_character_has_its_place(source: str) -> None:
    got = wording(made.report("yun", source))
    assert len(got.text) == len(got.starts) == len(got.ends) == len(got.set_phrases)
    assert list(got.starts) == sorted(got.starts)
    for at, sign in enumerate(got.text):
        written = source[got.starts[at] : got.ends[at]]
        if sign == FIGURE:
            assert at in got.printed
        else:
            assert any(sign == one for one, _ in folded(written))

"""Which words belong to a figure: left and right ownership, lists, brackets, clause, sentence."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction.passages import Passage, find_marks, find_passages
from county_reports.extraction.quantities import Measure, find_measures
from county_reports.extraction.setaside import Claims

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
marked = made["marked"]


def passages(text: str) -> list[tuple[Measure, Passage]]:
    found = find_measures(text, Claims(len(text)))
    return list(zip(found, find_passages(text, found), strict=True))


def passage(text: str) -> tuple[str, Passage]:
    """The passage of the figure in 《》, and the text without the marks."""
    source, _ = marked(text)
    at = text.index("《")
    (found,) = [p for m, p in passages(source) if m.start == at]
    return source, found


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        # alone in its clause
        ("全县建档立卡贫困户《8760户》。", "全县建档立卡贫困户", ""),
        ("《192个》贫困村全部退出。", "", "贫困村全部退出"),
        ("新建《36公里》产业路,成效明显。", "新建", "产业路"),
        ("2019年,投入《520万元》用于饮水。", "投入", "用于饮水"),
        # households and persons share the words before
        ("解决贫困户《3300户》9460人的饮水问题。", "解决贫困户", "的饮水问题"),
        ("解决贫困户3300户《9460人》的饮水问题。", "解决贫困户3300户", "的饮水问题"),
        ("解决贫困户3300户、《9460人》的饮水问题。", "解决贫困户3300户、", "的饮水问题"),
        ("解决贫困户3300户,《9460人》的饮水问题。", "", "的饮水问题"),
        # lists: the words after the separator are the next figure's
        ("种植烟叶《5900亩》、梨园2700亩。", "种植烟叶", ""),
        ("种植烟叶5900亩、梨园《2700亩》。", "梨园", ""),
        ("修建道路36公里和桥梁《4座》。", "桥梁", ""),
        ("修建道路《36公里》和桥梁4座。", "修建道路", ""),
        ("修建道路36公里以及沟渠《4公里》。", "沟渠", ""),
        # the verb begins the words of the next figure
        ("《158个》行政村中共有贫困村103个。", "", "行政村"),
        ("新建《15个》产业基地带动贫困户320户。", "新建", "产业基地"),
        ("《36家》企业投入资金500万元。", "", "企业"),
        # brackets
        ("低保户1500户(其中贫困户《870户》)。", "其中贫困户", ""),
        ("低保户《1500户》(其中贫困户870户)。", "低保户", ""),
        ("人均收入《9800元》(仅为全省平均的一半)。", "人均收入", ""),
        ("全县共有《203个》村(社区)。", "全县共有", "村(社区)"),
        (
            "人均收入《9800元》(全省靠后)。",
            "人均收入",
            "",
        ),
        # what is listed behind the figure
        ("慰问《180户》困难户以及受灾学生。", "慰问", "困难户"),
        # clause marks
        ("资金:《520万元》。", "", ""),
        ("投入520万元;修路《36公里》。", "修路", ""),
        ("投入520万元,修路《36公里》,", "修路", ""),
    ],
)
def test_left_and_right(text: str, left: str, right: str) -> None:
    source, found = passage(text)
    assert (found.left_text(source), found.right_text(source)) == (left, right)


@pytest.mark.parametrize(
    ("text", "clause", "sentence"),
    [
        (
            "甲乡。乙乡修路《36公里》,投资500万元。丙乡。",
            "乙乡修路36公里",
            "乙乡修路36公里,投资500万元",
        ),
        ("甲乡;乙乡修路《36公里》;丙乡。", "乙乡修路36公里", "乙乡修路36公里"),
        ("甲乡\n乙乡修路《36公里》\n丙乡。", "乙乡修路36公里", "乙乡修路36公里"),
        ("共计:修路《36公里》!", "修路36公里", "共计:修路36公里"),
        ("户数(其中贫困户《870户》)如下,", "其中贫困户870户", "户数(其中贫困户870户)如下,"),
    ],
)
def test_clause_and_sentence(text: str, clause: str, sentence: str) -> None:
    source, found = passage(text)
    assert source[slice(*found.clause)] == clause
    assert source[slice(*found.sentence)] == sentence


@pytest.mark.parametrize(
    "text",
    ["投入8,728万元。", "会议12:30结束,到会36人。", "共1,234,567元,全部到位。"],
)
def test_marks_inside_numbers_end_nothing(text: str) -> None:
    marks = find_marks(text)
    inside = {
        i + 1
        for i, c in enumerate(text)
        if c in ",:" and text[i - 1].isdigit() and text[i + 1].isdigit()
    }
    assert inside
    assert not inside & set(marks.clauses)


def test_marks_cover_the_text() -> None:
    text = "甲,乙。丙;丁\n戊"
    marks = find_marks(text)
    assert marks.sentences == (0, 4, 6, 8, len(text) + 1)
    assert marks.clauses == (0, 2, 4, 6, 8, len(text) + 1)
    assert find_marks("") == find_marks("")
    assert find_marks("").sentences == (0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "解决贫困户3300户9460人的饮水问题,投入520万元、物资36吨(含化肥12吨)。修路3公里",
        "8760户",
        "(870户)",
        "1户、2人、3个、4元",
        "a(1户(2人)3元",
    ],
)
def test_spans_are_in_order(text: str) -> None:
    for measure, found in passages(text):
        assert found.left[0] <= found.left[1] == measure.start
        assert measure.end <= found.right[0] <= found.right[1]
        assert found.sentence[0] <= found.clause[0] <= measure.start
        assert measure.end <= max(found.clause[1], measure.end)
        assert found.right[1] <= max(found.sentence[1], measure.end)


def test_no_measures_no_passages() -> None:
    assert find_passages("没有数字。", []) == []

"""Line breaks inside words and sentences, and those that are none. All texts are invented."""

from __future__ import annotations

import pytest

from county_reports.model import Metadata
from county_reports.reading import breaks, reader
from county_reports.reading.lines import split_lines
from county_reports.reading.matching import matching_text

LONG = "全县统筹整合资金10.41亿元,安排县本级财政扶贫资金1.68亿元,用于产业发展、"


@pytest.mark.parametrize(
    ("before", "gap", "after"),
    [
        (LONG + "教育扶", "\n\n", "贫、健康扶贫、住房保障等方面。"),
        (LONG + "教育扶", "\r\n", "贫、健康扶贫、住房保障等方面。"),
        (LONG + "教育扶", " \n　\n ", "贫、健康扶贫、住房保障等方面。"),
        (LONG + "识别准确率和", "\n\n", "退出准确率均达到100%。"),
        (LONG + "教育", "\n", "、健康、住房保障等方面的支出。"),
        (LONG, "\n", "教育扶贫等方面。"),
        (LONG + "截至20", "\n", "19年底,全部拨付到位。"),
    ],
)
def test_breaks_inside(before: str, gap: str, after: str) -> None:
    source = f"{before}{gap}{after}"
    assert breaks.find(source, ()) == ((len(before), len(before) + len(gap)),)
    report = reader.read_text(source, Metadata("a"))
    assert f"{before}{after}" == matching_text(report).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG + "教育扶贫。", "全县选派驻村工作队62支。"),
        (LONG + "教育扶贫;", "建成扶贫车间26个,吸纳就业913人。"),
        (LONG + "教育扶贫：", "建成扶贫车间26个,吸纳就业913人。"),
        ("贫困村全部退出,贫困发生率降至0.68%", "二、全县脱贫攻坚主要工作和成效"),
        ("自来水普及率达84%", "3、电力、通信和光伏扶贫。投入70946万元,改观了局面。"),
        ("聚焦“三落实” 全面压实攻坚责任", LONG + "教育扶贫。"),
        ("一、主要做法", LONG + "教育扶贫。"),
        ("一是聚焦“两不愁三保障”,因户因人精准施策", LONG + "教育扶贫。"),
        ("他说:“脱贫了。”", LONG + "教育扶贫。"),
        (LONG + "教育扶贫", "　　全县选派驻村工作队62支。"),
        ("某县扶贫开发办公室", "2019年12月20日"),
        ("尊敬的各位领导,同志们", LONG + "教育扶贫。"),
    ],
)
def test_breaks_between(before: str, after: str) -> None:
    assert breaks.find(f"{LONG}教育扶贫。\n{before}\n{after}", ()) == ()


FIXED = """脱贫攻坚战打响以来，云岭市委、市政府坚持把脱贫攻坚作为头等大
事和第一民生工程，全市上下尽锐出战、攻坚克难，取得了显著成
效。2014年以来，全市累计减贫8.6万户31.2万人，327个贫困村
全部出列，贫困发生率由14.2%下降至0.35%。全市农村居民人均可
支配收入由6521元增加到11230元，年均增长11.5%。截至2019年
底，全市建档立卡贫困人口中已有99.1%实现稳定脱贫，我市在全省
考核中连续三年被评为“好”的等次。
一、主要做法
坚持把产业扶贫作为根本之策，累计投入产业发展资金12.6亿元，
建成扶贫产业基地1236个，覆盖贫困户7.2万户。
"""


def test_lines_of_fixed_width() -> None:
    assert breaks.fixed_width(split_lines(FIXED)) is not None
    text = matching_text(reader.read_text(FIXED, Metadata("a"))).text
    for joined in ("头等大事", "显著成效", "可支配收入", "2019年底", "贫困村全部出列"):
        assert joined in text
    assert "等次。\n一、主要做法\n坚持" in text


def test_paragraphs_have_no_fixed_width() -> None:
    source = "\n".join(LONG * n + "。" for n in range(1, 9))
    assert breaks.fixed_width(split_lines(source)) is None


def test_a_page_number_between_two_halves() -> None:
    source = f"{LONG}教育扶\n- 3 -\n贫、健康扶贫等方面。"
    assert breaks.find(source, reader.read_text(source, Metadata("a")).boilerplate) == (
        (len(LONG) + 3, len(LONG) + 10),
    )

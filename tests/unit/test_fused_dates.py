"""Dates whose marks were lost, and durations that only look like them."""

from __future__ import annotations

import pytest

from county_reports.extraction.fused_dates import hidden, restore_dates
from county_reports.extraction.setaside import Claims


def parts(text: str) -> list[tuple[str, str]]:
    """Text and lost mark of each part."""
    return [
        (text[m.start : m.end], m.restoration.lost if m.restoration else "")
        for m in restore_dates(text, Claims(len(text)))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("313-15日,督查组进驻。", [("3", "月"), ("13-15日", "")]),
        ("于813-20日集中排查。", [("8", "月"), ("13-20日", "")]),
        ("201612310日,核查。", [("2016", "年"), ("12", "月"), ("3", "至"), ("10日", "")]),
        ("2019年620日,视察。", [("6", "月"), ("20日", "")]),
        ("2019年62日,视察。", [("6", "月"), ("2日", "")]),
        ("2019年15日,视察。", [("1", "月"), ("5日", "")]),
        ("2018年1128日印发。", [("11", "月"), ("28日", "")]),
        ("会后,620日视察。", [("6", "月"), ("20日", "")]),
        ("1112日召开会议。", [("11", "月"), ("12日", "")]),
        ("新华社108日电", [("10", "月"), ("8日", "")]),
        # the month is named before: two days
        ("公示时间:2020年6月110日,", [("1", "至"), ("10日", "")]),
        ("3月313日开展。", [("3", "至"), ("13日", "")]),
        # a year ran into a date
        ("对20217月洪涝中受灾的", [("2021", "年"), ("7月", "")]),
        ("201912月底完成。", [("2019", "年"), ("12月底", "")]),
        ("20193月5日召开。", [("2019", "年"), ("3月5日", "")]),
        ("会后,20197月完成。", [("2019", "年"), ("7月", "")]),
        ("20191-6月,", [("2019", "年"), ("1-6月", "")]),
    ],
)
def test_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2019年6月20日", "11月25日", "2019年12月26日", "2020年6月1至10日", "3月13-15日", "15日",
        "2018-2019年", "2019年底", "2019年10月", "2019.12.5", "2019-12-15日报",
        "由90日延长到115日", "缩短至118日", "公示期满后,120日完成", "奋战120日",
        "180日内", "连续365日", "历时115日", "公示10日", "60日游", "日处理1200日均",
        "2019年30日", "99日", "20190月", "201913月", "19997月", "1340日,",
        "年满16周岁", "20196月龄",
    ],
)  # fmt: skip
def test_what_is_whole_or_a_duration_is_left(text: str) -> None:
    assert parts(text) == []


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("118日召开会议。", ("1月18日", "11月8日")),
        ("于113-15日检查。", ("1月13-15日", "11月3-15日")),
        ("20182019年实施。", ("2018至2019年", "2018、2019年")),
    ],
)
def test_several_dates_are_ambiguous(text: str, options: tuple[str, ...]) -> None:
    (only,) = restore_dates(text, Claims(len(text)))
    assert only.restoration is not None
    assert only.restoration.kind == "ambiguous"
    assert only.restoration.alternatives == options
    assert only.kind == "date"


def test_what_is_claimed_is_left() -> None:
    text = "2019年620日,20217月。"
    claims = Claims(len(text))
    claims.take(0, len(text))
    assert restore_dates(text, claims) == []


def test_the_parts_claim_their_characters() -> None:
    text = "于201612310日核查。"
    claims = Claims(len(text))
    found = restore_dates(text, claims)
    assert not any(claims.free(m.start, m.end) for m in found)
    assert "".join(text[m.start : m.end] for m in found) == "201612310日"


@pytest.mark.parametrize("text", ["2019年620日", "20217月", "313-15日"])
def test_the_proof_shows_the_date(text: str) -> None:
    proofs = {m.restoration.proof for m in restore_dates(text, Claims(len(text))) if m.restoration}
    assert len(proofs) == 1
    assert "月" in proofs.pop()


def test_what_is_left_keeps_its_places() -> None:
    text = "公示时间:2020年6月110日,公示10天。"
    left = hidden(text, restore_dates(text, Claims(len(text))))
    assert left == "公示时间:2020年6月\0\0\0\0,公示10天。"
    assert hidden(text, []) == text

"""Dates of every form are set aside with the period they name; durations are measures."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction import observe
from county_reports.extraction.dates import month_of, period_of

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
measures, set_aside, report = made["measures"], made["set_aside"], made["report"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年", "2019"),
        ("2019年底", "2019"),
        ("2019年初", "2019"),
        ("2019年度", "2019"),
        ("2019年上半年", "2019"),
        ("2019年12月", "2019-12"),
        ("2019年9月", "2019-09"),
        ("2019年09月", "2019-09"),
        ("2019年12月底", "2019-12"),
        ("2019年11月28日", "2019-11"),
        ("2019-11-28", "2019-11"),
        ("2019/11/28", "2019-11"),
        ("2019.11.28", "2019-11"),
        ("2014-2019年", "2014/2019"),
        ("2014—2019年", "2014/2019"),
        ("2014年至2019年", "2014/2019"),
        ("2014年到2019年底", "2014/2019"),
        ("2018-19年", "2018/2019"),
        ("二〇一九年", "2019"),
        ("二零一六年", "2016"),
        ("二〇一九年十二月", "2019"),
        ("6月11日", None),
        ("11—12日", None),
        ("今年", None),
        ("", None),
    ],
)
def test_period_of(text: str, expected: str | None) -> None:
    assert period_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月", 6),
        ("6月11日", 6),
        ("12月底", 12),
        ("03月", 3),
        ("2019年6月", None),
        ("11日", None),
        ("13月", None),
    ],
)
def test_month_of(text: str, expected: int | None) -> None:
    assert month_of(text) == expected


DATES = [
    "2019年",
    "2019年底",
    "2019年初",
    "2019年末",
    "2019年度",
    "2019年上半年",
    "2019年前三季度",
    "2019年第三季度",
    "2019年3月",
    "2019年3月底",
    "2019年3月上旬",
    "2019年12月31日",
    "2019年6月11日至13日",
    "2019年6月11—13日",
    "2019年1-9月",
    "2019年1月至9月",
    "2014-2019年",
    "2014—2019年",
    "2014年至2019年",
    "2014年-2019年",
    "2014~2019年",
    "2018-2019年度",
    "6月11日",
    "6月11-13日",
    "6月11日至7月2日",
    "3月份",
    "3月上旬",
    "3月底",
    "1-9月",
    "1至9月",
    "9月末",
    "2019-07-15",
    "2019/7/15",
    "3季度",
    "80年代",
    "二〇一九年",
    "二〇一九年十二月",
    "二〇二〇年六月三十日",
    "三月份",
    "五月上旬",
    "三季度",
    "十三五",
]


@pytest.mark.parametrize("date", DATES)
def test_a_date_in_a_sentence_is_no_measure(date: str) -> None:
    # 截至 before and a comma after: the frame in which all of these can stand.
    text = f"截至{date},全县工作有序推进。"
    assert measures(text) == []
    assert set_aside(text) == [(date, "date")]


@pytest.mark.parametrize(
    ("text", "figures", "dates"),
    [
        ("2019年脱贫86户。", ["86户"], ["2019年"]),
        ("2019年12月脱贫86户。", ["86户"], ["2019年12月"]),
        ("截止2018年10月底,入库项目213个。", ["213个"], ["2018年10月底"]),
        ("2016-2018年共投入9800万元。", ["9800万元"], ["2016-2018年"]),
        ("7月3日,发放3.5万元。", ["3.5万元"], ["7月3日"]),
        ("7月3日至5日走访216户。", ["216户"], ["7月3日至5日"]),
        ("于2020年5月12日下午召开3次会议。", ["3次"], ["2020年5月12日下午"]),
        ("2015年2300户、2016年1900户、2017年800户。", ["2300户", "1900户", "800户"],
         ["2015年", "2016年", "2017年"]),
        ("《栖云县2019脱贫攻坚实施方案》印发12份。", ["12份"], ["2019"]),
        ("开展2020春风行动,提供岗位530个。", ["530个"], ["2020"]),
        ("２０１９年投入８６万元。", ["８６万元"], ["２０１９年"]),
    ],
)  # fmt: skip
def test_dates_beside_figures(text: str, figures: list[str], dates: list[str]) -> None:
    assert [m[0] for m in measures(text)] == figures
    assert [t for t, kind in set_aside(text) if kind == "date"] == dates


# A duration is a measure and no date.
@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("连续补贴3年。", "3年", "3", "year"),
        ("他在山里教书26年。", "26年", "26", "year"),
        ("还款期限为5年。", "5年", "5", "year"),
        ("建校60周年。", "60周年", "60", "year"),
        ("历时18个月建成。", "18个月", "18", "month"),
        ("历时18个多月建成。", "18个多月", "18", "month"),
        ("连续奋战100天。", "100天", "100", "day"),
        ("限7个工作日办结。", "7个工作日", "7", "day"),
        ("年满16周岁。", "16周岁", "16", "year"),
        ("平均年龄38.5岁。", "38.5岁", "38.5", "year"),
        ("每年驻村不少于220天。", "220天", "220", "day"),
        ("坚守2000天。", "2000天", "2000", "day"),
    ],
)
def test_durations(text: str, written: str, value: str, unit: str) -> None:
    assert measures(text) == [(written, value, unit)]
    assert set_aside(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("全县2019户贫困户。", "2019户"),
        ("发放化肥2018袋。", "2018袋"),
        ("投入2016万元。", "2016万元"),
        ("共计2015人参训。", "2015人"),
        ("种植2020亩。", "2020亩"),
        ("增收2018.5元。", "2018.5元"),
        ("带动2,019人。", "2,019人"),
        ("发放2014余元。", "2014余元"),
    ],
)
def test_a_number_that_looks_like_a_year(text: str, written: str) -> None:
    assert [m[0] for m in measures(text)] == [written]
    assert set_aside(text) == []


def test_a_month_takes_the_year_of_the_report() -> None:
    found = [o.period for o in observe(report("6月11日启动。9月份完工。", 2018))]
    assert found == ["2018-06", "2018-09"]
    assert [o.period for o in observe(report("6月11日启动。", None))] == [None]

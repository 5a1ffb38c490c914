"""Years, documents, places and things that are listed, against the number said."""

from __future__ import annotations

import pytest

from audit_input import audited

SPANS = [
    ("制定五年行动计划(2015年—2019年)。", ["confirmed 2019 − 2015 + 1 = 五年"]),
    ("制定三年行动计划(2018-2021年)。", ["inconsistent 2021 − 2018 + 1 = 4 年 ≠ 三年"]),
    ("2016年至2020年五年间投入3亿元。", ["confirmed 2020 − 2016 + 1 = 五年"]),
    ("2016年至2020年六年间投入3亿元。", ["inconsistent 2020 − 2016 + 1 = 5 年 ≠ 六年"]),
    ("2016年到2018年连续两年获奖。", ["inconsistent 2018 − 2016 + 1 = 3 年 ≠ 两年"]),
    # from end to end it is four
    ("2016年至2020年四年间投入3亿元。", []),
    # no years are counted
    ("2016年至2020年投入3亿元,连续6年增长。", []),
    ("“十三五”五年来投入3亿元。", []),
    ("2016-2018年每年安排5年以上贷款。", []),
]


@pytest.mark.parametrize(("text", "expected"), SPANS)
def test_years_of_a_span(text: str, expected: list[str]) -> None:
    assert audited(text, only=("years-of-span",)) == expected


SINCE = [
    ("2019年工作总结。从2014年开始,连续6年开展走访。", ["confirmed 2014 + 6年 − 1 = 2019年"]),
    (
        "2019年工作总结。从2015年开始,连续6年开展走访。",
        ["inconsistent 2015 + 6年 − 1 = 2,020 ≠ 2019年"],
    ),
    # it may have ended before
    ("2019年工作总结。从2014年开始,连续3年开展走访。", []),
    ("2019年工作总结。从2020年开始,连续3年安排资金。", []),
    ("从2014年开始,连续6年开展走访。", []),
]


@pytest.mark.parametrize(("text", "expected"), SINCE)
def test_years_since(text: str, expected: list[str]) -> None:
    assert audited(text, only=("years-since",)) == expected


LISTED = [
    ("2015、2017年考核两次第一。", ["confirmed 2015、2017年 = 两次"]),
    ("2017年、2018年连续两年获奖。", ["confirmed 2017年、2018年 = 两年"]),
    ("2017年、2018年连续三年获奖。", ["inconsistent 2017年、2018年 = 2 年 ≠ 三年"]),
    # a year may have several times
    ("2015、2017年考核三次第一。", []),
    ("2017年获奖,2018年连续三年获奖。", []),
]


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_years_listed(text: str, expected: list[str]) -> None:
    assert audited(text, only=("years-listed",)) == expected


ITEMS = [
    ("建立项目申报、资金拨付、竣工验收三本台账。", ["confirmed 文中列出3 = 三本"]),
    ("聚焦责任落实、政策落实和工作落实三个方面。", ["confirmed 文中列出3 = 三个"]),
    ("推动向产业兴旺、生态宜居、治理有效等三个方面转变。", ["confirmed 文中列出3 = 三个"]),
    # it only confirms
    ("聚焦责任落实、政策落实和工作落实四个方面。", []),
    # what was built is not the list
    ("在甲镇、乙镇、丙乡建成3个车间。", []),
    ("建成3个车间。", []),
]


@pytest.mark.parametrize(("text", "expected"), ITEMS)
def test_items_named(text: str, expected: list[str]) -> None:
    assert audited(text, only=("items-named",)) == expected


DOCUMENTS = [
    ("出台《甲办法》《乙方案》《丙意见》3个文件。", ["confirmed 文中列出3 = 3个"]),
    ("出台《甲办法》、《乙方案》和《丙意见》4个文件。", ["inconsistent 文中列出3 = 3 个 ≠ 4个"]),
    ("出台《甲办法》《乙方案》《丙意见》等两个文件。", ["inconsistent 文中列出3 = 3 个 ≠ 两个"]),
    # 等: there are more
    ("出台《甲办法》《乙方案》《丙意见》等14个文件。", []),
    ("出台《甲办法》《乙方案》,建成3个车间。", []),
    ("贯彻《甲办法》《乙方案》3个重点。", []),
]


@pytest.mark.parametrize(("text", "expected"), DOCUMENTS)
def test_documents_named(text: str, expected: list[str]) -> None:
    assert audited(text, only=("documents-named",)) == expected


PLACES = [
    ("涉及3个乡镇(青石镇、白水镇、松山乡)。", ["confirmed 文中列出3 = 3个"]),
    ("涉及5个乡镇:青石镇、白水镇、松山乡、柳河镇。", ["inconsistent 文中列出4 = 4 个乡镇 ≠ 5个"]),
    ("涉及5个乡镇(青石镇、白水镇等)。", []),
    # not every name says what it is
    ("涉及5个乡镇(青石、白水、松山乡)。", []),
    ("涉及5个乡镇(含街道)。", []),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places_named(text: str, expected: list[str]) -> None:
    assert audited(text, only=("places-named",)) == expected

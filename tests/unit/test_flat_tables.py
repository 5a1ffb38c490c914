"""Cells of tables that lost their lines: the layouts that come through as text, cell by cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from county_reports.extraction.tables import Column, column, find_tables, unit_of

Row = tuple[str, str | None, int, str, bool]


def cells(text: str) -> list[Row]:
    """The cells of a text as (number, unit, factor, row, total)."""
    return [
        (text[c.start : c.end], c.column.unit, int(c.column.factor), c.row, c.total)
        for c in find_tables(text).cells
    ]


def serials(text: str) -> list[str]:
    return [text[start:end] for start, end in find_tables(text).serials]


MIXED: list[Row] = [
    ("120", "household", 1, "柳林镇", False),
    ("360", "CNY", 10000, "柳林镇", False),
    ("75", "household", 1, "青石乡", False),
    ("1,214", "CNY", 10000, "青石乡", False),
    ("195", "household", 1, "合计", True),
    ("1574", "CNY", 10000, "合计", True),
]


@pytest.mark.parametrize(
    "text",
    [
        "序号|乡镇|贫困户数|资金(万元)\n1|柳林镇|120|360\n2|青石乡|75|1,214\n合计|195|1574\n",
        "序号 乡镇 贫困户数 资金(万元)\n1 柳林镇 120 360\n2 青石乡 75 1,214\n合计 195 1574\n",
        "序号\n乡镇\n贫困户数\n资金(万元)\n1\n柳林镇\n120\n360\n2\n青石乡\n75\n1,214\n合计\n195\n1574\n",
        "|序号|乡镇|贫困户数|资金(万元)|\n|1|柳林镇|120|360|\n| 2 | 青石乡 | 75 | 1,214 |\n合计|195|1574\n",
    ],
)
def test_every_layout_gives_the_same_cells(text: str) -> None:
    assert cells(text) == MIXED
    assert serials(text) == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("单位:万元\n中央财政资金 824\n省级资金 312.5\n合计 1136.5\n",
         [("824", "中央财政资金", False), ("312.5", "省级资金", False), ("1136.5", "合计", True)]),
        ("单位:万元\n序号 项目 资金\n1 香菇大棚 360\n2 茶园 45.5\n合计 405.5\n",
         [("360", "香菇大棚", False), ("45.5", "茶园", False), ("405.5", "合计", True)]),
    ],
)  # fmt: skip
def test_the_unit_above_a_table(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert cells(text) == [(n, "CNY", 10000, row, total) for n, row, total in expected]


@pytest.mark.parametrize(
    "text",
    [
        "序号 项目 规模\n1 香菇大棚 360\n",
        "序号|项目|规模\n1|香菇大棚|360\n",
        "序号\n项目\n规模\n1\n香菇大棚\n360\n",
        "单位:某局\n香菇大棚 360\n",
        "香菇大棚 360\n茶园 214\n",
        "",
    ],
)
def test_a_number_that_nothing_gives_a_unit_stays_unread(text: str) -> None:
    assert cells(text) == []


@pytest.mark.parametrize(
    ("written", "unit", "factor"),
    [
        ("元", "CNY", "1"), ("万元", "CNY", "10000"), ("亿元", "CNY", "100000000"),
        ("千元", "CNY", "1000"), ("户", "household", "1"), ("万人", "person", "10000"),
        ("公顷", "mu", "15"), ("万亩", "mu", "10000"), ("米", "km", "0.001"),
        ("%", "percent", "1"), ("个", "count", "1"), (" 万元 ", "CNY", "10000"),
    ],
)  # fmt: skip
def test_unit_of_a_header(written: str, unit: str, factor: str) -> None:
    found = unit_of(written)
    assert found is not None
    assert (found.unit, found.factor) == (unit, Decimal(factor))


@pytest.mark.parametrize("written", ["某局", "", "万", "元整"])
def test_what_is_no_unit(written: str) -> None:
    assert unit_of(written) is None


DECLARED = Column("", "CNY", "元", Decimal(10000))


@pytest.mark.parametrize(
    ("title", "declared", "unit", "factor"),
    [
        ("资金(万元)", None, "CNY", 10000), ("面积(亩)", None, "mu", 1),
        ("贫困户数", None, "household", 1), ("受益人数", None, "person", 1),
        ("贫困村数", None, "village", 1), ("乡镇数", None, "township", 1),
        ("贫困发生率", None, "percent", 1), ("资金", None, None, 1),
        ("资金", DECLARED, "CNY", 10000), ("补助", DECLARED, "CNY", 10000),
        ("规模", DECLARED, None, 1), ("贫困户数", DECLARED, "household", 1),
        ("资金(元)", DECLARED, "CNY", 1),
    ],
)  # fmt: skip
def test_head_of_a_column(
    title: str, declared: Column | None, unit: str | None, factor: int
) -> None:
    found = column(title, declared)
    assert (found.title, found.unit, found.factor) == (title, unit, factor)

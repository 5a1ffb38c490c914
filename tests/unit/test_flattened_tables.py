"""Tables that a web page lost its lines of: every layout, and what must stay unread."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.extraction.tables import column, find_tables, unit_of

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
observations, plain, set_aside = made["observations"], made["plain"], made["set_aside"]

BEFORE = "现将资金安排情况公示如下,请社会各界监督,发现问题及时反映。\n"


def cells(text: str) -> list[tuple[str, str | None, str | None]]:
    """The figures of a text as (text, value, unit)."""
    return [
        (o.quantity.text, plain(o.quantity.value), o.quantity.unit)
        for o in observations(BEFORE + text)
    ]


@pytest.mark.parametrize(
    ("written", "unit", "factor"),
    [
        ("万元", "CNY", "10000"),
        ("亿元", "CNY", "100000000"),
        ("元", "CNY", "1"),
        ("户", "household", "1"),
        ("万人", "person", "10000"),
        ("公顷", "mu", "15"),
        ("米", "km", "0.001"),
        ("%", "percent", "1"),
    ],
)
def test_the_unit_of_a_head(written: str, unit: str, factor: str) -> None:
    found = unit_of(written)
    assert found is not None
    assert (found.unit, plain(found.factor)) == (unit, factor)


@pytest.mark.parametrize("written", ["", "项目名称", "建设地点", "万", "备注"])
def test_no_unit(written: str) -> None:
    assert unit_of(written) is None


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("资金(万元)", "CNY"),
        ("投资规模（万元）", "CNY"),
        ("受益贫困户(户)", "household"),
        ("现有贫困户数", "household"),
        ("受益人数", "person"),
        ("行政村数", "village"),
        ("贫困发生率", "percent"),
        ("建设内容", None),
        ("项目名称", None),
        ("资金金额", None),
    ],
)
def test_the_head_of_a_column(title: str, unit: str | None) -> None:
    assert column(title.replace("（", "(").replace("）", ")")).unit == unit


def test_what_is_declared_above_counts_for_money_only() -> None:
    declared = unit_of("万元")
    assert column("资金金额", declared).unit == "CNY"
    assert column("建设地点", declared).unit is None
    assert column("受益户数", declared).unit == "household"


ROWS = [
    # one row a line
    (
        "单位:万元\n序号 项目名称 地点 资金\n1 香菇大棚 柳溪镇 360\n2 稻虾共作 白石镇 52.5\n",
        [("360", "3600000", "CNY"), ("52.5", "525000", "CNY")],
    ),
    (
        "序号 项目 规模 资金(万元) 受益户(户)\n1 香菇大棚 120座 360 214\n2 茶园 350亩 52.5 38\n",
        [
            ("120座", "120", "count"), ("360", "3600000", "CNY"), ("214", "214", "household"),
            ("350亩", "350", "mu"), ("52.5", "525000", "CNY"), ("38", "38", "household"),
        ],
    ),
    # a row of totals: as many numbers as columns that can hold them
    (
        "序号 项目 资金(万元) 受益户(户)\n1 香菇大棚 360 214\n合计 360 214\n",
        [
            ("360", "3600000", "CNY"), ("214", "214", "household"),
            ("360", "3600000", "CNY"), ("214", "214", "household"),
        ],
    ),
    # no serial numbers
    (
        "乡镇 贫困户(户) 资金(万元)\n柳溪镇 74 8\n白石镇 599 65\n",
        [
            ("74", "74", "household"), ("8", "80000", "CNY"),
            ("599", "599", "household"), ("65", "650000", "CNY"),
        ],
    ),
    # between bars
    (
        "序号 | 乡镇 | 户数 | 资金(万元)\n1 | 柳溪镇 | 74 | 8\n2 | 白石镇 | 1,599 | 65\n",
        [
            ("74", "74", "household"), ("8", "80000", "CNY"),
            ("1,599", "1599", "household"), ("65", "650000", "CNY"),
        ],
    ),
    # one cell a line
    (
        ("单位:万元\n\n序号\n\n村名\n\n项目名称\n\n资金金额\n\n1\n\n柳溪村\n\n果园\n\n20\n\n2\n\n白石村\n\n茶园"
        "\n\n30\n\n合计\n\n50\n"),
        [("20", "200000", "CNY"), ("30", "300000", "CNY"), ("50", "500000", "CNY")],
    ),
    # one cell a line, with a bar behind each
    (
        "|\n序号 |\n乡镇 |\n贫困户数 |\n资金(万元) |\n|\n1 |\n柳溪镇 |\n74 |\n8 |\n|\n2 |\n白石镇 |\n599 |\n65 |\n",
        [
            ("74", "74", "household"), ("8", "80000", "CNY"),
            ("599", "599", "household"), ("65", "650000", "CNY"),
        ],
    ),
    # a cell that goes on in a bracket
    (
        ("单位:万元\n\n序号\n\n村名\n\n项目名称\n\n资金金额\n\n1\n\n柳溪村\n\n果园\n\n10(其中,灾情因素6万元)\n\n2"
        "\n\n白石村\n\n茶园\n\n30\n"),
        [("10", "100000", "CNY"), ("6万元", "60000", "CNY"), ("30", "300000", "CNY")],
    ),
    # a list below a declared unit
    (
        "资金来源(单位:万元)\n中央财政专项扶贫资金 5270\n省级财政专项扶贫资金 2750.5\n合计 8020.5\n",
        [
            ("5270", "52700000", "CNY"), ("2750.5", "27505000", "CNY"),
            ("8020.5", "80205000", "CNY"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_layouts(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert cells(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # no head names a unit: nothing is invented
        "序号 项目名称 建设地点 资金\n1 香菇大棚 柳溪镇 360\n",
        "序号 项目名称 建设地点 进度\n1 香菇大棚 柳溪镇 80\n",
        # no table: a sentence with the word
        "资金以万元为单位,详见附件360。\n",
        # a declared unit, and then running text
        "单位:万元\n全县上下同心,共同努力。\n",
    ],
)
def test_what_has_no_unit_stays_unread(text: str) -> None:
    assert cells(text) == []


def test_serial_numbers_are_ordinals() -> None:
    text = "序号 项目 资金(万元)\n1 香菇大棚 360\n2 茶园 52\n"
    assert [pair for pair in set_aside(BEFORE + text) if pair[0] in "12"] == [
        ("1", "ordinal"), ("2", "ordinal"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        (
            "单位:万元\n序号 项目 地点 资金\n1 大棚 柳溪镇 360\n2 茶园 白石镇 52\n合计 412\n",
            ["part", "part", "county"],
        ),
        ("资金来源(单位:万元)\n中央财政资金 5270\n合计 5270\n", ["county", "county"]),
    ],
)
def test_the_scope_of_a_row(text: str, scopes: list[str]) -> None:
    assert [o.scope for o in observations(BEFORE + text)] == scopes


@settings(deadline=None, max_examples=60, derandomize=True, database=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 9999), st.integers(1, 9999)), min_size=1, max_size=6, unique=True
    )
)
def test_rows_in_any_order_give_the_same_cells(rows: list[tuple[int, int]]) -> None:
    def read(order: list[tuple[int, int]]) -> list[tuple[str, str | None]]:
        lines = [f"{n} 项目{'甲乙丙丁戊己'[n - 1]} {a} {b}" for n, (a, b) in enumerate(order, 1)]
        text = "序号 项目 资金(万元) 受益户(户)\n" + "\n".join(lines) + "\n"
        return sorted((text[c.start : c.end], c.column.unit) for c in find_tables(text).cells)

    assert read(rows) == read(rows[::-1])
    assert len(read(rows)) == 2 * len(rows)

"""Paste-ready snippets: nothing in a caption or title changes what surrounds it."""

from __future__ import annotations

import pytest

from county_reports.charts import snippets


def page(**more: object) -> str:
    return snippets.page(**({
        "name": "yunhe-2018_funds_zh", "folder": "figures/03_funds", "caption": "资金增长50%",
        "alt": "条形图[甲]", "source": "资料来源：云河县。", "width_mm": 85.0, "language": "zh",
    } | more))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "latex", "markdown"),
    [
        ("增长50%", r"增长50\%", "增长50%"), ("a_b", r"a\_b", r"a\_b"), ("#1", r"\#1", "#1"),
        ("A&B", r"A\&B", "A&B"),
        ("{x}", r"\{x\}", r"\{x\}"), ("$5", r"\$5", r"\$5"), ("@a", "@a", r"\@a"),
        ("*", "*", r"\*"), ("`x", r"\textasciigrave{}x", r"\`x"), ("[1]", "[1]", r"\[1\]"),
        ("<b>", r"\textless{}b\textgreater{}", r"\<b\>"),
        ("\\", r"\textbackslash{}", r"\\"), ("云河县", "云河县", "云河县"),
    ],
)  # fmt: skip
def test_escaping(text: str, latex: str, markdown: str) -> None:
    assert snippets.latex(text) == latex
    assert snippets.markdown(text) == markdown


@pytest.mark.parametrize(
    "piece",
    [
        "# yunhe-2018_funds_zh\n", r"![条形图\[甲\]](yunhe-2018_funds_zh.svg)",
        r"![条形图\[甲\]](figures/03_funds/yunhe-2018_funds_zh.svg)",
        r"\includegraphics[width=85mm]{figures/03_funds/yunhe-2018_funds_zh.pdf}",
        r"\caption{资金增长50\% 资料来源：云河县。}", r"\label{fig:03-yunhe-2018-funds-zh}",
        "{#fig-03-yunhe-2018-funds-zh width=85mm", ":name: fig-03-yunhe-2018-funds-zh\n",
        "`figures/03_funds/yunhe-2018_funds_zh.png` (300 dpi, 85 mm wide)", "ctex",
    ],
)  # fmt: skip
def test_each_tool_has_its_block(piece: str) -> None:
    assert piece in page()


def test_english_needs_the_chinese_package_only_for_chinese_titles() -> None:
    assert r"\usepackage[scheme=plain]{ctex}" in page(language="en")
    assert "ctex" not in page(language="en", caption="Growth", source="Source: Yunhe county.")


def test_gaps_are_listed_only_when_there_are_any() -> None:
    assert "Not reported" not in page()
    text = page(missing=("云河县：贫困发生率", "石门县：满意度"))
    assert "- 云河县：贫困发生率\n- 石门县：满意度\n" in text


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("figures/00_start_here", "00-incidence-en"), ("figures/04_compare", "04-incidence-en"),
        ("figures/own", "incidence-en"), ("figures/2020", "incidence-en"), ("", "incidence-en"),
    ],
)  # fmt: skip
def test_a_figure_of_two_notebooks_has_two_labels(folder: str, expected: str) -> None:
    assert snippets.label("incidence_en", folder) == expected
    if folder:
        text = page(name="incidence_en", folder=folder)
        assert f"\\label{{fig:{expected}}}" in text
        assert f"#fig-{expected} " in text
        assert f":name: fig-{expected}\n" in text

"""CODEBOOK.md says what the codebook and the schema say, and is never stale."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from county_reports import codebook, documentation, schema
from county_reports.audit.catalogue import RULES

ROOT = Path(__file__).resolve().parents[2]

SMALL = r"""
themes:
  registry: {zh: 建档立卡, en: Registry, words: [精准识别]}
  funding: {zh: 资金, en: Funds}
indicators:
  registry.incidence: {unit: percent, zh: 贫困发生率, en: Incidence,
    say: "<降|降至\n发生率", range: [0, 60], exclude: [全国], when: current}
  funding.total: {unit: CNY, zh: 总额, en: All funds, scopes: [county, part]}
"""


def test_the_committed_codebook_is_fresh():
    stored = (ROOT / "CODEBOOK.md").read_text(encoding="utf-8")
    fresh = documentation.render(codebook.load(), "md")
    assert stored == fresh, "stale: run `county-reports codebook --write`"


def test_every_indicator_and_column_is_there():
    text = documentation.render(codebook.load(), "md")
    for entry in codebook.load().indicators.values():
        assert f"`{entry.id}`" in text
    for column in schema.OBSERVATIONS + schema.COMPARISON:
        assert f"| `{column.name}` |" in text


TABLES = [("findings", schema.FINDINGS), ("what cannot be checked", schema.UNCHECKED),
          ("audits", schema.AUDITS), *documentation.TABLES]  # fmt: skip


@pytest.mark.parametrize(("name", "columns"), TABLES)
def test_the_tables_are_there(name: str, columns: tuple[schema.Column, ...]):
    text = documentation.render(codebook.load(), "md")
    _, _, part = text.partition(f"## Table of {name}\n")
    part = part.partition("\n## ")[0]
    for column in columns:
        (line,) = [line for line in part.splitlines() if line.startswith(f"| `{column.name}` |")]
        assert column.dtype in line
        assert all(word in line for word in column.allowed)


def test_every_rule_is_there_with_its_docstring():
    text = documentation.render(codebook.load(), "md")
    _, _, part = text.partition("## Rules of the audit\n")
    for rule in RULES:
        assert f"| `{rule.id}` | {rule.family} | {rule.zh} | {rule.en} |" in part
        assert f"**`{rule.id}`** {rule.doc.splitlines()[0][:40]}" in part
        assert rule.doc, "a rule says what it looks for"


@pytest.mark.parametrize(
    ("doc", "expected"),
    [("One line.", "One line."), ("Two\nlines.", "Two lines."),
     ("First.\n\n  Second\n  part.", "First.\n\nSecond part.")],
)  # fmt: skip
def test_a_docstring_becomes_paragraphs(doc: str, expected: str):
    assert documentation._paragraphs(doc) == expected


def test_the_fields_of_a_finding_are_named_in_their_order():
    text = documentation.render(codebook.load(), "md")
    assert ", ".join(f"`{name}`" for name in schema.FINDING_FIELDS) in text


EXPECTED = [
    "## 建档立卡 · Registry (`registry`)",
    "Headings: 精准识别",
    r"| `registry.incidence` | 贫困发生率 | Incidence | percent | `<降\|降至`<br>`发生率` |",
    "plausible 0–60",
    "not with 全国",
    "current; plausible",
    "scope county, part",
]


@pytest.mark.parametrize("line", EXPECTED)
def test_markdown(line: str):
    assert line in documentation.render(codebook.parse(SMALL), "md")


def test_csv_has_one_row_an_indicator():
    rows = list(csv.DictReader(io.StringIO(documentation.render(codebook.parse(SMALL), "csv"))))
    assert [row["indicator"] for row in rows] == ["registry.incidence", "funding.total"]
    assert rows[0]["wordings"] == "<降|降至 / 发生率"
    assert tuple(rows[0]) == documentation.FIELDS


def test_json_has_themes_and_indicators():
    data = json.loads(documentation.render(codebook.parse(SMALL), "json"))
    assert data["themes"]["registry"]["words"] == ["精准识别"]
    assert data["indicators"][0]["high"] == "60"


def test_every_table_row_has_as_many_cells_as_its_head():
    text = documentation.render(codebook.load(), "md")
    bars = 0
    for line in text.splitlines():
        count = line.replace("\\|", "").count("|")
        if not line.startswith("|"):
            bars = 0
        elif not bars:
            bars = count
        else:
            assert count == bars, line

"""What goes into a figure's files besides the picture: parameters, words for LaTeX, cells."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.charts import publish, render, snippets
from county_reports.errors import FigureError
from county_reports.execution import tabular

STABLE = settings(derandomize=True, deadline=None, max_examples=150, database=None)


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (None, None), (True, True), (3, 3), (0.5, 0.5), ("云县", "云县"), ((1, "b"), [1, "b"]),
        ([["a"], ()], [["a"], []]), ({"b", "a", "c"}, ["a", "b", "c"]), (frozenset({3, 1}), [1, 3]),
        ({"themes": {"b", "a"}, "n": (1,)}, {"themes": ["a", "b"], "n": [1]}), ({1: 2}, {"1": 2}),
        (Decimal("1.50"), "1.50"), (float("nan"), "nan"), (float("inf"), "inf"),
        ([float("-inf")], ["-inf"]),
    ],
)  # fmt: skip
def test_parameters_are_json_in_one_order(value: object, stored: object) -> None:
    made = publish._literal(value)
    assert made == stored
    assert json.loads(json.dumps(made, allow_nan=False)) == stored


@pytest.mark.parametrize("wrap", [lambda p: p, lambda p: [p], lambda p: {"x": p}, lambda p: {p},
                                  lambda p: ({"deep": [p]},)])  # fmt: skip
def test_no_path_hides_in_a_parameter(wrap: object) -> None:
    with pytest.raises(FigureError, match="is a path"):
        publish._literal(wrap(Path("somewhere")))


def test_a_set_is_stored_alike_in_every_process() -> None:
    code = (
        "from county_reports.charts.publish import _literal\n"
        "print(_literal({'b', 'a', 'water', 'energy', 'health'}))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert seen == {"['a', 'b', 'energy', 'health', 'water']\n"}


SPECIAL = st.text("ab县 \n\t\\{}$&%#_~^`*[]<>|\"'", max_size=30)


@STABLE
@given(SPECIAL)
def test_latex_holds_no_bare_character_and_no_empty_line(text: str) -> None:
    made = snippets.latex(text)
    assert "\n" not in made
    bare = made
    for escaped in (r"\textbackslash{}", r"\textasciitilde{}", r"\textasciicircum{}",
                    r"\textless{}", r"\textgreater{}", r"\textasciigrave{}",
                    r"\{", r"\}", r"\$", r"\&", r"\%", r"\#", r"\_"):  # fmt: skip
        bare = bare.replace(escaped, "")
    assert not set(bare) & set("\\{}$&%#_~^")


def snippet(**more: object) -> str:
    cells = {"name": "yun-2019_funds_en", "folder": "figures/x", "caption": "Funds", "alt": "Bars",
             "source": "Source: Yun.", "width_mm": 85.0, "language": "en"}  # fmt: skip
    return snippets.page(**(cells | more))


@STABLE
@given(SPECIAL, SPECIAL)
def test_no_caption_leaves_its_block(caption: str, alt: str) -> None:
    text = snippet(caption=caption, alt=alt)
    for language in ("markdown", "latex", "text"):
        assert text.count(f"```{language}\n") == snippet().count(f"```{language}\n")
    assert text.count("\n```\n") == snippet().count("\n```\n")
    block = text.split("```latex\n")[1].split("\n```\n")[0]
    # Chinese in an English caption asks for ctex, in a comment of one line
    lines = [line for line in block.splitlines() if not line.startswith("%")]
    assert len(lines) == 6
    assert block.count(r"\end{figure}") == 1


def test_missing_things_are_one_line_each() -> None:
    text = snippet(missing=("Yun, baseline: not\nreported", "- [x] <b>"))
    assert "- Yun, baseline: not reported\n- - \\[x\\] \\<b\\>\n" in text


CELL = st.one_of(
    st.text("=+-@\t\r\n,\"'1县a", max_size=6), st.decimals(allow_nan=False, allow_infinity=False),
    st.integers(-(10**20), 10**20), st.none(), st.booleans(),
)  # fmt: skip


@STABLE
@given(st.lists(CELL, min_size=1, max_size=5))
def test_a_csv_reads_back_and_runs_nothing(cells: list) -> None:
    data = pd.DataFrame({"值": pd.Series(cells, dtype="object")})
    rows = list(csv.reader(io.StringIO(render.table(data).decode("utf-8"), newline="")))
    assert rows[0] == ["值"]
    texts = [row[0] if row else "" for row in rows[1:]]
    assert len(texts) == len(cells)
    for text, value in zip(texts, cells, strict=True):
        if isinstance(value, str):
            assert text.removeprefix("'") == value.removeprefix("'")
            assert not text.startswith(render.DANGEROUS)
        elif value is None:
            assert text == ""
        elif not isinstance(value, bool):
            assert Decimal(text) == value


@STABLE
@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), CELL))
def test_both_csv_writers_defuse_the_same_words(row: dict) -> None:
    lines = list(csv.DictReader(io.StringIO(tabular.to_csv([row], ("a", "b", "c")), newline="")))
    assert list(lines[0]) == ["a", "b", "c"]
    for name, text in lines[0].items():
        value = row.get(name)
        if isinstance(value, str) and not tabular._is_number(value):
            assert text == render.cell(value)
        assert (text == "") is (value is None or value == "")


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("云县", 4), ("云a", 3), ("（）", 4), ("…", 1), ("ｱ", 1), ("Ａ", 2)],
)
def test_columns_on_a_terminal(text: str, columns: int) -> None:
    assert tabular.width(text) == columns


@STABLE
@given(st.lists(st.fixed_dictionaries({"a": SPECIAL, "b": st.none() | st.integers()}), max_size=4))
def test_a_table_for_the_terminal_has_a_line_for_every_row(rows: list) -> None:
    lines = tabular.to_table(rows, ("a", "b")).split("\n")
    assert len(lines) == len(rows) + 2
    assert all(line == line.rstrip() and line.isprintable() for line in lines)


@pytest.mark.parametrize(
    ("record", "note"),
    [
        ({"kind": "measure", "status": "reported", "scope": "county"}, ""),
        ({"kind": "measure", "status": "planned", "scope": "part"}, "planned, scope: part"),
        ({"kind": "date", "scope": None}, "date"),
        ({"kind": "measure", "restoration": {"kind": "unique"}, "status": "planned"},
         "restored (unique), planned"),
        ({}, "None"),
    ],
)  # fmt: skip
def test_notes_of_a_row(record: dict, note: str) -> None:
    assert tabular.table_row(record)["note"] == note

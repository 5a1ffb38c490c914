"""Notebooks ask, show and explain: stored clean, nothing computed, nothing hard-wired."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest

from county_reports.execution import parameters, plan

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
EXPECTED = (
    "00_start_here",
    "01_read_one_report",
    "02_county_summary",
    "03_audit",
    "04_compare_counties",
    "06_language",
    "07_coverage_and_quality",
    "90_template",
)


def _cells(path: Path, kind: str) -> list[dict[str, object]]:
    stored = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in stored["cells"] if cell["cell_type"] == kind]


def _code(path: Path) -> list[str]:
    return [parameters.source_of(cell) for cell in _cells(path, "code")]


def test_the_notebooks_are_there():
    assert set(EXPECTED) <= {path.stem for path in NOTEBOOKS}


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_it_is_valid_and_has_stable_ids(path: Path):
    stored = json.loads(path.read_text(encoding="utf-8"))
    nbformat.validate(stored)
    assert (stored["nbformat"], stored["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in stored["cells"]]
    assert len(set(ids)) == len(ids)
    for each in ids:
        assert re.fullmatch(r"[a-z][a-z-]+", each), "ids are words, not random"


def test_it_is_stored_without_outputs(path: Path):
    for cell in _cells(path, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        assert set(cell["metadata"]) <= {"tags"}
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert set(stored["metadata"]) <= {"kernelspec", "language_info"}
    assert stored["metadata"]["kernelspec"]["name"] == "python3"
    assert "version" not in stored["metadata"]["language_info"]


def test_it_begins_with_its_question_and_ends_with_what_may_be_concluded(path: Path):
    stored = json.loads(path.read_text(encoding="utf-8"))
    first, last = (parameters.source_of(stored["cells"][place]) for place in (0, -1))
    assert first.startswith("# ")
    assert "?" in first.splitlines()[0] or path.stem == "90_template"
    assert re.search(r"[\u4e00-\u9fff]", first), "Chinese terms stand beside the English"
    for words in ("What may be concluded, and what may not", "**May:**", "**May not:**"):
        assert words in last


def test_its_parameters_are_literals_with_help(path: Path):
    declared = plan.read(path).parameters
    assert declared
    for each in declared:
        assert each.name.isascii()
        assert str(each.default).isascii()
    assert all(each.help for each in declared)
    code = _cells(path, "code")
    assert parameters.tags_of(code[0]) == ("parameters",), "the first code cell"


def test_its_first_library_call_checks_the_parameters(path: Path):
    assert "cr.use(globals())" in _code(path)[1]


def test_it_computes_nothing_by_itself(path: Path):
    for text in _code(path):
        tree = ast.parse(text)
        for node in ast.walk(tree):
            assert not isinstance(
                node,
                ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda | ast.For
                | ast.While | ast.Try | ast.With,
            ), text  # fmt: skip
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name.split(".")[0] for alias in node.names}
                assert not names & {"re", "os", "pathlib", "glob", "sys", "subprocess"}
        assert len(text.splitlines()) <= 14


def test_it_names_no_file(path: Path):
    for text in _code(path)[1:]:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"[/\\]|\.(txt|csv|json|svg|png|html|ipynb)\b", node.value)


def test_figures_go_to_the_notebooks_own_folder(path: Path):
    for text in _code(path):
        for found in re.findall(r'notebook="([^"]+)"', text):
            assert found == path.stem


def test_the_table_of_notebooks_names_it_with_all_its_parameters(path: Path):
    table = (FOLDER / "README.md").read_text(encoding="utf-8")
    (row,) = [line for line in table.splitlines() if line.startswith(f"| [{path.stem}]")]
    for each in plan.read(path).parameters:
        assert f"`{each.name}`" in row

"""Stages import downwards only, heavy packages stay where they belong, files stay readable."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "lib" / "county_reports"
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

# package -> the one part of the library that imports it
HOME_OF = {"matplotlib": "charts", "papermill": "execution", "jieba": "language"}
HEAVY = ("matplotlib", "pandas", "papermill", "jieba", "pyarrow", "numpy", "IPython", "dask")
LONGEST_FILE = 500
LONGEST_LINE = 100


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def _imports(tree: ast.AST) -> list[str]:
    """Top-level names imported at run time, wherever in the tree."""
    names: list[str] = []
    for node in ast.iter_child_nodes(tree):
        if _is_type_checking(node):
            continue
        if isinstance(node, ast.Import):
            names += [alias.name.split(".")[0] for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.append(node.module.split(".")[0])
        names += _imports(node)
    return names


def strangers(library: Path) -> list[str]:
    """Imports of a package outside the one part that may import it."""
    found = []
    for file in sorted(library.rglob("*.py")):
        place = file.relative_to(library)
        part = place.parts[0].removesuffix(".py")
        found += [
            f"{place.as_posix()} imports {name}: only {HOME_OF[name]}/ may"
            for name in _imports(ast.parse(file.read_text(encoding="utf-8")))
            if name in HOME_OF and part != HOME_OF[name]
        ]
    return found


def too_long(folders: list[Path]) -> list[str]:
    files = [file for folder in folders for file in sorted(folder.rglob("*.py"))]
    lengths = {f: len(f.read_text(encoding="utf-8").splitlines()) for f in files}
    return [f"{f.name}: {n} lines" for f, n in lengths.items() if n > LONGEST_FILE]


def too_wide(folders: list[Path]) -> list[str]:
    """Lines of more than 100 characters; a Chinese character is one."""
    return [
        f"{file.name}:{number}: {len(line)} characters"
        for folder in folders
        for file in sorted(folder.rglob("*.py"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINT_IMPORTS), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def loaded_after(statement: str) -> set[str]:
    """The packages that a fresh interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint(*{{m.split('.')[0] for m in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


# --- the project as it is ------------------------------------------------------------------------


def test_the_layers_hold() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout
    assert "4 kept, 0 broken" in done.stdout


def test_heavy_packages_stay_in_their_part() -> None:
    assert strangers(LIBRARY) == []


@pytest.mark.parametrize(
    "statement",
    ["import county_reports", "import county_reports.cli", "import county_reports.reading"],
)
def test_nothing_heavy_is_imported_before_it_is_used(statement: str) -> None:
    assert loaded_after(statement) & set(HEAVY) == set()


def test_no_file_is_too_long() -> None:
    assert too_long([LIBRARY, ROOT / "tests", ROOT / "bench"]) == []


def test_no_line_is_too_wide() -> None:
    assert too_wide([LIBRARY, ROOT / "tests", ROOT / "bench"]) == []


# --- the checks can fail -------------------------------------------------------------------------


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A package of the same name and rules, with one sound import."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    package = tmp_path / "county_reports"
    for part in ("reading", "quality", "charts", "execution"):
        (package / part).mkdir(parents=True)
        (package / part / "__init__.py").touch()
    for file in ("__init__.py", "errors.py"):
        (package / file).touch()
    (package / "charts" / "bars.py").write_text(
        "import matplotlib\nfrom county_reports import reading\n", encoding="utf-8"
    )
    return tmp_path


def test_a_small_sound_project_passes(small_project: Path) -> None:
    done = lint_imports(small_project)
    assert done.returncode == 0, done.stdout
    assert strangers(small_project / "county_reports") == []


@pytest.mark.parametrize(
    ("file", "code", "contract"),
    [
        ("reading/up.py", "def f():\n    import county_reports.charts\n", "Stages"),
        ("errors.py", "from county_reports.reading import x\n", "Stages"),
        ("quality/up.py", "from county_reports.charts import bars\n", "Stages"),
        ("utils.py", "", "Stages"),
        ("reading/plot.py", "import matplotlib.pyplot as plt\n", "Only charts"),
        ("charts/run.py", "from papermill import execute_notebook\n", "Only execution"),
        ("execution/words.py", "def f():\n    import jieba.posseg\n", "Only language"),
    ],
)
def test_a_broken_layer_is_found(small_project: Path, file: str, code: str, contract: str) -> None:
    (small_project / "county_reports" / file).write_text(code, encoding="utf-8")
    done = lint_imports(small_project)
    assert done.returncode == 1, done.stdout
    # a module outside all layers stops the check before the summary
    assert contract in done.stdout
    expected = contract.startswith("Only")
    assert bool(strangers(small_project / "county_reports")) is expected


def test_a_name_for_annotations_only_is_no_import(small_project: Path) -> None:
    (small_project / "county_reports" / "reading" / "types.py").write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import matplotlib\n",
        encoding="utf-8",
    )
    assert strangers(small_project / "county_reports") == []
    assert lint_imports(small_project).returncode == 0


def test_a_heavy_import_would_be_seen() -> None:
    assert {"pandas", "numpy"} <= loaded_after("import pandas")


def test_a_long_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "long.py").write_text("x = 1\n" * 501, encoding="utf-8")
    assert too_long([tmp_path]) == ["long.py: 501 lines"]


def test_a_wide_line_is_found(tmp_path: Path) -> None:
    (tmp_path / "wide.py").write_text(f"# {'县' * 98}\n# {'县' * 99}\n", encoding="utf-8")
    assert too_wide([tmp_path]) == ["wide.py:2: 101 characters"]

"""environment.yml, pyproject.toml and requirements.lock agree, and every import is declared.

Each check is a function from files to a list of complaints, so that it can be shown to fail.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from dataclasses import dataclass
from importlib import metadata
from itertools import chain, product
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = ("3.11.2", "3.12.1", "3.13.0")
SYSTEMS = (("linux", "posix", "Linux"), ("darwin", "posix", "Darwin"), ("win32", "nt", "Windows"))

# What the collection was asked to run on.
ASKED_FOR = {
    "jupyterlab": "4.6.6",
    "pandas": "3.1.1",
    "matplotlib": "3.11.2",
    "jieba": "0.42.1",
    "papermill": "2.7.0",
}

# Runtime packages that no line of the library or of the notebooks imports, and why they are there.
USED_WITHOUT_IMPORT = {
    "fonttools": "cuts the static faces out of the variable font (charts/fonts.py imports by name)",
    "jieba": "given by the project's user; the language stage cuts words with it",
    "justmytype-intl-cjk": "holds the font file that charts/fonts.py opens",
    "jupyterlab": "the researcher's front end (make lab)",
    "ipykernel": "the kernel that notebooks run in",
    "pyarrow": "pandas writes Parquet and keeps text through it",
}


@dataclass(frozen=True)
class Pin:
    """One package of the lock."""

    name: str
    version: Version
    marker: Marker | None
    hashes: int

    def applies(self, python: str, system: tuple[str, str, str]) -> bool:
        if self.marker is None:
            return True
        sys_platform, os_name, platform_system = system
        return self.marker.evaluate(
            {
                "python_version": ".".join(python.split(".")[:2]),
                "python_full_version": python,
                "sys_platform": sys_platform,
                "os_name": os_name,
                "platform_system": platform_system,
                "platform_python_implementation": "CPython",
                "implementation_name": "cpython",
            }
        )


# --- the lock ------------------------------------------------------------------------------------

PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9][\w.\-]*)==(?P<version>[^\s;]+)"
    r"(?:\s*;\s*(?P<marker>.+?))?(?P<hashes>(?:\s+--hash=sha256:[0-9a-f]{64})+)$"
)


def read_lock(text: str) -> tuple[list[Pin], list[str]]:
    """The pins of a lock and the lines that are none."""
    joined = re.sub(r"\\\n\s*", " ", text)
    pins, complaints = [], []
    for line in joined.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        found = PINNED.match(line.strip())
        if not found:
            complaints.append(f"not pinned with == and hashes: {line[:60]}")
            continue
        marker = found["marker"]
        pins.append(
            Pin(
                canonicalize_name(found["name"]),
                Version(found["version"]),
                Marker(marker) if marker else None,
                found["hashes"].count("--hash"),
            )
        )
    return pins, complaints


def addresses(text: str) -> list[str]:
    """Lines that name an address, an index or a folder of one machine."""
    forbidden = re.compile(r"://|\bfile:|--(?:extra-)?index-url|--find-links|(?:^|\s)/\w|\S @ ")
    return [line for line in text.splitlines() if forbidden.search(line)]


# --- pyproject and lock --------------------------------------------------------------------------


def read_project(text: str) -> dict[str, list[Requirement]]:
    """The requirements of pyproject.toml by group; "" is the runtime, "build" has the backend."""
    content = tomllib.loads(text)
    project = content["project"]
    groups = {"": project["dependencies"], **project.get("optional-dependencies", {})}
    requirements = {group: [Requirement(r) for r in lines] for group, lines in groups.items()}
    backend = [Requirement(r) for r in content["build-system"]["requires"]]
    return {**requirements, "build": [*requirements.get("build", []), *backend]}


def not_locked(groups: dict[str, list[Requirement]], pins: list[Pin]) -> list[str]:
    """Requirements without exactly one fitting pin on every Python and system."""
    complaints = []
    for requirement in {str(r): r for group in groups.values() for r in group}.values():
        name = canonicalize_name(requirement.name)
        own = [pin for pin in pins if pin.name == name]
        complaints += [
            f"{requirement}: the lock has {pin.version}"
            for pin in own
            if not requirement.specifier.contains(pin.version, prereleases=True)
        ]
        for python, system in product(PYTHONS, SYSTEMS):
            count = sum(pin.applies(python, system) for pin in own)
            if count != 1:
                complaints.append(f"{requirement}: {count} pins for {python} on {system[0]}")
    return complaints


# --- environment.yml -----------------------------------------------------------------------------


def environment_complaints(folder: Path) -> list[str]:
    """Why conda users would not get the versions of the lock."""
    environment = yaml.safe_load((folder / "environment.yml").read_text(encoding="utf-8"))
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    complaints = []
    if environment["channels"] != ["conda-forge", "nodefaults"]:
        complaints.append(f"channels are {environment['channels']}")
    conda = [line for line in environment["dependencies"] if isinstance(line, str)]
    blocks = [part["pip"] for part in environment["dependencies"] if isinstance(part, dict)]
    pip = list(chain(*blocks))
    for line in conda:
        name = re.split(r"[=<>\s]", line)[0]
        if name not in {"python", "pip"}:
            complaints.append(f"conda itself chooses the version of {line}")
    pythons = [line.partition("=")[2] for line in conda if line.startswith("python=")]
    allowed = SpecifierSet(project["requires-python"])
    if len(pythons) != 1 or f"{pythons[0]}.2" not in allowed:
        complaints.append(f"Python {pythons} is not one of {allowed}")
    if pip != ["-r requirements.lock"]:
        complaints.append(f"pip installs {pip}, not the lock alone")
    if not (folder / "requirements.lock").is_file():
        complaints.append("there is no requirements.lock beside environment.yml")
    return complaints


# --- imports -------------------------------------------------------------------------------------


def imported_names(code: str) -> set[str]:
    """The top-level names that a piece of Python imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def notebook_code(path: Path) -> str:
    """The code of a notebook without magics and shell lines."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    lines = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith(("%", "!")))


def third_party(folder: Path) -> dict[str, set[str]]:
    """Imports by name, with the files they stand in; ours and the standard library's left out."""
    files = [*folder.rglob("*.py"), *folder.rglob("*.ipynb")]
    own = {f.stem for f in files} | {f.parent.name for f in files}
    own = (own - metadata.packages_distributions().keys()) | {"county_reports"}
    found: dict[str, set[str]] = {}
    for file in files:
        if ".ipynb_checkpoints" in file.parts:
            continue
        notebook = file.suffix == ".ipynb"
        code = notebook_code(file) if notebook else file.read_text(encoding="utf-8")
        for name in imported_names(code) - own - sys.stdlib_module_names:
            found.setdefault(name, set()).add(file.relative_to(folder).as_posix())
    return found


def undeclared(folder: Path, requirements: list[Requirement]) -> list[str]:
    """Imports whose distribution is not among the requirements."""
    declared = {canonicalize_name(r.name) for r in requirements}
    distributions = metadata.packages_distributions()
    return [
        f"{name} ({', '.join(sorted(files))}) is not declared"
        for name, files in sorted(third_party(folder).items())
        if not declared & {canonicalize_name(d) for d in distributions.get(name, [])}
    ]


def unused(
    folders: list[Path], requirements: list[Requirement], reasons: dict[str, str]
) -> list[str]:
    """Runtime requirements that nothing imports and nobody explains, and reasons for nothing."""
    distributions = metadata.packages_distributions()
    used = {
        canonicalize_name(d)
        for folder in folders
        for name in third_party(folder)
        for d in distributions.get(name, [])
    }
    declared = {canonicalize_name(r.name) for r in requirements}
    return [
        *(f"{name} is declared but not used" for name in sorted(declared - used - set(reasons))),
        *(f"{name} has a reason but is not declared" for name in sorted(set(reasons) - declared)),
    ]


# --- the project as it is ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lock_text() -> str:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def groups() -> dict[str, list[Requirement]]:
    return read_project((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_line_of_the_lock_is_pinned_with_hashes(lock_text: str) -> None:
    pins, complaints = read_lock(lock_text)
    assert complaints == []
    assert len(pins) > 100
    assert all(pin.hashes for pin in pins)


def test_the_lock_names_no_address(lock_text: str) -> None:
    assert addresses(lock_text) == []


def test_every_requirement_is_locked_within_its_bounds(lock_text, groups) -> None:
    assert not_locked(groups, read_lock(lock_text)[0]) == []


def test_the_versions_asked_for_are_exact(lock_text, groups) -> None:
    exact = {r.name: str(r.specifier) for r in groups[""] if r.name in ASKED_FOR}
    assert exact == {name: f"=={version}" for name, version in ASKED_FOR.items()}
    locked = {p.name: str(p.version) for p in read_lock(lock_text)[0] if p.name in ASKED_FOR}
    assert locked == ASKED_FOR


def test_conda_users_get_the_versions_of_the_lock() -> None:
    assert environment_complaints(ROOT) == []


def test_what_is_installed_is_what_is_locked(lock_text: str) -> None:
    here = [p for p in read_lock(lock_text)[0] if p.marker is None or p.marker.evaluate()]
    installed = {canonicalize_name(d.name): d.version for d in metadata.distributions()}
    wrong = [
        f"{p.name} {p.version} is locked, {installed.get(p.name)} is installed"
        for p in here
        if p.name not in installed or Version(installed[p.name]) != p.version
    ]
    assert wrong == []


def test_every_import_of_the_library_is_declared(groups) -> None:
    assert undeclared(ROOT / "lib" / "county_reports", groups[""] + groups["cluster"]) == []


def test_every_import_of_the_notebooks_is_declared(groups) -> None:
    assert undeclared(ROOT / "notebooks", groups[""]) == []


@pytest.mark.parametrize("folder", ["tests", "bench"])
def test_every_import_of_tests_and_benchmarks_is_declared(folder: str, groups) -> None:
    assert undeclared(ROOT / folder, list(chain(*groups.values()))) == []


def test_every_runtime_requirement_is_used(groups) -> None:
    folders = [ROOT / "lib" / "county_reports", ROOT / "notebooks"]
    assert unused(folders, groups[""], USED_WITHOUT_IMPORT) == []


# --- the checks can fail -------------------------------------------------------------------------

HASH = "--hash=sha256:" + "0" * 64
PROJECT = """
[build-system]
requires = ["hatchling>=1"]
[project]
requires-python = ">=3.11,<3.14"
dependencies = ["pandas==3.1.1", "PyYAML>=6,<7"]
"""
LOCK = (
    f"hatchling==1.5 \\\n    {HASH}\npandas==3.1.1 \\\n    {HASH}\npyyaml==6.0.3 \\\n    {HASH}\n"
)
ENVIRONMENT = """
channels: [conda-forge, nodefaults]
dependencies: [python=3.11, pip, {pip: [-r requirements.lock]}]
"""


def test_a_sound_small_project_has_no_complaints() -> None:
    pins, complaints = read_lock(LOCK)
    assert complaints == []
    assert addresses(LOCK) == []
    assert not_locked(read_project(PROJECT), pins) == []


@pytest.mark.parametrize(
    "line",
    [
        "pandas==3.1.1",
        f"pandas>=3.1 {HASH}",
        "pandas==3.1.1 --hash=md5:00",
        f"-e . {HASH}",
        "pandas @ file:wheel.whl",
    ],
)
def test_a_loose_line_of_the_lock_is_found(line: str) -> None:
    assert len(read_lock(f"{LOCK}{line}\n")[1]) == 1


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.invalid/simple",
        "--find-links wheels",
        "# made in /home/somebody/county-reports",
        "pandas @ https://packages.invalid/pandas.whl",
    ],
)
def test_an_address_in_the_lock_is_found(line: str) -> None:
    assert addresses(f"{LOCK}{line}\n") == [line]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pandas==3.1.1", "pandas==3.1.0"),
        ("pyyaml==6.0.3", "pyyaml==7.0"),
        ("hatchling==1.5", "flit==1.5"),
        ("pandas==3.1.1", "pandas==3.1.1 ; python_full_version < '3.13'"),
        ("pandas==3.1.1", "pandas==3.1.1 ; sys_platform == 'linux'"),
    ],
)
def test_a_requirement_outside_the_lock_is_found(old: str, new: str) -> None:
    assert LOCK.count(old) == 1
    pins, complaints = read_lock(LOCK.replace(old, new))
    assert complaints == []
    assert not_locked(read_project(PROJECT), pins) != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("python=3.11", "python=3.14"),
        ("python=3.11, ", ""),
        ("nodefaults", "defaults"),
        ("pip, ", "pip, pandas=3.1.1, "),
        ("requirements.lock", "requirements.txt"),
        ("[-r requirements.lock]", "[-r requirements.lock, scipy]"),
    ],
)
def test_another_environment_is_found(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "requirements.lock").write_text(LOCK, encoding="utf-8")
    (tmp_path / "environment.yml").write_text(ENVIRONMENT, encoding="utf-8")
    assert environment_complaints(tmp_path) == []
    (tmp_path / "environment.yml").write_text(ENVIRONMENT.replace(old, new), encoding="utf-8")
    assert len(environment_complaints(tmp_path)) == 1


def test_an_undeclared_import_is_found(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text("def f():\n    import yaml, os\n", encoding="utf-8")
    cell = {"cell_type": "code", "source": ["%matplotlib inline\n", "import nowhere.deep"]}
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    requirements = [Requirement("PyYAML")]
    assert undeclared(tmp_path, requirements) == ["nowhere (n.ipynb) is not declared"]
    assert len(undeclared(tmp_path, [])) == 2


def test_an_unused_requirement_is_found(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text("import yaml\n", encoding="utf-8")
    requirements = [Requirement("PyYAML"), Requirement("tqdm")]
    assert unused([tmp_path], requirements, {"tqdm": "shown"}) == []
    assert unused([tmp_path], requirements, {}) == ["tqdm is declared but not used"]
    assert unused([tmp_path], requirements, {"tqdm": "", "gone": ""}) == [
        "gone has a reason but is not declared"
    ]

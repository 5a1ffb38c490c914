"""Every command of README.md runs, and what it shows is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from invented import ROOT, give_fonts

README = ROOT / "README.md"

# Commands that cannot run inside a test, and what runs them instead.
ELSEWHERE = {
    "make": "`make` is setup and run: Makefile targets checked below, the run by test_main_job",
    "make test": "this is it: a test that ran it would run itself",
    "make lab": "opens a browser; that the server starts is checked below",
    ".venv/bin/county-reports run": "test_main_job runs the whole job on an invented corpus",
}


def blocks(kind: str) -> list[str]:
    text = README.read_text(encoding="utf-8")
    return [each.strip() for each in re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)]


COMMANDS = [line for block in blocks("sh") for line in block.splitlines()]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as a user has it after `make setup`."""
    folder = tmp_path_factory.mktemp("readme") / "county-reports"
    folder.mkdir()
    for name in ("seeds", "notebooks", "figures", "analysis", "lib"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_*")
        )
    for name in ("requirements.lock", "pyproject.toml", "README.md", "Makefile"):
        shutil.copy(ROOT / name, folder)
    (folder / "build").mkdir()
    give_fonts(folder)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    (folder / "my-county-2019.txt").write_text(
        "清源县2019年脱贫攻坚工作总结\n\n2019年底,清源县贫困发生率由8.4%降至0.5%。\n",
        encoding="utf-8",
    )
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env=dict(os.environ) | {"COUNTY_REPORTS_ROOT": str(folder)},
    )


def test_the_readme_has_commands():
    assert {"make", "make test"} <= set(COMMANDS)
    assert set(ELSEWHERE) <= set(COMMANDS), "no excuse for a command that is gone"


@pytest.mark.notebooks
@pytest.mark.parametrize("command", [each for each in COMMANDS if each not in ELSEWHERE])
def test_every_command_runs(command: str, sandbox: Path):
    if not (ROOT / ".venv").exists():
        pytest.skip("the commands name .venv, which `make setup` makes")
    ran = run(command, sandbox)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert "Traceback" not in ran.stderr


def test_every_make_target_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in COMMANDS:
        if command.startswith("make "):
            assert re.search(rf"^{command.split()[1]}:", makefile, re.MULTILINE), command
    assert re.search(r"^all: setup run\b", makefile, re.MULTILINE)


def test_jupyterlab_can_open_the_notebooks():
    ran = run(f"{ROOT}/.venv/bin/jupyter lab --version", ROOT)
    if ran.returncode == 127:
        pytest.skip("without .venv")
    assert ran.stdout.startswith("4.")


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COUNTY_REPORTS_ROOT", str(ROOT))
    (code,) = blocks("python")
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)  # noqa: S102  our own README
    assert {"report", "corpus"} <= set(names)


@pytest.mark.parametrize("name", ["README.md", "METHOD.md", "notebooks/README.md"])
def test_every_link_leads_to_a_file(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)\)", text):
        if not target.startswith(("http://", "https://")):
            assert ((ROOT / name).parent / target).is_file(), target


def test_the_figure_of_the_readme_is_shown_and_explained():
    text = README.read_text(encoding="utf-8")
    (figure,) = re.findall(r"^!\[([^\]]+)\]\(([^)]+)\)$", text, re.MULTILINE)
    assert len(figure[0]) > 20
    assert figure[1].startswith("figures/")


TOPICS = [
    "It answers",
    "Two commands",
    "Your own report",
    "A figure in your paper",
    "What the method cannot do",
    "Licence and rights",
]


@pytest.mark.parametrize("topic", TOPICS)
def test_the_readme_says(topic: str):
    assert topic in README.read_text(encoding="utf-8")

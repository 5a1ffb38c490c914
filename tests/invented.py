"""Invented projects: the reports of tests/corpus in a folder of their own; the command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ("yunling-2018", "wanghe-2019", "lanping-2020")


def make_project(folder: Path) -> Path:
    """A project with the invented corpus and this project's notebooks."""
    shutil.copytree(ROOT / "tests" / "corpus", folder / "seeds")
    shutil.copytree(
        ROOT / "notebooks",
        folder / "notebooks",
        ignore=shutil.ignore_patterns(".ipynb_checkpoints"),
    )
    (folder / "figures").mkdir()
    give_fonts(folder)
    shutil.copy(ROOT / "requirements.lock", folder)
    for extra in ("expected.json", "README.md"):
        (folder / "seeds" / extra).unlink(missing_ok=True)
    return folder


def give_fonts(project: Path) -> None:
    """The figure fonts, cut once for all tests: cutting takes longer than drawing."""
    from county_reports.charts import fonts

    shared = ROOT / "build" / "cache" / "fonts"
    for style in ("Regular", "Bold"):
        face = fonts.face(style, folder=shared)
        target = project / "build" / "cache" / "fonts" / face.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(face, target)


def county_reports(project: Path, *words: object, **options: object) -> subprocess.Popen[str]:
    """The command in a process of its own, from a folder that is not the project's."""
    environment = dict(os.environ) | {"COUNTY_REPORTS_ROOT": str(project)}
    return subprocess.Popen(
        [sys.executable, "-m", "county_reports", *map(str, words)],
        cwd=project.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


def finish(process: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    """What a command printed and how it ended."""
    output, errors = process.communicate(timeout=280)
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def snapshot(project: Path, *folders: str) -> dict[str, bytes]:
    """Every file that a run makes, by its path; not its records, caches and lock."""
    names = folders or ("build/executed", "build/html", "build/data", "figures")
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for name in names
        for path in sorted((project / name).rglob("*"))
        if path.is_file()
    }

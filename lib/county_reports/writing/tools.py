"""Programs from outside (pandoc, Sphinx, typst), each in a process of its own with a time limit.

They come with the optional packages of the extra ``writing``. None of them is given the network:
what they read lies in one folder that is made for them and removed afterwards.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from county_reports.errors import ToolError

PACKAGES = {
    "html": {"sphinx": "sphinx", "myst_nb": "myst-nb", "sphinx_book_theme": "sphinx-book-theme"},
    "pdf": {"pypandoc": "pypandoc-binary", "typst": "typst"},
    "docx": {"pypandoc": "pypandoc-binary"},
}
"""For each kind of output the modules it needs, and the packages that bring them."""

LIMIT = 180.0
"""Seconds that one program may take; the longest needs about three on two cores."""
EPOCH = "315532800"
"""1980-01-01, the first day that a zip file knows: that of output unless the caller names one."""


def assert_installed(kinds: Sequence[str]) -> None:
    """Stop with one sentence when a package for some kinds of output is not installed.

    Raises:
        ToolError: naming the packages.
    """
    needed = {module: name for kind in kinds for module, name in PACKAGES[kind].items()}
    lacking = sorted({name for module, name in needed.items() if find_spec(module) is None})
    if lacking:
        raise ToolError(
            f"{', '.join(kinds)} need {'packages' if len(lacking) > 1 else 'the package'} "
            f"{', '.join(lacking)}",
            remedy="run make setup, or pip install 'county-reports[writing]'",
        )


def epoch() -> int:
    """The time that output is stamped with, in seconds: SOURCE_DATE_EPOCH, or always the same."""
    given = os.environ.get("SOURCE_DATE_EPOCH", EPOCH)
    return int(given) if given.isdigit() else int(EPOCH)


def pandoc() -> str:
    """The path of pandoc's program, from the package pypandoc-binary only.

    Raises:
        ToolError: the package holds no program.
    """
    found = find_spec("pypandoc")
    folder = Path(found.origin).parent if found and found.origin else Path()
    program = folder / "files" / "pandoc"
    program = program if program.is_file() else program.with_suffix(".exe")
    if not program.is_file():
        raise ToolError(
            "the package pypandoc holds no pandoc",
            remedy="install pypandoc-binary in its place: run make setup",
        )
    return str(program)


def run(name: str, command: Sequence[str], folder: Path, *, limit: float = LIMIT) -> str:
    """What a program prints, working in a folder.

    Args:
        name: what to call it in a message: pandoc, Sphinx, typst.
        command: the program and its arguments.
        folder: where it works.
        limit: seconds after which it is stopped.

    Raises:
        ToolError: it failed (with its last line), or did not end in time.
    """
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "TEMP", "SYSTEMROOT", "PYTHONPATH")
    environment = {key: os.environ[key] for key in kept if key in os.environ}
    environment |= {
        "SOURCE_DATE_EPOCH": str(epoch()), "PYTHONHASHSEED": "0", "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8", "TZ": "UTC",
    }  # fmt: skip
    try:
        ended = subprocess.run(
            list(command), cwd=folder, env=environment, capture_output=True, text=True,
            encoding="utf-8", errors="replace", timeout=limit, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired as problem:
        raise ToolError(
            f"{name} did not end within {limit:g} seconds", remedy="try again on an idle machine"
        ) from problem
    if ended.returncode:
        lines = [line.strip() for line in ended.stderr.splitlines() if line.strip()]
        said = " ".join(lines[-3:]).replace(str(folder), "") or f"exit code {ended.returncode}"
        raise ToolError(
            f"{name} could not build the text: {said}",
            remedy="look at the Markdown of the analysis near what it names",
        )
    return ended.stdout

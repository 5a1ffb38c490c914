"""Is this machine ready? Python, packages, fonts, kernel, writable folders, one line each."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from county_reports.errors import CountyReportsError

_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be right: what was looked at, what was found, what helps."""

    name: str
    ok: bool
    found: str
    remedy: str = ""

    @property
    def line(self) -> str:
        """One line for the terminal."""
        mark = "ok  " if self.ok else "BAD "
        advice = f" To mend it: {self.remedy}." if self.remedy and not self.ok else ""
        return f"{mark} {self.name}: {self.found}{advice}"


def examine(root: Path) -> Iterator[Check]:
    """All checks, each as soon as it is done."""
    yield _python()
    yield _versions(root)
    yield _fonts()
    yield _kernel(root)
    for folder in ("build", "figures"):
        yield _writable(root / folder)
    yield _manifest(root)


def _python() -> Check:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Check(
        "Python",
        (3, 11) <= sys.version_info[:2] < (3, 14),
        f"{version} in {sys.prefix}",
        "use Python 3.11, 3.12 or 3.13 (make PYTHON=python3.11)",
    )


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[str, set[str]]:
    """Package to versions, from the text of requirements.lock (one for each range of Pythons)."""
    found: dict[str, set[str]] = {}
    for name, version in _PIN.findall(lock):
        found.setdefault(_canonical(name), set()).add(version)
    return found


def _versions(root: Path) -> Check:
    try:
        wanted = pins((root / "requirements.lock").read_text(encoding="utf-8"))
    except OSError:
        return Check("packages", False, "there is no requirements.lock", "restore the file")
    installed = {
        _canonical(found.metadata["Name"]): found.version
        for found in metadata.distributions()
        if found.metadata["Name"]
    }
    others = sorted(
        f"{name} {version} (lock: {' or '.join(sorted(wanted[name]))})"
        for name, version in installed.items()
        if name in wanted and version not in wanted[name]
    )
    if "county-reports" not in installed:
        return Check("packages", False, "county-reports is not installed", "run make setup")
    required = {
        _canonical(re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0])
        for line in metadata.requires("county-reports") or ()
        if "extra ==" not in line
    }
    absent = sorted(required - set(installed))
    found = "; ".join(others + [f"{name} is missing" for name in absent])
    same = sum(1 for name in installed if installed[name] in wanted.get(name, ()))
    return Check(
        "packages", not found, found or f"{same} as in requirements.lock", "run make setup"
    )


def _fonts() -> Check:
    from county_reports.charts import fonts

    try:
        found = [fonts.face(style) for style in ("Regular", "Bold")]
    except CountyReportsError as problem:
        return Check("fonts", False, problem.what, problem.remedy)
    return Check("fonts", True, ", ".join(str(path.name) for path in found))


def _kernel(root: Path) -> Check:
    from county_reports.execution import kernels

    try:
        kernels.check_start(root)
    except Exception as problem:  # noqa: BLE001  whatever stops a kernel is the finding
        return Check(
            "kernel", False, f"{type(problem).__name__}: {problem}", "run make setup again"
        )
    return Check("kernel", True, f"starts with {sys.executable}")


def _writable(folder: Path) -> Check:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        return Check(f"folder {folder.name}/", False, str(problem), "make the folder writable")
    return Check(f"folder {folder.name}/", True, "can be written")


def _manifest(root: Path) -> Check:
    from county_reports.reading import manifest

    try:
        entries = manifest.list_reports(root / "seeds")
    except CountyReportsError as problem:
        return Check("reports", False, str(problem), problem.remedy)
    return Check("reports", True, f"{len(entries)} in seeds/")

"""Where the project's folders are, from any working directory.

The root is found by its marker files (``seeds/manifest.csv`` beside ``pyproject.toml``), upwards
from the working directory and then from this file, so a notebook runs the same from everywhere.
``COUNTY_REPORTS_ROOT`` names another project folder (tests use it with an invented corpus).
"""

from __future__ import annotations

import os
from pathlib import Path

from county_reports.errors import ProjectNotFoundError

ROOT_VARIABLE = "COUNTY_REPORTS_ROOT"


def _is_root(folder: Path) -> bool:
    return (folder / "seeds" / "manifest.csv").is_file()


def project_root(start: Path | None = None) -> Path:
    """The folder that holds seeds/, notebooks/ and figures/.

    Raises:
        ProjectNotFoundError: neither the working directory nor the library lies in a project.
    """
    declared = os.environ.get(ROOT_VARIABLE)
    if declared:
        root = Path(declared).resolve()
        if not _is_root(root):
            raise ProjectNotFoundError(
                f"the variable {ROOT_VARIABLE} names a folder without seeds/manifest.csv",
                where=str(root),
                remedy="unset the variable or name the project's folder",
            )
        return root
    for origin in (start or Path.cwd(), Path(__file__)):
        for folder in (origin.resolve(), *origin.resolve().parents):
            if _is_root(folder):
                return folder
    raise ProjectNotFoundError(
        "no folder above this one holds seeds/manifest.csv",
        where=str(start or Path.cwd()),
        remedy="run the command inside the project's folder",
    )


def seeds_folder() -> Path:
    """The folder of the reports as given and their manifest."""
    return project_root() / "seeds"


def notebooks_folder() -> Path:
    """The folder of the notebooks, stored without outputs."""
    return project_root() / "notebooks"


def figures_folder() -> Path:
    """The folder that ``publish`` writes."""
    return project_root() / "figures"


def analysis_folder() -> Path:
    """The folder of the written analyses, in Markdown."""
    return project_root() / "analysis"


def build_folder() -> Path:
    """The folder of everything that can be built again; never committed."""
    return project_root() / "build"


def cache_folder() -> Path:
    """The folder of caches (fonts) inside the build folder."""
    return build_folder() / "cache"

"""The project's folders, from any working directory."""

from __future__ import annotations

from pathlib import Path

import pytest

from county_reports import paths
from county_reports.errors import ProjectNotFoundError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _undeclared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.ROOT_VARIABLE, raising=False)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "manifest.csv").touch()
    (tmp_path / "notebooks" / "deep").mkdir(parents=True)
    return tmp_path.resolve()


@pytest.mark.parametrize("inside", [".", "notebooks", "notebooks/deep", "seeds"])
def test_upwards_from_the_working_directory(
    other: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    monkeypatch.chdir(other / inside)
    assert paths.project_root() == other


def test_from_elsewhere_it_is_the_librarys_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.project_root() == ROOT


def test_a_declared_root_goes_before_all(other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(other))
    assert paths.project_root(ROOT) == other
    assert paths.seeds_folder() == other / "seeds"
    assert paths.notebooks_folder() == other / "notebooks"
    assert paths.figures_folder() == other / "figures"
    assert paths.build_folder() == other / "build"
    assert paths.build_folder() in paths.cache_folder().parents


def test_a_declared_root_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.ROOT_VARIABLE, str(tmp_path))
    with pytest.raises(ProjectNotFoundError, match=r"without seeds/manifest\.csv"):
        paths.project_root()


def test_no_project_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "site-packages" / "paths.py"))
    with pytest.raises(ProjectNotFoundError) as caught:
        paths.project_root(tmp_path)
    assert caught.value.remedy

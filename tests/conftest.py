"""Fixtures of all tests: a fresh project with the invented corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from invented import make_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh project that nothing has run in; the library of this process looks at it."""
    folder = make_project(tmp_path / "项目 one")
    monkeypatch.setenv("COUNTY_REPORTS_ROOT", str(folder))
    return folder

"""The figure font: kept faces are used again, and a character it lacks is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from county_reports.charts import fonts
from county_reports.errors import FontError


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_a_kept_face_is_not_cut_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, style: str
) -> None:
    cut: list[str] = []

    def fake(_source: Path, name: str, target: Path) -> None:
        cut.append(name)
        target.write_bytes(b"face")

    monkeypatch.setattr(fonts, "_cut", fake)
    assert fonts.face(style, folder=tmp_path) == fonts.face(style, folder=tmp_path)
    assert cut == [style]


@pytest.mark.parametrize("bold", [False, True])
def test_a_missing_glyph_has_no_width(bold: bool) -> None:
    with pytest.raises(FontError, match=r"U\+E002"):
        fonts.text_width("县\ue002", 7, bold=bold)

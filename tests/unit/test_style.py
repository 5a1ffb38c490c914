"""The font, the sheet and the settings of figures."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
import time
from pathlib import Path

import matplotlib as mpl
import pytest

from county_reports.charts import contract, drawing, fonts, style
from county_reports.errors import FigureError, FontError


def test_both_faces_are_cut_once_and_kept() -> None:
    files = style.font_files()
    assert [path.name.split("-")[1] for path in files] == ["Regular", "Bold"]
    before = [path.stat().st_mtime_ns for path in files]
    assert style.font_files() == files
    assert [path.stat().st_mtime_ns for path in files] == before


def test_a_kept_face_is_found_at_once_by_another_process() -> None:
    style.font_files()
    code = "from county_reports.charts import fonts; print(fonts.face('Bold').name)"
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Bold" in done.stdout
    assert time.monotonic() - started < 8


def test_the_package_version_is_in_the_name() -> None:
    from importlib.metadata import version

    assert version("justmytype-intl-cjk") in fonts.face("Regular").name


def test_waiting_processes_do_not_cut_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut: list[str] = []

    def slow(_source: Path, style_name: str, target: Path) -> None:
        cut.append(style_name)
        time.sleep(0.2)
        target.write_bytes(b"font")

    monkeypatch.setattr(fonts, "_cut", slow)
    threads = [
        threading.Thread(target=fonts.face, args=("Bold",), kwargs={"folder": tmp_path})
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cut == ["Bold"]


def test_a_cut_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_font: object, _style: str) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(fonts, "_rename", broken)
    monkeypatch.setattr("fontTools.varLib.instancer.instantiateVariableFont", lambda *_a, **_k: 0)
    with pytest.raises(OSError, match="disk full"):
        fonts.face("Bold", folder=tmp_path)
    assert not list(tmp_path.glob("*.ttf"))
    assert not list(tmp_path.glob("*.part"))


def test_an_absent_package_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_name: str) -> Path:
        raise ModuleNotFoundError

    monkeypatch.setattr(fonts, "files", absent)
    with pytest.raises(FontError, match="is not installed") as caught:
        fonts.variable_font()
    assert "make setup" in caught.value.remedy


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(FontError, match="Thin"):
        fonts.face("Thin")


def test_regular_and_bold_are_told_apart_by_weight() -> None:
    from matplotlib import font_manager

    family = fonts.register()
    weights = {f.weight for f in font_manager.fontManager.ttflist if f.name == family}
    assert weights == {400, 700}
    found = {
        weight: font_manager.findfont(
            font_manager.FontProperties(family=family, weight=weight), fallback_to_default=False
        )
        for weight in ("normal", "bold")
    }
    assert "Regular" in found["normal"]
    assert "Bold" in found["bold"]


@pytest.mark.parametrize(
    "text",
    ["贫困发生率（%）", "隆回县", "旌德县", "≥1.3亿元†", "Σ 2–3 ≈ ≤ ≠ · … –", "km² m³",
     "泌阳、谷城、慈利", "《为隆回县脱贫攻坚工作点赞》"],
)  # fmt: skip
def test_the_font_has_what_labels_need(text: str) -> None:
    fonts.assert_drawable([text])


@pytest.mark.parametrize(("text", "named"), [("县😀", "U+1F600"), ("\ue000", "U+E000")])
def test_a_missing_glyph_is_an_error(text: str, named: str) -> None:
    with pytest.raises(FontError, match=named.replace("+", r"\+")):
        fonts.assert_drawable(["好", text])


@pytest.mark.parametrize(("text", "size", "width"), [("贫困发生率", 7, 35), ("", 7, 0)])
def test_text_width(text: str, size: float, width: float) -> None:
    assert fonts.text_width(text, size) == pytest.approx(width, abs=0.01)


def test_bold_is_wider() -> None:
    assert fonts.text_width("Funds", 7, bold=True) > fonts.text_width("Funds", 7)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("贫困发生率", 100, ["贫困发生率"]),
        ("贫困发生率", 5.2, ["贫困", "发生", "率"]),
        ("贫困，发生", 5.2, ["贫", "困，", "发生"]),
        ("贫困（发）", 7.6, ["贫困", "（发）"]),
        # two closing marks go to the next line with the character before them, words stay whole
        ("作点赞》。", 7.6, ["作点", "赞》。"]),
        ("见见 a-20），", 15.0, ["见见", "a-20），"]),
        ("one two", 8, ["one", "two"]),
        ("a\nb", 50, ["a", "b"]),
        ("", 50, [""]),
    ],
)
def test_wrap(text: str, width: float, lines: list[str]) -> None:
    assert style.wrap(text, width) == lines


@pytest.mark.parametrize("width", [12.0, 30.0, 60.0])
@pytest.mark.parametrize(
    "text",
    ["资料来源：隆回县2019年《为隆回县脱贫攻坚工作点赞》；泌阳县2016年。" * 3,
     "Source: Longhui county 2019, a report; Biyang county 2016, another one. " * 3],
)  # fmt: skip
def test_no_wrapped_line_is_wider_than_asked(text: str, width: float) -> None:
    lines = style.wrap(text, width, style.SMALL)
    for line in lines:
        single = len(line.split()) == 1 and line.isascii()
        assert single or style.width_mm(line, style.SMALL) <= width + 2.2
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_fit_cuts_with_an_ellipsis() -> None:
    assert style.fit("贫困发生率", 100) == "贫困发生率"
    cut = style.fit("贫困发生率贫困发生率", 10)
    assert cut.endswith("…")
    assert style.width_mm(cut) <= 10


@pytest.mark.parametrize("width", [0, 20, 59.9, 300, -5])
def test_unprintable_widths_are_refused(width: float) -> None:
    with pytest.raises(FigureError, match="cannot be printed"):
        style.canvas(width, 50)


def test_settings_do_not_leak() -> None:
    before = dict(mpl.rcParams)
    with style.drawing():
        assert mpl.rcParams["font.family"] == [fonts.FAMILY]
        assert mpl.rcParams["pdf.fonttype"] == 42
        assert mpl.rcParams["svg.fonttype"] == "path"
        assert mpl.rcParams["text.parse_math"] is False
    assert dict(mpl.rcParams) == before


def test_a_users_matplotlibrc_changes_nothing() -> None:
    with mpl.rc_context({"axes.facecolor": "red", "lines.linewidth": 9}), style.drawing():
        assert mpl.rcParams["axes.facecolor"] == "white"
        assert mpl.rcParams["lines.linewidth"] == 1.5


def test_pyplot_is_not_needed() -> None:
    code = (
        "import sys; from county_reports.charts import style\n"
        "with style.drawing(): style.canvas(85, 50)\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_importing_the_charts_loads_no_drawing_library() -> None:
    code = (
        "import sys, county_reports.charts.publish, county_reports.charts.matrix\n"
        "import county_reports.comparison.summary\n"
        "print([m for m in ('matplotlib', 'pandas', 'pandera', 'fontTools') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_palette_differs_in_grey() -> None:
    steps = sorted(_luminance(colour) for colour in (style.DARK, style.MIDDLE, style.LIGHT))
    ratios = [(b + 0.05) / (a + 0.05) for a, b in itertools.pairwise(steps)]
    assert min(ratios) > 1.25
    assert ratios[0] > 3


@pytest.mark.parametrize("colour", [style.INK, style.QUIET])
def test_text_is_dark_enough_on_white(colour: str) -> None:
    assert 1.05 / (_luminance(colour) + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("highest", "last"),
    [(19.4, 20.0), (0.68, 0.8), (100, 100.0), (33, 40.0), (0, 1.0), (1.01, 1.2), (60, 60.0)],
)
def test_ticks_are_round_and_cover(highest: float, last: float) -> None:
    marks = drawing.ticks(highest)
    assert marks[0] == 0
    assert marks[-1] == pytest.approx(last)
    assert len(marks) <= 7


def test_texts_of_a_figure_include_its_ticks() -> None:
    with style.drawing():
        figure = style.canvas(85, 50)
        axes = figure.add_subplot()
        axes.set_xticks([1, 2], ["隆回县", "慈利县"])
        axes.set_title("标题")
        axes.text(0.5, 0.5, "看不见", visible=False)
        texts = contract.texts_of(figure)
    assert {"隆回县", "慈利县", "标题"} <= set(texts)
    assert "看不见" not in texts

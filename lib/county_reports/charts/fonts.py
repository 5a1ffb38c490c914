"""The figures' Chinese font: from a package of the index, never from the machine.

The package justmytype-intl-cjk ships Noto Sans SC (SIL Open Font License) as a variable font, of
which matplotlib would draw the thinnest weight.  Regular (400) and Bold (700) are therefore cut
out of it once with fontTools (about 13 s each) and kept in the cache folder, under a family name
of their own, so that a font installed on a machine can never take their place.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from county_reports import paths
from county_reports.errors import FontError

PACKAGE = "justmytype-intl-cjk"
VARIABLE = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
FAMILY = "County Reports Sans SC"
WEIGHTS = {"Regular": 400, "Bold": 700}
RECIPE = 1
"""Raised when the way the faces are cut changes, so that old caches are not used."""


def fonts_folder() -> Path:
    """The folder of the cut faces, shared by all runs of one checkout of the library.

    The faces depend on the package alone, so a library that lies in a project keeps them there
    even while it works on another project's folder (tests do).
    """
    for folder in Path(__file__).resolve().parents:
        if (folder / "pyproject.toml").is_file() and (folder / "lib" / "county_reports").is_dir():
            return folder / "build" / "cache" / "fonts"
    return paths.cache_folder() / "fonts"


def variable_font() -> Path:
    """The variable font as its package ships it.

    Raises:
        FontError: the package or its file is not installed.
    """
    try:
        path = Path(str(files("justmytype_intl_cjk") / VARIABLE))
    except ModuleNotFoundError:
        path = Path(VARIABLE)
    if not path.is_file():
        raise FontError(
            f"the figure font of the package {PACKAGE} is not installed",
            where=path.name,
            remedy="run make setup",
        )
    return path


def _key() -> str:
    try:
        return f"{version(PACKAGE)}-{RECIPE}"
    except PackageNotFoundError:
        return f"unknown-{RECIPE}"


def face(style: str = "Regular", *, folder: Path | None = None) -> Path:
    """The file of a static face, cut on first use and cached; safe with several processes.

    Example: ``face("Bold")`` draws 贫困发生率 in true Bold.

    Raises:
        FontError: the style is unknown, or the package is not installed.
    """
    if style not in WEIGHTS:
        raise FontError(f"the figure font has no style {style!r}", remedy="use Regular or Bold")
    kept = (folder or fonts_folder()) / f"NotoSansSC-{style}-{_key()}.ttf"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(kept.with_suffix(".lock")):
            if not kept.is_file():  # another process may have cut it while this one waited
                _cut(variable_font(), style, kept)
    return kept


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    """Let one process cut while the others wait; the system frees a dead process's lock."""
    try:
        import fcntl
    except ImportError:  # Windows: the work may be done twice, the result is the same
        yield
        return
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _cut(source: Path, style: str, target: Path) -> None:
    """Cut one weight out of the variable font and put it in place whole or not at all."""
    # fontTools has no types; mypy is not to look inside
    instancer: Any = import_module("fontTools.varLib.instancer")
    fonts: Any = import_module("fontTools.ttLib")
    # the date of the source stays: the same package gives the same bytes
    font = fonts.TTFont(source, recalcTimestamp=False)
    instancer.instantiateVariableFont(font, {"wght": WEIGHTS[style]}, inplace=True)
    _rename(font, style)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    os.close(handle)
    partial = Path(name)
    try:
        font.save(partial)
        partial.chmod(0o644)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _rename(font: Any, style: str) -> None:
    """Give the face its family, style and weight: the cut keeps the names of the thin default."""
    table = font["name"]
    for number in (16, 17, 21, 22, 25):
        table.removeNames(nameID=number)
    post_script = f"{FAMILY.replace(' ', '')}-{style}"
    texts = {1: FAMILY, 2: style, 3: post_script, 4: f"{FAMILY} {style}", 6: post_script}
    for number, text in texts.items():
        table.removeNames(nameID=number)
        table.setName(text, number, 3, 1, 0x409)
        table.setName(text, number, 1, 0, 0)
    font["OS/2"].usWeightClass = WEIGHTS[style]
    bold = style == "Bold"
    font["head"].macStyle = 1 if bold else 0
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    if "STAT" in font:
        del font["STAT"]


@cache
def register() -> str:
    """Make both faces known to matplotlib, once a process; the family's name.

    Raises:
        FontError: the package is not installed.
    """
    from matplotlib import font_manager

    for style in WEIGHTS:
        font_manager.fontManager.addfont(face(style))
    return FAMILY


@cache
def characters(style: str = "Regular") -> frozenset[str]:
    """Every character that a face can draw."""
    from matplotlib.ft2font import FT2Font

    return frozenset(chr(code) for code in FT2Font(str(face(style))).get_charmap())


@cache
def _advance(character: str, style: str) -> float:
    """Width of a character in em."""
    from matplotlib.ft2font import LoadFlags

    if character not in characters(style):
        assert_drawable([character])
    font = _sized(style)
    glyph = font.load_char(ord(character), LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / 100


@cache
def _sized(style: str) -> Any:
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(face(style)))
    font.set_size(100, 72)
    return font


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of text in points, e.g. four Chinese characters at 7 pt: 28.

    Raises:
        FontError: the face lacks a character of the text.
    """
    style = "Bold" if bold else "Regular"
    return sum(_advance(character, style) for character in text) * size


def assert_drawable(texts: Iterator[str] | list[str]) -> None:
    """Stop if the font lacks a character of some texts.

    Raises:
        FontError: naming the characters and the text that needs them.
    """
    known = characters()
    for text in texts:
        lacking = sorted({c for c in text if c not in known and c not in "\n\r"})
        if lacking:
            names = ", ".join(f"{c} (U+{ord(c):04X})" for c in lacking)
            raise FontError(
                f"the figure font cannot draw {names}",
                where=f"the label {text!r}",
                remedy="write the label with other characters",
            )

"""Which counties a page shows, and what an art editor found on the older pages."""

from __future__ import annotations

import runpy
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from county_reports import codebook
from county_reports.charts import contract, drawing, incidence, matrix, registry, selection, style
from county_reports.comparison import alignment, coverage_matrix, tables
from county_reports.model import Metadata, Report

TESTS = Path(__file__).parents[1]
given = SimpleNamespace(**runpy.run_path(str(TESTS / "gold_input.py")))
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))


def reports(*scores: int) -> tuple[list[Metadata], dict[str, int]]:
    made = [Metadata(f"r{number}", county=f"第{number}县") for number in range(len(scores))]
    return made, {each.id: score for each, score in zip(made, scores, strict=True)}


@pytest.mark.parametrize(
    ("scores", "count", "kept"),
    [
        ((1, 3, 2), 2, ["r1", "r2"]),
        ((2, 2, 2), 2, ["r0", "r1"]),  # of equals the first
        ((0, 1, 1, 5), 2, ["r1", "r3"]),  # in the order in which they came
        ((1,), 3, ["r0"]),
        ((), 3, []),
    ],
)
def test_those_that_give_most(scores: tuple, count: int, kept: list) -> None:
    made, score = reports(*scores)
    assert [r.id for r in selection.most(made, lambda r: score[r.id], count)] == kept


SCORES = st.lists(st.integers(0, 5), min_size=1, max_size=40)


@settings(derandomize=True, deadline=None, max_examples=200, database=None)
@drawn(SCORES, st.lists(st.sampled_from([3.0, 5.0, 8.0]), min_size=40, max_size=40),
       st.floats(1, 300))  # fmt: skip
def test_what_is_kept_has_room_and_gives_no_less_than_what_is_left(
    scores: list, heights: list, room: float
) -> None:
    made, score = reports(*scores)
    high = {each.id: heights[number] for number, each in enumerate(made)}
    # the note about those left out takes room of its own
    kept = selection.that_fit(made, lambda r: score[r.id], high,
                              lambda some: room - (4 if len(some) < len(made) else 0))  # fmt: skip
    taken = sum(high[r.id] for r in kept)
    assert kept
    assert len(kept) == 1 or taken <= room - (4 if len(kept) < len(made) else 0)
    assert [made.index(r) for r in kept] == sorted(made.index(r) for r in kept)
    left = [r for r in made if r not in kept]
    if left:
        assert min(score[r.id] for r in kept) >= max(score[r.id] for r in left)
    if sum(high.values()) <= room:
        assert list(kept) == made


def test_silence_has_a_line_while_counties_are_few() -> None:
    made, score = reports(*[0] * 12)
    assert len(selection.telling(made, lambda r: score[r.id])) == 12
    made, score = reports(*[0] * 12, 1)
    assert [r.id for r in selection.telling(made, lambda r: score[r.id])] == ["r12"]
    made, score = reports(*[0] * 13)
    assert len(selection.telling(made, lambda r: score[r.id])) == 12


@pytest.mark.parametrize(
    ("names", "language", "expected"),
    [
        ([], "en", []),
        (["Yun"], "en", ["One more county reports none of these: Yun."]),
        (["Yun", "Mu"], "en", ["2 more counties report none of these: Yun; Mu."]),
        (["云县", "木县"], "zh", ["另有 2 个县一项也未报告：云县、木县。"]),
        (["x"] * 13, "en", ["13 more counties report none of these."]),
        (["x"] * 13, "zh", ["另有 13 个县一项也未报告。"]),
    ],
)
def test_who_is_silent_is_named(names: list, language: str, expected: list) -> None:
    assert selection.silent_note(names, language) == expected


@pytest.mark.parametrize(
    ("shown", "left", "language", "words"),
    [
        (30, 10, "en", ["30 of 40 counties", "10 are left out", "of equals the first"]),
        (30, 10, "zh", ["40 个有数据的县", "30 个", "其余 10 个未列"]),
    ],
)
def test_who_is_left_out_is_counted(shown: int, left: int, language: str, words: list) -> None:
    (said,) = selection.room_note(shown, left, language)
    assert all(word in said for word in words)
    assert selection.room_note(shown, 0, language) == []


@pytest.mark.parametrize(
    ("said", "told", "language", "expected"),
    [
        (["a", "b"], 3, "en", "a; b."),
        (["a", "b", "c"], 2, "en", "a; b; and one more, see the data file."),
        (["a", "b", "c", "d"], 2, "en", "a; b; and 2 more, see the data file."),
        (["甲", "乙", "丙"], 2, "zh", "甲；乙；另 1 个县，见数据文件。"),
    ],
)
def test_a_long_list_is_cut_and_counted(
    said: list, told: int, language: str, expected: str
) -> None:
    assert selection.listed(said, told, language) == expected


# ---- pages that were there before


def compared(pairs: list, indicators: tuple[str, ...]) -> tuple:
    about = [each.metadata for each, _ in pairs]
    return alignment.compare(tables.observations_frame(pairs), about, indicators, {}), about


def rates(count: int, *, silent: int = 0) -> list:
    """Counties with a long line each: dated, about, in a range; some give nothing."""
    pairs = []
    for number in range(count):
        name = f"qiyun{number}-2019"
        made = Report(Metadata(name, name, f"栖云{number}县", year=2019, title="报告"), "甲" * 99)
        seen = [
            given.observation("1%", start=1, value=30 - number % 9, unit="percent", bound="about",
                              indicator=incidence.BEFORE, period="2014"),
            given.observation("2%", start=3, value=1, high=2, unit="percent", period="2015/2019",
                              indicator=incidence.AFTER),
        ]  # fmt: skip
        pairs.append((made, [] if number < silent else seen[: 1 + number % 2]))
    return pairs


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 85, 180])
@pytest.mark.parametrize("silent", [0, 14])
def test_forty_lines_of_incidence_fit_their_page(language: str, width: float, silent: int) -> None:
    table, about = compared(rates(40, silent=silent), incidence.INDICATORS)
    made = incidence.incidence(table, about, language=language, width=width)
    assert look.tallest_mm(made.figure) <= style.TALLEST
    assert look.overlapping(made.figure) == []
    assert look.outside(made.figure) == []
    left = made.parameters.get("left_out", [])
    said = "".join(contract.texts_of(made.figure)).replace(" ", "")
    assert ("版面所限" in said or "Forwantofroom" in said) == bool(left)
    assert (f"{silent}个县一项也未报告" in said or f"{silent}morecounties" in said) == bool(silent)
    assert made.data["report"].nunique() == 40 - len(left)
    assert len(made.sources) == 40 - len(left)


@pytest.mark.parametrize("count", [1, 5, 12])
def test_few_counties_keep_their_line_of_silence(count: int) -> None:
    table, about = compared(rates(count, silent=count), incidence.INDICATORS)
    made = incidence.incidence(table, about, language="en")
    assert contract.texts_of(made.figure).count("not reported") == count


def test_small_dots_of_labels_stand_left_of_the_scale() -> None:
    """On the scale they would be values of nought."""
    table, about = compared(rates(4), incidence.INDICATORS)
    made = incidence.incidence(table, about, language="zh", width=60)
    zero = min(line.get_xdata()[0] for line in made.figure.axes[0].lines)
    small = [p for p in made.figure.axes[0].patches if p.get_height() < 2 * incidence.DOT]
    assert small
    assert all(p.center[0] < zero - 1 for p in small)


@cache
def grid(count: int, names: str = "栖云{}县") -> tuple:
    """Counties that give every seventh indicator, in turn planned, unclear and not comparable."""
    book = codebook.load().indicators
    pairs = []
    for number in range(count):
        report_id = f"qiyun{number}-2019"
        about = Metadata(report_id, report_id, names.format(number), year=2019, title="报告")
        seen = []
        for place, (name, entry) in enumerate(book.items()):
            if (place + number) % 7 == 0:
                more = ({}, {"status": "planned"}, {"restoration": "ambiguous"},
                        {"scope": "other"})[place % 4]  # fmt: skip
                seen.append(given.observation("3", start=2 * place, value=3, unit=entry.unit,
                                              indicator=name, **more))  # fmt: skip
        pairs.append((Report(about, "甲" * 900), seen))
    table, about = compared(pairs, tuple(book))
    return coverage_matrix.matrix(table), about


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 85])
@pytest.mark.parametrize("names", ["青{}县", "栖霞湖彝族苗族自治{}县"])
def test_forty_counties_on_a_narrow_matrix(language: str, width: float, names: str) -> None:
    table, about = grid(40, names)
    made = matrix.matrix(table, about, language=language, width=width)
    assert look.overlapping(made.figure) == []
    assert look.outside(made.figure) == []
    assert look.tallest_mm(made.figure) <= style.TALLEST
    texts = contract.texts_of(made.figure)
    themes = codebook.load().themes
    if "21" in texts:  # numbered columns have their key
        key = "".join(texts).replace(" ", "")
        for number, theme in enumerate(themes, start=1):
            label = theme_label(theme, language).replace(" ", "")
            assert f"{number}{label}" in key
    else:
        assert {theme_label(theme, language) for theme in themes} <= set(texts)
    # tints without numbers say what they mean
    assert {"无", "一半"} <= set(texts) or {"none", "half"} <= set(texts)


def theme_label(theme: str, language: str) -> str:
    entry = codebook.load().themes[theme]
    return entry.zh if language == "zh" else entry.en


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("count", [1, 5, 6])
def test_titles_of_themes_are_not_cut(language: str, count: int) -> None:
    table, about = grid(count)
    made = matrix.matrix(table, about, language=language, width=180)
    texts = contract.texts_of(made.figure)
    assert {theme_label(theme, language) for theme in codebook.load().themes} <= set(texts)
    assert look.overlapping(made.figure) == []


def luminance(colour: str) -> float:
    red, green, blue = to_rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_cells_of_many_counties_differ_in_grey() -> None:
    """Full cells by their lightness; orange is as light as the blue and only half as high."""
    full = sorted(luminance(matrix.STRIP[s]) for s in ("reported", "planned only", "not reported"))
    assert full[1] - full[0] > 0.2
    assert full[2] - full[1] > 0.2
    table, about = grid(40)
    made = matrix.matrix(table, about, language="en", width=180)
    cells = [p for p in made.figure.axes[0].patches if p.get_width() < 1.9]
    high = {
        state: {round(p.get_height(), 3) for p in cells
                if p.get_facecolor()[:3] == to_rgb(matrix.STRIP[state])}
        for state in ("reported", "planned only", "ambiguous")
    }  # fmt: skip
    assert len(high["reported"]) == len(high["planned only"]) == len(high["ambiguous"]) == 1
    assert high["reported"] == high["planned only"]
    assert 2 * high["ambiguous"].pop() == pytest.approx(high["reported"].pop(), abs=0.01)


@pytest.mark.parametrize(("width", "dashes"), [(85, 0), (180, 1)])
def test_a_panel_below_another_has_no_row_for_what_it_does_not_count(
    width: float, dashes: int
) -> None:
    seen = [given.observation("9人", start=1, value=9, unit="person",
                              indicator="registry.registered_persons")]  # fmt: skip
    pairs = [(Report(Metadata("yun-2019", "a", "云县", year=2019, title="题"), "甲" * 99), seen)]
    table, about = compared(pairs, registry.INDICATORS)
    made = registry.registry(table, about[0], language="en", width=width)
    texts = contract.texts_of(made.figure)
    assert texts.count("–") == dashes
    assert texts.count("Still poor") == (2 if width < 150 else 1)
    assert look.overlapping(made.figure) == []


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_foot_ends_at_the_margin(count: int) -> None:
    lines = ["资料来源：云县。"] * count
    with style.drawing():
        page = drawing.sheet(85, 40)
        drawing.foot(page, lines)
    assert [t.get_text() for t in page.axes.texts] == lines
    assert look.outside(page.figure) == []
    lowest = max((t.get_position()[1] for t in page.axes.texts), default=0)
    assert lowest <= 40 - drawing.MARGIN

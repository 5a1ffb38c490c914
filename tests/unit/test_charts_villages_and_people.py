"""Exits of villages, workforce and rectification: a county a line, a count a column."""

from __future__ import annotations

import json
import runpy
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from county_reports import charts
from county_reports import format as words
from county_reports.charts import cells, chart, columns, contract, exits, rectification, workforce
from county_reports.charts.publish import publish
from county_reports.comparison import alignment, figures, tables
from county_reports.errors import FigureError
from county_reports.model import Metadata, Report

TESTS = Path(__file__).parents[1]
given = SimpleNamespace(**runpy.run_path(str(TESTS / "gold_input.py")))
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))

DRAW = {"exits": exits, "workforce": workforce, "rectification": rectification}
AT_FIRST, LISTED, TOTAL, YEAR, PLANNED = exits.INDICATORS
FOUND, MEASURES, FIXED, RECEIVED, CLOSED = rectification.INDICATORS
UNITS = {
    column.indicator: column.unit
    for module in DRAW.values() for column in module.COLUMNS
}  # fmt: skip


def report(
    name: str, counts: dict[str, object], county: str = "云县", year: int | None = 2019
) -> tuple:
    """An invented report: each count in a sentence of its own, or together where a list says so.

    A count is a number, or a dict of what the observation is to have beside it.
    """
    source, found = "", []
    for indicator, count in counts.items():
        more = count if isinstance(count, dict) else {"value": count}
        text = str(more["value"])
        joined = bool(more.get("joined"))
        source = source.rstrip("。") + "，其中" if joined else source + "本县有"
        found.append(
            given.observation(
                text, start=len(source), unit=UNITS[indicator], indicator=indicator,
                **{"status": "planned" if indicator == PLANNED else "reported"}
                | {k: v for k, v in more.items() if k != "joined"},
            )
        )  # fmt: skip
        source += text + "。"
    metadata = Metadata(name, f"{name}.txt", county, year=year, title="报告")
    return Report(metadata, source or "无。"), found


def compared(pairs: list, indicators: tuple[str, ...]) -> tuple:
    about = [each.metadata for each, _ in pairs]
    table = alignment.compare(
        tables.observations_frame(pairs), about, indicators,
        {each.id: each.source for each, _ in pairs},
    )  # fmt: skip
    return table, about


def draw(kind: str, pairs: list, **more: object) -> chart.Chart:
    table, about = compared(pairs, DRAW[kind].INDICATORS)
    return getattr(DRAW[kind], kind)(table, about, **more)


def many(kind: str, count: int) -> list:
    """So many counties with names of many lengths; every fourth gives nothing, some give much."""
    names = ["青县", "云岭县", "栖霞湖彝族自治县", "大石桥县", "木县"]
    pairs = []
    for number in range(count):
        counts: dict[str, object] = {}
        if number % 4 != 3 or count == 1:
            for place, indicator in enumerate(DRAW[kind].INDICATORS):
                if (number + place) % 3 or number % 5 == 0:
                    value = (3 + 7 * number) * 13**place
                    period = ("2014", "2016/2019", None)[(number + place) % 3]
                    counts[indicator] = {"value": value, "period": period,
                                         "joined": place % 2 == 1 and bool(counts)}  # fmt: skip
        name = names[number % 5][:-1] + "一二三四五六七八九"[number // 5] + "县"
        pairs.append(report(f"qiyun{number}-{2016 + number % 5}", counts, name, 2016 + number % 5))
    return pairs


@pytest.mark.parametrize("kind", DRAW)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("width", "count"), [(85, 1), (85, 5), (85, 40), (180, 1), (180, 6),
                                              (180, 40), (60, 6), (60, 40)])  # fmt: skip
def test_the_page(kind: str, language: str, width: float, count: int) -> None:
    pairs = many(kind, count)
    made = draw(kind, pairs, language=language, width=width)
    assert look.overlapping(made.figure) == []
    assert look.outside(made.figure) == []
    assert look.tallest_mm(made.figure) <= 240
    contract.assert_traceable(made.data)
    contract.assert_sources(made.sources, made.data)
    sources = {each.id: each.source for each, _ in pairs}
    for row in made.data.to_dict("records"):
        if tables.given(row["start"]):
            assert sources[row["report"]][row["start"] : row["end"]] == row["text"]
        else:
            assert row["missing"] in figures.REASONS
            assert row["value"] is None
    # every number that the data hold is written in the picture
    texts = contract.texts_of(made.figure)
    silent = {each.id for each, found in pairs if not found}
    shown = made.data[~made.data["report"].isin(silent)]
    for value in shown["value"].dropna():
        assert words.number(value) in texts


@pytest.mark.parametrize("kind", DRAW)
@pytest.mark.parametrize("width", [85, 180])
def test_forty_counties_are_chosen_by_what_they_give_and_it_is_said(
    kind: str, width: float
) -> None:
    made = draw(kind, many(kind, 40), language="en", width=width)
    left = made.parameters["left_out"]
    texts = " ".join(contract.texts_of(made.figure))
    assert "10 more counties report none of these" in texts
    assert ("For want of room" in texts) == bool(left)
    assert made.data["report"].nunique() == 40 - len(left)
    assert not set(left) & set(made.data["report"])
    assert len(made.parameters["reports"]) == 40
    if left:
        assert f"{len(left)} are left out" in texts
        assert "left out for want of room" in made.missing_en[-1]
        given_by = made.data.dropna(subset=["value"]).groupby("report").size()
        assert given_by.min() >= 1


@pytest.mark.parametrize("kind", DRAW)
def test_a_report_alone_that_gives_nothing(kind: str) -> None:
    for language, words_for in (("zh", "未报告"), ("en", "not reported")):
        made = draw(kind, [report("yun-2019", {})], language=language)
        assert contract.texts_of(made.figure).count(words_for) == len(DRAW[kind].INDICATORS)
        assert len(made.data) == len(DRAW[kind].INDICATORS)
        assert made.data["value"].isna().all()
    assert len(made.missing_en) == 1


@pytest.mark.parametrize("kind", DRAW)
def test_an_indicator_that_was_not_compared_counts_as_not_reported(kind: str) -> None:
    table, about = compared([report("yun-2019", {})], DRAW[kind].INDICATORS[:1])
    made = getattr(DRAW[kind], kind)(table, about)
    assert set(made.data["missing"]) == {"not reported"}


@pytest.mark.parametrize("kind", DRAW)
@pytest.mark.parametrize(
    ("change", "named"),
    [({"language": "fr"}, "fr"), ({"width": 20}, "20"), ({"width": 900}, "900")],
)
def test_refusals(kind: str, change: dict, named: str) -> None:
    with pytest.raises(FigureError, match=named):
        draw(kind, [report("yun-2019", {})], **change)


@pytest.mark.parametrize("kind", DRAW)
def test_no_report_is_refused(kind: str) -> None:
    table, _ = compared([report("yun-2019", {})], DRAW[kind].INDICATORS)
    with pytest.raises(FigureError, match="no report"):
        getattr(DRAW[kind], kind)(table, [])


@pytest.mark.parametrize("kind", DRAW)
def test_same_input_same_bytes(kind: str, tmp_path: Path) -> None:
    files = []
    for folder in ("a", "b"):
        made = publish(draw(kind, many(kind, 6), language="en"), name=kind, notebook="test",
                       folder=tmp_path / folder)  # fmt: skip
        files.append([path.read_bytes() for path in made.files])
    assert files[0] == files[1]
    stated = json.loads((tmp_path / "a" / "test" / f"{kind}_en.json").read_text("utf-8"))
    assert stated["parameters"]["chart"] == kind
    assert charts.__dict__.get(f"{kind}_chart") or getattr(charts, f"{kind}_chart")


def luminance(colour: str) -> float:
    red, green, blue = to_rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("kind", ["exits", "rectification"])
def test_bars_that_mean_something_else_differ_in_grey(kind: str) -> None:
    tints = sorted({luminance(column.colour) for column in DRAW[kind].COLUMNS})
    assert len(tints) >= 3
    assert all(b - a > 0.12 for a, b in pairwise(tints))


@pytest.mark.parametrize(
    ("counts", "holds", "fails"),
    [
        ({LISTED: 134, TOTAL: 61, PLANNED: 73}, ["61 exited + 73 planned = 134 listed"], []),
        ({AT_FIRST: 209, LISTED: 192, TOTAL: 192}, ["192 exited = 192 listed (all)"], []),
        # merged villages: 200 exits against a list of 192 that once was 209
        ({AT_FIRST: 209, LISTED: 192, TOTAL: 200}, [], []),
        ({LISTED: 50, TOTAL: 51}, [], ["51 exited > 50 listed"]),
        ({TOTAL: 5, YEAR: 6}, [], ["6 in the year > 5 in total"]),
        ({LISTED: 5, YEAR: 6}, [], ["6 exited in the year > 5 listed"]),
        ({LISTED: 5, PLANNED: 6}, [], ["6 planned > 5 listed"]),
        ({LISTED: 5, TOTAL: 7, YEAR: 8}, [],
         ["7 exited > 5 listed", "8 exited in the year > 5 listed", "8 in the year > 7 in total"]),
        ({TOTAL: 61, PLANNED: 73}, [], []),
        ({LISTED: 134, TOTAL: 61, PLANNED: 72}, [], []),
        # no exact figures: nothing is held against them
        ({LISTED: {"value": 50, "bound": "over"}, TOTAL: 51}, [], []),
        ({LISTED: {"value": 40, "high": 50}, TOTAL: 51}, [], []),
        ({LISTED: 50, TOTAL: {"value": 51, "status": "planned"}}, [], []),
        ({LISTED: 0, TOTAL: 0}, ["0 exited = 0 listed (all)"], []),
    ],
)  # fmt: skip
def test_what_the_figures_say_of_each_other(counts: dict, holds: list, fails: list) -> None:
    table, about = compared([report("yun-2019", counts)], exits.INDICATORS)
    read = columns.read(table, about, exits.COLUMNS, "en", 85)
    assert exits.relations(read, about[0]) == (holds, fails)
    said = " ".join(contract.texts_of(exits.exits(table, about, language="en", width=180).figure))
    assert all(text in said for text in [*holds, *fails])
    assert ("Does not add up" in said) == bool(fails)


def test_sums_in_chinese() -> None:
    for counts, expected in (
        ({LISTED: 134, TOTAL: 61, PLANNED: 73}, "累计出列 61 + 计划 73 = 名单 134"),
        ({LISTED: 50, TOTAL: 51}, "累计出列 51 > 名单 50"),
        ({LISTED: 5, YEAR: 6}, "当年出列 6 > 名单 5"),
        ({TOTAL: 5, YEAR: 6}, "当年出列 6 > 累计出列 5"),
    ):
        made = draw("exits", [report("yun-2019", counts)], language="zh")
        assert expected in "".join(contract.texts_of(made.figure))


VILLAGES = st.one_of(st.none(), st.integers(min_value=0, max_value=400))


@settings(derandomize=True, deadline=None, max_examples=60, database=None)
@drawn(st.tuples(*[VILLAGES] * 5))
def test_relations_are_what_arithmetic_says(values: tuple) -> None:
    counts = dict(zip(exits.INDICATORS, values, strict=True))
    table, about = compared(
        [report("yun-2019", {k: v for k, v in counts.items() if v is not None})], exits.INDICATORS
    )
    read = columns.read(table, about, exits.COLUMNS, "en", 85)
    _, fails = exits.relations(read, about[0])
    known = [v for v in values[:2] if v is not None]
    _, _, total, year, planned = values
    wrong = 0
    if known:
        wrong += sum(v is not None and v > max(known) for v in (total, year, planned))
    wrong += total is not None and year is not None and year > total
    assert len(fails) == wrong


def test_a_target_is_hollow_and_said_to_be_one() -> None:
    target = {"value": 12, "status": "planned", "period": "2020"}
    made = draw("exits", [report("yun-2019", {TOTAL: target, LISTED: 40})], language="en")
    texts = contract.texts_of(made.figure)
    assert "(planned 2020)" in texts
    assert "Dashed outline: a target, not a result." in texts
    boxes = [p for p in made.figure.axes[0].patches if p.get_linestyle() != "solid"]
    assert [tuple(p.get_facecolor()[:3]) for p in boxes] == [(1.0, 1.0, 1.0)]
    row = made.data[made.data["indicator"] == TOTAL].iloc[0]
    assert (row["value"], row["status"]) == (Decimal(12), "planned")


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"value": 1200, "bound": "over"}, "≥1,200"),
        ({"value": 40, "high": 50}, "40–50"),
        ({"value": 12, "restoration": "proven"}, "12†"),
        ({"value": 0}, "0"),
    ],
)
def test_every_mark_stays_at_its_number(more: dict, shown: str) -> None:
    pairs = [report("yun-2019", {workforce.INDICATORS[2]: more})]
    for width in (60, 85, 180):
        made = draw("workforce", pairs, width=width, language="en")
        assert shown in contract.texts_of(made.figure)
    assert ("†" in shown) == any("† Digits" in t for t in contract.texts_of(made.figure))


def test_a_year_that_is_not_the_reports_stands_at_its_number() -> None:
    pairs = [report("yun-2019", {AT_FIRST: {"value": 8, "period": "2014"},
                                 LISTED: {"value": 7, "period": "2019"}})]  # fmt: skip
    for language in ("zh", "en"):
        texts = contract.texts_of(draw("exits", pairs, language=language).figure)
        assert "(2014)" in texts
        assert "(2019)" not in texts


def test_each_column_of_the_workforce_has_its_own_scale() -> None:
    teams, cadres = workforce.INDICATORS[1], workforce.INDICATORS[4]
    pairs = [report("yun-2019", {teams: 90, cadres: 9000}),
             report("mu-2019", {teams: 45, cadres: 900}, "木县")]  # fmt: skip
    made = draw("workforce", pairs, language="en")
    lengths = sorted(p.get_width() for p in made.figure.axes[0].patches)
    assert lengths[2] == pytest.approx(lengths[3])
    assert lengths[1] == pytest.approx(lengths[3] / 2)
    assert lengths[0] == pytest.approx(lengths[3] / 10)


def test_columns_of_villages_share_one_scale() -> None:
    made = draw("exits", [report("yun-2019", {LISTED: 100, TOTAL: 25})], language="en")
    lengths = sorted(p.get_width() for p in made.figure.axes[0].patches)
    assert lengths[0] == pytest.approx(lengths[1] / 4)


def arrows(made: chart.Chart) -> int:
    return sum(line.get_marker() == ">" for line in made.figure.axes[0].lines)


@pytest.mark.parametrize(
    ("counts", "joined", "apart"),
    [
        ({FOUND: 85, MEASURES: {"value": 134, "joined": True}}, 1, 0),
        ({FOUND: 85, MEASURES: 134}, 0, 1),
        ({FOUND: 85, MEASURES: {"value": 134, "joined": True},
          FIXED: {"value": 80, "joined": True}}, 2, 0),
        # over a step that is not given
        ({FOUND: 85, FIXED: {"value": 80, "joined": True}}, 1, 0),
        ({RECEIVED: 9, CLOSED: {"value": 8, "joined": True}}, 1, 0),
        # problems and petitions are never joined, though they share a sentence
        ({FIXED: 9, RECEIVED: {"value": 8, "joined": True}}, 0, 0),
        ({FOUND: 9}, 0, 0),
        ({}, 0, 0),
    ],
)  # fmt: skip
def test_only_figures_of_one_sentence_are_joined(counts: dict, joined: int, apart: int) -> None:
    table, about = compared([report("yun-2019", counts)], rectification.INDICATORS)
    for width in (85, 180):
        made = rectification.rectification(table, about, language="en", width=width)
        assert arrows(made) == joined
    read = columns.read(table, about, rectification.COLUMNS, "en", 85)
    assert len(rectification.apart(read, about[0])) == apart
    said = " ".join(contract.texts_of(made.figure))
    assert ("Steps told in different sentences: Yun" in said) == bool(apart)
    assert "nothing is divided" in said
    assert "%" not in said


@pytest.mark.parametrize(
    ("closed", "exceeds"),
    # received are 236 and 48, in two parts: 284 in all can be closed, 285 cannot
    [(279, False), (284, False), (285, True), (300, True)],
)
def test_figures_of_different_exercises_are_told_and_never_divided(
    closed: int, exceeds: bool
) -> None:
    counts = {RECEIVED: 236, CLOSED: {"value": closed, "joined": True}}
    pair = report("yun-2019", counts)
    again = given.observation("48", start=2, value=48, unit="count", indicator=RECEIVED)
    source = Report(pair[0].metadata, pair[0].source.replace("本县", "本县48", 1))
    shifted = [given.observation(o.quantity.text, start=o.quantity.start + 2,
                                 value=o.quantity.value, unit="count", indicator=o.indicator)
               for o in pair[1]]  # fmt: skip
    made = draw("rectification", [(source, [again, *shifted])], language="en")
    said = " ".join(contract.texts_of(made.figure))
    assert (f"{closed} closed > 236 received" in said) == exceeds
    assert "Further figures for the same step: Yun Petitions received 48." in said
    zh = "".join(contract.texts_of(draw("rectification", [(source, [again, *shifted])]).figure))
    assert (f"办结信访件 {closed} > 信访件 236" in zh) == exceeds


def test_every_step_carries_its_time() -> None:
    pairs = [report("yun-2019", {FOUND: {"value": 5, "period": "2019"}, FIXED: 3})]
    texts = contract.texts_of(draw("rectification", pairs, language="en").figure)
    assert "(2019)" in texts
    assert "(no date)" in texts
    assert "(年份未注明)" in contract.texts_of(draw("rectification", pairs).figure)


def test_words_for_those_who_do_not_see_the_picture() -> None:
    made = draw("workforce", many("workforce", 40), language="en")
    assert "and 32 more." in made.alt_en
    assert "另有 32 个县。" in made.alt_zh
    one = draw("workforce", [report("yun-2019", {workforce.INDICATORS[1]: 93})], language="en")
    assert "Yun: Stationed teams 93 items." in one.alt_en
    assert any("第一书记 (未报告)" in said for said in one.missing_zh)


def test_reasons_other_than_silence_are_said_in_their_cell() -> None:
    part = {"value": 12, "scope": "part"}
    made = draw("exits", [report("yun-2019", {TOTAL: part})], language="en", width=180)
    assert "not comparable" in contract.texts_of(made.figure)
    assert set(made.data["missing"]) == {"not reported", "not comparable"}


def test_two_reports_of_a_county_are_told_apart() -> None:
    pairs = [report("yun-2018", {LISTED: 9}, year=2018), report("yun-2019", {LISTED: 8})]
    texts = contract.texts_of(draw("exits", pairs, language="zh").figure)
    assert {"云县 2018", "云县 2019"} <= set(texts)


def test_a_cell_is_read_alike_everywhere() -> None:
    assert cells.ends(None) is None
    assert cells.value_of(None) is None
    assert cells.exact(None) is None
    assert cells.bare(None) == ""
    assert not cells.is_target(None)
    assert cells.reason(None, "zh") == "未报告"

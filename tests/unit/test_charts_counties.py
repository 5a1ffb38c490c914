"""Counties in charts: told apart by name, year or id; noughts and ranges of money; empty tables."""

from __future__ import annotations

import runpy
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from county_reports import charts, codebook
from county_reports.charts import chart, contract, funds, incidence, matrix, style
from county_reports.comparison import alignment, coverage_matrix, tables
from county_reports.comparison import funds as funds_table
from county_reports.errors import FigureError
from county_reports.model import Metadata, Report

TESTS = Path(__file__).parents[1]
given = SimpleNamespace(**runpy.run_path(str(TESTS / "gold_input.py")))
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))
THEMES = [(theme, name) for theme, names in funds_table.FUNDS_OF_THEME.items() for name in names]


def county(name: str, year: int | None = 2019, county: str | None = "云县") -> Metadata:
    return Metadata(name, f"{name}.txt", county, year=year, title="报告")


def placed(
    name: str,
    province: str | None = None,
    prefecture: str | None = None,
    *,
    year: int = 2019,
    code: str | None = None,
) -> Metadata:
    return replace(county(name, year), province=province, prefecture=prefecture, admin_code=code)


@pytest.mark.parametrize(
    ("reports", "zh", "en"),
    [
        ([county("yun-2019")], ["云县"], ["Yun"]),
        ([county("yun-2019"), county("mu-2019", county="木县")], ["云县", "木县"], ["Yun", "Mu"]),
        ([county("yun-2018", 2018), county("yun-2019")], ["云县 2018", "云县 2019"],
         ["Yun 2018", "Yun 2019"]),
        # two reports of one county and year
        ([county("yun-2019"), county("yun-b-2019")], ["云县 (yun)", "云县 (yun-b)"],
         ["Yun", "Yun B"]),
        # one of them without a year
        ([county("yun-2019"), county("yun", None)], ["云县 2019", "云县 (yun)"],
         ["Yun 2019", "Yun (yun)"]),
        ([county("yun-1", None), county("yun-2", None)], ["云县 (yun-1)", "云县 (yun-2)"],
         ["Yun (yun-1)", "Yun (yun-2)"]),
        # two counties that are written alike in letters only: years would make them one
        ([county("yun-2019"), county("yun-2018", 2018, "韵县")], ["云县", "韵县"],
         ["Yun (yun-2019)", "Yun (yun-2018)"]),
        ([county("dong-yun-2019"), county("xi-yun-2019")],
         ["云县 (dong-yun)", "云县 (xi-yun)"], ["Dong Yun", "Xi Yun"]),
        # two counties of one name: the province, in its short form, also beside the year
        ([placed("yun-2019", "云南省"), placed("yun-2018", "湖北省", year=2018)],
         ["云县（云南）", "云县（湖北）"], ["Yun (Yunnan)", "Yun (Hubei)"]),
        ([placed("yun-2018", "云南", year=2018), placed("yun-2019", "云南省"),
          placed("yun-b-2019", "湖北省")],
         ["云县（云南） 2018", "云县（云南） 2019", "云县（湖北）"], ["Yun 2018", "Yun 2019", "Yun B"]),
        # a province that is none of the tiles'; then the prefecture
        ([placed("yun-2019", "东澜省"), placed("yun-b-2019", "西澜省")],
         ["云县（东澜省）", "云县（西澜省）"], ["Yun", "Yun B"]),
        ([placed("yun-2019", "云南省", "临市"), placed("yun-b-2019", "云南省", "保市")],
         ["云县（临市）", "云县（保市）"], ["Yun", "Yun B"]),
        # codes that differ, and nothing else that is known to
        ([placed("yun-2019", code="530922"), placed("yun-b-2019", code="530923")],
         ["云县 (yun)", "云县 (yun-b)"], ["Yun", "Yun B"]),
        # nobody has said which county
        ([county("r1", None, None)], ["r1"], ["r1"]),
        ([county("yun-2019"), county("yun-2019")], ["云县", "云县"], ["Yun", "Yun"]),
    ],
)  # fmt: skip
def test_labels_of_counties(reports: list[Metadata], zh: list[str], en: list[str]) -> None:
    assert [chart.county_label(r, reports, "zh") for r in reports] == zh
    assert [chart.county_label(r, reports, "en") for r in reports] == en


REPORTS = st.lists(
    st.builds(
        lambda stem, year, name, province: Metadata(
            f"{stem}-{year}", county=name, year=year, province=province
        ),
        st.sampled_from(["yun", "mu", "yun-b"]), st.sampled_from([2018, 2019, None]),
        st.sampled_from(["云县", "木县", None]), st.sampled_from(["云南省", "湖北", "甲省", None]),
    ), min_size=1, max_size=8, unique_by=lambda r: r.id,
)  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=150, database=None)
@drawn(REPORTS, st.sampled_from(chart.LANGUAGES))
def test_no_two_reports_have_one_label(reports: list[Metadata], language: str) -> None:
    labels = [chart.county_label(r, reports, language) for r in reports]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    "label",
    ["塔拉河蒙古族自治县 2019", "塔拉河蒙古族自治县（内蒙古） 2019", "塔拉河蒙古族自治县 (tala)"],
)
def test_what_tells_counties_apart_is_never_cut(label: str) -> None:
    tail = label.removeprefix("塔拉河蒙古族自治县")
    room = 0.8 * style.width_mm(label)
    cut = style.fit_name(label, room)
    assert style.width_mm(cut) <= room
    assert cut.startswith("塔")
    assert cut.endswith(f"…{tail}")
    assert style.fit_name(label, 200) == label
    # no room for that: at least it is seen that something is missing
    assert style.fit_name(label, 5).endswith("…")
    assert style.fit_name("塔拉河蒙古族自治县", 12) == style.fit("塔拉河蒙古族自治县", 12)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("yun-2019", "Yun"), ("xi-yun-2019", "Xi Yun"), ("yun", "Yun"), ("2019", "2019"),
     ("yun-b", "Yun B"), ("yun-2019-2", "Yun 2019"), ("", "")],
)  # fmt: skip
def test_english_names(name: str, expected: str) -> None:
    assert chart.english_name(Metadata(name)) == expected


def corpus(reports: list[Metadata], **more: object) -> SimpleNamespace:
    """Reports that all name the same figures: incidence, and money for every theme."""
    pairs = []
    for metadata in reports:
        money = {"value": 10, "unit": "CNY"} | more
        seen = [
            given.observation("10元", start=10 * n, indicator=name, **money)
            for n, (_, name) in enumerate(THEMES)
        ]
        seen.append(given.observation("3%", start=390, value=3, unit="percent",
                                      indicator=incidence.AFTER))  # fmt: skip
        pairs.append((Report(metadata, "甲" * 400), seen))
    seen = tables.observations_frame(pairs)
    compared = alignment.compare(seen, reports, list(codebook.load().indicators), {})
    return SimpleNamespace(
        compared=compared,
        money=funds_table.by_theme(seen, reports, {}),
        matrix=coverage_matrix.matrix(compared),
    )


TWO = [county("yun-2018", 2018), county("yun-2019")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_tell_two_reports_of_a_county_apart(language: str) -> None:
    made = corpus(TWO)
    name = {"zh": "云县", "en": "Yun"}[language]
    for drawn_chart in (
        incidence.incidence(made.compared, TWO, language=language),
        funds.funds(made.money, TWO, language=language),
        matrix.matrix(made.matrix, TWO, language=language, width=85),
    ):
        assert f"{name} 2018" in drawn_chart.alt
        assert f"{name} 2019" in drawn_chart.alt
        missing = drawn_chart.missing_zh if language == "zh" else drawn_chart.missing_en
        assert len(set(missing)) == len(missing)
        assert all(str(year) in " ".join(missing) for year in (2018, 2019)) or not missing


@pytest.mark.parametrize("count", [1, 8])
@pytest.mark.parametrize("width", [85, 180])
def test_nought_is_an_amount_and_no_gap(count: int, width: float) -> None:
    reports = [county(f"yun{n}-2019", county=f"云{n}县") for n in range(count)]
    made = funds.funds(corpus(reports, value=0).money, reports, width=width)
    texts = contract.texts_of(made.figure)
    assert not any("无一县报告资金" in text for text in texts)
    assert "–" not in texts
    shown = "0元" if count == 1 else "0"
    assert texts.count(shown) >= count * len(funds_table.FUNDS_OF_THEME)
    assert made.missing_zh == ()
    assert look.overlapping(made.figure) == []


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"value": 10**6, "high": 2 * 10**6}, "1–2"),
        ({"value": 10**6, "high": 2 * 10**6, "bound": "about", "restoration": "unique"}, "≈1–2†"),
        ({"value": 10**5, "high": 10**9}, "0.1–1,000"),
        ({"value": 130000000, "bound": "over"}, "≥130"),
        ({"value": 99999999}, "100"),
        ({"value": 1234}, "0.0012"),
        ({"value": "0.5"}, "0.0000005"),
    ],
)
def test_amounts_in_narrow_cells_keep_both_ends(more: dict, shown: str) -> None:
    row = corpus([county("yun-2019")], **more).money.to_dict("records")[0]
    assert funds._millions({str(key): value for key, value in row.items()}) == shown


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 85, 180])
@pytest.mark.parametrize("count", [1, 3, 7, 40])
def test_long_names_and_all_magnitudes_of_money(count: int, width: float, language: str) -> None:
    reports = [
        county(f"yunqi-shan-yao-miao-dong-tujia{n}-2019", county=f"云栖山瑶族苗族侗族{n}自治县")
        for n in range(count)
    ]
    table = corpus(reports).money
    table["value"] = [Decimal(10) ** (n % 13) for n in range(len(table))]
    made = funds.funds(table, reports, language=language, width=width)
    assert look.overlapping(made.figure) == []
    assert look.outside(made.figure) == []
    assert look.tallest_mm(made.figure) < 240
    assert len(made.data) == count * len(funds_table.FUNDS_OF_THEME)


@pytest.mark.parametrize("width", [85, 180])
def test_a_matrix_of_reports_that_the_table_does_not_know(width: float) -> None:
    table = corpus([county("yun-2019")]).matrix
    with pytest.raises(FigureError, match="says nothing about these reports") as caught:
        matrix.matrix(table, [county("mu-2019", county="木县")], width=width)
    assert caught.value.remedy


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("count", "width"), [(1, 85), (1, 180), (5, 150), (13, 180), (40, 260)])
def test_a_matrix_of_long_names(count: int, width: float, language: str) -> None:
    reports = [county(f"yunqi-shan-yao-miao{n}-2019", county=f"云栖山瑶族苗族侗族{n}自治县")
               for n in range(count)]  # fmt: skip
    made = matrix.matrix(corpus(reports).matrix, reports, language=language, width=width)
    assert look.overlapping(made.figure) == []
    assert look.outside(made.figure) == []
    total = len(codebook.load().indicators)
    reported = len({name for _, name in THEMES}) + 1
    assert made.alt.count(f"{reported}/{total}") == count


@pytest.mark.parametrize(
    ("done", "total", "colour"),
    [(0, 4, "#f8f8f8"), (4, 4, "#7ca9ce"), (2, 4, "#bad0e3"), (0, 0, "#f8f8f8")],
)
def test_a_fuller_theme_is_deeper(done: int, total: int, colour: str) -> None:
    assert matrix.shade(done, total) == colour


@pytest.mark.parametrize(
    ("value", "largest", "colour"),
    [(0, 1, "#ffffff"), (0, 0, "#ffffff"), (9, 9, "#9dbfdb"), (1, 4, "#cedfed")],
)
def test_a_larger_amount_is_deeper(value: float, largest: float, colour: str) -> None:
    assert funds.tint(value, largest) == colour


@pytest.mark.parametrize("name", [*charts._PLACES])
def test_every_public_name_is_there(name: str) -> None:
    assert callable(getattr(charts, name))
    assert name in dir(charts)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="pie_chart"):
        _ = charts.pie_chart


@pytest.mark.parametrize(
    ("report", "zh", "en"),
    [
        (Metadata("longhui-2019", county="隆回县"), "隆回县", "Longhui county"),
        (Metadata("dong-yun-2019", county="东云县"), "东云县", "Dong Yun county"),
        # an id is no county: it is named as what it is
        (Metadata("r1"), "县名不详（r1）", "a county not named (r1)"),
    ],
)
def test_a_county_in_a_sentence(report: Metadata, zh: str, en: str) -> None:
    assert chart.county_words(report, "zh") == zh
    assert chart.county_words(report, "en") == en
    source = chart.Source.of(report)
    assert chart.source_note([source], "zh").startswith(f"资料来源：{zh}")
    assert chart.source_note([source], "en").startswith(f"Source: {en[0].upper()}{en[1:]}, ")

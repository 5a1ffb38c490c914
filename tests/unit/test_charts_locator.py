"""Where the counties lie: a tile a province, a dot a county, nobody placed by guess."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from county_reports import charts
from county_reports.charts import chart, contract, locator, provinces
from county_reports.charts.provinces import CONFLICT, DECLARED, FOUND, PROVINCES, UNKNOWN
from county_reports.charts.publish import publish
from county_reports.errors import FigureError
from county_reports.model import Metadata

TESTS = Path(__file__).parents[1]
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))


def county(
    name: str, county: str | None = "云县", code: str | None = None, province: str | None = None,
    **more: object,
) -> Metadata:  # fmt: skip
    return Metadata(
        name, f"{name}.txt", county, admin_code=code, province=province, year=2019, title="报告",
        **more,
    )  # fmt: skip


def many(count: int) -> list[Metadata]:
    """Invented counties all over the provinces, crowded in some; every ninth lies nowhere."""
    made = []
    for number in range(count):
        code = PROVINCES[number * number % 11 * 3 % 34].code
        name = ("青", "云岭", "栖霞湖彝族自治")[number % 3] + "甲乙丙丁戊己庚辛"[number % 8]
        made.append(county(f"qi-yun{number}-2019", f"{name}{number}县",
                           None if number % 9 == 8 else f"{code}{number:04d}"))  # fmt: skip
    return made


def test_every_province_has_a_tile_of_its_own() -> None:
    assert len(PROVINCES) == 34
    assert len({p.code for p in PROVINCES}) == 34
    assert len({(p.column, p.row) for p in PROVINCES}) == 34
    assert len({p.zh for p in PROVINCES}) == len({p.en for p in PROVINCES}) == 34
    assert not any("|" in p.name("en") for p in PROVINCES)


@pytest.mark.parametrize(
    ("north", "south"),
    [("黑龙江", "吉林"), ("河北", "河南"), ("河南", "湖北"), ("湖北", "湖南"), ("湖南", "广东"),
     ("山东", "安徽"), ("广东", "海南"), ("四川", "云南"), ("甘肃", "青海"), ("内蒙古", "山西")],
)  # fmt: skip
def test_tiles_keep_north_above_south(north: str, south: str) -> None:
    rows = {p.zh: p.row for p in PROVINCES}
    assert rows[north] < rows[south]


@pytest.mark.parametrize(
    ("west", "east"),
    [("西藏", "四川"), ("四川", "重庆"), ("重庆", "湖北"), ("湖北", "安徽"), ("安徽", "浙江"),
     ("新疆", "甘肃"), ("陕西", "河南"), ("河南", "山东"), ("广西", "广东"), ("贵州", "湖南")],
)  # fmt: skip
def test_tiles_keep_west_before_east(west: str, east: str) -> None:
    columns = {p.zh: p.column for p in PROVINCES}
    assert columns[west] < columns[east]


@pytest.mark.parametrize(
    ("code", "province", "found", "expected", "how"),
    [
        ("430524", "湖南省", (), "湖南", DECLARED),
        ("430524", None, (), "湖南", DECLARED),
        (None, "湖南省", (), "湖南", DECLARED),
        (None, "湖南", ("province",), "湖南", FOUND),
        ("430524", "湖南省", ("province",), "湖南", DECLARED),
        (None, "内蒙古自治区", (), "内蒙古", DECLARED),
        (None, "广西壮族自治区", (), "广西", DECLARED),
        (None, "北京市", (), "北京", DECLARED),
        (" 110101 ", " 北京市 ", (), "北京", DECLARED),
        ("430524", "湖北省", (), None, CONFLICT),
        ("990101", None, (), None, UNKNOWN),
        ("990101", "湖南省", (), "湖南", DECLARED),
        (None, None, (), None, UNKNOWN),
        ("", "", (), None, UNKNOWN),
        (None, "某省", (), None, UNKNOWN),
    ],
)
def test_a_province_is_stated_or_unknown(
    code: str | None, province: str | None, found: tuple, expected: str | None, how: str
) -> None:
    place, known = provinces.province_of(county("yun-2019", "云县", code, province, found=found))
    assert (place.zh if place else None, known) == (expected, how)


@settings(derandomize=True, deadline=None, max_examples=200, database=None)
@drawn(st.one_of(st.none(), st.text(max_size=8)), st.one_of(st.none(), st.text(max_size=8)))
def test_any_code_and_name_give_an_answer(code: str | None, province: str | None) -> None:
    place, how = provinces.province_of(county("yun-2019", "云县", code, province))
    assert (place is None) == (how in (UNKNOWN, CONFLICT))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 85, 180])
@pytest.mark.parametrize("count", [1, 5, 6, 40, 200])
def test_the_page(language: str, width: float, count: int) -> None:
    reports = many(count)
    made = locator.locator(None, reports, language=language, width=width)
    assert look.overlapping(made.figure) == []
    assert look.outside(made.figure) == []
    assert look.tallest_mm(made.figure) <= 240
    contract.assert_traceable(made.data)
    contract.assert_sources(made.sources, made.data)
    assert list(made.data["reports"]) == [report.id for report in reports]
    texts = " ".join(contract.texts_of(made.figure)).replace(" ", "")
    assert ("未标出" in texts or "notplaced" in texts) == (count > 8)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [85, 180])
def test_every_tile_of_a_held_province_names_or_counts_its_counties(
    language: str, width: float
) -> None:
    reports = [county("mu-2019", "木县", "430101"), county("yun-2019", "云县", "110101")]
    made = locator.locator(None, reports, language=language, width=width)
    texts = contract.texts_of(made.figure)
    assert {"木县", "云县"} <= set(texts) or {"Mu", "Yun"} <= set(texts)
    for province in PROVINCES:  # no province's name is cut
        name = province.name(language)
        parts = name.split(" ") + province.en.replace("|", "- ").split(" ")
        assert name in texts or any(part in texts for part in parts), name


def test_several_reports_of_a_county_are_one_dot() -> None:
    reports = [county("yun-2018", "云县", "430101"), county("yun-2019", "云县", "430101"),
               county("mu-2019", "木县", "430102")]  # fmt: skip
    made = locator.locator(None, reports, language="zh")
    assert "2 个县" in made.caption_zh
    assert "2 counties" in made.caption_en
    assert len(made.data) == 3
    assert contract.texts_of(made.figure).count("云县") == 1


def test_counties_of_one_name_are_two() -> None:
    reports = [county("yun-a-2019", "云县", "430101"), county("yun-b-2019", "云县", "430102")]
    made = locator.locator(None, reports, language="zh")
    assert "2 个县" in made.caption_zh
    assert "云县 (yun-a)" in made.alt_zh
    assert "云县 (yun-b)" in made.alt_zh


def test_nobody_is_placed_by_guess() -> None:
    reports = [county("yun-2019", "云县", "430101", "湖北省"), county("mu-2019", "木县")]
    made = locator.locator(None, reports, language="en")
    assert made.missing_en == (
        "Code and province disagree, not placed: Yun", "Province not stated, not placed: Mu",
    )  # fmt: skip
    assert made.missing_zh == ("代码与省名不符，未标出：云县", "省份不详，未标出：木县")
    assert made.data["province"].isna().all()
    assert list(made.data["known"]) == [CONFLICT, UNKNOWN]
    said = " ".join(contract.texts_of(made.figure))
    assert "Code and province disagree, not placed: Yun." in said


def test_crowded_provinces_are_counted() -> None:
    reports = [county(f"yun{n}-2019", f"云{n}县", f"43{n:04d}") for n in range(90)]
    for width in (60, 85, 180):
        made = locator.locator(None, reports, language="en", width=width)
        texts = contract.texts_of(made.figure)
        assert "×90" in texts
        assert "Counties: Hunan 90; names are in the data file." in " ".join(texts)


def test_it_claims_no_border_and_no_place_within() -> None:
    made = locator.locator(None, many(5), language="en")
    assert "no borders, distances or areas" in made.caption_en
    assert "不表示边界" in made.caption_zh
    assert set(made.data["withheld"]) == {locator.WITHHELD}


def test_the_tint_of_a_held_tile_shows_in_grey() -> None:
    made = locator.locator(None, many(1))
    edges = {tuple(round(c, 2) for c in p.get_edgecolor()[:3]) for p in made.figure.axes[0].patches}
    grey = sorted(0.299 * r + 0.587 * g + 0.114 * b for r, g, b in edges if (r, g, b) != (0, 0, 0))
    assert grey[-1] - grey[0] > 0.3


@pytest.mark.parametrize(
    ("reports", "change", "named"),
    [(many(1), {"language": "fr"}, "fr"), (many(1), {"width": 10}, "10"), ([], {}, "no report")],
)
def test_refusals(reports: list, change: dict, named: str) -> None:
    with pytest.raises(FigureError, match=named):
        locator.locator(None, reports, **change)


def test_same_input_same_bytes(tmp_path: Path) -> None:
    files = []
    for folder in ("a", "b"):
        made = publish(locator.locator(None, many(6)), name="locator", notebook="test",
                       folder=tmp_path / folder)  # fmt: skip
        files.append([path.read_bytes() for path in made.files])
    assert files[0] == files[1]
    assert isinstance(charts.locator_chart(None, many(1)), chart.Chart)

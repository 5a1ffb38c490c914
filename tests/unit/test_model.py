"""The nouns: frozen, positioned, and grounded in the source."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from county_reports.errors import GroundingError
from county_reports.model import Metadata, Quantity, Region, Report, Section, assert_grounded

SOURCE = "首页\n一、概况\n一是人口。130万人。\n二、做法\n完"
REPORT = Report(
    Metadata("a-2019", county="甲县"),
    SOURCE,
    sections=(
        Section(3, 21, 7, 1, "一、", "概况"),
        Section(8, 20, 12, 2, "一是", "人口"),
        Section(21, 27, 25, 1, "二、", "做法"),
    ),
    boilerplate=(Region(0, 2, "menu"),),
)


@pytest.mark.parametrize(
    ("position", "path"),
    [(0, ()), (3, ("概况",)), (14, ("概况", "人口")), (20, ("概况",)), (26, ("做法",)), (27, ())],
)
def test_headings_over_a_position(position: int, path: tuple[str, ...]) -> None:
    assert tuple(section.title for section in REPORT.heading_path(position)) == path
    innermost = REPORT.section_at(position)
    assert (innermost.title if innermost else None) == (path[-1] if path else None)


@pytest.mark.parametrize(("position", "inside"), [(0, True), (1, True), (2, False), (9, False)])
def test_furniture(position: int, *, inside: bool) -> None:
    assert REPORT.in_boilerplate(position) is inside


def quantity(start: int, end: int, text: str) -> Quantity:
    return Quantity(start, end, text, "measure", "arabic")


def test_a_grounded_figure() -> None:
    start = SOURCE.index("130")
    assert_grounded(REPORT, quantity(start, start + 5, "130万人"))


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [(0, 2, "130万人"), (13, 13, ""), (14, 12, ""), (200, 202, "万元"), (14, 18, "130")],
)
def test_a_figure_that_does_not_stand_at_its_place(start: int, end: int, text: str) -> None:
    with pytest.raises(GroundingError) as caught:
        assert_grounded(REPORT, quantity(start, end, text))
    assert caught.value.where == f"a-2019:{start}"


def test_names_and_ids() -> None:
    assert (REPORT.id, REPORT.metadata.name) == ("a-2019", "甲县")
    assert Metadata("report-1").name == "report-1"


def test_nothing_is_changed_afterwards() -> None:
    with pytest.raises(FrozenInstanceError):
        REPORT.source = ""  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        REPORT.metadata.year = 2020  # type: ignore[misc]
    assert SOURCE not in repr(REPORT)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"county": "白河县"}, {"county": "白河县"}, True),
        ({"county": "白河县"}, {"county": "望河县"}, False),
        ({"county": "白河县", "province": "陕西省"}, {"county": "白河县"}, True),
        (
            {"county": "白河县", "province": "陕西"},
            {"county": "白河县", "province": "陕西省"},
            True,
        ),
        (
            {"county": "白河县", "province": "陕西省"},
            {"county": "白河县", "province": "青海省"},
            False,
        ),
        # one province, two prefectures
        (
            {"county": "白河县", "province": "陕西省", "prefecture": "安市"},
            {"county": "白河县", "province": "陕西省", "prefecture": "康市"},
            False,
        ),
        # the code decides: a county that became a city, two counties of one name
        (
            {"county": "白河县", "admin_code": "610929"},
            {"county": "白河市", "admin_code": "610929"},
            True,
        ),
        (
            {"county": "白河县", "admin_code": "610929"},
            {"county": "白河县", "admin_code": "632121"},
            False,
        ),
        ({"county": "白河县", "admin_code": "610929"}, {"county": "白河县"}, True),
        # nobody has said which county
        ({}, {}, False),
        ({}, {"county": "白河县"}, False),
    ],
)
def test_reports_of_one_county(one: dict[str, str], other: dict[str, str], same: bool) -> None:
    first, second = Metadata("a-2018", **one), Metadata("b-2019", **other)  # type: ignore[arg-type]
    assert first.same_county(second) is same
    assert second.same_county(first) is same

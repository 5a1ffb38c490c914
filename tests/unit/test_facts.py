"""What a whole report says that helps to split fused digits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from county_reports.extraction.facts import (
    Facts,
    concerns_elsewhere,
    gather,
    is_road,
    rate_after,
)
from county_reports.extraction.quantities import Measure, find_measures
from county_reports.extraction.setaside import Claims, find_arabic


def read(text: str) -> list[Measure]:
    claims = Claims(len(text))
    find_arabic(text, claims)
    return find_measures(text, claims)


def facts(text: str) -> Facts:
    return gather(read(text), text)


@pytest.mark.parametrize(
    ("text", "population", "stated"),
    [
        ("全县总人口31.6万人。", 316000, True),
        ("总人口862345人,其中贫困人口5214人。", 862345, True),
        ("总人口31.6万人。农业人口25万人。", 316000, True),
        ("贫困人口5214人。", 3_000_000, False),
        ("受益人口88214人。", 3_000_000, False),
        ("", 3_000_000, False),
    ],
)
def test_population(text: str, population: int, stated: bool) -> None:
    found = facts(text)
    assert (found.population, found.stated_population) == (population, stated)


@pytest.mark.parametrize(
    ("text", "poor"),
    [
        ("全县建档立卡贫困人口16630人。", 16630),
        ("全县现有建档立卡贫困户5214户16630人。累计脱贫15000人。", 16630),
        # one village, or person-times, or more than the county has
        ("岩下村贫困人口1338人。", None),
        ("全县建档立卡贫困人口培训16630人次。", None),
        ("总人口12万人。全县建档立卡贫困人口663016人。", None),
    ],
)
def test_the_registered_poor(text: str, poor: int | None) -> None:
    assert facts(text).poor == poor


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2014年至2019年,", (2013, 2020)),
        ("2018年底。", (2017, 2019)),
        ("1998年建成。", (2005, 2030)),
        ("", (2005, 2030)),
    ],
)
def test_years(text: str, years: tuple[int, int]) -> None:
    assert facts(text).years == years


def test_rural_population_as_the_incidences_imply_it() -> None:
    text = "2014年贫困人口31000人,贫困发生率10.0%。2018年贫困人口3100人,贫困发生率降至1.0%。"
    assert facts(text).rural == 310000
    # one pair may itself be misread
    assert facts(text.partition("。")[0]).rural is None


def test_the_rate_right_after() -> None:
    text = "未脱贫人口3100人,贫困发生率降至1.0%。户均增收12%。"
    first, second, third = read(text)
    assert rate_after(first, second, text) == Decimal("0.01")
    assert rate_after(second, third, text) is None
    assert rate_after(third, None, text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("辖24个乡镇。", {"24": "个乡镇"}),
        ("辖12镇。", {"12": "个镇"}),
        ("辖9个乡(镇)。", {"9": "个乡(镇)"}),
        ("有12个苏木乡镇。", {"12": "个苏木乡镇"}),
        ("1024个乡镇。", {}),
    ],
)
def test_what_townships_are_called(text: str, words: dict[str, str]) -> None:
    assert facts(text).townships == words


@pytest.mark.parametrize(
    ("text", "word"),
    [("乡镇和村。", "个乡镇"), ("各苏木、镇。", "个苏木乡镇"), ("", "个乡镇")],
)
def test_the_word_for_townships(text: str, word: str) -> None:
    assert facts(text).township_word == word


@pytest.mark.parametrize(
    ("text", "word"),
    [("修路36千米、12千米,渠3公里。", "千米"), ("修路36公里。", "公里"), ("", "公里")],
)
def test_the_word_for_kilometres(text: str, word: str) -> None:
    assert facts(text).kilometre == word


@pytest.mark.parametrize(
    ("text", "key", "lost"),
    [
        ("辖24个乡镇、331个村。", ("24331", "village"), ("个乡镇", "")),
        ("搬迁523户1890人。", ("5231890", "person"), ("户", "")),
        ("共1.2万户、3.8万人。", ("1.2万3.8", "person"), ("户", "")),
        ("培训36期1800人次。", ("361800", "person"), ("期", "")),
        ("培训12户36人8万元。", ("12368", "CNY"), ("户", "人", "")),
    ],
)
def test_figures_side_by_side(text: str, key: tuple[str, str], lost: tuple[str, ...]) -> None:
    found = facts(text).neighbours[key]
    assert tuple(part.lost for part in found[0].split.parts) == lost
    assert text[found[0].place :].startswith(found[0].words)


@pytest.mark.parametrize("text", ["24个乡镇。331个村。", "24个乡镇全部通车、331个村"])
def test_figures_apart_are_no_neighbours(text: str) -> None:
    assert ("24331", "village") not in facts(text).neighbours


def test_places_and_greatest() -> None:
    found = facts("甲村12户,乙村30户,丙村12户。")
    assert found.places["household", Decimal(12)] == [2, 14]
    assert found.greatest["household"] == (30, 12, 12)


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("全国财政投入", True),
        ("全省安排资金", True),
        ("地区生产总值达到", True),
        ("全县投入", False),
        ("全国第一。全县投入", False),
    ],
)
def test_the_nation_is_no_county(text: str, elsewhere: bool) -> None:
    assert concerns_elsewhere(f"{text}12亿元", len(text)) is elsewhere


@pytest.mark.parametrize(
    ("text", "road"),
    [
        ("硬化道路", True),
        ("铺设管道", True),
        ("新修公路", True),
        ("种植面积", False),
        ("建成桥梁", False),
    ],
)
def test_roads(text: str, road: bool) -> None:
    assert is_road(f"{text}12.55座", len(text)) is road

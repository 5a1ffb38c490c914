"""Parts of the county against the county: villages, townships, workshops, funds."""

from __future__ import annotations

import pytest

from audit_input import audited

PART_OF_WHOLE = [
    ("全县辖12个乡镇、120个行政村,贫困村45个。", ["confirmed 45个 ≤ 120个"]),
    ("全县辖12个乡镇、120个行政村,贫困村145个。", ["inconsistent 145个 > 120个"]),
    ("梳理问题52个,已整改48个。", ["confirmed 48个 ≤ 52个"]),
    ("梳理问题52个,已整改58个。", ["inconsistent 58个 > 52个"]),
    # another round of inspections, another sentence
    ("第一轮梳理问题52个,已全部整改。第二轮整改问题85个。", []),
    # two wholes that are meant together
    ("上级交办信访件30件、本级信访件12件,已办结40件。", []),
    ("人口12.3万,建档立卡贫困人口3500人。", ["confirmed 3500人 ≤ 12.3万"]),
    ("人口2.3万,2014年建档立卡贫困人口35000人。", ["inconsistent 35000人 > 2.3万"]),
    ("全县建成扶贫车间18家。扶贫车间复工16家。", ["confirmed 16家 ≤ 18家"]),
    ("贫困村45个。", []),
]


@pytest.mark.parametrize(("text", "expected"), PART_OF_WHOLE)
def test_part_of_whole(text: str, expected: list[str]) -> None:
    assert audited(text, only=("part-of-whole",)) == expected


VILLAGES_NAMED = [
    ("全县辖12个乡镇、120个行政村。对130个行政村开展评估。", ["inconsistent 130个 > 120个"]),
    ("全县辖12个乡镇、120个行政村。对29个行政村开展评估。", ["confirmed 29个 ≤ 120个"]),
    # natural villages and another place's villages
    ("全县辖120个行政村。覆盖863个自然村。全市共有1200个行政村。", []),
    # kinds counted apart bound nothing
    ("全县辖127个行政村和58个社区。对150个村(社区)开展评估。", []),
    ("全县共有贫困村45个。7个贫困村建成光伏电站。", ["confirmed 7个 ≤ 45个"]),
    ("全县共有贫困村45个。在55个贫困村建成光伏电站。", ["inconsistent 55个 > 45个"]),
    # villages that are not poor
    ("全县辖120个行政村,共有贫困村45个。在62个非贫困村开展排查。", []),
    ("对29个行政村开展评估。", []),
]


@pytest.mark.parametrize(("text", "expected"), VILLAGES_NAMED)
def test_villages_named(text: str, expected: list[str]) -> None:
    assert audited(text, only=("villages-named",)) == expected


TOWNSHIPS_NAMED = [
    ("全县辖12个乡镇、120个行政村。在9个乡镇试点。", ["confirmed 9个 ≤ 12个"]),
    ("全县辖12个乡镇、120个行政村。在14个乡镇试点。", ["inconsistent 14个 > 12个"]),
    # kinds counted apart
    ("全县辖8个镇、4个乡,在9个乡镇试点。", []),
    ("全县辖12个乡镇。全市120个乡镇推广。", []),
]


@pytest.mark.parametrize(("text", "expected"), TOWNSHIPS_NAMED)
def test_townships_named(text: str, expected: list[str]) -> None:
    assert audited(text, only=("townships-named",)) == expected


SECTOR_FUNDS = [
    (
        "累计投入扶贫资金8亿元。投入产业扶贫资金3.2亿元。投入交通扶贫资金1.5亿元。",
        [
            "confirmed 3.2亿元 + 1.5亿元 = 4.6亿元–4.8亿元 ≤ 8亿元",
            "confirmed 3.2亿元 ≤ 8亿元",
            "confirmed 1.5亿元 ≤ 8亿元",
        ],
    ),
    ("累计投入扶贫资金2.8亿元。投入产业扶贫资金3.2亿元。", ["inconsistent 3.2亿元 > 2.8亿元"]),
    # one year does not bound all years
    ("2019年全年投入扶贫资金8000万元。2014年以来累计投入产业扶贫资金3.2亿元。", []),
    ("投入产业扶贫资金3.2亿元。投入交通扶贫资金1.5亿元。", []),
]


@pytest.mark.parametrize(("text", "expected"), SECTOR_FUNDS)
def test_sector_funds(text: str, expected: list[str]) -> None:
    assert audited(text, only=("sector-funds",)) == expected

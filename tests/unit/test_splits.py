"""Every split of a run of digits that limits allow, and none that they forbid."""

from __future__ import annotations

from decimal import Decimal

import pytest

from county_reports.arithmetic.limits import PERSONS_PER_HOUSEHOLD, WIDEST_HOUSEHOLD
from county_reports.extraction.splits import (
    Part,
    Split,
    date_splits,
    household_splits,
    township_splits,
    year_splits,
)


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        # 1395 persons in 4120 households is below one each; 412户01395 has a leading zero
        ("41201395", []),
        ("36118", ["36户118"]),
        ("9203310", ["920户3310"]),
        ("1204", []),
        ("3", []),
        ("", []),
    ],
)
def test_household_splits(digits: str, expected: list[str]) -> None:
    found = [str(split) for split in household_splits(digits, PERSONS_PER_HOUSEHOLD)]
    assert found == expected


@pytest.mark.parametrize(
    ("digits", "band"),
    [
        ("630121579", PERSONS_PER_HOUSEHOLD),
        ("80494221831", PERSONS_PER_HOUSEHOLD),
        ("12233445", PERSONS_PER_HOUSEHOLD),
        ("1123", WIDEST_HOUSEHOLD),
        ("999999", WIDEST_HOUSEHOLD),
        ("100300", WIDEST_HOUSEHOLD),
        ("20004000", WIDEST_HOUSEHOLD),
    ],
)
def test_household_splits_keep_the_digits_and_the_band(
    digits: str, band: tuple[Decimal, Decimal]
) -> None:
    for split in household_splits(digits, band):
        first, second = split.parts
        assert first.digits + second.digits == digits
        assert (first.lost, second.lost) == ("户", "")
        assert not first.digits.startswith("0")
        assert not second.digits.startswith("0")
        assert band[0] <= second.value / first.value <= band[1]


def test_no_split_begins_with_a_zero() -> None:
    assert [str(s) for s in household_splits("100300", WIDEST_HOUSEHOLD)] == ["100户300"]
    assert household_splits("012034", WIDEST_HOUSEHOLD) == []


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("201631", ["2016年31"]),
        ("2019126", ["2019年126"]),
        ("20201", ["2020年1"]),
        ("2019", []),
        ("201903", []),
        ("199831", []),
        ("203531", []),
        ("20160", []),
        ("2005200", ["2005年200"]),
        ("2030200", ["2030年200"]),
    ],
)
def test_year_splits(digits: str, expected: list[str]) -> None:
    assert [str(split) for split in year_splits(digits)] == expected


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("14187", ["14个乡镇187"]),
        ("9112", ["9个乡镇112"]),
        ("25572", ["25个乡镇572"]),
        # fewer than four villages a township
        ("2030", []),
        # one township is no county
        ("112", []),
    ],
)
def test_township_splits(digits: str, expected: list[str]) -> None:
    assert [str(split) for split in township_splits(digits)] == expected


@pytest.mark.parametrize(
    ("digits", "day_follows", "expected"),
    [
        ("313", True, ["3月13"]),
        ("313", False, ["3月1至3", "3月13"]),
        # 23至10 runs backwards, so 1月23至10 is none
        ("201612310", False, ["2016年12月3至10"]),
        ("2018115", False, ["2018年1月1至5", "2018年1月15", "2018年11月5"]),
        ("2018115", True, ["2018年1月15", "2018年11月5"]),
        ("1112", False, ["1月1至12", "11月1至2", "11月12"]),
        ("201811", False, []),
        ("6", False, []),
        ("1340", False, []),
    ],
)
def test_date_splits(digits: str, day_follows: bool, expected: list[str]) -> None:
    assert [str(split) for split in date_splits(digits, day_follows)] == expected


@pytest.mark.parametrize("digits", ["313", "1115", "2016123", "20191231", "10112", "9930"])
@pytest.mark.parametrize("day_follows", [True, False])
def test_every_date_split_is_a_date(digits: str, day_follows: bool) -> None:
    for split in date_splits(digits, day_follows):
        assert "".join(part.digits for part in split.parts) == digits
        for part in split.parts:
            value = int(part.digits)
            if part.lost == "年":
                assert 2005 <= value <= 2030
            elif part.lost == "月":
                assert 1 <= value <= 12
            else:
                assert 1 <= value <= 31


def test_words_of_a_split() -> None:
    split = Split("household", (Part("920", "户"), Part("3310", "")))
    assert str(split) == "920户3310"
    assert [part.value for part in split.parts] == [Decimal(920), Decimal(3310)]

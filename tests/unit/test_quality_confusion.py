"""What is taken for what: cells add up, right ones are kept apart, places are listed."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path

import pytest

from county_reports.quality import confusion, scoring
from county_reports.quality.confusion import Cell
from invented_gold import figure, report

observation = runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py"))["observation"]
H, P = "registry.registered_households", "registry.registered_persons"
FUNDS = "industry.funds"


def matches(pairs: list[tuple[dict[str, object], dict[str, object] | None]], year: int | None):
    """Figures `1户` in a row: what the gold says of each and what was read (None: not found)."""
    text = "1户" * len(pairs)
    figures, read = [], []
    for number, (wanted, given) in enumerate(pairs):
        known = {"value": Decimal(1), "unit": "household"} | wanted
        figures.append(figure("1户", 2 * number, **known))
        if given is not None:
            read.append(observation("1户", start=2 * number, value=1, **given))
    return scoring.match(report(text, *figures, year=year), read)


def counted(cells: tuple[Cell, ...]) -> dict[tuple[str, str, bool], int]:
    return {(cell.wanted, cell.given, cell.right): cell.count for cell in cells}


INDICATORS = [
    (H, {"indicator": H}, (H, H, True)),
    (H, {"indicator": P}, (H, P, False)),
    (H, {}, (H, "none", False)),
    (None, {"indicator": FUNDS}, ("none", FUNDS, False)),
    (None, {}, ("none", "none", True)),
    (H, None, (H, "not found", False)),
    (None, None, ("none", "not found", False)),
]


@pytest.mark.parametrize(("wanted", "given", "cell"), INDICATORS)
def test_indicators(wanted: str | None, given: dict | None, cell: tuple[str, str, bool]) -> None:
    found = confusion.indicators(matches([({"indicator": wanted}, given)], 2019))
    assert counted(found) == {cell: 1}
    assert found[0].places == ("qingyuan-2019:0-2",)


def test_a_second_reading_is_right_under_its_own_name() -> None:
    wanted = {"indicator": H, "alternatives": {"indicator": None}}
    found = confusion.indicators(matches([(wanted, {}), (wanted, {"indicator": FUNDS})], 2019))
    assert counted(found) == {("none", "none", True): 1, (H, FUNDS, False): 1}


def test_the_most_frequent_come_first() -> None:
    pairs = [({"indicator": P}, {}), ({"indicator": H}, {}), ({"indicator": H}, {}), ({}, None)]
    found = confusion.indicators(matches(pairs, 2019))
    assert [(cell.wanted, cell.count) for cell in found] == [(H, 2), ("none", 1), (P, 1)]
    assert found[0].places == ("qingyuan-2019:2-4", "qingyuan-2019:4-6")
    assert [cell.wanted for cell in confusion.errors(found)] == [H, P], "a silence is no confusion"


def test_right_cells_are_no_errors() -> None:
    found = confusion.indicators(matches([({"indicator": H}, {"indicator": H})], 2019))
    assert confusion.errors(found) == ()


KINDS = [
    (None, 2019, "none"),
    ("2019", 2019, "report's year"),
    ("2019-06", 2019, "report's year"),
    ("2019-06-30", 2019, "report's year"),
    ("2018", 2019, "other year"),
    ("2018-12", 2019, "other year"),
    ("2014/2019", 2019, "span"),
    ("2019", None, "other year"),
    (None, None, "none"),
]


@pytest.mark.parametrize(("period", "year", "kind"), KINDS)
def test_period_kind(period: str | None, year: int | None, kind: str) -> None:
    assert confusion.period_kind(period, year) == kind
    assert kind in confusion.PERIOD_KINDS


PERIODS = [
    ({"period": "2019"}, {"period": "2019"}, ("report's year", "report's year", True)),
    ({"period": "2019"}, {}, ("report's year", "none", False)),
    ({}, {"period": "2019"}, ("none", "report's year", False)),
    ({"period": "2014"}, {"period": "2015"}, ("other year", "other year", False)),
    ({"period": "2014/2019"}, {"period": "2014/2018"}, ("span", "span", False)),
    ({"period": "2014/2019"}, {"period": "2019"}, ("span", "report's year", False)),
    (
        {"period": "2019", "alternatives": {"period": None}},
        {},
        ("none", "none", True),
    ),
]


@pytest.mark.parametrize(("wanted", "given", "cell"), PERIODS)
def test_periods(wanted: dict, given: dict, cell: tuple[str, str, bool]) -> None:
    assert counted(confusion.periods(matches([(wanted, given)], 2019))) == {cell: 1}


SCOPES = [
    ({"scope": "county"}, {"scope": "county"}, ("county", "county", True)),
    ({"scope": "part"}, {"scope": "county"}, ("part", "county", False)),
    ({"scope": None}, {"scope": "county"}, ("none", "county", False)),
    (
        {"scope": "part", "alternatives": {"scope": "county"}},
        {"scope": "county"},
        ("county", "county", True),
    ),
]


@pytest.mark.parametrize(("wanted", "given", "cell"), SCOPES)
def test_scopes(wanted: dict, given: dict, cell: tuple[str, str, bool]) -> None:
    assert counted(confusion.scopes(matches([(wanted, given)], 2019))) == {cell: 1}


def test_only_found_measures_in_digits_have_a_period() -> None:
    pairs = [({}, None), ({"kind": "date"}, {}), ({"script": "chinese"}, {}), ({}, {})]
    made = matches(pairs, 2019)
    assert sum(cell.count for cell in confusion.periods(made)) == 1
    assert sum(cell.count for cell in confusion.scopes(made)) == 1
    assert sum(cell.count for cell in confusion.indicators(made)) == 3


def test_errors_agree_with_the_scores() -> None:
    pairs = [({"period": "2019"}, {"period": year}) for year in ("2019", "2018", None)]
    made = matches(pairs, 2019)
    tally = scoring.by_question(scoring.judge(made))["period"]
    wrong = sum(cell.count for cell in confusion.periods(made) if not cell.right)
    assert (tally.right, tally.wrong) == (1, wrong)

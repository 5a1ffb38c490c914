"""Scoring: one figure at a time, each question right, wrong, extra or missed."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path

import pytest

from county_reports.model import Observation
from county_reports.quality import scoring
from county_reports.quality.scoring import Tally, Verdict
from county_reports.schema import UNITS
from invented_gold import figure, report

observation = runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py"))["observation"]

SOURCE = "全县贫困户8760户31520人。2019年底发生率0.68%。两不愁三保障，三名干部。"
HOUSEHOLDS = {"start": 5, "value": Decimal(8760), "unit": "household"}


def judged(figures: list, read: list[Observation]) -> dict[tuple[str, int], str]:
    """Outcome by question and place."""
    verdicts = scoring.judge(scoring.match(report(SOURCE, *figures), read))
    return {(each.question, each.start): each.outcome for each in verdicts}


def households(**more: object):
    return figure("8760户", **(HOUSEHOLDS | more))


def read_households(**more: object) -> Observation:
    return observation("8760户", **({"start": 5, "value": 8760, "unit": "household"} | more))


QUESTIONS_OF_ONE = ("detection", "value_unit", "bound", "period", "scope", "status", "theme")


def test_a_figure_read_as_annotated_is_right_everywhere() -> None:
    found = judged([households()], [read_households()])
    assert found == {(name, 5): "right" for name in QUESTIONS_OF_ONE}


FIELDS = [
    ({"value": 876}, {}, "value_unit", "wrong"),
    ({"unit": "person"}, {}, "value_unit", "wrong"),
    ({"high": 9000}, {}, "value_unit", "wrong"),
    ({}, {"high": Decimal(9000)}, "value_unit", "wrong"),
    ({"high": 9000}, {"high": Decimal(9000)}, "value_unit", "right"),
    ({"value": 876}, {"alternatives": {"value": Decimal(876)}}, "value_unit", "right"),
    ({"unit": "count"}, {"alternatives": {"unit": "count"}}, "value_unit", "right"),
    ({"bound": "about"}, {}, "bound", "wrong"),
    ({"bound": "about"}, {"alternatives": {"bound": "about"}}, "bound", "right"),
    ({"period": "2019"}, {}, "period", "wrong"),
    ({"period": "2019"}, {"period": "2019"}, "period", "right"),
    ({}, {"period": "2019"}, "period", "wrong"),
    ({}, {"period": "2019", "alternatives": {"period": None}}, "period", "right"),
    ({"period": "2018"}, {"period": "2019", "alternatives": {"period": None}}, "period", "wrong"),
    ({"scope": "part"}, {}, "scope", "wrong"),
    ({"scope": "part"}, {"scope": "part"}, "scope", "right"),
    ({"status": "planned"}, {}, "status", "wrong"),
    ({"theme": "water"}, {}, "theme", "wrong"),
    ({"theme": "water"}, {"theme": "water"}, "theme", "right"),
    ({"theme": "water"}, {"alternatives": {"theme": "water"}}, "theme", "right"),
]


@pytest.mark.parametrize(("given", "wanted", "question", "outcome"), FIELDS)
def test_each_field_is_asked_alone(
    given: dict[str, object], wanted: dict[str, object], question: str, outcome: str
) -> None:
    found = judged([households(**wanted)], [read_households(**given)])
    assert found.pop((question, 5)) == outcome
    assert set(found.values()) == {"right"}, "the others are not touched"


def test_a_missed_figure_is_missed_once_and_not_asked_for_its_meaning() -> None:
    assert judged([households()], []) == {("detection", 5): "missed", ("value_unit", 5): "missed"}


def test_a_span_that_differs_by_one_character_is_missed_and_extra() -> None:
    found = judged([households()], [observation("8760", start=5)])
    assert found[("detection", 5)] == "extra", "the later verdict of the place"
    verdicts = scoring.judge(
        scoring.match(report(SOURCE, households()), [observation("8760", start=5)])
    )
    tally = scoring.by_question(verdicts)["detection"]
    assert (tally.right, tally.extra, tally.missed) == (0, 1, 1)


def test_chinese_numerals_are_scored_apart() -> None:
    start = SOURCE.index("三名")
    wanted = figure("三名", start, value=Decimal(3), unit="person", script="chinese")
    given = observation("三名", start=start, value=3, unit="person", script="chinese")
    assert judged([wanted], [given]) == {("chinese", start): "right"}
    assert judged([wanted], []) == {("chinese", start): "missed"}
    assert judged([], [given]) == {("chinese", start): "extra"}


# ---- indicators

P, H = "registry.registered_persons", "registry.registered_households"
FUNDS = "industry.funds"
INDICATORS = [
    (H, H, (), "right"),
    (H, P, (), "wrong"),
    (H, None, (), "missed"),
    (None, H, (), "extra"),
    (None, None, (), None),
    (H, P, (P,), "right"),
    (H, None, (None,), None),
    (None, P, (P,), "right"),
    (H, FUNDS, (P,), "wrong"),
]


@pytest.mark.parametrize(("wanted", "given", "other", "outcome"), INDICATORS)
def test_indicators(
    wanted: str | None, given: str | None, other: tuple[str | None, ...], outcome: str | None
) -> None:
    more = {"alternatives": {"indicator": other[0]}} if other else {}
    found = judged([households(indicator=wanted, **more)], [read_households(indicator=given)])
    assert found.get(("indicator", 5)) == outcome
    assert found.get(("indicator_three", 5)) == outcome, "registry is one of the three"


@pytest.mark.parametrize(
    ("wanted", "given", "asked"),
    [
        (FUNDS, FUNDS, False),
        (FUNDS, None, False),
        (FUNDS, H, True),
        (H, FUNDS, True),
        (None, FUNDS, False),
    ],
)
def test_the_three_themes(wanted: str | None, given: str | None, asked: bool) -> None:
    found = judged([households(indicator=wanted)], [read_households(indicator=given)])
    assert (("indicator_three", 5) in found) is asked


def test_a_figure_that_was_not_found_has_no_indicator() -> None:
    assert judged([households(indicator=H)], [])[("indicator", 5)] == "missed"
    assert ("indicator", 5) not in judged([households()], [])
    other = {"alternatives": {"indicator": None}}
    assert judged([households(indicator=H, **other)], [])[("indicator", 5)] == "missed"


# ---- fused digits

FUSED = [
    ("户", {"restoration": "proven"}, "right"),
    ("年", {"restoration": "proven"}, "wrong"),
    ("户", {"restoration": "proven", "value": 876}, "wrong"),
    ("户", {}, "wrong"),
]


@pytest.mark.parametrize(("lost", "given", "outcome"), FUSED)
def test_fused_parts_need_the_lost_unit(lost: str, given: dict[str, object], outcome: str) -> None:
    wanted = households(fused=True, lost=lost)
    assert judged([wanted], [read_households(**given)])[("fused", 5)] == outcome
    assert judged([wanted], [])[("fused", 5)] == "missed"


def test_what_the_text_does_not_settle_is_not_scored() -> None:
    whole = figure("8760户31520人", 5, undecidable=True)
    assert judged([whole], []) == {}
    assert judged([whole], [read_households()]) == {}, "nor what was read across it"
    assert judged([whole], [observation("0.68%", start=SOURCE.index("0.68%"))]) != {}


# ---- what is no measure

DATE = figure("2019年底", SOURCE.index("2019"), kind="date")
SLOGAN = figure("两不愁三保障", SOURCE.index("两不愁"), kind="slogan", script="chinese")


def test_what_is_left_alone_is_right() -> None:
    found = judged([DATE, SLOGAN], [observation("2019年底", start=DATE.start, kind="date")])
    assert found == {("nonmeasure", DATE.start): "right", ("nonmeasure", SLOGAN.start): "right"}


def test_a_measure_read_in_it_is_wrong() -> None:
    year = observation("2019年", start=DATE.start, value=2019, unit="year")
    verdicts = scoring.judge(scoring.match(report(SOURCE, DATE, SLOGAN), [year]))
    tallies = scoring.by_kind(verdicts)
    assert (tallies["date"].wrong, tallies["slogan"].wrong) == (1, 0)
    (wrong,) = tallies["date"].errors
    assert (wrong.given, wrong.wanted, wrong.group) == ("2019 year", "date", "date")
    assert scoring.by_question(verdicts)["detection"].extra == 1


def test_a_measure_of_the_gold_does_not_make_its_neighbour_wrong() -> None:
    part = figure("2019", SOURCE.index("2019"), kind="date")
    whole = figure("2019年底", SOURCE.index("2019"), value=Decimal(2019), unit="year")
    year = observation("2019年底", start=DATE.start, value=2019, unit="year")
    assert judged([whole, part], [year])[("nonmeasure", DATE.start)] == "right"


# ---- groups


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("CNY", "money"),
        ("person", "people"),
        ("household", "households"),
        ("village", "villages"),
        ("township", "villages"),
        ("mu", "extent"),
        ("km", "extent"),
        ("km2", "extent"),
        ("m2", "extent"),
        ("percent", "percent"),
        ("percentage_point", "percent"),
        ("year", "duration"),
        ("day", "duration"),
        ("count", "other"),
        ("times", "other"),
        ("m3", "other"),
        (None, "other"),
        ("", "other"),
    ],
)
def test_class_of(unit: str | None, name: str) -> None:
    assert scoring.class_of(unit) == name


def test_every_unit_has_one_class() -> None:
    named = [unit for units in scoring.CLASSES.values() for unit in units]
    assert len(named) == len(set(named))
    assert set(named) <= set(UNITS)
    assert {scoring.class_of(unit) for unit in UNITS} == set(scoring.CLASSES)


@pytest.mark.parametrize(("name", "family"), [(H, "registry"), (None, None), ("", None)])
def test_family_of(name: str | None, family: str | None) -> None:
    assert scoring.family_of(name) == family


def verdict(outcome: str, wanted: str | None, given: str | None) -> Verdict:
    return Verdict("indicator", outcome, "a", 0, 1, "…", given, wanted)  # type: ignore[arg-type]


FAMILIES = [
    ("right", H, H, {"registry": (1, 0, 0, 0)}),
    ("right", H, FUNDS, {"industry": (1, 0, 0, 0)}),
    ("wrong", H, P, {"registry": (0, 1, 0, 0)}),
    ("wrong", H, FUNDS, {"registry": (0, 0, 0, 1), "industry": (0, 0, 1, 0)}),
    ("missed", H, None, {"registry": (0, 0, 0, 1)}),
    ("extra", None, FUNDS, {"industry": (0, 0, 1, 0)}),
]


@pytest.mark.parametrize(("outcome", "wanted", "given", "expected"), FAMILIES)
def test_an_error_between_families_counts_in_both(
    outcome: str, wanted: str | None, given: str | None, expected: dict[str, tuple[int, ...]]
) -> None:
    tallies = scoring.by_family([verdict(outcome, wanted, given)])
    found = {n: (t.right, t.wrong, t.extra, t.missed) for n, t in tallies.items()}
    assert found == expected


def test_classes_add_up_to_detection() -> None:
    figures = [households(), figure("31520人", 10, value=Decimal(31520), unit="person")]
    read = [read_households(), observation("0.68%", start=SOURCE.index("0.68"), unit="percent")]
    verdicts = scoring.judge(scoring.match(report(SOURCE, *figures), read))
    classes, whole = scoring.by_class(verdicts), scoring.by_question(verdicts)["detection"]
    assert list(classes) == list(scoring.CLASSES)
    for name in ("right", "wrong", "extra", "missed"):
        assert sum(getattr(each, name) for each in classes.values()) == getattr(whole, name)
    assert classes["people"].missed == classes["percent"].extra == classes["households"].right == 1


# ---- tallies

SHARES = [
    ((8, 0, 2, 0), 0.8, 1.0, 16 / 18),
    ((8, 0, 0, 2), 1.0, 0.8, 16 / 18),
    ((8, 2, 0, 0), 0.8, 0.8, 0.8),
    ((0, 3, 0, 0), 0.0, 0.0, 0.0),
    ((0, 0, 0, 0), 1.0, 1.0, 1.0),
    ((0, 0, 0, 2), 1.0, 0.0, 0.0),
    ((6, 1, 2, 3), 6 / 9, 6 / 10, 12 / 19),
]


@pytest.mark.parametrize(("counts", "precision", "recall", "f1"), SHARES)
def test_shares(counts: tuple[int, ...], precision: float, recall: float, f1: float) -> None:
    tally = Tally(*counts)
    assert (tally.precision, tally.recall) == pytest.approx((precision, recall))
    assert tally.f1 == pytest.approx(f1)
    assert tally.given == counts[0] + counts[1] + counts[2]
    assert tally.sample == counts[0] + counts[1] + counts[3]
    assert tally.f1_interval.low <= tally.f1 + 1e-9
    for interval in (tally.precision_interval, tally.recall_interval, tally.f1_interval):
        assert 0 <= interval.low <= interval.high <= 1


@pytest.mark.parametrize(("count", "gated"), [(9, False), (10, True)])
def test_a_group_has_a_floor_from_ten_figures_on(count: int, gated: bool) -> None:
    text = "1户" * count
    figures = [figure("1户", 2 * n, value=Decimal(1), unit="household", indicator=H)
               for n in range(count)]  # fmt: skip
    verdicts = scoring.judge(scoring.match(report(text, *figures), []))
    names = set(scoring.gated(verdicts))
    assert names >= set(scoring.QUESTIONS)
    assert ({"class.households", "family.registry"} <= names) is gated
    assert scoring.gated(verdicts)["detection"].missed == count


def test_a_verdict_shows_place_words_and_both_readings() -> None:
    read = [read_households(value=876)]
    verdicts = scoring.judge(scoring.match(report(SOURCE, households()), read))
    (wrong,) = [each for each in verdicts if each.question == "value_unit"]
    assert wrong.place == "qingyuan-2019:5-10"
    assert wrong.words == "…全县贫困户[8760户]31520人。2019年底发…"
    assert (wrong.given, wrong.wanted) == ("876 household", "8760 household")
    assert wrong.group == "households"

"""Why a figure was chosen, what conflicts with it, and why there is none; expected by hand."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports import codebook
from county_reports.arithmetic.intervals import INFINITY, Interval
from county_reports.comparison import alignment, conflicts, tables
from county_reports.comparison.figures import Figure, agree, stands_for
from county_reports.model import Metadata, Report

given = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py")))
see = given.observation
BOOK = codebook.load().indicators

PETITIONS = "supervision.petitions"
HOUSEHOLDS = "registry.registered_households"
COVERAGE = "water.coverage"


def figure(value: object, start: int, **more: object) -> Figure:
    text = f"{value}件"
    cells = {"unit": "count", "bound": "exact", "period": "2018", "scope": "county",
             "status": "reported", "restoration": None} | more  # fmt: skip
    return Figure(value=Decimal(str(value)), high=None, start=start, end=start + len(text),
                  text=text, object=None, **cells)  # fmt: skip


def compare(source: str, seen: list, indicators: list[str], year: int = 2019):
    report = Report(Metadata("qiyun-2019", "a.txt", "栖云县", year=year), source)
    table = tables.observations_frame([(report, seen)])
    return alignment.compare(table, [report.metadata], indicators, {report.id: source})


def at(source: str, written: str, indicator: str, value: object, **more: object):
    return see(written, start=source.index(written), value=value, indicator=indicator, **more)


# ---- intervals of printed figures


@pytest.mark.parametrize(
    ("cells", "text", "low", "high"),
    [
        ({"value": "100"}, "受理100件", "100", "100"),
        ({"value": "130", "unit": "CNY"}, "投入130元", "129.5", "130.5"),
        ({"value": "0.68", "unit": "percent"}, "降至0.68%", "0.675", "0.685"),
        ({"value": "1300000", "unit": "person", "precision": Decimal(10000)}, "人口130万人",
         "1295000", "1305000"),
        # 余 inside the number reaches to the next step, 超过 before it has no end
        ({"value": "6100", "bound": "over"}, "6100余件", "6100", "6200"),
        ({"value": "6100", "bound": "over"}, "超过6100件", "6100", "Infinity"),
        ({"value": "20000", "bound": "under"}, "近20000件", "10000", "20000"),
        ({"value": "20000", "bound": "under"}, "20000件以内", "0", "20000"),
    ],
)  # fmt: skip
def test_a_printed_figure_stands_for_an_interval(cells, text, low, high):
    digits = next(place for place, letter in enumerate(text) if letter.isdigit())
    made = figure(cells["value"], digits, **{k: v for k, v in cells.items() if k != "value"})
    made = Figure(**{name: getattr(made, name) for name in Figure.__slots__} | {"end": len(text)})
    assert stands_for(made, text) == Interval(Decimal(low), Decimal(high))


def test_without_the_text_over_and_under_are_open():
    assert stands_for(figure(6100, 0, bound="over")).high == INFINITY


def test_a_range_is_its_own_interval():
    made = figure(400, 0, unit="CNY")
    made = Figure(**{n: getattr(made, n) for n in Figure.__slots__} | {"high": Decimal(5000)})
    assert stands_for(made) == Interval(Decimal(400), Decimal(5000))


# ---- competing figures


@pytest.mark.parametrize(
    ("values", "against", "parts"),
    [
        ([236, 48], [48], []),
        # parts add up to the total, all of them or two of three
        ([284, 236, 48], [], [236, 48]),
        ([284, 236, 48, 7], [7], [236, 48]),
        ([100, 60, 30, 10], [], [60, 30, 10]),
        # the same value elsewhere is no conflict
        ([236, 236], [], []),
        ([236], [], []),
    ],
)
def test_parts_are_told_from_conflicts(values, against, parts):
    seen = [figure(value, 10 * place) for place, value in enumerate(values)]
    found = conflicts.competing(seen[0], seen)
    assert [[int(f.value) for f in each] for each in found] == [against, parts]


@pytest.mark.parametrize(
    "more",
    [
        {"period": "2017"}, {"scope": "part"}, {"status": "planned"}, {"unit": "times"},
        {"restoration": "ambiguous"},
    ],
)  # fmt: skip
def test_another_period_scope_status_or_unit_is_no_conflict(more):
    seen = [figure(236, 0), figure(48, 10, **more)]
    assert conflicts.competing(seen[0], seen) == ((), ())


def test_figures_that_may_be_the_same_do_not_conflict():
    exact = figure(6150, 10)
    assert conflicts.competing(figure(6100, 0, bound="over"), [exact]) == ((), ())


@pytest.mark.parametrize(
    ("one", "other", "may_agree"),
    [
        # 36% ends where 37% begins, and 36.5 is printed as 37
        (("36", "percent", "exact"), ("37", "percent", "exact"), False),
        (("36", "percent", "exact"), ("36.4", "percent", "exact"), True),
        (("100", "household", "exact"), ("100", "household", "over"), True),
        (("100", "household", "exact"), ("101", "household", "exact"), False),
    ],
)
def test_rounded_figures_that_only_touch_are_told_apart(one, other, may_agree):
    made = [stands_for(figure(v, 0, unit=unit, bound=bound)) for v, unit, bound in (one, other)]
    assert agree(*made) is may_agree
    assert agree(*reversed(made)) is may_agree


def test_a_part_named_in_the_sentence_is_no_conflict():
    source = "受理信访300件,其中越级信访100件。另受理40件。"
    seen = [figure(300, 4), figure(100, source.index("100")), figure(40, source.index("40"))]
    against, parts = conflicts.competing(seen[0], seen, source)
    assert [f.value for f in against] == [40]
    assert [f.value for f in parts] == [100]


def test_a_part_is_never_larger_than_its_whole():
    source = "受理信访30件,其中县本级100件。"
    seen = [figure(30, 4), figure(100, source.index("100"))]
    assert [f.value for f in conflicts.competing(seen[0], seen, source)[0]] == [100]


def test_rates_have_no_parts():
    seen = [figure(90, 0, unit="percent"), figure(60, 10, unit="percent"),
            figure(30, 20, unit="percent")]  # fmt: skip
    against, parts = conflicts.competing(seen[0], seen)
    assert len(against) == 2
    assert parts == ()


def test_many_figures_are_not_searched_for_sums():
    seen = [figure(value, value) for value in range(40, 0, -1)]
    against, parts = conflicts.competing(seen[0], seen)
    assert len(against) == 39
    assert parts == ()


# ---- in the comparison


def test_a_conflict_names_every_value_with_its_place_and_nothing_is_averaged():
    source = "信访件236件办结。县本级信访48件办结。"
    seen = [at(source, "236件", PETITIONS, 236, unit="count", period="2019"),
            at(source, "48件", PETITIONS, 48, unit="count", period="2019")]  # fmt: skip
    row = compare(source, seen, [PETITIONS]).iloc[0]
    assert (row["value"], row["choice"]) == (Decimal(236), "largest of several")
    assert row["conflict"] == f"236@{source.index('236')}|48@{source.index('48')}"
    assert row["value"] != (236 + 48) / 2


CHOICES = [
    ([("100户", 100, {})], "only figure"),
    ([("100户", 100, {}), ("100户。", 100, {})], "repeated"),
    ([("90户", 90, {"period": "2018"}), ("100户", 100, {"period": "2019"})], "own year"),
    ([("90户", 90, {"period": "2018"}), ("100户", 100, {})], "undated"),
    ([("90户", 90, {"period": "2017"}), ("100户", 100, {"period": "2018"})], "nearest year"),
    ([("90户", 90, {}), ("60户", 60, {}), ("30户", 30, {})], "total of its parts"),
    ([("90户", 90, {}), ("61户", 61, {})], "largest of several"),
    # what may not be compared is no rival
    ([("90户", 90, {}), ("61户", 61, {"scope": "part"})], "only figure"),
    ([("90户", 90, {}), ("61户", 61, {"restoration": "ambiguous"})], "only figure"),
]


@pytest.mark.parametrize(("said", "choice"), CHOICES)
def test_the_reason_of_the_choice(said, choice):
    source = "栖云县。" + "。".join(f"建档立卡{text}" for text, *_ in said)
    seen, last = [], 0
    for text, value, more in said:
        last = source.index(text, last)
        seen.append(see(text, start=last, value=value, indicator=HOUSEHOLDS, **more))
        last += 1
    row = compare(source, seen, [HOUSEHOLDS]).iloc[0]
    assert row["choice"] == choice
    assert (row["conflict"] == row["conflict"]) == (choice == "largest of several")


def test_the_baseline_is_the_earliest_year():
    source = "2014年贫困户100户,2016年贫困户90户。"
    name = "registry.initial_households"
    seen = [at(source, "100户", name, 100, period="2014"),
            at(source, "90户", name, 90, period="2016")]  # fmt: skip
    row = compare(source, seen, [name]).iloc[0]
    assert (row["value"], row["choice"]) == (Decimal(100), "earliest year")


def test_of_several_rates_the_first_stands():
    source = "饮水保障率100%,自来水普及率84%。"
    seen = [at(source, "100%", COVERAGE, 100, unit="percent"),
            at(source, "84%", COVERAGE, 84, unit="percent")]  # fmt: skip
    row = compare(source, seen, [COVERAGE]).iloc[0]
    assert (row["value"], row["choice"]) == (Decimal(100), "first of several")


def test_the_row_says_period_scope_status_and_interval():
    source = "2019年贫困发生率降至0.68%。"
    seen = [at(source, "0.68%", "registry.incidence", "0.68", unit="percent", period="2019")]
    row = compare(source, seen, ["registry.incidence"]).iloc[0]
    assert (row["period"], row["scope"], row["status"]) == ("2019", "county", "reported")
    assert (row["low"], row["upper"]) == (Decimal("0.675"), Decimal("0.685"))


@pytest.mark.parametrize(
    ("more", "why", "zh", "en"),
    [
        ({"scope": "part"}, "scope part", "只说县内一部分", "of a part of the county only"),
        ({"scope": "other"}, "scope other", "是别处的数字", "of another place"),
        ({"scope": "standard"}, "scope standard", "是标准或定额", "a rule or rate"),
        ({"unit": "km"}, "unit km", "单位为“公里”", "counted in km"),
    ],
)
def test_why_a_figure_is_not_comparable(more, why, zh, en):
    source = "某镇100户。"
    row = compare(source, [at(source, "100户", HOUSEHOLDS, 100, **more)], [HOUSEHOLDS]).iloc[0]
    assert (row["missing"], row["why"]) == ("not comparable", why)
    assert row["choice"] != row["choice"]
    assert conflicts.why_words(why, "zh") == zh
    assert conflicts.why_words(why, "en") == en


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_reason_has_no_words(language):
    assert conflicts.why_words(None, language) == ""


def test_every_choice_has_words_in_both_languages():
    assert set(conflicts.CHOICE_WORDS) == set(conflicts.CHOICES)


# ---- households and persons of one group


def test_persons_of_other_households_than_those_compared_are_marked():
    source = "对180户困难边缘户摸排。边缘户28户69人建立台账。"
    households, persons = "resilience.monitored_households", "resilience.monitored_persons"
    seen = [at(source, "180户", households, 180), at(source, "28户", households, 28),
            at(source, "69人", persons, 69, unit="person")]  # fmt: skip
    row = compare(source, seen, [persons]).iloc[0]
    assert row["caution"] == f"persons of 28@{source.index('28户')}"


@pytest.mark.parametrize("source", ["边缘户28户69人建立台账。", "边缘户28户(69人)建立台账。"])
def test_persons_of_the_households_compared_are_not(source):
    households, persons = "resilience.monitored_households", "resilience.monitored_persons"
    seen = [at(source, "28户", households, 28),
            at(source, "69人", persons, 69, unit="person")]  # fmt: skip
    assert compare(source, seen, [persons])["caution"].isna().all()


def test_an_indicator_without_households_has_no_twin():
    assert alignment.households_beside(BOOK["assistance.team_members"]) is None
    assert alignment.households_beside(BOOK["education.students"]) is None
    assert alignment.households_beside(BOOK["water.persons"]) is BOOK["water.households"]

"""Derived values: quotients worked out by hand, intervals, warnings, refusals, names."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as some

from county_reports import codebook
from county_reports import format as words
from county_reports.arithmetic.intervals import INFINITY, Interval
from county_reports.comparison import denominators, funds_per, tables
from county_reports.comparison.denominators import DERIVED, PERS, per_named
from county_reports.errors import UsageError
from county_reports.model import Metadata, Report

given = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py")))
see = given.observation

FUNDS, PERSONS = "water.funds", "registry.registered_persons"
SOURCE = "现有建档立卡贫困人口2000人。投入饮水资金300万元,解决500人。总人口10万人。"


def money(value: object = 3000000, **more: object):
    cells = {"unit": "CNY", "indicator": FUNDS, "value": value, "period": "2019"} | more
    return see("300万元", start=SOURCE.index("300万元"), **cells)


def people(value: object = 2000, **more: object):
    cells = {"unit": "person", "indicator": PERSONS, "value": value, "period": "2019"} | more
    return see("2000人", start=SOURCE.index("2000人"), **cells)


def derive(seen: list, per: str = "poor person", indicator: str = FUNDS, year: int = 2019):
    report = Report(Metadata("qiyun-2019", "a.txt", "栖云县", year=year), SOURCE)
    table = tables.observations_frame([(report, seen)])
    made = denominators.compare_per(table, [report.metadata], [indicator], {report.id: SOURCE}, per)
    assert made.columns.tolist() == [column.name for column in DERIVED]
    assert len(made) == 1
    return made.iloc[0]


def missing(cell: object) -> bool:
    return not tables.given(cell)


# ---- values


def test_money_per_poor_person_names_both_figures():
    row = derive([people(), money()])
    assert row["value"] == 1500
    assert (row["unit"], row["per"], row["denominator"]) == ("CNY", "poor person", PERSONS)
    for prefix, text in (("", "300万元"), ("denominator_", "2000人")):
        start, end = int(row[f"{prefix}start"]), int(row[f"{prefix}end"])
        assert SOURCE[start:end] == row[f"{prefix}text"] == text
        assert text in row[f"{prefix}quote"]
    assert (row["numerator_value"], row["denominator_value"]) == (3000000, 2000)
    assert missing(row["missing"])
    assert missing(row["caution"])


def test_the_interval_holds_what_both_printed_figures_allow():
    # 2999999.5 / 2000 and 3000000.5 / 2000; persons are counted exactly
    row = derive([people(), money()])
    assert (row["low"], row["upper"]) == (Decimal("1499.99975"), Decimal("1500.00025"))


def test_a_lower_bound_stays_one():
    row = derive([people(), money(bound="over")])
    assert (row["bound"], row["low"]) == ("over", 1500)
    assert missing(row["upper"])


def test_dividing_by_a_lower_bound_gives_an_upper_bound():
    row = derive([people(bound="over"), money()])
    assert (row["bound"], row["low"]) == ("under", 0)
    assert row["upper"] == Decimal("1500.00025")


def test_two_bounds_that_pull_apart_are_about():
    assert derive([people(bound="over"), money(bound="over")])["bound"] == "about"


def test_a_share_is_in_percent():
    total = see("2000人", start=SOURCE.index("2000人"), value=12000000, unit="CNY",
                indicator="funding.total", period="2019")  # fmt: skip
    row = derive([total, money()], "share of total")
    assert (row["value"], row["unit"], row["denominator"]) == (25, "percent", "funding.total")


def test_a_share_of_persons_is_of_the_registered():
    helped = see("500人", start=SOURCE.index("500人"), value=500, unit="person",
                 indicator="water.persons", period="2019")  # fmt: skip
    row = derive([people(), helped], "占比", "water.persons")
    assert (row["value"], row["denominator"]) == (25, PERSONS)
    assert missing(row["caution"])


def test_a_part_larger_than_the_whole_is_said():
    helped = see("500人", start=SOURCE.index("500人"), value=2500, unit="person",
                 indicator="water.persons", period="2019")  # fmt: skip
    row = derive([people(), helped], "share of total", "water.persons")
    assert (row["value"], row["caution"]) == (125, "more than the whole")


def test_the_less_sure_restoration_shows():
    row = derive([people(restoration="proven"), money()])
    assert row["restoration"] == "proven"
    row = derive([people(restoration="proven"), money(restoration="unique")])
    assert row["restoration"] == "unique"


# ---- warnings


@pytest.mark.parametrize(
    ("above", "below", "caution"),
    [
        ("2019", "2019", None),
        ("2019-06", "2019", None),
        ("2018", "2019", "periods differ"),
        ("2014/2019", "2019", "periods differ"),
        (None, "2019", "period not stated"),
        ("2019", None, "period not stated"),
    ],
)
def test_periods_that_differ_are_warned_of(above, below, caution):
    row = derive([people(period=below), money(period=above)])
    assert (None if missing(row["caution"]) else row["caution"]) == caution
    assert (row["period"] if above else None) == above


def test_a_target_over_a_reported_figure_is_never_silent():
    plan = see("500人", start=SOURCE.index("500人"), value=500, unit="person", status="planned",
               indicator="registry.planned_persons", period="2019")  # fmt: skip
    row = derive([people(), plan], indicator="registry.planned_persons")
    assert (row["value"], row["status"]) == (Decimal("0.25"), "planned")
    assert row["caution"] == "planned over reported"


def test_a_target_for_another_indicator_is_not_divided_at_all():
    row = derive([people(), money(status="planned")])
    assert (row["missing"], row["value"]) == ("planned only", None)


def test_a_numerator_stated_differently_is_warned_of():
    other = see("500人", start=SOURCE.index("500人"), value=1000000, unit="CNY", indicator=FUNDS,
                period="2019")  # fmt: skip
    row = derive([people(), money(), other])
    assert (row["value"], row["caution"]) == (1500, "numerator stated differently")
    assert row["conflict"].count("@") == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_cautions_have_words(language):
    both = denominators.caution_words("|".join(denominators.CAUTIONS), language)
    assert all(pair[0 if language == "zh" else 1] in both
               for pair in denominators.CAUTION_WORDS.values())  # fmt: skip
    assert denominators.caution_words(None, language) == ""


# ---- refusals


REFUSED = [
    ([money()], FUNDS, "poor person", "denominator not reported"),
    ([people()], FUNDS, "poor person", "not reported"),
    ([people(status="planned"), money()], FUNDS, "poor person", "denominator planned only"),
    ([people(restoration="ambiguous"), money()], FUNDS, "poor person", "denominator ambiguous"),
    ([people(scope="part"), money()], FUNDS, "poor person", "denominator not comparable"),
    ([people(scope="other"), money()], FUNDS, "poor person", "denominator not comparable"),
    ([people(0), money()], FUNDS, "poor person", "denominator is zero"),
    ([people(), money()], "registry.incidence", "poor person", "already a rate"),
    ([people(), money()], "profile.rural_income", "poor person", "already a rate"),
    ([people(), money()], "finance.loans", "share of total", "no total defined"),
    ([people(), money()], "funding.total", "share of total", "no total defined"),
    ([people(), money()], PERSONS, "poor person", "is the denominator"),
    ([people(), money(restoration="ambiguous")], FUNDS, "poor person", "ambiguous"),
    # the register of another year of the baseline is not taken in its place
    ([people(indicator="registry.initial_persons"), money()], FUNDS, "poor person",
     "denominator not reported"),
]  # fmt: skip


@pytest.mark.parametrize(("seen", "indicator", "per", "reason"), REFUSED)
def test_what_cannot_be_divided_has_its_reason(seen, indicator, per, reason):
    row = derive(seen, per, indicator)
    assert row["missing"] == reason
    assert row["value"] is None
    assert row["low"] is None
    assert words.missing(reason, "zh") != reason
    assert words.missing(reason, "en")


def test_a_denominator_stated_differently_is_refused():
    other = see("500人", start=SOURCE.index("500人"), value=1990, unit="person", indicator=PERSONS,
                period="2019")  # fmt: skip
    row = derive([people(), other, money()])
    assert row["missing"] == "denominator stated differently"


def test_a_figure_without_denominator_keeps_its_own_place():
    row = derive([money()])
    assert (row["text"], row["numerator_value"]) == ("300万元", 3000000)
    assert missing(row["denominator_start"])


def test_every_reason_has_words_in_both_languages():
    assert set(denominators.REASONS) <= set(words.MISSING)


# ---- names


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("poor person", "poor person"), ("per poor person", "poor person"),
        ("Poor  Person", "poor person"), ("poor_person", "poor person"),
        ("贫困人口", "poor person"), ("每名建档立卡贫困人口", "poor person"), ("人均", "head"),
        ("户均", "poor household"), ("household", "poor household"), ("占比", "share of total"),
        ("贫困村", "poor village"), ("head", "head"), ("share", "share of total"),
        ("per registered poor person", "poor person"),
        ("建档之初贫困人口", "initial poor person"),
    ],
)  # fmt: skip
def test_names_in_both_languages(name, meant):
    assert per_named(name).name == meant


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("poor persn", "poor person"),
        ("贫困人", "贫困人口"),
        ("per hed", "head"),
        ("zzz", "use one of"),
    ],
)
def test_a_wrong_name_gives_one_sentence_with_close_matches(name, hint):
    with pytest.raises(UsageError) as told:
        per_named(name)
    assert hint in str(told.value)
    assert "\n" not in str(told.value)


def test_names_are_unique_and_indicators_exist():
    book = codebook.load().indicators
    keys = [key for per in PERS for key in (per.name, per.zh, per.en.lower(), *per.also)]
    assert len(set(keys)) == len(keys)
    named = {per.indicator for per in PERS if per.indicator} | set(denominators.TOTALS.values())
    assert (named | denominators.HEADED | denominators.WITHOUT_TOTAL) <= set(book)


# ---- the interval of a quotient, for any two intervals


@for_all(
    some.integers(0, 10**9), some.integers(0, 10**6), some.integers(1, 10**7),
    some.integers(0, 10**4),
)  # fmt: skip
def test_the_quotient_lies_in_its_interval(low, more, under, wide):
    above = Interval(Decimal(low), Decimal(low + more))
    below = Interval(Decimal(under), Decimal(under + wide))
    least, most = denominators._quotient(above, below, Decimal(1))
    assert most is not None
    assert least * below.high <= above.low
    assert most * below.low >= above.high


def test_an_open_end_stays_open():
    one, open_above = Interval(Decimal(1), Decimal(1)), Interval(Decimal(1), INFINITY)
    assert denominators._quotient(open_above, one, Decimal(1)) == (1, None)
    assert denominators._quotient(one, open_above, Decimal(1)) == (0, 1)


# ---- funds by theme


def derive_funds(seen: list, source: str, per: str = "poor person"):
    report = Report(Metadata("qiyun-2019", "a.txt", "栖云县", year=2019), source)
    table = tables.observations_frame([(report, seen)])
    made = funds_per.by_theme_per(table, [report.metadata], {report.id: source}, per)
    return {row["theme"]: row for row in made.to_dict("records")}


def test_parallel_amounts_are_added_with_their_intervals():
    source = "贫困人口1000人。发放低保金6万元、五保资金4万元。"
    protection = "social_protection.funds"
    seen = [
        see("1000人", start=source.index("1000人"), value=1000, unit="person", indicator=PERSONS),
        see("6万元", start=source.index("6万元"), value=60000, unit="CNY", indicator=protection,
            object="低保金"),
        see("4万元", start=source.index("4万元"), value=40000, unit="CNY", indicator=protection,
            object="五保资金"),
    ]  # fmt: skip
    row = derive_funds(seen, source)["social_protection"]
    assert (row["value"], row["low"], row["upper"]) == (100, Decimal("99.999"), Decimal("100.001"))
    assert row["parts"].count("@") == 2
    assert row["text"] == "6万元+4万元"


def test_a_theme_without_amount_is_missing_and_not_nought():
    rows = derive_funds([people()], SOURCE)
    assert rows["water"]["missing"] == "not reported"
    assert rows["water"]["value"] is None


def test_a_theme_without_denominator_keeps_its_amount():
    row = derive_funds([money()], SOURCE)["water"]
    assert (row["numerator_value"], row["missing"]) == (3000000, "denominator not reported")


def test_shares_of_all_funds():
    total = see("2000人", start=SOURCE.index("2000人"), value=6000000, unit="CNY",
                indicator="funding.total", period="2019")  # fmt: skip
    row = derive_funds([total, money()], SOURCE, "share of total")["water"]
    assert (row["value"], row["unit"]) == (50, "percent")

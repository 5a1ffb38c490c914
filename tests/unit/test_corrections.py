"""Corrections applied: what each action changes, what stays, and every guard that stops."""

from __future__ import annotations

import pickle
import re
import runpy
from decimal import Decimal
from pathlib import Path

import pytest

from county_reports.errors import CorrectionError
from county_reports.extraction import corrections, observe
from county_reports.extraction.correction_file import FIELDS, Entry
from county_reports.extraction.correction_words import (
    change_in_words,
    corrected_from,
    in_words,
    reading,
)
from county_reports.extraction.coverage import measure_coverage
from county_reports.model import Correction, Observation, Report

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
invented_report = made["report"]

TEXT = (
    "栖云县2019年脱贫攻坚工作总结\n\n一、产业扶贫\n\n2019年,全县投入产业扶贫资金128万元,建成基地35个,"
    "带动贫困户3200户。发放补助400~500元。一村一品成形,惠及贫困人口20185043人。\n\n二、教育扶贫\n\n"
    "资助学生6318人次,师生比合7比1。计划2020年投入90万元。\n"
)


def source() -> Report:
    return invented_report(TEXT)


def entry(
    figure: str = "128万元",
    action: str = "set",
    *,
    text: str | None = None,
    set: dict[str, object] | None = None,  # noqa: A002  the field is called so
    guard: dict[str, object] | None = None,
    line: int = 7,
) -> Entry:
    def pairs(values: dict[str, object] | None) -> tuple[tuple[str, object], ...]:
        return tuple(
            (name, Decimal(str(values[name])) if name in ("value", "high")
             and values[name] is not None else values[name])
            for name in FIELDS if name in (values or {})
        )  # fmt: skip

    return Entry(
        "qiyun", text or figure, figure, action, pairs(set), pairs(guard), "read wrongly", "Li",
        "2024-05-01", line,
    )  # fmt: skip


def corrected(*entries: Entry) -> tuple[Observation, ...]:
    report = source()
    return corrections.apply(report, observe(report), entries)


def at(observations: tuple[Observation, ...], figure: str) -> Observation:
    (found,) = [o for o in observations if o.quantity.text == figure]
    return found


def plain(figure: str) -> Observation:
    return at(observe(source()), figure)


def test_the_invented_text_reads_as_the_tests_take_it() -> None:
    read = {o.quantity.text: o.quantity.kind for o in observe(source())}
    assert read["128万元"] == read["35个"] == read["3200户"] == read["90万元"] == "measure"
    assert read["一村一品"] == "slogan"
    assert plain("20185043人").quantity.restoration.kind == "ambiguous"
    assert not any("合7比1" in text for text in read)


# ---- set

SETS = [
    ("128万元", {"value": "12.8"}, {"value": Decimal("12.8")}),
    ("128万元", {"value": "128000.50"}, {"value": Decimal("128000.50")}),
    ("128万元", {"value": None}, {"value": None}),
    ("128万元", {"high": 1500000}, {"high": Decimal(1500000)}),
    ("400~500元", {"high": None}, {"high": None}),
    ("400~500元", {"value": 300, "high": 600}, {"value": Decimal(300), "high": Decimal(600)}),
    ("35个", {"unit": "village"}, {"unit": "village"}),
    ("128万元", {"bound": "over"}, {"bound": "over"}),
    ("128万元", {"bound": None}, {"bound": None}),
    ("128万元", {"indicator": "education.funds"},
     {"indicator": "education.funds", "theme": "education", "confidence": 1.0}),
    ("128万元", {"indicator": None}, {"indicator": None, "theme": "industry", "confidence": 0.0}),
    ("90万元", {"theme": "funding", "indicator": None}, {"theme": "funding", "indicator": None}),
    ("128万元", {"object": "苗圃"}, {"object": "苗圃"}),
    ("128万元", {"period": "2018/2019"}, {"period": "2018/2019"}),
    ("128万元", {"period": None}, {"period": None}),
    ("128万元", {"scope": "part"}, {"scope": "part"}),
    ("90万元", {"status": "reported"}, {"status": "reported"}),
    ("128万元", {"value": 5, "unit": "household", "indicator": "registry.lifted_households_year"},
     {"value": Decimal(5), "unit": "household", "theme": "registry"}),
]  # fmt: skip


@pytest.mark.parametrize(("figure", "changes", "expected"), SETS)
def test_set(figure: str, changes: dict[str, object], expected: dict[str, object]) -> None:
    before = plain(figure)
    after = at(corrected(entry(figure, set=changes, guard={"unit": before.quantity.unit})), figure)
    now = reading(after) | {"confidence": after.confidence}
    assert {name: now[name] for name in expected} == expected
    assert all(
        now[name] == old for name, old in reading(before).items()
        if name not in expected and name not in changes
    )  # fmt: skip
    assert (after.quantity.start, after.quantity.end) == (
        before.quantity.start, before.quantity.end,
    )  # fmt: skip
    assert after.section == before.section
    changed = {n for n in FIELDS if reading(before)[n] != now[n]}
    assert dict(after.correction.before) == {n: reading(before)[n] for n in changed}


def test_what_was_read_is_kept_with_its_reason() -> None:
    guard = {"value": 1280000, "unit": "CNY"}
    after = at(corrected(entry(set={"value": "12.8"}, guard=guard)), "128万元")
    assert after.correction == Correction(
        "set", "read wrongly", "Li", "2024-05-01", (("value", Decimal(1280000)),)
    )
    assert after.correction.signed == "read wrongly (Li, 2024-05-01)"
    assert corrected_from(after) == "value 1280000 -> 12.8"
    assert pickle.loads(pickle.dumps(after)) == after  # noqa: S301


def test_a_declared_value_has_no_printed_step_but_a_declared_meaning_keeps_it() -> None:
    assert plain("128万元").quantity.precision == 10000
    valued = at(corrected(entry(set={"value": 5}, guard={"unit": "CNY"})), "128万元")
    meant = at(corrected(entry(set={"scope": "part"}, guard={"unit": "CNY"})), "128万元")
    assert valued.quantity.precision is None
    assert meant.quantity.precision == 10000


def test_a_declared_value_decides_an_ambiguous_split() -> None:
    given = entry("20185043人", set={"value": 20185043}, guard={"value": None})
    after = at(corrected(given), "20185043人")
    assert after.quantity.restoration is None
    assert dict(after.correction.before)["restoration"] == "ambiguous"
    report = source()
    read = measure_coverage(report, observe(report)).read
    assert measure_coverage(report, corrected(given)).read == read + 1
    meaning = entry("20185043人", set={"scope": "other"}, guard={"value": None})
    assert at(corrected(meaning), "20185043人").quantity.restoration.kind == "ambiguous"


# ---- drop


def test_a_dropped_figure_is_set_aside_with_what_was_read() -> None:
    before = plain("35个")
    after = at(corrected(entry("35个", "drop", guard={"value": 35})), "35个")
    assert after.quantity.kind == "identifier"
    assert all(reading(after)[n] is None for n in FIELDS if n not in ("scope", "status"))
    assert dict(after.correction.before) == {
        name: value for name, value in reading(before).items() if value is not None
    }
    assert corrected_from(after).startswith("value 35, unit count, ")
    assert corrected_from(after).endswith(" -> set aside")


def test_coverage_counts_a_dropped_figure_as_knowingly_set_aside() -> None:
    report = source()
    before = measure_coverage(report, observe(report))
    after = measure_coverage(report, corrected(entry("35个", "drop", guard={"value": 35})))
    assert (after.read, after.set_aside) == (before.read - 1, before.set_aside + 1)
    assert (after.total, after.unread) == (before.total, before.unread)
    assert after.share == before.share


# ---- add

RATIO = {"value": 7, "unit": "multiple", "bound": "over"}


def test_an_added_figure_is_one_like_any_other() -> None:
    after = at(corrected(entry("合7比1", "add", text="师生比合7比1", set=RATIO)), "合7比1")
    quantity = after.quantity
    assert TEXT[quantity.start : quantity.end] == "合7比1"
    assert (quantity.kind, quantity.script) == ("measure", "arabic")
    assert (quantity.value, quantity.unit, quantity.bound) == (Decimal(7), "multiple", "over")
    assert (after.indicator, after.theme) == (None, "education")
    assert (after.scope, after.status, after.period, after.object) == (
        "county", "reported", None, None,
    )  # fmt: skip
    assert after.section == plain("6318人次").section
    assert after.correction.before == ()
    assert corrected_from(after).startswith("nothing -> value 7, unit multiple, bound over")


def test_everything_of_an_added_figure_can_be_declared() -> None:
    values = {
        "value": 1000, "high": 1100, "unit": "person", "bound": "about",
        "indicator": "education.students", "object": "教师", "period": "2018", "scope": "part",
        "status": "planned",
    }  # fmt: skip
    after = at(corrected(entry("合7比1", "add", set=values)), "合7比1")
    now = reading(after)
    assert {name: now[name] for name in values} == values
    assert (now["theme"], after.confidence) == ("education", 1.0)


def test_a_heading_does_not_speak_against_a_cleared_theme() -> None:
    after = at(corrected(entry("合7比1", "add", set=RATIO | {"theme": None})), "合7比1")
    assert after.theme is None


def test_an_added_figure_was_unread_and_is_read() -> None:
    report = source()
    before = measure_coverage(report, observe(report))
    after = measure_coverage(report, corrected(entry("合7比1", "add", set=RATIO)))
    assert (after.read, len(after.unread)) == (before.read + 2, len(before.unread) - 2)


@pytest.mark.parametrize("figure", ["一村一品", "一村一品成"])
def test_what_was_set_aside_inside_gives_way_and_is_named(figure: str) -> None:
    found = corrected(entry(figure, "add", set={"value": 1, "unit": "household"}))
    after = at(found, figure)
    assert after.correction.before == (("kind", "slogan"),)
    assert corrected_from(after).startswith("kind slogan -> value 1, ")
    start = after.quantity.start
    assert [o for o in found if o.quantity.start == start] == [after]


def test_a_wrong_run_is_dropped_and_its_parts_are_added() -> None:
    whole = entry("20185043人", "drop", guard={"value": None})
    first = entry("2018", "add", text="人口2018", set={"value": 2018, "unit": "household"})
    second = entry("5043人", "add", set={"value": 5043, "unit": "person"})
    for order in ([whole, first, second], [second, first, whole]):
        found = corrected(*order)
        assert at(found, "20185043人").quantity.kind == "identifier"
        assert at(found, "2018").quantity.value == 2018
        assert at(found, "5043人").quantity.value == 5043
    places = [(o.quantity.start, o.quantity.end) for o in found]
    assert places == sorted(places)


# ---- what stays


ALL = (
    entry("128万元", set={"value": 5}, guard={"unit": "CNY"}),
    entry("35个", "drop", guard={"value": 35}),
    entry("合7比1", "add", set=RATIO),
)


@pytest.mark.parametrize("given", [*((each,) for each in ALL), ALL])
def test_other_figures_stay_as_they_are(given: tuple[Entry, ...]) -> None:
    named = {each.figure for each in given}
    before = [o for o in observe(source()) if o.quantity.text not in named]
    after = [o for o in corrected(*given) if o.quantity.text not in named]
    assert after == before
    for each in corrected(*given):
        assert TEXT[each.quantity.start : each.quantity.end] == each.quantity.text


def test_no_corrections_change_nothing() -> None:
    assert corrected() == observe(source())


# ---- guards

STOPS = [
    # the passage
    (entry("129万元", guard={"value": 1}, set={"value": 2}), "'129万元' of a correction is not in"),
    (entry("万元", guard={"value": 1}, set={"value": 2}), "stands more than once in the report"),
    (entry("19", text="19", guard={"value": 1}, set={"value": 2}), "more than once"),
    (entry("合8比1", "add", set=RATIO), "is not in the report"),
    # the guard
    (entry(set={"value": 5}, guard={"value": 128}),
     "now reads value 1280000 at '128万元', and the correction's guard says value 128"),
    (entry(set={"value": 5}, guard={"value": None}), "guard says value none"),
    (entry(set={"value": 5}, guard={"high": 5}), "now reads high none"),
    (entry(set={"value": 5}, guard={"value": 1280000, "unit": "mu"}), "reads unit CNY at"),
    (entry(set={"value": 5}, guard={"bound": "over"}), "reads bound exact"),
    (entry(set={"value": 5}, guard={"period": "2018"}), "reads period 2019"),
    (entry(set={"value": 5}, guard={"scope": "part"}), "reads scope county"),
    (entry(set={"value": 5}, guard={"status": "planned"}), "reads status reported"),
    (entry(set={"value": 5}, guard={"theme": "funding"}), "reads theme industry"),
    (entry(set={"value": 5}, guard={"object": "x"}), "reads object"),
    (entry(set={"value": 5}, guard={"indicator": None}), "reads indicator industry.funds"),
    (entry("35个", "drop", guard={"value": 36, "unit": "mu"}),
     "reads value 35, unit count at '35个', and the correction's guard says value 36, unit mu"),
    # what is read there
    (entry("基地", set={"value": 5}, guard={"value": 1}), "now reads nothing at '基地'"),
    (entry("基地", "drop", guard={"value": 1}), "now reads nothing at '基地'"),
    (entry("128", set={"value": 5}, guard={"value": 1}), "reads '128万元' (measure) there and no"),
    (entry("资金128万元", "drop", guard={"value": 1}), "reads '128万元' (measure) there and no"),
    (entry("一村一品", "drop", guard={"value": 1}), "reads '一村一品' (slogan) there and no"),
    (entry("128万元", "add", set={"value": 1, "unit": "CNY"}),
     "now reads '128万元' (value 1280000, unit CNY) where a correction adds '128万元'"),
    (entry("金128", "add", set={"value": 1, "unit": "CNY"}), "where a correction adds '金128'"),
    (entry("一村", "add", set={"value": 1, "unit": "village"}),
     "takes a part of '一村一品', which was set aside (slogan)"),
    # no longer needed
    (entry(set={"value": "1280000.00"}, guard={"unit": "CNY"}), "changes nothing"),
    (entry(set={"indicator": "industry.funds"}, guard={"unit": "CNY"}), "changes nothing"),
    # no sense
    (entry(set={"unit": "mu"}, guard={"value": 1280000}), "counts CNY by its indicator"),
    (entry(set={"indicator": "registry.incidence"}, guard={"value": 1280000}), "counts percent by"),
    (entry(set={"theme": "water"}, guard={"value": 1280000}), "is of the theme industry"),
    (entry("400~500元", set={"value": 600}, guard={"value": 400}), "would range from 600 to 500"),
    (entry(set={"high": 5}, guard={"value": 1280000}), "would range from 1280000 to 5"),
    (entry("合7比1", "add", set=RATIO | {"high": 7}), "would range from 7 to 7"),
    (entry("合7比1", "add", set=RATIO | {"indicator": "registry.incidence"}), "counts percent"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "said"), STOPS)
def test_a_correction_that_no_longer_fits_stops(given: Entry, said: str) -> None:
    with pytest.raises(CorrectionError, match=re.escape(said)) as caught:
        corrected(given)
    assert "qiyun" in caught.value.where
    assert "corrections.yaml line 7" in caught.value.where
    assert caught.value.remedy
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("one", "another"),
    [
        (entry(set={"value": 5}, guard={"unit": "CNY"}),
         entry(set={"scope": "part"}, guard={"unit": "CNY"})),
        (entry(set={"value": 5}, guard={"unit": "CNY"}), entry("128万元", "drop",
                                                               guard={"unit": "CNY"})),
        (entry("35个", "drop", guard={"value": 35}),
         entry("35个", "add", set={"value": 3, "unit": "count"})),
        (entry("合7比1", "add", set=RATIO), entry("合7比1", "add", set=RATIO)),
    ],
)  # fmt: skip
def test_two_corrections_of_one_figure_stop(one: Entry, another: Entry) -> None:
    with pytest.raises(CorrectionError, match="two corrections change the same figure"):
        corrected(one, another)


def test_added_figures_may_not_overlap_each_other() -> None:
    with pytest.raises(CorrectionError, match="where a correction adds '7比1'"):
        corrected(
            entry("合7比1", "add", set=RATIO), entry("7比1", "add", set=RATIO)
        )  # fmt: skip


def test_the_place_of_a_failing_guard_is_told() -> None:
    with pytest.raises(CorrectionError) as caught:
        corrected(entry(set={"value": 5}, guard={"value": 128}))
    assert caught.value.where == f"qiyun:{TEXT.index('128万元')}, corrections.yaml line 7"
    assert "renew its guard" in caught.value.remedy


def test_what_matches_is_applied_beside_what_does_not() -> None:
    report = source()
    good, bad = ALL[0], entry("35个", "drop", guard={"value": 36}, line=20)
    found, outcomes = corrections.attempt(report, observe(report), (bad, good))
    assert [outcome.entry for outcome in outcomes] == [bad, good]
    assert outcomes[0].observation is None
    assert outcomes[0].problem is not None
    assert outcomes[1].problem is None
    assert outcomes[1].observation == at(found, "128万元")
    assert at(found, "35个").correction is None


def test_the_passage_is_sought_in_the_whole_text_and_the_figure_inside_it() -> None:
    given = entry("2019年", text="2019年,全县", set={"value": 5}, guard={"value": 1})
    with pytest.raises(CorrectionError, match=r"reads '2019年' \(date\)"):
        corrected(given)


# ---- words

WORDS = [
    (None, "none"), (Decimal("12.80"), "12.8"), (Decimal(128), "128"), (Decimal("1E+6"), "1000000"),
    (12.8, "12.8"), (128, "128"), (1e-7, "0.0000001"), (Decimal("0.10"), "0.1"),
    (Decimal(100), "100"), ("person", "person"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "said"), WORDS)
def test_values_in_words(value: object, said: str) -> None:
    assert in_words(value) == said


def test_changes_in_words() -> None:
    after = {"value": Decimal("12.8"), "unit": "CNY"}
    assert change_in_words("set", {"value": 128}, after) == "value 128 -> 12.8"
    assert change_in_words("set", {"value": 1, "period": "2019"}, after) == (
        "value 1 -> 12.8; period 2019 -> none"
    )
    assert change_in_words("drop", {"value": 3, "unit": "year"}, {}) == (
        "value 3, unit year -> set aside"
    )
    assert change_in_words("add", {}, after) == "nothing -> value 12.8, unit CNY"
    assert corrected_from(plain("35个")) is None

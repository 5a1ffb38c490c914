"""Whatever is corrected: no other observation changes, every span stays, nothing is lost."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from county_reports.errors import CorrectionError
from county_reports.extraction import corrections, observe
from county_reports.extraction.correction_file import FIELDS, Entry, parse
from county_reports.extraction.correction_words import reading
from county_reports.extraction.coverage import measure_coverage
from county_reports.model import Observation, Report

TESTS = Path(__file__).parents[1]
report_of = runpy.run_path(str(TESTS / "factories.py"))["report"]

STABLE = settings(derandomize=True, deadline=None, max_examples=150, database=None)

FIGURES = st.tuples(
    st.sampled_from(
        ["投入资金", "带动贫困户", "约", "建成", "其中", "计划", "第", "2019年", "发放"]
    ),
    st.integers(1, 99999).map(str) | st.decimals(1, 999, places=1).map(str),
    st.sampled_from(["万元", "户", "人", "个", "%", "公里", "", "亿元", "批", "~9000元"]),
)
TEXTS = st.lists(FIGURES, min_size=1, max_size=9).map(
    lambda parts: "，".join("".join(part) for part in parts) + "。"
)
VALUES = st.decimals(0, 10**9, allow_nan=False, places=2)


def whole(report: Report, start: int, end: int) -> tuple[str, str] | None:
    """A passage around a place that stands once, with the figure once in it."""
    for room in range(40):
        text = report.source[max(0, start - room) : end + room]
        figure = report.source[start:end]
        once = report.source.find(text) == report.source.rfind(text)
        if once and text.find(figure) == text.rfind(figure) == min(room, start):
            return text, figure
    return None


def entry(passage: tuple[str, str], action: str, changes: tuple, guard: tuple) -> Entry:
    return Entry("qiyun", *passage, action, changes, guard, "why", "who", "2024-05-01")


def untouched(found: tuple[Observation, ...], start: int, end: int) -> list[Observation]:
    return [o for o in found if o.quantity.end <= start or end <= o.quantity.start]


@STABLE
@given(TEXTS, st.data())
def test_a_set_or_dropped_figure_changes_no_other(text: str, data: st.DataObject) -> None:
    report = report_of(text)
    before = observe(report)
    measures = [o for o in before if o.quantity.kind == "measure"]
    assume(measures)
    chosen = data.draw(st.sampled_from(measures))
    start, end = chosen.quantity.start, chosen.quantity.end
    passage = whole(report, start, end)
    assume(passage is not None)
    action = data.draw(st.sampled_from(["set", "drop"]))
    value = data.draw(VALUES)
    assume(value != chosen.quantity.value and chosen.quantity.high is None)
    changes = (("value", value),) if action == "set" else ()
    guard = tuple((name, reading(chosen)[name]) for name in FIELDS)
    after = corrections.apply(report, before, [entry(passage, action, changes, guard)])
    assert len(after) == len(before)
    assert [o for o in after if o.correction is None] == [o for o in before if o is not chosen]
    (made,) = [o for o in after if o.correction is not None]
    assert (made.quantity.start, made.quantity.end, made.quantity.text) == (
        start, end, chosen.quantity.text,
    )  # fmt: skip
    assert made.quantity.value == (value if action == "set" else None)
    old = dict(made.correction.before)
    assert all(old[name] == reading(chosen)[name] for name in old if name in FIELDS)
    first, second = measure_coverage(report, before), measure_coverage(report, after)
    assert (first.total, first.unread) == (second.total, second.unread)


@STABLE
@given(TEXTS, st.data())
def test_an_added_figure_changes_no_other_or_is_refused(text: str, data: st.DataObject) -> None:
    report = report_of(text)
    before = observe(report)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 8)))
    passage = whole(report, start, end)
    assume(passage is not None)
    changes = (("value", Decimal(1)), ("unit", "count"))
    try:
        after = corrections.apply(report, before, [entry(passage, "add", changes, ())])
    except CorrectionError:
        over = [o for o in before if o.quantity.start < end and start < o.quantity.end]
        assert over
        return
    assert untouched(after, start, end) == untouched(before, start, end)
    (made,) = [o for o in after if o.correction is not None]
    assert report.source[start:end] == made.quantity.text
    assert not any(
        o.quantity.kind == "measure" and o.quantity.start < end and start < o.quantity.end
        for o in before
    )
    places = [(o.quantity.start, o.quantity.end) for o in after]
    assert places == sorted(places)


@STABLE
@given(st.text(max_size=200))
def test_any_text_is_entries_or_one_clear_error(text: str) -> None:
    try:
        found: object = parse(text)
    except CorrectionError as problem:
        found = problem
    if isinstance(found, CorrectionError):
        assert found.where.startswith("corrections.yaml")
        assert found.remedy
    else:
        assert isinstance(found, tuple)


@STABLE
@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=0, max_value=10**12))
def test_no_digit_of_a_declared_number_is_lost(value: Decimal) -> None:
    written = format(value, "f")
    text = (
        f"- {{report: a, text: x, action: set, set: {{value: {written}}}, "
        f"guard: {{value: '{written}'}}, reason: r, who: w, date: 2024-05-01}}"
    )
    (found,) = parse(text)
    assert found.changes[0][1] == found.guard[0][1] == Decimal(written)
    assert str(found.changes[0][1]) == str(Decimal(written))

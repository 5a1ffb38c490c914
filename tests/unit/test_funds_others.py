"""Funds by theme: nothing that a report names is lost, nothing is added that may not be."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from county_reports.comparison import funds, tables
from county_reports.model import Metadata, Report

if TYPE_CHECKING:
    import pandas as pd

given = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py")))
DONATIONS, SOCIETY = funds.FUNDS_OF_THEME["social_help"]
CARE = "social_protection.funds"
STABLE = settings(derandomize=True, deadline=None, max_examples=60, database=None)


def row_of(source: str, *figures: tuple[str, object, dict], theme: str = "") -> pd.Series:
    """The row of a report whose text holds these figures, values in CNY."""
    report = Report(Metadata("songbo-2019", "s.txt", "松柏县", year=2019), source)
    seen = []
    for number, (text, value, more) in enumerate(figures):
        cells = {"object": f"资金{number}", "indicator": CARE} | more
        seen.append(
            given.observation(text, start=source.index(text), value=value, unit="CNY", **cells)
        )
    table = tables.observations_frame([(report, seen)])
    theme = theme or (figures[0][2].get("indicator") or CARE).split(".")[0]
    found = funds.by_theme(table, [report.metadata], {report.id: source}, [theme])
    assert len(found) == 1
    return found.iloc[0]


def cell(row: pd.Series, name: str) -> str | None:
    return tables.word(row[name])


@pytest.mark.parametrize(
    ("figures", "value", "indicator", "others"),
    [
        # the smaller name keeps all that it was chosen among
        ([("5000元", 5000, SOCIETY, {}), ("200元", 200, DONATIONS, {}),
          ("100元", 100, DONATIONS, {"period": "2017"})], 5000, SOCIETY, "200@6|100@11"),
        # so does the one that stood first
        ([("200元", 200, DONATIONS, {}), ("100元", 100, DONATIONS, {"period": "2017"}),
          ("5000元", 5000, SOCIETY, {})], 5000, SOCIETY, "200@0|100@5"),
        # the first of two equal ones, the other named
        ([("700元", 700, SOCIETY, {}), ("0700元", 700, DONATIONS, {})], 700, DONATIONS, "700@0"),
        # a target or an ambiguous figure beside a value is named too
        ([("300元", 300, DONATIONS, {}), ("9000元", 9000, SOCIETY, {"status": "planned"})],
         300, DONATIONS, "9000@5:planned"),
        ([("300元", 300, SOCIETY, {}), ("9000元", 9000, DONATIONS, {"scope": "part"})],
         300, SOCIETY, "9000@5:part"),
        ([("300元", 300, SOCIETY, {}), ("9000元", 9000, DONATIONS,
                                       {"restoration": "ambiguous"})],
         300, SOCIETY, "9000@5:ambiguous"),
        # in digits, never as 5E+3
        ([("1E3元", "1E+3", DONATIONS, {}), ("5000元", "5E+3", SOCIETY, {})], 5000, SOCIETY,
         "1000@0"),
        # a range keeps both ends
        ([("200元", 200, DONATIONS, {"high": 250}), ("5000元", 5000, SOCIETY, {})], 5000, SOCIETY,
         "200~250@0"),
        # a reported nought is a value
        ([("0元", 0, DONATIONS, {})], 0, DONATIONS, None),
        ([("0元", 0, DONATIONS, {}), ("10元", 10, SOCIETY, {"status": "planned"})], 0, DONATIONS,
         "10@3:planned"),
    ],
)  # fmt: skip
def test_nothing_that_a_report_names_is_lost(
    figures: list, value: int, indicator: str, others: str | None
) -> None:
    source = "。".join(text for text, *_ in figures)
    read = [(text, amount, more | {"indicator": name}) for text, amount, name, more in figures]
    row = row_of(source, *read)
    assert (row["value"], row["indicator"]) == (Decimal(value), indicator)
    assert cell(row, "others") == others
    assert cell(row, "missing") is None


@pytest.mark.parametrize(
    ("figures", "reason", "start", "others"),
    [
        ([(DONATIONS, 3, {"status": "planned"}), (SOCIETY, 9, {"status": "planned"})],
         "planned only", 0, "3@0:planned|9@3:planned"),
        ([(SOCIETY, 3, {"scope": "part"})], "not comparable", None, "3@0:part"),
        ([(DONATIONS, 3, {"scope": "part"}), (SOCIETY, 9, {"restoration": "ambiguous"})],
         "not comparable", None, "3@0:part|9@3:ambiguous"),
        ([], "not reported", None, None),
    ],
)  # fmt: skip
def test_a_theme_without_a_value_names_all_that_was_said(
    figures: list, reason: str, start: int | None, others: str | None
) -> None:
    source = "。".join(f"{amount}元" for _, amount, _ in figures)
    row = row_of(
        source, *[(f"{n}元", n, more | {"indicator": name}) for name, n, more in figures],
        theme="social_help",
    )  # fmt: skip
    assert row["value"] is None
    assert (cell(row, "missing"), cell(row, "others")) == (reason, others)
    assert (int(row["start"]) if tables.given(row["start"]) else None) == start


@pytest.mark.parametrize(
    ("splits", "expected"),
    [
        ((None, None), None),
        (("proven", None), "proven"),
        ((None, "proven"), "proven"),
        (("proven", "unique"), "unique"),
        (("unique", None), "unique"),
    ],
)
def test_a_sum_is_as_sure_as_the_least_sure_of_its_parts(
    splits: tuple[str | None, str | None], expected: str | None
) -> None:
    row = row_of(
        "发放低保金700元,五保供养金80元。",
        ("700元", 700, {"restoration": splits[0]}),
        ("80元", 80, {"restoration": splits[1]}),
    )
    assert row["value"] == Decimal(780)
    assert cell(row, "restoration") == expected


@pytest.mark.parametrize(
    ("amounts", "value"),
    [
        ((300, 100, 50), 450),
        ((300, 100, 200), 300),
        # a total among parts that are not all named
        ((300, 100, 200, 50), 300),
        ((50, 300, 100, 200), 300),
        ((600, 100, 200, 300), 600),
        ((600, 100, 200, 300, 7), 600),
        ((1000, 100, 200, 300, 400), 1000),
        # equal amounts are no sums of each other
        ((100, 100, 100, 7), 307),
        ((7, 9), 16),
    ],
)
def test_a_total_is_never_added_to_its_parts(amounts: tuple[int, ...], value: int) -> None:
    names = "甲乙丙丁戊"
    source = "发放" + ",".join(f"{names[n]}{amount}元" for n, amount in enumerate(amounts)) + "。"
    report = Report(Metadata("songbo-2019", "s.txt", "松柏县", year=2019), source)
    seen = []
    for n, amount in enumerate(amounts):
        start = source.index(f"{names[n]}{amount}") + 1
        seen.append(given.observation(f"{amount}元", start=start, value=amount, unit="CNY",
                                      indicator=CARE, object=names[n]))  # fmt: skip
    table = tables.observations_frame([(report, seen)])
    row = funds.by_theme(table, [report.metadata], {report.id: source}, ["social_protection"]).iloc[
        0
    ]
    assert row["value"] == Decimal(value)
    named = [*(cell(row, "parts") or "").split("|"), *(cell(row, "others") or "").split("|")]
    shown = {item.split("@")[0] for item in named if item} | {str(row["value"])}
    assert {str(amount) for amount in amounts} <= shown


@pytest.mark.parametrize("word", ["其中", "共", "占", "较上年增长", "人均", "计划", "合计", "每年"])
def test_a_word_of_a_total_between_forbids_adding(word: str) -> None:
    row = row_of(f"发放低保金700元,{word}五保80元。", ("700元", 700, {}), ("80元", 80, {}))
    assert (row["value"], cell(row, "parts")) == (Decimal(700), None)


FIGURES = st.lists(
    st.tuples(st.integers(0, 300), st.sampled_from([DONATIONS, SOCIETY]),
              st.sampled_from(["reported", "planned"]), st.sampled_from(["county", "part"]),
              st.sampled_from([",", "。"])), max_size=6,
)  # fmt: skip


@STABLE
@drawn(FIGURES)
def test_a_sum_is_the_sum_of_its_parts_and_every_value_is_named(figures: list) -> None:
    source, seen = "", []
    for n, (value, name, status, scope, end) in enumerate(figures):
        source += f"第{n}项"
        seen.append(
            given.observation(f"{value}元", start=len(source), value=value, unit="CNY",
                              indicator=name, status=status, scope=scope, object=f"项{n}")
        )  # fmt: skip
        source += f"{value}元{end}"
    report = Report(Metadata("songbo-2019", "s.txt", "松柏县", year=2019), source)
    row = funds.by_theme(
        tables.observations_frame([(report, seen)]), [report.metadata], {report.id: source},
        ["social_help"],
    ).iloc[0]  # fmt: skip
    parts = [Decimal(p.split("@")[0]) for p in (cell(row, "parts") or "").split("|") if p]
    named = [o for o in (cell(row, "others") or "").split("|") if o]
    if parts:
        assert row["value"] == sum(parts)
        assert cell(row, "text").count("+") == len(parts) - 1
    if tables.given(row["start"]):
        first = cell(row, "text").split("+")[0]
        assert source[row["start"] : row["end"]] == first
    known = {*parts, *(Decimal(o.split("@")[0]) for o in named)}
    if row["value"] is not None and not parts:
        known.add(row["value"])
    assert {o.quantity.value for o in seen} == known
    assert (row["value"] is None) is tables.given(row["missing"])

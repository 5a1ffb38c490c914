"""A row without a value points at the target or the ambiguous figure, and says no more than it is.

Planned figures are drawn as targets (hollow, dashed, 计划), ambiguous ones never as a number.
"""

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

from county_reports import codebook
from county_reports.charts import contract, incidence, registry
from county_reports.comparison import alignment, summary, tables
from county_reports.model import Metadata, Report

if TYPE_CHECKING:
    import pandas as pd

given = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py")))
see = given.observation

HOUSEHOLDS = "registry.registered_households"
PLANNED = "registry.planned_households"
AFTER = incidence.AFTER
REPORT = Report(Metadata("qixia-2019", "q.txt", "栖霞岭县", year=2019, title="报告"), "岭" * 400)
PLAN = {"status": "planned"}
SPLIT = {"restoration": "ambiguous"}


def compared(seen: list, *indicators: str) -> pd.DataFrame:
    table = tables.observations_frame([(REPORT, seen)])
    sources = {REPORT.id: REPORT.source}
    return alignment.compare(table, [REPORT.metadata], indicators, sources)


def household(value: object, start: int, **more: object) -> object:
    more = {"indicator": HOUSEHOLDS} | more
    return see(f"{value}户", start=start, value=value, **more)


def percent(value: object, start: int, **more: object) -> object:
    more = {"indicator": AFTER} | more
    return see(f"{value}%", start=start, value=value, unit="percent", **more)


@pytest.mark.parametrize(
    ("seen", "reason", "start", "value"),
    [
        # one target
        ([household(90, 5, **PLAN)], "planned only", 5, "90"),
        # the same target twice: the one nearest to the report's year, and its value is found
        ([household(90, 5, **PLAN), household(90, 50, period="2019", **PLAN)], "planned only", 50,
         "90"),
        ([household(90, 5, period="2018", **PLAN), household(90, 50, **PLAN)], "planned only", 50,
         "90"),
        ([household(90, 5, **PLAN), household(90, 50, **PLAN)], "planned only", 5, "90"),
        # persons under the name of households, then households: the same number
        ([see("90人", start=5, value=90, unit="person", indicator=HOUSEHOLDS, **PLAN),
          household(90, 50, **PLAN)], "planned only", 50, "90"),
        # a plain target before a larger one whose digits ran together
        ([household(90, 5, **PLAN), household(900, 50, **PLAN, **SPLIT)], "planned only", 5, "90"),
        ([household(900, 50, **PLAN, **SPLIT)], "planned only", 50, None),
        # an ambiguous result is pointed at, not an ambiguous target
        ([household(90, 5, **SPLIT), household(900, 50, **PLAN, **SPLIT)], "ambiguous", 5, None),
        ([household(90, 5, **SPLIT), household(900, 50, **PLAN)], "ambiguous", 5, None),
        ([household(90, 5, **SPLIT), household(900, 50, **SPLIT)], "ambiguous", 50, None),
        # a part of the county or another unit is not fit at all
        ([household(90, 5, scope="part", **PLAN)], "not comparable", None, None),
    ],
)  # fmt: skip
def test_where_a_row_without_a_value_points(
    seen: list, reason: str, start: int | None, value: str | None
) -> None:
    row = compared(seen, HOUSEHOLDS).iloc[0]
    assert row["missing"] == reason
    assert row["value"] is None
    assert (int(row["start"]) if tables.given(row["start"]) else None) == start
    if start is not None:
        found = alignment.planned_value(row["others"], start)
        assert found == (None if value is None else Decimal(value))
        assert f"@{start}" in row["others"]
        assert tables.word(row["text"]) == next(
            o.quantity.text for o in seen if o.quantity.start == start
        )


def test_a_target_indicator_that_is_ambiguous_is_pointed_at() -> None:
    seen = [household(70, 5, indicator=PLANNED, **PLAN, **SPLIT)]
    row = compared(seen, PLANNED).iloc[0]
    assert (row["missing"], row["start"], row["status"]) == ("ambiguous", 5, "planned")
    assert row["value"] is None


@pytest.mark.parametrize(
    ("listed", "start", "expected"),
    [
        ("1@120:planned", 120, ("1", None)),
        ("400~500@7:planned", 7, ("400", "500")),
        ("0.5~1.25@7:planned+part", 7, ("0.5", "1.25")),
        ("9@3|400~500@7:planned+corrected|2@8", 7, ("400", "500")),
        ("900@7:planned+ambiguous", 7, None),
        ("900@7:planned+ambiguous|90@70:planned", 70, ("90", None)),
        ("900@7:ambiguous", 7, None),
        ("900@7", 7, None),
        ("", 7, None),
        (None, 7, None),
    ],
)
def test_planned_figures_out_of_others(
    listed: str | None, start: int, expected: tuple[str, str | None] | None
) -> None:
    found = alignment.planned(listed, start)
    shown = None if found is None else tuple(None if v is None else str(v) for v in found)
    assert shown == expected
    assert alignment.planned_value(listed, start) == (found[0] if found else None)


@pytest.mark.parametrize(
    ("more", "zh", "en"),
    [
        ({}, "仅有计划数：90 户", "planned only: 90 households"),
        ({"high": 120}, "仅有计划数：90–120 户", "planned only: 90–120 households"),
        ({"bound": "over"}, "仅有计划数：≥90 户", "planned only: ≥90 households"),
        ({"restoration": "proven"}, "仅有计划数：90 户†", "planned only: 90 households†"),
        ({"restoration": "unique", "bound": "about", "high": 95}, "仅有计划数：≈90–95 户†",
         "planned only: ≈90–95 households†"),
        ({"restoration": "ambiguous"}, "仅有计划数", "planned only"),
    ],
)  # fmt: skip
def test_a_target_keeps_what_limits_it_in_a_summary(more: dict, zh: str, en: str) -> None:
    table = tables.observations_frame([(REPORT, [household(90, 5, **PLAN, **more)])])
    blocks = summary.blocks(table, REPORT.metadata, REPORT.source, themes=["registry"])
    row = blocks[0].rows.set_index("indicator").loc[HOUSEHOLDS]
    assert (row["value_zh"], row["value_en"]) == (zh, en)
    assert row["missing"] == "planned only"
    assert blocks[0].reported == 0


@pytest.mark.parametrize(
    ("more", "shown", "value", "high"),
    [
        ({}, "2%", "2", None),
        ({"high": 3}, "2–3%", "2", "3"),
        ({"bound": "under", "period": "2020"}, "≤2%（2020年）", "2", None),
        ({"restoration": "unique"}, "2%†", "2", None),
        ({"restoration": "ambiguous"}, None, None, None),
    ],
)
def test_a_target_keeps_what_limits_it_on_a_line_of_incidence(
    more: dict, shown: str | None, value: str | None, high: str | None
) -> None:
    table = compared([percent(2, 5, **PLAN, **more)], *incidence.INDICATORS)
    made = incidence.incidence(table, [REPORT.metadata])
    row = made.data.set_index("indicator").loc[AFTER]
    assert [str(v) if tables.given(v) else None for v in (row["value"], row["high"])] == [
        value, high,
    ]  # fmt: skip
    texts = contract.texts_of(made.figure)
    assert ("计划数" in texts) is (shown is not None)
    assert shown is None or shown in texts
    assert "栖霞岭县：报告期仅有计划数" in made.missing_zh
    assert not any("20%" in text for text in texts)


@pytest.mark.parametrize(
    ("more", "shown", "high"),
    [
        ({}, "90 户（计划）", None),
        ({"high": 120}, "90–120 户（计划）", "120"),
        ({"high": 120, "bound": "about", "period": "2020"}, "≈90–120 户（计划）（2020年）", "120"),
        ({"restoration": "ambiguous"}, None, None),
    ],
)
def test_a_target_keeps_what_limits_it_in_the_registry(
    more: dict, shown: str | None, high: str | None
) -> None:
    made = registry.registry(
        compared([household(90, 5, **PLAN, **more)], *registry.INDICATORS), REPORT.metadata
    )
    texts = contract.texts_of(made.figure)
    assert ("仅有计划数" if shown is None else shown) in texts
    row = made.data.set_index("indicator").loc[HOUSEHOLDS]
    assert (str(row["high"]) if tables.given(row["high"]) else None) == high
    assert tables.given(row["value"]) is (shown is not None)
    contract.assert_traceable(made.data)


STATUSES = st.sampled_from(["reported", "planned"])
SPLITS = st.sampled_from([None, "proven", "unique", "ambiguous"])
PERIODS = st.sampled_from([None, "2018", "2019", "2014/2019", "2021-06"])
FIGURES = st.lists(
    st.tuples(st.integers(1, 4), STATUSES, SPLITS, PERIODS, st.sampled_from(["county", "part"])),
    max_size=6,
)


@settings(derandomize=True, deadline=None, max_examples=60, database=None)
@drawn(FIGURES, st.sampled_from([HOUSEHOLDS, PLANNED, "registry.initial_households"]))
def test_every_row_is_a_fit_value_or_a_reason(figures: list, indicator: str) -> None:
    seen = [
        household(value, 10 * n, indicator=indicator, status=status, restoration=split,
                  period=period, scope=scope)
        for n, (value, status, split, period, scope) in enumerate(figures)
    ]  # fmt: skip
    row = compared(seen, indicator).iloc[0]
    plan = alignment.is_plan(codebook.load().indicators[indicator])
    assert (row["value"] is None) is tables.given(row["missing"])
    values = {o.quantity.value for o in seen}
    listed = (tables.word(row["others"]) or "").split("|") if tables.given(row["others"]) else []
    assert {Decimal(item.split("@")[0]) for item in listed} <= values
    if row["value"] is not None:
        chosen = next(o for o in seen if o.quantity.start == row["start"])
        assert chosen.scope == "county"
        assert plan or chosen.status == "reported"
        assert tables.word(row["restoration"]) != "ambiguous"
        assert not any(item.startswith(f"{row['value']}@{row['start']}") for item in listed)
    elif tables.given(row["start"]):
        assert any(item.split("@")[1].split(":")[0] == str(row["start"]) for item in listed)
        assert row["missing"] in ("planned only", "ambiguous")


@pytest.mark.parametrize("asked", [[HOUSEHOLDS, AFTER, HOUSEHOLDS], [HOUSEHOLDS, AFTER]])
def test_indicators_are_taken_once_in_the_order_asked_for(asked: list[str]) -> None:
    table = compared([household(3, 0)], *asked)
    assert table["indicator"].tolist() == [HOUSEHOLDS, AFTER]


@pytest.mark.parametrize(
    ("seen", "others"),
    [
        # a range and its lower end alone are different figures
        ([household(5, 0), household(5, 20, high=9)], "5~9@20"),
        ([household(5, 0, high=9), household(5, 20)], "5@20"),
        # equal to the chosen one, but planned
        ([household(5, 0), household(5, 20, **PLAN)], "5@20:planned"),
        ([household(5, 0), household(5, 20, **PLAN), household(5, 40, **PLAN)], "5@20:planned"),
        ([household(5, 0), household(5, 20, **PLAN, **SPLIT, scope="part")],
         "5@20:planned+ambiguous+part"),
        # as printed, never in powers of ten
        ([household("1E+6", 0), household("2.50E+5", 20)], "250000@20"),
        ([household("0.001", 0), household("0.0010", 20)], None),
    ],
)  # fmt: skip
def test_what_else_a_report_says(seen: list, others: str | None) -> None:
    assert tables.word(compared(seen, HOUSEHOLDS).iloc[0]["others"]) == others

"""Restoring uses the whole report, yet no order of sections and no process changes it."""

from __future__ import annotations

import os
import random
import runpy
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.arithmetic.limits import PERSONS_PER_HOUSEHOLD
from county_reports.extraction import observe
from county_reports.extraction.records import record, to_json
from county_reports.extraction.splits import (
    cuts,
    household_splits,
    is_number,
    share_splits,
    without_a_second_household,
    year_household_splits,
    year_township_splits,
)
from county_reports.model import Observation, Report
from county_reports.reading.reader import read_file, read_text

TESTS = Path(__file__).parents[1]
INVENTED = sorted([*(TESTS / "gold" / "second").rglob("*.txt"), *(TESTS / "corpus").glob("*.txt")])
made = runpy.run_path(str(TESTS / "factories.py"))
report, measures = made["report"], made["measures"]
STABLE = settings(derandomize=True, deadline=None, max_examples=120, database=None)


def seen(observation: Observation) -> tuple[str | None, ...]:
    """What must not depend on the order of sections."""
    quantity = observation.quantity
    kind = quantity.restoration.kind if quantity.restoration else None
    lost = quantity.restoration.lost if quantity.restoration else None
    return (quantity.text, str(quantity.value), quantity.unit, quantity.bound,
            observation.indicator, observation.theme, observation.scope, observation.status,
            observation.period, kind, lost)  # fmt: skip


def sections(source: Report) -> tuple[str, list[str], str]:
    """Head, top-level sections and tail of a report."""
    level = min((section.level for section in source.sections), default=1)
    top = [section for section in source.sections if section.level == level]
    if not top:
        return source.source, [], ""
    places = [section.start for section in top] + [top[-1].end]
    parts = [source.source[a:b] for a, b in pairwise(places)]
    whole = [part if part.endswith("\n") else part + "\n" for part in parts]
    return source.source[: places[0]], whole, source.source[places[-1] :]


@pytest.mark.parametrize("path", INVENTED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_order_of_sections_changes_nothing(path: Path) -> None:
    source = read_file(path)
    head, parts, tail = sections(source)

    def read(order: list[str]) -> Counter[tuple[str | None, ...]]:
        return Counter(seen(o) for o in observe(read_text(head + "".join(order) + tail,
                                                          source.metadata)))  # fmt: skip

    wanted = read(parts)
    chance = random.Random(11)  # noqa: S311  an order, no secret
    for _ in range(4):
        chance.shuffle(parts)
        assert read(parts) == wanted


FUSED_SECTIONS = (
    "一、概况\n全县辖24个乡镇、331个村,总人口31.6万人,建档立卡贫困人口731024152人。\n",
    "二、成效\n累计脱贫7268户24031人,其中201726个贫困村出列。\n",
    "三、任务\n还有42121人未脱贫。\n",
    "四、产业\n带动31006840名贫困人口,电商覆盖24331个村,贫困发生率由12.53.2%。\n",
    "五、教育\n资助大学生386115.8万元,每人3000元。年内脱贫3,0587,740人。\n",
    "六、易地搬迁\n搬迁5231890人。其中,搬迁523户1890人入住。2019年620日验收。\n",
)


@STABLE
@given(st.permutations(FUSED_SECTIONS))
def test_the_order_of_fused_sections_changes_nothing(order: list[str]) -> None:
    def read(text: str) -> Counter[tuple[str | None, ...]]:
        return Counter(seen(o) for o in observe(report(text)))

    found = read("".join(order))
    assert found == read("".join(FUSED_SECTIONS))
    assert sum(entry[-2] in {"proven", "unique"} for entry in found) >= 18


def lines(path: Path) -> list[str]:
    source = read_file(path)
    return [to_json(record(source, o)) for o in observe(source)]


PROGRAM = """
import sys
from pathlib import Path
from county_reports.extraction import observe
from county_reports.extraction.records import record, to_json
from county_reports.reading.reader import read_file
for name in sys.argv[1:]:
    source = read_file(Path(name))
    for found in observe(source):
        sys.stdout.buffer.write((to_json(record(source, found)) + "\\n").encode())
"""


def test_every_process_reads_the_same() -> None:
    wanted = [line for path in INVENTED for line in lines(path)]
    assert wanted == [line for path in INVENTED for line in lines(path)]
    for seed in ("1", "4242"):
        ran = subprocess.run(
            [sys.executable, "-c", PROGRAM, *map(str, INVENTED)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=120,
        )
        assert ran.stdout.decode().splitlines() == wanted


BODIES = st.from_regex(r"[0-9]{1,4}(,[0-9]{3}){0,2}(\.[0-9]{1,2})?[0-9]{1,5}(\.[0-9]{1,2})?",
                       fullmatch=True)  # fmt: skip


@STABLE
@given(BODIES)
def test_splits_keep_every_character(body: str) -> None:
    for first, second in cuts(body):
        assert first + second == body
        assert is_number(first)
        assert is_number(second)
    splits = [
        *household_splits(body, PERSONS_PER_HOUSEHOLD),
        *year_household_splits(body),
        *year_township_splits(body),
        *share_splits(body),
    ]
    for split in [*splits, *without_a_second_household(splits, "今年脱贫1863户、")]:
        assert "".join(part.digits for part in split.parts) == body
        assert split.parts[-1].lost == ""
        assert all(part.lost for part in split.parts[:-1])


@STABLE
@given(
    st.integers(1000, 90_000),
    st.integers(15, 50),
    st.sampled_from(["户{}人脱贫", "户{}名贫困人口", "户{}人"]),
)
def test_households_and_persons_come_back(households: int, tenths: int, words: str) -> None:
    persons = households * tenths // 10
    if persons * 2 < households * 3 or len(f"{households}{persons}") < 8:
        return
    whole = f"全县识别{households}" + words.format(persons)
    lost = whole.replace("户", "", 1)
    found = [m[:2] for m in measures(lost + "。")]
    assert (str(households), str(households)) in found
    assert str(persons) in {value for _, value in found}


@STABLE
@given(
    st.integers(10, 99_999_999),
    st.sampled_from(
        ["人次", "亩", "株", "册", "千瓦时", "只", "万千瓦时", "斤", "米", "平方米", "件"]
    ),
    st.sampled_from(["共计", "年产", "完成", ",", "达", "发放"]),
)
def test_what_has_no_limit_is_never_split(number: int, unit: str, before: str) -> None:
    assert [m[0] for m in measures(f"全县{before}{number}{unit}。")] == [f"{number}{unit}"]


@STABLE
@given(st.lists(st.integers(1, 2_999_999), min_size=1, max_size=6),
       st.sampled_from(["户", "人", "万元", "元"]))  # fmt: skip
def test_lists_of_plain_figures_stay_whole(numbers: list[int], unit: str) -> None:
    text = "、".join(f"完成{number}{unit}" for number in numbers)
    assert [m[0] for m in measures(f"全县{text}。")] == [f"{number}{unit}" for number in numbers]


def test_a_long_run_of_digits_does_no_harm() -> None:
    for body in ("1" * 5000, "1,234" * 900, "1.2" * 900, "12万" * 900, "2019" * 900):
        observe(report(f"脱贫{body}人。"))


def test_many_fused_runs_are_read_in_bounded_time() -> None:
    # 3000 fused runs and 3000 pairs: every sum of two would be nine million.
    text = "".join(
        f"甲{i}村脱贫{1000 + i}户{3000 + 2 * i}人,乙村脱贫{2000 + i}{7000 + i}人。\n"
        for i in range(3000)
    )
    found = observe(report(text))
    assert len(found) > 9000

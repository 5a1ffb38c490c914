"""The outline, the page furniture and the metadata of the five seeds against the hand-made gold.

The floors may only rise. Whitespace does not count in the comparison of furniture; the empty
sections of the gold (paragraphs without a heading) are no headings to find.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from county_reports.model import Report
from county_reports.reading import reader

TESTS = Path(__file__).parents[1]
SEEDS = TESTS.parent / "seeds"
IDS = ("biyang-2016", "cili-2018", "gucheng-2019", "jingde-2020", "longhui-2019")

HEADINGS_F1 = 0.995
ENDS_RIGHT = 0.99
LEVELS_RIGHT = 0.999
THEMES_RIGHT = 0.84
FURNITURE_PRECISION = 0.999
FURNITURE_RECALL = 0.999

pytestmark = pytest.mark.gold


@dataclass(frozen=True)
class Gold:
    headings: list[dict[str, Any]]
    furniture: list[tuple[int, int]]
    broken: list[tuple[int, int]]
    meta: dict[str, Any]


def gold(report: str) -> Gold:
    folder = TESTS / "gold" / report
    rows = [json.loads(line) for line in (folder / "sections.jsonl").open(encoding="utf-8")]
    return Gold(
        [row for row in rows if row.get("title")],
        [(row["start"], row["end"]) for row in rows if row.get("boilerplate")],
        [(row["start"], row["end"]) for row in rows if row.get("broken_line")],
        json.loads((folder / "meta.json").read_text("utf-8")),
    )


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """The five seeds, read without their manifest."""
    return {name: reader.read_file(SEEDS / f"{name}.txt") for name in IDS}


def marked(spans: list[tuple[int, int]], source: str) -> set[int]:
    return {n for start, end in spans for n in range(start, end) if not source[n].isspace()}


def test_headings(reports: dict[str, Report]) -> None:
    right = given = wanted = 0
    for name, report in reports.items():
        truth = {(row["start"], row["heading_end"], row["label"]) for row in gold(name).headings}
        found = {(s.start, s.heading_end, s.label) for s in report.sections}
        right += len(truth & found)
        given += len(found)
        wanted += len(truth)
        print(f"{name}: missed {sorted(truth - found)}, extra {sorted(found - truth)}")
    f1 = 2 * right / (given + wanted)
    print(f"headings: precision {right / given:.4f} recall {right / wanted:.4f} F1 {f1:.4f}")
    assert f1 >= HEADINGS_F1


def test_levels_ends_and_themes(reports: dict[str, Report]) -> None:
    levels = ends = themes = count = 0
    for name, report in reports.items():
        found = {section.start: section for section in report.sections}
        for row in gold(name).headings:
            section = found.get(row["start"])
            if section is None:
                continue
            count += 1
            levels += section.level == row["level"]
            ends += section.end == row["end"]
            themes += section.theme == row["theme"]
    print(f"levels {levels / count:.4f} ends {ends / count:.4f} themes {themes / count:.4f}")
    assert levels >= LEVELS_RIGHT * count
    assert ends >= ENDS_RIGHT * count
    assert themes >= THEMES_RIGHT * count


def test_furniture(reports: dict[str, Report]) -> None:
    right = given = wanted = 0
    for name, report in reports.items():
        truth = marked(gold(name).furniture, report.source)
        found = marked([(r.start, r.end) for r in report.boilerplate], report.source)
        right += len(truth & found)
        given += len(found)
        wanted += len(truth)
    print(f"furniture: precision {right / given:.4f} recall {right / wanted:.4f}")
    assert right / given >= FURNITURE_PRECISION
    assert right / wanted >= FURNITURE_RECALL


def test_breaks(reports: dict[str, Report]) -> None:
    # The break at 1177 of gucheng stands between two halves of a heading: the outline joins them.
    for name, report in reports.items():
        assert list(report.breaks) == [span for span in gold(name).broken if span[0] != 1177]


@pytest.mark.parametrize("name", IDS)
def test_county_and_year_without_a_manifest(reports: dict[str, Report], name: str) -> None:
    meta, found = gold(name).meta, reports[name].metadata
    assert (found.county, found.year) == (meta["county"], meta["year"])
    assert {"county", "year"} <= set(found.found)


@pytest.mark.parametrize("name", IDS)
def test_nothing_is_found_that_is_not_so(reports: dict[str, Report], name: str) -> None:
    meta, found = gold(name).meta, reports[name].metadata
    for field in ("published", "title", "url", "prefecture", "province"):
        assert getattr(found, field) in (None, meta[field]), field
    for field in ("author", "source"):
        value = getattr(found, field)
        assert value is None or value in (meta[field] or ""), field


def test_what_the_texts_say_of_their_origin(reports: dict[str, Report]) -> None:
    found = {name: report.metadata for name, report in reports.items()}
    assert found["cili-2018"].published == "2018-11-28"
    assert found["cili-2018"].source == "张家界廉政网"
    assert found["longhui-2019"].url == "https://www.shaoshang.cn/news/68017.html"
    assert found["biyang-2016"].author == "王林昶"
    assert found["gucheng-2019"].title == "巩固脱贫成果 齐步奔向小康"
    assert found["jingde-2020"].title is None

"""Notebooks 04, 05 and 06 with six invented reports of every awkward kind, and with one alone."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from county_reports.reading.manifest import FIELDS
from invented import make_project

pytestmark = [pytest.mark.notebooks, pytest.mark.slow]

COMPARING = ("04_compare_counties", "05_money", "06_language")
SIX = (
    "yunling-2018", "wanghe-2019", "lanping-2020", "wanghe-2020", "wanghe-b-2019", "cailiao",
)  # fmt: skip
LATER = """望河县2020年脱贫攻坚工作总结

一、工作成效

截至2020年底,全县剩余贫困人口全部脱贫,贫困发生率由2014年的16.8%降至0。全年投入扶贫资金1.35亿元,其中产业扶贫资金
4200万元、教育扶贫资金860万元。全县68个驻村工作队、204名队员全部在岗。坚持四个不摘,严格落实两不愁三保障。

二、存在问题

对照检查发现的问题23个,已整改23个。
"""
NAMESAKE = """望河县2019年脱贫攻坚情况

全县现有贫困村37个,建档立卡贫困户5210户18640人,2019年脱贫1860户6720人。投入产业扶贫资金6300万元,发放扶贫小额信贷
2400万元。选派第一书记37名,组建驻村工作队37支。牧区饮水安全工程完成投资1180万元,草原生态补助惠及3100户。
"""
NAMELESS = """一份没有县名与年份的材料。

共有贫困户2300户8900人,已脱贫2100户8200人,贫困发生率降至0.9%。投入资金1.2亿元,其中产业扶贫资金3400万元。
"""


def add(seeds: Path, name: str, text: str, **declared: str) -> None:
    """A report of the folder; with what is declared about it a row of the manifest."""
    (seeds / f"{name}.txt").write_text(text, encoding="utf-8")
    if declared:
        with (seeds / "manifest.csv").open("a", encoding="utf-8", newline="") as stream:
            row = {"id": name, "file": f"{name}.txt", **declared}
            csv.DictWriter(stream, FIELDS).writerow(row)


def six(folder: Path) -> Path:
    project = make_project(folder)
    seeds = project / "seeds"
    here = {"county": "望河县", "prefecture": "柳川市", "province": "东澜省"}
    add(seeds, "wanghe-2020", LATER, year="2020", **here)
    add(seeds, "wanghe-b-2019", NAMESAKE, county="望河县", province="青海省", year="2019")
    add(seeds, "cailiao", NAMELESS)
    return project


def one(folder: Path) -> Path:
    project = make_project(folder)
    seeds = project / "seeds"
    for name in ("yunling-2018", "lanping-2020"):
        (seeds / f"{name}.txt").unlink()
    with (seeds / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["id"] == "wanghe-2019"]
    with (seeds / "manifest.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, FIELDS)
        writer.writeheader()
        writer.writerows(rows)
    return project


def run(project: Path, notebook: str) -> str:
    """All that a notebook shows; it fails where one of its cells does."""
    import papermill

    done = papermill.execute_notebook(
        str(project / "notebooks" / f"{notebook}.ipynb"),
        str(project / f"{notebook}.ipynb"),
        cwd=str(project),
        progress_bar=False,
    )
    return "\n".join(
        "".join(text)
        for cell in done["cells"]
        for output in cell.get("outputs", ())
        for kind, text in output.get("data", {}).items()
        if kind == "text/html"
    )


Ran = tuple[Path, dict[str, str]]


def ran(make: object, folder: Path) -> Iterator[Ran]:
    assert callable(make)
    project = make(folder)
    before = os.environ.get("COUNTY_REPORTS_ROOT")
    os.environ["COUNTY_REPORTS_ROOT"] = str(project)
    try:
        yield project, {notebook: run(project, notebook) for notebook in COMPARING}
    finally:
        if before is None:
            del os.environ["COUNTY_REPORTS_ROOT"]
        else:
            os.environ["COUNTY_REPORTS_ROOT"] = before


@pytest.fixture(scope="module")
def of_six(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    yield from ran(six, tmp_path_factory.mktemp("six") / "project")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    yield from ran(one, tmp_path_factory.mktemp("one") / "project")


def figures(project: Path) -> dict[str, dict[str, object]]:
    """What each figure says of itself, by notebook and name."""
    return {
        path.relative_to(project / "figures").with_suffix("").as_posix(): json.loads(
            path.read_text(encoding="utf-8")
        )
        for path in sorted((project / "figures").rglob("*.json"))
    }


def rows(project: Path, figure: str) -> list[dict[str, str]]:
    with (project / "figures" / f"{figure}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_figure_and_page_has_all_six(of_six: Ran) -> None:
    project, shown = of_six
    made = figures(project)
    assert len(made) == 28
    for name, figure in made.items():
        sources = figure["sources"]
        assert isinstance(sources, list)
        assert {source["report"] for source in sources} == set(SIX), name
    for name in SIX:
        for notebook, page in shown.items():
            assert name in page, (notebook, name)


def test_counties_of_one_name_have_labels_of_their_own(of_six: Ran) -> None:
    project, _ = of_six
    for chart in ("exits", "workforce"):
        drawn = (project / f"figures/04_compare_counties/{chart}_zh.svg").read_text("utf-8")
        for label in ("望河县（东澜省） 2019", "望河县（东澜省） 2020", "望河县（青海省）"):
            assert f"<!-- {label} -->" in drawn, chart


def test_words_are_compared_with_those_of_other_counties(of_six: Ran) -> None:
    project, _ = of_six
    others = {row["report"]: row["others"] for row in rows(project, "06_language/keyness_zh")}
    # another year of 望河县 is no other county, another 望河县 is one, and so is a nameless report
    assert others["wanghe-2019"] == "4"
    assert others["lanping-2020"] == "5"
    assert others.get("wanghe-b-2019", "5") == "5"


def test_a_year_that_nobody_states_is_not_made_up(of_six: Ran) -> None:
    project, _ = of_six
    found = [
        r for r in rows(project, "04_compare_counties/incidence_zh") if "cailiao" in r.values()
    ]
    assert found
    assert {row["report_year"] for row in found} == {""}


def test_one_report_alone_is_shown_and_compared_with_nothing(alone: Ran) -> None:
    project, shown = alone
    made = figures(project)
    assert len(made) == 28
    for name, figure in made.items():
        sources = figure["sources"]
        assert isinstance(sources, list)
        assert [source["report"] for source in sources] == ["wanghe-2019"], name
    assert "Not compared: there is no report of another county" in shown["06_language"]
    caption = made["04_compare_counties/incidence_en"]["caption"]
    assert isinstance(caption, dict)
    assert "one county" in caption["en"]
    drawn = (project / "figures/04_compare_counties/incidence_en.svg").read_text("utf-8")
    assert "give no baseline value" not in drawn, "its own line says what it lacks"

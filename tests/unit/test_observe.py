"""From a report to its observations: order, grounding, parts of a total, furniture, determinism."""

from __future__ import annotations

import itertools
import runpy
from pathlib import Path

import pytest

from county_reports.errors import GroundingError
from county_reports.extraction import observe
from county_reports.extraction.observe import explain
from county_reports.model import Metadata, Quantity, Region, Report, Section, assert_grounded

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
report, measures, observations, meant, set_aside = (
    made["report"], made["measures"], made["observations"], made["meant"], made["set_aside"],
)  # fmt: skip

# A small report in the register of a work summary; every name and figure is invented.
SUMMARY = (
    "栖云县2019年脱贫攻坚工作总结\n"
    "一、基本情况\n"
    "栖云县总面积1620平方公里，辖14个乡镇187个行政村，总人口42.6万人。"
    "2014年，全县建档立卡贫困户8420户28160人，贫困发生率18.2%。\n"
    "二、主要做法\n"
    "（一）抓实产业扶贫\n"
    "一是投入产业扶贫资金５，２００万元，新建产业基地36个，其中茶叶基地12个。"
    "二是落实“一村一品”，拨打12317热线咨询。\n"
    "（二）抓实安全饮水\n"
    "新建供水工程86处，受益群众近2万人。\n"
    "三、下一步打算\n"
    "2020年，计划投入资金3000万元，脱贫36户85人。\n"
)


def test_a_report_of_several_sections() -> None:
    assert measures(SUMMARY) == [
        ("1620平方公里", "1620", "km2"),
        ("14个", "14", "township"),
        ("187个", "187", "village"),
        ("42.6万人", "426000", "person"),
        ("8420户", "8420", "household"),
        ("28160人", "28160", "person"),
        ("18.2%", "18.2", "percent"),
        ("５，２００万元", "52000000", "CNY"),
        ("36个", "36", "count"),
        ("12个", "12", "count"),
        ("86处", "86", "count"),
        ("2万人", "20000", "person"),
        ("3000万元", "30000000", "CNY"),
        ("36户", "36", "household"),
        ("85人", "85", "person"),
    ]


def test_everything_set_aside_is_listed() -> None:
    kinds = {kind for _, kind in set_aside(SUMMARY)}
    assert kinds == {"date", "ordinal", "slogan", "identifier"}
    assert ("12317", "identifier") in set_aside(SUMMARY)
    assert ("一村一品", "slogan") in set_aside(SUMMARY)


def test_observations_are_in_order_and_grounded() -> None:
    source = report(SUMMARY)
    found = observe(source)
    spans = [(o.quantity.start, o.quantity.end) for o in found]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    for observation in found:
        assert_grounded(source, observation.quantity)


def test_reading_twice_gives_the_same() -> None:
    assert observe(report(SUMMARY)) == observe(report(SUMMARY))


@pytest.mark.parametrize(
    ("written", "field", "expected"),
    [
        ("1620平方公里", "indicator", "profile.area"),
        ("14个", "indicator", "profile.townships"),
        ("187个", "indicator", "profile.villages"),
        ("42.6万人", "indicator", "profile.population"),
        ("8420户", "indicator", "registry.initial_households"),
        ("28160人", "indicator", "registry.initial_persons"),
        ("18.2%", "indicator", "registry.initial_incidence"),
        ("18.2%", "period", "2014"),
        ("５，２００万元", "indicator", "industry.funds"),
        ("５，２００万元", "theme", "industry"),
        ("86处", "indicator", "water.projects"),
        ("86处", "theme", "water"),
        ("2万人", "indicator", "water.persons"),
        ("3000万元", "status", "planned"),
        ("3000万元", "period", "2020"),
        ("85人", "status", "planned"),
    ],
)
def test_meaning_in_a_whole_report(written: str, field: str, expected: str) -> None:
    (found,) = [o for o in observations(SUMMARY) if o.quantity.text == written]
    assert getattr(found, field) == expected


def test_the_innermost_heading_names_the_section() -> None:
    (found,) = [o for o in observations(SUMMARY) if o.quantity.text == "86处"]
    assert found.section is not None
    assert "安全饮水" in found.section


# Parts of a stated total have no indicator; a part of another kind keeps its own.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建供水工程《86处》,其中集中供水36处。", "water.projects"),
        ("新建供水工程86处,其中集中供水工程《36处》。", None),
        ("投入产业扶贫资金《5200万元》,其中财政资金3000万元。", "industry.funds"),
        ("投入产业扶贫资金5200万元,其中茶产业扶贫资金《3000万元》。", None),
        (
            "建档立卡贫困人口24152人,其中累计脱贫《24031人》。",
            "registry.lifted_persons_total",
        ),
        ("建档立卡贫困人口24152人,其中已脱贫《24031人》。", "registry.lifted_persons_total"),
    ],
)
def test_parts_of_a_total(text: str, expected: str | None) -> None:
    assert meant(text).indicator == expected


def test_page_furniture_is_passed_over() -> None:
    source = "网站地图 共12个栏目\n贫困户8760户。\n(图:86名干部进村)"
    page = Report(
        Metadata("a", year=2019),
        source,
        boilerplate=(Region(0, 11, "menu"), Region(20, 30, "caption")),
    )
    found = [o.quantity.text for o in observe(page) if o.quantity.kind == "measure"]
    # a caption is the report's own voice
    assert found == ["8760户", "86名"]


def test_a_figure_over_a_break_of_the_page() -> None:
    source = "投入资金3.\n\n8亿元。"
    page = Report(Metadata("a", year=2019), source, breaks=((6, 8),))
    (found,) = [o for o in observe(page) if o.quantity.kind == "measure"]
    assert found.quantity.text == "3.\n\n8亿元"
    assert found.quantity.value == 380_000_000


def test_the_theme_of_the_heading_is_the_theme_of_a_figure_without_indicator() -> None:
    source = "安全饮水\n购置手册86本。"
    page = Report(
        Metadata("a", year=2019),
        source,
        sections=(Section(0, len(source), 4, 1, "", "安全饮水", "water"),),
    )
    (found,) = observe(page)
    assert (found.indicator, found.theme, found.section) == (None, "water", "安全饮水")
    assert found.confidence == 0.0


@pytest.mark.parametrize("text", ["", "\n", "没有数字。", "。。。", "()()", "“”"])
def test_nothing_to_read(text: str) -> None:
    assert observe(report(text)) == ()


def test_judgements_explain_themselves() -> None:
    found = explain(report("全县建档立卡户贫困发生率降至0.6%。"))
    (only,) = [item for item in found if item.observation.quantity.kind == "measure"]
    best = only.judgement.best
    assert best is not None
    assert only.observation.indicator == best.indicator.id == "registry.incidence"
    assert best.reasons
    assert all(reason.points > 0 for reason in best.reasons)
    assert 0 <= only.judgement.confidence <= 1
    scores = [candidate.score for candidate in only.judgement.candidates]
    assert scores == sorted(scores, reverse=True)


def test_what_is_set_aside_has_no_meaning() -> None:
    for observation in observe(report(SUMMARY)):
        if observation.quantity.kind != "measure":
            assert observation.quantity.value is None
            assert observation.quantity.unit is None
            assert observation.indicator is None
            assert observation.confidence == 0.0


def test_a_figure_out_of_place_is_refused() -> None:
    source = report("贫困户8760户。")
    for quantity in (
        Quantity(0, 5, "8760户", "measure", "arabic"),
        Quantity(3, 3, "", "measure", "arabic"),
        Quantity(3, 99, "8760户", "measure", "arabic"),
    ):
        with pytest.raises(GroundingError, match="does not stand at its place"):
            assert_grounded(source, quantity)
    assert_grounded(source, Quantity(3, 8, "8760户", "measure", "arabic"))

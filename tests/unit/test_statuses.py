"""The status of a figure: what is planned, and what is done."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction.observe import explain
from county_reports.extraction.statuses import Stated, notice_of_plan

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
meant = made["meant"]


def stated(text: str) -> Stated:
    """The status of the one figure in 《》, with its reason."""
    source, _ = made["marked"](text)
    at = text.index("《")
    for item in explain(made["report"](source)):
        if item.reasons is not None and item.observation.quantity.start == at:
            return item.reasons.status
    raise AssertionError(text)


@pytest.mark.parametrize(
    "text",
    [
        "拟脱贫《36户》。",
        "预脱贫《36户》。",
        "预计脱贫《36户》。",
        "计划脱贫《36户》。",
        "力争脱贫《36户》。",
        "计划投入《360万元》。",
        "目标是脱贫《36户》。",
        "年内将新建安置点《3个》。",
        "2020年将投入《360万元》。",
        "剩余《36户》拟脱贫。",
        "剩余《57个》预计在今年出列。",
        "今年计划修路,里程《36公里》。",
        "谋划2020年项目《36个》。",
        "今年,预计发放资金《86万元》。",
        "为省下达任务《527万元》。",
        # the plan goes on in the clauses after it
        "2020年计划脱贫275户(白石镇《252户》)。",
        "计划脱贫527户、1752人,《7个》村全部出列。",
        "2020年拟安排奖补资金527万元,带动贫困户《275户》。",
        "计划建设道路52公里,新建线路27公里、配电台区《57个》。",
        "今年预脱贫2752人,贫困发生率下降至《1.7%》。",
        "将在年底前全面完成《527名》群众的搬迁。",
        "确保到2020年,群众收入提高到《5270元》。",
        "2020年指标任务为:新增用水人口《2752人》。",
    ],
)
def test_planned(text: str) -> None:
    assert meant(text).status == "planned"


@pytest.mark.parametrize(
    "text",
    [
        "全县脱贫《36户》。",
        "全县已脱贫《36户》。",
        "今年计划修路,已完成《36公里》。",
        "计划修路36公里,截至目前完成《12公里》。",
        # words that only look so
        "计划生育特困家庭《36户》。",
        "下达计划资金《360万元》。",
        "将军庙村脱贫《36户》。",
        "营养改善计划项目资金《57万元》。",
        "雨露计划补助学生《36人》。",
        "雨露计划惠及《36人》。",
        "模拟演练《3次》。",
        # the share of a task is a result
        "发放贷款57万元,为省定目标任务50万元的《114%》。",
        # villages that are to exit are there today
        "帮扶的《52个》预脱贫村第一书记全部调整。",
    ],
)
def test_reported(text: str) -> None:
    assert meant(text).status == "reported"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("下一步工作安排", "planned"),
        ("下步打算", "planned"),
        ("2020年工作计划", "planned"),
        ("目标任务", "planned"),
        ("2020年工作打算", "planned"),
        ("工作成效", "reported"),
        ("主要做法", "reported"),
    ],
)
def test_headings(heading: str, expected: str) -> None:
    found = stated(f"一、{heading}\n修建产业路《36公里》,建成果园。\n二、其他\n没有了。\n")
    assert found.status == expected
    if expected == "planned":
        assert found.because == f"under a heading of plans: {heading}"


def test_what_is_done_wins_over_a_heading_of_plans() -> None:
    text = "一、下一步工作安排\n在已完成《36公里》的基础上,再接再厉。\n"
    assert stated(text).because == "what is done"
    assert meant(text).status == "reported"


NOTICE = "栖云县2020年项目计划公示\n共《7个》项目,总投资360万元。\n"


def test_a_short_notice_of_a_plan() -> None:
    assert stated(NOTICE).because == "the notice of a plan"
    assert meant(NOTICE).status == "planned"


def test_a_long_notice_speaks_for_its_tables_only() -> None:
    source, _ = made["marked"](NOTICE)
    table = "序号 项目 地点 资金(万元)\n1 香菇大棚 柳林镇 360\n2 茶园 白石乡 48\n"
    long = source + "各有关单位遵照执行,不得有误。\n" * 90 + table
    assert made["figure"](long, "7个").status == "reported"
    assert made["figure"](long, "48").status == "planned"


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("2020年资金使用计划公示", True),
        ("2020年度项目计划", True),
        ("项目实施计划如下", True),
        ("2020年项目计划完成情况", False),
        ("2020年工作总结", False),
        ("一年来,成绩喜人。项目计划已下达。", False),
        ("", False),
    ],
)
def test_notices(text: str, planned: bool) -> None:
    found = notice_of_plan(text)
    assert (found is not None) == planned


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("全县拟脱贫《36户》。", "拟脱贫"),
        ("剩余《36户》拟脱贫。", "拟脱贫"),
        ("年内将新建安置点《3个》。", "将新建安置点"),
    ],
)
def test_the_deciding_words(text: str, words: str) -> None:
    found = stated(text)
    source, _ = made["marked"](text)
    assert source[found.start : found.end] == words


WILL = [
    # 将 before a verb of what comes is a plan; before a noun it is 把
    ("2020年将脱贫《2000人》。", "planned"),
    ("2020年贫困发生率将降至《0.5%》。", "planned"),
    ("明年收入将达到《1.2万元》。", "planned"),
    ("贫困村将全部退出,将出列《12个》。", "planned"),
    ("2020年将如期摘帽《12个》贫困村。", "planned"),
    ("县委将贫困发生率降至《0.5%》。", "reported"),
    ("已将贫困发生率降至《0.5%》。", "reported"),
    ("将脱贫攻坚资金《5000万元》拨付到位。", "reported"),
    ("将脱贫户《200户》纳入监测。", "reported"),
    ("将退出的《12个》贫困村纳入管理。", "reported"),
    ("将近《2000人》脱贫。", "reported"),
    ("将达标村《12个》公示。", "reported"),
]


@pytest.mark.parametrize(("text", "status"), WILL)
def test_what_will_be_is_planned(text: str, status: str) -> None:
    assert meant(text).status == status

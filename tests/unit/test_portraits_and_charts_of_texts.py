"""Portraits and the smaller charts from the words of reports: nothing that is not there."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import county_reports as cr
from county_reports.charts import contract, exits, locator, rectification, workforce
from county_reports.comparison import alignment, portrait_text, tables
from county_reports.comparison import sentences as told
from county_reports.extraction import observe
from county_reports.model import Metadata, Report
from county_reports.one_report import ReadReport
from county_reports.reading.reader import read_text

SENTENCES = [
    "解决了1830户6020人的饮水问题,投入饮水资金900万元。", "2019年底贫困发生率降至0.68%。",
    "2018年底贫困发生率2.3%。", "全县现有建档立卡贫困户8200户26300人。", "选派驻村工作队85支255人。",
    "2020年计划投入产业扶贫资金3000万元。", "投入产业扶贫资金5300万元。", "今年将脱贫1200人。",
    "发现问题52个,整改48个。", "累计退出贫困村61个,85个贫困村中还剩24个。", "全省贫困发生率0.6%。",
    "改造危房620户,每户补助2万元。", "资助贫困学生300~500元。", "<script>alert(7)</script>", "=1+1",
    "收入约1.2万元,帮扶干部3000余名。", "", "\r\n", "召开会议,部署工作。",
]  # fmt: skip


def read(folder: Path, text: str) -> ReadReport:
    path = folder / "qiyun-2019.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return cr.read_report(path)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(SENTENCES), max_size=8).map("".join))
def test_no_digit_of_a_portraits_sentence_is_anothers_than_a_figures(
    tmp_path: Path, text: str
) -> None:
    report = read(tmp_path, f"{text}完。")
    known = {
        (o.quantity.start, o.quantity.end): o.quantity.text for o in report.observations_list
    }  # fmt: skip
    for block in report.portrait.blocks:
        for language in ("zh", "en"):
            for sentence in told.sentences(block, language):
                for piece in sentence:
                    if piece.item is not None:
                        figure = piece.item.figure
                        assert known[figure.start, figure.end] == figure.text
                        assert report.source[figure.start : figure.end] == figure.text
                        continue
                    # beside figures only the years that they state, and how many more there are
                    years = {o.period or "" for o in report.observations_list}
                    said = re.sub(r"and \d+ more|还有 \d+ 个", "", piece.text)
                    for digits in re.findall(r"\d+", said):
                        assert any(digits in year for year in years), (piece.text, text)


@pytest.mark.parametrize("text", ["。", "召开会议。", "2020年计划投入产业扶贫资金3000万元。\n"])
def test_a_portrait_of_nothing_reported_says_so(tmp_path: Path, text: str) -> None:
    report = read(tmp_path, text)
    for language in ("zh", "en"):
        shown = portrait_text.text(report.portrait, language)
        assert portrait_text.heading(report.portrait, language) in shown
        assert ("未报告" if language == "zh" else "Not reported") in shown
        assert portrait_text.markdown(report.portrait, language)
    for block in report.portrait.blocks:
        assert told.sentences(block, "zh") == ()


def test_hostile_words_are_escaped_in_a_portraits_markdown(tmp_path: Path) -> None:
    report = read(tmp_path, "发放<b>*种苗*</b>1200包。投入<script>产业扶贫资金5300万元。\n")
    made = portrait_text.markdown(report.portrait, "zh")
    assert "<script>" not in made
    assert "<b>" not in made


# ---- charts


def reports_of(*texts: str) -> list[Report]:
    return [
        read_text(text, Metadata(f"xian{n}-2019", f"{n}.txt", f"栖{n}县", year=2019))
        for n, text in enumerate(texts)
    ]


CHARTS = {
    "exits": (exits.exits, exits.INDICATORS),
    "workforce": (workforce.workforce, workforce.INDICATORS),
    "rectification": (rectification.rectification, rectification.INDICATORS),
}
SAID = {
    "exits": (
        "全县有贫困村85个,累计退出贫困村61个。2020年计划退出贫困村24个。",
        {"registry.poor_villages": 85, "registry.villages_exited_total": 61,
         "registry.planned_villages": 24},
    ),
    "workforce": (
        "选派驻村工作队85支、驻村队员255人,第一书记85名。",
        {"assistance.teams": 85, "assistance.team_members": 255,
         "assistance.first_secretaries": 85},
    ),
    "rectification": (
        "中央巡视反馈发现问题52个,制定整改措施120条,完成整改48个。",
        {"supervision.problems_found": 52, "supervision.measures": 120,
         "supervision.problems_fixed": 48},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_plots_what_the_sentences_say_and_no_more(kind: str) -> None:
    draw, indicators = CHARTS[kind]
    text, values = SAID[kind]
    reports = reports_of(text, "", "召开会议。")
    observed = tables.observations_frame([(each, observe(each)) for each in reports])
    sources = {each.id: each.source for each in reports}
    about = [each.metadata for each in reports]
    compared = alignment.compare(observed, about, indicators, sources)
    made = draw(compared, about, language="en", width=180)
    plotted = made.data.dropna(subset=["value"])
    assert dict(zip(plotted["indicator"], plotted["value"], strict=True)) == {
        name: Decimal(value) for name, value in values.items()
    }
    for row in plotted.to_dict("records"):
        assert sources[row["report"]][int(row["start"]) : int(row["end"])] == row["text"]
    assert set(plotted["report"]) == {"xian0-2019"}
    assert (made.data["value"].isna() == made.data["missing"].notna()).all()
    contract.assert_traceable(made.data)
    written = " ".join(contract.texts_of(made.figure))
    assert all(str(value) in written for value in values.values())
    for words in (made.caption_zh, made.alt_zh, made.caption_en, made.alt_en):
        assert words


@pytest.mark.parametrize("county", ["<b>县", "$x_1$县", "a&b县", "栖云县" * 6, None, ""])
def test_a_locator_draws_any_name_as_it_is(county: str | None) -> None:
    about = [
        Metadata("a-2019", "a.txt", county, "甲市", "湖南省", year=2019),
        Metadata("b-2019", "b.txt", county, "乙市", None, year=None),
    ]
    made = locator.locator(None, about, language="zh", width=180)
    assert len(made.data) == 2
    contract.assert_traceable(made.data)
    assert locator.locate(about).unknown[0][0].id == "b-2019"
    assert locator.locate(about[::-1]).provinces == locator.locate(about).provinces

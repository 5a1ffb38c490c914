"""Which indicator, which rivals, what was ruled out and why; set aside, unread, corrected, nothing.

All sentences are invented; the figure stands in 《》.
"""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path

import pytest

from county_reports.errors import UsageError
from county_reports.extraction import explanation
from county_reports.extraction.coverage import measure_coverage
from county_reports.extraction.explanation import Explanation, Miss, explain_at, first_place
from county_reports.extraction.observe import Setting, explain
from county_reports.model import Correction, Region, Report

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
explained, report = made["explained"], made["report"]


def at(source: Report, start: int) -> Explanation:
    recorded = explain(source, recording=True)
    seen = [item.observation for item in recorded]
    return explain_at(source, start, seen, recorded, measure_coverage(source, seen))


# ---- the indicator


def test_the_indicator_with_its_words_and_points() -> None:
    best = explained("截至2019年底,全县贫困发生率降至《0.6%》。").best
    assert best is not None
    assert (best.indicator, best.zh) == ("registry.incidence", "贫困发生率")
    assert {match.word for match in best.matches} == {"发生率", "降至"}
    assert all(match.place == "left" for match in best.matches)
    assert best.score == pytest.approx(sum(m.points for m in best.matches) + best.rest, abs=0.02)


def test_terms_are_told_as_the_codebook_writes_them() -> None:
    found = explained("一、抓实安全饮水\n新建供水工程《86处》,受益群众近2万人。\n").best
    assert found is not None
    assert found.indicator == "water.projects"
    terms = found.wording.split()
    assert all(match.term in terms for match in found.matches)


RIVALS = [
    ("全县《62家》扶贫车间已复工复产60家。", "employment.workshops_resumed"),
    ("发放教育救助资金《1260万元》,资助贫困学生900名。", "social_protection.funds"),
    ("46个县直单位组成《38支》驻村帮扶工作队,县直单位全部参与。", ""),
]


@pytest.mark.parametrize(("text", "rival"), RIVALS)
def test_rivals_are_ranked_and_all_have_words(text: str, rival: str) -> None:
    found = explained(text)
    assert found.best is not None
    options = [found.best, *found.rivals]
    assert [o.score for o in options] == sorted((o.score for o in options), reverse=True)
    assert all(option.matches for option in options)
    assert len({option.indicator for option in options}) == len(options)
    assert not rival or rival in {option.indicator for option in found.rivals}
    assert (found.confidence == 1) == (not found.rivals)


# figure, indicator that comes near, one of its faults
MISSES = [
    ("贫困群众《3200人》自愿报名脱贫。", "registry.lifted_persons_total", "missing <累计"),
    ("全省贫困发生率《1.2%》。", "registry.incidence", "scope is other, allowed is county"),
    ("全省贫困发生率《1.2%》。", "registry.incidence", "全省 beside it excludes it"),
    ("全县贫困发生率降至《0.6%》。", "registry.initial_incidence", "is not between"),
    ("2014年,全县贫困发生率《19.4%》。", "registry.incidence", "register's making"),
    ("发放贷款《2万元》。", "finance.loans", "is not between"),
    ("有效解决《463户》特困户建房难的问题。", "finance.loan_households", "missing 贷款"),
    ("路西村总面积《3平方公里》。", "profile.area", "scope is part, allowed is county"),
    ("路西村总面积《3平方公里》。", "profile.area", "3 is not between 100 and 100,000"),
]


@pytest.mark.parametrize(("text", "indicator", "fault"), MISSES)
def test_what_was_ruled_out_and_why(
    text: str, indicator: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explanation, "MOST_MISSES", 99)
    monkeypatch.setattr(explanation, "FEWER_MISSES", 99)
    misses = {miss.indicator: miss for miss in explained(text).misses}
    assert indicator in misses, list(misses)
    assert any(fault in each for each in misses[indicator].faults), misses[indicator].faults


def _all_misses(monkeypatch: pytest.MonkeyPatch, *texts: str) -> list[Miss]:
    monkeypatch.setattr(explanation, "MOST_MISSES", 999)
    monkeypatch.setattr(explanation, "FEWER_MISSES", 999)
    monkeypatch.setattr(explanation, "_TELLING", 99)
    return [miss for text in texts for miss in explained(text).misses]


def test_every_kind_of_fault_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    misses = _all_misses(
        monkeypatch,
        "共有特色产业基地9.92万亩,其中产业基地《5.9万亩》。",
        "2020年,计划脱贫《36户》。",
        "一、抓实饮水安全\n累计投入资金《300万元》。\n",
        "全省贫困发生率降至《1.2%》。",
        "2014年,贫困发生率《19.4%》。",
        "因危房改造工作,有效解决了《463户》特困户建房难的问题。",
    )
    told = "\n".join(fault for miss in misses for fault in miss.faults)
    for words in ("missing ", "must not stand beside it", "scope is ", "is not between",
                  "beside it excludes it", "status is planned", "register's making",
                  "under a heading of", "only in a heading"):  # fmt: skip
        assert words in told, words


def test_misses_are_few_telling_and_not_the_answer() -> None:
    named = explained("全县贫困发生率降至《0.6%》。")
    assert len(named.misses) <= explanation.FEWER_MISSES
    unnamed = explained("全县近《3200人》贫困群众自愿签名申请脱贫。")
    assert unnamed.best is None
    assert 0 < len(unnamed.misses) <= explanation.MOST_MISSES
    faults = [len(miss.faults) for miss in unnamed.misses]
    assert faults == sorted(faults)
    for found in (named, unnamed):
        options = {option.indicator for option in (found.best, *found.rivals) if option}
        assert not options & {miss.indicator for miss in found.misses}
        assert all(miss.matches and miss.faults for miss in found.misses)


def test_a_part_of_a_total_says_so() -> None:
    found = explained(
        "一、产业扶贫\n新建各类特色产业基地8.6万亩,其中茶叶2.4万亩、辣椒《1.7万亩》。\n"
    )
    assert found.best is None
    assert found.misses[0].indicator == "industry.planted_area"
    (fault,) = found.misses[0].faults
    assert fault.startswith("it is a part of a total")
    assert found.notes[0] == f"no indicator: {fault}"


def test_a_part_with_words_of_its_own_keeps_its_indicator() -> None:
    found = explained("全县建档立卡贫困人口8.34万人,其中已脱贫《8.06万人》。")
    assert found.best is not None
    assert not any("part of a total" in fault for miss in found.misses for fault in miss.faults)


# ---- no indicator

WANTED = [
    ("占全省的《1/2》左右。", ["the codebook has no indicator counted in multiple"]),
    ("建成“爱心超市”《37家》。", ["counted in count", "before it 「建成“爱心超市”」", "建成"]),
    (
        "有效解决了《463户》特困户建房难。",
        ["before it 「有效解决了」", "after it 「特困户建房难", "特困户"],
    ),
    ("《36处》。", ["no word of the", "no words of its own stand beside it"]),
    ("发放贷款《2万元》。", ["has all its words here", "before it 「发放贷款」"]),
]


@pytest.mark.parametrize(("text", "notes"), WANTED)
def test_without_an_indicator_it_says_what_a_wording_would_need(
    text: str, notes: list[str]
) -> None:
    found = explained(text)
    assert found.best is None
    told = "\n".join(found.notes)
    for note in notes:
        assert note in told, told


def test_with_an_indicator_nothing_is_wanted() -> None:
    assert explained("全县贫困发生率降至《0.6%》。").notes == ()


# ---- no measure

ASIDE = [
    ("拨打《12317》热线反映。", "identifier", "addresses, document numbers, hotlines"),
    ("湘发《[2018]12号》文件。", "identifier", "addresses, document numbers"),
    ("创建《3A级》景区。", "identifier", "addresses, document numbers"),
    ("《1、》交通扶贫。", "ordinal", "第N, ranks and list labels"),
    ("荣获全省《第2》名。", "ordinal", "第N, ranks"),
    ("《(一)》抓实产业。", "ordinal", "ordinals and list labels in Chinese numerals"),
    ("《一是》抓实产业。", "ordinal", "ordinals and list labels in Chinese numerals"),
    ("推行《10+1》模式。", "slogan", "brands of digits"),
    ("推行“《1234》”工作法。", "slogan", "brands of digits"),
    ("落实“《五个一批》”。", "slogan", "numerals in quotation marks"),
    ("落实《两不愁三保障》。", "slogan", "set_phrases.txt"),
    ("《六个精准》到位。", "slogan", ""),
    ("《2019年底》全县脱贫。", "date", "dates"),
    ("自《2014》以来。", "date", "dates"),
    ("《二〇一九年》全县脱贫。", "date", "dates and plans in Chinese numerals"),
    ("“《十三五》”期间脱贫。", "date", "numerals in quotation marks"),
    ("《一支》队伍。", "slogan", "a Chinese numeral that counts nothing"),
    ("序号 项目 资金(万元)\n《1》 香菇大棚 360\n2 茶园 214\n", "ordinal", "serial number of a row"),
]


@pytest.mark.parametrize(("text", "kind", "family"), ASIDE)
def test_what_is_set_aside_names_the_family_that_claimed_it(
    text: str, kind: str, family: str
) -> None:
    found = explained(text)
    assert found.kind == kind
    assert (found.number, found.meaning, found.best) == ((), (), None)
    assert family in found.notes[0]


def test_a_pattern_is_told_but_never_a_page_of_it() -> None:
    found = explained("《2019年底》全县脱贫。")
    assert found.notes[1].startswith("pattern: ")
    assert all(len(note) < 200 for note in found.notes)
    assert "it names the period 2019" in found.notes


def test_an_unread_numeral_says_why() -> None:
    found = explained("共投入3.8亿元(见表《7》)。")
    assert (found.kind, found.text, found.observation) == ("unread", "7", None)
    assert found.notes[0].startswith("not read: no unit was found")


def test_a_numeral_of_the_page_is_not_the_report() -> None:
    source = report("全县脱贫2610户。客服24小时在线3600")
    start = source.source.index("3600")
    page = replace(source, boilerplate=(Region(start - 8, start + 4, "footer"),))
    found = at(page, start + 2)
    assert (found.kind, found.text) == ("unread", "3600")
    assert found.notes == ("it stands in page furniture (footer), which is not the report",)


@pytest.mark.parametrize("offset", range(5))
def test_any_character_of_the_figure_will_do(offset: int) -> None:
    source = report("全县脱贫2610户。")
    assert at(source, 4 + offset).text == "2610户"


@pytest.mark.parametrize("start", [0, 3, 9, 10, 4000, -1])
def test_elsewhere_the_nearest_figures_are_named(start: int) -> None:
    source = report("全县脱贫2610户。投入资金300万元。")
    with pytest.raises(UsageError) as caught:
        at(source, start)
    assert "4 (2610户)" in caught.value.remedy
    assert "14 (300万元)" in caught.value.remedy
    assert ("the text has" in caught.value.what) == (not 0 <= start < len(source.source))


def test_measures_are_nearer_than_labels() -> None:
    with pytest.raises(UsageError) as caught:
        at(report("一是抓产业。二是抓就业。全县脱贫2610户。"), 3)
    assert "2610户" in caught.value.remedy
    assert "二是" not in caught.value.remedy


def test_a_report_without_figures() -> None:
    with pytest.raises(UsageError, match="no figures"):
        at(report("没有数字。"), 1)
    assert first_place([]) is None


def test_the_first_place_is_that_of_an_indicator() -> None:
    source = report("2019年,购置36袋。全县贫困发生率降至0.6%。")
    seen = [item.observation for item in explain(source)]
    assert first_place(seen) == source.source.index("0.6%")
    assert first_place(seen[:1]) == 0


# ---- corrections


def test_a_corrected_figure_shows_what_was_read_and_why_it_was_changed() -> None:
    source = report("全县脱贫2610户。")
    recorded = explain(source, recording=True)
    signed = Correction("set", "misprint", "Li", "2024-05-01", (("unit", "household"),))
    changed = replace(recorded[0].observation, correction=signed)
    found = explain_at(source, 4, [changed], recorded, measure_coverage(source, [changed]))
    assert found.observation is changed
    (note,) = [note for note in found.notes if note.startswith("corrected")]
    assert "misprint (Li, 2024-05-01)" in note
    assert "it was read as unit household" in note
    assert next(w for w in found.number if w.about == "unit").answer == "household"


def test_an_added_figure_was_read_by_nobody() -> None:
    source = report("第三方12家参与。")
    signed = Correction("add", "twelve firms", "Li", "2024-05-01")
    template = explain(report("企业12家。"))[0].observation
    quantity = replace(template.quantity, start=3, end=6, text="12家")
    added = replace(template, quantity=quantity, correction=signed)
    found = explain_at(source, 3, [added], (), measure_coverage(source, [added]))
    assert found.notes[-1] == "the program read nothing here by itself"
    assert (found.number, found.best) == ((), None)


# ---- the reading itself is not changed by being recorded


def test_recording_changes_nothing_and_is_off_by_default() -> None:
    source = report("2014年,全县贫困户8420户28160人,其中低保户120户。投入5,200万元,新建86处。")
    plain, recorded = explain(source), explain(source, recording=True)
    assert [i.observation for i in plain] == [i.observation for i in recorded]
    assert [i.judgement for i in plain] == [i.judgement for i in recorded]
    assert all(item.setting is None for item in plain)
    for item in recorded:
        is_measure = item.observation.quantity.kind == "measure"
        assert isinstance(item.setting, Setting) == is_measure

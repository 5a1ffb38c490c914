"""Tables that join words and figures: phrases, themes, checkability. Values worked out by hand."""

from __future__ import annotations

import runpy
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports import codebook
from county_reports.attention import checkability as checks
from county_reports.attention import phrases, places, themes
from county_reports.comparison.tables import given
from county_reports.extraction import observe
from county_reports.language.tokens import tokens_of
from county_reports.model import Metadata, Region, Restoration
from county_reports.reading.reader import read_text

factories = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "factories.py")))


def read(text: str, name: str = "qiyun-2019", county: str = "栖云县") -> tuple:
    report = read_text(text, Metadata(id=name, file=f"{name}.txt", county=county, year=2019))
    return report, observe(report)


# ---- places


def test_places_are_written_and_read_back_in_order() -> None:
    cell = places.listed("qiyun-2019", [(9, 12), (1, 3)])
    assert cell == "qiyun-2019:1-3 qiyun-2019:9-12"
    assert places.spans_of(cell) == [(1, 3), (9, 12)]
    assert places.listed("qiyun-2019", []) is None


def test_prose_leaves_out_blanks_and_page_furniture() -> None:
    report = replace(factories.report("栖云 县\n分享"), boilerplate=(Region(5, 7, "share"),))
    assert places.prose(report) == [0, 1, 3]


# ---- phrases


def test_a_row_for_each_phrase_and_report_with_its_first_sentence() -> None:
    # 20 characters of prose; 四个不摘 begins at the third, 三走进 at the fourteenth
    one = read("落实四个不摘，防返贫。开展“三走进”活动。")
    other = read("坚持“四个不摘”。再讲四个不摘。", "lanhe-2019", "兰河县")
    table = phrases.phrases_frame([one, other])
    rows = table.to_dict("records")
    assert [(r["report"], r["phrase"], r["found"], r["uses"]) for r in rows] == [
        ("qiyun-2019", "四个不摘", "known", 1),
        ("qiyun-2019", "三走进", "pattern", 1),
        ("lanhe-2019", "四个不摘", "known", 2),
    ]
    assert (rows[0]["start"], rows[0]["end"], rows[0]["text"]) == (2, 6, "四个不摘")
    assert rows[0]["quote"] == "落实四个不摘，防返贫。"
    assert rows[1]["quote"] == "开展“三走进”活动。"
    assert rows[0]["position"] == pytest.approx(2 / 21, abs=1e-4)
    assert rows[1]["position"] == pytest.approx(14 / 21, abs=1e-4)
    assert rows[2]["places"] == "lanhe-2019:3-7 lanhe-2019:11-15"
    assert rows[2]["origin"] == "Xi Jinping, 2019"
    assert not given(rows[1]["en"])


def test_every_way_of_writing_is_kept_and_the_heading_named() -> None:
    text = "一、总体情况\n聚焦两不愁三保障。\n二、下步打算\n围绕“两不愁、三保障”。\n"
    (row,) = phrases.phrases_frame([read(text)]).to_dict("records")
    assert row["written"] == "两不愁三保障|两不愁、三保障"
    assert row["section"] == "总体情况"
    assert row["uses"] == 2


def test_a_report_without_phrases_has_no_row() -> None:
    table = phrases.phrases_frame([read("全县有12个村。")])
    assert table.empty
    assert list(table.columns) == [column.name for column in phrases.PHRASES]


# ---- themes

TEXT = (
    "投入农村饮水安全工程资金300万元。"  # 17
    "投入通村道路建设资金100万元，硬化道路12公里。"
    "天高云淡。"
)


def cells(table: object) -> dict[tuple[str | None, str], dict]:
    return {
        (row["theme"] if given(row["theme"]) else None, row["measure"]): row
        for row in table.to_dict("records")
    }


def test_money_and_figures_of_a_theme_are_shares_of_their_own_whole() -> None:
    pair = read(TEXT)
    found = cells(themes.themes_frame([pair]))
    water, roads = found["water", "money"], found["transport", "money"]
    assert (water["value"], water["unit"]) == (Decimal(3000000), "CNY")
    assert water["share"] == pytest.approx(0.75)
    assert roads["share"] == pytest.approx(0.25)
    start = TEXT.index("300万元")
    assert (water["start"], water["end"], water["text"]) == (start, start + 5, "300万元")
    # three figures: one of water, two of roads
    assert found["water", "figures"]["share"] == pytest.approx(1 / 3, abs=1e-6)
    assert found["transport", "figures"]["value"] == Decimal(2)
    first, second = places.spans_of(found["transport", "figures"]["places"])
    assert TEXT[slice(*first)] == "100万元"
    assert TEXT[slice(*second)] == "12公里"


def test_words_are_those_of_the_sentences_that_speak_of_a_theme() -> None:
    pair = read(TEXT)
    words = tokens_of(pair[0])
    ends = [TEXT.index("。") + 1, TEXT.index("里。") + 2, len(TEXT)]
    counted = [sum(first <= w.start < last for w in words) for first, last in
               zip([0, *ends[:2]], ends, strict=True)]  # fmt: skip
    found = cells(themes.themes_frame([pair]))
    assert [found[t, "words"]["value"] for t in ("water", "transport", None)] == counted
    assert sum(r["share"] for (_, m), r in found.items() if m == "words") == pytest.approx(1)
    assert found["water", "words"]["places"] == f"qiyun-2019:0-{ends[0]}"


def test_what_nobody_speaks_of_is_nought_and_what_nobody_pays_is_missing() -> None:
    found = cells(themes.themes_frame([read(TEXT)]))
    housing = found["housing", "words"]
    assert (housing["value"], housing["missing"]) == (Decimal(0), themes.NONE_SAID)
    assert found["housing", "figures"]["missing"] == themes.NO_FIGURE
    assert found["housing", "money"]["value"] is None
    assert found["housing", "money"]["missing"] == "not reported"
    assert not given(found["housing", "money"]["share"])
    assert found["registry", "money"]["missing"] == themes.NOT_A_SPENDING_THEME


def test_money_of_one_theme_is_no_share() -> None:
    found = cells(themes.themes_frame([read("投入农村饮水安全工程资金300万元。")]))
    water = found["water", "money"]
    assert water["value"] == Decimal(3000000)
    assert not given(water["share"])
    assert water["missing"] == themes.ONE_ONLY


def test_a_total_and_its_parts_are_not_added() -> None:
    text = "投入农村饮水安全工程资金300万元,其中县级100万元。投入通村道路建设资金100万元。"
    found = cells(themes.themes_frame([read(text)]))
    assert found["water", "money"]["value"] == Decimal(3000000)
    assert found["water", "money"]["share"] == pytest.approx(0.75)


def test_three_rows_a_theme_and_report_and_every_cell_has_place_or_reason() -> None:
    table = themes.themes_frame([read(TEXT), read("天高云淡。", "lanhe-2019", "兰河县")])
    assert len(table) == 2 * 3 * (len(codebook.load().themes) + 1)
    for row in table.to_dict("records"):
        assert given(row["start"]) or given(row["missing"]), row


def test_an_empty_report_has_no_shares() -> None:
    table = themes.themes_frame([read("")])
    assert table["share"].isna().all()


# ---- checkability

CHECKED = (
    "全县有12个村、300户。帮扶2000人，投入50万元。"  # 4 exact
    "发放种苗近2万株，惠及600余户。"  # 2 approximate
    "群众收入大幅提高，建成一批基地。"  # 2 vague
)


def test_exact_approximate_and_vague_are_counted() -> None:
    (row,) = checks.checkability_frame([read(CHECKED)], {"qiyun-2019": 0.5}).to_dict("records")
    assert (row["exact"], row["approximate"], row["vague"]) == (4, 2, 2)
    assert row["statements"] == 8
    assert (row["share_exact"], row["share_approximate"], row["share_vague"]) == (0.5, 0.25, 0.25)
    assert row["characters"] == len(CHECKED)
    assert row["figures_per_thousand"] == pytest.approx(6000 / len(CHECKED), abs=1e-5)
    assert row["share_checked"] == 0.5
    assert not given(row["missing"])
    spans = places.spans_of(row["places_vague"])
    assert [CHECKED[a:b] for a, b in spans] == ["大幅", "一批"]
    spans = places.spans_of(row["places_approximate"])
    assert [CHECKED[a:b] for a, b in spans] == ["2万株", "600余户"]


def test_what_was_not_audited_and_what_could_not_be_says_so() -> None:
    rows = checks.checkability_frame([read(CHECKED), read("天高云淡。", "x-2019", "兰河县")])
    assert list(rows["missing"]) == [checks.NOT_AUDITED, checks.NOTHING_TO_CHECK]
    assert rows["share_checked"].isna().all()
    assert rows["share_exact"].isna().tolist() == [False, True]


def test_digits_without_a_sure_reading_are_not_counted() -> None:
    report, seen = read("全县有12个村。")
    split = Restoration("ambiguous", "户", "two splits are plausible", ("1|2",))
    undecided = [
        replace(o, quantity=replace(o.quantity, restoration=split))
        if o.quantity.kind == "measure" else o
        for o in seen
    ]  # fmt: skip
    (row,) = checks.checkability_frame([(report, undecided)]).to_dict("records")
    assert (row["exact"], row["undecided"], row["statements"]) == (0, 1, 0)


def test_the_vague_statements_have_their_sentence_and_reason() -> None:
    rows = checks.vague_frame([read(CHECKED)]).to_dict("records")
    assert [(r["word"], r["reason"]) for r in rows] == [("大幅", "change"), ("一批", "number")]
    assert rows[0]["why_en"] == "a change without its size"
    assert rows[0]["quote"] == "群众收入大幅提高，建成一批基地。"
    assert CHECKED[rows[1]["start"] : rows[1]["end"]] == "一批"

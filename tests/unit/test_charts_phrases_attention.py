"""The set-phrase matrix, and money against words: one county, five, forty, and silent ones."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports.attention.phrases import phrases_frame
from county_reports.attention.themes import themes_frame
from county_reports.charts import attention, contract, phrases, style
from county_reports.errors import FigureError
from county_reports.extraction import observe
from county_reports.model import Metadata, Observation, Report
from county_reports.reading.reader import read_text

TESTS = Path(__file__).parents[1]
look = SimpleNamespace(**runpy.run_path(str(TESTS / "figure_checks.py")))

SENTENCES = (
    "聚焦“两不愁、三保障”补短板。", "严格落实四个不摘要求。", "按照六个精准的要求开展工作。",
    "推行“四议两公开”工作法。", "发展一村一品，做到一户一策。", "做到应保尽保、应改尽改。",
    "实行一月一调度机制。", "坚持尽锐出战，签下军令状。", "下足绣花功夫，激发内生动力。",
    "投入农村饮水安全工程资金300万元。", "投入通村道路建设资金850万元，硬化道路12公里。",
    "投入农村危房改造资金96万元。", "投入产业扶贫资金1200万元，建成基地15个。",
    "选派驻村工作队40支，第一书记40名。", "整改巡视反馈问题25个，问责3人。",
    "资助贫困学生410人，发放教育资助资金55万元。", "贫困发生率降至0.6%，全县大力开展培训。",
)  # fmt: skip
NAMES = "安宁永清泰平和顺丰德龙阳江山川云梅兰竹松柏榆桐桂枫樟楠椿槐柳杨桑梓栗棠棣桃李杏梨"
Corpus = list[tuple[Report, tuple[Observation, ...]]]


def corpus(count: int, size: int = 11) -> Corpus:
    """So many reports of invented counties, each of some sentences and one phrase of its own."""
    made = []
    for number in range(count):
        own = f"开展“{'三四五六七八九'[number % 7]}{'访问送帮联'[number % 5]}到户”活动。"
        step = 1 + number % 4  # no two neighbours choose the same sentences
        chosen = [SENTENCES[(number + step * place) % len(SENTENCES)] for place in range(size)]
        text = "\n".join([*chosen, own])
        about = Metadata(
            id=f"county{number:02d}-2019", file=f"{number}.txt", county=f"{NAMES[number]}溪县",
            year=2019, title="脱贫攻坚工作总结",
        )  # fmt: skip
        report = read_text(text, about)
        made.append((report, observe(report)))
    return made


@pytest.fixture(scope="module")
def corpora() -> dict[str, Corpus]:
    silent = [
        (r, observe(r))
        for r in (
            read_text("天高云淡。", Metadata(id=f"quiet{n}-2019", county=f"静{n}县", year=2019))
            for n in range(2)
        )
    ]
    return {
        "one": corpus(1), "five": corpus(5), "six": corpus(6), "seven": corpus(7),
        "forty": corpus(40), "silent": silent, "mixed": corpus(2) + silent,
    }  # fmt: skip


CASES = ["one", "five", "six", "seven", "forty", "silent", "mixed"]


@pytest.fixture(scope="module")
def tables(corpora: dict[str, Corpus]) -> dict[str, tuple]:
    return {name: (phrases_frame(pairs), themes_frame(pairs)) for name, pairs in corpora.items()}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [85, 180])
@pytest.mark.parametrize("case", CASES)
def test_the_pages(
    corpora: dict[str, Corpus], tables: dict[str, tuple], case: str, language: str, width: float
) -> None:
    about = [report.metadata for report, _ in corpora[case]]
    draws = (phrases.phrases, attention.attention)
    for draw, table in zip(draws, tables[case], strict=True):
        chart = draw(table, about, language=language, width=width)
        assert look.overlapping(chart.figure) == []
        assert look.outside(chart.figure) == []
        assert look.tallest_mm(chart.figure) <= style.TALLEST
        contract.assert_traceable(chart.data)
        contract.assert_sources(chart.sources, chart.data)
        contract.assert_words(chart.caption_zh, chart.caption_en, chart.alt_zh, chart.alt_en)


def test_each_phrase_shown_has_a_row_for_each_county(corpora: dict[str, Corpus]) -> None:
    pairs = corpora["five"]
    table = phrases_frame(pairs)
    chart = phrases.phrases(table, [report.metadata for report, _ in pairs])
    shown = chart.parameters["phrases"]
    assert len(chart.data) == 5 * len(shown)
    rest = table["phrase"].nunique() - len(shown)
    assert chart.parameters["left_out"] == rest
    unused = chart.data[chart.data["uses"].isna()]
    assert set(unused["missing"]) == {phrases.NOT_USED}
    sources = {report.id: report.source for report, _ in pairs}
    for row in chart.data.dropna(subset=["uses"]).to_dict("records"):
        assert sources[row["report"]][row["start"] : row["end"]] == row["text"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_phrases_of_one_county_are_listed_under_its_name(
    corpora: dict[str, Corpus], language: str
) -> None:
    pairs = []
    for number, own in enumerate(("建立三清四改机制。", "推行五查六看办法。推行五查六看办法。")):
        text = f"落实一户一策。{own}"
        report = read_text(text, Metadata(id=f"cun{number}-2019", county=f"村{number}县"))
        pairs.append((report, observe(report)))
    table = phrases_frame(pairs)
    alone = [p for p in table["phrase"] if (table["phrase"] == p).sum() == 1]
    assert {"三清四改", "五查六看"} <= set(alone)
    chart = phrases.phrases(table, [r.metadata for r, _ in pairs], language=language)
    texts, _ = look.boxes(chart.figure)
    assert {"三清四改", "五查六看 ×2"} <= set(texts)
    name = "村1县" if language == "zh" else "Cun1"
    assert texts.count(name) == 2  # above its track and before its list
    assert set(chart.parameters["phrases"]) == set(table["phrase"])


def test_what_is_left_out_is_said(corpora: dict[str, Corpus]) -> None:
    pairs = corpora["forty"]
    chart = phrases.phrases(
        phrases_frame(pairs), [r.metadata for r, _ in pairs], language="en", width=85
    )
    left_out = chart.parameters["left_out"]
    assert left_out > 0
    assert f"({left_out} more are not)" in chart.caption_en
    texts, _ = look.boxes(chart.figure)
    assert any(f"{left_out} more phrases are left out" in text for text in texts)


def test_a_phrase_of_every_county_is_named_when_it_is_not_drawn(
    corpora: dict[str, Corpus],
) -> None:
    pairs = []
    for report, _ in corpora["forty"]:
        common = read_text(report.source + "\n落实三会一课制度。", report.metadata)
        pairs.append((common, observe(common)))
    chart = phrases.phrases(phrases_frame(pairs), [r.metadata for r, _ in pairs], language="zh")
    texts, _ = look.boxes(chart.figure)
    assert "三会一课" in chart.parameters["phrases"] or any(
        "各县都使用：三会一课" in text for text in texts
    )


def test_a_county_without_phrases_is_named(corpora: dict[str, Corpus]) -> None:
    pairs = corpora["mixed"]
    chart = phrases.phrases(phrases_frame(pairs), [report.metadata for report, _ in pairs])
    assert chart.missing_en == ("Quiet0: no set phrase found", "Quiet1: no set phrase found")
    assert chart.missing_zh[0] == "静0县：未找到提法"


def test_a_county_without_money_by_theme_says_so(corpora: dict[str, Corpus]) -> None:
    pairs = corpora["mixed"]
    chart = attention.attention(themes_frame(pairs), [r.metadata for r, _ in pairs], language="en")
    assert "Quiet0 (no money by theme)" in chart.missing_en
    texts, _ = look.boxes(chart.figure)
    assert texts.count("no money by theme") == 2


def test_the_words_for_those_who_do_not_see_the_picture() -> None:
    text = "投入农村饮水安全工程资金300万元。投入通村道路建设资金100万元。"
    report = read_text(text, Metadata(id="qiyun-2019", county="栖云县", year=2019))
    pairs = [(report, observe(report))]
    chart = attention.attention(themes_frame(pairs), [report.metadata], language="zh")
    assert "资金以饮水安全最多（75%）" in chart.alt_zh
    assert "money most on Water (75%)" in chart.alt_en


def test_the_same_table_gives_the_same_picture(corpora: dict[str, Corpus]) -> None:
    pairs = corpora["five"]
    about = [report.metadata for report, _ in pairs]
    table = themes_frame(pairs)
    first, second = (attention.attention(table, about)._repr_png_() for _ in range(2))
    assert first == second
    table = phrases_frame(pairs)
    first, second = (phrases.phrases(table, about)._repr_png_() for _ in range(2))
    assert first == second


def test_refusals(corpora: dict[str, Corpus]) -> None:
    pairs = corpora["one"]
    about = [report.metadata for report, _ in pairs]
    for draw, table in (
        (phrases.phrases, phrases_frame(pairs)),
        (attention.attention, themes_frame(pairs)),
    ):
        with pytest.raises(FigureError, match="not written in"):
            draw(table, about, language="fr")  # type: ignore[arg-type]
        with pytest.raises(FigureError, match="cannot be printed"):
            draw(table, about, width=20)
        with pytest.raises(FigureError, match="no report"):
            draw(table, [])
    with pytest.raises(FigureError, match="says nothing about these reports"):
        attention.attention(themes_frame(pairs), [Metadata(id="other-2019")])


def test_a_deeper_tint_means_more_uses() -> None:
    greys = [int(phrases.tint(uses)[1:3], 16) for uses in (0, 1, 3, 9, 30)]
    assert greys == sorted(greys, reverse=True)
    assert greys[3] == greys[4]

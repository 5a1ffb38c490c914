"""What notebook 07 shows: share first, every class, escaped; no gold is a sentence, no failure."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

import county_reports as cr
from county_reports import display
from county_reports.display import quality as show
from county_reports.errors import ParameterError
from county_reports.extraction.coverage import CLASSES
from county_reports.quality import confusion, scoring
from county_reports.quality.assess import Assessed, assess
from invented import ROOT
from invented_gold import three_sets

LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def assessed() -> tuple[Assessed, ...]:
    return tuple(assess(each) for each in three_sets())


@pytest.fixture(scope="module")
def own() -> tuple[Assessed, ...]:
    from county_reports.quality.assess import assess_sets

    return assess_sets(folder=ROOT / "tests" / "gold")


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data


def rows(html: str) -> list[list[str]]:
    parser = _Cells()
    parser.feed(html)
    return parser.rows


# ---- coverage


@pytest.mark.parametrize("language", LANGUAGES)
def test_coverage_has_the_share_first_and_adds_up(project: Path, language: str) -> None:
    corpus = cr.read_corpus()
    head, *found = rows(show.coverage(corpus, language).html)
    assert len(found) == 3
    assert len(head) == 5 + len(CLASSES) + 1
    for row in found:
        assert re.fullmatch(r"\d+\.\d %", row[0])
        total, *parts = map(int, row[3:])
        assert total == sum(parts)


def test_unread_numerals_are_listed_with_their_words(project: Path) -> None:
    text = "清源县2020年总结。\n\n" + "".join(f"共投入3.8亿元(见表{n})。\n" for n in range(1, 6))
    (project / "seeds" / "qingyuan-2020.txt").write_text(text + "<b>表7</b>", encoding="utf-8")
    corpus = display.select(cr.read_corpus(), "qingyuan-2020")
    unread = len(corpus["qingyuan-2020"].coverage.unread)
    html = show.coverage(corpus, "en", contexts=2).html
    assert unread > 2
    assert html.count("<li>") == 2
    assert f"and {unread - 2} more" in html
    assert show.coverage(corpus, "zh", contexts=0).html.count("<li>") == 0
    everything = show.coverage(corpus, "en", contexts=99).html
    assert "more" not in everything
    assert "<b>表" not in everything


def test_what_could_not_be_read_is_named(project: Path) -> None:
    (project / "seeds" / "noise-2020.txt").write_bytes(b"\xff\xfe\x00\x81" * 50)
    for language in LANGUAGES:
        assert "noise-2020.txt" in show.coverage(cr.read_corpus(), language).html


@pytest.mark.parametrize(
    ("language", "begins"),
    [("en", r"\d+\.\d % of the \d+ numerals"), ("zh", r"覆盖率 \d+\.\d %：")],
)
def test_a_summary_begins_with_the_share(project: Path, language: str, begins: str) -> None:
    assert re.match(begins, repr(display.coverage(cr.read_report("wanghe-2019"), language)))


# ---- without gold


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_project_without_gold_says_so(project: Path, language: str) -> None:
    nothing = show.assess("all")
    assert nothing == ()
    said = [
        show.sets(nothing, language),
        show.scores(nothing, language),
        show.confusions(nothing, language),
        show.doubt(nothing, language),
        show.chart("quality", nothing, language, notebook="x", name="y", least=10),
        show.chart("confusion", nothing, language, notebook="x", name="y", most=3),
    ]
    for each in said:
        assert "tests/gold" in each.html
        assert "missing" in each.html
    assert not (project / "figures" / "x").exists()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("all", ("second",)),
        ("second", ("second",)),
        ("seeds", ()),
        (" second , third ", ("second",)),
    ],
)
def test_sets_are_chosen_by_name(project: Path, names: str, expected: tuple[str, ...]) -> None:
    shutil.copytree(ROOT / "tests" / "gold" / "second", project / "tests" / "gold" / "second")
    assert tuple(each.name for each in show.assess(names)) == expected


@pytest.mark.parametrize(("names", "sentence"), [("secnd", "second"), (" , ", "no set of gold")])
def test_an_unknown_set_stops_with_the_closest(names: str, sentence: str) -> None:
    with pytest.raises(ParameterError, match=sentence):
        show.assess(names)


# ---- with gold


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("seeds", "invented", "tuned on these very reports", "blind: scored")),
        ("zh", ("种子集", "虚构", "据这些报告调整", "盲测")),
    ],
)
def test_the_sets_say_what_they_are(assessed, language: str, words: tuple[str, ...]) -> None:
    shown = show.sets(assessed, language)
    assert all(word in shown.html for word in words)
    assert [row[1] for row in rows(shown.html)[1:]] == ["1", "1", "1"]
    assert [row[3:5] for row in rows(shown.html)[1:]] == [["5", "5"]] * 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", ["question", "class", "nonmeasure", "family"])
def test_scores_have_a_row_for_each_set(assessed, language: str, by: str) -> None:
    head, *found = rows(show.scores(assessed, language, by=by).html)
    assert len(head) == 7
    assert len(found) % 3 == 0
    assert found
    for row in found:
        assert len(row) == 7
        assert re.fullmatch(r"[01]\.\d{3}–[01]\.\d{3}", row[6])
        assert int(row[2]) >= 1


def test_every_score_has_a_name_in_both_languages(own) -> None:
    for by in ("question", "class", "nonmeasure", "family"):
        zh = [row[0] for row in rows(show.scores(own, "zh", by=by, least=0).html)[1:]]
        en = [row[0] for row in rows(show.scores(own, "en", by=by, least=0).html)[1:]]
        assert all(re.search(r"[\u4e00-\u9fff]", name) or name == "F1" for name in zh)
        assert all(name.isascii() for name in en)
        assert len(set(zip(zh, en, strict=True))) == len(set(en))
    assert set(scoring.QUESTIONS) | set(scoring.CLASSES) <= set(show.NAMES)
    assert set(confusion.PERIOD_KINDS) <= set(show.NAMES)


def test_small_rows_are_counted_and_not_shown(assessed) -> None:
    html = show.scores(assessed, "en", by="family", least=3).html
    assert {row[0] for row in rows(html)[1:]} == {"Poverty registry and exits"}
    assert "6 rows with fewer than 3 figures are not shown." in html
    assert "not shown" not in show.scores(assessed, "en", by="family").html


@pytest.mark.parametrize("of", ["period", "scope"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_confusions_of_the_blind_set_are_one_total(own, of: str, language: str) -> None:
    found = rows(show.confusions(own, language, of=of).html)[1:]
    blind = [row for row in found if row[0] in ("third", "第三集")]
    assert len(blind) == 1
    assert "total only" in blind[0][1] or "只计总数" in blind[0][1]
    assert blind[0][2] == ""
    seeds = [row for row in found if row[0] in ("seeds", "种子集")]
    cells = {"period": confusion.periods, "scope": confusion.scopes}[of](own[0].matches)
    assert sum(int(row[3]) for row in seeds) == sum(c.count for c in cells if not c.right)


def test_scope_of_another_place_is_not_another_count(own) -> None:
    html = show.confusions(own, "en", of="scope").html
    assert "another place" in html
    assert "other counts" not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_doubt_is_computed(own, language: str) -> None:
    text = show.doubt(own, language).text
    tally = scoring.by_question(own[0].verdicts)["indicator"]
    for number in (f"{tally.recall:.3f}", str(tally.sample), f"{tally.recall_interval.width:.3f}"):
        assert number in text
    assert text.count("\n") == 4, "three sets, one comparison, one warning"
    assert "→" in text
    one = show.doubt(own[:1], language).text
    assert "→" not in one, "nothing to compare with"


def test_a_chart_is_published_in_both_languages(assessed, project: Path) -> None:
    shown = show.chart("quality", assessed, "zh", notebook="x", name="q", least=1)
    assert {path.name for path in (project / "figures" / "x").glob("*.svg")} == {
        "q_en.svg", "q_zh.svg",
    }  # fmt: skip
    assert "<img src=" in shown.html
    assert "精确率" in shown.html


@pytest.mark.parametrize(
    ("kind", "limits", "sentence"),
    [
        ("quality", {"least": 999}, "no family of indicators has 999 figures"),
        ("confusion", {"most": 0}, "no indicator was confused"),
    ],
)
def test_nothing_to_draw_is_a_sentence(
    assessed, project: Path, kind: str, limits: dict[str, int], sentence: str
) -> None:
    shown = show.chart(kind, assessed, "en", notebook="x", name="q", **limits)
    assert sentence in shown.html
    assert "missing" in shown.html

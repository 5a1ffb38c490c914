"""The two pictures of quality: labels apart and inside, every size named, blind stays blind."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from county_reports import charts, codebook
from county_reports.charts import chart as words
from county_reports.charts import confusion, contract, publish, quality
from county_reports.errors import FigureError
from county_reports.model import Metadata
from county_reports.quality import gold, tables
from county_reports.quality.assess import assess, assess_sets
from invented import ROOT
from invented_gold import three_sets

look = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "figure_checks.py")))
LANGUAGES = ("zh", "en")
WIDTHS = (85, 180)


@pytest.fixture(scope="module")
def own() -> SimpleNamespace:
    """The project's own three sets."""
    assessed = assess_sets(folder=ROOT / "tests" / "gold")
    return SimpleNamespace(
        scores=tables.scores(assessed),
        confusions=tables.confusions(assessed),
        about=[each for one in assessed for each in one.set.metadata],
    )


@pytest.fixture(scope="module")
def few() -> SimpleNamespace:
    """One invented report, three times."""
    assessed = [assess(each) for each in three_sets()]
    return SimpleNamespace(
        scores=tables.scores(assessed),
        confusions=tables.confusions(assessed),
        about=[each for one in assessed for each in one.set.metadata],
    )


def every_family(own: SimpleNamespace) -> pd.DataFrame:
    """The largest picture: every theme of the codebook in every set."""
    row = own.scores[own.scores["by"] == "family"].iloc[[0]]
    places = [row.assign(set=name, name=theme, sample=40, given=38)
              for theme in codebook.load().themes for name in gold.SETS]  # fmt: skip
    return pd.concat(places, ignore_index=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("least", [1, 10, 40])
def test_scores_fit_their_page(
    own: SimpleNamespace, language: str, width: float, least: int
) -> None:
    made = quality.quality(own.scores, own.about, language=language, width=width, least=least)
    assert look.overlapping(made.figure) == []
    assert look.outside(made.figure) == []
    contract.assert_traceable(made.data)
    contract.assert_sources(made.sources, made.data)
    assert (made.data["sample"] >= least).all()
    assert made.parameters["least"] == least
    if least >= 10:
        assert look.tallest_mm(made.figure) < 240


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_themes_in_all_sets_fit_a_full_page(own: SimpleNamespace, language: str) -> None:
    made = quality.quality(every_family(own), own.about, language=language)
    assert look.tallest_mm(made.figure) < 240
    assert look.overlapping(made.figure) == []
    assert made.missing_zh == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("most", [1, 15, 40])
def test_confusions_fit_their_page(
    own: SimpleNamespace, language: str, width: float, most: int
) -> None:
    made = confusion.confusion(own.confusions, own.about, language=language, width=width, most=most)
    assert look.overlapping(made.figure) == []
    assert look.outside(made.figure) == []
    assert look.tallest_mm(made.figure) < 240
    contract.assert_traceable(made.data)
    contract.assert_sources(made.sources, made.data)
    assert "third" not in set(made.data["set"])
    assert not made.data["right"].any()


def test_every_line_names_its_set_and_its_size(few: SimpleNamespace) -> None:
    made = quality.quality(few.scores, few.about, language="en", least=1)
    texts = contract.texts_of(made.figure)
    for name in ("seeds", "second", "third"):
        assert texts.count(name) == 3, "once in each of three families"
    assert texts.count("3") == 6, "registry: three figures, in both panels of three sets"
    assert {"Precision", "Recall", "n", "Poverty registry and exits"} <= set(texts)


def test_scores_are_drawn_in_the_order_of_the_codebook(own: SimpleNamespace) -> None:
    made = quality.quality(own.scores, own.about)
    drawn = list(dict.fromkeys(made.data["name"]))
    assert drawn == [theme for theme in codebook.load().themes if theme in drawn]
    assert list(made.data.columns) == [column.name for column in tables.SCORES]


def test_the_notes_say_what_the_sets_are(few: SimpleNamespace) -> None:
    made = quality.quality(few.scores, few.about, language="en", least=1)
    for each in ("tuned on these very reports", "blind: scored", "invented reports"):
        assert each in made.note_en
    assert "盲测" in made.note_zh
    assert made.source_note("zh") == made.note_zh
    shown = " ".join(contract.texts_of(made.figure))
    assert "the true uncertainty is larger" in shown


def test_what_is_too_small_is_counted(few: SimpleNamespace) -> None:
    made = quality.quality(few.scores, few.about, least=3)
    assert set(made.data["name"]) == {"registry"}
    assert made.missing_en == ("2 families have fewer than 3 annotated figures and are not drawn",)
    assert made.missing_zh == ("2 个领域的标注数字不足 3 个，未画出",)
    with pytest.raises(FigureError, match="has 99 figures in the gold"):
        quality.quality(few.scores, few.about, least=99)


def test_the_alternative_text_gives_the_range_of_each_set(own: SimpleNamespace) -> None:
    made = quality.quality(own.scores, own.about)
    for name in gold.SETS:
        drawn = made.data[made.data["set"] == name]
        low, high = drawn["recall"].min(), drawn["recall"].max()
        assert re.search(
            rf"{name} precision .*, recall {low:.2f} \([^)]+\) to {high:.2f}", made.alt_en
        )
    assert "召回率" in made.alt_zh
    assert len(made.alt_en) < 500


def test_no_confusion_is_no_picture(few: SimpleNamespace) -> None:
    right = few.confusions[few.confusions["right"]]
    with pytest.raises(FigureError, match="no indicator was confused"):
        confusion.confusion(right, few.about)


@pytest.mark.parametrize("draw", [quality.quality, confusion.confusion])
@pytest.mark.parametrize(
    ("more", "sentence"),
    [({"language": "de"}, "not written in 'de'"), ({"width": 10}, "10 mm cannot be printed")],
)
def test_wrong_wishes(few: SimpleNamespace, draw, more: dict[str, object], sentence: str) -> None:
    table = few.scores if draw is quality.quality else few.confusions
    with pytest.raises(FigureError, match=sentence):
        draw(table, few.about, **more)
    with pytest.raises(FigureError, match="no report to draw"):
        draw(table, [])


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("none", "（无指标）", "(no indicator)"),
        ("not found", "（数字未读出）", "(figure not found)"),
        ("registry.incidence", "贫困发生率", None),
        ("gone.from_codebook", "gone.from_codebook", "gone.from_codebook"),
    ],
)
def test_names_of_indicators(name: str, zh: str, en: str | None) -> None:
    assert confusion.indicator_name(name, "zh") == zh
    assert en is None or confusion.indicator_name(name, "en") == en


def test_the_number_at_a_bar_is_that_of_both_sets(own: SimpleNamespace) -> None:
    made = confusion.confusion(own.confusions, own.about, language="en", most=5)
    totals = made.data.groupby(["gold", "read"], sort=False)["count"].sum()
    texts = contract.texts_of(made.figure)
    numbers = [text for text in texts if text.isdigit()]
    assert numbers == [str(total) for total in totals]
    assert list(totals) == sorted(totals, reverse=True)


@pytest.mark.parametrize("name", ["quality_chart", "confusion_chart"])
def test_charts_are_known_by_name(name: str) -> None:
    assert callable(getattr(charts, name))


def test_it_is_published_with_its_places_and_an_honest_source(
    own: SimpleNamespace, tmp_path: Path
) -> None:
    drawn = quality.quality(own.scores, own.about, language="en")
    made = publish.publish(drawn, name="by-family", notebook="07", folder=tmp_path)
    stated = json.loads((made.folder / "by-family_en.json").read_text(encoding="utf-8"))
    assert stated["source_note"]["en"] == drawn.note_en
    assert len(stated["sources"]) == 15
    data = (made.folder / "by-family_en.csv").read_text(encoding="utf-8")
    assert "cili-2018:" in data
    blind = {each.id for each in gold.load("third", ROOT / "tests" / "gold").metadata}
    assert not [name for name in blind if f"{name}:" in data], "no place of the blind set"
    assert tables.WITHHELD in data
    snippet = (made.folder / "by-family_en.md").read_text(encoding="utf-8")
    assert "invented reports" in snippet


def test_given_sources_replace_the_note(few: SimpleNamespace, tmp_path: Path) -> None:
    drawn = quality.quality(few.scores, few.about, language="en", least=1)
    named = [Metadata(each.id, title="Own") for each in few.about]
    made = publish.publish(drawn, name="x", sources=named, folder=tmp_path)
    stated = json.loads((made.folder / "x_en.json").read_text(encoding="utf-8"))
    assert stated["source_note"]["en"].startswith("Source: ")


def test_a_chart_without_a_note_lists_its_sources() -> None:
    plain = words.Chart(None, None, "en", "", "", "", "", sources=(words.Source("a-2019", "甲"),))
    assert plain.source_note("en") == words.source_note(plain.sources, "en")

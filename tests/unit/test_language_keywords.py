"""TF-IDF worked out by hand; the words of a corpus as tables."""

from __future__ import annotations

from math import log, sqrt
from pathlib import Path
from typing import Any

import pytest
from pandas.testing import assert_frame_equal

from county_reports.comparison import tables as checked
from county_reports.corpus import Corpus, read_corpus
from county_reports.errors import UnknownReportError, UsageError
from county_reports.language import keyness, keywords, tables
from county_reports.model import Metadata, Report
from language_input import report, reports


def test_weights_worked_out_by_hand() -> None:
    one = report(1, "茶叶茶叶水库。")
    two = report(2, "水库水库水库。")
    table = keywords.tf_idf([one, two], least=1)
    checked.validate(table, tables.TF_IDF)
    # both have 水库: idf ln(3/3) + 1 = 1; one has 茶叶: ln(3/2) + 1
    tea, water = (1 + log(2)) * (log(3 / 2) + 1), 1.0
    length = sqrt(tea**2 + water**2)
    found = {(row["report"], row["word"]): row["tf_idf"] for row in table.to_dict("records")}
    assert found == {
        ("county01-2019", "茶叶"): pytest.approx(tea / length, abs=1e-9),
        ("county01-2019", "水库"): pytest.approx(water / length, abs=1e-9),
        ("county02-2019", "水库"): pytest.approx(1.0, abs=1e-9),
    }
    assert list(table["word"]) == ["茶叶", "水库", "水库"]
    assert list(table["reports_with"]) == [1, 2, 2]


def test_reports_keep_their_order_and_words_theirs() -> None:
    every = reports(3)
    table = keywords.tf_idf(every)
    backwards = keywords.tf_idf(every[::-1])
    assert list(dict.fromkeys(backwards["report"])) == [each.id for each in every[::-1]]
    for each in every:
        own = table[table["report"] == each.id].reset_index(drop=True)
        other = backwards[backwards["report"] == each.id].reset_index(drop=True)
        assert own.to_csv() == other.to_csv()


def test_equal_weights_stand_in_the_order_of_their_characters() -> None:
    table = keywords.tf_idf([report(1, "水库茶叶水库茶叶。"), report(2, "产业。")])
    assert list(table["word"]) == sorted(["水库", "茶叶"])


def test_one_report_alone_has_its_counts_order() -> None:
    table = keywords.tf_idf(reports(1))
    assert list(table["count"]) == sorted(table["count"], reverse=True)


def test_no_words_no_rows() -> None:
    empty = Report(Metadata(id="leer-2019"), "2019。")
    assert keywords.tf_idf([empty]).empty
    assert keywords.tf_idf([]).empty
    assert set(keywords.tf_idf([empty, report(1)])["report"]) == {"county01-2019"}


def test_a_corpus_gives_its_tables(tmp_path: Path) -> None:
    for each in reports(3):
        (tmp_path / f"{each.id}.txt").write_text(each.source, encoding="utf-8")
    corpus = read_corpus(tmp_path, workers=1)
    assert corpus.keyness("county01-2019").iloc[0]["word"] == "信访"
    assert corpus.log_odds("county01-2019").iloc[0]["word"] == "信访"
    assert set(corpus.tf_idf["report"]) == set(corpus.ids)
    tokens = corpus["county01-2019"].tokens
    checked.validate(tokens, tables.TOKENS)
    source = corpus["county01-2019"].source
    assert all(source[r.start : r.end] == r.word for r in tokens.itertuples())
    with pytest.raises(UnknownReportError):
        corpus.keyness("county99-2019")


def test_a_corpus_counts_each_report_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in reports(4):
        (tmp_path / f"{each.id}.txt").write_text(each.source, encoding="utf-8")
    corpus = read_corpus(tmp_path, workers=1)
    expected = keyness.keyness_of_each(corpus.texts())
    asked: list[str] = []
    counted = keyness.keyness

    def noted(own: Report, *others: Any, **limits: Any) -> Any:
        asked.append(own.id)
        return counted(own, *others, **limits)

    monkeypatch.setattr(keyness, "keyness", noted)
    answer = corpus.keyness("county02-2019")
    answer["word"] = "changed by who asked"
    assert_frame_equal(corpus.keyness_of_each, expected)
    assert asked == ["county02-2019", "county00-2019", "county01-2019", "county03-2019"]
    corpus.keyness("county01-2019", least=5)
    assert asked[4:] == ["county01-2019"], "other limits are another question"


def test_a_corpus_of_one_says_why_not(tmp_path: Path) -> None:
    (tmp_path / "county01-2019.txt").write_text(report(1).source, encoding="utf-8")
    corpus: Corpus = read_corpus(tmp_path, workers=1)
    with pytest.raises(UsageError, match="no report of another county"):
        corpus.keyness("county01-2019")

"""Words and shared wording for any reports: symmetry, equal texts, places that hold."""

from __future__ import annotations

import math
import runpy
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.errors import UsageError
from county_reports.extraction import observe
from county_reports.language.counting import counted, in_context, together
from county_reports.language.keyness import (
    Cells,
    bic,
    dispersion,
    four_cells,
    keyness,
    log_ratio,
    two_cells,
)
from county_reports.language.keywords import tf_idf
from county_reports.language.log_odds import log_odds, log_odds_of
from county_reports.language.reuse.shared import shared_passages
from county_reports.language.tokens import tokens_of, words
from county_reports.model import Metadata, Report
from county_reports.reading.reader import read_text

made = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "reuse_input.py")))

SETTINGS = settings(derandomize=True, deadline=None, max_examples=150, database=None)
FEW = settings(derandomize=True, deadline=None, max_examples=25, database=None)

SENTENCES = st.sampled_from([
    "发展茶叶产业,带动贫困户增收。", "信访干部接待来信来访。", "光伏电站并网发电12座。", "落实四个不摘要求。",
    "2019年投入资金5300万元,贫困发生率降至0.68%。", "全县192个贫困村全部退出。\n", "教育扶⏎贫", "\r\n", "\u200b",
    "护林员巡山护林", "<script>alert(1)</script>", "=1+1", "ＡＢＣ公司捐款３０万元。", "貧困戶脫貧。", "。", "县",
])  # fmt: skip
TEXTS = st.lists(SENTENCES, max_size=10).map("".join)


def report(text: str, number: int = 0) -> Report:
    about = Metadata(id=f"c{number}-2019", file="", county=f"栖{number}县", year=2019)
    return read_text(text, about)


@st.composite
def cells(draw: st.DrawFn) -> Cells:
    size, others = draw(st.integers(1, 5000)), draw(st.integers(1, 20000))
    count = draw(st.integers(0, size))
    other = draw(st.integers(0 if count else 1, others))
    return Cells(count, size, other, others)


def turned(one: Cells) -> Cells:
    return Cells(one.others_count, one.others_size, one.count, one.size)


# ---- measures


@SETTINGS
@given(cells(), st.floats(0.01, 500), st.floats(1.1, 50))
def test_log_odds_change_sign_when_the_sides_change_places(
    one: Cells, prior: float, more: float
) -> None:
    size = prior * more
    here, there = log_odds_of(one, prior, size), log_odds_of(turned(one), prior, size)
    assert here.delta == pytest.approx(-there.delta, abs=1e-9)
    assert here.z == pytest.approx(-there.z, abs=1e-9)


@SETTINGS
@given(cells())
def test_measures_of_difference_do_not_know_which_side_is_which(one: Cells) -> None:
    for measure in (four_cells, two_cells):
        assert measure(one) == pytest.approx(measure(turned(one)), abs=1e-6)
        assert measure(one) >= 0
    assert four_cells(one) >= two_cells(one) - 1e-6 or one.size != one.others_size
    assert log_ratio(one) == pytest.approx(-log_ratio(turned(one)), abs=1e-9)
    assert not (one.more and turned(one).more)


@SETTINGS
@given(st.integers(1, 400), st.integers(1, 4000), st.integers(1, 9))
def test_equal_shares_are_no_difference(count: int, rest: int, times: int) -> None:
    one = Cells(count, count + rest, count * times, (count + rest) * times)
    assert four_cells(one) == pytest.approx(0, abs=1e-6)
    assert log_ratio(one) == pytest.approx(0, abs=1e-9)
    assert not one.more
    words_of_both = one.size + one.others_size
    assert bic(four_cells(one), words_of_both) == pytest.approx(-math.log(words_of_both), abs=1e-5)


@SETTINGS
@given(cells())
def test_a_longer_text_of_the_same_shares_is_more_evidence(one: Cells) -> None:
    twice = Cells(2 * one.count, 2 * one.size, 2 * one.others_count, 2 * one.others_size)
    assert four_cells(twice) == pytest.approx(2 * four_cells(one), rel=1e-6, abs=1e-5)


@SETTINGS
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(30, 60)), min_size=2, max_size=10))
def test_dispersion_is_a_share_and_does_not_know_the_order(parts: list[tuple[int, int]]) -> None:
    counts = {at: count for at, (count, _) in enumerate(parts) if count}
    sizes = [size for _, size in parts]
    found = dispersion(counts, sizes)
    if not counts:
        assert found is None
        return
    assert found is not None
    assert -1e-9 <= found <= 1 + 1e-9
    back = {len(parts) - 1 - at: count for at, count in counts.items()}
    assert dispersion(back, sizes[::-1]) == pytest.approx(found, abs=1e-9)


@pytest.mark.parametrize("parts", [2, 5, 10])
def test_dispersion_ends(parts: int) -> None:
    assert dispersion(dict.fromkeys(range(parts), 3), [40] * parts) == pytest.approx(0)
    assert dispersion({0: 3}, [40] * parts) == pytest.approx(1)


def test_the_only_word_of_both_sides_tells_nothing() -> None:
    assert log_odds_of(Cells(3, 3, 5, 5), 4.0, 4.0) == (0.0, 0.0)


# ---- tables


@FEW
@given(TEXTS)
def test_a_report_against_itself_has_no_key_words(text: str) -> None:
    one, other = report(text * 3), report(text * 3, 1)
    if not words(one):
        with pytest.raises(UsageError):
            keyness(one, [other])
        return
    table = keyness(one, [other])
    assert not table["key"].any()
    assert (table["g2"] == 0).all()
    odds = log_odds(one, [other])
    assert (odds["z"].abs() < 1e-6).all()


@FEW
@given(TEXTS, TEXTS, TEXTS)
def test_key_words_lead_to_their_places(a: str, b: str, c: str) -> None:
    one, others = report(a * 2), [report(b, 1), report(c, 2)]
    if not words(one) or not any(words(other) for other in others):
        return
    table = keyness(one, others)
    again = keyness(one, others[::-1])
    assert table.to_csv() == again.to_csv()
    own, rest = counted(one), together(others)
    for row in table.to_dict("records"):
        assert row["count"] == own.counts.get(row["word"], 0)
        assert row["others_count"] == rest.counts.get(row["word"], 0)
    if all(words(each) for each in (one, *others)):
        weights = tf_idf([one, *others], least=1)
        turned_round = tf_idf([*others[::-1], one], least=1)
        for each in (one, *others):
            first, second = (
                table[table["report"] == each.id].reset_index(drop=True)
                for table in (weights, turned_round)
            )
            assert first.to_csv() == second.to_csv()
        assert set(weights["report"]) <= {one.id, *(other.id for other in others)}


@FEW
@given(TEXTS)
def test_words_stand_at_their_places_and_are_no_figures(text: str) -> None:
    one = report(text)
    tokens = tokens_of(one)
    for token in tokens:
        inside = one.source[token.start : token.end]
        assert "".join(inside.split()) == token.text or token.text in inside.replace("⏎", "")
    assert all(first.end <= second.start for first, second in pairwise(tokens))
    figures = [
        (o.quantity.start, o.quantity.end)
        for o in observe(one) if o.quantity.kind in ("measure", "date", "identifier")
    ]  # fmt: skip
    for token in tokens:
        assert not any(a < token.end and token.start < b for a, b in figures)
    assert set(words(one)) <= set(tokens)
    total = counted(one)
    assert total.size == sum(total.counts.values()) == sum(total.part_sizes)
    for token in words(one)[:3]:
        line = in_context(one, token)
        assert "\n" not in line
        assert token.text in line


# ---- shared wording


@FEW
@given(TEXTS, TEXTS)
def test_shared_passages_are_in_both_sources_and_change_places_with_them(a: str, b: str) -> None:
    first = shared_passages([report(a, 0), report(b, 1)])
    second = shared_passages([report(b, 0), report(a, 1)])
    sources = {"c0-2019": report(a, 0).source, "c1-2019": report(b, 1).source}
    for one in first.passages_list:
        assert sources[one.report_a][one.start_a : one.end_a] == one.quote_a
        assert sources[one.report_b][one.start_b : one.end_b] == one.quote_b
    here = sorted((p.quote_a, p.quote_b, p.length) for p in first.passages_list)
    there = sorted((p.quote_b, p.quote_a, p.length) for p in second.passages_list)
    assert sum(length for *_, length in here) == sum(length for *_, length in there)
    pair, other = first.pairs_list[0], second.pairs_list[0]
    assert (pair.jaccard, pair.relation) == (other.jaccard, other.relation)
    assert pair.containment_a == other.containment_b


@pytest.mark.parametrize("length", [8, 9, 10, 12, 13, 30, 200])
def test_a_planted_passage_is_found_from_the_minimum_on(length: int) -> None:
    writer = made.Writer(5)
    passage = writer.passage(length)
    one = made.report("a", f"{writer.prose(300)}。{passage}。{writer.prose(300)}")
    other = made.report("b", f"{writer.prose(200)}。{passage}。{writer.prose(400)}")
    quotes = [p.quote_a for p in shared_passages([one, other]).passages_list]
    assert any(passage in quote for quote in quotes) is (length >= 12)


@pytest.mark.parametrize(
    "text",
    ["", "。", "\r\n\r\n", "贫困户", "12户34人。" * 40, "<b>" * 30, "\u200b" * 50, "=1+1\n" * 20],
)
def test_odd_texts_share_nothing_but_themselves(text: str) -> None:
    own = made.report("b", made.Writer(3).prose(400))
    found = shared_passages([made.report("a", text), own])
    assert found.passages_list == ()
    assert len(found.reports_list) == 2
    for table in (found.reports, found.pairs, found.passages, found.duplicates):
        assert len(table.columns) > 5

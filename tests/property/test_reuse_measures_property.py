"""Resemblance and containment, computed anew from Broder's definitions over sets of strings."""

from __future__ import annotations

import runpy
from itertools import combinations, pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from county_reports.language.reuse import alignment, shingles
from county_reports.language.reuse.shared import shared_passages
from county_reports.language.reuse.wording import FIGURE, WALL, wording

TESTS = Path(__file__).parents[1]
made = SimpleNamespace(**runpy.run_path(str(TESTS / "reuse_input.py")))
TOLERANCE = 1e-9

# few letters, so that random texts have shingles in common
WORDS = st.text(alphabet="贫困户脱县", max_size=60)
PHRASES = st.lists(
    st.sampled_from(
        [
            "全县贫困户脱贫",
            "县委县政府",
            "12户",
            "3.4%",
            "，",
            "。",
            "\n",
            "产业扶贫项目",
            "驻村工作队",
        ]
    ),
    max_size=30,
).map("".join)
SETTINGS = settings(derandomize=True, deadline=None, max_examples=200, database=None)


def definition(text: str, size: int = 8) -> set[str]:
    """The shingles of a text, from the definition."""
    every = (text[at : at + size] for at in range(len(text) - size + 1))
    return {one for one in every if WALL not in one}


@SETTINGS
@given(WORDS | PHRASES, WORDS | PHRASES)
def test_measures_are_those_of_the_definitions(a: str, b: str) -> None:
    first, second = definition(a), definition(b)
    got = shingles.overlap(shingles.shingles(a), shingles.shingles(b))
    assert (got.first, got.second) == (len(first), len(second))
    for value, top, bottom in (
        (got.jaccard, first & second, first | second),
        (got.containment_first, first & second, first),
        (got.containment_second, first & second, second),
    ):
        if bottom:
            assert value == pytest.approx(len(top) / len(bottom), abs=TOLERANCE)
        else:
            assert value is None


@SETTINGS
@given(PHRASES, PHRASES, PHRASES)
def test_the_table_has_the_measures_of_the_definitions(a: str, b: str, c: str) -> None:
    reports = [made.report(name, text) for name, text in zip("abc", (a, b, c), strict=True)]
    sets = {report.id: definition(wording(report).text) for report in reports}
    table = shared_passages(reports).pairs.set_index(["report_a", "report_b"])
    assert len(table) == 3
    for one, other in combinations("abc", 2):
        row = table.loc[(one, other)]
        both, union = sets[one] & sets[other], sets[one] | sets[other]
        if union:
            assert row["jaccard"] == pytest.approx(len(both) / len(union), abs=TOLERANCE)
        if sets[one]:
            assert row["containment_a"] == pytest.approx(len(both) / len(sets[one]), abs=TOLERANCE)


@SETTINGS
@given(PHRASES, PHRASES)
def test_passages_are_what_they_say(a: str, b: str) -> None:
    reports = {"a": made.report("a", a), "b": made.report("b", b)}
    found = shared_passages(reports.values())
    for one in found.passages_list:
        assert reports["a"].source[one.start_a : one.end_a] == one.quote_a
        assert reports["b"].source[one.start_b : one.end_b] == one.quote_b
        assert one.length >= alignment.MINIMUM
        compared = [wording(made.report("x", quote)) for quote in (one.quote_a, one.quote_b)]
        same = compared[0].text == compared[1].text
        assert same is (one.kind != "other words")
        if same:
            alike = compared[0].with_figures == compared[1].with_figures
            assert alike is (one.kind == "word for word")
            assert one.length == len(compared[0].text.replace(FIGURE, ""))
    for side in ("a", "b"):
        spans = sorted(
            (getattr(one, f"start_{side}"), getattr(one, f"end_{side}"))
            for one in found.passages_list
        )
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@SETTINGS
@given(PHRASES, PHRASES)
def test_every_equal_clause_is_found(a: str, b: str) -> None:
    """A clause that stands in both, outside set phrases, is in a passage of both."""
    clause = "深山里的河流向东穿过古老石桥"
    reports = [made.report("a", f"{a}。{clause}。{a}"), made.report("b", f"{b}。{clause}。{b}")]
    found = shared_passages(reports)
    assume(found.duplicates.empty)
    quotes = [q for one in found.passages_list for q in (one.quote_a, one.quote_b)]
    assert sum(clause in quote for quote in quotes) == 2

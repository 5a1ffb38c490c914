"""The tables of shared wording: pairs, passages, formulas, copies, any number of reports."""

from __future__ import annotations

import math
import random
import runpy
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import pytest

from county_reports.corpus import Corpus
from county_reports.errors import UsageError
from county_reports.extraction.coverage import measure_coverage
from county_reports.language.reuse import candidates, columns, frequency
from county_reports.language.reuse.shared import shared_passages
from county_reports.language.reuse.wording import wording
from county_reports.model import Report
from county_reports.one_report import ReadReport

TESTS = Path(__file__).parents[1]
made = SimpleNamespace(**runpy.run_path(str(TESTS / "reuse_input.py")))
FORMULA = "认真贯彻落实上级关于扶贫开发的决策部署"  # 19 characters
RARE = "深山里的河流向东穿过古老石桥"  # 14


def four() -> list[Report]:
    """Three of four say the formula, two the rare clause, one nothing of the kind."""
    w = made.Writer(3)
    texts = {
        "jia": f"{w.prose(200)}{FORMULA}。{w.prose(100)}{RARE}。",
        "yi": f"{FORMULA}，{w.prose(200)}{RARE}。{w.prose(80)}",
        "bing": f"{w.prose(150)}{FORMULA}。{w.prose(50)}",
        "ding": w.prose(300),
    }
    return [made.report(name, text) for name, text in texts.items()]


def test_the_tables_have_their_declared_columns() -> None:
    found = shared_passages(four())
    for table, named in (
        (found.reports, columns.REPORTS),
        (found.pairs, columns.PAIRS),
        (found.passages, columns.PASSAGES),
    ):
        assert list(table.columns) == [column.name for column in named]
        assert [str(kind) for kind in table.dtypes] == [column.dtype for column in named]
        for column in named:
            if column.allowed:
                assert set(table[column.name]) <= set(column.allowed)
            if not column.nullable:
                assert table[column.name].notna().all()


def test_formulas_are_marked_and_weigh_less() -> None:
    table = shared_passages(four()).passages
    formula = table[table["quote_a"].str.contains(FORMULA)]
    assert [tuple(row) for row in formula[["report_a", "report_b", "length"]].values] == [
        ("bing", "jia", 19), ("bing", "yi", 19), ("jia", "yi", 19),
    ]  # fmt: skip
    assert set(formula["reports"]) == {3}
    assert set(formula["of"]) == {4}
    assert formula["formula"].all()
    assert formula["weight"].tolist() == pytest.approx([math.log(4 / 3) / math.log(2)] * 3)
    rare = table[table["quote_a"] == RARE]
    assert rare[["reports", "formula", "weight"]].values.tolist() == [[2, False, 1.0]]


def test_pairs_add_up() -> None:
    found = shared_passages(four())
    pairs = found.pairs.set_index(["report_a", "report_b"])
    assert list(pairs.index) == list(combinations(["bing", "ding", "jia", "yi"], 2))
    both = pairs.loc[("jia", "yi")]
    sizes = found.reports.set_index("report")["characters"]
    assert (both["passages"], both["shared"], both["longest"]) == (2, 33, 19)
    assert both["share_a"] == pytest.approx(33 / sizes["jia"])
    assert both["share_b"] == pytest.approx(33 / sizes["yi"])
    assert both["weighted"] == pytest.approx(14 + 19 * math.log(4 / 3) / math.log(2))
    none = pairs.loc[("bing", "ding")]
    assert (none["passages"], none["shared"], none["longest"]) == (0, 0, 0)


def test_reports_count_each_character_once() -> None:
    table = shared_passages(four()).reports.set_index("report")
    # the formula is shared with two others, and is counted once
    assert table["shared"].to_dict() == {"bing": 19, "ding": 0, "jia": 33, "yi": 33}
    assert table["formula"].to_dict() == {"bing": 19, "ding": 0, "jia": 19, "yi": 19}
    assert table["passages"].to_dict() == {"bing": 1, "ding": 0, "jia": 2, "yi": 2}


def test_the_order_of_the_reports_changes_nothing() -> None:
    reports = made.corpus(12, characters=600)
    mixed = list(reports)
    random.Random(4).shuffle(mixed)  # noqa: S311 - an order, no secret
    for method in ("every pair", "candidates"):
        assert shared_passages(reports, method=method) == shared_passages(mixed, method=method)


def test_one_report_alone() -> None:
    found = shared_passages(four()[:1])
    assert found.pairs.empty
    assert found.passages.empty
    assert found.duplicates.empty
    assert found.reports[["report", "passages", "shared"]].values.tolist() == [["jia", 0, 0]]
    assert repr(found) == "<0 shared passages in 1 reports; 0 pairs compared>"


def test_no_report_at_all() -> None:
    for method in ("every pair", "candidates"):
        assert shared_passages([], method=method).reports.empty


@pytest.mark.parametrize("method", ["every pair", "candidates"])
def test_an_empty_report(method: str) -> None:
    found = shared_passages([*four(), made.report("kong", ""), made.report("kong-2", "。")],
                            method=method)  # fmt: skip
    row = found.reports.set_index("report").loc["kong"]
    assert row["characters"] == 0
    assert row["share"] is not None
    assert str(row["share"]) == "<NA>"  # a share of nothing is no share, and not zero
    if method == "every pair":
        pair = found.pairs.set_index(["report_a", "report_b"]).loc[("kong", "kong-2")]
        assert str(pair["jaccard"]) == str(pair["share_a"]) == "<NA>"
    assert len(found.passages) == 4


@pytest.mark.parametrize("method", ["every pair", "candidates"])
def test_a_page_scraped_twice_is_a_duplicate_and_no_formula(method: str) -> None:
    reports = four()
    again = made.report("jia-2", f"另一网站转载。{reports[0].source}")
    found = shared_passages([*reports, again], method=method)
    assert found.duplicates[["report_a", "report_b"]].values.tolist() == [["jia", "jia-2"]]
    table = found.passages
    assert not ((table["report_a"] == "jia") & (table["report_b"] == "jia-2")).any()
    # four distinct reports, of which three have the formula
    formula = table[table["quote_a"].str.contains(FORMULA)]
    assert set(formula["of"]) == {4}
    assert set(formula["reports"]) == {3}
    rare = table[table["quote_a"].str.contains(RARE)]
    assert set(rare["reports"]) == {2}
    twins = found.reports.set_index("report")["duplicates"]
    assert (twins["jia"], twins["jia-2"]) == ("jia-2", "jia")
    assert found.reports.set_index("report")["shared"]["jia"] == 33
    assert "1 near duplicates" in repr(found)


def test_a_template_with_new_figures_is_no_duplicate() -> None:
    w = made.Writer(8)
    clauses = [w.clause(4) for _ in range(60)]
    years = [
        made.report(f"yun-{year}", "，".join(f"{c}{year * 7 + n}户" for n, c in enumerate(clauses)),
                    county="云县")
        for year in (2018, 2019)
    ]  # fmt: skip
    found = shared_passages(years)
    assert found.duplicates.empty
    assert set(found.pairs["relation"]) == {"same county"}
    assert set(found.passages["kind"]) == {"other figures"}
    # 60 clauses of eight characters, and 户 behind each figure
    assert found.pairs["shared"].tolist() == [60 * 9]


def test_two_counties_of_one_name_are_two() -> None:
    text = made.Writer(9).passage(40)
    reports = [
        replace(one, metadata=replace(one.metadata, province=province))
        for one, province in (
            (made.report("bai-2019", text, county="白河县"), "陕西省"),
            (made.report("he-2019", text, county="白河县"), "青海省"),
        )
    ]
    assert set(shared_passages(reports).pairs["relation"]) == {"two counties"}
    unknown = [replace(one, metadata=replace(one.metadata, province=None)) for one in reports]
    assert set(shared_passages(unknown).pairs["relation"]) == {"same county"}


def test_a_short_clause_inside_another_report_is_a_passage() -> None:
    found = shared_passages([made.report("a", RARE), four()[0]])
    assert found.duplicates.empty
    assert found.passages["quote_a"].tolist() == [RARE]


def test_an_excerpt_is_a_duplicate() -> None:
    whole = made.report("a", made.Writer(9).prose(2000))
    part = made.report("b", whole.source[300:900])
    assert len(shared_passages([whole, part]).duplicates) == 1


def test_candidates_find_what_comparing_all_finds() -> None:
    reports = made.corpus(60, characters=800, lengths=(24, 60), formulas=0)
    every = shared_passages(reports, method="every pair")
    some = shared_passages(reports, method="candidates")
    assert some.passages_list == every.passages_list
    assert some.compared < len(every.pairs_list) / 2
    assert list(some.pairs_list) == [pair for pair in every.pairs_list if pair.passages]


def test_candidates_find_most_of_what_was_changed() -> None:
    reports = made.corpus(60, characters=800, lengths=(24, 60), formulas=0, change=12)
    every = shared_passages(reports, method="every pair").passages_list
    some = shared_passages(reports, method="candidates").passages_list
    assert set(some) <= set(every)
    assert len(some) > 0.95 * len(every)


def test_a_formula_of_many_is_seen_in_each_without_pairing_each_with_each() -> None:
    reports = [
        made.report(f"r{n:03d}", f"{made.Writer(n).prose(120)}{FORMULA}。") for n in range(100)
    ]
    found = shared_passages(reports, method="candidates")
    with_formula = found.passages[found.passages["formula"]]
    named = {*with_formula["report_a"], *with_formula["report_b"]}
    assert named == {report.id for report in reports}
    # of 4,950 pairs; what stands around the formula makes windows of its own
    assert found.compared < 1000
    assert set(with_formula["reports"]) == {100}
    assert set(with_formula["weight"]) == {0.0}


def test_three_hundred_reports_are_quick() -> None:
    reports = made.corpus(300, characters=1500)
    begin = time.perf_counter()
    found = shared_passages(reports)
    assert found.method == "candidates"
    assert found.compared < 300 * 299 / 2 / 4
    assert time.perf_counter() - begin < 60  # about five seconds on an idle core


def test_an_executor_changes_nothing() -> None:
    reports = made.corpus(20, characters=500)
    with ThreadPoolExecutor(2) as pool:
        for method in ("every pair", "candidates"):
            assert shared_passages(reports, method=method, executor=pool) == shared_passages(
                reports, method=method
            )


def test_a_corpus_has_its_shared_passages() -> None:
    read = tuple(ReadReport(one, (), measure_coverage(one, ())) for one in four())
    corpus = Corpus(read)
    assert corpus.shared_passages == shared_passages(four())
    assert corpus.shared_passages is corpus.shared_passages


@pytest.mark.parametrize(
    ("change", "named"), [({"minimum": 7}, "7 characters"), ({"method": "guess"}, "guess")]
)
def test_refusals(change: dict, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        shared_passages(four(), **change)


def test_two_reports_of_one_id_are_refused() -> None:
    with pytest.raises(UsageError, match="jia"):
        shared_passages([four()[0], four()[0]])


def test_counties_nobody_named_are_two() -> None:
    reports = [replace(one, metadata=replace(one.metadata, county=None)) for one in four()[:2]]
    assert shared_passages(reports).pairs["relation"].tolist() == ["two counties"]


# ---- parts


@pytest.mark.parametrize(
    ("reports", "total", "weight", "formula"),
    [(2, 2, 1.0, False), (2, 3, 1.0, False), (3, 3, 0.0, False), (2, 4, 1.0, False),
     (3, 4, 0.41504, True), (4, 4, 0.0, True), (3, 5, 0.55749, True), (2, 40, 1.0, False),
     (20, 40, 0.23138, False), (21, 40, 0.21509, True), (40, 40, 0.0, True), (1, 1, 1.0, False)],
)  # fmt: skip
def test_weights(reports: int, total: int, weight: float, *, formula: bool) -> None:
    assert frequency.weight(reports, total) == pytest.approx(weight, abs=1e-5)
    assert frequency.is_formula(reports, total) is formula


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [([], [0, 1, 2, 3]), ([(0, 2)], [0, 1, 0, 3]), ([(2, 3), (1, 2)], [0, 1, 1, 1]),
     ([(0, 3), (1, 2), (2, 3)], [0, 0, 0, 0])],
)  # fmt: skip
def test_duplicates_of_duplicates_are_one_group(
    pairs: list[tuple[int, int]], expected: list[int]
) -> None:
    assert frequency.grouped(4, pairs) == expected


@pytest.mark.parametrize("length", [12, 13, 20, 60])
def test_every_window_alike_is_found_with_certainty(length: int) -> None:
    for seed in range(40):
        w = made.Writer(seed)
        passage = w.passage(length)
        one, other = (candidates.winnow(f"{w.clause(9)}{passage}{w.clause(7)}") for _ in range(2))
        assert set(one.tolist()) & set(other.tolist())


def test_signatures_come_near_the_resemblance() -> None:
    w = made.Writer(2)
    base = w.prose(3000)
    reports = [made.report("a", base), made.report("b", base[:1500] + w.prose(1500))]
    prints = [candidates.fingerprint(wording(one)) for one in reports]
    true = shared_passages(reports).pairs["jaccard"].item()
    estimate = float((prints[0].signature == prints[1].signature).mean())
    # the standard error of 128 permutations is at most 0.044
    assert abs(estimate - true) < 4 * 0.045

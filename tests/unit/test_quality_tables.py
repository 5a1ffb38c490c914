"""Lists and tables of quality: complete, safe in Markdown and spreadsheets, blind where asked."""

from __future__ import annotations

import csv
import io
import runpy
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from county_reports.charts import contract
from county_reports.quality import gold, listing, scoring, tables
from county_reports.quality.assess import Assessed, assess
from invented_gold import figure, report, three_sets

observation = runpy.run_path(str(Path(__file__).parents[1] / "gold_input.py"))["observation"]
H = "registry.registered_households"


@pytest.fixture(scope="module")
def assessed() -> list[Assessed]:
    return [assess(each) for each in three_sets()]


def made(text: str, role: str = gold.MENDED, *, count: int = 1) -> Assessed:
    """A set of figures `1户` around which stands a text, none of which was read."""
    source = f"{text}1户" * count
    step = len(text) + 2
    figures = [figure("1户", n * step + len(text), value=Decimal(1), unit="household", indicator=H)
               for n in range(count)]  # fmt: skip
    one = report(source, *figures)
    matches = scoring.match(one, [])
    return Assessed(gold.GoldSet("mine", role, (one,)), matches, scoring.judge(matches))


# ---- lists


def test_every_error_is_listed_with_its_group() -> None:
    rows = listing.rows(made("贫困户"))
    assert [(row["question"], row["group"], row["outcome"]) for row in rows] == [
        ("detection", "households", "missed"),
        ("value_unit", "households", "missed"),
        ("indicator", "registry", "missed"),
    ]
    assert rows[0]["words"] == "…贫困户[1户]…"
    assert (rows[0]["read"], rows[0]["gold"], rows[0]["start"]) == ("–", "1 household", "3")
    assert rows[2]["gold"] == H


def test_a_blind_set_lists_nothing() -> None:
    blind = made("秘密", gold.BLIND)
    assert listing.rows(blind) == ()
    text = listing.to_markdown(blind)
    assert "秘密" not in text
    assert "qingyuan" not in text
    assert "| detection | 1.000 | 0.000 |" in text


def test_markdown_has_scores_then_errors_under_headings() -> None:
    text = listing.to_markdown(made("贫困户", count=2))
    assert text.startswith("# Errors on the set mine\n")
    assert "its errors were read while rules were mended" in text
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == ["## detection: households", "## value_unit: households",
                        "## indicator: registry"]  # fmt: skip
    assert text.count("| missed | qingyuan-2019 |") == 6


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", "a\\|b"),
        ("<script>", "&lt;script>"),
        ("`x`", "\\`x\\`"),
        ("a\nb", "a b"),
        ("\\", "\\\\"),
    ],
)
def test_report_text_cannot_break_the_page(text: str, shown: str) -> None:
    page = listing.to_markdown(made(text))
    assert f"…{shown}[1户]…" in page
    assert "<script" not in page


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x"])
def test_a_spreadsheet_runs_nothing(text: str) -> None:
    row = dict.fromkeys(listing.COLUMNS, "x") | {"words": text}
    (_, found) = csv.reader(io.StringIO(listing.to_csv([row]), newline=""))
    assert found[listing.COLUMNS.index("words")] == f"'{text}"


def test_csv_has_a_header_even_when_nothing_is_wrong() -> None:
    assert listing.to_csv([]) == ",".join(listing.COLUMNS) + "\n"


# ---- tables


def test_scores_have_their_columns_and_rows(assessed: list[Assessed]) -> None:
    table = tables.scores(assessed)
    assert list(table.columns) == [column.name for column in tables.SCORES]
    for column in tables.SCORES:
        assert str(table[column.name].dtype) == column.dtype, column.name
    assert set(table["by"]) == set(tables.BY)
    questions = table[table["by"] == "question"]
    assert len(questions) == 3 * len(scoring.QUESTIONS)
    assert (table["right"] + table["wrong"] + table["missed"] == table["sample"]).all()
    assert (table["right"] + table["wrong"] + table["extra"] == table["given"]).all()
    for what in ("precision", "recall", "f1"):
        assert (table[f"{what}_low"] <= table[what] + 1e-6).all()
        assert (table[what] <= table[f"{what}_high"] + 1e-6).all()


def test_rows_name_their_places_and_blind_rows_the_reason(assessed: list[Assessed]) -> None:
    table = tables.scores(assessed)
    families = table[(table["by"] == "family") & (table["name"] == "registry")]
    seen = families[families["set"] != "third"]
    blind = families[families["set"] == "third"]
    assert seen["places"].str.contains(r"qing\w+-2019:\d+-\d+").all()
    assert seen["withheld"].isna().all()
    assert blind["places"].isna().all()
    assert (blind["withheld"] == tables.WITHHELD).all()
    assert (blind["reports"] == "qingthird-2019").all()
    contract.assert_traceable(families)


def test_a_family_lists_each_place_once(assessed: list[Assessed]) -> None:
    table = tables.scores(assessed[:1])
    for places in table["places"].dropna():
        listed = places.split()
        assert len(listed) == len(set(listed))


def test_confusions_leave_the_blind_set_out(assessed: list[Assessed]) -> None:
    table = tables.confusions(assessed)
    assert list(table.columns) == [column.name for column in tables.CONFUSIONS]
    assert set(table["set"]) == {"seeds", "second"}
    assert set(table["of"]) == {"indicator", "period", "scope"}
    assert tables.confusions(assessed[2:]).empty
    contract.assert_traceable(table)


def test_the_counts_are_those_of_the_places(assessed: list[Assessed]) -> None:
    table = tables.confusions(assessed)
    for count, places in zip(table["count"], table["places"], strict=True):
        assert count == len(places.split())


def test_most_confused_adds_the_sets_up_and_keeps_pairs_together() -> None:
    both = [made("甲", count=2), made("乙", gold.TUNED, count=3)]
    both[1] = replace(both[1], set=replace(both[1].set, name="other"))
    table = tables.most_confused(tables.confusions(both), 5)
    assert list(table["set"]) == ["mine", "other"]
    assert list(table["count"]) == [2, 3]
    assert set(table["gold"]) == {H}
    assert set(table["read"]) == {"not found"}
    assert tables.most_confused(tables.confusions(both), 0).empty
    assert "pair" not in table.columns


def test_assess_reads_what_stands_there(assessed: list[Assessed]) -> None:
    tally = scoring.by_question(assessed[0].verdicts)["detection"]
    assert (tally.right, tally.extra, tally.missed) == (5, 0, 0)
    assert assessed[0].name == "seeds"
    assert "verdicts" not in repr(assessed[0])

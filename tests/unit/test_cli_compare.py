"""The verb ``compare``: forms, denominators, ranks, panel, mistakes."""

from __future__ import annotations

import csv
import io
import json

import pytest

from county_reports import cli

ONE = ("--indicator", "registry.incidence")


@pytest.fixture
def command(project, capsys):
    def call(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main(["compare", *map(str, words)])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return int(ended.value.code or 0), shown.out, shown.err

    return call


def lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_one_row_for_each_report_with_its_place(command, project):
    code, out, _ = command(*ONE, "--format", "jsonl")
    rows = lines(out)
    assert code == 0
    assert [row["report"] for row in rows] == ["yunling-2018", "wanghe-2019", "lanping-2020"]
    for row in rows:
        assert (row["value"] is None) == (row["missing"] is not None)
        if row["value"] is not None:
            source = (project / "seeds" / f"{row['report']}.txt").read_text(encoding="utf-8")
            assert source[row["start"] : row["end"]] == row["text"]
            assert row["low"] <= row["value"] <= row["upper"]
            assert row["choice"]


def test_the_table_is_short_and_tells_of_selection(command):
    code, out, err = command(*ONE)
    assert code == 0
    assert out.splitlines()[0].split()[:4] == ["indicator", "report", "value", "unit"]
    assert "Counties choose what they report" in err


def test_reports_may_be_named(command):
    _, out, _ = command("wanghe-2019", *ONE, "--format", "jsonl")
    assert [row["report"] for row in lines(out)] == ["wanghe-2019"]


@pytest.mark.parametrize("per", ["poor person", "贫困人口"])
def test_figures_are_divided(command, per):
    names = "industry.funds,water.funds,relocation.persons"
    code, out, _ = command("--indicator", names, "--per", per, "--format", "jsonl")
    rows = lines(out)
    assert code == 0
    assert {row["per"] for row in rows} == {"poor person"}
    for row in rows:
        if row["value"] is not None:
            expected = row["numerator_value"] / row["denominator_value"]
            assert row["value"] == pytest.approx(expected, rel=1e-9)
            assert row["low"] <= row["value"] <= row["upper"]
        else:
            assert row["missing"]


def test_csv_has_all_columns_and_a_file_appears_whole(command, tmp_path):
    target = tmp_path / "out.csv"
    code, out, _ = command(*ONE, "--format", "csv", "--output", target)
    assert (code, out) == (0, "")
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert len(rows) == 3
    assert {"value", "low", "upper", "choice", "conflict", "quote"} <= set(rows[0])
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        ("ranks", {"rank", "rank_average", "best", "worst", "of"}),
        ("spread", {"counties", "median", "mad", "withheld"}),
        ("panel", {"place", "year", "revision", "breaks", "dating"}),
    ],
)
def test_other_tables(command, kind, columns):
    code, out, _ = command(*ONE, "--show", kind, "--format", "jsonl")
    assert code == 0
    assert columns <= set(lines(out)[0])


@pytest.mark.parametrize("kind", ["comparison", "ranks", "spread", "panel"])
def test_every_table_fits_a_terminal_and_repeats_itself(command, kind):
    first, second = (command(*ONE, "--show", kind) for _ in range(2))
    assert first == second
    assert first[1].startswith("indicator")


MISTAKES = [
    ((), "--indicator"),
    (("--indicator", "registry.incidenc"), "registry.incidence"),
    ((*ONE, "--per", "poor persn"), "poor person"),
    (("wanghe-2018", *ONE), "wanghe-2019"),
    ((*ONE, "--show", "panel", "--per", "head"), "no --per"),
    ((*ONE, "--format", "xml"), "'xml'"),
]


@pytest.mark.parametrize(("words", "advice"), MISTAKES)
def test_mistakes_are_one_sentence(command, words, advice):
    code, _, err = command(*words)
    assert code == 2
    assert advice in err


def test_a_report_that_cannot_be_read_is_named(command, project):
    (project / "seeds" / "broken-2019.txt").write_bytes(b"\xff\xfe\xff")
    code, out, err = command(*ONE, "--format", "jsonl")
    assert code == 1
    assert "broken-2019.txt" in err
    assert len(lines(out)) == 3

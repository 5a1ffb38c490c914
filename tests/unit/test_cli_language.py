"""`county-reports language`: every measure, every form, exit codes, and what cannot be compared."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from county_reports import cli
from county_reports.language import tables
from language_input import reports


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]):
    def call(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main(["language", *(str(word) for word in words)])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return int(ended.value.code or 0), shown.out, shown.err

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for each in reports(3):
        (tmp_path / f"{each.id}.txt").write_text(each.source, encoding="utf-8")
    return tmp_path


def test_a_county_against_the_others(command, folder: Path) -> None:
    code, out, err = command(folder, "--report", "county01-2019")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split()[:4] == ["report", "word", "count", "others_count"]
    assert lines[1].split()[:4] == ["county01-2019", "信访", "30", "0"]
    assert all(line.startswith("county01-2019") for line in lines[1:])


@pytest.mark.parametrize(
    ("what", "columns"),
    [
        ("keyness", tables.KEYNESS),
        ("log-odds", tables.LOG_ODDS),
        ("tf-idf", tables.TF_IDF),
        ("tokens", tables.TOKENS),
    ],
)
def test_every_measure_in_every_form(command, folder: Path, what: str, columns: tuple) -> None:
    names = [column.name for column in columns]
    code, out, _ = command(folder, "--what", what, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, list(rows[0])) == (0, names)
    code, out, _ = command(folder, "--what", what, "--format", "jsonl")
    records = [json.loads(line) for line in out.splitlines()]
    assert (code, list(records[0])) == (0, names)
    assert len(records) == len(rows)
    sources = {each.id: each.source for each in reports(3)}
    for record in records:
        if record["start"] is not None:
            text = sources[record["report"]][record["start"] : record["end"]]
            assert text == record["word"]
    assert command(folder, "--what", what)[0] == 0


def test_what_was_put_aside_is_shown_on_demand(command, folder: Path) -> None:
    _, short, _ = command(folder, "--format", "jsonl")
    _, long, _ = command(folder, "--format", "jsonl", "--all")
    assert {json.loads(line)["aside"] for line in short.splitlines()} == {None}
    assert {json.loads(line)["aside"] for line in long.splitlines()} > {None}


def test_into_a_file(command, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "words.csv"
    code, out, _ = command(folder, "--format", "csv", "--output", target)
    assert (code, out) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("report,county,")
    assert not list(tmp_path.glob(".*.part"))


def test_one_report_alone(command, folder: Path) -> None:
    alone = folder / "county01-2019.txt"
    code, out, err = command(alone)
    assert (code, out) == (2, "")
    assert "no report of another county" in err
    assert "--what tf-idf" in err
    for what in ("tf-idf", "tokens"):
        code, out, _ = command(alone, "--what", what)
        assert code == 0
        assert "信访" in out


def test_mistakes(command, folder: Path) -> None:
    code, _, err = command(folder, "--report", "county99-2019")
    assert code == 2
    assert "county" in err
    assert command(folder, "--what", "nothing")[0] == 2
    assert command()[0] == 2


def test_a_bad_file_is_set_aside_and_the_others_go_on(command, folder: Path) -> None:
    (folder / "leer-2019.txt").write_bytes(b"")
    code, out, err = command(folder, "--report", "county01-2019")
    assert code == 1
    assert "leer-2019" in err
    assert "信访" in out


def test_a_report_without_words_is_named(command, folder: Path) -> None:
    (folder / "zahl-2019.txt").write_text("2019, 12345, 678。\n", encoding="utf-8")
    code, out, err = command(folder)
    assert code == 0
    assert "not compared: zahl-2019: the report has no words" in err
    assert "信访" in out

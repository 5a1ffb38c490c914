"""`county-reports audit`: every form, every switch, exit codes, and what cannot be read."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

import finding_factory as made
from county_reports import cli, schema
from county_reports.audit.catalogue import RULES
from county_reports.execution import auditing, reading, tabular

HOUSEHOLDS = (
    "清源县2020年脱贫攻坚工作总结\n\n一、成效\n\n2020年底,全县建档立卡贫困户1203户4120人,"
    "其中边远乡镇贫困户12户900人。\n"
)
"""One pair that is plausible, one that is not, by the rule household-size."""


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]):
    def call(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main(["audit", *(str(word) for word in words)])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return int(ended.value.code or 0), shown.out, shown.err

    return call


@pytest.fixture
def households(tmp_path: Path) -> Path:
    path = tmp_path / "qingyuan-2020.txt"
    path.write_text(HOUSEHOLDS, encoding="utf-8")
    return path


def rows(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


# ---- mistakes


MISTAKES = [
    ((), "Missing argument 'PATH…'"),
    (("no/such/file.txt",), "there is no such file or folder"),
    (("wanghe-2018",), "wanghe-2019"),
    (("wanghe-2019", "--format", "parquet"), "parquet"),
    (("wanghe-2019", "--rule", "houshold-size"), "household-size"),
    (("wanghe-2019", "--without", "houshold-size"), "household-size"),
    (("--rules", "--rule", "nothing-like-it"), "there is no audit rule"),
    (("wanghe-2019", "--status", "wrong"), "'wrong'"),
    (("wanghe-2019", "--rule", "repeat", "--without", "repeat"), "leave no rule"),
    (("wanghe-2019", "--only-contradictions", "--status", "confirmed"), "leave nothing"),
    (("wanghe-2019", "--colour"), "No such option"),
]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("words", "sentence"), MISTAKES)
def test_a_mistake_ends_with_2_and_one_sentence(command, words, sentence):
    code, out, err = command(*words)
    assert code == 2
    assert sentence in err
    assert out == ""


def test_the_rules_are_listed_with_their_switch(command):
    code, out, err = command("--rules")
    assert (code, err) == (0, "")
    head, *lines = out.splitlines()
    assert head.split() == list(auditing.RULE_COLUMNS)
    assert [line.split()[:2] for line in lines] == [
        [rule.id, "on" if rule.default else "off"] for rule in RULES
    ]


def test_help_has_examples(command):
    code, out, _ = command("--help")
    assert code == 0
    examples = out.split("Example:")[1]
    for words in ("--format text", "--only-contradictions", "--rules", "--unchecked"):
        assert words in examples


# ---- forms


@pytest.mark.usefixtures("project")
class TestForms:
    def test_json_lines_have_the_promised_fields(self, command, project):
        code, out, err = command(project / "seeds", "--format", "jsonl")
        assert (code, err) == (0, "")
        found = rows(out)
        assert {row["report"] for row in found} == {"yunling-2018", "wanghe-2019", "lanping-2020"}
        sources = {
            path.name: path.open(encoding="utf-8", newline="").read()
            for path in (project / "seeds").glob("*.txt")
        }
        for row in found:
            assert tuple(row) == schema.FINDING_FIELDS
            assert row["status"] in schema.VERDICTS
            source = sources[Path(str(row["file"])).name]
            places = {member["start"] for member in row["members"]}
            assert {*row["terms"]} <= places
            assert row["result"] is None or row["result"] in places
            for member in row["members"]:
                assert source[member["start"] : member["end"]] == member["text"]
            assert row["quotes"]

    def test_reports_come_in_the_order_of_the_manifest(self, command, project):
        _, out, _ = command(project / "seeds", "--format", "jsonl")
        order = list(dict.fromkeys(row["report"] for row in rows(out)))
        assert order == ["yunling-2018", "wanghe-2019", "lanping-2020"]

    def test_an_id_and_its_file_are_the_same_report(self, command, project):
        _, by_id, _ = command("wanghe-2019", "--format", "jsonl")
        _, by_file, _ = command(project / "seeds" / "wanghe-2019.txt", "--format", "jsonl")
        assert by_id == by_file

    def test_csv_has_the_columns_of_the_table(self, command):
        code, out, _ = command("wanghe-2019", "--format", "csv")
        assert code == 0
        found = list(csv.DictReader(io.StringIO(out)))
        assert tuple(found[0]) == tabular.FINDING_COLUMNS
        assert {row["report"] for row in found} == {"wanghe-2019"}
        assert {row["county"] for row in found} == {"望河县"}
        assert {row["report_year"] for row in found} == {"2019"}

    def test_csv_and_json_say_the_same(self, command):
        _, lines, _ = command("yunling-2018", "--format", "jsonl")
        _, table, _ = command("yunling-2018", "--format", "csv")
        ours = [(r["rule"], r["status"], r["expression"]) for r in rows(lines)]
        theirs = [
            (r["rule"], r["status"], r["expression"]) for r in csv.DictReader(io.StringIO(table))
        ]
        assert ours == theirs

    def test_the_table_is_for_eyes(self, command):
        _, out, _ = command("wanghe-2019")
        head, *lines = out.splitlines()
        assert head.split() == list(tabular.FINDING_TABLE_COLUMNS)
        assert lines

    def test_text_is_for_reading(self, command):
        _, out, _ = command("yunling-2018", "--format", "text")
        assert out.startswith("yunling-2018 云岭县 2018: ")
        assert "adds up  " in out
        assert "【" in out, "the sentences with their figures"
        assert max(map(tabular.width, out.splitlines())) <= 100

    def test_reports_are_apart_in_the_text(self, command, project):
        _, out, _ = command(project / "seeds", "--format", "text")
        assert out.count("-" * 100) == 2
        assert out.endswith("\n")

    @pytest.mark.parametrize("form", ["table", "text", "jsonl", "csv"])
    def test_output_writes_a_whole_file(self, command, tmp_path, form):
        _, shown, _ = command("wanghe-2019", "--format", form)
        code, out, _ = command("wanghe-2019", "--format", form, "-o", tmp_path / "o")
        assert (code, out) == (0, "")
        assert (tmp_path / "o").read_text(encoding="utf-8") == shown
        assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


# ---- switches


def statuses(out: str) -> list[str]:
    return [str(row["status"]) for row in rows(out)]


SWITCHES = [
    ((), ["confirmed", "implausible"]),
    (("--only-contradictions",), ["implausible"]),
    (("--status", "confirmed"), ["confirmed"]),
    (("--status", "implausible"), ["implausible"]),
    (("--status", "confirmed", "--status", "implausible"), ["confirmed", "implausible"]),
    (("--only-contradictions", "--status", "implausible", "--status", "confirmed"),
     ["implausible"]),
    (("--status", "inconsistent"), []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), SWITCHES)
def test_findings_can_be_chosen_by_status(command, households, words, expected):
    code, out, _ = command(households, "--rule", "household-size", "--format", "jsonl", *words)
    assert statuses(out) == expected
    assert code == 0, "a contradiction is a result, no failure"


def test_one_rule_alone_and_all_without_it(command, households):
    _, alone, _ = command(households, "--rule", "household-size", "--format", "jsonl")
    _, without, _ = command(households, "--without", "household-size", "--format", "jsonl")
    assert {row["rule"] for row in rows(alone)} == {"household-size"}
    assert "household-size" not in {row["rule"] for row in rows(without)}
    words = ("--rule", "household-size", "--rule", "repeat", "--without", "repeat")
    _, both, _ = command(households, *words, "--format", "jsonl")
    assert both == alone


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch, households: Path) -> Path:
    """The command audits the sample with a finding of each kind, whatever the file holds."""
    monkeypatch.setattr(auditing, "audit_one", lambda *_, **__: made.audited())
    return households


UNCHECKED = [
    ("jsonl", '"status": "unchecked"'),
    ("csv", ",unchecked,"),
    ("table", "the base is not in the report"),
    ("text", "- 12.5%: the base is not in the report"),
]


@pytest.mark.parametrize(("form", "words"), UNCHECKED)
def test_what_cannot_be_checked_is_told_when_asked_for(command, sample, form, words):
    _, without, _ = command(sample, "--format", form)
    assert words not in without
    _, told, _ = command(sample, "--format", form, "--unchecked")
    assert words in told
    assert len(told) > len(without)
    _, few, _ = command(sample, "--format", form, "--unchecked", "--only-contradictions")
    assert words in few
    assert "45个 = 45个" not in few


def test_every_kind_is_told_in_every_form(command, sample):
    for form in ("table", "text", "jsonl", "csv"):
        _, out, _ = command(sample, "--format", form)
        for words in ("45个 = 45个", "1150户 + 60户", "1500户 > 1200户", "128亿元 ÷ 400个"):
            assert words in out, form


# ---- what cannot be read, and many reports


@pytest.mark.parametrize("form", ["table", "text", "jsonl", "csv"])
def test_a_report_without_figures_is_no_failure(command, tmp_path, form):
    path = tmp_path / "baiyun-2019.txt"
    path.write_text("白云县没有数字。\n", encoding="utf-8")
    code, out, err = command(path, "--format", form)
    assert (code, err) == (0, "")
    if form == "jsonl":
        assert out == ""
    elif form == "text":
        assert "nothing could be checked" in out
    else:
        assert len(out.splitlines()) == 1, "the head"


def test_what_cannot_be_read_is_set_aside_and_the_others_are_audited(command, tmp_path):
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a-2020.txt").write_text(HOUSEHOLDS, encoding="utf-8")
    (folder / "b-2020.txt").write_bytes(b"\xff\xfe\x00\x81")
    (folder / "c-2020.txt").write_text(HOUSEHOLDS, encoding="utf-8")
    code, out, err = command(folder, "--format", "jsonl", "--rule", "household-size")
    assert code == 1
    assert [row["report"] for row in rows(out)] == ["a-2020"] * 2 + ["c-2020"] * 2
    (line,) = err.splitlines()
    assert line.startswith("set aside: ")
    assert "b-2020.txt" in line


def test_a_fault_of_a_rule_costs_one_report(command, tmp_path, monkeypatch):
    for name in ("a-2020", "b-2020"):
        (tmp_path / f"{name}.txt").write_text(HOUSEHOLDS, encoding="utf-8")
    one = auditing.audit_one

    def faulty(place: str, **chosen: object):
        if place.endswith("a-2020.txt"):
            raise ZeroDivisionError("division by zero")
        return one(place, **chosen)

    monkeypatch.setattr(auditing, "audit_one", faulty)
    code, out, err = command(tmp_path, "--format", "jsonl")
    assert code == 1
    assert {row["report"] for row in rows(out)} == {"b-2020"}
    assert "ZeroDivisionError" in err
    assert "fault of county-reports" in err


def test_a_large_folder_streams_in_batches(tmp_path, monkeypatch):
    """No more reports are held than a batch has, and the order stays."""
    asked: list[list[str]] = []

    def run_all(step, chosen, done):
        asked.append(list(chosen))
        for place in chosen:
            done(place, step(place))

    monkeypatch.setattr(reading.pool, "run_all", run_all)
    monkeypatch.setattr(reading, "BATCH", 10)
    places = [f"r{number}" for number in range(25)]
    found = reading.Found()
    stream = reading.each(str.upper, places, found)
    assert next(stream) == "R0"
    assert [len(batch) for batch in asked] == [10], "the next batch waits to be asked for"
    assert list(stream) == [place.upper() for place in places[1:]]
    assert [len(batch) for batch in asked] == [10, 10, 5]
    assert found.set_aside == []


@pytest.mark.slow
def test_many_reports_are_audited_in_other_processes(command, tmp_path):
    for number in range(reading.WORTH_PROCESSES + 1):
        shutil.copy(_file(tmp_path), tmp_path / "many" / f"r{number:02}-2020.txt")
    code, out, err = command(tmp_path / "many", "--format", "jsonl", "--rule", "household-size")
    assert (code, err) == (0, "")
    assert [row["report"] for row in rows(out)] == [
        f"r{number:02}-2020" for number in range(reading.WORTH_PROCESSES + 1) for _ in range(2)
    ]


def _file(folder: Path) -> Path:
    (folder / "many").mkdir(exist_ok=True)
    path = folder / "one.txt"
    path.write_text(HOUSEHOLDS, encoding="utf-8")
    return path


def test_cells_that_a_spreadsheet_would_run_are_defused(command, tmp_path, monkeypatch):
    audited = made.audited(made.report(made.TEXT, "qiyun-2019", "=cmd()"))
    monkeypatch.setattr(auditing, "audit_one", lambda *_, **__: audited)
    path = tmp_path / "x-2020.txt"
    path.write_text(HOUSEHOLDS, encoding="utf-8")
    _, out, _ = command(path, "--format", "csv")
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert "'=cmd()" in cells
    assert "=cmd()" not in cells

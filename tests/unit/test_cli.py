"""The command: what it prints, how it ends, and that a mistake never shows a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from county_reports import cli, schema
from county_reports.execution import doctor, job, tabular

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]):
    def call(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(word) for word in words])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return int(ended.value.code or 0), shown.out, shown.err

    return call


VERBS = [
    "list", "add", "read", "audit", "compare", "language", "summary", "explain", "run", "write",
    "corrections", "doctor", "codebook",
]  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_with_an_example(command, verb):
    code, out, _ = command(verb, "--help")
    assert code == 0
    assert f"county-reports {verb}" in out.split("Example:")[1]


def test_all_verbs_are_listed(command):
    _, out, _ = command("--help")
    assert all(f"  {verb} " in out for verb in VERBS)


MISTAKES = [
    (("reed",), "No such command"),
    (("read",), "Missing argument"),
    (("read", "no/such/file.txt"), "there is no such file or folder"),
    (("read", "wanghe-2018"), "wanghe-2019"),
    (("read", "wanghe-2019", "--format", "xml"), "'xml'"),
    (("read", "wanghe-2019", "--format", "parquet"), "--output"),
    (("run", "--only", "02_county_sumary"), "02_county_summary"),
    (("run", "--only", "wanghe-2091"), "wanghe-2019"),
    (("run", "--only", "04_compare_counties", "-p", "langauge", "zh"), "did you mean language"),
    (("run", "--only", "04_compare_counties", "-p", "language", "fr"), "en or zh"),
    (("run", "--only", "04_compare_counties", "-p", "reports", "nowhere-1"), "nowhere-1"),
    (("run", "--only", "04_compare_counties", "-p", "indicators", "registry.x"), "registry.x"),
    (("run", "--workers", "0"), "workers"),
    (("run", "--workers", "two"), "two"),
    (("add", "nothing.txt"), "no such file"),
    (("explain",), "Missing argument"),
    (("explain", "wanghe-2019"), "names no figure"),
    (("explain", "wanghe-2019:"), "FILE:START"),
    (("explain", ":12"), "FILE:START"),
    (("explain", "wanghe-2019:x"), "FILE:START"),
    (("explain", "wanghe-2019:-3"), "FILE:START"),
    (("explain", "wanghe-2019:٣"), "FILE:START"),
    (("explain", "wanghe-2018:12"), "wanghe-2019"),
    (("explain", "no/such/file.txt:12"), "there is no such file or folder"),
    (("explain", "wanghe-2019:2"), "no figure stands at character 2"),
    (("explain", "wanghe-2019:2"), "the nearest figures stand at"),
    (("explain", "wanghe-2019:99999999"), "the text has"),
    (("explain", "wanghe-2019:99999999999999999999999"), "no figure stands at"),
    (("explain", "wanghe-2019:12", "--format", "csv"), "csv"),
    (("codebook", "--format", "pdf"), "pdf"),
]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("words", "sentence"), MISTAKES)
def test_a_mistake_ends_with_2_and_one_sentence(command, words, sentence):
    code, out, err = command(*words)
    assert code == 2
    assert sentence in err
    assert out == ""


def test_outside_a_project_the_command_says_so(command, tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTY_REPORTS_ROOT", str(tmp_path))
    code, _, err = command("list")
    assert code == 2
    assert "seeds/manifest.csv" in err


# ---- list, add


@pytest.mark.usefixtures("project")
def test_list_names_the_reports(command):
    code, out, _ = command("list")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].split()[:2] == ["id", "county"]
    assert [line.split()[0] for line in lines[1:]] == [
        "yunling-2018", "wanghe-2019", "lanping-2020",
    ]  # fmt: skip
    _, out, _ = command("list", "--format", "jsonl")
    assert json.loads(out.splitlines()[0])["county"] == "云岭县"


def test_list_says_what_an_unlisted_report_says_of_itself(command, project):
    text = "清源县2020年脱贫攻坚工作总结\n\n全县贫困发生率降至0.5%。\n"
    (project / "seeds" / "qingyuan-2020.txt").write_text(text, encoding="utf-8")
    (project / "seeds" / "broken-2020.txt").write_bytes(b"\xff\xfe\x00")
    code, out, _ = command("list", "--format", "jsonl")
    rows = {row["id"]: row for row in map(json.loads, out.splitlines())}
    assert code == 0
    assert (rows["qingyuan-2020"]["county"], rows["qingyuan-2020"]["year"]) == ("清源县", 2020)
    assert rows["qingyuan-2020"]["sha256"] is None
    assert rows["broken-2020"]["county"] is None


def test_add_copies_and_enters_a_report(command, project, tmp_path):
    new = tmp_path / "report.txt"
    new.write_text("清源县2020年脱贫攻坚工作总结\n\n全县贫困发生率降至0.5%。\n", encoding="utf-8")
    code, out, _ = command("add", new)
    assert code == 0
    assert out.startswith("added ")
    _, listed, _ = command("list", "--format", "jsonl")
    assert len(listed.splitlines()) == 4
    assert len((project / "seeds" / "manifest.csv").read_text("utf-8").splitlines()) == 5


# ---- read


@pytest.mark.usefixtures("project")
class TestRead:
    def test_json_lines_have_the_promised_fields(self, command, project):
        code, out, err = command("read", project / "seeds", "--format", "jsonl")
        assert (code, err) == (0, "")
        rows = [json.loads(line) for line in out.splitlines()]
        assert {row["report"] for row in rows} == {"yunling-2018", "wanghe-2019", "lanping-2020"}
        sources = {
            path.name: path.open(encoding="utf-8", newline="").read()
            for path in (project / "seeds").glob("*.txt")
        }
        for row in rows:
            assert tuple(row) == schema.JSON_FIELDS
            assert row["kind"] == "measure"
            assert sources[Path(row["file"]).name][row["start"] : row["end"]] == row["text"]

    def test_all_adds_what_was_set_aside(self, command):
        _, few, _ = command("read", "wanghe-2019", "--format", "jsonl")
        _, many, _ = command("read", "wanghe-2019", "--format", "jsonl", "--all")
        kinds = {json.loads(line)["kind"] for line in many.splitlines()}
        assert {"measure", "date"} <= kinds
        assert len(many.splitlines()) > len(few.splitlines())

    def test_csv_has_the_columns_of_the_table(self, command):
        _, out, _ = command("read", "wanghe-2019", "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(out)))
        assert tuple(rows[0]) == schema.OBSERVATION_COLUMNS

    def test_parquet_goes_to_a_file(self, command, tmp_path):
        pandas = pytest.importorskip("pandas")
        target = tmp_path / "o.parquet"
        code, out, _ = command("read", "wanghe-2019", "--format", "parquet", "-o", target)
        assert (code, out) == (0, "")
        assert tuple(pandas.read_parquet(target).columns) == schema.OBSERVATION_COLUMNS
        assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []

    def test_output_writes_a_whole_file(self, command, tmp_path):
        _, shown, _ = command("read", "wanghe-2019", "--format", "jsonl")
        command("read", "wanghe-2019", "--format", "jsonl", "--output", tmp_path / "o.jsonl")
        assert (tmp_path / "o.jsonl").read_text(encoding="utf-8") == shown

    def test_the_table_is_for_eyes(self, command):
        _, out, _ = command("read", "wanghe-2019")
        head, *lines = out.splitlines()
        assert head.split() == list(tabular.TABLE_COLUMNS)
        assert len(lines) > 5

    def test_a_file_outside_the_project_is_read(self, command, tmp_path, project):
        outside = tmp_path / "another name.txt"
        shutil.copy(project / "seeds" / "wanghe-2019.txt", outside)
        code, out, _ = command("read", outside, "--format", "jsonl")
        assert code == 0
        assert len(out.splitlines()) > 5

    def test_what_cannot_be_read_is_set_aside_and_the_others_are_read(
        self, command, tmp_path, project
    ):
        folder = tmp_path / "mixed"
        folder.mkdir()
        shutil.copy(project / "seeds" / "wanghe-2019.txt", folder)
        (folder / "broken-2020.txt").write_bytes(b"\xff\xfe\x00\x81\x8d\x9d" * 50)
        code, out, err = command("read", folder, "--format", "jsonl")
        assert code == 1
        assert len(out.splitlines()) > 5
        assert "set aside" in err
        assert "broken-2020.txt" in err
        assert "To mend it" in err

    def test_a_changed_seed_is_set_aside(self, command, project):
        path = project / "seeds" / "wanghe-2019.txt"
        path.write_bytes(path.read_bytes().replace(b"49633", b"49634"))
        code, _, err = command("read", project / "seeds", "--format", "jsonl")
        assert code == 1
        assert "wanghe-2019" in err


# ---- codebook, doctor


def test_codebook_in_three_forms(command):
    assert command("codebook")[1].startswith("# Codebook")
    assert "registry.incidence" in command("codebook", "--format", "csv")[1]
    assert json.loads(command("codebook", "--format", "json")[1])["themes"]


def test_codebook_write_makes_the_file(command, project):
    assert command("codebook", "--write")[0] == 0
    assert (project / "CODEBOOK.md").read_text(encoding="utf-8").startswith("# Codebook")


LOCK = r"""# pins
Jinja2==3.1.6 \
    --hash=sha256:00
Jinja2==3.2 ; python_version >= '3.12'
types_x.y==1.0 ; python_version < '4'
"""


def test_doctor_reads_pins():
    assert doctor.pins(LOCK) == {"jinja2": {"3.1.6", "3.2"}, "types-x-y": {"1.0"}}


@pytest.mark.notebooks
@pytest.mark.usefixtures("project")
def test_doctor_looks_at_everything(command):
    _, out, _ = command("doctor")
    for name in ("Python", "packages", "fonts", "kernel", "folder build/", "reports"):
        assert f" {name}: " in out
    assert "BAD  kernel" not in out
    assert "BAD  fonts" not in out


def test_doctor_names_another_version(tmp_path):
    (tmp_path / "requirements.lock").write_text("click==0.0.1\n")
    check = doctor._versions(tmp_path)
    assert not check.ok
    assert "click" in check.line
    assert "make setup" in check.line


# ---- manners


def _python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ) | environment,
        timeout=60,
    )


HEAVY = [
    "pandas",
    "matplotlib",
    "papermill",
    "nbformat",
    "jieba",
    "pyarrow",
    "numpy",
    "IPython",
    "dask",
    "tqdm",
]


@pytest.mark.parametrize(
    "words", [["--help"], ["list"], ["codebook"], ["read", "wanghe-2019", "--format", "jsonl"]]
)
def test_nothing_heavy_is_loaded_by_quick_verbs(project, words):
    code = (
        "import sys\nfrom county_reports import cli\n"
        f"try:\n    cli.main({words!r})\nexcept SystemExit as end:\n    assert not end.code\n"
        f"sys.stderr.write(','.join(m for m in {HEAVY!r} if m in sys.modules))"
    )
    assert _python(code, COUNTY_REPORTS_ROOT=str(project)).stderr == ""


def test_importing_the_package_loads_nothing():
    code = (
        "import sys; before = set(sys.modules); import county_reports; "
        "print(sorted(m for m in set(sys.modules) - before if m.startswith('county_reports.')))"
    )
    assert _python(code).stdout.strip() == "[]"


def test_every_public_name_exists():
    import county_reports

    assert set(county_reports.__all__) <= set(dir(county_reports))
    for name in county_reports.__all__:
        assert getattr(county_reports, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        county_reports.nothing  # noqa: B018


def test_a_reader_that_has_seen_enough_is_no_error(project):
    command = f"{sys.executable} -m county_reports codebook --format json | head -n 1"
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True, text=True, timeout=60, check=False,
        env=dict(os.environ) | {"COUNTY_REPORTS_ROOT": str(project)},
    )  # fmt: skip
    assert ran.stderr == ""
    assert ran.returncode in (0, -signal.SIGPIPE, 128 + signal.SIGPIPE)


def test_the_exit_code_tells_whether_all_was_done():
    aside = job.SetAside("a", "a.txt", "it is empty", "give it a text")
    assert job.JobResult(1, 1, 1, (), ()).exit_code == 0
    assert job.JobResult(1, 1, 1, (), (aside,)).exit_code == 1
    assert aside.line == "set aside: a.txt: it is empty. To mend it: give it a text."


# ---- tables for terminals and spreadsheets

CELLS = [
    ("=1+1", "'=1+1"),
    ("+86", "+86"),
    ("+cmd", "'+cmd"),
    ("-12.5", "-12.5"),
    ("-1-1", "'-1-1"),
    ("@SUM", "'@SUM"),
    ("\t=1", "'\t=1"),
    ("12%", "12%"),
    (None, ""),
    (0, "0"),
]


@pytest.mark.parametrize(("value", "expected"), CELLS)
def test_no_cell_is_a_formula(value, expected):
    assert tabular.defused(value) == expected


def test_chinese_columns_stand_under_each_other():
    rows = [{"a": "隆回县", "b": 1}, {"a": "x", "b": None}, {"a": "a\x1b[2J\n", "b": 22}]
    table = tabular.to_table(rows, ("a", "b"))
    assert "\x1b" not in table
    assert [tabular.width(line.rsplit(" ", 1)[0]) for line in table.splitlines()[:2]] == [
        len("a\\u001b[2J\\n") + 1
    ] * 2


def test_a_restoration_becomes_four_columns():
    record = dict.fromkeys(schema.JSON_FIELDS) | {
        "restoration": {"kind": "proven", "lost": "户", "proof": "1 + 1 = 2",
                        "alternatives": ["1|2", "3"]},
    }  # fmt: skip
    row = tabular.flatten(record)
    assert tuple(row) == schema.OBSERVATION_COLUMNS
    assert (row["restoration"], row["lost"], row["proof"]) == ("proven", "户", "1 + 1 = 2")
    assert row["alternatives"] == "1|2|3"

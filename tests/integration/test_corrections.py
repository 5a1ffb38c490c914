"""Corrections in a folder of reports: library, every executor, the command and the main job."""

from __future__ import annotations

import csv
import json
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path

import pytest

from county_reports import cli, corpus
from county_reports.corpus import read_corpus, read_report
from county_reports.errors import CorrectionError
from county_reports.execution import job, records
from county_reports.extraction.correction_file import NAME
from invented import REPORTS, county_reports, finish

SIGNED = "  reason: read wrongly\n  who: Li Ming\n  date: 2024-05-01\n"
SET = (
    "- report: wanghe-2019\n  text: 建成标准化村卫生室213所\n  figure: 213所\n  action: set\n"
    "  set: {value: 21.3}\n  guard: {value: 213, unit: count}\n" + SIGNED
)
DROP = (
    "- report: wanghe-2019\n  text: 164家合作社\n  figure: 164家\n  action: drop\n"
    "  guard: {value: 164}\n" + SIGNED
)
OTHER = SET.replace("guard: {value: 213,", "guard: {value: 214,")
MALFORMED = SET.replace("  who: Li Ming\n", "")
STRANGE = SET.replace("wanghe-2019", "wanghe-2091")


@pytest.fixture
def seeds(project: Path) -> Path:
    return project / "seeds"


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]):
    def call(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(word) for word in words])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return int(ended.value.code or 0), shown.out, shown.err

    return call


def declare(seeds: Path, *entries: str) -> None:
    (seeds / NAME).write_text("".join(entries), encoding="utf-8")


def clinics(read: corpus.ReadReport) -> tuple[object, object]:
    row = read.observations.set_index("text").loc["213所"]
    return row["value"], row["corrected_from"]


# ---- the library


@pytest.mark.parametrize("way", ["id", "file", "folder", "threads", "processes"])
def test_every_way_of_reading_applies_them(seeds: Path, way: str) -> None:
    declare(seeds, SET, DROP)
    if way == "id":
        read = read_report("wanghe-2019")
    elif way == "file":
        read = read_report(seeds / "wanghe-2019.txt")
    elif way == "folder":
        read = read_corpus(seeds)["wanghe-2019"]
    else:
        executor = (
            ThreadPoolExecutor(2) if way == "threads"
            else ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        )  # fmt: skip
        with executor:
            read = read_corpus(seeds, executor=executor)["wanghe-2019"]
    assert clinics(read) == (Decimal("21.3"), "value 213 -> 21.3")
    kinds = read.observations.set_index("text")["kind"]
    assert kinds["164家"] == "identifier"


def test_only_the_corrected_figures_differ(seeds: Path) -> None:
    before = read_corpus(seeds)
    declare(seeds, SET, DROP)
    after = read_corpus(seeds)
    differing = [
        (old.quantity.text, new.correction is not None)
        for one, other in zip(before, after, strict=True)
        for old, new in zip(one.observations_list, other.observations_list, strict=True)
        if old != new
    ]
    assert differing == [("213所", True), ("164家", True)]
    assert all(one.source == other.source for one, other in zip(before, after, strict=True))
    shares = [[read.coverage.share for read in each] for each in (before, after)]
    assert shares[0] == shares[1]


def test_a_comparison_shows_the_corrected_value_and_why(seeds: Path) -> None:
    declare(seeds, SET)
    table = read_corpus(seeds).compare(["health.clinics"]).set_index("report")
    row = table.loc["wanghe-2019"]
    assert row["value"] == Decimal("21.3")
    assert row["correction"] == "read wrongly (Li Ming, 2024-05-01)"
    assert table["correction"].notna().sum() == 1


def test_one_that_no_longer_fits_stops_its_report_and_no_other(seeds: Path) -> None:
    declare(seeds, OTHER)
    with pytest.raises(CorrectionError, match="reads value 213 at '213所'"):
        read_report("wanghe-2019")
    assert read_report("yunling-2018").measures > 5
    found = read_corpus(seeds)
    assert found.ids == ("yunling-2018", "lanping-2020")
    (aside,) = found.set_aside
    assert aside.report == "wanghe-2019"
    assert "guard says value 214" in aside.reason
    assert "renew its guard" in aside.remedy


@pytest.mark.parametrize(
    ("text", "said"), [(MALFORMED, "lacks who"), (STRANGE, "'wanghe-2091', which is not in")]
)
def test_a_folder_with_a_wrong_file_is_not_read(seeds: Path, text: str, said: str) -> None:
    declare(seeds, text)
    with pytest.raises(CorrectionError, match=said):
        read_corpus(seeds)


def test_a_report_of_another_name_does_not_keep_a_single_file_from_being_read(seeds: Path) -> None:
    declare(seeds, STRANGE, SET)
    assert clinics(read_report("wanghe-2019"))[0] == Decimal("21.3")
    assert read_report(seeds / "yunling-2018.txt").measures > 5


def test_a_folder_without_a_manifest_has_corrections_too(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "loose"
    folder.mkdir()
    (folder / "Wanghe_2019.txt").write_bytes((seeds / "wanghe-2019.txt").read_bytes())
    declare(folder, SET)
    assert clinics(read_report(folder / "Wanghe_2019.txt"))[0] == Decimal("21.3")
    assert clinics(read_corpus(folder)["wanghe-2019"])[0] == Decimal("21.3")


# ---- the command


def test_read_in_every_format_shows_them(command, seeds: Path, tmp_path: Path) -> None:
    declare(seeds, SET, DROP)
    _, out, _ = command("read", "wanghe-2019", "--format", "jsonl")
    rows = {row["text"]: row for row in map(json.loads, out.splitlines())}
    assert (rows["213所"]["value"], rows["213所"]["correction"]["before"]) == (21.3, {"value": 213})
    assert rows["5204本"]["correction"] is None
    assert "164家" not in rows
    _, out, _ = command("read", "wanghe-2019", "--all", "--format", "jsonl")
    rows = {row["text"]: row for row in map(json.loads, out.splitlines())}
    assert (rows["164家"]["kind"], rows["164家"]["value"]) == ("identifier", None)
    assert rows["164家"]["correction"]["action"] == "drop"
    _, out, _ = command("read", "wanghe-2019")
    assert "corrected (value 213 -> 21.3)" in out
    command("read", seeds, "--format", "csv", "--output", tmp_path / "o.csv")
    with (tmp_path / "o.csv").open(encoding="utf-8", newline="") as stream:
        marked = {row["text"]: row["corrected_from"] for row in csv.DictReader(stream)}
    assert marked["213所"] == "value 213 -> 21.3"
    assert [text for text, changed in marked.items() if changed] == ["213所"]


def test_read_sets_a_report_aside_that_one_no_longer_fits(command, seeds: Path) -> None:
    declare(seeds, OTHER)
    code, out, err = command("read", seeds, "--format", "jsonl")
    assert code == 1
    assert {json.loads(line)["report"] for line in out.splitlines()} == set(REPORTS) - {
        "wanghe-2019"
    }
    (line,) = err.splitlines()
    assert line.startswith("set aside: ")
    assert "guard says value 214" in line


@pytest.mark.parametrize(
    "words",
    [("read", "wanghe-2019"), ("read", "{seeds}"), ("read", "{seeds}/wanghe-2019.txt"), ("run",),
     ("corrections",)],
)  # fmt: skip
def test_a_malformed_file_ends_with_2_and_one_sentence(command, seeds: Path, words) -> None:
    declare(seeds, MALFORMED)
    code, out, err = command(*(word.format(seeds=seeds) for word in words))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "corrections.yaml line 1" in err
    assert "lacks who" in err


@pytest.mark.parametrize(("words", "code"), [(("read", "{seeds}"), 2), (("run",), 2),
                                             (("read", "wanghe-2019"), 0)])  # fmt: skip
def test_a_correction_of_an_unknown_report(command, seeds: Path, words, code: int) -> None:
    declare(seeds, STRANGE)
    ended, _, err = command(*(word.format(seeds=seeds) for word in words))
    assert ended == code
    assert ("did you mean wanghe-2019" in err) == (code == 2)


def test_corrections_lists_none(command, seeds: Path) -> None:
    assert command("corrections") == (0, "no corrections are declared in seeds/corrections.yaml\n",
                                      "")  # fmt: skip
    assert command("corrections", "--format", "jsonl") == (0, "", "")


def test_corrections_lists_what_applies(command, seeds: Path) -> None:
    declare(seeds, SET, DROP)
    code, out, _ = command("corrections")
    head, first, second = out.splitlines()
    assert code == 0
    assert head.split() == ["report", "line", "figure", "action", "change", "state", "reason"]
    assert "value 213 -> 21.3" in first
    assert "applies" in first
    assert "drop" in second
    _, out, _ = command("corrections", "--format", "jsonl")
    row = json.loads(out.splitlines()[0])
    source = (seeds / "wanghe-2019.txt").open(encoding="utf-8", newline="").read()
    assert source[row["start"] : row["end"]] == row["figure"] == "213所"
    assert (row["set"], row["guard"]) == ({"value": "21.3"}, {"value": "213", "unit": "count"})
    assert (row["state"], row["problem"], row["line"]) == ("applies", None, 1)


STATES = [
    (OTHER, "guard says value 214"),
    (SET.replace("建成标准化村卫生室213所", "村卫生室213所。以及"), "is not in the report"),
    (STRANGE, "the report is not in the folder"),
    (SET.replace("wanghe-2019", "gone-2019"), "the report cannot be read"),
]


@pytest.mark.parametrize(("text", "said"), STATES)
def test_corrections_says_what_no_longer_matches(
    command, seeds: Path, text: str, said: str
) -> None:
    (seeds / "gone-2019.txt").write_bytes(b"\xff")
    declare(seeds, DROP, text)
    code, out, _ = command("corrections", "--format", "jsonl")
    good, bad = map(json.loads, out.splitlines())
    assert code == 1
    assert (good["state"], bad["state"]) == ("applies", "no longer matches")
    assert said in bad["problem"]
    assert bad["start"] is None
    code, out, _ = command("corrections")
    assert code == 1
    assert "no longer matches" in out


# ---- the main job


class Steps(job.Progress):
    """Which steps were done."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def step(self, label: str) -> None:
        self.done.append(label)


def work(project: Path) -> tuple[list[str], list[str]]:
    """What a run read anew and what it warned of; notebooks are left to the slow test."""
    steps, warnings = Steps(), []
    with ThreadPoolExecutor(1) as executor:
        job.run(project, job.Options(), warn=warnings.append, progress=steps, executor=executor)
    return sorted(steps.done), warnings


@pytest.fixture
def read_only(project: Path) -> Path:
    for path in (project / "notebooks").glob("*.ipynb"):
        path.unlink()
    assert work(project) == (sorted(REPORTS), [])
    assert work(project) == ([], [])
    return project


def test_a_change_repeats_the_reports_that_it_is_about(read_only: Path) -> None:
    seeds = read_only / "seeds"
    declare(seeds, SET)
    assert work(read_only) == (["wanghe-2019"], [])
    rows = (read_only / "build/data/observations.csv").read_text(encoding="utf-8")
    assert "value 213 -> 21.3" in rows
    declare(seeds, "# a comment moves the entry\n", SET)
    assert work(read_only) == ([], [])
    declare(seeds, SET.replace("read wrongly", "misread"))
    assert work(read_only)[0] == ["wanghe-2019"]
    (seeds / NAME).unlink()
    assert work(read_only)[0] == ["wanghe-2019"]
    assert "213 -> 21.3" not in (read_only / "build/data/observations.csv").read_text("utf-8")


def test_a_stale_correction_is_named_in_every_run_until_it_is_mended(read_only: Path) -> None:
    seeds = read_only / "seeds"
    declare(seeds, OTHER)
    steps, warnings = work(read_only)
    assert steps == ["wanghe-2019"]
    assert "guard says value 214" in warnings[0]
    assert work(read_only) == ([], warnings)
    declare(seeds, "[]\n")
    assert work(read_only) == (["wanghe-2019"], [])


@pytest.mark.notebooks
@pytest.mark.slow
def test_run_repeats_only_the_notebooks_of_the_corrected_report(project: Path) -> None:
    for path in (project / "notebooks").glob("*.ipynb"):
        if path.stem not in ("01_read_one_report", "04_compare_counties"):
            path.unlink()
    assert finish(county_reports(project, "run")).returncode == 0
    store = project / "build" / "records" / "runs"
    before = {each.key: each.fingerprint for each in records.every(store)}
    declare(project / "seeds", SET)
    ran = finish(county_reports(project, "run"))
    assert ran.returncode == 0, ran.stderr
    assert "read 1 reports, ran 2 of 4 notebooks" in ran.stdout
    after = {each.key: each.fingerprint for each in records.every(store)}
    assert {key for key in after if after[key] != before[key]} == {
        "01_read_one_report/wanghe-2019", "04_compare_counties",
    }  # fmt: skip
    page = (project / "build/html/01_read_one_report/wanghe-2019.html").read_text("utf-8")
    assert "213 -&gt; 21.3" in page or "213 -> 21.3" in page

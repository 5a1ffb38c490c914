"""`county-reports run`: the whole job once, nothing twice, and no harm from a kill."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from county_reports import schema
from county_reports.execution import tabular
from invented import REPORTS, county_reports, finish, make_project, snapshot
from invented_gold import write

pytestmark = [pytest.mark.notebooks, pytest.mark.slow]

PER_REPORT = ("01_read_one_report", "02_county_summary")


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that ran once and that the tests of this file change, one after the other."""
    folder = make_project(tmp_path_factory.mktemp("worked") / "project")
    ran = finish(county_reports(folder, "run"))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "ran " in ran.stdout
    assert ran.stderr == "", "nothing but failures and warnings on standard error"
    return folder


@pytest.fixture(scope="module")
def first_bytes(worked: Path) -> dict[str, bytes]:
    """What the first run made, before any test changes something."""
    return snapshot(worked)


def test_every_notebook_ran_for_every_report(worked: Path, first_bytes: dict[str, bytes]):
    assert first_bytes
    for name in PER_REPORT:
        for report in REPORTS:
            assert (worked / "build/executed" / name / f"{report}.ipynb").is_file()
            assert (worked / "build/html" / name / f"{report}.html").is_file()
    for name in ("00_start_here", "03_audit", "04_compare_counties", "05_money",
                 "07_coverage_and_quality"):  # fmt: skip
        assert (worked / "build/html" / f"{name}.html").is_file()
    assert len(list((worked / "build/executed/90_template").iterdir())) == 1
    assert not list((worked / "build").rglob("*.part"))


def test_figures_are_published_in_both_languages(worked: Path):
    made = [path.relative_to(worked / "figures") for path in (worked / "figures").rglob("*.svg")]
    names = {path.with_suffix("").as_posix() for path in made}
    for figure in ("incidence", "funds-by-theme", "coverage-matrix", "ranks", "exits", "workforce",
                   "rectification", "locator"):  # fmt: skip
        assert f"04_compare_counties/{figure}_zh" in names
    for figure in ("funds-by-theme", "funds-per-poor-person"):
        assert f"05_money/{figure}_zh" in names
    assert "03_audit/audit_zh" in names
    for report in REPORTS:
        assert f"02_county_summary/{report}-registry_zh" in names
    for name in names:
        assert f"{name[:-2]}{'en' if name.endswith('zh') else 'zh'}" in names
    for ending in ("svg", "png", "pdf", "csv", "json", "md"):
        assert len(list((worked / "figures").rglob(f"*.{ending}"))) == len(names), ending


def test_findings_are_written_as_lines_and_as_one_table(worked: Path):
    data = worked / "build" / "data"
    lines = []
    for report in REPORTS:
        text = (data / f"{report}.findings.jsonl").read_text(encoding="utf-8")
        lines += [json.loads(line) for line in text.splitlines()]
        about = json.loads((data / f"{report}.json").read_text(encoding="utf-8"))
        own = [line for line in lines if line["report"] == report]
        assert about["relations"] == len(own) > 0
        assert about["contradictions"] == sum(line["status"] != "confirmed" for line in own)
    assert all(tuple(line) == schema.FINDING_FIELDS for line in lines)
    with (data / "findings.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0]) == tabular.FINDING_COLUMNS
    assert [row["expression"] for row in rows] == [line["expression"] for line in lines]
    assert {row["report"] for row in rows} == set(REPORTS)
    assert all(row["county"].endswith("县") for row in rows)
    recorded = json.loads(
        (worked / "build/records/reading" / f"{REPORTS[0]}.json").read_text("utf-8")
    )
    assert f"build/data/{REPORTS[0]}.findings.jsonl" in recorded["outputs"]


def test_lost_findings_are_made_again(worked: Path):
    before = snapshot(worked)
    (worked / "build/data" / f"{REPORTS[0]}.findings.jsonl").unlink()
    (worked / "build/data/findings.csv").write_text("changed by hand", encoding="utf-8")
    ran = finish(county_reports(worked, "run"))
    assert ran.returncode == 0, ran.stderr
    assert snapshot(worked) == before


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._in_title = tag == "title"
        if tag in ("script", "link", "iframe", "object", "embed"):
            self.loaded.append(f"<{tag}>")
        if tag != "a":
            for name in ("src", "href", "data", "srcset", "poster"):
                if given.get(name):
                    self.loaded.append(str(given[name]))
        elif given.get("href"):
            self.links.append(str(given["href"]))

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


def _parse(page: Path) -> _Links:
    parser = _Links()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser


def test_pages_load_nothing_from_elsewhere(worked: Path):
    for page in (worked / "build").rglob("*.html"):
        found = _parse(page)
        foreign = [each for each in found.loaded if not each.startswith(("data:", "#"))]
        assert foreign == [], page.name
        assert found.title.strip(), page.name


def test_every_link_of_the_index_leads_somewhere(worked: Path):
    index = worked / "build" / "index.html"
    links = _parse(index).links
    for link in links:
        assert not urlsplit(link).scheme
        assert (index.parent / unquote(urlsplit(link).path)).is_file(), link
    for report in REPORTS:
        assert f"html/02_county_summary/{report}.html" in links
        assert f"data/{report}.jsonl" in links
        assert f"data/{report}.findings.jsonl" in links
    assert "data/findings.csv" in links
    assert any(link.endswith(".svg") for link in links)


def test_no_page_or_copy_names_a_place_of_this_machine(worked: Path):
    for name, content in snapshot(worked).items():
        if not name.endswith((".png", ".pdf")):
            assert str(worked).encode() not in content, name
            assert sys.prefix.encode() not in content, name


def test_the_second_run_does_nothing_and_is_quick(worked: Path):
    before = snapshot(worked)
    started = time.monotonic()
    ran = finish(county_reports(worked, "run"))
    seconds = time.monotonic() - started
    assert ran.returncode == 0
    assert ran.stdout.startswith("nothing changed")
    assert seconds < 2.5
    assert snapshot(worked) == before


def test_the_second_run_loads_nothing_heavy(worked: Path):
    code = (
        "import sys; from county_reports import cli\n"
        "try:\n    cli.main(['run'])\nexcept SystemExit as end:\n    assert not end.code\n"
        "print([m for m in ('pandas', 'papermill', 'matplotlib', 'nbformat', 'IPython')"
        " if m in sys.modules])"
    )
    import subprocess

    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60,
        env=dict(os.environ) | {"COUNTY_REPORTS_ROOT": str(worked)},
    )  # fmt: skip
    assert ran.stdout.splitlines()[-1] == "[]"


def test_what_is_gone_is_made_again_and_nothing_else(worked: Path):
    before = snapshot(worked)
    gone = worked / "build/html/02_county_summary/wanghe-2019.html"
    figure = next((worked / "figures").rglob("*yunling-2018*.svg"))
    gone.unlink()
    figure.write_text("changed by hand", encoding="utf-8")
    ran = finish(county_reports(worked, "run"))
    assert ran.returncode == 0
    assert "ran 2 of" in ran.stdout
    assert snapshot(worked) == before


def test_only_the_runs_of_a_changed_notebook_are_repeated(worked: Path):
    path = worked / "notebooks/90_template.ipynb"
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["cells"][0]["source"] = ["# Another question\n", "More words."]
    path.write_text(json.dumps(stored), encoding="utf-8")
    ran = finish(county_reports(worked, "run"))
    assert "ran 1 of" in ran.stdout


def test_new_gold_repeats_only_the_notebook_that_reads_it(worked: Path):
    before = snapshot(worked)
    gold = worked / "tests" / "gold"
    write(gold / "second")
    ran = finish(county_reports(worked, "run"))
    assert ran.returncode == 0, ran.stderr
    assert "ran 1 of" in ran.stdout
    page = (worked / "build/html/07_coverage_and_quality.html").read_text(encoding="utf-8")
    assert "no annotated reports" not in page
    shutil.rmtree(gold.parent)
    again = finish(county_reports(worked, "run"))
    assert "ran 1 of" in again.stdout
    assert snapshot(worked) == before


def test_a_failing_notebook_costs_only_itself(worked: Path):
    path = worked / "notebooks/95_broken.ipynb"
    stored = json.loads((worked / "notebooks/90_template.ipynb").read_text(encoding="utf-8"))
    stored["cells"].append(
        {"cell_type": "code", "id": "broken", "metadata": {}, "source": "1 / 0", "outputs": [],
         "execution_count": None}
    )  # fmt: skip
    path.write_text(json.dumps(stored), encoding="utf-8")
    ran = finish(county_reports(worked, "run"))
    assert ran.returncode == 1
    lines = ran.stderr.splitlines()
    assert len(lines) == len(REPORTS)
    number = len(stored["cells"])
    for line in lines:
        assert line.startswith("failed: 95_broken · ")
        # the injected cell makes one more
        assert f"cell {number + 1} · ZeroDivisionError: division by zero" in line
        assert (worked / line.rsplit(" · ", 1)[1]).is_file()
    page = (worked / "build/index.html").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in page
    path.unlink()
    again = finish(county_reports(worked, "run"))
    assert again.returncode == 0
    assert "ZeroDivisionError" not in (worked / "build/index.html").read_text(encoding="utf-8")


def test_bad_reports_are_set_aside_and_a_new_one_takes_part(worked: Path):
    seeds = worked / "seeds"
    changed = seeds / "wanghe-2019.txt"
    original = changed.read_bytes()
    changed.write_bytes(original + b"\n")
    (seeds / "noise-2020.txt").write_bytes(b"\xff\xfe\x00\x81\x8d\x9d" * 50)
    (seeds / "qingyuan-2020.txt").write_text(
        "清源县2020年脱贫攻坚工作总结\n\n一、工作成效\n\n清源县共有贫困村12个。2020年底,全县贫困发生率由"
        "8.4%降至0.5%,累计脱贫1203户4120人。全县投入扶贫资金1.2亿元。\n",
        encoding="utf-8",
    )
    ran = finish(county_reports(worked, "run"))
    assert ran.returncode == 1
    lines = ran.stderr.splitlines()
    assert len(lines) == 2, ran.stderr
    assert all(line.startswith("set aside: ") and "To mend it:" in line for line in lines)
    assert any("wanghe-2019.txt" in line for line in lines)
    assert any("noise-2020.txt" in line for line in lines)
    html = worked / "build/html"
    assert "贫困发生率" in (html / "02_county_summary/qingyuan-2020.html").read_text("utf-8")
    assert "qingyuan-2020" in (html / "04_compare_counties.html").read_text("utf-8")
    assert not (html / "02_county_summary/wanghe-2019.html").exists(), "no page of a changed text"
    again = finish(county_reports(worked, "run"))
    assert again.returncode == 1, "what is set aside is named every time"
    assert again.stderr == ran.stderr
    assert again.stdout.startswith("nothing changed")
    changed.write_bytes(original)
    for name in ("noise-2020.txt", "qingyuan-2020.txt"):
        (seeds / name).unlink()
    mended = finish(county_reports(worked, "run"))
    assert mended.returncode == 0
    assert not (html / "02_county_summary/qingyuan-2020.html").exists()
    assert not list((worked / "figures").rglob("*qingyuan-2020*"))


def test_two_jobs_do_not_mix(worked: Path):
    path = worked / "notebooks/90_template.ipynb"
    path.write_text(path.read_text("utf-8").replace("More words.", "Even more."), "utf-8")
    first = county_reports(worked, "run")
    second = None
    lock = worked / "build" / ".lock"
    while first.poll() is None and second is None:
        if lock.exists():
            time.sleep(0.5)
            second = finish(county_reports(worked, "run"))
    assert finish(first).returncode == 0
    assert second is not None
    assert second.returncode == 0 or "another run is at work" in second.stderr


def test_a_killed_run_leaves_nothing_half_and_the_next_gives_the_same(
    first_bytes: dict[str, bytes], tmp_path: Path
):
    folder = make_project(tmp_path / "killed")
    running = county_reports(folder, "run", start_new_session=True)
    records = folder / "build/records/runs"
    deadline = time.monotonic() + 120
    while len(list(records.rglob("*.json"))) < 3 and time.monotonic() < deadline:
        assert running.poll() is None, running.communicate()
        time.sleep(0.05)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate(timeout=60)
    time.sleep(1.5)  # workers and kernels notice that they are orphans
    _assert_no_process_of(folder)
    for path in (folder / "build").rglob("*.html"):
        assert path.read_bytes().endswith(b"</html>\n"), "no half page"
    ran = finish(county_reports(folder, "run"))
    assert ran.returncode == 0, ran.stderr
    made = snapshot(folder)
    assert set(made) == set(first_bytes)
    assert [name for name in made if made[name] != first_bytes[name]] == []
    assert not list((folder / "build/unfinished").glob("*"))


def _assert_no_process_of(folder: Path) -> None:
    needle = f"COUNTY_REPORTS_ROOT={folder}".encode()
    left = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if needle in (entry / "environ").read_bytes():
                left.append((entry / "cmdline").read_bytes().replace(b"\0", b" "))
        except OSError:
            continue
    assert left == []


def test_ctrl_c_ends_at_once_and_without_a_traceback(tmp_path: Path):
    folder = make_project(tmp_path / "stopped")
    running = county_reports(folder, "run", start_new_session=True)
    deadline = time.monotonic() + 60
    while not (folder / "build/unfinished").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    started = time.monotonic()
    os.killpg(running.pid, signal.SIGINT)
    output, errors = running.communicate(timeout=60)
    assert time.monotonic() - started < 5
    assert running.returncode == 130
    assert errors.strip() == "stopped; what was finished is kept"
    assert output == ""
    time.sleep(1.5)
    _assert_no_process_of(folder)

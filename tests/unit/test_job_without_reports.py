"""The main job in a folder without reports: a sentence, and nothing left of former reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from county_reports.cli import commands
from county_reports.execution import records


@pytest.fixture
def emptied(project: Path) -> Path:
    for path in (project / "seeds").glob("*.txt"):
        path.unlink()
    manifest = project / "seeds" / "manifest.csv"
    head = manifest.read_text(encoding="utf-8").splitlines()[0]
    manifest.write_text(f"{head}\n", encoding="utf-8")
    (project / "seeds" / "corrections.yaml").unlink(missing_ok=True)
    return project


def test_it_says_that_there_are_no_reports(emptied: Path) -> None:
    ran = CliRunner().invoke(commands, ["run"])
    assert ran.exit_code == 0, ran.output
    assert "there are no reports yet: put text files into seeds/" in ran.output
    page = (emptied / "build" / "index.html").read_text(encoding="utf-8")
    assert "there are no reports" in page
    assert "observations.csv" not in page


def test_what_former_reports_gave_is_taken_away(emptied: Path) -> None:
    store = emptied / "build" / "records"
    made = {}
    for key, folder, name in (
        ("04_compare_counties", store / "runs", "build/html/04_compare_counties.html"),
        ("02_county_summary/wanghe-2019", store / "runs", "build/html/02/wanghe-2019.html"),
        ("wanghe-2019", store / "reading", "build/data/wanghe-2019.jsonl"),
        ("corpus", store, "build/data/observations.csv"),
    ):
        path = emptied / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("of a report that is gone", encoding="utf-8")
        records.save(folder, records.Record(key, "f", records.hashed(emptied, [path])))
        made[key] = path
    ran = CliRunner().invoke(commands, ["run"])
    assert ran.exit_code == 0, ran.output
    for key, path in made.items():
        assert not path.exists(), key

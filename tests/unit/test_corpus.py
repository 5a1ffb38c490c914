"""Reading folders: order, executors, what is set aside and why. All texts are invented."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from county_reports import corpus, extraction
from county_reports.errors import (
    GroundingError,
    ManifestError,
    ReadingError,
    SeedChangedError,
    UnknownReportError,
    UsageError,
)
from county_reports.model import Observation, Quantity, Report
from county_reports.reading import manifest

TEXT = (
    "{county}2019年脱贫攻坚工作总结\n\n{county}总面积972.5平方公里,总人口22.3万人。截至2019年底,全县贫困发生率降至0.{n}%,"
    "累计脱贫{n}200户。\n"
)
COUNTIES = ["甲山", "乙水", "丙岭", "丁河", "戊坪", "己川", "庚湖", "辛原", "壬溪", "癸谷"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four reports: two listed (not in the order of their names), two unlisted."""
    place = tmp_path / "seeds"
    place.mkdir()
    for n, name in enumerate(("b-2019", "a-2019", "c-2019", "d-2019"), 1):
        text = TEXT.format(county=f"{COUNTIES[n - 1]}县", n=n)
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    header = ",".join(manifest.FIELDS)
    rows = "".join(f"{name},{name}.txt{',' * 12}\n" for name in ("b-2019", "a-2019"))
    (place / "manifest.csv").write_text(f"{header}\n{rows}", encoding="utf-8")
    return place


@pytest.fixture
def bad_folder(folder: Path) -> Path:
    """The same with a listed file that is gone and others that cannot be read."""
    (folder / "b-2019.txt").unlink()
    (folder / "e-2019.txt").write_bytes("县".encode("gb18030"))
    (folder / "f-2019.txt").write_bytes(b"")
    return folder


class Backwards(Executor):
    """Does everything at the end and the last first."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Future[Any], Callable[..., Any], Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._waiting.append((future, fn, args))
        if len(self._waiting) == 4:
            for each, function, given in reversed(self._waiting):
                each.set_result(function(*pickle.loads(pickle.dumps(given))))  # noqa: S301
        return future


class Broken(Executor):
    """Its workers die."""

    def __init__(self, *, at_once: bool) -> None:
        self._at_once = at_once

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self._at_once:
            raise BrokenExecutor("dead")
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor("dead"))
        return future


ORDER = ("b-2019", "a-2019", "c-2019", "d-2019")


def test_the_order_is_the_manifests_and_then_the_names(folder: Path) -> None:
    assert corpus.read_corpus(folder).ids == ORDER


@pytest.mark.parametrize("make", [Backwards, lambda: ThreadPoolExecutor(3)])
def test_any_executor_gives_the_same(folder: Path, make: Callable[[], Executor]) -> None:
    serial = corpus.read_corpus(folder)
    other = corpus.read_corpus(folder, executor=make())
    assert other.reports == serial.reports
    assert other.ids == ORDER


def test_processes_give_the_same(bad_folder: Path) -> None:
    serial = corpus.read_corpus(bad_folder, workers=1)
    spawned = corpus.read_corpus(bad_folder, workers=2)
    assert spawned.reports == serial.reports
    assert spawned.set_aside == serial.set_aside


def test_bad_files_are_set_aside_with_reason_and_remedy(bad_folder: Path) -> None:
    found = corpus.read_corpus(bad_folder)
    assert found.ids == ("a-2019", "c-2019", "d-2019")
    assert [aside.file for aside in found.set_aside] == [
        "b-2019.txt",
        "e-2019.txt",
        "f-2019.txt",
    ]
    assert [aside.report for aside in found.set_aside] == ["b-2019", "e-2019", "f-2019"]
    for aside, said in zip(found.set_aside, ("not there", "UTF-8", "empty"), strict=True):
        assert said in aside.reason
        assert aside.remedy


@pytest.mark.parametrize("at_once", [True, False])
def test_dead_workers_do_not_stop_the_rest(folder: Path, *, at_once: bool) -> None:
    found = corpus.read_corpus(folder, executor=Broken(at_once=at_once))
    assert len(found) == 0
    assert len(found.set_aside) == 4
    assert "was killed" in found.set_aside[0].reason


def test_after_a_killed_process_each_unfinished_report_gets_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pools: list[Executor] = []

    def pool(workers: int) -> Executor:
        pools.append(ThreadPoolExecutor(workers) if pools else Broken(at_once=False))
        return pools[-1]

    monkeypatch.setattr(corpus, "_pool", pool)
    assert corpus.read_corpus(folder, workers=2).ids == ORDER
    assert len(pools) == 1 + len(ORDER)


def test_a_fault_in_one_report_does_not_stop_the_rest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    observe = extraction.observe

    def faulty(report: Report) -> tuple[Observation, ...]:
        if report.id == "a-2019":
            raise ZeroDivisionError("division by zero")
        return observe(report)

    monkeypatch.setattr(extraction, "observe", faulty)
    found = corpus.read_corpus(folder)
    assert found.ids == ("b-2019", "c-2019", "d-2019")
    assert "ZeroDivisionError" in found.set_aside[0].reason


def test_a_figure_that_does_not_stand_at_its_place_is_a_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = (Observation(Quantity(0, 2, "万元", "measure", "arabic")),)
    monkeypatch.setattr(extraction, "observe", lambda report: wrong)
    with pytest.raises(GroundingError):
        corpus.read_report(folder / "a-2019.txt")
    assert len(corpus.read_corpus(folder).set_aside) == 4


def test_an_empty_folder(tmp_path: Path) -> None:
    found = corpus.read_corpus(tmp_path)
    assert (len(found), found.set_aside) == (0, ())
    assert found.observations.empty
    assert "<table>" in found._repr_html_()


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="no such folder"):
        corpus.read_corpus(tmp_path / "no")


def test_the_progress_bar_is_for_terminals(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus.read_corpus(folder)
    assert capsys.readouterr().err == ""
    corpus.read_corpus(folder, progress=True)
    assert "4/4" in capsys.readouterr().err


def test_reports_by_id(folder: Path) -> None:
    found = corpus.read_corpus(folder)
    assert found["a-2019"].metadata.county == "乙水县"
    assert "a-2019" in found
    assert "x" not in found
    assert [report.id for report in found] == list(ORDER)
    with pytest.raises(UnknownReportError) as caught:
        found["a-2018"]
    assert "did you mean a-2019" in str(caught.value)


def test_tables(folder: Path) -> None:
    found = corpus.read_corpus(folder)
    table = found.observations
    assert set(table["report"]) == set(ORDER)
    for row in table.to_dict("records"):
        assert found[row["report"]].source[row["start"] : row["end"]] == row["text"]
    cover = found.coverage
    assert list(cover["report"]) == list(ORDER)
    assert (cover["numerals"] == cover["read"] + cover["set_aside"] + cover["unread"]).all()
    assert str(cover["report_year"].dtype) == "Int64"
    rates = found.compare(["registry.incidence"])
    assert list(rates["report"]) == list(ORDER)
    with pytest.raises(UsageError):
        found.compare(["registry.no_such"])


def test_one_report_by_path_and_by_id(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTY_REPORTS_ROOT", str(folder.parent))
    by_id = corpus.read_report("a-2019")
    assert by_id.report.path == folder / "a-2019.txt"
    assert by_id == corpus.read_report(folder / "a-2019.txt")
    assert by_id == corpus.read_report(str(folder / "a-2019.txt"))
    assert by_id.id == "a-2019"
    assert by_id.source.startswith("乙水县")
    assert "a-2019" in repr(by_id)


def test_a_relative_path_means_the_same_from_every_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTY_REPORTS_ROOT", str(folder.parent))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert corpus.read_report("seeds/a-2019.txt").id == "a-2019"
    assert corpus.read_corpus("seeds").ids == ORDER
    assert corpus.read_corpus().ids == ORDER


def test_a_file_outside_all_projects(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(TEXT.format(county="甲山县", n=1), encoding="utf-8")
    found = corpus.read_report(path)
    assert (found.id, found.metadata.county, found.metadata.year) == ("x", "甲山县", 2019)


def test_unknown_reports(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTY_REPORTS_ROOT", str(folder.parent))
    with pytest.raises(UnknownReportError, match="did you mean"):
        corpus.read_report("a-2109")
    with pytest.raises(UnknownReportError, match="known are"):
        corpus.read_report("隆回")
    with pytest.raises(ReadingError, match="not there"):
        corpus.read_report("no.txt")


def test_a_declared_hash_is_checked_by_path_too(folder: Path) -> None:
    listed = manifest.read_manifest(folder)
    rows = (folder / "manifest.csv").read_text("utf-8").replace(",,\n", f",{'0' * 64},\n")
    (folder / "manifest.csv").write_text(rows, encoding="utf-8")
    assert manifest.read_manifest(folder) != listed
    with pytest.raises(SeedChangedError):
        corpus.read_report(folder / "a-2019.txt")


def test_what_notebooks_show(bad_folder: Path) -> None:
    found = corpus.read_corpus(bad_folder)
    shown = found._repr_html_()
    for word in ("乙水县", "e-2019.txt", "UTF-8", "a-2019"):
        assert word in shown
    assert "set aside" in repr(found)
    page = found["a-2019"]._repr_html_()
    assert page.index("乙水县") < page.index("%") < page.index("972.5平方公里")
    assert "overflow:auto" in page


def test_results_cross_process_borders(folder: Path) -> None:
    report = corpus.read_report(folder / "a-2019.txt")
    assert not report.observations.empty
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301

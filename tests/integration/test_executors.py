"""Notebooks run on any executor: our processes, threads, a Dask cluster with real workers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import nbformat
import pytest

from county_reports.execution import pool, runner

pytestmark = pytest.mark.notebooks

NUMBER = 4


@contextmanager
def _processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(
        2, mp_context=get_context("spawn"), initializer=pool.prepare_worker
    ) as executor:
        yield executor


@contextmanager
def _threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as executor:
        yield executor


@contextmanager
def _dask() -> Iterator[Executor]:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` brings it")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client.get_executor()


EXECUTORS = {"processes": _processes, "threads": _threads, "dask": _dask}


@pytest.fixture
def jobs(tmp_path: Path) -> list[runner.Job]:
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "x", "language": "python"}}
    )
    notebook.cells = [
        nbformat.v4.new_code_cell(
            'report: str = "a"  # id', id="p", metadata={"tags": ["parameters"]}
        ),
        nbformat.v4.new_code_cell("assert report != 'r3', report\nreport", id="r"),
    ]
    path = tmp_path / "02_x.ipynb"
    nbformat.write(notebook, path)
    return [
        runner.Job(tmp_path, path, f"02_x/r{n}", "x", {"report": f"r{n}"}, "f")
        for n in range(NUMBER)
    ]


@pytest.mark.parametrize("kind", EXECUTORS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_every_executor_gives_the_same(kind: str, jobs: list[runner.Job], tmp_path: Path):
    outcomes: dict[str, runner.Outcome | Exception] = {}
    here = threading.get_ident()

    def done(job: runner.Job, result: runner.Outcome | Exception) -> None:
        assert threading.get_ident() == here, "results are told in the caller's thread"
        outcomes[job.key] = result

    with EXECUTORS[kind]() as executor:
        pool.run_all(runner.execute, jobs, done, executor=executor)
    assert set(outcomes) == {job.key for job in jobs}
    for key, outcome in outcomes.items():
        assert isinstance(outcome, runner.Outcome), outcome
        if key.endswith("r3"):
            assert outcome.failure == "AssertionError: r3"
            assert (tmp_path / outcome.saved).is_file()
        else:
            assert outcome.failure == ""
            copy = (tmp_path / "build" / "executed" / f"{key}.ipynb").read_text("utf-8")
            assert key.removeprefix("02_x/") in copy


def test_an_executor_that_loses_a_job_loses_only_that_one():
    outcomes: dict[int, int | Exception] = {}

    with ThreadPoolExecutor(1) as executor:
        pool.run_all(_halve, [4, 0, 2], outcomes.__setitem__, executor=executor)
    assert outcomes[4] == 2
    assert outcomes[2] == 4
    assert isinstance(outcomes[0], ZeroDivisionError)


def _halve(number: int) -> int:
    return 8 // number

"""Every job is handed over once, whatever happens to it, to its process or to the executor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.execution import pool


class Scripted(Executor):
    """Does each job at once; breaks for good, as a process pool does, at the jobs it is told."""

    def __init__(self, deadly: frozenset[int] = frozenset(), *, refuses: bool = False) -> None:
        self.deadly, self.refuses, self.broken = deadly, refuses, False
        self.seen: list[int] = []

    def submit(self, function, job, /):  # type: ignore[no-untyped-def,override]
        if self.broken and self.refuses:
            raise BrokenProcessPool("broken")
        future: Future[int] = Future()
        self.seen.append(job)
        self.broken = self.broken or job in self.deadly
        if self.broken:
            future.set_exception(BrokenProcessPool("broken"))
            return future
        try:
            future.set_result(function(job))
        except Exception as problem:  # noqa: BLE001  as an executor does
            future.set_exception(problem)
        return future


def half(number: int) -> int:
    if number % 2:
        raise ValueError(f"{number} is odd")
    return number // 2


def told(jobs: list[int], executor: Executor | None, **more: int) -> list[tuple[int, object]]:
    handed: list[tuple[int, object]] = []
    pool.run_all(half, jobs, lambda job, result: handed.append((job, result)), executor=executor,
                 **more)  # fmt: skip
    return handed


STABLE = settings(derandomize=True, deadline=None, max_examples=120, database=None)


@STABLE
@given(st.lists(st.integers(0, 30), max_size=8, unique=True), st.sets(st.integers(0, 30)),
       st.booleans())  # fmt: skip
def test_an_executor_that_breaks_loses_no_job(jobs: list, deadly: set, refuses: bool) -> None:
    handed = told(jobs, Scripted(frozenset(deadly), refuses=refuses))
    assert sorted(job for job, _ in handed) == sorted(jobs)
    first = next((n for n, job in enumerate(jobs) if job in deadly), len(jobs))
    for job, result in handed:
        if jobs.index(job) >= first:
            assert isinstance(result, ChildProcessError)
            assert "process" in str(result)
        elif job % 2:
            assert isinstance(result, ValueError)
        else:
            assert result == job // 2


@pytest.mark.parametrize("jobs", [[], [4], [4, 3, 8], [1, 1, 1]])
def test_threads_hand_over_every_job(jobs: list[int]) -> None:
    with ThreadPoolExecutor(2) as executor:
        handed = told(jobs, executor)
    assert sorted(job for job, _ in handed) == sorted(jobs)
    assert all(isinstance(result, ValueError) is bool(job % 2) for job, result in handed)


def deadly(number: int) -> int:
    if number == 5:
        os._exit(9)
    return half(number)


@contextmanager
def processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        yield executor


def test_a_real_pool_of_the_caller_that_loses_its_process() -> None:
    handed: dict[int, object] = {}
    with processes() as executor:
        pool.run_all(deadly, [5, 4, 2], handed.__setitem__, executor=executor)
    assert set(handed) == {5, 4, 2}
    assert isinstance(handed[5], ChildProcessError)
    assert all(isinstance(handed[n], ChildProcessError) or handed[n] == n // 2 for n in (4, 2))


@pytest.mark.parametrize("workers", [0, -1, 1])
def test_at_least_one_process_works(workers: int) -> None:
    assert dict(told([4, 8], None, workers=workers)) == {4: 2, 8: 4}


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_what_the_receiver_raises_is_not_swallowed(error: type[BaseException]) -> None:
    def stop(_job: int, _result: object) -> None:
        raise error

    with pytest.raises(error):
        pool.run_all(half, [2], stop, executor=Scripted())

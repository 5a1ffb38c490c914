"""Many steps on any ``concurrent.futures.Executor``; one that kills its worker stops only itself.

Without an executor the steps run in processes of our own (spawned, two by default). A Dask cluster
serves as well: ``Client.get_executor()`` is such an executor.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

DEFAULT_WORKERS = 2


def run_all(
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    done: Callable[[Job, Result | Exception], None],
    *,
    executor: Executor | None = None,
    workers: int = DEFAULT_WORKERS,
) -> None:
    """Do every job and hand over each result as it comes; what fails is handed over too.

    Args:
        function: a function of one job that can be sent to another process.
        jobs: what to do.
        done: called in this process with the job and its result, or the exception.
        executor: any executor; without one, processes of our own.
        workers: how many processes of our own.
    """
    if not jobs:
        return
    if executor is not None:
        lost = _drain(executor, function, jobs, done, width=len(jobs))
        for job in (*lost[1], *lost[0]):
            done(job, ChildProcessError("the executor lost a process (out of memory?) and ended"))
        return
    waiting = list(jobs)
    while waiting:
        with _processes(min(workers, len(waiting))) as pool:
            waiting, suspects = _drain(pool, function, waiting, done, width=max(1, workers))
        # The pool cannot say which of the running jobs took its worker down: each gets a process
        # of its own, and the one that kills that too is the one.
        for job in suspects:
            with _processes(1) as pool:
                _, guilty = _drain(pool, function, [job], done, width=1)
            for each in guilty:
                done(each, ChildProcessError("the process was killed (out of memory?)"))


def _drain(
    executor: Executor,
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    done: Callable[[Job, Result | Exception], None],
    *,
    width: int,
) -> tuple[list[Job], list[Job]]:
    """Run jobs until all are done or the pool breaks: (jobs not begun, jobs that were running)."""
    waiting = list(reversed(jobs))
    running: dict[Future[Result], Job] = {}
    suspects: list[Job] = []
    while (waiting and not suspects) or running:
        while waiting and not suspects and len(running) < width:
            job = waiting.pop()
            try:
                running[executor.submit(function, job)] = job
            except BrokenProcessPool:
                suspects.append(job)
        finished, _ = wait(running, return_when=FIRST_COMPLETED) if running else (set(), set())
        for future in finished:
            job = running.pop(future)
            try:
                result: Result | Exception = future.result()
            except BrokenProcessPool:
                suspects.append(job)
                continue
            except Exception as problem:  # noqa: BLE001  it is told, the others go on
                result = problem
            done(job, result)
    return list(reversed(waiting)), suspects


@contextmanager
def _processes(workers: int) -> Iterator[ProcessPoolExecutor]:
    others = set(active_children())
    pool = ProcessPoolExecutor(
        max(1, workers), mp_context=get_context("spawn"), initializer=prepare_worker
    )
    try:
        yield pool
    except BaseException:
        # Ctrl-C: nobody waits for notebooks that are half done. Their kernels notice that their
        # parent is gone.
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in set(active_children()) - others:
            worker.terminate()
        raise
    pool.shutdown()


def prepare_worker() -> None:
    """Make a worker end with the process that started it, and leave Ctrl-C to that process.

    Workers of a pool whose owner was killed wait for ever otherwise.
    """
    import threading
    from multiprocessing import connection, parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is None:
        return
    sentinel = parent.sentinel

    def end_with_parent() -> None:
        connection.wait([sentinel])
        os._exit(1)  # a kernel notices that its parent is gone and ends by itself

    threading.Thread(target=end_with_parent, daemon=True, name="parent watch").start()

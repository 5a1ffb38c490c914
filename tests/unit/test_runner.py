"""One notebook in a real kernel: what is kept, what is told, what is never left behind."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import nbformat
import pytest

from county_reports.execution import kernels, pool, records, runner, site

pytestmark = pytest.mark.notebooks


def _write(root: Path, name: str, *cells: str, tagged: str | None = None) -> Path:
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "x", "language": "python"}}
    )
    made = [nbformat.v4.new_markdown_cell("# A question", id="title")]
    if tagged is not None:
        made.append(
            nbformat.v4.new_code_cell(tagged, id="parameters", metadata={"tags": ["parameters"]})
        )
    made += [nbformat.v4.new_code_cell(text, id=f"c{n}") for n, text in enumerate(cells)]
    notebook.cells = made
    path = root / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(notebook, path)
    return path


def _job(root: Path, path: Path, **changes: object) -> runner.Job:
    given: dict[str, object] = {
        "root": root, "notebook": path, "key": path.stem, "title": "A question", "values": {},
        "fingerprint": "f",
    }  # fmt: skip
    return runner.Job(**(given | changes))  # type: ignore[arg-type]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    # braces, a dollar sign and a blank: papermill and jupyter fill in templates in paths
    folder = tmp_path / "a {place} for $HOME 县"
    folder.mkdir()
    return folder


def test_a_run_keeps_copy_page_figures_and_record(root: Path):
    figure = root / "figures" / "x.svg"
    path = _write(
        root,
        "02_x",
        "import os, sys, pathlib\n"
        f"figure = pathlib.Path({str(figure)!r}); figure.parent.mkdir(exist_ok=True)\n"
        "figure.write_text('<svg/>')\n"
        "from county_reports.execution import session; session.note_outputs([figure])\n"
        "(report, sys.executable, os.getcwd())",
        tagged='report: str = "a"  # id',
    )
    outcome = runner.execute(_job(root, path, key="02_x/cili-2018", values={"report": "cili-2018"}))
    assert outcome.failure == ""
    assert set(outcome.outputs) == {
        "build/executed/02_x/cili-2018.ipynb",
        "build/html/02_x/cili-2018.html",
        "figures/x.svg",
    }
    copy = json.loads((root / "build/executed/02_x/cili-2018.ipynb").read_text("utf-8"))
    shown = "".join(copy["cells"][-1]["outputs"][0]["data"]["text/plain"])
    assert "'cili-2018'" in shown
    assert sys.executable in shown, "the kernel is of this interpreter"
    assert root.name in shown, "the kernel works in the project's folder"
    assert "papermill" not in copy["metadata"], "no times and places in the copy"
    record = records.load(root / "build/records/runs", "02_x/cili-2018")
    assert records.is_fresh(root, record, "f")
    assert not records.is_fresh(root, record, "another")
    figure.write_text("changed by hand")
    assert not records.is_fresh(root, record, "f")


def test_the_same_run_gives_the_same_bytes(root: Path):
    path = _write(root, "02_x", "print(report)", tagged='report: str = "a"  # id')
    made = [
        runner.execute(_job(root, path, key=f"{n}/x", values={"report": "b"})) for n in range(2)
    ]
    assert [each.failure for each in made] == ["", ""]
    for kind, ending in (("executed", "ipynb"), ("html", "html")):
        first, second = ((root / "build" / kind / f"{n}/x.{ending}").read_bytes() for n in range(2))
        assert first == second


def test_a_failing_cell_is_named_and_the_failed_copy_kept(root: Path):
    path = _write(root, "02_x", "print('before')", "raise ValueError('no such\\n thing')", "1/0")
    good = _write(root, "02_x_good", "1")
    runner.execute(_job(root, good, key="02_x"))
    outcome = runner.execute(_job(root, path))
    assert outcome.failure == "ValueError: no such thing"
    assert outcome.cell == 3
    assert outcome.saved == "build/failed/02_x.ipynb"
    kept = json.loads((root / outcome.saved).read_text("utf-8"))
    assert any("before" in str(cell.get("outputs")) for cell in kept["cells"])
    assert not (root / "build/executed/02_x.ipynb").exists(), "no older copy in its place"
    assert not (root / "build/html/02_x.html").exists()
    assert records.load(root / "build/records/runs", "02_x") is None
    runner.execute(_job(root, good, key="02_x"))
    assert not (root / outcome.saved).exists(), "mended: the failed copy goes"


DEADLY = [
    ("import os; os._exit(3)", "the kernel died in this cell"),
    ("import time; time.sleep(60)", "longer than it may"),
]


@pytest.mark.parametrize(("cell", "reason"), DEADLY)
def test_a_kernel_that_dies_or_hangs_is_told(root: Path, cell: str, reason: str):
    path = _write(root, "02_x", "1", cell)
    outcome = runner.execute(_job(root, path, cell_timeout=2))
    assert reason in outcome.failure
    assert outcome.cell == 3
    assert not list(runner.scratch_folder(root).iterdir())


def test_a_kernel_that_dies_at_its_start_is_started_once_more(root: Path, monkeypatch):
    path = _write(root, "02_x", "40 + 2")
    calls = []
    papermill = runner._papermill

    def unlucky(*arguments: object) -> None:
        calls.append(1)
        if len(calls) == 1:
            target = arguments[1]
            assert isinstance(target, Path)
            target.write_bytes(path.read_bytes())
            raise RuntimeError("Kernel died before replying to kernel_info")
        papermill(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(runner, "_papermill", unlucky)
    assert runner.execute(_job(root, path)).failure == ""
    assert len(calls) == 2


def test_foreign_kernels_and_settings_have_no_say(root: Path, tmp_path: Path, monkeypatch):
    foreign = tmp_path / "jupyter" / "kernels" / "python3"
    foreign.mkdir(parents=True)
    spec = {"argv": ["/bin/false"], "display_name": "foreign", "language": "python"}
    (foreign / "kernel.json").write_text(json.dumps(spec))
    profile = tmp_path / "ipython" / "profile_default" / "startup"
    profile.mkdir(parents=True)
    (profile / "00.py").write_text("meddled = True")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    path = _write(root, "02_x", "assert 'meddled' not in globals()")
    assert runner.execute(_job(root, path)).failure == ""


def test_the_kernel_check_starts_and_stops_one(root: Path):
    kernels.check_start(root)


# ---- pages


def _page(*outputs: dict[str, object], source: str = "x") -> str:
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": [source],
            "execution_count": 1, "outputs": list(outputs)}  # fmt: skip
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return site.page(notebook, title="<b>县</b>", depth=2)


def test_a_page_loads_nothing_and_says_so():
    text = _page({"output_type": "stream", "name": "stdout", "text": "<script>alert(1)</script>"})
    for word in ("http://", "https://", "<script", "@import", "url(", "<link"):
        assert word not in text, word
    assert "Content-Security-Policy" in text
    assert "default-src &#x27;none&#x27;" in text
    assert "<title>&lt;b&gt;县&lt;/b&gt;</title>" in text
    assert 'href="../../index.html"' in text
    assert "&lt;script&gt;alert(1)" in text


def test_code_is_escaped_in_a_page():
    assert "<img src=x" not in _page(source="'<img src=x onerror=alert(1)>'")


# ---- many steps


def _double(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    if number == 5:
        os._exit(9)
    return 2 * number


def test_one_deadly_job_stops_only_itself():
    results: dict[int, int | Exception] = {}
    pool.run_all(_double, range(8), results.__setitem__, workers=2)
    assert {n: r for n, r in results.items() if isinstance(r, int)} == {
        n: 2 * n for n in (0, 1, 2, 4, 6, 7)
    }
    assert isinstance(results[3], ValueError)
    assert isinstance(results[5], ChildProcessError)


def test_nothing_to_do_starts_nothing():
    started = time.monotonic()
    pool.run_all(_double, [], lambda *_: None)
    assert time.monotonic() - started < 0.1


# ---- records


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path):
    target = tmp_path / "deep" / "file.txt"
    records.write_atomically(target, b"one")
    with pytest.raises(TypeError):
        records.write_atomically(target, "text")  # type: ignore[arg-type]
    assert target.read_bytes() == b"one"
    assert [each.name for each in target.parent.iterdir()] == ["file.txt"]


@pytest.mark.parametrize("content", ["", "{}", '{"key": "a"', '{"unknown": 1}', "[1]"])
def test_a_damaged_record_counts_as_none(tmp_path: Path, content: str):
    (tmp_path / "a.json").write_text(content)
    assert records.load(tmp_path, "a") is None


def test_outputs_that_a_person_changed_are_not_removed(tmp_path: Path):
    for name in ("kept", "gone"):
        (tmp_path / name).write_text(name)
    outputs = records.hashed(tmp_path, [tmp_path / "kept", tmp_path / "gone"])
    (tmp_path / "kept").write_text("mine now")
    removed = records.remove_outputs(tmp_path, records.Record("a", "f", outputs))
    assert removed == ("gone",)
    assert (tmp_path / "kept").exists()

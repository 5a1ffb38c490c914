"""The records of a run and the doctor: damaged files, changed files, machines that lack a thing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports.execution import doctor, records
from county_reports.execution.records import Record

WORDS = st.text("ab县/.-_ \n\"'", max_size=8)
RECORD = {"key": "02_x/yun-2019", "fingerprint": "f", "outputs": {"build/a.html": "0" * 64}}


@settings(derandomize=True, deadline=None, max_examples=60, database=None)
@given(st.dictionaries(WORDS, WORDS, max_size=3), WORDS, WORDS, WORDS)
def test_a_record_reads_back(tmp_path_factory, outputs, fingerprint, reason, title) -> None:
    folder = tmp_path_factory.mktemp("records")
    record = Record("02_x/yun-2019", fingerprint, outputs, reason=reason, title=title)
    records.save(folder, record)
    assert records.load(folder, record.key) == record
    assert records.every(folder) == (record,)
    records.forget(folder, record.key)
    records.forget(folder, record.key)
    assert records.load(folder, record.key) is None
    assert records.every(folder) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"outputs": None}, {"outputs": ["build/a.html"]}, {"outputs": "build/a.html"},
        {"outputs": {"build/a.html": None}}, {"outputs": {"build/a.html": 3}}, {"key": None},
        {"fingerprint": 7}, {"reason": ["x"]}, {"title": {}}, {"remedy": 1.5}, {"more": "x"},
    ],
)  # fmt: skip
def test_a_record_of_another_shape_counts_as_none(tmp_path: Path, change: dict) -> None:
    (tmp_path / "a.json").write_text(json.dumps(RECORD | change), encoding="utf-8")
    assert records.load(tmp_path, "a") is None
    assert records.every(tmp_path) == ()
    (tmp_path / "a.json").write_text(json.dumps(RECORD), encoding="utf-8")
    assert records.load(tmp_path, "a") == Record(**RECORD)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"null", b"3", b'"a"', b"[[]]"])
def test_a_file_that_is_no_record_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    assert records.load(tmp_path, "a") is None


def test_every_record_by_its_key_whatever_dots_are_in_it(tmp_path: Path) -> None:
    keys = ["b/yun-2019", "a.v2", "b", "a.v2/mu.2020"]
    for key in keys:
        records.save(tmp_path, Record(key, "f"))
    assert [record.key for record in records.every(tmp_path)] == sorted(keys)


@pytest.mark.parametrize(
    ("change", "fresh"),
    [
        (lambda _: None, True),
        (lambda path: path.write_text("changed"), False),
        (lambda path: path.write_text("made"), True),
        (lambda path: path.unlink(), False),
        (lambda path: (path.unlink(), path.mkdir()), False),
    ],
)
def test_a_step_is_fresh_while_its_files_are_as_it_left_them(
    tmp_path: Path, change: object, fresh: bool
) -> None:
    path = tmp_path / "build" / "a.html"
    records.write_atomically(path, b"made")
    record = Record("a", "f", records.hashed(tmp_path, [path, path]))
    assert list(record.outputs) == ["build/a.html"]
    change(path)
    assert records.is_fresh(tmp_path, record, "f") is fresh
    assert not records.is_fresh(tmp_path, record, "g")
    assert not records.is_fresh(tmp_path, None, "f")
    assert records.remove_outputs(tmp_path, record) == (("build/a.html",) if fresh else ())


def test_a_file_that_was_never_made_is_not_fresh(tmp_path: Path) -> None:
    record = Record("a", "f", records.hashed(tmp_path, [tmp_path / "gone"]))
    assert record.outputs == {"gone": ""}
    assert not records.is_fresh(tmp_path, record, "f")


@pytest.mark.parametrize(
    ("left", "right"),
    [(["a", "b"], ["ab"]), (["a", "b"], ["b", "a"]), (["a", ""], ["a"]), ([], [""]),
     (['a","b'], ["a", "b"]), (["县"], ["縣"])],
)  # fmt: skip
def test_the_border_between_two_texts_counts(left: list[str], right: list[str]) -> None:
    assert records.combined(left) != records.combined(right)
    assert records.combined(iter(left)) == records.combined(tuple(left))


def test_the_lock_is_part_of_what_a_run_depends_on(tmp_path: Path) -> None:
    without = records.fingerprint_of_library(tmp_path)
    (tmp_path / "requirements.lock").write_text("a==1\n", encoding="utf-8")
    with_lock = records.fingerprint_of_library(tmp_path)
    assert without != with_lock == records.fingerprint_of_library(tmp_path)


# ---- doctor


@pytest.mark.parametrize(
    ("lock", "pins"),
    [
        ("", {}),
        ("a==1.0\n", {"a": {"1.0"}}),
        ("A_b.C==1.0 \\\n    --hash=sha256:00\n", {"a-b-c": {"1.0"}}),
        ("dask[distributed]==2026.1\nb[x,y]==2", {"dask": {"2026.1"}, "b": {"2"}}),
        ("a==1 ; python_version < '3.12'\na==2; python_version >= '3.12'\n", {"a": {"1", "2"}}),
        ("a==1\r\nb==2\r\n", {"a": {"1"}, "b": {"2"}}),
        ("# a==1\n  b==2\nc>=3\n", {}),
    ],
)
def test_pins_of_a_lock(lock: str, pins: dict[str, set[str]]) -> None:
    assert doctor.pins(lock) == pins


class Installed:
    """A package as importlib.metadata tells it."""

    def __init__(self, name: str | None, version: str) -> None:
        self.metadata, self.version = {"Name": name}, version


@pytest.mark.parametrize(
    ("installed", "ok", "found"),
    [
        ({"county-reports": "0", "a": "1", "b": "2"}, True, "2 as in requirements.lock"),
        ({"county_reports": "0", "A": "1", "b": "2", "c": "9"}, True, "2 as in requirements.lock"),
        ({"county-reports": "0", "a": "3", "b": "2"}, False, "a 3 (lock: 1 or 1.1)"),
        ({"county-reports": "0", "a": "1"}, False, "b is missing"),
        ({"county-reports": "0", "a": "3"}, False, "a 3 (lock: 1 or 1.1); b is missing"),
        ({"a": "1", "b": "2"}, False, "county-reports is not installed"),
    ],
)
def test_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: dict, ok: bool, found: str
) -> None:
    (tmp_path / "requirements.lock").write_text("a==1\na==1.1\nb==2\n", encoding="utf-8")
    listed = [Installed(name, version) for name, version in installed.items()]
    monkeypatch.setattr(doctor.metadata, "distributions", lambda: [Installed(None, "0"), *listed])
    monkeypatch.setattr(
        doctor.metadata, "requires", lambda _: ["a[x]>=1", "b", "pytest>8; extra == 'test'"]
    )
    check = doctor._versions(tmp_path)
    assert (check.ok, check.found) == (ok, found)
    assert ("To mend it: run make setup." in check.line) is not ok


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file", encoding="utf-8")
    check = doctor._writable(tmp_path / "build")
    assert (check.ok, check.name) == (False, "folder build/")
    assert check.line.startswith("BAD  folder build/: ")
    good = doctor._writable(tmp_path / "deep" / "figures")
    assert good.line == "ok   folder figures/: can be written"
    assert list((tmp_path / "deep" / "figures").iterdir()) == []

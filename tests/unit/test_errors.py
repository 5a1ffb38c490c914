"""Errors: one root, one sentence, and they survive the way between processes."""

from __future__ import annotations

import copy
import pickle

import pytest

from county_reports import errors
from county_reports.errors import CountyReportsError

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, CountyReportsError)
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_crosses_process_borders(kind: type[CountyReportsError]) -> None:
    problem = kind("the file is empty", where="a.txt", remedy="put text into it")
    for same in (pickle.loads(pickle.dumps(problem)), copy.copy(problem)):  # noqa: S301
        assert type(same) is kind
        assert (same.what, same.where, same.remedy) == (
            "the file is empty",
            "a.txt",
            "put text into it",
        )
        assert str(same) == str(problem)


@pytest.mark.parametrize(
    ("where", "remedy", "sentence"),
    [
        ("", "", "it broke."),
        ("a.txt", "", "a.txt: it broke."),
        ("", "try again", "it broke. To mend it: try again."),
        ("甲.txt", "try again", "甲.txt: it broke. To mend it: try again."),
    ],
)
def test_the_sentence(where: str, remedy: str, sentence: str) -> None:
    assert str(CountyReportsError("it broke", where=where, remedy=remedy)) == sentence


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        (errors.SeedChangedError, errors.ReadingError),
        (errors.UnknownReportError, errors.UsageError),
        (errors.ParameterError, errors.UsageError),
        (errors.ProjectNotFoundError, errors.UsageError),
    ],
)
def test_who_catches_what(kind: type[Exception], parent: type[Exception]) -> None:
    assert issubclass(kind, parent)


def test_a_fault_of_one_file_is_no_wrong_use() -> None:
    assert not issubclass(errors.ReadingError, errors.UsageError)
    assert not issubclass(errors.ManifestError, errors.UsageError)

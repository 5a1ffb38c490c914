"""The stress of restoration on the invented reports: nothing wrong, the decidable right."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
stress = runpy.run_path(str(ROOT / "bench" / "restoration_stress.py"))["stress"]
TESTS = ROOT / "tests"
FOLDERS = ("gold/second", "gold/third", "corpus")


@pytest.fixture(scope="module")
def result() -> object:
    return stress([TESTS / folder for folder in FOLDERS])


def test_nothing_is_split_wrongly(result: object) -> None:
    assert result.total()["wrong"] == 0


def test_untouched_texts_are_not_split(result: object) -> None:
    assert result.false == 0
    assert result.beside == 0


def test_nine_of_ten_decidable_cases_are_right(result: object) -> None:
    total = result.total()
    assert total["decidable"] >= 250
    assert total["decidable right"] >= 0.93 * total["decidable"]

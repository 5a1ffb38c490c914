"""The audit scored against annotated relations, on invented sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audit_input import audit
from county_reports.errors import GoldError
from county_reports.extraction import observe
from county_reports.model import Metadata, Observation
from county_reports.quality.identities import Identity, match, read_identities
from county_reports.reading.reader import read_text

TEXT = "全县共有贫困村192个。192个贫困村全部退出。累计脱贫1150户,2019年脱贫1210户。"
FIRST, AGAIN = TEXT.index("192"), TEXT.index("192", 10)
LIFTED, YEAR = TEXT.index("1150"), TEXT.index("1210")


def observations() -> tuple[Observation, ...]:
    return observe(read_text(TEXT, Metadata(id="qiyun", county="栖云县", year=2019)))


def identity(*members: int, holds: bool = True, kind: str = "bound") -> Identity:
    return Identity("qiyun", kind, frozenset(members), holds, "x")


CASES = [
    # the very places, the right verdict
    (identity(FIRST, AGAIN, kind="repeat"), True, True),
    (identity(LIFTED, YEAR, holds=False), True, True),
    # found with the wrong verdict
    (identity(LIFTED, YEAR), True, False),
    # not found
    (identity(FIRST, LIFTED), False, False),
    # a place where nothing was read
    (identity(FIRST, 999), False, False),
]


@pytest.mark.parametrize(("wanted", "found", "right"), CASES)
def test_matching(wanted: Identity, found: bool, right: bool) -> None:
    (matched,) = match([wanted], audit(TEXT), observations())
    assert (matched.finding is not None) is found
    assert matched.right is right


def test_the_same_numbers_elsewhere_count_once() -> None:
    text = TEXT + "192个贫困村通了客车。"
    third = text.rindex("192")
    read = observe(read_text(text, Metadata(id="qiyun", county="栖云县", year=2019)))
    wanted = [identity(AGAIN, third, kind="repeat"), identity(FIRST, AGAIN, kind="repeat")]
    first, second = match(wanted, audit(text), read)
    assert second.exact
    assert first.finding is not None
    assert not first.exact
    assert first.finding is not second.finding


def write(folder: Path, *lines: object) -> Path:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    (folder / "identities.jsonl").write_text(text + "\n", encoding="utf-8")
    return folder


def test_reading_relations(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"type": "sum", "terms": [1, 5], "result": 9, "expression": "1+2=3", "holds": True},
        "",
        {"type": "ratio", "terms": [1], "result": None, "expression": "x", "holds": False,
         "note": "why", "listed": False},
    )  # fmt: skip
    first, second = read_identities(tmp_path)
    assert first.members == {1, 5, 9}
    assert first.listed
    assert (second.holds, second.listed, second.note) == (False, False, "why")


def test_no_file_no_relations(tmp_path: Path) -> None:
    assert read_identities(tmp_path) == ()


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"type": "sum"}',
        '{"type": "sum", "terms": ["a"], "result": null, "expression": "", "holds": true}',
        '{"type": "sum", "terms": 3, "result": null, "expression": "", "holds": true}',
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    write(tmp_path, line)
    with pytest.raises(GoldError) as problem:
        read_identities(tmp_path)
    assert problem.value.where.endswith("identities.jsonl:1")

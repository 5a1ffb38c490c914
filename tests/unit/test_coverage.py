"""How much of a report was read: counts add up, and what is unread is listed with its context."""

from __future__ import annotations

import pickle
import runpy
from decimal import Decimal
from pathlib import Path

import pytest

from county_reports.extraction import observe
from county_reports.extraction.coverage import CLASSES, Coverage, Unread, measure_coverage
from county_reports.model import Metadata, Region, Report

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
report = made["report"]


def coverage(text: str) -> Coverage:
    source = report(text)
    return measure_coverage(source, observe(source))


@pytest.mark.parametrize(
    ("text", "total", "read", "aside"),
    [
        ("没有数字。", 0, 0, 0),
        ("贫困户8760户。", 1, 1, 0),
        ("2019年贫困户8760户。", 2, 1, 1),
        ("落实两不愁三保障。", 2, 0, 2),
        ("一是修路3公里。二是打井2口。", 4, 2, 2),
        ("每户补助400~500元。", 2, 2, 0),
        ("投入1,234.5万元。", 1, 1, 0),
        ("２０１９年投入８６万元。", 2, 1, 1),
        ("三名干部包干。", 1, 1, 0),
        ("举报电话12317。", 1, 0, 1),
        ("2014-2019年", 2, 0, 2),
        ("现有建档立卡贫困人口920329941人。", 1, 1, 0),
    ],
)
def test_counts(text: str, total: int, read: int, aside: int) -> None:
    found = coverage(text)
    assert (found.total, found.read, found.set_aside) == (total, read, aside)
    assert found.unread == ()
    assert found.share == 1


def test_what_is_unread_is_listed_with_its_context() -> None:
    found = coverage("共投入3.8亿元(见表2)。")
    assert (found.total, found.read, found.set_aside) == (2, 1, 0)
    (unread,) = found.unread
    assert unread.text == "2"
    assert unread.context == "共投入3.8亿元(见表[2])。"
    assert "共投入3.8亿元(见表2)。"[unread.start : unread.end] == "2"
    assert found.share == Decimal("0.5")


def test_the_context_is_short() -> None:
    text = "山" * 60 + "见表2" + "水" * 60
    (unread,) = coverage(text).unread
    assert len(unread.context) == 18 + 3 + 18


def test_an_undecided_figure_is_not_read() -> None:
    # Left whole without a value: knowingly set aside, not read.
    found = coverage("惠及贫困人口20185043人。")
    assert (found.total, found.read, found.set_aside) == (1, 0, 1)


def test_page_furniture_does_not_count() -> None:
    source = "版权所有 2010\n贫困户8760户。"
    page = Report(Metadata("a"), source, boilerplate=(Region(0, 9, "copyright"),))
    found = measure_coverage(page, observe(page))
    assert (found.total, found.read, found.set_aside) == (1, 1, 0)


@pytest.mark.parametrize(
    ("total", "read", "aside", "share"),
    [
        (0, 0, 0, "1"),
        (3, 1, 1, "0.6667"),
        (3, 3, 0, "1"),
        (7, 0, 0, "0"),
        (10_000, 9_999, 0, "0.9999"),
    ],
)
def test_share(total: int, read: int, aside: int, share: str) -> None:
    assert Coverage(total, read, aside).share == Decimal(share)


def test_no_observations_nothing_read() -> None:
    found = measure_coverage(report("贫困户8760户。"), ())
    assert (found.total, found.read, found.set_aside) == (1, 0, 0)
    assert found.unread == (Unread(3, 7, "8760", "贫困户[8760]户。"),)


BY_KIND = [
    ("没有数字。", {}),
    ("贫困户8760户。", {}),
    ("2019年贫困户8760户。", {"date": 1}),
    ("2014-2019年", {"date": 2}),
    ("落实两不愁三保障。", {"slogan": 2}),
    ("一是修路3公里。二是打井2口。", {"ordinal": 2}),
    ("举报电话12317。", {"identifier": 1}),
    ("惠及贫困人口20185043人。", {"ambiguous": 1}),
    ("一是2019年落实两不愁三保障。", {"date": 1, "ordinal": 1, "slogan": 2}),
]


@pytest.mark.parametrize(("text", "expected"), BY_KIND)
def test_what_is_set_aside_has_its_class(text: str, expected: dict[str, int]) -> None:
    found = coverage(text)
    assert dict(found.set_aside_by_kind) == expected
    assert found.set_aside == sum(expected.values())
    assert set(found.set_aside_by_kind) <= set(CLASSES)
    assert found.total == found.read + found.set_aside + len(found.unread)


def test_classes_keep_their_order_and_the_counts_can_be_a_key() -> None:
    found = coverage("一是2019年落实两不愁三保障。举报电话12317。")
    assert list(found.set_aside_by_kind) == ["date", "ordinal", "identifier", "slogan"]
    assert hash(found) == hash(Coverage(found.total, found.read, found.set_aside))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  our own object
    assert Coverage(3, 1, 1).set_aside_by_kind == {}, "counts by class need not be given"

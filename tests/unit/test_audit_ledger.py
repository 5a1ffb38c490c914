"""The ledger: figures with what stands around them, and pairs of households and persons."""

from __future__ import annotations

from decimal import Decimal

import pytest

from county_reports.arithmetic.intervals import INFINITY
from county_reports.audit.ledger import Ledger
from county_reports.extraction import observe
from county_reports.model import Metadata
from county_reports.reading.reader import read_text


def ledger(text: str, year: int | None = 2019) -> Ledger:
    report = read_text(text, Metadata(id="qiyun", file="qiyun.txt", county="栖云县", year=year))
    return Ledger(report, observe(report))


PAIRS = [
    ("累计脱贫2510户5639人。", [("2510户", "5639人")]),
    ("涉及1200户、3100人。", [("1200户", "3100人")]),
    ("贫困户90户、人口270人。", [("90户", "270人")]),
    ("204户贫困户503人恢复供水。", [("204户", "503人")]),
    ("脱贫1820户/5604人。", [("1820户", "5604人")]),
    ("建档立卡贫困户8,914户、贫困人口22,376人。", [("8,914户", "22,376人")]),
    ("搬迁1200户(3100人)。", [("1200户", "3100人")]),
    # other people than those of the households
    ("走访90户、干部700人。", []),
    ("走访90户、700名党员参加。", []),
    ("走访90户。培训700人。", []),
    ("走访90户,培训700人。", []),
    ("资助700人、90户。", []),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_households_and_persons_of_one_group(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(first.text, second.text) for first, second in ledger(text).pairs()]
    assert found == expected


INTERVALS = [
    ("共6100余名农民工返岗。", "6100", "6200"),
    ("惠及近2万人。", "10000", "20000"),
    ("惠及不足300人。", "200", "300"),
    ("受益超过4000人。", "4000", "Infinity"),
    ("参保4000人以上。", "4000", "Infinity"),
    ("贫困发生率降至0.68%。", "0.675", "0.685"),
    ("全县66496户。", "66496", "66496"),
    ("人口130万人。", "1295000", "1305000"),
    ("人口约3000人。", "2500", "3500"),
    ("投入400~5000元。", "400", "5000"),
]


@pytest.mark.parametrize(("text", "low", "high"), INTERVALS)
def test_what_a_figure_stands_for(text: str, low: str, high: str) -> None:
    (entry,) = ledger(text).entries
    assert (entry.interval.low, entry.interval.high) == (Decimal(low), Decimal(high))
    assert (entry.interval.high == INFINITY) is (high == "Infinity")


def test_words_around_a_figure_stay_in_its_sentence() -> None:
    book = ledger("第一句话在这里。全县有贫困村45个,均已退出。第二句话在后面。")
    (entry,) = book.entries
    assert book.before(entry, 30) == "全县有贫困村"
    assert book.after(entry, 30) == ",均已退出"
    assert book.clause(entry) == "全县有贫困村45个"
    assert book.sentence(entry) == "全县有贫困村45个,均已退出"


def test_neighbours() -> None:
    book = ledger("甲村10户,乙村20户,丙村30户。")
    first, second, third = book.entries
    assert book.previous(first) is None
    assert book.following(third) is None
    assert book.following(first) is second
    assert book.previous(third) is second
    assert book.between(first, second) == ",乙村"
    assert book.around(second) == book.entries
    assert book.inside(second.start, third.start) == (second,)
    assert book.inside(0, 10**6) == book.entries


def test_each_value_of_an_indicator_once_at_its_first_place() -> None:
    book = ledger("全县共有贫困村192个。192个贫困村全部退出。192个贫困村通了客车。")
    found = book.stated("registry.poor_villages")
    assert [(entry.text, entry.start) for entry in found] == [("192个", 7)]
    assert book.stated("registry.poor_villages") is found


def test_targets_are_not_reported() -> None:
    book = ledger("2020年计划退出贫困村12个。")
    assert book.stated("registry.planned_villages") == []
    assert [e.text for e in book.stated_or_planned("registry.planned_villages")] == ["12个"]


def test_parts_of_a_total() -> None:
    book = ledger("特色产业基地9.9万亩,其中烟叶5.9万亩、梨园2.7万亩、茶园1.3万亩。")
    ((total, parts),) = [(book.entries[at], parts) for at, parts in book.parts.items()]
    assert total.text == "9.9万亩"
    assert [part.text for part in parts] == ["5.9万亩", "2.7万亩", "1.3万亩"]


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        ("惠及2510户次。", True),
        ("培训2420人次。", True),
        ("召开会议22次。", True),
        ("培训2420人。", False),
    ],
)
def test_what_counts_visits(text: str, visits: bool) -> None:
    (entry,) = ledger(text).entries
    assert entry.counts_visits is visits


def test_figures_without_a_value_and_dates_are_no_entries() -> None:
    book = ledger("2019年6月,第3批共退出45个贫困村。")
    assert [entry.text for entry in book.entries] == ["45个"]
    assert [o.quantity.text for o in book.dates] == ["2019年6月"]


def test_breaks_of_the_page_do_not_part_a_group() -> None:
    book = ledger("全县累计脱贫2510户\n\n5639人,成效明显。")
    texts = [(a.text, b.text) for a, b in book.pairs()]
    assert texts in ([("2510户", "5639人")], [])
    for entry in book.entries:
        quantity = entry.observation.quantity
        assert book.report.source[quantity.start : quantity.end] == quantity.text


def test_a_derived_figure_was_rounded_also_when_it_counts() -> None:
    (entry,) = ledger("户均3人。").entries
    assert (entry.as_rounded.low, entry.as_rounded.high) == (Decimal("2.5"), Decimal("3.5"))

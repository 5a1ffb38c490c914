"""Whatever the text: every quantity is grounded, none overlap, counts add up, nothing is raised."""

from __future__ import annotations

import itertools
import json
import runpy
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from county_reports.arithmetic.limits import PERSONS_PER_HOUSEHOLD, WIDEST_HOUSEHOLD
from county_reports.extraction import observe
from county_reports.extraction.coverage import measure_coverage
from county_reports.extraction.passages import find_marks, find_passages
from county_reports.extraction.quantities import find_measures
from county_reports.extraction.records import record, to_json
from county_reports.extraction.setaside import Claims
from county_reports.extraction.splits import (
    date_splits,
    household_splits,
    township_splits,
    year_splits,
)
from county_reports.model import Metadata, Report, assert_grounded
from county_reports.reading.matching import FOLDING, matching_text
from county_reports.reading.reader import read_text
from county_reports.schema import BOUNDS, SCOPES, UNITS

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
report, measures = made["report"], made["measures"]

STABLE = settings(derandomize=True, deadline=None, max_examples=150, database=None)

# Words and characters of which reports are made; in any order they make no sense, and must do no
# harm.
WORDS = [
    "贫困户", "贫困人口", "贫困村", "建档立卡", "脱贫", "累计", "投入", "资金", "万元", "亿元", "户",
    "人", "名", "个", "乡镇", "村", "年", "月", "日", "%", "个百分点", "公里", "亩", "近", "约", "余",
    "以上", "超过", "其中", "分别为", "今年", "去年", "截至", "2019年", "2014-2019年", "3月", "一是",
    "第一书记", "一户一策", "两不愁三保障", "12317", "3A级", "百分之", "三千", "两万", "翻一番", "六成",
    "全县", "每人", "拟", "计划", "由", "降至", "贫困发生率", "辖", "总人口", "万", "亿", "千", "十",
    "http://a.cn/1", "（一）", "1、", "①", "“", "”", "(", ")", "（", "）", "、", "，", "。", "；", "：",
    "\n", "\n\n", " ", "\u3000", "~", "-", "—", "至", "/", ":", ".", ",", "+",
]  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.integers(0, 10**7).map(str),
    st.integers(0, 9999).map(lambda n: f"{n:,}"),
    st.decimals(0, 1000, places=2, allow_nan=False).map(str),
    st.text(
        "零〇一二两三四五六七八九十百千万亿点半０１２３４５６７８９．，％", min_size=1, max_size=5
    ),
)
SENTENCES = st.lists(PIECES, max_size=24).map("".join)
ANYTHING = SENTENCES | st.text(max_size=40)


@STABLE
@given(ANYTHING)
@example("")
@example("0")
@example("2019")
@example("100000000000000000000000000000人")
@example("99999999999999999999个村")
@example("000000000人")
@example("1/0")
@example("1:0")
@example("百分之")
@example("0000日")
@example("二〇")
def test_every_figure_is_grounded(text: str) -> None:
    source = report(text)
    for observation in observe(source):
        assert_grounded(source, observation.quantity)


@STABLE
@given(ANYTHING)
def test_no_two_overlap(text: str) -> None:
    spans = [(o.quantity.start, o.quantity.end) for o in observe(report(text))]
    assert spans == sorted(spans)
    for before, after in itertools.pairwise(spans):
        assert before[1] <= after[0]


@STABLE
@given(ANYTHING)
def test_reading_is_deterministic(text: str) -> None:
    assert observe(report(text)) == observe(report(text))


@STABLE
@given(ANYTHING, st.sampled_from([None, 2010, 2016, 2020]))
def test_words_of_the_vocabulary_only(text: str, year: int | None) -> None:
    for observation in observe(report(text, year)):
        quantity = observation.quantity
        if quantity.kind != "measure":
            assert quantity.value is None
            continue
        assert quantity.unit in UNITS
        assert quantity.bound in BOUNDS
        assert observation.scope in SCOPES
        assert observation.status in {"reported", "planned"}
        assert 0 <= observation.confidence <= 1
        undecided = quantity.restoration and quantity.restoration.kind == "ambiguous"
        assert (quantity.value is None) == bool(undecided)
        if quantity.high is not None and quantity.value is not None:
            assert quantity.high > quantity.value
        if quantity.precision is not None:
            assert quantity.precision > 0


@STABLE
@given(ANYTHING)
def test_counts_add_up(text: str) -> None:
    source = report(text)
    coverage = measure_coverage(source, observe(source))
    assert coverage.total == coverage.read + coverage.set_aside + len(coverage.unread)
    assert 0 <= coverage.share <= 1
    for unread in coverage.unread:
        assert source.source[unread.start : unread.end] == unread.text


@STABLE
@given(ANYTHING)
def test_every_record_is_one_line_of_json(text: str) -> None:
    source = report(text)
    for observation in observe(source):
        line = to_json(record(source, observation))
        assert "\n" not in line
        assert json.loads(line)["text"] == observation.quantity.text


@STABLE
@given(ANYTHING)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(text.translate(FOLDING)) == len(text)


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text and breaks in it that do not touch, none at the very beginning."""
    text = draw(st.text("甲乙１2,，\n。", min_size=1, max_size=30))
    cuts = sorted(draw(st.sets(st.integers(1, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, pairs


@STABLE
@given(broken())
@example(("教育扶\n\n贫", [(3, 5)]))
def test_the_way_to_the_source(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, breaks = case
    matching = matching_text(Report(Metadata("a"), text, breaks=tuple(breaks)))
    kept = [i for i in range(len(text)) if not any(b <= i < e for b, e in breaks)]
    assert [matching.to_source(i) for i in range(len(matching.text))] == kept
    folded = text.translate(FOLDING)
    assert matching.text == "".join(folded[i] for i in kept)
    for start in range(len(matching.text)):
        for end in range(start + 1, min(start + 4, len(matching.text)) + 1):
            first, last = matching.source_span(start, end)
            assert (first, last) == (kept[start], kept[end - 1] + 1)


@STABLE
@given(broken())
def test_the_way_from_the_source(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, breaks = case
    matching = matching_text(Report(Metadata("a"), text, breaks=tuple(breaks)))
    kept = [i for i in range(len(text)) if not any(b <= i < e for b, e in breaks)]
    assert [matching.from_source(i) for i in kept] == list(range(len(kept)))
    positions = [matching.from_source(i) for i in range(len(text) + 1)]
    assert positions == sorted(positions)


@STABLE
@given(SENTENCES)
def test_passages_hold_their_figures(text: str) -> None:
    found = find_measures(text, Claims(len(text)))
    passages = find_passages(text, found)
    assert len(passages) == len(found)
    for measure, passage in zip(found, passages, strict=True):
        assert 0 <= passage.sentence[0] <= passage.clause[0] <= measure.start
        assert passage.left[1] == measure.start
        assert passage.right[0] == measure.end <= passage.right[1]
        assert passage.left[0] <= passage.left[1]


@STABLE
@given(ANYTHING)
def test_marks_are_in_order(text: str) -> None:
    marks = find_marks(text)
    for bounds in (marks.sentences, marks.clauses):
        assert list(bounds) == sorted(set(bounds)) or len(bounds) == 2
        assert bounds[0] == 0
        assert bounds[-1] == len(text) + 1
    assert set(marks.sentences) <= set(marks.clauses)


@STABLE
@given(st.integers(0, 10**14).map(str))
@example("0")
@example("20190")
def test_splits_keep_every_digit(digits: str) -> None:
    splits = [
        *household_splits(digits, PERSONS_PER_HOUSEHOLD),
        *household_splits(digits, WIDEST_HOUSEHOLD),
        *(year_splits(digits) if len(digits) > 3 else []),
        *township_splits(digits),
        *date_splits(digits, day_follows=False),
        *date_splits(digits, day_follows=True),
    ]
    for split in splits:
        assert "".join(part.digits for part in split.parts) == digits
        assert all(not part.digits.startswith("0") for part in split.parts)


@STABLE
@given(
    st.integers(10_000, 2_999_999), st.sampled_from(["人", "名", "人次", "户", "元", "亩", "株"])
)
def test_a_plain_large_number_is_never_split(number: int, unit: str) -> None:
    assert [m[:2] for m in measures(f"共计{number}{unit}。")] == [(f"{number}{unit}", str(number))]


SECTIONS = [
    "甲、概况:贫困人口731024152人,贫困村62个。",
    "乙、成效:脱贫7268户24031人,投入3.2亿元。",
    "丙、任务:还有42121人未脱贫。",
    "丁、资金:整合资金2,350万元,修路36公里。",
    "戊、产业:茶叶5.9万亩、梨园2.7万亩。",
]


@STABLE
@given(st.permutations(SECTIONS))
def test_the_order_of_paragraphs_changes_no_figure(order: list[str]) -> None:
    assert sorted(measures("\n".join(order))) == sorted(measures("\n".join(SECTIONS)))


@STABLE
@given(ANYTHING)
def test_any_text_can_be_read_as_a_report(text: str) -> None:
    source = read_text(text, Metadata("a"))
    assert source.source == text
    observe(source)

"""Whatever the text: reading never fails, keeps the source, and every place lies inside it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from county_reports.model import Metadata, Report
from county_reports.reading import reader
from county_reports.reading.decoding import decode
from county_reports.reading.lines import split_lines
from county_reports.reading.matching import FOLDING, matching_text

PIECES = (
    "一、", "(一)", "（二）", "一是", "二是", "1、", "2.", "第一，", "①", "在教育扶贫方面。", "脱贫攻坚", "贫困户", "隆回县",
    "我县", "全市", "自治县", "2019年", "截至2019年底", "201631个", "3200户", "1.2万", "元", "，", "。", "；", ":",
    "！", "“", "”", "（", "）", "《", "》", " ", "\u3000", "\n", "\n\n", "\r\n", "\r", "\x0c",
    "\u2028", "\ufeff", "\t", "首页 > ", "来源：", "责任编辑：某", "分享到", "图为", "[摘要]", "版权所有",
    "http://example.org/2019/1/2/a.html", "- 3 -", "...", "𠮷", "é", "省", "市", "县", "区", "旗",
    "全面落实主体责任。县委县政府把脱贫攻坚作为头等大事来抓,成效显著。",
)  # fmt: skip

texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.text(max_size=200),
)
many = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(source: str) -> Report:
    return reader.read_text(source, Metadata("a"))


@many
@given(texts)
def test_the_source_is_kept_and_places_lie_inside_it(source: str) -> None:
    report = read(source)
    assert report.source == source
    for section in report.sections:
        assert 0 <= section.start < section.end <= len(source)
        assert section.start <= section.heading_end <= section.end
        assert section.level >= 1
    for region in report.boilerplate:
        assert 0 <= region.start < region.end <= len(source)
    for start, end in report.breaks:
        assert 0 <= start < end <= len(source)


@many
@given(texts)
def test_regions_and_breaks_are_in_order_and_apart(source: str) -> None:
    report = read(source)
    for before, after in pairwise(report.boilerplate):
        assert before.end <= after.start
    for left, right in pairwise(report.breaks):
        assert left[1] <= right[0]


@many
@given(texts)
def test_sections_are_nested(source: str) -> None:
    sections = read(source).sections
    assert all(a.start < b.start for a, b in pairwise(sections))
    for n, inner in enumerate(sections):
        for outer in sections[:n]:
            apart = outer.end <= inner.start
            within = inner.level > outer.level and inner.end <= outer.end
            assert apart or within


@many
@given(texts)
def test_a_heading_stands_where_it_is_said_to(source: str) -> None:
    for section in read(source).sections:
        heading = source[section.start : section.heading_end].translate(FOLDING)
        assert heading.startswith(section.label)
        # a title that was cut in two is given with a space for the break
        assert "".join(section.title.split()) in "".join(heading.split())


@many
@given(texts)
def test_breaks_are_white_space_or_page_furniture(source: str) -> None:
    report = read(source)
    for start, end in report.breaks:
        for place in range(start, end):
            blank = not source[place].strip(
                " \t\u3000\u00a0\ufeff\u200b\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
            )
            assert blank or report.in_boilerplate(place)


@many
@given(texts)
def test_the_way_back_from_the_matching_text(source: str) -> None:
    report = read(source)
    matching = matching_text(report)
    for place, character in enumerate(matching.text):
        assert source[matching.to_source(place)].translate(FOLDING) == character


@many
@given(texts)
def test_lines_stand_where_they_are_said_to(source: str) -> None:
    lines = split_lines(source)
    assert [line.ordinal for line in lines] == list(range(len(lines)))
    for line in lines:
        assert source[line.start : line.end].translate(FOLDING) == line.text
        assert len(line.text) <= line.width <= 2 * len(line.text)


@many
@given(texts)
def test_reading_twice_gives_the_same(source: str) -> None:
    assert read(source) == read(source)


@many
@given(texts)
def test_found_metadata_is_said_in_the_text(source: str) -> None:
    found = read(source).metadata
    flat = "".join(source.translate(FOLDING).split())
    for name in ("county", "prefecture", "province", "source", "author"):
        value = getattr(found, name)
        assert (
            value is None
            or "".join(value.split()) in flat.replace("记者", "").replace("通讯员", "")
            or value in flat
        )
    assert found.year is None or 2000 <= found.year + 1 <= 2030


@many
@given(st.text(max_size=80))
def test_decoding_undoes_encoding(text: str) -> None:
    if not text.strip("\ufeff \t\r\n\u3000\u00a0") or "\x00" in text or text.startswith("\ufeff"):
        return
    assert decode(text.encode("utf-8"), "x") == text
    assert decode(text.encode("utf-8-sig"), "x") == "\ufeff" + text

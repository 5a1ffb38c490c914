"""Whatever a report says: an audit of it is shown without harm, and all its forms say the same."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

import finding_factory as made
from county_reports import schema
from county_reports.audit import wording
from county_reports.audit.engine import Audit
from county_reports.audit.finding import HYPOTHESES, Finding, Unchecked
from county_reports.audit.tally import tally
from county_reports.auditing import AuditedCorpus, AuditedReport, lines
from county_reports.comparison import findings
from county_reports.execution import tabular
from county_reports.explaining import _wide
from county_reports.extraction.records import to_json
from county_reports.model import Observation, Quantity, Report

TEXTS = st.text("县户人12.。；,，\n <>&\"'/=+-@†‡|\u202e\x1b（）共扶贫", min_size=4, max_size=120)
NUMBERS = st.decimals(-(10**12), 10**12, allow_nan=False, places=2)


@st.composite
def observations(draw: st.DrawFn, read: Report) -> Observation:
    start = draw(st.integers(0, len(read.source) - 1))
    end = draw(st.integers(start + 1, min(len(read.source), start + 8)))
    quantity = Quantity(
        start, end, read.source[start:end], "measure", "arabic", draw(NUMBERS), None,
        draw(st.sampled_from(schema.UNITS)), precision=Decimal(1), bound="exact",
    )  # fmt: skip
    seen = Observation(quantity, theme=draw(st.sampled_from([None, "registry", "funding"])))
    seen = made.restored(seen) if draw(st.booleans()) else seen
    return made.corrected(seen) if draw(st.booleans()) else seen


@st.composite
def found(draw: st.DrawFn, read: Report) -> Finding:
    status = draw(st.sampled_from(schema.VERDICTS))
    result = draw(st.none() | observations(read))
    guesses = st.lists(st.sampled_from(list(HYPOTHESES)), unique=True, max_size=3)
    return made.finding(
        tuple(draw(st.lists(observations(read), min_size=1, max_size=5))),
        result,
        draw(TEXTS),
        status,
        draw(st.sampled_from(schema.SEVERITIES)) if status == "inconsistent" else None,
        report=read.id,
        rule=draw(st.sampled_from(["repeat", "household-size", "gone"])),
        hypotheses=tuple(draw(guesses)) if status != "confirmed" else (),
        rounding=draw(st.none() | st.sampled_from(schema.ROUNDINGS)),
        note=draw(st.just("") | TEXTS),
        computed_low=draw(st.none() | NUMBERS),
        computed_high=draw(st.none() | NUMBERS),
    )


@st.composite
def audits(draw: st.DrawFn) -> AuditedReport:
    read = made.report(draw(TEXTS), "qiyun-2019", draw(st.none() | TEXTS))
    many = tuple(draw(st.lists(found(read), max_size=4)))
    one = draw(st.none() | observations(read))
    still = (Unchecked(read.id, "repeat", one, draw(TEXTS), draw(TEXTS)),) if one else ()
    return AuditedReport(read, Audit(read.id, many, still, draw(st.integers(0, 50))))


class _Tags(HTMLParser):
    allowed = frozenset(
        {"div", "p", "b", "h4", "span", "small", "blockquote", "mark", "details", "summary",
         "table", "thead", "tbody", "tr", "th", "td"}
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.allowed
        assert {name for name, _ in attrs} <= {"style", "class", "lang", "open"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@settings(deadline=None, max_examples=60)
@given(audits(), st.sampled_from(["en", "zh"]))
def test_every_page_is_ours_alone(audited: AuditedReport, language: str):
    for html in (audited.html(language), AuditedCorpus((audited, audited)).html(language)):
        parser = _Tags()
        parser.feed(html)
        assert parser.open == []
        assert not set("\u202e\x1b") & set(html)


@settings(deadline=None, max_examples=60)
@given(audits())
def test_every_line_fits_a_terminal_and_controls_nothing(audited: AuditedReport):
    for line in lines.report_lines(audited):
        assert "\n" not in line
        assert not set("\u202e\x1b") & set(line)
        # marks that may begin or end no line are kept together, however many there are
        assert _wide(line) <= 100 or not any("\u4e00" <= c <= "\u9fff" for c in line[50:])


@settings(deadline=None, max_examples=60)
@given(audits())
def test_the_record_and_the_row_say_the_same(audited: AuditedReport):
    for one in audited.findings_list:
        record = findings.record(audited.report, one)
        assert tuple(record) == schema.FINDING_FIELDS
        assert "\n" not in to_json(record)
        for member in record["members"]:
            assert audited.report.source[member["start"] : member["end"]] == member["text"]
        row = findings.finding_row(audited.report, one)
        assert list(row) == [column.name for column in schema.FINDINGS]
        assert audited.report.source[row["start"] : row["end"]] == (
            findings.place(one).quantity.text
        )
        flat = tabular.flatten_finding(record, row["county"], row["report_year"])
        for name in ("start", "end", "starts", "ends", "texts", "expression", "quote", "status"):
            if len({m.quantity.start for m in one.members}) == len(one.members):
                assert (flat[name] or "") == (row[name] or ""), name


@settings(deadline=None, max_examples=60)
@given(audits())
def test_the_tables_hold_every_finding(audited: AuditedReport):
    assert len(audited.findings) == len(audited.findings_list)
    assert len(audited.unchecked) == len(audited.unchecked_list)
    counts = tally(audited.audit)
    assert counts.relations == len(audited.findings_list)
    assert counts.contradictions == len(audited.contradictions)
    assert counts.checked == len(audited.audit.checked)


@settings(deadline=None, max_examples=60)
@given(audits())
def test_no_cell_is_a_formula(audited: AuditedReport):
    rows = [
        tabular.flatten_finding(record, audited.report.metadata.name, 2019)
        for record in audited.records(unchecked=True)
    ]
    for row in rows:
        for value in row.values():
            cell = tabular.defused(value)
            assert not cell.startswith(("=", "@", "\t", "\r"))
            if cell.startswith(("+", "-")):
                float(cell)


@given(TEXTS, st.sampled_from(["en", "zh"]))
def test_an_expression_without_a_band_stays_as_it_is(text: str, language: str):
    assert wording.readable(text, language) == text


@given(
    st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from("∈∉"),
    st.sampled_from(["en", "zh"]),
)  # fmt: skip
def test_a_band_keeps_its_limits(low: int, high: int, sign: str, language: str):
    shown = wording.readable(f"x = 3 {sign} [{low:,}, {high:,}]", language)
    assert f"{low:,}–{high:,}" in shown
    assert "[" not in shown
    assert shown.startswith("x = 3")

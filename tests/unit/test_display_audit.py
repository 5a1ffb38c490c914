"""What notebooks 02 and 03 show of an audit: escaped, complete, silence named as silence."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

import county_reports as cr
import finding_factory as made
from county_reports.audit import catalogue
from county_reports.auditing import AuditedCorpus
from county_reports.comparison import summary, tables
from county_reports.display import audits as show
from county_reports.format import missing
from county_reports.schema import FINDINGS

LANGUAGES = ("en", "zh")
HOSTILE = AuditedCorpus((made.hostile(), made.audited(), made.silent()))
SHOWN = ("overview", "families", "contradictions", "guesses", "agreements", "unchecked")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(html: str) -> _Tags:
    parser = _Tags()
    parser.feed(html)
    assert parser.open == []
    assert not parser.seen & {"script", "img", "i", "u", "s", "iframe", "a"}
    return parser


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHOWN)
def test_report_text_does_no_harm(name: str, language: str):
    shown = getattr(show, name)(HOSTILE, language)
    assert parsed(shown.html).text
    assert repr(shown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("corpus", [AuditedCorpus(()), AuditedCorpus((made.silent(),))])
def test_no_report_and_no_finding_are_shown(name: str, language: str, corpus: AuditedCorpus):
    parsed(getattr(show, name)(corpus, language).html)


WORDS = [
    ("overview", "en", ("栖云县", "7", "10 / 12 (83 %)", "nothing could be checked", "all together")),
    ("overview", "zh", ("参与核对的数字", "没有可以核对的", "合计")),
    ("families", "en", ("the register 建档立卡", "household size 户数与人数")),
    ("families", "zh", ("建档立卡", "前后一致")),
    ("contradictions", "en", ("栖云县 · qiyun0-2019", "1,210 户", "Perhaps (a guess;",
                              "Nothing could be checked in: 白云县 baiyun-2019")),
    ("contradictions", "zh", ("影响结论", "或许（仅为推测", "没有可以核对的：白云县 baiyun-2019")),
    ("guesses", "en", ("it may be a misprint", "a decimal point", "(no guess)")),
    ("guesses", "zh", ("可能是笔误", "（无推测）")),
    ("agreements", "en", ("栖云县 · qiyun0-2019 (3)", "45个 = 45个", "† Digits that ran together")),
    ("agreements", "zh", ("3600人 ÷ 1200户 = 3（在 1.5–5 之间）",)),
    ("unchecked", "en", ("12.5%", "the base is not in the report")),
    ("unchecked", "zh", ("文中没有财政支出",)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "language", "words"), WORDS)
def test_what_is_shown(name: str, language: str, words: tuple[str, ...]):
    text = parsed(getattr(show, name)(made.corpus(3), language).html).text
    for each in words:
        assert each in text, each


@pytest.mark.parametrize(
    ("name", "text"),
    [("contradictions", "8 contradictions"), ("agreements", "6 relations add up"),
     ("unchecked", "2 figures cannot be checked"), ("guesses", "4 kinds of guesses"),
     ("overview", "<audit of 3 reports: 14 relations checked")],
)  # fmt: skip
def test_a_terminal_gets_a_line(name: str, text: str):
    assert repr(getattr(show, name)(made.corpus(3))).startswith(text)


def test_a_report_without_contradictions_is_named():
    corpus = AuditedCorpus((made.audited(None, "confirmed"), made.silent()))
    html = show.contradictions(corpus).html
    assert "No contradiction found in: 栖云县 qiyun-2019" in html
    assert "Nothing could be checked in: 白云县 baiyun-2019" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_is_checked_or_nothing_is(language: str):
    said = {"en": "No stated relation was left unchecked", "zh": "文中所述的关系均已核对"}
    corpus = AuditedCorpus((made.audited(None, "confirmed"),))
    assert said[language] in show.unchecked(corpus, language).html
    none = {"en": "Nothing adds up, as nothing could be checked", "zh": "没有可以核对的"}
    assert none[language] in show.agreements(AuditedCorpus((made.silent(),)), language).html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_listed_with_its_switch(language: str):
    shown = show.rules(language)
    text = parsed(shown.html).text
    for rule in catalogue.RULES:
        assert rule.id in text
        assert (rule.zh if language == "zh" else rule.en) in text
    assert repr(shown) == f"{len(catalogue.RULES)} rules"


def test_a_rule_that_is_off_says_so(monkeypatch: pytest.MonkeyPatch):
    off = replace(catalogue.RULES[0], default=False)
    monkeypatch.setattr(show, "RULES", (off,))
    assert "<td>off</td>" in show.rules("en").html
    assert "<td>否</td>" in show.rules("zh").html


def test_the_table_of_data_has_what_does_not_hold():
    table = show.table(made.corpus(3))
    assert list(table.columns) == list(show.COLUMNS)
    assert set(show.COLUMNS) <= {column.name for column in FINDINGS}
    assert set(table["status"]) == {"inconsistent", "implausible"}
    assert len(table) == 8
    assert show.table(AuditedCorpus((made.silent(),))).empty


# ---- the block of a county's summary


def read_of(audited) -> SimpleNamespace:
    """What a summary needs of a report that was read."""
    return SimpleNamespace(report=audited.report, audit=audited)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_block_counts_and_leads_to_the_sentences(language: str):
    shown = show.block(read_of(made.audited()), language)
    text = parsed(shown.html).text
    label = {"en": "Figures that took part in a check", "zh": "参与核对的数字"}[language]
    assert re.search(rf"{label}10 / 12 \(83 %\)", text)
    assert "全县建档立卡贫困户1200户3600人,已脱贫1150户,未脱贫60户。" in text
    assert shown.html.count("<blockquote") == 5
    assert "45个 = 45个" not in text, "what adds up is counted and listed in notebook 03"
    assert "‡" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measures", [0, 5])
def test_the_block_says_that_nothing_could_be_checked(language: str, measures: int):
    html = show.block(read_of(made.silent(measures=measures)), language).html
    parsed(html)
    assert html.startswith('<p class="missing">')
    assert "<table" not in html


def test_the_block_of_a_hostile_report_does_no_harm():
    parsed(show.block(read_of(made.hostile())).html)


COUNTS = [
    ("audit.relations", "7"),
    ("audit.confirmed", "3"),
    ("audit.inconsistent", "2"),
    ("audit.implausible", "1"),
    ("audit.slips", "1"),
    ("audit.unchecked", "1"),
    ("audit.checked", "10 / 12 (83 %)"),
]


@pytest.mark.parametrize(("name", "value"), COUNTS)
def test_the_rows_of_the_block(name: str, value: str):
    audited = made.audited()
    rows = summary.audit_block(audited.report, audited.audit).rows.set_index("indicator")
    assert rows.loc[name, "value_en"] == rows.loc[name, "value_zh"] == value


def test_contradictions_are_rows_with_sum_place_and_sentence():
    audited = made.audited()
    block = summary.audit_block(audited.report, audited.audit)
    assert (block.id, block.zh) == ("audit", "报告自身数字的核对")
    rows = block.rows[block.rows["start"].notna()].to_dict("records")
    assert [row["value_en"] for row in rows][:2] == [
        "1150户 + 60户 = 1,210 户 ≠ 1200户", "1500户 > 1200户",
    ]  # fmt: skip
    for row in rows:
        assert made.TEXT[row["start"] : row["end"]] == row["text"]
        assert row["text"] in row["sentence"]
    assert tables.word(rows[1]["correction"]) == "misprint (Li, 2024-05-01)"
    assert rows[0]["label_zh"] == "已脱贫与未脱贫之和等于建档立卡数"
    assert "超出" in next(row["value_zh"] for row in rows if "128亿" in row["value_zh"])
    assert len(block.table("zh")) == len(block.rows)


def test_a_block_without_a_check_has_a_reason_in_every_row():
    silent = made.silent()
    block = summary.audit_block(silent.report, silent.audit)
    assert block.reported == 0
    assert set(block.rows["missing"]) == {summary.NOT_CHECKED}
    assert missing(summary.NOT_CHECKED, "zh") == "没有可以核对的"
    assert missing(summary.NOT_CHECKED, "en") == summary.NOT_CHECKED


# ---- on an invented project


@pytest.mark.usefixtures("project")
class TestProject:
    def test_the_picture_is_published_in_both_languages_and_shown_in_one(self, project):
        audited = cr.read_corpus().audit
        shown = show.chart(audited, "zh", notebook="03_audit", name="audit")
        folder = project / "figures" / "03_audit"
        assert {path.name for path in folder.glob("*.svg")} == {"audit_en.svg", "audit_zh.svg"}
        for language in LANGUAGES:
            stated = json.loads((folder / f"audit_{language}.json").read_text(encoding="utf-8"))
            assert [source["report"] for source in stated["sources"]] == [
                each.id for each in audited
            ]
        assert re.search(r'alt="各报告算术核对的结果。[^"]{20,}"', shown.html)
        assert str(project) not in repr(shown)

    def test_a_summary_has_its_block(self):
        html = show.block(cr.read_report("yunling-2018"), "en").html
        parsed(html)
        assert "Relations checked" in html

    def test_all_parts_are_shown(self):
        audited = cr.read_corpus().audit
        for name in SHOWN:
            for language in LANGUAGES:
                parsed(getattr(show, name)(audited, language).html)

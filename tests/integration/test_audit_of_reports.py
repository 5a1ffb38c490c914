"""The audit of real and invented reports, from text to every form in which people see it."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

import county_reports as cr
from county_reports import corpus as library
from county_reports.audit.catalogue import RULES
from county_reports.auditing import AuditedCorpus, AuditedReport, lines
from county_reports.comparison import tables
from county_reports.execution import tabular
from invented import ROOT

SEEDS = sorted(path.stem for path in (ROOT / "seeds").glob("*.txt"))
SECOND = sorted(path.parent for path in (ROOT / "tests" / "gold" / "second").glob("*/report.txt"))
PLACES = [*SEEDS, *(folder.name for folder in SECOND)]


@pytest.fixture(scope="module")
def audits() -> dict[str, AuditedReport]:
    """The five seeds and the second set (the third is blind: nobody looks at it)."""
    made = {name: cr.audit(ROOT / "seeds" / f"{name}.txt") for name in SEEDS}
    return made | {folder.name: cr.audit(folder / "report.txt") for folder in SECOND}


class _Balanced(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", PLACES)
def test_every_figure_of_every_finding_stands_at_its_place(audits, name: str):
    audited = audits[name]
    source = audited.report.source
    assert audited.findings_list, "every one of these reports relates some figures"
    for row in audited.findings.to_dict("records"):
        texts = [source[row["start"] : row["end"]]]
        if tables.given(row["starts"]):  # years or things that are counted are no figures
            places = zip(row["starts"].split("|"), row["ends"].split("|"), strict=True)
            terms = [source[int(start) : int(end)] for start, end in places]
            assert terms == row["texts"].split("|")
            texts += terms
        for text in texts:
            assert "".join(text.split()) in "".join(row["quote"].split())


@pytest.mark.parametrize("name", PLACES)
def test_records_tables_and_csv_count_the_same(audits, name: str):
    audited = audits[name]
    records = audited.records(unchecked=True)
    assert len(records) == len(audited.findings) + len(audited.unchecked)
    rows = [tabular.flatten_finding(record, name, 2019) for record in records]
    assert [row["expression"] for row in rows][: len(audited.findings)] == list(
        audited.findings["expression"]
    )
    assert all(json.loads(json.dumps(record)) == record for record in records)
    assert audited.tally.relations == len(audited.findings)
    assert 0 < audited.tally.checked <= audited.tally.figures


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_are_whole_and_name_every_contradiction(audits, name: str, language: str):
    audited = audits[name]
    html = audited.html(language)
    parser = _Balanced()
    parser.feed(html)
    assert parser.open == []
    assert html.count("border-left:4px solid") == len(audited.contradictions)
    for finding in audited.findings_list:
        for member in finding.members:
            assert f"{''.join(member.quantity.text.split())}</mark>" in html


@pytest.mark.parametrize("name", PLACES)
def test_lines_are_short_and_hold_every_sum(audits, name: str):
    audited = audits[name]
    made = list(lines.report_lines(audited))
    assert max(tabular.width(line) for line in made) <= 100
    text = "".join("".join(line.split()) for line in made)
    for finding in audited.findings_list:
        if "[" not in finding.expression:
            assert "".join(finding.expression.split()) in text


def test_every_finding_names_a_rule_of_the_catalogue(audits):
    known = {rule.id: rule.family for rule in RULES}
    corpus = AuditedCorpus(tuple(audits.values()))
    for row in corpus.findings.to_dict("records"):
        assert known[row["rule"]] == row["family"]
    for row in corpus.unchecked.to_dict("records"):
        assert row["rule"] in known
        assert row["reason_zh"]
        assert row["reason_en"]


def test_verdicts_are_said_without_blame(audits):
    for audited in audits.values():
        for finding in audited.findings_list:
            said = f"{finding.words_en} {finding.words_zh}".lower()
            assert not any(word in said for word in ("wrong", "false", "错误", "造假"))


@pytest.mark.parametrize("name", SEEDS)
def test_the_rules_can_be_asked_one_by_one(audits, name: str):
    """What a rule finds alone holds all that it finds among the others."""
    read = library.read_report(ROOT / "seeds" / f"{name}.txt")
    together = audits[name].findings
    for rule in sorted(set(together["rule"])):
        alone = cr.audit(read, only=[rule]).findings
        expected = set(together.loc[together["rule"] == rule, "expression"])
        assert expected <= set(alone["expression"])
        assert set(alone["rule"]) == {rule}


def test_a_corpus_is_audited_as_its_reports_are(monkeypatch: pytest.MonkeyPatch, audits):
    monkeypatch.setenv("COUNTY_REPORTS_ROOT", str(ROOT))
    corpus = cr.read_corpus(workers=1)
    for each in corpus.audit:
        assert each.audit.findings == audits[each.id].audit.findings


def test_reports_read_in_other_processes_are_audited_as_well(tmp_path: Path):
    for name in SEEDS[:2]:
        text = (ROOT / "seeds" / f"{name}.txt").read_text(encoding="utf-8")
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    one = cr.read_corpus(tmp_path, workers=1).audit
    two = cr.read_corpus(tmp_path, workers=2).audit
    assert [each.audit for each in one] == [each.audit for each in two]
    assert one.overview.equals(two.overview)

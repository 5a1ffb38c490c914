"""What the notebooks show of the audit: counts, contradictions with their sentences, the picture.

Beside ``display``, in the same manner: everything is escaped, nothing is computed here that the
library does not compute elsewhere. A report without a figure to check is told so; it is no error.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from county_reports.audit.catalogue import RULES
from county_reports.audit.families import family_words, rank
from county_reports.audit.finding import HYPOTHESES
from county_reports.auditing import AuditedCorpus, AuditedReport, pages
from county_reports.display import publishing
from county_reports.display.page import Shown, given, html_table, pick

if TYPE_CHECKING:
    from pandas import DataFrame

    from county_reports.charts.chart import Chart
    from county_reports.format import Language
    from county_reports.one_report import ReadReport

COLUMNS = ("report", "status", "severity", "rule", "expression", "quote")
"""Columns of the findings that a table of data shows; all are in ``findings``."""


def overview(audited: AuditedCorpus, language: Language = "en") -> Shown:
    """One row a report: relations checked, what adds up and what does not, share of figures."""
    return Shown(pages.overview(audited, language), repr(audited))


def families(audited: AuditedCorpus, language: Language = "en") -> Shown:
    """One row a kind of relation, all reports together."""
    return Shown(pages.families(audited, language), repr(audited))


def contradictions(audited: AuditedCorpus, language: Language = "en") -> Shown:
    """Every contradiction of every report: its sum, its gravity, its sentences, and guesses."""
    parts = []
    for each in audited:
        if each.contradictions:
            title = f"{each.report.metadata.name} · {each.id}"
            parts.append(f"<h3>{escape(title)}</h3>")
            parts.append(pages.contradictions(each, language, titled=False))
    silent = [each for each in audited if each.findings_list and not each.contradictions]
    nothing = [each for each in audited if not each.findings_list]
    if silent:
        said = pick(language, "No contradiction found in: ", "未发现矛盾：")
        parts.append(_named(said, silent, language))
    if nothing:
        said = pick(language, "Nothing could be checked in: ", "没有可以核对的：")
        parts.append(_named(said, nothing, language))
    found = [finding for each in audited for finding in each.contradictions]
    parts.append(pages.notes(found, language))
    return Shown("".join(parts), f"{len(found)} contradictions")


def _named(said: str, reports: list[AuditedReport], language: Language) -> str:
    names = [f"{each.report.metadata.name} {each.id}" for each in reports]
    between = "、" if language == "zh" else "; "
    return f'<p class="missing">{escape(said + between.join(names))}</p>'


def agreements(audited: AuditedCorpus, language: Language = "en") -> Shown:
    """What adds up, folded, report by report; each sum opens to its sentences."""
    parts = [pages.agreements(each, language, named=True) for each in audited]
    every = [finding for each in audited for finding in each.findings_list if finding.holds]
    parts.append(pages.notes(every, language))
    none = pick(language, "Nothing adds up, as nothing could be checked.", "没有可以核对的。")
    return Shown("".join(parts) if every else f"<p>{none}</p>", f"{len(every)} relations add up")


def unchecked(audited: AuditedCorpus, language: Language = "en") -> Shown:
    """What a report states and nobody can check, by reason; each figure opens to its sentence."""
    rows: list[tuple[str, ...]] = []
    for each in audited:
        for one in each.unchecked_list:
            figure, reason = pages.unchecked_cells(each.report, one, language)
            rows.append((escape(each.id), figure, reason))
    if not rows:
        none = pick(
            language,
            "No stated relation was left unchecked.",
            "文中所述的关系均已核对。",
        )
        return Shown(f"<p>{none}</p>", none)
    rows.sort(key=lambda row: row[2])
    head = ("报告", "数字", "原因") if language == "zh" else ("report", "figure", "why")
    return Shown(html_table(head, rows), f"{len(rows)} figures cannot be checked")


def rules(language: Language = "en") -> Shown:
    """The rules that look for relations, by kind, folded: what each relates, whether it is on."""
    head = (
        ("规则", "类别", "关系", "启用")
        if language == "zh"
        else ("rule", "kind", "relation", "switch")
    )
    rows = []
    for rule in sorted(RULES, key=lambda each: rank(each.family)):
        zh, en = family_words(rule.family)
        switch = pick(language, "on" if rule.default else "off", "是" if rule.default else "否")
        relation = pick(language, rule.en, rule.zh)
        explained = f'<span title="{escape(rule.doc)}">{escape(relation)}</span>'
        name = f"<code>{escape(rule.id)}</code>"
        rows.append((name, escape(pick(language, en, zh)), explained, switch))
    said = pick(language, f"{len(rows)} rules", f"{len(rows)} 条规则")
    folded = f"<details><summary><b>{said}</b></summary>{html_table(head, rows)}</details>"
    return Shown(folded, f"{len(rows)} rules")


def guesses(audited: AuditedCorpus, language: Language = "en") -> Shown:
    """How often each guess is offered for a contradiction; a guess is nothing the report says."""
    found = [finding for each in audited for finding in each.contradictions]
    rows = []
    for name, (zh, en) in HYPOTHESES.items():
        count = sum(name in finding.hypotheses for finding in found)
        if count:
            rows.append((escape(pick(language, en, zh)), str(count)))
    none = sum(not finding.hypotheses for finding in found)
    if none:
        rows.append((pick(language, "(no guess)", "（无推测）"), str(none)))
    head = ("推测", "处") if language == "zh" else ("guess", "contradictions")
    return Shown(html_table(head, rows), f"{len(rows)} kinds of guesses")


def table(audited: AuditedCorpus) -> DataFrame:
    """The findings that do not hold as a table of data; ``findings`` has all of them."""
    found = audited.findings
    return found.loc[found["status"] != "confirmed", list(COLUMNS)].reset_index(drop=True)


def block(read: ReadReport, language: Language = "en") -> Shown:
    """The audit in one county's summary: counts, then the contradictions with their sentences."""
    from county_reports.comparison import summary

    made = summary.audit_block(read.report, read.audit.audit)
    counts = [row for row in made.rows.to_dict("records") if not given(row["start"])]
    if not made.reported:
        said = pages.headline(read.audit, language)
        return Shown(f'<p class="missing">{escape(said)}</p>', said)
    head = ("核对", "数") if language == "zh" else ("Checked", "Count")
    rows = [
        (escape(str(row[f"label_{language}"])), escape(str(row[f"value_{language}"])))
        for row in counts
    ]
    found = pages.contradictions(read.audit, language)
    notes = pages.notes(read.audit.contradictions, language)
    return Shown(html_table(head, rows) + found + notes, repr(read.audit))


def chart(audited: AuditedCorpus, language: Language = "en", *, notebook: str, name: str) -> Shown:
    """Draw and publish the picture of the audit in both languages, and show one.

    Args:
        audited: the audits drawn, in the order in which they are to stand.
        language: the one to show, en or zh.
        notebook: the notebook's name: the folder below figures/.
        name: name of the figure; the language is added.

    Raises:
        FigureError: no report, or the figure breaks its contract.
    """
    from county_reports.charts.audit import audit
    from county_reports.charts.chart import LANGUAGES

    about = [each.report.metadata for each in audited]
    drawn: dict[str, Chart] = {
        each: audit(audited.findings, audited.overview, about, language=each) for each in LANGUAGES
    }
    return publishing.published(drawn, language, notebook=notebook, name=name)

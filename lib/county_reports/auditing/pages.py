"""An audit as HTML that loads nothing: contradictions first, each with its sentences.

Everything that comes from a report is escaped. Colours are translucent, so that a page is legible
on light and dark ground; every colour stands beside the word that it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from county_reports.audit import wording
from county_reports.audit.families import family_of, family_words, rank, relation_words
from county_reports.audit.finding import Finding, Unchecked
from county_reports.audit.tally import Kind, Tally, gravest_first, kind_of
from county_reports.audit.wording import pick
from county_reports.comparison.findings import place, sentences
from county_reports.comparison.quotes import Passage, passages
from county_reports.format import CORRECTED_NOTE, Language
from county_reports.highlight import escape, theme_style
from county_reports.model import Observation, Report

if TYPE_CHECKING:
    from county_reports.auditing.audited import AuditedCorpus, AuditedReport

COLOURS: dict[Kind, str] = {
    "inconsistent": "rgba(179,56,0,.95)",
    "implausible": "rgba(179,56,0,.95)",
    "slip": "rgba(190,130,0,.95)",
    "confirmed": "rgba(27,79,120,.95)",
}
SPLIT_NOTES = (
    "† Digits that ran together in the source and were split.",
    "† 原文数字粘连，已拆分。",
)
MANY = 20
"""From so many contradictions on, those of one report are folded on a page of many reports."""


def report_page(audited: AuditedReport, language: Language) -> str:
    """The audit of one report: what does not add up, what does, what cannot be checked."""
    parts = [
        f'<div class="county-reports-audit"><div><b>{_who(audited)}</b></div>',
        f"<p>{escape(headline(audited, language))}</p>",
        contradictions(audited, language),
        agreements(audited, language),
        unchecked(audited, language),
        notes(audited.findings_list, language),
    ]
    return "".join(parts) + "</div>"


def corpus_page(audited: AuditedCorpus, language: Language) -> str:
    """The audits of many reports: counts by report, then the contradictions of each."""
    parts = ['<div class="county-reports-audit">', overview(audited, language)]
    for each in audited:
        if each.contradictions:
            shown = contradictions(each, language, titled=False)
            title = f"<b>{_who(each)}</b> · {escape(_count(len(each.contradictions), language))}"
            opened = "" if len(each.contradictions) >= MANY else " open"
            parts.append(f"<details{opened}><summary>{title}</summary>{shown}</details>")
    every = [finding for each in audited for finding in each.contradictions]
    return "".join(parts) + notes(every, language) + "</div>"


def headline(audited: AuditedReport, language: Language) -> str:
    """The counts of a report in a sentence: 35 relations checked: 31 add up, 4 do not add up."""
    from county_reports.auditing.audited import in_words

    counts = audited.tally
    said = in_words(counts, language)
    if counts.relations and counts.share is not None:
        share = f"{100 * counts.share:.0f} %"
        said += f"（{share}）" if language == "zh" else f" ({share})"
    if counts.unchecked:
        said += pick(
            language,
            f"; {counts.unchecked} stated relation{'s' * (counts.unchecked > 1)} cannot be checked",
            f"；另有 {counts.unchecked} 处文中所述关系无法核对",
        )
    return said + pick(language, ".", "。")


def overview(audited: AuditedCorpus, language: Language) -> str:
    """One row a report: relations, what adds up and what does not, share of figures checked."""
    from county_reports.auditing.audited import total

    head = (
        ("报告", "县", "年份", "参与核对的数字", "核对的关系", "相符", "对不上", "不合常理", "末位出入", "无法核对")
        if language == "zh"
        else ("report", "county", "year", "figures that took part", "relations checked", "add up",
              "do not add up", "implausible", "slips", "cannot be checked")
    )  # fmt: skip
    rows = []
    for each in audited:
        about = each.report.metadata
        name = f'<span style="white-space:nowrap">{escape(each.id)}</span>'
        counts = _counts(each.tally, language)
        rows.append((name, escape(about.name), str(about.year or ""), *counts))
    if len(audited) > 1:
        name = pick(language, "all together", "合计")
        rows.append((f"<b>{name}</b>", "", "", *_counts(total(audited), language)))
    return _table(head, rows)


def _counts(counts: Tally, language: Language) -> tuple[str, ...]:
    share = "" if counts.share is None else f" ({100 * counts.share:.0f} %)"
    part = f'<span style="white-space:nowrap">{counts.checked} / {counts.figures}{share}</span>'
    if not counts.relations:
        none = pick(language, "nothing could be checked", "没有可以核对的")
        said = f'<span class="missing">{none}</span>'
        return (part, said, *[""] * 4, str(counts.unchecked or "–"))
    shown = (counts.inconsistent, counts.implausible, counts.slips, counts.unchecked)
    return (part, str(counts.relations), str(counts.confirmed), *(str(n or "–") for n in shown))


def families(audited: AuditedCorpus, language: Language) -> str:
    """One row a family of relations: how many were checked, how many do not add up."""
    counted: dict[str, list[int]] = {}
    for finding in (finding for each in audited for finding in each.findings_list):
        counts = counted.setdefault(family_of(finding.rule), [0, 0])
        counts[0] += 1
        counts[1] += not finding.holds
    head = (
        ("类别", "核对的关系", "相符", "不相符或不合常理")
        if language == "zh"
        else ("kind of relation", "checked", "add up", "do not, or are implausible")
    )
    rows = [
        (escape(_family(name, language)), str(counted[name][0]),
         str(counted[name][0] - counted[name][1]), str(counted[name][1] or "–"))
        for name in sorted(counted, key=rank)
    ]  # fmt: skip
    return _table(head, rows)


def _family(name: str, language: Language) -> str:
    zh, en = family_words(name)
    return zh if language == "zh" else f"{en} {zh}"


def _who(audited: AuditedReport) -> str:
    about = audited.report.metadata
    year = f" {about.year}" if about.year else ""
    return f"{escape(about.name)}{year} · {escape(audited.id)}"


def _count(number: int, language: Language) -> str:
    en = "1 relation does not add up or is implausible" if number == 1 else (
        f"{number} relations do not add up or are implausible")  # fmt: skip
    return pick(language, en, f"{number} 处对不上或不合常理")


# ---- the three parts


def contradictions(audited: AuditedReport, language: Language, *, titled: bool = True) -> str:
    """Every contradiction with its sum, gravity, sentences and guesses; the gravest first."""
    found = gravest_first(audited.contradictions)
    title = pick(language, "What does not add up 对不上的", "对不上的") + f" ({len(found)})"
    head = f"<h4>{title}</h4>" if titled else ""
    if not found:
        none = pick(
            language,
            "No contradiction among the figures that could be checked.",
            "在可以核对的数字之间没有发现矛盾。",
        )
        return f"<p>{none}</p>" if audited.findings_list else ""
    return head + "".join(card(audited.report, each, language) for each in found)


def card(report: Report, finding: Finding, language: Language) -> str:
    """One contradiction: sum, verdict, relation, sentences with their figures, guesses."""
    colour = COLOURS[kind_of(finding)]
    relation = pick(language, *reversed(relation_words(finding.rule)))
    verdict = wording.verdict(finding, language)
    shown = wording.readable(finding.expression, language)
    said = f'<span style="color:{colour};font-weight:600">{escape(verdict)}</span>'
    lines = [
        f'<div style="font-size:1.05em"><b>{escape(shown)}</b></div>',
        f"<div>{said} · {escape(relation)} <small>({escape(finding.rule)})</small></div>",
        quoted(report, finding),
    ]
    if finding.note:
        lines.append(f"<div>{escape(finding.note)}</div>")
    guess = wording.guesses(finding, language)
    if guess:
        lines.append(f'<div style="opacity:.8">{escape(guess)}</div>')
    return (
        f'<div style="border-left:4px solid {colour};padding:.1em 0 .1em .8em;margin:.9em 0">'
        f"{''.join(lines)}</div>"
    )


def quoted(report: Report, finding: Finding) -> str:
    """The sentences of a finding with its figures marked, each with its place."""
    seen = {each.quantity.start: each for each in finding.members}
    return "".join(_passage(each, seen) for each in sentences(report, finding))


def _passage(passage: Passage, seen: Mapping[int, Observation]) -> str:
    parts = []
    for piece in passage.pieces:
        if piece.start is None:
            parts.append(escape(piece.text))
            continue
        observation = seen.get(piece.start)
        style = theme_style(observation.theme if observation else None)
        parts.append(
            f'<mark style="color:inherit;{style}">{escape(piece.text)}</mark>'
            f"{wording.mark_of(observation)}"
        )
    return (
        f'<blockquote lang="zh" style="margin:.3em 0 .3em 1em">{"".join(parts)} '
        f"<small>[{passage.start}]</small></blockquote>"
    )


def agreements(audited: AuditedReport, language: Language, *, named: bool = False) -> str:
    """What adds up, folded: by family and in the order of the text, each opens to its sentences.

    Args:
        audited: the audit.
        language: en or zh.
        named: whether the title names the report, as on a page of many.
    """
    found = [each for each in audited.findings_list if each.holds]
    if not found:
        return ""
    about = audited.report.metadata
    title = (
        f"{about.name} · {audited.id}" if named else pick(language, "What adds up 相符的", "相符的")
    )
    found.sort(key=lambda each: (rank(family_of(each.rule)), place(each).quantity.start))
    head = ("关系", "算式", "结论") if language == "zh" else ("relation", "sum", "verdict")
    rows = [
        (
            escape(pick(language, *reversed(relation_words(each.rule)))),
            _opening(
                escape(wording.readable(each.expression, language)), quoted(audited.report, each)
            ),
            escape(wording.verdict(each, language) + (f"; {each.note}" if each.note else "")),
        )
        for each in found
    ]
    return _folded(f"{title} ({len(found)})", _table(head, rows))


def unchecked(audited: AuditedReport, language: Language) -> str:
    """What the report relates and nobody can check, folded, with the reason."""
    found = audited.unchecked_list
    if not found:
        return ""
    title = pick(language, "What cannot be checked, and why 无法核对的", "无法核对的") + (
        f" ({len(found)})")  # fmt: skip
    head = ("数字", "原因") if language == "zh" else ("figure", "why")
    rows = [unchecked_cells(audited.report, each, language) for each in found]
    return _folded(title, _table(head, rows))


def unchecked_cells(report: Report, each: Unchecked, language: Language) -> tuple[str, str]:
    """A figure that cannot be checked, opening to its sentence, and the reason."""
    quantity = each.observation.quantity
    seen = {quantity.start: each.observation}
    found = passages(report.source, [(quantity.start, quantity.end)])
    text = escape("".join(quantity.text.split()))
    return (
        _opening(text, "".join(_passage(one, seen) for one in found)),
        escape(pick(language, each.reason_en, each.reason_zh)),
    )


def notes(findings: Iterable[Finding], language: Language) -> str:
    """What † and ‡ mean, where they occur."""
    members = [each for finding in findings for each in finding.members]
    said = []
    if any(each.quantity.restoration is not None for each in members):
        said.append(pick(language, *SPLIT_NOTES))
    if any(each.correction is not None for each in members):
        said.append(CORRECTED_NOTE[language])
    return f"<p><small>{escape(' '.join(said))}</small></p>" if said else ""


def _opening(summary: str, body: str) -> str:
    return f"<details><summary>{summary}</summary><small>{body}</small></details>"


def _folded(title: str, body: str) -> str:
    return f"<details><summary><b>{escape(title)}</b></summary>{body}</details>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already."""
    top = "".join(f'<th style="text-align:left">{escape(name)}</th>' for name in head)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"

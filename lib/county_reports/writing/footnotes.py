"""The footnotes of a written analysis: which report says it, in which words, where.

Every text that comes from a report or a manifest is escaped: each character that Markdown could
understand as its own has a backslash before it, so that a report can never put a link, a script or
a command into a page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from county_reports import format as forms
from county_reports.auditing.audited import AuditedReport, in_words
from county_reports.charts.chart import english_name
from county_reports.comparison.quotes import quote
from county_reports.format import Language
from county_reports.model import Metadata
from county_reports.writing import proofs
from county_reports.writing.derived import Derived
from county_reports.writing.references import Cited

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&*+,;=%-]+", re.ASCII)


def escape(text: str) -> str:
    r"""Text on one line that means nothing to Markdown, whatever it holds: ``50\%``.

    CommonMark lets every mark of ASCII be escaped; control characters are left out.
    """
    line = " ".join(text.split())
    plain = "".join(each for each in line if unicodedata.category(each)[0] != "C")
    return _PUNCTUATION.sub(r"\\\1", plain)


def county(metadata: Metadata, language: Language) -> str:
    """The county for a sentence: Longhui (隆回县) / 隆回县."""
    if language == "zh":
        return metadata.name
    english = english_name(metadata)
    return f"{english} ({metadata.county})" if metadata.county else english


def source_of(metadata: Metadata, language: Language) -> str:
    """The report as a footnote names it, escaped: county, year, title, publisher, address."""
    title = f"《{metadata.title}》" if metadata.title else ""
    parts = [
        county(metadata, language), str(metadata.year) if metadata.year else "", title,
        metadata.source or metadata.author or "", metadata.published or "",
    ]  # fmt: skip
    if not (title or metadata.source or metadata.author):
        parts.append("出处未注明" if language == "zh" else "title and publisher not stated")
    between = "，" if language == "zh" else ", "
    named = between.join(escape(part) for part in parts if part)
    address = metadata.url or ""
    if _ADDRESS.fullmatch(address):
        return f"{named}{between}<{address}>"
    return f"{named}{between}{escape(address)}" if address else named


def of_figure(cited: Cited, language: Language) -> str:
    """The footnote of one cited figure: report, quote, place, and what its marks mean."""
    return f"{source_of(cited.metadata, language)}{_colon(language)}{_statement(cited, language)}"


def _colon(language: Language) -> str:
    return "：" if language == "zh" else ": "


def _statement(cited: Cited, language: Language) -> str:
    """The quote and the place of a figure, then what limits it."""
    quantity = cited.observation.quantity
    words = escape(quote(cited.report.source, quantity.start, quantity.end))
    place = f"{cited.report.id}, {quantity.start}:{quantity.end}"
    zh = language == "zh"
    said = f"“{words}”（{escape(place)}）" if zh else f"“{words}” ({escape(place)})"
    notes = _limits(cited, language)
    end = "。" if zh else ". "
    return said + end + (end.join(escape(note) for note in notes) + end if notes else "").rstrip()


def _limits(cited: Cited, language: Language) -> list[str]:
    """What a reader must know of a figure: its period, its marks, other values."""
    observation, quantity = cited.observation, cited.observation.quantity
    zh, notes = language == "zh", []
    if observation.period:
        when = forms.period(observation.period, language)
        notes.append(f"所述时间：{when}" if zh else f"Stated for {when}")
    if observation.status == "planned":
        notes.append("为计划数，不是结果" if zh else "A target, not a result")
    if observation.scope != "county":
        notes.append("不是全县数" if zh else "Not a figure of the whole county")
    split = quantity.restoration
    if split is not None:
        proof = proofs.of_split(split, language)
        notes.append(
            f"† 原文数字粘连，此处读作 {cited.written}{split.lost}（{proof}）" if zh
            else f"† Digits ran together in the source; read as {cited.written}{split.lost} "
            f"({proof})"
        )  # fmt: skip
    if observation.correction is not None:
        signed = observation.correction.signed
        notes.append(f"‡ 读数经人工更正：{signed}" if zh else f"‡ Corrected: {signed}")
    if cited.others:
        listed = ("；" if zh else "; ").join(cited.others)
        notes.append(f"同一指标文中另有：{listed}" if zh else f"The report also gives {listed}")
    return notes


def of_derived(derived: Derived, language: Language) -> str:
    """The footnote of a derived number: the computation, its interval, each source."""
    zh = language == "zh"
    shown = escape(f"{derived.expression()} = {derived.number(derived.value, language)}")
    if not derived.interval.is_point:
        low = derived.number(derived.interval.low, language)
        if derived.interval.high.is_finite():
            high = derived.number(derived.interval.high, language)
            reach = (
                f"按印出的位数，在 {low} 与 {high} 之间"
                if zh
                else (f"as printed, between {low} and {high}")
            )
        else:
            reach = f"至少 {low}" if zh else f"at least {low}"
        shown += escape(f"（{reach}）") if zh else " " + escape(f"({reach})")
    own = "本文计算：" if zh else "Our computation: "
    reports = {each.report.id for each in derived.members}
    if len(reports) == 1:
        head = source_of(derived.members[0].metadata, language) + _colon(language)
        statements = [_statement(each, language) for each in derived.members]
    else:
        head = ""
        statements = [of_figure(each, language) for each in derived.members]
    end = "。" if zh else ". "
    return own + shown + end + head + " ".join(statements)


def of_counts(
    audited: Sequence[AuditedReport], report: str, counts: str, language: Language
) -> str:
    """The footnote of a count of the audit: how to count it again."""
    zh = language == "zh"
    which = report if len(audited) == 1 else "seeds"
    made = "由审核程序计数" if zh else "Counted by the audit"
    again = escape(f"county-reports audit {which}")
    return (
        f"{made}（{again}）：{escape(counts)}。" if zh else f"{made} ({again}): {escape(counts)}."
    )


def of_audit(audited: AuditedReport, language: Language) -> str:
    """The footnote of one report's audit counts."""
    return of_counts([audited], audited.id, in_words(audited.tally, language), language)

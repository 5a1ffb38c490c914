"""CODEBOOK.md and its machine-readable forms, made from the codebook and the schema.

Nobody edits CODEBOOK.md: ``county-reports codebook --write`` makes it, a test fails when it is
stale. Themes, indicators and the wordings by which 贫困发生率 and its kind are recognised come from
``codebook.yaml``, the columns of every table from ``schema.py`` and the modules that make it, the
rules of the audit from their docstrings.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from county_reports import schema
from county_reports.attention.checkability import CHECKABILITY, VAGUE
from county_reports.attention.phrases import PHRASES
from county_reports.attention.themes import THEMES
from county_reports.audit.catalogue import RULES
from county_reports.codebook import Codebook, Indicator
from county_reports.comparison.denominators import DERIVED
from county_reports.comparison.panel import PANEL
from county_reports.comparison.portrait_table import PORTRAIT
from county_reports.comparison.statistics import RANKS, SPREAD
from county_reports.language import tables as words
from county_reports.language.reuse import columns as reuse

FIELDS = (
    "indicator", "theme", "unit", "zh", "en", "scopes", "status", "when", "low", "high",
    "wordings", "excluded",
)  # fmt: skip
FORMATS = ("md", "csv", "json")
TABLES: tuple[tuple[str, tuple[schema.Column, ...]], ...] = (
    ("derived values", DERIVED),
    ("panels", PANEL),
    ("ranks", RANKS),
    ("spread", SPREAD),
    ("portraits", PORTRAIT),
    ("words", words.TOKENS),
    ("keyness", words.KEYNESS),
    ("log-odds", words.LOG_ODDS),
    ("TF-IDF", words.TF_IDF),
    ("set phrases", PHRASES),
    ("themes", THEMES),
    ("checkability", CHECKABILITY),
    ("vague statements", VAGUE),
    ("reports that share wording", reuse.REPORTS),
    ("pairs that share wording", reuse.PAIRS),
    ("shared passages", reuse.PASSAGES),
)
"""The tables of comparison and language that CODEBOOK.md explains, in the order it does."""

_HEAD = """# Codebook 指标手册

Made by `county-reports codebook --write`; do not edit by hand.

An **indicator** is a quantity that counties can be compared by. Unless a line says otherwise it is
about the whole county. The wordings say how a report must put it for the figure to be recognised;
all parts of one wording must be there: `<` before the figure in its clause, `>` after it (what it
counts), `=` in the same clause, `#` under a heading of that theme, `~` not under it, `!` not said
of the figure, `@` the time of the figure, `|` either word, without a mark anywhere in the passage.
"""


def _bounds(indicator: Indicator) -> tuple[str, str]:
    low = "" if indicator.low is None else f"{indicator.low:f}"
    high = "" if indicator.high is None else f"{indicator.high:f}"
    return low, high


def rows(codebook: Codebook) -> list[dict[str, str]]:
    """One row an indicator, all values text; the columns are FIELDS."""
    made = []
    for indicator in codebook.indicators.values():
        low, high = _bounds(indicator)
        made.append(
            {
                "indicator": indicator.id,
                "theme": indicator.theme,
                "unit": indicator.unit,
                "zh": indicator.zh,
                "en": indicator.en,
                "scopes": " ".join(indicator.scopes),
                "status": indicator.status or "",
                "when": indicator.when or "",
                "low": low,
                "high": high,
                "wordings": " / ".join(wording.text for wording in indicator.say),
                "excluded": " ".join(indicator.own_exclude),
            }
        )
    return made


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")


def _code(text: str) -> str:
    # In a Markdown table a bar ends the cell even inside code.
    return f"`{text}`".replace("|", "\\|") if text else ""


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    made = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    made += ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join(made) + "\n"


def _indicator_line(indicator: Indicator) -> tuple[str, ...]:
    low, high = _bounds(indicator)
    notes = []
    if indicator.scopes != ("county",):
        notes.append("scope " + ", ".join(indicator.scopes))
    if indicator.status:
        notes.append(f"{indicator.status} only")
    if indicator.when:
        notes.append(indicator.when)
    if low or high:
        notes.append(f"plausible {low}–{high}")
    wordings = "<br>".join(_code(wording.text) for wording in indicator.say)
    if indicator.own_exclude:
        notes.append("not with " + " ".join(indicator.own_exclude))
    return (
        f"`{indicator.id}`",
        _escape(indicator.zh),
        _escape(indicator.en),
        indicator.unit,
        wordings,
        _escape("; ".join(notes)),
    )


def _columns(columns: Sequence[schema.Column]) -> str:
    return _table(
        ("column", "dtype", "meaning", "allowed", "may be empty"),
        [
            (
                f"`{column.name}`",
                column.dtype,
                _escape(column.meaning),
                ", ".join(column.allowed),
                "yes" if column.nullable else "",
            )
            for column in columns
        ],
    )


def markdown(codebook: Codebook) -> str:
    """The text of CODEBOOK.md: indicators by theme, then the columns of the tables."""
    parts = [_HEAD]
    for theme in codebook.themes.values():
        entries = [entry for entry in codebook.indicators.values() if entry.theme == theme.id]
        parts.append(f"## {theme.zh} · {theme.en} (`{theme.id}`)\n")
        if theme.words:
            parts.append(f"Headings: {'、'.join(theme.words)}\n")
        if theme.said:
            parts.append(f"In the text: {'、'.join(theme.said)}\n")
        if theme.faint:
            parts.append(f"Where nothing else speaks: {'、'.join(theme.faint)}\n")
        if entries:
            parts.append(
                _table(
                    ("indicator", "中文", "English", "unit", "wordings", "notes"),
                    [_indicator_line(entry) for entry in entries],
                )
            )
    parts.append("## Table of observations\n")
    parts.append(_columns(schema.OBSERVATIONS))
    parts.append(
        "`county-reports read --format jsonl` gives these fields, in this order: "
        + ", ".join(f"`{name}`" for name in schema.JSON_FIELDS)
        + ". There `restoration` is an object (`kind`, `lost`, `proof`, `alternatives`) or null, "
        "and `correction` an object (`action`, `reason`, `who`, `date`, `before`) or null.\n"
    )
    parts.append("## Table of comparisons\n")
    parts.append(_columns(schema.COMPARISON))
    for title, columns in TABLES:
        parts += [f"## Table of {title}\n", _columns(columns)]
    parts += _audit()
    return "\n".join(parts)


def _audit() -> list[str]:
    """The tables of the audit, its record, and every rule with what it looks for."""
    fields = ", ".join(f"`{name}`" for name in schema.FINDING_FIELDS)
    rows = [
        (f"`{rule.id}`", _escape(rule.family), _escape(rule.zh), _escape(rule.en),
         "on" if rule.default else "off")
        for rule in RULES
    ]  # fmt: skip
    record = (
        f"`county-reports audit --format jsonl` gives these fields, in this order: {fields}. There "
        "`terms` are the first characters of the figures a sum is made of, `result` that of the "
        "figure that states its outcome, and `members` all of them as objects (`start`, `end`, "
        "`text`, `value`, `unit`, `restoration`, `correction`). With `--unchecked` a figure that "
        "cannot be checked is a record of status `unchecked`, its reason in the words.\n"
    )
    limits = (
        "A rule says that figures agree, do not meet, or lie outside what is plausible; never "
        "which of them is wrong. Where two rules relate the same figures, the first one speaks. "
        "Those that are off are asked for by name: `county-reports audit --rule ID`.\n"
    )
    return [
        "## Table of findings\n",
        _columns(schema.FINDINGS),
        record,
        "## Table of what cannot be checked\n",
        _columns(schema.UNCHECKED),
        "## Table of audits\n",
        _columns(schema.AUDITS),
        "## Rules of the audit\n",
        limits,
        _table(("rule", "family", "中文", "English", "switch"), rows),
        *(f"**`{rule.id}`** {_paragraphs(rule.doc)}\n" for rule in RULES),
    ]


def _paragraphs(doc: str) -> str:
    """A docstring as Markdown: its lines joined, its paragraphs apart."""
    return "\n\n".join(" ".join(part.split()) for part in doc.split("\n\n"))


def to_csv(codebook: Codebook) -> str:
    """The indicators as CSV, one row an indicator."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, FIELDS, lineterminator="\n")
    writer.writeheader()
    # A wording may begin with a sign that spreadsheets take for a formula; none of ours does.
    writer.writerows(rows(codebook))
    return stream.getvalue()


def to_json(codebook: Codebook) -> str:
    """Themes and indicators as JSON."""
    themes = {
        theme.id: {
            "zh": theme.zh,
            "en": theme.en,
            "words": list(theme.words),
            "said": list(theme.said),
            "faint": list(theme.faint),
        }
        for theme in codebook.themes.values()
    }
    return json.dumps(
        {"themes": themes, "indicators": rows(codebook)}, ensure_ascii=False, indent=1
    )


def render(codebook: Codebook, form: str) -> str:
    """The codebook as ``md``, ``csv`` or ``json``, ending with a line break."""
    makers = {"md": markdown, "csv": to_csv, "json": to_json}
    return makers[form](codebook).rstrip("\n") + "\n"

"""The columns of every table, named once: name, dtype, unit, meaning.

The tables' documentation (CODEBOOK.md) and their validation are made from here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name, pandas dtype, meaning and allowed values."""

    name: str
    dtype: str
    meaning: str
    allowed: tuple[str, ...] = ()
    nullable: bool = False


KINDS = ("measure", "date", "ordinal", "identifier", "slogan")
SCRIPTS = ("arabic", "chinese")
BOUNDS = ("exact", "about", "over", "under")
SCOPES = ("county", "part", "standard", "other")
STATUSES = ("reported", "planned")
ACCUMULATIONS = ("cumulative", "year")
RESTORATIONS = ("proven", "unique", "ambiguous")
UNITS = (
    "CNY", "household", "person", "village", "township", "mu", "km", "km2", "m2", "m3", "ton",
    "kg", "kW", "kWh", "head", "percent", "percentage_point", "multiple", "year", "month", "day",
    "times", "count",
)  # fmt: skip

OBSERVATIONS: tuple[Column, ...] = (
    Column("report", "str", "id of the report, e.g. longhui-2019"),
    Column("file", "str", "the file the figure was read from"),
    Column("start", "int64", "first character in the decoded source file"),
    Column("end", "int64", "one past the last character"),
    Column("text", "str", "the figure as written: source[start:end]"),
    Column("kind", "str", "measure, or what was knowingly set aside", KINDS),
    Column("script", "str", "written in Arabic digits or Chinese numerals", SCRIPTS),
    Column("value", "object", "Decimal in the canonical unit", (), True),
    Column("high", "object", "Decimal, upper end of a range", (), True),
    Column("unit", "str", "canonical unit", UNITS, True),
    Column("classifier", "str", "the unit or classifier as written", (), True),
    Column("bound", "str", "exact, about, over, under", BOUNDS, True),
    Column("precision", "object", "Decimal, what one step of the last printed digit is worth",
           (), True),
    Column("indicator", "str", "indicator of the codebook", (), True),
    Column("theme", "str", "theme of the codebook", (), True),
    Column("object", "str", "the words that name what is counted", (), True),
    Column("period", "str", "year, month, or start/end the figure is about", (), True),
    Column("scope", "str", "whole county, a part, a rule or rate, another place", SCOPES, True),
    Column("status", "str", "reported, or planned", STATUSES, True),
    Column("restoration", "str", "proven, unique or ambiguous split of fused digits",
           RESTORATIONS, True),
    Column("lost", "str", "the unit that scraping lost after this figure", (), True),
    Column("proof", "str", "why the split is right, in words", (), True),
    Column("alternatives", "str", "other splits, separated by |", (), True),
    Column("section", "str", "heading above the figure", (), True),
    Column("confidence", "float64", "lead of the meaning over its closest rival, 0 to 1"),
    Column("accumulation", "str", "summed over years, or within the year of the period",
           ACCUMULATIONS, True),
    Column("correction", "str", "a person's correction: reason (who, date)", (), True),
    Column("corrected_from", "str", "what the correction changed: value 128 -> 12.8", (), True),
)  # fmt: skip

VERDICTS = ("confirmed", "inconsistent", "implausible")
SEVERITIES = ("slip", "statement")
ROUNDINGS = ("exact", "half up", "cut", "up")

OBSERVATION_COLUMNS: tuple[str, ...] = tuple(column.name for column in OBSERVATIONS)

JSON_FIELDS: tuple[str, ...] = (
    "report", "file", "start", "end", "text", "kind", "script", "value", "high", "unit",
    "classifier", "bound", "precision", "indicator", "theme", "object", "period", "scope",
    "status", "restoration", "section", "confidence", "accumulation",
    "correction",
)  # fmt: skip
"""Fields of ``county-reports read --format jsonl``, in this order; a public contract."""

COMPARISON: tuple[Column, ...] = (
    Column("indicator", "str", "indicator of the codebook"),
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("value", "object", "Decimal in the indicator's unit; missing is missing", (), True),
    Column("high", "object", "Decimal, upper end of a range", (), True),
    Column("unit", "str", "canonical unit", UNITS),
    Column("bound", "str", "exact, about, over, under", BOUNDS, True),
    Column("period", "str", "the period the figure itself states", (), True),
    Column("status", "str", "reported or planned", STATUSES, True),
    Column("restoration", "str", "proven or unique when the figure was restored", RESTORATIONS,
           True),
    Column("missing", "str", "why there is no value: not reported, planned only, ambiguous, "
           "not comparable", (), True),
    Column("others", "str", "other values the report gives for the same indicator, with starts",
           (), True),
    Column("start", "Int64", "first character of the figure in the source", (), True),
    Column("end", "Int64", "one past the last character", (), True),
    Column("text", "str", "the figure as written", (), True),
    Column("quote", "str", "the sentence that the figure stands in", (), True),
    Column("correction", "str", "a person's correction of it: reason (who, date)", (), True),
    Column("scope", "str", "whole county, or the part or rule that the codebook allows", SCOPES,
           True),
    Column("accumulation", "str", "summed over years, or within the year of the period",
           ACCUMULATIONS, True),
    Column("low", "object", "Decimal, the least that the printed figure stands for", (), True),
    Column("upper", "object", "Decimal, the most that it stands for; empty: no limit", (), True),
    Column("choice", "str", "why this figure was chosen: only figure, repeated, total of its "
           "parts, largest of several, ...", (), True),
    Column("conflict", "str", "all values for the same indicator, period and scope when they "
           "differ, value@start; nothing is averaged", (), True),
    Column("why", "str", "what makes figures not comparable: scope part, unit km, ...", (), True),
    Column("caution", "str", "persons of other households than those compared", (), True),
)  # fmt: skip

FINDINGS: tuple[Column, ...] = (
    Column("report", "str", "id of the report"),
    Column("file", "str", "the file the figures were read from"),
    Column("county", "str", "name of the county"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("rule", "str", "id of the rule that relates the figures (below)"),
    Column("family", "str", "kind of relation: parts, households, register, ..."),
    Column("status", "str", "adds up, does not, or lies outside what is plausible", VERDICTS),
    Column("severity", "str", "of what does not add up: at most one step of the last digit "
           "(slip), or more", SEVERITIES, True),
    Column("expression", "str", "the sum in numbers, figures as printed"),
    Column("stated", "object", "Decimal, what the report prints", (), True),
    Column("unit", "str", "canonical unit of what is stated", UNITS, True),
    Column("computed_low", "object", "Decimal, the least that the terms allow", (), True),
    Column("computed_high", "object", "Decimal, the most that they allow; empty: no limit", (),
           True),
    Column("start", "int64", "first character of the figure that states the outcome; of the first "
           "figure where none does"),
    Column("end", "int64", "one past its last character"),
    Column("starts", "str", "first characters of the terms, separated by |; empty where words or "
           "dates are counted", (), True),
    Column("ends", "str", "one past their last characters, separated by |", (), True),
    Column("texts", "str", "the terms as written, separated by |", (), True),
    Column("result_start", "Int64", "first character of the figure that states the outcome", (),
           True),
    Column("result_end", "Int64", "one past its last character", (), True),
    Column("result_text", "str", "the outcome as written", (), True),
    Column("restored", "str", "starts of the figures whose fused digits were split", (), True),
    Column("corrected", "str", "starts of the figures that a person corrected", (), True),
    Column("rounding", "str", "how a stated figure that adds up was rounded", ROUNDINGS, True),
    Column("hypotheses", "str", "what could explain it, separated by |; guesses, never findings",
           (), True),
    Column("note", "str", "what a reader must know of the relation", (), True),
    Column("words_zh", "str", "the finding in one Chinese sentence"),
    Column("words_en", "str", "the finding in one English sentence"),
    Column("quote", "str", "the sentences that the figures stand in, separated by /"),
)  # fmt: skip

UNCHECKED: tuple[Column, ...] = (
    Column("report", "str", "id of the report"),
    Column("file", "str", "the file the figure was read from"),
    Column("county", "str", "name of the county"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("rule", "str", "id of the rule that would relate the figure"),
    Column("family", "str", "kind of relation: parts, households, register, ..."),
    Column("start", "int64", "first character of the figure"),
    Column("end", "int64", "one past the last character"),
    Column("text", "str", "the figure as written"),
    Column("reason_zh", "str", "why it cannot be checked, in Chinese"),
    Column("reason_en", "str", "why it cannot be checked, in English"),
    Column("quote", "str", "the sentence that the figure stands in"),
)

AUDITS: tuple[Column, ...] = (
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("relations", "int64", "relations among the report's own figures that were checked"),
    Column("confirmed", "int64", "of these: add up"),
    Column("slips", "int64", "do not, by at most one step of the last digit"),
    Column("inconsistent", "int64", "do not add up"),
    Column("implausible", "int64", "lie outside what is plausible"),
    Column("unchecked", "int64", "stated relations that cannot be checked"),
    Column("figures", "int64", "figures that were read"),
    Column("checked", "int64", "of these: took part in a check"),
    Column("share", "Float64", "checked of figures, 0 to 1; missing without figures", (), True),
)

FINDING_FIELDS: tuple[str, ...] = (
    "report", "rule", "status", "severity", "expression", "stated", "computed_low",
    "computed_high", "terms", "result", "note", "file", "family", "rounding", "hypotheses",
    "words_zh", "words_en", "members", "quotes",
)  # fmt: skip
"""Fields of ``county-reports audit --format jsonl``, in this order; a public contract."""

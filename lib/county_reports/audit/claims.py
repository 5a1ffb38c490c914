"""How a rule says what it found: an equality, a bound or a band, judged and put into words at once.

Rules give the terms, the interval they allow and the formula; verdict, severity, rounding and both
sentences are made here, so that all findings read alike. Report and rule are filled in by the
engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from county_reports.arithmetic.intervals import INFINITY, Interval
from county_reports.audit import verdicts, words
from county_reports.audit.finding import ROUNDING_WORDS, Finding, Hypothesis
from county_reports.audit.ledger import Entry


@dataclass(frozen=True, slots=True)
class Relation:
    """What the figures have to do with each other, in both languages: 各部分之和 / sum of the parts."""

    zh: str
    en: str


def equality(
    relation: Relation,
    result: Entry,
    terms: Sequence[Entry],
    computed: Interval,
    formula: str,
    *,
    unit: str | None = None,
    derived: bool = False,
    hypotheses: Sequence[Hypothesis] = (),
    note: str = "",
) -> Finding:
    """The terms should give the result: `63153户 + 3343户` and 66496户.

    Args:
        relation: the relation in both languages.
        result: the figure that states the outcome.
        terms: the figures that it is computed from.
        computed: what they allow, in the canonical unit of the result.
        formula: the left side as it should be read, with the figures as printed.
        unit: the unit of the computed value; the result's when not given.
        derived: whether the outcome is a quotient or product, rounded when it was printed, and no
            count (户均3人 may be 3.2).
        hypotheses: what could explain it, should it not hold.
        note: what a reader must know in any case.
    """
    stated = result.as_rounded if derived else result.interval
    verdict = verdicts.equal(
        computed, stated, result.value, result.precision, exact=result.is_exact
    )
    expression = words.equation(
        formula, computed, result, verdict, result.unit if unit is None else unit
    )
    rounding = None if verdict.rounding in {None, "exact"} else verdict.rounding
    zh, en = words.judgement(
        expression,
        verdict,
        relation.zh,
        relation.en,
        ROUNDING_WORDS[rounding] if rounding else None,
    )
    return _finding(
        verdict, computed, terms, result,
        expression=expression, sentences=(zh, en), hypotheses=hypotheses, note=note,
    )  # fmt: skip


def bound(
    relation: Relation,
    part: Entry,
    whole: Entry,
    *,
    hypotheses: Sequence[Hypothesis] = (),
    note: str = "",
) -> Finding:
    """A part should be no more than its whole: `31个 ≤ 68个贫困村`."""
    step = max(part.precision, whole.precision)
    verdict = verdicts.at_most(part.interval, whole.interval, step)
    sign = "≤" if verdict.status == "confirmed" else ">"
    expression = f"{part.text} {sign} {whole.text}"
    sentences = words.judgement(expression, verdict, relation.zh, relation.en)
    limit = Interval(Decimal(0), whole.interval.high)
    return _finding(
        verdict, limit, (whole,), part,
        expression=expression, sentences=sentences, hypotheses=hypotheses, note=note,
    )  # fmt: skip


def within_whole(
    relation: Relation,
    parts: Sequence[Entry],
    added: Interval,
    whole: Entry,
    formula: str,
    *,
    hypotheses: Sequence[Hypothesis] = (),
    note: str = "",
) -> Finding:
    """Several parts together should be no more than the whole: 产业 + 交通 + 水利 ≤ 累计投入."""
    step = max(entry.precision for entry in (*parts, whole))
    verdict = verdicts.at_most(added, whole.interval, step)
    sign = "≤" if verdict.status == "confirmed" else ">"
    expression = f"{formula} = {words.span(added, whole.unit)} {sign} {whole.text}"
    sentences = words.judgement(expression, verdict, relation.zh, relation.en)
    return _finding(
        verdict, added, parts, whole,
        expression=expression, sentences=sentences, hypotheses=hypotheses, note=note,
    )  # fmt: skip


def band(
    relation: Relation,
    terms: Sequence[Entry],
    computed: Interval,
    plausible: Interval,
    *,
    formula: str,
    unit: str = "",
    hypotheses: Sequence[Hypothesis] = (),
    note: str = "",
) -> Finding:
    """What the terms give should be plausible: 2.18 persons a household, between 1.5 and 5."""
    verdict = verdicts.within(computed, plausible)
    sign = "∈" if verdict.status == "confirmed" else "∉"
    computed_words = f"{formula} = " if len(terms) > 1 else ""
    shown = words.span(computed, unit) if len(terms) > 1 else formula
    money = unit if unit == "CNY" else ""
    limits = f"[{words.value(plausible.low, money)}, {words.value(plausible.high, money)}]"
    expression = f"{computed_words}{shown} {sign} {limits}"
    sentences = words.judgement(expression, verdict, relation.zh, relation.en)
    return _finding(
        verdict, computed, terms, None,
        expression=expression, sentences=sentences, hypotheses=hypotheses, note=note,
    )  # fmt: skip


def _finding(
    verdict: verdicts.Verdict,
    computed: Interval,
    terms: Sequence[Entry],
    result: Entry | None,
    *,
    expression: str,
    sentences: tuple[str, str],
    hypotheses: Sequence[Hypothesis],
    note: str,
) -> Finding:
    holds = verdict.status == "confirmed"
    return Finding(
        report="",
        rule="",
        status=verdict.status,
        severity=verdict.severity,
        expression=expression,
        stated=result.observation.quantity.value if result else None,
        computed_low=None if computed.low == -INFINITY else computed.low,
        computed_high=None if computed.high == INFINITY else computed.high,
        terms=tuple(term.observation for term in terms),
        result=result.observation if result else None,
        rounding=verdict.rounding,
        hypotheses=() if holds else tuple(hypotheses),
        words_zh=sentences[0],
        words_en=sentences[1],
        note=note,
    )

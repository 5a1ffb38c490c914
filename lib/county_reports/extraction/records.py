"""Observations as JSON Lines: the public form that other programs read.

Fields and vocabulary are those of ``schema.JSON_FIELDS``; `text == source[start:end]` always, with
places in characters of the decoded source file.
"""

from __future__ import annotations

import json
from decimal import Decimal

from county_reports.model import Correction, Observation, Report, Restoration


def number(value: Decimal | None) -> int | float | None:
    """A JSON number that prints as the report did: whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _restoration(restoration: Restoration | None) -> dict[str, object] | None:
    if restoration is None:
        return None
    return {
        "kind": restoration.kind,
        "lost": restoration.lost,
        "proof": restoration.proof,
        "alternatives": list(restoration.alternatives),
    }


def _correction(correction: Correction | None) -> dict[str, object] | None:
    if correction is None:
        return None
    return {
        "action": correction.action,
        "reason": correction.reason,
        "who": correction.who,
        "date": correction.date,
        "before": {
            name: number(value) if isinstance(value, Decimal) else value
            for name, value in correction.before
        },
    }


def record(report: Report, observation: Observation) -> dict[str, object]:
    """One observation as a JSON object with the fields of the contract, in their order."""
    quantity = observation.quantity
    is_measure = quantity.kind == "measure"
    return {
        "report": report.id,
        "file": report.metadata.file,
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "kind": quantity.kind,
        "script": quantity.script,
        "value": number(quantity.value),
        "high": number(quantity.high),
        "unit": quantity.unit,
        "classifier": quantity.classifier,
        "bound": quantity.bound,
        "precision": number(quantity.precision),
        "indicator": observation.indicator,
        "theme": observation.theme,
        "object": observation.object,
        "period": observation.period,
        "scope": observation.scope if is_measure else None,
        "status": observation.status if is_measure else None,
        "restoration": _restoration(quantity.restoration),
        "section": observation.section,
        "confidence": observation.confidence,
        "accumulation": observation.accumulation,
        "correction": _correction(observation.correction),
    }


def to_json(fields: dict[str, object]) -> str:
    """One line of JSON, Chinese characters as they are."""
    return json.dumps(fields, ensure_ascii=False, separators=(", ", ": "))

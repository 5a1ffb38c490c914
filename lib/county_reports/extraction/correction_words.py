"""What a correction changed, in words and by field: ``value 128 -> 12.8``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from county_reports.extraction.correction_file import FIELDS
from county_reports.model import CorrectedValue, Observation

OF_QUANTITY = ("value", "high", "unit", "bound")
"""The fields that belong to the number itself; the others are its meaning."""


def reading(observation: Observation) -> dict[str, CorrectedValue]:
    """What can be corrected of an observation, by field: value, unit, indicator, period …"""
    values: dict[str, CorrectedValue] = {}
    for name in FIELDS:
        owner = observation.quantity if name in OF_QUANTITY else observation
        values[name] = getattr(owner, name)
    return values


def in_words(value: object) -> str:
    """A value of a correction for people: 12.80 -> 12.8, nothing -> none."""
    if value is None:
        return "none"
    if isinstance(value, Decimal | float | int):
        text = format(Decimal(str(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def change_in_words(action: str, before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """What a correction changed: ``value 128 -> 12.8``; ``value 3, unit year -> set aside``.

    Args:
        action: set, drop or add.
        before: the changed fields with what the program had read.
        after: all fields as they are now.
    """
    told = ", ".join(f"{name} {in_words(value)}" for name, value in before.items())
    if action == "drop":
        return f"{told} -> set aside"
    if action == "add":
        return f"{told or 'nothing'} -> " + ", ".join(
            f"{name} {in_words(after[name])}" for name in FIELDS if after.get(name) is not None
        )
    return "; ".join(
        f"{name} {in_words(value)} -> {in_words(after.get(name))}" for name, value in before.items()
    )


def corrected_from(observation: Observation) -> str | None:
    """What was changed of an observation, ``value 128 -> 12.8``; None when nothing was."""
    made = observation.correction
    if made is None:
        return None
    return change_in_words(made.action, dict(made.before), reading(observation))

"""The families of rules by name, for headings: totals and parts, the register, shares."""

from __future__ import annotations

from county_reports.audit.catalogue import RULES
from county_reports.audit.rule import Rule

FAMILIES: dict[str, tuple[str, str]] = {
    "parts": ("总数与分项", "sums of parts"),
    "households": ("户数与人数", "household size"),
    "register": ("建档立卡", "the register"),
    "repeats": ("前后一致", "said twice"),
    "shares": ("占比与比率", "shares"),
    "rates": ("均值与发生率", "means, incidence"),
    "products": ("标准与总额", "rate × number"),
    "growth": ("增长率与倍数", "growth"),
    "differences": ("增减与差额", "differences"),
    "wholes": ("全体与部分", "part and whole"),
    "counts": ("清单与个数", "counts of lists"),
    "money": ("资金", "money"),
}
"""Each family in Chinese and English, in the order in which they are shown."""


def family_words(family: str) -> tuple[str, str]:
    """A family's name in Chinese and English; one without a name keeps its id."""
    return FAMILIES.get(family, (family, family))


def in_order() -> tuple[str, ...]:
    """All families: those with a name first, then any other that a rule of the catalogue has."""
    return tuple(dict.fromkeys((*FAMILIES, *(rule.family for rule in RULES))))


def rank(family: str) -> int:
    """The place of a family among all of them; what is in no catalogue comes last."""
    order = in_order()
    return order.index(family) if family in order else len(order)


def rule_named(rule: str) -> Rule | None:
    """The rule of an id, whether it is on or off; None for one that is gone."""
    return next((each for each in RULES if each.id == rule), None)


def family_of(rule: str) -> str:
    """The family of a rule: `household-size` is of `households`."""
    found = rule_named(rule)
    return "" if found is None else found.family


def relation_words(rule: str) -> tuple[str, str]:
    """What a rule relates, in Chinese and English: 户均人口 / persons a household."""
    found = rule_named(rule)
    return (rule, rule) if found is None else (found.zh, found.en)

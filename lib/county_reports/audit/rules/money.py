"""Money that is out of all proportion: a project library of 128 times what there is to spend.

Bands are wide on purpose: they find a lost decimal point or a wrong 万/亿, not an expensive project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from county_reports.arithmetic.intervals import Interval
from county_reports.audit import claims
from county_reports.audit.finding import Finding, Hypothesis
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.rule import Rule

PROJECT_MONEY = Interval(Decimal(2_000), Decimal(20_000_000))
"""Yuan a project, as a mean over a county's list: from a household's shed to a bridge."""

LIBRARY_RATIO = Interval(Decimal("0.2"), Decimal(10))
"""A project library against a year's funds: libraries are made for some years, not for a
hundred."""

INCIDENCE = Interval(Decimal(0), Decimal(70))
"""Percent; the poorest counties of the register of 2013 had about two thirds."""

_FEWEST_PROJECTS = 5
_PROJECT = claims.Relation("平均每个项目的资金", "money a project")
_LIBRARY = claims.Relation("项目库资金与可用资金之比", "the project library against the funds")
_INCIDENCE = claims.Relation("贫困发生率的合理范围", "a plausible incidence of poverty")
_MONEY = ("funding.project_library_value", "funding.total", "funding.special", "funding.integrated")
_RATE = re.compile(r"贫困发生率[^,。;\d]{0,10}$")


def project_money(ledger: Ledger) -> Iterator[Finding]:
    """Money ÷ projects of one statement is what a project can cost.

    `入库项目344个,资金12.8亿元` is 372万元 each; ten times that is not what a county's list has. Limits:
    money and
    projects next to each other in one sentence; 5 projects or more.
    """
    for projects in ledger.of("funding.projects"):
        if projects.value < _FEWEST_PROJECTS:
            continue
        beside = [
            entry
            for entry in (ledger.previous(projects), ledger.following(projects))
            if entry is not None
            and entry.unit == "CNY"
            and entry.indicator in _MONEY
            and entry.passage.sentence == projects.passage.sentence
            and entry.observation.status == projects.observation.status
        ]
        for money in beside[:1]:
            yield claims.band(
                _PROJECT, (money, projects), money.interval.over(projects.interval), PROJECT_MONEY,
                formula=f"{money.text} ÷ {projects.text}", unit="CNY",
                hypotheses=_guesses(money),
            )  # fmt: skip


def library_and_funds(ledger: Ledger) -> Iterator[Finding]:
    """A project library is not many times the funds that the report names.

    `项目库资金12.8亿元` beside `统筹整合资金10.41亿元`; ten times the funds is implausible. Limits: against the
    largest of the integrated and the total funds.
    """
    funds = ledger.stated("funding.total", "funding.integrated")
    largest = max(funds, key=lambda entry: entry.value, default=None)
    for library in ledger.of("funding.project_library_value")[:1]:
        if largest is not None and largest.value:
            yield claims.band(
                _LIBRARY, (library, largest), library.interval.over(largest.interval),
                LIBRARY_RATIO, formula=f"{library.text} ÷ {largest.text}",
                hypotheses=_guesses(library),
            )  # fmt: skip


def _guesses(money: Entry) -> Sequence[Hypothesis]:
    """A lost decimal point where the printed number has none and is long enough to have lost
    one.
    """
    return ("misprint",) if "." in money.text else ("decimal point", "misprint")


def incidence_band(ledger: Ledger) -> Iterator[Finding]:
    """An incidence of poverty above 70 % is none: `贫困发生率降至68%` may be, `贫困发生率194%` is not."""
    for entry in ledger.entries:
        if entry.unit != "percent" or entry.interval.low <= INCIDENCE.high:
            continue
        if _RATE.search(ledger.before(entry, 18)):
            yield claims.band(
                _INCIDENCE, (entry,), entry.interval, INCIDENCE, formula=entry.text,
                hypotheses=("decimal point", "misprint"),
            )  # fmt: skip


RULES = (
    Rule("project-money", "money", _PROJECT.zh, _PROJECT.en, project_money),
    Rule("project-library", "money", _LIBRARY.zh, _LIBRARY.en, library_and_funds),
    Rule("incidence-band", "money", _INCIDENCE.zh, _INCIDENCE.en, incidence_band),
)

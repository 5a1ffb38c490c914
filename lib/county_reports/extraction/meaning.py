"""Scope, status and object of a figure in one place, and why each was chosen.

The work is done in :mod:`.scopes`, :mod:`.statuses`, :mod:`.objects` and :mod:`.themes`; each gives
its answer with a short reason and the place of the words that decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from county_reports.extraction.objects import Named, object_of
from county_reports.extraction.passages import Passage
from county_reports.extraction.periods import Dated
from county_reports.extraction.quantities import Measure
from county_reports.extraction.scopes import Scoped, scope_of
from county_reports.extraction.statuses import Stated, status_of
from county_reports.extraction.themes import Themed
from county_reports.model import Scope, Status


class Reasons(NamedTuple):
    """Why a figure was given its meaning: every answer with the words that decided it."""

    theme: Themed
    scope: Scoped
    status: Stated
    object: Named
    period: Dated


def scope(measure: Measure, passage: Passage, text: str, titles: Sequence[str] = ()) -> Scope:
    """Whole county, a part of it, a rule or rate, or another place."""
    return scope_of(measure, passage, text, titles).scope


def status(measure: Measure, passage: Passage, headings: Sequence[str], text: str) -> Status:
    """Reported or planned."""
    return status_of(measure, passage, headings, text).status


def object_words(measure: Measure, passage: Passage, text: str) -> str | None:
    """The words that name what is counted."""
    return object_of(measure, passage, text).object

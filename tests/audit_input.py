"""Invented sentences through the reader and the audit, and findings as a test's table writes
them."""

from __future__ import annotations

from collections.abc import Collection

from county_reports.audit import Audit, audit_report
from county_reports.extraction import observe
from county_reports.model import Metadata
from county_reports.reading.reader import read_text


def audit(
    text: str, year: int | None = 2019, only: Collection[str] = (), without: Collection[str] = ()
) -> Audit:
    """The audit of a text of an invented county."""
    report = read_text(text, Metadata(id="qiyun", file="qiyun.txt", county="栖云县", year=year))
    return audit_report(report, observe(report), only=only, without=without)


def audited(text: str, year: int | None = 2019, only: Collection[str] = ()) -> list[str]:
    """The findings of a text as "confirmed 5户 + 3户 = 8户", in the order of the text."""
    return [f"{each.status} {each.expression}" for each in audit(text, year, only).findings]


def unchecked(text: str, year: int | None = 2019, only: Collection[str] = ()) -> list[str]:
    """The figures of a text that cannot be checked, with the reason in English."""
    found = audit(text, year, only).unchecked
    return [f"{each.observation.quantity.text}: {each.reason_en}" for each in found]

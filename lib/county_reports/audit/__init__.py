"""The audit: every report's own arithmetic re-done, with the sum and the place of every term.

Relations are found in the text (totals and parts, shares, rates, growth, repeats) and among the
indicators (lifted + remaining = registered, part ≤ whole); each is compared as exact intervals. A
finding says that figures agree, do not meet, or lie outside a stated band. It never says which of
them is wrong.
"""

from county_reports.audit.engine import Audit, audit_report

__all__ = ["Audit", "audit_report"]

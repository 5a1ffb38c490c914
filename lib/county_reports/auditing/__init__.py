"""An audit to look at: HTML for a notebook, lines for a terminal, tables for analysis."""

from county_reports.auditing.audited import AuditedCorpus, AuditedReport

__all__ = ["AuditedCorpus", "AuditedReport"]

"""The command ``county-reports``: its verbs, and how it ends.

Exit codes: 0 done, 1 done but some reports were set aside or some notebooks failed (each named on
standard error), 2 wrong use. Nothing heavy is imported before a verb needs it.
"""

from county_reports.cli.commands import commands, main

__all__ = ["commands", "main"]

"""Wording that two reports share, aligned, with every passage's place in both reports.

>>> from county_reports.language.reuse.shared import shared_passages
>>> shared_passages(report.report for report in corpus).passages      # doctest: +SKIP

The way: ``wording`` (what is compared, page furniture left out) - ``shingles`` (Broder's
resemblance and containment) - ``candidates`` (which pairs to compare, without comparing all) -
``alignment`` (the passages of one pair) - ``frequency`` (which of them are official formulas) -
``shared`` (the tables).
"""

"""From a report to its observations: numerals, units, restoration, periods, indicators.

``observe(report)`` is the way in; ``coverage.measure_coverage`` says what was not read.
"""

from county_reports.extraction.observe import observe

__all__ = ["observe"]

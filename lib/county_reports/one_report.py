"""One report with everything that was read from it: its figures, coverage, audit, portrait."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from county_reports.extraction.coverage import Coverage
from county_reports.model import Metadata, Observation, Report

if TYPE_CHECKING:
    from pandas import DataFrame

    from county_reports.auditing import AuditedReport
    from county_reports.comparison.portrait import Portrait
    from county_reports.explaining import Page
    from county_reports.extraction.observe import Explained


@dataclass(frozen=True)
class ReadReport:
    """One report with everything that was read from it; shows itself in a notebook.

    Example: ``read_report("longhui-2019").observations`` has a row for ``192个贫困村``.
    """

    report: Report
    observations_list: tuple[Observation, ...]
    coverage: Coverage

    @property
    def id(self) -> str:
        """The report's id, e.g. ``longhui-2019``."""
        return self.report.id

    @property
    def metadata(self) -> Metadata:
        """County, year, title, source; what nobody has said is None."""
        return self.report.metadata

    @property
    def source(self) -> str:
        """The text as decoded; all places of figures are characters of it."""
        return self.report.source

    @cached_property
    def observations(self) -> DataFrame:
        """A DataFrame with one row a figure, columns and dtypes of ``schema.OBSERVATIONS``."""
        from county_reports.comparison.tables import observations_frame

        return observations_frame([(self.report, self.observations_list)])

    @cached_property
    def tokens(self) -> DataFrame:
        """The words of the prose with their places, columns of ``language.tables.TOKENS``."""
        from county_reports.language.tables import tokens_frame

        return tokens_frame([self.report])

    @cached_property
    def audit(self) -> AuditedReport:
        """What the report's own figures say of each other; computed once, shows itself.

        Example: ``report.audit.findings`` has a row 63153户 + 3343户 = 66496户, confirmed.
        """
        return audited(self)

    @cached_property
    def portrait(self) -> Portrait:
        """Everything that the report says of its county, block by block; computed once.

        Example: ``report.portrait["registry"]`` has 贫困发生率 0.68 %; ``report.portrait.frame`` is
        the same as a table.
        """
        from county_reports.comparison import portrait

        return portrait.portrait(
            self.observations, self.metadata, self.source,
            coverage=self.coverage, audit=self.audit.audit,
        )  # fmt: skip

    @cached_property
    def _recorded(self) -> tuple[Explained, ...]:
        """The report read once more, keeping what each figure's meaning was asked of."""
        from county_reports.extraction.observe import explain

        return explain(self.report, recording=True)

    def explain(self, start: int | None = None) -> Page:
        """Why the figure at a position was read so, and what the rivals were.

        Example: ``report.explain(439)`` for any character of the figure; without a position the
        first figure that has an indicator.

        Raises:
            UsageError: no numeral stands there; the nearest figures are named.
        """
        from county_reports.explaining import Page
        from county_reports.extraction import explanation

        if start is None:
            start = explanation.first_place(self.observations_list)
        found = (
            explanation.Explanation(self.report, 0, 0, "nothing")
            if start is None
            else explanation.explain_at(
                self.report, int(start), self.observations_list, self._recorded, self.coverage
            )
        )
        return Page(found)

    @property
    def measures(self) -> int:
        """How many figures were read, without what was set aside."""
        return sum(o.quantity.kind == "measure" for o in self.observations_list)

    def __repr__(self) -> str:
        share = 100 * self.coverage.share
        return f"<report {self.id}: {self.measures} figures, {share:.1f} % of numerals read>"

    def _repr_html_(self) -> str:
        from county_reports import highlight

        return highlight.report_box(self.report, self.observations_list, self.coverage)


def audited(
    read: ReadReport, only: Collection[str] = (), without: Collection[str] = ()
) -> AuditedReport:
    """The audit of a report that was read, by all rules or by some of them."""
    from county_reports.audit.engine import audit_report
    from county_reports.auditing import AuditedReport

    found = audit_report(read.report, read.observations_list, only=only, without=without)
    return AuditedReport(read.report, found)

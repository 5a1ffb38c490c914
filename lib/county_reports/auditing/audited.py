"""A report's audit beside its text, and the audits of many reports; both show themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add
from typing import TYPE_CHECKING

from county_reports.audit.engine import Audit
from county_reports.audit.finding import Finding, Unchecked
from county_reports.audit.tally import Tally, tally
from county_reports.errors import UnknownReportError
from county_reports.model import Report

if TYPE_CHECKING:
    from pandas import DataFrame

    from county_reports.format import Language


@dataclass(frozen=True)
class AuditedReport:
    """The audit of one report; shows itself in a notebook, prints itself on a terminal.

    Example: ``cr.audit("longhui-2019")`` begins with 82194户 > 66496户, which does not add up.
    """

    report: Report
    audit: Audit

    @property
    def id(self) -> str:
        """The report's id, e.g. ``longhui-2019``."""
        return self.report.id

    @cached_property
    def findings(self) -> DataFrame:
        """One row a checked relation; columns and dtypes of ``schema.FINDINGS``."""
        from county_reports.comparison.findings import findings_frame

        return findings_frame([(self.report, self.audit)])

    @cached_property
    def unchecked(self) -> DataFrame:
        """One row a figure that cannot be checked; columns and dtypes of ``schema.UNCHECKED``."""
        from county_reports.comparison.findings import unchecked_frame

        return unchecked_frame([(self.report, self.audit)])

    @property
    def findings_list(self) -> tuple[Finding, ...]:
        """The findings as objects, in the order of the text."""
        return self.audit.findings

    @property
    def unchecked_list(self) -> tuple[Unchecked, ...]:
        """What cannot be checked as objects."""
        return self.audit.unchecked

    @property
    def contradictions(self) -> tuple[Finding, ...]:
        """The findings that do not add up or are implausible."""
        return self.audit.contradictions

    @cached_property
    def tally(self) -> Tally:
        """How much adds up, how much does not, and how many figures took part."""
        return tally(self.audit)

    def records(self, *, unchecked: bool = False) -> list[dict[str, object]]:
        """The findings as JSON objects with the fields of ``schema.FINDING_FIELDS``."""
        from county_reports.comparison.findings import records_of

        return list(records_of(self.report, self.audit, unchecked=unchecked))

    def html(self, language: Language = "en") -> str:
        """Contradictions with their sentences, then what adds up, then what cannot be checked."""
        from county_reports.auditing import pages

        return pages.report_page(self, language)

    def __str__(self) -> str:
        from county_reports.auditing import lines

        return "\n".join(lines.report_lines(self))

    def __repr__(self) -> str:
        return f"<audit of {self.id}: {in_words(self.tally)}>"

    def _repr_html_(self) -> str:
        return self.html()


@dataclass(frozen=True)
class AuditedCorpus:
    """The audits of some reports, in the order of the reports.

    Example: ``cr.read_corpus().audit["longhui-2019"].contradictions``.
    """

    reports: tuple[AuditedReport, ...]

    def __getitem__(self, report_id: str) -> AuditedReport:
        for each in self.reports:
            if each.id == report_id:
                return each
        raise UnknownReportError(
            f"there is no audit of {report_id!r}",
            remedy=f"audited are {', '.join(each.id for each in self.reports[:12])}",
        )

    def __iter__(self) -> Iterator[AuditedReport]:
        return iter(self.reports)

    def __len__(self) -> int:
        return len(self.reports)

    @property
    def _pairs(self) -> list[tuple[Report, Audit]]:
        return [(each.report, each.audit) for each in self.reports]

    @cached_property
    def findings(self) -> DataFrame:
        """One row a checked relation of any report; columns of ``schema.FINDINGS``."""
        from county_reports.comparison.findings import findings_frame

        return findings_frame(self._pairs)

    @cached_property
    def unchecked(self) -> DataFrame:
        """One row a figure that cannot be checked; columns of ``schema.UNCHECKED``."""
        from county_reports.comparison.findings import unchecked_frame

        return unchecked_frame(self._pairs)

    @cached_property
    def overview(self) -> DataFrame:
        """One row a report with its counts; columns of ``schema.AUDITS``."""
        from county_reports.comparison.findings import overview_frame

        return overview_frame(self._pairs)

    @cached_property
    def tally(self) -> Tally:
        """The counts of all reports together."""
        return total(self.reports)

    def html(self, language: Language = "en") -> str:
        """The counts of every report, then every contradiction with its sentences."""
        from county_reports.auditing import pages

        return pages.corpus_page(self, language)

    def __str__(self) -> str:
        return "\n\n".join(str(each) for each in self.reports)

    def __repr__(self) -> str:
        return f"<audit of {len(self.reports)} reports: {in_words(self.tally)}>"

    def _repr_html_(self) -> str:
        return self.html()


def total(reports: Iterable[AuditedReport]) -> Tally:
    """The counts of some reports added up."""
    return reduce(add, (each.tally for each in reports), Tally())


def in_words(counts: Tally, language: Language = "en") -> str:
    """The counts in one sentence without its full stop.

    >>> in_words(Tally(confirmed=31, inconsistent=4, figures=78, checked=34))
    '35 relations checked: 31 add up, 4 do not add up; 34 of 78 figures took part'
    """
    zh = language == "zh"
    if not counts.relations:
        if zh:
            return (
                f"{counts.figures} 个数字中，没有可以相互核对的"
                if counts.figures
                else "没有读出数字"
            )
        if not counts.figures:
            return "nothing could be checked: no figure was read"
        return f"nothing could be checked: {counts.figures} figures, none related to another"
    kinds = (
        (counts.confirmed, "adds up", "add up", "相符"),
        (counts.inconsistent, "does not add up", "do not add up", "对不上"),
        (counts.implausible, "is implausible", "are implausible", "不合常理"),
        (counts.slips, "differs in the last digit", "differ in the last digit", "末位有出入"),
    )
    if zh:
        said = "，".join(f"{number} 处{words}" for number, *_, words in kinds if number)
        return (
            f"核对了 {counts.relations} 处关系：{said}；"
            f"{counts.figures} 个数字中有 {counts.checked} 个参与核对"
        )
    said = ", ".join(
        f"{number} {one if number == 1 else many}" for number, one, many, _ in kinds if number
    )
    relations = "relation" if counts.relations == 1 else "relations"
    return (
        f"{counts.relations} {relations} checked: {said}; "
        f"{counts.checked} of {counts.figures} figures took part"
    )

"""What a corpus can say of its words; :class:`county_reports.corpus.Corpus` is one of these."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from county_reports.language import counting
from county_reports.model import Report

if TYPE_CHECKING:
    from pandas import DataFrame


class WordsOfCorpus:
    """Words of each county against those of the other counties, by the report's id.

    Example: ``corpus.keyness("longhui-2019")`` begins with 经验, five times here and never elsewhere.
    """

    def texts(self) -> tuple[Report, ...]:
        """The reports without what was read from them, in the order of the manifest."""
        raise NotImplementedError

    def text_of(self, report_id: str) -> Report:
        """The report with this id.

        Raises:
            UnknownReportError: no report has this id.
        """
        raise NotImplementedError

    def keyness(
        self, report_id: str, *, least: int = 3, spread: float = 0.9, evidence: float = 2.0
    ) -> DataFrame:
        """The words of a county against the others': log-likelihood, log ratio, dispersion.

        Columns of ``language.tables.KEYNESS``; what the limits mean and the papers behind them:
        :mod:`county_reports.language.keyness`.

        Raises:
            UnknownReportError: no report has this id.
            UsageError: there is no report of another county to compare with.
        """
        asked = (report_id, least, spread, evidence)
        if asked not in self._answers:
            from county_reports.language import keyness

            own = self.text_of(report_id)
            others = counting.others_of(own, self.texts())
            self._answers[asked] = keyness.keyness(
                own, others, least=least, spread=spread, evidence=evidence
            )
        return self._answers[asked].copy()

    @cached_property
    def keyness_of_each(self) -> DataFrame:
        """:meth:`keyness` of each report that can be compared, one below the other.

        A report without words, or without a report of another county, has no rows.
        """
        from county_reports.language import keyness

        return keyness.keyness_of_each(self.texts(), lambda report: self.keyness(report.id))

    @cached_property
    def _answers(self) -> dict[tuple[str, int, float, float], DataFrame]:
        """What was asked of keyness: a page asks four times, and with 40 reports each is long."""
        return {}

    def log_odds(self, report_id: str, *, prior_words: float | None = None) -> DataFrame:
        """The same comparison by weighted log-odds, columns of ``language.tables.LOG_ODDS``.

        Example: ``corpus.log_odds("longhui-2019").head(10)``.

        Raises:
            UnknownReportError: no report has this id.
            UsageError: there is no report of another county to compare with.
        """
        from county_reports.language import log_odds

        own = self.text_of(report_id)
        others = counting.others_of(own, self.texts())
        return log_odds.log_odds(own, others, prior_words=prior_words)

    @cached_property
    def tf_idf(self) -> DataFrame:
        """The words of each report by TF-IDF, columns of ``language.tables.TF_IDF``."""
        from county_reports.language import keywords

        return keywords.tf_idf(self.texts())

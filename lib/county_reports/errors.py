"""What can go wrong, in words for the person who can mend it.

Every error of the library is a :class:`CountyReportsError`. Each says what happened, where (report,
file, position) and what to do; the command line prints exactly that and never a traceback.

>>> raise SeedChangedError("the text differs from its manifest", where="seeds/x.txt",
...                        remedy="restore the file")        # doctest: +SKIP
"""

from __future__ import annotations


class CountyReportsError(Exception):
    """The root of all errors of this library.

    Args:
        what: what happened, in one clause without a final full stop.
        where: the report, file, cell or position it happened at; "" when there is no place.
        remedy: what the reader can do about it; "" when there is nothing to do.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" To mend it: {self.remedy}." if self.remedy else ""
        return f"{place}{self.what}.{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders when a corpus is read in parallel.
        return (_rebuild, (type(self), self.what, self.where, self.remedy))


def _rebuild(
    kind: type[CountyReportsError], what: str, where: str, remedy: str
) -> CountyReportsError:
    return kind(what, where=where, remedy=remedy)


class UsageError(CountyReportsError):
    """The caller asked for something that does not exist or does not fit (exit code 2)."""


class UnknownReportError(UsageError):
    """No report has the id that was asked for."""


class ParameterError(UsageError):
    """A notebook was given a parameter that it does not have, or of the wrong type."""


class ProjectNotFoundError(UsageError):
    """The working directory lies in no county-reports project."""


class ReadingError(CountyReportsError):
    """A file could not be read as a report; it is set aside and the others go on."""


class SeedChangedError(ReadingError):
    """A report's bytes differ from the hash in the manifest."""


class ManifestError(CountyReportsError):
    """The manifest is missing a field, repeats an id or names a file that is not there."""


class CodebookError(CountyReportsError):
    """An entry of the codebook contradicts itself."""


class CorrectionError(CountyReportsError):
    """A declared correction is malformed, or no longer fits what the program reads."""


class GoldError(CountyReportsError):
    """An annotated figure contradicts its text, the codebook or itself."""


class GroundingError(CountyReportsError):
    """A figure's text is not what stands at its place in the source: a fault of this library."""


class SchemaError(CountyReportsError):
    """A table lacks a column or holds a value that its schema forbids."""


class FontError(CountyReportsError):
    """The figure font is missing, or lacks a character that a label needs."""


class FigureError(CountyReportsError):
    """A figure breaks its contract: no source, no unit, a bad name."""


class WritingError(CountyReportsError):
    """A written analysis cites what is not there, or has a number that was typed by hand."""


class ToolError(CountyReportsError):
    """A program that a written analysis is built with is missing, failed or took too long."""


class NotebookError(CountyReportsError):
    """A notebook stopped in one of its cells; the others go on."""

"""Chinese county poverty-alleviation reports (脱贫攻坚), read into checked figures.

>>> import county_reports as cr
>>> report = cr.read_report("longhui-2019")        # doctest: +SKIP
>>> report.observations                            # doctest: +SKIP

Importing the package loads nothing heavy: every public name is fetched when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from county_reports import charts, codebook
    from county_reports.corpus import Corpus, read_corpus, read_report
    from county_reports.display import compare, publish, reports
    from county_reports.errors import CountyReportsError
    from county_reports.execution.session import use

__version__ = "0.1.0"

__all__ = [
    "Corpus",
    "CountyReportsError",
    "charts",
    "codebook",
    "compare",
    "publish",
    "read_corpus",
    "read_report",
    "reports",
    "use",
]

# name -> (module, attribute); a module of the same name is the module itself
_PLACES = {
    "Corpus": ("county_reports.corpus", "Corpus"),
    "CountyReportsError": ("county_reports.errors", "CountyReportsError"),
    "charts": ("county_reports.charts", ""),
    "codebook": ("county_reports.codebook", ""),
    "compare": ("county_reports.display", "compare"),
    "publish": ("county_reports.display", "publish"),
    "read_corpus": ("county_reports.corpus", "read_corpus"),
    "read_report": ("county_reports.corpus", "read_report"),
    "reports": ("county_reports.display", "reports"),
    "use": ("county_reports.execution.session", "use"),
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _PLACES[name]
    loaded = import_module(module)
    value: object = getattr(loaded, attribute) if attribute else loaded
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]

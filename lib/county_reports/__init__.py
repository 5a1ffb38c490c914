"""Chinese county poverty-alleviation reports (脱贫攻坚), read into checked figures.

>>> import county_reports as cr
>>> report = cr.read_report("longhui-2019")        # doctest: +SKIP
>>> report.observations                            # doctest: +SKIP

Importing the package loads nothing heavy: every public name is fetched when it is first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from county_reports import charts, codebook
    from county_reports.corpus import Corpus, audit, read_corpus, read_report
    from county_reports.display import compare, publish, reports
    from county_reports.errors import CountyReportsError
    from county_reports.execution.session import use

__version__ = "0.1.0"

__all__ = [
    "Corpus",
    "CountyReportsError",
    "audit",
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
    "audit": ("county_reports.audit", ""),
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


class _Audit(ModuleType):
    """The stage ``county_reports.audit``, which can also be called: ``cr.audit(report)``."""

    def __call__(self, read: Any, **chosen: Any) -> Any:
        """Audit a report, its id or file, or a corpus; see ``county_reports.corpus.audit``."""
        return import_module("county_reports.corpus").audit(read, **chosen)


class _Package(ModuleType):
    """This package: whoever imports its stage ``audit`` first, ``cr.audit(report)`` works."""

    def __setattr__(self, name: str, value: object) -> None:
        if name == "audit" and type(value) is ModuleType:
            value.__class__ = _Audit
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    return [*__all__, "__version__"]

"""Figures made for papers: one function a chart (table -> Chart) and one writer, ``publish``.

The charts by name, each loaded when it is first used (a drawing library is heavy)::

    charts.registry_chart(comparison, metadata, language="zh")      # one county
    charts.incidence_chart(comparison, reports, language="en")
    charts.funds_chart(funds_by_theme, reports)
    charts.funds_per_chart(funds_by_theme_per, reports)            # per poor person, household ...
    charts.ranks_chart(ranks_of_one_indicator, reports)
    charts.matrix_chart(coverage_matrix, reports)
    charts.quality_chart(scores, gold_reports)                      # many figures a row
    charts.audit_chart(findings, overview, reports)                 # the reports' own arithmetic
    charts.keyness_chart(keyness, reports)                          # words, against the others
    charts.phrases_chart(set_phrases, reports)                      # who uses which 提法
    charts.attention_chart(themes, reports)                         # money against words
    charts.shared_passages_chart(shared, reports)                   # wording in common
    charts.confusion_chart(confusions, gold_reports)
    charts.exits_chart(comparison, reports)                         # villages: stock and flow
    charts.workforce_chart(comparison, reports)                     # teams, secretaries, cadres
    charts.rectification_chart(comparison, reports)                 # found, measures, fixed
    charts.locator_chart(None, reports)                             # which province
    charts.publish_chart(chart, name="incidence", notebook="04_compare_counties")
"""

from __future__ import annotations

from importlib import import_module

_PLACES = {
    "Chart": ("county_reports.charts.chart", "Chart"),
    "attention_chart": ("county_reports.charts.attention", "attention"),
    "audit_chart": ("county_reports.charts.audit", "audit"),
    "confusion_chart": ("county_reports.charts.confusion", "confusion"),
    "exits_chart": ("county_reports.charts.exits", "exits"),
    "funds_chart": ("county_reports.charts.funds", "funds"),
    "funds_per_chart": ("county_reports.charts.funds_per", "funds_per"),
    "incidence_chart": ("county_reports.charts.incidence", "incidence"),
    "keyness_chart": ("county_reports.charts.keyness", "keyness"),
    "locator_chart": ("county_reports.charts.locator", "locator"),
    "matrix_chart": ("county_reports.charts.matrix", "matrix"),
    "phrases_chart": ("county_reports.charts.phrases", "phrases"),
    "publish_chart": ("county_reports.charts.publish", "publish"),
    "quality_chart": ("county_reports.charts.quality", "quality"),
    "ranks_chart": ("county_reports.charts.ranks", "ranks"),
    "rectification_chart": ("county_reports.charts.rectification", "rectification"),
    "registry_chart": ("county_reports.charts.registry", "registry"),
    "shared_passages_chart": ("county_reports.charts.shared_passages", "shared_passages"),
    "workforce_chart": ("county_reports.charts.workforce", "workforce"),
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _PLACES[name]
    value: object = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_PLACES)

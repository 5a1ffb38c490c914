"""``build/index.html``: the way to every page, figure and table, and to all that went wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from county_reports.execution import site
from county_reports.execution.records import Record

FOLDED = 20
"""A notebook's figures are folded from so many on: those of one report each grow with these."""


def _link(target: str, text: str) -> str:
    return f'<a href="{escape(quote(target))}">{escape(text)}</a>'


def _share(about: Mapping[str, object]) -> str:
    total = int(str(about["numerals"]))
    claimed = int(str(about["read"])) + int(str(about["set_aside"]))
    return f"{100 * claimed / total:.1f} %" if total else "no numeral"


def _audited(about: Mapping[str, object]) -> str:
    """How many of a report's relations do not add up, of how many: 4 / 35."""
    relations = int(str(about["relations"]))
    return f"{about['contradictions']} / {relations}" if relations else "nothing checked"


def _report_rows(reports: Sequence[Mapping[str, object]], runs: Sequence[Record]) -> str:
    rows = []
    for about in reports:
        report = str(about["report"])
        pages = [
            _link(f"html/{run.key}.html", run.key.split("/")[0])
            for run in runs
            if run.key.endswith(f"/{report}")
        ]
        place = " ".join(str(about[name]) for name in ("province", "county") if about[name])
        rows.append(
            f"<tr><td>{escape(report)}</td><td>{escape(place)}</td>"
            f"<td>{escape(str(about['year'] or ''))}</td>"
            f'<td class="number">{_share(about)}</td>'
            f'<td class="number">{escape(str(about["unread"]))}</td>'
            f'<td class="number">{_audited(about)}</td>'
            f"<td>{' · '.join(pages)}</td>"
            f"<td>{_link(f'data/{report}.jsonl', 'figures')} · "
            f"{_link(f'data/{report}.findings.jsonl', 'findings')}</td></tr>"
        )
    head = (
        "<tr><th>report</th><th>county</th><th>year</th><th>numerals read or set aside</th>"
        "<th>unread</th><th>sums that do not add up</th><th>notebooks</th>"
        "<th>data (JSON Lines)</th></tr>"
    )
    return f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"


def _caption(root: Path, figure: str) -> str:
    """The caption that the figure's own JSON file states in its language, else nothing."""
    try:
        stated = json.loads((root / figure).with_suffix(".json").read_text(encoding="utf-8"))
        caption = stated.get("caption", "")
        language = "zh" if figure.endswith("_zh.svg") else "en"
        return str(caption.get(language, "") if isinstance(caption, dict) else caption)
    except (OSError, ValueError, AttributeError):
        return ""


def _figures(root: Path, runs: Sequence[Record]) -> str:
    made = sorted({name for run in runs for name in run.outputs if name.startswith("figures/")})
    folders: dict[str, list[str]] = {}
    for name in made:
        if not name.endswith(".svg"):
            continue
        stem = name.removesuffix(".svg")
        folder, _, short = stem.removeprefix("figures/").rpartition("/")
        others = [each for each in made if each.rsplit(".", 1)[0] == stem and each != name]
        links = [_link(f"../{name}", "SVG")] + [
            _link(f"../{each}", each.rsplit(".", 1)[1].upper()) for each in others
        ]
        caption = escape(_caption(root, name))
        folders.setdefault(folder, []).append(
            f"<li>{escape(short)}: {' · '.join(links)}<br>{caption}</li>"
        )
    parts = []
    for folder, items in folders.items():
        shown = "" if len(items) > FOLDED else " open"
        parts.append(
            f"<details{shown}><summary>{escape(folder)}: {len(items)} figures</summary>"
            f"<ul>{''.join(items)}</ul></details>"
        )
    return "".join(parts) or "<p>None yet.</p>"


def page(
    root: Path,
    reports: Sequence[Mapping[str, object]],
    runs: Sequence[Record],
    set_aside: Sequence[str],
    failures: Sequence[tuple[str, str]],
) -> str:
    """The page as HTML.

    Args:
        root: the project's folder.
        reports: what the reading step noted about each report (county, year, coverage).
        runs: the records of the notebook runs.
        set_aside: one line for each report that could not be read.
        failures: one line for each failed run, and where the failed notebook is.
    """
    parts = ["<h1>County reports 县级脱贫攻坚报告</h1>"]
    if failures or set_aside:
        trouble = [
            escape(line)
            + (f" ({_link(saved.removeprefix('build/'), 'notebook')})" if saved else "")
            for line, saved in failures
        ]
        trouble += [escape(line) for line in set_aside]
        listed = "".join(f'<li class="bad">{line}</li>' for line in trouble)
        parts.append(f"<h2>What went wrong</h2><ul>{listed}</ul>")
    whole = [run for run in runs if "/" not in run.key]
    parts.append("<h2>All reports</h2><ul>")
    parts += [f"<li>{_link(f'html/{run.key}.html', run.title or run.key)}</li>" for run in whole]
    parts.append("</ul>")
    parts.append(f"<h2>One report</h2>{_report_rows(reports, runs)}")
    parts.append(f"<h2>Figures</h2>{_figures(root, runs)}")
    tables = " · ".join(
        _link(f"data/{name}", name) for name in ("observations.csv", "findings.csv", "coverage.csv")
    )
    none = "None yet: there are no reports. Put text files into seeds/ and run it again."
    parts.append(f"<h2>Tables of the whole corpus</h2><p>{tables if reports else none}</p>")
    return site.document(title="County reports", body="\n".join(parts))

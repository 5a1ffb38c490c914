"""The list of errors of a set, for whoever mends rules: Markdown to read, CSV to sort.

Grouped by question, then by class of unit or by family. Of a blind set it has the totals only.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from county_reports.quality import scoring
from county_reports.quality.assess import Assessed
from county_reports.quality.gold import ROLES
from county_reports.quality.scoring import Tally, Verdict

COLUMNS = (
    "question", "group", "outcome", "report", "start", "end", "words", "read", "gold",
)  # fmt: skip
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run as a formula when a cell begins with it."""
LISTED = (*(name for name in scoring.QUESTIONS if name != "indicator_three"), "nonmeasure")
"""Questions whose errors are listed; the three themes are part of `indicator`."""


def rows(assessed: Assessed) -> tuple[dict[str, str], ...]:
    """One row for every error, by question and group; none for a blind set."""
    if assessed.set.is_blind:
        return ()
    wrong = [each for each in assessed.verdicts if each.outcome != "right"]
    listed = [each for name in LISTED for each in wrong if each.question == name]
    order = {name: place for place, name in enumerate(LISTED)}
    listed.sort(key=lambda each: (order[each.question], _group(each), each.report, each.start))
    return tuple(_row(each) for each in listed)


def _group(each: Verdict) -> str:
    """What an error is listed under: its indicator's family, or its class of unit, or its kind."""
    if each.question == "indicator":
        return scoring.family_of(each.wanted or each.given) or "other"
    return each.group


def _row(each: Verdict) -> dict[str, str]:
    return {
        "question": each.question, "group": _group(each), "outcome": each.outcome,
        "report": each.report, "start": str(each.start), "end": str(each.end),
        "words": " ".join(each.words.split()), "read": each.given or "–",
        "gold": each.wanted or "–",
    }  # fmt: skip


def to_csv(listed: Sequence[Mapping[str, str]]) -> str:
    """Rows as CSV with a header; words that a spreadsheet would run are defused."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in listed:
        cells = (row[name] for name in COLUMNS)
        writer.writerow([f"'{cell}" if cell.startswith(DANGEROUS) else cell for cell in cells])
    return buffer.getvalue()


def to_markdown(assessed: Assessed) -> str:
    """The scores of a set with their intervals, then every error with its place and words."""
    chosen = assessed.set
    lines = [
        f"# Errors on the set {chosen.name}",
        "",
        f"{len(chosen.reports)} reports; {ROLES[chosen.role][0]}.",
        "",
        *_scores(scoring.gated(assessed.verdicts)),
    ]
    if chosen.is_blind:
        return "\n".join([*lines, "", "Blind: single errors are not listed.", ""])
    heading = ""
    for row in rows(assessed):
        new = f"## {row['question']}: {row['group']}"
        if new != heading:
            heading = new
            lines += ["", heading, "", *_head("", "report", "start", "words", "read", "gold")]
        cells = (row[name] for name in ("outcome", "report", "start", "words", "read", "gold"))
        lines.append(_line(cells))
    return "\n".join([*lines, ""])


def _scores(tallies: Mapping[str, Tally]) -> Iterable[str]:
    yield from _head("score", "precision", "recall", "F1", "95 % interval", "figures", "errors")
    for name, tally in tallies.items():
        low, high = tally.f1_interval
        yield _line(
            (name, f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}",
             f"{low:.3f}–{high:.3f}", str(tally.sample), str(len(tally.errors)))
        )  # fmt: skip


def _head(*names: str) -> tuple[str, str]:
    return _line(names), _line("---" for _ in names)


def _line(cells: Iterable[str]) -> str:
    """A row of a Markdown table; report text cannot end a cell or begin a tag."""
    safe = (
        cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "\\`")
        for cell in cells
    )
    return f"| {' | '.join(safe)} |"

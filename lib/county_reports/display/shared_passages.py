"""What a notebook shows of shared wording: passages with their places, pairs, copies, the picture.

In the manner of ``display``: everything is escaped, and nothing is computed here that the library
does not compute elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from county_reports.display import publishing
from county_reports.display.page import Shown, given, html_table, pick

if TYPE_CHECKING:
    from county_reports.charts.chart import Chart
    from county_reports.format import Language
    from county_reports.language.reuse.shared import Passage, SharedPassages
    from county_reports.model import Metadata

KINDS: Mapping[str, str] = {
    "word for word": "逐字相同",
    "other figures": "文字相同，数字不同",
    "other words": "个别字词不同",
}
KINDS_EN: Mapping[str, str] = {
    "word for word": "word for word",
    "other figures": "same words, other figures",
    "other words": "some words differ",
}
RELATIONS: Mapping[str, str] = {
    "two counties": "两县",
    "same county": "同一县",
    "near duplicate": "同一文本",
}


def overview(shared: SharedPassages, language: Language = "en") -> Shown:
    """One row a report: characters compared, passages that others have too, their share."""
    rows = [
        (
            escape(str(row["report"])), escape(str(row["county"] if given(row["county"]) else "")),
            f"{row['characters']:,}", str(row["passages"]), f"{row['shared']:,}",
            _percent(row["share"]), f"{row['formula']:,}",
            escape(str(row["duplicates"])) if given(row["duplicates"]) else "–",
        )
        for row in shared.reports.to_dict("records")
    ]  # fmt: skip
    head = (
        ("报告", "县", "字数", "相同处", "相同字数", "占比", "其中官方套语", "同一文本")
        if language == "zh"
        else ("report", "county", "characters", "passages", "shared", "share",
              "of it formulas", "the same text as")
    )  # fmt: skip
    return Shown(html_table(head, rows), repr(shared))


def passages(
    shared: SharedPassages, language: Language = "en", *, most: int = 20, formulas: bool = True
) -> Shown:
    """The longest passages as both reports have them, each with its place in both.

    Args:
        shared: what was found.
        language: of the headings, en or zh.
        most: how many rows are shown; what is left out is said.
        formulas: also show official formulas of most reports.
    """
    found = [one for one in shared.passages_list if formulas or not one.formula]
    if not found:
        none = pick(language, "No passage is shared.", "没有相同表述。")
        return Shown(f'<p class="missing">{none}</p>', none)
    head = (
        ("字数", "甲", "乙", "异同", "共有")
        if language == "zh"
        else ("characters", "one report", "the other", "how alike", "in reports")
    )
    rows = [
        (
            str(one.length),
            _quoted(one.report_a, one.quote_a, one.start_a, one.end_a),
            _quoted(one.report_b, one.quote_b, one.start_b, one.end_b),
            escape(pick(language, KINDS_EN[one.kind], KINDS[one.kind])),
            escape(common_to(one, language)),
        )
        for one in found[:most]
    ]
    left = len(found) - len(rows)
    more = pick(
        language, f"{left} shorter passages are in the table", f"另有较短的 {left} 处见数据表"
    )
    note = f"<p><small>{more}</small></p>" if left else ""
    return Shown(html_table(head, rows) + note, f"{len(found)} shared passages")


def common_to(one: Passage, language: Language) -> str:
    """In how many reports a passage stands, and whether it is an official formula: 3/5."""
    said = f"{one.reports}/{one.of}"
    return said + pick(language, " (official formula)", "（官方套语）") if one.formula else said


def pairs(shared: SharedPassages, language: Language = "en", *, most: int = 20) -> Shown:
    """The pairs that share most: passages, characters, share of each, Broder's resemblance."""
    told = [pair for pair in shared.pairs_list if pair.shared]
    told.sort(key=lambda pair: (-pair.weighted, -pair.shared, pair.report_a, pair.report_b))
    rows = [
        (
            escape(f"{pair.report_a} · {pair.report_b}"),
            escape(pick(language, pair.relation, RELATIONS[pair.relation])),
            str(pair.passages), f"{pair.shared:,}", f"{pair.weighted:,.0f}",
            _percent(pair.share_a), _percent(pair.share_b), str(pair.longest),
            "–" if pair.jaccard is None else f"{pair.jaccard:.4f}",
        )
        for pair in told[:most]
    ]  # fmt: skip
    if not rows:
        none = pick(language, "No two reports share a passage.", "没有两份报告有相同表述。")
        return Shown(f'<p class="missing">{none}</p>', none)
    head = (
        ("报告", "关系", "相同处", "相同字数", "加权", "占甲", "占乙", "最长", "Jaccard")
        if language == "zh"
        else ("reports", "relation", "passages", "characters", "weighted", "of the first",
              "of the second", "longest", "Jaccard")
    )  # fmt: skip
    left = len(told) - len(rows)
    more = pick(language, f"{left} more pairs are in the table", f"另有 {left} 对见数据表")
    note = f"<p><small>{more}</small></p>" if left else ""
    return Shown(html_table(head, rows) + note, f"{len(told)} pairs share wording")


def duplicates(shared: SharedPassages, language: Language = "en") -> Shown:
    """Reports that are one text twice; they are no formulaic wording and count once."""
    rows = [
        (escape(str(row["report_a"])), escape(str(row["report_b"])), f"{row['jaccard']:.2f}")
        for row in shared.duplicates.to_dict("records")
    ]
    if not rows:
        none = pick(language, "No report is in the corpus twice.", "没有重复的报告。")
        return Shown(f"<p>{none}</p>", none)
    head = ("报告", "报告", "Jaccard") if language == "zh" else ("report", "report", "Jaccard")
    return Shown(html_table(head, rows), f"{len(rows)} near duplicates")


def chart(
    shared: SharedPassages,
    about: Sequence[Metadata],
    language: Language = "en",
    *,
    notebook: str,
    name: str,
) -> Shown:
    """Draw and publish the picture of shared wording in both languages, and show one.

    Args:
        shared: what was found.
        about: the reports, in the order in which they are to stand.
        language: the one to show, en or zh.
        notebook: the notebook's name: the folder below figures/.
        name: name of the figure; the language is added.

    Raises:
        FigureError: no report, or the figure breaks its contract.
    """
    from county_reports.charts.chart import LANGUAGES
    from county_reports.charts.shared_passages import shared_passages

    drawn: dict[str, Chart] = {
        each: shared_passages(shared, about, language=each) for each in LANGUAGES
    }
    return publishing.published(drawn, language, notebook=notebook, name=name)


def _quoted(report: str, quote: str, start: int, end: int) -> str:
    place = f"{report} [{start}:{end}]"
    return f"{escape(' '.join(quote.split()))}<br><small>{escape(place)}</small>"


def _percent(share: Any) -> str:
    return f"{100 * float(share):.1f}%" if given(share) else "–"

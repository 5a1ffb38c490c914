"""What notebooks show of set phrases, of themes by words, figures and money, and of vague words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from county_reports.display.page import (
    MANY,
    Shown,
    Sources,
    cells_of,
    crossed,
    escaped,
    given,
    html_table,
    marked,
    pick,
    with_sentence,
)

if TYPE_CHECKING:
    from pandas import DataFrame

    from county_reports.corpus import Corpus
    from county_reports.format import Language
    from county_reports.model import Observation, Report

MOST = 60
"""Phrases in the table of a notebook; the frame has all."""

KINDS: Mapping[str, tuple[str, str]] = {
    "numeral": ("numeral formula", "数字式"),
    "paired": ("paired numerals", "数字对举"),
    "digits": ("digits", "阿拉伯数字式"),
    "campaign": ("campaign", "行动"),
    "wording": ("wording", "固定说法"),
}
MEASURES: Mapping[str, tuple[str, str]] = {
    "words": ("words", "词语"),
    "figures": ("figures", "数字"),
    "money": ("money", "资金"),
}
REASONS: Mapping[str, tuple[str, str]] = {
    "not reported": ("not reported", "未报告"),
    "planned only": ("planned only", "仅有计划数"),
    "ambiguous": ("ambiguous", "无法确定"),
    "not comparable": ("not comparable", "口径不可比"),
    "money of one theme only": ("one theme only", "仅一个领域"),
    "no money is counted for this theme": ("–", "–"),
    "no word of the theme": ("0", "0"),
    "no figure of the theme": ("0", "0"),
}


def _read(corpus: Corpus) -> list[tuple[Report, Sequence[Observation]]]:
    return [(each.report, each.observations_list) for each in corpus.reports]


def phrases(corpus: Corpus) -> DataFrame:
    """The set phrases of all reports; columns of ``attention.phrases.PHRASES``."""
    from county_reports.attention.phrases import phrases_frame

    return phrases_frame(_read(corpus))


def themes(corpus: Corpus) -> DataFrame:
    """Themes by words, figures and money; columns of ``attention.themes.THEMES``."""
    from county_reports.attention.themes import themes_frame

    return themes_frame(_read(corpus))


def checkability(corpus: Corpus) -> DataFrame:
    """How checkable each report is, with the share that the audit could check.

    Columns of ``attention.checkability.CHECKABILITY``.
    """
    from county_reports.attention.checkability import checkability_frame

    counts = corpus.audit.overview
    checked = {
        str(report): float(str(share)) if given(share) else None
        for report, share in zip(counts["report"], counts["share"], strict=True)
    }
    return checkability_frame(_read(corpus), checked)


def vague(corpus: Corpus) -> DataFrame:
    """Every vague statement with its sentence; columns of ``attention.checkability.VAGUE``."""
    from county_reports.attention.checkability import vague_frame

    return vague_frame(_read(corpus))


def phrase_table(
    table: DataFrame,
    language: Language = "en",
    *,
    most: int = MOST,
    sources: Sources | None = None,
) -> Shown:
    """Phrases as lines, reports as columns: how often, and the sentence of the first use.

    More than ``page.MANY`` reports are not columns: their number opens to the list of them.
    Phrases that more counties use come first; those found by form are marked °.

    Args:
        table: columns of ``attention.phrases.PHRASES``.
        language: en or zh, for labels and meanings.
        most: how many phrases to show; the rest is counted below.
        sources: the reports' texts (``corpus.sources``), to mark each phrase by its place.
    """
    rows = [cells_of(row) for row in table.to_dict("records")]
    ids = list(dict.fromkeys(str(row["report"]) for row in rows))
    uses: dict[str, dict[str, dict[str, object]]] = {}
    for row in rows:
        uses.setdefault(str(row["phrase"]), {})[str(row["report"])] = row
    order = sorted(uses, key=lambda p: (-len(uses[p]), -_total(uses[p])))
    many = len(ids) > MANY
    lines = []
    for phrase in order[:most]:
        own = uses[phrase]
        first = next(iter(own.values()))
        mark = "°" if first["found"] == "pattern" else ""
        kind = pick(language, *KINDS[str(first["kind"])])
        lines.append(
            [f'<span title="{escaped(first["origin"])}">{escape(phrase)}{mark}</span>',
             escape(kind), *([escaped(first["en"])] if language == "en" else [])]
            + ([_uses(list(own.values()), language)] if many else
               [_use(own.get(report), sources) for report in ids])
        )  # fmt: skip
    names = {str(row["report"]): str(row["county"]) for row in rows}
    head = [
        pick(language, "Phrase", "提法"), pick(language, "Kind", "类型"),
        *(["Meaning"] if language == "en" else []),
        *([pick(language, "Used by", "使用者")] if many else
          [f"{names[each]} {each}" for each in ids]),
    ]  # fmt: skip
    note = pick(
        language,
        "° found by its form, not in the list of known phrases. A number opens to the first use; "
        "an empty cell: not used.",
        "° 按形式找出，不在常见提法表中。点开次数可见首次使用的句子；空格为未使用。",
    )
    rest = len(order) - most
    more = pick(language, f"{rest} more phrases are not shown.", f"另有 {rest} 条未列出。")
    said = f"<p><small>{note}{f' {more}' if rest > 0 else ''}</small></p>"
    if not rows:
        none = pick(language, "No set phrase was found.", "未找到提法。")
        return Shown(f'<p class="missing">{none}</p>', none)
    return Shown(html_table(head, lines) + said, f"{len(order)} set phrases in {len(ids)} reports")


def _total(own: Mapping[str, Mapping[str, object]]) -> int:
    return sum(int(str(row["uses"])) for row in own.values())


def _use(row: Mapping[str, object] | None, sources: Sources | None) -> str:
    if row is None:
        return ""
    return with_sentence(str(row["uses"]), row, row["quote"], sources)


def _uses(own: Sequence[Mapping[str, object]], language: Language) -> str:
    """How many reports use a phrase; opens to each of them, how often, and its first use."""
    each = [
        f"{escape(str(row['county']))} {escape(str(row['report']))}: {row['uses']} "
        f"<small>{marked(str(row['quote'] or ''), str(row['text'] or ''))} "
        f"[{row['start']}:{row['end']}]</small>"
        for row in own
    ]
    count = pick(language, "one report" if len(own) == 1 else f"{len(own)} reports",
                 f"{len(own)} 份报告")  # fmt: skip
    return f"<details><summary>{count}</summary>{'<br>'.join(each)}</details>"


def theme_table(table: DataFrame, language: Language = "en") -> Shown:
    """Themes as lines; for each report its share of the words, figures and money, in percent.

    Of more than ``page.MANY`` reports, the reports are the lines.

    Args:
        table: columns of ``attention.themes.THEMES``.
        language: en or zh.
    """
    from county_reports import codebook

    book = codebook.load().themes
    rows = [cells_of(row) for row in table.to_dict("records")]
    ids = list(dict.fromkeys(str(row["report"]) for row in rows))
    cells = {
        (str(row["theme"]) if given(row["theme"]) else "", str(row["report"]),
         str(row["measure"])): row
        for row in rows
    }  # fmt: skip
    lines = []
    for theme in dict.fromkeys(key[0] for key in cells):
        none = pick(language, "no theme named", "未言及领域")
        label = pick(language, book[theme].en, book[theme].zh) if theme else none
        lines.append(
            [escape(label)]
            + [_share(cells[theme, report, m], language) for report in ids for m in MEASURES]
        )
    names = {str(row["report"]): str(row["county"]) for row in rows}
    head = [pick(language, "Theme", "领域")] + [
        f"{names[each]} {pick(language, *MEASURES[m])}, %" for each in ids for m in MEASURES
    ]
    return Shown(
        crossed(head, lines, language, each=len(MEASURES)),
        f"{len(lines)} themes in {len(ids)} reports",
    )


def _share(row: Mapping[str, object], language: Language) -> str:
    if given(row["share"]):
        share = 100 * float(str(row["share"]))
        shown = "0" if not share else f"{share:.1f}" if share >= 0.05 else "<0.1"
        split = "†" if str(row["restoration"]) in ("proven", "unique") else ""
        mark = split + ("‡" if given(row["correction"]) else "")
        if not given(row["places"]):
            return escape(shown)  # a nought has no place to open to
        written = escaped(row["text"])
        places = escaped(row["places"]).replace(f"{row['report']}:", "")
        return (
            f"<details><summary>{escape(shown)}{mark}</summary>"
            f"<small>{written} [{places}]</small></details>"
        )
    reason = str(row["missing"])
    words = pick(language, *REASONS[reason]) if reason in REASONS else reason
    return f'<span class="missing">{escape(words)}</span>'


def checkability_table(table: DataFrame, language: Language = "en") -> Shown:
    """How checkable each report is: exact, approximate, vague; figures per thousand characters.

    Args:
        table: columns of ``attention.checkability.CHECKABILITY``.
        language: en or zh.
    """
    head = (
        ("报告", "县", "陈述", "确数", "约数", "模糊", "每千字数字", "可核对")
        if language == "zh"
        else ("report", "county", "statements", "exact", "approximate", "vague",
              "figures per 1,000 characters", "took part in a check")
    )  # fmt: skip
    rows = []
    for each in table.to_dict("records"):
        row = cells_of(each)
        reached = _percent(row["share_checked"])
        if not given(row["share_checked"]):
            audited = row["missing"] == "not audited"
            reached = (
                pick(language, "not audited", "未核对") if audited
                else pick(language, "no figure was read", "没有读出数字")
            )  # fmt: skip
        per = row["figures_per_thousand"]
        rows.append(
            (
                escape(str(row["report"])), escape(str(row["county"])), str(row["statements"]),
                _counted(row, "exact"), _counted(row, "approximate"), _counted(row, "vague"),
                f"{float(str(per)):.1f}" if given(per) else "", escape(reached),
            )
        )  # fmt: skip
    return Shown(html_table(head, rows), f"{len(rows)} reports")


def _percent(share: object) -> str:
    return f"{100 * float(str(share)):.0f} %" if given(share) else ""


def _counted(row: Mapping[str, object], name: str) -> str:
    share = _percent(row[f"share_{name}"])
    return f"{row[name]} ({share})" if share else str(row[name])


def vague_table(
    table: DataFrame, language: Language = "en", *, sources: Sources | None = None
) -> Shown:
    """The vague statements by report; each opens to its sentence.

    Args:
        table: columns of ``attention.checkability.VAGUE``.
        language: en or zh.
        sources: the reports' texts (``corpus.sources``), to mark each word by its place.
    """
    if table.empty:
        none = pick(language, "No vague statement was found.", "未找到模糊的数量说法。")
        return Shown(f'<p class="missing">{none}</p>', none)
    rows = [
        (
            escape(str(row["report"])),
            with_sentence(str(row["word"]), cells_of(row), row["quote"], sources),
            escape(str(row["why_zh"] if language == "zh" else row["why_en"])),
        )
        for row in table.to_dict("records")
    ]
    head = ("报告", "用词", "缺什么") if language == "zh" else ("report", "word", "what is missing")
    return Shown(html_table(head, rows), f"{len(rows)} vague statements")

"""What notebooks show of comparisons: derived values, conflicts, ranks, spread, selection."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports import format as words
from county_reports.comparison import conflicts as reasons
from county_reports.comparison import denominators, panel, statistics
from county_reports.display.corpus import listed_values
from county_reports.display.page import (
    Shown,
    Sources,
    cells_of,
    crossed,
    given,
    html_table,
    mark_note,
    pick,
    quoted_html,
)
from county_reports.display.publishing import chart
from county_reports.execution import parameters

if TYPE_CHECKING:
    from pandas import DataFrame

    from county_reports.corpus import Corpus
    from county_reports.format import Language


DATA = ("indicator", "report", "value", "low", "upper", "unit", "period", "scope", "status",
        "choice", "missing", "why", "conflict", "start", "end", "text")  # fmt: skip


def data(table: DataFrame) -> DataFrame:
    """The columns of a comparison that a reader checks: value, interval, choice, place."""
    return table[list(DATA)]


UNDATED = "*"
"""Beside the year of a figure whose sentence states none."""

STRUCTURAL = ("already a rate", "is the denominator", "no total defined")
"""Reasons that lie in the indicator and not in a report: one line under the grid says them."""


def derived(
    table: DataFrame, language: Language = "en", *, sources: Sources | None = None
) -> Shown:
    """Divided figures as a grid; each opens to both sentences, its interval and its warnings.

    An indicator that cannot be divided in any report (a rate) is named below, not in a row.

    Args:
        table: columns of ``denominators.DERIVED`` (or ``funds_per.FUNDS_PER``, by theme).
        language: en or zh.
        sources: the reports' texts (``corpus.sources``), to mark each figure by its place.
    """
    by_theme = "theme" in table.columns
    book = codebook.load()
    labels = book.themes if by_theme else book.indicators
    key = "theme" if by_theme else "indicator"
    ids = list(dict.fromkeys(table["report"]))
    grid: dict[str, dict[str, str]] = {}
    undivided: dict[str, list[str]] = {}
    for name, own in table.groupby(key, sort=False):
        reasons = set(own["missing"])
        label = pick(language, labels[str(name)].en, labels[str(name)].zh)
        if len(reasons) == 1 and str(own["missing"].iloc[0]) in STRUCTURAL:
            undivided.setdefault(str(own["missing"].iloc[0]), []).append(label)
            continue
        grid[str(name)] = {
            str(record["report"]): derived_cell(cells_of(record), language, sources)
            for record in own.to_dict("records")
        }
    rows = [
        [escape(pick(language, labels[name].en, labels[name].zh))]
        + [cells.get(report, "") for report in ids]
        for name, cells in grid.items()
    ]
    names = dict(zip(table["report"], table["county"], strict=True))
    what = pick(language, "Theme", "领域") if by_theme else pick(language, "Indicator", "指标")
    head = [what, *(f"{names[each]} {each}" for each in ids)]
    per = denominators.per_named(str(table["per"].iloc[0])).label(language) if len(table) else ""
    note = f"<p><small>{escape(per)}</small></p>"
    made = note + crossed(head, rows, language) + mark_note(table["correction"], language)
    between = pick(language, "; ", "、")
    for reason, named in undivided.items():
        start = pick(language, "Not divided", "未作除法")
        why = words.missing(reason, language)
        said = pick(language, f"{start} ({why}): ", f"{start}（{why}）：") + between.join(named)
        made += f'<p class="missing">{escape(said)}</p>'
    return Shown(made, f"{len(rows)} x {len(ids)}, {per}")


def derived_cell(
    row: Mapping[str, object], language: Language, sources: Sources | None = None
) -> str:
    """One divided figure, or the reason why there is none, with the sentences behind it."""
    value = row["value"]
    if not isinstance(value, Decimal):
        reason = words.missing(str(row["missing"]), language)
        # what is not divided for other reasons needs no sentence of its denominator
        inside = (
            _sources(row, language, sources)
            if str(row["missing"]).startswith("denominator")
            else []
        )
        return f'<span class="missing">{_opened(escape(reason), inside)}</span>'
    figure = words.figure(
        Decimal(words.significant(value).replace(",", "")),
        str(row["unit"]),
        language,
        bound=str(row["bound"]) if given(row["bound"]) else None,
        status=str(row["status"]) if given(row["status"]) else None,
        restoration=str(row["restoration"]) if given(row["restoration"]) else None,
        correction=str(row["correction"]) if given(row["correction"]) else None,
    )
    caution = denominators.caution_words(row["caution"], language)
    shown = escape(figure) + (' <span class="bad">!</span>' if caution else "")
    inside = [_span(row, language)]
    if caution:
        inside.append(f'<span class="bad">{escape(caution)}</span>')
    return _opened(shown, [*inside, *_sources(row, language, sources)])


def _span(row: Mapping[str, object], language: Language) -> str:
    """The interval in words, with as many digits as tell its ends apart."""
    low, upper = row["low"], row["upper"]
    least = low if isinstance(low, Decimal) else Decimal(0)
    if not isinstance(upper, Decimal):
        first = words.significant(least, 4)
        return pick(language, f"at least {first}", f"至少 {first}")
    pairs = ((words.significant(least, n), words.significant(upper, n)) for n in range(4, 9))
    first, last = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
    if not first:
        only = words.significant(least, 4)
        return pick(language, f"exact to the printed digits: {only}", f"按印出数字为 {only}")
    return pick(language, f"from {first} to {last}", f"介于 {first} 与 {last} 之间")


def _sources(row: Mapping[str, object], language: Language, sources: Sources | None) -> list[str]:
    """Numerator and denominator: period, sentence with the figure marked, place."""
    listed = []
    for prefix, name in (
        ("", pick(language, "amount", "分子")),
        ("denominator_", pick(language, "divided by", "分母")),
    ):
        if not given(row.get(f"{prefix}start")):
            continue
        start, end = row[f"{prefix}start"], row[f"{prefix}end"]
        period = row[f"{prefix}period"]
        when = words.period(str(period) if given(period) else None, language)
        quote = quoted_html(row, row[f"{prefix}quote"], sources, prefix)
        listed.append(f"{escape(name)} ({escape(when)}): {quote} [{start}:{end}]")
    return listed


def _opened(shown: str, inside: list[str]) -> str:
    if not inside:
        return shown
    lines = "<br>".join(inside)
    return f"<details><summary>{shown}</summary><small>{lines}</small></details>"


def conflicts(
    table: DataFrame, language: Language = "en", *, sources: Sources | None = None
) -> Shown:
    """Where a report states one indicator differently: which figure was taken, and all others.

    Args:
        table: columns of ``schema.COMPARISON``.
        language: en or zh.
        sources: the reports' texts (``corpus.sources``), to mark each figure by its place.
    """
    book = codebook.load().indicators
    rows = []
    for record in table[table["conflict"].notna()].to_dict("records"):
        row = cells_of(record)
        entry = book[str(row["indicator"])]
        taken, _, others = str(row["conflict"]).partition("|")
        why = reasons.CHOICE_WORDS[str(row["choice"])][0 if language == "zh" else 1]
        rows.append(
            [
                escape(f"{row['county']} {row['report']}"),
                escape(pick(language, entry.en, entry.zh)),
                escape(listed_values(taken, entry.unit, language)),
                escape(listed_values(others, entry.unit, language)),
                escape(why),
                f"<small>{quoted_html(row, row['quote'], sources)}</small>",
            ]
        )
    head = pick(
        language,
        "report|indicator|taken|also stated|why|sentence",
        "报告|指标|取用|另有|理由|原句",
    ).split("|")
    if not rows:
        return Shown(f"<p>{pick(language, 'No conflicts.', '没有冲突。')}</p>", "0")
    return Shown(html_table(head, rows), f"{len(rows)} conflicts")


def ranks(table: DataFrame, language: Language = "en", *, sources: Sources | None = None) -> Shown:
    """Counties in the order of their values, with ranks as far as the printed figures allow.

    Args:
        table: columns of ``statistics.RANKS``.
        language: en or zh.
        sources: the reports' texts (``corpus.sources``), to mark each figure by its place.
    """
    rows = []
    for record in table.to_dict("records"):
        row = cells_of(record)
        if given(row["missing"]):
            rank, figure = "", words.missing(str(row["missing"]), language)
        else:
            rank = str(row["best"])
            rank += "" if row["best"] == row["worst"] else f"–{row['worst']}"
            figure = _ranked_figure(row, language)
        average = f"{row['rank_average']:g}" if given(row["rank_average"]) else ""
        quote = quoted_html(row, row["quote"], sources) if given(row["quote"]) else ""
        opened = _opened(escape(figure), [f"{quote} [{row['start']}:{row['end']}]"]) if (
            quote) else escape(figure)  # fmt: skip
        rows.append([rank, average, escape(f"{row['county']} {row['report']}"), opened])
    head = pick(language, "rank|average rank|county|value", "名次|平均名次|县|数值").split("|")
    note = pick(
        language,
        "Ranks such as 2–3 are tied: the printed figures do not tell which is larger.",
        "名次如 2–3 为并列：印出的数字分不出先后。",
    )
    return Shown(html_table(head, rows) + f"<p><small>{escape(note)}</small></p>", f"{len(rows)}")


def _ranked_figure(row: Mapping[str, object], language: Language) -> str:
    value = row["value"]
    if given(row["per"]) and isinstance(value, Decimal):
        value = Decimal(words.significant(value).replace(",", ""))
    return words.figure(
        value if isinstance(value, Decimal) else None,
        str(row["unit"]),
        language,
        bound=str(row["bound"]) if given(row["bound"]) else None,
        restoration=str(row["restoration"]) if given(row["restoration"]) else None,
        correction=str(row["correction"]) if given(row["correction"]) else None,
    )


def rank_table(corpus: Corpus, indicator: str, per: str | None = None) -> DataFrame:
    """The ranks of one indicator, as stated or divided; columns of ``statistics.RANKS``."""
    name = parameters.select_indicator(indicator)
    return statistics.ranks(corpus.compare([name], per=per))


def rank_chart(table: DataFrame, corpus: Corpus, language: Language, notebook: str) -> Shown:
    """Publish the dot plot of one indicator's ranks and show it in one language."""
    return chart("ranks", table, corpus.metadata, notebook=notebook, name="ranks",
                 language=language)  # fmt: skip


def spread(table: DataFrame, language: Language = "en") -> Shown:
    """Least, quartiles, median, largest and MAD of each indicator, where there are enough values.

    Args:
        table: columns of ``schema.COMPARISON`` or ``denominators.DERIVED``.
        language: en or zh.
    """
    book = codebook.load().indicators
    made = statistics.spread(table)
    rows = []
    for record in made.to_dict("records"):
        row = cells_of(record)
        entry, unit = book[str(row["indicator"])], str(row["unit"])
        shown = [
            words.amount(value, unit, language)
            if isinstance(value := row[name], Decimal) else "–"
            for name in ("least", "quartile_1", "median", "quartile_3", "largest", "mad")
        ]  # fmt: skip
        rows.append([escape(pick(language, entry.en, entry.zh)),
                     f"{row['counties']} / {row['of']}", *map(escape, shown)])  # fmt: skip
    head = pick(
        language,
        "indicator|counties|least|lower quartile|median|upper quartile|largest|MAD",
        "指标|县数|最小|下四分位|中位数|上四分位|最大|绝对中位差",
    ).split("|")
    least = statistics.LEAST
    note = pick(
        language,
        f"No median and no spread below {least} counties. No test of significance: the counties "
        "are no sample.",
        f"少于 {least} 个县不给出中位数与离散度。不作显著性检验：这些县不是抽样所得。",
    )
    return Shown(html_table(head, rows) + f"<p><small>{escape(note)}</small></p>", f"{len(rows)}")


def selection(table: DataFrame, language: Language = "en", indicator: str | None = None) -> Shown:
    """How many reports state it, why the others do not, and what follows from it."""
    note = statistics.selection_note(table, indicator).words(language)
    return Shown(f"<p>{escape(note)}</p>", note)


def years(table: DataFrame, language: Language = "en", *, sources: Sources | None = None) -> Shown:
    """A panel as a table: one row a county, indicator and year; revisions and breaks in words.

    Args:
        table: columns of ``panel.PANEL``; rows without a value are left out.
        language: en or zh.
        sources: the reports' texts (``corpus.sources``), to mark each figure by its place.
    """
    book = codebook.load().indicators
    rows = []
    for record in table[table["missing"].isna()].to_dict("records"):
        row = cells_of(record)
        entry = book[str(row["indicator"])]
        figure = _ranked_figure(row | {"per": None}, language)
        quote = quoted_html(row, row["quote"], sources)
        remarks = [panel.break_words(row["breaks"], language) if given(row["breaks"]) else "",
                   str(row["revision"]) if given(row["revision"]) else ""]  # fmt: skip
        star = UNDATED if row["dating"] == panel.REPORT_YEAR else ""
        rows.append([escape(str(row["county"])), escape(pick(language, entry.en, entry.zh)),
                     f"{row['year']}{star}", _opened(escape(figure), [quote]),
                     escape(str(row["report"])),
                     escape("; ".join(each for each in remarks if each))])  # fmt: skip
    head = pick(language, "county|indicator|year|value|said by|breaks and revisions",
                "县|指标|年份|数值|出处|口径变化与修订").split("|")  # fmt: skip
    note = pick(language, f"{UNDATED} No year stated: it stands at the report's year.",
                f"{UNDATED} 原文未注明年份，列于报告年度。")  # fmt: skip
    undated = (table.loc[table["missing"].isna(), "dating"] == panel.REPORT_YEAR).any()
    made = html_table(head, rows) + (f"<p><small>{escape(note)}</small></p>" if undated else "")
    return Shown(made, f"{len(rows)} rows")

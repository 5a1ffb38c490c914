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
from county_reports.display.page import (
    Shown,
    cells_of,
    crossed,
    given,
    html_table,
    mark_note,
    marked,
    pick,
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


def derived(table: DataFrame, language: Language = "en") -> Shown:
    """Divided figures as a grid; each opens to both sentences, its interval and its warnings.

    Args:
        table: columns of ``denominators.DERIVED`` (or ``funds_per.FUNDS_PER``, by theme).
        language: en or zh.
    """
    by_theme = "theme" in table.columns
    book = codebook.load()
    labels = book.themes if by_theme else book.indicators
    key = "theme" if by_theme else "indicator"
    ids = list(dict.fromkeys(table["report"]))
    grid: dict[str, dict[str, str]] = {}
    for record in table.to_dict("records"):
        row = cells_of(record)
        grid.setdefault(str(row[key]), {})[str(row["report"])] = derived_cell(row, language)
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
    return Shown(made, f"{len(rows)} x {len(ids)}, {per}")


def derived_cell(row: Mapping[str, object], language: Language) -> str:
    """One divided figure, or the reason why there is none, with the sentences behind it."""
    value = row["value"]
    if not isinstance(value, Decimal):
        reason = words.missing(str(row["missing"]), language)
        # what is not divided for other reasons needs no sentence of its denominator
        inside = _sources(row, language) if str(row["missing"]).startswith("denominator") else []
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
    return _opened(shown, [*inside, *_sources(row, language)])


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


def _sources(row: Mapping[str, object], language: Language) -> list[str]:
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
        quote = marked(str(row[f"{prefix}quote"] or ""), str(row[f"{prefix}text"] or ""))
        listed.append(f"{escape(name)} ({escape(when)}): {quote} [{start}:{end}]")
    return listed


def _opened(shown: str, inside: list[str]) -> str:
    if not inside:
        return shown
    lines = "<br>".join(inside)
    return f"<details><summary>{shown}</summary><small>{lines}</small></details>"


def conflicts(table: DataFrame, language: Language = "en") -> Shown:
    """Where a report states one indicator differently: which figure was taken, and all others.

    Args:
        table: columns of ``schema.COMPARISON``.
        language: en or zh.
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
                escape(_listed(taken, entry.unit, language)),
                escape(_listed(others, entry.unit, language)),
                escape(why),
                f"<small>{marked(str(row['quote'] or ''), str(row['text'] or ''))}</small>",
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


def _listed(listed: str, unit: str, language: Language) -> str:
    """``339@3165|7@3176`` for people: 339 人 [3165], 7 人 [3176]."""
    said = []
    for item in listed.split("|"):
        value, _, place = item.partition("@")
        ends = [Decimal(end) for end in value.split("~")]
        shown = "–".join(words.amount(end, unit, language) for end in ends)
        said.append(f"{shown} [{place.partition(':')[0]}]")
    return ("、" if language == "zh" else ", ").join(said)


def ranks(table: DataFrame, language: Language = "en") -> Shown:
    """Counties in the order of their values, with ranks as far as the printed figures allow.

    Args:
        table: columns of ``statistics.RANKS``.
        language: en or zh.
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
        quote = marked(str(row["quote"]), str(row["text"] or "")) if given(row["quote"]) else ""
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


def years(table: DataFrame, language: Language = "en") -> Shown:
    """A panel as a table: one row a county, indicator and year; revisions and breaks in words.

    Args:
        table: columns of ``panel.PANEL``; rows without a value are left out.
        language: en or zh.
    """
    book = codebook.load().indicators
    rows = []
    for record in table[table["missing"].isna()].to_dict("records"):
        row = cells_of(record)
        entry = book[str(row["indicator"])]
        figure = _ranked_figure(row | {"per": None}, language)
        quote = marked(str(row["quote"] or ""), str(row["text"] or ""))
        remarks = [panel.break_words(row["breaks"], language) if given(row["breaks"]) else "",
                   str(row["revision"]) if given(row["revision"]) else ""]  # fmt: skip
        rows.append([escape(str(row["county"])), escape(pick(language, entry.en, entry.zh)),
                     str(row["year"]), _opened(escape(figure), [quote]),
                     escape(str(row["report"])),
                     escape("; ".join(each for each in remarks if each))])  # fmt: skip
    head = pick(language, "county|indicator|year|value|said by|breaks and revisions",
                "县|指标|年份|数值|出处|口径变化与修订").split("|")  # fmt: skip
    return Shown(html_table(head, rows), f"{len(rows)} rows")

"""What notebooks show of a county's portrait: sentences, compact tables, what is not reported.

Every figure opens to the sentence that it was read from, with its place in the source.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from county_reports import format as words
from county_reports.comparison import portrait_text as told
from county_reports.comparison.portrait import Block, Entry, Item, reason
from county_reports.comparison.portrait_plan import groups
from county_reports.comparison.sentences import Sentence, sentences
from county_reports.display.page import Shown, html_table, mark_note, passage_html, pick

if TYPE_CHECKING:
    from county_reports.format import Language
    from county_reports.one_report import ReadReport

INLINE = "display:inline-block;vertical-align:top"
"""Details that are inline break the line even when they are closed."""
OPENS = "display:inline;cursor:pointer;text-decoration:underline dotted;text-underline-offset:.2em"
QUOTED = "display:block;margin:.2rem 0 .4rem;padding:.1rem .6rem;border-left:3px solid #bbb"
SMALLER = 'style="margin:.4rem 0;font-size:.92em"'
OTHERS_SHOWN = 3
"""So many other values stand in a row; more of them are folded."""


def opened(item: Item, shown: str) -> str:
    """A figure inside a sentence or cell that opens to its own sentence and place."""
    figure = item.figure
    # pieces know their place; looking for the text would mark the first of two zeros
    quote = escape(item.quote) if item.passage is None else passage_html(item.passage)
    return (
        f'<details class="figure" style="{INLINE}"><summary style="{OPENS}">{escape(shown)}'
        f'</summary><small style="{QUOTED}">{quote} [{figure.start}:{figure.end}]</small></details>'
    )


def place(read: ReadReport, language: Language = "en") -> Shown:
    """Which county and year, from which source; what its own text said is marked, gaps are named.

    Example: 县：隆回县 · 市：邵阳市 · 省：湖南省 · 年份：2019 · 不详：发布日期；作者。
    """
    lines = told.facts(read.portrait, language)
    title = f"<p><b>{escape(told.heading(read.portrait, language))}</b></p>"
    return Shown(f"{title}<p>{escape(' · '.join(lines))}</p>", " · ".join(lines))


def coverage(read: ReadReport, language: Language = "en") -> Shown:
    """How far the portrait can be trusted: numerals read, figures with and without indicator."""
    line = told.coverage(read.portrait, language)
    unread = "".join(
        f"<li>{escape(each.context)} [{each.start}]</li>" for each in read.coverage.unread
    )
    title = pick(language, "Not read:", "未能读出：")
    listed = f"<p>{escape(title)}</p><ul>{unread}</ul>" if unread else ""
    return Shown(f"<p>{escape(line)}</p>{listed}", line)


def blocks(read: ReadReport, *names: str, language: Language = "en") -> Shown:
    """Some blocks of the portrait, e.g. ``blocks(read, "registry")``; all when none is named.

    Raises:
        KeyError: the portrait has no block of that name.
    """
    portrait = read.portrait
    chosen = [portrait[name] for name in names] or list(portrait.blocks)
    parts: list[str] = []
    for block in chosen:
        titled = len(chosen) > 1 or block.plan.group is not None
        parts.append(_block(block, language, titled=titled))
        if block.id == told.MONEY:
            parts.append(_fields(told.money_by_field(portrait), language))
    shown = [item for block in chosen for item in _items(block)]
    parts.append(_notes(shown, language))
    counted = sum(block.reported for block in chosen)
    return Shown("".join(parts), f"{counted} of {_asked(chosen)} indicators reported")


def _asked(chosen: Iterable[Block]) -> int:
    return sum(len(block.entries) for block in chosen)


def group(read: ReadReport, name: str, language: Language = "en") -> Shown:
    """The blocks of a group: guarantees, work, people.

    Raises:
        KeyError: there is no such group.
    """
    if name not in groups():
        raise KeyError(f"the portrait has no group {name!r}: {', '.join(groups())}")
    names = [block.id for block in read.portrait.blocks if block.plan.group == name]
    return blocks(read, *names, language=language)


def _items(block: Block) -> list[Item]:
    found = [
        item
        for entry in block.entries
        for item in (entry.item, entry.pointed, *entry.others)
        if item is not None
    ]
    return [*found, *block.also]


def _notes(items: Iterable[Item], language: Language) -> str:
    listed = list(items)
    notes = mark_note((item.figure.correction for item in listed), language)
    if any(item.figure.restoration in ("proven", "unique") for item in listed):
        said = pick(
            language,
            "† Digits that ran together in the source and were split; the proofs are below.",
            "† 原文数字粘连，已拆分；依据见下。",
        )
        notes += f"<p><small>{escape(said)}</small></p>"
    return notes


def _block(block: Block, language: Language, *, titled: bool) -> str:
    parts = [f"<h3>{escape(block.title(language))}</h3>"] if titled else []
    note = pick(language, block.plan.note_en, block.plan.note_zh)
    if note:
        parts.append(f"<p><small>{escape(note)}</small></p>")
    if told.no_value(block):
        parts.append(f'<p class="missing">{escape(told.pick(language, told.NO_VALUE))}</p>')
    parts += [_sentence(each) for each in sentences(block, language)]
    given = [entry for entry in block.entries if not entry.silent]
    further = told.further(block, language)
    if further:
        parts.append(_further(further, language))
    if block.also or block.left:
        parts.append(_also(block, language))
    if block.silent:
        between = "、" if language == "zh" else "; "
        names = between.join(entry.label(language) for entry in block.silent)
        line = pick(language, f"Not reported: {names}.", f"未报告：{names}。")
        parts.append(f'<p class="missing" style="margin:.4rem 0"><small>{escape(line)}</small></p>')
    if given:
        title = pick(language, "Table of this block", "本部分数值表")
        table = _table(given, language)
        parts.append(f"<details><summary><small>{title}</small></summary>{table}</details>")
    return "".join(parts)


def _sentence(sentence: Sentence) -> str:
    # a paragraph may not hold details, so that this is a division that looks like one
    body = "".join(
        escape(piece.text) if piece.item is None else opened(piece.item, piece.text)
        for piece in sentence
    )
    return f'<div style="margin:.5rem 0">{body}</div>'


def _table(entries: Iterable[Entry], language: Language) -> str:
    head = (
        ("指标", "数值", "时间", "范围", "文中另有")
        if language == "zh"
        else ("Indicator", "Figure", "Period", "Scope", "Also given")
    )
    rows = []
    for entry in entries:
        item = entry.item or entry.pointed
        cell = "" if item is None else opened(item, item.shown(language))
        if entry.item is None:
            why = f'<span class="missing">{escape(reason(entry, language))}</span>'
            cell = f"{why} {cell}" if cell else why
        figure = None if item is None else item.figure
        rows.append(
            (
                escape(entry.label(language)),
                cell,
                "" if figure is None else escape(words.period(figure.period, language)),
                "" if figure is None else escape(told.scope_word(figure.scope, language)),
                _others(entry.others, language),
            )
        )
    return f'<div style="font-size:.88em;line-height:1.35">{html_table(head, rows)}</div>'


def _others(others: Iterable[Item], language: Language) -> str:
    listed = [
        f"{opened(other, other.shown(language))}{_apart(other, language)}" for other in others
    ]
    between = "、" if language == "zh" else ", "
    cell = between.join(listed[:OTHERS_SHOWN])
    rest = listed[OTHERS_SHOWN:]
    if rest:
        more = pick(language, f"{len(rest)} more", f"另 {len(rest)} 个")
        cell += f"<details><summary>{more}</summary>{between.join(rest)}</details>"
    return cell


def _apart(item: Item, language: Language) -> str:
    """The period and scope of another value, as they may not be those of the row."""
    figure = item.figure
    said = [words.period(figure.period, language)] if figure.period else []
    said += [] if figure.scope == "county" else [told.scope_word(figure.scope, language)]
    joined = ("，" if language == "zh" else ", ").join(said)
    shown = f"（{joined}）" if language == "zh" else f" ({joined})"
    return escape(shown) if said else ""


def _further(entries: Iterable[Entry], language: Language) -> str:
    """The indicators that no sentence names, each with its figures and their periods."""
    colon, comma, between, end = "：、；。" if language == "zh" else (": ", ", ", "; ", ".")
    parts = []
    for entry in entries:
        said = [escape(reason(entry, language))] if entry.item is None else []
        said += [
            opened(item, item.shown(language)) + escape(told.when(item, language))
            for item in (entry.item, entry.pointed, *entry.others)
            if item is not None
        ]
        parts.append(escape(entry.label(language)) + colon + comma.join(said))
    title = pick(language, "Further indicators: ", "其他指标：")
    return f"<div {SMALLER}>{escape(title)}{between.join(parts)}{end}</div>"


def _fields(items: list[Item], language: Language) -> str:
    """The money of each field, the largest first, each with its period."""
    colon, between, end = "：；。" if language == "zh" else (": ", "; ", ".")
    if not items:
        return ""
    parts = [
        f"{escape(told.theme_name(item.theme, language))} {opened(item, item.shown(language))}"
        f"{escape(told.when(item, language))}"
        for item in items
    ]
    title = told.pick(language, told.FIELDS)
    return f"<div {SMALLER}>{escape(title)}{colon}{between.join(parts)}{end}</div>"


def _also(block: Block, language: Language) -> str:
    """The largest figures that no indicator covers, in the report's words, and how many more."""
    between, end = "；。" if language == "zh" else ("; ", ". ")
    parts = [
        f"{escape(item.label(language) or '—')} {opened(item, item.shown(language))}"
        f"{escape(told.when(item, language))}"
        for item in block.also
    ]
    made = ""
    if parts:
        title = pick(language, "Also stated (no indicator): ", "另述（无对应指标）：")
        made = escape(title) + between.join(parts) + end
    return f"<div {SMALLER}>{made}{escape(told.left(block, language))}</div>"


def plans(read: ReadReport, language: Language = "en") -> Shown:
    """All targets of the report, by theme, each with the year that it is for."""
    planned = read.portrait.planned
    if not planned:
        none = told.pick(language, told.NO_PLANS)
        return Shown(f'<p class="missing">{escape(none)}</p>', none)
    head = (
        ("领域", "内容", "计划数", "年份", "范围")
        if language == "zh"
        else ("Theme", "Target", "Planned figure", "For", "Scope")
    )
    rows = [
        (
            escape(told.theme_name(item.theme, language)),
            escape(told.plan_label(item, language) or "—"),
            opened(item, item.shown(language)),
            escape(words.period(item.figure.period, language)),
            escape(told.scope_word(item.figure.scope, language)),
        )
        for item in planned
    ]
    made = html_table(head, rows) + _notes(planned, language)
    return Shown(made, f"{len(rows)} planned figures")

"""A county's portrait as plain text and as Markdown: each figure with its place in the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from county_reports import codebook
from county_reports import format as words
from county_reports.audit.tally import gravest_first, tally
from county_reports.audit.wording import readable
from county_reports.comparison import findings
from county_reports.comparison.funds import FUNDS_OF_THEME
from county_reports.comparison.portrait import Block, Entry, Item, Portrait, reason
from county_reports.comparison.portrait_plan import groups
from county_reports.comparison.portrait_table import FACTS
from county_reports.comparison.sentences import Sentence, sentences
from county_reports.format import Language

Note = Callable[[Item], str]
"""What follows a figure so that it leads to its sentence: its place, or a footnote."""

PLANS = ("下一步计划", "Plans: targets, not results 计划")
AUDIT = ("报告自身数字的核对", "The report's own arithmetic 核对")
MONEY = "money"
FIELDS = (
    "各领域资金（各取一数，未作加总，口径与时间不一）",
    "Money of the fields (one figure each, not added up; of differing scope and time)",
)
NO_PLANS = ("未报告计划数。", "Not reported: no planned figure was found.")
NO_VALUE = ("没有一项指标有数值。", "None of its indicators has a value.")
NO_RELATION = ("没有可以核对的。", "Nothing could be checked.")


def pick(language: Language, pair: tuple[str, str]) -> str:
    """One of a pair of Chinese and English words."""
    return pair[0] if language == "zh" else pair[1]


def heading(portrait: Portrait, language: Language) -> str:
    """Whose portrait it is: county and year, or that they are not known."""
    about = portrait.metadata
    county = about.county or pick(language, ("县名不详", "county not known"))
    year = pick(language, ("年份不详", "year not known"))
    if about.year is not None:
        year = words.period(str(about.year), language)
    return f"{county} · {year} · {about.id}"


def text(portrait: Portrait, language: Language = "en") -> str:
    """The portrait for a terminal; after each figure its place: 0.68% [439:444].

    Example: ``text(report.portrait, "zh")`` has 贫困发生率0.68% [439:444].
    """
    lines = [heading(portrait, language), ""]
    for level, title, body in _parts(portrait, language, _place):
        lines += ["", title if level > 1 else f"== {title} =="]
        lines += [f"  {line}" for line in body]
    how = (
        f"[起:止] 为原文中的位置；county-reports explain {portrait.metadata.id}:起 给出所在句。",
        (
            "[start:end] is the place in the source; "
            f"county-reports explain {portrait.metadata.id}:START shows the sentence."
        ),
    )
    return "\n".join([*lines, "", pick(language, how)]) + "\n"


def markdown(portrait: Portrait, language: Language = "en") -> str:
    """The portrait in Markdown: each figure has a footnote with its place and sentence."""
    name = portrait.metadata.id
    noted: dict[int, Item] = {}

    def footnote(item: Item) -> str:
        noted.setdefault(item.figure.start, item)
        return f"[^{name}-{item.figure.start}]"

    lines = [f"# {escaped(heading(portrait, language))}"]
    for level, title, body in _parts(portrait, language, footnote):
        lines += ["", f"{'#' * (level + 1)} {title}"]
        for line in body:
            lines += ["", line]
    lines.append("")
    for start, item in sorted(noted.items()):
        place = f"`[{start}:{item.figure.end}]`"
        lines.append(f"[^{name}-{start}]: {escaped(item.quote)} {place}")
    return "\n".join(lines) + "\n"


def escaped(said: str) -> str:
    """Report text in Markdown: nothing in it is markup or HTML."""
    return "".join(f"\\{each}" if each in "\\`*_{}[]<>#|~$&" else each for each in said)


def _place(item: Item) -> str:
    return f" [{item.figure.start}:{item.figure.end}]"


Part = tuple[int, str, list[str]]


def _parts(portrait: Portrait, language: Language, note: Note) -> Iterator[Part]:
    plain = note is _place
    said = (lambda line: line) if plain else escaped
    yield 1, pick(language, ("来源", "Place and source 来源")), [
        said(line) for line in facts(portrait, language)
    ]  # fmt: skip
    if portrait.reading is not None:
        yield (
            1,
            pick(language, ("读取覆盖率", "Coverage 读取覆盖率")),
            [coverage(portrait, language)],
        )
    group: str | None = None
    for block in portrait.blocks:
        if block.plan.group != group and block.plan.group is not None:
            yield 1, pick(language, groups()[block.plan.group]), []
        group = block.plan.group
        level = 2 if group else 1
        lines = list(_block(block, language, note, said))
        if block.id == MONEY and (fields := money_by_field(portrait)):
            shown = [
                f"{theme_name(item.theme, language)} {said(item.shown(language))}{note(item)}"
                f"{when(item, language)}"
                for item in fields
            ]
            lines.append(_listed(pick(language, FIELDS), shown, language))
        yield level, block.title(language), lines
    yield 1, pick(language, PLANS), list(_plans(portrait, language, note, said))
    if portrait.audit is not None:
        yield 1, pick(language, AUDIT), [said(line) for line in _audit(portrait, language)]


def facts(portrait: Portrait, language: Language) -> list[str]:
    """What is known about the report, and what is not, one line each."""
    known, unknown = [], []
    for name, zh, en in FACTS:
        value = getattr(portrait.metadata, name)
        label = pick(language, (zh, en))
        if value is None:
            unknown.append(label)
            continue
        found = pick(language, ("（据正文）", " (found in the text)"))
        marked = found if name in portrait.metadata.found else ""
        known.append(f"{label}{_colon(language)}{value}{marked}")
    if unknown:
        known.append(_listed(pick(language, ("不详", "Not known")), unknown, language))
    return known


def coverage(portrait: Portrait, language: Language) -> str:
    """How far the portrait can be trusted, in a sentence of counts made by the program."""
    read = portrait.reading
    if read is None:
        return ""
    zh = (
        f"正文数字 {read.numerals} 处：读作数据 {read.read} 处，有意搁置 {read.set_aside} 处，未能读出 "
        f"{read.unread} 处。共得数据 {read.figures} 个（粘连的数字可含数个），其中有指标的 "
        f"{read.with_indicator} 个，无主题的 {read.without_theme} 个。指标 {portrait.indicators} "
        f"项，有数值的 {portrait.reported} 项。"
    )
    en = (
        f"Of {read.numerals} numerals in the prose {read.read} were read as figures, "
        f"{read.set_aside} were knowingly set aside (dates, ordinals, set phrases), {read.unread} "
        f"were not read. They make {read.figures} figures (digits that ran together hold several); "
        f"with an indicator: {read.with_indicator}, without a theme: {read.without_theme}. Of "
        f"{portrait.indicators} indicators {portrait.reported} have a value."
    )
    return pick(language, (zh, en))


def _block(
    block: Block, language: Language, note: Note, said: Callable[[str], str]
) -> Iterator[str]:
    if block.plan.note_zh:
        yield said(pick(language, (block.plan.note_zh, block.plan.note_en)))
    if no_value(block):
        yield pick(language, NO_VALUE)
    for sentence in sentences(block, language):
        yield _sentence(sentence, note, said)
    rest = [_entry(entry, language, note, said) for entry in further(block, language)]
    if rest:
        yield _listed(pick(language, ("其他指标", "Further indicators")), rest, language)
    if block.also or block.left:
        yield also(block, language, note, said)
    if block.silent:
        names = [said(entry.label(language)) for entry in block.silent]
        yield _listed(pick(language, ("未报告", "Not reported")), names, language)


def money_by_field(portrait: Portrait) -> list[Item]:
    """The figure of money put into each theme, the largest first; funds as a whole are not in it.

    Example (隆回县): 电力通信光伏 7.09亿元, 产业扶贫 5.38亿元, 村级公共服务 3.7亿元, …
    """
    entries = {entry.indicator: entry for block in portrait.blocks for entry in block.entries}
    found = []
    for names in FUNDS_OF_THEME.values():
        items = [item for name in names if (item := entries[name].item) is not None]
        # two names for one thing: the larger stands, as in the comparison of funds
        found += sorted(items, key=lambda item: (-item.figure.value, item.figure.start))[:1]
    return sorted(found, key=lambda item: (-item.figure.value, item.figure.start))


def no_value(block: Block) -> bool:
    """Whether there are only targets and unsure figures; a silent block is told as not reported."""
    return not block.reported and len(block.silent) < len(block.entries)


def further(block: Block, language: Language) -> list[Entry]:
    """The indicators with a figure, a target or another value that no sentence of the block has."""
    told = {
        piece.item.figure.start
        for sentence in sentences(block, language)
        for piece in sentence
        if piece.item is not None
    }
    return [entry for entry in block.entries if not entry.silent and not _all_told(entry, told)]


def _all_told(entry: Entry, told: set[int]) -> bool:
    """Whether a sentence has the entry's figure and every other value of it already."""
    items = [item for item in (entry.item, entry.pointed, *entry.others) if item is not None]
    return entry.item is not None and all(item.figure.start in told for item in items)


def _sentence(sentence: Sentence, note: Note, said: Callable[[str], str]) -> str:
    return "".join(
        said(piece.text) + ("" if piece.item is None else note(piece.item)) for piece in sentence
    )


def _entry(entry: Entry, language: Language, note: Note, said: Callable[[str], str]) -> str:
    parts = [reason(entry, language)] if entry.item is None else []
    parts += [
        said(item.shown(language)) + note(item) + when(item, language)
        for item in (entry.item, entry.pointed, *entry.others)
        if item is not None
    ]
    return said(entry.label(language)) + _colon(language) + ", ".join(parts)


def when(item: Item, language: Language) -> str:
    """The period of a figure, and its scope where that is not the whole county, in brackets."""
    figure = item.figure
    said = [words.period(figure.period, language)]
    if not figure.period:
        said = [pick(language, ("未注明时间", "no year stated"))]
    if figure.scope != "county":
        said.append(scope_word(figure.scope, language))
    if language == "zh":
        return f"（{'，'.join(said)}）"
    return f" ({', '.join(said)})"


SCOPES = {
    "county": ("全县", "county"),
    "part": ("部分", "a part"),
    "standard": ("标准", "rule or rate"),
    "other": ("非全县", "not the county"),
}


def scope_word(scope: str, language: Language) -> str:
    """What a figure is about: 全县 / county, 部分 / a part."""
    return pick(language, SCOPES.get(scope, (scope, scope)))


def also(block: Block, language: Language, note: Note, said: Callable[[str], str]) -> str:
    """The largest figures of a block that no indicator covers, and how many are left."""
    shown = [
        f"{said(item.label(language) or '—')} {said(item.shown(language))}{note(item)}"
        f"{when(item, language)}"
        for item in block.also
    ]
    title = pick(language, ("另述（无对应指标）", "Also stated (no indicator)"))
    line = _listed(title, shown, language) if shown else ""
    between = " " if line and language == "en" and block.left else ""
    return line + between + left(block, language)


def left(block: Block, language: Language) -> str:
    """How many figures of the block's themes have no indicator and are not listed."""
    if not block.left:
        return ""
    zh = f"另有 {block.left} 个无指标的数据未列。"
    return pick(language, (zh, f"Further figures without an indicator, not listed: {block.left}."))


def _plans(
    portrait: Portrait, language: Language, note: Note, said: Callable[[str], str]
) -> Iterator[str]:
    if not portrait.planned:
        yield pick(language, NO_PLANS)
        return
    for theme, items in by_theme(portrait.planned):
        shown = [
            f"{said(plan_label(item, language))} {said(item.shown(language))}{note(item)}"
            f"{when(item, language)}"
            for item in items
        ]
        yield _listed(theme_name(theme, language), shown, language)


def plan_label(item: Item, language: Language) -> str:
    """What a target is about: its indicator, and the report's words where they differ."""
    label, said = item.label(language), item.figure.object
    return label if not said or said in label or not label else f"{label} · {said}"


def by_theme(items: Sequence[Item]) -> list[tuple[str | None, list[Item]]]:
    """Figures that are sorted by theme, theme by theme."""
    cuts = [0, *(n for n, pair in enumerate(pairwise(items), 1) if pair[0].theme != pair[1].theme)]
    return [
        (items[first].theme, list(items[first:last]))
        for first, last in pairwise([*cuts, len(items)])
    ]


def theme_name(theme: str | None, language: Language) -> str:
    """A theme's name, or that a figure has none."""
    entry = codebook.load().themes.get(theme or "")
    if entry is None:
        return pick(language, ("无主题", "No theme"))
    return pick(language, (entry.zh, entry.en))


def _audit(portrait: Portrait, language: Language) -> Iterator[str]:
    audit = portrait.audit
    if audit is None or not audit.findings:
        yield pick(language, NO_RELATION)
        return
    counts = tally(audit)
    yield pick(language, (
        (f"核对关系 {counts.relations} 项：相符 {counts.confirmed}，对不上 {counts.inconsistent}，"
        f"末位出入 {counts.slips}，不合常理 {counts.implausible}。"),
        (f"{counts.relations} relations checked: {counts.confirmed} that add up, "
        f"{counts.inconsistent} that do not, {counts.slips} with a slip in the last digit, "
            f"{counts.implausible} implausible."),
    ))  # fmt: skip
    for finding in gravest_first(audit.contradictions):
        at = findings.place(finding).quantity
        yield f"{readable(finding.expression, language)} [{at.start}:{at.end}]"


def _colon(language: Language) -> str:
    return "：" if language == "zh" else ": "


def _listed(title: str, parts: Iterable[str], language: Language) -> str:
    between, end = ("；", "。") if language == "zh" else ("; ", ".")
    return title + _colon(language) + between.join(parts) + end

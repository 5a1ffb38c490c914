"""Small things that notebooks show: tables with a way back to the sentence, charts, lists.

Everything that comes from a report is escaped. Nothing is computed here that is not computed
elsewhere: a notebook's numbers are the library's numbers.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

from county_reports import paths
from county_reports.execution import parameters, session
from county_reports.model import Metadata

if TYPE_CHECKING:
    from pandas import DataFrame

    from county_reports.charts.chart import Chart
    from county_reports.charts.publish import Published
    from county_reports.comparison.summary import Block
    from county_reports.corpus import Corpus, ReadReport
    from county_reports.format import Language

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that shows itself as HTML in a notebook; `text` is for a terminal."""

    html: str
    text: str = ""

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text or self.html


def reports() -> tuple[Metadata, ...]:
    """All reports of the project: those of the manifest, then files dropped into seeds/."""
    from county_reports.reading import manifest

    return manifest.list_reports(paths.seeds_folder())


def compare(indicators: Sequence[str], corpus: Corpus | None = None) -> DataFrame:
    """A table of some indicators for all reports; columns of ``schema.COMPARISON``.

    Example: ``cr.compare(["registry.incidence"])`` has 隆回县 0.68 percent.

    Raises:
        UsageError: an indicator is not in the codebook.
    """
    from county_reports.corpus import read_corpus

    return (corpus or read_corpus()).compare(indicators)


def _pick(language: str, en: str, zh: str) -> str:
    return zh if language == "zh" else en


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already."""
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _given(value: object) -> bool:
    """Whether a cell of a frame holds something (None, NaN and NA are nothing)."""
    return value is not None and str(value) not in ("", "<NA>", "nan", "NaT")


def _mark_note(corrections: Iterable[object], language: Language) -> str:
    """What ‡ means, under a table that has it."""
    from county_reports.format import CORRECTED_NOTE

    any_given = any(_given(each) for each in corrections)
    return f"<p><small>{escape(CORRECTED_NOTE[language])}</small></p>" if any_given else ""


def _text(value: object) -> str:
    return escape(str(value)) if _given(value) else ""


def _with_sentence(figure: str, row: Mapping[str, object], sentence: object) -> str:
    """A figure that opens to the sentence it stands in, with its place in the source."""
    if not _given(sentence):
        return escape(figure)
    place = f" [{row['start']}:{row['end']}]" if _given(row.get("start")) else ""
    quoted = _marked(str(sentence), str(row.get("text") or ""))
    return (
        f"<details><summary>{escape(figure)}</summary>"
        f"<small>{quoted}{escape(place)}</small></details>"
    )


def _marked(sentence: str, written: str) -> str:
    """A sentence with its figure marked: the 0 of 错退率为0, not that of 1.01% before it."""
    # digits beside digits are another number; 7931户27485人 are two
    after = r"(?!\.?\d)" if written[-1:].isdigit() else ""
    found = re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(written)}{after}", sentence)
    if not written or found is None:
        return escape(sentence)
    head, tail = sentence[: found.start()], sentence[found.end() :]
    return f"{escape(head)}<mark>{escape(written)}</mark>{escape(tail)}"


# ---- one report


def metadata(report: ReadReport, language: Language = "en") -> Shown:
    """What is known about a report; what its own text said (no manifest) is marked."""
    about = report.metadata
    names = (
        ("county", "County", "县"),
        ("prefecture", "Prefecture", "市"),
        ("province", "Province", "省"),
        ("admin_code", "Code", "行政区划代码"),
        ("year", "Year", "年份"),
        ("published", "Published", "发布日期"),
        ("title", "Title", "标题"),
        ("author", "Author", "作者"),
        ("source", "Publisher", "来源"),
        ("rights", "Rights", "权利"),
    )
    found = _pick(language, " (found in the text)", "（据正文）")
    unknown = _pick(language, "not known", "不详")
    rows = [
        (
            escape(_pick(language, en, zh)),
            (_text(getattr(about, name)) or f'<span class="missing">{escape(unknown)}</span>')
            + (escape(found) if name in about.found and getattr(about, name) else ""),
        )
        for name, en, zh in names
    ]
    return Shown(_table([report.id, ""], rows), f"{report.id}: {about.name}")


def coverage(report: ReadReport, language: Language = "en") -> Shown:
    """How many numerals of a report were read, and every one that was not, with its words."""
    counts = report.coverage
    share = f"{counts.share * 100:.1f} %"
    line = _pick(
        language,
        f"{share} of the {counts.total} numerals in the prose were read ({counts.read}) or "
        f"knowingly set aside ({counts.set_aside}: dates, ordinals, set phrases); "
        f"{len(counts.unread)} were not read.",
        f"覆盖率 {share}：正文共有数字 {counts.total} 处，读作数据 {counts.read} 处，有意搁置（日期、"
        f"序号、固定词组）{counts.set_aside} 处，未能读出 {len(counts.unread)} 处。",
    )
    unread = "".join(f"<li>{each.start}: {escape(each.context)}</li>" for each in counts.unread)
    return Shown(f"<p>{escape(line)}</p>" + (f"<ul>{unread}</ul>" if unread else ""), line)


def text(report: ReadReport) -> Shown:
    """The whole report with every figure marked in its sentence; what was read is the tooltip."""
    from county_reports import highlight

    marked = highlight.html(report.report, report.observations_list, coverage=report.coverage)
    return Shown(marked, f"{report.measures} figures marked")


def restored(report: ReadReport, language: Language = "en") -> Shown:
    """Figures whose digits ran together in the source, with the proof of each split."""
    rows = [
        (
            str(each.quantity.start),
            escape(each.quantity.text),
            "" if each.quantity.value is None else f"{each.quantity.value:,f}",
            escape(each.quantity.unit or ""),
            escape(split.kind),
            escape(split.proof),
            escape(" | ".join(split.alternatives)),
        )
        for each in report.observations_list
        if (split := each.quantity.restoration) is not None
    ]
    if not rows:
        none = _pick(language, "No fused digits in this report.", "本报告没有粘连的数字。")
        return Shown(f"<p>{escape(none)}</p>", none)
    head = (
        ("起", "原文", "数值", "单位", "拆分", "依据", "其他拆法")
        if language == "zh"
        else ("start", "as written", "value", "unit", "split", "proof", "alternatives")
    )
    return Shown(_table(head, rows), f"{len(rows)} restored figures")


def figures(report: ReadReport, language: Language = "en", *, theme: str | None = None) -> Shown:
    """Every figure of a report that got an indicator, in the order of the text."""
    from county_reports import codebook
    from county_reports import format as words
    from county_reports.comparison.quotes import quote

    book = codebook.load()
    rows = []
    shown = []
    for each in report.observations_list:
        entry = book.indicators.get(each.indicator or "")
        quantity = each.quantity
        if entry is None or (theme is not None and entry.theme != theme):
            continue
        shown.append(each)
        value = words.figure(
            quantity.value,
            quantity.unit or "count",
            language,
            high=quantity.high,
            bound=quantity.bound,
            status=each.status,
            restoration=quantity.restoration.kind if quantity.restoration else None,
            correction=each.correction.signed if each.correction else None,
            classifier=quantity.classifier,
        )
        place = {"start": quantity.start, "end": quantity.end, "text": quantity.text}
        sentence = quote(report.source, quantity.start, quantity.end)
        rows.append(
            (
                escape(_pick(language, entry.en, entry.zh)),
                _with_sentence(value, place, sentence),
                _text(each.object),
                escape(words.period(each.period, language)),
                escape(each.scope),
            )
        )
    head = (
        ("指标", "数值", "对象", "时间", "范围")
        if language == "zh"
        else ("Indicator", "Figure", "Object", "Period", "Scope")
    )
    made = _table(head, rows) + _mark_note((each.correction for each in shown), language)
    return Shown(made, f"{len(rows)} figures with an indicator")


# ---- the summary of one county


def summary(
    report: ReadReport,
    language: Language = "en",
    *,
    themes: Sequence[str] | None = None,
    besides: Sequence[str] = (),
) -> Shown:
    """One county's summary, theme by theme: each figure opens to its sentence.

    What the report does not give is named under each theme, never left out in silence.

    Args:
        report: the report that was read.
        language: en or zh, for the labels.
        themes: only these themes of the codebook.
        besides: all themes but these.
    """
    from county_reports import codebook
    from county_reports.comparison import summary as blocks

    wanted = [
        theme
        for theme in (themes or blocks.themes_in_order())
        if theme not in besides and theme in codebook.load().themes
    ]
    made = blocks.blocks(report.observations, report.metadata, report.source, themes=wanted)
    return Shown(
        "".join(_block(block, language) for block in made),
        f"{sum(block.reported for block in made)} of "
        f"{sum(block.indicators for block in made)} indicators reported",
    )


def _block(block: Block, language: Language) -> str:
    from county_reports import format as words

    title = _pick(language, f"{block.en} {block.zh}", block.zh)
    rows = block.rows.to_dict("records")
    lines = []
    silent = []
    for row in rows:
        label = str(row[f"label_{language}"])
        if _given(row["missing"]) and not _given(row["start"]):
            silent.append(label)
            continue
        figure = str(row[f"value_{language}"])
        others = len(str(row["others"]).split("|")) if _given(row["others"]) else 0
        note = _pick(language, f"{others} other figures", f"另有 {others} 个数") if others else ""
        period = str(row["period"]) if _given(row["period"]) else None
        lines.append(
            (
                escape(label),
                _with_sentence(figure, _named(row), row["sentence"]),
                escape(words.period(period, language)),
                escape(note if others else ""),
            )
        )
    parts = [f"<h3>{escape(title)}</h3>"]
    head = (
        ("指标", "数值", "时间", "备注")
        if language == "zh"
        else ("Indicator", "Value", "Period", "Note")
    )
    if lines:
        parts.append(_table(head, lines))
    parts.append(_mark_note((row["correction"] for row in rows), language))
    if silent:
        between = "、" if language == "zh" else "; "
        start = _pick(language, "Not reported: ", "未报告：")
        parts.append(f'<p class="missing">{escape(start + between.join(silent))}</p>')
    return "".join(parts)


def _named(row: Mapping[Any, Any]) -> dict[str, object]:
    return {str(name): value for name, value in row.items()}


# ---- many reports


def select(corpus: Corpus, reports: str) -> Corpus:
    """The reports of a corpus that ``"all"`` or ``"cili-2018, longhui-2019"`` names.

    Raises:
        UnknownReportError: one of them is not in the corpus.
    """
    chosen = parameters.select_reports(reports, corpus.ids)
    return replace(corpus, reports=tuple(corpus[name] for name in chosen))


def indicators(names: str) -> tuple[str, ...]:
    """The indicators that ``"registry.incidence, funding.total"`` or ``"all"`` names.

    Raises:
        ParameterError: one of them is not in the codebook.
    """
    return parameters.select_indicators(names)


def corpus_coverage(corpus: Corpus, language: Language = "en") -> Shown:
    """How much of each report was read, and which files were set aside and why."""
    rows = [
        (
            escape(each.id),
            escape(each.metadata.name),
            str(each.metadata.year or ""),
            str(each.coverage.total),
            f"{each.coverage.share * 100:.1f} %",
            str(len(each.coverage.unread)),
        )
        for each in corpus.reports
    ]
    head = (
        ("报告", "县", "年份", "数字", "覆盖率", "未读出")
        if language == "zh"
        else ("report", "county", "year", "numerals", "read or set aside", "not read")
    )
    aside = "".join(
        f'<li class="bad">{escape(str(each.file))}: {escape(each.reason)}</li>'
        for each in corpus.set_aside
    )
    title = _pick(language, "Set aside:", "未能读取的文件：")
    listed = f"<p>{escape(title)}</p><ul>{aside}</ul>" if aside else ""
    return Shown(_table(head, rows) + listed, f"{len(rows)} reports read")


def comparison(table: DataFrame, language: Language = "en") -> Shown:
    """A comparison as a grid: one row an indicator, one column a report, reasons where missing.

    Args:
        table: columns of ``schema.COMPARISON``.
        language: en or zh, for labels, units and reasons.
    """
    from county_reports import codebook

    book = codebook.load().indicators
    ids = list(dict.fromkeys(table["report"]))
    cells: dict[str, dict[str, str]] = {}
    for row in table.to_dict("records"):
        cells.setdefault(str(row["indicator"]), {})[str(row["report"])] = _cell(
            _named(row), language
        )
    rows = [
        [escape(_pick(language, book[name].en, book[name].zh))]
        + [cells[name].get(report, "") for report in ids]
        for name in cells
    ]
    names = dict(zip(table["report"], table["county"], strict=True))
    head = [_pick(language, "Indicator", "指标"), *(f"{names[each]} {each}" for each in ids)]
    made = _table(head, rows) + _mark_note(table["correction"], language)
    return Shown(made, f"{len(rows)} indicators x {len(ids)} reports")


def _cell(row: Mapping[str, object], language: Language) -> str:
    from county_reports import format as words

    if _given(row["missing"]):
        reason = words.missing(str(row["missing"]), language)
        opened = _with_sentence(reason, row, row["quote"])
        return f'<span class="missing">{opened}</span>'
    figure = words.figure(
        row["value"],  # type: ignore[arg-type]
        str(row["unit"]),
        language,
        high=row["high"] if _given(row["high"]) else None,  # type: ignore[arg-type]
        bound=str(row["bound"]) if _given(row["bound"]) else None,
        status=str(row["status"]) if _given(row["status"]) else None,
        restoration=str(row["restoration"]) if _given(row["restoration"]) else None,
        correction=str(row["correction"]) if _given(row["correction"]) else None,
    )
    return _with_sentence(figure, row, row["quote"])


# ---- figures


def publish(*arguments: Any, **named: Any) -> Published:
    """Write a figure with its data, caption and snippets into figures/; see ``charts.publish``."""
    from county_reports.charts import publish as writer

    published: Published = writer.publish(*arguments, **named)
    session.note_outputs(published.files)
    return published


def compared(read: ReadReport | Corpus) -> DataFrame:
    """All indicators of a report or a corpus, columns of ``schema.COMPARISON``."""
    from county_reports.comparison import alignment
    from county_reports.corpus import Corpus

    corpus = read if isinstance(read, Corpus) else Corpus((read,))
    every = parameters.select_indicators(parameters.ALL)
    return alignment.compare(corpus.observations, corpus.metadata, every, corpus.sources)


def funds(corpus: Corpus) -> DataFrame:
    """The money put into each theme by each county; columns of ``comparison.funds.FUNDS``."""
    from county_reports.comparison import funds as table

    return table.by_theme(corpus.observations, corpus.metadata, corpus.sources)


def matrix(comparison: DataFrame) -> DataFrame:
    """Who reports what; columns of ``comparison.coverage_matrix.MATRIX``."""
    from county_reports.comparison import coverage_matrix

    return coverage_matrix.matrix(comparison)


def chart(
    kind: str,
    table: DataFrame,
    about: Sequence[Metadata],
    *,
    notebook: str,
    name: str,
    language: Language = "en",
) -> Shown:
    """Draw a chart in both languages, publish both, and show the one that was asked for.

    Args:
        kind: registry, incidence, funds or matrix.
        table: what is drawn; each function of ``charts`` says which table it takes.
        about: the reports drawn, in the order in which they are to stand.
        notebook: the notebook's name: the folder below figures/.
        name: name of the figure; the language is added.
        language: the one to show, en or zh.

    Raises:
        FigureError: there is nothing to draw, or the figure breaks its contract.
    """
    from importlib import import_module

    draw = getattr(import_module(f"county_reports.charts.{kind}"), kind)
    drawn = {each: draw(table, about, language=each) for each in LANGUAGES}
    return published(drawn, language, notebook=notebook, name=name)


def published(drawn: Mapping[str, Chart], language: Language, *, notebook: str, name: str) -> Shown:
    """Publish a chart that was drawn in both languages, and show the one that was asked for."""
    made = {each: publish(picture, name=name, notebook=notebook) for each, picture in drawn.items()}
    return _picture(made[language], drawn[language].alt)


def _picture(published: Published, alt: str) -> Shown:
    """A published figure with its caption, and its words for readers who do not see it."""
    data = b64encode(published.picture).decode("ascii")
    return Shown(
        f'<figure><img src="data:image/png;base64,{data}" style="width:100%;max-width:56rem" '
        f'alt="{escape(alt)}"><figcaption>{escape(published.caption)}</figcaption></figure>',
        f"{published.name}: {published.caption}",
    )

"""What notebook 06 shows of words: key words with their sentences, and what was put aside and why.

Each word opens to the line it stands in first. A report that cannot be compared is told so in a
sentence; it is no error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from county_reports.display import publishing
from county_reports.display.page import Shown, cells_of, html_table, pick, with_sentence
from county_reports.language import counting, tables
from county_reports.language.tokens import tokens_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from county_reports.charts.chart import Chart
    from county_reports.corpus import Corpus
    from county_reports.format import Language
    from county_reports.one_report import ReadReport

REASONS = {
    "there is no report of another county to compare the words with": "没有其他县的报告可比",
    "the report has no words": "报告中没有词",
    "the other reports have no words": "其他报告中没有词",
}
ASIDE = {
    tables.PLACE_NAME: ("names of places", "地名"),
    tables.RARE: ("too rare on the side that has them more often", "出现次数过少"),
    tables.FEW_PARTS: ("in few parts of the text", "集中于少数段落"),
    tables.WEAK: ("weak evidence of a difference", "差异证据较弱"),
}


def overview(corpus: Corpus, language: Language = "en") -> Shown:
    """One row a report: how many words it has, of these content words, different ones, a part."""
    rows = []
    for read in corpus:
        own = counting.counted(read.report)
        every = len(tokens_of(read.report))
        rows.append(
            (escape(read.id), escape(read.metadata.name), f"{every:,}", f"{own.size:,}",
             f"{len(own.counts):,}")
        )  # fmt: skip
    head = (
        ("报告", "县", "词", "实词", "不同的实词")
        if language == "zh"
        else ("report", "county", "words", "content words", "distinct content words")
    )
    return Shown(html_table(head, rows), f"words of {len(corpus)} reports")


def key_words(corpus: Corpus, language: Language = "en", *, most: int = 12) -> Shown:
    """The key words of each report by keyness, those used more and those used less, or why none.

    Args:
        corpus: the reports; each is compared with those of the other counties among them.
        language: of the words around the words.
        most: rows of one report at most.
    """
    parts = []
    for read in corpus:
        parts.append(_title(read))
        refusal = _refusal(corpus, read, language)
        if refusal:
            parts.append(refusal)
            continue
        table = corpus.keyness(read.id)
        key = table[table["key"]]
        parts.append(
            _keyness(key.head(most), language, corpus.sources) if len(key) else _none(language)
        )
        if len(key) > most:
            parts.append(_more(len(key) - most, language))
        parts.append(_aside(table, language))
    return Shown("".join(parts), f"key words of {len(corpus)} reports")


def log_odds(corpus: Corpus, language: Language = "en", *, most: int = 8) -> Shown:
    """The first words of each report by weighted log-odds, those that are key words in bold."""
    rows = []
    for read in corpus:
        refusal = _refusal(corpus, read, language)
        if refusal:
            rows.append((escape(read.id), refusal))
            continue
        key = corpus.keyness(read.id)
        agreed = set(key.loc[key["key"], "word"])
        found = corpus.log_odds(read.id)
        first = found[found["aside"].isna() & (found["count"] > 0)].head(most)
        words = [
            f"<b>{escape(word)}</b>&nbsp;{z:.1f}"
            if word in agreed
            else f"{escape(word)}&nbsp;{z:.1f}"
            for word, z in zip(first["word"], first["z"], strict=True)
        ]
        rows.append((escape(read.id), " · ".join(words)))
    head = ("报告", "词与 z 值") if language == "zh" else ("report", "words with z")
    return Shown(html_table(head, rows), f"log-odds of {len(corpus)} reports")


def tf_idf(corpus: Corpus, language: Language = "en", *, most: int = 8) -> Shown:
    """The heaviest words of each report by TF-IDF; it also serves for one report alone."""
    table = corpus.tf_idf
    rows = []
    for read in corpus:
        own = table[(table["report"] == read.id) & table["aside"].isna()].head(most)
        words = (
            f"{escape(word)}&nbsp;{count}"
            for word, count in zip(own["word"], own["count"], strict=True)
        )
        rows.append((escape(read.id), " · ".join(words)))
    head = ("报告", "词与次数") if language == "zh" else ("report", "words with occurrences")
    return Shown(html_table(head, rows), f"TF-IDF of {len(corpus)} reports")


def keyness_table(corpus: Corpus) -> DataFrame:
    """The key words of all reports as a table of data; ``corpus.keyness`` has every word."""
    table = corpus.keyness_of_each
    shown = ["report", "word", "count", "others_count", "log_ratio", "g2", "bic", "dispersion"]
    return table.loc[table["key"], shown].reset_index(drop=True)


def chart(
    corpus: Corpus, language: Language = "en", *, notebook: str, name: str, most: int = 12
) -> Shown:
    """Draw and publish the key words in both languages, and show one.

    Args:
        corpus: the reports drawn, in the order in which they are to stand.
        language: the one to show, en or zh.
        notebook: the notebook's name: the folder below figures/.
        name: name of the figure; the language is added.
        most: words of one county at most.

    Raises:
        FigureError: no report, or the figure breaks its contract.
    """
    from county_reports.charts.chart import LANGUAGES
    from county_reports.charts.keyness import keyness as draw

    table = corpus.keyness_of_each
    drawn: dict[str, Chart] = {
        each: draw(table, corpus.metadata, language=each, most=most) for each in LANGUAGES
    }
    return publishing.published(drawn, language, notebook=notebook, name=name)


# ---- pieces


def _title(read: ReadReport) -> str:
    return f"<h3>{escape(f'{read.metadata.name} · {read.id}')}</h3>"


def _refusal(corpus: Corpus, read: ReadReport, language: Language) -> str:
    """Why a report is not compared, in a paragraph; empty when it is."""
    others = counting.others_of(read.report, [each.report for each in corpus])
    reason = counting.refusal(read.report, others)
    if reason is None:
        return ""
    said = pick(language, f"Not compared: {reason}.", f"未作比较：{REASONS[reason]}。")
    return f'<p class="missing">{escape(said)}</p>'


def _keyness(key: DataFrame, language: Language, sources: Mapping[str, str]) -> str:
    head = (
        ("词", "本县", "其他县", "比重之比", "G²", "离散度")
        if language == "zh"
        else ("word", "here", "others", "ratio of shares", "G²", "dispersion")
    )
    rows = []
    for cells in map(cells_of, key.to_dict("records")):
        ratio = float(str(cells["log_ratio"]))
        rows.append(
            (
                with_sentence(str(cells["word"]), cells, cells["quote"], sources),
                str(cells["count"]),
                str(cells["others_count"]),
                f"×{2**ratio:.1f}" if ratio >= 0 else f"÷{2**-ratio:.1f}",
                f"{float(str(cells['g2'])):.1f}",
                f"{float(str(cells['dispersion'])):.2f}",
            )
        )
    return html_table(head, rows)


def _none(language: Language) -> str:
    said = pick(
        language,
        "No word is used so differently that these few words could show it.",
        "没有一个词的用法差异大到能由这些篇幅看出。",
    )
    return f'<p class="missing">{escape(said)}</p>'


def _more(count: int, language: Language) -> str:
    return f"<p>{escape(pick(language, f'and {count} more', f'另有 {count} 个'))}</p>"


def _aside(table: DataFrame, language: Language) -> str:
    """How many words were put aside for which reason, on one small line."""
    parts = []
    for reason, (en, zh) in ASIDE.items():
        words: Sequence[str] = list(table.loc[table["aside"] == reason, "word"])
        if words:
            parts.append(f"{pick(language, en, zh)} {len(words)}")
    said = pick(language, "Put aside: ", "未列入：") + _joined(parts, language)
    return f"<p><small>{escape(said)}</small></p>" if parts else ""


def _joined(parts: Iterable[str], language: Language) -> str:
    return ("；" if language == "zh" else "; ").join(parts)

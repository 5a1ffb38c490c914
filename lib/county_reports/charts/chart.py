"""A chart: the picture, exactly what is plotted in it, and the words that go with it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from county_reports.charts import provinces
from county_reports.comparison.tables import word
from county_reports.errors import FigureError
from county_reports.format import CORRECTED_NOTE, Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

LANGUAGES: tuple[Language, ...] = ("zh", "en")
NAMED_SOURCES = 6
"""Up to so many reports are named in the picture itself; all are in its JSON file."""

SPLIT_NOTE = (
    "† 原文数字因网页抓取而粘连，已拆分，依据见观测表。",
    "† Digits that ran together in the source were split; the proof is in the observations table.",
)


@dataclass(frozen=True, slots=True)
class Source:
    """A report that a chart draws on, e.g. longhui-2019: 为隆回县脱贫攻坚工作点赞."""

    report: str
    county: str
    year: int | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    sha256: str | None = None

    @staticmethod
    def of(metadata: Metadata) -> Source:
        """The source that a report's metadata describe."""
        return Source(
            metadata.id, metadata.name, metadata.year, metadata.title,
            metadata.source or metadata.author, metadata.url, metadata.sha256,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure made for embedding; ``publish`` writes it.

    `data` has one row for each mark in the picture, with report, start, end and text (or with the
    reason in `missing`); `missing` says in words what the reports do not give.
    """

    figure: Figure = field(repr=False)
    data: DataFrame = field(repr=False)
    language: Language
    caption_zh: str
    caption_en: str
    alt_zh: str
    alt_en: str
    missing_zh: tuple[str, ...] = ()
    missing_en: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    parameters: Mapping[str, object] = field(default_factory=dict)
    note_zh: str = ""
    note_en: str = ""
    """Said of the sources instead of their list, e.g. that some reports are invented."""

    @property
    def caption(self) -> str:
        """The caption in the chart's own language."""
        return self.caption_zh if self.language == "zh" else self.caption_en

    @property
    def alt(self) -> str:
        """The text for readers who do not see the picture, in the chart's own language."""
        return self.alt_zh if self.language == "zh" else self.alt_en

    def source_note(self, language: Language) -> str:
        """The line that says where the figures come from."""
        said = self.note_zh if language == "zh" else self.note_en
        return said or source_note(self.sources, language)

    def _repr_png_(self) -> bytes:
        from county_reports.charts.style import drawing

        buffer = io.BytesIO()
        with drawing():
            self.figure.savefig(buffer, format="png", dpi=150, metadata={"Software": None})
        return buffer.getvalue()


def mark_notes(cells: Iterable[Mapping[str, object]], language: Language) -> list[str]:
    """What † and ‡ mean, for the marks that occur in the cells of a chart."""
    listed = list(cells)
    notes = []
    if any(word(cell.get("restoration")) in ("proven", "unique") for cell in listed):
        notes.append(SPLIT_NOTE[0] if language == "zh" else SPLIT_NOTE[1])
    if any(word(cell.get("correction")) for cell in listed):
        notes.append(CORRECTED_NOTE[language])
    return notes


def plotted(data: DataFrame) -> DataFrame:
    """The plotted data; without the column ``correction`` where nothing is corrected.

    Corrections are rare: the files of the other figures stay as they are, byte for byte.
    """
    return data.drop(columns="correction") if data["correction"].isna().all() else data


def assert_language(language: str) -> None:
    """Stop if labels are asked for in a language that they are not written in.

    Raises:
        FigureError: the language is neither zh nor en.
    """
    if language not in LANGUAGES:
        raise FigureError(
            f"labels are not written in {language!r}", remedy="use language='zh' or 'en'"
        )


def assert_reports(reports: Sequence[Metadata]) -> None:
    """Stop if a chart is asked for without a report.

    Raises:
        FigureError: the list of reports is empty.
    """
    if not reports:
        raise FigureError(
            "the chart has no report to draw", remedy="give it at least one report's metadata"
        )


def sources_of(reports: Sequence[Metadata]) -> tuple[Source, ...]:
    """The sources of a chart, each once, in the order of the reports."""
    return tuple({report.id: Source.of(report) for report in reports}.values())


def county_label(report: Metadata, reports: Sequence[Metadata], language: Language) -> str:
    """A county's name for a label, and what tells it from others of that name.

    Counties of one name in several provinces (or prefectures) have the province beside the name,
    several reports of one county the year: 白河县（陕西省） 2019. The id stands there where these do
    not tell them apart. In English the pinyin of the id serves: longhui-2019 -> Longhui.
    """

    def plain(one: Metadata) -> str:
        return one.name if language == "zh" or one.county is None else english_name(one)

    name = plain(report)
    alike = [r for r in reports if r.id != report.id and plain(r) == name]
    # of a report whose county nobody knows the letters of its id are all there is
    own = [r for r in alike if report.same_county(r) or not (report.county and r.county)]
    strange = [r for r in alike if r not in own]
    place = _place_beside(report, strange, language) if strange else ""
    year = f" {report.year}" if own else ""
    if (strange and not place) or (own and report.year in (None, *(r.year for r in own))):
        stem = _stem(report)
        return f"{name} ({report.id if stem in map(_stem, alike) else stem})"
    return f"{name}{place}{year}"


def _place_beside(report: Metadata, others: Sequence[Metadata], language: Language) -> str:
    """The province that tells a county from others of its name, or the prefecture: （陕西）."""
    here, _ = provinces.province_of(report)
    theirs = [provinces.province_of(other)[0] for other in others]
    if here is not None and None not in theirs and here not in theirs:
        told = here.name(language)
    elif language == "en":
        return ""
    else:
        told = next((own for own, rest in (
            (report.province, [other.province for other in others]),
            (report.prefecture, [other.prefecture for other in others]),
        ) if own and all(rest) and own not in rest), "")  # fmt: skip
    return "" if not told else f"（{told}）" if language == "zh" else f" ({told})"


def _stem(report: Metadata) -> str:
    """The id without the year: mengnan-2019 -> mengnan."""
    stem, _, tail = report.id.rpartition("-")
    return stem if stem and tail.isdigit() else report.id


def county_words(report: Metadata, language: Language) -> str:
    """The county in a sentence: Longhui county, 隆回县; one that nobody has named is said to be so."""
    if report.county is None:
        unnamed = ("县名不详", "a county not named")[language == "en"]
        return f"{unnamed}（{report.id}）" if language == "zh" else f"{unnamed} ({report.id})"
    return report.county if language == "zh" else f"{english_name(report)} county"


def english_name(report: Metadata) -> str:
    """The county in letters: the id's pinyin without the year, e.g. Longhui."""
    return " ".join(part.capitalize() for part in _stem(report).split("-"))


def source_note(sources: Sequence[Source], language: Language) -> str:
    """The line under a picture that says where its figures come from."""
    if len(sources) > NAMED_SOURCES:
        years = sorted({source.year for source in sources if source.year})
        span = "" if not years else f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
        if language == "zh":
            return f"资料来源：{len(sources)} 份县级报告（{span or '年份不详'}），清单见随附数据。"
        when = span or "years unknown"
        return f"Source: {len(sources)} county reports ({when}), listed in the data file."
    named = [_named(source, language) for source in sources]
    if language == "zh":
        return f"资料来源：{'；'.join(named)}。"
    return f"Source: {'; '.join(named)}."


def _named(source: Source, language: Language) -> str:
    """A report in the source note: county, year, title; without one, its publisher or id."""
    known = source.publisher or source.report
    if language == "zh":
        year = f"{source.year}年" if source.year else ""
        what = f"《{source.title}》" if source.title else f"（题名未录，{known}）"
        return f"{_whose(source, 'zh')}{year}{what}"
    year = f" {source.year}" if source.year else ""
    what = f"《{source.title}》" if source.title else f"title not recorded ({known})"
    told = _whose(source, "en")
    return f"{told[0].upper()}{told[1:]}{year}, {what}"


def _whose(source: Source, language: Language) -> str:
    """The county of a source in words; its name is the id where nobody has named one."""
    county = None if source.county == source.report else source.county
    return county_words(Metadata(source.report, county=county), language)

"""Gold: figures that a person read, and the sets of reports they belong to.

A folder of gold has one folder a report: ``quantities.jsonl`` (one figure a line; the fields are
described in ``tests/gold/GUIDE.md``), ``meta.json`` and ``report.txt``; where the text is missing,
it is looked for in a folder of reports with a manifest (the seeds). Everything is checked when it
is loaded: a figure whose text does not stand at its place would make every score a lie.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from county_reports import codebook, paths
from county_reports.errors import CountyReportsError, GoldError
from county_reports.model import Metadata, Report
from county_reports.reading.manifest import read_manifest
from county_reports.reading.reader import read_file
from county_reports.schema import BOUNDS, KINDS, SCOPES, SCRIPTS, STATUSES, UNITS

Reading = str | Decimal | None
"""What a field of a figure can say; None is a reading too."""

MEASURE = "measure"
GOLD_KINDS = (*KINDS, "boilerplate")
ALTERNATIVE = "_alt"
MEANINGS = ("bound", "period", "scope", "status", "theme")
_NEEDED = ("start", "end", "text", "kind", "script")
_VARIABLE = ("value", "high", "unit", *MEANINGS, "indicator", "object", "classifier")
_REMARKS = ("fused", "lost", "proof", "undecidable", "note", "boilerplate", "suspect", "doc")
_FIELDS = {*_NEEDED, *_VARIABLE, *_REMARKS, *(f"{name}{ALTERNATIVE}" for name in _VARIABLE)}
_NUMBERS = ("value", "high")
_PERIOD = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?:/\d{4}(?:-\d{2}(?:-\d{2})?)?)?")


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """One annotated figure, e.g. 8760户: measure, 8760 household, indicator registry.….

    `alternatives` holds the second readings (``period_alt`` and its kind): where two annotators
    read differently, either is right. ``None`` is a reading too.
    """

    report: str
    start: int
    end: int
    text: str
    kind: str
    script: str
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    bound: str | None = None
    period: str | None = None
    scope: str | None = None
    status: str | None = None
    theme: str | None = None
    indicator: str | None = None
    object: str | None = None
    classifier: str | None = None
    fused: bool = False
    lost: str | None = None
    proof: str = ""
    undecidable: bool = False
    """The text alone does not settle the split of these digits; such a figure is not scored."""
    alternatives: Mapping[str, Reading] = field(default_factory=dict, hash=False)

    @property
    def span(self) -> tuple[int, int]:
        """Where the figure stands in its report's source."""
        return self.start, self.end

    @property
    def is_measure(self) -> bool:
        """Whether it counts something (and is no date, ordinal, identifier or set phrase)."""
        return self.kind == MEASURE

    def accepts(self, name: str, value: Reading) -> bool:
        """Whether a value of a field is the annotator's reading, or the second annotator's."""
        stated: Reading = getattr(self, name)
        return value == stated or (name in self.alternatives and value == self.alternatives[name])


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One annotated report: its text as the library reads it, and what a person read in it."""

    id: str
    metadata: Metadata
    report: Report = field(repr=False)
    figures: tuple[GoldFigure, ...] = field(repr=False)
    invented: bool = False


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Annotated reports that are scored together, e.g. the five seeds."""

    name: str
    role: str
    """What was done with it: one of ``ROLES``."""
    reports: tuple[GoldReport, ...] = field(repr=False)

    @property
    def is_blind(self) -> bool:
        """Whether nobody may look at its single errors."""
        return self.role == BLIND

    @property
    def is_invented(self) -> bool:
        """Whether its reports were written for the tests."""
        return all(report.invented for report in self.reports)

    @property
    def metadata(self) -> tuple[Metadata, ...]:
        """Who wrote the reports, in order."""
        return tuple(report.metadata for report in self.reports)


TUNED, MENDED, BLIND, OTHER = "tuned", "mended", "blind", "other"
ROLES = {
    TUNED: ("the wordings were tuned on these very reports", "措辞规则正是据这些报告调整的"),
    MENDED: ("its errors were read while rules were mended", "修改规则时看过它的错误"),
    BLIND: ("blind: scored, its errors were never looked at", "盲测：只计分，从未查看其错误"),
    OTHER: ("not one of the project's own sets", "非本项目自有的集合"),
}
"""What was done with a set, in English and Chinese: how far its scores may be believed."""

SETS = {"seeds": TUNED, "second": MENDED, "third": BLIND}
"""The project's own sets: in ``tests/gold``, ``tests/gold/second`` and ``tests/gold/third``."""
_SAYS_BLIND = re.compile(r"^\**Blind\b", re.MULTILINE)


def folder_of_sets() -> Path:
    """Where the project keeps its gold; the folder need not be there."""
    return paths.project_root() / "tests" / "gold"


def folder_of(name: str, gold: Path | None = None) -> Path:
    """The folder of one of the project's own sets."""
    top = gold or folder_of_sets()
    return top if name == "seeds" else top / name


def reports_in(folder: Path) -> tuple[str, ...]:
    """The ids of the annotated reports of a folder."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/quantities.jsonl")))


def available(gold: Path | None = None) -> tuple[str, ...]:
    """Those of the project's own sets that are there; none in a project without gold."""
    return tuple(name for name in SETS if reports_in(folder_of(name, gold)))


def lacking_texts(
    name: str, gold: Path | None = None, texts: Path | None = None
) -> tuple[str, ...]:
    """The annotated reports of a set whose text is not in this project.

    The gold of the five seeds stays behind where somebody has put other reports in their place.
    """
    folder = folder_of(name, gold)
    ids = [each for each in reports_in(folder) if not (folder / each / "report.txt").is_file()]
    known = read_manifest(texts or paths.seeds_folder()) if ids else {}
    return tuple(each for each in ids if each not in known)


def files_of(folder: Path) -> tuple[Path, ...]:
    """All files that a set's scores follow from, in order."""
    wanted = ("quantities.jsonl", "meta.json", "report.txt")
    return tuple(sorted(path for name in wanted for path in folder.glob(f"*/{name}")))


def load(name: str, gold: Path | None = None, texts: Path | None = None) -> GoldSet:
    """One of the project's own sets, checked.

    Raises:
        GoldError: a figure contradicts its text, the codebook or itself.
    """
    return load_folder(folder_of(name, gold), name=name, role=SETS[name], texts=texts)


def load_folder(
    folder: Path, *, name: str | None = None, role: str = OTHER, texts: Path | None = None
) -> GoldSet:
    """Any folder of gold, checked; one whose README says "Blind" is blind, wherever it lies.

    Args:
        folder: one folder a report, with ``quantities.jsonl`` and ``meta.json``.
        name: what the set is called; the folder's name when not given.
        role: what was done with the set.
        texts: the folder of reports that have no ``report.txt``; the seeds when not given.

    Raises:
        GoldError: there is no gold, or a figure contradicts its text, the codebook or itself.
    """
    ids = reports_in(folder)
    if not ids:
        raise GoldError(
            "there is no gold in this folder",
            where=str(folder),
            remedy="name a folder with one folder a report, each with quantities.jsonl",
        )
    readme = folder / "README.md"
    if readme.is_file() and _SAYS_BLIND.search(readme.read_text(encoding="utf-8")):
        role = BLIND
    loaded = tuple(_report(folder / each, texts) for each in ids)
    return GoldSet(name or folder.name, role, loaded)


def _report(folder: Path, texts: Path | None) -> GoldReport:
    about = _json(folder / "meta.json")
    text = folder / "report.txt"
    if text.is_file():
        report = read_file(text)
    else:
        seeds = texts or paths.seeds_folder()
        declared = read_manifest(seeds).get(folder.name)
        if declared is None:
            raise GoldError(
                "the annotated text is neither report.txt nor in the manifest",
                where=folder.name,
                remedy=f"put report.txt beside quantities.jsonl, or the report into {seeds.name}/",
            )
        text = seeds / declared.file
        report = read_file(text, declared)
    metadata = _metadata(folder.name, text.name, about)
    lines = (folder / "quantities.jsonl").read_text(encoding="utf-8")
    figures = parse(folder.name, lines, report.source)
    return GoldReport(folder.name, metadata, report, figures, about.get("invented") is True)


def _metadata(report: str, file: str, about: Mapping[str, object]) -> Metadata:
    def said(key: str) -> str | None:
        value = about.get(key)
        return None if value is None else str(value)

    year = about.get("year")
    return Metadata(
        report, file, said("county"), said("prefecture"), said("province"), said("admin_code"),
        year if isinstance(year, int) else None, said("published"), said("title"), said("author"),
        said("source"), said("url"),
    )  # fmt: skip


def _json(path: Path) -> dict[str, object]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise GoldError(
            "meta.json cannot be read", where=path.parent.name, remedy="write one, see GUIDE.md"
        ) from problem
    return stored if isinstance(stored, dict) else {}


def parse(report: str, lines: str, source: str) -> tuple[GoldFigure, ...]:
    """The annotated figures of one report, each checked against its text and the codebook.

    Raises:
        GoldError: naming the report, the line and the field, and never the words of the text: the
            set may be one that nobody is to read.
    """
    found: list[GoldFigure] = []
    seen: set[tuple[int, int]] = set()
    for number, line in enumerate(lines.splitlines(), start=1):
        if not line.strip():
            continue
        where = f"{report}, line {number} of quantities.jsonl"
        try:
            stored = json.loads(line, parse_float=Decimal)
        except ValueError as problem:
            raise GoldError("the line is no JSON", where=where, remedy="mend it") from problem
        if not isinstance(stored, dict):
            raise GoldError("the line is no object", where=where, remedy="mend it")
        figure = _figure(report, stored, source, where)
        if figure.span in seen:
            raise _wrong("the same span is annotated twice", where)
        seen.add(figure.span)
        found.append(figure)
    return tuple(found)


def _wrong(what: str, where: str) -> CountyReportsError:
    return GoldError(what, where=where, remedy="correct the gold, see tests/gold/GUIDE.md")


def _figure(report: str, stored: Mapping[str, object], source: str, where: str) -> GoldFigure:
    unknown = sorted(set(stored) - _FIELDS)
    lacking = [name for name in _NEEDED if name not in stored]
    if unknown or lacking:
        named = ", ".join(unknown or lacking)
        raise _wrong(f"{'an unknown field' if unknown else 'no field'}: {named}", where)
    start, end = stored["start"], stored["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        raise _wrong("start and end are no span", where)
    if source[start:end] != stored["text"]:
        raise _wrong("the text does not stand at its place", where)
    given: dict[str, Reading] = {}
    alternatives: dict[str, Reading] = {}
    for name in _VARIABLE:
        if name in stored:
            given[name] = _value(name, stored[name], where)
        if f"{name}{ALTERNATIVE}" in stored:
            alternatives[name] = _value(name, stored[f"{name}{ALTERNATIVE}"], where)
    figure = GoldFigure(
        report, start, end, str(stored["text"]), str(stored["kind"]), str(stored["script"]),
        **given,  # type: ignore[arg-type]
        fused=stored.get("fused") is True,
        lost=None if stored.get("lost") is None else str(stored["lost"]),
        proof=str(stored.get("proof") or ""),
        undecidable=stored.get("undecidable") is True,
        alternatives=alternatives,
    )  # fmt: skip
    _check(figure, where)
    return figure


_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "unit": UNITS, "bound": BOUNDS, "scope": SCOPES, "status": STATUSES,
}  # fmt: skip


def _value(name: str, value: object, where: str) -> Reading:
    """One field's reading, a number as Decimal; null is a reading."""
    if value is None:
        return None
    if name in _NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise _wrong(f"{name} is no number", where)
        return Decimal(value)
    if not isinstance(value, str):
        raise _wrong(f"{name} is no text", where)
    book = codebook.load()
    fits = {
        "indicator": value in book.indicators,
        "theme": value in book.themes,
        "period": _PERIOD.fullmatch(value) is not None,
    }.get(name, value in _ALLOWED.get(name, (value,)))
    if not fits:
        raise _wrong(f"{name} {value!r} is unknown", where)
    return value


def _check(figure: GoldFigure, where: str) -> None:
    if figure.kind not in GOLD_KINDS:
        raise _wrong(f"kind {figure.kind!r} is unknown", where)
    if figure.script not in SCRIPTS:
        raise _wrong(f"script {figure.script!r} is unknown", where)
    if not figure.is_measure:
        return
    lacking = [name for name in ("value", "unit", "bound") if getattr(figure, name) is None]
    if lacking:
        raise _wrong(f"a measure without {', '.join(lacking)}", where)
    if figure.high is not None and figure.value is not None and figure.high < figure.value:
        raise _wrong("high is lower than value", where)
    if figure.fused and figure.lost is None:
        raise _wrong("a fused part does not say what was lost", where)

"""One source resolved: every reference looked up, ready to become pages, paper and Word.

What is wrong is collected first: an author sees all broken references at once, and nothing is
built while there is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from county_reports import format as forms
from county_reports.auditing.audited import AuditedReport, in_words, total
from county_reports.comparison import alignment
from county_reports.comparison.figures import figures_of
from county_reports.corpus import Corpus, SetAside
from county_reports.errors import WritingError
from county_reports.format import Language
from county_reports.writing import blocks, by_hand, derived, footnotes, references, syntax
from county_reports.writing.blocks import Picture
from county_reports.writing.footnotes import escape
from county_reports.writing.notes import Note, Notes, Target, lay_out
from county_reports.writing.syntax import Block, Place, Role, Source

AUDIT_COUNTS = ("relations", "confirmed", "contradictions", "inconsistent", "implausible", "slips",
                "unchecked", "figures", "checked", "share")  # fmt: skip
COVERAGE_COUNTS = ("numerals", "read", "set_aside", "unread", "share")
SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NAMED_REPORTS = 12
_LINE_END = re.compile(
    "(?<=[，。；：、？！）”])\\n(?=[^\\s|#:`!>*\\[-])|(?<=[\u3400-\u9fff])\\n(?=[\u3400-\u9fff“（])"
)
"""A line end inside a Chinese paragraph, which would be printed as a space."""


@dataclass(frozen=True, slots=True)
class Used:
    """One reference as it was printed: 0.68% for registry.incidence, with its place."""

    place: str
    role: str
    words: str
    printed: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A resolved analysis; ``markdown`` lays it out for one kind of output."""

    name: str
    language: Language
    title: str
    subtitle: str
    parts: tuple[str | Picture, ...]
    notes: tuple[Note, ...]
    used: tuple[Used, ...]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The figures it shows, in order."""
        return tuple(part for part in self.parts if isinstance(part, Picture))

    def markdown(self, target: Target) -> str:
        """The whole text as Markdown for pages, paper or Word."""
        body = "".join(
            part.markdown(target, self.language) if isinstance(part, Picture) else part
            for part in self.parts
        )
        if self.language == "zh":
            body = _LINE_END.sub("", body)
        return lay_out(body.strip(), self.notes, target)


def resolve(source: Source, corpus: Corpus, figures: Path) -> Document:
    """A source with every reference looked up in a corpus.

    Args:
        source: as ``syntax.read`` gives it.
        corpus: the reports that it cites.
        figures: the folder of the published figures.

    Raises:
        WritingError: naming everything that cannot be looked up and every number typed by hand.
    """
    work = _Work(source, _about(source, corpus), figures)
    parts = tuple(work.parts())
    spans = [(each.start, each.end) for each in work.pieces]
    wrong = [*work.problems, *syntax.unfinished(source), *by_hand.problems(source, spans)]
    if wrong:
        raise _all(wrong)
    front = source.front
    return Document(
        source.name, work.language, str(front.get("title", source.name)),
        str(front.get("subtitle", "")), parts, tuple(work.notes.listed), tuple(work.used),
    )  # fmt: skip


def _about(source: Source, corpus: Corpus) -> Corpus:
    """The reports that a text is about: those its head names under ``reports``, else all.

    So a text on five counties stays one on five when a sixth report is added to seeds/.
    """
    named = source.front.get("reports")
    if named is None:
        return corpus
    if not isinstance(named, list) or not named:
        raise WritingError(
            "reports is no list",
            where=f"{source.file}:1",
            remedy="write reports: [longhui-2019, cili-2018]",
        )
    place = Place(source.file, 1)
    reads = [references.report_of(str(each), corpus, place) for each in named]
    others = [
        SetAside(read.metadata.file, "the text's head names other reports",
                 f"add it there: reports: [{', '.join(map(str, named))}, {read.id}]", read.id)
        for read in corpus if read not in reads
    ]  # fmt: skip
    return Corpus(tuple(reads), (*corpus.set_aside, *others))


def _all(wrong: list[WritingError]) -> WritingError:
    if len(wrong) == 1:
        return wrong[0]
    return WritingError(
        f"{len(wrong)} places cannot be built:\n" + "\n".join(f"  {each}" for each in wrong)
        + "\nNothing was written"
    )  # fmt: skip


class _Work:
    def __init__(self, source: Source, corpus: Corpus, figures: Path) -> None:
        self.source, self.corpus, self.figures = source, corpus, figures
        self.language: Language = "zh" if source.front["language"] == "zh" else "en"
        self.notes = Notes()
        self.problems: list[WritingError] = []
        self.used: list[Used] = []
        self.pieces: list[Role | Block] = sorted(
            [*syntax.blocks(source), *syntax.roles(source)], key=lambda each: each.start
        )
        self.numbers: dict[str, int] = {}
        for each in self.pieces:
            if isinstance(each, Block) and each.kind == "figure":
                self.numbers.setdefault(each.words, len(self.numbers) + 1)
        self.tables = 0

    def parts(self) -> Iterator[str | Picture]:
        position = 0
        for each in self.pieces:
            yield self.source.text[position : each.start]
            position = each.end
            try:
                yield self._block(each) if isinstance(each, Block) else self._role(each)
            except WritingError as problem:
                self.problems.append(problem)
        yield self.source.text[position:]

    # ---- between paragraphs

    def _block(self, block: Block) -> str | Picture:
        desk = blocks.Desk(self.corpus, self.figures, self.language, self.notes)
        if block.kind == "figure":
            return blocks.picture(desk, block, self.numbers[block.words])
        self.tables += 1
        make = blocks.comparison if block.kind == "comparison" else blocks.contradictions
        return make(desk, block, self.tables)

    # ---- in sentences

    def _role(self, role: Role) -> str:
        kinds: dict[str, Callable[[Role], str]] = {
            "value": self._value, "missing": self._missing, "finding": self._finding,
            "audit": self._audit, "coverage": self._coverage, "reports": self._reports,
            "claim": self._claim, "fig": self._fig,
        }  # fmt: skip
        return kinds.get(role.kind, self._derived)(role)

    def _printed(self, role: Role, text: str, *sources: str) -> str:
        self.used.append(Used(str(role.place), role.kind, role.words, text, sources))
        return escape(text)

    def _value(self, role: Role) -> str:
        cited = references.resolve(
            syntax.reference(role.words, role.place), self.corpus, role.place
        )
        quantity = cited.observation.quantity
        span = f"{cited.report.id}:{quantity.start}:{quantity.end}"
        shown = self._printed(role, cited.text(self.language), span)
        return shown + self.notes.mark(cited.key, footnotes.of_figure(cited, self.language))

    def _derived(self, role: Role) -> str:
        made = derived.derive(role.kind, role.words, self.corpus, role.place)
        spans = [
            f"{e.report.id}:{e.observation.quantity.start}:{e.observation.quantity.end}"
            for e in made.members
        ]
        shown = self._printed(role, made.text(self.language), *spans)
        return shown + self.notes.mark(made.key, footnotes.of_derived(made, self.language))

    def _missing(self, role: Role) -> str:
        asked = syntax.reference(role.words, role.place)
        reason = references.missing_reason(asked, self.corpus, role.place)
        return self._printed(role, forms.missing(reason, self.language))

    def _claim(self, role: Role) -> str:
        derived.assert_claim(role.words, self.corpus, role.place)
        self._printed(role, "")
        return ""

    def _fig(self, role: Role) -> str:
        number = self.numbers.get(role.words)
        if number is None:
            raise WritingError(
                f"the text shows no figure {role.words!r}", where=str(role.place),
                remedy=f"show it with :::{{figure}} {role.words}",
            )  # fmt: skip
        anchor = Picture(f"{role.words}_{self.language}", number, "", "", 0).anchor
        said = blocks.called("figure", number, self.language).rstrip(".")
        return f"[{self._printed(role, said)}](#{anchor})"

    def _finding(self, role: Role) -> str:
        asked = syntax.reference(role.words, role.place)
        read = references.report_of(asked.report, self.corpus, role.place)
        members = [
            (finding, [references.Cited(read.report, each) for each in finding.members])
            for finding in read.audit.findings_list
            if finding.rule == asked.indicator
        ]
        fit = [
            (finding, cited) for finding, cited in members
            if asked.unit in (None, cited[0].observation.quantity.unit)
            and asked.period in (None, *(each.observation.period for each in cited))
            and all(
                any(references.beside(read, c.observation.quantity.start,
                                      c.observation.quantity.end, [word]) for c in cited)
                for word in asked.near
            )
        ]  # fmt: skip
        if len(fit) != 1:
            shown = "; ".join(finding.expression for finding, _ in (fit or members)[:4])
            raise WritingError(
                f"{len(fit)} findings of {read.id} fit {role.words!r}", where=str(role.place),
                remedy=f"choose by near= and unit= among {shown}" if shown
                else f"see county-reports audit {read.id}",
            )  # fmt: skip
        finding, cited = fit[0]
        expression = finding.expression
        if asked.form == "words":
            expression = finding.words_zh if self.language == "zh" else finding.words_en
        marks = "".join(
            self.notes.mark(each.key, footnotes.of_figure(each, self.language)) for each in cited
        )
        spans = [
            f"{read.id}:{e.observation.quantity.start}:{e.observation.quantity.end}" for e in cited
        ]
        shown = expression + references.marks_of(cited)
        return self._printed(role, shown, *spans) + marks

    # ---- counts

    def _audit(self, role: Role) -> str:
        name, count = _pair(role, AUDIT_COUNTS)
        audited: list[AuditedReport] = (
            [each.audit for each in self.corpus] if name == "all"
            else [references.report_of(name, self.corpus, role.place).audit]
        )  # fmt: skip
        tally = total(audited)
        value = getattr(tally, count)
        counts = in_words(tally, self.language)
        note = footnotes.of_counts(audited, name, counts, self.language)
        shown = _percent(value) if count == "share" else f"{value:,}"
        return self._printed(role, shown) + self.notes.mark(f"audit:{name}", note)

    def _coverage(self, role: Role) -> str:
        name, count = _pair(role, COVERAGE_COUNTS)
        reads = (
            list(self.corpus) if name == "all"
            else [references.report_of(name, self.corpus, role.place)]
        )  # fmt: skip
        counts = {
            "numerals": sum(r.coverage.total for r in reads),
            "read": sum(r.coverage.read for r in reads),
            "set_aside": sum(r.coverage.set_aside for r in reads),
            "unread": sum(len(r.coverage.unread) for r in reads),
        }
        if count == "share":
            known = counts["read"] + counts["set_aside"]
            shown = _percent(known / counts["numerals"] if counts["numerals"] else None)
        else:
            shown = f"{counts[count]:,}"
        return self._printed(role, shown)

    def _reports(self, role: Role) -> str:
        zh = self.language == "zh"
        if role.words == "all":
            return self._printed(role, _small(len(self.corpus), self.language))
        entry = references.indicator_of(role.words, role.place)
        stated, said = 0, []
        for read in self.corpus:
            figures = figures_of(self.corpus.observations, [entry.id])
            chosen, reason = alignment.choose(
                figures.get((read.id, entry.id), []), entry, read.metadata.year
            )
            stated += chosen is not None
            shown = (
                forms.missing(reason, self.language)
                if chosen is None
                else (f"{''.join(chosen.text.split())} ({chosen.start})")
            )
            said.append(f"{footnotes.county(read.metadata, self.language)}: {shown}")
        rest = len(said) - NAMED_REPORTS
        more = f"; {rest} …" if rest > 0 else ""
        listed = escape(f"{'; '.join(said[:NAMED_REPORTS])}{more}" + ("。" if zh else "."))
        label = escape(references.label_of(entry.id, self.language))
        note = f"{label}{'：' if zh else ': '}{listed}"
        shown = _small(stated, self.language)
        return self._printed(role, shown) + self.notes.mark(f"reports:{entry.id}", note)


def _pair(role: Role, counts: tuple[str, ...]) -> tuple[str, str]:
    words = role.words.split()
    if len(words) != 2 or words[1] not in counts:
        raise WritingError(
            f"`{role.words}` does not say which count of which report", where=str(role.place),
            remedy=f"write a report (or all) and one of {', '.join(counts)}",
        )  # fmt: skip
    return words[0], words[1]


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{100 * share:.1f}%"


def _small(count: int, language: Language) -> str:
    """A small count as a text says it: two; in Chinese in digits."""
    return str(count) if language == "zh" or count >= len(SMALL) else SMALL[count]

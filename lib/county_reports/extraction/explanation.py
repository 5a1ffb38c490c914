"""Why a figure got its meaning, and what the rivals were.

An :class:`Explanation` is made from a recorded reading of the same report, by asking the functions
that decided; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from county_reports import codebook
from county_reports.codebook import Indicator, Term
from county_reports.extraction.coverage import Coverage
from county_reports.extraction.evidence import Why
from county_reports.extraction.explained_aside import (
    UNREAD,
    corrected,
    is_numeral,
    no_figure,
    numeral_around,
    set_aside,
)
from county_reports.extraction.explained_meaning import meaning_of
from county_reports.extraction.explained_number import number, reading_of
from county_reports.extraction.indicators import (
    THRESHOLD,
    Candidate,
    Weighing,
    matched,
    standing,
    weigh,
)
from county_reports.extraction.observe import Explained, Setting
from county_reports.model import Observation, Report

MOST_MISSES, FEWER_MISSES = 5, 3
"""How many near misses are told: of a figure without an indicator, and of one that has one."""
_TELLING = 2
"""More faults than these tell nothing beside an indicator that was found."""
_TIMES = {
    "baseline": "only figures dated to the register's making (2013 to 2016) are meant",
    "current": "figures of the register's making (2013 to 2016) are not meant",
    "dated": "only figures of one stated year are meant",
}
_ABOVE = frozenset({"heading", "theme"})


@dataclass(frozen=True, slots=True)
class Match:
    """One term of a wording with the word found for it, where that stands, and its points."""

    term: str
    word: str
    place: str
    points: float


@dataclass(frozen=True, slots=True)
class Option:
    """An indicator that the figure is, or could be: score, wording and the words that met it.

    `rest` is what heading, time and distance add to the points of the words, or take from them.
    """

    indicator: str
    zh: str
    en: str
    score: float
    wording: str
    matches: tuple[Match, ...]
    rest: float


@dataclass(frozen=True, slots=True)
class Miss:
    """An indicator that was ruled out although words of it stand near, with the faults."""

    indicator: str
    zh: str
    wording: str
    matches: tuple[Match, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure of a report, why it was read so, and what else it could have been."""

    report: Report
    start: int
    end: int
    kind: str
    """measure, date, ordinal, identifier, slogan; unread; nothing when a report has no figure."""
    observation: Observation | None = None
    number: tuple[Why, ...] = ()
    meaning: tuple[Why, ...] = ()
    best: Option | None = None
    confidence: float = 0.0
    rivals: tuple[Option, ...] = ()
    misses: tuple[Miss, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The figure as it is written."""
        return self.report.source[self.start : self.end]

    @property
    def sections(self) -> tuple[str, ...]:
        """The titles of the headings above it, outermost first."""
        path = self.report.heading_path(self.start)
        return tuple(f"{section.label}{section.title}" for section in path)


def first_place(observations: Sequence[Observation]) -> int | None:
    """Where the first figure with an indicator stands, else the first figure of any kind."""
    named = [o for o in observations if o.indicator is not None]
    return next((o.quantity.start for o in [*named, *observations]), None)


def explain_at(
    report: Report,
    start: int,
    observations: Sequence[Observation],
    recorded: Sequence[Explained],
    coverage: Coverage,
) -> Explanation:
    """The explanation of the figure that covers a position.

    Args:
        report: the report.
        start: any character of the figure.
        observations: what was read, with corrections.
        recorded: the same report read with ``recording=True``.
        coverage: which numerals were not read.

    Raises:
        UsageError: no numeral stands there; the nearest figures are named.
    """
    here = [o for o in observations if o.quantity.start <= start < o.quantity.end]
    if here:
        # in the place of a dropped reading a person may have added a figure
        shown = max(here, key=lambda o: (o.quantity.kind == "measure", o.quantity.start))
        span = (shown.quantity.start, shown.quantity.end)
        same = (e for e in recorded
                if (e.observation.quantity.start, e.observation.quantity.end) == span)  # fmt: skip
        return explain_figure(report, shown, next(same, None))
    for unread in coverage.unread:
        if unread.start <= start < unread.end:
            return Explanation(report, unread.start, unread.end, "unread", notes=(UNREAD,))
    region = next((r for r in report.boilerplate if r.start <= start < r.end), None)
    if region is not None and is_numeral(report.source[start]):
        note = f"it stands in page furniture ({region.kind}), which is not the report"
        return Explanation(report, *numeral_around(report.source, start), "unread", notes=(note,))
    raise no_figure(report, start, observations)


def explain_figure(
    report: Report, shown: Observation, recorded: Explained | None
) -> Explanation:  # fmt: skip
    """The explanation of one observation; `recorded` is what the program itself read there."""
    quantity = shown.quantity
    notes = list(corrected(shown))
    if recorded is None:
        notes.append("the program read nothing here by itself")
        return Explanation(
            report, quantity.start, quantity.end, quantity.kind, shown, notes=tuple(notes)
        )
    setting = recorded.setting
    if setting is None:
        notes += set_aside(report, recorded.observation)
        return Explanation(
            report, quantity.start, quantity.end, quantity.kind, shown, notes=tuple(notes)
        )
    options = [_option(candidate) for candidate in recorded.judgement.candidates]
    misses = near_misses(recorded, setting)
    if not options:
        notes += _wanted(setting, misses)
    return Explanation(
        report,
        quantity.start,
        quantity.end,
        quantity.kind,
        shown,
        number=reading_of(setting),
        meaning=meaning_of(recorded, setting),
        best=options[0] if options else None,
        confidence=recorded.judgement.confidence,
        rivals=tuple(options[1:]),
        misses=misses,
        notes=tuple(notes),
    )


# ---- the indicator


def _match(term: Term, word: str, place: str, points: float) -> Match:
    return Match(term.place + "|".join(term.words), word, place, round(points, 2))


def _option(candidate: Candidate) -> Option:
    indicator, reasons = candidate.indicator, candidate.reasons
    matches = tuple(
        _match(term, reason.word, reason.place, reason.points)
        for term, reason in zip(matched(candidate.wording), reasons, strict=True)
    )
    rest = candidate.score - sum(reason.points for reason in reasons)
    return Option(
        indicator.id, indicator.zh, indicator.en, round(candidate.score, 2),
        candidate.wording.text, matches, round(rest, 2),
    )  # fmt: skip


def near_misses(item: Explained, setting: Setting) -> tuple[Miss, ...]:
    """The most telling indicators that were ruled out: fewest faults first, then most points."""
    candidates = {candidate.indicator.id for candidate in item.judgement.candidates}
    # a part of a total loses the indicators that its words would have given it
    kept_back = {c.indicator.id for c in setting.judged.candidates} - candidates
    best: dict[str, tuple[tuple[int, float], Miss]] = {}
    for weighing in weigh(setting.measure, setting.hits, setting.around):
        indicator = weighing.indicator
        near = any(r is not None and r.place not in _ABOVE for _, r in weighing.terms)
        if (
            indicator.id in candidates
            or not near
            or (weighing.is_met and indicator.id not in kept_back)
        ):
            continue
        faults = [_part(setting)] if weighing.is_met else _faults(weighing, setting)
        if candidates and len(faults) > _TELLING:
            continue
        rank = (0 if weighing.is_met else len(faults), -weighing.points)
        if indicator.id not in best or rank < best[indicator.id][0]:
            best[indicator.id] = (rank, _miss(weighing, faults))
    ranked = sorted(best.values(), key=lambda each: (each[0], each[1].indicator))
    most = FEWER_MISSES if candidates else MOST_MISSES
    return tuple(miss for _, miss in ranked[:most])


def _miss(weighing: Weighing, faults: Sequence[str]) -> Miss:
    found = tuple(_match(t, r.word, r.place, r.points) for t, r in weighing.terms if r is not None)
    indicator = weighing.indicator
    return Miss(indicator.id, indicator.zh, weighing.wording.text, found, tuple(faults))


def _part(setting: Setting) -> str:
    return setting.overruled or "six rivals have more points"


def _faults(weighing: Weighing, setting: Setting) -> list[str]:
    """Everything that speaks against a wording, each in words."""
    faults = [_barred(name, weighing.indicator, setting) for name in weighing.barred]
    faults += [f"{word} beside it excludes it" for word in weighing.excluded]
    for term, reason in weighing.terms:
        if reason is None:
            faults.append(f"missing {term.place}{'|'.join(term.words)}")
    faults += [_broken(term, setting) for term in weighing.broken]
    if not faults and weighing.candidate is None:
        faults.append("its first word stands only in a heading, far before or after it")
    if not faults and weighing.candidate is not None and weighing.candidate.score < THRESHOLD:
        faults.append(f"score {weighing.candidate.score:.2f} is below {THRESHOLD}")
    return faults


def _broken(term: Term, setting: Setting) -> str:
    """A condition of a wording that is not met: !每人, ~water, @baseline."""
    words = "|".join(standing(term, setting.hits, setting.around) or term.words)
    if term.place == "!":
        return f"{words} must not stand beside it"
    if term.place == "!=":
        return f"{words} must not stand in its clause"
    if term.place == "!<":
        return f"{words} must not stand before it in its clause"
    if term.place == "~":
        return f"it must not stand under a heading of {words}"
    return _TIMES[words]


def _barred(name: str, indicator: Indicator, setting: Setting) -> str:
    around = setting.around
    if name == "scope":
        return f"scope is {around.scope}, allowed is {' or '.join(indicator.scopes)}"
    if name == "status":
        return f"status is {around.status}, allowed is {indicator.status}"
    if name == "time":
        return _TIMES[indicator.when or ""]
    value = number(setting.measure.value)
    return f"{value} is not between {indicator.low:,f} and {indicator.high:,f}"


def _wanted(setting: Setting, misses: Sequence[Miss]) -> Iterator[str]:
    """Why no indicator was found, and what a new wording would need."""
    unit, passage, text = setting.measure.unit, setting.around.passage, setting.folded.text
    known = [i for i in codebook.load().indicators.values() if i.unit == unit]
    if not known:
        yield f"the codebook has no indicator counted in {unit}: it would need a new entry"
        return
    if setting.overruled and setting.judged.candidates:
        yield f"no indicator: {_part(setting)}"
    elif misses:
        yield f"no indicator: none of the {len(known)} counted in {unit} has all its words here"
    else:
        yield f"no indicator: no word of the {len(known)} counted in {unit} stands near"
    beside = [
        f"{where} it 「{words.strip(' ,:、的')}」"
        for where, words in (
            ("before", passage.left_text(text)[-12:]),
            ("after", passage.right_text(text)[:12]),
        )
        if words.strip(" ,:、的")
    ]
    if not beside:
        yield "no words of its own stand beside it: no wording can name it without more context"
        return
    yield f"a new wording would have to name words beside it: {', '.join(beside)}"
    hits = [*setting.hits.within(*passage.left), *setting.hits.within(*passage.right)]
    if hits:
        yield f"of these the codebook knows {', '.join(dict.fromkeys(h.word for h in hits))}"

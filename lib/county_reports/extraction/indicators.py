"""Which indicator a figure is: the codebook's wordings, weighed by where their words stand.

A word right beside the figure says more than one in the clause before or in the heading, and a
long word more than a short one. The best wording wins; :class:`Judgement` keeps the rivals, so that
every choice can be explained.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from county_reports.codebook import CONDITIONS, Indicator, Term, Wording
from county_reports.extraction.passages import Passage
from county_reports.extraction.quantities import Measure
from county_reports.extraction.wordings import Hit, Hits, word_index
from county_reports.model import Scope, Status
from county_reports.schema import SCOPES

BESIDE, CLAUSE, BEFORE, EARLIER, AFTER, HEADING = 1.0, 0.8, 0.6, 0.45, 0.4, 0.45
CLAUSE_NAMED = 0.6
"""In the clause of a figure that has words of its own: they may belong to its neighbours."""
PURPOSE = 0.75
TAKEN = 0.4
TOUCHING = 0.2
_TOUCHING = 2
"""Characters between a word and the figure that it touches: 剩余|贫困户 214户."""
"""Weights by place: beside the figure, in its clause, the clause before, earlier in the sentence,
later in the sentence, in a heading. Chosen on the seeds; only their order matters much."""

BASELINE = 0.8
"""What the date of the baseline adds for an indicator of the baseline."""

THRESHOLD = 0.9
"""The least score a wording needs; one short word in the heading alone does not reach it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of a wording that was found: the word, its place and what it adds."""

    word: str
    place: str
    points: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """One indicator that a figure could be, with its wording and its reasons."""

    indicator: Indicator
    wording: Wording
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The indicator of a figure and its rivals, best first; no indicator when none reaches far
    enough.
    """

    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate | None:
        """The winning candidate, or None."""
        return self.candidates[0] if self.candidates else None

    @property
    def confidence(self) -> float:
        """How far the winner is ahead of the next indicator, 0 to 1."""
        if not self.candidates:
            return 0.0
        if len(self.candidates) == 1:
            return 1.0
        first, second = self.candidates[0].score, self.candidates[1].score
        return round((first - second) / first, 3)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything the wordings are weighed against for one figure."""

    passage: Passage
    headings: tuple[tuple[int, int], ...]
    themes: tuple[str, ...]
    """Themes of the headings above the figure, innermost first."""
    scope: Scope
    status: Status
    dated: bool
    """Whether the figure is about one stated year."""
    baseline: bool
    """Whether the figure is about the years of the register's making, before the report's year."""
    alone: str = ""
    """The one word before the figure in its clause, without 全县, 现有 and the like."""


_EVERYDAY = re.compile(
    r"^[^一-鿿]*(?:[一-鿿]{1,6}?[县旗](?!域|级|城))?"
    r"(?:全[县市区旗]|我[县市区旗]|现|共|总|今|有|辖|其中|目前|当前|截至|已|约|近|达|到|为|是|,)*"
    r"|(?:总数|数)?(?:约|近|达到?|为|是|有|共|:)*$"
)


def word_alone(passage: Passage, text: str) -> str:
    """The one word before a figure, stripped: 全县现有总人口约 gives 总人口."""
    return _EVERYDAY.sub("", text[passage.left[0] : passage.left[1]])


BEFORE_NAMED = 0.4
"""Weight of the clause before for a figure that has words of its own."""


def _places(passage: Passage) -> Callable[[Hit], tuple[str, float]]:
    """What gives the place of a word relative to the figure, and its weight.

    Asked of every word around every figure: the bounds are taken from the passage only once.
    """
    left, left_end = passage.left
    right, right_end = passage.right
    clause, clause_end = passage.clause
    taken, taken_end = passage.taken
    purpose, purpose_end = passage.purpose
    after = "clause-right", (CLAUSE_NAMED if passage.named else CLAUSE)

    def place(hit: Hit) -> tuple[str, float]:  # noqa: PLR0911  one answer a place
        start, end = hit.start, hit.end
        if start >= left and end <= left_end:
            return "left", (BESIDE + TOUCHING if left_end - end <= _TOUCHING else BESIDE)
        if start >= right and end <= right_end:
            return "right", (BESIDE + TOUCHING if start - right <= _TOUCHING else BESIDE)
        if start >= clause and end <= clause_end:
            if start >= taken and end <= taken_end:
                return "taken", TAKEN
            return ("clause-left", CLAUSE) if end <= left_end else after
        if start >= purpose and end <= purpose_end:
            return "purpose", PURPOSE
        if end > clause:
            return "after", AFTER
        if passage.named:
            return "far", BEFORE_NAMED
        return "before", (BEFORE if clause - end <= 24 else EARLIER)

    return place


Found = dict[str, list[tuple[str, float]]]


def _found(hits: Hits, around: Surroundings) -> Found:
    """Every codebook word near the figure with the places it has."""
    found: Found = {}
    passage = around.passage
    place = _places(passage)
    for hit in hits.within(*passage.sentence):
        if passage.ignored and any(start <= hit.start < end for start, end in passage.ignored):
            continue
        found.setdefault(hit.word, []).append(place(hit))
    for depth, (start, end) in enumerate(around.headings):
        if start >= passage.sentence[0] and end <= passage.sentence[1]:
            continue
        for hit in hits.within(start, end):
            found.setdefault(hit.word, []).append(("heading", HEADING - 0.1 * min(depth, 2)))
    return found


_ALLOWED = {
    "": frozenset(
        {
            "left",
            "right",
            "clause-left",
            "clause-right",
            "purpose",
            "before",
            "far",
            "after",
            "heading",
        }
    ),
    "<": frozenset({"left", "clause-left"}),
    "<<": frozenset({"left", "clause-left", "before", "far"}),
    ">": frozenset({"right"}),
    "=": frozenset({"left", "right", "clause-left", "clause-right"}),
}
_IN_CLAUSE = frozenset({"left", "right", "clause-left", "clause-right", "purpose", "alone"})
_WHOLE_CLAUSE = frozenset({"left", "right", "clause-left", "clause-right", "taken"})
_OWN = frozenset({"left", "right"})
_SIDE = {"<": frozenset({"left"}), ">": frozenset({"right"})}
_FORBIDDEN = {
    "!": _OWN,
    "!=": _WHOLE_CLAUSE,
    "!<": frozenset({"left", "clause-left", "taken"}),
}


@cache
def _size(word: str) -> float:
    """Longer words say more: 辖 0.93, 脱贫 1.06, 贫困发生率 1.45."""
    return 0.8 + 0.13 * min(len(word), 7)


def _term(term: Term, found: Found, themes: Iterable[str], alone: str) -> Reason | None:
    if term.place == "#":
        for theme in themes:
            if theme in term.words:
                return Reason(theme, "theme", HEADING)
        return None
    if term.place == "^":
        return Reason(alone, "alone", BESIDE * _size(alone)) if alone in term.words else None
    if term.known.isdisjoint(found):
        return None
    allowed = _ALLOWED[term.place]
    best: Reason | None = None
    for word in term.words:
        for place, weight in found.get(word, ()):
            if place in allowed:
                points = weight * _size(word)
                if best is None or points > best.points:
                    best = Reason(word, place, points)
    return best


def _fails(term: Term, found: Found, around: Surroundings) -> bool:
    """Whether a term that sets a condition (!, !=, !<, ~, @) is not met."""
    if term.place in _FORBIDDEN:
        where = _FORBIDDEN[term.place]
        return any(place in where for word in term.words for place, _ in found.get(word, ()))
    if term.place == "~":
        return any(theme in term.words for theme in around.themes)
    return not (around.baseline if "baseline" in term.words else around.dated)


def _reasons(wording: Wording, found: Found, around: Surroundings) -> list[Reason] | None:
    """One reason for each term of a wording, or None when one is missing or fails."""
    reasons: list[Reason] = []
    named = False
    for term in wording.terms:
        if term.place in CONDITIONS:
            if _fails(term, found, around):
                return None
            continue
        reason = _term(term, found, around.themes, around.alone)
        if reason is None:
            return None
        # What an indicator is called stands before the figure or in its clause; a heading or what
        # follows only supports it.
        if not named and term.place != "#":
            if reason.place in {"heading", "after", "far"}:
                return None
            named = True
        reasons.append(reason)
    return reasons


def _candidate(
    indicator: Indicator,
    wording: Wording,
    found: Found,
    around: Surroundings,
    least: float = THRESHOLD,
) -> Candidate | None:
    reasons = _reasons(wording, found, around)
    if reasons is None:
        return None
    # What money was for says which fund it is, and nothing of incomes or loans.
    if any(reason.place == "purpose" for reason in reasons) and not is_fund(indicator):
        return None
    score = sum(reason.points for reason in reasons)
    # What the figure is about stands beside it: a wording that is met only from afar is weak.
    if not any(reason.place in _IN_CLAUSE for reason in reasons):
        score *= 0.8
    # 投入 under a heading on roads is what is left when nothing is named beside the figure.
    if wording.terms[0].place == "#":
        score *= 0.75
    if indicator.when == "baseline" and around.baseline:
        score += BASELINE
    if indicator.theme in around.themes[:1]:
        score += 0.15
    elif indicator.theme in around.themes:
        score += 0.1
    return Candidate(indicator, wording, score, tuple(reasons)) if score >= least else None


_ALL_FUNDS = frozenset({"funding.total"})


def is_fund(indicator: Indicator) -> bool:
    """Whether an indicator is money set apart for something: transport.funds, finance.risk_fund."""
    return (
        indicator.id.endswith((".funds", ".risk_fund", ".insurance")) or indicator.id in _ALL_FUNDS
    )


def _prefer_purpose(ranked: list[Candidate]) -> list[Candidate]:
    """Money that was for one thing only is that theme's fund and not the sum of all funds.

    `累计投入资金2.4亿元,硬化公路305公里`: the roads' money. With several themes it stays the total.
    """
    if not ranked or ranked[0].indicator.id != "funding.total":
        return ranked
    funds = [each for each in ranked if any(reason.place == "purpose" for reason in each.reasons)]
    if len(funds) != 1:
        return ranked
    return [funds[0], *(each for each in ranked if each is not funds[0])]


def _possible(indicator: Indicator, measure: Measure, around: Surroundings, found: Found) -> bool:
    if around.scope not in indicator.scopes:
        return False
    if indicator.status not in {None, around.status}:
        return False
    if indicator.when == "current" and around.baseline:
        return False
    if indicator.when == "baseline" and around.dated and not around.baseline:
        return False
    if not indicator.allows(measure.value):
        return False
    return indicator.excluded.isdisjoint(found) or not any(
        place in (_OWN if word[0] not in "<>" else _SIDE[word[0]])
        for word in indicator.exclude
        for place, _ in found.get(word.lstrip("<>"), ())
    )


def judge(measure: Measure, hits: Hits, around: Surroundings) -> Judgement:
    """Weigh all indicators of a figure's unit: 未脱贫 + 3343 household is remaining_households.

    Only wordings whose first word stands near the figure are looked at.
    """
    table = word_index().by_unit.get(measure.unit or "", {})
    if not table:
        return Judgement(())
    found = _found(hits, around)
    best: dict[str, Candidate] = {}
    possible: dict[str, bool] = {}
    for word in found:
        for claimant in table.get(word, ()):
            indicator = claimant.indicator
            if indicator.id not in possible:
                possible[indicator.id] = _possible(indicator, measure, around, found)
            if not possible[indicator.id]:
                continue
            candidate = _candidate(indicator, claimant.wording, found, around)
            if candidate and (
                indicator.id not in best or candidate.score > best[indicator.id].score
            ):
                best[indicator.id] = candidate
    ranked = sorted(best.values(), key=lambda c: (-c.score, c.indicator.id))
    return Judgement(tuple(_prefer_purpose(ranked)[:6]))


# ---- why: the same functions, asked again of one figure


@dataclass(frozen=True, slots=True)
class Weighing:
    """One wording weighed for one figure, with everything that speaks for it and against it.

    `barred` names what of its indicator is not met (scopes, status, when, range) and the excluding
    words that stand beside the figure; `terms` are the wording's words with the reason each gave,
    None where it is missing; `broken` are its conditions that are not met.
    """

    indicator: Indicator
    wording: Wording
    barred: tuple[str, ...]
    excluded: tuple[str, ...]
    terms: tuple[tuple[Term, Reason | None], ...]
    broken: tuple[Term, ...]
    candidate: Candidate | None
    """What the wording comes to, whatever its score; None when its words are not met."""

    @property
    def points(self) -> float:
        """What the words that are there would add."""
        return sum(reason.points for _, reason in self.terms if reason)

    @property
    def is_met(self) -> bool:
        """Whether the wording makes its indicator a candidate."""
        return (
            not self.barred
            and not self.excluded
            and self.candidate is not None
            and self.candidate.score >= THRESHOLD
        )


def matched(wording: Wording) -> tuple[Term, ...]:
    """The terms of a wording that name words; the others only set conditions."""
    return tuple(term for term in wording.terms if term.place not in CONDITIONS)


def weigh(measure: Measure, hits: Hits, around: Surroundings) -> Iterator[Weighing]:
    """Every wording of the figure's unit of which a word stands near, also those ruled out.

    Those that are met are the candidates of :func:`judge`: each answer is that of the function that
    judges, asked of one condition, one term or one word at a time.
    """
    found = _found(hits, around)
    claimants = {
        (claimant.indicator.id, claimant.wording.text): claimant
        for listed in word_index().by_unit.get(measure.unit or "", {}).values()
        for claimant in listed
    }
    for claimant in claimants.values():
        indicator, wording = claimant.indicator, claimant.wording
        terms = tuple(
            (term, _term(term, found, around.themes, around.alone)) for term in matched(wording)
        )  # fmt: skip
        if not any(reason and term.place != "#" for term, reason in terms):
            continue
        excluded = tuple(
            word
            for word in indicator.exclude
            if not _possible(_only(indicator, exclude=(word,)), measure, around, found)
        )
        yield Weighing(
            indicator,
            wording,
            tuple(_barred(indicator, measure, around, found)),
            excluded,
            terms,
            tuple(
                t for t in wording.terms if t not in matched(wording) and _fails(t, found, around)
            ),
            _candidate(indicator, wording, found, around, least=0.0),
        )


def standing(term: Term, hits: Hits, around: Surroundings) -> tuple[str, ...]:
    """The words that break a condition which names words (!每人); none for the other conditions."""
    found = _found(hits, around)
    each = (replace(term, words=(word,)) for word in term.words if term.place in _FORBIDDEN)
    return tuple(alone.words[0] for alone in each if _fails(alone, found, around))


def _only(indicator: Indicator, **kept: object) -> Indicator:
    """The indicator with none of its own limits but those that are named."""
    free: dict[str, object] = {
        "scopes": tuple(SCOPES), "status": None, "when": None, "low": None, "high": None,
        "exclude": (),
    }  # fmt: skip
    return replace(indicator, **(free | kept))  # type: ignore[arg-type]


def _barred(
    indicator: Indicator, measure: Measure, around: Surroundings, found: Found
) -> Iterator[str]:
    """Which of its limits keep an indicator from a figure."""
    limits: dict[str, dict[str, object]] = {
        "scope": {"scopes": indicator.scopes},
        "status": {"status": indicator.status},
        "time": {"when": indicator.when},
        "range": {"low": indicator.low, "high": indicator.high},
    }
    for name, limit in limits.items():
        if not _possible(_only(indicator, **limit), measure, around, found):
            yield name

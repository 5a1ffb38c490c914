"""Shares told one after the other of one whole: each part and its share imply that whole again.

`因病3120户,占40%;因残1560户,占20%;缺劳力1170户,占15%` are all of about 7800 households, whether the whole is
told or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from county_reports.arithmetic.intervals import INFINITY, Interval
from county_reports.audit import claims
from county_reports.audit.finding import Finding
from county_reports.audit.ledger import Entry, Ledger
from county_reports.audit.lists import comparable, full_sentence
from county_reports.audit.rule import Rule

HUNDRED = Decimal(100)

_WHOLE = claims.Relation("各占比隐含的总数应一致", "shares of one whole imply the same whole")
_SHARE = re.compile(
    r"[,(]?(?:约|各|均)?占(?:比|到)?(?P<base>[^,。;、\d]{0,14}?)(?:的)?(?:比例|比重)?(?:约|近|达到?|为|是)*$"
)
_FEWEST = 3
_COARSEST = Decimal("0.08")
"""How rough a share may be, against itself: 两成 (0.1 of 2) implies anything from 1.5 to 2.5."""


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """A part, its share, and the whole that they imply."""

    part: Entry
    share: Entry
    base: str

    @property
    def whole(self) -> Interval:
        """The whole that part and share imply, in the unit of the part."""
        share = self.share.as_rounded.scaled(1 / HUNDRED)
        return self.part.interval.over(share)


def shares_of_one_whole(ledger: Ledger) -> Iterator[Finding]:
    """Three parts or more with their shares imply one whole; a share that implies another is told.

    `因病3120户,占40%;因残1560户,占30%;缺劳力1170户,占15%;其他1950户,占25%`:
    1560户 and 30% imply 5200户, the others 7800户.
    Limits: one sentence, one unit, no other base named after the first share, and the others agree.
    """
    for run in _runs(ledger):
        wholes = [pair.whole for pair in run]
        for at, pair in enumerate(run):
            others = [whole for index, whole in enumerate(wholes) if index != at]
            common = _meet(others)
            if common is None or common.high == INFINITY:
                continue
            if wholes[at].meets(common) and at:
                continue
            computed = pair.part.interval.over(common).scaled(HUNDRED)
            others_found = [each.part for index, each in enumerate(run) if index != at]
            yield claims.equality(
                _WHOLE, pair.share, (pair.part, *others_found[:1], _share_of(run, at)), computed,
                f"{pair.part.text} ÷ ({others_found[0].text} ÷ {_share_of(run, at).text})",
                derived=True, hypotheses=("misprint", "other base"),
            )  # fmt: skip


def _share_of(run: Sequence[_Pair], at: int) -> Entry:
    return next(pair.share for index, pair in enumerate(run) if index != at)


def _meet(wholes: Sequence[Interval]) -> Interval | None:
    """What all the implied wholes have in common, or None."""
    low = max(whole.low for whole in wholes)
    high = min(whole.high for whole in wholes)
    return Interval(low, high) if low <= high else None


def _runs(ledger: Ledger) -> Iterator[tuple[_Pair, ...]]:
    """The pairs of part and share that follow each other in one sentence."""
    run: list[_Pair] = []
    for share in ledger.entries:
        pair = _pair(ledger, share)
        if pair is None:
            continue
        if run and not _goes_on(ledger, run[-1], pair):
            if len(run) >= _FEWEST:
                yield tuple(run)
            run = []
        run.append(pair)
    if len(run) >= _FEWEST:
        yield tuple(run)


def _goes_on(ledger: Ledger, last: _Pair, pair: _Pair) -> bool:
    """Whether a pair is of the same list as the one before it."""
    _, end = full_sentence(ledger, last.share.end)
    new_base = pair.base and pair.base != last.base
    beside = pair.part.start - last.share.end <= 24
    return beside and pair.share.start < end and comparable(last.part, pair.part) and not new_base


def _pair(ledger: Ledger, share: Entry) -> _Pair | None:
    if share.unit != "percent" or not share.value or not share.is_exact:
        return None
    part = ledger.previous(share)
    if part is None or part.passage.sentence != share.passage.sentence or not part.is_exact:
        return None
    found = _SHARE.fullmatch(ledger.between(part, share))
    if found is None or share.precision / 2 / share.value > _COARSEST:
        return None
    return _Pair(part, share, found["base"])


RULES = (Rule("implied-whole", "shares", _WHOLE.zh, _WHOLE.en, shares_of_one_whole),)

"""Intervals keep what they promise for any numbers: the true value never falls out."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from county_reports.arithmetic.intervals import Interval, cut, point, printed, rounded
from county_reports.audit.verdicts import at_most, equal

TRUE = st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False, allow_infinity=False)
PLACES = st.sampled_from([Decimal("0.01"), Decimal("0.1"), Decimal(1), Decimal(100)])


def to_place(value: Decimal, place: Decimal, rounding: str) -> Decimal:
    return (value / place).quantize(Decimal(1), rounding) * place


@given(TRUE, PLACES)
def test_a_rounded_value_holds_what_it_was_rounded_from(value: Decimal, place: Decimal) -> None:
    shown = to_place(value, place, ROUND_HALF_UP)
    found = rounded(shown, place)
    assert found.low <= value <= found.high


@given(TRUE, PLACES)
def test_a_cut_value_holds_what_it_was_cut_from(value: Decimal, place: Decimal) -> None:
    shown = to_place(value, place, ROUND_DOWN)
    found = cut(shown, place)
    assert found.low <= value <= found.high


@given(st.lists(TRUE, min_size=1, max_size=6), PLACES)
def test_a_sum_of_rounded_parts_is_never_called_wrong(parts: list[Decimal], place: Decimal) -> None:
    shown = [to_place(part, place, ROUND_HALF_UP) for part in parts]
    total = to_place(sum(parts, Decimal(0)), place, ROUND_HALF_UP)
    added = point(Decimal(0))
    for part in shown:
        added = added + rounded(part, place)
    assert equal(added, rounded(total, place), total, place).status == "confirmed"


@given(TRUE, TRUE.filter(bool), PLACES)
def test_a_share_that_was_rounded_or_cut_is_never_called_wrong(
    part: Decimal, whole: Decimal, place: Decimal
) -> None:
    share = part / whole * 100
    for how in (ROUND_HALF_UP, ROUND_DOWN):
        shown = to_place(share, place, how)
        found = equal(
            point(part).over(point(whole)).scaled(Decimal(100)), rounded(shown, place), shown, place
        )
        assert found.status == "confirmed", (share, shown, how)


@given(TRUE, TRUE)
def test_a_part_is_at_most_its_whole_or_is_not(part: Decimal, whole: Decimal) -> None:
    found = at_most(point(part), point(whole))
    assert (found.status == "confirmed") is (part <= whole)


@given(TRUE, st.sampled_from(["exact", "about", "over", "under"]), st.booleans(), st.booleans())
def test_every_printed_figure_allows_its_own_value(
    value: Decimal, bound: str, counted: bool, open_ended: bool
) -> None:
    found = printed(
        value,
        Decimal("0.0001"),
        bound,
        counted=counted,
        open_ended=open_ended,  # type: ignore[arg-type]
    )
    assert found.low <= value <= found.high


@given(TRUE, TRUE, TRUE, TRUE)
def test_quotients_hold_every_quotient(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> None:
    part, whole = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    found = part.over(whole)
    if whole.low > 0:
        for one in (part.low, part.high):
            for other in (whole.low, whole.high):
                assert found.low <= one / other <= found.high

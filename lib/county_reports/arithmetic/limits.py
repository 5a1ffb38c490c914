"""What a Chinese county can have: people, villages, persons a household, years of the campaign.

The same limits rule out splits of fused digits and call a stated figure implausible.
"""

from __future__ import annotations

from decimal import Decimal

FIRST_YEAR, LAST_YEAR = 2005, 2030
"""Years that a report of the campaign and its follow-up can name in a fused date."""

LARGEST_COUNTY = 3_000_000
"""Persons; no county-level unit of China had more registered in the 2020 census by far."""

MOST_VILLAGES, MOST_TOWNSHIPS = 2000, 120
PERSONS_PER_HOUSEHOLD = (Decimal("1.5"), Decimal(5))
"""Mean size of poor households; the national register had 3.0 to 3.5 persons a household."""

WIDEST_HOUSEHOLD = (Decimal(1), Decimal(8))
"""Household size that arithmetic may still prove, for small groups."""


def persons_a_household(households: Decimal, persons: Decimal) -> Decimal | None:
    """The mean size of the households of a group; None when it has none.

    >>> persons_a_household(Decimal(10), Decimal(33))
    Decimal('3.3')
    """
    return persons / households if households else None


def implied_base(part: Decimal, share: Decimal) -> Decimal | None:
    """The whole of which a part is a share (0 to 1): 7722 at 0.0068 are of 1135588; None at 0."""
    return part / share if share else None

"""Invented reports for the tests of extraction, and compact views of what was read in them.

Loaded by path (``runpy``), as test folders are no packages. Counties and figures do not exist.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from county_reports.extraction import observe
from county_reports.extraction.coverage import measure_coverage
from county_reports.extraction.explanation import Explanation, explain_at
from county_reports.extraction.observe import explain
from county_reports.model import Metadata, Observation, Report
from county_reports.reading.reader import read_text

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet


def report(text: str, year: int | None = 2019, county: str | None = "栖云县") -> Report:
    """A report of an invented county with the outline that reading finds."""
    return read_text(text, Metadata(id="qiyun", file="qiyun.txt", county=county, year=year))


def plain(value: Decimal | None) -> str | None:
    """A number as a table of a test writes it: 1.50 is "1.5", 3E+4 is "30000"."""
    if value is None:
        return None
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def observations(text: str, year: int | None = 2019) -> list[Observation]:
    """All measures of a text."""
    return [o for o in observe(report(text, year)) if o.quantity.kind == "measure"]


def measures(text: str, year: int | None = 2019) -> list[tuple[str, str | None, str | None]]:
    """The measures of a text as (text, value, unit), in order."""
    found = observations(text, year)
    return [(o.quantity.text, plain(o.quantity.value), o.quantity.unit) for o in found]


def figure(text: str, written: str, year: int | None = 2019) -> Observation:
    """The one measure of a text that is written so; fails when there are none or several."""
    found = [o for o in observations(text, year) if o.quantity.text == written]
    assert len(found) == 1, (written, measures(text, year))
    return found[0]


def set_aside(text: str, year: int | None = 2019) -> list[tuple[str, str]]:
    """What a text holds that is no measure, as (text, kind), in order."""
    found = observe(report(text, year))
    return [(o.quantity.text, o.quantity.kind) for o in found if o.quantity.kind != "measure"]


def marked(text: str) -> tuple[str, str]:
    """A sentence whose figure stands in 《》, without the marks, and the figure."""
    before, _, rest = text.partition("《")
    inside, _, after = rest.partition("》")
    assert inside, text
    assert "《" not in after, text
    return before + inside + after, inside


def meant(text: str, year: int | None = 2019) -> Observation:
    """The observation of the figure that stands in 《》: 栖云县《192个》贫困村."""
    source, written = marked(text)
    start = text.index("《")
    found = [o for o in observations(source, year) if o.quantity.start == start]
    assert [o.quantity.text for o in found] == [written], (written, measures(source, year))
    return found[0]


def explained(text: str, year: int | None = 2019) -> Explanation:
    """The explanation of what stands in 《》: 栖云县《192个》贫困村, 拨打《12317》热线."""
    source, _ = marked(text)
    made = report(source, year)
    recorded = explain(made, recording=True)
    seen = [item.observation for item in recorded]
    return explain_at(made, text.index("《"), seen, recorded, measure_coverage(made, seen))


def defect(reason: str, *values: object) -> ParameterSet:
    """A row of a table that the library does not get right yet."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))

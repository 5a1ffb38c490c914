"""What each sentence of a report speaks of: the theme of its words and of the headings above it.

A figure has its theme from what stands around it (:mod:`.themes`); a sentence without a figure has
one too, by the same words and weights. So the words of a report can be laid beside its figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from county_reports.extraction.outline import Outline
from county_reports.extraction.themes import Themes
from county_reports.extraction.wordings import Hits
from county_reports.model import Report
from county_reports.reading.matching import matching_text

_SENTENCE = re.compile(r"[^。;!?\n]+[。;!?]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the prose, and what it speaks of; ``report.source[start:end]`` is its text.

    Example: `解决贫困户饮水安全问题。` has theme water because of 饮水安全.
    """

    start: int
    end: int
    theme: str | None
    because: str


def sentences(report: Report) -> tuple[Sentence, ...]:
    """The sentences of a report in the order of the text, without page furniture.

    They end at 。 ; ! ? and at line ends; those without a letter or a character are left out.
    """
    folded = matching_text(report)
    text = folded.text
    themes = Themes(text, Hits(text))
    outline = Outline(report, folded)
    found: list[Sentence] = []
    for match in _SENTENCE.finditer(text):
        written = match.group()
        if not any(character.isalnum() for character in written):
            continue
        start = match.start() + len(written) - len(written.lstrip())
        end = match.end() - (len(written) - len(written.rstrip()))
        first, last = folded.source_span(start, end)
        if report.in_boilerplate(first):
            continue
        said = themes.of_sentence(start, end, outline.above(start)[0])
        found.append(Sentence(first, last, said.theme, said.because))
    return tuple(found)

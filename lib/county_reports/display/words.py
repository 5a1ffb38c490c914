"""The words of one report, for its portrait: frequent words, set phrases, how exactly it speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from county_reports.display import language as speech
from county_reports.display import phrases as said
from county_reports.display.page import Shown, pick

if TYPE_CHECKING:
    from county_reports.format import Language
    from county_reports.one_report import ReadReport

WORDS, PHRASES = 15, 20


def block(read: ReadReport, language: Language = "en") -> Shown:
    """What a report writes about most, its set phrases (提法), and how much of it is stated exactly.

    Example: longhui-2019 has 两不愁三保障 with the sentence of its first use. Words of one report are
    counted and not compared; for that there is notebook 06.
    """
    from county_reports.corpus import Corpus

    alone = Corpus((read,))
    titles = (
        ("Frequent words", "常用词"),
        ("Set phrases", "提法"),
        ("How exactly it speaks", "表述的确切程度"),
    )
    parts = (
        speech.tf_idf(alone, language, most=WORDS),
        said.phrase_table(said.phrases(alone), language, most=PHRASES, sources=alone.sources),
        said.checkability_table(said.checkability(alone), language),
    )
    html = "".join(
        f"<h4>{pick(language, *title)}</h4>{part.html}"
        for title, part in zip(titles, parts, strict=True)
    )
    return Shown(html, "; ".join(part.text for part in parts))

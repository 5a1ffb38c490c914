"""The words of reports: what a county writes about, and how that differs from the others.

Words come from jieba with a dictionary of the field (:mod:`.lexicon`); numbers never do: the stage
of extraction has read them before, and their characters are put aside (:mod:`.tokens`).
"""

from county_reports.language.tokens import Token, tokens_of, words

__all__ = ["Token", "tokens_of", "words"]

"""A text with footnotes, for pages (a note may be named twice) and for paper (it may not).

On pages one note serves every mention of a figure. In PDF and Word the first mention makes the note
and later ones print its number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Target = Literal["pages", "paper", "word"]
MARK = re.compile("\ue000(\\d+)\ue001")
"""A note in a text that is not laid out yet; characters that no report's escaped text holds."""
_OWN = re.compile(r"\[\^([^\]\n]+)\](?!:)")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: what it is about (the same for every mention) and its text, escaped."""

    key: str
    text: str


class Notes:
    """The notes of one document, in the order of their first mention."""

    def __init__(self) -> None:
        self.listed: list[Note] = []

    def mark(self, key: str, text: str) -> str:
        """The mark of a note, to stand after the words it belongs to."""
        for number, note in enumerate(self.listed):
            if note.key == key:
                return f"\ue000{number}\ue001"
        self.listed.append(Note(key, text))
        return f"\ue000{len(self.listed) - 1}\ue001"


def lay_out(text: str, notes: Sequence[Note], target: Target) -> str:
    """The text with its notes as Markdown footnotes: ``0.68 per cent[^n1]``."""
    if target == "pages":
        body = MARK.sub(lambda found: f"[^n{int(found[1]) + 1}]", text)
        listed = [f"[^n{number}]: {note.text}" for number, note in enumerate(notes, 1)]
        return "\n\n".join([body, *listed]) + "\n"
    count, listed = 0, list[str]()
    first: dict[str, int] = {}

    def place(found: re.Match[str]) -> str:
        nonlocal count
        if found["own"]:  # a note that the author wrote
            count += 1
            return found[0]
        laid, raised = "", ""
        for number in MARK.findall(found[0]):
            # two notes side by side would look like one number
            raised += "," if laid or raised else ""
            note = notes[int(number)]
            if note.key in first:
                raised += str(first[note.key])
                continue
            count += 1
            first[note.key] = count
            listed.append(f"[^n{count}]: {note.text}")
            laid += (f"^{raised}^" if raised else "") + f"[^n{count}]"
            raised = ""
        return laid + (f"^{raised}^" if raised else "")

    body = re.sub(f"(?:{MARK.pattern})+|(?P<own>{_OWN.pattern})", place, text)
    return "\n\n".join([body, *listed]) + "\n"

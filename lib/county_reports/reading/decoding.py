"""From bytes to text, or a clear reason why not.

Positions are characters of the text as ``open(newline="")`` gives it: no newline is translated.
A byte order mark at the beginning keeps its place as character 0, so that every program that
opens the file as UTF-8 finds each figure where its position says; matching passes over it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from county_reports.errors import ReadingError

LARGEST_BYTES = 200 * 1024 * 1024
SUFFIXES = (".txt",)


def decode(data: bytes, where: str) -> str:
    """The text of a UTF-8 file, e.g. ``全县脱贫…``; a byte order mark stays character 0.

    Raises:
        ReadingError: the bytes are empty, binary, or written in another encoding.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise ReadingError(
            f"the file is not UTF-8 text (byte {problem.start} fits no character)",
            where=where,
            remedy="open it in a text editor and save it as UTF-8",
        ) from None
    if "\x00" in text:
        raise ReadingError(
            "the file holds NUL bytes, so it is no plain text",
            where=where,
            remedy="save the report as plain text in UTF-8",
        )
    if not text.strip("\ufeff \t\r\n\u3000\u00a0"):
        raise ReadingError(
            "the file is empty", where=where, remedy="put the report's text into it or remove it"
        )
    return text


def read_bytes(path: Path) -> bytes:
    """The bytes of a report's file.

    Raises:
        ReadingError: not a plain text file, not there, not permitted, or over 200 MB.
    """
    where = path.name
    if path.suffix.lower() not in SUFFIXES:
        raise ReadingError(
            f"only plain text (.txt) can be read so far, this file is {path.suffix or 'unnamed'}",
            where=where,
            remedy="save the report as plain text in UTF-8",
        )
    try:
        if not path.is_file():
            what = "is no ordinary file" if path.exists() else "is not there"
            raise ReadingError(
                f"the file {what}", where=where, remedy="check the name and the folder"
            )
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise ReadingError(
                f"the file has {size // 1024**2} MB, more than the {LARGEST_BYTES // 1024**2} MB "
                "that a report may have",
                where=where,
                remedy="split the file into one file a report",
            )
        return path.read_bytes()
    except OSError as problem:
        raise ReadingError(
            f"the file cannot be read ({problem.strerror or type(problem).__name__})",
            where=where,
            remedy="allow reading it (chmod +r) or remove it",
        ) from None


def sha256(data: bytes) -> str:
    """The hash that the manifest declares, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()

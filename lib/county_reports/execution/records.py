"""What was made from what: the records by which a run that is still right is not repeated.

A record holds the SHA-256 of everything a run depends on and of every file it made. It is written
last, under a temporary name that is then renamed: whoever is killed leaves no record, and what has
no record is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Record:
    """One finished step: what it was made from, what it made, what it could not do.

    `outputs` maps a path below the project's folder to the SHA-256 of its content.
    """

    key: str
    fingerprint: str
    outputs: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    remedy: str = ""
    title: str = ""


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def file_digest(path: Path) -> str | None:
    """SHA-256 of a file, None when there is none that can be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def combined(parts: Iterable[str]) -> str:
    """One hash of many texts; the border between two texts counts."""
    return digest(json.dumps(list(parts), ensure_ascii=False).encode())


def fingerprint_of_library(root: Path) -> str:
    """The hash of what all steps share: the library's files, the lock, the Python version."""
    package = Path(__file__).resolve().parents[1]
    files = sorted(
        path
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and "__pycache__" not in path.parts
    )
    parts = [f"python {sys.version_info.major}.{sys.version_info.minor}"]
    for path in files:
        parts += [path.relative_to(package).as_posix(), file_digest(path) or ""]
    parts.append(file_digest(root / "requirements.lock") or "no lock")
    return combined(parts)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a whole file or none: under a temporary name in the same folder, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _file(folder: Path, key: str) -> Path:
    return folder / f"{key}.json"


def load(folder: Path, key: str) -> Record | None:
    """The record of a step, None when it never finished (or its file is damaged)."""
    try:
        stored = json.loads(_file(folder, key).read_text(encoding="utf-8"))
        record = Record(**stored)
        texts = [record.key, record.fingerprint, record.reason, record.remedy, record.title]
        texts += [*record.outputs, *record.outputs.values()]
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    return record if all(isinstance(text, str) for text in texts) else None


def save(folder: Path, record: Record) -> None:
    """Write a record; call it last."""
    stored = {name: getattr(record, name) for name in Record.__slots__}
    text = json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True)
    write_atomically(_file(folder, record.key), text.encode())


def forget(folder: Path, key: str) -> None:
    """Take a record away, so that its step is done again."""
    _file(folder, key).unlink(missing_ok=True)


def every(folder: Path) -> tuple[Record, ...]:
    """All records of a folder, by key."""
    keys = sorted(
        path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.json")
    )
    return tuple(record for key in keys if (record := load(folder, key)) is not None)


def hashed(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Paths below the project's folder with the SHA-256 of each file."""
    return {
        path.resolve().relative_to(root).as_posix(): file_digest(path) or ""
        for path in sorted(set(paths))
    }


def is_fresh(root: Path, record: Record | None, fingerprint: str) -> bool:
    """Whether a step need not be done again: same ingredients, its files as it left them."""
    return (
        record is not None
        and record.fingerprint == fingerprint
        and all(file_digest(root / name) == value for name, value in record.outputs.items())
    )


def remove_outputs(root: Path, record: Record) -> tuple[str, ...]:
    """Take away the files of a step that is gone, unless a person changed them."""
    removed = []
    for name, value in record.outputs.items():
        path = root / name
        if file_digest(path) == value:
            path.unlink()
            removed.append(name)
    return tuple(removed)

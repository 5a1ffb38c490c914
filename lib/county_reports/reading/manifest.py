"""The manifest of a folder of reports: who says what about which county and year.

``manifest.csv`` has one row a report. Text files of the folder that it does not list are reports
too; what is known about them is what their text says.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from county_reports.errors import ManifestError, ReadingError
from county_reports.model import Metadata
from county_reports.reading import decoding, reader

NAME = "manifest.csv"
FIELDS = (
    "id", "file", "county", "prefecture", "province", "admin_code", "year", "published", "title",
    "author", "source", "url", "sha256", "rights",
)  # fmt: skip

_ID = re.compile(r"[a-z0-9-]{1,80}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NOT_REPORTS = re.compile(r"^(?:readme|licen[cs]e|notice|requirements)", re.IGNORECASE)


def read_manifest(folder: Path) -> dict[str, Metadata]:
    """What ``manifest.csv`` declares, by id in the order of its rows, e.g. ``longhui-2019``.

    Raises:
        ManifestError: the manifest is missing, lacks a column, repeats an id, has a cell that
            cannot be, or names a file that is not in the folder.
    """
    entries = _rows(Path(folder))
    for entry in entries.values():
        if not (Path(folder) / entry.file).is_file():
            raise ManifestError(
                f"the report {entry.id} names the file {entry.file}, which is not there",
                where=NAME,
                remedy="put the file back or remove its row",
            )
    return entries


def list_reports(folder: Path) -> tuple[Metadata, ...]:
    """All reports of a folder: the manifest's rows, then text files that it does not list.

    A folder without a manifest is a folder of unlisted files. A listed file that is missing stays
    in the list: reading it says so, and the other reports go on.

    Raises:
        ManifestError: the manifest contradicts itself, or the folder is not there.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ManifestError("there is no such folder", where=str(folder), remedy="check its name")
    entries = _rows(folder) if (folder / NAME).exists() else {}
    listed = {entry.file for entry in entries.values()}
    for path in sorted(folder.glob("*.txt")):
        if path.name not in listed and path.is_file() and not _NOT_REPORTS.match(path.name):
            entry = _unlisted(path, taken=entries.keys())
            entries[entry.id] = entry
    return tuple(entries.values())


def add(files: Iterable[Path], folder: Path) -> tuple[Metadata, ...]:
    """Copy reports into a folder and add their rows to its manifest; returns the new rows.

    County, year and the rest are what the text says; cells that it does not fill stay empty for a
    person to fill in. Nothing is written when one of the files cannot be read.

    Raises:
        ReadingError: a file cannot be read as a report.
        ManifestError: a report of that id or with the same text is already there.
    """
    folder = Path(folder)
    entries = _rows(folder) if (folder / NAME).exists() else {}
    new: list[tuple[Path, Metadata]] = []
    for path in map(Path, files):
        known = (*entries.values(), *(entry for _, entry in new))
        new.append((path, _new_row(path, folder, known)))
    for path, entry in new:
        if path.resolve() != (folder / entry.file).resolve():
            shutil.copyfile(path, folder / entry.file)
    write((*entries.values(), *(entry for _, entry in new)), folder)
    return tuple(entry for _, entry in new)


def write(entries: Iterable[Metadata], folder: Path) -> None:
    """Write a manifest as a whole: under a temporary name, then renamed."""
    stream = io.StringIO(newline="")
    table = csv.DictWriter(stream, FIELDS, lineterminator="\n")
    table.writeheader()
    for entry in entries:
        values = {name: getattr(entry, name) for name in FIELDS}
        table.writerow({name: "" if value is None else value for name, value in values.items()})
    target = Path(folder) / NAME
    draft = target.with_name(f".{NAME}.{os.getpid()}")
    try:
        draft.write_text(stream.getvalue(), encoding="utf-8", newline="")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _rows(folder: Path) -> dict[str, Metadata]:
    try:
        text = (folder / NAME).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ManifestError(
            "the folder has no manifest", where=str(folder / NAME), remedy="name a seeds folder"
        ) from None
    except OSError as problem:
        raise ManifestError(
            f"the manifest cannot be read ({problem.strerror})", where=NAME, remedy="check the file"
        ) from None
    except UnicodeDecodeError:
        raise ManifestError(
            "the manifest is not UTF-8", where=NAME, remedy="save it as CSV in UTF-8"
        ) from None
    table = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    try:
        rows = list(table)
    except csv.Error as problem:
        raise ManifestError(
            f"the manifest is no CSV table ({problem})", where=NAME, remedy="check its quotes"
        ) from None
    missing = [name for name in FIELDS if name not in (table.fieldnames or ())]
    if missing:
        raise ManifestError(
            f"the manifest lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}",
            where=NAME,
            remedy="add it; its cells may be empty",
        )
    entries: dict[str, Metadata] = {}
    for number, row in enumerate(rows, 2):
        entry = _entry(row, f"{NAME} row {number}", folder)
        if entry.id in entries:
            raise ManifestError(
                f"the id {entry.id} stands in two rows",
                where=f"{NAME} row {number}",
                remedy="give each report an id of its own",
            )
        entries[entry.id] = entry
    return entries


def _entry(row: dict[str, str | None], where: str, folder: Path) -> Metadata:
    if "" in row or None in row.values():
        raise ManifestError(
            "the row has more or fewer cells than the header",
            where=where,
            remedy="put cells with commas in quotes",
        )
    cells = {name: (row[name] or "").strip() or None for name in FIELDS}
    name, file, year, digest = (cells[key] or "" for key in ("id", "file", "year", "sha256"))
    if not _ID.fullmatch(name):
        raise ManifestError(
            f"the id {name!r} is not of the letters a-z, digits and hyphens",
            where=where,
            remedy="write it like longhui-2019",
        )
    if not file or not _stays_inside(file, folder):
        raise ManifestError(
            f"the file {file!r} does not lie in the folder of the manifest",
            where=where,
            remedy="copy the report into the folder and give its bare name",
        )
    if year and not re.fullmatch(r"(?:19|20)\d\d", year):
        raise ManifestError(
            f"the year {year!r} is no year", where=where, remedy="write four digits, e.g. 2019"
        )
    if digest and not _SHA256.fullmatch(digest.lower()):
        raise ManifestError(
            "the sha256 has not 64 hexadecimal digits",
            where=where,
            remedy="copy it whole or clear it",
        )
    entry = Metadata(
        id=name, file=file, year=int(year) if year else None, sha256=digest.lower() or None
    )
    texts = {k: v for k, v in cells.items() if k not in ("id", "file", "year", "sha256")}
    return replace(entry, **texts)  # type: ignore[arg-type]


def _stays_inside(file: str, folder: Path) -> bool:
    if file.startswith((".", "~")) or "\\" in file or Path(file).is_absolute():
        return False
    return (folder / file).resolve().is_relative_to(folder.resolve())


def _unlisted(path: Path, taken: Iterable[str]) -> Metadata:
    said = path.name.encode("utf-8", "surrogateescape")
    name = reader.report_id(path)
    if name is None:
        data = said
        with suppress(OSError):  # reading it later says what is wrong with it
            data = path.read_bytes()
        name = f"report-{decoding.sha256(data)[:8]}"
    if name in taken:
        name = f"{name}-{decoding.sha256(said)[:8]}"
    return Metadata(id=name, file=path.name)


def _new_row(path: Path, folder: Path, known: Iterable[Metadata]) -> Metadata:
    data = decoding.read_bytes(path)
    report = reader.read_file(path)
    digest = decoding.sha256(data)
    file = path.name if path.name.isascii() else f"{report.id}.txt"
    if not _stays_inside(file, folder):
        raise ReadingError(
            "the file's name cannot be used in the folder",
            where=path.name,
            remedy="rename the file",
        )
    for entry in known:
        if digest == entry.sha256 or entry.id == report.id or entry.file == file:
            raise ManifestError(
                f"the report {entry.id} is already there",
                where=path.name,
                remedy="give the file another name, or remove the old row",
            )
    target = folder / file
    if target.exists() and target.resolve() != path.resolve():
        raise ManifestError(
            f"the folder already has a file {file}", where=path.name, remedy="rename the file"
        )
    cells = {n: _plain(v) for n in FIELDS if isinstance(v := getattr(report.metadata, n), str)}
    return replace(
        Metadata(id=report.id, year=report.metadata.year),
        **(cells | {"file": file, "sha256": digest}),  # type: ignore[arg-type]
        found=report.metadata.found,
    )


def _plain(cell: str) -> str:
    """A cell from the web without line breaks and without a formula's first character."""
    return " ".join(cell.split()).lstrip("=+-@")

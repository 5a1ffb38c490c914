"""From a file to a :class:`Report`: the text as it is, and what was found out about it."""

from __future__ import annotations

import re
from pathlib import Path

from county_reports.errors import SeedChangedError
from county_reports.model import Metadata, Report
from county_reports.reading import boilerplate, breaks, metadata, outline
from county_reports.reading.decoding import decode, read_bytes, sha256

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_file(path: Path, declared: Metadata | None = None) -> Report:
    """Read one report, e.g. ``read_file(Path("seeds/longhui-2019.txt"))``.

    What a manifest declares counts; what it leaves open is looked for in the text.

    Raises:
        ReadingError: the file is missing, empty, no plain text, or not UTF-8.
        SeedChangedError: the file is not the one whose hash the manifest declares.
    """
    path = Path(path)
    data = read_bytes(path)
    if declared is not None and declared.sha256 and sha256(data) != declared.sha256:
        raise SeedChangedError(
            "the file differs from the one that the manifest describes (sha256)",
            where=path.name,
            remedy="restore the file, or correct its row in manifest.csv when the change is meant",
        )
    name = report_id(path) or f"report-{sha256(data)[:8]}"
    known = declared or Metadata(id=name, file=path.name)
    return read_text(decode(data, path.name), known, path=path)


def read_text(source: str, declared: Metadata, *, path: Path | None = None) -> Report:
    """Read a report that is already text; positions are those of `source`."""
    regions = boilerplate.find(source)
    gaps = breaks.find(source, regions)
    return Report(
        metadata=metadata.complete(declared, source, regions, gaps),
        source=source,
        path=path,
        sections=outline.find(source, regions, gaps),
        boilerplate=regions,
        breaks=gaps,
    )


def report_id(path: Path) -> str | None:
    """The id that a file's name gives: ``Longhui_2019.txt`` is ``longhui-2019``.

    A name that is not ASCII (``隆回县总结.txt``) gives None; such a report is called ``report-`` and
    the first 8 digits of its bytes' hash, which stay the same wherever the file lies.
    """
    stem = path.stem.lower().replace("_", "-").replace(" ", "-")
    return stem if _ID.fullmatch(stem) else None

"""From ``analysis/`` to ``build/analysis/``: resolve all, then build, then put in place.

Nothing is written before every reference of every text was looked up. An output is made in a folder
of its own and renamed when it is whole; when a build fails, outputs of earlier builds stay as they
were.
"""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from county_reports.corpus import Corpus
from county_reports.errors import UsageError
from county_reports.writing import document, pages, paper, syntax, tools
from county_reports.writing.blocks import PICTURES
from county_reports.writing.document import Document

KINDS = ("html", "pdf", "docx")


def sources(folder: Path, names: Sequence[str] = (), language: str | None = None) -> list[Path]:
    """The sources of a folder, all or those named, e.g. five_counties.

    Raises:
        UsageError: there is no such source, or none at all.
    """
    known = {path.stem: path for path in sorted(folder.glob("*.md")) if path.stem != "README"}
    for name in names:
        if name.removesuffix(".md") not in known:
            close = get_close_matches(name, known, n=3, cutoff=0.4) or sorted(known)
            raise UsageError(
                f"there is no analysis {name!r}", where=folder.name,
                remedy=f"name {' or '.join(close)}" if close else "write one in Markdown",
            )  # fmt: skip
    wanted = dict.fromkeys(name.removesuffix(".md") for name in names)
    chosen = [known[name] for name in wanted] or [*known.values()]
    if language:
        chosen = [path for path in chosen if _language(path) == language]
    if not chosen:
        raise UsageError(
            "there is no analysis to build", where=folder.name,
            remedy="write one in Markdown, with language: en or zh in its head",
        )  # fmt: skip
    return chosen


def _language(path: Path) -> object:
    return syntax.read(path.name, path.read_text(encoding="utf-8")).front["language"]


def resolved(paths: Sequence[Path], corpus: Corpus, figures: Path) -> list[Document]:
    """The sources with every reference looked up.

    Raises:
        WritingError: a reference cannot be looked up, or a number was typed by hand.
    """
    read = [syntax.read(path.name, path.read_text(encoding="utf-8")) for path in paths]
    return [document.resolve(source, corpus, figures) for source in read]


def build(
    documents: Sequence[Document],
    kinds: Sequence[str],
    figures: Path,
    target: Path,
    *,
    force: bool = True,
) -> Iterator[Path]:
    """Build some documents, each as soon as it is asked for; what was written, one by one.

    Beside the outputs ``NAME.references.csv`` lists every reference with what was printed for it
    and where that stands in the reports.

    Args:
        documents: resolved.
        kinds: of html, pdf, docx.
        figures: the folder of the published figures.
        target: the folder of the outputs.
        force: build also what is there already and was made from the same.

    Raises:
        ToolError: a package is missing, or a program failed.
    """
    tools.assert_installed(kinds)
    target.mkdir(parents=True, exist_ok=True)
    for each in documents:
        made_from = _fingerprint(each, kinds, figures)
        record = target / f"{each.name}.record"
        if not force and _is_fresh(record, made_from, each, kinds):
            continue
        record.unlink(missing_ok=True)
        with _room(target) as work:
            made: list[tuple[Path, Path]] = []
            for kind in kinds:
                suffix = "" if kind == "html" else f".{kind}"
                output = work / f"made{suffix or '.html'}"
                make = {"html": pages.build, "pdf": paper.build_pdf, "docx": paper.build_docx}
                make[kind](each, figures, work, output)
                made.append((output, target / f"{each.name}{suffix}"))
            listed = work / "references.csv"
            listed.write_text(references_csv(each), encoding="utf-8")
            made.append((listed, target / f"{each.name}.references.csv"))
            for output, place in made:
                if place.is_dir():
                    shutil.rmtree(place)
                output.replace(place)
        record.write_text(made_from, encoding="utf-8")  # last: a killed build is made again
        for _, place in made:
            yield place / "index.html" if place.is_dir() else place


def _fingerprint(made: Document, kinds: Sequence[str], figures: Path) -> str:
    """A hash of all that the outputs of a document are made from: text, pictures, programs."""
    digest = hashlib.sha256()
    for target in PICTURES:
        digest.update(made.markdown(target).encode("utf-8"))
        for picture in made.pictures:
            file = figures / picture.file(target)
            digest.update(file.read_bytes() if file.is_file() else b"none")
    # the styles and the layout of the outputs stand in the modules themselves
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    said = [made.title, made.subtitle, made.language, references_csv(made), *kinds]
    said += [f"{name} {_version(name)}" for kind in kinds for name in tools.PACKAGES[kind].values()]
    digest.update("\0".join([*said, str(tools.epoch())]).encode("utf-8"))
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _is_fresh(record: Path, made_from: str, made: Document, kinds: Sequence[str]) -> bool:
    folder = record.parent
    outputs = [
        folder / made.name / "index.html" if kind == "html" else folder / f"{made.name}.{kind}"
        for kind in kinds
    ]
    return (
        record.is_file()
        and record.read_text(encoding="utf-8") == made_from
        and all(output.is_file() for output in outputs)
    )


def references_csv(made: Document) -> str:
    """Every reference of a document: place, role, words, what was printed, report:start:end."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("place", "role", "reference", "printed", "sources"))
    for used in made.used:
        writer.writerow((used.place, used.role, used.words, used.printed, "|".join(used.sources)))
    return text.getvalue()


@contextmanager
def _room(target: Path) -> Iterator[Path]:
    """A folder for one build on the same disk, removed afterwards whatever happens."""
    with tempfile.TemporaryDirectory(prefix=".building-", dir=target) as name:
        yield Path(name)

"""The five seeds: byte for byte as given, declared fully, read without a fault."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from county_reports.errors import SeedChangedError
from county_reports.reading import manifest, reader

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"

HASHES = {
    "biyang-2016": "b9e7b67a7f989e8ac325ca91ad7c68d3ec36ce92ba3e1e7ff495979e22d45ee5",
    "cili-2018": "b80d51e214f9c8de44b4bf0c4e7b062ea0a494be78d8d17995d093d3aec37c89",
    "gucheng-2019": "685d84d2f5f505c9a3ba0bc7201c3e655e317c51d0bb33244bffd1bd40a4f974",
    "jingde-2020": "664506169174ffe110945b519bbc2b07119c8c727f22a92ea0b3260b5897efef",
    "longhui-2019": "94b4b558ea223a925edf9f6d9f9a513454ef6387f75a88bfe76976fd9f7a6690",
}


def test_the_manifest_lists_the_seeds_and_their_hashes() -> None:
    entries = manifest.read_manifest(SEEDS)
    assert {name: entries[name].sha256 for name in HASHES} == HASHES


@pytest.mark.parametrize("name", HASHES)
def test_the_bytes_are_those_that_were_given(name: str) -> None:
    data = (SEEDS / f"{name}.txt").read_bytes()
    assert hashlib.sha256(data).hexdigest() == HASHES[name]


@pytest.mark.parametrize("name", HASHES)
def test_the_manifest_says_what_the_gold_says(name: str) -> None:
    meta = json.loads((ROOT / "tests/gold" / name / "meta.json").read_text("utf-8"))
    entry = manifest.read_manifest(SEEDS)[name]
    for field in (
        "county", "prefecture", "province", "admin_code", "year", "published", "title", "author",
        "source", "url",
    ):  # fmt: skip
        assert getattr(entry, field) == meta[field], field
    assert entry.file == f"{name}.txt"
    assert "licence" in (entry.rights or "")


@pytest.mark.parametrize("name", HASHES)
def test_a_seed_is_read_as_it_stands(name: str) -> None:
    entry = manifest.read_manifest(SEEDS)[name]
    report = reader.read_file(SEEDS / entry.file, entry)
    with (SEEDS / entry.file).open(encoding="utf-8", newline="") as stream:
        assert report.source == stream.read()
    assert report.sections
    assert report.metadata.county == entry.county
    for start, end in report.breaks:
        assert not report.source[start:end].strip()


@pytest.mark.parametrize("change", [b"\n", b"\xef\xbb\xbf"])
def test_a_changed_seed_is_refused(tmp_path: Path, change: bytes) -> None:
    entry = manifest.read_manifest(SEEDS)["longhui-2019"]
    copy = tmp_path / entry.file
    shutil.copyfile(SEEDS / entry.file, copy)
    reader.read_file(copy, entry)
    copy.write_bytes(change + copy.read_bytes())
    with pytest.raises(SeedChangedError, match="differs from the one that the manifest describes"):
        reader.read_file(copy, entry)


def test_the_folder_says_whose_texts_these_are() -> None:
    text = (SEEDS / "README.md").read_text(encoding="utf-8")
    for word in ("manifest.csv", "licence", "sha256", *manifest.FIELDS):
        assert word in text, word


def test_git_keeps_the_bytes() -> None:
    assert "seeds/** -text" in (ROOT / ".gitattributes").read_text(encoding="utf-8")

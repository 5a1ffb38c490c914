"""Bytes to text: what is a report's file, what is not, and what the refusal says."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from county_reports.errors import ReadingError, SeedChangedError
from county_reports.extraction import observe
from county_reports.model import Metadata
from county_reports.reading import decoding, reader

TEXT = "隆回县2019年脱贫攻坚工作总结\r\n\r\n全县６３户全部稳定实现脱贫摘帽目标。\n"


def put(folder: Path, data: bytes, name: str = "a-2019.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_no_newline_is_translated(tmp_path: Path) -> None:
    report = reader.read_file(put(tmp_path, TEXT.encode()))
    with report.path.open(encoding="utf-8", newline="") as stream:  # type: ignore[union-attr]
        assert report.source == stream.read() == TEXT


def test_a_byte_order_mark_stays_where_other_programs_see_it(tmp_path: Path) -> None:
    path = put(tmp_path, codecs.BOM_UTF8 + TEXT.encode())
    report = reader.read_file(path)
    with path.open(encoding="utf-8", newline="") as stream:
        assert report.source == stream.read() == "\ufeff" + TEXT
    places = [o.quantity.start for o in observe(report) if o.quantity.kind == "measure"]
    plain = reader.read_text(TEXT, Metadata("plain"))
    assert places == [o.quantity.start + 1 for o in observe(plain) if o.quantity.kind == "measure"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t", "the file is empty"),
        (codecs.BOM_UTF8, "the file is empty"),
        ("　\n".encode(), "the file is empty"),
        (TEXT.encode("gb18030"), "not UTF-8"),
        (TEXT.encode("utf-16"), "not UTF-8"),
        (TEXT.encode()[:-5], "not UTF-8"),
        (b"PK\x03\x04\x00\x00", "NUL"),
        ("脱贫\x00攻坚".encode(), "NUL"),
        (b"\xed\xa0\x80", "not UTF-8"),
    ],
)
def test_bytes_that_are_no_report(tmp_path: Path, data: bytes, said: str) -> None:
    path = put(tmp_path, data)
    with pytest.raises(ReadingError, match=said) as caught:
        reader.read_file(path)
    assert caught.value.where == "a-2019.txt"
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html", "a.doc", "a", "a.txt.exe"])
def test_other_formats_say_that_they_cannot_be_read_yet(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadingError, match="only plain text"):
        reader.read_file(put(tmp_path, TEXT.encode(), name))


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    assert reader.read_file(put(tmp_path, TEXT.encode(), "A.TXT")).id == "a"


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="is not there"):
        reader.read_file(tmp_path / "no.txt")


def test_a_folder_named_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(ReadingError, match="no ordinary file"):
        reader.read_file(tmp_path / "a.txt")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ReadingError, match="no ordinary file"):
        reader.read_file(tmp_path / "a.txt")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, TEXT.encode())

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    # patched, not chmod: the superuser reads everything
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadingError, match="Permission denied"):
        reader.read_file(path)


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LARGEST_BYTES", 10)
    with pytest.raises(ReadingError, match="more than"):
        reader.read_file(put(tmp_path, TEXT.encode()))


def test_the_limit_is_two_hundred_megabytes() -> None:
    assert decoding.LARGEST_BYTES == 200 * 1024 * 1024


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, TEXT.encode())
    right = Metadata("a-2019", "a-2019.txt", sha256=decoding.sha256(TEXT.encode()))
    assert reader.read_file(path, right).source == TEXT
    put(tmp_path, TEXT.encode() + b" ")
    with pytest.raises(SeedChangedError, match="differs") as caught:
        reader.read_file(path, right)
    assert "restore" in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("longhui-2019.txt", "longhui-2019"),
        ("Longhui_2019.txt", "longhui-2019"),
        ("long hui 2019.txt", "long-hui-2019"),
        ("隆回县总结.txt", None),
        ("a.b.txt", None),
        ("-a.txt", None),
        ("ａ.txt", None),
    ],
)
def test_ids_from_file_names(name: str, wanted: str | None) -> None:
    assert reader.report_id(Path(name)) == wanted


def test_a_chinese_file_name_gives_a_stable_ascii_id(tmp_path: Path) -> None:
    first = reader.read_file(put(tmp_path, TEXT.encode(), "隆回县总结.txt"))
    again = reader.read_file(put(tmp_path, TEXT.encode(), "另一个名字.txt"))
    assert first.id == again.id == f"report-{decoding.sha256(TEXT.encode())[:8]}"
    assert first.metadata.file == "隆回县总结.txt"


def test_declared_metadata_counts_and_the_rest_is_found(tmp_path: Path) -> None:
    path = put(tmp_path, TEXT.encode())
    declared = Metadata("x", "a-2019.txt", county="别县", admin_code="430524")
    found = reader.read_file(path, declared).metadata
    assert (found.id, found.county, found.admin_code) == ("x", "别县", "430524")
    assert found.year == 2019
    assert found.found == ("year", "title")

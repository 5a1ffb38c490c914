"""The manifest: what it declares, what it refuses, what is listed without it, how it grows."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from county_reports.errors import ManifestError, ReadingError
from county_reports.model import Metadata
from county_reports.reading import manifest

HEADER = ",".join(manifest.FIELDS)
ROW = "a-2019,a-2019.txt,甲县,,,000001,2019,,题,,,,,"
TEXT = "甲山县2019年脱贫攻坚工作总结\n甲山县全县投入资金2.1亿元,建成基地35个,带动贫困户3200户稳定增收。\n"


def folder_with(tmp_path: Path, *rows: str, header: str = HEADER) -> Path:
    (tmp_path / "a-2019.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return tmp_path


def test_a_row_is_what_it_says(tmp_path: Path) -> None:
    found = manifest.read_manifest(folder_with(tmp_path, ROW))
    assert found == {
        "a-2019": Metadata(
            "a-2019", "a-2019.txt", county="甲县", admin_code="000001", year=2019, title="题"
        )
    }


def test_ids_keep_the_order_of_the_rows(tmp_path: Path) -> None:
    rows = [f"{name},a-2019.txt{',' * 12}" for name in ("z", "a", "m")]
    assert list(manifest.read_manifest(folder_with(tmp_path, *rows))) == ["z", "a", "m"]


def test_more_columns_and_another_order_do_no_harm(tmp_path: Path) -> None:
    names = ["note", *reversed(manifest.FIELDS)]
    row = [
        "n" if name == "note" else {"id": "a", "file": "a-2019.txt"}.get(name, "") for name in names
    ]
    found = manifest.read_manifest(folder_with(tmp_path, ",".join(row), header=",".join(names)))
    assert found == {"a": Metadata("a", "a-2019.txt")}


def test_a_byte_order_mark_and_quotes(tmp_path: Path) -> None:
    row = '"a",a-2019.txt,"甲,县"' + "," * 11
    found = manifest.read_manifest(folder_with(tmp_path, row, header="\ufeff" + HEADER))
    assert found["a"].county == "甲,县"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([ROW, ROW], "stands in two rows"),
        ([ROW.replace("a-2019,", "甲-2019,", 1)], "not of the letters"),
        ([ROW.replace("a-2019,", "A,", 1)], "not of the letters"),
        ([ROW.replace("a-2019,", ",", 1)], "not of the letters"),
        ([ROW.replace("a-2019,", "a/../b,", 1)], "not of the letters"),
        ([ROW.replace("a-2019.txt", "../x.txt")], "does not lie in the folder"),
        ([ROW.replace("a-2019.txt", "b/../../x.txt")], "does not lie in the folder"),
        ([ROW.replace("a-2019.txt", "/etc/passwd")], "does not lie in the folder"),
        ([ROW.replace("a-2019.txt", "..\\x.txt")], "does not lie in the folder"),
        ([ROW.replace("a-2019.txt", "~/x.txt")], "does not lie in the folder"),
        ([ROW.replace("a-2019.txt", "")], "does not lie in the folder"),
        ([ROW.replace("a-2019.txt", "b.txt")], "is not there"),
        ([ROW.replace(",2019,", ",19,")], "is no year"),
        ([ROW.replace(",2019,", ",２０１９年,")], "is no year"),
        ([ROW[:-1] + "abc,"], "64 hexadecimal digits"),
        ([ROW + ",x"], "more or fewer cells"),
        (["a-2019,a-2019.txt"], "more or fewer cells"),
        (['"a-2019'], "no CSV table"),
    ],
)
def test_what_is_refused(tmp_path: Path, rows: list[str], said: str) -> None:
    with pytest.raises(ManifestError, match=said) as caught:
        manifest.read_manifest(folder_with(tmp_path, *rows))
    assert "manifest.csv" in caught.value.where
    assert caught.value.remedy


@pytest.mark.parametrize("name", manifest.FIELDS)
def test_a_missing_column_is_named(tmp_path: Path, name: str) -> None:
    header = ",".join(field for field in manifest.FIELDS if field != name)
    with pytest.raises(ManifestError, match=f"lacks the column {name}"):
        manifest.read_manifest(folder_with(tmp_path, header=header))


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "seeds"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text(TEXT, encoding="utf-8")
    folder_with(inside, ROW.replace("a-2019.txt", "b.txt"))
    (inside / "b.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(ManifestError, match="does not lie"):
        manifest.read_manifest(inside)


@pytest.mark.parametrize("data", [b"\xff\xfe", "县".encode("gb18030")])
def test_a_manifest_in_another_encoding(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "manifest.csv").write_bytes(data)
    with pytest.raises(ManifestError, match="not UTF-8"):
        manifest.read_manifest(tmp_path)


def test_no_manifest_and_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="has no manifest"):
        manifest.read_manifest(tmp_path)
    with pytest.raises(ManifestError, match="no such folder"):
        manifest.list_reports(tmp_path / "no")


def test_unlisted_files_are_reports(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, ROW)
    (folder / "b-2020.txt").write_text(TEXT, encoding="utf-8")
    (folder / "乙县.txt").write_text(TEXT, encoding="utf-8")
    for other in ("README.txt", "notes.md", ".hidden.txt.swp", "LICENSE.txt"):
        (folder / other).write_text("x", encoding="utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()[:8]
    listed = manifest.list_reports(folder)
    assert [entry.id for entry in listed] == ["a-2019", "b-2020", f"report-{digest}"]
    assert [entry.file for entry in listed] == ["a-2019.txt", "b-2020.txt", "乙县.txt"]
    assert [entry.sha256 for entry in listed] == [None] * 3


def test_ids_stay_apart(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, ROW)
    (folder / "A_2019.txt").write_text(TEXT, encoding="utf-8")
    (folder / "甲.txt").write_text(TEXT, encoding="utf-8")
    (folder / "乙.txt").write_text(TEXT, encoding="utf-8")
    ids = [entry.id for entry in manifest.list_reports(folder)]
    assert len(set(ids)) == 4
    assert ids == [entry.id for entry in manifest.list_reports(folder)]


def test_a_listed_file_that_is_gone_stays_listed(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, ROW)
    (folder / "a-2019.txt").unlink()
    assert [entry.id for entry in manifest.list_reports(folder)] == ["a-2019"]


def test_add_copies_and_fills_the_row(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    folder_with(folder, ROW)
    new = tmp_path / "jiashan-2019.txt"
    new.write_bytes(("首页 > 新闻 > 正文\r\n" + TEXT).encode())
    (added,) = manifest.add([new], folder)
    assert (added.id, added.county, added.year) == ("jiashan-2019", "甲山县", 2019)
    assert {"county", "year", "title"} <= set(added.found)
    assert (folder / added.file).read_bytes() == new.read_bytes()
    listed = manifest.read_manifest(folder)
    assert list(listed) == ["a-2019", "jiashan-2019"]
    assert listed["a-2019"].admin_code == "000001"
    assert listed["jiashan-2019"].sha256 == hashlib.sha256(new.read_bytes()).hexdigest()
    assert not list(folder.glob(".manifest*"))


def test_add_gives_a_chinese_file_name_an_ascii_one(tmp_path: Path) -> None:
    new = tmp_path / "甲山县总结.txt"
    new.write_text(TEXT, encoding="utf-8")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (added,) = manifest.add([new], seeds)
    assert added.file == f"{added.id}.txt"
    assert added.file.isascii()
    assert (seeds / added.file).is_file()


def test_add_a_file_that_already_lies_in_the_folder(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (added,) = manifest.add([folder / "a-2019.txt"], folder)
    assert added.id == "a-2019"
    assert list(manifest.read_manifest(folder)) == ["a-2019"]


@pytest.mark.parametrize("twice", ["same file", "same text"])
def test_add_refuses_what_is_there(tmp_path: Path, twice: str) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    new = tmp_path / "b-2019.txt"
    new.write_text(TEXT, encoding="utf-8")
    manifest.add([new], folder)
    again = new if twice == "same file" else new.rename(tmp_path / "c-2019.txt")
    with pytest.raises(ManifestError, match="already there"):
        manifest.add([again], folder)
    assert len(manifest.read_manifest(folder)) == 1


def test_add_writes_nothing_when_one_file_is_bad(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    folder_with(folder)
    before = (folder / "manifest.csv").read_bytes()
    good, bad = tmp_path / "b-2019.txt", tmp_path / "c-2019.txt"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_bytes(b"\xff")
    with pytest.raises(ReadingError):
        manifest.add([good, bad], folder)
    assert (folder / "manifest.csv").read_bytes() == before
    assert not (folder / "b-2019.txt").exists()


def test_cells_from_a_text_are_no_formulas(tmp_path: Path) -> None:
    new = tmp_path / "b-2019.txt"
    body = TEXT.splitlines()[1]
    new.write_text(f"=HYPERLINK(甲山县脱贫攻坚)\n{body}\n来源:@SUM\n", encoding="utf-8")
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    manifest.add([new], seeds)
    with (seeds / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert not any((cell or "").startswith(("=", "+", "-", "@")) for cell in row.values())
    assert "HYPERLINK" in row["title"]


def test_writing_and_reading_gives_the_same(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, ROW)
    entries = manifest.read_manifest(folder)
    manifest.write(entries.values(), folder)
    assert manifest.read_manifest(folder) == entries

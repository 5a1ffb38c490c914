"""How references are written: roles, directives, heads; every mistake names its line."""

from __future__ import annotations

import pytest

from county_reports.errors import WritingError
from county_reports.writing import syntax
from county_reports.writing.syntax import Place, Reference

HEAD = "---\nlanguage: en\ntitle: T\n---\n"
HERE = Place("a.md", 7)


def source(text: str) -> syntax.Source:
    return syntax.read("a.md", HEAD + text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a-2019 registry.incidence", Reference("a-2019", "registry.incidence")),
        ("a-2019 r.x as=bare", Reference("a-2019", "r.x", form="bare")),
        ("a-2019 r.x period=2014 unit=person status=planned",
         Reference("a-2019", "r.x", period="2014", unit="person", status="planned")),
        ('a-2019 near="移送 司法"', Reference("a-2019", None, near=("移送司法",))),
        ('a-2019 r.x near="甲" near=乙', Reference("a-2019", "r.x", near=("甲", "乙"))),
    ],
)  # fmt: skip
def test_a_reference_is_read(words: str, expected: Reference) -> None:
    assert syntax.reference(words, HERE) == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "does not say which figure"), ("a-2019", "does not say which figure"),
        ("a b c", "does not say which figure"), ("a b naer=x", "did you mean near"),
        ("a b as=pretty", "no form 'pretty'"), ("a b colour=red", "no word 'colour'"),
    ],
)  # fmt: skip
def test_a_wrong_reference_names_its_place(words: str, said: str) -> None:
    with pytest.raises(WritingError, match=said) as stopped:
        syntax.reference(words, HERE)
    assert stopped.value.where == "a.md:7"


def test_roles_come_with_their_lines() -> None:
    found = list(syntax.roles(source("\nOne {value}`a b`\n\nand {ratio}`a b\n/ c d`.\n")))
    assert [(each.kind, each.words, str(each.place)) for each in found] == [
        ("value", "a b", "a.md:6"), ("ratio", "a b / c d", "a.md:8"),
    ]  # fmt: skip


def test_blocks_come_with_their_options() -> None:
    text = "\n:::{comparison} r.a r.b\n:reports: x y\n:::\n\n:::{figure} n/f\n:::\n"
    found = list(syntax.blocks(source(text)))
    assert [(each.kind, each.words, each.options) for each in found] == [
        ("comparison", "r.a r.b", (("reports", "x y"),)), ("figure", "n/f", ()),
    ]  # fmt: skip
    assert found[0].option("reports") == "x y"
    assert found[1].option("reports") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [("{vlaue}`a b`", "did you mean value"), ("{cite}`a`", "no role 'cite'"),
     (":::{figrue} x\n:::\n", "did you mean figure")],
)  # fmt: skip
def test_an_unknown_role_or_directive_stops(text: str, said: str) -> None:
    with pytest.raises(WritingError, match=said):
        [*syntax.roles(source(text)), *syntax.blocks(source(text))]


@pytest.mark.parametrize(
    "content",
    ["no head", "---\ntitle: T\n---\n", "---\nlanguage: fr\n---\n", "---\n- a\n---\n",
     "---\nlanguage: [\n---\n"],
)  # fmt: skip
def test_a_source_says_its_language(content: str) -> None:
    with pytest.raises(WritingError):
        syntax.read("a.md", content)


def test_comments_are_not_printed_and_keep_the_lines() -> None:
    read = source("one\n<!-- {value}`x`\n12 -->\n% 13\n{value}`a b`\n")
    assert "12" not in read.text
    assert "13" not in read.text
    assert [str(each.place) for each in syntax.roles(read)] == ["a.md:9"]


def test_windows_line_ends_are_read() -> None:
    read = syntax.read("a.md", "---\r\nlanguage: zh\r\n---\r\n文\r\n")
    assert (read.front["language"], read.text) == ("zh", "文\n")

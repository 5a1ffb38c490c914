"""Pages, PDF and Word from one invented text: numbers, notes, escaping, no half output."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from county_reports import cli
from county_reports.charts import snippets
from county_reports.errors import ToolError, UsageError, WritingError
from county_reports.writing import build, paper, tools
from invented import give_fonts
from writing_input import HEAD, YUNHE, figure, folder_of, resolve

pytest.importorskip("pypandoc")
pytest.importorskip("typst")
pytest.importorskip("myst_nb")

NASTY = (
    "<script>alert(1)</script>和$x^2$与#set page(width: 1pt)及\\input{{x}}{{ y }}"
    "[a](javascript:b)`c`@d~e~|"
)
TEXT = (
    "## Part\n\nIncidence fell to {value}`yunhe-2019 registry.incidence`, again "
    "{value}`yunhe-2019 registry.incidence`.\n\n:::{figure} 04/inc\n:::\n\n"
    ":::{comparison} registry.incidence\n:::\n\nSee {fig}`04/inc`.\n"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose report, title and address are hostile, with one analysis."""
    root = tmp_path_factory.mktemp("project")
    text = YUNHE.replace("到2019年底,", f"到2019年底{NASTY}")
    folder_of(root / "seeds", yunhe_2019=text)
    with (root / "seeds" / "manifest.csv").open("a", encoding="utf-8") as manifest:
        title = '"T <b>x</b> {{ a }} $1$ ""q"""'
        manifest.write(
            f"yunhe-2019,yunhe-2019.txt,云河县,,,,2019,,{title},,,javascript:alert(1),,\n"
        )
    at = text.index("0.92%")
    row = {"report": "yunhe-2019", "start": str(at), "end": str(at + 5), "value": "0.92"}
    figure(root / "figures", "04/inc", [row])
    (root / "analysis").mkdir()
    (root / "analysis" / "text.md").write_text(HEAD.format(language="en") + TEXT, encoding="utf-8")
    (root / "notebooks").mkdir()
    give_fonts(root)
    return root


@pytest.fixture
def write(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("COUNTY_REPORTS_ROOT", str(project))

    def call(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main(["write", *words])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return int(ended.value.code or 0), shown.out, shown.err

    return call


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    """All outputs, built once."""
    environment = dict(os.environ) | {"COUNTY_REPORTS_ROOT": str(project)}
    command = [sys.executable, "-m", "county_reports", "write"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines() == [
        "wrote build/analysis/text/index.html", "wrote build/analysis/text.pdf",
        "wrote build/analysis/text.docx", "wrote build/analysis/text.references.csv",
    ]  # fmt: skip
    return project / "build" / "analysis"


def pandoc(*words: str, given: str | None = None) -> str:
    ended = subprocess.run(
        [tools.pandoc(), *words], input=given, capture_output=True, text=True, check=True
    )
    return ended.stdout


def test_pages_hold_number_note_and_figure_and_no_script_of_the_report(built: Path) -> None:
    page = (built / "text" / "index.html").read_text(encoding="utf-8")
    article = page[page.index("<article") : page.index("</article>")]
    plain = html.unescape(re.sub(r"<[^>]*>", "", article))
    assert "Incidence fell to 0.92%" in plain
    assert NASTY in plain
    assert "<script" not in article
    assert "javascript:" not in re.sub(r">[^<]*<", "><", article)
    assert 'class="footnote' in article
    assert 'alt="图 &quot;A&quot; &amp; B #1 &lt;en&gt;"' in article
    assert "Content-Security-Policy" in page


def test_pages_load_nothing_from_elsewhere(built: Path) -> None:
    for page in (built / "text").glob("*.html"):
        loaded = re.findall(r"<(?:script|link|img)[^>]*(?:src|href)=\"([^\"]+)\"",
                            page.read_text(encoding="utf-8"))  # fmt: skip
        assert loaded
        assert not [each for each in loaded if each.startswith(("http", "//"))]


def test_word_holds_number_note_figure_and_alternative_text(built: Path) -> None:
    text = pandoc("--to", "plain", "--wrap=none", str(built / "text.docx"))
    assert "Incidence fell to 0.92%[1]" in text
    assert NASTY in text
    with zipfile.ZipFile(built / "text.docx") as word:
        names = word.namelist()
        document = word.read("word/document.xml").decode("utf-8")
        notes = word.read("word/footnotes.xml").decode("utf-8")
        styles = word.read("word/styles.xml").decode("utf-8")
    assert "0.92%" in notes
    assert any(name.endswith(".png") for name in names)
    assert "B #1 &lt;en&gt;" in document
    assert 'w:eastAsia="zh-CN"' in styles


def test_paper_is_a_pdf_with_number_and_note(built: Path, tmp_path: Path, project: Path) -> None:
    assert (built / "text.pdf").read_bytes().startswith(b"%PDF-")
    made = resolve(TEXT, corpus_of_project(project), figures=project / "figures")
    paper.build_pdf(made, project / "figures", tmp_path, tmp_path / "text.pdf")
    source = (tmp_path / "paper" / "text.typ").read_text(encoding="utf-8")
    assert "0.92%#footnote[" in source
    assert 'alt: "图 \\"A\\" & B #1 <en>"' in source
    body = source.split("#block(below: 1.2em")[1]
    # escaped by pandoc: no command, no math and no label of the report is left
    assert not re.search(r"(?<!\\)#set", body)
    assert not re.search(r"(?<!\\)\$", body)
    assert not re.search(r"(?<!\\)@d", body)


def corpus_of_project(project: Path):
    from county_reports.corpus import read_corpus

    return read_corpus(project / "seeds")


def test_the_same_input_gives_the_same_bytes(built: Path, write, project: Path) -> None:
    def contents() -> dict[str, bytes]:
        return {
            path.relative_to(built).as_posix(): path.read_bytes()
            for path in sorted(built.rglob("*")) if path.is_file()
        }  # fmt: skip

    before = contents()
    assert write() == (0, "nothing changed: the analyses in build/analysis are up to date\n", "")
    assert write("--force")[0] == 0
    after = contents()
    assert [name for name in before if before[name] != after.get(name)] == []
    assert sorted(before) == sorted(after)


def test_a_broken_reference_stops_with_one_sentence_and_writes_nothing(
    write, project: Path, built: Path
) -> None:
    other = project / "analysis" / "wrong.md"
    wrong = HEAD.format(language="zh") + "{value}`yunhe-2019 registry.satisfaction`\n"
    other.write_text(wrong, encoding="utf-8")
    before = sorted(path.name for path in built.iterdir())
    try:
        code, out, err = write()
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert "wrong.md:7: yunhe-2019 has no value for registry.satisfaction" in err
        assert sorted(path.name for path in built.iterdir()) == before
        assert write("text", "--check")[0] == 0
        assert write("--language", "en", "--check")[1].startswith("text: ")
    finally:
        other.unlink()


def test_what_changed_is_built_again(write, project: Path, built: Path) -> None:
    assert write("--to", "docx")[1].startswith("wrote ")  # other kinds than before
    assert write("--to", "docx")[1].startswith("nothing changed")
    picture = project / "figures" / "04" / "inc_en.svg"
    kept = picture.read_bytes()
    picture.write_bytes(kept + b"<!-- -->")
    assert write("--to", "docx")[1].startswith("wrote ")
    picture.write_bytes(kept)
    (built / "text.docx").unlink()
    assert "text.docx" in write()[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [(("nothing",), "no analysis 'nothing'"), (("--to", "odt"), "no kind odt"),
     (("--to", ","), "no kind"), (("--language", "zh"), "no analysis to build")],
)  # fmt: skip
def test_wrong_use(write, words: tuple[str, ...], said: str) -> None:
    code, out, err = write(*words)
    assert (code, out) == (2, "")
    assert said in err


def test_check_writes_nothing(write, project: Path) -> None:
    code, out, _ = write("--check")
    assert (code, out) == (0, "text: 3 references, 1 footnotes\n")


# ---- tools


def test_a_missing_package_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "find_spec", lambda name: None)
    with pytest.raises(ToolError, match="html, docx need packages myst-nb, pypandoc") as stopped:
        tools.assert_installed(["html", "docx"])
    assert "pip install 'county-reports[writing]'" in stopped.value.remedy
    with pytest.raises(ToolError, match="no pandoc"):
        tools.pandoc()


def test_a_program_has_a_time_limit(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match=r"waiter did not end within 0\.2 seconds"):
        tools.run(
            "waiter", [sys.executable, "-c", "import time; time.sleep(9)"], tmp_path, limit=0.2
        )


def test_a_program_that_fails_says_why_without_its_folder(tmp_path: Path) -> None:
    script = "import os, sys; sys.exit('bad thing in ' + os.getcwd())"
    with pytest.raises(
        ToolError, match="breaker could not build the text: bad thing in"
    ) as stopped:
        tools.run("breaker", [sys.executable, "-c", script], tmp_path)
    assert str(tmp_path) not in str(stopped.value)


@pytest.mark.parametrize(
    ("given", "expected"), [("86400", 86400), ("x", 315532800), (None, 315532800)]
)
def test_the_day_of_output(
    monkeypatch: pytest.MonkeyPatch, given: str | None, expected: int
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if given is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert tools.epoch() == expected


def test_a_figure_without_png_stops_word_only(project: Path, tmp_path: Path) -> None:
    made = resolve(
        ":::{figure} 04/inc\n:::", corpus_of_project(project), figures=project / "figures"
    )
    bare = tmp_path / "figures"
    figure(bare, "04/inc", [])
    (bare / "04" / "inc_en.png").unlink()
    with pytest.raises(ToolError, match=r"inc_en\.png is not there"):
        paper.build_docx(made, bare, tmp_path, tmp_path / "x.docx")


def test_a_failed_build_leaves_earlier_outputs(
    project: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise ToolError("typst failed")

    monkeypatch.setattr(build.paper, "build_pdf", fail)
    made = resolve("Words.", corpus_of_project(project))
    before = (built / "text.pdf").read_bytes()
    with pytest.raises(ToolError):
        list(build.build([made], ["pdf"], project / "figures", built))
    assert (built / "text.pdf").read_bytes() == before
    assert not list(built.glob(".building-*"))


def test_sources_are_chosen_by_name_and_language(tmp_path: Path) -> None:
    for name, language in (("a", "en"), ("b", "zh")):
        (tmp_path / f"{name}.md").write_text(HEAD.format(language=language), encoding="utf-8")
    (tmp_path / "README.md").write_text("no analysis", encoding="utf-8")
    assert [path.stem for path in build.sources(tmp_path)] == ["a", "b"]
    assert [path.stem for path in build.sources(tmp_path, ["b.md", "b"])] == ["b"]
    assert [path.stem for path in build.sources(tmp_path, language="en")] == ["a"]
    with pytest.raises(UsageError, match="no analysis"):
        build.sources(tmp_path / "empty")


def test_the_analyses_of_the_project_resolve() -> None:
    """Every reference of analysis/ can be looked up in seeds/, and no number is typed by hand."""
    root = Path(__file__).resolve().parents[2]
    corpus = corpus_of_project(root)
    try:
        documents = build.resolved(build.sources(root / "analysis"), corpus, root / "figures")
    except WritingError as problem:  # pragma: no cover - the message is the test's answer
        pytest.fail(str(problem))
    assert {each.language for each in documents} == {"en", "zh"}
    for each in documents:
        assert len(each.used) > 30
        for used in each.used:
            for place in used.sources:
                report, start, end = place.rsplit(":", 2)
                source = corpus[report].source
                assert source[int(start) : int(end)].strip()


# ---- snippets, through the programs that they are pasted into


def snippet(kind: str, caption: str, language: str = "en") -> str:
    text = snippets.page(
        name="n_en", folder="f", caption=caption, alt=caption, source="", width_mm=85.0,
        language=language,
    )  # fmt: skip
    return re.split(r"\n```", text.split(f"## {kind}\n")[1].split("```", 1)[1].split("\n", 1)[1])[0]


ODD = 'a: b # c "q" {{ y }} $z$ @k <script>x</script> [l](u) `c` | t ~s~ ^u^ 50% A&B x_y 《云河》'


@pytest.mark.parametrize("kind", ["Markdown", "Quarto"])
def test_markdown_snippets_say_the_caption_in_pandoc(kind: str) -> None:
    made = pandoc("--from", "markdown-smart", "--to", "html", given=snippet(kind, ODD))
    plain = html.unescape(re.sub(r"<[^>]*>", " ", made))
    assert ODD in " ".join(plain.split())
    assert "<script" not in made
    assert "<sub" not in made


def test_the_latex_snippet_says_the_caption_in_pandoc() -> None:
    said = ODD.replace("`", "")  # pandoc does not know LaTeX's grave accent
    given = "\\begin{document}\n" + snippet("LaTeX", said) + "\n\\end{document}"
    made = pandoc("--from", "latex", "--to", "html", "--wrap=none", given=given)
    caption = re.search(r"<figcaption>(.*?)</figcaption>", made, re.DOTALL)
    assert caption is not None
    plain = html.unescape(re.sub(r"<[^>]*>", "", caption[1])).strip()
    assert plain.replace("“", '"').replace("”", '"') == said


@pytest.mark.parametrize(
    ("caption", "language", "package"),
    [("增长", "zh", r"\usepackage{ctex}"), ("From 《云河》", "en", r"\usepackage[scheme=plain]{ctex}"),
     ("Plain", "en", None)],
)  # fmt: skip
def test_latex_is_told_what_chinese_needs(caption: str, language: str, package: str | None) -> None:
    first = snippet("LaTeX", caption, language).splitlines()[0]
    assert (package in first) if package else first == r"\begin{figure}"


def test_a_changed_number_changes_what_was_built(
    write, project: Path, built: Path, tmp_path: Path
) -> None:
    report, figures = project / "seeds" / "yunhe-2019.txt", project / "figures"
    before, stale = report.read_text(encoding="utf-8"), tmp_path / "figures"
    shutil.copytree(figures, stale)
    try:
        report.write_text(before.replace("0.92%", "0.87%"), encoding="utf-8")
        code, out, err = write("--to", "docx")
        assert (code, out) == (2, "")  # the figure still shows what the report said
        assert "04/inc shows what yunhe-2019 no longer says" in err
        at = str(before.index("0.92%"))
        row = {"report": "yunhe-2019", "start": at, "end": str(int(at) + 5), "value": "0.87"}
        figure(figures, "04/inc", [row])
        assert "text.docx" in write("--to", "docx")[1]
        shown = pandoc(str(built / "text.docx"), "-t", "plain", "--wrap=none")
        assert "Incidence fell to 0.87%" in shown
        assert "0.92%" not in shown
    finally:
        report.write_text(before, encoding="utf-8")
        shutil.rmtree(figures)
        shutil.copytree(stale, figures)

"""An audit as it is shown: harmless HTML, lines of a terminal, and the objects of the library."""

from __future__ import annotations

import pickle
import subprocess
import sys
from html.parser import HTMLParser

import pytest

import county_reports as cr
import finding_factory as made
from county_reports.audit import Audit, audit_report
from county_reports.audit.tally import Tally
from county_reports.auditing import AuditedCorpus, lines, pages
from county_reports.auditing.audited import in_words, total
from county_reports.errors import UnknownReportError, UsageError
from county_reports.explaining import _wide

LANGUAGES = ("en", "zh")
GUESS = "Perhaps (a guess; the report does not say so)"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name in ("style", "class", "lang", "open", "title"), name
            assert "<" not in (value or "")
            assert "url(" not in (value or "")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


OURS = {
    "div", "p", "b", "h4", "span", "small", "blockquote", "mark", "details", "summary", "table",
    "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def parsed(html: str) -> _Tags:
    """The page, if all its tags are closed and are ours."""
    parser = _Tags()
    parser.feed(html)
    assert parser.open == []
    assert parser.seen <= OURS, parser.seen - OURS
    return parser


# ---- HTML


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_text_does_no_harm(language: str):
    for html in (
        made.hostile().html(language),
        AuditedCorpus((made.hostile(), made.audited(), made.silent())).html(language),
    ):
        text = parsed(html).text
        assert "<script>" in text, "shown as it is written"
        assert "<i>恶</i>县" in text
    own = parsed(made.hostile().html(language))
    assert "<u>note</u>" in own.text
    assert ("<s>无</s>" if language == "zh" else "<s>none</s>") in own.text
    assert "&lt;script&gt;" in made.hostile().html(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_contradictions_come_first_then_what_adds_up_then_what_cannot_be_checked(language: str):
    html = made.audited().html(language)
    parsed(html)
    order = {
        "en": ("7 relations checked", "What does not add up", "1,210 户", "outside 2,000–20,000,000",
               "61户", "What adds up", "within 1.5–5", "What cannot be checked",
               "the base is not in the report"),
        "zh": ("核对了 7 处关系", "对不上的", "1,210 户", "超出 2,000–20,000,000", "61户", "相符的",
               "在 1.5–5 之间", "无法核对的", "文中没有财政支出"),
    }[language]  # fmt: skip
    places = [html.index(words) for words in order]
    assert places == sorted(places)


def test_a_contradiction_has_its_sentences_with_marked_figures_and_its_place():
    html = made.audited(None, "inconsistent").html()
    assert html.count("<blockquote") == 1
    assert html.count("<mark") == 3
    for text in ("1200户", "1150户", "60户"):
        assert f">{text}</mark>" in html
    start = made.TEXT.index("1200户")
    assert f"[{start}]" in html


def test_gravity_and_guesses_are_said():
    html = made.audited(None, "inconsistent", "slip").html()
    assert "changes the statement" in html
    assert "a slip in the last digit" in html
    assert "Perhaps (a guess; the report does not say so)" in html
    assert "the register of today" in html, "the note"
    assert html.index("changes the statement") < html.index("a slip in the last digit")


@pytest.mark.parametrize(
    ("name", "mark", "note"),
    [("bound", "1500户</mark>‡", "‡ Corrected by a person"),
     ("plausible", "1200户</mark>†", "† Digits that ran together"),
     ("confirmed", "45个</mark>", "")],
)  # fmt: skip
def test_restored_and_corrected_figures_are_marked(name: str, mark: str, note: str):
    html = made.audited(None, name).html()
    assert mark in html
    assert note in html
    if not note:
        assert "†" not in html
        assert "‡" not in html


def test_what_adds_up_is_folded_and_opens_to_its_sentences():
    html = pages.agreements(made.audited(), "en")
    assert html.startswith("<details><summary><b>What adds up 相符的 (3)</b></summary>")
    assert html.count("<details>") == 4
    named = pages.agreements(made.audited(), "en", named=True)
    assert "<b>栖云县 · qiyun-2019 (3)</b>" in named


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_without_contradictions_says_so_and_no_more(language: str):
    html = made.audited(None, "confirmed").html(language)
    said = {"en": "No contradiction among the figures that could be checked",
            "zh": "在可以核对的数字之间没有发现矛盾"}[language]  # fmt: skip
    assert said in html
    assert "<blockquote" in html


@pytest.mark.parametrize(
    ("audited", "en", "zh"),
    [
        (made.silent(), "nothing could be checked: no figure was read", "没有读出数字"),
        (made.silent(measures=4), "nothing could be checked: 4 figures, none related to another",
         "4 个数字中，没有可以相互核对的"),
    ],
)  # fmt: skip
def test_a_report_in_which_nothing_could_be_checked(audited, en: str, zh: str):
    assert en in audited.html("en")
    assert zh in audited.html("zh")
    for language in LANGUAGES:
        html = audited.html(language)
        parsed(html)
        assert "No contradiction" not in html, "silence is no praise"
        assert "<table" not in html


def test_the_corpus_has_a_row_a_report_and_a_sum():
    html = made.corpus(3).html()
    text = parsed(html).text
    assert html.count("<tr>") == 1 + 3 + 1, "head, three reports, all together"
    assert "all together" in text
    assert "nothing could be checked" in text
    assert text.index("qiyun0-2019") < text.index("qiyun1-2019") < text.index("baiyun-2019")
    assert "4 relations do not add up or are implausible" in text
    alone = AuditedCorpus((made.audited(),)).html()
    assert "all together" not in alone


def test_many_contradictions_of_one_report_are_folded(monkeypatch: pytest.MonkeyPatch):
    assert "<details open>" in made.corpus(2).html()
    monkeypatch.setattr(pages, "MANY", 4)
    assert "<details open>" not in made.corpus(2).html()


def test_families_are_counted():
    html = pages.families(made.corpus(3), "en")
    parsed(html)
    assert '<td style="text-align:left">said twice 前后一致</td>' in html
    rows = [row for row in html.split("<tr>") if "the register" in row]
    assert len(rows) == 1
    numbers = [cell.split("<")[0] for cell in rows[0].split('text-align:left">')[2:]]
    assert numbers == ["6", "2", "4"]


def test_an_empty_corpus_is_shown():
    empty = AuditedCorpus(())
    parsed(empty.html())
    assert repr(empty) == "<audit of 0 reports: nothing could be checked: no figure was read>"
    assert len(empty.findings) == 0
    assert str(empty) == ""


# ---- words


WORDS = [
    (Tally(confirmed=31, inconsistent=4, figures=78, checked=34),
     "35 relations checked: 31 add up, 4 do not add up; 34 of 78 figures took part",
     "核对了 35 处关系：31 处相符，4 处对不上；78 个数字中有 34 个参与核对"),
    (Tally(confirmed=1, figures=2, checked=2),
     "1 relation checked: 1 adds up; 2 of 2 figures took part",
     "核对了 1 处关系：1 处相符；2 个数字中有 2 个参与核对"),
    (Tally(slips=2, implausible=3, figures=9, checked=6),
     "5 relations checked: 3 are implausible, 2 differ in the last digit; 6 of 9 figures took part",
     "核对了 5 处关系：3 处不合常理，2 处末位有出入；9 个数字中有 6 个参与核对"),
    (Tally(), "nothing could be checked: no figure was read", "没有读出数字"),
]  # fmt: skip


@pytest.mark.parametrize(("counts", "en", "zh"), WORDS)
def test_counts_in_words(counts: Tally, en: str, zh: str):
    assert in_words(counts) == en
    assert in_words(counts, "zh") == zh


def test_the_headline_names_what_cannot_be_checked():
    assert pages.headline(made.audited(), "en").endswith("; 1 stated relation cannot be checked.")
    assert pages.headline(made.audited(), "zh").endswith("无法核对。")
    assert "cannot be checked" not in pages.headline(made.audited(None, "confirmed"), "en")


# ---- lines


def shown(*names: str, **more: object) -> list[str]:
    return list(lines.report_lines(made.audited(None, *names), **more))


def test_the_lines_of_one_finding():
    assert shown("inconsistent") == [
        "qiyun-2019 栖云县 2019: 1 relation checked: 1 does not add up; 3 of 12 figures took part",
        "",
        "does not add up  1150户 + 60户 = 1,210 户 ≠ 1200户",
        "  changes the statement: lifted and remaining make the register (register-sum)",
        "    33: 全县建档立卡贫困户【1200户】3600人,已脱贫【1150户】,未脱贫【60户】。",
        "  note: the register of today",
        f"  {GUESS}: the register is adjusted every year (newly",
        "    identified, relapsed, births and deaths); it may be a misprint",
    ]


LINES = [
    ("confirmed", "adds up  45个 = 45个"),
    ("cut", "  when the stated figure was cut, not rounded: the year's figure is within"),
    ("plausible", "plausible  3600人 ÷ 1200户 = 3 (within 1.5–5)"),
    ("plausible", "† Digits that ran together in the source and were split."),
    ("plausible", "【1200户】†"),
    ("slip", "  a slip in the last digit: the years make the cumulative figure (register-years)"),
    ("bound", "【1500户】‡"),
    ("bound", "‡ Corrected by a person"),
    ("implausible", "implausible  128亿元 ÷ 400个 = 3,200万元 (outside 2,000–20,000,000)"),
]


@pytest.mark.parametrize(("name", "words"), LINES)
def test_lines(name: str, words: str):
    assert words in "\n".join(shown(name))


def test_the_gravest_come_first_and_the_unchecked_last():
    text = str(made.audited())
    order = ("1,210", "1500户 > 1200户", "128亿元", "61户", "45个 = 45个", "Cannot be checked",
             "- 12.5%: the base is not in the report (register-sum)")  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("statuses", "there", "gone"),
    [
        (("confirmed",), "45个 = 45个", "1,210"),
        (("inconsistent", "implausible"), "1,210", "45个 = 45个"),
        (("implausible",), "128亿元", "61户"),
    ],
)
def test_statuses_can_be_chosen_while_the_headline_counts_all(statuses, there: str, gone: str):
    text = "\n".join(lines.report_lines(made.audited(), statuses))
    assert there in text
    assert gone not in text
    assert "7 relations checked" in text


def test_no_line_is_wider_than_a_terminal():
    for each in (made.audited(), made.hostile(), made.silent()):
        for line in str(each).splitlines():
            assert _wide(line) <= 100, line


def test_control_characters_of_a_report_are_shown_not_obeyed():
    read = made.report("栖云县\n\n全县贫困户1200户\x1b[31m,其中1500户。\n")
    one = made.finding((made.figure(read, "1500户"),), made.figure(read, "1200户"), "a\x1b[2J = b")
    audited = made.AuditedReport(read, Audit(read.id, (one,), (), 2))
    assert "\x1b" not in str(audited)
    assert "\x1b" not in audited.html()


# ---- the library's objects


@pytest.mark.usefixtures("project")
class TestLibrary:
    def test_audit_takes_a_report_an_id_a_file_and_a_corpus(self, project):
        read = cr.read_report("yunling-2018")
        expected = read.audit.audit
        assert expected.findings
        path = project / "seeds" / "yunling-2018.txt"
        for given in (read, "yunling-2018", path, str(path)):
            assert cr.audit(given).audit == expected
        corpus = cr.read_corpus()
        assert cr.audit(corpus)["yunling-2018"].audit == expected
        assert [each.id for each in cr.audit(corpus)] == list(corpus.ids)

    def test_it_is_computed_once(self, monkeypatch):
        from county_reports.audit import engine

        corpus = cr.read_corpus()
        counted = []

        def count(*words, **more):
            counted.append(1)
            return audit_report(*words, **more)

        monkeypatch.setattr(engine, "audit_report", count)
        for _ in range(3):
            assert corpus.audit.findings is corpus.audit.findings
            assert cr.audit(corpus)["wanghe-2019"] is corpus["wanghe-2019"].audit
        assert len(counted) == 3, "once a report"

    def test_rules_can_be_chosen_and_left_out(self):
        read = cr.read_report("yunling-2018")
        only = cr.audit(read, only=["household-size"])
        assert set(only.findings["rule"]) == {"household-size"}
        without = cr.audit(read, without=["household-size"])
        assert "household-size" not in set(without.findings["rule"])
        assert "household-size" in set(read.audit.findings["rule"])
        few = cr.audit(cr.read_corpus(), only=["household-size"])
        assert set(few.findings["rule"]) == {"household-size"}

    @pytest.mark.parametrize("name", ["only", "without"])
    def test_an_unknown_rule_is_refused_with_the_closest(self, name):
        with pytest.raises(UsageError, match="household-size"):
            cr.audit("yunling-2018", **{name: ["houshold-size"]})

    def test_an_unknown_report_is_refused(self):
        with pytest.raises(UnknownReportError, match="yunling-2018"):
            cr.audit("yunling-2017")
        with pytest.raises(UnknownReportError, match="yunling-2018"):
            cr.read_corpus().audit["yunling-2017"]

    def test_it_shows_itself(self):
        audited = cr.audit("yunling-2018")
        parsed(audited._repr_html_())
        assert repr(audited).startswith("<audit of yunling-2018: ")
        assert "took part" in " ".join(str(audited).split())
        assert len(audited.findings) == len(audited.findings_list)
        corpus = cr.read_corpus().audit
        parsed(corpus._repr_html_())
        assert repr(corpus).startswith("<audit of 3 reports: ")
        assert len(corpus) == 3
        assert len(corpus.overview) == 3
        assert corpus.tally == total(corpus.reports)

    def test_corrections_are_applied_before(self, project):
        text = "清源县2020年脱贫攻坚工作总结\n\n2020年,全县建档立卡贫困户1203户412人。\n"
        (project / "seeds" / "qingyuan-2020.txt").write_text(text, encoding="utf-8")
        before = cr.audit("qingyuan-2020", only=["household-size"])
        assert [each.status for each in before.findings_list] == ["implausible"]
        (project / "seeds" / "corrections.yaml").write_text(
            '- report: qingyuan-2020\n  text: 贫困户1203户412人\n  figure: "412人"\n'
            "  action: set\n  set: {value: 4120}\n  guard: {value: 412}\n"
            "  reason: a digit is lost\n  who: Li Ming\n  date: 2024-05-01\n",
            encoding="utf-8",
        )
        after = cr.audit("qingyuan-2020", only=["household-size"])
        assert [each.status for each in after.findings_list] == ["confirmed"]
        assert "‡" in after.html()
        assert after.findings["corrected"].notna().all()

    def test_an_audit_can_be_sent_to_another_process(self):
        audited = cr.audit("yunling-2018")
        again = pickle.loads(pickle.dumps(audited))  # noqa: S301  our own bytes
        assert again.audit == audited.audit
        assert again.html() == audited.html()


NAMES = [
    "from county_reports.audit import audit_report; import county_reports as cr",
    "import county_reports as cr; cr.audit; import county_reports.audit.engine",
    "import county_reports.audit.rules.households; import county_reports as cr",
    "import county_reports as cr; from county_reports import audit; assert audit is cr.audit",
]


@pytest.mark.parametrize("statement", NAMES)
def test_the_stage_and_the_call_share_a_name_in_every_order(statement: str):
    check = (
        "assert callable(cr.audit); assert cr.audit.audit_report; assert 'audit' in dir(cr);"
        "import county_reports.audit.engine as engine; assert engine.Audit is cr.audit.Audit"
    )
    subprocess.run([sys.executable, "-c", f"{statement}; {check}"], check=True, timeout=60)


def test_the_public_names_stay_few():
    assert "audit" in cr.__all__
    assert len(cr.__all__) <= 12

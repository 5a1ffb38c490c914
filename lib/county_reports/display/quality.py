"""What notebook 07 shows: coverage by class, scores with intervals, confusions, and their limits.

Beside ``display``, in the same manner: everything is escaped, nothing is computed here that the
library does not compute elsewhere. A project without gold is told so; it is no error.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from statistics import median
from typing import TYPE_CHECKING

from county_reports.display import publishing
from county_reports.display.page import LANGUAGES, Shown, html_table, pick
from county_reports.execution import parameters
from county_reports.extraction.coverage import AMBIGUOUS, Coverage
from county_reports.quality import confusion, gold, intervals, scoring, tables
from county_reports.quality.assess import Assessed

if TYPE_CHECKING:
    from county_reports.corpus import Corpus
    from county_reports.format import Language
    from county_reports.quality.scoring import Tally

CLASSES = {
    "date": ("dates", "日期"),
    "ordinal": ("ordinals", "序号"),
    "identifier": ("identifiers", "编号"),
    "slogan": ("set phrases", "固定词组"),
    AMBIGUOUS: ("ambiguous, left whole", "无法拆分"),
}
NAMES = {
    "detection": ("figures found", "数字的识别"),
    "chinese": ("figures in Chinese numerals", "汉字数字的识别"),
    "value_unit": ("value and unit", "数值与单位"),
    "bound": ("bound (about, over, under)", "约数与界限"),
    "period": ("period", "时间"),
    "scope": ("scope", "范围"),
    "status": ("reported or planned", "已报告或计划"),
    "theme": ("theme", "领域"),
    "indicator": ("indicator", "指标"),
    "indicator_three": ("indicators of profile, registry, funds", "县情、建档立卡、资金指标"),
    "fused": ("digits that ran together", "粘连数字的拆分"),
    "money": ("money", "金额"),
    "people": ("people", "人数"),
    "households": ("households", "户数"),
    "villages": ("villages and townships", "村与乡镇"),
    "extent": ("area and length", "面积与长度"),
    "percent": ("percent", "百分比"),
    "duration": ("durations", "时长"),
    "other": ("other counts", "其他计数"),
    "date": ("dates left alone", "日期未误读"),
    "ordinal": ("ordinals left alone", "序号未误读"),
    "identifier": ("identifiers left alone", "编号未误读"),
    "slogan": ("set phrases left alone", "固定词组未误读"),
    "boilerplate": ("page furniture left alone", "网页附属文字未误读"),
    confusion.NONE: ("none", "无"),
    confusion.REPORT_YEAR: ("report's year", "报告年份"),
    confusion.OTHER_YEAR: ("another year", "其他年份"),
    confusion.SPAN: ("span of years", "时段"),
    "county": ("county", "全县"),
    "part": ("a part", "局部"),
    "standard": ("standard", "标准"),
    "elsewhere": ("another place", "外地"),
}


def _name(name: str, language: Language) -> str:
    if name in NAMES:
        return pick(language, *NAMES[name])
    from county_reports.charts.confusion import indicator_name
    from county_reports.codebook import load

    theme = load().themes.get(name)
    if theme is not None:
        return theme.zh if language == "zh" else theme.en
    return indicator_name(name, language)


def _said(text: str, *, kind: str = "") -> Shown:
    mark = f' class="{kind}"' if kind else ""
    return Shown(f"<p{mark}>{escape(text)}</p>", text)


def _no_gold(language: Language) -> Shown:
    return _said(
        pick(
            language,
            "There are no annotated reports in this project (no folder tests/gold, or not the "
            "texts that it annotates), so nothing can be said here about how right the reading "
            "is. Coverage above is about your reports.",
            "本项目没有人工标注的报告（无 tests/gold 文件夹，或没有所标注的原文），"
            "故此处无法说明读取的正确程度。上文覆盖率仍针对您的报告。",
        ),
        kind="missing",
    )


# ---- coverage


def coverage(corpus: Corpus, language: Language = "en", *, contexts: int = 12) -> Shown:
    """How much of each report was read: the share first, then every class, then what was not read.

    Args:
        corpus: the reports that were read.
        language: en or zh.
        contexts: how many unread numerals of each report are listed with their words.
    """
    head = (
        ("覆盖率", "报告", "县", "数字", "读作数据", *(zh for _, zh in CLASSES.values()), "未读出")
        if language == "zh"
        else ("read or set aside", "report", "county", "numerals", "read as figures",
              *(en for en, _ in CLASSES.values()), "not read")
    )  # fmt: skip
    rows = [
        (
            _percent(each.coverage), escape(each.id), escape(each.metadata.name),
            str(each.coverage.total), str(each.coverage.read),
            *(str(each.coverage.set_aside_by_kind.get(kind, 0)) for kind in CLASSES),
            str(len(each.coverage.unread)),
        )
        for each in corpus.reports
    ]  # fmt: skip
    parts = [html_table(head, rows)]
    for each in corpus.reports:
        unread = each.coverage.unread
        if not unread:
            continue
        listed = "".join(
            f"<li>{one.start}: {escape(one.context)}</li>" for one in unread[: max(0, contexts)]
        )
        more = len(unread) - max(0, contexts)
        rest = pick(language, f"… and {more} more", f"……另有 {more} 处") if more > 0 else ""
        title = pick(language, f"{each.id}: not read", f"{each.id}：未读出")
        parts.append(
            f"<details><summary>{escape(title)} ({len(unread)})</summary><ul>{listed}</ul>"
            f"{escape(rest)}</details>"
        )
    if corpus.set_aside:
        title = pick(language, "Files set aside:", "未能读取的文件：")
        aside = "".join(
            f'<li class="bad">{escape(str(each.file))}: {escape(each.reason)}</li>'
            for each in corpus.set_aside
        )
        parts.append(f"<p>{escape(title)}</p><ul>{aside}</ul>")
    return Shown("".join(parts), f"{len(rows)} reports read")


def _percent(counts: Coverage) -> str:
    return f"<b>{counts.share * 100:.1f} %</b>"


# ---- quality on gold


def assess(names: str) -> tuple[Assessed, ...]:
    """The sets of gold that ``"all"`` or ``"seeds,third"`` names, read and judged; none if none.

    Raises:
        ParameterError: there is no such set.
        GoldError: the gold is wrong.
    """
    from county_reports.quality import assess as judging

    return judging.assess_sets(parameters.select_gold(names))


def sets(assessed: Sequence[Assessed], language: Language = "en") -> Shown:
    """The sets of gold: how many reports and figures, real or invented, tuned on or blind."""
    if not assessed:
        return _no_gold(language)
    from county_reports.charts.quality import set_name

    rows = [
        (
            escape(set_name(each.name, language)),
            str(len(each.set.reports)),
            pick(language, *(("invented", "虚构") if each.set.is_invented else ("real", "真实"))),
            str(scoring.by_question(each.verdicts)["detection"].sample),
            str(scoring.by_question(each.verdicts)["indicator"].sample),
            escape(pick(language, *gold.ROLES[each.set.role])),
        )
        for each in assessed
    ]
    head = (
        ("集合", "报告", "来源", "数字", "有指标的数字", "用途")
        if language == "zh"
        else ("set", "reports", "texts", "figures", "with an indicator", "what was done with it")
    )
    note = _without_texts(language)
    return Shown(html_table(head, rows) + note, f"{len(rows)} sets of annotated reports")


def _without_texts(language: Language) -> str:
    """The sets that cannot be scored, since their reports are not in this project."""
    from county_reports.charts.quality import set_name

    lost = {name: gold.lacking_texts(name) for name in gold.available()}
    said = [
        pick(
            language,
            f"Not scored: {set_name(name, language)}; the texts of {', '.join(ids)} are not in "
            "this project.",
            f"未计分：{set_name(name, language)}，本项目没有其原文（{'、'.join(ids)}）。",
        )
        for name, ids in lost.items()
        if ids
    ]
    return "".join(f'<p class="missing">{escape(each)}</p>' for each in said)


def scores(
    assessed: Sequence[Assessed], language: Language = "en", *, by: str = "question", least: int = 1
) -> Shown:
    """Precision, recall and F1 with 95 % intervals, one row for each score and set.

    Args:
        assessed: the sets, judged.
        language: en or zh.
        by: question, class (of unit), nonmeasure (what must be left alone) or family.
        least: rows with fewer figures in the gold are counted and not shown.
    """
    if not assessed:
        return _no_gold(language)
    from county_reports.charts.quality import set_name

    tallied = {
        "question": scoring.by_question, "class": scoring.by_class, "nonmeasure": scoring.by_kind,
        "family": scoring.by_family,
    }[by]  # fmt: skip
    found = {each.name: tallied(each.verdicts) for each in assessed}
    names = list(dict.fromkeys(name for tallies in found.values() for name in tallies))
    rows, few = [], 0
    for name in names:
        for each, tallies in found.items():
            tally = tallies.get(name)
            if tally is None or tally.sample < least:
                few += tally is not None
                continue
            rows.append(
                (escape(_name(name, language)), escape(set_name(each, language)), *_cells(tally))
            )
    head = (
        ("项目", "集合", "标注数", "精确率", "召回率", "F1", "F1 的 95% 区间")
        if language == "zh"
        else ("what", "set", "figures", "precision", "recall", "F1", "95 % interval of F1")
    )
    note = pick(
        language, f"{few} rows with fewer than {least} figures are not shown.",
        f"另有 {few} 行标注数不足 {least}，未列出。",
    )  # fmt: skip
    shown = html_table(head, rows) + (f'<p class="missing">{escape(note)}</p>' if few else "")
    return Shown(shown, f"{len(rows)} scores")


def _cells(tally: Tally) -> tuple[str, ...]:
    low, high = tally.f1_interval
    shares = (tally.precision, tally.recall, tally.f1)
    return (str(tally.sample), *(f"{share:.3f}" for share in shares), f"{low:.3f}–{high:.3f}")


def confusions(
    assessed: Sequence[Assessed], language: Language = "en", *, of: str = "period"
) -> Shown:
    """What is taken for what, over all figures found: of period (by kind) or scope, by set.

    Of a blind set only how many are wrong.
    """
    if not assessed:
        return _no_gold(language)
    from county_reports.charts.quality import set_name

    cells_of = {"period": confusion.periods, "scope": confusion.scopes}[of]
    rows = []
    for each in assessed:
        cells = cells_of(each.matches)
        total = sum(cell.count for cell in cells)
        wrong = [cell for cell in cells if not cell.right]
        name = escape(set_name(each.name, language))
        if each.set.is_blind:
            # what kinds of error it has is what rules are mended by
            blind = escape(pick(language, "(blind: total only)", "（盲测：只计总数）"))
            count = sum(cell.count for cell in wrong)
            rows.append((name, blind, "", str(count), _of(count, total)))
            continue
        rows += [
            (
                name, escape(_confused(cell.wanted, language)),
                escape(_confused(cell.given, language)), str(cell.count), _of(cell.count, total),
            )
            for cell in wrong
        ]  # fmt: skip
    head = (
        ("集合", "标注为", "读作", "数字", "占读出数字")
        if language == "zh"
        else ("set", "the gold says", "was read as", "figures", "of the figures found")
    )
    return Shown(html_table(head, rows), f"{len(rows)} kinds of error")


def _of(count: int, total: int) -> str:
    return f"{100 * count / total:.1f} %" if total else ""


def _confused(name: str, language: Language) -> str:
    return _name("elsewhere" if name == "other" else name, language)


def chart(
    kind: str,
    assessed: Sequence[Assessed],
    language: Language = "en",
    *,
    notebook: str,
    name: str,
    **limits: int,
) -> Shown:
    """Draw and publish a chart of quality in both languages, and show one.

    Args:
        kind: quality (needs `least`) or confusion (needs `most`).
        assessed: the sets, judged.
        language: the one to show.
        notebook: the notebook's name: the folder below figures/.
        name: name of the figure; the language is added.
        limits: `least` figures of a row, or at `most` so many pairs.
    """
    if not assessed:
        return _no_gold(language)
    from county_reports.charts import confusion as pairs
    from county_reports.charts import quality as families
    from county_reports.errors import FigureError

    about = [each for one in assessed for each in one.set.metadata]
    draw, table = (
        (families.quality, tables.scores) if kind == "quality"
        else (pairs.confusion, tables.confusions)
    )  # fmt: skip
    try:
        drawn = {
            each: draw(table(assessed), about, language=each, **limits)  # type: ignore[arg-type]
            for each in LANGUAGES
        }
    except FigureError as nothing:
        # the numbers asked for leave nothing to draw: a sentence, not a failure of the notebook
        return _said(str(nothing), kind="missing")
    return publishing.published(drawn, language, notebook=notebook, name=name)


# ---- how far it may be trusted


def doubt(assessed: Sequence[Assessed], language: Language = "en") -> Shown:
    """How small the samples are, computed: widths of intervals and what halving them would take."""
    if not assessed:
        return _no_gold(language)
    lines = [line for each in assessed for line in _doubt_of(each, language)]
    if len(assessed) > 1:
        lines.append(_compared(assessed, language))
    lines.append(
        pick(
            language,
            "All intervals take figures as independent. Figures of one sentence are read together, "
            "and five reports are five authors: the true uncertainty is larger.",
            "以上区间均假定各数字相互独立。同一句中的数字往往一并读对或读错，五份报告只代表五位作者：实际不确定性更大。",
        )
    )
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return Shown(f"<ul>{listed}</ul>", "\n".join(lines))


def _doubt_of(assessed: Assessed, language: Language) -> list[str]:
    from county_reports.charts.quality import set_name

    name = set_name(assessed.name, language)
    tally = scoring.by_question(assessed.verdicts)["indicator"]
    if not tally.sample:
        return []
    width = tally.recall_interval.width
    needed = intervals.needed_to_halve(tally.right, tally.sample)
    families = [one for one in scoring.by_family(assessed.verdicts).values() if one.sample]
    sample = median(one.sample for one in families)
    wide = median(one.recall_interval.width for one in families)
    middle = min(families, key=lambda one: (abs(one.sample - sample), -one.sample))
    more = intervals.needed_to_halve(middle.right, middle.sample)
    return [
        pick(
            language,
            f"{name}: recall of indicators is {tally.recall:.3f} on {tally.sample} figures, its "
            f"95 % interval {width:.3f} wide; half that width needs about {needed} figures. A "
            f"typical family has {sample:g} figures and an interval {wide:.2f} wide; half of that "
            f"needs about {more}.",
            f"{name}：指标召回率为 {tally.recall:.3f}（{tally.sample} 个数字），95% 区间宽 {width:.3f}；"
            f"宽度减半约需 {needed} 个数字。单个领域的中位样本为 {sample:g} 个数字，区间宽 {wide:.2f}；"
            f"减半约需 {more} 个。",
        )
    ]


def _compared(assessed: Sequence[Assessed], language: Language) -> str:
    """The set that was tuned on beside the one that was least touched."""
    from county_reports.charts.quality import set_name

    by_role = {each.set.role: each for each in reversed(assessed)}
    first = by_role.get(gold.TUNED, assessed[0])
    last = by_role.get(gold.BLIND, assessed[-1])
    one, other = (scoring.by_question(each.verdicts) for each in (first, last))
    fallen = sorted(
        (name for name in scoring.QUESTIONS if other[name].sample >= scoring.LEAST),
        key=lambda name: other[name].f1 - one[name].f1,
    )[:3]
    listed = ("、" if language == "zh" else "; ").join(
        f"{_name(name, language)} {one[name].f1:.2f} → {other[name].f1:.2f}" for name in fallen
    )
    names = (set_name(first.name, language), set_name(last.name, language))
    return pick(
        language,
        f"From {names[0]} ({gold.ROLES[first.set.role][0]}) to {names[1]} "
        f"({gold.ROLES[last.set.role][0]}) F1 moves most for: {listed}.",
        f"从{names[0]}（{gold.ROLES[first.set.role][1]}）到{names[1]}（{gold.ROLES[last.set.role][1]}），"
        f"F1 变化最大的是：{listed}。",
    )

"""An invented corpus for the tests of the written analysis, and its figures folder."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from county_reports.corpus import Corpus, read_corpus
from county_reports.reading import manifest
from county_reports.writing import document, syntax
from county_reports.writing.document import Document

YUNHE = (
    "云河县2019年脱贫攻坚工作总结\n\n"
    "2014年全县建档立卡贫困户2150户7300人,贫困发生率12.5%。"
    "到2019年底,贫困发生率降至0.92%。选派驻村工作队40支120人。"
    "累计投入资金1.2345亿元。给予党纪政纪处分31人,移送司法机关4人。"
    "县财政补助每人160元的新农合费用和每人80元的大病补充保险费用。"
    "社会各界捐赠650余万元。资助贫困学生300~500元。\n"
)
SHIMEN = (
    "石门坎县2020年脱贫攻坚工作总结\n\n"
    "今年预脱贫1650人,贫困发生率将降至0.5%。全县现有建档立卡贫困人口845229136人,"
    "已脱贫793127485人,未脱贫5211651人。\n"
)
HEAD = "---\nlanguage: {language}\ntitle: 测试 Test\nby_hand: [2019]\n---\n\n"
MANIFEST = ",".join(manifest.FIELDS) + "\n"


def folder_of(place: Path, **texts: str) -> Path:
    """A seeds folder with some texts: ``yunhe_2019=…`` is the file yunhe-2019.txt."""
    place.mkdir(parents=True, exist_ok=True)
    (place / "manifest.csv").write_text(MANIFEST, encoding="utf-8")
    for name, text in texts.items():
        (place / f"{name.replace('_', '-')}.txt").write_text(text, encoding="utf-8")
    return place


def corpus_of(place: Path, **texts: str) -> Corpus:
    """The corpus of some invented texts."""
    return read_corpus(folder_of(place, **(texts or {"yunhe_2019": YUNHE, "shimen_2020": SHIMEN})))


def resolve(
    text: str, corpus: Corpus, language: str = "en", figures: Path = Path("no figures")
) -> Document:
    """A text with a head, resolved."""
    source = syntax.read("text.md", HEAD.format(language=language) + text + "\n")
    return document.resolve(source, corpus, figures)


def body(text: str, corpus: Corpus, language: str = "en") -> str:
    """What is printed for a text, without its notes and escapes."""
    laid = resolve(text, corpus, language).markdown("pages").split("\n\n[^n1]:")[0]
    return laid.replace("\\", "").strip()


def figure(folder: Path, name: str, rows: list[dict[str, str]], language: str = "en") -> None:
    """A published figure with its data, words and pictures of one dot."""
    stem = folder / f"{name}_{language}"
    stem.parent.mkdir(parents=True, exist_ok=True)
    columns = ["report", "start", "end", "value", "text", "parts", "expression"]
    with stem.with_suffix(".csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    words = {each: f'图 "A" & B #1 <{each}>' for each in ("zh", "en")}
    about = {"caption": words, "alt": words, "size_mm": {"width": 85.0, "height": 20.0}}
    stem.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    stem.with_suffix(".svg").write_text(svg, encoding="utf-8")
    from PIL import Image

    Image.new("RGB", (9, 9), "white").save(stem.with_suffix(".png"))

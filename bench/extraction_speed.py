"""How fast reports are read, beside other readers of Chinese numbers, on the same text in one run.

    python bench/extraction_speed.py [--repeats 5]

The yardstick is a plain regular expression (number, magnitude, thirty units), which gives no
meaning at all; Microsoft's recognizers and JioNLP are measured when they are installed (they are no
dependencies of the project: ``pip install "emoji<2" recognizers-text-suite jionlp``). Ratios within
one run are to be trusted, characters a second are not: machines differ and are shared.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import statistics
import time
from collections.abc import Callable
from importlib import import_module

from county_reports import paths
from county_reports.extraction import observe
from county_reports.model import Report
from county_reports.reading.manifest import read_manifest
from county_reports.reading.reader import read_file

YARDSTICK = re.compile(
    r"\d+(?:\.\d+)?[余多]?[十百千万亿]*[余多]?"
    r"(?:平方公里|平方米|公里|千瓦|万元|亿元|人次|元|人|户|名|个|项|处|家|座|件|本|次|支|批|场|亩|吨|%|倍|岁|天|年)"
)


def seconds(work: Callable[[str], object], texts: list[str], repeats: int) -> float:
    """The median time of one pass over all texts, after one pass to warm up."""
    times = []
    for repeat in range(repeats + 1):
        begin = time.perf_counter()
        for text in texts:
            work(text)
        if repeat:
            times.append(time.perf_counter() - begin)
    return statistics.median(times)


def peers() -> dict[str, Callable[[str], object]]:
    """Other readers that happen to be installed."""
    found: dict[str, Callable[[str], object]] = {}
    with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
        microsoft = import_module("recognizers_number")
        culture = import_module("recognizers_text").Culture.Chinese
        found["Microsoft recognizers (numbers only)"] = lambda text: microsoft.recognize_number(
            text, culture
        )
    with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
        found["JioNLP (money only)"] = import_module("jionlp").ner.extract_money
    return found


def main() -> None:
    """Print one line a reader: characters a second and the ratio to the yardstick."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args().repeats
    folder = paths.seeds_folder()
    declared = read_manifest(folder)
    reports = [read_file(folder / meta.file, meta) for meta in declared.values()]
    by_text: dict[str, Report] = {report.source: report for report in reports}
    texts = list(by_text)
    characters = sum(map(len, texts))
    readers: dict[str, Callable[[str], object]] = {
        "regular expression (no meaning)": YARDSTICK.findall,
        "county-reports (values, meaning, restoration)": lambda text: observe(by_text[text]),
        **peers(),
    }
    base: float | None = None
    for name, work in readers.items():
        took = seconds(work, texts, repeats)
        base = base or took
        print(f"{name:48} {characters / took:>12,.0f} chars/s   {took / base:>8.1f} x yardstick")


if __name__ == "__main__":
    main()

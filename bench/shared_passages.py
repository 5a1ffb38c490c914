"""How much of the shared wording the candidates find, and what it takes, on invented corpora.

    python bench/shared_passages.py [--reports 150] [--largest 1000]

Recall is measured against comparing every pair: which of the pairs that share a passage are among
the candidates, and which of the characters that are shared stand in them. Beside it stands the
usual way, MinHash signatures of whole reports alone (datasketch, 128 permutations, threshold 0.5):
it is meant for copies, and shows why windows are needed for passages.
"""

from __future__ import annotations

import argparse
import runpy
import time
from collections.abc import Sequence
from pathlib import Path

from county_reports.language.reuse import candidates
from county_reports.language.reuse.shared import SharedPassages, shared_passages
from county_reports.language.reuse.wording import wording
from county_reports.model import Report

INVENTED = runpy.run_path(str(Path(__file__).parents[1] / "tests" / "reuse_input.py"))
corpus = INVENTED["corpus"]


def found_of(whole: SharedPassages, pairs: set[tuple[str, str]]) -> tuple[float, float]:
    """Shares of the pairs and of the shared characters that are among the candidates."""
    true = {(pair.report_a, pair.report_b): pair.shared for pair in whole.pairs_list
            if pair.passages}  # fmt: skip
    kept = {pair: shared for pair, shared in true.items() if pair in pairs}
    return len(kept) / len(true), sum(kept.values()) / sum(true.values())


def recall(reports: Sequence[Report]) -> tuple[tuple[float, float], tuple[float, float], float]:
    """(pairs, characters) by windows, the same by whole signatures, and candidates among pairs."""
    whole = shared_passages(reports, method="every pair")
    prints = [candidates.fingerprint(wording(report)) for report in reports]
    ids = [one.report for one in prints]
    windows = {(ids[a], ids[b]) for a, b in candidates.candidates(prints)}
    signatures = {(ids[a], ids[b]) for a, b in candidates.copies(prints)}
    share = len(windows) / len(whole.pairs_list)
    return found_of(whole, windows), found_of(whole, signatures), share


def main() -> None:
    """Print recall by length of passage, then seconds and their growth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=150)
    parser.add_argument("--largest", type=int, default=1000)
    chosen = parser.parse_args()

    print(f"{chosen.reports} reports of 4,000 characters, no formulas; every pair is the truth")
    print("length of passages        pairs  characters   by whole signatures   candidates/pairs")
    for change, words in ((0, "word for word"), (12, "1 in 12 changed"), (9, "1 in 9 changed")):
        for length in (12, 16, 24, 48, 120):
            if change and length < 24:
                continue
            made = corpus(chosen.reports, lengths=(length,), formulas=0, change=change)
            by_windows, by_signatures, share = recall(made)
            print(f"{length:4} {words:18} {by_windows[0]:8.3f} {by_windows[1]:11.3f}"
                  f" {by_signatures[0]:21.3f} {share:18.3f}")  # fmt: skip

    print(
        "\nreports   way          seconds  ms/report  pairs compared  passages  x time / x reports"
    )
    before: tuple[int, float] | None = None
    for count in (5, 40, 250, chosen.largest):
        made = corpus(count)
        begin = time.perf_counter()
        result = shared_passages(made)
        took = time.perf_counter() - begin
        growth = f"{took / before[1] / (count / before[0]):.2f}" if before else ""
        print(f"{count:7}   {result.method:11} {took:8.2f} {1000 * took / count:10.1f}"
              f" {result.compared:15,} {len(result.passages_list):9,}  {growth:>8}")  # fmt: skip
        before = (count, took)


if __name__ == "__main__":
    main()

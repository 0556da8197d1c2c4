"""Scores the reading against labelled papers: `python -m tests.reading.score PAPERS LABELS [--seed N]`.

PAPERS holds one JSON object a line (id, title, abstract, comment, categories), LABELS the expected own_urls,
other_urls, statement, nature and status by id. A fixed seed parts them: 60% to look at, 40% only ever scored.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bot.models import Confidence, Reading
from bot.reading import read
from bot.reading.urls import same_place

Row = tuple[dict[str, Any], dict[str, Any], Reading]


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_paper(paper: dict[str, Any]) -> Reading:
    return read(paper["title"], paper.get("abstract") or "", paper.get("comment") or "", paper.get("categories") or ())


def split(ids: Iterable[str], seed: int) -> tuple[set[str], set[str]]:
    """The ids to look at (60%) and those only scored on."""
    order = sorted(ids)
    random.Random(seed).shuffle(order)
    cut = round(len(order) * 0.6)
    return set(order[:cut]), set(order[cut:])


def f1(hits: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision = hits / found if found else 1.0
    recall = hits / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def classes(rows: list[Row], expected: Callable[[Row], str], given: Callable[[Row], str]) -> tuple[list[str], float]:
    """A line for each class, and the mean of their F1."""
    pairs = Counter((expected(row), given(row)) for row in rows)
    names = sorted({name for pair in pairs for name in pair})
    lines, scores = [], []
    for name in names:
        found = sum(n for (_, g), n in pairs.items() if g == name)
        wanted = sum(n for (e, _), n in pairs.items() if e == name)
        precision, recall, score = f1(pairs[name, name], found, wanted)
        scores.append(score)
        lines.append(f"  {name:10} precision {precision:.3f}  recall {recall:.3f}  F1 {score:.3f}  ({wanted} papers)")
    lines.append("  " + "expected \\ given".ljust(18) + "".join(name[:9].rjust(10) for name in names))
    lines += ["  " + e.ljust(18) + "".join(str(pairs[e, g]).rjust(10) for g in names) for e in names]
    return lines, sum(scores) / len(scores)


def urls(rows: list[Row], label: str) -> tuple[float, float, float]:
    hits = found = wanted = 0
    for _, expected, reading in rows:
        given = {same_place(url) for url in getattr(reading, label)}
        truth = {same_place(url) for url in expected[label]}
        hits, found, wanted = hits + len(given & truth), found + len(given), wanted + len(truth)
    return f1(hits, found, wanted)


def report(name: str, rows: list[Row]) -> list[str]:
    """The scores of one part as lines."""
    lines, macro = classes(rows, lambda row: str(row[1]["status"]), lambda row: row[2].text_status.value)
    statement = sum(row[1]["statement"] == row[2].statement for row in rows) / len(rows)
    nature_lines, nature_macro = classes(rows, lambda row: str(row[1]["nature"]), lambda row: row[2].nature.value)
    own, other = urls(rows, "own_urls"), urls(rows, "other_urls")
    return [
        f"{name}: {len(rows)} papers",
        f"  text status macro-F1 {macro:.3f}   statement accuracy {statement:.3f}   nature macro-F1 {nature_macro:.3f}",
        f"  own links F1 {own[2]:.3f} (precision {own[0]:.3f}, recall {own[1]:.3f})   other links F1 {other[2]:.3f}",
        *lines,
        *nature_lines,
        "",
    ]


def calibration(parts: dict[str, list[Row]]) -> list[str]:
    """How many judgements of each confidence are right in each part; a paper with a doubt note does not count."""
    counts: Counter[tuple[str, str, str, bool]] = Counter()
    for part, rows in parts.items():
        for _, label, reading in (row for row in rows if not row[1].get("doubt")):
            for given, truth, confidence in (
                (f"text status {reading.text_status}", label["status"], reading.confidence),
                (f"statement {reading.statement}", label["statement"], reading.statement_confidence),
                (f"nature {reading.nature}", label["nature"], reading.nature_confidence),
            ):
                kind, _, value = given.rpartition(" ")
                for name in (given, f"{kind}, all"):
                    counts[part, name, confidence, value == truth] += 1
    head = "".join(f"{part + ', ' + confidence:>24}" for part in parts for confidence in Confidence)
    lines = ["right of those so sure, papers without a doubt note", "  " + " " * 24 + head]
    for name in sorted({name for _, name, _, _ in counts}):
        cells = [_cell(counts, part, name, confidence) for part in parts for confidence in Confidence]
        lines.append("  " + name.ljust(24) + "".join(cell.rjust(24) for cell in cells))
    return [*lines, ""]


def _cell(counts: Counter[tuple[str, str, str, bool]], part: str, name: str, confidence: Confidence) -> str:
    right, wrong = counts[part, name, confidence, True], counts[part, name, confidence, False]
    return f"{right}/{right + wrong} {right / (right + wrong):.3f}" if right + wrong else "-"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.reading.score", description="Scores the reading.")
    parser.add_argument("papers", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args(arguments)
    labels = {label["id"]: label for label in read_lines(options.labels)}
    rows = [(paper, labels[paper["id"]], read_paper(paper)) for paper in read_lines(options.papers)]
    looked_at, scored = split(labels, options.seed)
    parts = {
        name: [row for row in rows if row[0]["id"] in ids]
        for name, ids in (("looked at", looked_at), ("only scored", scored))
    }
    for name, part in parts.items():
        sys.stdout.write("\n".join(report(name, part)) + "\n")
    certain = [row for row in rows if row[0]["id"] in scored and not row[1].get("doubt")]
    sys.stdout.write("\n".join(report("only scored, without a doubt note", certain)) + "\n")
    sys.stdout.write("\n".join(calibration(parts)) + "\n")


if __name__ == "__main__":
    main()

"""How many papers a second are read on one core: `python -m tests.benchmarks.bench_reading [PAPERS]`.

PAPERS holds one JSON object a line (title, abstract, comment, categories); without it the records in tests/data serve.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from bot.reading import read

RECORDS = Path(__file__).parents[1] / "data" / "reading" / "papers.jsonl"


def main() -> None:
    """Prints papers a second and the microseconds for one, best of seven rounds of processor time."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    papers = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    records = [
        (paper["title"], paper.get("abstract") or "", paper.get("comment") or "", paper.get("categories") or ())
        for paper in papers
    ]
    best = min(_round(records) for _ in range(7))
    sys.stdout.write(f"{len(records) / best:,.0f} papers a second, {best / len(records) * 1e6:.0f} µs for one\n")


def _round(records: list[tuple[str, str, str, list[str]]]) -> float:
    started = time.process_time()
    for record in records:
        read(*record)
    return time.process_time() - started


if __name__ == "__main__":
    main()

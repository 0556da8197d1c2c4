"""Makes an arXiv metadata snapshot of any size, in the form of the one on Kaggle, out of the library's own words.

`python -m tests.benchmarks.snapshot 100000 FILE` writes one. The same seed gives the same papers.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import msgspec

from bot.sandbox.library.holdings import load_holdings

CATEGORIES = {
    "cs.LG": 12, "cs.CV": 11, "cs.CL": 8, "hep-ph": 7, "quant-ph": 6, "astro-ph.GA": 5, "math.AP": 5, "cs.RO": 4,
    "stat.ML": 4, "cond-mat.mtrl-sci": 4, "math.CO": 4, "cs.CR": 3, "eess.IV": 3, "hep-th": 3, "cs.AI": 3, "econ.EM": 1,
}  # fmt: skip
FIRST = datetime(2007, 4, 2, 19, 18, 42, tzinfo=UTC)


class Generator:
    """Papers one after the other: titles with the library's frequencies of words, and names coined as authors do."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        papers = [paper for paper in load_holdings().papers.values() if paper.abstract]
        counts = Counter(word for paper in papers for word in f"{paper.title} {paper.abstract}".split())
        self._words, self._weights = zip(*counts.most_common(), strict=True)
        self._stems = [word.capitalize() for word in self._words if word.isalpha() and len(word) > 4]
        self._abstracts = [paper.abstract for paper in papers]
        self._authors = [author for paper in papers for author in paper.authors]

    def papers(self, n: int) -> Iterator[dict[str, Any]]:
        """`n` papers, oldest first."""
        month, in_month = 0, 0
        for _ in range(n):
            in_month += 1
            if in_month > 20_000:
                month, in_month = month + 1, 1
            yield self._paper(month, in_month)

    def title(self) -> str:
        """A title of five to twelve words; every third begins with a coined name."""
        words = self._random.choices(self._words, self._weights, k=self._random.randint(5, 12))
        if self._random.random() < 0.35:
            words.insert(0, "".join(self._random.sample(self._stems, 2)) + ":")
        return " ".join(words)

    def _paper(self, month: int, in_month: int) -> dict[str, Any]:
        years, month_of_year = divmod(month + 3, 12)
        created = FIRST + timedelta(days=30.4 * month)
        versions = [format_datetime(created + timedelta(days=90 * n), usegmt=True) for n in range(1 + in_month % 3)]
        authors = self._random.sample(self._authors, self._random.randint(1, 6))
        primary, *others = self._random.choices(
            list(CATEGORIES), list(CATEGORIES.values()), k=self._random.randint(1, 3)
        )
        return {
            "id": f"{7 + years:02}{month_of_year + 1:02}.{in_month:05}",
            "submitter": authors[0],
            "authors": ", ".join(authors),
            "title": self.title(),
            "comments": "12 pages, 3 figures" if in_month % 2 else None,
            "journal-ref": None,
            "doi": f"10.1000/{month}.{in_month}" if in_month % 3 else None,
            "report-no": None,
            "categories": " ".join(dict.fromkeys([primary, *others])),
            "license": None,
            "abstract": "  " + self._random.choice(self._abstracts) + "\n",
            "versions": [{"version": f"v{n}", "created": at} for n, at in enumerate(versions, 1)],
            "update_date": f"{created:%Y-%m-%d}",
            "authors_parsed": [[name.rpartition(" ")[2], name.rpartition(" ")[0], ""] for name in authors],
        }


def write_snapshot(path: Path, n: int, seed: int = 1) -> None:
    """Writes `n` papers, one JSON object a line."""
    encoder = msgspec.json.Encoder()
    with path.open("wb") as file:
        for paper in Generator(seed).papers(n):
            file.write(encoder.encode(paper) + b"\n")


if __name__ == "__main__":
    write_snapshot(Path(sys.argv[2]), int(sys.argv[1]))

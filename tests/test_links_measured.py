"""Link finding on lines as people write them, and on traps: written by hand before the finder read them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bot.links import find_mentions

DATA = Path(__file__).parent / "data" / "links"
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(("name", "least"), [("chat", 0.995), ("traps", 0.98)])
def test_papers_are_found(name: str, least: float) -> None:
    """F1 over all papers of all lines; a version counts as part of the paper that was linked."""
    right = found = wanted = 0
    for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        links = [mention.link for mention in find_mentions(row["text"], today=TODAY)]
        named = {f"{each.arxiv_id}v{each.version}" if each.version else each.arxiv_id for each in links}
        right += len(named.intersection(row["papers"]))
        found += len(named)
        wanted += len(row["papers"])
    assert 2 * right / (found + wanted) >= least

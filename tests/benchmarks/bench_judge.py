"""Papers a second of `python -m bot judge`: on real records of all fields, again and again, and on made ones.

Those are made of the sentences of the library's papers, which were chosen for their words about code.
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path

from bot.sandbox.library.holdings import load_holdings
from tests.benchmarks.processes import ROOT
from tests.benchmarks.table import Row, in_us

LEAST_PER_S = 5_000
RECORDS = ROOT / "tests/data/reading/papers.jsonl"
N_SENTENCES = (5, 12)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")


def bench_judge(folder: Path, n: int) -> list[Row]:
    """`n` papers of each kind."""
    return [_row(folder, "real papers", repeat_papers(n)), _row(folder, "papers dense in such words", make_papers(n))]


def _row(folder: Path, what: str, papers: list[str]) -> Row:
    """Through a process of its own; the cost of one paper, which is the start's, is taken off."""
    n = len(papers)
    start_s = _judge_cpu_s(folder, papers[:1])
    spent_s = _judge_cpu_s(folder, papers) - start_s
    per_s = n / spent_s
    return Row(
        f"judge, start-up aside, {n} {what}, on one core", f"≥ {LEAST_PER_S:,} papers/s", f"{per_s:,.0f} papers/s",
        ratio=f"{in_us(spent_s / n)} a paper", reached=per_s >= LEAST_PER_S,
    )  # fmt: skip


def repeat_papers(n: int) -> list[str]:
    """`n` papers as JSON lines: real records with the ids of others."""
    records = [json.loads(line) for line in RECORDS.read_text(encoding="utf-8").splitlines()]
    return [json.dumps(record | {"id": str(number)}) for number, record in enumerate(islice(cycle(records), n))]


def make_papers(n: int, seed: int = 0) -> list[str]:
    """`n` papers as JSON lines: abstracts of sentences drawn from the library's, with its titles and comments."""
    chance, held = random.Random(seed), list(load_holdings().papers.values())
    sentences = [sentence for paper in held for sentence in _SENTENCE_ENDS.split(" ".join(paper.abstract.split()))]
    return [
        json.dumps(
            {
                "id": str(number),
                "title": chance.choice(held).title,
                "abstract": " ".join(chance.choices(sentences, k=chance.randint(*N_SENTENCES))),
                "comment": chance.choice(held).comment,
                "categories": chance.choice(held).categories,
            }
        )
        for number in range(n)
    ]


def _judge_cpu_s(folder: Path, papers: list[str]) -> float:
    """Processor seconds of a whole run; every paper must be answered."""
    questions, answers = folder / "questions.jsonl", folder / "answers.jsonl"
    questions.write_text("\n".join(papers), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with questions.open("rb") as asked, answers.open("wb") as answered:
        subprocess.run([sys.executable, "-m", "bot", "judge"], cwd=ROOT, stdin=asked, stdout=answered, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    n_answers = len(answers.read_bytes().splitlines())
    assert n_answers == len(papers), f"{n_answers} of {len(papers)} papers were answered"
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

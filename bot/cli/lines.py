"""`judge` and `links`: JSON lines in, JSON lines out, in order; no network, no token, no store."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, TypeVar

import msgspec

from bot.links import find_papers
from bot.models import TextField
from bot.reading import read

Q = TypeVar("Q")


class JudgeQuestion(msgspec.Struct):
    """A paper to read: missing and null texts are empty, other members do not matter."""

    id: str
    title: str | None = None
    abstract: str | None = None
    comment: str | None = None
    categories: list[str] | str | None = None


class JudgeEvidence(msgspec.Struct):
    """Words of the paper: `start` counts code points in the field as given."""

    quote: str
    field: TextField
    start: int


class JudgeAnswer(msgspec.Struct):
    """What the text says of the paper's code."""

    id: str
    text_status: str
    statement: str
    nature: str
    own_urls: tuple[str, ...]
    other_urls: tuple[str, ...]
    evidence: list[JudgeEvidence]


class LinksQuestion(msgspec.Struct):
    """A message to search: `n` is given back as it came."""

    n: int | float | str
    text: str | None = None


class LinkedPaper(msgspec.Struct):
    """A paper that a message names; `version` null where it names none."""

    arxiv_id: str
    version: int | None


class LinksAnswer(msgspec.Struct):
    """The papers of message `n`, in order of appearance."""

    n: int | float | str
    papers: list[LinkedPaper]


def judge_paper(question: JudgeQuestion) -> JudgeAnswer:
    """Reads one paper by its text alone."""
    categories = question.categories or ()
    reading = read(
        question.title or "",
        question.abstract or "",
        question.comment or "",
        tuple(categories.split() if isinstance(categories, str) else categories),
    )
    quotes = (*reading.statement_quotes, *reading.nature_quotes)
    return JudgeAnswer(
        id=question.id,
        text_status=reading.text_status,
        statement=reading.statement,
        nature=reading.nature,
        own_urls=reading.own_urls,
        other_urls=reading.other_urls,
        evidence=[JudgeEvidence(quote.text, quote.field, quote.start) for quote in quotes],
    )


def find_links(question: LinksQuestion) -> LinksAnswer:
    """Finds the papers that one message names."""
    papers = find_papers(question.text or "")
    return LinksAnswer(question.n, [LinkedPaper(paper.arxiv_id, paper.version) for paper in papers])


def judge_lines() -> int:
    """`judge` on standard input and output."""
    return _answer_lines(JudgeQuestion, judge_paper, sys.stdin.buffer, sys.stdout.buffer)


def links_lines() -> int:
    """`links` on standard input and output."""
    return _answer_lines(LinksQuestion, find_links, sys.stdin.buffer, sys.stdout.buffer)


def _answer_lines(kind: type[Q], answer: Callable[[Q], Any], stdin: BinaryIO, out: BinaryIO) -> int:
    """One line out for each well-formed line in; 1 when a line was malformed, else 0.

    Whatever is at hand is answered before more is waited for, so answers never lag behind the questions.
    """
    decoder, encoder, number, n_bad = msgspec.json.Decoder(kind), msgspec.json.Encoder(), 0, 0
    # What was imported stays, and a line leaves no cycles: the collector need not look again and again.
    gc.freeze()
    gc.set_threshold(100_000)
    for lines in _lines_at_hand(stdin):
        for line in lines:
            number += 1
            if not line.strip():
                continue
            try:
                question = decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                print(f"line {number} is left out: {error}", file=sys.stderr, flush=True)
                n_bad += 1
                continue
            out.write(encoder.encode(answer(question)) + b"\n")
        out.flush()
    return 1 if n_bad else 0


def _lines_at_hand(stdin: BinaryIO) -> Iterator[list[bytes]]:
    """The whole lines that have come, each time some have; the last line need not end."""
    begun: list[bytes] = []
    while chunk := os.read(stdin.fileno(), 1 << 16):
        first, *others = chunk.split(b"\n")
        begun.append(first)
        if others:
            yield [b"".join(begun), *others[:-1]]
            begun = [others[-1]]
    if begun:
        yield [b"".join(begun)]

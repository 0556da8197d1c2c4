"""The process that reads what strangers packed: PDFs and sources, within limits that the system holds.

`python -m bot.sources.full_text.worker pdf|source` takes a line of JSON (title, abstract) and then the file on its
standard input, and writes what it read as one line of JSON. A code other than 0 says that it could not.
"""

from __future__ import annotations

import resource
import sys
from dataclasses import replace

import msgspec

from bot.models import FullReading
from bot.reading.full_text import read_full_text
from bot.reading.passages import Passage
from bot.sources.full_text.archive import Unreadable, read_source
from bot.sources.full_text.latex import parse_latex

MAX_MEMORY_BYTES = 1 << 30
MAX_CPU_S = 60
MAX_PDF_BYTES = 60_000_000


class Order(msgspec.Struct):
    """What the paper is called, for the names of its own products."""

    title: str
    abstract: str


class Finding(msgspec.Struct):
    """What was read; `is_text` is False where a source holds no TeX: it is a PDF, or the paper was withdrawn."""

    reading: FullReading
    is_text: bool = True


def main(kind: str) -> int:
    """Reads one file. 0, or 1 when it cannot be read."""
    _limit()
    order = msgspec.json.decode(sys.stdin.buffer.readline(1 << 20), type=Order)
    try:
        finding = _read_pdf(order) if kind == "pdf" else _read_source(order)
    except Unreadable as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.buffer.write(msgspec.json.encode(finding) + b"\n")
    return 0


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
        (resource.RLIMIT_CPU, MAX_CPU_S),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (limit, limit))


def _read_pdf(order: Order) -> Finding:
    from bot.sources.full_text.pdf import parse_pdf  # pypdf is for this process alone

    body = sys.stdin.buffer.read(MAX_PDF_BYTES + 1)
    if len(body) > MAX_PDF_BYTES or not body.startswith(b"%PDF"):
        raise Unreadable("it is no PDF, or too large")
    try:
        passages = parse_pdf(body)
    except Exception as error:  # pypdf raises whatever its parts raise; this process ends here
        raise Unreadable(type(error).__name__) from error
    return Finding(_read(order, passages))


def _read_source(order: Order) -> Finding:
    source = read_source(sys.stdin.buffer)
    passages = tuple(passage for tex in source.tex for passage in parse_latex(tex))
    reading = replace(_read(order, passages), ancillary=source.ancillary)
    return Finding(reading, is_text=bool(source.tex or source.ancillary))


def _read(order: Order, passages: tuple[Passage, ...]) -> FullReading:
    return read_full_text(order.title, order.abstract, passages)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

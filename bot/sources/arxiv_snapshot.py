"""arXiv's metadata as one file: a paper a line, as JSON.

Source: the data set "arXiv Dataset" of Cornell University on Kaggle (arxiv-metadata-oai-snapshot.json), CC0.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import msgspec

from bot.models import Paper

_ID = re.compile(r"\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)*(?:\.[A-Z]{2})?/\d{7}", re.ASCII)

_MOMENT = re.compile(r"[A-Z][a-z]{2}, (\d\d?) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT", re.ASCII)
_MONTHS = {name: n for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}


class _Version(msgspec.Struct):
    version: str
    created: str


class _Record(msgspec.Struct):
    id: str
    title: str
    abstract: str
    categories: str
    versions: list[_Version]
    authors_parsed: list[list[str]]
    comments: str | None = None
    journal_ref: str | None = msgspec.field(default=None, name="journal-ref")
    doi: str | None = None


_decoder = msgspec.json.Decoder(_Record)


def parse_line(line: bytes) -> Paper:
    """The paper of one line; white space is folded. Raises ValueError when it is no line of such a file."""
    record = _decoder.decode(line)
    if not _ID.fullmatch(record.id):
        raise ValueError("no arXiv id")
    if not record.versions:
        raise ValueError("no version")
    newest = record.versions[-1]
    published = _moment(record.versions[0].created)
    return Paper(
        arxiv_id=record.id,
        version=_number(newest.version),
        title=_fold(record.title),
        abstract=_fold(record.abstract),
        authors=tuple(_name(parts) for parts in record.authors_parsed),
        categories=tuple(record.categories.split()),
        published=published,
        updated=published if len(record.versions) == 1 else _moment(newest.created),
        comment=_fold(record.comments or "") or None,
        journal_ref=_fold(record.journal_ref or "") or None,
        doi=_fold(record.doi or "") or None,
    )


def _number(version: str) -> int:
    """7 of "v7"."""
    if not re.fullmatch(r"v[1-9]\d{0,5}", version, re.ASCII):
        raise ValueError("no number of a version")
    return int(version[1:])


def _moment(created: str) -> datetime:
    """The moment of "Mon, 2 Apr 2007 19:18:42 GMT"; the library's parser takes ten times as long."""
    match = _MOMENT.fullmatch(created)
    if match is None or match[2] not in _MONTHS:
        raise ValueError("no moment")
    day, hour, minute, second = (int(match[n]) for n in (1, 4, 5, 6))
    return datetime(int(match[3]), _MONTHS[match[2]], day, hour, minute, second, tzinfo=UTC)


def _name(parts: list[str]) -> str:
    """ "Ada King Jr." of ["King", "Ada", "Jr."]; what follows is an affiliation."""
    last, first, suffix = (*parts, "", "", "")[:3]
    return _fold(f"{first} {last} {suffix}")


def _fold(text: str) -> str:
    return " ".join(text.split())

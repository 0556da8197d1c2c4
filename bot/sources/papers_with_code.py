"""The archive of Papers with Code: the file links-between-papers-and-code, as its site gave it away until July 2025.

A list of objects with `paper_arxiv_id`, `repo_url`, `is_official`, `mentioned_in_paper`, `framework`, as JSON or
gzipped JSON; one object a line is read, too. The file is read piece by piece, whatever its size.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from bot.errors import CannotStart
from bot.links import parse_arxiv_id
from bot.models import CodeLink
from bot.sources.hosts.addresses import parse_own_address

SOURCE = "Papers with Code"
PIECE = 1 << 18  # characters
LONGEST_OBJECT = 1 << 20
LONGEST_URL = 500
BATCH_SIZE = 1000
_GZIP, _PARQUET, _ZIP = b"\x1f\x8b", b"PAR1", b"PK\x03\x04"
_BETWEEN = " \t\r\n,"


class _Row(msgspec.Struct):
    repo_url: str | None
    paper_arxiv_id: str | None = None
    is_official: bool | None = None
    mentioned_in_paper: bool | None = None
    framework: str | None = None


@dataclass(slots=True)
class Counts:
    """How far the reading has come: links kept, and rows left out because they name no arXiv id or no web address."""

    n_links: int = 0
    n_left_out: int = 0


def read_links(path: Path, archived_at: datetime, counts: Counts) -> Iterator[list[CodeLink]]:
    """The links in the file, in batches. `counts` grows with each.

    Raises CannotStart, with a sentence that says what is wrong with the file, as soon as that is met.
    """
    batch: list[CodeLink] = []
    for row in _read_rows(path):
        link = _to_link(row, archived_at)
        if link is None:
            counts.n_left_out += 1
            continue
        batch.append(link)
        if len(batch) == BATCH_SIZE:
            counts.n_links += len(batch)
            yield batch
            batch = []
    counts.n_links += len(batch)
    yield batch


def _to_link(row: _Row, archived_at: datetime) -> CodeLink | None:
    paper = parse_arxiv_id(row.paper_arxiv_id) if row.paper_arxiv_id and len(row.paper_arxiv_id) < 100 else None
    address = parse_own_address(row.repo_url) if row.repo_url and len(row.repo_url) <= LONGEST_URL else None
    if paper is None or address is None:
        return None
    return CodeLink(
        arxiv_id=paper.arxiv_id,
        repository_url=address.url,
        is_official=bool(row.is_official),
        is_in_paper=bool(row.mentioned_in_paper),
        framework="" if row.framework in (None, "none") else str(row.framework)[:40],
        archived_at=archived_at,
    )


def _read_rows(path: Path) -> Iterator[_Row]:
    try:
        with _open(path) as file:
            for number, value in enumerate(_read_objects(file, path), 1):
                try:
                    yield msgspec.convert(value, _Row)
                except msgspec.ValidationError as error:
                    raise _bad(path, f"its object {number} is no link between a paper and code ({error})") from error
    except UnicodeDecodeError as error:
        raise _bad(path, "it is no text in UTF-8") from error
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is damaged or cut off"
        raise _bad(path, reason) from error


def _open(path: Path) -> IO[str]:
    with path.open("rb") as file:
        begin = file.read(4)
    if begin.startswith((_PARQUET, _ZIP)):
        raise _bad(path, "it is Parquet or a zip archive")
    if begin.startswith(_GZIP):
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _read_objects(file: IO[str], path: Path) -> Iterator[object]:
    """The objects of a list, or of lines, one by one; no more than one and a piece are in memory."""
    decoder = json.JSONDecoder()
    text, is_list, is_ended = "", False, False
    while piece := file.read(PIECE):
        text = (text + piece).lstrip(_BETWEEN)
        if not is_list and text.startswith("["):
            is_list, text = True, text[1:].lstrip(_BETWEEN)
        while text and not is_ended:
            if is_list and text[0] == "]":
                is_ended, text = True, text[1:].strip()
                break
            if text[0] != "{":
                raise _bad(path, "it is no list of objects in JSON")
            try:
                value, end = decoder.raw_decode(text)
            except RecursionError as error:
                raise _bad(path, "it is nested too deep") from error
            except ValueError as error:
                if len(text) > LONGEST_OBJECT:
                    raise _bad(path, "it is no list of links in JSON") from error
                break
            yield value
            text = text[end:].lstrip(_BETWEEN)
    if text or (is_list and not is_ended):
        raise _bad(path, "it ends in the middle, or holds what is no JSON; what came before is kept")


def _bad(path: Path, reason: str) -> CannotStart:
    return CannotStart(
        f"{path} cannot be imported ({reason}): give the file links-between-papers-and-code.json or .json.gz."
    )

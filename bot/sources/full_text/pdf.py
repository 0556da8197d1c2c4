"""A PDF's text with its links, as passages. For the worker process only: pypdf reads whatever it is given.

Source: ISO 32000-1, 12.5.6.5 (link annotations) and 12.6.4.7 (URI actions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

from bot.reading.passages import MAX_PASSAGE, Passage, Piece

MAX_PAGES = 500
MAX_PAGES_WITH_TEXT = 80
MAX_LINKS_A_PAGE = 200
MAX_HREF = 500
_WEB = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_BIBLIOGRAPHY = re.compile(r"^\s*(?:references|bibliography|literature cited)\s*$", re.IGNORECASE | re.MULTILINE)
# A footnote of nothing but a link, at the foot of its page: "2https://github.com/…".
_NOTE = re.compile(r"^\s*(\d{1,2})\s{0,3}((?:https?://|www\.)\S+)[ \t.]*$", re.MULTILINE)
_MARK = re.compile(r"(?<=[A-Za-z)\].,:;])(\d{1,2})(?=[\s.,;:)]|$)")


def parse_pdf(body: bytes) -> tuple[Passage, ...]:
    """The passages of the pages that hold links, up to the bibliography. Raises what pypdf raises."""
    passages: list[Passage] = []
    with_text = 0
    for number, page in enumerate(PdfReader(BytesIO(body)).pages[:MAX_PAGES], start=1):
        links = list(dict.fromkeys(_links(page)))[:MAX_LINKS_A_PAGE]
        if number > 1 and not links:
            continue
        text = page.extract_text()[:MAX_PASSAGE] if with_text < MAX_PAGES_WITH_TEXT else ""
        with_text += 1
        end = _BIBLIOGRAPHY.search(text)
        passages.append(_passage(text[: end.start()] if end else text, links, f"page {number}"))
        if end:
            break
    return tuple(passages)


def _links(page: PageObject) -> Iterator[str]:
    """The web addresses that a page's annotations lead to; whatever is no such annotation is passed over."""
    for each in page.annotations or ():
        annotation = each.get_object()
        if not isinstance(annotation, DictionaryObject) or annotation.get("/Subtype") != "/Link":
            continue
        action = annotation.get("/A")
        action = action.get_object() if action is not None else None
        if not isinstance(action, DictionaryObject) or action.get("/S") != "/URI":
            continue
        uri = action.get("/URI")
        uri = uri.get_object() if uri is not None else ""
        shown = uri.decode("utf-8", "replace") if isinstance(uri, bytes) else str(uri)
        address = "".join(shown.split())
        if len(address) <= MAX_HREF and _WEB.fullmatch(address):
            yield address


def _passage(text: str, links: list[str], place: str) -> Passage:
    """A page's words with its links where they are shown, its bare footnotes where their marks stand."""
    notes = {found[1]: found[2] for found in _NOTE.finditer(text)}
    body = _HYPHEN.sub("", _NOTE.sub("", text))
    pieces: list[Piece] = []
    done = 0
    for start, end, piece in sorted(_marked(body, links, notes, place), key=lambda found: found[:2]):
        if start >= done:
            pieces += [Piece(body[done:start]), piece]
            done = end
    pieces.append(Piece(body[done:]))
    return Passage(tuple(piece for piece in pieces if piece.shown or piece.note), place)


def _marked(body: str, links: list[str], notes: dict[str, str], place: str) -> Iterator[tuple[int, int, Piece]]:
    for url in links:
        if found := _as_shown(url).search(body):
            yield found.start(), found.end(), Piece(found[0], url)
    for mark in _MARK.finditer(body):
        if target := notes.get(mark[1]):
            full = next(
                (url for url in links if url.partition("://")[2].startswith(target.partition("://")[2])), target
            )
            note = Passage((Piece(full, full),), f"footnote {mark[1]}")
            yield mark.start(), mark.end(), Piece("", note=note)


def _as_shown(url: str) -> re.Pattern[str]:
    """The address as a page may show it: with line breaks in it, with or without its scheme."""
    scheme, _, rest = url.partition("://")
    return re.compile(
        rf"(?:{scheme}:\s?/\s?/\s?)?" + r"\s?".join(map(re.escape, rest.rstrip("/"))) + "/?", re.IGNORECASE
    )

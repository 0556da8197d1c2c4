"""Pure: arXiv's HTML of a paper (made by LaTeXML) as passages, without bibliography, formulas and arXiv's own frame.

The page is read as a stream of tags: no tree is built, so that memory stays bounded by what is kept. Classes are those
of LaTeXML's schema (ltx_document, ltx_note, ltx_title, ltx_bibliography).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto

from lxml import etree  # type: ignore[import-untyped]

from bot.reading.passages import Passage
from bot.sources.full_text.gathering import Gatherer

MAX_HREF = 2_000
_CHUNK = 1 << 16

_SKIPPED_TAGS = frozenset(
    "script style noscript template svg math form button dialog nav header footer iframe object embed select textarea"
    " annotation head".split()
)
_SKIPPED = frozenset(
    """
    ltx_bibliography ltx_page_navbar ltx_TOC ltx_page_footer ltx_page_header ltx_ERROR ltx_listing ltx_Math ltx_math
    ltx_note_mark ltx_note_type ltx_role_footnotemark ltx_equation ltx_equationgroup ltx_picture ltx_tag_item ltx_index
    ltx_author_before ltx_pagination ltx_rdf ltx_dates ltx_tag_bibitem ltx_bibitem
    """.split()
)
_BLOCK_TAGS = frozenset("p li td th dd dt figcaption h1 h2 h3 h4 h5 h6 div section article br blockquote tr".split())
_BLOCKS = frozenset({"ltx_p", "ltx_personname", "ltx_contact", "ltx_author_notes", "ltx_caption"})
_SECTIONS = frozenset(
    "ltx_section ltx_subsection ltx_subsubsection ltx_paragraph ltx_subparagraph ltx_appendix ltx_chapter ltx_part"
    " ltx_acknowledgements".split()
)
_TITLES = frozenset(kind.replace("ltx_", "ltx_title_") for kind in _SECTIONS)
_WEB = re.compile(r"(?:https?|ftp)://[^\s<>\"]+", re.IGNORECASE)
_WITHIN = re.compile(r"https?://(?:www\.)?arxiv\.org/html/[^#]*#", re.IGNORECASE)
_NUMBER = re.compile(r"(?:[0-9]+|[A-Z])(?:\.[0-9]+)*")
_LONGEST_NUMBER = 30
_ROUND = " .:§\n\t\xa0\u2002\u2003"


class NoPaper(ValueError):
    """A page that is no paper in LaTeXML's HTML."""


def parse_full_text(body: bytes) -> tuple[Passage, ...]:
    """The paper's passages in order, each footnote right after the one that holds its mark.

    Linear in `body`; any bytes are read to an end. Raises NoPaper when the page holds no LaTeXML document.
    """
    reader = _Reader()
    parser = etree.HTMLParser(
        target=reader, encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        for start in range(0, len(body), _CHUNK):
            parser.feed(body[start : start + _CHUNK])
        parser.close()
    except (etree.XMLSyntaxError, etree.ParserError) as error:
        if not reader.is_paper:
            raise NoPaper from error
    if not reader.is_paper:
        raise NoPaper
    return reader.gatherer.passages()


class _End(Enum):
    """What the end of an element means."""

    NOTHING = auto()
    DOCUMENT = auto()
    SECTION = auto()
    ABSTRACT = auto()
    TITLE = auto()
    NUMBER = auto()
    NOTE = auto()
    NOTE_NUMBER = auto()
    LINK = auto()
    BLOCK = auto()


class _Reader:
    """lxml's parser target: gets tags and text, tells the gatherer what they mean."""

    def __init__(self) -> None:
        self.is_paper = False
        self.gatherer = Gatherer()
        self._ends: list[_End] = []  # of each open element
        self._n_skipped = 0  # open elements of which nothing is read
        self._n_documents = 0
        self._title: list[str] | None = None  # words of the heading that is open
        self._number: list[str] | None = None  # words of the number that is open, a section's or a note's
        self._section_number = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._n_skipped:
            self._n_skipped += 1
            return
        classes = frozenset((attributes.get("class") or "").split())
        if "ltx_document" in classes and tag in ("article", "div"):
            self.is_paper = True
            self._n_documents += 1
            self._ends.append(_End.DOCUMENT)
        elif not self._n_documents:
            self._ends.append(_End.NOTHING)
        elif tag in _SKIPPED_TAGS or classes & _SKIPPED:
            self.data(" ")
            self._n_skipped = 1
        else:
            self._ends.append(self._open(tag, classes, attributes))

    def end(self, _: str) -> None:
        """An element ends; libxml2 tells of each, those without a closing tag too."""
        if self._n_skipped:
            self._n_skipped -= 1
        elif self._ends:
            self._close(self._ends.pop())

    def data(self, text: str) -> None:
        """Words."""
        if self._n_skipped or not self._n_documents:
            return
        if self._number is not None:
            self._number.append(text)
        elif self._title is not None:
            self._title.append(text)
        else:
            self.gatherer.add(text)

    def close(self) -> None:
        """The page is at its end."""

    def _open(self, tag: str, classes: frozenset[str], attributes: Mapping[str, str]) -> _End:
        end = _End.NOTHING
        if "ltx_note" in classes:
            end = _End.NOTE if self._title is None and self.gatherer.open_note() else _End.NOTHING
        elif "ltx_tag_note" in classes or (self._title is not None and "ltx_tag" in classes):
            self._number = []
            end = _End.NUMBER if "ltx_tag_note" not in classes else _End.NOTE_NUMBER
        elif tag == "a":
            end = self._open_link((attributes.get("href") or "").strip())
        elif classes & _SECTIONS:
            self.gatherer.open_section()
            end = _End.SECTION
        elif "ltx_abstract" in classes:
            self.gatherer.open_abstract()
            end = _End.ABSTRACT
        elif classes & _TITLES and self.gatherer.wants_name:
            self._title, self._section_number = [], ""
            end = _End.TITLE
        elif tag in _BLOCK_TAGS or classes & _BLOCKS:
            self.gatherer.end_block()
            end = _End.BLOCK
        return end

    def _open_link(self, href: str) -> _End:
        is_out = len(href) <= MAX_HREF and _WEB.fullmatch(href) and not _WITHIN.match(href)
        return _End.LINK if is_out and self._title is None and self.gatherer.open_link(href) else _End.NOTHING

    def _close(self, end: _End) -> None:
        match end:
            case _End.DOCUMENT:
                self.gatherer.end_block()
                self._n_documents -= 1
            case _End.SECTION:
                self.gatherer.close_section()
            case _End.ABSTRACT:
                self.gatherer.close_abstract()
            case _End.TITLE:
                self.gatherer.name_section("".join(self._title or ()), self._section_number)
                self._title = None
            case _End.NUMBER:
                self._section_number = self._end_number()
            case _End.NOTE_NUMBER:
                self.gatherer.set_note_number("".join(self._number or ()).strip(_ROUND))
                self._number = None
            case _End.NOTE:
                self.gatherer.close_note()
            case _End.LINK:
                self.gatherer.close_link()
            case _End.BLOCK:
                self.gatherer.end_block()
            case _End.NOTHING:
                pass

    def _end_number(self) -> str:
        words = " ".join("".join(self._number or ()).strip(_ROUND).split())
        self._number = None
        is_number = _NUMBER.fullmatch(words) or words.startswith("Appendix")
        return words if is_number and len(words) <= _LONGEST_NUMBER else ""

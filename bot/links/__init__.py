"""Finds the arXiv papers that a message names. Pure, but for the date where none is given.

A new kind of link is a new row in `addresses.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.discord_text import Piece, read_pieces
from bot.links.ids import FLAGS, ID, last_month, link_of
from bot.links.search import NAMED, Search, may_name_paper
from bot.models import PaperLink

_AROUND = " \t\r\n\u00a0\u200b\u200e\u200f\ufeff<>\"'`“”‘’()[]|*_~.,;:!?。，；：！？、…"
_TYPED = (
    re.compile(rf"(?:/?(?:abs|pdf)/)?{ID}(?:\.pdf)?", FLAGS),
    # Behind an id arXiv prints category and date, "[cs.CL] 5 Jan 2023", and citations a year.
    re.compile(rf"{NAMED}(?:\s*\[[a-z.-]+\]?)?(?:\s+[0-9]{{1,2}}\s+[a-z]{{3}}\s+[0-9]{{4}}|,\s*[0-9]{{4}})?", FLAGS),
    re.compile(rf"doi:?\s*10\.48550/arxiv\.{ID}", FLAGS),
)


@dataclass(frozen=True, slots=True)
class PaperMention:
    """A paper that a message names. `spoiler`: all that names it stands behind spoilers."""

    link: PaperLink
    spoiler: bool


def find_papers(text: str, *, bare_ids: bool = False, today: date | None = None) -> tuple[PaperLink, ...]:
    """The papers that a message names, in order of appearance, each once and with the version named first.

    `bare_ids` also takes ids that stand alone ("1706.03762"). An id of a later month than the one after `today` (UTC;
    None: now) is none.
    """
    return tuple(mention.link for mention in find_mentions(text, bare_ids=bare_ids, today=today))


def find_mentions(text: str, *, bare_ids: bool = False, today: date | None = None) -> tuple[PaperMention, ...]:
    """As `find_papers`, and whether the message hides them."""
    if not may_name_paper(text, bare_ids=bare_ids):
        return ()
    search = Search(last_month(today), bare_ids=bare_ids)
    mentions: dict[str, PaperMention] = {}
    for piece in read_pieces(text):
        for link in search.in_piece(piece):
            known = mentions.setdefault(link.arxiv_id, PaperMention(link, piece.spoiler))
            if known.spoiler and not piece.spoiler:
                mentions[link.arxiv_id] = PaperMention(known.link, spoiler=False)
    return tuple(mentions.values())


def parse_arxiv_id(text: str, today: date | None = None) -> PaperLink | None:
    """The one paper that `text` is the name of: an id, a link or a reference; None when it is anything else.

    White space, brackets, quotes and punctuation around it are forgiven.
    """
    asked, newest = text.strip(_AROUND), last_month(today)
    for form in _TYPED:
        if match := form.fullmatch(asked):
            return link_of(match, newest)
    if len(asked.split()) != 1:
        return None
    links = set(Search(newest).in_piece(Piece(asked)))
    return links.pop() if len(links) == 1 else None

"""Finds mentions of papers in the visible text of a message: where one begins, and where it ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from bot.discord_text import Piece
from bot.links.addresses import HINTS, paper_at
from bot.links.ids import ARCHIVE, FLAGS, ID, link_of
from bot.models import PaperLink

_SPACE = r" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# What ends an address: white space, and signs that no address holds unencoded, Chinese and Japanese ones included.
_OUTSIDE = rf"{_SPACE}\n\r\f\v\x1c-\x1f\x85\u2028\u2029<>\"`|、。，；：！？（）【】《》〈〉「」『』“”‘’«»…"
_SCHEME = re.compile(r"https?://", FLAGS)
_TO_NEXT_SCHEME = re.compile(rf"(?:[^h{_OUTSIDE}]++|h(?!ttps?://))*+", FLAGS)
# An address behind one of these belongs to the address before it; behind anything else it is the next one, glued on.
_CARRIES = re.compile(r"(?:[/=?&:#+@]|%[0-9a-f]{2})\Z", FLAGS)
_GOES_ON = re.compile(r"(?!arxiv)[0-9a-z/?#&%=.~-]", FLAGS)

# No mention begins inside a word, an address or a number; the "_" of emphasis and the dots of "see...arxiv.org" may
# stand before one.
_START = r"(?<![0-9a-z@/=&%+~-])(?<![0-9a-z]_)(?<![^.]\.)"
_DOI = re.compile(rf"10\.48550/arxiv\.{ID}", FLAGS)
_NOUNS = r"arxiv|e-?prints?|preprints?|papers?|articles?|id|identifier|number|no\.?|ref|link|abs|pdf"
NAMED = (
    rf"arxiv(?:\.org(?!/))?(?:[{_SPACE}_,-]*(?:{_NOUNS})(?![a-z])){{0,3}}"
    rf"(?:[{_SPACE}:]*\[[a-z-]+(?:\.[a-z-]+)?\])?"
    rf"[{_SPACE}:：#(（\[{{*_~/.,|–—-]{{0,8}}{ID}"
)
_NAMED = re.compile(NAMED, FLAGS)
# Bare numbers are ids only where nothing says that they are money, a measure or a build.
_BARE = re.compile(rf"{ID}(?![{_SPACE}]?(?:[%$€£¥°]|(?:usd|eur|gbp|chf|kg|km|gb|mb|ms|hz|fps)(?![a-z])))", FLAGS)
_BEFORE_NUMBER = re.compile(
    rf"(?:[$€£¥#]|\b(?:build|version|ver|release|rev|revision|kernel|driver|firmware|usd|eur))[{_SPACE}:#]*\Z", FLAGS
)
_LOOK_BACK = 16  # characters, enough for _BEFORE_NUMBER

_TEXT_STARTS = r"(?P<doi>10\.48550/)|(?P<named>arxiv)"
_BARE_STARTS = rf"(?P<bare>[0-9]{{4}}\.[0-9]{{4}}|{ARCHIVE}(?:\.[a-z-]{{2,9}})?/[0-9]{{7}})"
_HOST = r"(?:[a-z0-9-]{1,63}+\.){1,9}[a-z]{2,63}"  # bounded, since what follows a glued link may look like one for long
_ADDRESS_STARTS = (
    r"(?P<encoded>https?%3a%2f%2f)"
    rf"|(?P<host>(?:h?ttps?:?/{{1,3}}|(?<!:)//)?(?={_HOST}\.?(?::[0-9]+)?[/?#]))"
)


def _starts(*, bare_ids: bool, addresses: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What begins a mention anywhere in a text, and what begins one right behind another; the last group that matched
    tells the kind."""
    words = "|".join([_BARE_STARTS] * bare_ids + [_ADDRESS_STARTS] * addresses + [_TEXT_STARTS])
    address = r"(?P<address>https?://)|" if addresses else ""
    return re.compile(rf"{address}{_START}(?:{words})", FLAGS), re.compile(address + words, FLAGS)


_STARTS = {
    (bare_ids, addresses): _starts(bare_ids=bare_ids, addresses=addresses)
    for bare_ids in (False, True)
    for addresses in (False, True)
}
_LOOKS_LIKE_ID = re.compile(r"[0-9]{4}(?:\.[0-9]{4}|[0-9]{3})")


def may_name_paper(text: str, *, bare_ids: bool) -> bool:
    """Whether it is worth while to look closer. Cheap: most messages end here."""
    lowered = text.lower()
    for hint in HINTS:  # any() costs half as much again
        if hint in lowered:
            return True
    return bare_ids and _LOOKS_LIKE_ID.search(text) is not None


class Search:
    """A search for ids up to the month `newest`; `bare_ids` also takes ids that stand alone."""

    def __init__(self, newest: tuple[int, int], *, bare_ids: bool = False) -> None:
        self._newest = newest
        self._bare_ids = bare_ids

    def in_piece(self, piece: Piece) -> Iterator[PaperLink]:
        """The papers of a piece, repeats included.

        Where a masked link leads to a paper its label adds nothing; where it leads elsewhere, an address in its label
        is a pretence, and only words count.
        """
        if piece.target is None:
            yield from self._in_text(piece.text, addresses=True)
        elif found := paper_at(_SCHEME.sub("", piece.target, count=1), self._newest):
            yield found[0]
        else:
            yield from self._in_text(piece.text, addresses=False)

    def _in_text(self, text: str, *, addresses: bool) -> Iterator[PaperLink]:
        anywhere, behind_another = _STARTS[self._bare_ids, addresses]
        start = anywhere.search(text)
        while start:
            link, position = self._at(text, start)
            if link is not None:
                yield link
                start = behind_another.match(text, position) or anywhere.search(text, position)
            else:
                start = anywhere.search(text, position)

    def _at(self, text: str, start: re.Match[str]) -> tuple[PaperLink | None, int]:
        """The paper of the mention that begins at `start`, and where to search on."""
        kind = start.lastgroup
        if kind == "address":
            return self._in_address(text, start.end())
        if _is_inside_word(text, start.start()):
            return None, start.end() + 1
        match kind:
            case "host" | "encoded":
                return self._in_address(text, start.end(), encoded=kind == "encoded")
            case "doi":
                found = _DOI.match(text, start.start())
            case "named":
                found = _NAMED.match(text, start.start())
            case _:  # a bare id
                before = text[max(0, start.start() - _LOOK_BACK) : start.start()]
                found = None if _BEFORE_NUMBER.search(before) else _BARE.match(text, start.start())
        if found is None:
            return None, start.end()
        return link_of(found, self._newest), found.end()

    def _in_address(self, text: str, start: int, *, encoded: bool = False) -> tuple[PaperLink | None, int]:
        """The paper of the address that begins, without its scheme, at `start`, and where to search on."""
        end = _address_end(text, start)
        found = self._paper_at(text[start:end], encoded=encoded)
        if found is None and (with_carried := _end_with_carried(text, end)) > end:
            end = with_carried
            found = self._paper_at(text[start:end], encoded=encoded)
        if found is None:
            return None, max(end, start + 1)
        link, tail = found
        return link, end if _GOES_ON.match(tail) else end - len(tail)

    def _paper_at(self, address: str, *, encoded: bool) -> tuple[PaperLink, str] | None:
        return paper_at(unquote(address) if encoded else address, self._newest)


def _address_end(text: str, start: int) -> int:
    """Where the address that begins at `start` ends, or the next one begins."""
    match = _TO_NEXT_SCHEME.match(text, start)
    return match.end() if match else start


def _end_with_carried(text: str, end: int) -> int:
    """Where an address ends that was read up to `end`, with the addresses that it carries behind that."""
    while _CARRIES.search(text, max(0, end - 3), end) and (scheme := _SCHEME.match(text, end)):
        end = _address_end(text, scheme.end())
    return end


def _is_inside_word(text: str, start: int) -> bool:
    """Whether a letter that has upper and lower case stands right before: "éarxiv.org" is not arxiv.org, while Chinese
    and Thai need no space before a link. Plain ASCII is `_START`'s affair."""
    if text[start - 1 : start].isascii():
        return False
    while start and unicodedata.combining(text[start - 1]):
        start -= 1
    before = text[start - 1 : start]
    return before.lower() != before.upper()

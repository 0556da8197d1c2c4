"""A field of the record, prepared so that rules can look at it while quotes stay verbatim."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.models import Quote, TextField

MAX_QUOTE = 240
LINK_MARK = "\x01"

_ASCII_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_BLANKS = ("\n", "\r", "\t", "\xa0", "~")
# ASCII in full, because str.translate is slow on characters that are not in its table.
_MARKS = {code: code for code in range(128)} | dict.fromkeys(map(ord, ".,;:!?()[]{}$\"`'*=+<>|\\^_/’“”–—"), ord(" "))
_CLAUSE_END = re.compile(r"[,;:)]\s")

# What may end a sentence, with the closing marks and white space after it.
_STOP = re.compile(r"[.!?;。！？；\n][)\]}\"'”’*$]{0,3}\s*")
_ALWAYS = frozenset(";。！？；")
_NEXT_WORD = re.compile(r"[A-Z][a-z]+\s")
_ABBREVIATIONS = frozenset("e.g i.e al vs cf fig figs eq eqs sec ref refs resp approx dr prof st no vol pp ca".split())


@dataclass(frozen=True, slots=True)
class Text:
    """One field: `raw` as given, `flat` the same in lower case with blanks for other white space and for ties.

    Both have the same length, so that a place in one is the place in the other. `words` are the different words of
    `flat`; what is looked for is looked for there first, which is quick.
    """

    field: TextField
    raw: str
    flat: str
    words: frozenset[str]

    def quote(self, start: int, end: int) -> Quote:
        """The words from `start` to `end` as they stand, without white space around them."""
        words = self.raw[start:end]
        stripped = words.strip() or words
        return Quote(stripped, self.field, start + words.index(stripped))

    def quote_around(self, start: int, end: int, within: tuple[int, int]) -> Quote:
        """The sentence `within`; where it is too long to read, the clauses around `start` to `end`."""
        left, right = within
        if right - left > MAX_QUOTE:
            room = max(0, MAX_QUOTE - (end - start)) // 2
            left = self._clause_start(max(left, start - room), start) if start - room > left else left
            right = self._clause_end(end, min(right, end + room)) if end + room < right else right
        return self.quote(left, right)

    def _clause_start(self, lowest: int, start: int) -> int:
        clause = _CLAUSE_END.search(self.raw, lowest, start)
        return clause.end() if clause else max(lowest, self.raw.find(" ", lowest, start) + 1)

    def _clause_end(self, end: int, highest: int) -> int:
        clauses = [clause.start() for clause in _CLAUSE_END.finditer(self.raw, end, highest)]
        blank = self.raw.rfind(" ", end, highest)
        return clauses[-1] if clauses else blank if blank >= 0 else highest


def prepare(field: TextField, raw: str) -> Text:
    """`raw` as a Text."""
    if not raw:
        return Text(field, "", "", frozenset())
    flat = raw.lower()
    if len(flat) != len(raw):  # "İ" grows to two code points
        flat = raw.translate(_ASCII_LOWER)
    for blank in _BLANKS:
        if blank in flat:
            flat = flat.replace(blank, " ")
    return Text(field, raw, flat, words_of(flat))


def words_of(flat: str) -> frozenset[str]:
    """The different words of a lower-case text; a hyphen joins, any other mark parts."""
    return frozenset(flat.translate(_MARKS).split())


def holds_any(text: str, parts: Iterable[str]) -> bool:
    """Whether one of `parts` stands in `text`, be it inside a word."""
    return any(map(text.__contains__, parts))


def sentences(text: Text) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, in order; together they cover the whole text."""
    start = 0
    for found in _STOP.finditer(text.raw):
        stop, after = found.span()
        if _ends_sentence(text, stop, after):
            yield start, after
            start = after
    if start < len(text.raw):
        yield start, len(text.raw)


def sentence_at(text: Text, place: int) -> tuple[int, int]:
    """The sentence that holds the character at `place`."""
    return next((span for span in sentences(text) if span[0] <= place < span[1]), (0, len(text.raw)))


def _ends_sentence(text: Text, stop: int, after: int) -> bool:
    """Whether the mark at `stop`, with the next word at `after`, ends a sentence."""
    raw = text.raw
    mark = raw[stop]
    if mark in _ALWAYS:
        return True
    if mark == "\n":
        return "\n" in raw[stop + 1 : after]
    if after == len(raw) or (raw[after - 1].isspace() and not raw[after].islower()):
        return text.flat[max(0, stop - 8) : stop].rpartition(" ")[2].lstrip("([") not in _ABBREVIATIONS
    # A blank got lost: "… made public.Our code …".
    glued = mark == "." and after == stop + 1 and raw[stop - 1 : stop].islower()
    return glued and _NEXT_WORD.match(raw, after) is not None

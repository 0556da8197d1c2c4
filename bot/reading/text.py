"""A field of the record, prepared so that rules can look at it while quotes stay verbatim."""

from __future__ import annotations

import dataclasses
import re
import string
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from bot.models import Quote, TextField

MAX_QUOTE = 240
LINK_MARK = "\x01"

_ASCII_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_BLANKS = ("\n", "\r", "\t", "\xa0", "~")
# Marks that part words. Bytes are translated several times as quickly as text.
_MARKS = b".,;:!?()[]{}$\"`'*=+<>|\\^_/"
_MARKS_TO_BLANKS = bytes.maketrans(_MARKS, b" " * len(_MARKS))
_MARKS_BEYOND_ASCII = "’“”–—"
_HALVES_TOO = "surrogatepass"  # half a character is no reason to fail
_CLAUSE_END = re.compile(r"[,;:)]\s")

# What ends a sentence, with the closing marks and white space after it: a stop that no abbreviation needs and no small
# letter follows, a mark that always ends one, an empty line, or a stop whose blank got lost ("… made public.Our code").
_ABBREVIATIONS = "".join(
    rf"(?<!\b(?i:{'|'.join(group)})[.!?])"  # a look-behind takes words of one length
    for group in (
        ("al", "vs", "cf", "eq", "dr", "st", "no", "pp", "ca"),
        (r"e\.g", r"i\.e", "fig", "eqs", "sec", "ref", "vol"),
        ("figs", "refs", "resp", "prof"),
        ("approx",),
    )
)
_SMALL_LETTER = "[a-zß-öø-ÿα-ωа-я]"
_CLOSING = r"[)\]}\"'”’*$]{0,3}"
_STOPS = ".!?;\n。！？；"
_END = re.compile(
    rf"[{_STOPS}](?:(?<=[.!?]){_ABBREVIATIONS}{_CLOSING}(?:\s+(?!\s|{_SMALL_LETTER})|\Z)|(?<=[;。！？；]){_CLOSING}\s*"
    rf"|(?<=\n){_CLOSING}\s*\n\s*|(?<={_SMALL_LETTER}\.)(?=[A-Z][a-z]+\s))"
)


@dataclass(frozen=True, slots=True)
class Text:
    """One field: `raw` as given, `flat` the same in lower case with blanks for other white space and for ties.

    Both have the same length, so that a place in one is the place in the other. `words` are the different words of
    `flat`; what is looked for is looked for there first, which is quick. `ends` keeps what `sentences` found.
    """

    field: TextField
    raw: str
    flat: str
    words: frozenset[str]
    ends: list[int] = dataclasses.field(default_factory=list, compare=False, repr=False)

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
    if not flat.isascii():
        for mark in _MARKS_BEYOND_ASCII:
            flat = flat.replace(mark, " ")
    marked = flat.encode(errors=_HALVES_TOO).translate(_MARKS_TO_BLANKS)
    return frozenset(marked.decode(errors=_HALVES_TOO).split())


def holds_any(text: str, parts: Iterable[str]) -> bool:
    """Whether one of `parts` stands in `text`, be it inside a word."""
    return any(map(text.__contains__, parts))


def sentences(text: Text) -> list[tuple[int, int]]:
    """Start and end of each sentence, in order; together they cover the whole text."""
    ends = _ends(text)
    return list(zip([0, *ends], ends, strict=False))


def sentences_with(text: Text, parts: Iterable[str]) -> dict[tuple[int, int], list[str]]:
    """Start and end of each sentence that holds some of `parts`, be it inside a word, with those that it holds."""
    ends = _ends(text)
    held: dict[tuple[int, int], list[str]] = {}
    for part in parts:
        place = text.flat.find(part)
        while place >= 0:
            number = bisect_right(ends, place)
            held.setdefault((ends[number - 1] if number else 0, ends[number]), []).append(part)
            place = text.flat.find(part, ends[number])
    return held


def _ends(text: Text) -> list[int]:
    """Where each sentence ends, found once."""
    if not text.ends and text.raw:
        done = 0
        for stop in sorted(place for sign in _STOPS for place in places_of(sign, text.raw)):
            end = _END.match(text.raw, stop) if stop >= done else None
            if end:
                done = end.end()
                text.ends.append(done)
        if done < len(text.raw):
            text.ends.append(len(text.raw))
    return text.ends


def places_of(part: str, text: str) -> list[int]:
    """Where `part` stands in `text`, in order. `find` leaps to places that a pattern walks to."""
    places, place = [], text.find(part)
    while place >= 0:
        places.append(place)
        place = text.find(part, place + 1)
    return places


def sentence_at(text: Text, place: int) -> tuple[int, int]:
    """The sentence that holds the character at `place`."""
    return next((span for span in sentences(text) if span[0] <= place < span[1]), (0, len(text.raw)))

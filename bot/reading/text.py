"""A field of the record, prepared so that rules can look at it while quotes stay verbatim."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass

from bot.models import Quote, TextField

MAX_QUOTE = 240
LINK_MARK = "\x01"

_ASCII_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_SPACES = ("\n", "\r", "\t", "\xa0", "~")

# A stop that ends a sentence: followed by a space and what may begin one, or glued to the next word ("work.Our code").
_STOP = re.compile(r"[.!?][)\]}\"'”’*$]{0,3}\s+(?=[^a-z\s])|(?<=[a-z])[.](?=[A-Z][a-z]+\s)|[;。！？；]|\n\s*\n")
_ABBREVIATIONS = ("e.g", "i.e", "al", "vs", "cf", "fig", "eq", "sec", "ref", "resp", "approx", "dr", "prof", "st", "no")
_CLAUSE_END = re.compile(r"[,;:)]\s")


@dataclass(frozen=True, slots=True)
class Text:
    """One field: `raw` as given, `flat` the same in lower case with single blanks for other white space and ties.

    Both have the same length, so that a place in one is the place in the other.
    """

    field: TextField
    raw: str
    flat: str

    def quote(self, start: int, end: int) -> Quote:
        """The words from `start` to `end` as they stand, without white space around them."""
        text = self.raw[start:end]
        stripped = text.strip()
        return (
            Quote(stripped, self.field, start + len(text) - len(text.lstrip()))
            if stripped
            else Quote(text, self.field, start)
        )

    def quote_around(self, start: int, end: int, within: tuple[int, int]) -> Quote:
        """The sentence `within`; where it is too long to read, the clauses around `start` to `end`."""
        left, right = within
        if right - left > MAX_QUOTE:
            left, right = self._clauses_around(start, end, within)
        return self.quote(left, right)

    def _clauses_around(self, start: int, end: int, within: tuple[int, int]) -> tuple[int, int]:
        room = max(0, MAX_QUOTE - (end - start)) // 2
        lowest, highest = max(within[0], start - room), min(within[1], end + room)
        left = lowest
        if lowest > within[0]:
            breaks = [m.end() for m in _CLAUSE_END.finditer(self.raw, lowest, start)]
            left = breaks[0] if breaks else _next_word(self.raw, lowest, start)
        right = highest
        if highest < within[1]:
            breaks = [m.start() for m in _CLAUSE_END.finditer(self.raw, end, highest)]
            right = breaks[-1] if breaks else _last_word(self.raw, end, highest)
        return left, right


def prepare(field: TextField, raw: str) -> Text:
    """`raw` as a Text."""
    flat = raw.lower()
    if len(flat) != len(raw):  # "İ" grows to two code points
        flat = raw.translate(_ASCII_LOWER)
    for space in _SPACES:
        if space in flat:
            flat = flat.replace(space, " ")
    return Text(field, raw, flat)


def sentences(text: Text) -> list[tuple[int, int]]:
    """Start and end of each sentence, in order; together they cover the whole text."""
    spans = []
    start = 0
    for stop in _STOP.finditer(text.raw):
        if text.raw[stop.start()] == "." and _is_abbreviated(text.flat, stop.start()):
            continue
        spans.append((start, stop.end()))
        start = stop.end()
    if start < len(text.raw):
        spans.append((start, len(text.raw)))
    return spans


def _is_abbreviated(flat: str, stop: int) -> bool:
    head = flat[max(0, stop - 7) : stop]
    return head.rpartition(" ")[2].lstrip("(").endswith(_ABBREVIATIONS) and head.rpartition(" ")[2].lstrip("(") in (
        _ABBREVIATIONS
    )


def _next_word(raw: str, start: int, limit: int) -> int:
    space = raw.find(" ", start, limit)
    return start if space < 0 else space + 1


def _last_word(raw: str, start: int, limit: int) -> int:
    space = raw.rfind(" ", start, limit)
    return limit if space < 0 else space


def sentence_at(text: Text, place: int) -> tuple[int, int]:
    """The sentence that holds the character at `place`."""
    return next((span for span in sentences(text) if span[0] <= place < span[1]), (0, len(text.raw)))

"""A paragraph or note of a paper's full text, prepared so that the rules for records can read it.

Rules read links where they stand in words. In a full text they stand behind words ("here") and in footnotes, after the
full stop of the sentence that they belong to: `Composed` writes them into the sentence, and knows the way back to the
words as the paper shows them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.models import Quote, TextField
from bot.reading.text import Text, prepare
from bot.reading.urls import same_place

MAX_PASSAGE = 20_000
NOTE_OF_SENTENCE = " –"  # before a note whose mark stands after the stop: it belongs to no single word
_WORDS_BESIDE_LINK = 5  # a note with more of them says something of its own
_ADDRESS = re.compile(r"\S*\w\.\w{2,}\S*|\S*://\S*")
_STOP = re.compile(r"[.,;:!?][)\]”’\"']*\s*$")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a passage as they are shown, with the web address that they lead to ("" nowhere); or the mark of a note
    (`shown` is "" then)."""

    shown: str
    url: str = ""
    note: Passage | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, caption, table cell, heading or note, of at most MAX_PASSAGE characters.

    `place` is where readers find it ("§1", "footnote 3", "Data availability"); `heading` that of its section;
    `is_front`: it stands before the first section.
    """

    pieces: tuple[Piece, ...]
    place: str
    heading: str = ""
    is_front: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it is no more than a link with a word or two: a note that belongs to the sentence of its mark."""
        words = " ".join(piece.shown for piece in self.pieces if not piece.url and not _ADDRESS.fullmatch(piece.shown))
        outside = [word for word in words.split() if not _ADDRESS.fullmatch(word) and _WORD.search(word)]
        return len(outside) < _WORDS_BESIDE_LINK


class Composed:
    """A passage as rules read it: `text`, with the addresses and the bare notes where they belong."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        parts = list(_parts(passage.pieces))
        self._starts: list[int] = []  # of each part in what is read
        self._parts: list[tuple[str, str, str]] = []
        self._shown_starts: list[int] = []
        at = shown_at = 0
        for read, shown, place in parts:
            self._starts.append(at)
            self._shown_starts.append(shown_at)
            self._parts.append((read, shown, place))
            at, shown_at = at + len(read), shown_at + len(shown)
        self.shown = "".join(shown for _, shown, _ in parts)
        self.text: Text = prepare(TextField.FULL_TEXT, "".join(read for read, _, _ in parts))

    def quote(self, read: Quote) -> Quote:
        """What `read`, a quote of `text`, is in the words that the paper shows; its notes are named in its place."""
        start, end = self._shown(read.start), self._shown(read.start + len(read.text), is_end=True)
        words = self.shown[start:end]
        text = words.strip()
        places = [self._passage.place, *self._notes(read.start, read.start + len(read.text))]
        if not text:  # a note of nothing but a link
            return Quote(
                read.text.strip(" ()."), TextField.FULL_TEXT, start, ", ".join(dict.fromkeys(filter(None, places)))
            )
        start += words.index(text)
        return Quote(text, TextField.FULL_TEXT, start, ", ".join(dict.fromkeys(filter(None, places))))

    def _notes(self, start: int, end: int) -> Iterator[str]:
        first = max(0, bisect_right(self._starts, start) - 1)
        for begin, (read, _, place) in zip(self._starts[first:], self._parts[first:], strict=True):
            if begin >= end:
                return
            if place and begin + len(read) > start:
                yield place

    def _shown(self, at: int, *, is_end: bool = False) -> int:
        """The place among the shown words of a place among those that are read."""
        if not self._starts:
            return 0
        part = max(0, bisect_right(self._starts, at - 1 if is_end else at) - 1)
        read, shown, _ = self._parts[part]
        within = at - self._starts[part]
        if read != shown:
            within = len(shown) if is_end else 0
        return self._shown_starts[part] + min(within, len(shown))


def _parts(pieces: Iterable[Piece]) -> Iterator[tuple[str, str, str]]:
    """What is read, what is shown in its stead, and the note that it comes from ("" none), piece by piece."""
    waiting: list[tuple[str, str]] = []  # words whose last stop a note may have to go before
    for piece in pieces:
        if piece.note is not None:
            if piece.note.is_bare and (inside := "".join(read for read, _, _ in _parts(piece.note.pieces)).strip()):
                stop = _STOP.search(waiting[-1][0]) if waiting and waiting[-1][0] == waiting[-1][1] else None
                before, after = waiting, []
                if stop:
                    words = waiting[-1][0]
                    before = [*waiting[:-1], (words[: stop.start()], words[: stop.start()])]
                    after = [(stop[0], stop[0])]
                yield from ((read, shown, "") for read, shown in before)
                yield f"{NOTE_OF_SENTENCE if stop else ''} ({inside})", "", piece.note.place
                waiting = after
            continue
        waiting.extend(_read_link(piece) if piece.url else [(piece.shown, piece.shown)])
    yield from ((read, shown, "") for read, shown in waiting)


def _read_link(piece: Piece) -> Iterator[tuple[str, str]]:
    shown = piece.shown
    if not _ADDRESS.fullmatch(shown.strip()):
        yield shown, shown
        yield f" ({piece.url})", ""
    elif same_place(shown.strip()) == same_place(piece.url):
        yield shown, shown
    else:  # shown cut short, or with a blank in it
        yield piece.url, shown

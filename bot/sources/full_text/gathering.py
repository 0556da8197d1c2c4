"""Passages as they are gathered while a paper is read from its beginning to its end, in whatever form it came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from bot.reading.passages import MAX_PASSAGE, Passage, Piece

MAX_CHARS = 5_000_000  # of text that is kept: a thousand pages
MAX_PIECES = 1_000  # of a passage
MAX_NESTED = 4  # notes and links in one another
_MAX_HEADING = 120
_WHITE = re.compile(r"\s+")
_TAIL = " .:§\u2002\u2003"


class _Kind(Enum):
    PASSAGE = "passage"
    NOTE = "note"
    LINK = "link"


@dataclass(slots=True)
class _Frame:
    """Where text goes: a passage, a note in it, a link in either."""

    kind: _Kind = _Kind.PASSAGE
    url: str = ""
    number: str = ""
    pieces: list[Piece] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    length: int = 0

    def end_words(self) -> None:
        """Makes a piece of the words so far."""
        words = _WHITE.sub(" ", "".join(self.text))
        self.text = []
        if words:
            self.pieces.append(Piece(words, self.url))


@dataclass(slots=True)
class _Section:
    heading: str = ""
    number: str = ""

    @property
    def place(self) -> str:
        if not self.number:
            return self.heading
        return self.number if " " in self.number else f"§{self.number}"


class Gatherer:
    """Takes words, notes, links and sections as they come; gives passages."""

    def __init__(self) -> None:
        self._passages: list[Passage] = []
        self._n_chars = 0
        self._sections: list[_Section] = []
        self._frames: list[_Frame] = [_Frame()]
        self._notes: list[Passage] = []
        self._is_front = True
        self._n_abstracts = 0

    def passages(self) -> tuple[Passage, ...]:
        """All that was gathered, what was still open too."""
        while len(self._frames) > 1:
            self._end_frame()
        self.end_passage()
        return tuple(self._passages)

    def add(self, text: str) -> None:
        """Words of whatever is open. Beyond MAX_CHARS in all nothing is kept."""
        if self._n_chars > MAX_CHARS:
            return
        frame = self._frames[-1]
        self._n_chars += len(text)
        if frame.kind is _Kind.PASSAGE:
            for start in range(0, len(text), MAX_PASSAGE):
                self._add_to_passage(text[start : start + MAX_PASSAGE])
        elif frame.length < MAX_PASSAGE:
            frame.text.append(text[: MAX_PASSAGE - frame.length])
            frame.length += len(text)

    def _add_to_passage(self, text: str) -> None:
        frame = self._frames[0]
        if frame.length + len(text) > MAX_PASSAGE:
            self.end_passage()
            frame = self._frames[0]
        frame.text.append(text)
        frame.length += len(text)

    def end_block(self) -> None:
        """A block begins or ends: a passage of its own, but inside a note or a link only a blank."""
        if len(self._frames) > 1:
            self._frames[-1].text.append(" ")
        else:
            self.end_passage()

    # -- notes and links -------------------------------------------------------------------------------------------

    def open_note(self, number: str = "") -> bool:
        """Begins a note at its mark; whether it will be one, and wants its `close_note`."""
        return self._open_frame(_Frame(_Kind.NOTE, number=number))

    def set_note_number(self, number: str) -> None:
        """Names the note that is open."""
        frame = next((frame for frame in reversed(self._frames) if frame.kind is _Kind.NOTE), None)
        if frame is not None and len(number) <= 5:
            frame.number = number

    def open_link(self, url: str) -> bool:
        """Begins the words of a link; whether it will be one, and wants its `close_link`."""
        return self._frames[-1].kind is not _Kind.LINK and self._open_frame(_Frame(_Kind.LINK, url=url))

    def close_note(self) -> None:
        """Ends the note that was opened last, and the links in it."""
        self._close(_Kind.NOTE)

    def close_link(self) -> None:
        """Ends the link that was opened last."""
        self._close(_Kind.LINK)

    def _open_frame(self, frame: _Frame) -> bool:
        if len(self._frames) > MAX_NESTED:
            return False
        self._frames[-1].end_words()
        self._frames.append(frame)
        return True

    def _close(self, kind: _Kind) -> None:
        while len(self._frames) > 1:
            if self._end_frame() is kind:
                return

    def _end_frame(self) -> _Kind:
        frame = self._frames.pop()
        frame.end_words()
        outer = self._frames[-1]
        if frame.kind is _Kind.LINK:
            shown = "".join(piece.shown for piece in frame.pieces)
            outer.pieces.extend([Piece(shown, frame.url)] if shown.strip() else [])
            outer.pieces.extend(piece for piece in frame.pieces if piece.note)
            outer.length += len(shown)
        elif any(piece.shown.strip() for piece in frame.pieces):
            place = f"footnote {frame.number}" if frame.number else "a note"
            note = Passage(tuple(frame.pieces), place, self._heading(), self._is_front)
            self._notes.append(note)
            outer.pieces.append(Piece("", note=note))
        if outer.kind is _Kind.PASSAGE and (outer.length > MAX_PASSAGE or len(outer.pieces) > MAX_PIECES):
            self.end_passage()
        return frame.kind

    # -- sections --------------------------------------------------------------------------------------------------

    def open_section(self) -> None:
        """Begins a section, with which the front of the paper ends."""
        self.end_passage()
        self._sections.append(_Section())
        self._is_front = False

    def name_section(self, heading: str, number: str = "") -> None:
        """Says how the section is headed that is open."""
        if self._sections:
            heading = _WHITE.sub(" ", heading).strip(_TAIL)[:_MAX_HEADING]
            self._sections[-1] = _Section(heading, _WHITE.sub(" ", number).strip(_TAIL))

    @property
    def wants_name(self) -> bool:
        """Whether the section that is open has no heading yet."""
        return bool(self._sections) and not self._sections[-1].heading

    def close_section(self) -> None:
        """Ends the section that was opened last."""
        self.end_passage()
        if self._sections:
            self._sections.pop()

    def open_abstract(self) -> None:
        """Begins the abstract."""
        self.end_passage()
        self._n_abstracts += 1

    def close_abstract(self) -> None:
        """Ends the abstract."""
        self.end_passage()
        self._n_abstracts -= 1

    def _heading(self) -> str:
        return " ".join(section.heading for section in self._sections[-4:])

    def _place(self) -> str:
        places: Iterator[str] = (section.place for section in reversed(self._sections[-8:]) if section.place)
        return next(places, "abstract" if self._n_abstracts else "first page" if self._is_front else "text")

    def end_passage(self) -> None:
        """Ends the passage, unless a note or a link in it is open."""
        if len(self._frames) > 1:
            return
        frame = self._frames[0]
        frame.end_words()
        notes, self._notes = self._notes, []
        if any(piece.shown.strip() or piece.note for piece in frame.pieces):
            self._passages.append(Passage(tuple(frame.pieces), self._place(), self._heading(), self._is_front))
        self._passages.extend(note for note in notes if not note.is_bare)
        self._frames[0] = _Frame()

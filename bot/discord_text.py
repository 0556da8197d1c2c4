"""What a reader sees of a message: Discord's markdown, as far as it hides or covers text.

The rules are those of Discord's client (simple-markdown with Discord's own additions): the first rule that fits at a
place wins, and what never closes is plain text. What hides nothing (emphasis, headings, lists, mentions, emoji) stays
as written. The time taken grows with the length of the message and with nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<escape>\\[^0-9A-Za-z\s])"
    r"|(?P<ticks>`+)"
    r"|(?P<spoiler>\|\|)"
    r"|(?P<suppressed><(?i:https?)://[^\s<>]+>)"
    r"|(?P<masked>\[)"
    r"|(?P<quote>^ *>(?:>>)? )",
    re.MULTILINE,
)
_MASKED_LINK = re.compile(
    r"\[(?P<label>(?:[^\[\]]++|\[[^\[\]]*+\])++)\]"
    r"\(\s*+(?:<(?P<suppressed>https?://[^\s<>]++)>|(?P<target>https?://(?:[^\s<>()]++|\([^\s<>()]*+\))++))"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?+\s*+\)"
)
_QUOTE_LINES = re.compile(r"(?: *> [^\n]*+(?:\n|\Z))++")
_QUOTE_MARK = re.compile(r"^ *> ", re.MULTILINE)
# Zero-width characters, soft hyphens and marks of direction: shown as nothing, so nothing for the reader.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of visible text. `target` is where it leads when it is the label of a masked link, else None."""

    text: str
    spoiler: bool = False
    target: str | None = None


def read_pieces(content: str) -> list[Piece]:
    """The visible text of a message in order, cut where something is left out.

    Left out are code and links in angle brackets, bare or as the target of a masked link, which goes with its label.
    Escapes are undone, quote marks and invisible characters dropped.
    """
    return list(_Reader(content, spoiler=False, quoted=False).read())


class _Reader:
    """Reads one stretch of text in which no structure reaches outside: a message, a quote, a spoiler, a label."""

    def __init__(self, text: str, *, spoiler: bool, quoted: bool) -> None:
        self._text = text
        self._spoiler = spoiler
        self._quoted = quoted
        self._shown: list[str] = []
        self._ticks: dict[int, list[int]] | None = None
        self._last: dict[str, int] = {}

    def read(self) -> Iterator[Piece]:
        """The pieces, in order."""
        text, position = self._text, 0
        while token := _TOKEN.search(text, position):
            self._shown.append(text[position : token.start()])
            end, pieces = self._structure(token)
            if end is None:  # nothing closes it: the characters stand for themselves
                self._shown.append(token[0])
                position = token.end()
                continue
            position = end
            if token.lastgroup != "escape":
                yield from self._flush()
            yield from pieces
        self._shown.append(text[position:])
        yield from self._flush()

    def _flush(self) -> Iterator[Piece]:
        shown = "".join(self._shown)
        self._shown.clear()
        if not shown.isascii():
            shown = shown.translate(_INVISIBLE)
        if shown:
            yield Piece(shown, self._spoiler)

    def _structure(self, token: re.Match[str]) -> tuple[int | None, list[Piece]]:
        """Where the structure that `token` opens ends (None when it opens none), and what is visible of it."""
        match token.lastgroup:
            case "escape":
                self._shown.append(token[0][1])
                return token.end(), []
            case "ticks":
                return self._code_end(token), []
            case "spoiler":
                return self._read_spoiler(token)
            case "masked":
                return self._read_masked_link(token)
            case "quote":
                return self._read_quote(token)
            case _:  # a suppressed link
                return token.end(), []

    def _code_end(self, token: re.Match[str]) -> int | None:
        """Where code ends: a fence of three, else as many backticks as opened it, else as many of them as close."""
        start, n_ticks = token.start(), len(token[0])
        if n_ticks >= 7:  # fences around one backtick each, cut off together: a long row must not be measured again
            return start + n_ticks // 7 * 7
        if n_ticks >= 3:
            content = start + 3
            while self._text.startswith("\n", content):
                content += 1
            fence = self._find("```", content + 1)
            if fence != -1:
                return fence + 3
        runs = self._runs_of_ticks()
        for size in range(n_ticks, 0, -1):
            starts = runs.get(size, [])
            following = bisect_left(starts, token.end())
            if following < len(starts):
                return starts[following] + size
        return None

    def _runs_of_ticks(self) -> dict[int, list[int]]:
        if self._ticks is None:
            self._ticks = {}
            for run in re.finditer("`+", self._text):
                self._ticks.setdefault(len(run[0]), []).append(run.start())
        return self._ticks

    def _find(self, mark: str, start: int) -> int:
        """As str.find; the text behind the last mark is not searched again for every mark that never closes."""
        if mark not in self._last:
            self._last[mark] = self._text.rfind(mark)
        return self._text.find(mark, start) if start <= self._last[mark] else -1

    def _read_spoiler(self, token: re.Match[str]) -> tuple[int | None, list[Piece]]:
        end = self._find("||", token.end() + 1)
        if end == -1:
            return None, []
        inside = self._text[token.end() : end]
        return end + 2, list(_Reader(inside, spoiler=True, quoted=self._quoted).read())

    def _read_masked_link(self, token: re.Match[str]) -> tuple[int | None, list[Piece]]:
        link = _MASKED_LINK.match(self._text, token.start())
        if link is None or "://" in link["label"]:  # Discord shows a link whose label is an address as it was typed
            return None, []
        if link["suppressed"]:
            return link.end(), []
        label = "".join(piece.text for piece in _Reader(link["label"], spoiler=False, quoted=True).read())
        return link.end(), [Piece(label, self._spoiler, link["target"])]

    def _read_quote(self, token: re.Match[str]) -> tuple[int | None, list[Piece]]:
        if self._quoted:
            return None, []
        if token[0].endswith(">>> "):
            end, inside = len(self._text), self._text[token.end() :]
        else:
            lines = _QUOTE_LINES.match(self._text, token.start())
            if lines is None:
                return None, []
            end, inside = lines.end(), _QUOTE_MARK.sub("", lines[0])
        return end, list(_Reader(inside, spoiler=self._spoiler, quoted=True).read())

"""What a reader sees of a message, piece by piece."""

from __future__ import annotations

import pytest

from bot.discord_text import Piece, read_pieces


@pytest.mark.parametrize(
    ("content", "pieces"),
    [
        ("", []),
        ("plain, **bold** and :fire:", [Piece("plain, **bold** and :fire:")]),
        ("before `code` after", [Piece("before "), Piece(" after")]),
        ("``a ` b`` c", [Piece(" c")]),
        ("`open", [Piece("`open")]),
        ("```py\ncode\n```\nafter", [Piece("\nafter")]),
        ("```open", [Piece("```open")]),
        ("`one``two` three", [Piece(" three")]),
        ("a <https://example.com> b", [Piece("a "), Piece(" b")]),
        ("a <@1> <#2> <:x:3> <t:4> b", [Piece("a <@1> <#2> <:x:3> <t:4> b")]),
        ("1 < 2 > 1", [Piece("1 < 2 > 1")]),
        ("\\`not code\\` \\\\", [Piece("`not code` \\")]),
        ("\\no escape", [Piece("\\no escape")]),
        ("a ||b|| c", [Piece("a "), Piece("b", spoiler=True), Piece(" c")]),
        ("||||", [Piece("||||")]),
        ("||open", [Piece("||open")]),
        ("[a](https://b.c) d", [Piece("a", target="https://b.c"), Piece(" d")]),
        ("[a](<https://b.c>) d", [Piece(" d")]),
        ("[a](no address)", [Piece("[a](no address)")]),
        ("[https://a.b](https://b.c)", [Piece("[https://a.b](https://b.c)")]),
        ("||[a](https://b.c)||", [Piece("a", spoiler=True, target="https://b.c")]),
        ("[a](https://b.c/d_(e))", [Piece("a", target="https://b.c/d_(e)")]),
        ("> a\n> b\nc", [Piece("a\nb\n"), Piece("c")]),
        (">>> a\nb", [Piece("a\nb")]),
        ("a > b", [Piece("a > b")]),
        ("> `a\nb` c", [Piece("`a\n"), Piece("b` c")]),
        ("a\u200bb\u00ad", [Piece("ab")]),
        ("\ud800", [Piece("\ud800")]),
    ],
)
def test_visible_pieces(content: str, pieces: list[Piece]) -> None:
    """Code and suppressed links cut the text; spoilers and masked links are pieces of their own."""
    assert read_pieces(content) == pieces

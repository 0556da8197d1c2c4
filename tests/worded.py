"""What the bot says, as English words."""

from __future__ import annotations

from typing import Any

from bot.said import Said
from bot.words import in_english


def worded(said: Any) -> Any:
    """`said`, and what is said in a tuple, in English; anything else as it is."""
    if isinstance(said, tuple):
        return tuple(map(worded, said))
    return in_english(said) if isinstance(said, Said) else said

"""What a sentence may offer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models import Statement

REACH = 150
"""How many characters around a word of offering belong to what it says; keeps the work linear."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a sentence says of own code: `start` to `end` are the words that decided, inside the sentence.

    `outright` is False where a package is only described, without a word on how to get it.
    """

    statement: Statement
    start: int
    end: int
    outright: bool = True

"""Where a paper appeared, by its comment."""

from __future__ import annotations

from bot.models import Quote
from bot.reading.text import Text


def find_venue(comment: Text) -> tuple[str, Quote] | None:
    """The venue and the words that name it, or None."""
    return None

"""What a paper's own text says about its code: links, statement, nature and venue, each with the words that say so."""

from bot.reading.reader import read

__all__ = ["read"]

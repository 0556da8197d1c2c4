"""What kind of work a paper is: a survey, pure theory, or other."""

from __future__ import annotations

from bot.models import Nature, Quote
from bot.reading.text import Text


def judge_nature(
    title: Text, abstract: Text, comment: Text, categories: tuple[str, ...]
) -> tuple[Nature, tuple[Quote, ...]]:
    """The nature and the words for it; no words where it is OTHER."""
    return Nature.OTHER, ()

"""What kind of work a paper is: a survey, pure theory, or other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.models import Confidence, Nature, Quote
from bot.reading.surveys import find_survey
from bot.reading.text import Text
from bot.reading.theory import find_theory

# Points beyond what is enough, from where on the labelled papers are right; those nearer to the border are doubtful.
_SURE_SURVEY, _SURE_THEORY, _SURE_OTHER = 4, 5, -11
_AT_THE_BORDER = range(-3, 3)


@dataclass(frozen=True, slots=True)
class Judged:
    """A nature, the words for it (none where it is OTHER), and how sure it is."""

    nature: Nature
    quotes: tuple[Quote, ...]
    confidence: Confidence


def judge_nature(title: Text, abstract: Text, comment: Text, categories: Sequence[str]) -> Judged:
    """The nature of a paper; one that is a survey and theory is a survey."""
    points, quotes = find_survey(title, abstract, comment, categories)
    if quotes:
        return Judged(Nature.SURVEY, quotes, Confidence.HIGH if points >= _SURE_SURVEY else Confidence.MEDIUM)
    points, quotes = find_theory(title, abstract, categories)
    nature = Nature.THEORY if quotes else Nature.OTHER
    if points in _AT_THE_BORDER:
        return Judged(nature, quotes, Confidence.LOW)
    is_sure = points >= _SURE_THEORY or points <= _SURE_OTHER
    return Judged(nature, quotes, Confidence.HIGH if is_sure else Confidence.MEDIUM)

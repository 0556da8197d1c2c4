"""What kind of work a paper is: a survey, pure theory, or other."""

from __future__ import annotations

from collections.abc import Sequence

from bot.models import Nature, Quote
from bot.reading.surveys import find_survey
from bot.reading.text import Text
from bot.reading.theory import find_theory


def judge_nature(
    title: Text, abstract: Text, comment: Text, categories: Sequence[str]
) -> tuple[Nature, tuple[Quote, ...]]:
    """The nature and the words for it; no words where it is OTHER."""
    survey = find_survey(title, abstract, comment, categories)
    if survey:
        return Nature.SURVEY, survey
    theory = find_theory(title, abstract, categories)
    if theory:
        return Nature.THEORY, theory
    return Nature.OTHER, ()

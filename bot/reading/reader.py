"""Reading a record: title, abstract and comment to what they say."""

from __future__ import annotations

from collections.abc import Sequence

from bot.models import Reading, TextField
from bot.reading.nature import judge_nature
from bot.reading.statements import hear
from bot.reading.text import prepare
from bot.reading.venue import find_venue


def read(title: str, abstract: str, comment: str, categories: Sequence[str] = ()) -> Reading:
    """What the paper's own text says; a missing text is "".

    `categories` (primary first) helps to tell theory from other work; without them the text alone decides.
    """
    texts = (
        prepare(TextField.TITLE, title),
        prepare(TextField.ABSTRACT, abstract),
        prepare(TextField.COMMENT, comment),
    )
    heard = hear(*texts)
    judged = judge_nature(*texts, tuple(categories))
    venue = find_venue(texts[2])
    return Reading(
        own_urls=heard.own_urls,
        other_urls=heard.other_urls,
        statement=heard.statement,
        nature=judged.nature,
        statement_confidence=heard.confidence,
        nature_confidence=judged.confidence,
        statement_quotes=heard.quotes,
        nature_quotes=judged.quotes,
        venue=venue[0] if venue else None,
        venue_quote=venue[1] if venue else None,
    )

"""Which services are left alone for now, since when and until when, and what that means for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.words import say


@dataclass(frozen=True, slots=True)
class Rest:
    """A service that is left alone: why, for how many seconds already, and for how many more (0: the next who needs it
    asks again)."""

    source: str
    reason: str
    for_s: float
    left_s: float


@dataclass(frozen=True, slots=True)
class Resting:
    """The same by the clock on the wall; `until` is None where the next who needs the service asks again."""

    source: str
    reason: str
    since: datetime
    until: datetime | None


def as_of(now: datetime, rest: Rest) -> Resting:
    """When a rest began and when it ends."""
    until = now + timedelta(seconds=rest.left_s) if rest.left_s > 0 else None
    return Resting(rest.source, rest.reason, now - timedelta(seconds=rest.for_s), until)


MEANING_KEYS = {
    "arXiv": "resting-arxiv",
    "arXiv full text": "resting-full-text",
    "Semantic Scholar": "resting-scholar",
    "OpenAlex": "resting-openalex",
    "Crossref": "resting-crossref",
    "Software Heritage": "resting-heritage",
    "Internet Archive": "resting-wayback",
}


def what_it_means(source: str) -> str:
    """What people miss while the service rests; what is not named is a host of code."""
    return say(MEANING_KEYS[source]) if source in MEANING_KEYS else say("resting-host")

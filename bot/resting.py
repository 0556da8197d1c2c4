"""Pure: which services are left alone for now, since when and until when, and what that means for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


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


_MEANS = {
    "arXiv": "new papers cannot be looked up; those that I know are answered from my notes",
    "arXiv full text": "new papers are judged by title, abstract and comment alone until then",
    "Semantic Scholar": "citations and venues come from OpenAlex, similar papers from my notes alone",
    "OpenAlex": "citations and venues that Semantic Scholar does not tell are missing",
    "Crossref": "retractions, and where an article appeared, are not seen",
    "Software Heritage": "copies of code that is gone may not be found",
    "Internet Archive": "copies of pages that are gone may not be found",
}
_OF_HOSTS = "links that lead there cannot be looked at; a paper whose verdict hangs on one is in the fog 🌫️"


def what_it_means(source: str) -> str:
    """What people miss while the service rests; what is not named is a host of code."""
    return _MEANS.get(source, _OF_HOSTS)

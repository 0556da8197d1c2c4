"""When an offer holds: now, later, or only on request; and whether it is denied."""

from __future__ import annotations

import re

from bot.models import Statement
from bot.reading.text import holds_any
from bot.reading.words import either

LATER = re.compile(
    either(
        r"will", r"shall", r"going to", r"(?<!shown |known |found )to be", r"plan(?:s|ned|ning)? (?:to|on)",
        r"planned", r"intend(?:s|ed)? to", r"intention to", r"promised? to", r"commit(?:s|ted)? to",
        r"aim(?:s|ing)? (?:to|at)", r"expect(?:s|ed)? to", r"about to", r"would be", r"would like to", r"hope to",
        r"soon", r"shortly", r"forthcoming", r"in preparation", r"coming", r"preparing", r"prepared for",
        r"in the process of", r"eventually", r"scheduled",
    )
    + r"|['’]ll\b"
)  # fmt: skip

_EVENT = (
    r"(?:acceptance|accept(?:ed|ing)?|publication|publishing|published|review(?:ing|ed)?|decision|camera[- ]ready"
    r"|anonymity|completion|appears|release|de-?anonymi[sz]ation)"
)
_AT_AN_EVENT = re.compile(
    r"\b(?:(?:up)?on|after|following|pending|once|when|if|until|at the time of|by the time of|subject to|prior to)"
    rf" (?:[\w'-]+ ){{0,5}}?{_EVENT}\b"
    r"|\b(?:soon|shortly|later|in due course|coming (?:days|weeks|months))\b"
    r"|\bin (?:a |the )?(?:very )?(?:near(?:est)? )?future\b"
    r"|\bin (?:a |the )?(?:next|final|later|future|updated|upcoming|camera-ready) (?:version|release|revision|update)\b"
)

REQUEST = re.compile(
    r"\b(?:up)?on (?:an? |any |the )?(?:[\w-]+ ){0,2}(?:requests?|demand|inquiry|enquiry)\b"
    r"|\b(?:by|at|per|under|after|through|via) (?:[\w-]+ )?request(?:s|ing)?\b"
    r"|\b(?:may|can|could|should|must|to) be requested\b"
    r"|\brequest(?:s|ed)? (?:it |them |[\w-]+ )?(?:from|to) (?:me|us|(?:the )?(?:[\w-]+ )?authors?)\b"
    r"|\b(?:from|contact(?:ing)?|e-?mail(?:ing)?|ask(?:ing)?|writ(?:e|ing)(?: to)?|with|to)"
    r" (?:the |any of the |one of the |either of the )?(?:[\w-]+ ){0,2}(?:co-?)?authors?\b"
    r"(?!(?:['’]?s? (?:web|home|page|git|site)| of (?:\[|refs?\b|the original)))"
    r"|\b(?:by|via|per|through|send(?:ing)?|writ\w+)(?: an?| me| us)? e-?mail\b"
    r"|\b(?:contact(?:ing)?|e-?mail(?:ing)?|write to|ask) (?:me|us)\b"
)
_REQUEST_STEMS = ("request", "demand", "quiry", "author", "mail", "contact", "write to", "ask ")

_NEGATED = re.compile(
    r"(?:"
    + either(
        r"not", r"never", r"cannot", r"without", r"neither", r"nor", r"unable", r"rarely", r"seldom", r"hardly",
        r"lack\w*", r"no", r"few", r"unavailable", r"scarc\w+", r"instead of", r"absence of", r"limited",
    )
    + r"|n['’]t )[^,;]{0,40}$"
)  # fmt: skip


def when(before: str, between: str, after: str) -> Statement:
    """When an offer holds, by the words before its subject, from there to the word of offering, and after that."""
    if any(is_only_on_request(words) for words in (between, after[:100], before[-60:])):
        return Statement.ON_REQUEST
    if LATER.search(between) or LATER.search(before[-16:]):
        return Statement.PROMISED
    if _AT_AN_EVENT.search(after) or _AT_AN_EVENT.search(before):
        return Statement.PROMISED
    return Statement.RELEASED


def is_only_on_request(words: str) -> bool:
    """Whether one has to ask; "at the journal or upon request" leaves another way."""
    if not may_speak_of_requests(words):
        return False
    request = REQUEST.search(words)
    return request is not None and not words[: request.start()].endswith((" or ", " and "))


def may_speak_of_requests(words: str) -> bool:
    """Whether REQUEST may fit; quick to see."""
    return holds_any(words, _REQUEST_STEMS)


def is_negated(before: str) -> bool:
    """Whether what follows `before` is denied."""
    return _NEGATED.search(before) is not None

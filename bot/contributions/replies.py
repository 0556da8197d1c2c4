"""Pure: what a reply to an answer proposes: a link to code, a venue, a verdict, several, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.contributions.parsing import LONGEST_VENUE, PROPOSABLE, find_code_addresses, parse_venue, visible
from bot.contributions.venues import parse_venue_name
from bot.errors import Refused
from bot.models import Claim, ContributionKind, TextField
from bot.reading.text import prepare
from bot.reading.venue import find_venue
from bot.status import Status, parse_emblem


@dataclass(frozen=True, slots=True)
class Proposal:
    """One correction that words propose; not `is_sure`: its author is asked whether it is meant as one."""

    kind: ContributionKind
    value: str
    claim: Claim = Claim.OWN
    is_sure: bool = True


SHORT = 8  # words beside a link: more are talk about it, unless they say whose it is

_SOMEONE_ELSES = re.compile(
    r"\b(?:some(?:one|body)(?: else)?['’]?s|not (?:the|their) (?:own|authors?['’]?|official)|not official|un-?official|"
    r"third[- ]party|re-?implement\w*|reproduction|community|non-?official|other people['’]?s|port of|"
    r"(?:isn['’]?t|is not|not) (?:by the authors|theirs|from the authors|(?:the )?(?:authors|their) code))\b",
    re.IGNORECASE,
)
_CLAIMS = re.compile(
    r"\b(?:official|(?:the|their|its|source|authors?['’]?) code|code (?:is|at|here)|found (?:it|(?:the )?code)"
    r"|(?:it|code)(?: is|['’]s) (?:here|at|on)|repo(?:sitory)? is|implementation is|released|published (?:it|the code))"
    r"\b"
    r"|\b(?:code|repo(?:sitory)?|implementation):",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"\?|\b(?:similar|compare\w*|see also|baseline|based on|we use|i use|using|like|instead|alternative|try|tried|"
    r"reminds?|such as|e\.g|maybe|perhaps|thanks|for example|not sure|inspired)\b",
    re.IGNORECASE,
)
_VENUE = re.compile(r"(?<!\w)venue\s*[:=]\s*(?P<named>[^\n;]{2,})", re.IGNORECASE)
_APPEARED = re.compile(
    r"\b(?:(?:was |is |been |got |it['’]s )?(?P<not>not |never )?(?:accepted|published|appeared|presented|to appear)"
    r"\s+(?:as \w+ )?(?:at|in|to|by|for)\s+(?:the )?)(?P<named>[^\n;,!?()]{2,80})",
    re.IGNORECASE,
)
_VERDICT_WORDS = re.compile(
    r"^\W*(?:(?:status|verdict)\s*[:=]\s*|(?:it|this|that)(?:['’]s| is| should be)\s+(?:a |an )?|should be\s+"
    r"|rather\s+|no,\s+)?(?P<named>[^\n]{2,40}?)\W*$",
    re.IGNORECASE,
)
_SAYS_VERDICT = re.compile(r"^\W*(?:status|verdict)\s*[:=]", re.IGNORECASE)


def find_proposals(text: str) -> tuple[Proposal, ...]:
    """What a reply proposes; empty for talk. Quoted lines, code marks and spoilers' bars are not read."""
    words = visible(text)
    return (*_code(words), *_venue(words), *_status(words))


def _code(words: str) -> list[Proposal]:
    addresses = find_code_addresses(words)
    if not addresses:
        return []
    claim = Claim.COMMUNITY if _SOMEONE_ELSES.search(words) else Claim.OWN
    n_beside = len(words.split()) - len(addresses)
    says_whose = _CLAIMS.search(words) is not None
    is_sure = len(addresses) == 1 and claim is Claim.OWN and not _DOUBTS.search(words)
    is_sure = is_sure and (says_whose or n_beside <= SHORT)
    return [Proposal(ContributionKind.CODE, addresses[0].url, claim, is_sure)]


def _venue(words: str) -> list[Proposal]:
    if named := _VENUE.search(words):
        return _named_venue(named["named"], is_sure=True)
    found = _APPEARED.search(words)
    if found is None or found["not"]:
        return []
    venue = find_venue(prepare(TextField.COMMENT, found[0]))
    if venue is None:
        return []
    is_short = len(words.split()) <= 2 * SHORT
    return _named_venue(venue[0], is_sure=is_short and "?" not in words)


def _named_venue(named: str, *, is_sure: bool) -> list[Proposal]:
    named = named.strip(" .!*_")
    try:
        value = parse_venue(named)
    except Refused:
        return []
    is_named = parse_venue_name(value).name and len(value) <= LONGEST_VENUE
    return [Proposal(ContributionKind.VENUE, value, is_sure=is_sure)] if is_named else []


def _status(words: str) -> list[Proposal]:
    line = next((line for line in words.splitlines() if line.strip()), "")
    first = line.split()[0] if line.split() else ""
    emblem = parse_emblem(first)
    rest = line.strip()[len(first) :].strip() if emblem else ""
    if emblem in PROPOSABLE and (not rest or _by_name(rest) is emblem):
        return [Proposal(ContributionKind.STATUS, emblem)]
    found = _VERDICT_WORDS.match(line)
    status = _by_name(found["named"]) if found else None
    if status is None:
        return []
    is_sure = bool(_SAYS_VERDICT.match(line)) or _by_name(line) is status
    return [Proposal(ContributionKind.STATUS, status, is_sure=is_sure and "?" not in line)]


def _by_name(words: str) -> Status | None:
    return _BY_NAME.get(_fold(words))


def _fold(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.lower()))


_BY_NAME = {
    _fold(name): status
    for status in PROPOSABLE
    for label in (status.look.label, status.look.plain, status.value.replace("_", " "))
    for name in (label, label.removeprefix("The "))
}

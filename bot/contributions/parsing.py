"""Pure: what a person's words propose."""

from __future__ import annotations

import re

from bot.errors import Refused
from bot.models import Claim
from bot.sources.hosts.addresses import Address, Host, parse_address, parse_own_address
from bot.status import Status
from bot.words import say

LONGEST_VENUE = 120
_NO_VENUES = frozenset(
    ("none", "no", "unknown", "n/a", "na", "tba", "tbd", "nowhere", "?", "@everyone", "@here", "not yet")
)
LONGEST_NOTE = 500
LONGEST_REASON = 200
LONGEST_ADDRESS = 300

_HIDDEN = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|^[ \t]*>>> .*|^[ \t]*> [^\n]*", re.DOTALL | re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/[^\s<>()\[\]|*\"'“”]*", re.IGNORECASE)
_TRAILING = ".,;:!?…"


def visible(text: str) -> str:
    """What a message says itself: without code marks, which are left alone everywhere, and quoted lines."""
    return _HIDDEN.sub(" ", text)


def find_code_addresses(text: str) -> list[Address]:
    """The repositories, archives, models and project pages that a message links, each once, in order."""
    found = (parse_address(match[0].rstrip(_TRAILING)) for match in _ADDRESS.finditer(visible(text)))
    return list({address.url: address for address in found if address}.values())


def code_key(url: str) -> str:
    """The same for two addresses of one repository, such as "github.com/ada/engine" and "https://github.com/Ada/Engine"."""
    address = parse_own_address(url)
    if address is None:
        return url.lower()
    part = f" {address.path}" if address.path else ""
    if address.host is Host.PROJECT_PAGE:
        return address.url.partition("://")[2].lower().removeprefix("www.").rstrip("/")
    return f"{address.host}: {address.section} {address.full_name}".lower() + part


def parse_code_address(text: str) -> Address:
    """The address that a person filled into a form. Raises Refused when code is not kept there."""
    address = parse_address(text.strip().strip("<>")) if len(text) <= LONGEST_ADDRESS else None
    if address is None:
        raise Refused(say("contribution-no-address"))
    return address


def parse_venue(text: str) -> str:
    """A venue as a person typed it, white space folded. Raises Refused for words that name none, an address, or what is
    too long."""
    venue = " ".join(text.split())
    if not any(sign.isalpha() for sign in venue) or venue.lower().strip(".!?") in _NO_VENUES or "://" in venue:
        raise Refused(say("contribution-no-venue"))
    if len(venue) > LONGEST_VENUE:
        raise Refused(say("contribution-long-venue", longest=LONGEST_VENUE))
    return venue


# alive and resurrected are contributed as code, with the link; fog and grace period not at all.
PROPOSABLE = tuple(
    status for status in Status if status not in (Status.ALIVE, Status.RESURRECTED, Status.FOG, Status.GRACE_PERIOD)
)


def parse_note(text: str) -> str:
    """A note as a person typed it, cut to what is kept."""
    return text.strip()[:LONGEST_NOTE]


def parse_reason(text: str) -> str:
    """A reason on one line, cut to what is kept."""
    return " ".join(text.split())[:LONGEST_REASON]


def parse_claim(text: str) -> Claim:
    """Whose code it is said to be; the authors' own where nothing is chosen. Raises Refused for another word."""
    try:
        return Claim(text or Claim.OWN)
    except ValueError:
        raise Refused(say("contribution-no-claim")) from None


def parse_proposed_status(text: str) -> Status:
    """A verdict that people may propose. Raises Refused for any other."""
    if text not in PROPOSABLE:
        raise Refused(say("contribution-no-verdict"))
    return Status(text)


def parse_evidence_url(text: str) -> str:
    """An optional link to evidence: "" when none is given. Raises Refused when it is no web address."""
    url = text.strip().strip("<>")
    if not url:
        return ""
    if len(url) > LONGEST_ADDRESS or not re.fullmatch(r"https?://[^\s<>|`]+", url):
        raise Refused(say("contribution-no-evidence"))
    return url

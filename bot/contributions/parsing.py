"""Pure: what a person's words propose."""

from __future__ import annotations

import re

from bot.errors import Refused
from bot.sources.hosts.addresses import Address, parse_address
from bot.status import Status

LONGEST_VENUE = 120
LONGEST_NOTE = 500
LONGEST_ADDRESS = 300

_HIDDEN = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/[^\s<>()\[\]|*\"'“”]*", re.IGNORECASE)
_TRAILING = ".,;:!?…"


def find_code_address(text: str) -> Address | None:
    """The first repository, archive, model or project page that a message links; None when it links none.

    What stands in code marks is left alone, as everywhere in a message.
    """
    for match in _ADDRESS.finditer(_HIDDEN.sub(" ", text)):
        if address := parse_address(match[0].rstrip(_TRAILING)):
            return address
    return None


def parse_code_address(text: str) -> Address:
    """The address that a person filled into a form. Raises Refused when code is not kept there."""
    address = parse_address(text.strip().strip("<>")) if len(text) <= LONGEST_ADDRESS else None
    if address is None:
        raise Refused("That is no link to a repository, archive, model or project page that I know.")
    return address


def parse_venue(text: str) -> str:
    """A venue as a person typed it, white space folded. Raises Refused when it is empty or too long."""
    venue = " ".join(text.split())
    if not venue or not any(sign.isalnum() for sign in venue):
        raise Refused("Please name the venue, for example “ICML 2025”.")
    if len(venue) > LONGEST_VENUE:
        raise Refused(f"A venue has at most {LONGEST_VENUE} characters.")
    return venue


# alive and resurrected are contributed as code, with the link; fog and grace period not at all.
PROPOSABLE = tuple(
    status for status in Status if status not in (Status.ALIVE, Status.RESURRECTED, Status.FOG, Status.GRACE_PERIOD)
)


def parse_note(text: str) -> str:
    """A note as a person typed it, cut to what is kept."""
    return text.strip()[:LONGEST_NOTE]


def parse_evidence_url(text: str) -> str:
    """An optional link to evidence: "" when none is given. Raises Refused when it is no web address."""
    url = text.strip().strip("<>")
    if not url:
        return ""
    if len(url) > LONGEST_ADDRESS or not re.fullmatch(r"https?://[^\s<>|`]+", url):
        raise Refused("The evidence must be a web address that begins with https://.")
    return url

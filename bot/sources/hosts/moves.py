"""Pure: where a README says that its repository has moved to."""

from __future__ import annotations

import re

from bot.sources.hosts.addresses import Host, parse_address

_MOVED = re.compile(
    r"\b(?:moved|migrated|relocated|transferred|merged|integrated|switched)\s+(?:in)?to\b"
    r"|\bnew\s+(?:\w+\s+)?(?:repo(?:sitory)?|home|location|address|place)\b"
    r"|\b(?:superseded|replaced)\s+by\b|\bdeprecated\s+in\s+favou?r\s+of\b|\b(?:maintained|developed)\s+(?:at|in|on|under)\b"
    r"|\bnow\s+(?:publicly\s+)?(?:available|hosted|lives|located|found|released|at|in|part\s+of)\b",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>()\[\]\"'`]{1,300}")


def find_new_home(readme: str, full_name: str) -> str:
    """The address of another repository, package or deposit that `readme` names as where its own is now, or "".

    `full_name` is the repository that the README stands in: a sentence that leads there leads nowhere.
    """
    for line in readme[:200_000].splitlines():
        if not _MOVED.search(line[:2_000]):
            continue
        for url in _URL.findall(line[:2_000]):
            address = parse_address(url.rstrip(".,;:!?*_"))
            if address is None or address.host is Host.PROJECT_PAGE:
                continue
            if address.name and address.full_name.lower() != full_name.lower():
                return address.url
    return ""

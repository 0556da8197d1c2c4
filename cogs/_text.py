"""Foreign text made harmless and short for Discord."""

from __future__ import annotations

import re
from urllib.parse import quote

from bot.latex import to_unicode

# What Discord's markdown, mentions and timestamps are made of. A line's first "#", "-", ">" or number is covered by
# writing foreign text into the middle of a line only, which `escape` makes sure of by folding white space.
_MARKS = re.compile(r"([\\*_~|`\[\]<>#@])")
_ADDRESS = re.compile(r"https?://[^\s<>\\`|*\[\]()\"“”]*[^\s<>\\`|*\[\]()\"“”.,;:!?'’]")
# What would end the address of a masked link, or begin something else behind it.
_BREAKING = re.compile(r"[\s()<>\[\]\\|`*\"\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_INVISIBLE = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def cut(text: str, longest: int) -> str:
    """`text` in at most `longest` characters, ended by “…” where something is left out."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def fold(text: str) -> str:
    """One line without control and direction characters."""
    return " ".join(_INVISIBLE.sub(" ", text).split())


def fold_title(title: str) -> str:
    """A paper's title as one line, its LaTeX as Unicode; still to be escaped where markdown is read."""
    return fold(to_unicode(title))


def escape(text: str) -> str:
    """Foreign text as one line that shows as it is; web addresses stay whole, and end where they end."""
    text, shown, end = fold(text), "", 0
    for address in _ADDRESS.finditer(text):
        shown += _MARKS.sub(r"\\\1", text[end : address.start()]) + f"<{address[0]}>"
        end = address.end()
    return shown + _MARKS.sub(r"\\\1", text[end:])


def bare_address(url: str) -> str:
    """An address as people give it: without scheme, in code marks, so that its host is seen and nothing is hidden."""
    return f"`{cut(fold(url.partition('://')[2] or url).replace('`', ''), 80)}`"


def masked_link(text: str, url: str) -> str:
    """Escaped `text` that leads to `url`, out of which nothing breaks; `text` alone where `url` is no web address."""
    if not url.startswith(("http://", "https://")):
        return text
    return f"[{text}]({_BREAKING.sub(lambda mark: quote(mark[0], safe=''), url)})"

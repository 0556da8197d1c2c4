"""Conditional requests: an answer that has not changed is not sent again (RFC 9110, If-None-Match).

At GitHub a 304 costs nothing of the hourly limit when the request carries a token (docs.github.com, Best practices).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from yarl import URL

if TYPE_CHECKING:
    from bot.sources._http import Reply

MAX_BYTES = 4_000_000  # kept in all
MAX_ENTRY_BYTES = 300_000
_HEADERS_BYTES = 4_000  # about what the headers of an answer take

_Key: TypeAlias = tuple[URL, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]


class ETags:
    """Answers that came with an ETag, the longest unused forgotten first."""

    def __init__(self, *, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._n_bytes = 0
        self._replies: OrderedDict[_Key, Reply] = OrderedDict()

    def get(
        self, method: str, url: URL, params: Mapping[str, str] | None, headers: Mapping[str, str] | None
    ) -> Condition:
        """What to send with the request, and what to make of its answer."""
        if method != "GET":
            return Condition(self, None, headers, None)
        key = (url, tuple((params or {}).items()), tuple((headers or {}).items()))
        kept = self._replies.get(key)
        if kept is None:
            return Condition(self, key, headers, None)
        self._replies.move_to_end(key)
        return Condition(self, key, {**(headers or {}), "If-None-Match": kept.headers["etag"]}, kept)

    def keep(self, key: _Key, reply: Reply) -> None:
        """Keeps an answer, in place of what was kept for the same request before."""
        if before := self._replies.pop(key, None):
            self._n_bytes -= _size(before)
        if reply.http_status != 200 or "etag" not in reply.headers or len(reply.body) > MAX_ENTRY_BYTES:
            return
        self._replies[key] = reply
        self._n_bytes += _size(reply)
        while self._n_bytes > self._max_bytes:
            _, forgotten = self._replies.popitem(last=False)
            self._n_bytes -= _size(forgotten)


@dataclass(frozen=True, slots=True)
class Condition:
    """One request's `headers`, with the ETag of the answer that is `kept`, if one is."""

    etags: ETags
    key: _Key | None
    headers: Mapping[str, str] | None
    kept: Reply | None

    def settle(self, reply: Reply) -> Reply:
        """The answer, or the kept one where the service says that it has not changed."""
        if reply.http_status == 304 and self.kept is not None:
            return replace(self.kept, headers={**self.kept.headers, **reply.headers})
        if self.key is not None:
            self.etags.keep(self.key, reply)
        return reply


def _size(reply: Reply) -> int:
    return len(reply.body) + _HEADERS_BYTES

"""Bounds for the blocking library that the `arxiv` package asks with: in time, in bytes, one page at a time."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_LATER_PAGE = re.compile(r"[?&]start=[1-9]")
_PIECE = 1 << 16


class SecondPage(requests.RequestException):
    """The package asks for a next page of a batch that fits one: it would go past the gate."""


class TooLarge(requests.RequestException):
    """The answer holds more than is read."""


class BoundedAdapter(HTTPAdapter):
    """Adds what the package has not: an end in time, a limit of bytes, a User-Agent with the operator's contact.

    `timeout_s` is for the whole of an answer, which a time-out of requests is not: it starts anew with each byte. A
    feed may count ids that it leaves out (`totalResults`), or anything, and the package then asks for page after page:
    it gets the first one alone. One thread uses it.
    """

    def __init__(self, user_agent: str, *, timeout_s: float, max_bytes: int) -> None:
        self._user_agent = user_agent
        self._timeout_s = timeout_s
        self._max_bytes = max_bytes
        self._socket: socket.socket | None = None
        self._is_over = False
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Makes connections whose socket is known here."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _make_pools(self)

    def watch(self, opened: socket.socket) -> None:
        """The socket of the request under way."""
        self._socket = opened

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """The answer, read to its end. Raises SecondPage, TooLarge, and requests' own exceptions."""
        if _LATER_PAGE.search(request.url or ""):
            raise SecondPage
        kwargs["timeout"] = self._timeout_s
        request.headers["User-Agent"] = self._user_agent
        with self._ending():
            try:
                response = super().send(request, *args, **kwargs)
                response._content = self._read(response)
            except requests.RequestException as error:
                if self._is_over and not isinstance(error, TooLarge):
                    raise requests.ReadTimeout from error
                raise
        return response

    def _read(self, response: requests.Response) -> bytes:
        body = bytearray()
        for piece in response.iter_content(_PIECE):
            body += piece
            if len(body) > self._max_bytes:
                response.close()
                raise TooLarge
        if self._is_over:
            raise requests.ReadTimeout
        return bytes(body)

    @contextmanager
    def _ending(self) -> Iterator[None]:
        """Ends the connection when the time is over: a blocked read then returns."""
        self._is_over = False
        timer = Timer(self._timeout_s, self.end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def end(self) -> None:
        """Breaks off the request under way, from any thread: a blocked read returns."""
        self._is_over = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def _make_pools(adapter: BoundedAdapter) -> dict[str, type[HTTPConnectionPool]]:
    """Pools of connections that tell `adapter` their sockets."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            adapter.watch(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            adapter.watch(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}

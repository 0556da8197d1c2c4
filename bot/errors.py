"""The errors that cross module boundaries."""

from __future__ import annotations


class Refused(Exception):
    """A rule says no to a person; the message is the one sentence to show."""


class CannotStart(Exception):
    """The process cannot do what the operator asked; the message is one sentence that says what to do."""


class StoreConflict(Exception):
    """A rule of the schema (unique, foreign key, not null) refuses a write: nothing of it is kept."""


class StoreUnavailable(Exception):
    """The store could not be read or written, and nothing of the attempt is kept: disk full, locked, server gone.

    `reason` says why in a few words.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"the store could not be used: {reason}")
        self.reason = reason


class SourceUnavailable(Exception):
    """A service could not be asked, so nothing is known: never to be read as "does not exist".

    `source` is the service's name as people know it, `http_status` None when no answer came.
    """

    def __init__(
        self, source: str, *, url: str = "", reason: str = "", http_status: int | None = None, attempt: int = 1
    ) -> None:
        super().__init__(f"{source} could not be asked: {reason or http_status or 'no answer'}")
        self.source = source
        self.url = url
        self.reason = reason
        self.http_status = http_status
        self.attempt = attempt


class NameNotFound(SourceUnavailable):
    """The name of a host is not found, while others are. Once, that proves nothing."""

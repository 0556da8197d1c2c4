"""What several processes of one bot agree on: turns at a gate, one scan a paper, one worker, news of settings.

One process alone (SQLite) agrees with itself. Several agree through PostgreSQL: advisory locks, which end with the
process that holds them, and LISTEN/NOTIFY.
"""

from __future__ import annotations

import hashlib
import logging
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from bot.sources._gates import Gate

log = logging.getLogger(__name__)

# Gives what was announced, or None when announcements may have been missed.
Listener = Callable[[str | None], Awaitable[None]]


class Coordination(ABC):
    """How this process agrees with the others that share its store."""

    @abstractmethod
    def gate(self, name: str, interval_s: float) -> Gate:
        """The gate of that name, the same one for all processes."""

    @abstractmethod
    def alone(self, what: str) -> AbstractAsyncContextManager[bool]:
        """Inside, no other process is inside for the same `what`; gives whether another one was, and was waited for."""

    @abstractmethod
    async def lead(self, task: str) -> bool:
        """Whether this process does the task that one process does for all. Who has it keeps it while it lives."""

    @abstractmethod
    async def announce(self, topic: str, text: str) -> None:
        """Tells the other processes."""

    @abstractmethod
    def listen(self, topic: str, listener: Listener) -> None:
        """From now on `listener` hears what other processes announce; a topic is one word."""


class OneProcess(Coordination):
    """There is nobody else."""

    def __init__(self) -> None:
        self._gates: dict[str, Gate] = {}

    def gate(self, name: str, interval_s: float) -> Gate:
        """The gate of that name of this process."""
        return self._gates.setdefault(name, Gate(interval_s))

    @asynccontextmanager
    async def alone(self, what: str) -> AsyncIterator[bool]:
        """Nobody else is ever inside."""
        yield False

    async def lead(self, task: str) -> bool:
        """Always."""
        return True

    async def announce(self, topic: str, text: str) -> None:
        """Nobody listens."""

    def listen(self, topic: str, listener: Listener) -> None:
        """Nobody announces."""


def lock_number(space: str, name: str) -> int:
    """The 64 bits, signed, that PostgreSQL knows a lock by."""
    digest = hashlib.blake2b(f"{space}\0{name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)

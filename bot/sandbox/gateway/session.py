"""A gateway session: it outlives its connection, and replays what was missed."""

from __future__ import annotations

import secrets
from collections import deque
from typing import Protocol

BUFFER = 10_000
"""Dispatches kept for a replay; a client that missed more has to identify anew."""


class Line(Protocol):
    """Where a session's frames go while its client is connected."""

    def send(self, frame: bytes) -> None:
        """Queues a frame."""
        ...


class Session:
    """What a client identified as, and the dispatches that it may not have read yet."""

    def __init__(self, intents: int, shard: tuple[int, int]) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self.line: Line | None = None
        self._buffer: deque[tuple[int, bytes]] = deque(maxlen=BUFFER)

    def hears(self, intent: int, guild_id: int | None) -> bool:
        """Whether an event belongs to it: by intent, and by shard (direct messages go to shard 0)."""
        number, count = self.shard
        own = number == (0 if guild_id is None else (guild_id >> 22) % count)
        return own and (not intent or bool(intent & self.intents))

    def dispatch(self, name: str, payload: bytes) -> None:
        """Sends an event, or keeps it for the replay while the client is away; `payload` is JSON."""
        self.sequence += 1
        frame = b'{"t":"%b","s":%d,"op":0,"d":%b}' % (name.encode(), self.sequence, payload)
        self._buffer.append((self.sequence, frame))
        if self.line is not None:
            self.line.send(frame)

    def forget_read(self, sequence: int) -> None:
        """Drops what the client has confirmed with a heartbeat."""
        while self._buffer and self._buffer[0][0] <= sequence:
            self._buffer.popleft()

    def missed_after(self, sequence: int) -> list[bytes] | None:
        """The frames after `sequence`, in order; None when some of them are no longer there."""
        first_kept = self._buffer[0][0] if self._buffer else self.sequence + 1
        if sequence + 1 < first_kept:
            return None
        return [frame for number, frame in self._buffer if number > sequence]

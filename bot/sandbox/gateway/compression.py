"""Transport compression: one context per connection, every message flushed.

Sources: Discord API documentation, Gateway, Transport Compression. zlib messages end with Z_SYNC_FLUSH; zstd is one
endless frame with a block flush per message (a frame per message makes discord.py fail).
"""

from __future__ import annotations

import importlib
import importlib.util
import zlib
from typing import Any, Protocol


class Compressor(Protocol):
    """Turns one message into the bytes of one binary frame."""

    def compress(self, message: bytes) -> bytes:
        """The bytes to send."""
        ...


class _Zlib:
    def __init__(self) -> None:
        self._stream = zlib.compressobj(level=1)

    def compress(self, message: bytes) -> bytes:
        return self._stream.compress(message) + self._stream.flush(zlib.Z_SYNC_FLUSH)


class _Zstd:
    def __init__(self, module: Any) -> None:
        self._stream = module.ZstdCompressor(level=1).compressobj()
        self._flush_block = module.COMPRESSOBJ_FLUSH_BLOCK

    def compress(self, message: bytes) -> bytes:
        compressed: bytes = self._stream.compress(message) + self._stream.flush(self._flush_block)
        return compressed


def make_compressor(asked: str) -> Compressor | None:
    """The compressor for the `compress` of a gateway address; None for text frames.

    Text frames are right for every client; so answers zstd where no `zstandard` is installed.
    """
    if asked == "zlib-stream":
        return _Zlib()
    if asked == "zstd-stream" and importlib.util.find_spec("zstandard") is not None:
        return _Zstd(importlib.import_module("zstandard"))
    return None

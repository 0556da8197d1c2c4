"""Lets a worker process read a file while it comes in, and ends it when it takes too long."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress

import aiohttp
import msgspec

from bot.errors import SourceUnavailable
from bot.models import Paper
from bot.sources.full_text.pages import SOURCE
from bot.sources.full_text.worker import Finding, Order

MAX_FINDING_BYTES = 4_000_000
_MODULE = "bot.sources.full_text.worker"


async def read_apart(kind: str, paper: Paper, response: aiohttp.ClientResponse, max_bytes: int) -> Finding:
    """What the worker reads in the body of `response`, of which at most one piece is in memory here.

    Raises SourceUnavailable when it is larger than `max_bytes`, or cannot be read. The worker gets no environment:
    no secrets are at hand where strangers' files are read.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", _MODULE, kind,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip
    assert process.stdin and process.stdout  # noqa: S101, PT018 - both are pipes
    try:
        finding = asyncio.create_task(_take(process.stdout))
        try:
            await _feed(process.stdin, paper, response, max_bytes)
            answer = await finding
        finally:
            finding.cancel()
        if await process.wait() != 0:
            raise _unreadable(response, "a file that cannot be read")
        return msgspec.json.decode(answer, type=Finding)
    except msgspec.DecodeError as error:
        raise _unreadable(response, "a file that cannot be read") from error
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def _feed(into: asyncio.StreamWriter, paper: Paper, response: aiohttp.ClientResponse, max_bytes: int) -> None:
    order = msgspec.json.encode(Order(paper.title[:10_000], paper.abstract[:50_000]))
    n_bytes = 0
    with suppress(BrokenPipeError, ConnectionResetError):  # the worker has read enough, or given up
        into.write(order + b"\n")
        async for piece in response.content.iter_chunked(1 << 16):
            n_bytes += len(piece)
            if n_bytes > max_bytes:
                raise _unreadable(response, "larger than allowed")
            into.write(piece)
            await into.drain()
        into.close()
        await into.wait_closed()


async def _take(out: asyncio.StreamReader) -> bytes:
    taken = bytearray()
    while piece := await out.read(1 << 16):
        taken += piece
        if len(taken) > MAX_FINDING_BYTES:
            break
    return bytes(taken)


def _unreadable(response: aiohttp.ClientResponse, reason: str) -> SourceUnavailable:
    return SourceUnavailable(SOURCE, url=str(response.url), reason=reason)

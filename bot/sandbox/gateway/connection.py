"""One websocket of a client: its frames, its pulse, its first word (Discord API documentation, Gateway)."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any

import msgspec
from aiohttp import WSMsgType, web

from bot.sandbox.gateway.compression import Compressor
from bot.sandbox.gateway.session import Session
from bot.sandbox.model import Json

if TYPE_CHECKING:
    from bot.sandbox.gateway.gateway import Gateway

HEARTBEAT_MS = 41_250
ACK_DELAY_S = 0.015
"""An instant ACK is read before discord.py notes its own send time, and its latency then reads a whole interval."""

MAX_FRAME_BYTES = 4096
MAX_FRAMES = 120
FRAMES_WINDOW_S = 60.0
UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED, ALREADY_AUTHENTICATED, RATE_LIMITED = 4001, 4002, 4003, 4005, 4008


class Closing(Exception):
    """The gateway ends the connection with a close code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Connection:
    """Reads a client's frames and writes ours, in order, compressed when the client asked for it."""

    def __init__(self, gateway: Gateway, request: web.Request, compressor: Compressor | None) -> None:
        self.session: Session | None = None
        self.closed_by_client = False
        self._gateway = gateway
        self._request = request
        self._compressor = compressor
        self._socket = web.WebSocketResponse(autoping=False, max_msg_size=0)
        self._outgoing: asyncio.Queue[bytes | _Ping] = asyncio.Queue()
        self._pings: deque[asyncio.Future[None]] = deque()
        self._received_at: deque[float] = deque(maxlen=MAX_FRAMES)

    async def run(self) -> web.WebSocketResponse:
        """Serves the connection until it ends."""
        await self._socket.prepare(self._request)
        writer = asyncio.create_task(self._write(), name="gateway writer")
        self.say(10, {"heartbeat_interval": HEARTBEAT_MS, "_trace": []})
        try:
            await self._read()
        except Closing as closing:
            await self._socket.close(code=closing.code, message=closing.reason.encode())
        finally:
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
            self._give_up_pings()
        return self._socket

    @property
    def close_code(self) -> int | None:
        """The code the connection was closed with, None when it was lost."""
        return self._socket.close_code

    # --- writing ---

    def say(self, op: int, data: Any = None) -> None:
        """Queues a message that is no dispatch."""
        self.send(msgspec.json.encode({"op": op, "d": data, "s": None, "t": None}))

    def send(self, frame: bytes) -> None:
        """Queues a frame."""
        self._outgoing.put_nowait(frame)

    async def settled(self) -> None:
        """Returns once the client has read everything queued so far, or is gone: it answers a ping in its turn."""
        ping = _Ping(asyncio.get_running_loop().create_future())
        self._outgoing.put_nowait(ping)
        if self._socket.closed:
            return
        await asyncio.wait([ping.answered])

    async def close(self, code: int) -> None:
        """Closes with a close frame."""
        await self._socket.close(code=code)

    def drop(self) -> None:
        """Breaks the connection without a close frame."""
        if self._request.transport is not None:
            self._request.transport.abort()

    async def _write(self) -> None:
        while True:
            item = await self._outgoing.get()
            try:
                if isinstance(item, _Ping):
                    self._pings.append(item.answered)
                    await self._socket.ping()
                elif self._compressor is None:
                    await self._socket.send_frame(item, WSMsgType.TEXT)
                else:
                    await self._socket.send_frame(self._compressor.compress(item), WSMsgType.BINARY)
            except ConnectionError:
                return

    def _give_up_pings(self) -> None:
        while not self._outgoing.empty():
            item = self._outgoing.get_nowait()
            if isinstance(item, _Ping):
                self._pings.append(item.answered)
        for answered in self._pings:
            if not answered.done():
                answered.set_result(None)

    # --- reading ---

    async def _read(self) -> None:
        while True:
            message = await self._socket.receive()
            match message.type:
                case WSMsgType.TEXT:
                    self._hear(message.data)
                case WSMsgType.PING:
                    await self._socket.pong(message.data)
                case WSMsgType.PONG:
                    if self._pings and not (answered := self._pings.popleft()).done():
                        answered.set_result(None)
                case WSMsgType.BINARY:
                    raise Closing(DECODE_ERROR, "Error while decoding payload.")
                case kind:
                    self.closed_by_client = kind is WSMsgType.CLOSE
                    return

    def _hear(self, text: str) -> None:
        if len(text.encode()) > MAX_FRAME_BYTES:
            raise Closing(DECODE_ERROR, "Error while decoding payload.")
        self._count_frame()
        try:
            payload = msgspec.json.decode(text)
            op, data = payload["op"], payload.get("d")
        except (msgspec.DecodeError, KeyError, TypeError, AttributeError):
            raise Closing(DECODE_ERROR, "Error while decoding payload.") from None
        match op:
            case 1:
                self._heartbeat(data)
            case 2:
                self._identify(data)
            case 6:
                self._resume(data)
            case 3 | 4:
                self._identified()
            case 8:
                self._gateway.send_members(self._identified(), data)
            case _:
                raise Closing(UNKNOWN_OPCODE, "Unknown opcode.")

    def _count_frame(self) -> None:
        now = asyncio.get_running_loop().time()
        if len(self._received_at) == MAX_FRAMES and now - self._received_at[0] < FRAMES_WINDOW_S:
            raise Closing(RATE_LIMITED, "Rate limited.")
        self._received_at.append(now)

    def _heartbeat(self, sequence: int | None) -> None:
        if self.session is not None and sequence is not None:
            self.session.forget_read(sequence)
        asyncio.get_running_loop().call_later(ACK_DELAY_S, self.say, 11)

    def _identify(self, data: Json) -> None:
        if self.session is not None:
            raise Closing(ALREADY_AUTHENTICATED, "Already authenticated.")
        self._gateway.identify(self, data)

    def _resume(self, data: Json) -> None:
        if self.session is not None:
            raise Closing(ALREADY_AUTHENTICATED, "Already authenticated.")
        self._gateway.resume(self, data)

    def _identified(self) -> Session:
        if self.session is None:
            raise Closing(NOT_AUTHENTICATED, "Not authenticated.")
        return self.session


class _Ping:
    """A ping in the queue of frames, and the promise of its pong."""

    def __init__(self, answered: asyncio.Future[None]) -> None:
        self.answered = answered

"""Sessions and who hears what: identify, resume, dispatch, shards."""

from __future__ import annotations

import asyncio

import msgspec
from aiohttp import web

from bot.sandbox import payloads
from bot.sandbox.events import BotPresence
from bot.sandbox.gateway import intents
from bot.sandbox.gateway.compression import make_compressor
from bot.sandbox.gateway.connection import Closing, Connection
from bot.sandbox.gateway.dispatches import Dispatches
from bot.sandbox.gateway.session import Session
from bot.sandbox.model import Guild, Json
from bot.sandbox.payloads import MessagePayloads
from bot.sandbox.world import MESSAGE_CONTENT_INTENT, PRIVILEGED_INTENTS, World

SESSION_LIFE_S = 180.0
CHUNK = 1000
AUTHENTICATION_FAILED, INVALID_SEQUENCE, INVALID_SHARD = 4004, 4007, 4010
INVALID_VERSION, INVALID_INTENTS, DISALLOWED_INTENTS = 4012, 4013, 4014


class Gateway:
    """Every session of the bot. `identify_every_s` is the pace of IDENTIFY per shard slot, 0 for none."""

    def __init__(self, world: World, messages: MessagePayloads, token: str, url: str) -> None:
        self.identify_every_s = 0.0
        self.max_concurrency = 1
        self.recommended_shards = 1
        self.sessions: dict[str, Session] = {}
        self._world = world
        self._token = token
        self._url = url
        self._dispatches = Dispatches(world, messages)
        self._connections: set[Connection] = set()
        self._identified_at: dict[int, float] = {}
        self._outages: set[int] = set()
        world.hub.listen(self._tell)

    @property
    def connections(self) -> tuple[Connection, ...]:
        """The sockets that have a session now."""
        return tuple(each for each in self._connections if each.session is not None)

    @property
    def is_online(self) -> bool:
        """Whether the bot is connected."""
        return any(each.line is not None for each in self.sessions.values())

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The websocket endpoint."""
        connection = Connection(self, request, make_compressor(request.query.get("compress", "")))
        self._connections.add(connection)
        try:
            return await connection.run()
        finally:
            self._connections.discard(connection)
            self._disconnected(connection)

    async def settled(self) -> None:
        """Returns once every connected client has read all that was sent to it."""
        await asyncio.gather(*(each.settled() for each in self.connections))

    def drop(self) -> None:
        """Breaks every connection without a close frame."""
        for connection in tuple(self._connections):
            connection.drop()

    # --- trouble on order ---

    async def close(self, code: int) -> None:
        """Closes every connection with a close frame; sessions can be resumed."""
        for connection in self.connections:
            await connection.close(code)

    def ask_heartbeat(self) -> None:
        """Op 1: every client answers with a heartbeat at once."""
        for connection in self.connections:
            connection.say(1)

    def ask_reconnect(self) -> None:
        """Op 7: every client connects anew and resumes."""
        for connection in self.connections:
            connection.say(7)

    def invalidate(self, *, resumable: bool) -> None:
        """Op 9: every client resumes, or when not `resumable` has lost its session and identifies anew."""
        for connection in self.connections:
            if not resumable and connection.session is not None:
                self.sessions.pop(connection.session.id, None)
            connection.say(9, resumable)

    def begin_outage(self, guild: Guild) -> None:
        """Discord has trouble with a guild: it is said to be unavailable, also when a session starts, and what happens
        there is told to nobody."""
        self._outages.add(guild.id)
        self._say_in(guild, "GUILD_DELETE", {"id": str(guild.id), "unavailable": True})

    def end_outage(self, guild: Guild) -> None:
        """That is over: the guild is told of as it is by now."""
        self._outages.discard(guild.id)
        self._say_in(
            guild, "GUILD_CREATE", payloads.guild_create(self._world, guild, [guild.members[self._world.bot.id]])
        )

    def _say_in(self, guild: Guild, name: str, payload: Json) -> None:
        for session in self.sessions.values():
            if session.hears(intents.GUILDS, guild.id):
                session.dispatch(name, msgspec.json.encode(payload))

    def say(self, name: str, payload: Json) -> None:
        """Sends an event as it is, also a malformed one, to every session."""
        for session in self.sessions.values():
            session.dispatch(name, msgspec.json.encode(payload))

    # --- the first word ---

    def identify(self, connection: Connection, data: Json) -> None:
        """Starts a session: READY, then a GUILD_CREATE for each guild of its shard."""
        if data.get("token") != self._token:
            raise Closing(AUTHENTICATION_FAILED, "Authentication failed.")
        asked = self._checked_intents(data.get("intents"))
        shard = self._checked_shard(data.get("shard") or [0, 1])
        if not self._may_identify(shard[0]):
            connection.say(9, False)
            return
        session = Session(asked, shard)
        self.sessions[session.id] = session
        self._attach(session, connection)
        self._send_start(session)
        self._world.hub.publish(BotPresence(online=True))

    def resume(self, connection: Connection, data: Json) -> None:
        """Continues a session: everything missed, in order, then RESUMED."""
        if data.get("token") != self._token:
            raise Closing(AUTHENTICATION_FAILED, "Authentication failed.")
        session = self.sessions.get(data.get("session_id", ""))
        if session is None:
            connection.say(9, False)
            return
        sequence = data.get("seq") or 0
        if sequence > session.sequence:
            raise Closing(INVALID_SEQUENCE, "Invalid seq.")
        missed = session.missed_after(sequence)
        if missed is None:
            del self.sessions[session.id]
            connection.say(9, False)
            return
        self._attach(session, connection)
        for frame in missed:
            connection.send(frame)
        session.dispatch("RESUMED", b'{"_trace":[]}')
        self._world.hub.publish(BotPresence(online=True))

    def _checked_intents(self, asked: object) -> int:
        if not isinstance(asked, int) or asked & ~intents.ALL_KNOWN:
            raise Closing(INVALID_INTENTS, "Invalid intents.")
        if asked & PRIVILEGED_INTENTS & ~self._world.application.intents:
            raise Closing(DISALLOWED_INTENTS, "Disallowed intents.")
        return asked

    @staticmethod
    def _checked_shard(shard: object) -> tuple[int, int]:
        match shard:
            case [int(number), int(count)] if 0 <= number < count:
                return number, count
        raise Closing(INVALID_SHARD, "Invalid shard.")

    def _may_identify(self, number: int) -> bool:
        slot = number % self.max_concurrency
        now = self._world.clock.elapsed_s()
        if now - self._identified_at.get(slot, float("-inf")) < self.identify_every_s:
            return False
        self._identified_at[slot] = now
        return True

    def _send_start(self, session: Session) -> None:
        world = self._world
        guilds = [each for each in world.bot_guilds() if session.hears(intents.ALWAYS, each.id)]
        ready = {
            "v": 10,
            "user": payloads.self_user(world.bot),
            "guilds": [{"id": str(each.id), "unavailable": True} for each in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self._url,
            "shard": list(session.shard),
            "application": {
                "id": str(world.application.id),
                "flags": payloads.application_flags(world.application),
            },
            "private_channels": [],
            "user_settings": {},
            "relationships": [],
            "guild_join_requests": [],
            "_trace": [],
        }
        session.dispatch("READY", msgspec.json.encode(ready))
        if session.intents & intents.GUILDS:
            for guild in guilds:
                if guild.id in self._outages:
                    continue
                created = payloads.guild_create(world, guild, [guild.members[world.bot.id]])
                session.dispatch("GUILD_CREATE", msgspec.json.encode(created))

    # --- lines and sessions ---

    def _attach(self, session: Session, connection: Connection) -> None:
        session.line = connection
        connection.session = session

    def _disconnected(self, connection: Connection) -> None:
        session = connection.session
        if session is None or session.line is not connection:
            return
        session.line = None
        if connection.close_code in (1000, 1001) and connection.closed_by_client:
            self.sessions.pop(session.id, None)
        else:
            self._world.clock.after(SESSION_LIFE_S, lambda: self._forget(session))
        if not self.is_online:
            self._world.hub.publish(BotPresence(online=False))

    def _forget(self, session: Session) -> None:
        if session.line is None:
            self.sessions.pop(session.id, None)
            self._world.hub.wake()

    # --- telling ---

    def _tell(self, event: object) -> None:
        if not self.sessions:
            return
        for dispatch in self._dispatches.of(event):
            if dispatch.guild_id in self._outages:
                continue
            encoded: dict[int, bytes] = {}
            for session in tuple(self.sessions.values()):
                if not session.hears(dispatch.intent, dispatch.guild_id):
                    continue
                variant = session.intents & MESSAGE_CONTENT_INTENT
                if variant not in encoded:
                    encoded[variant] = msgspec.json.encode(dispatch.build(session.intents))
                session.dispatch(dispatch.name, encoded[variant])

    def send_members(self, session: Session, data: Json) -> None:
        """Answers a request for members in chunks: by name prefix or by id; for all of them with the intent only."""
        guild = self._world.guilds.get(int(data["guild_id"]))
        if guild is None or not guild.has_bot:
            return
        wanted, missing = list(guild.members.values()), []
        if data.get("user_ids"):
            ids = data["user_ids"] if isinstance(data["user_ids"], list) else [data["user_ids"]]
            wanted = [guild.members[int(each)] for each in ids if int(each) in guild.members]
            missing = [str(each) for each in ids if int(each) not in guild.members]
        else:
            prefix = str(data.get("query") or "").casefold()
            if not prefix and not session.intents & intents.GUILD_MEMBERS:
                return
            wanted = [each for each in wanted if (each.nick or each.user.username).casefold().startswith(prefix)]
            if data.get("limit"):
                wanted = wanted[: data["limit"]]
        chunks = [wanted[n : n + CHUNK] for n in range(0, len(wanted), CHUNK)] or [[]]
        for n, chunk in enumerate(chunks):
            payload: Json = {
                "guild_id": str(guild.id),
                "members": [payloads.member(each) for each in chunk],
                "chunk_index": n,
                "chunk_count": len(chunks),
                "not_found": missing,
            }
            if data.get("presences"):
                payload["presences"] = []
            if data.get("nonce") is not None:
                payload["nonce"] = data["nonce"]
            session.dispatch("GUILD_MEMBERS_CHUNK", msgspec.json.encode(payload))

"""What both doubles of Discord can do: people act, and the bot reads what came of it through its own client."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import discord

from bot.client import PwncBot
from tests.second_opinion.wire import Json, Wire

PEOPLE = ("grace", "emmy", "alan")
"""Two members, and alan, who may manage messages. Whoever owns the server is nobody of these."""

TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as `GET /channels/{channel}/messages/{message}` gives it to the bot."""

    payload: Json

    @property
    def id(self) -> int:
        """Its id."""
        return int(self.payload["id"])

    @property
    def content(self) -> str:
        """Its text."""
        return str(self.payload["content"])

    @property
    def embed_text(self) -> str:
        """The words of its embeds."""
        return text_of(self.payload["embeds"])

    @property
    def buttons(self) -> list[Json]:
        """Its buttons, from left to right."""
        return [part for row in self.payload["components"] for part in row["components"]]

    @property
    def reactions(self) -> dict[str, int]:
        """How many people gave each emoji."""
        return {entry["emoji"]["name"]: entry["count"] for entry in self.payload.get("reactions", ())}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person sees after a press, a command or a form.

    `form` is the modal as the bot sent it, None when there is none; `message_id` is None when nothing was said or the
    message is gone. `handle` is the double's own view of it.
    """

    content: str
    embed_text: str
    ephemeral: bool
    form: Json | None
    message_id: int | None
    handle: Any


class Double(ABC):
    """A Discord of one server with the channel #papers, the bot in it with the permissions of its invitation."""

    name: str
    refusals: tuple[type[Exception], ...]
    """What is raised when a person does what Discord's client or server would not let them do."""
    silence_s: float
    """How long one waits for a word of the bot before one may say that it is silent."""

    def __init__(self, bot: PwncBot, wire: Wire, channel_id: int, guild_id: int) -> None:
        self.bot = bot
        self.wire = wire
        self.channel_id = channel_id
        self.guild_id = guild_id

    # --- what people do ---

    @abstractmethod
    def id_of(self, who: str) -> int:
        """The user id of a person."""

    @abstractmethod
    async def say(self, who: str, text: str, *, reply_to: int | None = None, thread: int | None = None) -> int:
        """Sends a message to #papers or a thread of it; its id."""

    @abstractmethod
    async def write(self, who: str, text: str) -> int:
        """Sends a direct message to the bot; its id."""

    @abstractmethod
    async def delete(self, who: str, message_id: int) -> None:
        """Deletes a message."""

    @abstractmethod
    async def react(self, who: str, message_id: int, emoji: str) -> None:
        """Adds a reaction."""

    @abstractmethod
    async def unreact(self, who: str, message_id: int, emoji: str) -> None:
        """Takes an own reaction back."""

    @abstractmethod
    async def press(self, who: str, message_id: int, label: str) -> Outcome:
        """Presses a button."""

    @abstractmethod
    async def select(self, who: str, message_id: int, custom_id: str, *values: str | int) -> Outcome:
        """Chooses in a select: texts, or the ids of people, roles and channels."""

    @abstractmethod
    async def menu(self, who: str, message_id: int, entry: str) -> Outcome:
        """Uses an entry of a message's menu."""

    @abstractmethod
    async def submit(self, who: str, form: Outcome, values: Json) -> Outcome:
        """Fills the form that an outcome holds and sends it; a select takes the one value chosen."""

    @abstractmethod
    async def command(self, who: str, name: str, **options: object) -> Outcome:
        """Uses a slash command in #papers."""

    @abstractmethod
    async def command_in_dm(self, who: str, name: str, **options: object) -> Outcome:
        """Uses a slash command in the direct messages with the bot."""

    @abstractmethod
    async def suggestions(self, who: str, name: str, option: str, typed: str) -> list[Json]:
        """What the bot suggests for an option while one types."""

    # --- what the bot reads ---

    @property
    def channel(self) -> discord.PartialMessageable:
        """#papers, as the bot speaks to it."""
        return self.bot.get_partial_messageable(self.channel_id, guild_id=self.guild_id)

    async def shown(self, message_id: int, channel_id: int | None = None) -> Shown | None:
        """A message of #papers or of another channel as it stands, None when it is gone."""
        try:
            return Shown(dict(await self.bot.http.get_message(channel_id or self.channel_id, message_id)))
        except discord.NotFound:
            return None

    async def answer_to(self, message_id: int) -> Shown:
        """The bot's reply to a message, once it is there. Raises TimeoutError."""
        (reply, *_) = await self.wire.until(lambda: self._replies_to(message_id), TIMEOUT_S)
        shown = await self.shown(int(reply["id"]), int(reply["channel_id"]))
        assert shown is not None
        return shown

    def _replies_to(self, message_id: int) -> list[Json]:
        return [
            event
            for event in self.wire.payloads("MESSAGE_CREATE")
            if self._is_own(event) and event.get("message_reference", {}).get("message_id") == str(message_id)
        ]

    def _is_own(self, event: Json) -> bool:
        return self.bot.user is not None and event["author"]["id"] == str(self.bot.user.id)

    @abstractmethod
    async def let_time_pass(self) -> None:
        """What the bot has put off for a moment becomes due, where time does not run by itself."""

    async def becomes(self, message_id: int, is_so: Callable[[Shown], object]) -> Shown:
        """The message once `is_so` holds of it; looks again after every event. Raises TimeoutError."""
        async with asyncio.timeout(TIMEOUT_S):
            while True:
                n_heard = self.wire.n_heard
                shown = await self.shown(message_id)
                if shown is not None and is_so(shown):
                    return shown
                await self.let_time_pass()
                await self.wire.heard_more_than(n_heard)

    async def vanishes(self, message_id: int) -> None:
        """Returns once the message is gone. Raises TimeoutError."""
        async with asyncio.timeout(TIMEOUT_S):
            while True:
                n_heard = self.wire.n_heard
                if await self.shown(message_id) is None:
                    return
                await self.wire.heard_more_than(n_heard)

    async def silence(self) -> None:
        """Asserts that the bot says nothing more for a while."""
        n_said = self._n_said()
        try:
            await self.wire.until(lambda: self._n_said() > n_said, self.silence_s)
        except TimeoutError:
            return
        raise AssertionError("the bot was not silent")

    def _n_said(self) -> int:
        return sum(self._is_own(event) for event in self.wire.payloads("MESSAGE_CREATE"))


def text_of(embeds: list[Json]) -> str:
    """All words of embeds, a piece a line: title, description, fields, footer."""
    pieces: list[str] = []
    for embed in embeds:
        pieces += [embed.get("title", ""), embed.get("description", "")]
        for field in embed.get("fields", ()):
            pieces += [field["name"], field["value"]]
        pieces.append(embed.get("footer", {}).get("text", ""))
    return "\n".join(pieces)

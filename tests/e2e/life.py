"""What the tests of an answer's life have in common."""

from __future__ import annotations

from typing import Any

from bot.client import PwncBot
from bot.sandbox import Sandbox
from bot.sandbox.events import MessageEdited
from bot.sandbox.model import Message
from tests.e2e.test_chats import guild_id

SEED, ALIVE, BENCH = "2504.21051", "2303.16094", "2602.03045"


def link(arxiv_id: str) -> str:
    """As people paste it."""
    return f"https://arxiv.org/abs/{arxiv_id}"


async def decide(discord_api: Sandbox, bot: PwncBot, **changes: Any) -> None:
    """The server of #papers decides."""
    await bot.store.guild_settings.change(guild_id(discord_api), bot.clock(), **changes)


async def ask(discord_api: Sandbox, text: str, where: str = "papers", who: str = "grace") -> tuple[Message, Message]:
    """Somebody's message, and the bot's answer to it."""
    asked = await discord_api.person(who).say(where, text)
    return asked, await discord_api.next_message(reply_to=asked)


def count_edits(discord_api: Sandbox, message: Message) -> list[object]:
    """Grows by one with each edit of the message from now on."""
    edits: list[object] = []

    def notice(event: object) -> None:
        if isinstance(event, MessageEdited) and event.message is message:
            edits.append(event)

    discord_api.world.hub.listen(notice)
    return edits

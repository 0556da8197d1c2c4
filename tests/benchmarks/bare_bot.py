"""A bare discord.py bot to measure against: it answers whoever links a paper by the same embed and buttons, always.

`python -m tests.benchmarks.bare_bot ANSWER`, with DISCORD_TOKEN, DISCORD_API_URL and DISCORD_GATEWAY_URL set; ANSWER is
a file with a message object of Discord. It imports nothing of the bot's, so that its memory and start are discord.py's.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import discord
from yarl import URL

LINK = "arxiv.org/abs/"


class BareBot(discord.Client):
    """Ignores what links no paper. Caches and intents are the bot's own, for a fair comparison."""

    def __init__(self, answer: dict[str, Any]) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        intents = discord.Intents(
            guilds=True, guild_messages=True, dm_messages=True, guild_reactions=True, dm_reactions=True,
            message_content=True,
        )  # fmt: skip
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self._content: str = answer["content"]
        self._embeds = [discord.Embed.from_dict(embed) for embed in answer["embeds"]]
        self._view = discord.ui.View(timeout=None)
        for row in answer["components"]:
            for button in row["components"]:
                style = discord.ButtonStyle(button["style"])
                self._view.add_item(
                    discord.ui.Button(label=button["label"], style=style, custom_id=button["custom_id"])
                )

    async def on_message(self, message: discord.Message) -> None:
        """Replies to a link."""
        if message.author.bot or LINK not in message.content:
            return
        await message.reply(self._content, embeds=self._embeds, view=self._view, mention_author=False)


async def run(answer: dict[str, Any]) -> None:
    """The bot until it is cancelled."""
    async with BareBot(answer) as client:
        await client.start(os.environ["DISCORD_TOKEN"])


def main() -> None:
    """Runs until a signal ends it."""
    discord.http.Route.BASE = os.environ["DISCORD_API_URL"]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = URL(os.environ["DISCORD_GATEWAY_URL"])
    asyncio.run(run(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()

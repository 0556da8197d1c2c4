"""What a server is told, once: where it has a review channel there, else its owner in private, else the log alone."""

from __future__ import annotations

import logging

import discord

from bot.client import PwncBot
from bot.words import say, speaking
from cogs._sending import LOST

log = logging.getLogger(__name__)

MISSING_KEYS = {"send": "telling-send", "react": "telling-react"}


async def tell_guild(bot: PwncBot, guild: discord.Guild | None, what: str, channel_id: int) -> None:
    """Tells a server that something is missing, unless it was told before."""
    if guild is None or not await bot.store.presence.record_notice(guild.id, what, bot.clock()):
        return
    with speaking(bot.language_in(guild.id)):
        sentence = f"**{guild.name}**: {say(MISSING_KEYS[what], channel=f'<#{channel_id}>')}"
    log.warning("server %d is told once: %s is missing in channel %d", guild.id, what, channel_id)
    review = bot.store.guild_settings.get(guild.id).review_channel_id
    try:
        if review and review != channel_id:
            await bot.get_partial_messageable(review, guild_id=guild.id).send(sentence)
        elif guild.owner_id:
            await (await bot.fetch_user(guild.owner_id)).send(sentence)
    except (discord.HTTPException, discord.RateLimited, *LOST) as error:
        log.info("server %d could not be told: %s", guild.id, error)

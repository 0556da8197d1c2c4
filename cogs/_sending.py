"""Sending an answer once, whatever the network does."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

log = logging.getLogger(__name__)
T = TypeVar("T")

LOST = (aiohttp.ClientError, OSError, TimeoutError)  # the answer was lost: discord.py gives these as they are
PAUSES_S = (0.5, 2.0)


async def insist(send: Callable[[], Awaitable[T]]) -> T:
    """What `send` gives, asked again twice when the connection was lost. A repeated message must carry its nonce."""
    for pause_s in PAUSES_S:
        try:
            return await send()
        except LOST as error:
            log.warning("Discord did not answer (%s), trying again", error.__class__.__name__)
            await asyncio.sleep(pause_s)
    return await send()


async def send_privately(interaction: discord.Interaction, text: str) -> None:
    """A sentence that only the person sees, whether the interaction was answered already or not."""
    if interaction.response.is_done():
        await interaction.followup.send(text, ephemeral=True)
    else:
        await interaction.response.send_message(text, ephemeral=True)

"""What becomes of the lines that point to an answer when that is gone."""

from __future__ import annotations

import logging

import discord

from bot.client import PwncBot
from bot.models import Answer
from cogs._answers import refresh_answer
from cogs._sending import LOST

log = logging.getLogger(__name__)


async def point_anew(bot: PwncBot, gone: Answer) -> None:
    """Shows in the newest answer that pointed to one that is gone what stood there; the others lead to that."""
    for answer in await bot.answers.inherit(gone):
        try:
            await refresh_answer(bot, answer)
        except discord.NotFound:
            log.info("the answer to %d is gone", answer.trigger_id)
        except (discord.HTTPException, discord.RateLimited, *LOST) as error:
            log.warning("the answer to %d could not be changed: %s", answer.trigger_id, error)

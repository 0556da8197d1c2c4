"""An answer as a message: content, embeds and buttons together, and its edit after something changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import discord

from bot.answers import MOST_SHOWN, Finding, Progress
from bot.client import PwncBot
from bot.models import Answer
from cogs._embeds import render_content, render_embeds, render_spoiler
from cogs._sending import insist
from cogs._views import answer_view

FOLLOW_FOR_S = 120.0

Edit = Callable[..., Awaitable[object]]


def render_answer(answer: Answer, findings: Sequence[Finding]) -> tuple[str, list[discord.Embed], discord.ui.View]:
    """Content, embeds and buttons of an answer."""
    more = max(0, len(answer.papers) - MOST_SHOWN)
    only = findings[0] if len(findings) == 1 and findings[0].known else None
    view = answer_view(only.link.arxiv_id if only else None, answer.asker_id)
    if answer.spoiler:
        return f"||{render_content(findings)}||" if len(findings) == 1 else "", [render_spoiler(findings, more)], view
    return render_content(findings), render_embeds(findings, more=more), view


async def refresh_answer(bot: PwncBot, answer: Answer) -> None:
    """Shows a sent answer anew, as things stand, and once more when its scans are at an end.

    Raises what discord.py raises when it cannot be edited.
    """
    if answer.reply_id is None:
        return
    message = message_of(bot, answer, answer.reply_id)
    findings = await bot.answers.find(answer.papers, answer.place_id, timeout_s=0)
    await edit_answer(answer, findings, message.edit)
    if any(finding.progress is Progress.PENDING for finding in findings):
        findings = await bot.answers.settle(findings, answer.place_id, timeout_s=FOLLOW_FOR_S)
        await edit_answer(answer, findings, message.edit)


async def edit_answer(answer: Answer, findings: Sequence[Finding], edit: Edit) -> None:
    """Lets `edit` (of a message or an interaction) show the findings."""
    content, embeds, view = render_answer(answer, findings)
    await insist(lambda: edit(content=content, embeds=embeds, view=view))


def message_of(bot: PwncBot, answer: Answer, message_id: int) -> discord.PartialMessage:
    """A message in the channel of an answer, to edit, delete or reply to, without fetching it."""
    channel = bot.get_partial_messageable(answer.channel_id, guild_id=answer.guild_id or None)
    return channel.get_partial_message(message_id)

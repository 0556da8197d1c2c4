"""An answer as a message: content, embeds and buttons together, and its edit after something changed."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.answers import MOST_SHOWN, Finding, Progress, is_complete
from bot.client import PwncBot
from bot.models import Answer, AnswerForm, Contribution, ContributionState, Tone
from bot.words import speaking
from bot.words.language import Language
from cogs._embeds import render_content, render_embeds, render_plain, render_pointers, render_spoiler
from cogs._sending import LOST, insist
from cogs._speaking import rights_for
from cogs._views import answer_view

log = logging.getLogger(__name__)

FOLLOW_FOR_S = 120.0

Edit = Callable[..., Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Look:
    """How answers look in a place: the server's tone, whether embeds may be shown there, and its language (None: the
    one that holds)."""

    tone: Tone = Tone.CRYPT
    embeds: bool = True
    language: Language | None = None


def look_of(bot: PwncBot, answer: Answer) -> Look:
    """How the answer looks where it stands."""
    tone = bot.store.guild_settings.get(answer.guild_id).tone
    return Look(tone, rights_for(bot, answer).embed, bot.language_in(answer.guild_id))


def render_answer(
    answer: Answer, findings: Sequence[Finding], look: Look = Look()
) -> tuple[str, list[discord.Embed], discord.ui.View]:
    """Content, embeds and buttons of an answer."""
    with speaking(look.language):
        return _render_answer(answer, findings, look)


def _render_answer(
    answer: Answer, findings: Sequence[Finding], look: Look
) -> tuple[str, list[discord.Embed], discord.ui.View]:
    more = max(0, len(answer.papers) - MOST_SHOWN)
    pointed = [finding for finding in findings if finding.earlier]
    shown = [finding for finding in findings if not finding.earlier]
    only = shown[0] if len(findings) == 1 and shown and shown[0].known else None
    view = answer_view(only.link.arxiv_id if only else None, answer.asker_id, _to_decide(answer, only))
    lines = render_pointers(pointed, answer, look.tone, with_titles=len(findings) > 1)
    if not shown:
        content, embeds = "", []
    elif answer.spoiler:
        content, embeds = render_content(shown, look.tone), [render_spoiler(shown, more, look.tone)]
    else:
        content = render_content(shown, look.tone)
        embeds = render_embeds(shown, answer.form, more=more, tone=look.tone)
    if embeds and not look.embeds:
        content, embeds = render_plain(shown, more=more, tone=look.tone), []
    content = "\n".join(part for part in (lines, content) if part)
    return f"||{content}||" if answer.spoiler and content else content, embeds, view


def _to_decide(answer: Answer, only: Finding | None) -> Contribution | None:
    """The open contribution that moderators find buttons for: one with proof first, then the oldest."""
    if only is None or not answer.guild_id or answer.spoiler:
        return None
    waiting = [c for c in only.community.contributions if c.state is ContributionState.OPEN]
    return min(waiting, key=lambda c: (not c.is_proven, c.created_at), default=None)


async def refresh_answer(bot: PwncBot, answer: Answer, edit: Edit | None = None) -> None:
    """Shows a sent answer anew, as things stand, and once more when its scans are at an end.

    A frozen answer and one that is gone are left alone; `edit` takes the place of an edit of the message. Raises what
    discord.py raises when it cannot be edited.
    """
    findings = await _show(bot, answer, edit)
    if not is_complete(findings):
        await complete_answer(bot, answer, findings, edit)


async def complete_answer(bot: PwncBot, answer: Answer, findings: Sequence[Finding], edit: Edit | None = None) -> None:
    """Shows the end of the scans that `findings` wait for, unless the answer is about other papers by then."""
    settled = await bot.answers.settle(findings, answer.place_id, timeout_s=FOLLOW_FOR_S)
    await _show(bot, answer, edit, settled)


async def _show(
    bot: PwncBot, answer: Answer, edit: Edit | None, settled: Sequence[Finding] | None = None
) -> Sequence[Finding]:
    """Edits the answer as it stands in the store, one edit at a time; what was shown, or () where nothing was."""
    async with bot.answers.turns.of(answer.trigger_id):
        now = await bot.store.answers.get_to(answer.trigger_id)
        if now is None or now.reply_id is None or now.is_frozen or now.is_removed:
            return ()
        if settled is not None and now.papers != answer.papers:
            return ()
        as_of = bot.clock()
        findings = await bot.answers.look_up(now, timeout_s=0) if settled is None else settled
        await _edit(bot, now, findings, edit)
        await bot.store.answers.record_shown(now.trigger_id, as_of if is_complete(findings) else None)
        return findings


async def _edit(bot: PwncBot, answer: Answer, findings: Sequence[Finding], edit: Edit | None) -> None:
    if answer.form is AnswerForm.REACTION:
        await show_reactions(bot, answer, findings)
        return
    content, embeds, view = render_answer(answer, findings, look_of(bot, answer))
    change = edit or reply_of(bot, answer).edit
    await insist(lambda: change(content=content, embeds=embeds, view=view))


async def show_reactions(bot: PwncBot, answer: Answer, findings: Sequence[Finding]) -> None:
    """The verdicts' emblems under the asker's message, and no others of ours."""
    message = message_of(bot, answer, answer.trigger_id)
    wanted = list(dict.fromkeys(_emblem(finding) for finding in findings if finding.progress is not Progress.PENDING))
    shown = [str(each.emoji) for each in (await message.fetch()).reactions if each.me] if answer.reply_id else []
    for emblem in shown:
        if emblem not in wanted and bot.user:
            await message.remove_reaction(emblem, bot.user)
    for emblem in wanted:
        if emblem not in shown:
            await message.add_reaction(emblem)


async def take_away(bot: PwncBot, answer: Answer) -> None:
    """Deletes a removed answer from the chat. One that cannot be deleted is told in the log, and tried again later."""
    try:
        if answer.form is AnswerForm.REACTION:
            await show_reactions(bot, answer, ())
        elif answer.reply_id:
            await insist(reply_of(bot, answer).delete)
    except discord.DiscordServerError as error:
        log.warning("the answer to %d could not be deleted: %s", answer.trigger_id, error)
        return
    except discord.NotFound:
        pass  # somebody was quicker
    except discord.HTTPException as error:
        log.info("the answer to %d may not be deleted: %s", answer.trigger_id, error)
    except (discord.RateLimited, *LOST) as error:
        log.warning("the answer to %d could not be deleted: %s", answer.trigger_id, error)
        return
    await bot.answers.taken_away(answer)


def _emblem(finding: Finding) -> str:
    result = finding.known.result if finding.known else None
    if result:
        return result.status.look.emblem
    return "❔" if finding.progress is Progress.NO_SUCH_PAPER else "🌫️"


def message_of(bot: PwncBot, answer: Answer, message_id: int) -> discord.PartialMessage:
    """A message in the channel of an answer, to edit, delete or reply to, without fetching it."""
    return _message(bot, answer.channel_id, answer.guild_id, message_id)


def reply_of(bot: PwncBot, answer: Answer) -> discord.PartialMessage:
    """The message that a sent answer is, wherever it stands."""
    return _message(bot, answer.reply_channel_id or answer.channel_id, answer.guild_id, answer.reply_id or 0)


def _message(bot: PwncBot, channel_id: int, guild_id: int, message_id: int) -> discord.PartialMessage:
    channel: Any = bot.get_partial_messageable(channel_id, guild_id=guild_id or None)
    partial: discord.PartialMessage = channel.get_partial_message(message_id)
    return partial

"""What the cogs about contributions share: who acts, and how a contribution reads."""

from __future__ import annotations

import logging
from datetime import datetime

import discord

from bot.client import PwncBot
from bot.contributions.rules import Actor
from bot.models import Claim, Contribution, ContributionKind, ContributionState, Decider, Tone
from bot.status import Status
from cogs._sending import LOST
from cogs._text import bare_address, cut, escape

log = logging.getLogger(__name__)

STATE_EMBLEMS = {
    ContributionState.CHECKING: "🔎",
    ContributionState.OPEN: "🗳️",
    ContributionState.ACCEPTED: "☑️",
    ContributionState.REJECTED: "✖️",
    ContributionState.WITHDRAWN: "↩️",
    ContributionState.UNDONE: "↩️",
    ContributionState.LAPSED: "⌛",
}
_BY = {
    Decider.NOBODY: "",
    Decider.MACHINE: "by the machine check",
    Decider.MODERATOR: "by a moderator",
    Decider.VOTES: "by votes",
    Decider.OWNER: "by the bot's owner",
    Decider.AUTHOR: "",
    Decider.TIME: "",
}


def place_of(interaction: discord.Interaction) -> int:
    """Where what somebody contributes by the interaction is shown: the guild, or the direct message."""
    return interaction.guild_id or interaction.channel_id or 0


async def actor_of(bot: PwncBot, interaction: discord.Interaction) -> Actor:
    """Who acts, with the rights of this moment."""
    user, guild_id = interaction.user, interaction.guild_id
    is_installed = bot.get_guild(guild_id) is not None if guild_id else False
    trusted = set(bot.store.guild_settings.get(guild_id).trusted_roles) if guild_id else set()
    roles = {role.id for role in user.roles} if isinstance(user, discord.Member) else set()
    return Actor(
        user_id=user.id,
        place_id=place_of(interaction),
        is_moderator=is_installed and interaction.permissions.manage_messages,
        is_trusted=is_installed and bool(roles & trusted),
        is_owner=await bot.is_owner(user),
    )


def joined_at(user: discord.abc.User | None) -> datetime | None:
    """Since when somebody is a member of the guild; None outside one."""
    return user.joined_at if isinstance(user, discord.Member) else None


async def tell_person(bot: PwncBot, user_id: int, text: str, *, nonce: str = "") -> bool:
    """Sends somebody a direct message, unless they want none or take none from me.

    False where Discord could not be reached: with its nonce it may be sent again.
    """
    if not bot.store.person_settings.get(user_id).wants_notices:
        return True
    try:
        channel = await bot.create_dm(discord.Object(user_id))
        await (channel.send(text, nonce=nonce) if nonce else channel.send(text))
    except (discord.DiscordServerError, discord.RateLimited, *LOST) as error:
        log.warning("no direct message to %d for now: %s", user_id, error)
        return False
    except discord.HTTPException as error:
        log.info("no direct message to %d: %s", user_id, error)
    return True


def name_value(contribution: Contribution, tone: Tone = Tone.CRYPT) -> str:
    """What it says, in a few words: addresses bare, with their host."""
    match contribution.kind:
        case ContributionKind.CODE:
            said = {
                Claim.OWN: "code at",
                Claim.COMMUNITY: "community code at",
                Claim.NOT_OWN: "not the authors' code:",
            }[contribution.claim]
            return f"{said} {bare_address(contribution.value)}"
        case ContributionKind.VENUE:
            return f"venue {escape(cut(contribution.value, 60))}"
        case ContributionKind.STATUS:
            look = Status(contribution.value).look
            return f"{look.emblem} {look.plain if tone is Tone.PLAIN else look.label}"


def name_decision(contribution: Contribution) -> str:
    """Where it stands, who brought it there, and why."""
    state = contribution.state
    words = "open again" if state is ContributionState.OPEN and contribution.decided_at else state.value
    by = _BY[contribution.decided_by]
    why = contribution.reason or (contribution.finding if state is not ContributionState.ACCEPTED else "")
    line = f"{STATE_EMBLEMS[state]} {words}{f' {by}' if by else ''}"
    return f"{line}: {escape(cut(why, 300))}" if why else line


def evidence_lines(contribution: Contribution) -> list[str]:
    """Its evidence and note, as lines."""
    lines = []
    if contribution.evidence_url:
        proof = " · the paper's own page" if contribution.is_proven else ""
        lines.append(f"Evidence: {bare_address(contribution.evidence_url)}{proof}")
    if contribution.note:
        lines.append(f"“{escape(cut(contribution.note, 300))}”")
    return lines

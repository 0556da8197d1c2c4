"""What the cogs about contributions share: who acts, and how a contribution reads."""

from __future__ import annotations

import logging
from datetime import datetime

import discord

from bot.client import PwncBot
from bot.contributions.rules import Actor
from bot.models import Claim, Contribution, ContributionKind, ContributionState, Decider, Tone
from bot.status import Status
from bot.words import say, word
from bot.words.names import name_status
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
STATE_KEYS = {state: f"decision-{state}" for state in ContributionState}
BY_KEYS = {
    Decider.NOBODY: "decision-by-nobody",
    Decider.MACHINE: "decision-by-machine",
    Decider.MODERATOR: "decision-by-moderator",
    Decider.VOTES: "decision-by-votes",
    Decider.OWNER: "decision-by-owner",
    Decider.AUTHOR: "decision-by-nobody",
    Decider.TIME: "decision-by-nobody",
}
VALUE_KEYS = {
    Claim.OWN: "value-code",
    Claim.COMMUNITY: "value-community",
    Claim.NOT_OWN: "value-not-own",
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
            return say(VALUE_KEYS[contribution.claim], address=bare_address(contribution.value))
        case ContributionKind.VENUE:
            return say("value-venue", venue=escape(cut(contribution.value, 60)))
        case ContributionKind.STATUS:
            status = Status(contribution.value)
            return f"{status.look.emblem} {name_status(status, tone)}"


def name_decision(contribution: Contribution) -> str:
    """Where it stands, who brought it there, and why."""
    state = contribution.state
    is_again = state is ContributionState.OPEN and contribution.decided_at is not None
    words = say("decision-open-again") if is_again else name_state(state)
    why = contribution.reason or (contribution.finding if state is not ContributionState.ACCEPTED else "")
    line = f"{STATE_EMBLEMS[state]} {say(BY_KEYS[contribution.decided_by], state=words)}"
    return f"{line}: {escape(cut(word(why), 300))}" if why else line


def name_state(state: ContributionState) -> str:
    """Where it stands, in a word or two."""
    return say(STATE_KEYS[state])


def evidence_lines(contribution: Contribution) -> list[str]:
    """Its evidence and note, as lines."""
    lines = []
    if contribution.evidence_url:
        address = bare_address(contribution.evidence_url)
        lines.append(say("value-evidence-own" if contribution.is_proven else "value-evidence", address=address))
    if contribution.note:
        lines.append(f"“{escape(cut(contribution.note, 300))}”")
    return lines

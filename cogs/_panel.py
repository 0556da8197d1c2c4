"""The panel behind /settings: which settings stand together, how each is shown, and what changes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import discord

from bot.models import AnswerSize, GuildSettings, Tone

COLOUR = 0x5865F2
MOST_CHOSEN = 25  # Discord's limit of one select
_TEXT_CHANNELS = [
    discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum, discord.ChannelType.category,
    discord.ChannelType.voice,
]  # fmt: skip
_SPEAKING = [discord.ChannelType.text, discord.ChannelType.news]


class Kind(Enum):
    """What a person chooses with."""

    CHANNELS = "channels"
    CHANNEL = "channel"
    ROLES = "roles"
    MEMBERS = "members"
    CHOICE = "choice"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class Control:
    """One setting on the panel: a field of GuildSettings, its label, and for a choice the values with their words."""

    field: str
    label: str
    kind: Kind
    choices: tuple[tuple[str, str], ...] = ()


TOPICS: dict[str, tuple[str, tuple[Control, ...]]] = {
    "where": (
        "Where I answer",
        (
            Control("allowed_channels", "Answer only in", Kind.CHANNELS),
            Control("denied_channels", "Never answer in", Kind.CHANNELS),
        ),
    ),
    "look": (
        "How answers look",
        (
            Control(
                "tone",
                "Tone",
                Kind.CHOICE,
                ((Tone.CRYPT, "Crypt: 👻 Ghosted"), (Tone.PLAIN, "Plain: 👻 No code found")),
            ),
            Control(
                "size",
                "Size",
                Kind.CHOICE,
                (
                    (AnswerSize.AUTO, "Full, compact where it is busy"),
                    (AnswerSize.COMPACT, "Always compact"),
                    (AnswerSize.FULL, "One paper always in full"),
                ),
            ),
            Control("reaction_only", "Emblem only", Kind.SWITCH),
            Control("answer_in_thread", "In a thread", Kind.SWITCH),
            Control("suppress_preview", "Hide Discord's preview", Kind.SWITCH),
        ),
    ),
    "links": (
        "What I answer",
        (
            Control(
                "repeat_window_h",
                "Same paper again",
                Kind.CHOICE,
                (("0", "A new answer every time"), ("6", "A pointer within 6 hours"), ("24", "A pointer within a day"),
                 ("168", "A pointer within a week")),
            ),
            Control("allowed_bots", "Bots and webhooks that are answered", Kind.MEMBERS),
            Control("bare_ids", "Numbers alone count as links", Kind.SWITCH),
        ),
    ),
    "community": (
        "Corrections",
        (
            Control("trusted_roles", "Roles that decide corrections", Kind.ROLES),
            Control(
                "vote_threshold",
                "Members who must agree",
                Kind.CHOICE,
                tuple((str(n), f"{n} members") for n in range(2, 11)),
            ),
            Control("review_channel_id", "Channel for corrections to decide", Kind.CHANNEL),
        ),
    ),
    "digest": ("Weekly digest", (Control("digest_channel_id", "Channel of the digest", Kind.CHANNEL),)),
}  # fmt: skip
CONTROLS = {control.field: control for _, controls in TOPICS.values() for control in controls}


def render_settings(settings: GuildSettings) -> discord.Embed:
    """What is in force, by topic."""
    embed = discord.Embed(title="Settings of this server", colour=COLOUR)
    for heading, controls in TOPICS.values():
        lines = [f"{control.label}: **{_value(control, getattr(settings, control.field))}**" for control in controls]
        embed.add_field(name=heading, value="\n".join(lines), inline=False)
    embed.set_footer(text="Changes count at once. The defaults suit most servers.")
    return embed


def _value(control: Control, value: Any) -> str:
    match control.kind:
        case Kind.CHANNELS:
            return _listed(
                [f"<#{channel_id}>" for channel_id in value], "anywhere" if "allowed" in control.field else "–"
            )
        case Kind.CHANNEL:
            return f"<#{value}>" if value else "none"
        case Kind.ROLES:
            return _listed([f"<@&{role_id}>" for role_id in value], "moderators only")
        case Kind.MEMBERS:
            return _listed([f"<@{user_id}>" for user_id in value], "none")
        case Kind.CHOICE:
            return dict(control.choices).get(str(value), str(value))
        case Kind.SWITCH:
            return "on" if value else "off"


def _listed(shown: Sequence[str], none: str) -> str:
    more = f" +{len(shown) - 8}" if len(shown) > 8 else ""
    return f"{' '.join(shown[:8])}{more}" if shown else none


def parse_choice(control: Control, values: Sequence[str]) -> Any:
    """The new value of a select's setting, from the values that Discord sends. Raises ValueError for foreign ones."""
    match control.kind:
        case Kind.CHANNELS | Kind.ROLES | Kind.MEMBERS:
            return tuple(int(value) for value in values[:MOST_CHOSEN])
        case Kind.CHANNEL:
            return int(values[0]) if values else 0
        case _:
            chosen = values[0] if values else ""
            if chosen not in dict(control.choices):
                raise ValueError(f"{chosen!r} is none of the choices of {control.field}")
            return int(chosen) if chosen.isdigit() else chosen


def make_items(topic: str, settings: GuildSettings) -> list[tuple[str, discord.ui.Item[Any]]]:
    """The selects and buttons of one topic by field, below the select of topics; at most five rows."""
    made = [(control.field, _MAKE[control.kind](control, topic, settings)) for control in TOPICS[topic][1]]
    return [("topic", _topics(topic)), *made]


def _topics(chosen: str) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(label=heading, value=topic, default=topic == chosen)
        for topic, (heading, _) in TOPICS.items()
    ]
    return discord.ui.Select(custom_id=f"pwnc:settings:{chosen}:topic", options=options)


def _custom_id(control: Control, topic: str) -> str:
    return f"pwnc:settings:{topic}:{control.field}"


def _channels(control: Control, topic: str, settings: GuildSettings) -> discord.ui.Item[Any]:
    kept = getattr(settings, control.field)
    is_list = control.kind is Kind.CHANNELS
    chosen = kept if is_list else (kept,) if kept else ()
    return discord.ui.ChannelSelect(
        custom_id=_custom_id(control, topic),
        placeholder=control.label,
        channel_types=_TEXT_CHANNELS if is_list else _SPEAKING,
        min_values=0,
        max_values=MOST_CHOSEN if is_list else 1,
        default_values=[discord.SelectDefaultValue(id=i, type=discord.SelectDefaultValueType.channel) for i in chosen],
    )


def _people(control: Control, topic: str, settings: GuildSettings) -> discord.ui.Item[Any]:
    are_roles = control.kind is Kind.ROLES
    kind = discord.SelectDefaultValueType.role if are_roles else discord.SelectDefaultValueType.user
    select = discord.ui.RoleSelect if are_roles else discord.ui.UserSelect
    return select(
        custom_id=_custom_id(control, topic),
        placeholder=control.label,
        min_values=0,
        max_values=MOST_CHOSEN,
        default_values=[discord.SelectDefaultValue(id=i, type=kind) for i in getattr(settings, control.field)],
    )


def _choice(control: Control, topic: str, settings: GuildSettings) -> discord.ui.Item[Any]:
    kept = str(getattr(settings, control.field))
    options = [
        discord.SelectOption(label=words, value=value, default=value == kept) for value, words in control.choices
    ]
    return discord.ui.Select(custom_id=_custom_id(control, topic), placeholder=control.label, options=options)


def _switch(control: Control, topic: str, settings: GuildSettings) -> discord.ui.Item[Any]:
    is_on = bool(getattr(settings, control.field))
    style = discord.ButtonStyle.success if is_on else discord.ButtonStyle.secondary
    label = f"{control.label}: {'on' if is_on else 'off'}"
    return discord.ui.Button(custom_id=_custom_id(control, topic), label=label, style=style)


_MAKE: dict[Kind, Callable[[Control, str, GuildSettings], discord.ui.Item[Any]]] = {
    Kind.CHANNELS: _channels,
    Kind.CHANNEL: _channels,
    Kind.ROLES: _people,
    Kind.MEMBERS: _people,
    Kind.CHOICE: _choice,
    Kind.SWITCH: _switch,
}
PANEL_ID = re.compile(r"pwnc:settings:(?P<topic>[a-z]+):(?P<field>[a-z_]+)")

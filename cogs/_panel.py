"""The panel behind /settings: which settings stand together, how each is shown, and what changes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import discord

from bot.models import AnswerSize, GuildSettings, Tone
from bot.words import say
from cogs._text import cut

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
    """One setting on the panel: a field of GuildSettings, and for a choice its values."""

    field: str
    kind: Kind
    choices: tuple[str, ...] = ()


TOPICS: dict[str, tuple[Control, ...]] = {
    "where": (Control("allowed_channels", Kind.CHANNELS), Control("denied_channels", Kind.CHANNELS)),
    "look": (
        Control("tone", Kind.CHOICE, tuple(Tone)),
        Control("size", Kind.CHOICE, tuple(AnswerSize)),
        Control("reaction_only", Kind.SWITCH),
        Control("answer_in_thread", Kind.SWITCH),
        Control("suppress_preview", Kind.SWITCH),
    ),
    "links": (
        Control("repeat_window_h", Kind.CHOICE, ("0", "6", "24", "168")),
        Control("allowed_bots", Kind.MEMBERS),
        Control("bare_ids", Kind.SWITCH),
    ),
    "community": (
        Control("trusted_roles", Kind.ROLES),
        Control("vote_threshold", Kind.CHOICE, tuple(str(n) for n in range(2, 11))),
        Control("review_channel_id", Kind.CHANNEL),
    ),
    "digest": (Control("digest_channel_id", Kind.CHANNEL),),
}
CONTROLS = {control.field: control for controls in TOPICS.values() for control in controls}
TOPIC_KEYS = {topic: f"settings-topic-{topic}" for topic in TOPICS}
LABEL_KEYS = {field: f"settings-{field.replace('_', '-')}" for field in CONTROLS}
CHOICE_KEYS: dict[str, dict[str, str]] = {
    "tone": {tone: f"settings-tone-{tone}" for tone in Tone},
    "size": {size: f"settings-size-{size}" for size in AnswerSize},
    "repeat_window_h": {hours: f"settings-repeat-window-{hours}" for hours in ("0", "6", "24", "168")},
}


def render_settings(settings: GuildSettings) -> discord.Embed:
    """What is in force, by topic."""
    embed = discord.Embed(title=say("settings-title"), colour=COLOUR)
    for topic, controls in TOPICS.items():
        lines = [
            say("settings-line", label=_label(control), value=_value(control, getattr(settings, control.field)))
            for control in controls
        ]
        embed.add_field(name=say(TOPIC_KEYS[topic]), value="\n".join(lines), inline=False)
    embed.set_footer(text=say("settings-footer"))
    return embed


def _value(control: Control, value: Any) -> str:
    match control.kind:
        case Kind.CHANNELS:
            nowhere = say("settings-anywhere") if "allowed" in control.field else "–"
            return _listed([f"<#{channel_id}>" for channel_id in value], nowhere)
        case Kind.CHANNEL:
            return f"<#{value}>" if value else say("settings-none")
        case Kind.ROLES:
            return _listed([f"<@&{role_id}>" for role_id in value], say("settings-moderators-only"))
        case Kind.MEMBERS:
            return _listed([f"<@{user_id}>" for user_id in value], say("settings-none"))
        case Kind.CHOICE:
            return _choice_words(control, str(value))
        case Kind.SWITCH:
            return say("settings-on" if value else "settings-off")


def _label(control: Control) -> str:
    return cut(say(LABEL_KEYS[control.field]), 70)  # a button has room for 80, its state included


def _choice_words(control: Control, value: str) -> str:
    """A choice in words; a value that is none of them as it is."""
    if value not in control.choices:
        return value
    if control.field == "vote_threshold":
        return say("settings-members", n=int(value))
    return say(CHOICE_KEYS[control.field][value])


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
            if chosen not in control.choices:
                raise ValueError(f"{chosen!r} is none of the choices of {control.field}")
            return int(chosen) if chosen.isdigit() else chosen


def make_items(topic: str, settings: GuildSettings) -> list[tuple[str, discord.ui.Item[Any]]]:
    """The selects and buttons of one topic by field, below the select of topics; at most five rows."""
    made = [(control.field, _MAKE[control.kind](control, topic, settings)) for control in TOPICS[topic]]
    return [("topic", _topics(topic)), *made]


def _topics(chosen: str) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(label=cut(say(TOPIC_KEYS[topic]), 100), value=topic, default=topic == chosen)
        for topic in TOPICS
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
        placeholder=_label(control),
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
        placeholder=_label(control),
        min_values=0,
        max_values=MOST_CHOSEN,
        default_values=[discord.SelectDefaultValue(id=i, type=kind) for i in getattr(settings, control.field)],
    )


def _choice(control: Control, topic: str, settings: GuildSettings) -> discord.ui.Item[Any]:
    kept = str(getattr(settings, control.field))
    options = [
        discord.SelectOption(label=cut(_choice_words(control, value), 100), value=value, default=value == kept)
        for value in control.choices
    ]
    return discord.ui.Select(custom_id=_custom_id(control, topic), placeholder=_label(control), options=options)


def _switch(control: Control, topic: str, settings: GuildSettings) -> discord.ui.Item[Any]:
    is_on = bool(getattr(settings, control.field))
    style = discord.ButtonStyle.success if is_on else discord.ButtonStyle.secondary
    label = say("settings-switch", label=_label(control), value=say("settings-on" if is_on else "settings-off"))
    return discord.ui.Button(custom_id=_custom_id(control, topic), label=cut(label, 80), style=style)


_MAKE: dict[Kind, Callable[[Control, str, GuildSettings], discord.ui.Item[Any]]] = {
    Kind.CHANNELS: _channels,
    Kind.CHANNEL: _channels,
    Kind.ROLES: _people,
    Kind.MEMBERS: _people,
    Kind.CHOICE: _choice,
    Kind.SWITCH: _switch,
}
PANEL_ID = re.compile(r"pwnc:settings:(?P<topic>[a-z]+):(?P<field>[a-z_]+)")

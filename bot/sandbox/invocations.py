"""What a person's use of a command, menu, select or form looks like on the wire; refuses what no client sends.

Source: Discord API documentation, Receiving and Responding to Interactions, Interaction Data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.sandbox import payloads
from bot.sandbox.commands import NESTING, CommandType, OptionType
from bot.sandbox.components import ComponentType
from bot.sandbox.errors import PersonCannot
from bot.sandbox.model import Channel, Guild, Json, Message, User, each_component
from bot.sandbox.payloads import MessagePayloads
from bot.sandbox.permissions import Permission, guild_permissions
from bot.sandbox.world import World

IN_GUILD, IN_BOT_DM, IN_PRIVATE_CHANNEL = 0, 1, 2
_FOR_GUILDS, _FOR_USERS = 0, 1
_PARTIAL_CHANNEL = (
    "id name type last_message_id last_pin_timestamp nsfw parent_id guild_id flags rate_limit_per_user topic position "
    "thread_metadata"
).split()
"""What a resolved channel has, with its permissions (Interactions, Resolved Data Structure)."""

_NOT_PARTIAL = ("deaf", "mute")
"""What a resolved member lacks, beside its user (the same section)."""

_ENTITY_OPTIONS = (OptionType.USER, OptionType.CHANNEL, OptionType.ROLE, OptionType.MENTIONABLE)
_ENTITY_OF_SELECT = {
    ComponentType.USER_SELECT: OptionType.USER,
    ComponentType.ROLE_SELECT: OptionType.ROLE,
    ComponentType.MENTIONABLE_SELECT: OptionType.MENTIONABLE,
    ComponentType.CHANNEL_SELECT: OptionType.CHANNEL,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Who does something, and where."""

    world: World
    user: User
    channel: Channel


class Invocations:
    """Builds the `data` of interactions."""

    def __init__(self, world: World, message_payloads: MessagePayloads) -> None:
        self._world = world
        self._payloads = message_payloads

    # --- commands ---

    def slash(
        self, user: User, channel: Channel, name: str, options: dict[str, Any], *, focused: str | None = None
    ) -> tuple[Json, Json]:
        """The data of a slash command, and whose installations allow it.

        With `focused` it is the data of a request for suggestions: options may be missing, values are unchecked text.
        """
        first, *nested = name.split()
        command, owners = self._command(user, channel, CommandType.SLASH, first)
        resolved: Json = {}
        filling = _Filling(Place(self._world, user, channel), resolved, focused)
        filled = self._fill(command["options"], nested, options, filling)
        data = self._head(command) | {"options": filled}
        return (data | {"resolved": resolved} if resolved else data), owners

    def message_menu(self, user: User, channel: Channel, name: str, target: Message) -> tuple[Json, Json]:
        """The data of an entry in a message's menu, and whose installations allow it."""
        command, owners = self._command(user, channel, CommandType.MESSAGE_MENU, name)
        resolved = {"messages": {str(target.id): self._payloads.rest(target)}}
        return self._head(command) | {"target_id": str(target.id), "resolved": resolved}, owners

    @staticmethod
    def _head(command: Json) -> Json:
        head = {"id": command["id"], "name": command["name"], "type": command["type"]}
        return head | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})

    def _command(self, user: User, channel: Channel, kind: CommandType, name: str) -> tuple[Json, Json]:
        for command in self._world.application.commands.values():
            if command["type"] == kind and command["name"] == name and self._is_offered(command, user, channel):
                owners = self._owners(command, user, channel)
                if owners:
                    return command, owners
        raise PersonCannot(f"there is no command {name!r} here for {user.shown_name}")

    def _owners(self, command: Json, user: User, channel: Channel) -> Json:
        """Whose installations allow the command there (Interactions, Authorizing Integration Owners Object)."""
        owners: Json = {}
        guild = self._world.guild_of(channel)
        is_added = guild.has_bot if guild is not None else self._world.bot in channel.recipients
        if is_added and _FOR_GUILDS in command["integration_types"]:
            owners["0"] = "0" if guild is None else str(guild.id)
        if user.id in self._world.application.installed_by and _FOR_USERS in command["integration_types"]:
            owners["1"] = str(user.id)
        return owners

    def _is_offered(self, command: Json, user: User, channel: Channel) -> bool:
        """Whether the client lists the command: by context and the member's permissions."""
        guild = self._world.guild_of(channel)
        if "guild_id" in command and (guild is None or command["guild_id"] != str(guild.id)):
            return False
        contexts, context = command["contexts"], context_of(self._world, channel)
        if contexts is not None and context not in contexts:
            return False
        if guild is None:
            return contexts is not None or bool(command["dm_permission"])
        return self._is_permitted(command, user, channel, guild)

    def _is_permitted(self, command: Json, user: User, channel: Channel, guild: Guild) -> bool:
        if Permission.USE_APPLICATION_COMMANDS not in self._world.permissions(channel, user):
            return False
        if channel.thread is not None and channel.thread.archived:
            return False
        needed = command["default_member_permissions"]
        if needed is None:
            return True
        granted = guild_permissions(guild, guild.members[user.id])
        if int(needed) == 0:
            return Permission.ADMINISTRATOR in granted
        return Permission(int(needed)) in granted

    def _fill(self, known: list[Json], nested: list[str], given: dict[str, Any], filling: _Filling) -> list[Json]:
        if nested or (known and known[0]["type"] in NESTING):
            part = next((each for each in known if nested and each["name"] == nested[0]), None)
            if part is None or part["type"] not in NESTING:
                raise PersonCannot(f"there is no subcommand {' '.join(nested) or '(none given)'}")
            inside = self._fill(part["options"], nested[1:], given, filling)
            return [{"name": part["name"], "type": part["type"], "options": inside}]
        by_name = {each["name"]: each for each in known}
        if unknown := [name for name in given if name not in by_name]:
            raise PersonCannot(f"the command has no option {unknown[0]!r}")
        missing = [each["name"] for each in known if each["required"] and each["name"] not in given]
        if missing and filling.focused is None:
            raise PersonCannot(f"the option {missing[0]!r} is required")
        if filling.focused is not None and not by_name.get(filling.focused, {}).get("autocomplete"):
            raise PersonCannot(f"nothing is suggested for {filling.focused!r}")
        return [filling.option(by_name[name], value) for name, value in given.items()]

    # --- selects and forms ---

    def chosen(self, select: Json, values: list[str], place: Place) -> Json:
        """The `values` (and `resolved`) of a choice in a select."""
        low, high = select["min_values"], select["max_values"]
        if len(set(values)) < len(values):
            raise PersonCannot("a value is chosen once")
        if not low <= len(values) <= high:
            raise PersonCannot(f"between {low} and {high} values must be chosen")
        kind = ComponentType(select["type"])
        if kind is ComponentType.STRING_SELECT:
            offered = {each["value"] for each in select["options"]}
            if wrong := [each for each in values if each not in offered]:
                raise PersonCannot(f"{wrong[0]!r} is not among the options")
            return {"values": values}
        resolved: Json = {}
        ids = [resolve_entity(place, resolved, _ENTITY_OF_SELECT[kind], each) for each in values]
        for channel in resolved.get("channels", {}).values():
            if channel["type"] not in (select.get("channel_types") or [channel["type"]]):
                raise PersonCannot(f"#{channel['name']} is not among the channels offered")
        return {"values": ids, "resolved": resolved}

    def filled(self, modal: Json, values: dict[str, Any], place: Place) -> Json:
        """The data of a submitted form, its components nested as the form was."""
        inputs = [each["custom_id"] for each in each_component(modal["components"]) if "custom_id" in each]
        if unknown := [name for name in values if name not in inputs]:
            raise PersonCannot(f"the form has no {unknown[0]!r}")
        components = []
        for part in modal["components"]:
            entry: Json = {"type": part["type"], "id": part["id"]}
            if part["type"] == ComponentType.LABEL:
                entry["component"] = self._entered(part["component"], values, place)
            elif part["type"] == ComponentType.ROW:
                entry["components"] = [self._entered(each, values, place) for each in part["components"]]
            components.append(entry)
        data = {"custom_id": modal["custom_id"], "components": components}
        resolved: Json = {}
        for each in each_component(components):
            for kind, things in each.pop("resolved", {}).items():
                resolved.setdefault(kind, {}).update(things)
        return data | {"resolved": resolved} if resolved else data

    def _entered(self, part: Json, values: dict[str, Any], place: Place) -> Json:
        entry: Json = {"type": part["type"], "id": part["id"], "custom_id": part["custom_id"]}
        given = values.get(part["custom_id"])
        if part["type"] == ComponentType.TEXT_INPUT:
            return entry | {"value": _entered_text(part, given)}
        if given is None:  # left as it was when the form opened
            given = [each["value"] for each in part.get("options", ()) if each.get("default")]
        chosen = [given] if isinstance(given, str) else list(given)
        if not chosen and not part["required"]:
            return entry | {"values": []}
        return entry | self.chosen(part, chosen, place)


def _entered_text(part: Json, given: object) -> str:
    text = part.get("value", "") if given is None else str(given)
    name = part["custom_id"]
    if not text and part["required"]:
        raise PersonCannot(f"{name!r} must be filled in")
    if text and not part["min_length"] <= len(text) <= part["max_length"]:
        raise PersonCannot(f"{name!r} must have {part['min_length']} to {part['max_length']} characters")
    return text


class _Filling:
    """How the options of one command are filled in."""

    def __init__(self, place: Place, resolved: Json, focused: str | None) -> None:
        self.focused = focused
        self._place = place
        self._resolved = resolved

    def option(self, known: Json, value: Any) -> Json:
        """One option as sent."""
        entry: Json = {"name": known["name"], "type": known["type"]}
        if self.focused == known["name"]:
            return entry | {"value": str(value), "focused": True}
        return entry | {"value": self._value(known, value)}

    def _value(self, known: Json, value: Any) -> Any:
        kind = OptionType(known["type"])
        if kind in _ENTITY_OPTIONS:
            return resolve_entity(self._place, self._resolved, kind, value)
        match kind:
            case OptionType.STRING:
                sound = isinstance(value, str) and known.get("min_length", 0) <= len(value) <= known.get(
                    "max_length", 6000
                )
            case OptionType.INTEGER:
                sound = isinstance(value, int) and not isinstance(value, bool) and _is_between(known, value)
            case OptionType.NUMBER:
                sound = isinstance(value, int | float) and not isinstance(value, bool) and _is_between(known, value)
            case OptionType.BOOLEAN:
                sound = isinstance(value, bool)
            case _:
                sound = False
        if known.get("choices"):
            sound = sound and value in [choice["value"] for choice in known["choices"]]
        if not sound:
            raise PersonCannot(f"{value!r} is not possible for the option {known['name']!r}")
        return value


def _is_between(known: Json, value: float) -> bool:
    return bool(known.get("min_value", value) <= value <= known.get("max_value", value))


def resolve_entity(place: Place, resolved: Json, kind: OptionType, value: Any) -> str:
    """The id of a user, channel or role, given as the thing or its id; puts the thing itself into `resolved`."""
    world, guild = place.world, place.world.guild_of(place.channel)
    entity_id = int(getattr(value, "id", value))
    key = str(entity_id)
    if kind in (OptionType.USER, OptionType.MENTIONABLE) and (user := world.users.get(entity_id)) is not None:
        resolved.setdefault("users", {})[key] = payloads.user(user)
        if guild is not None and (member := guild.members.get(entity_id)) is not None:
            permissions = str(int(world.permissions(place.channel, member.user)))
            partial = {name: part for name, part in payloads.member_inside(member).items() if name not in _NOT_PARTIAL}
            resolved.setdefault("members", {})[key] = partial | {"permissions": permissions}
        return key
    if guild is not None and kind in (OptionType.ROLE, OptionType.MENTIONABLE) and entity_id in guild.roles:
        resolved.setdefault("roles", {})[key] = payloads.role(guild.roles[entity_id])
        return key
    if guild is not None and kind is OptionType.CHANNEL and entity_id in guild.channels:
        channel = guild.channels[entity_id]
        whole = payloads.channel(world, channel)
        partial = {name: whole[name] for name in _PARTIAL_CHANNEL if name in whole}
        granted = str(int(world.permissions(channel, place.user)))
        resolved.setdefault("channels", {})[key] = partial | {"permissions": granted}
        return key
    raise PersonCannot(f"{value!r} is not there to be chosen")


def context_of(world: World, channel: Channel) -> int:
    """Where an interaction takes place (Interactions, Interaction Context Types)."""
    if channel.guild_id is not None:
        return IN_GUILD
    return IN_BOT_DM if world.bot in channel.recipients else IN_PRIVATE_CHANNEL

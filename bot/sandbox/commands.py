"""Registering application commands (Discord API documentation, Application Commands)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from enum import IntEnum
from typing import Any

from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.events import CommandsChanged
from bot.sandbox.forms import Form, Path
from bot.sandbox.model import Json
from bot.sandbox.world import World


class CommandType(IntEnum):
    """The kinds of application command."""

    SLASH = 1
    USER_MENU = 2
    MESSAGE_MENU = 3


class OptionType(IntEnum):
    """The kinds of option."""

    SUBCOMMAND = 1
    GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


NESTING = (OptionType.SUBCOMMAND, OptionType.GROUP)
_MAX = {CommandType.SLASH: 100, CommandType.USER_MENU: 15, CommandType.MESSAGE_MENU: 15}
_MAX_TOTAL = 8000
_MAX_OPTIONS = 25
# Discord API documentation, Reference: Locales.
_LOCALES = frozenset(
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja "
    "zh-TW ko".split()
)
_WITH_CHOICES = (OptionType.STRING, OptionType.INTEGER, OptionType.NUMBER)


class Commands:
    """The bot's commands: `guild_id` None are the global ones."""

    def __init__(self, world: World) -> None:
        self._world = world

    def listed(self, guild_id: int | None) -> list[Json]:
        """The commands of one scope, as Discord stores them."""
        return [each for each in self._world.application.commands.values() if _scope(each) == guild_id]

    def replace(self, guild_id: int | None, raw: object) -> list[Json]:
        """Puts a whole set in place; a command keeps its id when its type and name were there before."""
        form = Form()
        commands = [_command(form, (n,), each) for n, each in enumerate(form.objects((), raw, at_most=130))]
        _refuse_same_names(form, commands)
        form.refuse_faults()
        counts = Counter(each["type"] for each in commands)
        if any(counts[kind] > most for kind, most in _MAX.items()):
            raise ApiError(Reason.TOO_MANY_COMMANDS)
        before = {(each["type"], each["name"]): each for each in self.listed(guild_id)}
        stored = self._world.application.commands
        for each in before.values():
            del stored[int(each["id"])]
        for command in commands:
            self._store(command, guild_id, before.get((command["type"], command["name"])))
        self._world.hub.publish(CommandsChanged())
        return self.listed(guild_id)

    def upsert(self, guild_id: int | None, raw: Json) -> Json:
        """Adds one command, or puts it in the place of the one with the same type and name."""
        form = Form()
        command = _command(form, (), raw)
        form.refuse_faults()
        same = [
            each for each in self.listed(guild_id) if (each["type"], each["name"]) == (command["type"], command["name"])
        ]
        if not same and sum(each["type"] == command["type"] for each in self.listed(guild_id)) >= _MAX[command["type"]]:
            raise ApiError(Reason.TOO_MANY_COMMANDS)
        self._store(command, guild_id, same[0] if same else None)
        self._world.hub.publish(CommandsChanged())
        return command

    def get(self, guild_id: int | None, command_id: int) -> Json:
        """One command; raises ApiError when there is none."""
        command = self._world.application.commands.get(command_id)
        if command is None or _scope(command) != guild_id:
            raise ApiError(Reason.UNKNOWN_COMMAND)
        return command

    def delete(self, guild_id: int | None, command_id: int) -> None:
        """Takes one command away."""
        self.get(guild_id, command_id)
        del self._world.application.commands[command_id]
        self._world.hub.publish(CommandsChanged())

    def _store(self, command: Json, guild_id: int | None, before: Json | None) -> None:
        world = self._world
        command_id = world.snowflakes.next() if before is None else int(before["id"])
        command |= {
            "id": str(command_id),
            "application_id": str(world.application.id),
            "version": str(world.snowflakes.next()),
            "default_permission": True,
        }
        if guild_id is not None:
            command["guild_id"] = str(guild_id)
        world.application.commands[command_id] = command


def _scope(command: Json) -> int | None:
    return int(command["guild_id"]) if "guild_id" in command else None


def _command(form: Form, path: Path, raw: Json) -> Json:
    kind = raw.get("type") or CommandType.SLASH
    if not form.one_of((*path, "type"), kind, [int(each) for each in CommandType]):
        kind = CommandType.SLASH
    slash = kind == CommandType.SLASH
    permissions = raw.get("default_member_permissions")
    command: Json = {
        "type": int(kind),
        "name": _name(form, (*path, "name"), raw.get("name"), slash=slash),
        "description": form.text((*path, "description"), raw.get("description"), at_most=100, at_least=int(slash)),
        "name_localizations": _localized(form, path, raw, "name", is_name=True, slash=slash),
        "description_localizations": _localized(form, path, raw, "description", is_name=False),
        "default_member_permissions": None if permissions is None else str(permissions),
        "dm_permission": raw.get("dm_permission") is not False,
        "contexts": raw.get("contexts"),
        "integration_types": raw.get("integration_types") or [0],
        "nsfw": bool(raw.get("nsfw")),
    }
    if not slash and command["description"]:
        form.fault((*path, "description"), "APPLICATION_COMMAND_INVALID_DESCRIPTION", "Menus have no description")
    if slash:
        command["options"] = _options(form, (*path, "options"), raw.get("options"), depth=0)
    if _size(command) > _MAX_TOTAL:
        form.fault(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
    return command


def _name(form: Form, path: Path, value: object, *, slash: bool) -> str:
    name = form.text(path, value, at_most=32, at_least=1)
    if name and slash and not _is_slash_name(name):
        form.fault(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    return name


def _localized(form: Form, path: Path, raw: Json, field: str, *, is_name: bool, slash: bool = True) -> Json | None:
    """A field in other languages, by locale (Localization); None where it comes in none."""
    by_locale = raw.get(f"{field}_localizations")
    if not by_locale:
        return None
    for locale, text in by_locale.items():
        here = (*path, f"{field}_localizations", locale)
        if locale not in _LOCALES:
            form.fault(here, "ENUM_TYPE_COERCE", f'Value "{locale}" is not a valid enum value.')
        elif is_name:
            _name(form, here, text, slash=slash)
        else:
            form.text(here, text, at_most=100, at_least=1)
    return dict(by_locale)


def _is_slash_name(name: str) -> bool:
    """Discord's ^[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]{1,32}$, in lower case."""
    return name == name.lower() and all(_is_name_character(char) for char in name)


def _is_name_character(char: str) -> bool:
    if char in "-_'" or unicodedata.category(char)[0] in "LN":
        return True
    return re.fullmatch("[\u0900-\u097f\u0e00-\u0e7f]", char) is not None and unicodedata.category(char)[0] == "M"


def _options(form: Form, path: Path, raw: object, *, depth: int) -> list[Json]:
    options = form.objects(path, raw, at_most=_MAX_OPTIONS)
    checked = [_option(form, (*path, n), each, depth=depth) for n, each in enumerate(options)]
    names = [each["name"] for each in checked]
    if len(set(names)) < len(names):
        form.fault(path, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
    optional_before = False
    for n, option in enumerate(checked):
        if option["type"] in NESTING:
            continue
        if option.get("required") and optional_before:
            message = "Required options must be placed before non-required options"
            form.fault((*path, n), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_before = optional_before or not option.get("required")
    return checked


def _option(form: Form, path: Path, raw: Json, *, depth: int) -> Json:
    allowed = [int(each) for each in OptionType]
    if depth == 1:
        allowed.remove(OptionType.GROUP)
    if depth == 2:
        allowed = allowed[2:]
    kind: Any = raw.get("type")
    if not form.one_of((*path, "type"), kind, allowed):
        kind = OptionType.STRING
    option: Json = {
        "type": int(kind),
        "name": _name(form, (*path, "name"), raw.get("name"), slash=True),
        "name_localizations": _localized(form, path, raw, "name", is_name=True),
        "description": form.text((*path, "description"), raw.get("description"), at_most=100, at_least=1),
        "description_localizations": _localized(form, path, raw, "description", is_name=False),
    }
    if kind in NESTING:
        inner = 1 if kind == OptionType.GROUP else 2
        option["options"] = _options(form, (*path, "options"), raw.get("options"), depth=inner)
        return option
    option["required"] = bool(raw.get("required"))
    for name in ("min_value", "max_value", "min_length", "max_length", "channel_types"):
        if raw.get(name) is not None:
            option[name] = raw[name]
    if raw.get("autocomplete"):
        option["autocomplete"] = True
        if raw.get("choices"):
            form.fault((*path, "choices"), "BASE_TYPE_CHOICES", "Choices and autocomplete exclude each other")
    if raw.get("choices") and kind in _WITH_CHOICES:
        option["choices"] = _choices(form, (*path, "choices"), raw["choices"], text=kind == OptionType.STRING)
    return option


def _choices(form: Form, path: Path, raw: object, *, text: bool) -> list[Json]:
    checked = []
    for n, choice in enumerate(form.objects(path, raw, at_most=25)):
        here = (*path, n)
        value = choice.get("value")
        if text:
            value = form.text((*here, "value"), value, at_most=100, at_least=1, trim=False)
        checked.append(
            {
                "name": form.text((*here, "name"), choice.get("name"), at_most=100, at_least=1),
                "name_localizations": _localized(form, here, choice, "name", is_name=False),
                "value": value,
            }
        )
    return checked


def _refuse_same_names(form: Form, commands: list[Json]) -> None:
    seen: set[tuple[int, str]] = set()
    for n, command in enumerate(commands):
        key = (command["type"], command["name"])
        if key in seen:
            message = "Application command names must be unique"
            form.fault((n,), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        seen.add(key)


def _size(part: Json) -> int:
    """The characters of names, descriptions and values, each in its longest language: they may be 8000 in all."""
    return (
        _longest(part, "name")
        + _longest(part, "description")
        + sum(_longest(choice, "name") + len(str(choice["value"])) for choice in part.get("choices", ()))
        + sum(_size(option) for option in part.get("options", ()))
    )


def _longest(part: Json, field: str) -> int:
    return max(map(len, (part[field], *(part[f"{field}_localizations"] or {}).values())))

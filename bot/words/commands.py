"""The words of commands as Discord is given them: English from the code, the other languages by the library's way."""

from __future__ import annotations

import logging
from typing import Any

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Place
from discord.app_commands import TranslationContextTypes, locale_str
from discord.app_commands.commands import validate_name

from bot.said import Said
from bot.words import Languages, english, in_english, speaking, word
from bot.words.language import COMMAND_NAME

log = logging.getLogger(__name__)

# Discord API documentation, Application Commands: Naming and the limits of the object's fields.
_LONGEST_NAME, _LONGEST_TEXT = 32, 100
_NAMES = (Place.command_name, Place.group_name, Place.parameter_name)


def command_text(key: str) -> locale_str:
    """The message `key` as a description, a choice or the name of a menu's entry."""
    return command_words(Said(key))


def command_words(said: Said) -> locale_str:
    """The same for a message with arguments."""
    return locale_str(in_english(said), said=said)


class CommandWords(app_commands.Translator):
    """Gives Discord the commands in every language; what a language lacks, or Discord would refuse, stays English."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages
        self._asked: set[str] = set()

    def tell_unasked(self) -> None:
        """Tells in the log what languages name and there is not, once Discord was told the commands."""
        for language in self._languages:
            for key in sorted(language.own_keys() - self._asked):
                if key.startswith(COMMAND_NAME):
                    log.warning("%s: %s names no command or option", language.path, key)

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        """The text in the locale's language, None for English."""
        language = self._languages.find(locale.value)
        if language is english():
            return None
        said: Said | None = string.extras.get("said")
        key = said.key if said else _name_key(context)
        self._asked.add(key)
        with speaking(language):
            text = word(said) if said else language.find(key)
        if text is None or text == string.message:
            return None
        if is_valid(text, context):
            return text
        log.warning("%s: Discord does not take %r for %s", language.path, text, key)
        return None


def is_valid(text: str, context: TranslationContextTypes) -> bool:
    """Whether Discord takes the text there."""
    is_menu = isinstance(context.data, app_commands.ContextMenu)
    if context.location in _NAMES and not is_menu:
        try:
            return validate_name(text) == text
        except ValueError:
            return False
    return bool(text.strip()) and len(text) <= (_LONGEST_NAME if is_menu else _LONGEST_TEXT)


def _name_key(context: TranslationContextTypes) -> str:
    """The key by which a language may name a command or an option; "" for what has no name."""
    data: Any = context.data
    match context.location:
        case Place.command_name | Place.group_name if not isinstance(data, app_commands.ContextMenu):
            return f"{COMMAND_NAME}{data.qualified_name.replace(' ', '-')}"
        case Place.parameter_name:
            return f"{COMMAND_NAME}{data.command.qualified_name.replace(' ', '-')}-{data.name}"
        case _:
            return ""

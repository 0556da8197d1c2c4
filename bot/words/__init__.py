"""All words that people in Discord read. They stand in one file, en.ftl; another language is one more file.

`say("removing-removed")` gives a message in the language that holds: that of the person who acts (their own Discord)
for what they alone read, else that of the server. It is set where an event comes in (bot/client.py) and, for what a
whole server reads, around its making: `with speaking(bot.language_in(guild_id)):`. English holds where none is set.

How a sentence comes in here, and out again:

- Its key is the area and the thing, with dashes: `removing-refused`, `verdict-ghosted-label`. An area is a file, or
  what several files share; its messages stand under its own heading in en.ftl. Each key stands in the code as a
  literal: in `say("…")`, `said("…")`, `command_text("…")`, or in a module-level table whose name ends in `_KEYS`, as in
  `say(LABEL_KEYS[does])`. A test finds keys without a message, messages without a use, and arguments that do not match.
- What comes from outside (titles, names, addresses, numbers) is an argument, escaped before; never part of a message.
  A whole sentence is one message: no sentence is put together from pieces in an order that another language lacks.
- Plurals and other choices are Fluent's: `{ $n -> [one] 1 vote *[other] { $n } votes }`. A number shows as it is;
  `number(12345)` gives "12,345" as an argument. A blank at an end is `{" "}`, a line that begins with "*" or "["
  begins with `{"*"}`.
- What is kept, or made where nobody knows who will read it (reasons, evidence, findings), is `said("key", n=3)`:
  key and arguments, worded by `word` when it is shown. Such keys stand in stores: they are not renamed.
- Descriptions of commands and options are `command_text("paper-command")`, with arguments `command_words(said(…))`:
  English is read when the cog is imported, the other languages go to Discord with the commands. Commands keep their
  English names unless a language has `name-paper = …` (for an option `name-paper-query`, for a subcommand
  `name-contribute-code`).

Operators' text (command line, logs, `check`, `CannotStart`) and the sandbox's page are English, and stand where they
are used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import CannotStart
from bot.said import Argument, Said, Words

if TYPE_CHECKING:
    from bot.words.language import Language

_FOLDER = Path(__file__).parent


@cache
def english() -> Language:
    """The language behind all others."""
    from bot.words.language import Language  # Fluent comes with what it needs when somebody speaks

    path = _FOLDER / "en.ftl"
    return Language("en", path.read_text(encoding="utf-8"), path=str(path))


_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


def spoken() -> Language:
    """The language that holds here."""
    return _spoken.get() or english()


def say(key: str, /, **arguments: str | int) -> str:
    """The message `key` with its arguments, in the language that holds here."""
    return (_spoken.get() or english()).say(key, arguments)


def word(words: Words) -> str:
    """What was said, in the language that holds here; plain words as they are.

    What another version kept, and this one has no message for, is shown by its key: an answer does not fail of it.
    """
    if isinstance(words, str):
        return words
    arguments = {name: value if isinstance(value, str | int) else _word(value) for name, value in words.arguments}
    try:
        return (_spoken.get() or english()).say(words.key, arguments)
    except KeyError:
        return words.key


def _word(value: Argument) -> str:
    if isinstance(value, tuple):
        return say("separator-clauses").join(map(word, value))
    return word(value) if isinstance(value, Said) else str(value)


def in_english(words: Words) -> str:
    """What was said, for operators, and to compare with what is kept from before it was kept as what was said."""
    with speaking(english()):
        return word(words)


def sentence(words: Words) -> str:
    """What was said as a sentence of its own."""
    text = word(words)
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def number(n: int) -> str:
    """A number with the language's mark between thousands: "12,345"."""
    return f"{n:,}".replace(",", say("separator-thousands"))


def speak(language: Language) -> None:
    """Lets a language hold from here on, in this task and those that it starts."""
    _spoken.set(language)


@contextmanager
def speaking(language: Language | None) -> Iterator[None]:
    """Lets a language hold inside; with None the one that holds already."""
    token = _spoken.set(language or _spoken.get())
    try:
        yield
    finally:
        _spoken.reset(token)


class Languages:
    """The languages that there are, by Discord's names for them ("de", "pt-BR")."""

    def __init__(self, others: Iterable[Language] = ()) -> None:
        self._by_code = {language.code: language for language in others}

    def __iter__(self) -> Iterator[Language]:
        yield from self._by_code.values()

    def find(self, locale: str) -> Language:
        """The language of a locale, one of its kind ("de" for "de-AT"), or English."""
        kind = locale.partition("-")[0]
        return self._by_code.get(locale) or self._by_code.get(kind) or english()


def load_languages(folder: Path | None) -> Languages:
    """English, and a language for each file in `folder`, such as de.ftl. Raises CannotStart for one that is broken."""
    if folder is None:
        return Languages()
    if not folder.is_dir():
        raise CannotStart(f"The setting LANGUAGES_FOLDER must be a folder of files such as de.ftl: {folder} is none.")
    return Languages([_load(path) for path in sorted(folder.glob("*.ftl"))])


def _load(path: Path) -> Language:
    from babel import Locale, UnknownLocaleError

    from bot.words.language import Language

    try:
        Locale.parse(path.stem, sep="-")
        source = path.read_text(encoding="utf-8")
    except (UnknownLocaleError, ValueError) as error:
        raise CannotStart(f"{path} cannot be read ({error}): mend or remove it.") from error
    except OSError as error:
        raise CannotStart(f"{path} cannot be read ({error.strerror}): mend or remove it.") from error
    return Language(path.stem, source, english(), path=str(path))

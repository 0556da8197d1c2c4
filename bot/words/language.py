"""One language: a file of messages in Fluent's syntax (projectfluent.org), with English behind it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from fluent.runtime import FluentBundle
from fluent.runtime.types import fluent_number
from fluent.syntax import FluentParser, ast

from bot.errors import CannotStart

Value = str | int
COMMAND_NAME = "name-"  # how the keys begin that name commands and options; English names them in the code

_SIMPLE_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Language:
    """What `code` ("de", "pt-BR") calls everything; what it lacks is said in the language `behind` it.

    Messages of text and arguments are filled in here, as nearly all are: fluent.runtime needs forty microseconds for
    what takes one, and an answer has twenty of them. Those that choose (plurals) go through fluent.runtime.
    """

    def __init__(self, code: str, source: str, behind: Language | None = None, *, path: str = "") -> None:
        """Raises CannotStart, naming `path` and the line, when `source` is no Fluent or does not fit to English."""
        self.code = code
        self.path = path or f"{code}.ftl"
        self._behind = behind
        self._bundle = FluentBundle([code], use_isolating=False)  # the marks would stand in Discord's markdown
        self._arguments: dict[str, frozenset[str]] = {}
        self._templates: dict[str, str] = {}
        self._fill: dict[str, Callable[[Mapping[str, Value]], str]] = {}
        self._read(source)

    def own_keys(self) -> frozenset[str]:
        """The messages that the language has itself."""
        return frozenset(self._arguments)

    def find(self, key: str) -> str | None:
        """A message without arguments, or None where the language itself has none."""
        return self.say(key, {}) if key in self._arguments else None

    def arguments(self, key: str) -> frozenset[str]:
        """The names of the arguments that the message takes. Raises KeyError when there is none."""
        return self._arguments[key]

    def say(self, key: str, arguments: Mapping[str, Value]) -> str:
        """The message `key`. Raises KeyError when not even English has it, or an argument is missing."""
        fill = self._fill.get(key)
        if fill is None:
            if key not in self._arguments and self._behind:
                return self._behind.say(key, arguments)
            fill = self._fill[key] = self._compile(key)
        return fill(arguments)

    def _read(self, source: str) -> None:
        """Keeps templates of what is filled in here, and gives fluent.runtime the rest: syntax trees are large."""
        source = source.replace("\r\n", "\n")
        body = FluentParser(with_spans=False).parse(source).body
        messages = self._messages_in(source, body)
        self._require_fit(source, messages)
        self._arguments = {sys.intern(key): _variables(key, messages) for key in messages}
        templates = {key: _as_template(message) for key, message in messages.items()}
        self._templates = {sys.intern(key): template for key, template in templates.items() if template is not None}
        others = [key for key, template in templates.items() if template is None]
        resolved = {name for key in others for name in _referred(key, messages, ())}
        terms = [entry for entry in body if isinstance(entry, ast.Term)]
        self._bundle.add_resource(ast.Resource([*terms, *(messages[key] for key in sorted(resolved))]))

    def _messages_in(self, source: str, body: Iterable[ast.EntryType]) -> dict[str, ast.Message]:
        messages: dict[str, ast.Message] = {}
        for entry in body:
            if isinstance(entry, ast.Junk):
                why = entry.annotations[0].message or "it is no message of Fluent"
                raise self._fault(source, source.find(entry.content or ""), why)
            if not isinstance(entry, ast.Message):
                continue
            key = entry.id.name
            if entry.value is None:
                raise self._fault(source, _place_of(key, source), f"{key} has no words of its own")
            if key in messages:
                raise self._fault(source, _place_of(key, source), f"{key} is there twice")
            messages[key] = entry
        return messages

    def _require_fit(self, source: str, messages: Mapping[str, ast.Message]) -> None:
        """Every message is one of English too, takes no other arguments, and refers to no others that refer to it."""
        for key in messages:
            if unknown := [name for name in _referred(key, messages, ()) if name not in messages]:
                what = f"{key} refers to {unknown[0]}, which is not there or refers back"
                raise self._fault(source, _place_of(key, source), what)
        if self._behind is None:
            return
        theirs = self._behind.own_keys()
        for key in messages:
            if key.startswith(COMMAND_NAME):
                continue
            if key not in theirs:
                raise self._fault(source, _place_of(key, source), f"{key} is no message of English")
            if foreign := _variables(key, messages) - self._behind.arguments(key):
                raise self._fault(source, _place_of(key, source), f"{key} has no ${min(foreign)} in English")

    def _fault(self, source: str, start: int, what: str) -> CannotStart:
        line = source.count("\n", 0, start) + 1
        return CannotStart(f"{self.path}, line {line}, cannot be used ({what}): mend or remove it.")

    def _compile(self, key: str) -> Callable[[Mapping[str, Value]], str]:
        if key in self._templates:
            return self._templates[key].format_map
        compiled = self._bundle.get_message(key).value
        assert compiled is not None  # noqa: S101 - every message has words
        behind = self._behind

        @lru_cache(maxsize=256)
        def choose(arguments: tuple[tuple[str, Value], ...]) -> str:
            values = {name: _as_fluent(value) for name, value in arguments}
            text, errors = self._bundle.format_pattern(compiled, values)
            if errors and behind:
                return behind.say(key, dict(arguments))
            if errors:
                raise KeyError(f"{key}: {errors[0]}")
            return str(text)

        return lambda arguments: choose(tuple(arguments.items()))


def _referred(key: str, messages: Mapping[str, ast.Message], path: tuple[str, ...]) -> Iterator[str]:
    """The message, and those that it refers to; one that refers back to itself as "key again"."""
    if key in path:
        yield f"{key} again"
        return
    yield key
    for each in _walk(messages.get(key)):
        if isinstance(each, ast.MessageReference):
            yield from _referred(each.id.name, messages, (*path, key))


def _variables(key: str, messages: Mapping[str, ast.Message]) -> frozenset[str]:
    """The arguments that a message takes, those of messages that it refers to included."""
    nodes = (node for name in _referred(key, messages, ()) for node in _walk(messages[name]))
    return frozenset(node.id.name for node in nodes if isinstance(node, ast.VariableReference))


def _place_of(key: str, source: str) -> int:
    """Where a message begins, the last one of that name."""
    return max(match.start() for match in re.finditer(rf"^{re.escape(key)}\s*=", source, re.MULTILINE))


def _as_template(message: ast.Message) -> str | None:
    """A message of text and arguments as a template of str.format; None for one that says more."""
    parts = []
    for element in message.value.elements if message.value else ():
        inner = element.expression if isinstance(element, ast.Placeable) else element
        if isinstance(inner, ast.TextElement):
            parts.append(_verbatim(inner.value))
        elif isinstance(inner, ast.StringLiteral):
            parts.append(_verbatim(inner.parse()["value"]))
        elif isinstance(inner, ast.VariableReference) and _SIMPLE_NAME.fullmatch(inner.id.name):
            parts.append(f"{{{inner.id.name}}}")
        else:
            return None
    return "".join(parts)


def _verbatim(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _as_fluent(value: Value) -> object:
    """Numbers without marks between thousands, which nobody wants in a year; `number` gives those that have them."""
    return fluent_number(value, useGrouping=False) if isinstance(value, int) else value


def _walk(node: object) -> Iterator[ast.BaseNode]:
    if isinstance(node, list):
        for each in node:
            yield from _walk(each)
    elif isinstance(node, ast.BaseNode):
        yield node
        for each in vars(node).values():
            yield from _walk(each)

"""Reading what the page asks for."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.sandbox.errors import PersonCannot
from bot.sandbox.model import Json


class Asked:
    """A request's body or query; whatever is missing or of another kind raises PersonCannot with a sentence."""

    def __init__(self, values: Json) -> None:
        self._values = values

    @classmethod
    def parse(cls, raw: bytes) -> Asked:
        """The JSON object in `raw`."""
        try:
            values = msgspec.json.decode(raw)
        except msgspec.DecodeError as error:
            raise PersonCannot("the body is no JSON") from error
        if not isinstance(values, dict):
            raise PersonCannot("the body is no JSON object")
        return cls(values)

    def text(self, name: str) -> str:
        """The text `name`."""
        value = self._values.get(name)
        if not isinstance(value, str):
            raise PersonCannot(f"the request needs a text {name!r}")
        return value

    def id(self, name: str) -> int:
        """The id `name`."""
        value = self.optional_id(name)
        if value is None:
            raise PersonCannot(f"the request needs an id {name!r}")
        return value

    def optional_id(self, name: str) -> int | None:
        """The id `name`, None when absent or null."""
        value = self._values.get(name)
        if value is None:
            return None
        if not (isinstance(value, str) and value.isascii() and value.isdecimal()):
            raise PersonCannot(f"{name!r} is no id")
        return int(value)

    def number(self, name: str, default: int) -> int:
        """The whole number `name`, as text or number; `default` when absent."""
        value = self._values.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        number = self.optional_id(name)
        return default if number is None else number

    def switch(self, name: str) -> bool:
        """The truth value `name`, False when absent."""
        return self._values.get(name) is True

    def optional_text(self, name: str) -> str | None:
        """The text `name`, None when absent or null."""
        return None if self._values.get(name) is None else self.text(name)

    def object(self, name: str) -> dict[str, Any]:
        """The object `name`, {} when absent or null."""
        value = self._values.get(name) or {}
        if not isinstance(value, dict):
            raise PersonCannot(f"{name!r} is no object")
        return value

    def texts(self, name: str) -> list[str]:
        """The list of texts `name`."""
        value = self._values.get(name)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise PersonCannot(f"the request needs a list of texts {name!r}")
        return value

    def some(self, *names: str) -> dict[str, Any]:
        """Those of `names` that are given: texts and truth values only."""
        given = {name: self._values[name] for name in names if self._values.get(name) is not None}
        for name, value in given.items():
            if not isinstance(value, str | bool):
                raise PersonCannot(f"{name!r} is neither text nor truth value")
        return given

    def some_texts(self, name: str) -> list[str]:
        """The list of texts `name`, [] when absent or null."""
        return [] if self._values.get(name) is None else self.texts(name)

    def ids(self, name: str) -> list[int]:
        """The list of ids `name`."""
        return [Asked({name: each}).id(name) for each in self.texts(name)]

    def seconds(self, name: str) -> float:
        """The seconds `name`."""
        value = self._values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise PersonCannot(f"the request needs a number {name!r}")
        return float(value)

"""Checking request bodies the way Discord does: every fault is collected under its path, then refused at once.

Source: Discord API documentation, Reference, Error Messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.model import Json

Path = tuple[str | int, ...]


class Form:
    """The faults of one request body, as the tree that Discord answers."""

    def __init__(self) -> None:
        self.errors: Json = {}

    def fault(self, path: Path, code: str, message: str) -> None:
        """Notes a fault at `path`; list positions are numbers."""
        place = self.errors
        for step in path:
            place = place.setdefault(str(step), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def required(self, path: Path) -> None:
        """Notes that something is missing at `path`."""
        self.fault(path, "BASE_TYPE_REQUIRED", "This field is required")

    def refuse_faults(self) -> None:
        """Raises ApiError 50035 when there are faults."""
        if self.errors:
            raise ApiError(Reason.INVALID_FORM, self.errors)

    # --- kinds of values ---

    def text(self, path: Path, value: Any, *, at_most: int, at_least: int = 0, trim: bool = True) -> str:
        """The text at `path`, "" when absent or null; faults when it is none, too long or too short (code points)."""
        if value is None:
            value = ""
        if not isinstance(value, str):
            self.fault(path, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
            return ""
        text: str = value.strip() if trim else value
        if not text and at_least:
            self.required(path)
        elif len(text) < at_least:
            self.fault(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {at_least} and {at_most} in length.")
        elif len(text) > at_most:
            message = f"Must be {at_most} or fewer in length."
            if at_least:
                self.fault(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {at_least} and {at_most} in length.")
            else:
                self.fault(path, "BASE_TYPE_MAX_LENGTH", message)
        return text

    def integer(self, path: Path, value: Any, *, low: int, high: int, default: int = 0) -> int:
        """The whole number at `path`; `default` when absent or null."""
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return default
        if value > high:
            self.fault(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
        elif value < low:
            self.fault(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {low}.")
        return value

    def listed(self, path: Path, value: Any) -> list[Any] | None:
        """The list at `path`, [] when absent or null; None with a fault for anything else."""
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.fault(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return None

    def objects(self, path: Path, value: Any, *, at_most: int, at_least: int = 0) -> list[Json]:
        """The list of objects at `path`, [] when absent or null."""
        value = self.listed(path, value)
        if value is None:
            return []
        if not at_least <= len(value) <= at_most:
            message = f"Must be between {at_least} and {at_most} in length." if at_least else ""
            self.fault(path, "BASE_TYPE_BAD_LENGTH", message or f"Must be {at_most} or fewer in length.")
        sound = []
        for n, each in enumerate(value):
            if self.is_object((*path, n), each):
                sound.append(each)
        return sound

    def is_object(self, path: Path, value: Any) -> bool:
        """Whether the value is an object; notes a fault otherwise."""
        if isinstance(value, dict):
            return True
        self.fault(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return False

    def snowflake(self, path: Path, value: Any) -> int:
        """The id at `path`, sent as a number or as a string of digits; 0 with a fault for anything else."""
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        if isinstance(value, str) and value.isascii() and value.isdecimal():
            return int(value)
        self.fault(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return 0

    def one_of(self, path: Path, value: Any, choices: Iterable[Any]) -> bool:
        """Whether the value is among the choices; notes a fault otherwise."""
        choices = tuple(choices)
        if value in choices:
            return True
        listed = ", ".join(repr(choice) for choice in choices)
        self.fault(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
        return False

    def url(self, path: Path, value: Any, *, schemes: tuple[str, ...], at_most: int = 2048) -> str:
        """The address at `path`, "" when absent or null; faults when it has another scheme or no host."""
        address = self.text(path, value, at_most=at_most)
        if not address:
            return ""
        scheme, separator, rest = address.partition("://")
        if not separator or not rest:
            self.fault(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
        elif scheme.lower() not in schemes:
            listed = ", ".join(repr(each) for each in schemes)
            self.fault(
                path,
                "URL_TYPE_INVALID_SCHEME",
                f'Scheme "{scheme}" is not supported. Scheme must be one of ({listed}).',
            )
        return address


def form_messages(errors: Json) -> Iterator[str]:
    """The sentences in a tree of form errors, in order."""
    for name, inside in errors.items():
        if name == "_errors":
            yield from (each["message"] for each in inside)
        else:
            yield from form_messages(inside)

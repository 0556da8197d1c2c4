"""A sentence before it is worded: what is kept and passed on, so that each reader gets it in their language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """The message `key` of bot/words/en.ftl with its `arguments`, by name.

    An argument may itself be said, or be several things said, which are shown with the language's separator between.
    """

    key: str
    arguments: tuple[tuple[str, Argument], ...] = ()


Argument = str | int | Said | tuple[Said | str, ...]
# What is shown to people: to be worded, or words as they are (somebody's own, or kept by an earlier version).
Words = Said | str


def said(key: str, /, **arguments: Argument) -> Said:
    """The message `key` with `arguments`, to be worded later."""
    return Said(key, tuple(arguments.items()))

"""A sentence before it is worded: what is kept and passed on, so that each reader gets it in their language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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


def day_of(moment: date) -> Said:
    """ "4 May 2023"."""
    return said("date-day", day=moment.day, month=Said(MONTH_KEYS[moment.month]), year=moment.year)


def day_of_year(moment: date) -> Said:
    """ "4 May"."""
    return said("date-day-of-year", day=moment.day, month=Said(MONTH_KEYS[moment.month]))


def month_of(moment: date) -> Said:
    """ "May 2023"."""
    return said("date-month", month=Said(MONTH_KEYS[moment.month]), year=moment.year)


def short_month_of(moment: date) -> Said:
    """ "Jan 2023"."""
    return said("date-month", month=Said(SHORT_MONTH_KEYS[moment.month]), year=moment.year)


_MONTHS = "january february march april may june july august september october november december".split()
MONTH_KEYS = {number: f"date-{month}" for number, month in enumerate(_MONTHS, start=1)}
SHORT_MONTH_KEYS = {number: f"date-short-{month}" for number, month in enumerate(_MONTHS, start=1)}

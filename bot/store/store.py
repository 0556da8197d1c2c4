"""The store as the rest of the program sees it: one member a subject."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.errors import CannotStart
from bot.store._sqlite import Database, open_database
from bot.store.answers import AnswerRows
from bot.store.contributions import Contributions
from bot.store.guild_settings import GuildSettingsRows
from bot.store.papers import Papers
from bot.store.presence import Presence
from bot.store.scans import Scans

_SQLITE = "sqlite:///"


class Store:
    """Everything kept, by subject."""

    def __init__(self, database: Database) -> None:
        self.papers = Papers(database)
        self.scans = Scans(database)
        self.answers = AnswerRows(database)
        self.contributions = Contributions(database)
        self.guild_settings = GuildSettingsRows(database)
        self.presence = Presence(database)


@asynccontextmanager
async def open_store(database_url: str) -> AsyncIterator[Store]:
    """The store at `database_url` ("sqlite:///data/pwnc.db": a path, relative to the working directory).

    Raises CannotStart when it cannot be used, with a sentence that says what to do.
    """
    path = database_url.removeprefix(_SQLITE)
    if not database_url.startswith(_SQLITE) or not path:
        raise CannotStart("The setting DATABASE_URL must be of the form sqlite:///data/pwnc.db.")
    async with open_database(Path(path)) as database:
        store = Store(database)
        await store.guild_settings.load()
        yield store

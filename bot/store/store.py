"""The store as the rest of the program sees it: one member a subject."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from yarl import URL

from bot.errors import CannotStart
from bot.models import GuildSettings, PersonSettings
from bot.store._database import Database
from bot.store._sqlite import open_sqlite
from bot.store.answers import AnswerRows
from bot.store.code_links import CodeLinks
from bot.store.contributions import Contributions
from bot.store.decided import Decided
from bot.store.full_texts import FullTexts
from bot.store.imports import Imports
from bot.store.papers import Papers
from bot.store.people import People
from bot.store.presence import Presence
from bot.store.reactions import Reactions
from bot.store.rescans import RescanRows
from bot.store.restrictions import Restrictions
from bot.store.scans import Scans
from bot.store.search import Search
from bot.store.statistics import StatisticsRows
from bot.store.tables import Tables
from bot.store.watches import Watches


class Store:
    """Everything kept, by subject; `coordination` is how this process agrees with others on the same store."""

    def __init__(self, database: Database) -> None:
        self.coordination = database.coordination
        self.papers = Papers(database)
        self.scans = Scans(database)
        self.search = Search(database)
        self.imports = Imports(database)
        self.tables = Tables(database)
        self.answers = AnswerRows(database)
        self.contributions = Contributions(database)
        self.guild_settings = Decided(database, "guild_settings", GuildSettings())
        self.person_settings = Decided(database, "person_settings", PersonSettings())
        self.presence = Presence(database)
        self.code_links = CodeLinks(database)
        self.full_texts = FullTexts(database)
        self.rescans = RescanRows(database)
        self.watches = Watches(database)
        self.statistics = StatisticsRows(database)
        self.reactions = Reactions(database)
        self.restrictions = Restrictions(database)
        self.people = People(database)


@asynccontextmanager
async def open_store(database_url: str) -> AsyncIterator[Store]:
    """The store at `database_url`.

    "sqlite:///data/pwnc.db" is a path, relative to the working directory; "postgresql://user:password@host/name" is a
    database on a server. Raises CannotStart when it cannot be used, with a sentence that says what to do.
    """
    async with open_database(database_url) as database:
        store = Store(database)
        await store.guild_settings.load()
        await store.person_settings.load()
        yield store


def open_database(database_url: str) -> AbstractAsyncContextManager[Database]:
    """The connections alone, for what works on tables as such. Raises CannotStart as `open_store` does."""
    scheme, _, rest = database_url.partition("://")
    if scheme == "sqlite" and len(rest) > 1 and rest.startswith("/"):
        return open_sqlite(Path(rest[1:]))
    if scheme in ("postgresql", "postgres") and rest:
        from bot.store._postgres import open_postgres

        return open_postgres(database_url, without_password(database_url))
    raise CannotStart(
        "The setting DATABASE_URL must be of the form sqlite:///data/pwnc.db or postgresql://user:password@host/pwnc."
    )


def without_password(database_url: str) -> str:
    """The address to be shown: without its password, and without options, where one may stand too."""
    if database_url.startswith("sqlite:"):
        return database_url
    try:
        return str(URL(database_url).with_password(None).with_query(None))
    except ValueError:
        return "the address in DATABASE_URL"

"""The numbered .sql files that bring a store to the newest schema, forward only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from bot.errors import CannotStart
from bot.store._database import Connection, Dialect
from bot.store._titles import index_all

FOLDER = Path(__file__).parent / "migrations"
MAKE_MARKS = "create table if not exists migrations (number integer primary key, ran_at bigint)"
GET_MARKS = "select number from migrations"
MARK = "insert into migrations (number, ran_at) values (:number, :ran_at)"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its number, its statements, and what the program does after them, or None."""

    number: int
    script: str
    fill: Callable[[Connection], Awaitable[None]] | None


_FILL = {8: index_all}


def all_migrations(dialect: Dialect) -> list[Migration]:
    """Every step, first to last: NNN.sql, or NNN.sqlite.sql and NNN.postgresql.sql where the two must differ."""
    files = [path for path in FOLDER.glob("*.sql") if path.name.split(".")[1] in ("sql", dialect)]
    numbered = sorted((int(path.name.split(".")[0]), path) for path in files)
    return [Migration(n, path.read_text(encoding="utf-8"), _FILL.get(n)) for n, path in numbered]


def pending_migrations(dialect: Dialect, done: Collection[int], store: str) -> list[Migration]:
    """The steps that are still to be made. Raises CannotStart when a newer version has made more than we know."""
    migrations = all_migrations(dialect)
    newest = migrations[-1].number
    if done and max(done) > newest:
        raise CannotStart(
            f"The store {store} was written by a newer PWNC (schema {max(done)}, this one knows {newest}): "
            "install that one, or set DATABASE_URL to another store."
        )
    return [migration for migration in migrations if migration.number not in done]

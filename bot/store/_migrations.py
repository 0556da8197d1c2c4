"""The numbered .sql files that bring a store to the newest schema, forward only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bot.errors import CannotStart
from bot.store._database import Dialect

FOLDER = Path(__file__).parent / "migrations"
MAKE_MARKS = "create table if not exists migrations (number integer primary key, ran_at bigint)"
GET_MARKS = "select number from migrations"
MARK = "insert into migrations (number, ran_at) values (:number, :ran_at)"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its number and its statements."""

    number: int
    script: str


def all_migrations(dialect: Dialect) -> list[Migration]:
    """Every step, first to last: NNN.sql, or NNN.sqlite.sql and NNN.postgresql.sql where the two must differ."""
    files = [path for path in FOLDER.glob("*.sql") if path.name.split(".")[1] in ("sql", dialect)]
    return [
        Migration(int(path.name.split(".")[0]), path.read_text(encoding="utf-8"))
        for path in sorted(files, key=lambda path: path.name)
    ]


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

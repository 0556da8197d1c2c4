"""`backup`: a copy of the SQLite file while the bot runs, checked before it gets its name."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.cli.export import new_file
from bot.errors import CannotStart
from bot.settings import Settings
from bot.store import without_password

SQLITE = "sqlite:///"
PAGES_AT_A_TIME = 2048


def backup(settings: Settings, path: Path) -> int:
    """Copies the store of one moment into a new file, and checks that it can be restored. Raises CannotStart."""
    if not settings.database_url.startswith(SQLITE):
        raise CannotStart(
            f"The store is {without_password(settings.database_url)}: back it up with pg_dump, or with "
            "python -m bot export FILE."
        )
    store = Path(settings.database_url.removeprefix(SQLITE))
    if not store.is_file():
        raise CannotStart(f"There is no store {store}: set DATABASE_URL to the one that is to be backed up.")
    try:
        with new_file(path) as file, _progress() as show:
            n_rows = copy_checked(store, Path(file.name), show)
    except sqlite3.Error as error:
        raise CannotStart(f"The store {store} cannot be backed up ({error}): see to its disk and to {path}.") from error
    print(f"Backed up {n_rows:,} rows to {path}. To restore it: stop the bot, and set DATABASE_URL={SQLITE}{path}.")
    return 0


def copy_checked(store: Path, copy: Path, show: Callable[[int, int, int], None]) -> int:
    """Copies a store into the empty file `copy` and gives the number of its rows. Raises CannotStart on a bad copy."""
    with closing(sqlite3.connect(store, isolation_level=None)) as source, closing(sqlite3.connect(copy)) as target:
        # One moment for all of it: without the transaction, the copy would begin anew whenever the bot writes.
        source.execute("begin")
        n_rows = _count(source)
        source.backup(target, pages=PAGES_AT_A_TIME, progress=show)
        source.execute("rollback")
        target.execute("pragma journal_mode = delete")
        found = [row[0] for row in target.execute("pragma quick_check(3)")]
        if found != ["ok"] or target.execute("pragma foreign_key_check").fetchone():
            raise CannotStart(f"The store {store} is damaged ({'; '.join(found)}): restore an earlier backup.")
        if _count(target) != n_rows:
            raise CannotStart(f"The copy of {store} is not whole: try again.")
    return sum(n_rows.values())


def _count(connection: sqlite3.Connection) -> dict[str, int]:
    tables = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
    return {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}  # noqa: S608


@contextmanager
def _progress() -> Iterator[Callable[[int, int, int], None]]:
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("Backup")

        def show(_status: int, n_left: int, n_pages: int) -> None:
            progress.update(task, completed=n_pages - n_left, total=n_pages)

        yield show

"""`export` and `import` of everything in the store, as JSON lines: from one machine or database to another.

The first line is the header: {"pwnc_export": 1, "schema": [...], "exported_at": ..., "rows": {table: n}}. Each other
line is a row: {"table": name, "row": {column: value}}, tables after those that they refer to.
"""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import msgspec

from bot.cli._steps import BarOfFile, identify, open_lines, progress_bar, read_steps
from bot.errors import CannotStart, StoreConflict
from bot.settings import Settings
from bot.store import Store, open_store
from bot.store.imports import Progress
from bot.store.tables import table_names

FORMAT = 1
STEP_LINES = 2000


class Header(msgspec.Struct, frozen=True):
    """The first line: the form of the file, the migrations of its store, when it was made, rows by table."""

    pwnc_export: int
    schema: list[int]
    exported_at: str
    rows: dict[str, int]


class Line(msgspec.Struct, frozen=True):
    """Each other line."""

    table: str
    row: dict[str, str | int | float | None]


async def export(settings: Settings, path: Path) -> int:
    """Writes everything in the store, as it is at this moment, into a new file (gzipped where its name ends in .gz)."""
    encoder = msgspec.json.Encoder()
    async with open_store(settings.database_url) as store, store.tables.snapshot() as snapshot:
        rows = {name: await snapshot.count(name) for name in table_names()}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with new_file(path) as raw, _packed(path, raw) as file:
            file.write(encoder.encode(Header(FORMAT, list(await store.tables.get_schema()), now, rows)) + b"\n")
            for name in table_names():
                async for some in snapshot.read(name):
                    file.write(b"".join(encoder.encode({"table": name, "row": dict(row)}) + b"\n" for row in some))
    print(f"Exported {sum(rows.values()):,} rows of {len(rows)} tables to {path}.")
    return 0


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name when it is whole, for its owner's eyes only. Raises CannotStart."""
    if path.exists():
        raise CannotStart(f"{path} is there already: give another name, or remove it.")
    part = path.with_name(path.name + ".part")
    try:
        with open(part, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except OSError as error:
        raise CannotStart(f"{path} cannot be written ({error.strerror or error}): give another place.") from error
    finally:
        with suppress(OSError):  # renamed, or never made
            part.unlink()


@contextmanager
def _packed(path: Path, file: IO[bytes]) -> Iterator[IO[bytes]]:
    if path.suffix != ".gz":
        yield file
        return
    with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=5) as packed:
        yield packed  # type: ignore[misc]  # writes as a file does


def parse_header(line: bytes) -> Header | None:
    """The header of an export, or None when the line is none."""
    try:
        return msgspec.json.decode(line, type=Header)
    except msgspec.DecodeError:
        return None


async def import_export(settings: Settings, path: Path, header: Header) -> int:
    """Adds what the store does not hold of an export, and checks by counts that all is there.

    Rows that are there already stay as they are. Raises CannotStart when the file is none that this version reads.
    """
    source = f"export:{identify(path)}"
    async with open_store(settings.database_url) as store:
        await _check_header(store, header, path)
        progress = await store.imports.get_progress(source)
        if progress.position:
            print(f"Taken up after {progress.n_lines:,} lines.", file=sys.stderr)
        with open_lines(path) as file, progress_bar(path, "Rows") as bar:
            for step in read_steps(file, progress.position, STEP_LINES):
                progress = await _record(store, path, step.lines, progress, step.position)
                _show(bar, step.n_read, progress)
        await store.tables.index_titles()
        return await _report(store, header, path, progress)


def _show(bar: BarOfFile, n_read: int, progress: Progress) -> None:
    bar.show(n_read, f"{progress.n_lines:,}")


async def _check_header(store: Store, header: Header, path: Path) -> None:
    schema = await store.tables.get_schema()
    if header.pwnc_export != FORMAT or tuple(header.schema) != schema:
        raise CannotStart(
            f"{path} was written by another version of PWNC (schema {_range(header.schema)}, this one has "
            f"{_range(schema)}): export it anew with this version, which brings the store it comes from up to date."
        )


def _range(schema: Sequence[int]) -> str:
    return ", ".join(map(str, schema))


async def _record(
    store: Store, path: Path, lines: Sequence[bytes | None], progress: Progress, position: int
) -> Progress:
    """Adds the rows of some lines; those of the last table are kept together with how far the file was read."""
    first = progress.n_lines == 0
    rows = [_parse(line, path, progress.n_lines + n) for n, line in enumerate(lines, 1) if not (first and n == 1)]
    grouped = [(table, [row.row for row in some]) for table, some in groupby(rows, lambda row: row.table)]
    done = replace(progress, n_lines=progress.n_lines + len(lines), position=position)
    for number, (table, some) in enumerate(grouped, 1):
        reached = done if number == len(grouped) else progress
        try:
            await _check_columns(store, table, some)
            kept = await store.tables.record_rows(table, some, replace(reached, n_changed=progress.n_changed))
        except (StoreConflict, ValueError) as error:
            raise CannotStart(
                f"{path}, lines {progress.n_lines + 1} to {done.n_lines}: rows of {table} cannot be kept ({error}). "
                "Export the store anew."
            ) from error
        progress = replace(progress, n_changed=kept.n_changed)
    return replace(done, n_changed=progress.n_changed)


async def _check_columns(store: Store, table: str, rows: Sequence[dict[str, Any]]) -> None:
    if table not in table_names():
        raise ValueError("there is no such table")
    columns = await store.tables.get_columns(table)
    if any(row.keys() != columns for row in rows):
        raise ValueError("the columns are others")


def _parse(line: bytes | None, path: Path, number: int) -> Line:
    try:
        return msgspec.json.decode(line or b"", type=Line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CannotStart(f"{path}, line {number}, is no row of an export ({error}): export the store anew.") from error


async def _report(store: Store, header: Header, path: Path, progress: Progress) -> int:
    n_rows, n_read, n_added = sum(header.rows.values()), max(0, progress.n_lines - 1), progress.n_changed
    print(f"Rows read: {n_read:,} of {n_rows:,}; added: {n_added:,}; there already: {n_read - n_added:,}.")
    if n_read != n_rows:
        raise CannotStart(f"{path} is cut short: it holds {n_read:,} of {n_rows:,} rows. Copy it anew, then import it.")
    here = await store.tables.count()
    missing = {name: n - here[name] for name, n in header.rows.items() if here.get(name, 0) < n}
    for name, n in missing.items():
        print(f"{name}: {n:,} rows are not there, because others that are stand in their way.", file=sys.stderr)
    return 1 if missing else 0

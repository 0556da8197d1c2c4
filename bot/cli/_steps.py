"""Large files of lines, read in steps that can be taken up again where the last ended."""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from bot.errors import CannotStart

MAX_LINE_BYTES = 16_000_000
EDGE_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Step:
    """Some lines of a file, and what was read when they end: `position` in bytes unpacked, `n_read` in bytes on disk.

    A line that is too long to be one stands as None.
    """

    lines: tuple[bytes | None, ...]
    position: int
    n_read: int


@contextmanager
def open_lines(path: Path) -> Iterator[BinaryIO]:
    """The file, unpacked where it is gzipped. Raises CannotStart when it cannot be read, also later."""
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            if packed:
                with gzip.open(raw) as unpacked:
                    yield unpacked  # type: ignore[misc]  # reads as a file does
            else:
                yield raw
    except (OSError, EOFError, zlib.error) as error:
        raise CannotStart(f"{path} cannot be read ({error}): give a file of lines, plain or gzipped.") from error


def identify(path: Path) -> str:
    """What tells a file from others without reading all of it: its size, its beginning and its end."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            digest = hashlib.blake2b(file.read(EDGE_BYTES), digest_size=16)
            file.seek(max(0, size - EDGE_BYTES))
            digest.update(file.read(EDGE_BYTES))
    except OSError as error:
        raise CannotStart(f"{path} cannot be read ({error.strerror}): give another file.") from error
    return f"{size}:{digest.hexdigest()}"


def read_steps(file: BinaryIO, position: int, n_lines: int) -> Iterator[Step]:
    """The lines from `position` on, at most `n_lines` a step; empty lines are left out."""
    file.seek(position)
    lines: list[bytes | None] = []
    while line := file.readline(MAX_LINE_BYTES):
        position += len(line)
        whole: bytes | None = line
        while not line.endswith(b"\n") and len(line) == MAX_LINE_BYTES:
            whole, line = None, file.readline(MAX_LINE_BYTES)
            position += len(line)
        if whole is None or whole.strip():
            lines.append(whole)
        if len(lines) == n_lines:
            yield Step(tuple(lines), position, _n_read(file, position))
            lines = []
    yield Step(tuple(lines), position, _n_read(file, position))


def _n_read(file: BinaryIO, position: int) -> int:
    return file.fileobj.tell() if isinstance(file, gzip.GzipFile) else position


@contextmanager
def progress_bar(path: Path, what: str) -> Iterator[BarOfFile]:
    """A bar on standard error, drawn only where that is a terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn(what),
        BarColumn(),
        DownloadColumn(),
        TextColumn("{task.fields[said]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task(what, total=os.path.getsize(path), said="")
        yield BarOfFile(progress, task)


class BarOfFile:
    """How far a file is read."""

    def __init__(self, progress: Progress, task: object) -> None:
        self._progress = progress
        self._task = task

    def show(self, n_read: int, said: str) -> None:
        """Moves the bar to `n_read` bytes, with a few words beside it."""
        self._progress.update(self._task, completed=n_read, said=said)  # type: ignore[arg-type]  # the id rich gave

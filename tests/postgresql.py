"""A PostgreSQL server of the tests' own: a spare port, a temporary folder, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any

import asyncpg

PASSWORD = "sesame"
# Nothing here has to survive a power cut, and only the tests connect.
OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "listen_addresses": "127.0.0.1",
}


def find_binaries() -> Path | None:
    """The folder of initdb, postgres and pg_ctl, or None when PostgreSQL's server is not installed."""
    folders = [Path(found).resolve().parent] if (found := shutil.which("initdb")) else []
    if pg_config := shutil.which("pg_config"):
        shown = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(shown.stdout.strip()))
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server. `url()` is the address of one of its databases."""

    binaries: Path
    folder: Path
    port: int
    options: Mapping[str, str]

    def url(self, database: str = "postgres", *, password: str = PASSWORD) -> str:
        """The address of `database`, for the user that owns it."""
        return f"postgresql://pwnc:{password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        options = " ".join(f"-c {name}={value}" for name, value in self.options.items())
        self._run("pg_ctl", "start", "-w", "-s", "-l", self.folder / "log", "-o", f"-p {self.port} -k '' {options}")

    def stop(self) -> None:
        """Stops the server at once: its clients lose their connections."""
        self._run("pg_ctl", "stop", "-w", "-s", "-m", "immediate")

    def _run(self, program: str, *arguments: object) -> None:
        command = [self.binaries / program, "-D", self.folder / "data", *map(str, arguments)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **_as_user())


def _as_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: there it runs as somebody else."""
    if os.geteuid() != 0:
        return {}
    names = [entry.pw_name for entry in pwd.getpwall()]
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


# It outlives whoever starts it, also by SIGKILL, and ends the server when their pipe closes.
GUARD = 'cat >/dev/null; "$1/pg_ctl" -D "$2/data" stop -w -s -m immediate; rm -rf "$2"'


@contextmanager
def run_server(binaries: Path, options: Mapping[str, str] = MappingProxyType(OPTIONS)) -> Iterator[PostgresServer]:
    """A new, empty server, stopped and removed at the end: of the `with`, or of this process, however it ends."""
    folder = Path(tempfile.mkdtemp(prefix="pwnc-postgresql-"))
    user = _as_user()
    if user:
        os.chown(folder, user["user"], user["group"])
    guard = subprocess.Popen(
        ["/bin/sh", "-c", GUARD, "guard", binaries, folder], stdin=subprocess.PIPE, cwd="/", start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user,
    )  # fmt: skip
    try:
        yield _make_server(binaries, folder, options)
    finally:
        guard.communicate()


def _make_server(binaries: Path, folder: Path, options: Mapping[str, str]) -> PostgresServer:
    password = folder / "password"
    password.write_text(PASSWORD)
    password.chmod(0o644)
    with socket.socket() as spare:
        spare.bind(("127.0.0.1", 0))
        port = spare.getsockname()[1]
    server = PostgresServer(binaries, folder, port, options)
    server._run(
        "initdb", "-U", "pwnc", "--encoding=UTF8", "--locale=C", "--no-sync", "-A", "scram-sha-256",
        f"--pwfile={password}",
    )  # fmt: skip
    server.start()
    return server


_numbers = count()


async def make_schema(server: PostgresServer) -> str:
    """The address of an empty place of its own: a schema, which is made faster than a database."""
    name = f"test_{next(_numbers)}"
    connection = await asyncpg.connect(server.url())
    await connection.execute(f"create schema {name}")
    await connection.close()
    return f"{server.url()}?search_path={name}"

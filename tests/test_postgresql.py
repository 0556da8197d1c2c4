"""The tests' own PostgreSQL server does not outlive them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.postgresql import find_binaries

ROOT = Path(__file__).parent.parent
HOLDER = """
import sys
from tests.postgresql import find_binaries, run_server
with run_server(find_binaries()) as server:
    print(server.folder, flush=True)
    sys.stdin.read()
"""
WITHIN_S = 30.0


def is_running(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(find_binaries() is None, reason="PostgreSQL is not installed (package postgresql)")
@pytest.mark.parametrize("is_killed", [True, False])
def test_it_ends_with_its_user(is_killed: bool) -> None:
    """Whoever started it ends in order, or is killed: the server ends, and its folder is gone."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        folder = Path(holder.stdout.readline().strip())
        postmaster = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        assert is_running(postmaster)
        if is_killed:
            holder.kill()
        holder.communicate()
    end = time.monotonic() + WITHIN_S
    while (is_running(postmaster) or folder.exists()) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_running(postmaster)
    assert not folder.exists()

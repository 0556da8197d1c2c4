"""A short soak, and that its measures find what they look for."""

from __future__ import annotations

import asyncio
import json
import os
import socket
from pathlib import Path

import pytest

from bot.sandbox.library import Library
from tests.soak.gauges import Sample, count_sockets, growth_per_message, write_csv
from tests.soak.log import find_amiss
from tests.soak.soak import soak
from tests.soak.stock import stock


def make_sample(number: int, rss_bytes: int) -> Sample:
    """A look after so many messages."""
    return Sample(number, rss_bytes, 1.0, 20, 10, 3, 1000, number, 1, 1, 0.01)


@pytest.mark.timeout(180)
async def test_a_short_one(tmp_path: Path) -> None:
    """A few seconds of load and trouble leave nothing behind."""
    report = await soak(tmp_path, seconds=6.0, per_s=20.0, seed=5)
    assert report.failures == []
    assert report.done["messages with links"] > 30
    assert report.verdicts["right"] > 10


def test_growth(tmp_path: Path) -> None:
    """What each message leaves behind is found below the noise of the allocator."""
    noise = (0, 300_000, 100_000, -200_000)
    flat = [make_sample(n * 250, 90_000_000 + noise[n % 4]) for n in range(240)]
    grown = [make_sample(s.n_messages, s.rss_bytes + 200 * s.n_messages) for s in flat]
    assert abs(growth_per_message(flat)) < 10
    assert growth_per_message(grown) == pytest.approx(200, abs=10)
    write_csv(tmp_path / "samples.csv", flat)
    assert len((tmp_path / "samples.csv").read_text().splitlines()) == 241


AMISS = {
    "an error": (json.dumps({"level": "error", "logger": "bot", "event": "x"}), "error: "),
    "an exception": (json.dumps({"level": "warning", "logger": "bot", "event": "x", "exception": []}), "error: "),
    "no line of the log": ("/x.py:1: ResourceWarning: x", "no line of the log: "),
    "what people wrote": (json.dumps({"level": "info", "logger": "bot", "event": "sesame"}), "says what is nobody's"),
    "left open": (json.dumps({"level": "info", "logger": "asyncio", "event": "Unclosed client session"}), "left open"),
}


@pytest.mark.parametrize(("line", "kind"), AMISS.values(), ids=AMISS)
def test_what_is_amiss_in_a_log(tmp_path: Path, line: str, kind: str) -> None:
    """It is found among lines that are in order."""
    fine = [
        json.dumps({"level": "info", "logger": "bot", "event": "fine"}),
        json.dumps({"level": "error", "logger": "discord.client", "event": "Attempting a reconnect in 1s"}),
    ]
    log = tmp_path / "log.txt"
    log.write_text("\n".join([*fine, line, *fine]))
    (found,) = find_amiss(log, ["sesame"])
    assert found.startswith(kind)


async def test_sockets_are_counted() -> None:
    """Connections to one port, and no others."""
    async with Library() as one, Library() as other:
        ports = [int(each.settings["GITHUB_API_URL"].split(":")[2].split("/")[0]) for each in (one, other)]
        opened = [await asyncio.open_connection("127.0.0.1", port) for port in (ports[0], ports[0], ports[1])]
        assert [count_sockets(os.getpid(), port) for port in ports] == [2, 1]
        for _, writer in opened:
            writer.close()
            await writer.wait_closed()
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        assert count_sockets(os.getpid(), nobody.getsockname()[1]) == 0


def test_new_papers() -> None:
    """Copies have ids of their own, and the verdicts of what they are copied from."""
    held = stock(250).papers
    assert len(held) == 250 + 98
    assert held["1801.80000"].verdict is next(iter(held.values())).verdict

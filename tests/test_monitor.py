"""Health, readiness and metrics over a real socket; logs as lines of JSON."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import structlog

from bot.cli.check import check
from bot.errors import CannotStart
from bot.logs import bind, set_up_logs
from bot.metrics import Metrics, parse_rests
from bot.monitor import open_monitor
from bot.resting import Resting
from bot.settings import Settings
from bot.status import Status

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
GITHUB = Resting("GitHub", '“spent”\\ and "so"', NOON, NOON + timedelta(hours=1))
OPENALEX = Resting("OpenAlex", "no answer", NOON, None)


async def get(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


async def test_health_and_readiness() -> None:
    """A process that lives is not ready before it says so; what cannot say so in time is not ready."""
    able = False

    async def is_ready() -> bool:
        return able

    async with open_monitor("127.0.0.1", 0, Metrics(), is_ready) as port:
        assert await get(port, "/healthz") == (200, "ok\n")
        assert await get(port, "/readyz") == (503, "not ready\n")
        able = True
        assert await get(port, "/readyz") == (200, "ready\n")
        assert (await get(port, "/secrets"))[0] == 404


async def test_a_taken_port() -> None:
    """One sentence names the setting."""

    async def is_ready() -> bool:
        return True

    async with open_monitor("127.0.0.1", 0, Metrics(), is_ready) as port:
        with pytest.raises(CannotStart, match="MONITOR_PORT"):
            async with open_monitor("127.0.0.1", port, Metrics(), is_ready):
                pass


def test_metrics() -> None:
    """Everything is in Prometheus' format, and nothing of people."""
    metrics = Metrics()
    metrics.heard()
    metrics.answered(0.2)
    metrics.scanned(Status.GHOSTED)
    metrics.scanned(None)
    metrics.asked("GitHub", 0.3, True)
    metrics.watch("pwnc_guilds", "Servers", lambda: 3)
    metrics.watch_rests(lambda: {"GitHub": GITHUB, "arXiv": None, "OpenAlex": OPENALEX})
    shown = metrics.render().decode()
    for line in (
        "pwnc_messages_total 1.0",
        'pwnc_answer_seconds_bucket{le="0.25"} 1.0',
        'pwnc_scans_total{outcome="ghosted"} 1.0',
        'pwnc_scans_total{outcome="none"} 1.0',
        'pwnc_source_failures_total{source="GitHub"} 1.0',
        "pwnc_guilds 3.0",
        'pwnc_breaker_open{source="GitHub"} 1.0',
        'pwnc_breaker_open{source="arXiv"} 0.0',
        'pwnc_breaker_open{source="OpenAlex"} 1.0',
    ):
        assert line in shown.splitlines()
    assert not re.search(r"\d{17,}", shown)
    assert parse_rests(shown) == [GITHUB, OPENALEX]


async def test_check_asks_the_running_bot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` tells whether full texts are read, and what rests as the bot's own metrics say; what is no bot, too."""

    async def is_ready() -> bool:
        return True

    metrics = Metrics()
    rests = {"GitHub": GITHUB, "OpenAlex": OPENALEX}
    metrics.watch_rests(lambda: rests)
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'pwnc.db'}")
    async with open_monitor("127.0.0.1", 0, metrics, is_ready) as port:
        assert await check(replace(settings, monitor_port=port, monitor_host="::")) == 1
        shown = capsys.readouterr().out
        assert "✓ Full texts are read (html)." in shown
        assert (
            '! GitHub is left alone (“spent”\\ and "so"; since 12:00 UTC, until 13:00 UTC): links that lead there'
            in shown
        )
        assert "! OpenAlex is left alone (no answer; since 12:00 UTC, until it answers again): citations" in shown
        rests.clear()
        await check(replace(settings, monitor_port=port, full_text="off"))
        shown = capsys.readouterr().out
        assert "! FULL_TEXT is off" in shown
        assert "✓ No service rests just now." in shown
    await check(replace(settings, monitor_port=port))
    assert f"No bot tells at http://127.0.0.1:{port}/metrics" in capsys.readouterr().out
    await check(settings)
    assert "/diagnose tells" in capsys.readouterr().out


@pytest.fixture
def log_lines() -> Iterator[io.StringIO]:
    """The logs of one test, as they are written where nobody looks at a terminal."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    set_up_logs("INFO", stream)
    yield stream
    structlog.contextvars.clear_contextvars()
    root.handlers[:] = before
    root.setLevel(level)


def test_json_lines(log_lines: io.StringIO) -> None:
    """One line an event, with level, logger, moment, and the ids of the task at work; a traceback stays in its line."""
    log = logging.getLogger("bot.test")
    bind(message_id=42, arxiv_id="1706.03762")
    log.info("asked %s\nfor “it”", "GitHub")
    try:
        raise ValueError("x")
    except ValueError:
        log.exception("failed")
    first, second = [json.loads(line) for line in log_lines.getvalue().splitlines()]
    assert (first["event"], first["level"], first["logger"]) == ("asked GitHub\nfor “it”", "info", "bot.test")
    assert (first["message_id"], first["arxiv_id"]) == (42, "1706.03762")
    assert first["timestamp"].endswith("Z")
    assert second["exception"][0]["exc_type"] == "ValueError"


@pytest.mark.parametrize("is_terminal", [False, True])
def test_tracebacks_without_values(log_lines: io.StringIO, is_terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A traceback says where, never with what: among the values would be tokens and what people wrote."""
    monkeypatch.setattr(log_lines, "isatty", lambda: is_terminal, raising=False)
    set_up_logs("INFO", log_lines)

    def fail(token: str) -> None:
        raise ValueError("x")

    try:
        fail("".join(("ses", "ame")))
    except ValueError:
        logging.getLogger("bot.test").exception("failed")
    assert "test_monitor.py" in log_lines.getvalue()
    assert "sesame" not in log_lines.getvalue()


def test_levels(log_lines: io.StringIO) -> None:
    """What is below the level is not written."""
    logging.getLogger("bot.test").debug("x")
    assert log_lines.getvalue() == ""

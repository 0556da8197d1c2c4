"""Every one of the 56 checks has its test, and those that hang on the stream run on both."""

from __future__ import annotations

import discord
import pytest

from bot.sandbox import Sandbox
from tests.sandbox.checks import CHECKS, HERE, ON_BOTH_STREAMS
from tests.sandbox.probe import Probe


def test_there_are_56_checks_in_two_parts() -> None:
    """56 different ones, 43 of which run twice."""
    assert len({what for what, _, _ in CHECKS}) == 56
    assert ON_BOTH_STREAMS == 43


@pytest.mark.parametrize(("what", "file", "test"), CHECKS, ids=range(1, len(CHECKS) + 1))
def test_check_has_its_test(what: str, file: str, test: str) -> None:
    """The test that the table names is there."""
    assert f"def {test}(" in (HERE / file).read_text(encoding="utf-8"), what


@pytest.mark.parametrize("stream", ["zstd", "zlib"], indirect=True)
async def test_the_stream_is_the_one_asked_for(sandbox: Sandbox, bot: Probe, stream: str) -> None:
    """A bot on one of the streams asks the gateway for it, and reads what it compresses."""
    asked = discord.utils._ActiveDecompressionContext.COMPRESSION_TYPE
    assert asked == f"{stream}-stream"
    [connection] = sandbox.gateway.connections
    assert type(connection._compressor).__name__.lower() == f"_{stream}"
    await sandbox.person("grace").say("papers", "one " * 400)
    assert (await bot.event("message")).content.startswith("one one")

"""Settings: defaults, the .env file, and one sentence for each mistake."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot.errors import CannotStart
from bot.settings import Settings, load_settings

ROOT = Path(__file__).parent.parent


def test_defaults() -> None:
    """Nothing need be set."""
    assert load_settings({}) == Settings()
    assert load_settings({"DISCORD_TOKEN": "  "}) == Settings()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """Both are read; the environment has the last word, unless it is empty."""
    path = tmp_path / ".env"
    path.write_text('export CONTACT="ada@example.org" # who we are\nSANDBOX_PORT=1\nLOG_LEVEL=debug\n')
    settings = load_settings({"SANDBOX_PORT": "9", "LOG_LEVEL": ""}, path)
    assert (settings.contact, settings.sandbox_port, settings.log_level) == ("ada@example.org", 9, "debug")


def test_settings_give_themselves_again() -> None:
    """As environment variables they are the same settings."""
    settings = Settings(discord_token="t", sandbox_port=0, as_of="2026-11-24T12:00:00+00:00")
    assert load_settings(settings.as_environment()) == settings


def test_shards() -> None:
    """A process has the shards that it is given, all without; several processes need PostgreSQL."""
    several = {"SHARD_COUNT": "8", "DATABASE_URL": "postgresql://a:b@c/d"}
    for given, shards in (("", range(8)), ("0-3", range(4)), ("6, 2 - 3", (2, 3, 6)), ("7", (7,))):
        assert load_settings(several | {"SHARD_IDS": given}).shards() == tuple(shards)
    assert load_settings({}).shards() == (0,)
    with pytest.raises(CannotStart, match="need a PostgreSQL database"):
        load_settings({"SHARD_COUNT": "8", "SHARD_IDS": "0"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SANDBOX_PORT", "many"),
        ("SANDBOX_PORT", "70000"),
        ("SANDBOX_PORT", "-1"),
        ("ARXIV_INTERVAL_S", "soon"),
        ("ARXIV_INTERVAL_S", "1"),
        ("ARXIV_INTERVAL_S", "nan"),
        ("LOG_LEVEL", "LOUD"),
        ("SHARD_COUNT", "0"),
        ("SHARD_IDS", "1"),
        ("SHARD_IDS", "-1"),
        ("SHARD_IDS", "0-"),
        ("SHARD_IDS", "first"),
        ("GITHUB_API_URL", "api.github.com"),
        ("GITHUB_API_URL", "ftp://api.github.com"),
        ("ARXIV_API_URL", "http://"),
        ("ARXIV_API_URL", "http://[::1"),
        ("DISCORD_GATEWAY_URL", "https://gateway.discord.gg/"),
        ("AS_OF", "yesterday"),
    ],
)
def test_a_bad_value_is_named(name: str, value: str) -> None:
    """One sentence names the setting."""
    with pytest.raises(CannotStart, match=rf"The setting {name} .*\.$"):
        load_settings({name: value})


def test_a_short_interval_is_for_loopback_only() -> None:
    """The library may be asked as fast as one likes; arXiv may not."""
    local = {"ARXIV_API_URL": "http://127.0.0.1:9/api/query", "ARXIV_INTERVAL_S": "0"}
    assert load_settings(local).arxiv_interval_s == 0
    with pytest.raises(CannotStart):
        load_settings(local | {"ARXIV_API_URL": "http://127.0.0.1.example.org/"})


def test_default_addresses() -> None:
    """Every service is asked over TLS, and what follows an address begins with its own slash."""
    names = [setting.name for setting in fields(Settings) if setting.name.endswith("_url") and setting.default]
    urls = {name: getattr(Settings(), name) for name in names if name not in ("database_url", "discord_gateway_url")}
    assert len(urls) >= 20
    assert {name for name, url in urls.items() if not url.startswith("https://") or url.endswith("/")} == set()


@pytest.mark.parametrize(
    ("gateway", "discord"),
    [
        ("http://127.0.0.1:9/web", "https://discord.com/api/v10"),
        ("http://127.0.0.1:9/web", "http://127.0.0.1.example.org/api/v10"),
        ("https://gateway.example.org/", "http://127.0.0.1:9/api/v10"),
        ("http://169.254.169.254/", "http://127.0.0.1:9/api/v10"),
    ],
)
def test_a_gateway_for_the_web_is_for_the_sandbox_only(gateway: str, discord: str) -> None:
    """Who stands for the web can say anything of any paper: refused with a real Discord, as is a stranger."""
    local = {"WEB_GATEWAY_URL": "http://127.0.0.1:9/web", "DISCORD_API_URL": "http://[::1]:9/api/v10"}
    assert load_settings(local).web_gateway_url == "http://127.0.0.1:9/web"
    with pytest.raises(CannotStart, match="WEB_GATEWAY_URL"):
        load_settings({"WEB_GATEWAY_URL": gateway, "DISCORD_API_URL": discord})


@pytest.mark.parametrize("content", [b"DISCORD TOKEN = x y\n", b"=value\n", b"'quoted\n", b"\xff\xfe\x00A"])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes) -> None:
    """A .env that cannot be read is told with its line, never half used."""
    path = tmp_path / ".env"
    path.write_bytes(b"CONTACT=a\n" + content)
    with pytest.raises(CannotStart, match=r"\.env.*mend or remove it\.$"):
        load_settings({}, path)


def test_the_example_names_every_setting_with_meaning_and_default() -> None:
    """.env.example is complete and true."""
    text = (ROOT / ".env.example").read_text()
    for setting in fields(Settings):
        default = "" if setting.default == "" else str(setting.default)
        assert f"# {setting.metadata['doc']}\n{setting.name.upper()}={default}\n" in text
    named = re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)
    assert sorted(named) == sorted(setting.name.upper() for setting in fields(Settings))


def test_the_readme_names_every_setting() -> None:
    """The README's table of settings is complete."""
    text = (ROOT / "README.md").read_text()
    missing = [setting.name.upper() for setting in fields(Settings) if f"`{setting.name.upper()}`" not in text]
    assert missing == []

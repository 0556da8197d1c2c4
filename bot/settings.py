"""What the operator decides: environment variables, or the same names in a .env file (the environment wins)."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from dotenv.parser import parse_stream
from yarl import URL

from bot.errors import CannotStart

FORMS = frozenset({"html", "pdf", "source"})


def _setting(default: Any, doc: str, *, secret: bool = False) -> Any:
    return field(default=default, metadata={"doc": doc, "secret": secret})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default; the environment variable is the name in capitals."""

    discord_token: str = _setting("", "The bot's token; without one, `make run` starts the sandbox.", secret=True)
    database_url: str = _setting(
        "sqlite:///data/pwnc.db", "Where everything is kept: this file, or postgresql://user:password@host/name."
    )
    github_token: str = _setting("", "Wanted: raises GitHub's limit from 60 to 5,000 requests an hour.", secret=True)
    hugging_face_token: str = _setting("", "Optional: tells a gated model from one that is gone.", secret=True)
    semantic_scholar_api_key: str = _setting("", "Optional: a limit of its own at Semantic Scholar.", secret=True)
    openalex_api_key: str = _setting("", "Optional: a larger daily budget at OpenAlex.", secret=True)
    contact: str = _setting("", "An address for the services' operators, sent in the User-Agent.")
    papers_per_person: int = _setting(10, "How many papers one person has answered in a minute.")
    papers_per_channel: int = _setting(20, "How many papers one channel has answered in a minute.")
    shard_count: int = _setting(1, "Into how many shards Discord splits the servers, all processes together.")
    shard_ids: str = _setting("", "The shards of this process, such as 0-3 or 0,2; all where empty.")
    languages_folder: str = _setting("", "A folder of further languages, each one file such as de.ftl (README).")
    log_level: str = _setting("INFO", "DEBUG, INFO, WARNING or ERROR.")
    monitor_port: int = _setting(0, "Port of /healthz, /readyz and /metrics; 0 switches them off.")
    monitor_host: str = _setting("127.0.0.1", "Where these are served; they tell nothing of people or messages.")
    sandbox_port: int = _setting(8765, "Port of the sandbox's page; 0 takes any free one.")
    arxiv_api_url: str = _setting("https://export.arxiv.org/api/query", "arXiv's query API.")
    arxiv_interval_s: float = _setting(3.0, "Seconds between two requests to arXiv; less than 3 on loopback only.")
    full_text: str = _setting("html", "Which forms of a full text are read: html, pdf and source, or off.")
    arxiv_pages_url: str = _setting("https://arxiv.org", "arXiv's pages, for full texts.")
    arxiv_source_url: str = _setting("https://export.arxiv.org", "arXiv's sources, where FULL_TEXT names them.")
    arxiv_pages_interval_s: float = _setting(15.0, "Seconds between two pages; less than 15 on loopback only.")
    semantic_scholar_api_url: str = _setting("https://api.semanticscholar.org", "Semantic Scholar.")
    openalex_api_url: str = _setting("https://api.openalex.org", "OpenAlex: where Semantic Scholar does not tell.")
    crossref_api_url: str = _setting("https://api.crossref.org", "Crossref: where an article appeared, if retracted.")
    github_api_url: str = _setting("https://api.github.com", "GitHub's REST and GraphQL APIs.")
    github_url: str = _setting("https://github.com", "GitHub for git: asked when the API's limit is spent.")
    gitlab_api_url: str = _setting("https://gitlab.com/api/v4", "GitLab.")
    bitbucket_api_url: str = _setting("https://api.bitbucket.org/2.0", "Bitbucket.")
    codeberg_api_url: str = _setting("https://codeberg.org/api/v1", "Codeberg.")
    hugging_face_url: str = _setting("https://huggingface.co", "Hugging Face.")
    zenodo_api_url: str = _setting("https://zenodo.org/api", "Zenodo.")
    figshare_api_url: str = _setting("https://api.figshare.com/v2", "figshare.")
    osf_api_url: str = _setting("https://api.osf.io/v2", "OSF.")
    sourceforge_api_url: str = _setting("https://sourceforge.net", "SourceForge.")
    anonymous_github_url: str = _setting("https://anonymous.4open.science", "Anonymous GitHub.")
    pypi_url: str = _setting("https://pypi.org", "PyPI.")
    cran_url: str = _setting("https://cran.r-project.org", "CRAN.")
    conda_url: str = _setting("https://api.anaconda.org", "conda.")
    ascl_url: str = _setting("https://ascl.net", "The Astrophysics Source Code Library.")
    software_heritage_url: str = _setting("https://archive.softwareheritage.org", "Asked whether it kept what is gone.")
    internet_archive_url: str = _setting("https://archive.org", "Asked whether it kept what is gone.")
    web_gateway_url: str = _setting("", "For the sandbox only: what stands for the web (asked as {it}?url=...).")
    discord_api_url: str = _setting("https://discord.com/api/v10", "Discord's REST API.")
    discord_gateway_url: str = _setting("wss://gateway.discord.gg/", "Discord's gateway.")
    as_of: str = _setting("", "Judge as of this moment (ISO 8601) and not as of now: for the library of the sandbox.")

    def as_environment(self) -> dict[str, str]:
        """The settings as environment variables that give them again."""
        return {setting.name.upper(): str(getattr(self, setting.name)) for setting in fields(self)}

    def keys(self) -> dict[str, bool]:
        """The keys to services, by name, and whether each is set."""
        names = (setting.name for setting in fields(self) if setting.metadata["secret"])
        return {name.upper(): bool(getattr(self, name)) for name in names if name != "discord_token"}

    def full_text_forms(self) -> frozenset[str]:
        """The forms of full texts that are read; empty when that is off."""
        named = frozenset(form.strip() for form in self.full_text.lower().split(","))
        return frozenset() if named == {"off"} else named

    def shards(self) -> tuple[int, ...]:
        """The shards of this process, ascending. Raises ValueError when `shard_ids` names none or other ones."""
        if not self.shard_ids:
            return tuple(range(self.shard_count))
        found: set[int] = set()
        for part in self.shard_ids.split(","):
            first, dash, last = (piece.strip() for piece in part.partition("-"))
            found.update(range(int(first), int(last if dash else first) + 1))
        if not found or not found <= set(range(self.shard_count)):
            raise ValueError("shards that there are not")
        return tuple(sorted(found))

    def as_of_moment(self) -> datetime | None:
        """`as_of` as a moment (UTC where it names no zone), or None when it is not set."""
        if not self.as_of:
            return None
        moment = datetime.fromisoformat(self.as_of)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def load_settings(environment: Mapping[str, str], env_file: Path | None = None) -> Settings:
    """The settings in force. Empty values count as not set. Raises CannotStart, naming the setting, on a bad one."""
    values = _read_env_file(env_file) if env_file and env_file.exists() else {}
    values.update({name: value for name, value in environment.items() if value.strip()})
    chosen = {
        setting.name: values[setting.name.upper()].strip()
        for setting in fields(Settings)
        if values.get(setting.name.upper(), "").strip()
    }
    try:
        settings = msgspec.convert(chosen, Settings, strict=False)
    except msgspec.ValidationError as error:
        name = str(error).rpartition("$.")[2].strip("`").upper()
        raise CannotStart(
            f"The setting {name} has a value that cannot be used: {str(error).split(' - ')[0]}."
        ) from None
    _check(settings)
    return settings


def _read_env_file(path: Path) -> dict[str, str]:
    try:
        with path.open(encoding="utf-8") as stream:
            bindings = list(parse_stream(stream))
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(f"{path} cannot be read ({error.__class__.__name__}): mend or remove it.") from error
    for binding in bindings:
        if binding.error:
            raise CannotStart(
                f"{path}, line {binding.original.line}, is not of the form NAME=value: mend or remove it."
            )
    return {binding.key: binding.value for binding in bindings if binding.key and binding.value is not None}


def _check(settings: Settings) -> None:
    if settings.log_level.upper() not in logging.getLevelNamesMapping():
        raise CannotStart("The setting LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR.")
    for name in ("sandbox_port", "monitor_port"):
        if not 0 <= getattr(settings, name) <= 65535:
            raise CannotStart(f"The setting {name.upper()} must be a port from 0 to 65535.")
    for setting in fields(settings):
        if setting.name.endswith("_url") and setting.name != "database_url" and setting.default:
            _check_address(setting.name.upper(), getattr(settings, setting.name))
    if settings.web_gateway_url:
        _check_gateway(settings)
    if not settings.arxiv_interval_s >= 3 and not is_loopback(settings.arxiv_api_url):
        raise CannotStart("The setting ARXIV_INTERVAL_S must be at least 3: arXiv asks for one request in 3 seconds.")
    pages = (settings.arxiv_pages_url, settings.arxiv_source_url)
    if not settings.arxiv_pages_interval_s >= 15 and not all(map(is_loopback, pages)):
        raise CannotStart(
            "The setting ARXIV_PAGES_INTERVAL_S must be at least 15: arXiv wants 15 seconds between pages."
        )
    if not settings.full_text_forms() <= FORMS:
        raise CannotStart("The setting FULL_TEXT must be off, or some of html, pdf and source, such as html,pdf.")
    _check_shards(settings)
    try:
        settings.as_of_moment()
    except ValueError:
        raise CannotStart("The setting AS_OF must be a moment such as 2026-11-24T12:00:00+00:00.") from None


def _check_gateway(settings: Settings) -> None:
    """Whoever stands for the web can say anything about any paper: never to a real Discord."""
    _check_address("WEB_GATEWAY_URL", settings.web_gateway_url)
    if not (is_loopback(settings.web_gateway_url) and is_loopback(settings.discord_api_url)):
        raise CannotStart("The setting WEB_GATEWAY_URL is for the sandbox: it and DISCORD_API_URL must be on loopback.")


def _check_shards(settings: Settings) -> None:
    if settings.shard_count < 1:
        raise CannotStart("The setting SHARD_COUNT must be 1 or more.")
    try:
        n_shards = len(settings.shards())
    except ValueError:
        last = settings.shard_count - 1
        raise CannotStart(
            f"The setting SHARD_IDS must name shards from 0 to {last} (SHARD_COUNT - 1), such as 0-{last} or 0."
        ) from None
    if n_shards < settings.shard_count and settings.database_url.startswith("sqlite:"):
        raise CannotStart(
            "Several processes (SHARD_IDS) need a PostgreSQL database in DATABASE_URL: SQLite serves one."
        )


def _check_address(name: str, address: str) -> None:
    schemes = ("ws", "wss") if name == "DISCORD_GATEWAY_URL" else ("http", "https")
    try:
        url = URL(address)
        usable = url.scheme in schemes and bool(url.host) and url.port is not None
    except ValueError:
        usable = False
    if not usable:
        raise CannotStart(f"The setting {name} must be an address that begins with {schemes[1]}://.")


def is_loopback(address: str) -> bool:
    """Whether `address` leads to this machine itself ("localhost", 127.0.0.0/8 or ::1)."""
    host = URL(address).host or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

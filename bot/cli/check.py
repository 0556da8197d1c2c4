"""`check`: what is set, and whether Discord lets the bot do what it needs."""

from __future__ import annotations

from dataclasses import fields

import aiohttp
import discord
from yarl import URL

from bot.client import PERMISSIONS, needed_intents, point_library_at
from bot.metrics import parse_rests
from bot.resting import what_it_means
from bot.settings import Settings
from bot.store import open_store, without_password

MONITOR_WITHIN_S = 3.0
_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not bound to


async def check(settings: Settings) -> int:
    """Prints settings (secrets hidden), store, token, intent, permissions and invite link; 0 when all is well."""
    for setting in fields(settings):
        print(f"{setting.name.upper():<26} {_shown(settings, setting.name, setting.metadata['secret'])}")
    async with open_store(settings.database_url):
        print("\n✓ The store can be used.")
    if not settings.github_token:
        print("! GITHUB_TOKEN is not set: without it GitHub answers 60 requests an hour, about 30 repositories.")
    print(_full_texts(settings))
    await _print_rests(settings)
    if not settings.discord_token:
        print("✗ DISCORD_TOKEN is not set: make an application in Discord's Developer Portal and copy its bot's token.")
        return 1
    return await _check_discord(settings)


def _shown(settings: Settings, name: str, secret: bool) -> str:
    value = str(getattr(settings, name))
    if not value:
        return "(not set)"
    if name == "database_url":
        value = without_password(value)
    return f"(set, {len(value)} characters)" if secret else value


def _full_texts(settings: Settings) -> str:
    forms = ", ".join(sorted(settings.full_text_forms()))
    if forms:
        return f"✓ Full texts are read ({forms})."
    return "! FULL_TEXT is off: links that only a paper's full text names are not found."


async def _print_rests(settings: Settings) -> None:
    """Which services rest just now: only the bot that runs knows, and tells it where a port is set for that."""
    if not settings.monitor_port:
        print("  Which services rest just now, /diagnose tells; with MONITOR_PORT set, here too.")
        return
    host = "127.0.0.1" if settings.monitor_host in _EVERYWHERE else settings.monitor_host
    url = URL.build(scheme="http", host=host, port=settings.monitor_port, path="/metrics")
    try:
        timeout = aiohttp.ClientTimeout(total=MONITOR_WITHIN_S)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as response:
            rests = parse_rests(await response.text())
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        print(f"  No bot tells at {url} which services rest: it does not run, or not here.")
        return
    for rest in rests:
        until = f"until {rest.until:%H:%M} UTC" if rest.until else "until it answers again"
        means = f"{rest.reason}; since {rest.since:%H:%M} UTC, {until}"
        print(f"! {rest.source} is left alone ({means}): {what_it_means(rest.source)}.")
    if not rests:
        print("✓ No service rests just now.")


async def _check_discord(settings: Settings) -> int:
    point_library_at(settings)
    try:
        async with discord.Client(intents=needed_intents()) as client:
            await client.login(settings.discord_token)
            application = await client.application_info()
    except discord.LoginFailure:
        print("✗ Discord refuses DISCORD_TOKEN: copy it anew from the Developer Portal (your application, page Bot).")
        return 1
    except (aiohttp.ClientError, OSError, discord.HTTPException) as error:
        print(f"✗ Discord cannot be reached ({error}).")
        return 1
    print(f"✓ The token belongs to {application.name}.")
    flags = application.flags
    has_intent = flags.gateway_message_content or flags.gateway_message_content_limited
    print(
        "✓ The Message Content Intent is on."
        if has_intent
        else "✗ The Message Content Intent is off: switch it on in the Developer Portal (your application, page Bot)."
    )
    names = ", ".join(name.replace("_", " ") for name, wanted in PERMISSIONS if wanted)
    print(f"  Permissions it asks for: {names}.")
    invite = discord.utils.oauth_url(application.id, permissions=PERMISSIONS, scopes=("bot", "applications.commands"))
    print(f"  Invite it: {invite}")
    return 0 if has_intent else 1

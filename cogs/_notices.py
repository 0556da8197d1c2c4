"""How notices and watches look."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import discord

from bot.models import Tone, Watch, WatchKind
from bot.status import Family, Status
from bot.watching import MOST_WATCHES, News, Notice
from bot.words import say
from bot.words.names import name_status
from cogs._text import cut, escape, fold_title, masked_link

_BELL = 0xF2C96D


def render_notice(notice: Notice, tone: Tone) -> discord.Embed:
    """What changed, a line each."""
    lines = [_line(item, tone) for item in notice.news]
    embed = discord.Embed(title=say("watching-news"), description="\n".join(lines), colour=_colour(notice))
    embed.set_footer(text=say("watching-news-footer"))
    return embed


def make_notice_nonce(notice: Notice) -> str:
    """The same for the same notice: Discord then sends a repeated one once."""
    items = ";".join(f"{item.watch.watch_id}:{item.arxiv_id}:{item.at.timestamp():.3f}" for item in notice.news)
    return hashlib.blake2b(items.encode(), digest_size=16).hexdigest()[:25]


def watch_lines(watches: Sequence[Watch], titles: Mapping[str, str]) -> list[str]:
    """What a person watches, a line each; `titles` by arXiv id."""
    return [_watch_line(watch, titles) for watch in watches]


def render_watches(lines: Sequence[str], n_watches: int) -> discord.Embed:
    """One page of them."""
    embed = discord.Embed(title=say("watching-list"), description="\n".join(lines), colour=_BELL)
    embed.set_footer(text=say("watching-list-footer", n=n_watches, most=MOST_WATCHES))
    return embed


def what_is_watched(watch: Watch) -> str:
    """A watch in a few words."""
    value = escape(cut(watch.value, 100))
    return say(WATCHED_KEYS[watch.kind], value=value)


WATCHED_KEYS = {
    WatchKind.PAPER: "watching-of-paper",
    WatchKind.AUTHOR: "watching-of-author",
    WatchKind.KEYWORD: "watching-of-keyword",
}


def _line(item: News, tone: Tone) -> str:
    title = masked_link(escape(cut(fold_title(item.title), 80)), f"https://arxiv.org/abs/{item.arxiv_id}")
    if item.now is None:
        return f"🆕 {title} · {what_is_watched(item.watch)}"
    was = ""
    if item.before:
        was = f" · {say('watching-was', verdict=f'{item.before.look.emblem} {name_status(item.before, tone)}')}"
    return f"{item.now.look.emblem} {title} · **{name_status(item.now, tone)}**{was}"


def _watch_line(watch: Watch, titles: Mapping[str, str]) -> str:
    if watch.kind is WatchKind.PAPER:
        told = f"{Status(watch.told).look.emblem} " if watch.told else ""
        title = escape(cut(fold_title(titles.get(watch.value, watch.value)), 60))
        what = told + masked_link(title, f"https://arxiv.org/abs/{watch.value}")
    else:
        what = say("watching-new-papers", what=what_is_watched(watch))
    where = f" · <#{watch.channel_id}>" if watch.channel_id else ""
    problem = f"\n-# ⚠️ {say('watching-problem', why=_why(watch.problem))}" if watch.problem else ""
    return f"{what}{where}{problem}"


def _why(problem: str) -> str:
    """Why a notice did not arrive; what an earlier version kept is words."""
    return say(PROBLEM_KEYS[problem]) if problem in PROBLEM_KEYS else problem


PROBLEM_KEYS = {problem: f"watching-{problem}" for problem in ("closed", "forbidden", "channel-gone")}


def _colour(notice: Notice) -> int:
    statuses = [item.now for item in notice.news if item.now]
    living = [status for status in statuses if status.look.family is Family.LIVING]
    return living[0].look.colour if living else statuses[0].look.colour if statuses else _BELL

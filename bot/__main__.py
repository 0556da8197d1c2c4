"""The command line: settings, resources, what to run. `python -m bot --help` lists it."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from bot.errors import CannotStart

STOP_WITHIN_S = 9.0  # whoever stops us waits ten seconds, then kills (docker stop, systemd and Kubernetes do)


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The subcommand and its options; without one the bot runs, or the sandbox where no token is set."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="PWNC tells whether a paper's code exists.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("run", help="join Discord (needs DISCORD_TOKEN)")
    sandbox = commands.add_parser("sandbox", help="try everything in the browser, with no account and no network")
    sandbox.add_argument("--online", action="store_true", help="ask the real services in place of the library")
    sandbox.add_argument("--port", type=int, help="port of the page (SANDBOX_PORT)")
    commands.add_parser("library", help="serve the library's stand-ins alone and print the settings that lead there")
    scan = commands.add_parser("scan", help="print the verdict on papers")
    scan.add_argument("papers", nargs="+", metavar="ID", help="arXiv ids or links")
    scan.add_argument("--json", action="store_true", help="one JSON object a line")
    scan.add_argument("--library", action="store_true", help="ask the library in place of the real services")
    commands.add_parser("judge", help="read papers by their text alone: JSON lines in, JSON lines out")
    commands.add_parser("links", help="find the papers that messages name: JSON lines in, JSON lines out")
    imports = commands.add_parser("import", help="keep what others collected")
    imports.add_argument(
        "file", type=Path, metavar="FILE", help="a snapshot of arXiv's metadata (JSON lines); it may be gzipped"
    )
    imports.add_argument("--pwc", action="store_true", help="it is the archived Papers with Code's links")
    imports.add_argument("--archived", default="2025-07", metavar="YYYY-MM", help="the month of the archive")
    export = commands.add_parser("export", help="write everything in the store as JSON lines, for `import`")
    export.add_argument("file", type=Path, metavar="FILE", help="a new file; gzipped where its name ends in .gz")
    backup = commands.add_parser("backup", help="copy the SQLite store while the bot runs")
    backup.add_argument("file", type=Path, metavar="FILE", help="a new file")
    commands.add_parser("check", help="show settings, token, intent, permissions and the invite link")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Runs what the arguments say and gives the exit code. What cannot be done is one sentence on standard error."""
    options = parse_arguments(arguments)
    try:
        return _run(options)
    except CannotStart as error:
        print(f"pwnc: {error}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 130 if options.command == "scan" else 0
    except BrokenPipeError:
        # Whoever read our output has gone; without this Python would complain once more while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "judge":
            from bot.cli.lines import judge_lines

            return judge_lines()
        case "links":
            from bot.cli.lines import links_lines

            return links_lines()
        case "backup":
            from bot.cli.backup import backup
            from bot.settings import load_settings

            return backup(load_settings(os.environ, Path(".env")), options.file)
        case _:
            return asyncio.run(_run_with_settings(options))


async def _run_with_settings(options: argparse.Namespace) -> int:
    from dataclasses import replace

    from bot.logs import set_up_logs
    from bot.settings import load_settings

    _cancel_on_signals()

    settings = load_settings(os.environ, Path(".env"))
    if getattr(options, "port", None) is not None:
        settings = replace(settings, sandbox_port=options.port)
    set_up_logs(settings.log_level)
    match options.command or ("run" if settings.discord_token else "sandbox"):
        case "scan":
            from bot.cli.scan import scan_papers

            logging.getLogger().setLevel(logging.ERROR)
            return await scan_papers(settings, options.papers, as_json=options.json, library=options.library)
        case "check":
            from bot.cli.check import check

            return await check(settings)
        case "import":
            from bot.cli.imports import import_file, import_pwc

            if options.pwc:
                return await import_pwc(settings, options.file, options.archived)
            return await import_file(settings, options.file)
        case "export":
            from bot.cli.export import export

            return await export(settings, options.file)
        case "library":
            from bot.cli.run import run_library

            await run_library()
        case "sandbox":
            from bot.cli.run import run_sandbox

            await run_sandbox(settings, online=getattr(options, "online", False))
        case _:
            from bot.cli.run import run_bot

            try:
                await run_bot(settings)
            finally:
                _tell_left_over()
    return 0


def _tell_left_over() -> None:
    """Names the tasks that nobody has ended, if there are any: each is somebody's mistake."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    if left:
        names = sorted(
            repr(task.get_coro()) if task.get_name().startswith("Task-") else task.get_name() for task in left
        )
        logging.getLogger(__name__).warning("%d tasks are left over: %s", len(names), ", ".join(names))


def _cancel_on_signals() -> None:
    """A signal cancels what runs: everything that was opened is closed in reverse, and the process ends. A second one
    ends the process at once, and so does a thread that waits for somebody else's name server or network too long."""
    loop, running = asyncio.get_running_loop(), asyncio.current_task()
    assert running is not None  # noqa: S101 - called from a coroutine
    numbers = (signal.SIGINT, signal.SIGTERM)

    def stop() -> None:
        late = threading.Timer(STOP_WITHIN_S, os._exit, (0,))
        late.daemon = True
        late.start()
        running.cancel()
        for number in numbers:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)

    for number in numbers:
        loop.add_signal_handler(number, stop)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

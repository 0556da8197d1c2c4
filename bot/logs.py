"""Logs: one line an event, for people at a terminal, else JSON with the ids of what was going on."""

from __future__ import annotations

import logging
import sys
from typing import TextIO

import structlog
from structlog.typing import Processor


def set_up_logs(level: str, stream: TextIO = sys.stderr) -> None:
    """Sends every log, those of libraries too, to `stream`. Lines carry what `bind` was told of the task at work."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    shown: list[Processor] = (
        [structlog.dev.ConsoleRenderer(colors=True, exception_formatter=structlog.dev.plain_traceback)]
        if stream.isatty()
        else [
            # Without the frames' variables, as plain above: among them are tokens and what people wrote.
            structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *shown]
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for talkative in ("arxiv", "matplotlib"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    for telltale in ("discord", "aiosqlite"):  # at DEBUG they tell every message and every parameter
        logging.getLogger(telltale).setLevel(max(logging.INFO, root.level))


def bind(**ids: int | str) -> None:
    """Adds ids (of a message, a paper) to every log line of this task and those that it starts."""
    structlog.contextvars.bind_contextvars(**ids)

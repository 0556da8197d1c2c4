"""Discord's error answers: one table of reasons, and the exceptions that carry them.

Source: Discord API documentation, Opcodes and Status Codes, JSON Error Codes; the texts are Discord's own.
"""

from __future__ import annotations

from enum import Enum
from typing import Any


class Reason(Enum):
    """Why a request is refused: HTTP status, Discord's code, Discord's text."""

    UNAUTHORIZED = (401, 0, "401: Unauthorized")
    UNKNOWN_ROUTE = (404, 0, "404: Not Found")
    UNKNOWN_APPLICATION = (404, 10002, "Unknown Application")
    UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
    UNKNOWN_GUILD = (404, 10004, "Unknown Guild")
    UNKNOWN_MEMBER = (404, 10007, "Unknown Member")
    UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
    UNKNOWN_USER = (404, 10013, "Unknown User")
    UNKNOWN_EMOJI = (400, 10014, "Unknown Emoji")
    UNKNOWN_WEBHOOK = (404, 10015, "Unknown Webhook")
    UNKNOWN_INTERACTION = (404, 10062, "Unknown interaction")
    UNKNOWN_COMMAND = (404, 10063, "Unknown application command")
    SLOW_MODE = (429, 20016, "This action cannot be performed due to slowmode rate limit.")
    TOO_MANY_PINS = (400, 30003, "Maximum number of pins reached (250)")
    TOO_MANY_REACTIONS = (400, 30010, "Maximum number of reactions reached (20)")
    TOO_MANY_COMMANDS = (400, 30032, "Maximum number of application commands reached (100)")
    TOO_MANY_OLD_EDITS = (429, 30046, "Maximum number of edits to messages older than 1 hour reached. Try again later.")
    REQUEST_TOO_LARGE = (413, 40005, "Request entity too large")
    ALREADY_CROSSPOSTED = (400, 40033, "This message has already been crossposted.")
    ALREADY_ACKNOWLEDGED = (400, 40060, "Interaction has already been acknowledged.")
    MISSING_ACCESS = (403, 50001, "Missing Access")
    NOT_THE_AUTHOR = (403, 50005, "Cannot edit a message authored by another user")
    EMPTY_MESSAGE = (400, 50006, "Cannot send an empty message")
    NO_DMS = (403, 50007, "Cannot send messages to this user")
    NOT_A_TEXT_CHANNEL = (400, 50008, "Cannot send messages in a non-text channel")
    MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")
    WRONG_BULK_COUNT = (
        400,
        50016,
        "Provided too few or too many messages to delete. "
        "Must provide at least 2 and fewer than 100 messages to delete",
    )
    SYSTEM_MESSAGE = (400, 50021, "Cannot execute action on a system message")
    WRONG_CHANNEL_TYPE = (400, 50024, "Cannot execute action on this channel type")
    INVALID_WEBHOOK_TOKEN = (401, 50027, "Invalid Webhook Token")
    TOO_OLD_FOR_BULK = (400, 50034, "A message provided was too old to bulk delete")
    INVALID_FORM = (400, 50035, "Invalid Form Body")
    FILE_TOO_LARGE = (413, 50045, "File uploaded exceeds the maximum size")
    ARCHIVED_THREAD = (400, 50083, "Thread is archived")
    INVALID_JSON = (400, 50109, "The request body contains invalid JSON.")
    REACTION_BLOCKED = (403, 90001, "Reaction was blocked")
    NO_HISTORY_TO_REPLY = (400, 160002, "Cannot reply without permission to read message history")
    THREAD_EXISTS = (400, 160004, "A thread has already been created for this message")
    LOCKED_THREAD = (403, 160005, "This thread is locked")
    BLOCKED_BY_AUTOMOD = (400, 200000, "Message was blocked by automatic moderation")


class ApiError(Exception):
    """A request that Discord refuses. `errors` is the tree of form errors, {} when the body is not at fault."""

    def __init__(self, reason: Reason, errors: dict[str, Any] | None = None, **extra: Any) -> None:
        self.status, self.code, self.message = reason.value
        super().__init__(f"{self.status} {self.code}: {self.message}")
        self.reason = reason
        self.errors = errors or {}
        self.extra = extra

    def body(self) -> dict[str, Any]:
        """The JSON answer."""
        body: dict[str, Any] = {"message": self.message, "code": self.code, **self.extra}
        if self.errors:
            body["errors"] = self.errors
        return body


class PersonCannot(Exception):
    """A person tried what Discord's client would not let them do; the message is one sentence that says why."""

"""Routes, and what a handler gets and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from multidict import MultiMapping

from bot.sandbox.drafts import Upload
from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.forms import Form
from bot.sandbox.model import Json

if TYPE_CHECKING:
    from bot.sandbox.rest.api import Api

_TRUE = ("1", "true", "True")


@dataclass(slots=True)
class Call:
    """One request: `path` holds the parameters of the route, `body` the JSON ({} when there was none)."""

    path: dict[str, str]
    query: MultiMapping[str]
    body: Any
    uploads: list[Upload] = field(default_factory=list)

    def id(self, name: str) -> int:
        """The id `name` of the path; raises ApiError when it is no id."""
        value = self.path[name]
        if not value.isascii() or not value.isdecimal():
            form = Form()
            form.fault((name,), "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
            form.refuse_faults()
        return int(value)

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """The number `name` of the query; raises ApiError when it is out of bounds."""
        value = self.query.get(name)
        if value is None:
            return default
        form = Form()
        number = form.integer((name,), int(value) if value.lstrip("-").isdecimal() else value, low=low, high=high)
        form.refuse_faults()
        return number

    def snowflake(self, name: str) -> int | None:
        """The id `name` of the query, None when absent."""
        value = self.query.get(name)
        return int(value) if value is not None and value.isdecimal() else None

    def is_set(self, name: str) -> bool:
        """Whether the flag `name` of the query is true."""
        return self.query.get(name) in _TRUE

    def object(self) -> Json:
        """The body as an object; raises ApiError when it is something else."""
        if not isinstance(self.body, dict):
            raise ApiError(
                Reason.INVALID_FORM,
                {
                    "_errors": [
                        {"code": "MODEL_TYPE_CONVERT", "message": "Only dictionaries may be used in a ModelType"}
                    ]
                },
            )
        return self.body


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: `body` None means no body."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


NO_CONTENT = Reply(status=204)
Handler = Callable[["Api", Call], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path such as "/channels/{channel_id}"; `open`: no bot token is asked for."""

    method: str
    template: str
    handler: Handler
    open: bool = False
    steps: tuple[str, ...] = ()


class Routes:
    """The routes of one subject, filled by decorators."""

    def __init__(self) -> None:
        self.all: list[Route] = []

    def on(self, method: str, template: str, *, open: bool = False) -> Callable[[Handler], Handler]:  # noqa: A002
        """Makes the decorated function the handler of a route."""

        def keep(handler: Handler) -> Handler:
            self.all.append(Route(method, template, handler, open, tuple(template.split("/")[1:])))
            return handler

        return keep


class Table:
    """Finds the route of a path."""

    def __init__(self, *subjects: Routes) -> None:
        self._routes: dict[tuple[str, int, str], list[Route]] = {}
        for route in (each for subject in subjects for each in subject.all):
            self._routes.setdefault((route.method, len(route.steps), route.steps[0]), []).append(route)

    def find(self, method: str, steps: list[str]) -> tuple[Route, dict[str, str]] | None:
        """The route and its parameters, None when there is no such route; literal steps win over parameters."""
        best: tuple[Route, dict[str, str]] | None = None
        for route in self._routes.get((method, len(steps), steps[0]), ()):
            parameters = _match(route.steps, steps)
            if parameters is not None and (best is None or len(parameters) < len(best[1])):
                best = route, parameters
        return best


def _match(template: tuple[str, ...], steps: list[str]) -> dict[str, str] | None:
    parameters: dict[str, str] = {}
    for expected, given in zip(template, steps, strict=True):
        if expected.startswith("{"):
            parameters[expected[1:-1]] = given
        elif expected != given:
            return None
    return parameters

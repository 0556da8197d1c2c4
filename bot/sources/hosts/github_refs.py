"""What git itself tells of a repository on GitHub, outside the API's limit: whether it is there, and its branches.

Source: gitprotocol-http (smart server response of info/refs). A repository that is gone or private answers 401, as git
is to ask for a password then; one without commits lists no refs.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import SourceUnavailable
from bot.sources._http import Http

SOURCE = "GitHub"
_HEADS, _TAGS = "refs/heads/", "refs/tags/"


@dataclass(frozen=True, slots=True)
class Refs:
    """The branches and tags of a repository, by name; both empty when it has no commits."""

    branches: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def split(self, path: str) -> tuple[str, str]:
        """What of `path`, as it follows "tree/" in a link, is the name of a branch or tag, and what stands below it.

        Names may hold slashes. The first is "" where none fits.
        """
        fitting = [name for name in (*self.branches, *self.tags) if f"{path}/".startswith(f"{name}/")]
        name = max(fitting, key=len, default="")
        return name, path[len(name) :].strip("/") if name else path


async def fetch_refs(http: Http, web_url: str, full_name: str) -> Refs | None:
    """The refs of the repository, or None when it is gone or private. Raises SourceUnavailable else."""
    url = f"{web_url}/{full_name}.git/info/refs"
    reply = await http.ask(SOURCE, "GET", url, params={"service": "git-upload-pack"})
    if reply.http_status in (401, 451):
        return None
    if reply.http_status != 200 or not reply.body.startswith(b"001e# service=git-upload-pack\n"):
        raise SourceUnavailable(SOURCE, url=url, reason="an answer that is not git's", http_status=reply.http_status)
    return _parse(reply.body)


def _parse(body: bytes) -> Refs:
    """Lines of four hexadecimal digits of length, a hash, a blank and a name; "0000" ends a section."""
    names: list[str] = []
    at = 30  # behind the announcement of the service
    while at + 4 <= len(body):
        try:
            length = int(body[at : at + 4], 16)
        except ValueError:
            break
        line = body[at + 4 : at + length].partition(b"\0")[0].decode("utf-8", "replace").strip()
        names.append(line.partition(" ")[2])
        at += max(length, 4)
    branches = tuple(name.removeprefix(_HEADS) for name in names if name.startswith(_HEADS))
    # "v1^{}" beside "v1" is the commit that an annotated tag means.
    tags = tuple(name.removeprefix(_TAGS) for name in names if name.startswith(_TAGS) and not name.endswith("^{}"))
    return Refs(branches, tags)

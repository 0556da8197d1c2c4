"""The stand-in for github.com as git asks it: the refs of a repository (gitprotocol-http, smart info/refs).

A repository that is gone or private answers 401, as git is to ask for a password then.
"""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.library.answers import sha_of, text_answer
from bot.sandbox.library.holdings import HeldRepository
from bot.sandbox.library.repositories import Repositories

_SERVICE = "git-upload-pack"
_ABILITIES = "multi_ack side-band-64k ofs-delta symref=HEAD:refs/heads/{branch} object-format=sha1"


def make_app(repositories: Repositories) -> web.Application:
    """The application below https://github.com."""
    app = web.Application()

    async def refs(request: web.Request) -> web.Response:
        held = repositories.find(f"{request.match_info['owner']}/{request.match_info['name']}")
        if request.query.get("service") != _SERVICE:
            return text_answer("Please upgrade your git client.", 403)
        if held is None:
            answer = text_answer("Repository not found.", 401)
            answer.headers["WWW-Authenticate"] = 'Basic realm="GitHub"'
            return answer
        return web.Response(body=_announce(held), content_type=f"application/x-{_SERVICE}-advertisement")

    app.router.add_get("/{owner}/{name}.git/info/refs", refs)
    return app


def _announce(held: HeldRepository) -> bytes:
    """Lines that begin with their length; a repository without commits has no names to tell."""
    branch, sha = held.default_branch, sha_of(held.full_name)
    names = [f"{sha} HEAD", f"{sha} refs/heads/{branch}"] if held.files else [f"{'0' * 40} capabilities^{{}}"]
    names[0] += f"\0{_ABILITIES.format(branch=branch)}"
    return (_line(f"# service={_SERVICE}") + "0000" + "".join(map(_line, names)) + "0000").encode()


def _line(text: str) -> str:
    return f"{len(text) + 5:04x}{text}\n"

"""The stand-in for arXiv's pages: papers as HTML in the shape that LaTeXML gives them, in arXiv's own frame.

The words are invented (see about.json); a paper without any has no HTML, as most older papers on arXiv.
"""

from __future__ import annotations

import re
from html import escape
from itertools import count

from aiohttp import web

from bot.sandbox.library.holdings import HeldFullText, HeldPaper, HeldSection, Holdings

_NOTE = re.compile(r"\^\{([^{}]*)\}")
_ADDRESS = re.compile(r"https?://[^\s<>&{}]+[^\s<>&{}.,;)]")


def make_app(holdings: Holdings) -> web.Application:
    """The application below https://arxiv.org."""
    app = web.Application()
    pages = _Pages(holdings)
    app.router.add_get(r"/html/{arxiv_id:.+?}v{version:\d+}", pages.html)
    return app


class _Pages:
    def __init__(self, holdings: Holdings) -> None:
        self._papers = holdings.papers
        self._texts = {text.arxiv_id: text for text in holdings.full_texts}

    async def html(self, request: web.Request) -> web.Response:
        """The paper, or the page that says that there is no HTML of it."""
        arxiv_id, version = request.match_info["arxiv_id"], int(request.match_info["version"])
        paper, text = self._papers.get(arxiv_id), self._texts.get(arxiv_id)
        if paper is None or text is None or version != paper.version:
            return _page(f"<h1>No HTML for \u2018{escape(arxiv_id)}v{version}\u2019</h1>", status=404)
        return _page(_render(paper, text))


def _page(body: str, status: int = 200) -> web.Response:
    html = (
        '<!DOCTYPE html><html lang="en"><head><title>arXiv</title></head><body><header class="arxiv-html-header">'
        f'<a href="https://github.com/arXiv/html_feedback/issues">Report an issue</a></header>{body}'
        '<footer class="ltx_page_footer"><a href="https://math.nist.gov/~BMiller/LaTeXML/">LaTeXML</a></footer>'
        "</body></html>"
    )
    return web.Response(text=html, status=status, content_type="text/html")


def _render(paper: HeldPaper, text: HeldFullText) -> str:
    numbers = count(1)
    authors = "".join(f'<span class="ltx_personname">{escape(author)}</span>' for author in paper.authors)
    sections = "".join(_section(section, numbers) for section in text.sections)
    return (
        '<div class="ltx_page_main"><article class="ltx_document">'
        f'<h1 class="ltx_title ltx_title_document">{escape(paper.title)}</h1><div class="ltx_authors">{authors}</div>'
        f'<div class="ltx_abstract"><p class="ltx_p">{escape(paper.abstract)}</p></div>{sections}</article></div>'
    )


def _section(section: HeldSection, numbers: count[int]) -> str:
    number = f'<span class="ltx_tag ltx_tag_section">{escape(section.number)} </span>' if section.number else ""
    words = _NOTE.sub(lambda found: _note(found[1], next(numbers)), _ADDRESS.sub(_link, escape(section.text)))
    return (
        f'<section class="ltx_section"><h2 class="ltx_title ltx_title_section">{number}{escape(section.heading)}</h2>'
        f'<div class="ltx_para"><p class="ltx_p">{words}</p></div></section>'
    )


def _link(found: re.Match[str]) -> str:
    return f'<a class="ltx_ref ltx_url" href="{found[0]}">{found[0]}</a>'


def _note(words: str, number: int) -> str:
    mark = f'<sup class="ltx_note_mark">{number}</sup>'
    return (
        f'<span class="ltx_note ltx_role_footnote" id="footnote{number}">{mark}<span class="ltx_note_outer">'
        f'<span class="ltx_note_content">{mark}<span class="ltx_tag ltx_tag_note">{number}</span>{words}</span></span>'
        "</span>"
    )

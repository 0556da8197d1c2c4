"""A page of a paper in the shape that LaTeXML gives it on arXiv, with invented words, in arXiv's own frame."""

from __future__ import annotations

import pytest

FRAME = """<!DOCTYPE html><html lang="en"><head><title>Engines</title><base href="/html/2401.00001v2/"></head><body>
<header class="arxiv-html-header"><a href="https://github.com/arXiv/html_feedback/issues">Report</a></header>
<nav class="ltx_page_navbar"><nav class="ltx_TOC"><a href="#S1">1 Introduction</a></nav></nav>
<div class="ltx_page_main"><div class="ltx_page_content"><article class="ltx_document">{}</article></div>
<footer class="ltx_page_footer"><a href="https://math.nist.gov/~BMiller/LaTeXML/">LaTeXML</a></footer></div>
<div id="license"><a href="https://creativecommons.org/licenses/by/4.0/">CC BY</a></div></body></html>"""

NOTE = (
    '<span class="ltx_note ltx_role_footnote" id="footnote{0}"><sup class="ltx_note_mark">{0}</sup>'
    '<span class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">{0}</sup>'
    '<span class="ltx_tag ltx_tag_note">{0}</span>{1}</span></span></span>'
)


def link(url: str, shown: str = "") -> str:
    return f'<a class="ltx_ref ltx_url ltx_font_typewriter" href="{url}" title="">{shown or url}</a>'


def note(number: int, inside: str) -> str:
    return NOTE.format(number, inside)


def section(number: str, heading: str, inside: str, kind: str = "section") -> str:
    tag = f'<span class="ltx_tag ltx_tag_{kind}">{number} </span>' if number else ""
    return (
        f'<section class="ltx_{kind}"><h2 class="ltx_title ltx_title_{kind}">{tag}{heading}</h2>\n'
        f'<div class="ltx_para"><p class="ltx_p">{inside}</p></div></section>'
    )


def page(*parts: str) -> str:
    front = (
        '<h1 class="ltx_title ltx_title_document">Engines</h1><div class="ltx_authors"><span class="ltx_creator">'
        '<span class="ltx_personname">Ada Engine</span></span></div>'
        '<div class="ltx_abstract"><h6 class="ltx_title ltx_title_abstract">Abstract</h6>'
        '<p class="ltx_p">We turn wheels.</p></div>'
    )
    return FRAME.format(front + "\n".join(parts))


@pytest.fixture
def paper_page() -> str:
    """Own code in a footnote, others' code in the text, and a bibliography."""
    return page(
        section("1", "Introduction", "We use Gears." + note(1, link("https://github.com/grace/gears"))),
        section(
            "2",
            "Wheels",
            'The wheel turns with <math alttext="v"><semantics><mi>v</mi></semantics></math> always. Our code is'
            " publicly available." + note(2, link("https://github.com/ada/engine")) + " We go on.",
        ),
        '<section class="ltx_bibliography"><ul><li class="ltx_bibitem">Our code is available at '
        + link("https://github.com/bib/liography")
        + "</li></ul></section>",
    )

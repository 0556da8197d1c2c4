"""Papers in whole messages: what Discord's client shows counts, what it hides does not."""

from __future__ import annotations

from datetime import date

import pytest

from bot.links import find_mentions, find_papers

TODAY = date(2026, 11, 24)
A, B = "1706.03762", "1810.04805"
URL, URL_B = f"https://arxiv.org/abs/{A}", f"https://arxiv.org/abs/{B}"

# What stands around or in the message: (message, ids of the papers in it, with blanks between).
MESSAGES = {
    "inline code": [
        (f"`{URL}`", ""),
        (f"``{URL}``", ""),
        (f"`` ` {URL} ``", ""),
        (f"run `curl {URL}` or read {URL_B}", B),
        (f"`a` {URL} `b`", A),
        (f"`arXiv:{A}`", ""),
        (f"`{URL}", A),
        (f"``{URL}`", ""),  # the client takes one of the two opening backticks
        (f"`{URL}``", A),
        (f"`one\ntwo {URL}`", ""),
        (f"`a`{URL}", A),
        (f"{URL}`a`", A),
        (f"arXiv:`x`{A}", ""),
    ],
    "code blocks": [
        (f"```\n{URL}\n```", ""),
        (f"```py\nprint('{URL}')\n```", ""),
        (f"```{URL}```", ""),
        (f"```\n{URL}\n``` and {URL_B}", B),
        (f"```\n{URL}\n", A),
        (f"```\n\n\n{URL}```", ""),
        (f"````{URL}```", ""),
        (f"~~~\n{URL}\n~~~", A),
        (f"    {URL}", A),
        (f"```bibtex\n@article{{x, journal={{arXiv preprint arXiv:{A}}}}}\n```", ""),
        (f"`````````````` {URL}", A),
    ],
    "escapes": [
        (f"\\`{URL}\\`", A),
        (f"\\`\\`\\`\n{URL}\n\\`\\`\\`", A),
        (f"\\<{URL}>", A),
        (f"\\|\\|{URL}\\|\\|", A),
        (f"`\\` {URL}`", A),
        (f"arxiv\\.org/abs/{A}", A),
        (f"arXiv\\:{A}", A),
        (f"\\[paper\\]({URL})", A),
        (f"\\*{URL}\\*", A),
    ],
    "angle brackets": [
        (f"<{URL}>", ""),
        (f"<{URL}> {URL_B}", B),
        (f"<HTTPS://arxiv.org/abs/{A}>", ""),
        (f"<{URL}", A),
        (f"{URL}>", A),
        (f"< {URL} >", A),
        (f"<<{URL}>>", ""),
        (f"{URL}<{URL_B}>", A),
        (f"<arxiv.org/abs/{A}>", A),  # no link to Discord, so shown as it stands
        (f"<arXiv:{A}>", A),
        (f"<user> {URL}", A),
    ],
    "masked links": [
        (f"[Attention]({URL})", A),
        (f"[Attention](<{URL}>)", ""),
        (f"[Attention]( {URL} )", A),
        (f'[Attention]({URL} "the title")', A),
        (f"[arXiv:{A}]({URL})", A),
        (f"[arXiv:{A}](<{URL}>)", ""),
        (f"[arXiv:{A}]({URL_B})", B),
        (f"[{URL}]({URL})", A),
        (f"[arXiv:{A}](https://example.com)", A),
        (f"[arxiv.org/abs/{A}](https://example.com)", ""),
        (f"[a]({URL})[b]({URL_B})", f"{A} {B}"),
        (f"[a [1]]({URL})", A),
        (f"[`code`]({URL})", A),
        (f"[paper] ({URL})", A),
        (f"[paper]({URL}", A),
        (f"[paper][{URL}]", A),
        (f"`[paper]({URL})`", ""),
        (f"[1]: {URL}", A),
        (f"[evil]({URL.replace('arxiv.org', 'arxiv.org.evil.com')})", ""),
    ],
    "quotes": [
        (f"> {URL}", A),
        (f"> {URL}\nthanks!", A),
        (f">>> {URL}\n{URL_B}", f"{A} {B}"),
        (f">{URL}", A),
        (f"> `{URL}\nback`", A),
        (f"> ```\n> {URL}\n> ```", ""),
        (f"> ```\n{URL}\n```", A),
        (f"> `code`\n{URL} `x`", A),
        (f"> a\n> [paper](<{URL}>)", ""),
    ],
    "other markdown": [
        (f"**{URL}**", A),
        (f"*{URL}*", A),
        (f"_{URL}_", A),
        (f"__{URL}__", A),
        (f"~~{URL}~~", A),
        (f"***{URL}***", A),
        (f"**arXiv:{A}**", A),
        (f"_arXiv:{A}_", A),
        (f"**arXiv:** {A}", A),
        (f"arXiv: **{A}**", A),
        (f"**arXiv**: **{A}**", A),
        (f"_arxiv.org/abs/{A}_", A),
        (f"# {URL}", A),
        (f"## Reading: arXiv:{A}", A),
        (f"- {URL}\n- {URL_B}", f"{A} {B}"),
        (f"1. {URL}", A),
        (f"* {URL}", A),
        (f"-# {URL}", A),
        (f"<@123456789012345678> {URL}", A),
        (f"<:arxiv:123456789012345678>{URL}", A),
        (f"<a:arxiv:123456789012345678> {URL}", A),
        (f"<#123456789012345678>{URL}<@&123456789012345678>", A),
        (f"<t:1706037620:R> {URL}", A),
        (f"</paper:123456789012345678> {URL}", A),
        ("<:arxiv:1706037620000000000>", ""),
    ],
    "punctuation": [
        (f"{URL}.", A),
        (f"{URL},", A),
        (f"{URL}!", A),
        (f"{URL}?", A),
        (f"{URL};", A),
        (f"{URL}:", A),
        (f"{URL}...", A),
        (f"{URL}…", A),
        (f"{URL}'s appendix", A),
        (f"{URL}’s appendix", A),
        (f'"{URL}"', A),
        (f"'{URL}'", A),
        (f"“{URL}”", A),
        (f"«{URL}»", A),
        (f"({URL})", A),
        (f"(see {URL}).", A),
        (f"[{URL}]", A),
        (f"{{{URL}}}", A),
        (f"{URL}),", A),
        (f"—{URL}—", A),
        (f"{URL}/,", A),
        (f"{URL}|", A),
        (f"see:{URL}", A),
        (f"see:arxiv.org/abs/{A}", A),
        (f"see...arxiv.org/abs/{A}", A),
        (f"arXiv:{A}.", A),
        (f"(arXiv:{A})", A),
        (f"arXiv:{A}'s", A),
        (f"arXiv:{A}, arXiv:{B}", f"{A} {B}"),
        (f"arXiv:{A};arXiv:{B}", f"{A} {B}"),
        (f'<a href="{URL}">paper</a>', A),
    ],
    "other scripts": [
        (f"看{URL}这个", A),
        (f"看看{URL}，不错", A),
        (f"{URL}。", A),
        (f"（{URL}）", A),
        (f"【{URL}】", A),
        (f"「{URL}」", A),
        (f"论文：arxiv.org/abs/{A}。", A),
        (f"看arxiv.org/abs/{A}吧", A),
        (f"論文はarXiv:{A}です", A),
        (f"링크는{URL}입니다", A),
        (f"{URL}，arXiv:{B}", f"{A} {B}"),
        (f"ดูที่arxiv.org/abs/{A}", A),
        (f"смотри {URL}", A),
        (f"смотри:{URL}", A),
        (f"\u202b{URL}\u202c", A),
        (f"\u200f{URL}\u200f", A),
        (f"راجع {URL} شكرا", A),
        (f"\u3000{URL}\u3000", A),
    ],
    "invisible characters": [
        (f"\u200b{URL}\u200b", A),
        (f"{URL}\u200bx", ""),  # glued to a letter, as any reader sees it
        (f"{URL}\ufeff", A),
        (f"https://arxiv.org/abs/\u200b{A}", A),
        ("https://arxiv.org/abs/1706\u200b.03762", A),
        (f"`\u200b``\n{URL}", A),
        (f"arXiv:\u2060{A}", A),
        (f"{URL}\u200b{URL_B}", f"{A} {B}"),
        (f"|\u200b|{URL}|\u200b|", A),
        (f"{URL}\u00ad", A),
    ],
    "emoji": [
        (f"🔥{URL}🔥", A),
        (f"👀arxiv.org/abs/{A}", A),
        (f"📄arXiv:{A}📄", A),
        (f"{URL}❤️", A),
        (f"👩‍🔬{URL}", A),
        (f":fire:{URL}", A),
        (f":fire:arxiv.org/abs/{A}", A),
    ],
    "line breaks": [
        (f"{URL}\n{URL_B}", f"{A} {B}"),
        (f"{URL}\r\n{URL_B}", f"{A} {B}"),
        (f"first\n\n{URL}\n\nlast", A),
        (f"https://arxiv.org/abs/\n{A}", ""),
        (f"arXiv:{A}\n2023", A),
        (f"{URL}\t{URL_B}", f"{A} {B}"),
        (f"{URL}\u2028{URL_B}", f"{A} {B}"),
    ],
    "several papers": [
        (f"{URL} {URL_B}", f"{A} {B}"),
        (f"{URL_B} {URL}", f"{B} {A}"),
        (f"{URL}{URL_B}", f"{A} {B}"),
        (f"{URL}v5{URL_B}v2", f"{A} {B}"),
        (f"{URL}.pdf{URL_B}", f"{A} {B}"),
        (f"{URL}/{URL_B}", f"{A} {B}"),
        (f"{URL},{URL_B}", f"{A} {B}"),
        (f"{URL},arxiv.org/abs/{B}", f"{A} {B}"),
        (f"{URL}|arxiv.org/abs/{B}", f"{A} {B}"),
        (f"arxiv.org/abs/{A}arxiv.org/abs/{B}", f"{A} {B}"),
        (f"arXiv:{A}arXiv:{B}", f"{A} {B}"),
        (f"{URL}+arXiv:{B}", A),
        (f"https://github.com/a/b{URL}", A),
        (f"https://github.com/a/b) {URL}", A),
        (f"{URL} https://arxiv.org/pdf/{A}v5 arXiv:{A}", A),
        (f"https://huggingface.co/papers/{A} is {URL}", A),
        (f"{URL} and https://arxiv.org/list/cs.CL/recent and {URL_B}", f"{A} {B}"),
        (f"https://doi.org/10.48550/arXiv.{A} https://alphaxiv.org/abs/{B}", f"{A} {B}"),
    ],
}
ROWS = [pytest.param(text, papers, id=f"{kind}: {text!r}") for kind, rows in MESSAGES.items() for text, papers in rows]


@pytest.mark.parametrize(("message", "papers"), ROWS)
def test_papers_of_a_message(message: str, papers: str) -> None:
    """A message names the papers that its readers see named, in their order and each once."""
    assert " ".join(link.arxiv_id for link in find_papers(message, today=TODAY)) == papers


@pytest.mark.parametrize(
    ("message", "version"),
    [
        (f"{URL}v2 {URL}v3", 2),
        (f"{URL} {URL}v3", None),
        (f"{URL}v3 {URL}", 3),
        (f"{URL}v0", None),
    ],
)
def test_version_is_the_one_named_first(message: str, version: int | None) -> None:
    """One paper in several versions is one paper, in the version that stands first."""
    assert [(link.arxiv_id, link.version) for link in find_papers(message, today=TODAY)] == [(A, version)]


@pytest.mark.parametrize(
    ("message", "hidden"),
    [
        (f"||{URL}||", {A: True}),
        (f"|| {URL} ||", {A: True}),
        (f"||the answer: {URL}|| but {URL_B} is open", {A: True, B: False}),
        (f"||secret|| {URL}", {A: False}),
        (f"||{URL}|| and {URL} again", {A: False}),
        (f"{URL} ||{URL}||", {A: False}),
        (f"||{URL}|| ||{URL}v2||", {A: True}),
        (f"||{URL}", {A: False}),
        (f"|{URL}|", {A: False}),
        (f"||[paper]({URL})||", {A: True}),
        (f"||**{URL}**||", {A: True}),
        (f"**||{URL}||**", {A: True}),
        (f"> ||{URL}||", {A: True}),
        (f"||> {URL}||", {A: True}),
        (f"||line\n{URL}\nline||", {A: True}),
        (f"||<{URL}>||", {}),
        (f"||`{URL}`||", {}),
        (f"`||{URL}||`", {}),
        (f"\\||{URL}||", {A: False}),
        (f"||||{URL}||||", {A: True}),
        (f"||{URL}||||{URL_B}||", {A: True, B: True}),
        (f"||arXiv:{A}||", {A: True}),
    ],
)
def test_spoilers(message: str, hidden: dict[str, bool]) -> None:
    """A paper is a spoiler when all that names it is covered."""
    assert {mention.link.arxiv_id: mention.spoiler for mention in find_mentions(message, today=TODAY)} == hidden

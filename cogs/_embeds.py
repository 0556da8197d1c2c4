"""How answers look: findings -> content line and embeds. Full embeds keep to twelve lines on a desktop."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC

import discord

from bot.answers import MOST_SHOWN, Finding, Progress, choose_form
from bot.categories import CATEGORIES, name_category
from bot.contributions.rules import is_undecided
from bot.latex import to_unicode
from bot.models import (
    Answer,
    AnswerForm,
    Claim,
    CommunityCode,
    Contribution,
    ContributionKind,
    ContributionState,
    Evidence,
    EvidenceKind,
    Neighbour,
    Offer,
    Paper,
    Repository,
    RepositoryState,
    ScanResult,
    TextField,
    TextStatus,
    Tone,
)
from bot.remarks import find_remarks
from bot.said import day_of, short_month_of
from bot.scanner import Known
from bot.status import STATUS_LOOKS, Family, Status
from bot.words import in_english, number, say, sentence, word
from bot.words.names import name_status
from cogs._contributing import name_value
from cogs._text import bare_address, cut, escape, fold, fold_title, masked_link

PENDING_COLOUR = 0x95A5A6
LONGEST_CONTENT = 120
LONGEST_QUOTE, LONGEST_SOURCE = 140, 60
MOST_QUOTES = 2
MOST_COMMUNITY_CODE = 2
MOST_AUTHORS = 6
TITLE_LENGTHS, MOST_OF_A_MESSAGE = (70, 40, 0), 1800
LONGEST_FULL, LONGEST_COMPACT, MOST_OF_A_FIELD = 3000, 1500, 900  # so that a message keeps to 6,000 characters in all
NOT_SCANNED = "⚪"

HOLDS_KEYS = {
    RepositoryState.NO_IMPLEMENTATION: "answer-no-implementation",
    RepositoryState.README_ONLY: "answer-readme-only",
    RepositoryState.EMPTY: "answer-empty",
    RepositoryState.GONE: "answer-gone",
}
OFFER_KEYS = {
    Offer.NOTHING: "answer-no-offer",
    Offer.SOON: "answer-announced",
    Offer.RESTRICTED: "answer-restricted",
}
CRYPT_KEYS = {Tone.CRYPT: "answer-crypt", Tone.PLAIN: "answer-crypt-plain"}
_BY_TEXT = {TextStatus.SURVEY: STATUS_LOOKS[Status.CARTOGRAPHER].emblem,
            TextStatus.THEORY: STATUS_LOOKS[Status.ETHEREAL].emblem,
            TextStatus.CODE: "🔗"}  # fmt: skip


def render_content(findings: Sequence[Finding], tone: Tone = Tone.CRYPT) -> str:
    """The line for people without embeds: emblem, label, reason, repository; "" where the embed is one of several."""
    if len(findings) != 1:
        return ""
    finding = findings[0]
    match finding.progress:
        case Progress.NO_SUCH_PAPER:
            return say("asking-no-paper", arxiv_id=finding.link.arxiv_id)
        case Progress.UNREACHABLE:
            why = finding.error.reason if finding.error else ""
            told = say("asking-unasked", source="arXiv", arxiv_id=finding.link.arxiv_id)
            if why:
                told = say("answer-unasked-why", arxiv_id=finding.link.arxiv_id, why=why)
            return f"{_heading(Status.FOG, tone)} · {told}"
        case _:
            result = finding.known.result if finding.known else None
            return _verdict_line(result, tone) if result else say("answer-looking-up", arxiv_id=finding.link.arxiv_id)


def render_pointers(findings: Sequence[Finding], here: Answer, tone: Tone, *, with_titles: bool) -> str:
    """A line for each paper that an earlier answer in the channel shows: verdict, when, and the way there."""
    return _fitting(lambda longest: [_pointer(f, here, tone, longest if with_titles else 0) for f in findings])


def render_plain(findings: Sequence[Finding], *, more: int, tone: Tone) -> str:
    """The papers where no embed may be shown: for one the verdict and its title, else a line each."""
    if len(findings) == 1 and findings[0].known:
        paper = findings[0].known.paper
        return f"{render_content(findings, tone)}\n{escape(cut(fold_title(paper.title), 250))} · <{paper.url}>"
    lines = _fitting(lambda longest: [_plain_line(finding, tone, longest) for finding in findings])
    return f"{lines}\n{say('answer-more', n=more)}" if more else lines


def render_embeds(
    findings: Sequence[Finding], form: AnswerForm, *, more: int = 0, tone: Tone = Tone.CRYPT
) -> list[discord.Embed]:
    """The embeds for the papers found, in order; `more` counts those that were linked and are not shown."""
    match form:
        case AnswerForm.FULL | AnswerForm.COMPACT if len(findings) == 1:
            render = render_full if form is AnswerForm.FULL else render_compact
            return [render(finding, tone) for finding in findings if finding.known]
        case AnswerForm.FULL | AnswerForm.COMPACT if choose_form(len(findings) + more) is not AnswerForm.LIST:
            return [render_compact(finding, tone) for finding in findings]
        case AnswerForm.REACTION:
            return []
        case _:
            return [render_list(findings, more, tone)] if findings else []


def render_full(finding: Finding, tone: Tone = Tone.CRYPT) -> discord.Embed:
    """The whole record of one paper. `finding.known` must be there."""
    assert finding.known is not None  # noqa: S101 - asked of known papers only
    paper, result = finding.known.paper, finding.known.result
    embed = _frame(paper, result)
    embed.description = _within(_description(finding, tone), LONGEST_FULL)
    embed.add_field(name=say("answer-authors"), value=_authors(paper.authors))
    embed.add_field(name=say("answer-published"), value=word(day_of(paper.published.astimezone(UTC))))
    if result:
        embed.add_field(name=say("answer-standing"), value=_standing(result))
        if result.neighbours:
            crypt = CATEGORIES.get(paper.primary_category, paper.primary_category)
            name = f"{say(CRYPT_KEYS[tone])} · {cut(crypt, 60)}"
            embed.add_field(name=name, value=_crypt(result.neighbours), inline=False)
    embed.set_footer(text=_footer(finding.known, linked_version=finding.link.version))
    return embed


def render_compact(finding: Finding, tone: Tone = Tone.CRYPT) -> discord.Embed:
    """One of two or three papers: verdict and repository, no more."""
    known = finding.known
    if known is None:
        return discord.Embed(description=_list_line(finding, tone), colour=PENDING_COLOUR)
    embed = _frame(known.paper, known.result)
    lines = _description(finding, tone)
    embed.description = _within([line for line in lines if not line.startswith("> ")], LONGEST_COMPACT)
    embed.set_footer(text=_short_footer(known))
    return embed


def render_list(findings: Sequence[Finding], more: int, tone: Tone = Tone.CRYPT) -> discord.Embed:
    """Many papers: a line each, and how many more there are."""
    lines = [_list_line(finding, tone) for finding in findings[:MOST_SHOWN]]
    if more:
        lines.append(say("answer-more", n=more))
    return discord.Embed(description="\n".join(lines), colour=PENDING_COLOUR)


def render_spoiler(findings: Sequence[Finding], more: int, tone: Tone = Tone.CRYPT) -> discord.Embed:
    """What may be shown of papers that somebody hid: one description inside a spoiler, no title, no fields."""
    hidden = render_list(findings, more, tone).description
    return discord.Embed(description=f"||{hidden}||", colour=PENDING_COLOUR)


def render_abstract(known: Known) -> discord.Embed:
    """What the full embed has no room for: abstract, cross-lists, comment, every piece of evidence."""
    paper, result = known.paper, known.result
    embed = discord.Embed(title=cut(fold_title(paper.title), 250), url=paper.url, colour=_colour(result))
    embed.description = _escaped(to_unicode(paper.abstract), 2000) or say("abstract-none")
    _add_field(
        embed, say("abstract-cross-listed"), "\n".join(cut(name_category(each), 100) for each in paper.categories[1:9])
    )
    _add_field(embed, say("abstract-comment"), _escaped(to_unicode(paper.comment or ""), 600))
    _add_field(embed, say("abstract-journal"), _escaped(paper.journal_ref or "", 300))
    if result:
        evidence = [f"• {_evidence(item, 200)}" for item in result.evidence]
        _add_field(embed, say("abstract-evidence"), _within(evidence, MOST_OF_A_FIELD))
        codes = [_described(code) for code in result.community_code]
        _add_field(embed, say("abstract-community"), _within(codes, MOST_OF_A_FIELD))
        if result.standing.source:
            embed.set_footer(text=cut(say("answer-citations-by", source=result.standing.source), 100))
    return embed


def _add_field(embed: discord.Embed, name: str, value: str) -> None:
    """A field of its own width; none where there is nothing to say, which Discord would refuse."""
    if value.strip():
        embed.add_field(name=name, value=value, inline=False)


def _within(lines: Sequence[str], longest: int) -> str:
    """As many whole lines as fit: one that is cut could open what it does not close."""
    kept: list[str] = []
    for line in lines:
        longest -= len(line) + 1
        if longest < 0:
            break
        kept.append(line)
    return "\n".join(kept)


def _escaped(text: str, longest: int) -> str:
    """Foreign text within `longest` characters as it is sent, the marks that escape it included."""
    shown = escape(cut(text, longest))
    return shown if len(shown) <= longest else escape(cut(text, longest // 2))


def _frame(paper: Paper, result: ScanResult | None) -> discord.Embed:
    embed = discord.Embed(title=cut(fold_title(paper.title), 250), url=paper.url, colour=_colour(result))
    if result:
        embed.timestamp = result.scanned_at
    return embed


def _heading(status: Status, tone: Tone) -> str:
    return f"{status.look.emblem} {name_status(status, tone)}"


def _colour(result: ScanResult | None) -> int:
    return result.status.look.colour if result else PENDING_COLOUR


def _description(finding: Finding, tone: Tone) -> list[str]:
    result = finding.known.result if finding.known else None
    if result is None:
        return [say("answer-looking"), *_community(finding, tone)]
    lines = [
        f"{result.status.look.emblem} **{name_status(result.status, tone)}** · {escape(cut(word(result.reason), 150))}"
    ]
    words = [item for item in result.evidence if not _is_on_code_line(item, result)]
    lines += [f"> {_evidence(item, LONGEST_QUOTE)}" for item in words[:MOST_QUOTES]]
    lines += _code(result, {c.value for c in finding.community.contributions})
    lines += _others_code(result)
    lines += _community(finding, tone)
    lines += [f"-# {escape(cut(sentence(note), 200))}" for note in result.notes[:3]]
    lines += _remarks(finding)
    if result.unreachable:
        lines.append(f"-# {say('answer-unasked', sources=escape(cut(', '.join(result.unreachable), 200)))}")
    return lines


def _remarks(finding: Finding) -> list[str]:
    remarks = find_remarks(finding.known.paper, finding.link) if finding.known else ()
    said = " · ".join(escape(cut(remark, 200)) for remark in remarks)
    return [f"-# {said[:1].upper()}{said[1:]}"] if said else []


def _evidence(item: Evidence, longest: int) -> str:
    text = f"“{escape(cut(word(item.text), longest))}”"
    if item.kind is not EvidenceKind.QUOTE:
        return text
    source = escape(cut(word(item.source), LONGEST_SOURCE))
    is_elsewhere = in_english(item.source).startswith(TextField.FULL_TEXT)  # the title leads to the record
    return f"{text} · {masked_link(source, item.url) if is_elsewhere else source}"


def _code(result: ScanResult, contributed: Collection[str]) -> list[str]:
    """The best own link; an address that came from people (`contributed`) is shown bare."""
    answered = [(link, link.repository) for link in result.links if link.repository]
    best = [pair for pair in answered if pair[1].state is RepositoryState.CODE] or answered
    if best:
        link, repository = best[0]
        return [say("answer-code", code=_repository(repository, is_bare=link.url in contributed))]
    unknown = [link for link in result.links if link.repository is None]
    if not unknown:
        return []
    why = escape(word(unknown[0].unknown_because))
    return [say("answer-code", code=f"{escape(cut(unknown[0].url, 200))} · {why}")]


def _is_on_code_line(item: Evidence, result: ScanResult) -> bool:
    """Whether the code line says already what `item` states: nothing is said twice."""
    if item.kind is EvidenceKind.QUOTE or not item.url:
        return False
    found = [link.repository for link in result.links if link.repository]
    copies = [repository.copy.url for repository in found if repository.copy]
    urls = [url for repository in found for url in (repository.url, repository.via)]
    return item.url in (*urls, *copies, *(link.url for link in result.links))


def _others_code(result: ScanResult) -> list[str]:
    """One line where the authors' own code is not there; `community_code` is shown whole under Abstract."""
    if not result.community_code or result.status.look.family is Family.LIVING:
        return []
    first, *others = result.community_code
    more = f" · {say('answer-more', n=len(others))}" if others else ""
    return [say("answer-community", code=_others(first)) + more]


def _described(code: CommunityCode) -> str:
    said = f" · “{escape(cut(code.disclaimer, 100))}”" if code.disclaimer else ""
    author = f" · {say('abstract-owner', name=escape(code.author))}" if code.author and not code.disclaimer else ""
    named_by = say("abstract-named-by", names=", ".join(map(word, code.named_by)))
    return f"• {_others(code)}{said}{author} · {named_by}"


def _others(code: CommunityCode) -> str:
    stars = f" · ★ {number(code.repository.stars)}" if code.repository and code.repository.stars else ""
    return f"{bare_address(code.url)}{stars}"  # others named it: its host is to be seen


def _repository(repository: Repository, *, is_bare: bool = False) -> str:
    host = "" if repository.source in ("", "GitHub") or repository.source in repository.url else repository.source
    named = masked_link(escape(cut(repository.full_name, 80)), repository.url)
    named = say("answer-on-host", name=named, host=escape(host)) if host else named
    parts = [bare_address(repository.url) if is_bare else named]
    if repository.state is not RepositoryState.CODE:
        parts.append(_what_is_there(repository))
    if repository.copy:
        parts.append(
            masked_link(say("answer-copy", month=word(short_month_of(repository.copy.kept_at))), repository.copy.url)
        )
    if repository.via:
        parts.append(say("answer-via", address=bare_address(repository.via.rstrip("/"))))
    if repository.stars:
        parts.append(f"★ {number(repository.stars)}")
    if repository.language:
        parts.append(escape(cut(repository.language, 40)))
    if repository.pushed_at:
        parts.append(say("answer-last-push", month=word(short_month_of(repository.pushed_at))))
    if repository.archived:
        parts.append(say("answer-archived"))
    if repository.licence:
        parts.append(escape(cut(repository.licence, 40)))
    return " · ".join(parts)


def _what_is_there(repository: Repository) -> str:
    """What stands there in place of code."""
    if repository.offer is not Offer.FILES:
        return say(OFFER_KEYS[repository.offer])
    return say(HOLDS_KEYS[repository.state])


def _community(finding: Finding, tone: Tone) -> list[str]:
    """What people found, and what they proposed and nobody decided yet. Emblems count from the second person on."""
    community = finding.community
    code = [c for c in community.contributions if c.kind is ContributionKind.CODE]
    undecided = [c for c in community.contributions if is_undecided(c) and c.kind is not ContributionKind.CODE]
    lines = [line for line in map(_community_code, code) if line][:MOST_COMMUNITY_CODE]
    shown = [f"{name_value(c, tone)} · {c.contribution_id}" for c in undecided]
    shown += [f"{_heading(status, tone)} ×{n}" for status, n in community.emblems if n > 1]
    if shown:
        more = f" · {say('answer-more', n=len(shown) - 3)}" if len(shown) > 3 else ""
        lines.append(say("answer-open", what=" · ".join(shown[:3])) + more)
    if community.finders:
        names = ", ".join(f"<@{user_id}>" for user_id in community.finders[:3])
        lines.append(f"-# {say('answer-finders', names=names)}")
    if community.n_doubt:
        lines.append(f"-# ❌ {say('answer-doubt')}")
    return lines


def _community_code(contribution: Contribution) -> str:
    """The line of a link that is not, or not yet, held to be the authors'; "" for one that is."""
    address = bare_address(contribution.value)
    contribution_id = contribution.contribution_id
    if contribution.claim is Claim.NOT_OWN:
        line = f"🗳️ {say('answer-not-own', address=address)} · {contribution_id}"
        return line if is_undecided(contribution) else ""
    if contribution.state is ContributionState.ACCEPTED:
        is_shown = contribution.claim is Claim.COMMUNITY
        return f"🤝 {say('answer-community-accepted', address=address)}" if is_shown else ""
    if contribution.state is ContributionState.CHECKING:
        return f"🔎 {say('answer-checking', address=address)} · {contribution_id}"
    return f"🗳️ {say('answer-community', code=address)} · {contribution_id}"


def _authors(authors: Sequence[str]) -> str:
    shown = ", ".join(escape(cut(to_unicode(name), 60)) for name in authors[:MOST_AUTHORS])
    more = f", +{len(authors) - MOST_AUTHORS}" if len(authors) > MOST_AUTHORS else ""
    return (shown + more) or say("answer-unknown")


def _standing(result: ScanResult) -> str:
    citations = say("answer-unknown") if result.standing.citations is None else number(result.standing.citations)
    return f"{citations} · {escape(cut(result.standing.venue or say('answer-no-venue'), 100))}"


def _crypt(neighbours: Sequence[Neighbour]) -> str:
    return " · ".join(f"{neighbour_emblem(n)} {_link(n.title, n.arxiv_id, 30)}" for n in neighbours)


def neighbour_emblem(neighbour: Neighbour) -> str:
    """The verdict's emblem, or what the text tells; ⚪ where nobody looked."""
    if neighbour.status:
        return neighbour.status.look.emblem
    return _BY_TEXT.get(neighbour.text_status or TextStatus.GHOSTED, NOT_SCANNED)


def _link(title: str, arxiv_id: str, longest: int) -> str:
    return masked_link(escape(cut(fold_title(title), longest)), f"https://arxiv.org/abs/{arxiv_id}")


def _list_line(finding: Finding, tone: Tone) -> str:
    match finding.progress:
        case Progress.NO_SUCH_PAPER:
            return f"❔ {say('answer-no-paper', arxiv_id=finding.link.arxiv_id)}"
        case Progress.UNREACHABLE:
            return f"{Status.FOG.look.emblem} {finding.link.arxiv_id} · {say('evidence-unasked', source='arXiv')}"
        case _:
            known = finding.known
            if known is None:
                return f"🔎 {finding.link.arxiv_id} · {say('answer-looking-short')}"
            title = _link(known.paper.title, known.paper.arxiv_id, 45)
            if known.result is None:
                return f"🔎 {title} · {say('answer-looking-short')}"
            look = known.result.status.look
            return f"{look.emblem} {title} · {name_status(known.result.status, tone)}"


def _fitting(lines: Callable[[int], list[str]]) -> str:
    """The lines with titles as long as a message has room for."""
    for longest in TITLE_LENGTHS:
        text = "\n".join(lines(longest))
        if len(text) <= MOST_OF_A_MESSAGE:
            break
    return text


def _pointer(finding: Finding, here: Answer, tone: Tone, longest: int) -> str:
    earlier, known = finding.earlier, finding.known
    assert earlier is not None  # noqa: S101 - asked of papers with an earlier answer only
    heading = _heading(known.result.status, tone) if known and known.result else f"🔎 {finding.link.arxiv_id}"
    title = f"{escape(cut(fold_title(known.paper.title), longest))} · " if known and longest else ""
    arrow = "↓" if (earlier.reply_id or 0) > (here.reply_id or here.trigger_id) else "↑"
    place = f"{earlier.guild_id or '@me'}/{earlier.reply_channel_id or earlier.channel_id}/{earlier.reply_id}"
    at = round(earlier.intended_at.timestamp())
    answered = say("answer-answered", when=f"<t:{at}:R>")
    return f"{heading} · {title}{answered} [{arrow}](https://discord.com/channels/{place})"


def _plain_line(finding: Finding, tone: Tone, longest: int) -> str:
    """As in a list, with the bare address in place of a title that leads there."""
    known = finding.known
    if known is None:
        return _list_line(finding, tone)
    heading = _heading(known.result.status, tone) if known.result else f"🔎 {say('answer-looking-short')}"
    title = f"{escape(cut(fold_title(known.paper.title), longest))} · " if longest else ""
    return f"{heading} · {title}<{known.paper.url}>"


def _verdict_line(result: ScanResult, tone: Tone) -> str:
    repositories = [link.repository for link in result.links if link.repository]
    addresses = [repository.url for repository in repositories if repository.state is RepositoryState.CODE]
    address = f" <{addresses[0]}>" if addresses and len(addresses[0]) < LONGEST_CONTENT // 2 else ""
    return (
        cut(f"{_heading(result.status, tone)} · {fold(word(result.reason))}", LONGEST_CONTENT - len(address)) + address
    )


def _footer(known: Known, linked_version: int | None) -> str:
    paper, result = known.paper, known.result
    version = f"v{linked_version or paper.version}"
    parts = [f"arXiv {paper.arxiv_id}{version}", cut(name_category(paper.primary_category), 100)]
    if result and result.standing.citations is not None:
        parts.append(say("answer-citations-by", source=cut(result.standing.source, 60)))
    parts += [say("answer-signature"), say("answer-last-checked")] if result else [say("answer-signature")]
    return " · ".join(part for part in parts if part)


def _short_footer(known: Known) -> str:
    category = cut(name_category(known.paper.primary_category), 100)
    return f"arXiv {known.paper.arxiv_id} · {category} · {say('answer-last-checked')}"

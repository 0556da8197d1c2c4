"""What a reply to an answer proposes, and what is only talk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contributions.replies import Proposal, find_proposals
from bot.models import Claim, ContributionKind
from bot.status import Status

CODE, VENUE, STATUS = ContributionKind
URL = "https://github.com/ada/engine"


@pytest.mark.parametrize(
    "text",
    [
        URL,
        f"<{URL}>",
        f"code: {URL}",
        f"it is here: {URL}.",
        f"The official code is at {URL} !",
        f"found it, {URL}",
        f"[their code]({URL})",
        f"The authors have put their code, with weights and a demo for all of the tables, there in June: {URL}",
        f"> some quote\n{URL}",
    ],
)
def test_a_link_is_the_authors_code(text: str) -> None:
    """Alone, or with words that say so."""
    assert find_proposals(text) == (Proposal(CODE, URL),)


@pytest.mark.parametrize(
    "text",
    [
        f"is it {URL}?",
        f"this is similar to {URL}",
        f"we use {URL} for this",
        f"maybe {URL}",
        f"{URL} and https://gitlab.com/ada/other",
        f"I have been reading around in all the things that came out this year and saw {URL} somewhere",
    ],
)
def test_a_link_that_may_be_talk(text: str) -> None:
    """Its author is asked."""
    (proposal,) = find_proposals(text)
    assert (proposal.value, proposal.claim, proposal.is_sure) == (URL, Claim.OWN, False)


@pytest.mark.parametrize(
    "text",
    [
        f"thanks, but {URL} is someone else's re-implementation",
        f"{URL} is an unofficial port",
        f"{URL} isn't by the authors",
        f"third-party: {URL}",
    ],
)
def test_the_code_of_others_is_no_claim_of_own_code(text: str) -> None:
    """At most it is community code, and that only once its author says that it is meant."""
    (proposal,) = find_proposals(text)
    assert (proposal.value, proposal.claim, proposal.is_sure) == (URL, Claim.COMMUNITY, False)


@pytest.mark.parametrize(
    ("text", "venue", "is_sure"),
    [
        ("venue: ICML 2025", "ICML 2025", True),
        ("Venue = Journal of Topology.", "Journal of Topology", True),
        ("it was accepted at NeurIPS 2023!", "NeurIPS 2023", True),
        ("This was published in Nature Physics 2019", "Nature Physics 2019", True),
        ("accepted to ICLR 2024?", "ICLR 2024", False),
    ],
)
def test_a_venue(text: str, venue: str, is_sure: bool) -> None:
    """Named as such, or as where it was accepted, published or presented."""
    assert find_proposals(text) == (Proposal(VENUE, venue, is_sure=is_sure),)


@pytest.mark.parametrize(
    ("text", "status", "is_sure"),
    [
        ("🔮", Status.ETHEREAL, True),
        ("🗺", Status.CARTOGRAPHER, True),
        ("🔮 The Ethereal", Status.ETHEREAL, True),
        ("ghosted", Status.GHOSTED, True),
        ("The Empty Tomb", Status.EMPTY_TOMB, True),
        ("README only", Status.DEATH_BY_README, True),
        ("status: zombie code", Status.ZOMBIE, True),
        ("verdict = old_age", Status.OLD_AGE, True),
        ("it should be Old Age", Status.OLD_AGE, False),
        ("it's ghosted?", Status.GHOSTED, False),
    ],
)
def test_a_verdict(text: str, status: Status, is_sure: bool) -> None:
    """By its emblem, label or plain label."""
    assert find_proposals(text) == (Proposal(STATUS, status, is_sure=is_sure),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thanks, nice paper!",
        "🔮 nice",
        "I feel ghosted by my boss",
        "not accepted at ICML 2024",
        "published in a hurry",
        "we should meet at the usual venue",
        "venue: 2017",
        "alive",
        "🟢",
        "fog",
        f"`{URL}`",
        f"> {URL}\nno",
        "https://arxiv.org/abs/1706.03762",
        "this skeleton of a paper, honestly",
    ],
)
def test_talk(text: str) -> None:
    """What proposes nothing is left alone; alive is contributed as code, fog by nobody."""
    assert find_proposals(text) == ()


def test_several_at_once() -> None:
    """One message may bring code and venue."""
    text = f"The official code is at {URL} and it was accepted to ICLR 2024"
    assert find_proposals(text) == (Proposal(CODE, URL), Proposal(VENUE, "ICLR 2024"))


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    """Whatever is written gives at most one proposal of each kind."""
    kinds = [proposal.kind for proposal in find_proposals(text)]
    assert len(kinds) == len(set(kinds))

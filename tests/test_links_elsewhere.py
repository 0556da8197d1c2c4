"""Papers by other sites' names: found where a reader sees them, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links.elsewhere import MOST, Reference, find_elsewhere

HASH = "0123456789abcdef" * 2 + "01234567"
DOI = "10.1145/3340531.3412778"

NAMED = [
    (f"https://www.semanticscholar.org/paper/Attention-Is-All-You-Need/{HASH}", HASH),
    (f"semanticscholar.org/paper/{HASH.upper()}?sort=x", HASH),
    (f"https://www.semanticscholar.org/reader/{HASH}", HASH),
    (f"https://www.connectedpapers.com/main/{HASH}/Attention/graph", HASH),
    ("CorpusID:13756489", "CorpusId:13756489"),
    ("see Corpusid: 13756489.", "CorpusId:13756489"),
    ("https://api.semanticscholar.org/CorpusID:13756489", "CorpusId:13756489"),
    ("https://aclanthology.org/2020.acl-main.1/", "ACL:2020.acl-main.1"),
    ("https://www.aclweb.org/anthology/P19-1001.pdf", "ACL:P19-1001"),
    (f"(see https://doi.org/{DOI}).", f"DOI:{DOI}"),
    (f"dx.doi.org/{DOI}, and more", f"DOI:{DOI}"),
    ("https://doi.org/10.1016/S0370-2693(97)00001-2", "DOI:10.1016/s0370-2693(97)00001-2"),
    (f"https://dl.acm.org/doi/abs/{DOI}", f"DOI:{DOI}"),
    ("https://link.springer.com/article/10.1007/s11263-015-0816-y", "DOI:10.1007/s11263-015-0816-y"),
    ("https://paperswithcode.com/paper/attention-is-all-you-need", "title:attention is all you need"),
    (f"[the paper](https://doi.org/{DOI})", f"DOI:{DOI}"),
    (f"**https://doi.org/{DOI}**", f"DOI:{DOI}"),
]
NOT_NAMED = [
    DOI,
    "https://doi.org/10.48550/arXiv.1706.03762",
    "https://doi.org/10.5281/zenodo.1234",
    "https://doi.org/10.6084/m9.figshare.1",
    f"`https://doi.org/{DOI}`",
    f"<https://doi.org/{DOI}>",
    f"notdoi.org/{DOI}",
    f"https://evil.example/doi.org/{DOI}",
    f"ada@doi.org/{DOI}",
    f"https://doi.org.evil.example/{DOI}",
    f"semanticscholar.org/paper/{HASH}0",
    f"semanticscholar.org/author/{HASH}",
    "https://aclanthology.org/venues/acl/",
    "https://paperswithcode.com/paper/attention",
    "https://paperswithcode.com/task/image-classification",
    "corpusid",
    "",
]


@pytest.mark.parametrize(("text", "key"), NAMED)
def test_named(text: str, key: str) -> None:
    """Each form gives the key by which it is asked for."""
    assert [reference.key for reference in find_elsewhere(text)] == [key]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_not_named(text: str) -> None:
    """Hosts of data, look-alikes, code and links in angle brackets name nothing; a bare DOI is no link."""
    assert find_elsewhere(text) == ()


def test_spoilers_repeats_and_number() -> None:
    """What is hidden stays hidden; each once, five at most."""
    assert find_elsewhere(f"||https://doi.org/{DOI}||") == (Reference(f"DOI:{DOI}", f"doi.org/{DOI}", spoiler=True),)
    many = " ".join(f"doi.org/10.1145/{n} doi.org/10.1145/{n}" for n in range(20))
    assert [reference.key for reference in find_elsewhere(many)] == [f"DOI:10.1145/{n}" for n in range(MOST)]


@given(st.text(max_size=200), st.sampled_from(["doi.org/10.1145/", "CorpusID:", "paperswithcode.com/paper/a-b"]))
def test_any_text(text: str, hint: str) -> None:
    """Whatever stands around a hint, a key is short text without white space, or the words of a title."""
    for reference in find_elsewhere(text + hint + text):
        assert reference.key.startswith("title:") or not any(sign.isspace() for sign in reference.key)

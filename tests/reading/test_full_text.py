"""Whose code a full text speaks of. All sentences are our own, in the ways in which papers put it."""

from __future__ import annotations

import time

import pytest

from bot.models import Confidence, FullReading, Quote, Reading, Statement, TextField
from bot.reading import read
from bot.reading.full_text import merge, read_full_text
from bot.reading.passages import Passage, Piece
from tests.worded import worded

URL = "https://github.com/ada/engine"


def passage(text: str, *, place: str = "§1", heading: str = "", front: bool = False) -> Passage:
    """`text` with "^[…]" for a footnote and "[words](address)" for a link behind words."""
    pieces: list[Piece] = []
    while text:
        before, mark, rest = text.partition("^[")
        if before:
            pieces.extend(_links(before))
        inside, _, text = rest.partition("]^")
        if mark:
            note = Passage(tuple(_links(inside)), "footnote 1", heading, front)
            pieces.append(Piece("", note=note))
    return Passage(tuple(pieces), place, heading, front)


def _links(text: str) -> list[Piece]:
    before, mark, rest = text.partition("<<")
    words, _, rest = rest.partition("|")
    url, _, after = rest.partition(">>")
    pieces = [Piece(before), Piece(words, url), Piece(after)] if mark else [Piece(text)]
    return [piece for piece in pieces if piece.shown]


def heard(text: str, *, title: str = "A study of engines", abstract: str = "", **where: object) -> FullReading:
    return read_full_text(title, abstract, [passage(text, **where)])  # type: ignore[arg-type]


OWN = [
    f"Our code is available at {URL}.",
    "Our code is publicly available.^[" + URL + "]^",
    "We release our code^[" + URL + "]^ and models to support further work.",
    f"The code is available at {URL}.",
    f"The source code used to run the experiments is available on GitHub ({URL}).",
    f"All code and data needed to reproduce our results can be found at {URL}.",
    f"Code and models: {URL}.",
    f"We make the implementation publicly available at {URL}.",
    "The code of this paper is available <<here|" + URL + ">>.",
    "We open-source our implementation <<on GitHub|" + URL + ">>.",
    "In summary, we propose a method for engines and release the code.^[" + URL + "]^",
    "The Python scripts for the simulation are available in the accompanying repository.^[" + URL + "]^",
    f"An implementation of our method is provided at {URL}.",
    f"Scripts to reproduce the figures of this work can be downloaded from {URL}.",
    f"We used the ImageNet data (https://image-net.org) and our code is at {URL}.",
    f"For reproducibility, we provide the full source code at {URL}.",
    f"Please visit our project page: {URL}.",
    "We beat the previous best scheme on Mind2Web.^[Code available at " + URL + "]^",
    "We propose GRRS ^[Code available at " + URL + "]^, which combines both.",
    "All the proofs in this pearl were checked by machine.^[Available at " + URL + "]^",
    "The sources associated with our development are available online.^[" + URL + "]^",
]
FOREIGN = [
    "We use Detectron2^[" + URL + "]^ as our detector.",
    f"We build on the official implementation of Smith et al. ({URL}).",
    f"The AREPO code is publicly available at {URL}.",
    "For the baselines we run the code released by their authors.^[" + URL + "]^",
    f"All models are trained with the PyTorch library ({URL}).",
    "We adopt the implementation of LoRA from the PEFT package^[" + URL + "]^.",
    f"The code of BERT is available at {URL}.",
    f"Our implementation is based on the code available at {URL}.",
    f"Several tools exist, such as Foo (https://foo.org) and Bar ({URL}).",
    f"We evaluated using lm-eval-harness, available at {URL}.",
    "The dataset was downloaded from their repository^[" + URL + "]^.",
    f"This work made use of Astropy ({URL}).",
    "Following [12], we use their code [13].^[" + URL + "]^",
    f"Figures were made with Matplotlib ({URL}).",
    "Kepler light curves were processed with the Lightkurve package^[" + URL + "]^.",
    f"The simulations were performed with GROMACS, whose source code is available at {URL}.",
    f"They released their code at {URL}.",
    "The authors adopt a hybrid architecture, called Chemprop^[Code available at: "
    + URL
    + "]^, with learned features.",
    "As in Foo^[" + URL + "]^, the wheel turns.",
    f"Our data set is available at {URL}.",
]


@pytest.mark.parametrize("text", OWN)
def test_own(text: str) -> None:
    """What the authors give as theirs is own, and is quoted."""
    found = heard(text)
    assert found.own_urls == (URL,)
    assert found.statement is Statement.URL
    assert found.own_quotes[0].place.startswith("§1")


@pytest.mark.parametrize("text", FOREIGN)
def test_foreign(text: str) -> None:
    """What others made is not own, and is no statement on the paper's code."""
    found = heard(text)
    assert found.own_urls == ()
    assert URL in found.other_urls
    assert found.statement is Statement.NONE


def test_a_section_on_availability() -> None:
    """It speaks of the paper's own code, but for what it names."""
    where = {"place": "Code availability", "heading": "Code availability"}
    assert heard(f"The analysis pipeline is hosted at {URL}.", **where).own_urls == (URL,)
    assert heard(f"Scripts are on GitHub: {URL}", **where).own_urls == (URL,)
    assert heard(f"The AREPO code is available at {URL}.", **where).own_urls == ()
    assert heard(f"This work used the Lightkurve package ({URL}).", **where).own_urls == ()
    run_in = heard(f"Data and code availability. Scripts are at {URL}.")
    assert run_in.own_urls == (URL,)


def test_the_first_page() -> None:
    """A link to code among title and authors is the paper's own, as it would be in an abstract."""
    found = heard("^[" + URL + "]^", place="first page", front=True)
    assert found.own_urls == (URL,)
    assert found.own_quotes == (Quote(URL, TextField.FULL_TEXT, 0, "first page, footnote 1"),)


def test_the_name_of_the_product() -> None:
    """The paper's own product is no other program."""
    text = f"STALE is open source and available at {URL}."
    assert heard(text, title="STALE: spoiling engines").own_urls == (URL,)
    assert heard(f"The Spoiler package is available at {URL}.", abstract="We present Spoiler, a tool.").own_urls == (
        URL,
    )
    assert heard(f"The Spoiler package is available at {URL}.").own_urls == ()


def test_quote_and_place() -> None:
    """The quote is what the page shows: without the address behind words, the note only named."""
    found = heard("Engines are hot. Our code is available.^[" + URL + "]^ Next we turn to oil.")
    assert found.quotes == (Quote("Our code is available.", TextField.FULL_TEXT, 17, "§1, footnote 1"),)
    found = heard("Find our code <<here|" + URL + ">>, please.")
    assert found.quotes[0].text == "Find our code here, please."


def test_a_note_with_words_of_its_own() -> None:
    """A note that is a sentence is a passage; the sentence of its mark lends it nothing."""
    note = Passage((Piece(f"The code for all experiments of this paper is available at {URL}."),), "footnote 4")
    host = Passage((Piece("We use an engine.", ""), Piece("", note=note)), "§2")
    found = read_full_text("Engines", "", [host, note])
    assert found.own_urls == (URL,)
    assert found.quotes[0].place == "footnote 4"


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Our code will be released upon acceptance.", Statement.PROMISED),
        ("The code is available from the corresponding author upon request.", Statement.ON_REQUEST),
        ("We have made our implementation publicly available.", Statement.RELEASED),
        ("The source code of Foo is publicly available.", Statement.NONE),
        ("Smith et al. have released their code.", Statement.NONE),
        ("The data are available from the corresponding author upon request.", Statement.NONE),
        ("Many packages are available for this task.", Statement.NONE),
    ],
)
def test_words_without_a_link(text: str, statement: Statement) -> None:
    """A statement counts where it is on the paper's own code."""
    assert heard(text).statement is statement


def test_merged_with_the_record() -> None:
    """The stronger statement decides; links of both are kept once."""
    record = read("Engines", "Code will be released. See https://data.org/x.", "")
    full = FullReading(
        (URL,), ("https://data.org/x",), Statement.URL, (Quote("Our code", TextField.FULL_TEXT, 0, "§1"),)
    )
    merged = merge(record, full)
    assert (merged.statement, merged.own_urls) == (Statement.URL, (URL,))
    assert (record.statement_confidence, merged.statement_confidence) == (Confidence.HIGH, Confidence.MEDIUM)
    assert worded(merged.statement_quotes[0].source) == "full text, §1"
    assert merged.other_urls == ("https://data.org/x",)
    assert merge(record, FullReading()) == record
    own = Reading(own_urls=("http://github.com/ada/engine/",), statement=Statement.URL)
    assert merge(own, full).own_urls == own.own_urls


def test_linear() -> None:
    """Twice the paper takes about twice the time."""
    text = f"We use Foo [1]^[{URL}]^ here. Our code is good, ({URL}) and code, code is available available at. " * 40

    def seconds(n: int) -> float:
        passages = [passage(text) for _ in range(n)]
        best = []
        for _ in range(3):
            started = time.process_time()
            read_full_text("Engines", "", passages)
            best.append(time.process_time() - started)
        return min(best)

    assert seconds(40) < 8 * seconds(10)

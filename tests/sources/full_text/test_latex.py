"""LaTeX as passages: links and notes where they stand, comments, formulas and bibliography dropped. Our own words."""

from __future__ import annotations

import pytest

from bot.reading.full_text import read_full_text
from bot.sources.full_text.latex import parse_latex

OWN = "https://github.com/ada/my_engine"


def own(body: str) -> tuple[tuple[str, ...], list[str]]:
    source = "\\documentclass{article}\n\\newcommand{\\x}{y}\n\\begin{document}\n" + body + "\n\\end{document}"
    found = read_full_text("Engines", "", parse_latex(source))
    return found.own_urls, [quote.place for quote in found.own_quotes]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (r"\section{Intro} Our code is at \url{https://github.com/ada/my_engine}.", "§1"),
        (r"\section{Intro} Our code is at \url{https://github.com/ada/my\_engine}.", "§1"),
        ("\\section{Intro} Our code is at \\url{https://github.com/ada/\nmy_engine}.", "§1"),
        (r"\section{A} x \section{B} Our code is \href{https://github.com/ada/my_engine}{\textbf{here}}.", "§2"),
        (
            r"\section{A}\subsection{B} We release our code.\footnote{\url{https://github.com/ada/my_engine}}",
            "§1.1, footnote 1",
        ),
        (r"\section*{Data availability} Scripts are at \url{https://github.com/ada/my_engine}.", "Data availability"),
        (r"\section{A} Our \emph{code}~is available at \texttt{https://github.com/ada/my\_engine}.", "§1"),
        (r"\title{X\thanks{Code: \url{https://github.com/ada/my_engine}}}", "first page, a note"),
        (r"\begin{abstract} Our code: \url{https://github.com/ada/my_engine}\end{abstract}", "abstract"),
    ],
)  # fmt: skip
def test_own(body: str, place: str) -> None:
    """Wherever LaTeX puts it."""
    assert own(body) == ((OWN,), [place])


@pytest.mark.parametrize(
    "body",
    [
        r"\section{A} We use Foo\footnote{\url{https://github.com/ada/my_engine}} \cite{foo}.",
        "% Our code is at https://github.com/ada/my_engine.",
        "\\section{A} Fine. %Our code is at \\url{https://github.com/ada/my_engine}.\nGo on.",
        r"\begin{thebibliography}{9} \bibitem{a} Our code is at \url{https://github.com/ada/my_engine}.\end{thebibliography}",
        r"\begin{comment}Our code is at \url{https://github.com/ada/my_engine}.\end{comment}",
        r"\begin{lstlisting}our code is at https://github.com/ada/my_engine \end{lstlisting}",
        r"\section{A} The code of Smith et al.~\cite{smith} is at \url{https://github.com/ada/my_engine}.",
    ],
)
def test_not_own(body: str) -> None:
    """Others' code, comments, bibliography, listings."""
    assert own(body)[0] == ()


def test_a_percent_that_is_no_comment() -> None:
    r"""\% is a sign, and goes on."""
    assert own(r"\section{A} With 95\% of it done, our code is at \url{https://github.com/ada/my_engine}.")[0] == (OWN,)


@pytest.mark.parametrize(
    "piece",
    [
        "{", "}", "\\", "$", "$$", "\\footnote{", "\\href{a}{", "\\section{", "\\url{", "\n \n", "%", "\\[", "[",
        "\\begin{equation}",
    ],
)  # fmt: skip
def test_hostile(piece: str) -> None:
    """Whatever is repeated without an end is read to the end."""
    parse_latex("\\begin{document}" + piece * 30_000)

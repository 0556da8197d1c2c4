r"""Pure: a paper's LaTeX source as passages, without comments, formulas and bibliography.

Macros are not run: commands that are not known are dropped and what stands in their braces is read. What may hold a
link is known: \url, \href, \footnote, \thanks.
"""

from __future__ import annotations

import re

from bot.reading.passages import Passage
from bot.sources.full_text.gathering import Gatherer

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_TOKEN = re.compile(
    r"\\(?P<command>[a-zA-Z@]+)\*?|\\(?P<sign>[^a-zA-Z])|(?P<open>\{)|(?P<close>\})|(?P<math>\$\$?)|(?P<paragraph>\n\s*\n)"
    r"|(?P<words>[^\\{}$\n]+|\n)",
    re.DOTALL,
)
_SECTIONS = {"part": 0, "chapter": 0, "section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4}
_NUMBERED = 3
_NOTES = frozenset({"footnote", "footnotetext", "thanks", "tnote", "blfootnote", "ead", "corref"})
_CITES = re.compile(r"cite|citet|citep|citeyear|citealp|citeauthor|autocite|parencite|textcite|onlinecite")
# Commands whose braces hold no words of the paper.
_WITHOUT_WORDS = frozenset(
    """
    label ref eqref autoref cref Cref pageref includegraphics bibliography bibliographystyle input include usepackage
    documentclass newcommand renewcommand providecommand def let vspace hspace setlength setcounter addtocounter
    pagestyle thispagestyle color textcolor definecolor hypersetup newtheorem geometry begin end orcid rule
    """.split()
)
_DROPPED_ENVIRONMENTS = (
    "thebibliography", "equation", "equation*", "align", "align*", "eqnarray", "eqnarray*", "lstlisting", "verbatim",
    "minted", "tikzpicture", "gather", "gather*", "multline", "multline*", "displaymath", "comment",
)  # fmt: skip
_SIGNS = {"_": "_", "%": "%", "&": "&", "#": "#", "$": "$", "{": "{", "}": "}", "\\": "\n", " ": " ", "~": "~"}
MAX_ARGUMENT = 2_000
_OPTION = re.compile(r"\s{0,20}\[[^\]\n]{0,300}\]")
_BRACE = re.compile(r"\s{0,20}\{")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)


def parse_latex(source: str) -> tuple[Passage, ...]:
    """The passages of one .tex file, or of what follows its preamble; linear in its length."""
    source = _COMMENT.sub(r"\1", source)
    source = source.partition("\\begin{document}")[2] or source
    reader = _Reader(source)
    reader.read()
    return reader.gatherer.passages()


class _Reader:
    def __init__(self, source: str) -> None:
        self.gatherer = Gatherer()
        self._source = source
        self._at = 0
        self._ends: list[str] = []  # what each open brace ends
        self._levels: list[int] = []  # of the sections that are open
        self._counts = [0] * (_NUMBERED + 1)
        self._n_notes = 0

    def read(self) -> None:
        """Reads to the end."""
        while (token := _TOKEN.match(self._source, self._at)) is not None:
            self._at = token.end()
            match token.lastgroup:
                case "command":
                    self._command(token["command"], is_starred=token[0].endswith("*"))
                case "sign":
                    self.gatherer.add(_SIGNS.get(token["sign"], ""))
                case "open":
                    self._ends.append("")
                case "close":
                    self._close()
                case "math":
                    self._skip_to(token["math"])
                    self.gatherer.add(" ")
                case "paragraph":
                    self.gatherer.end_block()
                case _:
                    self.gatherer.add(token[0].replace("~", " "))

    def _close(self) -> None:
        end = self._ends.pop() if self._ends else ""
        if end == "note":
            self.gatherer.close_note()
        elif end == "link":
            self.gatherer.close_link()

    def _skip_to(self, mark: str) -> None:
        end = self._source.find(mark, self._at, self._at + 20_000)
        self._at = end + len(mark) if end >= 0 else self._at

    def _command(self, name: str, *, is_starred: bool) -> None:
        if name in ("url", "nolinkurl", "path"):
            self._link(self._argument())
        elif name == "href":
            self._href()
        elif name in _NOTES:
            self._note(name)
        elif name in _SECTIONS:
            self._section(name, is_starred=is_starred)
        elif name == "begin":
            self._begin(self._argument())
        elif name == "end":
            if self._argument() == "abstract":
                self.gatherer.close_abstract()
        elif _CITES.match(name):
            self._option()
            self._argument()
            self.gatherer.add("[…]")
        elif name in _WITHOUT_WORDS:
            self._option()
            self._argument()
        elif name in ("item", "par", "maketitle", "newline", "caption"):
            self.gatherer.end_block()
        elif name in ("textasciitilde", "textunderscore"):
            self.gatherer.add("~" if name == "textasciitilde" else "_")
        # What stands in the braces of any other is read.

    def _option(self) -> None:
        """Passes over "[…]"."""
        found = _OPTION.match(self._source, self._at)
        while found:
            self._at = found.end()
            found = _OPTION.match(self._source, self._at)

    def _argument(self) -> str:
        """What stands in the next braces, which are passed over; "" where there are none."""
        begin = self._at
        while self._source[begin : begin + 1] in (" ", "\n"):
            begin += 1
        if self._source[begin : begin + 1] != "{":
            return ""
        depth, at = 0, begin
        for found in _BRACES.finditer(self._source, begin, begin + MAX_ARGUMENT):
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            at = found.end()
            if depth == 0:
                break
        self._at = at
        return self._source[begin + 1 : at - 1] if depth == 0 else ""

    def _link(self, url: str) -> None:
        address = _address(url)
        if self.gatherer.open_link(address):
            self.gatherer.add(address)
            self.gatherer.close_link()

    def _href(self) -> None:
        self._option()
        address = _address(self._argument())
        if _BRACE.match(self._source, self._at) and self.gatherer.open_link(address):
            self._at = self._source.index("{", self._at) + 1
            self._ends.append("link")

    def _note(self, name: str) -> None:
        self._option()
        found = _BRACE.match(self._source, self._at)
        if found is None:
            return
        self._at = found.end()
        if name.startswith("footnote"):
            self._n_notes += 1
        is_open = self.gatherer.open_note(str(self._n_notes) if name.startswith("footnote") else "")
        self._ends.append("note" if is_open else "")

    def _section(self, name: str, *, is_starred: bool) -> None:
        level = _SECTIONS[name]
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
            self.gatherer.close_section()
        self._levels.append(level)
        self.gatherer.open_section()
        self._option()
        number = "" if is_starred or level > _NUMBERED else self._count(level)
        self.gatherer.name_section(_words(self._argument()), number)

    def _count(self, level: int) -> str:
        self._counts[level] += 1
        self._counts[level + 1 :] = [0] * (_NUMBERED - level)
        return ".".join(str(count) for count in self._counts[1 : level + 1] if count)

    def _begin(self, environment: str) -> None:
        if environment in _DROPPED_ENVIRONMENTS:
            self._skip_to_end_of(environment)
        elif environment == "abstract":
            self.gatherer.open_abstract()
        else:
            self.gatherer.end_block()

    def _skip_to_end_of(self, environment: str) -> None:
        mark = f"\\end{{{environment}}}"
        end = self._source.find(mark, self._at)
        self._at = end + len(mark) if end >= 0 else len(self._source)
        self.gatherer.add(" ")


def _address(argument: str) -> str:
    """The address in the braces of a link, without LaTeX's escapes and line breaks."""
    plain = argument.replace("\\textasciitilde", "~").replace("{}", "").replace("$\\sim$", "~")
    return "".join(re.sub(r"\\([_%#&~{}])", r"\1", plain).split())


def _words(argument: str) -> str:
    return " ".join(re.sub(r"\\[a-zA-Z]+\*?|[{}$\\]", " ", argument).split())

"""The words that papers use for what they offer, as patterns for lower-case text."""

from __future__ import annotations

import re


def either(*phrases: str) -> str:
    """A pattern that fits any of `phrases` (patterns themselves), as whole words."""
    return rf"\b(?:{'|'.join(phrases)})\b"


# What can only be software, once "code" is known to be meant in that sense (see `means_software`).
CODE = either(
    r"codes?", r"source[- ]codes?", r"sourcecodes?", r"code-?bases?", r"software", r"softwares", r"implementations?",
    r"packages?", r"librar(?:y|ies)", r"tool ?box(?:es)?", r"tool ?kits?", r"scripts?", r"(?:jupyter )?notebooks?",
    r"programs?", r"programmes", r"plug-?ins?", r"add-?ons?", r"repositor(?:y|ies)", r"repos?", r"github",
    r"subroutines?", r"executables?", r"binaries", r"applets?", r"stata (?:commands?|modules?)",
    r"(?:maple|sage(?:math)?|mathcad|mathematica|excel) (?:work)?(?:sheets?|books?|files?)",
    r"(?:fortran|matlab|python|java|julia|mathematica) (?:versions?|routines?|functions?|files?|sources?)",
    r"(?:coq|lean(?: ?4)?|isabelle(?:/hol)?|agda|rocq) (?:developments?|formali[sz]ations?|proofs?|sources|files?"
    r"|theories|scripts?)", r"source files?",
)  # fmt: skip

# What is software when the paper calls it its own: "our framework", "the tool".
TOOL = either(
    r"tools?", r"toolchains?", r"frameworks?", r"pipelines?", r"platforms?", r"simulators?", r"emulators?", r"solvers?",
    r"workflows?", r"web[- ]?(?:application|app|server|service|interface|tool|portal|site)s?", r"apps?",
    r"applications?",
    r"systems?", r"engines?", r"compilers?", r"parsers?", r"modules?", r"environments?", r"suites?", r"harness(?:es)?",
    r"infrastructures?", r"interfaces?", r"utilit(?:y|ies)", r"visuali[sz]ers?", r"testbeds?", r"gyms?",
    r"extensions?", r"prototypes?", r"stacks?", r"agents?", r"algorithms?", r"bindings?", r"wrappers?", r"calculators?",
    r"resources?", r"artifacts?", r"artefacts?", r"everything", r"recipes?", r"gui", r"api", r"method", r"generators?",
    r"analy[sz]ers?", r"viewers?", r"servers?", r"assistants?", r"components?", r"crawlers?", r"optimi[sz]ers?",
    r"editors?", r"provers?", r"checkers?", r"planners?", r"controllers?", r"firmware",
    r"(?<!data )products?",
)  # fmt: skip

# What is no software, also when it stands in a repository.
DATA = either(
    r"data", r"data[- ]?(?:sets?|bases?)", r"corpus", r"corpora", r"catalogu?es?", r"videos?", r"demos?",
    r"demonstrations?", r"annotations?", r"spectra", r"tables?", r"slides?", r"recordings?", r"samples?",
    r"animations?", r"movies?", r"figures?", r"images?", r"lists?", r"questionnaires?", r"transcripts?", r"versions?",
    r"appendi(?:x|ces)", r"supplement\w*", r"poster", r"talks?", r"lectures?", r"proceedings", r"abstract", r"journal",
    r"papers?", r"article", r"preprint", r"commentary", r"blog(?: ?post)?", r"leaderboard", r"audio", r"publications?",
    r"conference", r"workshop", r"models?", r"checkpoints?", r"weights", r"survey", r"collaboration", r"simulations",
    r"results", r"information", r"thesis", r"book", r"course", r"files?", r"colou?r",
)  # fmt: skip

LANGUAGE = (
    r"(?:python3?|r|julia|matlab|c\+\+|c|c#|fortran(?:[ -]?\d\d)?|java|javascript|typescript|rust|mathematica|maple"
    r"|stata|sage(?:math)?|pytorch|tensorflow|jax|haskell|gap|magma|root|perl|ruby|idl|octave|scala|go|ocaml|prolog"
    r"|lisp|common lisp|coq|lean|isabelle|agda|web|cuda|opencl|gpu|latex|excel|bioconductor|scikit-learn|numpy|ros"
    r"|unity|simulink|labview|geant4|spss|sas|swift|kotlin|php|html5|webgl|blender|qiskit|singular|macaulay2|openmp"
    r"|mpi)"
)

# What is said to be someone else's, or of code as such; ends where the thing begins.
SOMEONES = re.compile(
    either(
        r"their", r"his", r"her", r"existing", r"many", r"several", r"some", r"various", r"others?", r"most", r"few",
        r"numerous", r"different", r"commercial", r"any", r"whose", r"these", r"such", r"previous(?:ly)?", r"no",
        r"third-party", r"widely[- ]used", r"popular", r"standard", r"off-the-shelf", r"currently", r"recently",
        r"original", r"official", r"when", r"if", r"where", r"whenever", r"unless", r"because", r"since", r"as long as",
        r"closed-source", r"proprietary", r"multiple", r"modern", r"current", r"more", r"alternative", r"leading",
        r"each", r"every", r"us(?:e|es|ed|ing)", r"based on", r"built (?:up)?on", r"compared? (?:to|with)",
        r"for which", r"in which", r"amount of", r"number of", r"much of", r"variety of", r"range of", r"large",
    )
    + r"[^,;.:()]{0,48}$"
)  # fmt: skip

# "code" and its like in another sense, told by the word before or after.
_OTHER_BEFORE = frozenset(
    """
    genetic correcting error-correcting correction error-correction building neural latent visual binary hash sparse
    stabilizer stabiliser surface ldpc polar linear cyclic quantum css toric color colour qr icd bar penal zip
    ternary constacyclic reed-solomon reed-muller turbo dress moral postal civil space-time convolutional hamming
    golay goppa block prefix fountain locally repairable lattice subsystem topological holographic
    algebraic-geometric mds self-dual additive permutation identifying country histone population rate temporal
    research observing observation integer space phd graduate erlangen langlands semidefinite quadratic outreach
    educational education national convex conic spectral compound digital stellar chemical university stimulus wave
    wavelet data institutional preprint generated vulnerable malicious morse time care relief
    """.split()
)
_OTHER_AFTER = re.compile(
    r"[ -](?:of (?:conduct|ethics|practice|law)|words?|mix(?:ing|ed)|switch(?:ing|ed)|rates?|lengths?|division"
    r"|generat\w+|complet\w+|transl\w+|search\w*|reviews?\w*|smells?|clones?|quality|llms?|models?|language models?"
    r"|distances?|space|symbols?|families|engineer\w*|develop(?:ment|ers?)|defects?|requirements?|vulnerabilit\w+"
    r"|testing|projects?|product lines?|committee|induction|preparation|analysis|understanding|summari[sz]ation"
    r"|synthesis|manag\w+|registr\w+|ecosystems?|maintainers?|of (?:the |a |this |its )?(?:[\w-]+ ){0,2}?(?:spectra"
    r"|templates|stars|compounds|molecules|books|sounds|conference|workshop|meeting|reforms?|papers|articles|links"
    r"|measures|incentives|laws|services|polic(?:y|ies)|law|act|strategy|regulations?|directive))\b"
)
_SPACE_BEFORE = re.compile(r"([\w-]+) ?$")


def means_software(text: str, start: int, end: int) -> bool:
    """Whether the CODE word at `start` to `end` means software: no genetic code, spectral library or PhD program."""
    before = _SPACE_BEFORE.search(text, max(0, start - 24), start)
    if before and before[1] in _OTHER_BEFORE:
        return False
    return not _OTHER_AFTER.match(text, end)

"""LaTeX in titles, names and abstracts as Unicode, the way arXiv's own pages show it. Pure.

Only what short texts hold: formulas of one line, accents, special letters, dashes, quotes. What has no such form stays
as it was written.
"""

from __future__ import annotations

import re
import unicodedata

_DEEPEST = 8

_GREEK = """
alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν
xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
"""
_SIGNS = """
infty ∞ partial ∂ nabla ∇ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ wp ℘ imath ı jmath ȷ emptyset ∅ varnothing ∅ forall ∀ exists ∃
neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ triangle △ square □ Box □ diamond ⋄ star ⋆ ast ∗ circ ∘ bullet • cdot · cdots ⋯
ldots … dots … times × div ÷ pm ± mp ∓ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ wedge ∧ land ∧ vee ∨ lor ∨ cap ∩ cup ∪
setminus ∖ in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ sim ∼ simeq ≃ approx ≈ cong ≅ equiv ≡ neq ≠ ne ≠
leq ≤ le ≤ geq ≥ ge ≥ ll ≪ gg ≫ lesssim ≲ gtrsim ≳ prec ≺ succ ≻ propto ∝ perp ⊥ parallel ∥ mid ∣ vdash ⊢ models ⊨
to → rightarrow → longrightarrow ⟶ leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ mapsto ↦
uparrow ↑ downarrow ↓ hookrightarrow ↪ sum ∑ prod ∏ int ∫ oint ∮ bigcup ⋃ bigcap ⋂ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋
lceil ⌈ rceil ⌉ prime ′ dagger † ddagger ‡ dag † degree ° deg deg S § P ¶ pounds £ copyright © trademark ™ odot ⊙
ss ß o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ ng ŋ
textendash – textemdash — textquoteright ’ textquoteleft ‘ textquotedblleft “ textquotedblright ” textregistered ®
textdegree ° textbackslash \\ textasciitilde ~ textasciicircum ^ textunderscore _ LaTeX LaTeX TeX TeX
log log ln ln exp exp sin sin cos cos tan tan min min max max arg arg argmin argmin argmax argmax lim lim sup sup
inf inf
det det dim dim ker ker gcd gcd Pr Pr mod mod bmod mod
"""
_WORDS = (_GREEK + _SIGNS).split()
_COMMANDS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_SPACES = dict.fromkeys(("quad", "qquad", "space", ",", ";", ":", " ", "\n"), " ") | dict.fromkeys(
    ("!", "/", "left", "right", "big", "Big", "bigl", "bigr", "limits", "nolimits", "displaystyle", "it", "bf", "rm",
     "sc", "sl", "tt", "em", "sf", "cal", "protect", "relax"), ""
)  # fmt: skip
_PLAIN_FONTS = frozenset(
    "text textrm textit textbf textsc texttt textsf textsl textup textnormal emph mathrm mathit mathbf mathsf mathtt "
    "boldsymbol bm pmb operatorname mbox hbox ensuremath mathop mathord mathbin mathrel underline".split()
)
_LETTER_FONTS = {
    "mathbb": ("DOUBLE-STRUCK", "MATHEMATICAL DOUBLE-STRUCK"),
    "mathcal": ("SCRIPT", "MATHEMATICAL SCRIPT"),
    "mathscr": ("SCRIPT", "MATHEMATICAL SCRIPT"),
    "mathfrak": ("BLACK-LETTER", "MATHEMATICAL FRAKTUR"),
}
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
    "overline": "\u0305", "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7", "check": "\u030c", "acute": "\u0301",
    "grave": "\u0300", "breve": "\u0306",
}  # fmt: skip
_RAISED = dict(
    zip("0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθιϕφχ′*∗",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᶲᵠᵡ′**", strict=True)
)  # fmt: skip
_LOWERED = dict(zip("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))

# A formula, by the rule that tells it from prices: no blank inside its dollars, no digit behind them.
_FORMULA = re.compile(r"(?<!\\)\$\$?(?!\s)([^$]{1,300}?)(?<![\s\\])\$?\$(?![0-9])|\\\((.{1,300}?)\\\)")
_COMMAND = re.compile(r"\\([a-zA-Z]+|.)\s?", re.DOTALL)
_CASE = re.compile(r"\{([^{}\s$\\]+)\}")  # braces that keep BibTeX from changing capitals
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))


def to_unicode(text: str) -> str:
    """`text` with its LaTeX as Unicode; a text without any as it is."""
    if "$" in text or "\\" in text:
        text = _FORMULA.sub(lambda found: _Formula(found[1] or found[2], math=True).read(), text)
        if "\\" in text:
            text = _Formula(text, math=False).read()
    if "{" in text:
        text = _CASE.sub(r"\1", text)
    for written, shown in _LIGATURES:
        if written in text:
            text = text.replace(written, shown)
    return unicodedata.normalize("NFC", text)


class _Formula:
    """Reads one piece of LaTeX from left to right; `math` in a formula, where blanks and scripts mean something."""

    def __init__(self, text: str, *, math: bool, depth: int = 0) -> None:
        self._text = text
        self._math = math
        self._depth = depth
        self._at = 0

    def read(self) -> str:
        """All of it."""
        if self._depth > _DEEPEST:
            return self._text
        shown = []
        while self._at < len(self._text):
            shown.append(self._next())
        return "".join(shown)

    def _next(self) -> str:
        """The next sign, command or group as it is shown."""
        sign = self._text[self._at]
        if sign == "\\":
            return self._command()
        if self._math and sign == "{":
            return self._inside(self._group())
        self._at += 1
        if self._math and sign in "^_":
            return self._script(sign)
        if sign == "~":
            return " "
        return sign

    def _command(self) -> str:
        found = _COMMAND.match(self._text, self._at)
        if found is None:  # a lone backslash at the end
            self._at += 1
            return "\\"
        name, begin = found[1], self._at
        self._at = found.end() if name.isalpha() else found.start() + 2
        if name in _ACCENTS and (letter := self._argument(accent=True)):
            return unicodedata.normalize("NFC", letter[0].translate(_DOTLESS) + _ACCENTS[name] + letter[1:])
        if name in _COMMANDS:
            # LaTeX takes the blank behind a command; readers want it back behind signs and words.
            return _COMMANDS[name] + (" " if found[0][-1:].isspace() and not _is_letter(name) else "")
        if name in _SPACES:
            return _SPACES[name]
        return self._with_arguments(name) or (name if not name.isalnum() else self._text[begin : self._at])

    def _with_arguments(self, name: str) -> str:
        """A command that is about what follows it; "" where `name` is none of them."""
        if name in _PLAIN_FONTS or name in _LETTER_FONTS:
            return _in_font(self._argument(), name)
        if name == "sqrt":
            return "√" + _bracketed(self._argument())
        if name in ("frac", "tfrac", "dfrac", "nicefrac"):
            return f"{_bracketed(self._argument())}/{_bracketed(self._argument())}"
        return ""

    def _script(self, sign: str) -> str:
        inside, table = self._argument(), _RAISED if sign == "^" else _LOWERED
        if inside in ("∘", "°"):
            return "°"
        if inside and all(letter in table for letter in inside):
            return "".join(table[letter] for letter in inside)
        return f"{sign}{inside}" if len(inside) == 1 else f"{sign}({inside})" if inside else sign

    def _argument(self, *, accent: bool = False) -> str:
        """What a command or script is about: a group, a command or one sign; "" where there is none."""
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        if self._at >= len(self._text):
            return ""
        if self._text[self._at] == "{":
            return self._inside(self._group())
        if self._text[self._at] == "\\":
            return self._letter_command() if accent or self._depth == _DEEPEST else self._deeper_command()
        self._at += 1
        return self._text[self._at - 1]

    def _deeper_command(self) -> str:
        self._depth += 1
        try:
            return self._command()
        finally:
            self._depth -= 1

    def _letter_command(self) -> str:
        """\\i and its like under an accent; nothing else is eaten."""
        found = _COMMAND.match(self._text, self._at)
        if found is None or found[1] not in _COMMANDS:
            return ""
        self._at = found.end()
        return _COMMANDS[found[1]]

    def _group(self) -> str:
        """The text between the brace at hand and the one that closes it, or the end."""
        begin, level = self._at + 1, 0
        for at in range(self._at, len(self._text)):
            level += {"{": 1, "}": -1}.get(self._text[at], 0)
            if level == 0:
                self._at = at + 1
                return self._text[begin:at]
        self._at = len(self._text)
        return self._text[begin:]

    def _inside(self, text: str) -> str:
        return _Formula(text, math=self._math, depth=self._depth + 1).read()


_DOTLESS = {ord("ı"): "i", ord("ȷ"): "j"}


def _is_letter(name: str) -> bool:
    return len(_COMMANDS[name]) == 1 and _COMMANDS[name].isalpha()


def _bracketed(text: str) -> str:
    return text if len(text) <= 1 or text.isalnum() else f"({text})"


def _in_font(text: str, font: str) -> str:
    prefixes = _LETTER_FONTS.get(font)
    return "".join(_letter(sign, prefixes) for sign in text) if prefixes else text


def _letter(sign: str, prefixes: tuple[str, str]) -> str:
    if not (sign.isascii() and sign.isalpha()):
        return sign
    size = "CAPITAL" if sign.isupper() else "SMALL"
    for prefix in prefixes:
        try:
            return unicodedata.lookup(f"{prefix} {size} {sign.upper()}")
        except KeyError:
            continue
    return sign

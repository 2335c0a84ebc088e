"""Text -> TeX that BibTeX, biber and pandoc read back as the same text.

UTF-8 stays as it is: LaTeX has read it since 2018 without a package, biber and pandoc always have, and an accent
that is spelt out in macros is one that no person can search for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from urllib.parse import quote

SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{sign: "\\" + sign for sign in "&%$#_{}"},
}
LONE_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}  # BibTeX counts braces, escaped or not

MATH_MACROS = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho
    sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    mathbb mathcal mathrm mathbf mathsf mathit mathfrak mathscr boldsymbol bm rm bf it cal text mbox operatorname
    sqrt frac tfrac dfrac binom ell hbar infty partial nabla times cdot cdots ldots dots pm mp ast star circ bullet
    oplus otimes cap cup subset subseteq supset supseteq in notin ni forall exists neg land lor wedge vee emptyset
    to rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow mapsto uparrow downarrow
    leq le geq ge neq ne equiv sim simeq approx cong propto ll gg lesssim gtrsim prec succ perp parallel mid
    sum prod int oint lim sup inf max min log ln exp sin cos tan det dim ker deg arg
    hat tilde bar vec dot ddot overline underline widehat widetilde acute grave breve check prime dagger
    left right langle rangle lfloor rfloor lceil rceil lvert rvert lVert rVert Vert vert quad qquad
"""

_SPECIAL = re.compile(r"[\\~^<>|&%$#_{}]")
_MATH_MACROS = frozenset((*MATH_MACROS.split(), *",;:!|{} "))
_MATH = re.compile(r"(?<![\\$])\$(?!\s)([^$%#&~]{1,200}?)(?<![\s\\])\$(?![\d$])")
_MACRO = re.compile(r"\\([a-zA-Z]+|.?)")
_WORD = re.compile(r"[^\W_]+(?:[.&+'’/-][^\W_]+)*")
_BREAKING = re.compile(r"[\\{}\s\x00-\x1f\x7f]")
_PART = re.compile(r"[^/-]+")


def tex(text: str) -> str:
    """Return the text escaped; formulas between dollar signs stay where they are balanced and harmless."""
    return _around_math(text, _escaped, "{}")


def title(text: str) -> str:
    """Return the text escaped, with braces round what no style may put into lower case.

    That is a formula, a word with a capital inside it, and one with a capital and a digit or dot. Where all is in
    capitals, none of it is an abbreviation.
    """
    if " " in text and not any(map(str.islower, text)):
        return tex(text)
    return _around_math(text, _protected, "{{{}}}")


def verbatim(text: str) -> str:
    """Return an identifier as it is, for a field that is read verbatim; what would break the file percent-encoded."""
    return _BREAKING.sub(lambda met: quote(met[0]), text)


def _around_math(text: str, escape: Callable[[str], str], formula: str) -> str:
    text, end, pieces = unicodedata.normalize("NFC", text), 0, []
    for met in _MATH.finditer(text):
        if _is_harmless(met[1]):
            pieces += [escape(text[end : met.start()]), formula.format(met[0])]
            end = met.end()
    return "".join((*pieces, escape(text[end:])))


def _is_harmless(formula: str) -> bool:
    macros_known = all(macro in _MATH_MACROS for macro in _MACRO.findall(formula))
    return macros_known and "^^" not in formula and not lone_braces(formula)


def _escaped(text: str, protected: Sequence[tuple[int, int]] = ()) -> str:
    if not protected and not _SPECIAL.search(text):
        return text
    signs = [SPECIAL.get(sign, sign) for sign in text]
    for at in lone_braces(text):
        signs[at] = LONE_BRACES[text[at]]
    for start, end in protected:
        signs[start] = "{" + signs[start]
        signs[end - 1] += "}"
    return "".join(signs)


def lone_braces(text: str) -> list[int]:
    """Return where the braces stand that have no partner, escaped or not: BibTeX counts them all."""
    opened, lone = [], []
    for met in re.finditer(r"[{}]", text):
        if met[0] == "{":
            opened.append(met.start())
        elif opened:
            opened.pop()
        else:
            lone.append(met.start())
    return lone + opened


def _protected(text: str) -> str:
    return _escaped(text, [span for met in _WORD.finditer(text) for span in _spans(met)])


def _spans(word: re.Match[str]) -> list[tuple[int, int]]:
    """The parts of a word, apart by hyphens, that need protection; the word where all do."""
    parts = list(_PART.finditer(word[0]))
    spans = [part.span() for part in parts if _needs_braces(part[0], alone=len(parts) == 1)]
    if len(spans) == len(parts) and spans:
        return [word.span()]
    return [(word.start() + start, word.start() + end) for start, end in spans]


def _needs_braces(part: str, alone: bool) -> bool:
    if len(part) == 1:
        return part.isupper() and not alone  # X-ray, K-means; the article A stays as it is
    has_sign = any(sign.isdigit() or sign == "." for sign in part)
    return any(map(str.isupper, part if has_sign else part[1:]))

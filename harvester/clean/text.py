"""Text: each function takes a string and returns it better, or as it was. The usual case costs one regex."""

from __future__ import annotations

import html
import re
import unicodedata

_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_TAG = re.compile(
    r"<!\[CDATA\[|\]\]>|<!(?:--|[–—]).*?(?:--|[–—])>|<(?P<code>script|style)\b.*?</(?P=code)\s*>|</?(?:jats|mml|m|xhtml|html|oasis|ns\d):[a-zA-Z][^<>]*>"
    r"|</?(?:i|b|u|p|br|hr|em|strong|sub|sup|sc|scp|small|big|tt|code|pre|span|div|font|a|q|cite|title|sec|list|item"
    r"|list-item|ul|ol|li|table|tr|td|th|h[1-6]|inf|ovl|roman|italic|bold|monospace|underline|overline|strike|s|del"
    r"|ins|sans-serif|xref|ext-link|inline-formula|disp-formula|tex-math|alternatives|named-content|styled-content"
    r"|math|mi|mn|mo|mrow|msub|msup|msubsup|mtext|mfrac|msqrt|semantics|annotation|abstract|label|graphic|break"
    r"|nobr|wbr|subtitle|center|blockquote|abstract-title|AbstractText|kbd|var|dfn|abbr|img)(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*\s*/?>",
    re.IGNORECASE | re.DOTALL,
)
_SUBTITLE = re.compile(r"\s*:?\s*<subtitle>\s*", re.IGNORECASE)  # in titles of the JAMA network
_BREAKING = re.compile(r"</?(?:jats:)?(?:p|br|hr|sec|title|div|li|list-item|tr|td|th|h[1-6]|break|label)\b", re.I)
_STYLE = r"(?:jats:)?(?:i|b|em|strong|italic|bold)>"
_SCRIPT = re.compile(
    rf"<(sub|sup|inf|jats:sub|jats:sup)>\s*(?:<{_STYLE})?\s*([^<>]{{1,12}}?)\s*(?:</{_STYLE})?\s*</\1>", re.I
)
_TEX = r"<(?:jats:)?tex-math\b[^<>]{0,99}>((?:[^<]|<(?!/|(?:jats:)?tex-math)){0,4000})</(?:jats:)?tex-math\s*>"
_TEX_AND_MATHML = re.compile(rf"{_TEX}\s*(?=<(?:mml:)?math\b)|(?<=math>)\s*{_TEX}", re.I)
_TEX_MATH = re.compile(_TEX, re.I)
_PREAMBLE = re.compile(r"\A.*?\\begin\{document\}|\\end\{document\}.*\Z", re.S)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_JOINER = re.compile(
    "(?<=[\x00-\u02ff])[\u200c\u200d]+|[\u200c\u200d]+(?=[\x00-\u02ff])|^[\u200c\u200d]+|[\u200c\u200d]+$"
)
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "ft", "st"), strict=True))
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_SPACE = re.compile(r"[\s\u2028\u2029]{2,}|[^\S ]|^\s|\s\Z")
_SPACES = re.compile(r"\s+")
_KEEPS_STOP = re.compile(
    r"(?:\.\s?\w|\.\s?|\b(?:et al|Inc|Ltd|Co|Corp|Bros|etc|vol|No|Jr|Sr|Mrs?|Dr|Mt|St|vs|Esq))\.\Z", re.I
)
_NOTICE = re.compile(
    r"^\W{0,3}(?P<what>retracted|withdrawn|retraction|(?:temporary )?removal|removed|expression of concern)"
    r"(?P<more>\s+(?:article|paper|chapter|publication|manuscript))?\s*(?:[\])}]\s*[:.–—-]?|[:–—]|-(?=\s))\s*(?=\S)",
    re.I,
)
_NOTICES = {
    "retracted": "retraction",
    "withdrawn": "withdrawal",
    "removed": "removal",
    "temporary removal": "removal",
    "expression of concern": "expression_of_concern",
}
_DASH = re.compile(r"(?<=[^\W_])\s*(?:[‐‑‒–—―−﹣－]|-{1,3})+\s*(?=[^\W_])")
_NO_PAGE = re.compile(r"\A(?:n/?a|none|null|nil|unknown|n\.? ?pag\.?|0+(?:-0+)?|\W+)\Z", re.I)
_MATH_DASH = re.compile(r"\$\s*(-{1,3}|–|—)\s*\$")
_OPEN_END = re.compile(r"\s*[‐‑‒–—−-]+\s*(?:n/?a|none|null)?\Z", re.I)
_PAGES = re.compile(r"\Ap(?:p|ages?|gs?)?\.?\s*(?=\d)", re.I)
_COUNTED = re.compile(r"\A(?:vol(?:ume)?|no|nr|num(?:ber)?|issue|iss)\b\.?\s*(?=\d)|\A[№#]\s*(?=\d)", re.I)
ABBREVIATED = """
acad adv am anal annu ann appl assoc biol bull chem commun comp comput conf cybern dev dyn ecol econ educ electron
eng environ fund genet geophys graph hum inf int intell j lang lett mach manag mater math mech med model mol nat natl
netw neurosci opt oper philos phys policy proc process psychol publ res rev robot sci secur soc softw stat struct stud
surv symp syst technol theor trans univ vis
"""
"""How words of venues are cut (ISO 4): after these a stop is no end of a sentence."""
_ABBREVIATED = frozenset(ABBREVIATED.split())
_FORMULA = re.compile(r"\$[^$]*\$")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_HEADING = re.compile(r"\A(?:abstract|summary)\s*[:.–—-]?\s+(?=[A-Z0-9\W])", re.I)

_LOW = dict(zip("0123456789+-−–=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_HIGH = dict(zip("0123456789+-−–=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁱⁿ", strict=True))


def untag(text: str) -> str:
    """Return the text without markup and entities; `a < b` and `R&D` are neither.

    An index or power that Unicode has stays one (`CO₂`). Source of the markup: JATS, MathML and HTML as Crossref
    hands them out, encoded once, twice or not at all.
    """
    if "&" in text:
        text = _ENTITY.sub(lambda met: html.unescape(met[0]), text)
    if "<" not in text and "]]>" not in text:
        return text
    if "math" in text:
        from harvester.clean.mathml import math_as_tex

        text = _TEX_MATH.sub(_formula, _TEX_AND_MATHML.sub("", text))
        text = math_as_tex(text)
    text = _SUBTITLE.sub(": ", text)
    text = _SCRIPT.sub(lambda met: script(met[2], high=met[1].lower().endswith("sup")), text)
    return _TAG.sub(lambda met: " " if _BREAKING.match(met[0]) else "", text)


def _formula(met: re.Match[str]) -> str:
    """Return a formula between single dollars, without the document that some publishers put round each."""
    return f"${_PREAMBLE.sub('', met[1]).strip().strip('$').strip()}$"


def script(text: str, *, high: bool) -> str:
    """Return the text raised or lowered, where Unicode has all of it; else as it is."""
    table = _HIGH if high else _LOW
    return "".join(table[letter] for letter in text) if all(one in table for one in text) else text


def visible(text: str) -> str:
    """Return the text without control, bidirectional and invisible characters, typesetters' ligatures taken apart.

    Joiners stay between letters of scripts that need them (Persian, Hindi).
    """
    if text.isascii() and text.isprintable():
        return text
    text = _JOINER.sub("", _INVISIBLE.sub("", text))
    return _LIGATURE.sub(lambda met: _LIGATURES[met[0]], text)


def at_one_line(text: str) -> str:
    """Return the text with each run of white space as one space, and none at the ends."""
    return _SPACES.sub(" ", text).strip() if _SPACE.search(text) else text


def composed(text: str) -> str:
    """Return the text in Unicode's NFC: what Crossref's own BibTeX gets wrong is a decomposed accent."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def unstopped(text: str) -> str:
    """Return a title without its trailing full stop; `U.S.`, `et al.` and `…` keep theirs."""
    return text[:-1].rstrip() if text.endswith(".") and not _KEEPS_STOP.search(text) else text


def is_shouted(text: str) -> bool:
    """Return whether the text is written in capitals throughout, formulas apart; `PLOS ONE` and `BERT` are not."""
    bare = _FORMULA.sub("", text)
    return not any(map(str.islower, bare)) and any(map(str.isupper, _LONG_WORD.findall(bare)))


def notice_in(title: str) -> str:
    """Return the kind of notice (Crossref's words) that a title begins with, or nothing. A hint, not proof."""
    met = _NOTICE.match(title)
    return _NOTICES.get(met["what"].lower(), "") if met else ""


def without_notice(title: str) -> str:
    """Return the title without `RETRACTED:`; a notice's own title (`Retraction: …`) stays as it is."""
    return title[_NOTICE.match(title).end() :] if notice_in(title) else title  # type: ignore[union-attr]


def without_heading(abstract: str) -> str:
    """Return the abstract without the word `Abstract` above it."""
    return _HEADING.sub("", abstract)


def dashes(pages: str) -> str:
    """Return a range of pages with one plain hyphen (`17-33`); an empty string for what is no page."""
    pages = _DASH.sub("-", _MATH_DASH.sub(r"\1", _PAGES.sub("", pages)))
    return "" if _NO_PAGE.match(pages) else _OPEN_END.sub("", pages)


def number_alone(text: str) -> str:
    """Return a volume or issue without the word before it: `Vol. 12` is 12."""
    return _COUNTED.sub("", text)


def unstopped_venue(text: str) -> str:
    """Return a venue without its trailing full stop, which stays after an abbreviation: `Phys. Rev. Lett.`"""
    last = text[:-1].rpartition(" ")[2].lower()
    return text if "." in text[:-1] or last in _ABBREVIATED else unstopped(text)

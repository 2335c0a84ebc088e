"""Names as BibTeX reads them: `von Last, Jr, First`, in braces what it would take apart.

BibTeX takes the words in lower case before the first comma for the particle, knows no letter beyond ASCII, parts
words at hyphens too, and names at ` and ` (https://ctan.org/pkg/btxdoc, "tame the beast", section 11).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from harvester.clean.names import OTHERS
from harvester.record import Name
from harvester.writers.shown import flat
from harvester.writers.tex import tex

MOST_COMMAS = 2  # in braces or not: biber counts them all, and skips an entry that has more
_PLAIN = re.compile(r"(?!.*\b(?:and|others)\b)[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*[.'’]*", re.I)
_WORDS = re.compile(r"[\s.'’-]+")


def names(people: Sequence[Name]) -> str:
    """Return the people of a field, in order; the word `others` where the list was cut, which is at its end."""
    shown = [name(one) for one in people if one != OTHERS and _text(str(one))]
    return " and ".join((*shown, "others") if shown and OTHERS in people else shown)


@lru_cache(maxsize=1 << 16)  # people publish more than once
def name(one: Name) -> str:
    """Return one name. A group, and what is no person's family and given name, is one word in braces."""
    family, given, particle, suffix = (_text(part) for part in (one.family, one.given, one.particle, one.suffix))
    if not family or (suffix and not given):
        return _whole(_text(str(one)), one.group or bool(family))
    if particle and not _is_particle(particle):
        family = particle + ("" if particle[-1] in "'’-" else " ") + family
        particle = ""
    last = tex(family) if _PLAIN.fullmatch(family) and _is_last(family) else f"{{{tex(family)}}}"
    shown = ", ".join(
        (f"{particle} {last}" if particle else last, *(_braced(part) for part in (suffix, given) if part))
    )
    return shown if shown.count(",") <= MOST_COMMAS else _whole(_text(str(one)), is_group=True)


def _text(part: str) -> str:
    """No name has braces, and BibTeX's styles cut names where they count them."""
    return flat(part.replace("{", "").replace("}", ""))


def _is_particle(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and text[-1] not in "'’-" and text.isascii() and text.islower()


def _is_last(family: str) -> bool:
    """Whether BibTeX takes it whole for the last name: each word begins with A-Z, or it is one, not in lower case."""
    words = list(filter(None, _WORDS.split(family)))
    return all("A" <= word[0] <= "Z" for word in words) or (len(words) == 1 and not family[0].islower())


def _braced(text: str) -> str:
    return tex(text) if _PLAIN.fullmatch(text) else f"{{{tex(text)}}}"


def _whole(text: str, is_group: bool) -> str:
    """A name not yet parted is left to BibTeX where it looks like a person's."""
    words = text.split()
    is_person = not is_group and len(words) in (2, 3) and all("A" <= word[0] <= "Z" for word in words)
    return tex(text) if is_person and _PLAIN.fullmatch(text) else f"{{{tex(text)}}}"

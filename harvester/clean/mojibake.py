"""Text that was decoded with the wrong code page. A file of its own: readers need it, and no more of this room."""

from __future__ import annotations

import re

_MOJIBAKE = re.compile(
    r"[ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß][\x80-\xbfŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"  # a lead byte and a second one
    r"|[âãäåæçèéêëìíîï][\x80-\xbfŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{2}"
    r"|√[^\W\d_\s]?[©®°±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬ƒ≈∆«»…Üüßéèíñ†¢£§•¶¨≠∞]|‚Ä|[\x80-\x9f]"  # Mac Roman; Latin-1's controls
)


def unmojibake(text: str) -> str:
    """Return text that was decoded with the wrong code page decoded rightly: `WÃ¼bben` is `Wübben`."""
    if text.isascii() or not _MOJIBAKE.search(text):
        return text
    import ftfy  # 70 ms: only where something looks wrong

    return str(ftfy.fix_encoding(text))

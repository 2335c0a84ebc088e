"""Works -> BibTeX, through bibtexparser. What its writer does not check, keys and braces, is right before it gets them.

UTF-8; sorted by key, so that a change of one work changes its lines alone. The entry types are those of the classic
styles, and an entry that lacks what its type requires is written as `@misc`, about which no style complains.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from harvester.files import MARK, comment
from harvester.record import Work
from harvester.vocabulary import bibtex_name, entry_type
from harvester.writers import Settings
from harvester.writers.shown import address, best_address, flat, remarks, title_of, venue_of
from harvester.writers.tex import tex, title
from harvester.writers.tex_names import names

REQUIRED: Mapping[str, tuple[str, ...]] = {  # of plain.bst and of biber's data model
    "article": ("author", "title", "journal", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "incollection": ("author", "title", "booktitle", "publisher", "year"),
    "book": ("author", "title", "publisher", "year"),
    "phdthesis": ("author", "title", "school", "year"),
    "techreport": ("author", "title", "institution", "year"),
    "unpublished": ("author", "title", "note"),
}

WRITTEN = (  # terms, in the order on paper; title, dates, venue, addresses and notes have shapes of their own
    "author", "title", "editor", "container-title", "collection-title", "volume", "issue", "number", "page",
    "publisher", "publisher-place", "edition", "issued", "DOI", "ISBN", "ISSN", "URL", "note",
)  # fmt: skip

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write(works: Sequence[Work], settings: Settings) -> str:
    """Return the works as BibTeX text, sorted by key; a fragment has no first line of harvest's own."""
    import bibtexparser
    from bibtexparser.middlewares.parsestack import default_unparse_stack
    from bibtexparser.model import Entry, Field

    style = bibtexparser.BibtexFormat()
    style.indent, style.block_separator, style.trailing_comma = "  ", "\n", True
    blocks = []
    for work in sorted(works, key=lambda one: one.key):
        kind, fields = entry(work)
        blocks.append(Entry(kind, work.key, [Field(name, text) for name, text in fields.items()]))
    stack = [one for one in default_unparse_stack(allow_inplace_modification=True) if "Enclosing" not in str(type(one))]
    text: str = bibtexparser.write_string(bibtexparser.Library(blocks), unparse_stack=stack, bibtex_format=style)
    return text if settings.fragment else f"{comment(MARK, 'bibtex')}\n\n{text}"


def entry(work: Work) -> tuple[str, dict[str, str]]:
    """Return the entry's type and its fields, each with its braces, in the order on paper."""
    kind = entry_type(work.text_of("type"))
    fields = _fields(work, kind)
    if any(name not in fields for name in REQUIRED.get(kind, ())):
        kind, fields = "misc", _fields(work, "misc")
    if kind in ("inproceedings", "incollection", "book") and {"volume", "number"} <= fields.keys():
        fields["issue"] = fields.pop("number")  # the classic styles take one of the two
    if "author" not in fields:
        fields["key"] = f"{{{work.key}}}"  # by which the classic styles sort
    return kind, fields


def _fields(work: Work, kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for term in WRITTEN:
        name = bibtex_name(term, kind)
        text = SHAPES.get(term, _plain(term))(work)
        if name and text:
            found[name] = f"{{{text}}}"
    date = work.date()
    if date and date.month:
        found["month"] = MONTHS[date.month - 1]
    return found | _eprint(work)


def _plain(term: str) -> Callable[[Work], str]:
    return lambda work: tex(flat(work.text_of(term)))


def _year(work: Work) -> str:
    date = work.date()
    return f"{date.year:04d}" if date else ""


def _doi(work: Work) -> str:
    one = work.id_of("doi")
    return _verbatim(flat(work.text_of("DOI")) or (one.value if one else ""))


def _verbatim(text: str) -> str:
    """A DOI or address is read as it stands; only a brace without a partner, or a backslash, would break the entry."""
    return "".join({"{": "%7B", "}": "%7D", "\\": "%5C"}.get(sign, sign) for sign in text)


def _url(work: Work) -> str:
    return _verbatim(best_address(work) or address(work.text_of("URL")))


def _note(work: Work) -> str:
    return tex("; ".join(filter(None, (flat(work.text_of("note")), *remarks(work)))))


def _venue(work: Work) -> str:
    return "" if work.status == "unresolved" else tex(venue_of(work))


def _eprint(work: Work) -> dict[str, str]:
    """How arXiv's own instructions name an arXiv id; and the keys that this one replaced, which BibLaTeX reads."""
    one, category = work.id_of("arxiv"), tex(flat(work.text_of("primary-category")))
    shown = {"eprint": one.value, "archiveprefix": "arXiv", "primaryclass": category} if one else {}
    shown["ids"] = ",".join(work.former_keys)
    return {name: f"{{{text}}}" for name, text in shown.items() if text}


SHAPES: Mapping[str, Callable[[Work], str]] = {  # what is no plain text
    "author": lambda work: names(work.names("author")),
    "editor": lambda work: names(work.names("editor")),
    "title": lambda work: title(title_of(work)),
    "container-title": _venue,
    "page": lambda work: tex(flat(work.text_of("page"))).replace("–", "-").replace("--", "-").replace("-", "--"),
    "issued": _year,
    "DOI": _doi,
    "URL": _url,
    "note": _note,
    "ISBN": lambda work: tex(", ".join(flat(work.text_of("ISBN")).split("; ")[:1])),
    "ISSN": lambda work: tex(", ".join(flat(work.text_of("ISSN")).split("; ")[:1])),
}

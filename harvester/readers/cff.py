"""CITATION.cff: the software and the article that it asks to be cited as records.

https://github.com/citation-file-format/citation-file-format/blob/main/schema-guide.md (1.2.0)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harvester.clean.dates import parse_date
from harvester.errors import IdentifierError
from harvester.identifiers import Identifier, parse
from harvester.readers.items import Item
from harvester.readers.yaml_plain import items_of, member, plain, root_of
from harvester.record import Date, Name, Origin, Record, Value

TYPES = {
    "software": "software",
    "dataset": "dataset",
    "data": "dataset",
    "article": "article-journal",
    "magazine-article": "article-magazine",
    "newspaper-article": "article-newspaper",
    "conference-paper": "paper-conference",
    "conference": "paper-conference",
    "proceedings": "book",
    "book": "book",
    "thesis": "thesis",
    "report": "report",
    "unpublished": "manuscript",
    "website": "webpage",
    "blog": "post-weblog",
    "patent": "patent",
}
FIELDS = {
    "title": "title",
    "journal": "container-title",
    "collection-title": "container-title",
    "volume": "volume",
    "issue": "issue",
    "version": "version",
    "abstract": "abstract",
    "license": "license",
    "url": "URL",
    "notes": "note",
    "edition": "edition",
}


def cff_records(text: str, name: str) -> Iterator[Item]:
    """Yield the records of a CITATION.cff: the software, the work to cite in its place, and what it refers to.

    Nothing where it nests or repeats without bounds, or is no mapping. Raises `yaml.YAMLError`.
    """
    root = root_of(text)
    if root is None:
        return
    yield _record(plain(root), name, 1)
    if (found := member(root, "preferred-citation")) and isinstance(preferred := plain(found[0]), dict):
        yield _record(preferred, name, found[1])
    for reference, line in items_of(root, "references"):
        yield _record(reference, name, line)


def _record(cited: dict[str, Any], name: str, line: int) -> Item:
    values: dict[str, Value] = {"type": TYPES.get(str(cited.get("type", "software")), "document")}
    values |= {term: str(cited[own]) for own, term in FIELDS.items() if isinstance(cited.get(own), str) and cited[own]}
    authors = cited.get("authors")
    people = tuple(_name(one) for one in authors if isinstance(one, dict)) if isinstance(authors, list) else ()
    values |= {"author": people} if people else {}
    if date := _date(cited):
        values["issued"] = date
    if pages := "-".join(str(cited[end]) for end in ("start", "end") if cited.get(end)):
        values["page"] = pages
    publisher = cited.get("publisher")
    if isinstance(publisher, dict) and publisher.get("name"):
        values["publisher"] = str(publisher["name"])
    ids = tuple(dict.fromkeys(_ids(cited)))
    return Item(line, 0, Record(ids, values, Origin(f"{name}:{line}", kind="file")))


def _name(person: dict[str, Any]) -> Name:
    said = {key: value for key, value in person.items() if isinstance(value, str)}
    if said.get("name"):
        return Name(literal=said["name"], group=True, orcid=said.get("orcid", ""))
    affiliation = (said["affiliation"],) if said.get("affiliation") else ()
    return Name(
        family=said.get("family-names", ""),
        given=said.get("given-names", ""),
        particle=said.get("name-particle", ""),
        suffix=said.get("name-suffix", ""),
        orcid=said.get("orcid", ""),
        affiliation=affiliation,
    )


def _date(cited: dict[str, Any]) -> Date | None:
    if date := parse_date(str(cited.get("date-released") or cited.get("date-published") or "")):
        return date
    said = [str(cited.get(part, "")) for part in ("year", "month")]
    return parse_date("-".join(part for part in said if part.isdigit()))


def _ids(cited: dict[str, Any]) -> Iterator[Identifier]:
    identifiers = cited.get("identifiers")
    others = [one for one in identifiers if isinstance(one, dict)] if isinstance(identifiers, list) else []
    stated: list[tuple[Any, str | None]] = [(cited.get(field), field) for field in ("doi", "isbn", "pmcid")]
    stated += [(one.get("value"), "doi") for one in others if one.get("type") == "doi"]
    if "cff-version" not in cited:  # the address of the software itself may be that of an article
        stated.append((cited.get("url"), None))
    for value, scheme in stated:
        try:
            yield parse(str(value or ""), scheme)
        except IdentifierError:
            continue  # the line reader has warned of it

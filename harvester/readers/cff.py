"""CITATION.cff: the software and the article that it asks to be cited as records.

https://github.com/citation-file-format/citation-file-format/blob/main/schema-guide.md (1.2.0)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from harvester.clean.dates import parse_date
from harvester.errors import IdentifierError
from harvester.identifiers import Identifier, parse
from harvester.readers.items import Item
from harvester.record import Date, Name, Origin, Record, Value

if TYPE_CHECKING:
    import yaml

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
DEEPEST = 50

_PREFERRED = re.compile(r"^preferred-citation\s*:", re.M)


def cff_records(text: str, name: str) -> Iterator[Item]:
    """Yield the records of a CITATION.cff; nothing where it nests or repeats without bounds, or is no mapping.

    Raises `yaml.YAMLError`.
    """
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if not _is_bounded(yaml.parse(text, Loader=loader)):
        return
    cited = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 (texts alone)
    if not isinstance(cited, dict):
        return
    yield _record(cited, name, 1)
    preferred, met = cited.get("preferred-citation"), _PREFERRED.search(text)
    if isinstance(preferred, dict) and met:
        yield _record(preferred, name, 1 + text.count("\n", 0, met.start()))


def _is_bounded(events: Iterator[yaml.Event]) -> bool:
    import yaml

    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
            return False
    return True


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
    return Item(line, 0, Record(ids, MappingProxyType(values), Origin(f"{name}:{line}", kind="file")))


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
    stated = [(cited.get(field), field) for field in ("doi", "isbn", "pmcid")]
    for value, scheme in (*stated, *((one.get("value"), "doi") for one in others if one.get("type") == "doi")):
        try:
            yield parse(str(value or ""), scheme)
        except IdentifierError:
            continue  # the line reader has warned of it

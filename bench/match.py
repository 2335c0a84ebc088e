"""How well and how fast records become works: `python bench/match.py [DATA] [--synthetic N]`.

DATA is a folder with `dblp-acm/` and `preprint-pairs/` (labelled pairs). Precision and recall are of pairs across the
two sources of dblp-acm, as it is and in dirtied copies of it; `found on the web` and `cited in papers` are such copies
too, read as BibTeX, with several references to a work.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from dirt import Row, bibtex, cited, found_on_the_web

from harvester.clean.fields import clean
from harvester.clean.names import part
from harvester.cli import rest_the_collector
from harvester.match import Group, same_works
from harvester.merge import merge
from harvester.readers.bibtex import read
from harvester.record import Date, Name, Origin, Record


def dblp_acm(folder: Path) -> tuple[list[Record], list[Record], set[tuple[str, str]]]:
    """Return the works of both sources, and the true pairs of their origins."""
    both = [list(_rows(folder / f"{name}.csv", name)) for name in ("dblp", "acm")]
    lines = (folder / "gt.csv").read_text("utf-8").splitlines()[1:]
    return both[0], both[1], {(f"dblp:{one}", f"acm:{other}") for one, other in (line.split("%") for line in lines)}


def _rows(path: Path, name: str) -> Iterator[Record]:
    for line in path.read_text("utf-8").splitlines()[1:]:
        number, title, authors, venue, year, *rest = line.split("%")
        if rest:  # malformed: no authors, and a quote
            authors, venue, year = "", authors.strip('"'), venue
        names = [html.unescape(one).strip() for one in authors.split(",")]
        yield entry(f"{name}:{number}", title, [one for one in names if one], html.unescape(venue), year)


def entry(source: str, title: str, authors: Sequence[str], venue: str, year: str) -> Record:
    """Return a record as it is read from a .bib."""
    values = {
        "title": title,
        "author": tuple(part(one)._replace(group=False) for one in authors),
        "container-title": venue,
        "issued": Date(int(year)) if year.isdigit() else "",
        "type": "article-journal",
    }
    return clean(Record((), {key: value for key, value in values.items() if value}, Origin(source, kind="file")))


def preprint_pairs(path: Path) -> list[Record]:
    """Return twenty entries; the origins of a pair end in one number."""
    records = []
    for number, pair in enumerate(json.loads(path.read_text("utf-8"))):
        for side, one in pair.items():
            names = [one_name.strip().replace("{-}", "-") for one_name in one["author"].split(" and ")]
            venue = one.get("journal") or one.get("booktitle") or ""
            title = re.sub("[{}]", "", one["title"])
            records.append(entry(f"{side}:{number}", title, names, re.sub("[{}]", "", venue), one.get("year", "")))
    return records


def dirtied(record: Record, seed: int) -> Record:
    """Return the record as a careless list has it: initials, no venue, no year, a cut title, a slip of the pen."""
    luck = random.Random(f"{seed} {record.origin.source}")
    values = dict(record.values)
    title = str(values["title"])
    if luck.random() < 0.25:
        values.pop("container-title", None)
    if luck.random() < 0.25:
        values.pop("issued", None)
    names = [one for one in values.get("author", ()) if isinstance(one, Name)]
    if luck.random() < 0.6:
        names = [one._replace(given=" ".join(f"{word[0]}." for word in one.given.split())) for one in names]
    if luck.random() < 0.15 and len(names) > 2:
        names = [*names[:1], Name(literal="others", group=True)]
    if names:
        values["author"] = tuple(names)
    if luck.random() < 0.12 and len(title) > 50:
        title = title[: luck.randrange(35, len(title) - 5)].rstrip() + " …"
    if luck.random() < 0.15:
        place = luck.randrange(1, len(title) - 1)
        title = title[:place] + luck.choice(("", "e", title[place] * 2)) + title[place + 1 :]
    if luck.random() < 0.1:
        title = title.upper()
    values["title"] = title
    return clean(record.with_values(values))


def pairs(groups: Sequence[Group], named: str = "") -> set[tuple[str, str]]:
    """Return the pairs across the sources that the groups join, by their origins or the field `named`."""
    found = set()
    for group in groups:
        sources = [str(record.values[named]) if named else record.origin.source for record in group.records]
        found |= {(a, b) for a in sources if a.startswith("dblp") for b in sources if b.startswith("acm")}
    return found


def report(name: str, found: set[tuple[str, str]], true: set[tuple[str, str]], seconds: float, show: int = 0) -> None:
    right = len(found & true)
    precision, recall = right / max(1, len(found)), right / len(true)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name}: precision {precision:.4f} recall {recall:.4f} F1 {f1:.4f} in {seconds:.1f} s")
    if show:
        print("  wrong", sorted(found - true)[:show], "\n  missed", sorted(true - found)[:show])


def row_of(record: Record) -> Row:
    """Return a record of dblp-acm as a reference that can be dirtied."""
    said = record.values
    people = tuple(str(one) for one in said.get("author", ()))
    return Row(str(said["title"]), people, str(said.get("container-title", "")), str(said.get("issued", "")))


def on_the_web(records: Sequence[Record], seed: int) -> None:
    """Print how many of the references that a search engine has of the works are found: none to eight of each."""
    luck = random.Random(seed)
    clean_ones = [row_of(record) for record in records]
    dirty: list[Row] = []
    true = set()
    for number, row in enumerate(clean_ones):
        for _ in range(luck.choices((0, 1, 2, 3, 5, 8), (10, 40, 20, 12, 10, 8))[0]):
            true.add((f"dblp{number}", f"acm{len(dirty)}"))
            dirty.append(found_on_the_web(row, luck))
    both = [*_read(bibtex(clean_ones, "dblp"), "a.bib"), *_read(bibtex(dirty, "acm"), "b.bib")]
    started = time.perf_counter()
    report("found on the web", pairs(same_works(both)[0], "citation-key"), true, time.perf_counter() - started)


def from_papers(records: Sequence[Record], seed: int) -> None:
    """Print how many pairs of citations of one work are found: one to eighty citations of each of 250 works."""
    luck = random.Random(seed)
    told = [row_of(record) for record in records if len(str(record.values["title"])) > 24]
    rows: list[Row] = []
    true: set[tuple[str, str]] = set()
    for row in luck.sample([one for one in told if one.people not in ((), ("?",))], 250):
        first = luck.randrange(2, 600)
        row = row._replace(volume=str(luck.randrange(1, 40)), pages=f"{first}-{first + 17}")
        start = len(rows)
        rows += [cited(row, luck) for _ in range(luck.choices((1, 2, 4, 10, 30, 80), (20, 25, 25, 18, 10, 2))[0])]
        true |= {(f"c{a}", f"c{b}") for a in range(start, len(rows)) for b in range(start, len(rows)) if a < b}
    started = time.perf_counter()
    found = set()
    for group in same_works(_read(bibtex(rows, "c"), "c.bib"))[0]:
        numbers = sorted(int(str(record.values["citation-key"])[1:]) for record in group.records)
        found |= {(f"c{a}", f"c{b}") for a in numbers for b in numbers if a < b}
    report("cited in papers", found, true, time.perf_counter() - started)


def _read(text: str, name: str) -> list[Record]:
    return [clean(record) for record in read(text, name).records]


def synthetic(size: int, seed: int = 1) -> Iterator[Record]:
    """Yield records of a library in which one in five describes a work that another describes too."""
    luck = random.Random(seed)
    words = ["".join(luck.choice("aeioubcdfglmnprstv") for _ in range(luck.randrange(4, 11))) for _ in range(6000)]
    weights = [1 / (rank + 5) for rank in range(len(words))]
    works = size * 5 // 6
    for number in range(works):
        title = " ".join(luck.choices(words, weights, k=luck.randrange(5, 12))).capitalize()
        names = [
            f"{luck.choice(words).capitalize()} {luck.choice(words).capitalize()}" for _ in range(luck.randrange(1, 6))
        ]
        record = entry(
            f"a.bib:{number}", title, names, f"Journal of {words[luck.randrange(300)]}", str(luck.randrange(1980, 2026))
        )
        yield record
        if number % 5 == 0:
            copy = dirtied(record, seed)
            yield Record((), copy.values, Origin(f"b.bib:{number}", kind="file"))


def timed(size: int) -> float:
    records = list(synthetic(size))
    started, worked = time.perf_counter(), time.process_time()
    groups, questions = same_works(records)
    matched = time.perf_counter() - started
    works = [merge(group) for group in groups]
    seconds, busy = time.perf_counter() - started, time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(
        f"{len(records)} records, {len(works)} works, {len(questions)} questions: match {matched:.1f} s, "
        f"with merge {seconds:.1f} s ({busy:.1f} s of the processor), {memory:.2f} GB at most"
    )
    return busy


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("data", type=Path, nargs="?", default=Path(__file__).resolve().parents[2] / "shared" / "data")
    words.add_argument("--synthetic", type=int, default=0, metavar="N", help="time N synthetic records, and a tenth")
    words.add_argument("--show", type=int, default=0, metavar="N", help="print N wrong and N missed pairs")
    told = words.parse_args()
    rest_the_collector()  # as the command does
    if told.synthetic:
        tenth = timed(told.synthetic // 10)
        print(f"ten times as many took {timed(told.synthetic) / tenth:.1f} times as long")
        return
    dblp, acm, true = dblp_acm(told.data / "dblp-acm")
    for name, one, other in (
        ("dblp-acm", dblp, acm),
        ("one side dirty", dblp, [dirtied(record, 1) for record in acm]),
        ("both sides dirty", [dirtied(record, 2) for record in dblp], [dirtied(record, 3) for record in acm]),
    ):
        started = time.perf_counter()
        groups, _ = same_works([*one, *other])
        report(name, pairs(groups), true, time.perf_counter() - started, told.show)
    on_the_web(dblp, 1)
    from_papers(dblp, 1)
    groups, _ = same_works(preprint_pairs(told.data / "preprint-pairs" / "pairs.json"))
    joined = [{record.origin.source.partition(":")[2] for record in group.records} for group in groups]
    sizes = [len(group.records) for group in groups]
    print(f"preprint-pairs: {sum(map(len, joined)) == 10 and sizes.count(2)} of 10 joined")


if __name__ == "__main__":
    sys.exit(main())

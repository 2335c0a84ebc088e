"""What stands in the wrong field of a reference is read for comparing: people after commas, years and pages in venues."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.clean.fields import clean
from harvester.match.rewording import rewording
from harvester.match.signature import signature
from harvester.match.venues import CONFERENCE, JOURNAL, NEWSLETTER, venue_of, venues_level
from harvester.readers.bibtex import read


def signed(**fields):
    told = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    (record,) = read(f"@article{{a, {told}}}", "a.bib").records
    return signature(clean(record))


FOUR = [("kearns", "m"), ("li", "m"), ("pitt", "l"), ("valiant", "l")]


@pytest.mark.parametrize(
    ("authors", "people"),
    [
        ("m. kearns, m. li, l. pitt, and l. valiant.", FOUR),
        ("M Kearns, M Li, L Pitt, L Valiant", FOUR),
        ("Kearns, M., Li, M., Pitt, L. and Valiant, L.", FOUR),
        ("Kearns, M. and Li, M. and Pitt, L. and Valiant, L.", FOUR),
        ("M Kearns, M Li", FOUR[:2]),
        ("Kearns, M., \\& Li, M.", FOUR[:2]),
        ("Kearns M, Li M", FOUR[:2]),
        ("Kearns M, Li M, Pitt L, and Valiant L", FOUR),
        ("Kearns M., Li M., Pitt L.", FOUR[:3]),
        ("Kearns M. and Li M.", FOUR[:2]),
        ("Kearns MJ, Li W et al", [("kearns", "mj"), ("li", "w")]),
        ("Kearns, M., M. Li, L. Pitt, and L. Valiant", FOUR),
        ("Kearns, M., Ming Li", [("kearns", "m"), ("li", "ming")]),
        ("Kearns, M., and M. Li", FOUR[:2]),
        ("Kearns M, Li M and Pitt L", FOUR[:3]),
        ("Garc{\\'i}a C., Juan C. and Li, Ming", [("garciac", "juan c"), ("li", "ming")]),
        ("Miller Jr., Warren F.", [("miller", "warren f")]),
        ("?. Kearns, M. Li", [("kearns", ""), ("li", "m")]),
        ("Elbe GmbH Inc.", [("elbegmbhinc", "")]),
        ("Michael Kearns, Ming Li, Leonard Pitt", [("kearns", "michael"), ("li", "ming"), ("pitt", "leonard")]),
        ("Garc{\\'i}a M{\\'a}rquez, Gabriel Jos{\\'e}", [("garciamarquez", "gabriel jose")]),
        ("King, Jr., Martin Luther", [("king", "martin luther")]),
        ("van der Berg, Jan", [("berg", "jan")]),
        ("DE LA CRUZ, Maria", [("delacruz", "maria")]),
        ("Ivan Nourdin (PMA) and Dupont, Jean (LMU)", [("nourdin", "ivan"), ("dupont", "jean")]),
        ("Lascoux (IGM and Paris)", [("lascoux", "")]),
        ("Kearns MJ and Li W", [("kearns", "mj"), ("li", "w")]),
        ("Weinan E and E, W.", [("weinan", "e"), ("e", "w")]),
    ],
)
def test_commas_part_people_where_no_name_has_so_many_parts(authors, people):
    assert [(one.family, one.given) for one in signed(title="Boolean formulae", author=authors).people] == people


@pytest.mark.parametrize(
    ("fields", "year", "volume", "page"),
    [
        ({"year": "to appear, 1994"}, 1994, "", ""),
        ({"year": "(1997)."}, 1997, "", ""),
        ({"journal": "Proc. 19th ACM Symp. on Theory of Computing, pages 285-295, 1987"}, 1987, "", "285"),
        ({"journal": "Proc. SIGMOD'94"}, 1994, "", ""),
        ({"journal": "Nature 1990-1994"}, 0, "", ""),
        ({"year": "2001", "journal": "Workshop 1999"}, 2001, "", ""),
        ({"volume": "8(1): 469-486"}, 0, "8", "469"),
        ({"volume": "vol. 8", "pages": "pp. 0469--486"}, 0, "8", "469"),
        ({"volume": "XII", "pages": "e123"}, 0, "xii", "123"),
        ({"volume": "45 Suppl", "pages": "S376--S387"}, 0, "45", "376"),
        ({"volume": "45", "pages": "Suppl-87"}, 0, "45", ""),
    ],
)
def test_a_venue_or_a_volume_may_hold_year_and_pages(fields, year, volume, page):
    made = signed(title="Boolean formulae", author="A. Blum", **fields)
    assert (made.year, made.volume, made.page) == (year, volume, page)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Boolean kites. Brief Bioinform 2006, 7(3):225-242", ("bioinform", 2006, "225")),
        ("Boolean kites? J. Neurosci. 25, 8680--8685 (2005).", ("neurosci", 2005, "8680")),
        ("Boolean kites. Annual Review of Kites, 21(1): 335", ("kites", 0, "335")),
        ("Boolean kites. Science 326:694-699", ("science", 0, "694")),
    ],
)
def test_a_title_may_end_in_venue_year_and_pages(title, place):
    made = signed(title=title, author="A. Blum")
    assert made.compact == "booleankites"
    assert (made.venue.words[-1], made.year, made.page) == place
    told = signed(title=title, author="A. Blum", journal="Tidal Letters", year=1999, pages="3--9")
    assert (told.compact, told.venue.words, told.year, told.page) == ("booleankites", ("tidal",), 1999, "3")


@pytest.mark.parametrize(
    "title",
    [
        "The kites of the world. Volume 2: 1914",
        "Boolean kites. A report of 2 cases: 12",
        "Boolean kites. Ratios of 3:2",
        "Boolean kites. Ratio 3:2",
        "Boolean kites 12:40",
    ],
)
def test_a_title_that_ends_in_a_number_is_whole(title):
    assert signed(title=title, author="A. Blum").compact.endswith(title[-1])


@given(st.text("ABab.,&- {}'", max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_list_of_people_breaks_the_reading(authors):
    for record in read(
        f"@misc{{a, title={{On x}}, author={{{authors.replace('{', '').replace('}', '')}}}}}", "a"
    ).records:
        signature(clean(record))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("In Machine Learning, 14", JOURNAL),
        ("Mach. Learn.,", JOURNAL),
        ("Theor. Comput. Sci. 20", JOURNAL),
        ("In Proc. of COLT, pages 1-20", CONFERENCE),
        ("SIGMOD Rec.", NEWSLETTER),
        ("ACM SIGPLAN Notices", NEWSLETTER),
        ("ACM SIGMOD Conference", CONFERENCE),
        ("Some place", ""),
    ],
)
def test_the_kind_of_a_venue_is_read_from_a_citation_too(name, kind):
    assert venue_of(name).kind == kind


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("ACM SIGMOD Record", "SIGMOD Conference", "reprint"),
        ("ACM SIGMOD Record", "VLDB", "kind"),
        ("SIGMOD Record", "SIGMOD Rec.", "same"),
        ("VLDB", "SIGMOD Conference", "other"),
        ("VLDB J.", "ACM Trans. Database Syst.", "other"),
    ],
)
def test_a_newsletter_may_be_its_groups_proceedings(one, other, level):
    assert venues_level(venue_of(one), venue_of(other)) == venues_level(venue_of(other), venue_of(one)) == level


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("deep learning for health records", "deep learning with health records", "same words"),
        ("denoising with a deep autoencoder", "a deep autoencoder using denoising", "same words"),
        ("integrated single cell data", "integrating single cell data", "same words"),
        ("stable rna seq counts of cells", "stable rnaseq counts of cells", "same words"),
        ("deep count autoencoder for cells", "count autoencoder of cells with deep new priors", "added"),
        ("antibody responses in sixty patients after infection", "t cell responses in sixty patients after infection",
         "one word"),
        ("models of speech recognition", "models of speech synthesis", "replaced"),
        ("fast and robust solvers of stiff coupled heat flow and transport problems in soft tissue",
         "fast and robust solvers of stiff coupled heat flow and diffusion problems in soft tissue", "one of ten"),
        ("reduced models by the dgm on moving meshes",
         "reduced models by the discontinuous galerkin method on moving meshes", "same words"),
        ("symmetry and memory of cells", "memory capacity of symmetric excited cells", ""),
        ("trees and graphs", "graphs of other kinds", ""),
        ("wholly other words here", "nothing at all alike", ""),
    ],
)  # fmt: skip
def test_words_that_are_replaced_are_told_from_words_that_are_added(one, other, said):
    assert rewording(one.split(), other.split()) == rewording(other.split(), one.split()) == said

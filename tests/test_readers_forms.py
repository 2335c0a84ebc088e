"""What each form of text marks as a link, a field, code or a comment: one row a mark."""

from __future__ import annotations

import time

import pytest

from harvester.readers import read_text
from harvester.standing import with_unresolved

ABC, ARXIV = "doi:10.5555/abc", "arxiv:2101.00001"

FORMS: dict[str, list[tuple[str, list[str]]]] = {
    ".md": [
        ('[@doi:10.5555/abc]', [ABC]),
        ('[-@doi:10.5555/abc, p. 3]', [ABC]),
        ('[@https://doi.org/10.5555/abc]', [ABC]),
        ('[@{https://doi.org/10.5555/abc}]', [ABC]),
        ('{doi}`10.5555/abc`', [ABC]),
        ('{cite}`doi:10.5555/abc`', [ABC]),
        ('[](doi:10.5555/abc)', [ABC]),
        ('[](https://doi.org/10.5555/abc)', [ABC]),
        ('<doi:10.5555/abc>', [ABC]),
        ('{cite:p}`https://doi.org/10.5555/abc`', [ABC]),
        ('{{< cite "10.5555/abc" >}}', [ABC]),
        ('{{% callout %}}\n[t](https://doi.org/10.5555/abc)\n{{% /callout %}}', [ABC]),
        ('{{< icon name="doi" >}} [t](https://doi.org/10.5555/abc)', [ABC]),
        (':::{note}\n[t](https://doi.org/10.5555/abc)\n:::', [ABC]),
        ('[t](https://doi.org/10.5555/abc){: .btn }', [ABC]),
        ('1. A, *T*. [PDF](a.pdf) [DOI](https://doi.org/10.5555/abc)', [ABC]),
        ('Term\n: see https://doi.org/10.5555/abc', [ABC]),
        ('x [^a]\n\n[^a]: A. B. https://doi.org/10.5555/abc', [ABC]),
        ('Inline^[https://doi.org/10.5555/abc]', [ABC]),
        ('<details><summary>t</summary>\n\n[t](https://doi.org/10.5555/abc)\n\n</details>', [ABC]),
        ("<p align='center'>\n  <a href='https://doi.org/10.5555/abc'>t</a>\n</p>", [ABC]),
        ('| p |\n|---|\n| https://doi.org/10.5555/abc |', [ABC]),
        ('| p | l |\n|:-|-:|\n| x | [t](https://doi.org/10.5555/abc) |', [ABC]),
        ('    [t](https://doi.org/10.5555/abc)', []),
        ('\thttps://doi.org/10.5555/abc', []),
        ('- a\n\n    [t](https://doi.org/10.5555/abc)', [ABC]),
        ('- a\n    - b [t](https://doi.org/10.5555/abc)', [ABC]),
        ('<!--\n[t](https://doi.org/10.5555/abc)\n-->\n\n[u](https://doi.org/10.5555/def)', ['doi:10.5555/def']),
        ('{::comment}\nhttps://doi.org/10.5555/abc\n{:/comment}', []),
        ('{% comment %}https://doi.org/10.5555/abc{% endcomment %}', []),
        ('{% raw %}[t](https://doi.org/10.5555/abc){% endraw %}', [ABC]),
        ("{% include cite.html doi='10.5555/abc' %}", [ABC]),
        ("{% include figure.html image='https://x.org/10.5555/abc.g001' link='https://doi.org/10.5555/abc' %}", [ABC]),
        ('---\nimage: https://x.org/10.5555/abc/fig1.gif\n---\n', []),
        ('{% capture x %}[t](https://doi.org/10.5555/abc){% endcapture %}', [ABC]),
        ('[t]({{ site.doi }}10.5555/abc)', []),
        ('[t](https://doi.org/10.5555/abc "title")', [ABC]),
        ('[t](<https://doi.org/10.5555/abc>)', [ABC]),
        ('![t](https://doi.org/10.5555/abc)', []),
        ('[![b](x.svg)](https://doi.org/10.5555/abc)', [ABC]),
        ('[t]\n\n[t]: https://doi.org/10.5555/abc', [ABC]),
        ("[t][]\n\n[t]: <https://doi.org/10.5555/abc> 'x'", [ABC]),
        ('[unused]: https://doi.org/10.5555/abc', [ABC]),
        ('---\ndoi: 10.5555/abc\n---\nx', [ABC]),
        ("---\npaperurl: 'https://doi.org/10.5555/abc'\n---\nx", [ABC]),
        ('---\nlinks:\n- name: p\n  url: https://doi.org/10.5555/abc\n---\n', [ABC]),
        ('---\nurl_pdf: https://arxiv.org/pdf/2101.00001\n---\n', [ARXIV]),
        ('+++\ndoi = "10.5555/abc"\n+++\n', [ABC]),
        ('+++\n[[links]]\nurl = "https://doi.org/10.5555/abc"\n+++\n', [ABC]),
        ('---\nlink: arXiv:2101.00001\n---\n', [ARXIV]),
        ('---\narxiv: 2101.00001\n---\n', [ARXIV]),
        ('---\ncitation: \'A. (2020). "T." <i>J</i>. doi:10.5555/abc\'\n---\n', [ABC]),
        ('---\nhugoblox:\n  ids:\n    doi: 10.5555/abc\n    arxiv: 2101.00001\n---\n', [ABC, ARXIV]),
        ('---\npublication_identifiers: {doi: 10.5555/abc}\n---\n', [ABC]),
        ('---\nauthors:\n- name: X\n  orcid: 0000-0002-1825-0097\n---\n', []),
        ('---\neprint: 2101.00001\n---\n', []),
        ('```{raw} html\n<a href="https://doi.org/10.5555/abc">t</a>\n```', [ABC]),
        ('<html>\n  <body>\n\n    <!-- a -->\n    <b><a href="https://doi.org/10.5555/abc">t</a></b>\n\n  </body>\n</html>', [ABC]),
        ('__J, arXiv:2101.00001__. _doi:10.5555/abc_', [ARXIV, ABC]),
        ('arXiv:2101.00001_fig1, arXiv:2101.00001__x', []),
        ('```{raw} latex\n\\url{https://doi.org/10.5555/abc}\n```', []),
    ],
    ".mdx": [
        ('<Paper title="T" url="https://doi.org/10.5555/abc" arxiv="2101.00001" />', [ABC, ARXIV]),
        ('<Paper\n  title="T"\n  href=\'https://doi.org/10.5555/abc\'\n>\n  *J*, 2020.\n</Paper>', [ABC]),
        ('By <Author name="X" id="10.5555/abc" /> and', [ABC]),
        ('<Image src="https://example.org/10.5555/abc" alt="10.5555/abc" />', []),
    ],
    ".astro": [
        ('<Card\n  url={"https://doi.org/10.5555/abc"}\n  image="https://example.org/10.5555/fig"\n/>', [ABC]),
        ('---\nimport X from "../x";\nconst all = [\n  { url: "https://doi.org/10.5555/abc", arxiv: \'2101.00001\' },\n];\n---\n'
         '<X {...all} />', [ABC, ARXIV]),
        ('---\n// "https://doi.org/10.5555/abc"\n/* doi: "10.5555/abc"\n*/\nconst a = `/papers/${slug}`, image = "https://x.org/10.5555/f";\n---\n', []),
    ],
    ".qmd": [
        ('@doi:10.5555/abc says', [ABC]),
        ('::: {.callout}\n[t](https://doi.org/10.5555/abc)\n:::', [ABC]),
        ('```{r}\n# https://doi.org/10.5555/abc\n```', []),
        ("```{python}\nx='https://doi.org/10.5555/abc'\n```", []),
        ('- [t](https://doi.org/10.5555/abc){.btn target=_blank}', [ABC]),
        ('```{=html}\n<a href="https://doi.org/10.5555/abc">t</a>\n\n    <i data-arxiv="2101.00001"></i>\n```', [ABC, ARXIV]),
        ('```{=html}\n<!-- https://doi.org/10.5555/abc -->\n```', []),
        ('```html\n<a href="https://doi.org/10.5555/abc">t</a>\n```', []),
    ],
    ".rst": [
        ('`t <https://doi.org/10.5555/abc>`_', [ABC]),
        ('`t <https://doi.org/10.5555/abc>`__', [ABC]),
        ('https://doi.org/10.5555/abc\n', [ABC]),
        ('.. _t: https://doi.org/10.5555/abc', [ABC]),
        (".. code-block:: python\n\n   x='https://doi.org/10.5555/abc'\n\nend", []),
        ('::\n\n  https://doi.org/10.5555/abc\n\nend', []),
        (':doi:`10.5555/abc`', [ABC]),
        (':doi:`T <10.5555/abc>`', [ABC]),
        (':arxiv:`2101.00001`', [ARXIV]),
        ('.. https://doi.org/10.5555/abc', []),
        ('``https://doi.org/10.5555/abc``', []),
        ('.. [A] X. https://doi.org/10.5555/abc', [ABC]),
        ('.. note::\n\n   https://doi.org/10.5555/abc', [ABC]),
        ('.. |x| replace:: https://doi.org/10.5555/abc', [ABC]),
        (':DOI: 10.5555/abc', [ABC]),
        ('.. raw:: html\n\n   <a href="https://doi.org/10.5555/abc">t</a>', [ABC]),
        ('.. raw:: latex\n\n   \\url{https://doi.org/10.5555/abc}', []),
        ('`me <https://orcid.org/0000-0002-1825-0097>`_', []),
    ],
    ".org": [
        ('[[https://doi.org/10.5555/abc][t]]', [ABC]),
        ('[[https://doi.org/10.5555/abc]]', [ABC]),
        ('[[doi:10.5555/abc][t]]', [ABC]),
        ('#+begin_src\nhttps://doi.org/10.5555/abc\n#+end_src', []),
        ('# https://doi.org/10.5555/abc', []),
        ('=https://doi.org/10.5555/abc=', []),
        ('~https://doi.org/10.5555/abc~', []),
        (':DOI: 10.5555/abc', [ABC]),
        ('* H\n:PROPERTIES:\n:DOI:      10.5555/abc\n:END:', [ABC]),
        ('- https://doi.org/10.5555/abc', [ABC]),
        ('cite:doi:10.5555/abc', [ABC]),
    ],
    ".tex": [
        ('\\href{https://doi.org/10.5555/abc}{t}', [ABC]),
        ('\\url{https://doi.org/10.5555/abc}', [ABC]),
        ('\\doi{10.5555/abc}', [ABC]),
        ('% https://doi.org/10.5555/abc', []),
        ('x\\% \\url{https://doi.org/10.5555/abc}', [ABC]),
        ('\\begin{verbatim}\nhttps://doi.org/10.5555/abc\n\\end{verbatim}', []),
        ('\\href{https://doi.org/10.5555/a\\_b}{t}', ['doi:10.5555/a_b']),
        ('\\href{https://doi.org/10.5555/a%b}{t}', ['doi:10.5555/a%b']),
        ('\\arxiv{2101.00001}', [ARXIV]),
        ('\\verb|https://doi.org/10.5555/abc|', []),
        ('\\lstinline{https://doi.org/10.5555/abc}', []),
        ('\\texttt{arXiv:2101.00001}', [ARXIV]),
        ('\\href{https://doi.org/10.5555/abc}{\\faLink\\ t}', [ABC]),
        ('\\newcommand{\\doi}[1]{\\href{https://doi.org/#1}{#1}}', []),
        ('\\begin{comment}https://doi.org/10.5555/abc\\end{comment}', []),
        ('\\iffalse\nhttps://doi.org/10.5555/abc\n\\fi', []),
    ],
    ".bbl": [
        ('\\bibitem{a} X. \\newblock doi:10.5555/abc', [ABC]),
    ],
    ".adoc": [
        ('https://doi.org/10.5555/abc[t]', [ABC]),
        ('link:https://doi.org/10.5555/abc[t]', [ABC]),
        ('// https://doi.org/10.5555/abc', []),
    ],
    ".typ": [
        ('#link("https://doi.org/10.5555/abc")[t]', [ABC]),
        ('// https://doi.org/10.5555/abc', []),
        ('https://doi.org/10.5555/abc', [ABC]),
    ],
    ".jemdoc": [
        ('- [https://doi.org/10.5555/abc T]. A, /J/', [ABC]),
        ('[https://doi.org/10.5555/abc *T*\ncontinued] | [a.pdf PDF]', [ABC]),
        ('[https://doi.org/10.5555/abc]', [ABC]),
        ('# - [https://doi.org/10.5555/abc T]', []),
        ('~~~\n{T}{python}\nx = "https://doi.org/10.5555/abc"\n~~~\n[https://arxiv.org/abs/2101.00001 a]', [ARXIV]),
        ('~~~\n{}{raw}\n<a href="https://doi.org/10.5555/abc">t</a>\n~~~', [ABC]),
        ('~~~\n{}{img_left}{a.jpg}{}{80px}{}\n[https://doi.org/10.5555/abc T]\n~~~', [ABC]),
    ],
    ".csl": [
        ('[{"id": "a", "type": "book", "DOI": "10.5555/abc"}]', [ABC]),
        ('<?xml version="1.0"?>\n<style><link href="https://doi.org/10.5555/abc"/></style>', []),
    ],
    ".txt": [
        ('# https://doi.org/10.5555/abc\nhttps://doi.org/10.5555/abc', [ABC]),
        ('https://doi.org/10.5555/abc # x', [ABC]),
        ('https://orcid.org/0000-0002-1825-0097', ['orcid:0000-0002-1825-0097']),
        ('- https://orcid.org/0000-0002-1825-0097\n', ['orcid:0000-0002-1825-0097']),
        ('Doe, J. (https://orcid.org/0000-0002-1825-0097), https://doi.org/10.5555/abc', [ABC]),
    ],
    ".csv": [
        ('title,doi\nT,10.5555/abc', [ABC]),
        ('PMID,Title\n26017442,"A, b"', ['pmid:26017442']),
        ('\ufeff"arXiv ID";"Note"\n"2101.00001";26017442', [ARXIV]),
        ('year,note\n2101.00001,26017442', []),
        ('DOI,ISBN\n10.5555/abc,978-3-16-148410-0\n,978-3-16-148410-0', [ABC, 'isbn:9783161484100']),
        ('doi,pmid\nin press,NaN\n', []),
        ('ISBN\n978-3-16-148410-0 (paperback) 978-0-306-40615-7', ['isbn:9783161484100', 'isbn:9780306406157']),
        ('isbn\nhttps://openlibrary.org/isbn/9783161484100\nhttps://doi.org/10.5555/abc', ['isbn:9783161484100', ABC]),
        ('doi,url\n"10.5555/abc, 10.5555/abd",https://arxiv.org/abs/2101.00001', [ABC, 'doi:10.5555/abd', ARXIV]),
    ],
    ".tsv": [
        ('pmid\ttitle\n26017442\tT, 26017443', ['pmid:26017442']),
    ],
    ".ris": [
        ('DO  - 10.5555/abc', [ABC]),
        ('UR  - https://doi.org/10.5555/abc', [ABC]),
    ],
    ".wiki": [
        ('{{cite journal |doi=10.5555/abc |pmid=26017442}}', [ABC, 'pmid:26017442']),
    ],
    ".html": [
        ('<dt>PMID:</dt>\n<dd>26017442</dd>', []),
        ('<a href="https://doi.org/10.5555/abc" onclick="x(\'https://doi.org/10.5555/abc\')">t</a>', [ABC]),
        ("<li data-href='https://doi.org/10.5555/abc'>", [ABC]),
        ('<div class="altmetric-embed" data-doi="10.5555/abc"></div>', [ABC]),
        ("<span class='__dimensions_badge_embed__' data-doi='10.5555/abc' data-pmid='26017442'>", [ABC, 'pmid:26017442']),
        ("<meta name='citation_pdf_url' content='https://arxiv.org/pdf/2101.00001'>", [ARXIV]),
        ("<meta name='dc.source' content='doi:10.5555/abc'>", [ABC]),
        ('<button onclick="window.open(\'https://doi.org/10.5555/abc\')">', []),
        ('{% bibliography %}\n<a href="{{ \'x\' | relative_url }}">t</a><a href="https://doi.org/10.5555/abc">t</a>', [ABC]),
        ('<a href="https://doi.org/{{ p.doi }}">{{ p.doi }}</a>', []),
        ('<bdi>https://doi.org/10.5555/abc</bdi>', [ABC]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("suffix", "text", "named"), [(suffix, *row) for suffix, rows in FORMS.items() for row in rows]
)
def test_a_form_s_marks_are_known(suffix: str, text: str, named: list[str]) -> None:
    assert [str(link.identifier) for link in read_text(text, f"page{suffix}").links] == named


def test_a_person_is_listed_and_is_no_work() -> None:
    links = read_text("me, orcid:0000-0002-1825-0097, wrote doi:10.5555/abc", "page.md").links
    assert [link.identifier.scheme for link in links] == ["orcid", "doi"]
    assert [str(one) for work in with_unresolved([], links) for one in work.ids] == [ABC]


LINKS = {
    ".md": "[t](https://doi.org/10.5555/{})",
    ".html": "<p><a href='https://doi.org/10.5555/{}'>t</a>",
    ".rst": "`t <https://doi.org/10.5555/{}>`_",
    ".org": "[[https://doi.org/10.5555/{}][t]]",
    ".tex": r"\href{{https://doi.org/10.5555/{}}}{{t}}",
    ".adoc": "https://doi.org/10.5555/{}[t]",
    ".typ": '#link("https://doi.org/10.5555/{}")[t]',
    ".txt": "10.5555/{}",
    ".csv": '"T,\tx",https://doi.org/10.5555/{},',
    ".astro": "<Paper url='https://doi.org/10.5555/{}' />",
}


@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
@pytest.mark.parametrize("suffix", LINKS)
def test_of_two_thousand_links_none_is_lost_and_each_stands_on_its_line(suffix: str, between: str) -> None:
    text = between.join(LINKS[suffix].format(number) for number in range(2000))
    found = [(link.identifier.value, link.place.line) for link in read_text(text, f"page{suffix}").links]
    step = between.count("\n")
    assert found == [(f"10.5555/{number}", 1 + step * number) for number in range(2000)]


HOSTILE = (
    "[",
    "`a ",
    "a::\n",
    ".. code::\n",
    "=a ",
    "\\href{",
    "----\n",
    "/*\n",
    "<!--",
    "{%",
    "{{",
    "{{a}} ",
    "{%a%}",
    "10.5555/\n",
    '\\"a',
    '`\\"a ',
    "/*a*",
    "; @a{k,",
    "\n",
    "#\n",
    ".. _a ",
    "x https://a.b",
    "[[",
    "#link(",
    "\\begin{verbatim}\n",
    '"a""b,',
    '",""',
    "a:'`",
)


@pytest.mark.parametrize("suffix", [*LINKS, ".astro", ".bib", ".json", ".toml", ".yml"])
@pytest.mark.parametrize("unit", HOSTILE)
def test_marks_without_end_take_no_time(suffix: str, unit: str) -> None:
    text = (
        "doi:10.5555/first\n\n" + (unit * 200_000)[:200_000] + "\n\ndoi:10.5555/last\n"
    )  # what names nothing is skipped
    began = time.process_time()
    read_text(text, f"page{suffix}")
    assert time.process_time() - began < 1  # most take a tenth of that

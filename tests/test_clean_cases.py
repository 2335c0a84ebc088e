"""What people have in their .bib files, read, cleaned and written as CSL-JSON: a table of what must come out."""

from __future__ import annotations

from typing import Any

import pytest

from harvester.clean.fields import clean
from harvester.match import Group
from harvester.merge import merge
from harvester.readers import read_text
from harvester.writers import Settings, csl


def item(fields: str) -> dict[str, Any]:
    """Return the CSL-JSON of an entry with these fields."""
    (record,) = read_text(f"@article{{k,\n{fields}\n}}\n", "mine.bib").records
    return dict(csl.item(merge(Group((clean(record),))), Settings()))


TITLES = {
    # HTML, JATS, MathML
    r"The <i>Drosophila</i> genome": "The Drosophila genome",
    r"On <em>in vivo</em> and <b>bold</b> claims": "On in vivo and bold claims",
    r"A <jats:italic>priori</jats:italic> estimate": "A priori estimate",
    r"<p>A paragraph</p>": "A paragraph",
    r"One<br/>two": "One two",
    r"<span class='x'>Spanned</span> words": "Spanned words",
    r"<![CDATA[Raw data]]>": "Raw data",
    r"<!-- a comment -->Words": "Words",
    r"<script>alert(1)</script>Words": "Words",
    r"<italic toggle='yes'>C. elegans</italic> &amp;eacute;": "C. elegans é",
    r"CO<sub>2</sub> and 10<sup>-3</sup>": "CO₂ and 10⁻³",
    r"&lt;i&gt;E. coli&lt;/i&gt; grows": "E. coli grows",
    r"&amp;lt;i&amp;gt;E. coli&amp;lt;/i&amp;gt; grows": "E. coli grows",
    r"{\textless}i{\textgreater}E. coli{\textless}/i{\textgreater} grows": "E. coli grows",
    r"\textlessi\textgreaterE. coli\textless/i\textgreater grows": "E. coli grows",
    r"$\less$i$\greater$E. coli$\less$/i$\greater$ grows": "E. coli grows",
    r"$<$i$>$E. coli$<$/i$>$ grows": "E. coli grows",
    r"{\&}lt$\mathsemicolon$i{\&}gt$\mathsemicolon$E. coli": "E. coli",
    r"Lists of List<T> and a < b > c": "Lists of List<T> and a < b > c",
    r"p < 0.05 and x &lt; y": "p < 0.05 and x < y",
    r"<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math> grows": "$x^{2}$ grows",
    r"<math><mi>α</mi></math>-helices": "α-helices",
    r"<inline-formula><tex-math>$x^2$</tex-math></inline-formula> grows": "$x^2$ grows",
    r"If a<b then b>a": "If a<b then b>a",
    r"<a href='https://example.org/?b=c' class=x>Linked</a> words": "Linked words",
    r"SO<sub>4</sub><sup>2−</sup> and T<sub><i>c</i></sub> and CO<sub> <b>2</b> </sub>": "SO₄²⁻ and Tc and CO₂",
    r"<alternatives><tex-math>$x$</tex-math><mml:math><mml:mi>x</mml:mi></mml:math></alternatives> axis": "x axis",
    r"<alternatives><math><mi>y</mi></math> <tex-math>$y$</tex-math></alternatives> axis": "y axis",
    # entities
    r"Science &amp; nature": "Science & nature",
    r"Science &amp;amp; nature": "Science & nature",
    r"Science \&amp; nature": "Science & nature",
    r"Science {\&} nature": "Science & nature",
    r"R\&D and R&D": "R&D and R&D",
    r"caf&eacute; &quot;x&quot; it&#39;s": 'café "x" it\'s',
    r"&alpha;-helix &mdash; &#x2013; end": "α-helix — – end",
    r"&nbsp;Spaced": "Spaced",
    # text decoded with the wrong code page
    r"UniversitÃ© de Sherbrooke": "Université de Sherbrooke",
    r"MÃ¼ller â€“ itâ€™s": "Müller – it’s",
    r"SÃ£o Paulo": "São Paulo",
    "VoilÃ\u00a0 tout": "Voilà tout",
    "WÃƒÂ¼bben": "Wübben",
    r"W{\~A}{\textonequarter}bben": "Wübben",
    r"Müller, Ångström, naïve": "Müller, Ångström, naïve",
    # LaTeX accents and letters
    r"Sch{\"o}dinger's {\'e}tude": "Schödinger's étude",
    r"Sch\"{o}dinger's \'{E}tude": "Schödinger's Étude",
    r"Sch\"odinger, \'etude, \`a la": "Schödinger, étude, à la",
    r"{\"{o}} and {\'{\i}}": "ö and í",
    r"na\"{\i}ve na{\"\i}ve na{\"{\i}}ve na\"ive": "naïve naïve naïve naïve",
    r"\c{c}a, Fran\c cois, {\c{C}}a": "ça, François, Ça",
    r"\v{S}koda, \v Skoda, Ho{\v{r}}ava": "Škoda, Škoda, Hořava",
    r"\u{a} \H{o} \k{a} \d{s} \b{b} \.{z} \r{u} \={a} \~{n} \^{\j}": "ă ő ą ṣ ḇ ż ů ā ñ ĵ",
    r"S\o ren S{\o}ren \O{}re {\AE}sop \oe uvre": "Søren Søren Øre Æsop œuvre",
    r"{\L}{\'o}d{\'z} and \L{}\'od\'z": "Łódź and Łódź",
    r"stra{\ss}e stra\ss e \aa ngstr\"om": "straße straße ångström",
    r"\dj\ and {\DJ}okovi{\'c}": "đ and Đoković",
    r"B{\h a}o and h{\h{\^o}}": "Bảo and hổ",
    r"Ti\d{\^e}n Vi{\d{\^e}}t Nguy{\~{\^e}}n": "Tiện Việt Nguyễn",
    r"Universit\\'e and Fran\\c{c}ois": "Université and François",
    r"\textcommabelow{s}i": "și",
    # LaTeX commands and signs
    r"\emph{In vivo} {\em of} {\it E. coli} \textbf{bold}": "In vivo of E. coli bold",
    r"\textit{nested \textbf{bold} text}": "nested bold text",
    r"{DNA} {RNA} {{D}}eep {T}he": "DNA RNA Deep The",
    r"50\% of \$5 \#1 a\_b": "50% of $5 #1 a_b",
    r"C# and 50% and a_b": "C# and 50% and a_b",
    r"A -- B --- C": "A – B — C",
    r"``quoted'' and `single' words": "“quoted” and ‘single’ words",
    r"Rock 'n' roll, don't": "Rock 'n' roll, don't",
    r"a~tied space and\ another": "a tied space and another",
    r"50\,\% thin": "50 % thin",
    r"Two\\ lines and \newline three": "Two lines and three",
    r"\LaTeX{} and \TeX": "LaTeX and TeX",
    r"Erd\H{o}s--R\'enyi": "Erdős–Rényi",
    r"\textendash{} A\textendash B": "– A–B",
    r"H\textsubscript{2}O and x\textsuperscript{2}, 1\textsuperscript{st}": "H₂O and x², 1st",
    r"\textalpha-helix and \ensuremath{\beta}-sheet": "α-helix and β-sheet",
    r"10\textdegree C and 5\degree{} C": "10°C and 5° C",
    r"\href{https://example.org}{the text} of it": "the text of it",
    r"\foreignlanguage{german}{Stra{\ss}e}": "Straße",
    r"\noopsort{b}Bees": "Bees",
    r"\enquote{Hello} world": "“Hello” world",
    r"\texorpdfstring{$k$}{k}-means": "k-means",
    r"GaN$\slash$AlN and A\thinspace B": "GaN/AlN and A B",
    r"\mbox{X-ray} pre\-fix A\slash B": "X-ray prefix A/B",
    r"\{braces\} \textbackslash{}x \textasciitilde{}y": "{braces} \\x ~y",
    r"{\relax Ch}arles": "Charles",
    r"Café {\textregistered} {\texttrademark} \copyright{} 2020": "Café ® ™ © 2020",
    r"``Qu\'e?'' ?`Por qu\'e? !`Hola!": "“Qué?” ¿Por qué? ¡Hola!",
    r"\enquote{outer {B} \enquote{inner} text} of \mkbibquote{it}": "“outer B ‘inner’ text” of “it”",
    r"\og oui\fg{} and \glqq ja\grqq{} and \lq yes\rq": "« oui » and „ja“ and ‘yes’",
    r"\t{oo} and (11\=22)": "o͡o and (112̄2)",
    r"At \SI{10}{\percent} of \SI[per-mode=symbol]{5}{\kilo\metre\per\second}": "At 10 % of 5 km/s",
    r"\num{1000} runs in \SIrange{1}{5}{GHz}, \si{\micro\metre}, \ang{90}": "1000 runs in 1–5 GHz, µm, 90°",
    r"A \nicefrac{1}{2}-approximation and \verb|x_y|": "A 1/2-approximation and x_y",
    r"A\protect\footnote{A {\em note}.} title\thanks{to \emph{you}}": "A title",
    r"{e{\kern0pt}x} and 1\kern 0.1em 2": "ex and 12",
    r"\begin{center}Centred\end{center} words of \section[short]{a long one}": "Centred words of a long one",
    r"\textlangle x\textrangle{} \textless y\textgreater{} \textohm": "⟨x⟩ <y> Ω",
    # commands that nobody knows: their argument, or their name where there is none
    r"An \unknown{argument} of {\ourfont switched} words": "An argument of switched words",
    r"Jets at \LHC energies of 7\GeV{} with {\LuaTeX}": "Jets at LHC energies of 7GeV with LuaTeX",
    r"\title": "title",
    r"Made \today by \maketitle{} half a \title": "Made by half a title",
    r"A \title{kept} title": "A kept title",
    r"Half an accent \v{} or \'.": "Half an accent or '",
    # mathematics stays
    r"$L_1$ norms": "$L_1$ norms",
    r"A $\mathcal{O}(n^2)$ algorithm in $O(n \log n)$": r"A $\mathcal{O}(n^2)$ algorithm in $O(n \log n)$",
    r"\(k\)-means and \[x\]": "$k$-means and $x$",
    r"CO$_2$ and 10$^{-3}$": "CO$_2$ and 10$^{-3}$",
    r"for p $<$ 0.05": "for p $<$ 0.05",
    # full stops
    r"A title.": "A title",
    r"By Smith et al.": "By Smith et al.",
    r"Made in the U.S.": "Made in the U.S.",
    r"And so on...": "And so on...",
    r"And so on . . .": "And so on . . .",
    r"And so on\ldots": "And so on…",
    r"Why? Because!": "Why? Because!",
    r"Acme Inc.": "Acme Inc.",
    r"Mr. and Mrs.": "Mr. and Mrs.",
    r"A Ph.D.": "A Ph.D.",
    r"Vitamin D.": "Vitamin D",
    # notices
    r"RETRACTED: A finding": "A finding",
    r"Retracted: A finding": "A finding",
    r"[RETRACTED] A finding": "A finding",
    r"RETRACTED ARTICLE: A finding": "A finding",
    r"WITHDRAWN: A finding": "A finding",
    r"RETRACTED - A finding": "A finding",
    r"Retracted-limb lizards": "Retracted-limb lizards",
    r"REMOVED: A finding": "A finding",
    r"Retraction Note: A finding": "Retraction Note: A finding",
    r"Withdrawn soldiers": "Withdrawn soldiers",
    # white space, invisible and turning characters, composition
    "Two\n   lines\tand\u00a0more\u2009here": "Two lines and more here",
    "In\u200bvi\u00adsible \u202eturned\u202c \ufeffmark": "Invisible turned mark",
    "\u2067isolated\u2069 and zero\u200dwidth": "isolated and zerowidth",
    "Cafe\u0301 Zo\u0308e": "Café Zöe",
    "ﬁnance and eﬀect": "finance and effect",
    "می\u200cخواهم": "می\u200cخواهم",
    "「日本語」の論文": "「日本語」の論文",
    "A\x0b\x00 B": "A B",
    r"HOME: a {Household} multimodal environment": "HOME: a Household multimodal environment",
}


@pytest.mark.parametrize(("raw", "title"), TITLES.items())
def test_a_title_comes_out_readable(raw: str, title: str) -> None:
    assert item(f"title = {{{raw}}}")["title"] == title


def person(family: str, given: str = "", particle: str = "", suffix: str = "") -> dict[str, str]:
    parts = {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}
    return {name: part for name, part in parts.items() if part}


def literal(name: str) -> dict[str, str]:
    return {"literal": name}


OTHERS = literal("others")
NAMES = {
    r"Smith, John": [person("Smith", "John")],
    r"John Smith": [person("Smith", "John")],
    r"Smith,John and Doe,Jane": [person("Smith", "John"), person("Doe", "Jane")],
    "Smith, John\n    and Doe, Jane": [person("Smith", "John"), person("Doe", "Jane")],
    r"Smith,~John and Donald~E. Knuth": [person("Smith", "John"), person("Knuth", "Donald E.")],
    # particles: BibTeX's rules decide, and a capital one is none
    r"Ludwig van Beethoven": [person("Beethoven", "Ludwig", "van")],
    r"van Beethoven, Ludwig": [person("Beethoven", "Ludwig", "van")],
    r"van~der~Berg, Jan": [person("Berg", "Jan", "van der")],
    r"Maria de la Vega": [person("Vega", "Maria", "de la")],
    r"de la Vall{\'e}e Poussin, Charles": [person("Vallée Poussin", "Charles", "de la")],
    r"vom Bruch, R{\"u}diger": [person("Bruch", "Rüdiger", "vom")],
    r"Van Gool, Luc": [person("Van Gool", "Luc")],
    r"Luc Van Gool": [person("Gool", "Luc Van")],
    r"{von Neumann}, John": [person("von Neumann", "John")],
    r"Karl {von der Heide}": [person("von der Heide", "Karl")],
    r"D. {Le Bihan}": [person("Le Bihan", "D.")],
    r"d'Alembert, Jean": [person("d'Alembert", "Jean")],
    r"al-Khwarizmi, Muhammad": [person("al-Khwarizmi", "Muhammad")],
    # suffixes
    r"King, Jr., Martin Luther": [person("King", "Martin Luther", suffix="Jr.")],
    r"King, Martin Luther, Jr.": [person("King", "Martin Luther", suffix="Jr.")],
    r"Martin Luther King, Jr.": [person("King", "Martin Luther", suffix="Jr.")],
    r"Martin Luther King Jr.": [person("King", "Martin Luther", suffix="Jr.")],
    r"Bill Gates III": [person("Gates", "Bill", suffix="III")],
    r"Gates, III, William": [person("Gates", "William", suffix="III")],
    # single names and groups
    r"Plato": [person("Plato")],
    r"{Plato}": [literal("Plato")],
    r"{ATLAS Collaboration} and Aad, G.": [literal("ATLAS Collaboration"), person("Aad", "G.")],
    r"ATLAS Collaboration": [person("Collaboration", "ATLAS")],
    r"{{The ATLAS Collaboration}}": [literal("The ATLAS Collaboration")],
    r"{Barnes and Noble}": [literal("Barnes and Noble")],
    r"{Barnes} and {Noble}": [literal("Barnes"), literal("Noble")],
    r"{{\'E}cole Polytechnique}": [literal("École Polytechnique")],
    r"{Google Inc.}": [literal("Google Inc.")],
    # initials, hyphens, capitals as the user wrote them
    r"Smith, J.-P. and J.-P. Serre": [person("Smith", "J.-P."), person("Serre", "J.-P.")],
    r"Guyon, I.M. and Knuth, D.~E.": [person("Guyon", "I.M."), person("Knuth", "D. E.")],
    r"Herranz-Celotti, Luca": [person("Herranz-Celotti", "Luca")],
    r"Jean-Pierre Dupont-Martin": [person("Dupont-Martin", "Jean-Pierre")],
    r"{M}c{D}onald, {R}onald": [person("McDonald", "Ronald")],
    r"O'Brien, Conan and O{\textquoteright}Neil, T.": [person("O'Brien", "Conan"), person("O’Neil", "T.")],
    r"SMITH, JOHN": [person("SMITH", "JOHN")],
    # numbers and marks that are no part of a name
    r"Ralf Jung 0002": [person("Jung", "Ralf")],
    r"Jung 0002, Ralf": [person("Jung", "Ralf")],
    r"TUG 2004 Team": [person("Team", "TUG 2004")],
    r"Wei Wang {\relax 0001}": [person("Wang", "Wei")],
    r"Smith*, John and Doe, Jane$^1$": [person("Smith", "John"), person("Doe", "Jane")],
    r"Smith, John\thanks{me}": [person("Smith", "John")],
    r"Smith, John\textsuperscript{1,*} and Jane Doe²": [person("Smith", "John"), person("Doe", "Jane")],
    # lists that are cut, and stray words
    r"Smith, J. and others": [person("Smith", "J."), OTHERS],
    r"Smith, J. and et al.": [person("Smith", "J."), OTHERS],
    r"Smith, J. et al.": [person("Smith", "J."), OTHERS],
    r"Smith, John and": [person("Smith", "John")],
    r"Smith, John and and Doe, J.": [person("Smith", "John"), person("Doe", "J.")],
    # accents
    r"{\"U}nal, {\"O}mer and M{\"u}ller, J{\"u}rgen": [person("Ünal", "Ömer"), person("Müller", "Jürgen")],
    r"{\'E}mile Zola and \'{E}mile Zola": [person("Zola", "Émile"), person("Zola", "Émile")],
    r"Mu\~noz, Juan and Mu{\~n}oz, Ana": [person("Muñoz", "Juan"), person("Muñoz", "Ana")],
    r"Juan Mu\~{n}oz": [person("Muñoz", "Juan")],
    r"Nguy\~{\^e}n, V{\u{a}}n": [person("Nguyễn", "Văn")],
    r"Erd\H{o}s, Paul and Paul Erd{\H{o}}s": [person("Erdős", "Paul"), person("Erdős", "Paul")],
    r"Ji\v{r}\'\i{} Nov\'ak": [person("Novák", "Jiří")],
    r"{\O}rsted, Hans and \O{}rsted, H.": [person("Ørsted", "Hans"), person("Ørsted", "H.")],
    r"{\v{Z}}i{\v{z}}ek, Slavoj and \c{S}ahin, A.": [person("Žižek", "Slavoj"), person("Şahin", "A.")],
    r"Garc{\'\i}a M{\'a}rquez, Gabriel": [person("García Márquez", "Gabriel")],
    # wrong code page, entities, invisible characters
    r"WÃ¼bben, Dirk": [person("Wübben", "Dirk")],
    r"W&uuml;bben, Dirk and O&#39;Brien, T.": [person("Wübben", "Dirk"), person("O'Brien", "T.")],
    "Smith\u200b, John\u202e": [person("Smith", "John")],
    "Cafe\u0301, Zo\u0308e": [person("Café", "Zöe")],
    # other scripts
    r"王伟": [person("王伟")],
    r"王, 伟": [person("王", "伟")],
    r"محمد, أحمد": [person("محمد", "أحمد")],
    r"Čapek, Karel": [person("Čapek", "Karel")],
}


@pytest.mark.parametrize(("raw", "people"), NAMES.items())
def test_people_come_out_in_their_parts(raw: str, people: list[dict[str, str]]) -> None:
    assert item(f"title = {{T}}, author = {{{raw}}}")["author"] == people


FIELDS = {
    "pages = {132--42}": ("page", "132-42"),
    "pages = {132–142}": ("page", "132-142"),
    "pages = {132 - 142}": ("page", "132-142"),
    "pages = {100$-$110}": ("page", "100-110"),
    "pages = {100{\\textendash}110}": ("page", "100-110"),
    "pages = {pp. 1--3}": ("page", "1-3"),
    "pages = {1--3, 7--9}": ("page", "1-3, 7-9"),
    "pages = {S12--S20}": ("page", "S12-S20"),
    "pages = {xii--xv}": ("page", "xii-xv"),
    "pages = {1:1--1:30}": ("page", "1:1-1:30"),
    "pages = {e0123456}": ("page", "e0123456"),
    "pages = {1234--}": ("page", "1234"),
    "pages = {n/a}": ("page", None),
    "pages = {--}": ("page", None),
    "volume = {Vol. 12}": ("volume", "12"),
    "volume = {XII}": ("volume", "XII"),
    "number = {No. 4}": ("issue", "4"),
    "number = {Suppl. 1}": ("issue", "Suppl. 1"),
    "journal = {Journal of Things.}": ("container-title", "Journal of Things"),
    "journal = {J. Mach. Learn. Res.}": ("container-title", "J. Mach. Learn. Res."),
    "journal = {Neural Comput.}": ("container-title", "Neural Comput."),
    "journal = {Science {\\&} Nature}": ("container-title", "Science & Nature"),
    "journal = {\\apj}": ("container-title", "The Astrophysical Journal"),
    "journal = {\\ourjournal}": ("container-title", "ourjournal"),
    "publisher = {John Wiley \\& Sons, Inc.}": ("publisher", "John Wiley & Sons, Inc."),
    "doi = {https://doi.org/10.5555/A\\_B}": ("DOI", "10.5555/a_b"),
    "subtitle = {And more}": ("title", "T: And more"),
    "subtitle = {And more.}": ("title", "T: And more"),
    "subtitle = {T}": ("title", "T"),
    "issue = {4}": ("issue", "4"),
    "issue = {Spring}, number = {4}": ("issue", "4"),
    "articleno = {61}": ("number", "61"),
    "howpublished = {\\url{https://example.org/a\\_b}}": ("URL", "https://example.org/a_b"),
    "howpublished = {On \\url{https://example.org}}": ("URL", None),
    "year = {in press}": ("status", "in press"),
    "year = {to appear}": ("note", "to appear; not yet resolved"),
}


@pytest.mark.parametrize(("raw", "expected"), FIELDS.items())
def test_a_field_comes_out_as_it_is_meant(raw: str, expected: tuple[str, str | None]) -> None:
    assert item(f"title = {{T}}, {raw}").get(expected[0]) == expected[1]


DATES: dict[str, list[int]] = {
    "year = 2020": [2020],
    "year = {{2020}}": [2020],
    "year = {2020a}": [2020],
    "year = {c. 1999}": [1999],
    "year = {1999/2000}": [1999],
    "year = {May 2020}": [2020, 5],
    "year = {2020-05-17}": [2020, 5, 17],
    "year = 2020, month = mar": [2020, 3],
    "year = 2020, month = {March}": [2020, 3],
    "year = 2020, month = 3": [2020, 3],
    "year = 2020, month = {Sept.}": [2020, 9],
    'year = 2020, month = "3~" # mar': [2020, 3, 3],
    "year = 2020, month = {jan--feb}": [2020, 1],
    "year = 2020, month = {Spring}": [2020],
    "year = {circa 1850}": [1850],
    "year = {2021, to appear}": [2021],
    "year = {1200 BC}": [],
    "year = {13th century}": [],
    'year = 2020, month = {M{\\"a}rz}': [2020, 3],
    "year = 2020, month = {f{\\'e}vr.}": [2020, 2],
    "year = 2020, month = {juin}": [2020, 6],
    "year = 2020, month = {juillet}": [2020, 7],
    "year = 2020, month = {août}": [2020, 8],
    "year = 2020, month = {enero}": [2020, 1],
    "year = 2020, month = {maggio}": [2020, 5],
    "year = 2020, month = {outubro}": [2020, 10],
    "year = 2020, month = {desember}": [2020, 12],
    "year = 2020, month = {Market}": [2020],
    "year = 2020, month = {Q2}": [2020],
    "date = {3. März 2018}": [2018, 3, 3],
    "date = {15 de marzo de 2019}": [2019, 3, 15],
    "date = {1999-1X}": [1999],
    "date = {2021-05}": [2021, 5],
    "date = {2021-05-17}": [2021, 5, 17],
    "date = {2021-05-17/2021-05-20}": [2021, 5, 17],
    "date = {17.05.2021}": [2021, 5, 17],
    "date = {05/17/2021}": [2021, 5, 17],
    "date = {1999-XX}": [1999],
    "date = {2021?}": [2021],
    "date = {2024-02-29}": [2024, 2, 29],
    "date = {2023-02-29}": [2023, 2],
    "year = 2021, month = feb, day = 31": [2021, 2],
    "year = 2020, month = 13": [2020],
    "year = 0": [],
    "year = 9999": [],
}


@pytest.mark.parametrize(("raw", "parts"), DATES.items())
def test_a_date_is_as_exact_as_it_was_given(raw: str, parts: list[int]) -> None:
    issued = item(f"title = {{T}}, {raw}").get("issued", {"date-parts": [[]]})
    assert issued["date-parts"] == [parts]

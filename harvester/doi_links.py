"""The addresses that hold a DOI, or the numbers of which a publisher makes one.

A publisher's rule stands here when it never leads to another work: where an address has a number in place of a DOI,
and nothing in it says the DOI's own (JSTOR, OJS, figshare, Silverchair's page numbers), it is left alone.
"""

from __future__ import annotations

from typing import NamedTuple


class Link(NamedTuple):
    """Addresses of one form: `path` must fit the whole decoded path (with `param`: the path, `?` and its value).

    `hosts` are names, each for its subdomains too; `hal.` stands for every host that begins so, `*` for every host.
    `value` is made of the groups of `path`; empty, the address names a work by nothing that can be read; None, it
    looks like a work's and is none. `holds` is a text that every such path holds, so that most others cost little.
    """

    hosts: str
    path: str
    param: str = ""
    value: str | None = "{v}"
    holds: str = ""


# Oxford's addresses go on behind a book's DOI with what is in none.
PREFIX = r"10\.(?!48550/arxiv[.:])[1-9]\d{3,8}(?:\.\d+)*+/(?!(?:[^/]+/)?97[89]\d{10}\.001\.0001/.)"
DOI = rf"(?P<v>{PREFIX}.+?)"
# What publishers put behind a DOI is no part of it; nobody's DOIs end so.
_VIEWS = (
    r"(?:/(?:full|full-?text|full-?html|full-xml|abs|abstract|summary|pdf|epdf|e?pdfft|pdfdirect|ampdf|epub|html?|xml|meta|"
    r"references|citedby|cited-by|citations?|(?:figures|tables?)(?:/\d+)?|metrics|related|similar|status\.svg|xml/nlm|"
    r"suppl(?:ementary)?(?:[-_/].*)?|suppl_file/.*|"
    r"suppinfo|supplementary-material|supporting-info|standard|otherversions|download|bibtex|cite|"
    r"(?:article|document|file|full|fulltext|main|manuscript|paper)\.(?:html?|pdf)|tab-.*|"
    r"[a-z]+(?:-(?:[a-z]+|\d+)){3,}|sections?|mediaobjects/.*|asset/.*|presentation|comments|open|powerpoint|reader)){0,3}"
)
_FILE = (
    r"(?:\.(?:full|abstract|short|full-?text|figures-only|supplementary-material|article-info|article-metrics))?"
    r"(?:\.(?:pdf(?:\+html)?|svg|xml|html?|epub|bib|ris))?"
)
_DOI_HOME = (
    r"/(?!$|the-identifier|index|doi_|hb\.html|help|about|ra/|api/|news|resources|registration|contact|factsheets|faq|"
    r"handbook|join|search|favicon|static|img|css|js/|live|policies|foundation|get-a-doi|openurl|privacy|terms|overview|doi-|[\w/-]+\.html?$).+"
)
_GUID = r"(?:(?=[a-z]*\d)[a-z0-9]{5}|(?!entry|paper|share|terms|users|venue)[a-hjkmnp-z]{5})"  # OSF's have no i, l, o
_OSF = {  # https://osf.io/preprints: a provider's prefix
    "osf": "10.31219",
    "agrixiv": "10.31220",
    "arabixiv": "10.31221",
    "bitss": "10.31222",
    "metaarxiv": "10.31222",
    "eartharxiv": "10.31223",
    "engrxiv": "10.31224",
    "frenxiv": "10.31226",
    "inarxiv": "10.31227",
    "lawarxiv": "10.31228",
    "lissa": "10.31229",
    "marxiv": "10.31230",
    "mindrxiv": "10.31231",
    "nutrixiv": "10.31232",
    "paleorxiv": "10.31233",
    "psyarxiv": "10.31234",
    "socarxiv": "10.31235",
    "sportrxiv": "10.31236",
    "thesiscommons": "10.31237",
    "africarxiv": "10.31730",
    "ecoevorxiv": "10.32942",
    "mediarxiv": "10.33767",
    "bodoarxiv": "10.34055",
    "edarxiv": "10.35542",
    "indiarxiv": "10.35543",
    "biohackrxiv": "10.37044",
}
_AAAS = {  # where an article has a number in place of pages
    "www": "science",
    "science": "science",
    "advances": "sciadv",
    "immunology": "sciimmunol",
    "robotics": "scirobotics",
    "stke": "scisignal",
    "stm": "scitranslmed",
}
_APS = {"prl": "physrevlett", "rmp": "revmodphys", "pr": "physrev"} | {f"pr{one}": f"physrev{one}" for one in "abcdex"}
_COPERNICUS = {  # a journal's letters, and where it stood before it moved to copernicus.org
    "acp": "atmos-chem-phys",
    "adgeo": "adv-geosci",
    "amt": "atmos-meas-tech",
    "angeo": "ann-geophys",
    "ars": "adv-radio-sci",
    "ascmo": "adv-stat-clim-meteorol-oceanogr",
    "bg": "biogeosciences",
    "cp": "clim-past",
    "esd": "earth-syst-dynam",
    "essd": "earth-syst-sci-data",
    "esurf": "earth-surf-dynam",
    "gi": "geosci-instrum-method-data-syst",
    "gmd": "geosci-model-dev",
    "hess": "hydrol-earth-syst-sci",
    "nhess": "nat-hazards-earth-syst-sci",
    "npg": "nonlin-processes-geophys",
    "os": "ocean-sci",
    "se": "solid-earth",
    "soil": "soil-journal",
    "tc": "the-cryosphere",
    "wcd": "weather-clim-dynam",
    "wes": "wind-energ-sci",
}
_MDPI = {  # ISSN: a journal's letters, and its volume in 2010, when today's DOIs began
    "1099-4300": ("e", 12),
    "1420-3049": ("molecules", 15),
    "1422-0067": ("ijms", 11),
    "1424-2818": ("d", 2),
    "1424-8220": ("s", 10),
    "1424-8247": ("ph", 3),
    "1467-3045": ("cimb", 43),
    "1648-9144": ("medicina", 54),
    "1660-3397": ("md", 8),
    "1660-4601": ("ijerph", 7),
    "1718-7729": ("curroncol", 28),
    "1911-8074": ("jrfm", 6),
    "1996-1073": ("en", 3),
    "1996-1944": ("ma", 3),
    "1999-4893": ("a", 3),
    "1999-4907": ("f", 1),
    "1999-4915": ("v", 2),
    "1999-4923": ("pharmaceutics", 2),
    "1999-5903": ("fi", 2),
    "2032-6653": ("wevj", 8),
    "2071-1050": ("su", 2),
    "2072-4292": ("rs", 2),
    "2072-6643": ("nu", 2),
    "2072-6651": ("toxins", 2),
    "2072-666X": ("mi", 1),
    "2072-6694": ("cancers", 2),
    "2073-431X": ("computers", 1),
    "2073-4336": ("g", 1),
    "2073-4344": ("catal", 1),
    "2073-4352": ("cryst", 1),
    "2073-4360": ("polym", 2),
    "2073-4395": ("agronomy", 1),
    "2073-4409": ("cells", 1),
    "2073-4425": ("genes", 1),
    "2073-4433": ("atmos", 1),
    "2073-4441": ("w", 2),
    "2073-445X": ("land", 1),
    "2073-4468": ("antib", 1),
    "2073-8994": ("sym", 2),
    "2075-163X": ("min", 1),
    "2075-1680": ("axioms", 1),
    "2075-1702": ("machines", 1),
    "2075-1729": ("life", 1),
    "2075-4418": ("diagnostics", 1),
    "2075-4426": ("jpm", 1),
    "2075-4434": ("galaxies", 1),
    "2075-4450": ("insects", 1),
    "2075-4663": ("sports", 1),
    "2075-4698": ("soc", 1),
    "2075-4701": ("met", 1),
    "2075-471X": ("laws", 1),
    "2075-5309": ("buildings", 1),
    "2076-0752": ("arts", 1),
    "2076-0760": ("socsci", 1),
    "2076-0787": ("h", 1),
    "2076-0817": ("pathogens", 1),
    "2076-0825": ("act", 1),
    "2076-2607": ("microorganisms", 1),
    "2076-2615": ("ani", 1),
    "2076-3263": ("geosciences", 1),
    "2076-3271": ("medsci", 1),
    "2076-328X": ("bs", 1),
    "2076-3298": ("environments", 1),
    "2076-3387": ("admsci", 1),
    "2076-3417": ("app", 1),
    "2076-3425": ("brainsci", 1),
    "2076-3921": ("antiox", 1),
    "2076-393X": ("vaccines", 1),
    "2077-0375": ("membranes", 1),
    "2077-0383": ("jcm", 1),
    "2077-0472": ("agriculture", 1),
    "2077-1312": ("jmse", 1),
    "2077-1444": ("rel", 1),
    "2078-1547": ("challe", 1),
    "2078-2489": ("info", 1),
    "2079-3197": ("computation", 1),
    "2079-3200": ("jintelligence", 1),
    "2079-4983": ("jfb", 1),
    "2079-4991": ("nano", 1),
    "2079-6374": ("bios", 1),
    "2079-6382": ("antibiotics", 1),
    "2079-6412": ("coatings", 1),
    "2079-6439": ("fib", 1),
    "2079-7737": ("biology", 1),
    "2079-8954": ("systems", 1),
    "2079-9268": ("jlpea", 1),
    "2079-9276": ("resources", 1),
    "2079-9284": ("cosmetics", 1),
    "2079-9292": ("electronics", 1),
    "2079-9721": ("diseases", 1),
    "2218-1989": ("metabo", 1),
    "2218-1997": ("universe", 1),
    "2218-2004": ("atoms", 1),
    "2218-273X": ("biom", 1),
    "2218-6581": ("robotics", 1),
    "2220-9964": ("ijgi", 1),
    "2221-3759": ("jdb", 1),
    "2223-7747": ("plants", 1),
    "2224-2708": ("jsan", 1),
    "2225-1146": ("econometrics", 1),
    "2225-1154": ("cli", 1),
    "2226-4310": ("aerospace", 1),
    "2226-471X": ("languages", 1),
    "2226-4787": ("pharmacy", 1),
    "2227-7072": ("ijfs", 1),
    "2227-7080": ("technologies", 1),
    "2227-7099": ("economies", 1),
    "2227-7102": ("educsci", 1),
    "2227-7382": ("proteomes", 1),
    "2227-7390": ("math", 1),
    "2227-9032": ("healthcare", 1),
    "2227-9040": ("chemosensors", 1),
    "2227-9059": ("biomedicines", 1),
    "2227-9067": ("children", 1),
    "2227-9091": ("risks", 1),
    "2227-9709": ("informatics", 1),
    "2227-9717": ("pr", 1),
    "2297-8747": ("mca", 20),
    "2304-6732": ("photonics", 1),
    "2304-6740": ("inorganics", 1),
    "2304-6767": ("dj", 1),
    "2304-6775": ("publications", 1),
    "2304-8158": ("foods", 1),
    "2305-6290": ("logistics", 1),
    "2305-6304": ("toxics", 1),
    "2305-6320": ("medicines", 1),
    "2305-7084": ("chemengineering", 1),
    "2306-5338": ("hydrology", 1),
    "2306-5354": ("bioengineering", 1),
    "2306-5710": ("beverages", 1),
    "2306-5729": ("data", 1),
    "2306-7381": ("vetsci", 1),
    "2308-3425": ("jcdd", 1),
    "2309-608X": ("jof", 1),
    "2310-2861": ("gels", 1),
    "2311-5521": ("fluids", 1),
    "2311-5637": ("fermentation", 1),
    "2311-7524": ("horticulturae", 1),
    "2313-4321": ("recycling", 1),
    "2313-433X": ("jimaging", 1),
    "2313-576X": ("safety", 1),
    "2313-7673": ("biomimetics", 1),
    "2409-9279": ("mps", 1),
    "2409-9287": ("philosophies", 1),
    "2410-387X": ("cryptography", 1),
    "2410-3896": ("condmat", 1),
    "2410-390X": ("instruments", 1),
    "2411-5134": ("inventions", 1),
    "2411-5150": ("vision", 1),
    "2411-9660": ("designs", 1),
    "2412-3811": ("infrastructures", 1),
    "2413-4155": ("sci", 3),
    "2413-8851": ("urbansci", 1),
    "2414-4088": ("mti", 1),
    "2414-6366": ("tropicalmed", 1),
    "2504-2289": ("bdcc", 1),
    "2504-3110": ("fractalfract", 1),
    "2504-446X": ("drones", 1),
    "2504-4494": ("jmmp", 1),
    "2504-477X": ("jcs", 1),
    "2504-4990": ("make", 1),
    "2504-5377": ("colloids", 1),
    "2571-5577": ("asi", 1),
    "2571-6255": ("fire", 1),
    "2571-712X": ("particles", 1),
    "2571-8797": ("cleantechnol", 1),
    "2571-905X": ("stats", 1),
    "2571-9394": ("forecast", 1),
    "2571-9408": ("heritage", 1),
    "2624-599X": ("acoustics", 1),
    "2624-6120": ("signals", 1),
    "2624-6511": ("smartcities", 1),
    "2624-7402": ("agriengineering", 1),
    "2624-800X": ("jcp", 1),
    "2624-8174": ("physics", 1),
    "2624-831X": ("iot", 1),
    "2624-8921": ("vehicles", 1),
    "2624-960X": ("quantum", 1),
    "2673-2688": ("ai", 1),
    "2673-3846": ("hearts", 1),
    "2673-3951": ("modelling", 1),
    "2673-4001": ("telecom", 1),
    "2673-4052": ("automation", 1),
    "2673-4117": ("eng", 1),
    "2673-4362": ("jne", 1),
    "2673-7264": ("thermo", 1),
    "2673-7590": ("futuretransp", 1),
    "2673-8112": ("covid", 1),
    "2673-8392": ("encyclopedia", 1),
}
_OXFORD_NAMES = {  # in an address: in DOIs
    "biometrics": "biomtc",
    "bioscience": "biosci",
    "dsh": "llc",
    "ismej": "ismejo",
    "jid": "infdis",
    "mbe": "molbev",
}
_OXFORD = (  # journals whose name in an address is the one in their DOIs (not mbe, jid, dsh, ismej, bioscience …)
    "ageing|ajcn|ajcp|aje|ajh|ajhp|alcalc|aob|aobpla|beheco|bib|bioinformatics|biolinnean|biomet|biomtc|"
    "biostatistics|bmb|botlinnean|brain|braincomms|carcin|cardiovascres|cercor|chemse|cid|cje|comjnl|comnet|"
    "conphys|cz|database|ecco-jcc|ectj|eep|ej|ejcts|esr|eurheartj|europace|eurpub|evlett|evolut|fampra|femsec|"
    "femsle|femsre|g3journal|gbe|genetics|gigascience|gji|glycob|hcr|heapol|heapro|her|hmg|humrep|humupd|ia|icb|"
    "icc|icesjms|icvts|ije|ijlct|ijnp|imaiai|imamat|imammb|imanum|imrn|inthealth|intimm|intqhc|iob|isq|iwc|jac|"
    "jamia|jamiaopen|jas|jbcr|jcmc|jcr|jeb|jee|jeea|jge|jhered|jjfinec|jmammal|jmcb|jme|jnci|jnen|joc|joeg|jos|"
    "jpart|jpe|jpepsy|jrsssa|jrsssb|jrsssc|jssam|jtm|jxb|llc|logcom|mmy|mnras|mnrasl|mollus|mutage|nar|nargab|ndt|"
    "nsr|occmed|pasj|pcp|petrology|phe|plankt|plcell|plphys|pnasnexus|poq|ptep|ptj|qje|qjmed|rasti|rb|restud|rfs|"
    "rheumatology|rof|rpd|scan|sf|sleep|sysbio|tbm|toxsci|treephys|tropej|trstmh|ve|wbro|zoolinnean"
)
_OXFORD_HOSTS = (
    "anb.org oxfordaasc.com oxfordartonline.com oxfordbibliographies.com oxforddnb.com oxfordhandbooks.com "
    "oxfordmedicine.com oxfordmusiconline.com oxfordre.com oxfordreference.com oxfordscholarship.com ukwhoswho.com "
    "universitypressscholarship.com"
)
_OXFORD_WORKS = {  # of reference works, what stands for a number behind `-e-` in an entry's DOI
    r"(?:10\.1093/acrefore/\d{13}|10\.1093/odnb/9780198614128|10\.1093/acref/9780195301731)": {"": ".013."},
    r"10\.1093/anb/9780198606697": {"": ".article."},
    r"10\.1093/benz/9780199773787": {"": ".article.b"},
    r"10\.1093/gao/9781884446054": {"7000": ".article.t", "700": ".article.t"},
    r"10\.1093/gmo/9781561592630": {
        "00000": ".article.",
        "100": ".article.a",
        "2000": ".article.j",
        "400": ".article.l",
        "5000": ".article.o",
    },
}
_EARLY = {  # where a file printed before its issue has the DOI's suffix as its name
    "aacrjournals.org": "10.1158",
    "bmj.com": "10.1136",
    "jimmunol.org": "10.4049",
    "mcponline.org jbc.org": "10.1074",
    "nutrition.org": "10.3945",
    "royalsocietypublishing.org": "10.1098",
    "sciencemag.org": "10.1126",
}
# until 2017; since then, and at one journal since 2012, DOIs have journals' letters
_CAMBRIDGE = r"(?!S002211201[2-7])(?P<v>S\d{7}[\dX](?:[6-9]\d|0\d|1[0-7])\d{5}[\dX])"
_ISSUE = r"(?:v\w+/n\w+|vaop/ncurrent)/(?:full|abs|pdf)"
# Of Nature's, those that have another publisher's DOIs, as they had before they came.
_ELSEWHERE = r"palcomms|(?:aja|ajg|aps|hr|jhg)2008|(?:gim|pr)20(?:0[89]|1[01])"
_BMC = (
    r"\d{4}-\d{3}[\dx]-\d{1,3}-(?:s\d{1,2}-)?[a-z]?\d{1,4}|(?:ar|bcr|cc|rr)\d{2,4}|"
    r"gb-20\d\d-\d{1,2}-\d{1,2}-[a-z]?\d{1,4}"
)
_NOW = {  # Foundations and Trends
    "CGV": "0600000",
    "CIT": "0100000",
    "DBS": "1900000",
    "HCI": "1100000",
    "INR": "1500000",
    "MAL": "2200000",
    "NET": "1300000",
    "OPT": "2400000",
    "PGL": "2500000",
    "ROB": "2300000",
    "SIG": "2000000",
    "SYS": "2600000",
    "TCS": "0400000",
}
_IOP_PRINTED = {  # an ISSN in an address: the ISSN in DOIs, as long as these had volume and page (until 2016)
    "1029-8479": "1126-6708",
    "1361-6382": "0264-9381",
    "1361-6404": "0143-0807",
    "1361-6420": "0266-5611",
    "1361-6439": "0960-1317",
    "1361-6447": "0305-4470",
    "1361-6455": "0953-4075",
    "1361-6463": "0022-3727",
    "1361-6471": "0954-3899",
    "1361-648X": "0953-8984",
    "1361-6498": "0952-4746",
    "1361-6501": "0957-0233",
    "1361-651X": "0965-0393",
    "1361-6528": "0957-4484",
    "1361-6544": "0951-7715",
    "1361-6552": "0031-9120",
    "1361-6560": "0031-9155",
    "1361-6579": "0967-3334",
    "1361-6587": "0741-3335",
    "1361-6595": "0963-0252",
    "1361-6633": "0034-4885",
    "1361-6641": "0268-1242",
    "1361-665X": "0964-1726",
    "1361-6668": "0953-2048",
    "1681-7575": "0026-1394",
    "1741-2552": "1741-2560",
    "1741-4326": "0029-5515",
    "1751-8121": "1751-8113",
    "2040-8986": "2040-8978",
}
_IOP = (  # ISSNs and volumes in an address, and the DOI, if one follows from these; the first that fits
    ("0004-637X 1538-4357", r"69\d|7\d\d|80\d|81[0-5]", "10.1088/0004-637x/{n}/{i}/{v}"),  # 2009 to 2015
    ("2041-8205 2041-8213", r"70[89]|7[1-9]\d|80\d|81[0-5]", "10.1088/2041-8205/{n}/{i}/{v}"),
    ("0067-0049 1538-4365", r"1[89]\d|2[01]\d|22[01]", "10.1088/0067-0049/{n}/{i}/{v}"),
    ("0004-6256 1538-3881", r"13[5-9]|14\d|150", "10.1088/0004-6256/{n}/{i}/{v}"),
    ("0031-8949 1402-4896", r"7[3-9]|[89]\d", "10.1088/0031-8949/{n}/{i}/{v}"),
    ("0295-5075 1286-4854", r"7[7-9]|[89]\d|1\d\d", "10.1209/0295-5075/{n}/{v}"),
    *((ours, r"\d{1,4}", f"10.1088/{printed}/{{n}}/{{i}}/{{v}}") for ours, printed in _IOP_PRINTED.items()),
    (  # other publishers' before, or with pages in their DOIs
        "0004-637X 1538-4357 2041-8205 2041-8213 0067-0049 1538-4365 0004-6256 1538-3881 0031-8949 1402-4896 0295-5075 "
        "1286-4854 0004-6280 1538-3873 0013-4651 1945-7111 0021-4922 1347-4065 1882-0778 1882-0786 0025-5726 0025-5734 "
        "0036-021X 0036-0279 0038-5670 0049-1748 1063-7818 1063-7869 1064-5616 1064-5632 1468-4780 1468-4799 1468-4802 "
        "1468-4810 1468-4829 1468-4837",
        r"\d{1,4}",
        None,
    ),
)
_IOP_JOURNALS = (
    *((issn, volumes, value, issn[:-1]) for issns, volumes, value in _IOP for issn in issns.split()),
    (r"\d{4}-\d{3}[\dX]", r"\d{1,4}", "10.1088/{s}/{n}/{i}/{v}", ""),
)
_RSS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"  # Robotics, from 2005 on


def _from(first: int) -> str:
    """Return the pattern of the numbers from `first` on, of two digits at most."""
    tens, ones = divmod(first, 10)
    return rf"[{ones}-9]|[1-9]\d" if first < 10 else rf"{tens}[{ones}-9]|[{tens + 1}-9]\d"


DOI_LINKS = (
    Link("doi.org", r"(?:.*?[/:= ])?" + DOI),
    Link("doi.org", r"/(?:urn:)?(?:doi:)?(?P<v>10/[a-z0-9]{2,})/?"),
    Link("doi.org", r"/(?P<v>[a-z](?=[a-z]*\d)[a-z0-9]{2,7})/?", value="10/{v}"),
    Link(  # short DOIs without a digit have no vowel; `doi.org/xxxx` and `xyz` are to be filled in
        "doi.org", r"/(?!x+/?\Z|xyz/?\Z)(?P<v>[b-df-hj-np-tv-xz]{3,7})/?", value="10/{v}"
    ),
    Link("doi.org", _DOI_HOME, value=""),
    Link("doi.acm.org doi.ieeecomputersociety.org", r"/(?P<v>10/(?=[a-z]*\d)[a-z0-9]{3,8})/?"),
    Link(  # Optica's addresses say journal, volume, issue and page, its DOIs all but the issue
        "optica.org osapublishing.org opticsinfobase.org",
        r"/.*abstract\.cfm\?(?P<j>[a-z]+)-(?P<v>\d{1,3})-\d{1,3}-(?P<p>\d{1,6})",
        "uri",
        "10.1364/{j}.{v}.{p:0>6}",
    ),
    Link(  # Eurographics' handles are its DOIs without the dot
        "diglib.eg.org",
        r"/(?:\w+/)?handle/(?P<p>10\.\d{4,5}/[\w-]*[a-z])(?P<n>\d{5,8})(?:/.*)?",
        value="{p}.{n}",
    ),
    Link("biorxiv.org medrxiv.org", rf".*/{DOI}(?:v\d+)?{_FILE}{_VIEWS}"),
    Link(
        "biorxiv.org medrxiv.org",
        r"/(?:content/(?:\w+/)?early/\d{4}/\d\d/\d\d|cgi/content/[a-z]+|content(?=/\d{4}\.))/"
        r"(?P<n>(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})(?:[v./].*)?",
        value="10.1101/{n}",
    ),
    Link(
        "*",
        rf"(?:/.*)?/(?:advance-)?(?:article|chapter|book|proceedings)[a-z-]*/doi/{DOI}/\d{{4,}}(?:/.*)?",
        holds="/doi/10.",
    ),  # Silverchair's sites
    Link(
        "*",
        rf"(?:/.*)?/(?:(?:journal|loi|toc|series|action/showLogin|author)/{DOI}|10\.\d{{4}}/\(issn\)\d{{4}}-\d{{3}}[\dx](?:/.*)?)",
        value=None,
        holds="/10.",
    ),
    Link("*", rf"(?:/.*)?/{DOI}/issuetoc", value=None, holds="/issuetoc"),
    Link("taylorfrancis.com", rf".*\?{DOI}", "identifiervalue"),
    Link("taylorfrancis.com routledge.com", r"/(?:[\w-]+/){1,4}(?P<v>10\.\d{4,9}/[^/]+)(?:/.*)?"),
    *(
        Link(_OXFORD_HOSTS, rf"(?:/.*)?/(?P<v>10\.\d{{4,9}}/(?:[^/]+/)?97[89]\d{{10}}){path}(?:[/;].*)?", value=value)
        for path, value in (
            (r"\.001\.0001/[a-z]+-97[89]\d{10}", "{v}.001.0001"),
            (r"\.001\.0001/[a-z]+-97[89]\d{10}-chapter-0*(?P<n>\d{1,4})", "{v}.003.{n:0>4}"),
        )
    ),
    Link(
        "ukwhoswho.com",
        r"(?:/.*)?/10\.1093/ww/\d{13}\.001\.0001/ww-(?P<i>\d{13})-e-(?P<v>\d+)(?:[/;].*)?",
        value="10.1093/ww/{i}.013.u{v}",
    ),
    Link(
        "oxforddnb.com",
        r"(?:/.*)?/10\.1093/ref:odnb/9780198614128\.001\.0001/odnb-\d{13}-e-(?P<v>\d+)(?:[/;].*)?",
        value="10.1093/ref:odnb/{v}",
    ),
    *(
        Link(
            _OXFORD_HOSTS,
            rf"(?:/.*)?/(?P<w>{work})\.001\.0001/[a-z]+-\d{{13}}-e-{begins}(?P<n>\d+)(?:[/;].*)?",
            value=f"{{w}}{between}{{n}}",
        )
        for work, entries in _OXFORD_WORKS.items()
        for begins, between in entries.items()
    ),
    Link("*", r"(?:/.*)?/10\.\d{4,9}/.*97[89]\d{10}\.001\.0001/.+", "", "", ".001.0001/"),
    Link("iopscience.iop.org", rf"/article/{DOI}/data(?:/.*)?"),
    Link("cochranelibrary.com", r"/.*/(?P<v>10\.1002/14651858\.[a-z]+\d+(?:\.pub\d+)?)(?:/.*)?"),
    Link("api.crossref.org", rf"/(?:v\d/)?works/{DOI}/(?:agency|transform(?:/.*)?)"),
    Link("cambridge.org", rf"/.*/identifier/{DOI}/type/\w+"),
    Link("*", rf"(?:.*?[/:=])?{DOI}{_FILE}{_VIEWS}/?", holds="10."),
    *(
        Link("*", rf".*?\?(?:doi:|info:doi/|https?://(?:dx\.)?doi\.org/)?{DOI}(?:\.pdf)?", param=param)
        for param in (
            "doi",
            "doid",
            "id",
            "uri",
            "urlid",
            "target",
            "rft_id",
            "persistentid",
            "articledoi",
            "pub_doi",
            "in_doi",
        )
    ),
    *(  # an `id` says no prefix: half of them are 10.5555, which nobody registered
        Link("dl.acm.org portal.acm.org", r"/.*\.cfm\?(?P<v>\d{3,}\.\d{3,})", param, "10.1145/{v}")
        for param in ("doid", "doi")
    ),
    Link("dl.acm.org portal.acm.org", r"/(?:citation|ft_gateway|authorize)(?:\.cfm)?", value=""),
    Link(
        "nature.com",
        r"/articles/(?P<v>(?:[sd]\d{5}-\d{3}-\d{4,5}-[\dw-z]|s\d{5}-01[67]-\d{4}|(?:nature|ncomms|srep)\d+|[a-z]+(?:\.\d+)+|"
        r"(?:physci|newbio)?\d+[a-z]\d+|[a-z]+\d{4}-\d{1,4}[a-z]?|\d{6}[a-z]|[3-9]\d{3}|[1-9]\d{4}|35\d{6}|n[a-z]{1,8}(?!(?:19|20)\d{3})[1-9]\d{2,4}))(?:_reference)?(?:\.e?pdf|\.ris)?(?:/.*)?",
        value="10.1038/{v}",
    ),
    Link(  # where an address leaves out the dots
        "nature.com",
        rf"/articles/(?!nature|ncomms|srep|{_ELSEWHERE})(?P<j>[a-z]{{2,12}})(?P<y>200[89]|20[12]\d)(?P<n>\d{{1,4}})(?:\.pdf|\.ris)?(?:/.*)?",
        value="10.1038/{j}.{y}.{n}",
    ),
    Link(  # of these the older volumes too have the year in their DOIs
        "nature.com",
        r"/articles/(?P<j>bjc|eye|hdy)(?P<y>19\d\d)(?P<n>\d{1,4})(?:\.pdf|\.ris)?(?:/.*)?",
        value="10.1038/{j}.{y}.{n}",
    ),
    Link(
        "nature.com",
        rf"/(?P<j>[a-z]+)/journal/{_ISSUE}/(?P<v>\d{{7}})a?(?:_\w+)?\.(?:html|pdf)",
        value="10.1038/sj.{j}.{v}",
    ),
    Link(
        "nature.com",
        rf"/[a-z]+/journal/{_ISSUE}/(?!{_ELSEWHERE})(?P<j>[a-z]{{2,12}})(?P<y>200[89]|20[12]\d)(?P<n>\d{{1,4}})a(?:_\w+)?\.(?:html|pdf)",
        value="10.1038/{j}.{y}.{n}",
    ),
    Link(  # Nature's own files were named by page while, from volume 388 to 409, its DOIs were not
        "nature.com",
        rf"/[a-z]+/journal/{_ISSUE}/(?P<v>[a-z]+(?:\.\d+)+|[a-z]+\d{{3,5}}|[a-z]+\d{{4}}-\d{{1,4}}[a-z]?|\d{{6}}[a-z]|"
        r"(?:[1-9]\d?|[12]\d\d|3[0-7]\d|38[0-7])\d{3}[a-z]\d)(?:_\w+)?\.(?:html|pdf)",
        value="10.1038/{v}",
    ),
    Link("nature.com", r"/[a-z]+/20\d\d/\d{6}/(?P<v>[a-z]+\d+)/(?:full|abs|pdf)/.*", value="10.1038/{v}"),
    Link(
        "elifesciences.org",
        r"/(?:articles|reviewed-preprints)/(?P<v>\d{5,6})(?:v\d+)?(?:[/.].*)?",
        value="10.7554/elife.{v}",
    ),
    Link("elifesciences.org", r"/content/early/\d{4}/\d\d/\d\d/(?P<v>elife\.\d{5})(?:[/.].*)?", value="10.7554/{v}"),
    Link("elifesciences.org", r"/content/\d+/e(?P<v>\d{5})(?:v\d+)?(?:[/.].*)?", value="10.7554/elife.{v}"),
    *(
        Link(
            "iop.org",
            rf"(?:/ej/[^/]+)?/(?P<s>{issn})/(?P<n>{volumes})/(?P<i>\d{{1,2}}[a-z]?)/(?P<v>[a-z]?\d{{1,6}})"
            r"(?:/(?:fulltext|pdf|abstract|article|meta|cites|refs|suppdata).*)?/?",
            value=value,
            holds=holds,
        )
        for issn, volumes, value, holds in _IOP_JOURNALS
    ),
    Link(
        "biomedcentral.com",
        r"/(?P<j>\d{4}-\d{3}[\dx])/(?P<n>\d{1,3})/(?P<v>\d{1,4})(?:[/.].*)?",
        value="10.1186/{j}-{n}-{v}",
    ),
    Link(
        "biomedcentral.com",
        r"/(?P<j>\d{4}-\d{3}[\dx])/(?P<n>\d{1,3})/(?P<s>s\d{1,2})/(?P<v>[a-z]\d{1,3})(?:[/.].*)?",
        value="10.1186/{j}-{n}-{s}-{v}",
    ),
    Link(
        "biomedcentral.com genomebiology.com",
        rf"/content/pdf/(?P<v>{_BMC})\.pdf",
        value="10.1186/{v}",
    ),
    Link(
        "biomedcentral.com genomebiology.com",
        rf"/content/supplementary/(?P<v>{_BMC})-s\d{{1,2}}\.\w+",
        value="10.1186/{v}",
    ),
    Link(
        "genomebiology.com",
        r"/(?P<y>20\d\d)/(?P<n>\d{1,2})/(?P<i>\d{1,2})/(?P<v>[a-z]?\d{1,4})(?:[/.].*)?",
        value="10.1186/gb-{y}-{n}-{i}-{v}",
    ),
    *(
        Link(
            f"{host}.sciencemag.org",
            r"/content/\d{1,3}/\d{1,4}/e?(?P<v>a[a-z]{2}\d{4}|1[45678]\d{5})(?:[/.].*)?",
            value=f"10.1126/{journal}.{{v}}",
        )
        for host, journal in _AAAS.items()
    ),
    Link("zenodo.org", r"/(?:api/)?records?/(?P<v>\d{3,10})(?:/.*)?", value="10.5281/zenodo.{v}"),
    Link("zenodo.org", r"/records?/.+", value=""),
    *(
        Link("osf.io", rf"/preprints/{name}/(?P<v>{_GUID}(?:_v\d+)?)(?:/.*)?", value=prefix + "/osf.io/{v}")
        for name, prefix in _OSF.items()
    ),
    Link("osf.io", rf"/preprints/(?P<v>{_GUID}(?:_v\d+)?)/?", value="10.31219/osf.io/{v}"),
    *(  # the providers' own addresses: psyarxiv.com, edarxiv.org
        Link(f"{name}.com {name}.org", rf"/(?P<v>{_GUID}(?:_v\d+)?)(?:/.*)?", value=prefix + "/osf.io/{v}")
        for name, prefix in _OSF.items()
        if name.endswith(("xiv", "commons"))
    ),
    Link("peerj.com", r"/articles/(?P<v>\d{1,6})(?:[/.].*)?", value="10.7717/peerj.{v}"),
    Link("peerj.com", r"/articles/cs-(?P<v>\d{1,6})(?:[/.].*)?", value="10.7717/peerj-cs.{v}"),
    Link("peerj.com", r"/preprints/(?P<v>\d{1,5}(?:v\d{1,2})?)(?:[/.].*)?", value="10.7287/peerj.preprints.{v}"),
    Link("hindawi.com", r"/journals/\w+/(?P<y>20\d\d)/(?P<v>\d{6,7})(?:[/.].*)?", value="10.1155/{y}/{v}"),
    Link("rsc.org", r"/.*/article[a-z]+/\d{4}/\w\w/(?P<v>[a-z]\d[a-z]{2}\d{5}[\da-z])(?:/.*)?", value="10.1039/{v}"),
    Link("rsc.org", r".*\?(?P<v>[a-z]\d[a-z]{2}\d{5}[\da-z]|[a-z]\d{6}[\da-z]|[a-z]{2}\d{10})", "doi", "10.1039/{v}"),
    Link(
        "cambridge.org",
        rf"/.*/(?:identifier|view(?:/[0-9A-F]{{32}})?)/{_CAMBRIDGE}(?:[a-z]\.pdf)?(?:/.*)?",
        value="10.1017/{v}",
    ),
    Link("cambridge.org", r"/.*/identifier/S[\dX]{16}(?:/.*)?", value=""),
    Link("journals.cambridge.org", rf"/abstract_{_CAMBRIDGE}/?", value="10.1017/{v}"),
    Link("ebooks.cambridge.org", r"/ref/id/(?P<v>CBO97[89]\d{10})(?:/.*)?", value="10.1017/{v}"),
    Link(
        "jneurosci.org eneuro.org",
        r"/content/[\w/]+/(?P<v>(?:jneurosci|eneuro)\.\d{4}-\d\d\.\d{4})(?:[/.].*)?",
        value="10.1523/{v}",
    ),
    Link("theoj.org", r"/.*/10\.21105\.(?P<v>j[a-z]ss\.\d{5})\.pdf", value="10.21105/{v}"),
    Link(
        "dagstuhl.de",
        r"/storage/.*/(?P<v>(?:lipics|oasics|dagrep|dagman|lites)\.[a-z0-9.-]+?)(?:\.pdf)?",
        value="10.4230/{v}",
    ),
    Link(
        "dagstuhl.de",
        r"/opus/.*/(?P<s>lipics|oasics)-(?P<c>[a-z0-9-]+)-(?P<y>20\d\d)-(?P<v>\d{1,3})\.pdf",
        value="10.4230/{s}.{c}.{y}.{v}",
    ),
    Link("publish.csiro.au", r"/(?:.*/)?(?P<v>[a-z]{2}\d{5})(?:[/.].*)?", value="10.1071/{v}"),
    Link(
        "ijcai.org",
        r"/proceedings/(?P<y>201[7-9]|20[2-9]\d)/0*(?P<n>[1-9]\d{0,3})(?:\.pdf)?/?",
        value="10.24963/ijcai.{y}/{n}",
    ),
    Link("researchsquare.com", r"/article/(?P<v>rs-\d{4,8}/v\d{1,2})(?:[/.].*)?", value="10.21203/rs.3.{v}"),
    Link(
        "preprints.org", r"/manuscript/(?P<n>\d{6}\.\d{4})/(?P<v>v\d{1,2})(?:/.*)?", value="10.20944/preprints{n}.{v}"
    ),
    *(
        Link(
            "aps.org",
            rf"/(?:abstract|pdf)/{short}/v(?P<n>\d+)/(?:i\d+/)?[pe](?P<p>\d+)(?:_\d)?/?",
            value=f"10.1103/{name}.{{n}}.{{p}}",
        )
        for short, name in _APS.items()
    ),
    *(
        Link(
            f"{journal}.copernicus.org {old}.net",
            r"/(?:articles|preprints)?/?(?P<n>\d+)/(?P<p>\d+)/(?P<y>\d{4})(?:/.*)?",
            value=f"10.5194/{journal}-{{n}}-{{p}}-{{y}}",
        )
        for journal, old in _COPERNICUS.items()
    ),
    *(
        Link(f"{old}-discuss.net", path, value=value)
        for journal, old in _COPERNICUS.items()
        for path, value in (
            (r"/(?P<n>\d+)/(?P<p>\d+)/(?P<y>\d{4})(?:/.*)?", f"10.5194/{journal}d-{{n}}-{{p}}-{{y}}"),
            (rf"/(?P<v>{journal}-20[12]\d-\d{{1,4}})(?:[/.].*)?", "10.5194/{v}"),
        )
    ),
    Link("copernicus.org", r"/preprints/(?:\d+/)?(?P<v>[a-z]{2,9}-20[12]\d-\d{1,4})(?:[/.].*)?", value="10.5194/{v}"),
    *(
        Link(
            "mdpi.com mdpi-res.com",
            rf"/{issn}/(?P<n>{_from(first)})/(?P<i>\d{{1,2}})/(?P<p>\d{{1,5}})(?:/.*)?",
            value=f"10.3390/{journal}{{n}}{{i:0>2}}{{p:0>4}}",
            holds=issn[:-1],
        )
        for issn, (journal, first) in _MDPI.items()
    ),
    *(
        Link(
            "academic.oup.com",
            rf"/(?P<j>{journals})/(?:article|article-abstract)/\d+/[\w-]+/(?P<v>{letters}\d{{3,5}})/\d+(?:/.*)?",
            value=f"10.1093/{name}/{{v}}",
        )
        for journals, letters, name in (
            (_OXFORD, r"(?!(?P=j))[a-z]{2,6}", "{j}"),
            *((journal, r"[a-z]{2,4}", name) for journal, name in _OXFORD_NAMES.items()),
        )
    ),
    Link(
        "academic.oup.com",
        rf"/(?P<j>{_OXFORD})/article-pdf/\d+/[\w-]+/\w+/\d+/(?P<v>(?!(?P=j))[a-z]{{2,6}}\d{{3,5}})\.pdf",
        value="10.1093/{j}/{v}",
    ),
    Link("nber.org", r"/(?:papers|system/files/working_papers)/(?P<v>[wth]\d{4,5})(?:[/.].*)?", value="10.3386/{v}"),
    Link("nap.edu nap.nationalacademies.org", r"/(?:catalog|read)/(?P<v>\d{3,6})(?:/.*)?", value="10.17226/{v}"),
    Link("nap.edu", r"/(?:catalog|openbook)\.php\?(?P<v>\d{3,6})", "record_id", "10.17226/{v}"),
    Link("pnas.org", r"/content/(?:pnas/)?early/\d{4}/\d\d/\d\d/(?P<v>\d{10})(?:[/.].*)?", value="10.1073/pnas.{v}"),
    *(
        Link(
            hosts,
            r"/content/(?:\w+/)?early/\d{4}/\d\d/\d\d/"
            r"(?P<v>[a-z]+\.[a-z]?\d{2,4}\.\d{5,6}|\d{4}-\d{3}[\dx]\.[a-z]{2,4}-\d\d-\d{4}|jimmunol\.\d{7}|"
            r"rs[a-z]{2}\.\d{4}\.\d{4}|sci(?:ence|[a-z]{2,10})\.(?:[a-z]{3}\d{4}|\d{7}))(?:[/.].*)?",
            value=prefix + "/{v}",
        )
        for hosts, prefix in _EARLY.items()
    ),
    Link(
        "oxfordjournals.org",
        r"/content/(?:\w+/)?early/\d{4}/\d\d/\d\d/(?P<j>[a-z]+)\.(?P<v>[a-z]{2,6}\d{3,5})(?:[/.].*)?",
        value="10.1093/{j}/{v}",
    ),
    *(  # between 2008 and 2018; earlier ones say the page alone
        Link(
            f"{journal}.royalsocietypublishing.org",
            rf"/content/\d{{1,3}}/\d{{1,4}}/{numbers}(?:[/.].*)?",
            value=f"10.1098/{journal}.{value}",
        )
        for journals, numbers, value in (
            ("rsbl rsfs rsif rsnr rspa rspb rsta rstb", r"(?P<y>20[01]\d)(?P<v>\d{4})", "{y}.{v}"),
            ("rsob rsos", r"(?P<v>1[1-9]\d{4})", "{v}"),
        )
        for journal in journals.split()
    ),
    *(
        Link("projecteuclid.org", rf"/(?:euclid\.)?(?P<j>{journals})/(?P<v>{numbers})(?:[/.].*)?", value=value)
        for journals, numbers, value in (
            ("aap|jap", r"\d{10}", "10.1239/{j}/{v}"),
            ("aoap|aoms|aop|aos|ss", r"117[67]\d{6}", "10.1214/{j}/{v}"),
        )
    ),
    Link("worldscinet.com worldscientific.com", r"/.*/(?P<v>S\d{15}[\dX])(?:\.pdf)?", value="10.1142/{v}"),
    Link(
        "ploscompbiol.org plosgenetics.org plospathogens.org plosbiology.org plosmedicine.org plosntds.org plosone.org",
        r"/doi/(?P<v>p[a-z]{3}\.\d{7})(?:[/.].*)?",
        value="10.1371/journal.{v}",
    ),
    Link("data.mendeley.com", r"/datasets/(?P<v>[a-z0-9]{10})/(?P<n>\d{1,3})(?:/.*)?", value="10.17632/{v}.{n}"),
    Link("data.mendeley.com", r"/datasets/(?P<v>[a-z0-9]{10})/?", value="10.17632/{v}"),
    Link("gigabytejournal.com", r"/articles/(?P<v>\d{1,4})/?", value="10.46471/gigabyte.{v}"),
    Link("jmir.org", r"/20\d\d/\d{1,2}/e(?P<v>\d{5})(?:/.*)?", value="10.2196/{v}"),
    Link("iospress.com", r"/articles/[\w-]+/(?P<j>[a-z]{2,6})(?P<v>\d{6})(?:[/.].*)?", value="10.3233/{j}-{v}"),
    Link("jair.org", r"/.*/article/(?:view|download)/(?P<v>1[2-9]\d{3})(?:/.*)?", value="10.1613/jair.1.{v}"),
    Link("annualreviews.org", r"/.*/(?P<v>annurev-[a-z]+-\d{6}-\d{6})(?:[/.].*)?", value="10.1146/{v}"),
    Link("insight.jci.org", r"/articles/view/(?P<v>\d{4,6})(?:[/.].*)?", value="10.1172/jci.insight.{v}"),
    Link("jci.org", r"/articles/view/(?P<v>\d{4,6})(?:[/.].*)?", value="10.1172/jci{v}"),
    Link("karger.com", r"/article/(?:abstract|fulltext|pdf)/(?P<v>\d{5,6})(?:[/.].*)?", value="10.1159/{v:0>9}"),
    Link("bmj.com", r"/content/.*/rr(?:-\d+|/.*)?", value=None),  # a reader's answer to an article
    Link("bmj.com", r"/content/\d{1,3}/(?P<v>bmj\.[a-z]?\d{3,7})(?:[/.].*)?", value="10.1136/{v}"),
    Link("erudit.org", r"/.*/(?P<v>\d{6,7}ar)(?:[/.].*)?", value="10.7202/{v}"),
    Link(
        "ams.org",
        r"/(?:journals/)?[\w-]+/.*/(?P<v>S\d{4}-\d{3}[\dX]-(?:\d\d)?\d\d-\d{5}-[\dX])(?:[/.].*)?",
        value="10.1090/{v}",
    ),
    Link(
        "journals.ametsoc.org",
        r"/view/journals/.*/(?P<v>(?:[a-z]+-d-\d\d-\d{4}|(?:\d{4})?[a-z]{3,6}\d{3,4})\.\d|bams-\d+-\d+-\d+)\.(?:xml|pdf)",
        value="10.1175/{v}",
    ),
    Link(
        "journals.ametsoc.org",
        r"/view/journals/.*/(?P<s>\d{4}-\d{3}[\dx])_(?P<y>\d{4})_(?P<n>\d+)_(?P<p>\d+)_(?P<v>[a-z]+)_2_0_co_2\.(?:xml|pdf)",
        value="10.1175/{s}({y}){n}<{p}:{v}>2.0.co;2",
    ),
    Link("papers.sae.org", r"/(?P<v>(?:19|20)\d\d-\d\d-\d{4}|\d{6})/?", value="10.4271/{v}"),
    Link("sae.org", r"/.*/content/(?P<v>(?:19|20)\d\d-\d\d-\d{4}|\d{6})/?", value="10.4271/{v}"),
    Link(
        "jstatsoft.org",
        r"/(?:.*/)?v(?P<n>\d{1,3})/?(?P<k>[bcis])(?P<i>\d\d)(?:[/.].*)?",
        value="10.18637/jss.v{n:0>3}.{k}{i}",
    ),
    Link("quantum-journal.org", r"/papers/(?P<v>q-20\d\d-\d\d-\d\d-\d{1,4})(?:[/.].*)?", value="10.22331/{v}"),
    *(
        Link(
            "stacks.iop.org",
            rf"/(?P<s>{issn})/(?P<n>{volumes})/i=(?P<i>\d+)/a=(?P<v>\w+)(?:/.*)?",
            value=value,
            holds=holds,
        )
        for issn, volumes, value, holds in _IOP_JOURNALS
    ),
    *(
        Link(
            "nowpublishers.com", rf"/(?:.*/)?{name}-(?P<v>\d{{3}})(?:/.*)?", value=f"10.1561/{number}{{v}}", holds=name
        )
        for name, number in _NOW.items()
    ),
    *(
        Link(
            "roboticsproceedings.org",
            rf"/rss{at:02}/p(?P<v>\d{{1,3}})\.(?:html|pdf)",
            value=f"10.15607/rss.{2004 + at}.{roman}.{{v:0>3}}",
        )
        for at, roman in enumerate(_RSS.split(), start=1)
    ),
)

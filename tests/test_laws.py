"""The laws of an answer: titles, topics, addresses, and instruments that are not there."""

from __future__ import annotations

import pytest

from egov_kg.errors import KnowledgeError
from egov_kg.extract import citation_words
from egov_kg.extract.laws import mentioned_laws, read_laws
from egov_kg.model import Answer
from egov_kg.records import LegalInstrument
from support import passage

ANSWER = Answer(question="msq-2020-9", kind="laws")


def laws(text: str, language: str = "en") -> list[LegalInstrument]:
    found = read_laws(passage(text, language=language), ANSWER)
    return [law for law in found if isinstance(law, LegalInstrument)]


def named(law: LegalInstrument) -> str:
    """Its number, else its title."""
    return law.number.value if law.number else law.titles[0].value.value


def topics(text: str, language: str = "en") -> dict[str, set[str]]:
    """The topics of each law by number or title."""
    return {named(law): {topic.value for topic in law.topics} for law in laws(text, language)}


def titles(text: str, language: str = "en") -> list[str]:
    """The title of each law, else the citation itself."""
    return [law.titles[0].value.value for law in laws(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Law 5/2010 (access to information), Law 7/2012 (open data)",
         {"5": {"access-to-information"}, "7": {"open-data"}}),
        ("Law 5/2010 on Access to Information and Law 7/2012 on Data Protection",
         {"5": {"access-to-information"}, "7": {"data-protection"}}),
        ("Law 5/2010 regulates access to information, Law 7/2012 open data",
         {"5": {"access-to-information"}, "7": {"open-data"}}),
        ("Access to information is regulated by Law 5/2010, open data by Decree 7/2012",
         {"5": {"access-to-information"}, "7": {"open-data"}}),
        ("Law 5/2010 and Law 7/2012 regulate open data", {"5": {"open-data"}, "7": {"open-data"}}),
        ("Open data: Law 5/2010; Decree 7/2012", {"5": {"open-data"}, "7": {"open-data"}}),
        ("Open data: Law 5/2010. Privacy: Decree 7/2012.", {"5": {"open-data"}, "7": {"data-protection"}}),
        ("Open data: Law 5/2010. It was amended by Law 7/2012.", {"5": {"open-data"}, "7": {"open-data"}}),
        ("Regarding open data, there is Law 5/2010 and its Decree 7/2012.", {"5": {"open-data"}, "7": {"open-data"}}),
        ("Regarding open data, there is Law 5/2010, which also protects privacy, and Decree 7/2012.",
         {"5": {"open-data"}, "7": {"open-data"}}),
        ("Open data:\nLaw 5/2010\nDecree 7/2012", {"5": {"open-data"}, "7": {"open-data"}}),
        ("- Open data: Law 5/2010\n\nDecree 7/2012 is there too.", {"5": {"open-data"}, "7": {"open-data"}}),
        ("Law 5/2010 is in force. This law regulates open data.", {"5": {"open-data"}}),
        ("Law 5/2010 is in force. We like open data.", {"5": set()}),
    ],
)  # fmt: skip
def test_topics_of_numbered_laws(text: str, expected: dict[str, set[str]]) -> None:
    assert topics(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Data Protection Act, 2012 (Act 843) and the Harbours Act, 2008 (Act 772)",
         {"843": {"data-protection"}, "772": set()}),
        ("Harbours Act 2008, Data Protection Act 2012, Lighthouse Act 2013",
         {"Harbours Act": set(), "Data Protection Act": {"data-protection"}, "Lighthouse Act": set()}),
        ("Access to information and privacy: Freedom of Information Act 2012; Data Protection Act 2013",
         {"Freedom of Information Act": {"access-to-information"}, "Data Protection Act": {"data-protection"}}),
        ("Data Protection Act - Enacted in 2019. Harbours Act – In force since 2004.",
         {"Data Protection Act": {"data-protection"}, "Harbours Act": set()}),
    ],
)  # fmt: skip
def test_a_title_gives_its_topic_to_no_other_law(text: str, expected: dict[str, set[str]]) -> None:
    assert topics(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        ("Ley N° 12, Ley de Archivos y Bibliotecas", "es", "Ley de Archivos y Bibliotecas"),
        ("Ley N° 12 - Ley de Archivos y Bibliotecas", "es", "Ley de Archivos y Bibliotecas"),
        ("Ley de Archivos y Bibliotecas (Ley N° 12)", "es", "Ley de Archivos y Bibliotecas"),
        ("Decreto Legislativo N° 12, Ley de Archivos y Bibliotecas", "es", "Ley de Archivos y Bibliotecas"),
        ("Republic Act No. 12 or the Harbour Data Act of 2012", "en", "Harbour Data Act"),
        ("Public Law 12-347 (Harbour Data Act of 2002)", "en", "Harbour Data Act"),
        ("Harbour Data Act (RA 12)", "en", "Harbour Data Act"),
        ("Harbour Data Act No. 12 of 2012", "en", "Harbour Data Act"),
        ("Enforcement Decree of the Harbour Data Act (Presidential Decree No. 12)", "en",
         "Enforcement Decree of the Harbour Data Act"),
        ("Ley 12/2015, de 1 de octubre, del Procedimiento Portuario Común", "es", "Procedimiento Portuario Común"),
        ("Ley 12/2015, de 1 de octubre, de archivos, puertos y faros.", "es", "archivos, puertos y faros"),
        ("Ley Nº 12-04 General de Archivos Públicos", "es", "General de Archivos Públicos"),
        ("Law no. 12/2001 on the keeping of harbour registers; it holds", "en", "keeping of harbour registers"),
        ('Federal Law No. 12-FZ dated July 27, 2006 "On harbours"', "en", "On harbours"),
        ('Law of the Republic "On harbours" No. 12', "en", "On harbours"),
        ("Law on Harbours and Lighthouses No. 12", "en", "Law on Harbours and Lighthouses"),
        ("Law No. 12 on Harbours dated 3 May 2019", "en", "Harbours"),
        ("This line of an invented answer is long enough to be broken by the Electronic\nHarbours Act, 2008 (Act 772)",
         "en", "Electronic Harbours Act"),
    ],
)  # fmt: skip
def test_one_instrument_with_its_title(text: str, language: str, title: str) -> None:
    (law,) = laws(text, language)
    assert law.number is not None
    assert law.titles[0].value.value == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Harbour Data Act and the Port Privacy Act", ["Harbour Data Act", "Port Privacy Act"]),
        ("Harbour Data Act, Port Privacy Act and Law No. 5", ["Harbour Data Act", "Port Privacy Act", "Law No. 5"]),
        ("Harbour Data Act 2010, Law No. 5 of 2012", ["Harbour Data Act", "Law No. 5 of 2012"]),
        ("Law No. 5 of 2010, Harbour Data Act 2012", ["Law No. 5 of 2010", "Harbour Data Act"]),
        ("Regulations of the Harbour Data Act No. 24 of 2019", ["Harbour Data Act"]),
        ("The Harbour Data Act of 2008 (Law No. 5).", ["Harbour Data Act"]),
    ],
)  # fmt: skip
def test_how_many_instruments_there_are(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


@pytest.mark.parametrize(
    ("text", "number", "year", "issued"),
    [
        ("Decree-Law 2/2010 of 3 January", "2", 2010, "2010-01-03"),
        ("Law 24/2019, of 12 March", "24", 2019, "2019-03-12"),
        ("Royal Decree 3/2010, of January 8", "3", 2010, "2010-01-08"),
        ("Law 24/2019 of 31 February", "24", 2019, None),
        ("Law of 12 March 2019 No. 53", "53", 2019, "2019-03-12"),
        ("Resolution of the Cabinet of Ministers No. 232 dated 7 August 2015", "232", 2015, "2015-08-07"),
        ("Law of the Republic on harbour signatures No. 562-II, 11.12.2003", "562-II", 2003, "2003-12-11"),
        ("Harbour Act (Act No. 144, Dec. 27, 2016)", "144", 2016, "2016-12-27"),
        ("Law No. 133/V/2001, of 22 January", "133/V/2001", 2001, "2001-01-22"),
        ("Law No. 2017-20 of 20 April 2018", "2017-20", 2017, "2018-04-20"),
        ("Executive Order No. 2, series of 2016", "2", 2016, None), ("Evidence Act (Cap. 80)", "80", None, None),
        ("Harbour Act, Chapter 22:05", "22:05", None, None), ("Harbour Act, Cap. 308B (2001)", "308B", 2001, None),
        ("Decree of the President No. UP-4947", "UP-4947", None, None),
        ("Royal Decree (M/17) of 2007", "M/17", 2007, None),
        ("Law № ZRU-369", "ZRU-369", None, None), ("Act CXII of 2011", "CXII", 2011, None),
        ("Law No. 09-08", "09-08", None, None), ("Law No. 67/2006/QH11", "67/2006/QH11", 2006, None),
        ("Act No. 365/2000 Coll.", "365", 2000, None),
    ],
)  # fmt: skip
def test_manners_of_citing(text: str, number: str, year: int | None, issued: str | None) -> None:
    (law,) = laws(text)
    assert law.number is not None
    assert law.number.value == number
    assert (law.year.value if law.year else None) == year
    assert (str(law.issued.value) if law.issued else None) == issued


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Harbour Privacy Act B.E. 2562 (2019)", 2019), ("Parliament passed the Harbour Privacy Act in 2016.", 2016),
        ("Harbour Privacy Act, enacted in 2016", 2016), ("The Harbour Privacy Act in 2016 had many readers.", None),
    ],
)  # fmt: skip
def test_the_year_of_a_title(text: str, year: int | None) -> None:
    (law,) = laws(text)
    assert law.titles[0].value.value == "Harbour Privacy Act"
    assert (law.year.value if law.year else None) == year


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("There is no Freedom of Information Act in the country.", "en"),
        ("We do not have a Data Protection Act.", "en"),
        ("The Digital Identity Act does not exist.", "en"), ("No Data Protection Act", "en"),
        ("No existe una Ley de Protección de Datos.", "es"), ("No hay Ley de Datos Abiertos.", "es"),
        ("Regulation (EU) 2016/679 (GDPR)", "en"), ("Directive 2003/98/EC", "en"), ("EU Directive 95/46", "en"),
        ("General Data Protection Regulation (EU) 2016/679", "en"),
        ("Reglamento (UE) 2016/679 y Directiva 95/46/CE", "es"),
        ("This Data Protection Act", "en"), ("National Act", "en"),
        ("The Law School No. 3 and the Law Commission (2015)", "en"), ("Rule of Law Index 2019", "en"),
        ("The Ministry of Law and Justice", "en"), ("UN General Assembly Resolution 70/1", "en"),
        ("Ley 3 de mayo", "es"),
        ("Security Council Resolution No. 1325", "en"), ("resolution 300 dpi", "en"),
    ],
)  # fmt: skip
def test_no_instrument_of_the_country(text: str, language: str) -> None:
    assert laws(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Law on Open Data is being drafted.", "en"), ("A draft Open Data Act is there.", "en"),
        ("The Open Data Act is currently under preparation.", "en"), ("The Open Data Bill, 2018", "en"),
        ("Open Data Act (draft)", "en"), ("La Ley de Datos Abiertos está en elaboración.", "es"),
        ("El proyecto de Ley de Datos Abiertos está en el Congreso.", "es"),
    ],
)  # fmt: skip
def test_what_is_being_drafted_is_a_bill(text: str, language: str) -> None:
    assert [law.instrument_type.value for law in laws(text, language)] == ["bill"]


def test_a_numbered_law_stays_a_law_while_its_change_is_drafted() -> None:
    (law,) = laws("An amendment of Law 5/2010 is being drafted.")
    assert law.instrument_type.value == "law"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Law 5/2010 https://example.org/5\nLaw 7/2012 https://example.org/7", ["https://example.org/5", "https://example.org/7"]),
        ("https://example.org/5 - Law 5/2010", ["https://example.org/5"]),
        ("Law 5/2010 and Law 7/2012 are at https://example.org/5 and https://example.org/7",
         ["https://example.org/5", "https://example.org/7"]),
        ("Law 5/2010 and Law 7/2012 are at https://example.org/5", [None, None]),
    ],
)  # fmt: skip
def test_addresses(text: str, expected: list[str | None]) -> None:
    assert [law.urls[0].value if law.urls else None for law in laws(text)] == expected


def test_elsewhere_a_title_alone_is_no_law() -> None:
    text = "The Harbour Data Act and Law 5/2010 rest on the Constitution of Malta."
    found = [law for law in mentioned_laws(passage(text)) if isinstance(law, LegalInstrument)]
    assert [named(law) for law in found] == ["5", "Constitution of Malta"]


def test_without_a_country_there_are_no_laws() -> None:
    assert read_laws(passage("Law 5/2010", country=None), ANSWER) == []


def test_a_group_of_words_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citation_words, "GROUPS", citation_words.GROUPS | {"harbour"})
    citation_words._words.cache_clear()
    with pytest.raises(KnowledgeError, match="harbour"):
        citation_words.words("issuer")
    monkeypatch.undo()
    assert "president" in citation_words.words("issuer")

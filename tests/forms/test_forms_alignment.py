"""Questions, headings, footnotes and page furniture in every disorder that conversion makes of them."""

from __future__ import annotations

import textwrap

import pytest
from printed_form import answer_to, document, form, name, pieces, printed, read, replaced, wording

from egov_kg.forms import missing, segment

RUNNING_HEAD = "United Nations E-Government Survey 2020 - Member States Questionnaire (MSQ)"
FOOTNOTE_5 = (
    "⁵ CIO or a similar senior official with a leadership role, sometimes referred as Chief Technology Officer (CTO) "
    "or Chief Digital Officer (CDO)"
)
EVERY = {
    "1": "https://www.chile.example",
    "2a": "www.tramites.example, which lists every service",
    "2b": "www.opina.example",
    "2c": "www.datos.example",
    "2d": "www.compras.example",
    "2e": "www.salud.example\nwww.agua.example",
    "3": "Digital Office of the Cabinet\nwww.digital.example",
    "5a": "Planning Office",
    "5b": "Ministry of Schools - www.schools.example",
    "5c": "Ministry of Hospitals",
    "5d": "Welfare Institute, Pension Fund",
    "5e": "Labour Office",
    "5f": "Forest Service",
    "5g": "Water Board\nPower Board",
    "5h": "Treasury",
    "5i": "Chamber of Trade",
    "6": "Yes, the Plan of the Lakes 2017-2027.",
    "7": "Yes, the Digital Path.\n\nIts second part is being written.",
    "8": "- The plan has a budget.\n- The plan has a date.",
    "9": "Act 12 of 2009 on archives\nhttps://acts.example/12",
    "11": "Partly.",
    "13": "Not yet.",
    "14": "Every office has an account:\nInstitution\tFollowers\tLinks\n@lakes\t12.300\thttps://social.example/lakes",
    "15": "A laboratory tries blockchain.",
    "16": "1. The Laboratory.\n2. The Academy.",
    "17": "81%",
    "18": ".4% of GDP",
    "19": "About 70 %",
    "20": "33",
    "21": "Computers at home; visits to libraries.",
    "22": "The country belongs to the Network of Lakes since 2011.",
    "23": "It helps two neighbours.",
    "24": "Yes, with the League of Merchants.",
}


def test_every_answer_of_a_clean_form_comes_back() -> None:
    found = read(printed(EVERY))
    assert {key: pieces(found, key) for key in EVERY} == {key: [text] for key, text in EVERY.items()}
    assert missing(form(), found) == ()
    assert found.edition == 2020
    asked = [question.name for question in form().questions() if not question.group]
    assert [answer.question for answer in found.answers] == asked
    assert {answer.question for answer in found.answers if not answer.spans} == {
        name(key) for key in ("4", "10", "12", "contact", "x1", "x2")
    }


def test_answers_carry_kind_and_code_of_their_question() -> None:
    found = read(printed(EVERY))
    assert (answer_to(found, "2d").kind, answer_to(found, "2d").code) == ("portals", "procurement")
    assert (answer_to(found, "5g").kind, answer_to(found, "5g").code) == ("agencies", "energy-water")
    assert (answer_to(found, "21").kind, answer_to(found, "21").code) == ("text", None)


def test_title_country_and_date_are_found() -> None:
    found = read(printed(EVERY))
    text = found.document.text
    assert found.title
    assert text[slice(*found.title)] == form().title["en"][0]
    assert found.country
    assert text[slice(*found.country)] == "Chile"
    assert found.issued
    assert text[slice(*found.issued)] == "02/04/2019"


@pytest.mark.parametrize(
    ("opening", "country", "date"),
    [
        ("Kenya\n\nDate Submitted (31/03/2019)", "Kenya", "31/03/2019"),
        ("Date Submitted (31-03-2019)\nRepublic of Kenya", "Republic of Kenya", "31-03-2019"),
        ("Country: Côte d'Ivoire\nDate: 4 March 2019", "Côte d'Ivoire", "4 March 2019"),
        ("Kenya, 2019-03-31", "Kenya", "2019-03-31"),
        ("Kenya\nDate Submitted (DD/MM/YYYY)", "Kenya", None),
        ("Date Submitted (DD/MM/YYYY)\nKenya", "Kenya", None),
        (
            "Name of country: Bosnia and Herzegovina\n12 de marzo de 2019",
            "Bosnia and Herzegovina",
            "12 de marzo de 2019",
        ),
        ("March 12, 2019", None, "March 12, 2019"),
    ],
)
def test_country_and_date_in_many_forms(opening: str, country: str | None, date: str | None) -> None:
    found = read(replaced(printed(EVERY), "Chile\n\n02/04/2019", opening))
    text = found.document.text
    assert (found.country and text[slice(*found.country)]) == country
    assert (found.issued and text[slice(*found.issued)]) == date


def test_numbers_on_their_own_line_and_numbers_lost() -> None:
    text = printed(EVERY)
    apart = replaced(replaced(text, "7. Is there", "7.\n\nIs there"), "b. Education", "b.\nEducation")
    lost = replaced(replaced(text, "7. Is there", "Is there"), "b. Education", "Education")
    for changed in (apart, lost):
        found = read(changed)
        assert {key: pieces(found, key) for key in EVERY} == {key: [answer] for key, answer in EVERY.items()}


def test_a_figure_before_the_next_question_stays_an_answer() -> None:
    found = read(printed({**EVERY, "17": "18", "5a": "b"}))
    assert (pieces(found, "17"), pieces(found, "5a")) == (["18"], ["b"])


def test_wrong_numbers_do_not_matter() -> None:
    text = printed(EVERY)
    for number in range(6, 25):
        text = text.replace(f"\n{number}. ", f"\n{number + 40}. ")
    found = read(text)
    assert {key: pieces(found, key) for key in EVERY} == {key: [answer] for key, answer in EVERY.items()}


def test_markup_in_the_wording() -> None:
    text = printed(EVERY)
    text = replaced(text, "official e-government portal", "official **e-government**<sup>2</sup> portal")
    text = replaced(text, "c. Open government data:", "- c. [Open government data](#):")
    text = replaced(text, "IV. Usage of online services", "## IV. Usage of online services")
    text = replaced(text, "b. E-participation:", "b. **E-participation**<sup>4</sup>:")
    found = read(text)
    assert {key: pieces(found, key) for key in ("1", "2b", "2c", "9")} == {
        key: [EVERY[key]] for key in ("1", "2b", "2c", "9")
    }


@pytest.mark.parametrize("width", [28, 45, 70])
def test_wrapped_lines(width: int) -> None:
    lines = printed(EVERY).split("\n\n")
    answers = set(EVERY.values())
    wrapped = [line if line in answers or "\n" in line else textwrap.fill(line, width) for line in lines]
    found = read("\n\n".join(wrapped))
    words = {key: [piece.split() for piece in pieces(found, key)] for key in EVERY}
    assert words == {key: [answer.split()] for key, answer in EVERY.items()}
    assert missing(form(), found) == ()


def test_words_broken_at_hyphens() -> None:
    text = replaced(printed(EVERY), "in the area of e-government?", "in the area of e-\ngovernment?")
    text = replaced(text, "Do you measure satisfaction", "Do you measure satis-\nfaction")
    found = read(text)
    assert (pieces(found, "23"), pieces(found, "13")) == ([EVERY["23"]], [EVERY["13"]])
    assert answer_to(found, "12").options


def test_an_answer_between_the_pieces_of_its_question() -> None:
    question = wording("23")
    head = question.removesuffix("government?")
    text = replaced(printed({**EVERY, "23": ""}), question, f"{head}\n\nSi.\n\ngovernment?")
    assert pieces(read(text), "23") == ["Si."]
    assert pieces(read(text), "24") == [EVERY["24"]]


def test_a_footnote_between_the_pieces_of_a_question() -> None:
    text = replaced(
        printed(EVERY),
        "engage people in e-government",
        "engage people in\n\n⁸ Related to SDG Indicator 16.6.1\n\ne-government",
    )
    assert pieces(read(text), "14") == [EVERY["14"]]


def test_two_questions_back_to_back_then_both_answers() -> None:
    text = printed({**EVERY, "23": "", "24": ""})
    head = wording("24").removesuffix("government?")
    text = replaced(text, wording("24"), f"{head}\n\nIt helps.\n\nTwice.\n\ngovernment?\n\nYes, with merchants.")
    found = read(text)
    assert pieces(found, "23") == ["It helps.\n\nTwice."]
    assert pieces(found, "24") == ["Yes, with merchants."]


def test_an_answer_around_the_rest_of_its_question() -> None:
    text = printed({**EVERY, "24": ""})
    head = wording("24").removesuffix("government?")
    text = replaced(text, wording("24"), f"{head}\n\nYes.\n\ngovernment?\n\nWith merchants.")
    found = read(text)
    assert pieces(found, "23") == [EVERY["23"]]
    assert pieces(found, "24") == ["Yes.", "With merchants."]


def test_headings_in_the_middle_of_an_answer() -> None:
    text = printed({**EVERY, "11": "V.\n\nPartly.\n\nUser satisfaction\n\nThe rest is coming."})
    text = replaced(text, "V. User satisfaction\n\n", "")
    assert pieces(read(text), "11") == ["Partly.", "The rest is coming."]


@pytest.mark.parametrize(
    "heading", ["VI.\n\nSocial Media", "VI. Social Media", "Social Media", "### VI\n\nSocial Media"]
)
def test_headings_with_their_numeral_elsewhere(heading: str) -> None:
    found = read(replaced(printed(EVERY), "VI. Social Media", heading))
    assert (pieces(found, "13"), pieces(found, "14")) == ([EVERY["13"]], [EVERY["14"]])


def test_footnotes_and_running_heads_in_the_middle_of_an_answer() -> None:
    broken = FOOTNOTE_5.replace("role, ", "role,\n").replace("Officer (CTO) ", "Officer (CTO)\n")
    answer = f"First half\n\n{FOOTNOTE_5}\n\n{RUNNING_HEAD}\n\nsecond half\n{broken}\nthe end."
    assert pieces(read(printed({**EVERY, "16": answer})), "16") == ["First half", "second half", "the end."]


def test_a_footnote_with_its_number_on_a_line_of_its_own() -> None:
    answer = "First half\n\n⁷\nAlso referring to emerging technologies\n\nsecond half"
    assert pieces(read(printed({**EVERY, "16": answer})), "16") == ["First half", "second half"]


def test_a_footnote_printed_with_noise() -> None:
    noisy = FOOTNOTE_5.replace("senior official", "senlor offical").replace("Digital", "Digitai")
    assert pieces(read(printed({**EVERY, "16": f"First.\n{noisy}\nSecond."})), "16") == ["First.", "Second."]


def test_page_numbers() -> None:
    answer = f"First half\n\nPage 3 of 9\n\nsecond half\n\n4\n\n{RUNNING_HEAD}\n\nthe end"
    assert pieces(read(printed({**EVERY, "16": answer})), "16") == ["First half", "second half", "the end"]
    assert pieces(read(printed({**EVERY, "20": "4"})), "20") == ["4"]


def test_parts_with_their_answer_on_the_line() -> None:
    text = printed({**EVERY, "2d": "", "5b": "", "5c": "", "5f": "", "5h": ""})
    text = replaced(text, "d. Public procurement:", "- d. Public procurement: Portal of the Buyers: www.buyers.example")
    text = replaced(text, "b. Education", "b. Education: Ministry of Schools")
    text = replaced(text, "c. Health", "Health - Ministry of Hospitals")
    text = replaced(text, "f. Environment", "• Environment:\tForest Service")
    text = replaced(text, "h. Finance/Taxation", "(h) Finance / Taxation  Treasury 311")
    found = read(text)
    assert {key: pieces(found, key) for key in ("2d", "5b", "5c", "5f", "5h")} == {
        "2d": ["Portal of the Buyers: www.buyers.example"], "5b": ["Ministry of Schools"],
        "5c": ["Ministry of Hospitals"], "5f": ["Forest Service"], "5h": ["Treasury 311"],
    }  # fmt: skip


def test_figures_behind_a_wording_are_an_answer() -> None:
    text = replaced(printed({**EVERY, "17": "", "5c": ""}), "online public services?", "online public services? 5%")
    found = read(replaced(text, "c. Health", "c. Health: 311"))
    assert (pieces(found, "17"), pieces(found, "5c")) == (["5%"], ["311"])


def test_several_questions_empty_in_a_row() -> None:
    found = read(printed({"16": "The Laboratory.", "22": "The Network."}))
    assert missing(form(), found) == ()
    assert {answer.question for answer in found.answers if answer.spans} == {name("16"), name("22")}


PLACEHOLDERS = [
    "Click or tap here to enter Links.",
    "Click or tap here to enter text.",
    "Please explain further (Max 250 words).",
    "Percentage: (If necessary, please explain further within 250 words).",
    "Please keep your response within 250 words).",
    "If any checked, please provide name of the legislation and links (Max 250 words).",
    "Please provide the name of the strategy (Max 250 words)",
    "If necessary, please explain further within\n250 words",
]


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_placeholders_are_no_answer(placeholder: str) -> None:
    found = read(printed({**EVERY, "17": placeholder, "21": f"{placeholder}\n\nWe count readers."}))
    assert pieces(found, "17") == []
    assert pieces(found, "21") == ["We count readers."]


def test_words_around_a_placeholder_are_an_answer() -> None:
    answers = {
        "17": "Percentage: 80% (If necessary, please explain further within 250 words).",
        "18": "Percentage: 12",
        "21": "We count. Click or tap here to enter text.",
    }
    found = read(printed({**EVERY, **answers}))
    assert (pieces(found, "17"), pieces(found, "18"), pieces(found, "21")) == (["80%"], ["12"], ["We count."])


def test_phrases_of_the_form_inside_a_sentence_are_kept() -> None:
    answer = (
        "Open government data: Act 4 of 2011.\nDigital identity is covered by Act 5.\n"
        "The law on data interoperability says who may ask, and digital government as a right is in Act 6."
    )
    assert pieces(read(printed({**EVERY, "9": answer})), "9") == [answer]


def test_an_answer_that_takes_up_its_question() -> None:
    answer = "There is a national e-government strategy/digital readiness strategy. Education comes first.\nHealth too."
    assert pieces(read(printed({**EVERY, "7": answer})), "7") == [answer]


def test_an_answer_before_its_heading_that_names_it() -> None:
    text = printed({**EVERY, "2b": "www.opina.example\n\nOpen Data portal: www.datos.example", "2c": ""})
    found = read(text)
    assert (pieces(found, "2b"), pieces(found, "2c")) == (
        ["www.opina.example"],
        ["Open Data portal: www.datos.example"],
    )


def test_two_headings_before_both_answers_that_name_them() -> None:
    answer = "Ministry of Schools and Education\n\nNational Health Service: www.health.example"
    found = read(printed({**EVERY, "5b": "", "5c": answer}))
    assert pieces(found, "5b") == ["Ministry of Schools and Education"]
    assert pieces(found, "5c") == ["National Health Service: www.health.example"]
    both = read(printed({**EVERY, "5b": answer, "5c": ""}))
    assert pieces(both, "5c") == ["National Health Service: www.health.example"]


def test_a_second_agency_of_another_field_stays_where_it_stands() -> None:
    answer = "Ministry of Education\nNational Health Service"
    for text in (answer, answer.replace("\n", "\n\n")):
        found = read(printed({**EVERY, "5b": text}))
        assert (pieces(found, "5b"), pieces(found, "5c")) == ([text], [EVERY["5c"]])


def test_a_footnote_figure_at_the_end_of_a_wording() -> None:
    found = read(replaced(printed(EVERY), "b. E-participation:", "b. E-participation4"))
    assert pieces(found, "2b") == [EVERY["2b"]]


def test_a_table_row() -> None:
    found = read(replaced(printed({**EVERY, "5b": ""}), "b. Education", "| b. Education | Ministry of Schools |"))
    assert pieces(found, "5b") == ["Ministry of Schools"]


def test_noise_in_the_wording() -> None:
    text = replaced(printed(EVERY), wording("16"), wording("16").replace("government body", "govermnent b0dy"))
    text = replaced(
        text,
        wording("22"),
        "ls your governrnent part of any subregional, regional or internationl cooperation on e-government? Yes.",
    )
    found = read(text)
    assert pieces(found, "16") == [EVERY["16"]]
    assert pieces(found, "22")[0].split() == ["Yes.", *EVERY["22"].split()]


@pytest.mark.parametrize("key", ["2a", "5g", "9", "15", "21"])
def test_noise_in_labels_headings_and_options(key: str) -> None:
    noisy = {
        "a. E-services:": "a. E-servlces:", "g. Energy/Water": "g. Encrgy/Watet", "III. Legal": "III. Legai",
        "IV. Usage": "IV. Vsage", "VII. New Tech": "VII. Ncw Iech", "- digital identity": "- dlgital identlty",
        "- Big data": "- Biq data", "IX. International and": "IX. lnternational ond",
    }  # fmt: skip
    text = printed(EVERY)
    for old, new in noisy.items():
        text = replaced(text, old, new)
    found = read(text)
    assert pieces(found, key) == [EVERY[key]]
    assert (len(answer_to(found, "9").options), len(answer_to(found, "15").options)) == (9, 10)


def test_a_question_that_lost_its_words_but_not_its_number() -> None:
    found = read(replaced(printed({**EVERY, "6": "Yes."}), f"7. {wording('7')}", "7."))
    assert (pieces(found, "6"), pieces(found, "7")) == (["Yes."], [EVERY["7"]])


def test_a_question_that_is_not_printed() -> None:
    text = replaced(printed({**EVERY, "7": ""}), f"7. {wording('7')}\n\n", "")
    found = read(text)
    assert missing(form(), found) == (name("7"),)
    assert pieces(found, "6") == [EVERY["6"]]


def test_a_question_that_lost_its_words_but_not_its_options() -> None:
    found = read(replaced(printed(EVERY), f"9. {wording('9')}\n\n", ""))
    assert pieces(found, "9") == [EVERY["9"]]
    assert len(answer_to(found, "9").options) == 9
    assert pieces(found, "8") == [EVERY["8"]]


def test_parts_printed_out_of_order() -> None:
    text = printed({**EVERY, "5g": "", "5h": ""})
    text = replaced(
        text,
        "g. Energy/Water\n\nh. Finance/Taxation",
        "h. Finance/Taxation\n\nTreasury\n\ng. Energy/Water\n\nWater Board",
    )
    found = read(text)
    assert (pieces(found, "5g"), pieces(found, "5h")) == (["Water Board"], ["Treasury"])


def test_a_text_under_a_question_with_parts() -> None:
    text = replaced(printed(EVERY), "portals, if exists", "portals, if exists:\n\nAll of them: www.all.example")
    assert pieces(read(text), "2") == ["All of them: www.all.example"]


def test_part_names_in_an_answer_of_a_truncated_form() -> None:
    text = printed({**EVERY, "7": "We have plans for\nEducation\nHealth"})
    found = read(text[text.index("II. Strategy") :])
    assert pieces(found, "7") == ["We have plans for\nEducation\nHealth"]
    assert name("5b") in missing(form(), found)


@pytest.mark.parametrize("language", ["es", "fr", "pt"])
def test_translated_forms(language: str) -> None:
    found = read(printed(EVERY, language=language))
    assert {key: pieces(found, key) for key in EVERY} == {key: [text] for key, text in EVERY.items()}
    assert missing(form(), found) == ()
    assert len(answer_to(found, "8").options) == 11


def test_no_form() -> None:
    plan = "I. INTRODUCTION\n\nThe plan has three parts.\n\nII. Objectives\n\n1. Education\n\n2. Health\n"
    found = segment(document(plan))
    assert (found.form, found.answers) == (None, ())
    assert found.sections

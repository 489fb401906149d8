"""Columns are guessed from headers in many spellings; a mapping file may say otherwise."""

from __future__ import annotations

import pytest

from counselor_desk.errors import MappingError
from counselor_desk.services import import_mapping
from counselor_desk.services.import_mapping import DateOrder, Fact

HEADERS = ("Client", "DOB", "Town")


@pytest.mark.parametrize(
    ("header", "fact"),
    [
        ("First Name", Fact.GIVEN_NAME),
        ("firstName", Fact.GIVEN_NAME),
        ("LAST_NAME", Fact.FAMILY_NAME),
        ("Surname", Fact.FAMILY_NAME),
        ("Client Name", Fact.FULL_NAME),
        ("Préferred name", Fact.PREFERRED_NAME),
        ("Pronouns", Fact.PRONOUNS),
        ("D.O.B.", Fact.BIRTH_DATE),
        ("DateOfBirth", Fact.BIRTH_DATE),
        ("MRN", Fact.RECORD_NUMBER),
        ("Client ID", Fact.RECORD_NUMBER),
        ("Cell phone", Fact.PHONE),
        ("E-mail", Fact.EMAIL),
        ("Street address", Fact.ADDRESS),
        ("Date of inquiry", Fact.INQUIRY_DATE),
        ("Admit date", Fact.ADMISSION_DATE),
        ("Track", Fact.TRACK),
        ("Planned weeks", Fact.TARGET_WEEKS),
        ("Level of care", Fact.LEVEL_OF_CARE),
        ("Referral source", Fact.REFERRED_BY),
        ("Presenting problem", Fact.REASON),
        ("Preferred language", Fact.LANGUAGES),
    ],
)
def test_a_header_is_understood_in_several_spellings(header, fact):
    assert import_mapping.guess(("Shoe size", header)).columns == {fact: 1}


def test_every_fact_can_be_guessed():
    guessed = import_mapping.guess(tuple(Fact)).columns

    assert {*guessed, Fact.FULL_NAME} == set(Fact)


def test_no_spelling_means_two_facts():
    spelled = [
        spelling
        for spellings in import_mapping._SPELLINGS.values()
        for spelling in spellings.split("|")
    ]

    assert len(spelled) == len(set(spelled))


def test_the_first_column_of_a_fact_gets_it():
    assert import_mapping.guess(("Phone", "Mobile")).columns == {Fact.PHONE: 0}


def test_a_full_name_beside_both_parts_is_left_out():
    guessed = import_mapping.guess(("Name", "First name", "Last name"))

    assert guessed.columns == {Fact.GIVEN_NAME: 1, Fact.FAMILY_NAME: 2}


def test_without_a_name_a_mapping_has_none():
    assert not import_mapping.guess(("Town",)).has_name
    assert import_mapping.guess(("Surname",)).has_name


def said(tmp_path, text):
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return import_mapping.read(path, HEADERS)


def test_a_mapping_file_names_columns(tmp_path):
    text = 'schema = 1\ndate_order = "day_first"\n[columns]\nfamily_name = "client"\n'

    mapping = said(tmp_path, text)

    assert mapping.columns == {Fact.FAMILY_NAME: 0}
    assert mapping.date_order is DateOrder.DAY_FIRST
    assert not mapping.keeps_duplicates


def test_a_mapping_file_without_columns_leaves_the_guess(tmp_path):
    mapping = said(tmp_path, 'schema = 1\nduplicates = "import"\n')

    assert mapping.columns == {Fact.FULL_NAME: 0, Fact.BIRTH_DATE: 1}
    assert mapping.keeps_duplicates


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "schema = 1"),
        ("schema = 2", "schema = 1"),
        ("schema = 1\nwidth = 3", "width"),
        ('schema = 1\ndate_order = "year_first"', "month_first, day_first"),
        ("schema = 1\nduplicates = true", "skip, import"),
        ("schema = 1\ncolumns = 3", "is a table"),
        ('schema = 1\n[columns]\nshoe_size = "Town"', "shoe_size"),
        ('schema = 1\n[columns]\nfull_name = "Nobody"', "full_name"),
        ('schema = 1\n[columns]\nfull_name = "Client"\ngiven_name = "Client"', "twice"),
        ("schema = ", "not TOML"),
        ("a" * 100_001, "too long"),
    ],
)
def test_a_mapping_file_that_is_not_understood_says_why(tmp_path, text, words):
    with pytest.raises(MappingError, match=words):
        said(tmp_path, text)


def test_a_mapping_file_that_is_missing_is_said(tmp_path):
    with pytest.raises(MappingError, match="cannot be read"):
        import_mapping.read(tmp_path / "none.toml", HEADERS)

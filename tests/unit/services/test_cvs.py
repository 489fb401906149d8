"""CVs: versions come, change, go and return, and nothing clinical is asked."""

from dataclasses import replace

import pytest

from counselor_desk.errors import UnknownRecordError, UnusableTextError
from counselor_desk.records.cvs import (
    Certificate,
    CvLanguage,
    Job,
    Reference,
    Skill,
    SpokenLanguage,
    Training,
)
from counselor_desk.records.program import Paper
from counselor_desk.services import cvs
from counselor_desk.services.changes import Kind
from counselor_desk.services.cvs import ContactGap, ContactValues
from tests.desks import reopened

CONTACT = ContactValues(
    given_name="Marcus",
    family_name="Reyes",
    town="Tulsa, OK",
    phone="(918) 555-0142",
    email="marcus@example.com",
)


@pytest.fixture
def cv(desk, client):
    return cvs.start(desk, client.id, CONTACT, name="Warehouse lead")


@pytest.fixture
def full(desk, cv):
    """A CV with something in every part."""
    return cvs.keep(
        desk,
        replace(
            cv,
            headline="Warehouse lead",
            profile="Dependable.",
            jobs=(Job(title="Shipping lead", did="Led six\nTrained 14"),),
            trainings=(Training(title="GED"),),
            certificates=(Certificate(title="Forklift operator"),),
            skills=(Skill(text="RF scanners"),),
            languages=(SpokenLanguage(name="Spanish", level="fluent"),),
            references=(Reference(name="Ana Ortiz"),),
        ),
    )


def test_a_new_cv_knows_only_what_it_is_given(desk, cv):
    assert (cv.full_name, cv.town, cv.phone) == ("Marcus Reyes", "Tulsa, OK", "(918) 555-0142")
    assert cv.jobs == ()


def test_a_cv_can_begin_with_nothing(desk, client):
    blank = cvs.start(desk, client.id, ContactValues())

    assert cvs.contact_gaps(blank) == (ContactGap.NAME, ContactGap.PHONE, ContactGap.EMAIL)


def test_language_and_paper_are_chosen_at_the_start(desk, client):
    cv = cvs.start(desk, client.id, CONTACT, language=CvLanguage.SPANISH, paper=Paper.A4)

    assert (cv.language, cv.paper) == (CvLanguage.SPANISH, Paper.A4)


def test_everything_kept_is_there_after_the_store_was_closed(desk, full):
    again = reopened(desk)

    assert cvs.get(again, full.id) == full
    again.close()


def test_keeping_moves_the_moment_of_change(desk, clock, cv):
    clock.pass_by(minutes=5)

    kept = cvs.keep(desk, replace(cv, headline="Forklift operator"))

    assert kept.changed_at == clock.moment


def test_keeping_the_same_again_changes_nothing(desk, clock, cv):
    heard = []
    desk.listen(heard.append)
    clock.pass_by(minutes=5)

    assert cvs.keep(desk, cv) == cv
    assert heard == []


def test_a_copy_is_a_version_of_its_own(desk, clock, full):
    clock.pass_by(minutes=5)
    another = cvs.copy(desk, full, name="Driver")
    cvs.keep(desk, replace(another, headline="Driver"))

    assert cvs.get(desk, full.id).headline == "Warehouse lead"
    assert cvs.get(desk, another.id).jobs == full.jobs


def test_versions_are_listed_the_last_changed_first(desk, clock, client, cv):
    clock.pass_by(minutes=5)
    later = cvs.copy(desk, cv, name="Driver")

    assert [one.id for one in cvs.of_client(desk, client.id)] == [later.id, cv.id]


def test_a_version_can_be_called_something_else(desk, cv):
    assert cvs.rename(desk, cv.id, "Night shift").name == "Night shift"


def test_a_deleted_version_is_gone(desk, client, cv):
    cvs.delete(desk, cv)

    assert cvs.of_client(desk, client.id) == ()
    with pytest.raises(UnknownRecordError):
        cvs.get(desk, cv.id)


def test_a_deleted_version_comes_back_whole(desk, client, full):
    cvs.delete(desk, full)
    back = cvs.bring_back(desk, full)

    assert replace(back, id=full.id) == full
    assert cvs.of_client(desk, client.id) == (back,)


def test_a_change_is_announced_with_its_client(desk, client, cv):
    heard = []
    desk.listen(heard.append)

    cvs.keep(desk, replace(cv, headline="Driver"))

    (changes,) = heard
    assert (changes.kinds, changes.clients) == ({Kind.CV}, {client.id})


def test_invisible_characters_are_left_out(desk, cv):
    kept = cvs.keep(desk, replace(cv, headline="Lead\x00 hand", jobs=(Job(did="a\x07\nb"),)))

    assert (kept.headline, kept.jobs[0].did) == ("Lead hand", "a\nb")


def test_a_bullet_of_two_thousand_characters_is_kept(desk, cv):
    kept = cvs.keep(desk, replace(cv, jobs=(Job(did="x" * 2000),)))

    assert len(cvs.get(desk, kept.id).jobs[0].bullets[0]) == 2000


def test_a_line_that_is_too_long_is_refused_by_its_name(desk, cv):
    with pytest.raises(UnusableTextError, match="Headline has 501"):
        cvs.keep(desk, replace(cv, headline="x" * 501))


@pytest.mark.parametrize(
    ("given", "family", "stem"),
    [
        ("Marcus", "Reyes", "Reyes_Marcus_CV"),
        ("Ana María", "Núñez Ortiz", "Núñez-Ortiz_Ana-María_CV"),
        ("../..", "a/b:c*", "a-b-c_CV"),
        ("", "", "CV"),
        ("Seán", "O’Brien", "OBrien_Seán_CV"),
    ],
)
def test_the_file_is_called_after_the_person(desk, cv, given, family, stem):
    assert cvs.file_stem(replace(cv, given_name=given, family_name=family)) == stem


def test_the_page_is_drawn(desk, full):
    assert cvs.draw(full).startswith(b"%PDF")

"""The medication list as a document: when there is one, its name, its line in the log."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counselor_desk.errors import NothingToExportError
from counselor_desk.records.audit import Act
from counselor_desk.services import allergies, audits, episodes, exports, medications
from counselor_desk.services.exports import DocumentKind, Format
from counselor_desk.services.medications import NewMedication

LIST = DocumentKind.MEDICATION_LIST


def test_a_client_without_a_list_has_no_document(desk, client):
    with pytest.raises(NothingToExportError):
        exports.choose(desk, client.id, LIST)


def test_a_client_who_denied_allergies_has_one(desk, client):
    allergies.deny(desk, client.id)

    (choice,) = exports.choose(desk, client.id, LIST)

    assert choice.record.uid == client.uid
    assert not choice.is_draft


@pytest.mark.parametrize("form", list(Format))
def test_it_can_be_made_in_every_format(desk, client, form):
    medications.add(desk, client.id, NewMedication(name="Thiamine"))
    (choice,) = exports.choose(desk, client.id, LIST)

    composed = exports.compose(desk, choice)

    assert composed.stem == "CD-0001 medication list"
    assert exports.render(composed.document, form, composed.paper)


def test_the_list_of_a_discharged_client_can_still_be_made(desk, client):
    medications.add(desk, client.id, NewMedication(name="Thiamine"))
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))

    assert exports.compose(desk, exports.choose(desk, client.id, LIST)[0]).document.title


def test_a_written_file_is_in_the_log(desk, client, tmp_path):
    medications.add(desk, client.id, NewMedication(name="Thiamine"))
    composed = exports.compose(desk, exports.choose(desk, client.id, LIST)[0])

    exports.write(desk, composed, tmp_path / "list.pdf", b"%PDF")

    index = audits.index(desk.database, desk.zone, audits.wanted(desk))
    newest = audits.lines(desk, index.seqs[:1])[0]
    assert newest.event.act is Act.EXPORT
    assert (newest.event.table_name, newest.event.row_id) == ("medication", None)

"""Notes and the population that somebody said, on the sheet of a structure."""

from datetime import date

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal.models import LogEntry
from maillage.ground.directory.models import Organisation, OrganisationNote
from tests.conftest import SignIn
from tests.ground.directory.makers import make_organisation_note, make_spoken_member
from tests.ground.directory.reading import plain


def sheet(organisation: Organisation, cooperation: Cooperation) -> str:
    return reverse("directory:organisation", args=[cooperation.slug, organisation.pk])


def erase(note: OrganisationNote) -> str:
    return reverse("directory:organisation_note_erase", args=[note.cooperation.slug, note.pk])


def test_officer_reads_the_note_and_erases_it(officer: Client, cooperation: Cooperation) -> None:
    organisation = make_spoken_member(cooperation=cooperation)
    note = make_organisation_note(cooperation=cooperation, organisation=organisation)
    assert "Mairie fermée en août." in officer.get(sheet(organisation, cooperation)).text

    officer.post(erase(note))

    assert not OrganisationNote.objects.exists()
    value = LogEntry.objects.filter(object_id=note.pk, content_type__model="organisationnote")
    assert {(entry.object_repr, str(entry.changes)) for entry in value} == {("", "{}")}


def test_team_reads_and_erases_no_note_of_officers(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    organisation = make_spoken_member(cooperation=cooperation)
    note = make_organisation_note(cooperation=cooperation, organisation=organisation)
    team = sign_in("team")

    assert "Mairie fermée" not in team.get(sheet(organisation, cooperation)).text
    assert team.post(erase(note)).status_code == 403


def test_other_cooperation_of_the_workspace_reads_none(
    officer: Client, cooperation: Cooperation
) -> None:
    organisation = make_spoken_member(cooperation=cooperation)
    elsewhere = Cooperation.objects.create(
        workspace=cooperation.workspace, name="Pays voisin", slug="voisin"
    )
    note = make_organisation_note(cooperation=elsewhere, organisation=organisation)

    assert "Mairie fermée" not in officer.get(sheet(organisation, cooperation)).text
    beside = reverse("directory:organisation_note_erase", args=[cooperation.slug, note.pk])
    assert officer.post(beside).status_code == 404


def test_population_said_is_dated_and_corrected(officer: Client, cooperation: Cooperation) -> None:
    organisation = make_spoken_member(cooperation=cooperation)
    organisation.population, organisation.population_on = 17_200, date(2026, 3, 1)
    organisation.save()
    page = plain(officer.get(sheet(organisation, cooperation)).text)
    assert "17 200 habitants" in page
    assert "relevée le 1er mars 2026" in page

    edit = reverse("directory:organisation_edit", args=[cooperation.slug, organisation.pk])
    officer.post(
        edit,
        {"kind": "commune", "population": "17300", "version": organisation.version, "website": ""},
    )

    organisation.refresh_from_db()
    assert (organisation.population, organisation.population_on) == (17_300, timezone.localdate())

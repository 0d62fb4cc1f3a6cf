"""People without a mandate are attached from one page, by ticks and a structure."""

from django.test import Client

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Mandate, Organisation, Person
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_member_person, make_person
from tests.ground.directory.reading import plain, reading
from tests.links_to import pages_of

attach_url = pages_of("directory", "people_attach")


def people_of(cooperation: Cooperation, *names: str) -> list[Person]:
    """People of the workspace who act nowhere."""
    return [make_person(workspace=cooperation.workspace, family_name=name) for name in names]


def attached(organisation: Organisation) -> list[str]:
    """Who acts in the structure."""
    rows = Mandate.objects.filter(organisation=organisation, kind="elected")
    return sorted(rows.values_list("person__family_name", flat=True))


def test_several_people_are_attached_in_one_gesture(
    officer: Client, cooperation: Cooperation
) -> None:
    bouin = member_with_name(cooperation, "Commune de Bouin")
    lea, noe, _ines = people_of(cooperation, "Roux", "Hervé", "Aubineau")
    register = officer.get(attach_url(cooperation, "people")).text
    page = attach_url(cooperation)
    assert page in register
    assert reading(officer.get(page).text).startswith("Trois personnes sont sans mandat")

    sent = {"people": [lea.pk, noe.pk], "organisation": bouin.pk, "kind": "elected"}
    done = plain(officer.post(page, sent, follow=True).text)
    again = officer.post(page, sent)

    assert attached(bouin) == ["Hervé", "Roux"]
    assert "Deux personnes sont rattachées à la Commune de Bouin." in done
    assert reading(done).startswith("Une personne est sans mandat")
    assert again.status_code == 422


def test_who_acts_already_is_not_proposed(officer: Client, cooperation: Cooperation) -> None:
    make_member_person(cooperation=cooperation)

    page = officer.get(attach_url(cooperation)).text

    assert "Chaque personne a un mandat en cours : rien à rattacher." in plain(page)
    assert 'name="people"' not in page


def test_a_structure_and_somebody_are_needed(officer: Client, cooperation: Cooperation) -> None:
    (lea,) = people_of(cooperation, "Roux")

    nobody = officer.post(attach_url(cooperation), {"kind": "elected"})
    nowhere = officer.post(attach_url(cooperation), {"people": [lea.pk], "kind": "elected"})

    assert (nobody.status_code, nowhere.status_code) == (422, 422)
    assert not Mandate.objects.exists()


def test_only_officers_attach(cooperation: Cooperation, sign_in: SignIn) -> None:
    codes = {
        role: sign_in(role).get(attach_url(cooperation)).status_code
        for role in ("team", "elected", "partner", "observer")
    }

    assert codes == dict.fromkeys(codes, 403)

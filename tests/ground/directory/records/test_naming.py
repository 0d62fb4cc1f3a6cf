"""Among ten thousand records, one types a name; among ten, one reads a list."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from maillage.core.record_by_name import LISTED
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Actor, Member, Organisation
from tests.ground.directory.makers import make_mandate, make_organisation, make_person
from tests.ground.directory.reading import plain
from tests.links_to import pages_of

url = pages_of("directory", "member_add")


@pytest.fixture
def many(cooperation: Cooperation) -> Cooperation:
    """A cooperation whose directory holds more structures than a list shows."""
    Organisation.objects.bulk_create(
        Organisation(workspace=cooperation.workspace, name=f"Commune {number:03}", kind="commune")
        for number in range(LISTED + 1)
    )
    return cooperation


def sent(officer: Client, cooperation: Cooperation, typed: str) -> tuple[int, str]:
    """What the page answers to a structure named so, as a member since 2021."""
    values = {"organisation": typed, "kind": "full", "since": "12/05/2021"}
    answer = officer.post(url(cooperation), values)
    return answer.status_code, plain(answer.text)


def buttons(page: str) -> list[tuple[str, str]]:
    """The records among which the page asks to choose: number and words."""
    values = re.findall(r'<input type="radio" name="organisation" value="(\d+)"><span>(.*?)<', page)
    return [(number, words) for number, words in values]


def test_few_structures_are_a_list(officer: Client, cooperation: Cooperation) -> None:
    pornic = make_organisation(workspace=cooperation.workspace, name="Pornic")

    page = officer.get(url(cooperation)).text

    assert f'<option value="{pornic.pk}">Pornic</option>' in page


def test_list_sorts_as_a_register_does(officer: Client, cooperation: Cooperation) -> None:
    for name in ("CC des Vallées", "Caf de Retz", "CC des Étangs"):
        make_organisation(workspace=cooperation.workspace, name=name)

    page = officer.get(url(cooperation)).text

    assert re.findall(r'<option value="\d+">(.*?)<', page) == [
        "Caf de Retz",
        "CC des Étangs",
        "CC des Vallées",
    ]


def test_many_are_asked_by_their_name(officer: Client, many: Cooperation) -> None:
    make_organisation(workspace=many.workspace, name="Étangs d’Aubray")

    page = officer.get(url(many)).text
    status, _page = sent(officer, many, "etangs aub")

    assert "<option" not in page[page.index('name="organisation"') :].partition("</datalist>")[0]
    assert status == 302
    assert Member.objects.get(cooperation=many).organisation.name == "Étangs d’Aubray"


def test_the_whole_name_is_enough_where_others_hold_it(officer: Client, many: Cooperation) -> None:
    for name in ("Retz", "Pays de Retz"):
        make_organisation(workspace=many.workspace, name=name)

    assert sent(officer, many, "retz")[0] == 302
    assert Member.objects.get(cooperation=many).organisation.name == "Retz"


def test_several_answers_are_buttons_one_of_which_is_sent(
    officer: Client, many: Cooperation
) -> None:
    first, second = (make_organisation(workspace=many.workspace, name="Aubin") for _one in "ab")
    Organisation.objects.filter(pk=second.pk).update(commune="Bouin")

    status, page = sent(officer, many, "aubin")

    assert status == 422
    assert "Plusieurs fiches répondent à « aubin » : choisissez-en une." in page
    assert 'value="aubin"' in page
    assert buttons(page) == [(str(first.pk), "Aubin, commune"), (str(second.pk), "Aubin, Bouin")]
    lines_by_name = {
        "organisation": ["aubin", str(second.pk)],
        "kind": "full",
        "since": "12/05/2021",
    }
    assert officer.post(url(many), lines_by_name).status_code == 302
    assert Member.objects.get(cooperation=many).organisation == second


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("zanzibar", "Aucune fiche ne répond à « zanzibar » : vérifiez le nom."),
        ("commune", "Beaucoup de fiches répondent à « commune » : précisez le nom."),
        ("99999999999999999999", "Sélectionnez un choix valide."),
    ],
)
def test_what_cannot_be_chosen_says_what_to_do(
    officer: Client, many: Cooperation, typed: str, sentence: str
) -> None:
    status, page = sent(officer, many, typed)

    assert (status, sentence in page) == (422, True)
    assert not Member.objects.exists()


def test_what_was_chosen_is_named_again_when_the_rest_is_refused(
    officer: Client, many: Cooperation
) -> None:
    chosen = Organisation.objects.get(name="Commune 007")

    page = officer.post(url(many), {"organisation": chosen.pk, "kind": "full", "since": "un jour"})

    assert (page.status_code, 'value="Commune 007"' in page.text) == (422, True)


def test_names_are_proposed_as_one_types(officer: Client, many: Cooperation) -> None:
    make_organisation(workspace=many.workspace, name="Étangs d’Aubray", kind="association")
    make_organisation(name="Étangs d’ailleurs")

    text = officer.get(url(many), {"noms": "organisation", "organisation": "étangs"}).text
    nothing = officer.get(url(many), {"noms": "organisation", "organisation": " "}).text

    names = re.findall(r'<option value="(.*?)" label="(.*?)">', text)
    assert names == [("Étangs d’Aubray", "Étangs d’Aubray, association")]
    assert nothing.strip() == ""


def test_people_of_one_name_are_told_by_what_they_do(officer: Client, many: Cooperation) -> None:
    people = [make_person(workspace=many.workspace) for _one in range(2)]
    for person, name, work in zip(people, ("Caf", "Msa"), ("Conseillère", ""), strict=True):
        structure = make_organisation(workspace=many.workspace, name=name)
        make_mandate(person=person, organisation=structure, function=work)

    parameters = {"noms": "person", "person": "gabo"}
    text = officer.get(url(many, "member_actor_add"), parameters).text
    added = officer.post(url(many, "member_actor_add"), {"person": str(people[1].pk)})

    assert re.findall(r'label="(.*?)"', text) == [
        "Inès Gaborit, Conseillère, Caf",
        "Inès Gaborit, Msa",
    ]
    assert (added.status_code, Actor.objects.get(cooperation=many).person) == (302, people[1])


def test_a_long_list_costs_no_more_queries_than_a_short_one(
    officer: Client, cooperation: Cooperation
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as queries_context:
            officer.get(url(cooperation))
        return len(queries_context)

    make_organisation(workspace=cooperation.workspace)
    queries()
    short = queries()
    Organisation.objects.bulk_create(
        Organisation(workspace=cooperation.workspace, name=f"Commune {number}")
        for number in range(LISTED + 1)
    )

    assert queries() == short

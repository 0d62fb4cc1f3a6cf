"""Who can act on whom: what a cell says, how it is filled, what two officers see."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.models import LogEntry
from maillage.ground.actors.models import Influence
from maillage.ground.directory.models import Actor
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_influence, make_member_actor
from tests.ground.directory.makers import make_organisation, make_person
from tests.ground.directory.reading import plain, reading, section
from tests.links_to import page_at

TODAY = timezone.localdate()
FORM = {
    "strength": "3",
    "source_kind": "interview",
    "source_on": f"{TODAY:%d/%m/%Y}",
    "source_who": "le secrétariat",
    "said": "Elle instruit ses permis.",
    "confidence": "sure",
    "visibility": "officers",
    "read": "0",
}
url = page_at("actors:influence_map_matrix")


def cell_url(actor: Actor, target: Actor) -> str:
    slug = actor.cooperation.slug
    return reverse("actors:influence_map_cell", args=[slug, actor.pk, target.pk])


def cell(text: str, actor: Actor, target: Actor) -> str:
    """What is read in the cell."""
    result = text.partition(f'id="c-{actor.pk}~{target.pk}"')[2].partition("</td>")[0]
    return plain(
        result.replace("\N{SOFT HYPHEN}", "")
        .partition("<span>")[2]
        .replace("</span>", " ")
        .partition("</a>")[0]
    )


def test_a_cell_says_what_can_be_touched(officer: Client, pornic: Actor, retz: Actor) -> None:
    make_influence(actor=retz, target=pornic, strength=3)
    make_influence(actor=pornic, target=retz, strength=0)

    text = officer.get(url(pornic.cooperation)).text

    assert (cell(text, retz, pornic), cell(text, pornic, retz)) == ("missions", "rien")
    assert reading(text).startswith("2 influences notées sur 2, personnes à part.")
    assert "Un acteur</b><small>jusqu’à : missions</small>" in plain(text)
    assert "Personne</b><small>de ceux que l’on connaît</small>" in plain(text)


def test_silence_is_not_nothing(officer: Client, pornic: Actor, retz: Actor) -> None:
    text = officer.get(url(pornic.cooperation, f"?case={pornic.pk}~{retz.pk}")).text

    assert "ce n’est pas « rien », c’est inconnu." in plain(text)
    assert "Commencez par les deux ou trois acteurs qui comptent." in plain(text)


def test_an_officer_fills_a_cell(officer: Client, pornic: Actor, retz: Actor) -> None:
    answer = officer.post(cell_url(retz, pornic), FORM, follow=True)

    influence = Influence.objects.get()
    assert (influence.strength, influence.said, influence.source.who, influence.on) == (
        3,
        "Elle instruit ses permis.",
        "le secrétariat",
        TODAY,
    )
    assert answer.redirect_chain[0][0].endswith(f"#c-{retz.pk}~{pornic.pk}")
    assert "Elle instruit ses permis." in answer.text


def test_a_value_out_of_range_is_refused(officer: Client, pornic: Actor, retz: Actor) -> None:
    answer = officer.post(cell_url(retz, pornic), FORM | {"strength": "5"})

    assert (answer.status_code, Influence.objects.count()) == (422, 0)
    assert "Elle instruit ses permis." in answer.text


def test_nobody_acts_on_themselves(officer: Client, pornic: Actor) -> None:
    answer = officer.post(cell_url(pornic, pornic), FORM)

    assert (answer.status_code, Influence.objects.count()) == (404, 0)


def test_two_officers_on_a_cell_keep_both(officer: Client, pornic: Actor, retz: Actor) -> None:
    colleague = make_access(cooperation=pornic.cooperation)
    make_influence(actor=retz, target=pornic, strength=1, author=colleague.user, on=TODAY)

    response = officer.post(cell_url(retz, pornic), FORM)

    assert f"Pendant que vous écriviez, {colleague.user} a noté « fonctionnement »" in plain(
        response.text
    )
    assert Influence.objects.count() == 1
    read = str(Influence.objects.get().pk)
    assert f'name="read" value="{read}"' in response.text
    officer.post(cell_url(retz, pornic), FORM | {"read": read})

    text = officer.get(url(pornic.cooperation, f"?case={retz.pk}~{pornic.pk}")).text
    assert cell(text, retz, pornic) == "missions <small>ou fonctionnement ?</small>"
    history = plain(text.partition("Ce qui a été noté ici")[2].partition("</ul>")[0])
    assert [word in history for word in ("<b>Missions</b>", "<b>Fonctionnement</b>")] == [True] * 2


def test_a_withdrawn_reading_stays_in_the_history(
    officer: Client, pornic: Actor, retz: Actor
) -> None:
    first = make_influence(actor=retz, target=pornic, strength=1, on=date(2026, 1, 5))
    wrong = make_influence(actor=retz, target=pornic, strength=4)
    withdraw = reverse("actors:influence_map_withdraw", args=[pornic.cooperation.slug, wrong.pk])

    officer.post(withdraw)

    text = officer.get(url(pornic.cooperation, f"?case={retz.pk}~{pornic.pk}")).text
    assert cell(text, retz, pornic) == "fonctionnement"
    assert "<s>Existence</s>" in text
    assert Influence.objects.filter(withdrawn_at__isnull=True).get() == first
    assert officer.post(withdraw).status_code == 404


def test_what_is_said_of_a_person_has_an_end(officer: Client, pornic: Actor) -> None:
    place = pornic.cooperation
    person = make_person(workspace=place.workspace)
    somebody = Actor.objects.create(cooperation=place, person=person)
    day = TODAY + timedelta(days=200)

    refused = officer.post(cell_url(pornic, somebody), FORM)
    officer.post(cell_url(pornic, somebody), FORM | {"expires_on": f"{day:%d/%m/%Y}"})

    assert refused.status_code == 422
    assert Influence.objects.get().expires_on == day
    text = officer.get(url(place, f"?case={pornic.pk}~{somebody.pk}")).text
    assert "à effacer le" in text


def test_a_structure_that_ended_gives_way(officer: Client, pornic: Actor, retz: Actor) -> None:
    make_influence(actor=retz, target=pornic)
    gone, place = retz.organisation, retz.cooperation
    assert gone is not None
    gone.successor = make_organisation(workspace=place.workspace, name="Sud Retz")
    gone.ended_on = TODAY - timedelta(days=3)
    gone.save()
    make_member_actor(cooperation=place, name="Caf de Retz")

    text = officer.get(url(place)).text

    assert f'id="c-{retz.pk}' not in text
    assert "Pays de Retz a laissé place à Sud Retz le" in plain(text)


def test_one_actor_is_not_a_game(officer: Client, pornic: Actor) -> None:
    assert "Il faut au moins deux acteurs" in officer.get(url(pornic.cooperation)).text


def test_private_readings_count_for_their_author(
    officer: Client, access: Access, pornic: Actor, retz: Actor
) -> None:
    make_influence(
        actor=retz, target=pornic, strength=4, author=access.user, visibility=Visibility.ME
    )
    colleague = signed_in(make_access(cooperation=pornic.cooperation))

    mine, theirs = officer.get(url(pornic.cooperation)), colleague.get(url(pornic.cooperation))

    assert cell(mine.text, retz, pornic) == "existence"
    assert "existence</span>" not in theirs.text


def test_file_holds_the_numbers(officer: Client, pornic: Actor, retz: Actor) -> None:
    make_influence(actor=retz, target=pornic, strength=3)

    answer = officer.get(url(pornic.cooperation, "?export=csv"))

    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Acteur;Agit sur;Commune de Pornic;Pays de Retz",
        "Commune de Pornic;Inconnu;;",
        "Pays de Retz;Un acteur;3;",
    ]


@pytest.mark.parametrize("role", [Role.TEAM, Role.ELECTED, Role.PARTNER, Role.OBSERVER])
def test_others_are_refused(sign_in: SignIn, pornic: Actor, retz: Actor, role: str) -> None:
    client = sign_in(role)

    answers = [client.get(url(pornic.cooperation)), client.post(cell_url(retz, pornic), FORM)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert Influence.objects.count() == 0


def test_opening_is_recorded(officer: Client, access: Access, pornic: Actor) -> None:
    officer.get(url(pornic.cooperation))

    opened = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, actor=access.user)
    assert opened.filter(object_repr=str(pornic.cooperation)).count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    officer: Client,
    pornic: Actor,
    retz: Actor,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        other = make_member_actor(cooperation=pornic.cooperation, name=f"Commune {number}")
        make_influence(actor=other, target=pornic)
    make_influence(actor=retz, target=pornic)

    with django_assert_num_queries(11):
        officer.get(url(pornic.cooperation, f"?case={retz.pk}~{pornic.pk}"))


def test_sentence_of_the_chosen_cell_is_in_its_section(
    officer: Client, pornic: Actor, retz: Actor
) -> None:
    make_influence(actor=retz, target=pornic, strength=2, said="Porte sa maison de santé.")

    text = officer.get(url(pornic.cooperation, f"?case={retz.pk}~{pornic.pk}")).text

    assert "Porte sa maison de santé." in section(text, "m-chosen-title")

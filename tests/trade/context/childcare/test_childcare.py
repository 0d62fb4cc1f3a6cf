"""A CTG reads, part by part, what a scheme of childcare would find in it."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.choices import OrganisationKind
from maillage.trade.context.childcare.checks import read_checks
from maillage.trade.context.models import Scheme, SchemeText
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain
from tests.ground.territories.makers import make_territory
from tests.trade.context.childcare.makers import make_scheme_text
from tests.trade.context.makers import make_facility, make_local_need, make_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(access: Access) -> Scheme:
    """The scheme of a CTG with one commune, its nursery and its children."""
    cooperation = access.cooperation
    Cooperation.objects.filter(pk=cooperation.pk).update(profile="ctg")
    cooperation.refresh_from_db()
    town = member_with_name(cooperation, "Pornic")
    town.kind, town.territory = OrganisationKind.COMMUNE, make_territory(name="Pornic")
    town.save()
    make_facility(cooperation=cooperation, commune=town.territory, places=20)
    make_local_need(cooperation=cooperation, commune=town.territory, number=50)
    return make_scheme(cooperation=cooperation, is_own=True)


def address(own: Scheme) -> str:
    """The page where its parts are written."""
    return reverse("context:childcare", args=[own.cooperation.slug, own.pk])


def test_each_part_says_what_answers_it(officer: Client, access: Access, own: Scheme) -> None:
    sent = {"version": "1", "families": "Deux places d’urgence dans chaque crèche."}

    answer = officer.post(address(own), sent)

    checks = read_checks(access)
    assert answer.status_code == 302
    assert checks is not None
    assert [(part.part, one.state, one.sentence) for part, one in checks.rows] == [
        ("1°", "yes", "Une commune sur 1 a un équipement ou des assistantes maternelles."),
        ("2°", "yes", "Une commune comptée sur 1, en 2023."),
        ("3°", "yes", "40 places pour cent enfants sur l’ensemble."),
        ("4° a", "ask", "Aucune action de petite enfance dans le plan."),
        ("4° b", "ask", "Rien d’écrit."),
        ("4° c", "yes", "Deux places d’urgence dans chaque crèche."),
        ("4° d", "ask", "Rien d’écrit."),
        ("4° e", "ask", "Aucune fiche ne dit quel équipement elle touche."),
        ("4° g", "ask", "Aucune fiche n’a de début et de fin."),
    ]
    page = plain(officer.get(reverse("context:facilities", args=[own.cooperation.slug])).text)
    assert "Il manque : les objectifs et les actions, les métiers et les compétences, " in page


def test_words_taken_away_are_no_part_any_more(officer: Client, own: Scheme) -> None:
    make_scheme_text(scheme=own)

    officer.post(address(own), {"version": "1", "jobs": ""})

    assert not SchemeText.objects.exists()


def test_who_saves_second_sees_both_texts(officer: Client, own: Scheme) -> None:
    answer = officer.post(address(own), {"version": "0", "jobs": "Former."})

    assert (answer.status_code, SchemeText.objects.exists()) == (409, False)


def test_another_profile_reads_no_such_checks(officer: Client, access: Access, own: Scheme) -> None:
    Cooperation.objects.filter(pk=own.cooperation_id).update(profile="cls")
    access.cooperation.refresh_from_db()

    assert (officer.get(address(own)).status_code, read_checks(access)) == (200, None)


def test_a_partner_reads_and_does_not_write(access: Access, own: Scheme) -> None:
    partner = make_access(cooperation=access.cooperation, role="partner")

    checks = read_checks(partner)

    assert signed_in(partner).get(address(own)).status_code == 403
    assert checks is not None
    assert {one.url for part, one in checks.rows if part.key == "jobs"} == {""}


@pytest.mark.parametrize("role", ["officer", "team", "elected", "partner", "observer"])
def test_only_who_writes_a_part_is_told_to_begin_it(own: Scheme, role: str) -> None:
    client = signed_in(make_access(cooperation=own.cooperation, role=role))

    page = client.get(reverse("context:facilities", args=[own.cooperation.slug])).text

    assert ("commencer" in page) == (role == "officer")

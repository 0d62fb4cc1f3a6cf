"""Who holds the seats of a body, named on one page."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal.models import Change
from maillage.trade.governance.bodies.models import Body, Holder, Seat
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_mandate
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import make_body, make_holder, make_seat

pytestmark = pytest.mark.django_db
DAY = "12/05/2026"


@pytest.fixture
def body(cooperation: Cooperation) -> Body:
    return make_body(cooperation=cooperation)


def seat_of(body: Body, name: str) -> Seat:
    return make_seat(body=body, organisation=member_with_name(body.cooperation, name))


def test_whoever_is_alone_elected_is_proposed(
    officer: Client, cooperation: Cooperation, body: Body
) -> None:
    bouin, vue = seat_of(body, "Bouin"), seat_of(body, "Vue")
    mayor = make_mandate(organisation=bouin.organisation, kind="elected").person
    make_mandate(organisation=bouin.organisation, kind="technician")
    make_holder(seat=seat_of(body, "Pornic"))

    form = officer.get(url(cooperation, "body_holders", body.pk)).context["form"]

    assert [row.seat for row in form.rows()] == [bouin, vue]
    assert form[f"titulaire-{bouin.pk}"].value() == str(mayor.pk)
    assert form[f"suppleant-{bouin.pk}"].value() == ""
    assert f"titulaire-{vue.pk}" not in form.fields


def test_holders_also_come_from_a_table(
    officer: Client, cooperation: Cooperation, body: Body
) -> None:
    seat_of(body, "Bouin")

    page = officer.get(url(cooperation, "body_holders", body.pk))

    assert "echanges/import/?tableau=instances" in page.text


def test_holders_are_named_in_one_gesture(
    officer: Client, cooperation: Cooperation, body: Body
) -> None:
    bouin, vue = seat_of(body, "Bouin"), seat_of(body, "Vue")
    mayor, deputy = (make_mandate(organisation=bouin.organisation).person for _one in range(2))
    clerk = make_mandate(organisation=vue.organisation).person
    Change.objects.all().delete()

    answer = officer.post(
        url(cooperation, "body_holders", body.pk),
        {
            "since": DAY,
            f"titulaire-{bouin.pk}": str(mayor.pk),
            f"suppleant-{bouin.pk}": str(deputy.pk),
            f"titulaire-{vue.pk}": "",
            f"suppleant-{vue.pk}": str(clerk.pk),
        },
    )

    assert answer.headers["Location"] == url(cooperation, "body", body.pk)
    rows = Holder.objects.order_by("pk").values_list("seat", "person", "kind", "since")
    day = date(2026, 5, 12)
    assert list(rows) == [
        (bouin.pk, mayor.pk, "titulaire", day),
        (bouin.pk, deputy.pk, "suppleant", day),
        (vue.pk, clerk.pk, "suppleant", day),
    ]
    assert Change.objects.count() == 1


def test_a_seat_filled_meanwhile_keeps_its_titulaire(
    officer: Client, cooperation: Cooperation, body: Body
) -> None:
    bouin = seat_of(body, "Bouin")
    mayor = make_mandate(organisation=bouin.organisation).person
    other = make_mandate(organisation=bouin.organisation).person
    page = url(cooperation, "body_holders", body.pk)
    officer.get(page)
    make_holder(seat=bouin, person=other)

    officer.post(page, {"since": DAY, f"titulaire-{bouin.pk}": str(mayor.pk)})

    assert list(Holder.objects.filter(until=None).values_list("person", flat=True)) == [other.pk]


def test_nobody_is_titulaire_and_deputy_of_one_seat(
    officer: Client, cooperation: Cooperation, body: Body
) -> None:
    bouin = seat_of(body, "Bouin")
    mayor = str(make_mandate(organisation=bouin.organisation).person.pk)

    answer = officer.post(
        url(cooperation, "body_holders", body.pk),
        {"since": DAY, f"titulaire-{bouin.pk}": mayor, f"suppleant-{bouin.pk}": mayor},
    )

    assert "Cette personne est déjà titulaire de ce siège." in answer.text
    assert Holder.objects.count() == 0


def test_nobody_of_another_structure_is_named(
    officer: Client, cooperation: Cooperation, body: Body
) -> None:
    bouin, vue = seat_of(body, "Bouin"), seat_of(body, "Vue")
    make_mandate(organisation=bouin.organisation)
    stranger = make_mandate(organisation=vue.organisation).person

    answer = officer.post(
        url(cooperation, "body_holders", body.pk),
        {"since": DAY, f"titulaire-{bouin.pk}": str(stranger.pk)},
    )

    assert (answer.status_code, Holder.objects.count()) == (422, 0)


def test_seats_that_were_given_lead_to_who_sits(
    officer: Client, cooperation: Cooperation, body: Body
) -> None:
    bouin = member_with_name(cooperation, "Bouin")

    answer = officer.post(
        url(cooperation, "body_seats_add", body.pk),
        {"organisations": [bouin.pk], "voice": "deliberative", "weight": "1"},
    )

    assert answer.headers["Location"] == url(cooperation, "body_holders", body.pk)


def test_queries_do_not_grow(
    officer: Client,
    cooperation: Cooperation,
    body: Body,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    page = url(cooperation, "body_holders", body.pk)
    for names in (("Bouin",), ("Vue", "Pornic")):
        for name in names:
            make_mandate(organisation=seat_of(body, name).organisation)
        officer.get(page)
        with django_assert_num_queries(6):
            officer.get(page)


def test_only_officers_name_them_together(sign_in: SignIn, body: Body) -> None:
    assert sign_in("partner").get(url(body.cooperation, "body_holders", body.pk)).status_code == 403

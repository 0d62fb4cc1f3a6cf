"""Seats are given together, corrected, ended; who holds them follows one another."""

from datetime import date

from django.test import Client

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Mandate, Member, Organisation, Person
from maillage.ground.directory.rights.services import anonymise_person, erase_people
from maillage.trade.governance.bodies.points import seats_of_sheet
from maillage.trade.governance.choices import HolderKind
from maillage.trade.governance.models import Holder, Seat
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import (
    make_mandate,
    make_member_person,
    make_organisation,
    make_person,
    make_spokesperson,
)
from tests.ground.directory.reading import section
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import (
    make_body,
    make_holder,
    make_own_seat,
    make_seat,
    make_spoken_seat,
)


def acting_in(organisation: Organisation, family_name: str = "Vrignaud") -> Mandate:
    """Somebody who acts now in the structure."""
    person = make_person(workspace=organisation.workspace, family_name=family_name)
    return make_mandate(person=person, organisation=organisation)


def test_several_structures_take_a_seat_at_once(officer: Client, cooperation: Cooperation) -> None:
    body = make_body(cooperation=cooperation, colleges="Élus\nFinanceurs")
    names = ("Commune de Bouin", "Commune de Pornic", "Pays de Retz")
    seated = [member_with_name(cooperation, name) for name in names]
    make_seat(body=body, organisation=seated[2], college="Élus")
    typed = {
        "organisations": [seated[0].pk, seated[1].pk],
        "college": "Financeurs",
        "voice": "consultative",
        "weight": "2",
        "since": "18/05/2026",
    }

    refused = officer.post(
        url(cooperation, "body_seats_add", body.pk), typed | {"organisations": [seated[2].pk]}
    )
    officer.post(url(cooperation, "body_seats_add", body.pk), typed)

    assert refused.status_code == 422
    entry = "organisation__name", "college", "voice", "weight", "since"
    assert list(Seat.objects.order_by("organisation__name").values_list(*entry)) == [
        ("Commune de Bouin", "Financeurs", "consultative", 2, date(2026, 5, 18)),
        ("Commune de Pornic", "Financeurs", "consultative", 2, date(2026, 5, 18)),
        ("Pays de Retz", "Élus", "deliberative", 1, None),
    ]


def test_a_person_sits_in_their_own_name(officer: Client, cooperation: Cooperation) -> None:
    body = make_body(cooperation=cooperation)
    person = make_person(workspace=cooperation.workspace, family_name="Mousnier")

    officer.post(
        url(cooperation, "body_own_seat_add", body.pk),
        {"person": person.pk, "voice": "deliberative", "weight": "1"},
    )

    page = officer.get(url(cooperation, "body", body.pk))
    assert Seat.objects.get().person == person
    assert "en son nom" in section(page.text, "m-seats")


def test_the_next_titulaire_ends_the_former(officer: Client, cooperation: Cooperation) -> None:
    seat = make_spoken_seat(cooperation=cooperation)
    assert seat.organisation is not None
    first, second = acting_in(seat.organisation), acting_in(seat.organisation, "Kerouanton")
    name = url(cooperation, "body_holder_add", seat.pk)

    for mandate, since in ((first, "18/05/2026"), (second, "01/09/2026")):
        read = officer.get(name).context["form"]["read"].value()
        values = {"person": mandate.person_id, "kind": "titulaire", "since": since, "read": read}
        officer.post(name, values)

    entry = "person__family_name", "kind", "since", "until"
    assert list(Holder.objects.order_by("pk").values_list(*entry)) == [
        ("Vrignaud", "titulaire", date(2026, 5, 18), date(2026, 9, 1)),
        ("Kerouanton", "titulaire", date(2026, 9, 1), None),
    ]
    page = officer.get(url(cooperation, "body", seat.body_id))
    until = 'jusqu’au <span class="m-first">1<sup>er</sup> septembre</span> 2026'
    assert until in page.text.replace("\u00a0", " ")


def test_a_suppleant_leaves_the_titulaire_in_place(
    officer: Client, cooperation: Cooperation
) -> None:
    seat = make_spoken_seat(cooperation=cooperation)
    assert seat.organisation is not None
    make_holder(seat=seat, person=acting_in(seat.organisation).person)
    other = acting_in(seat.organisation, "Kerouanton")

    officer.post(
        url(cooperation, "body_holder_add", seat.pk),
        {"person": other.person_id, "kind": "suppleant", "since": "01/09/2026"},
    )

    rows = Holder.objects.order_by("pk").values_list("kind", "until")
    assert list(rows) == [("titulaire", None), ("suppleant", None)]


def test_only_who_acts_in_the_structure_may_hold_its_seat(
    officer: Client, cooperation: Cooperation
) -> None:
    seat = make_spoken_seat(cooperation=cooperation)
    outsider = acting_in(make_organisation(workspace=cooperation.workspace, name="Machecoul"))

    page = officer.post(
        url(cooperation, "body_holder_add", seat.pk),
        {"person": outsider.person_id, "kind": "titulaire", "since": "01/09/2026"},
    )

    assert (page.status_code, Holder.objects.count()) == (422, 0)


def test_nobody_holds_a_seat_before_it_exists(officer: Client, cooperation: Cooperation) -> None:
    seat = make_spoken_seat(cooperation=cooperation)
    seat.since = date(2026, 5, 18)
    seat.save()
    assert seat.organisation is not None
    mandate = acting_in(seat.organisation)

    page = officer.post(
        url(cooperation, "body_holder_add", seat.pk),
        {"person": mandate.person_id, "kind": "titulaire", "since": "01/01/2026"},
    )

    assert (page.status_code, Holder.objects.count()) == (422, 0)
    assert "Le siège n’existait pas encore" in page.text


def test_a_seat_ends_with_who_holds_it(officer: Client, cooperation: Cooperation) -> None:
    seat = make_spoken_seat(cooperation=cooperation)
    make_holder(seat=seat)

    officer.post(url(cooperation, "body_seat_end", seat.pk), {"on": "31/10/2026", "version": 1})

    seat.refresh_from_db()
    assert (seat.until, Holder.objects.get().until) == (date(2026, 10, 31), date(2026, 10, 31))


def test_second_writer_of_a_seat_sees_both_texts(officer: Client, cooperation: Cooperation) -> None:
    seat = make_spoken_seat(cooperation=cooperation)
    edit = url(cooperation, "body_seat_edit", seat.pk)
    officer.post(edit, {"voice": "observer", "weight": "1", "version": 1})

    page = officer.post(edit, {"voice": "consultative", "weight": "3", "version": 1})

    seat.refresh_from_db()
    assert (page.status_code, seat.voice, seat.weight) == (409, "observer", 1)


def test_sheet_says_what_each_seat_has_become(officer: Client, cooperation: Cooperation) -> None:
    body = make_body(cooperation=cooperation)
    gone, _merged, left, empty = (
        make_seat(body=body, organisation=member_with_name(cooperation, name))
        for name in ("Bouin", "Machecoul", "Pornic", "Rouans")
    )
    assert gone.organisation is not None
    mandate = acting_in(gone.organisation)
    make_holder(seat=gone, person=mandate.person)
    Mandate.objects.filter(pk=mandate.pk).update(until=date(2026, 6, 1))
    Organisation.objects.filter(name="Machecoul").update(
        ended_on=date(2026, 1, 1), successor=empty.organisation
    )
    Member.objects.filter(organisation=left.organisation_id).update(until=date(2026, 2, 1))

    page = officer.get(url(cooperation, "body", body.pk))

    words = section(page.text, "m-seats")
    gaps = [part.partition("<")[0] for part in words.split('m-lack">')[1:]]
    assert gaps == [
        "Inès Vrignaud n’y est plus en fonction",
        "Rouans lui a succédé",
        "n’est plus membre de la coopération",
        "sans titulaire",
    ]


def test_partner_names_for_their_structure_alone(cooperation: Cooperation) -> None:
    partner = make_access(cooperation=cooperation, role="partner")
    mine = make_seat(
        body=make_body(cooperation=cooperation),
        organisation=member_with_name(cooperation, "Pornic"),
    )
    other = make_seat(body=mine.body, organisation=member_with_name(cooperation, "Bouin"))
    make_spokesperson(access=partner, organisation=mine.organisation)
    client = signed_in(partner)
    answers = []
    for seat in (mine, other):
        assert seat.organisation is not None
        typed = {
            "person": acting_in(seat.organisation).person_id,
            "kind": "titulaire",
            "since": "01/09/2026",
        }
        page = client.post(url(cooperation, "body_holder_add", seat.pk), typed)
        answers.append(page.status_code)

    assert (answers, list(Holder.objects.values_list("seat", flat=True))) == (
        [302, 403],
        [mine.pk],
    )


def test_team_that_speaks_for_nobody_names_nobody(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    seat = make_spoken_seat(cooperation=cooperation)

    assert sign_in("team").get(url(cooperation, "body_holder_add", seat.pk)).status_code == 403


def test_somebody_no_longer_sits(officer: Client, cooperation: Cooperation) -> None:
    holder = make_holder(seat=make_spoken_seat(cooperation=cooperation))
    end = url(cooperation, "body_holder_end", holder.pk)

    refused = officer.post(end, {"on": "01/01/2026"})
    officer.post(end, {"on": "30/09/2026"})

    holder.refresh_from_db()
    assert (refused.status_code, holder.until) == (422, date(2026, 9, 30))


def test_sheets_of_structure_and_person_tell_their_seats(access: Access) -> None:
    person = make_member_person(cooperation=access.cooperation)
    seat = make_spoken_seat(cooperation=access.cooperation)
    person.civility = Person.Civility.MME
    person.save()
    make_holder(seat=seat, person=person, kind=HolderKind.SUPPLEANT)
    make_own_seat(body=make_body(cooperation=access.cooperation, name="Bureau"), person=person)
    assert seat.organisation_id is not None

    groups = [
        [
            (one.body, one.words, one.people)
            for panel in seats_of_sheet(access, kind, number)
            for one in panel.context["seats"]  # type: ignore[attr-defined]  # a context holds objects
        ]
        for kind, number in (("organisation", seat.organisation_id), ("person", person.pk))
    ]

    assert groups == [
        [("Comité de pilotage", "voix délibérative", "Inès Gaborit, suppléante")],
        [
            ("Comité de pilotage", "suppléante", "Commune de Pornic"),
            ("Bureau", "voix délibérative", ""),
        ],
    ]


def test_an_erased_person_leaves_no_seat(access: Access) -> None:
    person = make_member_person(cooperation=access.cooperation)
    seat = make_spoken_seat(cooperation=access.cooperation)
    make_holder(seat=seat, person=person, source="courriel d’Inès Gaborit")
    other = make_holder(seat=seat, source="vu avec Gaborit")

    erase_people(author=access.user, place=access.cooperation, people=[person])

    assert list(Holder.objects.values_list("pk", "source")) == [(other.pk, "…")]


def test_a_person_without_name_keeps_the_dates_of_their_seat(access: Access) -> None:
    person = make_member_person(cooperation=access.cooperation)
    make_holder(seat=make_spoken_seat(cooperation=access.cooperation), person=person)

    anonymise_person(author=access.user, place=access.cooperation, person=person)

    assert [str(holder) for holder in Holder.objects.all()] == ["Personne effacée, titulaire"]
    assert Holder.objects.get().since == date(2026, 5, 18)


def test_nobody_left_to_seat_is_shown(officer: Client, cooperation: Cooperation) -> None:
    seat = make_spoken_seat(cooperation=cooperation)

    page = officer.get(url(cooperation, "body_seats_add", seat.body_id))

    assert "Tous les membres siègent déjà" in page.text
    assert '<form class="m-sheet-box' not in page.text
